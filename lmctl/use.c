/* SPDX-License-Identifier: MIT */
/* lmctl use. A use of a process ends with it, so lmctl keeps what it adds for the log-in session
 * (docs/uses.md). A password comes from the terminal or a file descriptor, never from the command
 * line. */
#include "lmctl.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "api/use.h"
#include "base/alloc.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "lmuse.h"
#include "winerror.h"

/* Bytes of a password: PWLEN characters of UTF-8, and one that shows that it is longer. */
#define PASSWORD_ROOM (4u * PWLEN + 2)

/* \\SERVER\SHARE again. */
static LPWSTR use_name(const struct request *r)
{
    size_t server = r->server ? utf16_len(r->server) : 0, share = utf16_len(r->name);
    if (!server)
        usage("use %s needs \\\\SERVER\\SHARE", r->command->verb);
    LPWSTR name = keep_room((server + share + 4) * sizeof *name), at = name;
    if (r->server[0] != u'\\')
        *at++ = u'\\', *at++ = u'\\';
    memcpy(at, r->server, server * sizeof *at);
    at += server;
    *at++ = u'\\';
    memcpy(at, r->name, share * sizeof *at); /* the NUL is there */
    return name;
}

/* ---- Passwords ---- */

enum line { LINE_READ, LINE_NONE, LINE_TOO_LONG, LINE_FAILED };

/* Up to the end of the line, which is not part of it. LINE_NONE: there is not even that end, which
 * is no empty password. LINE_FAILED comes with errno. */
static enum line read_line(int fd, char line[PASSWORD_ROOM])
{
    for (size_t n = 0; n < PASSWORD_ROOM - 1; n++) {
        ssize_t got = read(fd, line + n, 1);
        if (got < 0)
            return LINE_FAILED;
        if (!got && !n)
            return LINE_NONE;
        if (!got || line[n] == '\n') {
            line[n] = '\0';
            return LINE_READ;
        }
    }
    return LINE_TOO_LONG;
}

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    interrupted = number;
}

/* What would end the program while the terminal does not echo only ends the reading. */
static const int ending[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };
#define ENDING (sizeof ending / sizeof *ending)

static enum line read_silently(int terminal, char line[PASSWORD_ROOM])
{
    struct sigaction before[ENDING], ends = { .sa_handler = on_signal };
    struct termios shown, hidden;
    if (tcgetattr(terminal, &shown))
        return LINE_FAILED;
    for (size_t i = 0; i < ENDING; i++)
        sigaction(ending[i], &ends, &before[i]);
    hidden = shown;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    enum line got =
        tcsetattr(terminal, TCSAFLUSH, &hidden) ? LINE_FAILED : read_line(terminal, line);
    int error = errno;
    tcsetattr(terminal, TCSAFLUSH, &shown);
    dprintf(terminal, "\n");
    for (size_t i = 0; i < ENDING; i++)
        sigaction(ending[i], &before[i], NULL);
    if (interrupted)
        raise(interrupted);
    errno = error;
    return got;
}

static enum line ask_for_password(const struct request *r, char line[PASSWORD_ROOM])
{
    int terminal = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0)
        errx(EXIT_FAILED, "no terminal to ask for the password: give --password-fd");
    char *user = utf8_new(r->user);
    dprintf(terminal, "Password of %s: ", user ? user : "the user");
    x_free(user);
    enum line got = read_silently(terminal, line);
    int error = errno;
    close(terminal);
    errno = error;
    return got;
}

/* Ends the program without a password. */
static void refuse_line(enum line got, char line[PASSWORD_ROOM])
{
    int error = errno;
    x_wipe(line, PASSWORD_ROOM);
    switch (got) {
    case LINE_READ: break;
    case LINE_NONE: usage("no password given");
    case LINE_TOO_LONG: errx(EXIT_FAILED, "password: too long");
    case LINE_FAILED: errx(EXIT_FAILED, "password: %s", strerror(error));
    }
}

/* The password as the API takes it, or NULL where none is needed. */
static LPWSTR take_password(const struct request *r)
{
    char line[PASSWORD_ROOM];
    if (!r->user && r->password_fd < 0)
        return NULL;
    enum line got = LINE_READ;
    if (r->user && !*r->user)
        *line = '\0'; /* nobody has none */
    else
        got = r->password_fd < 0 ? ask_for_password(r, line) : read_line(r->password_fd, line);
    if (got != LINE_READ)
        refuse_line(got, line);
    LPWSTR wide = utf16_new(line);
    x_wipe(line, sizeof line);
    if (!wide)
        errx(EXIT_FAILED, errno == ENOMEM ? "out of memory" : "the password is not UTF-8");
    return wide;
}

/* ---- Commands ---- */

/* "use of \\FS1\IPC$ as alice": as whom only where that was said. */
static const char *tell_use(const struct request *r, LPCWSTR remote)
{
    const char *user = keep_utf8(r->user);
    return keep_text("use of %s%s%s", keep_utf8(remote), r->user ? " as " : "",
                     r->user && !*user ? "nobody" : user);
}

static NET_API_STATUS add_lasting(const struct request *r, LPWSTR remote)
{
    LPWSTR password = take_password(r);
    USE_INFO_2 info = { .ui2_remote = remote,
                        .ui2_password = password,
                        .ui2_asg_type = USE_WILDCARD,
                        .ui2_username = r->user };
    NET_API_STATUS status = use_add("NetUseAdd", USES_LASTING, 2, (LPBYTE)&info, NULL);
    x_free_secret(password, password ? utf16_len(password) * sizeof *password : 0);
    return status;
}

enum lmctl_exit use_add_kept(const struct request *r)
{
    LPWSTR remote = use_name(r);
    if (!getenv("XDG_RUNTIME_DIR") || !*getenv("XDG_RUNTIME_DIR"))
        errx(EXIT_FAILED, "there is no XDG_RUNTIME_DIR, where uses of the log-in session are kept: "
                          "log in by PAM and systemd-logind, or configure a credentials file");
    NET_API_STATUS status = r->dry_run ? NERR_Success : add_lasting(r, remote);
    if (status != NERR_Success)
        return report_failure("NetUseAdd", status);
    say_done(r, tell_use(r, remote), "added", NULL);
    return EXIT_GOOD;
}

static NET_API_STATUS find_use(LPWSTR remote)
{
    LPBYTE buffer = NULL;
    NET_API_STATUS status = NetUseGetInfo(NULL, remote, 0, &buffer);
    NetApiBufferFree(buffer);
    return status;
}

enum lmctl_exit use_remove(const struct request *r)
{
    LPWSTR remote = use_name(r);
    NET_API_STATUS status = r->dry_run ? find_use(remote) : NetUseDel(NULL, remote, USE_NOFORCE);
    if (status != NERR_Success)
        return report_failure(r->dry_run ? "NetUseGetInfo" : "NetUseDel", status);
    say_done(r, tell_use(r, remote), "removed", NULL);
    return EXIT_GOOD;
}

enum lmctl_exit use_list(const struct request *r)
{
    return show_all(r, "uses", "NetUseEnum", NetUseEnum);
}

enum lmctl_exit use_show(const struct request *r)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetUseGetInfo(NULL, use_name(r), r->level, &buffer);
    if (status != NERR_Success)
        return report_failure("NetUseGetInfo", status);
    return show_one(r, "use", net_family_find(&net_use, r->level, NET_GET)->type, buffer);
}
