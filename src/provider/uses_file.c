/* SPDX-License-Identifier: MIT */
/* Lines to a list of uses and back. A file is written beside the old one, made sure of, and put in
 * its place, under a lock. */
#include "provider/uses_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <unistr.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/file.h"
#include "base/fnv.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/runtime.h"
#include "base/secret_file.h"
#include "lmerr.h"
#include "lmuse.h"
#include "net/deadline.h"
#include "winerror.h"

#define FILE_NAME "uses"
#define LOCK_NAME "uses.lock"

/* A file of another user is not ours: root may have come here with somebody's environment. */
uint64_t uses_file_look(void)
{
    char path[PATH_MAX];
    struct stat st;
    if (!runtime_path(path, FILE_NAME) || stat(path, &st) || st.st_uid != geteuid())
        return 0;
    uint64_t look = fnv_mix(FNV_START, path, strlen(path));
    look = fnv_mix(look, &st.st_uid, sizeof st.st_uid);
    return fnv_mix_file(look, path) | 1;
}

/* ---- Reading ---- */

struct reader {
    struct use_server **list;
    unsigned line;
    const char *why;                  /* the line cannot be used; NULL: it is malformed */
    const char *host;                 /* of the [section] */
    const char *user, *domain, *pass; /* its values; NULL: no such line */
};

static NET_API_STATUS read_share(struct reader *r, const char *value)
{
    struct credentials user = { .user = r->user, .domain = r->domain, .password = r->pass };
    struct credentials nobody = { .kind = CREDENTIALS_ANONYMOUS };
    char *share;
    unsigned long type = strtoul(value, &share, 10);
    if (share == value || *share != ' ' || !share[1] || (type > USE_IPC && type != USE_WILDCARD))
        return ERROR_BAD_FORMAT;
    struct use_wish wish = { r->host, share + 1, NULL, (DWORD)type, 0 };
    if (r->user)
        wish.credentials = *r->user ? &user : &nobody;
    NET_API_STATUS status = use_list_add(r->list, &wish, 0);
    if (status != ERROR_SESSION_CREDENTIAL_CONFLICT)
        return status;
    r->why = "a server has one user";
    return ERROR_BAD_FORMAT; /* of the file; whoever calls has added nothing */
}

static NET_API_STATUS read_line(struct reader *r, char *line)
{
    char *value = strchr(line, '='), *end = strchr(line, ']');
    if (*line == '[') {
        if (!end || end[1] || end == line + 1)
            return ERROR_BAD_FORMAT;
        *end = '\0';
        *r = (struct reader){ .list = r->list, .line = r->line, .host = line + 1 };
        return NERR_Success;
    }
    if (!*line || *line == '#')
        return NERR_Success;
    if (!value || !r->host)
        return ERROR_BAD_FORMAT;
    *value++ = '\0';
    if (!strcmp(line, "share"))
        return read_share(r, value);
    const char **to = !strcmp(line, "username")   ? &r->user
                      : !strcmp(line, "domain")   ? &r->domain
                      : !strcmp(line, "password") ? &r->pass
                                                  : NULL;
    if (!to)
        return ERROR_BAD_FORMAT;
    *to = value;
    return NERR_Success;
}

/* *why, *line: what is wrong, and where; 0 for no line. */
static NET_API_STATUS read_text(char *text, size_t len, struct use_server **list, const char **why,
                                unsigned *line_number)
{
    struct reader r = { .list = list };
    *why = "it is no text";
    if (memchr(text, '\0', len) || u8_check((const uint8_t *)text, len))
        return ERROR_BAD_FORMAT;
    NET_API_STATUS status = NERR_Success;
    for (char *line = text, *next; status == NERR_Success && line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        r.line++;
        status = read_line(&r, line);
    }
    *why = status == ERROR_NOT_ENOUGH_MEMORY ? "memory is short" : r.why ? r.why : "malformed";
    *line_number = r.line;
    return status;
}

NET_API_STATUS uses_file_read(struct use_server **list)
{
    char path[PATH_MAX], *text = NULL;
    const char *why = "";
    unsigned line = 0;
    size_t len = 0;
    *list = NULL;
    if (!runtime_path(path, FILE_NAME))
        return NERR_Success;
    NET_API_STATUS status = secret_file_read(path, USES_FILE_MAX, &text, &len, &why);
    if (status == ERROR_FILE_NOT_FOUND)
        return NERR_Success;
    if (status == NERR_Success)
        status = read_text(text, len, list, &why, &line);
    x_free_secret(text, len);
    if (status != NERR_Success) {
        if (line)
            log_line(LOG_ERRORS, "%s:%u: cannot be used: %s", path, line, why);
        else
            log_line(LOG_ERRORS, "%s: cannot be used: %s", path, why);
        *list = use_list_free(*list);
    }
    return status;
}

/* ---- Writing ---- */

/* False when the text would be more than one line. */
static bool put_line(struct bytes *out, const char *key, const char *value)
{
    if (strpbrk(value, "\r\n"))
        return false;
    bytes_put_text(out, key);
    bytes_put_text(out, value);
    bytes_put_u8(out, '\n');
    return true;
}

static bool put_server(struct bytes *out, const struct use_server *s)
{
    char type[16];
    const struct credentials *c = s->credentials;
    bool good = !strpbrk(s->host, "[]\r\n");
    bytes_put_text(out, "[");
    bytes_put_text(out, s->host);
    bytes_put_text(out, "]\n");
    if (c) {
        good &= put_line(out, "username=", c->user ? c->user : "");
        good &= put_line(out, "domain=", c->domain ? c->domain : "");
        good &= put_line(out, "password=", c->password ? c->password : "");
    }
    for (const struct use *u = s->uses; u; u = u->next) {
        snprintf(type, sizeof type, "share=%u ", (unsigned)u->type);
        good &= put_line(out, type, u->share);
    }
    return good;
}

static NET_API_STATUS put_list(struct bytes *out, const struct use_server *list)
{
    bool good = true;
    bytes_put_text(out, "# written by lmctl use\n");
    for (; list; list = list->next)
        good &= put_server(out, list);
    if (!good)
        log_line(LOG_ERRORS, "a user, password or share with a line end in it cannot be kept");
    return !good ? ERROR_INVALID_PARAMETER : out->failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success;
}

static NET_API_STATUS write_failure(const char *what, int error)
{
    log_line(LOG_ERRORS, "uses of the log-in session: %s: %s", what, strerror(error));
    return ERROR_ACCESS_DENIED;
}

static NET_API_STATUS write_list(int folder, const struct use_server *list)
{
    struct bytes text;
    if (!list)
        return unlinkat(folder, FILE_NAME, 0) && errno != ENOENT ? write_failure(FILE_NAME, errno)
                                                                 : NERR_Success;
    bytes_init(&text, USES_FILE_MAX);
    NET_API_STATUS status = put_list(&text, list);
    int error = status == NERR_Success ? file_replace(folder, FILE_NAME, text.data, text.len) : 0;
    if (error)
        status = write_failure(FILE_NAME, error);
    bytes_free(&text);
    return status;
}

static NET_API_STATUS open_folder(int *folder)
{
    int error = runtime_open(folder);
    if (error == ENOENT)
        log_line(LOG_ERRORS, "there is no XDG_RUNTIME_DIR to keep uses in");
    return error == ENOENT ? ERROR_PATH_NOT_FOUND : error ? ERROR_ACCESS_DENIED : NERR_Success;
}

/* Whoever holds the lock only reads and writes a small file. */
static NET_API_STATUS take_lock(int folder, int *lock)
{
    static const struct timespec pause = { 0, 10 * 1000 * 1000 };
    int64_t end = deadline_now_ms() + USES_LOCK_MS;
    *lock = openat(folder, LOCK_NAME, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (*lock < 0)
        return write_failure(LOCK_NAME, errno);
    while (flock(*lock, LOCK_EX | LOCK_NB)) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return write_failure(LOCK_NAME, errno);
        if (deadline_now_ms() >= end)
            return ERROR_SEM_TIMEOUT;
        nanosleep(&pause, NULL);
    }
    return NERR_Success;
}

NET_API_STATUS uses_file_change(uses_change *change, const struct use_wish *wish)
{
    int folder = -1, lock = -1;
    struct use_server *list = NULL;
    NET_API_STATUS status = open_folder(&folder);
    if (status == NERR_Success)
        status = take_lock(folder, &lock);
    if (status == NERR_Success)
        status = uses_file_read(&list);
    if (status == NERR_Success)
        status = change(&list, wish);
    if (status == NERR_Success)
        status = write_list(folder, list);
    use_list_free(list);
    if (lock >= 0) {
        flock(lock, LOCK_UN); /* closing does not end it while a child of a fork has it open too */
        close(lock);
    }
    if (folder >= 0)
        close(folder);
    return status;
}
