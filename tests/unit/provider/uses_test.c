/* SPDX-License-Identifier: MIT */
/* Uses without a server: who may be added to whom, what a call is told, what is kept in the file of
 * the log-in session and who may have written that. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "capture.h"
#include "fail_alloc.h"
#include "lmerr.h"
#include "lmuse.h"
#include "provider/uses.h"
#include "provider/uses_file.h"
#include "winerror.h"

#define ROWS(a) (sizeof(a) / sizeof *(a))

static char runtime[] = "/tmp/netapi32-uses-XXXXXX";
static char folder[64], file[80];

/* ---- Wishes ---- */

static const struct credentials alice = { .user = "alice", .domain = "LAB", .password = "one" };
static const struct credentials alice_shouting = { .user = "ALICE",
                                                   .domain = "lab",
                                                   .password = "one" };
static const struct credentials alice_anew = { .user = "alice",
                                               .domain = "LAB",
                                               .password = "two" };
static const struct credentials alice_elsewhere = { .user = "alice",
                                                    .domain = "OTHER",
                                                    .password = "one" };
static const struct credentials bob = { .user = "bob", .password = "" };
static const struct credentials nobody = { .kind = CREDENTIALS_ANONYMOUS };

static NET_API_STATUS add_to(enum uses_whose whose, const char *host, const char *share,
                             const struct credentials *c, uint64_t *ended)
{
    const struct use_wish wish = { host, share, c, USE_IPC, 0 };
    uint64_t number;
    NET_API_STATUS status = uses_propose(whose, &wish, &number);
    return status == NERR_Success ? uses_add(whose, &wish, number, ended) : status;
}

static NET_API_STATUS add(const char *host, const char *share, const struct credentials *c)
{
    uint64_t ended;
    return add_to(USES_OWN, host, share, c, &ended);
}

static NET_API_STATUS keep(const char *host, const char *share, const struct credentials *c)
{
    uint64_t ended;
    return add_to(USES_LASTING, host, share, c, &ended);
}

static NET_API_STATUS drop(const char *host, const char *share, DWORD force)
{
    uint64_t ended;
    return uses_remove(host, share, force, &ended);
}

/* `user:password` that a call to the host takes; `-` when it takes what is configured. */
static const char *who(const char *host)
{
    static char text[64];
    struct use_logon logon;
    struct credentials *c = NULL;
    assert_int_equal(uses_logon(host, &logon, &c), NERR_Success);
    assert_int_equal(c != NULL, logon.source != 0);
    snprintf(text, sizeof text, "-");
    if (c)
        snprintf(text, sizeof text, "%s:%s", c->user ? c->user : "",
                 c->password ? c->password : "");
    credentials_free(c);
    return text;
}

static struct use_logon logon_of(const char *host)
{
    struct use_logon logon;
    assert_int_equal(uses_logon(host, &logon, NULL), NERR_Success);
    return logon;
}

/* All uses, ` host/share*usecount` each, those of the session with a `+`. */
static const char *all_uses(void)
{
    static char text[400];
    struct arena arena = { NULL };
    struct use_record *records;
    size_t count, at = 0;
    assert_int_equal(uses_list(&arena, &records, &count), NERR_Success);
    *text = '\0';
    for (size_t i = 0; i < count; i++) {
        assert_true(!i || records[i].place > records[i - 1].place);
        at += (size_t)snprintf(text + at, sizeof text - at, " %s%s/%s*%u",
                               records[i].lasting ? "+" : "", records[i].host, records[i].share,
                               records[i].usecount);
    }
    arena_drop(&arena);
    return text;
}

/* ---- A process's own ---- */

static void a_server_that_is_not_used_goes_by_the_configuration(void **state)
{
    (void)state;
    assert_string_equal(who("fs1"), "-");
    assert_int_equal(logon_of("fs1").use, 0);
    assert_true(uses_enter(0) && uses_leave(0));
    assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_UseNotFound);
    assert_string_equal(all_uses(), "");
}

static void a_use_is_for_its_server_by_that_name_case_aside(void **state)
{
    (void)state;
    assert_int_equal(add("fs1", "IPC$", &alice), NERR_Success);
    assert_string_equal(who("fs1"), "alice:one");
    assert_string_equal(who("FS1"), "alice:one");
    assert_string_equal(who("fs1.lab"), "-");
    assert_string_equal(who("fs"), "-");
    assert_int_equal(drop("Fs1", "ipc$", USE_NOFORCE), NERR_Success);
    assert_string_equal(who("fs1"), "-");
}

static void one_server_has_one_user(void **state)
{
    static const struct {
        const char *name;
        const struct credentials *first, *then;
        NET_API_STATUS result;
    } rows[] = {
        { "the same", &alice, &alice, NERR_Success },
        { "the same in capitals", &alice, &alice_shouting, NERR_Success },
        { "another password", &alice, &alice_anew, NERR_Success },
        { "no user", &alice, NULL, NERR_Success },
        { "no user twice", NULL, NULL, NERR_Success },
        { "nobody twice", &nobody, &nobody, NERR_Success },
        { "another domain", &alice, &alice_elsewhere, ERROR_SESSION_CREDENTIAL_CONFLICT },
        { "another user", &alice, &bob, ERROR_SESSION_CREDENTIAL_CONFLICT },
        { "nobody", &alice, &nobody, ERROR_SESSION_CREDENTIAL_CONFLICT },
        { "a user beside nobody", &nobody, &bob, ERROR_SESSION_CREDENTIAL_CONFLICT },
        { "a user beside what is configured", NULL, &bob, ERROR_SESSION_CREDENTIAL_CONFLICT },
    };
    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        print_message("# %s\n", rows[i].name);
        assert_int_equal(add("fs1", "data", rows[i].first), NERR_Success);
        assert_int_equal(add("fs1", "other", rows[i].then), rows[i].result);
        assert_string_equal(all_uses(), rows[i].result ? " fs1/data*1" : " fs1/data*1 fs1/other*1");
        assert_int_equal(add("fs2", "data", &bob),
                         NERR_Success); /* servers do not mind each other */
        assert_string_equal(who("fs2"), "bob:");
        uses_empty();
    }
}

static void a_new_password_takes_the_place_of_the_old_one(void **state)
{
    uint64_t ended = 99;
    (void)state;
    assert_int_equal(add("fs1", "data", &alice), NERR_Success);
    uint64_t before = logon_of("fs1").use;
    assert_int_equal(add_to(USES_OWN, "fs1", "IPC$", &alice, &ended), NERR_Success);
    assert_int_equal(ended, 0);
    assert_int_equal(logon_of("fs1").use, before);
    assert_true(uses_enter(before));
    assert_int_equal(add_to(USES_OWN, "fs1", "IPC$", &alice_anew, &ended), NERR_Success);
    assert_int_equal(ended, before);
    assert_string_equal(who("fs1"), "alice:two");
    assert_int_not_equal(logon_of("fs1").use, before);
    assert_int_not_equal(logon_of("fs1").source, before);
    assert_false(uses_leave(before)); /* its session is not used again */
    assert_false(uses_enter(before));
    assert_string_equal(all_uses(), " fs1/data*1 fs1/IPC$*2");
}

static void a_use_is_counted_down_and_the_last_one_ends_the_logon(void **state)
{
    uint64_t ended = 99;
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_int_equal(add("fs1", "data", &alice), NERR_Success);
    assert_int_equal(add("fs1", "IPC$", NULL), NERR_Success);
    uint64_t number = logon_of("fs1").use;
    assert_string_equal(all_uses(), " fs1/data*3 fs1/IPC$*1");
    assert_int_equal(uses_remove("fs1", "data", USE_NOFORCE, &ended), NERR_Success);
    assert_string_equal(all_uses(), " fs1/data*2 fs1/IPC$*1");
    assert_int_equal(uses_remove("fs1", "data", USE_FORCE, &ended), NERR_Success);
    assert_string_equal(all_uses(), " fs1/data*1 fs1/IPC$*1");
    assert_int_equal(add("fs1", "data", &alice), NERR_Success);
    assert_int_equal(uses_remove("fs1", "data", USE_LOTS_OF_FORCE, &ended), NERR_Success);
    assert_string_equal(all_uses(), " fs1/IPC$*1");
    assert_int_equal(ended, 0);
    assert_string_equal(who("fs1"), "alice:one");
    assert_int_equal(uses_remove("fs1", "IPC$", USE_NOFORCE, &ended), NERR_Success);
    assert_int_equal(ended, number);
    assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_UseNotFound);
    assert_string_equal(who("fs1"), "-");
}

static void a_logon_under_a_call_is_only_ended_by_force(void **state)
{
    static const DWORD forces[] = { USE_FORCE, USE_LOTS_OF_FORCE };
    (void)state;
    for (size_t i = 0; i < ROWS(forces); i++) {
        assert_int_equal(add("fs1", "data", &alice), NERR_Success);
        assert_int_equal(add("fs1", "IPC$", &alice), NERR_Success);
        uint64_t number = logon_of("fs1").use;
        assert_true(uses_enter(number));
        assert_int_equal(drop("fs1", "data", USE_NOFORCE), NERR_Success); /* the log-on stays */
        assert_int_equal(add("fs1", "IPC$", &alice), NERR_Success);
        assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_Success); /* only counted down */
        assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_OpenFiles);
        assert_string_equal(who("fs1"), "alice:one");
        assert_int_equal(drop("fs1", "IPC$", forces[i]), NERR_Success);
        assert_false(uses_leave(number));
    }
    assert_int_equal(add("fs1", "IPC$", &alice), NERR_Success);
    assert_true(uses_enter(logon_of("fs1").use));
    assert_true(uses_leave(logon_of("fs1").use));
    assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_Success);
}

static void records_tell_what_is_known(void **state)
{
    struct arena arena = { NULL };
    struct use_record *records;
    size_t count;
    (void)state;
    assert_int_equal(add("fs1", "data", &alice), NERR_Success);
    assert_int_equal(add("fs2", "IPC$", NULL), NERR_Success);
    uint64_t number = logon_of("fs1").use;
    assert_true(uses_enter(number) && uses_enter(number));
    uses_reached(logon_of("fs2").use, false);
    assert_int_equal(uses_list(&arena, &records, &count), NERR_Success);
    assert_int_equal(count, 2);
    assert_string_equal(records[0].user, "alice");
    assert_string_equal(records[0].domain, "LAB");
    assert_int_equal(records[0].refcount, 2);
    assert_int_equal(records[0].type, USE_IPC);
    assert_int_equal(records[0].number, number);
    assert_false(records[0].unreachable);
    assert_null(records[1].user);
    assert_null(records[1].domain);
    assert_int_equal(records[1].refcount, 0);
    assert_true(records[1].unreachable);
    arena_drop(&arena);
}

static void a_child_has_the_uses_and_none_of_the_calls(void **state)
{
    int status;
    (void)state;
    assert_int_equal(add("fs1", "IPC$", &alice), NERR_Success);
    assert_true(uses_enter(logon_of("fs1").use));
    pid_t child = fork();
    if (!child)
        _exit(strcmp(who("fs1"), "alice:one") || drop("fs1", "IPC$", USE_NOFORCE) ? 1 : 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_string_equal(who("fs1"), "alice:one");
}

static void memory_shortage_changes_nothing(void **state)
{
    NET_API_STATUS status;
    size_t nth = 0;
    (void)state;
    assert_int_equal(add("fs1", "data", &alice), NERR_Success);
    do {
        fail_alloc_at(++nth);
        status = add("fs1", "IPC$", &alice_anew);
        bool failed = fail_alloc_done();
        fail_alloc_at(0);
        assert_int_equal(status, failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success);
        if (failed) {
            assert_string_equal(all_uses(), " fs1/data*1");
            assert_string_equal(who("fs1"), "alice:one");
        }
    } while (status != NERR_Success);
    assert_true(nth > 1);
    assert_string_equal(who("fs1"), "alice:two");
}

/* ---- The log-in session's ---- */

static mode_t mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 07777;
}

static void write_text(const char *path, const char *text, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    assert_int_equal(fchmod(fd, mode), 0);
    assert_int_equal(close(fd), 0);
}

static void what_is_kept_is_there_for_the_next_process(void **state)
{
    (void)state;
    umask(0); /* whatever the mask is */
    assert_int_equal(keep("fs1", "data", &alice), NERR_Success);
    assert_int_equal(keep("fs1", "IPC$", NULL), NERR_Success);
    assert_int_equal(keep("fs2", "IPC$", NULL), NERR_Success);
    assert_int_equal(keep("fs3", "IPC$", &nobody), NERR_Success);
    assert_int_equal(keep("fs1", "data", &bob), ERROR_SESSION_CREDENTIAL_CONFLICT);
    assert_int_equal(mode_of(folder), 0700);
    assert_int_equal(mode_of(file), 0600);
    assert_string_equal(who("fs1"), "alice:one");
    assert_string_equal(who("fs2"), "-");
    assert_string_equal(who("fs3"), ":");
    assert_string_equal(all_uses(), " +fs1/data*1 +fs1/IPC$*1 +fs2/IPC$*1 +fs3/IPC$*1");
    assert_int_equal(keep("fs1", "data", &alice_anew), NERR_Success);
    assert_string_equal(who("fs1"), "alice:two");
    assert_int_equal(drop("fs1", "data", USE_NOFORCE), NERR_Success);
    assert_string_equal(who("fs1"), "alice:two");
    assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_Success);
    assert_string_equal(who("fs1"), "-");
    assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_UseNotFound);
    assert_int_equal(drop("fs2", "IPC$", USE_NOFORCE), NERR_Success);
    assert_int_equal(drop("fs3", "IPC$", USE_NOFORCE), NERR_Success);
    assert_int_equal(access(file, F_OK), -1);
}

static void own_uses_go_before_those_of_the_session(void **state)
{
    (void)state;
    assert_int_equal(keep("fs1", "IPC$", &alice), NERR_Success);
    assert_int_equal(add("fs1", "IPC$", &bob), NERR_Success);
    assert_string_equal(who("fs1"), "bob:");
    assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_Success);
    assert_string_equal(who("fs1"), "alice:one");
    /* one without a user takes the session's, and the session counts for it */
    assert_int_equal(add("fs1", "IPC$", NULL), NERR_Success);
    struct use_logon logon = logon_of("fs1");
    assert_string_equal(who("fs1"), "alice:one");
    assert_int_not_equal(logon.use, logon.source);
    assert_int_equal(keep("fs1", "IPC$", &alice_anew), NERR_Success);
    assert_int_equal(logon_of("fs1").use, logon.use);
    assert_int_not_equal(logon_of("fs1").source, logon.source);
    assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_Success); /* the own one */
    assert_string_equal(all_uses(), " +fs1/IPC$*1");
}

static void what_others_write_leaves_the_rest_as_it_was(void **state)
{
    (void)state;
    write_text(file, "[fs1]\nusername=alice\ndomain=\npassword=a=b ] \nshare=3 IPC$\n", 0600);
    assert_string_equal(who("fs1"), "alice:a=b ] ");
    uint64_t before = logon_of("fs1").use;
    assert_true(uses_enter(before));
    write_text(file,
               "# two\n[fs0]\nusername=\nshare=0 d\n"
               "[fs1]\nusername=alice\ndomain=\npassword=a=b ] \nshare=0 x y\nshare=3 IPC$\n",
               0600);
    assert_string_equal(all_uses(), " +fs1/IPC$*1 +fs0/d*1 +fs1/x y*1");
    assert_int_equal(logon_of("fs1").use, before);
    assert_int_equal(drop("fs1", "x y", USE_NOFORCE), NERR_Success);
    assert_int_equal(drop("fs1", "IPC$", USE_NOFORCE), NERR_OpenFiles);
    assert_true(uses_leave(before));
    unlink(file);
    assert_string_equal(who("fs1"), "-");
    assert_false(uses_enter(before));
}

static void a_file_that_cannot_be_used_is_not_passed_over(void **state)
{
    static const char good[] = "[a]\nusername=u\npassword=p\nshare=3 IPC$\n";
    static const struct {
        const char *name, *text;
        mode_t mode;
        NET_API_STATUS result;
        const char *why; /* in the log, behind the path */
    } rows[] = {
        { "good", good, 0600, NERR_Success, NULL },
        { "empty", "", 0600, NERR_Success, NULL },
        { "read by the group", good, 0640, ERROR_ACCESS_DENIED,
          ": cannot be used: group or others have access to it" },
        { "written by others", good, 0602, ERROR_ACCESS_DENIED,
          ": cannot be used: group or others have access to it" },
        { "no section", "username=u\n", 0600, ERROR_BAD_FORMAT, ":1: cannot be used: malformed" },
        { "no end of a section", "[a\n", 0600, ERROR_BAD_FORMAT, ":1: cannot be used: malformed" },
        { "an empty section", "[]\n", 0600, ERROR_BAD_FORMAT, ":1: cannot be used: malformed" },
        { "more behind a section", "[a] b\n", 0600, ERROR_BAD_FORMAT,
          ":1: cannot be used: malformed" },
        { "an unknown line", "[a]\nusername=u\nshares=3 IPC$\n", 0600, ERROR_BAD_FORMAT,
          ":3: cannot be used: malformed" },
        { "no value", "[a]\nusername\n", 0600, ERROR_BAD_FORMAT, ":2: cannot be used: malformed" },
        { "a share without a type", "[a]\nshare=IPC$\n", 0600, ERROR_BAD_FORMAT,
          ":2: cannot be used: malformed" },
        { "a share without a name", "[a]\nshare=3 \n", 0600, ERROR_BAD_FORMAT,
          ":2: cannot be used: malformed" },
        { "a type that is none", "[a]\nshare=4 IPC$\n", 0600, ERROR_BAD_FORMAT,
          ":2: cannot be used: malformed" },
        { "two users of a server",
          "[a]\nusername=u\npassword=p\nshare=3 IPC$\n[A]\nusername=v\npassword=p\nshare=0 d\n",
          0600, ERROR_BAD_FORMAT, ":8: cannot be used: a server has one user" },
        { "a user beside the configured one", "[a]\nshare=3 IPC$\n[a]\nusername=v\nshare=0 d\n",
          0600, ERROR_BAD_FORMAT, ":5: cannot be used: a server has one user" },
        { "no UTF-8", "[a]\nusername=\xFF\nshare=3 IPC$\n", 0600, ERROR_BAD_FORMAT,
          ": cannot be used: it is no text" },
    };
    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        struct use_logon logon;
        struct use_server *list = NULL;
        char log[400], expected[300];
        print_message("# %s\n", rows[i].name);
        write_text(file, rows[i].text, rows[i].mode);
        capture_start();
        NET_API_STATUS result = uses_file_read(&list);
        capture_end(log, sizeof log);
        assert_int_equal(result, rows[i].result);
        snprintf(expected, sizeof expected, "netapi32: %s%s\n", file, rows[i].why);
        assert_string_equal(log, rows[i].why ? expected : "");
        use_list_free(list);
        assert_int_equal(uses_logon("a", &logon, NULL), rows[i].result);
        assert_int_equal(keep("b", "IPC$", &alice), rows[i].result);
    }
}

static void uses_of_the_session_need_not_be_heeded(void **state)
{
    (void)state;
    assert_int_equal(keep("fs1", "IPC$", &alice), NERR_Success);
    assert_string_equal(who("fs1"), "alice:one");
    uses_heed_session(false);
    assert_string_equal(who("fs1"), "-");
    write_text(file, "malformed", 0600); /* not even looked at */
    assert_string_equal(who("fs1"), "-");
    assert_int_equal(unlink(file), 0);
    uses_heed_session(true);
    assert_int_equal(keep("fs1", "IPC$", &bob), NERR_Success);
    assert_string_equal(who("fs1"), "bob:");
}

static void a_file_too_large_is_refused(void **state)
{
    struct use_server *list;
    (void)state;
    write_text(file, "#", 0600);
    assert_int_equal(truncate(file, USES_FILE_MAX + 1), 0);
    assert_int_equal(uses_file_read(&list), ERROR_BAD_FORMAT);
    assert_null(list);
}

static void texts_with_line_ends_are_not_kept(void **state)
{
    const struct credentials two_lines = { .user = "u", .password = "p\nshare=3 IPC$" };
    (void)state;
    assert_int_equal(keep("fs1", "IPC$", &two_lines), ERROR_INVALID_PARAMETER);
    assert_int_equal(access(file, F_OK), -1);
    assert_int_equal(add("fs1", "IPC$", &two_lines), NERR_Success); /* the process may have it */
}

static void a_folder_that_is_not_safe_is_not_written_to(void **state)
{
    char elsewhere[80];
    (void)state;
    assert_int_equal(chmod(folder, 0750), 0);
    assert_int_equal(keep("fs1", "IPC$", &alice), ERROR_ACCESS_DENIED);
    assert_int_equal(chmod(folder, 0700), 0);
    snprintf(elsewhere, sizeof elsewhere, "%s/elsewhere", runtime);
    assert_int_equal(rename(folder, elsewhere), 0);
    assert_int_equal(symlink(elsewhere, folder), 0);
    assert_int_equal(keep("fs1", "IPC$", &alice), ERROR_ACCESS_DENIED);
    assert_int_equal(unlink(folder), 0);
    assert_int_equal(rename(elsewhere, folder), 0);
}

static void without_a_runtime_folder_nothing_is_kept(void **state)
{
    (void)state;
    unsetenv("XDG_RUNTIME_DIR");
    assert_int_equal(keep("fs1", "IPC$", &alice), ERROR_PATH_NOT_FOUND);
    assert_string_equal(who("fs1"), "-");
    setenv("XDG_RUNTIME_DIR", "relative", 1);
    assert_int_equal(keep("fs1", "IPC$", &alice), ERROR_PATH_NOT_FOUND);
}

/* Root with a user's environment: the file is not root's, so it says nothing about root. */
static void a_file_of_another_user_is_not_ours(void **state)
{
    (void)state;
    if (geteuid())
        return; /* only root can give a file away */
    assert_int_equal(keep("fs1", "IPC$", &alice), NERR_Success);
    assert_string_equal(who("fs1"), "alice:one");
    assert_int_equal(chown(file, 65534, 65534), 0);
    assert_string_equal(who("fs1"), "-");
}

static void a_change_waits_for_the_one_before_it(void **state)
{
    char lock[100];
    int ready[2];
    (void)state;
    snprintf(lock, sizeof lock, "%s/uses.lock", folder);
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (!child) {
        int fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0 || flock(fd, LOCK_EX) || write(ready[1], "", 1) != 1)
            _exit(1);
        usleep(200 * 1000);
        write_text(file, "[fs2]\nusername=u\npassword=p\nshare=3 IPC$\n", 0600);
        _exit(0); /* ends the lock */
    }
    char byte;
    int status;
    assert_int_equal(read(ready[0], &byte, 1), 1);
    assert_int_equal(keep("fs1", "IPC$", &alice), NERR_Success);
    assert_string_equal(all_uses(), " +fs2/IPC$*1 +fs1/IPC$*1");
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    close(ready[0]);
    close(ready[1]);
}

static pid_t forked;

/* What a fork in another thread does while the lock is held: the child has it open, too. */
static NET_API_STATUS fork_meanwhile(struct use_server **list, const struct use_wish *wish)
{
    (void)list;
    (void)wish;
    forked = fork();
    if (!forked) {
        pause();
        _exit(0);
    }
    return NERR_Success;
}

static void a_child_does_not_hold_the_lock(void **state)
{
    int status;
    (void)state;
    NET_API_STATUS changed = uses_file_change(fork_meanwhile, NULL);
    NET_API_STATUS kept = keep("fs1", "IPC$", &alice);
    assert_true(forked > 0);
    assert_int_equal(kill(forked, SIGKILL), 0);
    assert_int_equal(waitpid(forked, &status, 0), forked);
    assert_int_equal(changed, NERR_Success);
    assert_int_equal(kept, NERR_Success);
}

static void memory_shortage_leaves_the_file_as_it_was(void **state)
{
    NET_API_STATUS status;
    size_t nth = 0;
    (void)state;
    assert_int_equal(keep("fs1", "IPC$", &alice), NERR_Success);
    do {
        fail_alloc_at(++nth);
        status = keep("fs2", "IPC$", &bob);
        bool failed = fail_alloc_done();
        fail_alloc_at(0);
        assert_int_equal(status, failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success);
        if (failed)
            assert_string_equal(all_uses(), " +fs1/IPC$*1");
    } while (status != NERR_Success);
    assert_true(nth > 5);
    assert_string_equal(all_uses(), " +fs1/IPC$*1 +fs2/IPC$*1");
}

/* ---- Surroundings ---- */

static int begin(void **state)
{
    (void)state;
    uses_empty();
    mkdir(folder, 0700);
    unlink(file);
    return setenv("XDG_RUNTIME_DIR", runtime, 1);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(runtime))
        return -1;
    snprintf(folder, sizeof folder, "%s/netapi32", runtime);
    snprintf(file, sizeof file, "%s/uses", folder);
    return 0;
}

static int remove_folder(void **state)
{
    char lock[100];
    (void)state;
    snprintf(lock, sizeof lock, "%s/uses.lock", folder);
    unlink(lock);
    unlink(file);
    rmdir(folder);
    return rmdir(runtime);
}

#define TEST(f) cmocka_unit_test_setup(f, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_server_that_is_not_used_goes_by_the_configuration),
        TEST(a_use_is_for_its_server_by_that_name_case_aside),
        TEST(one_server_has_one_user),
        TEST(a_new_password_takes_the_place_of_the_old_one),
        TEST(a_use_is_counted_down_and_the_last_one_ends_the_logon),
        TEST(a_logon_under_a_call_is_only_ended_by_force),
        TEST(records_tell_what_is_known),
        TEST(a_child_has_the_uses_and_none_of_the_calls),
        TEST(memory_shortage_changes_nothing),
        TEST(what_is_kept_is_there_for_the_next_process),
        TEST(own_uses_go_before_those_of_the_session),
        TEST(what_others_write_leaves_the_rest_as_it_was),
        TEST(a_file_that_cannot_be_used_is_not_passed_over),
        TEST(uses_of_the_session_need_not_be_heeded),
        TEST(a_file_too_large_is_refused),
        TEST(texts_with_line_ends_are_not_kept),
        TEST(a_folder_that_is_not_safe_is_not_written_to),
        TEST(without_a_runtime_folder_nothing_is_kept),
        TEST(a_file_of_another_user_is_not_ours),
        TEST(a_change_waits_for_the_one_before_it),
        TEST(a_child_does_not_hold_the_lock),
        TEST(memory_shortage_leaves_the_file_as_it_was),
    };
    setenv("NETAPI32_DEBUG", "errors", 1); /* before the library first looks */
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
