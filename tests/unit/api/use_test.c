/* SPDX-License-Identifier: MIT */
/* NetUse* without any server: which members are refused, what is given back of a use that was only
 * recorded, and lists in parts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lm.h>
#include <winerror.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "fail_alloc.h"
#include "provider/uses.h"

#define ROWS(a)       (sizeof(a) / sizeof *(a))
#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))
#define GARBAGE       0x77u

static char conf[] = "/tmp/netapi32-use-XXXXXX";
static WCHAR letters[600]; /* `a` */

/* `length` letters. */
static LPWSTR many(size_t length)
{
    return letters + ROWS(letters) - 1 - length;
}

static NET_API_STATUS record(const char16_t *remote, const char16_t *user, const char16_t *password)
{
    USE_INFO_3 use = { .ui3_ui2 = { .ui2_remote = WIDE(remote),
                                    .ui2_password = WIDE(password),
                                    .ui2_asg_type = USE_WILDCARD,
                                    .ui2_username = WIDE(user) },
                       .ui3_flags = CREATE_NO_CONNECT };
    return NetUseAdd(NULL, 3, (LPBYTE)&use, NULL);
}

/* ---- NetUseAdd ---- */

static const struct {
    const char *name;
    USE_INFO_3 use;
    NET_API_STATUS result;
    DWORD parm_err;
} members[] = {
#define REMOTE .ui2_remote = WIDE(u"\\\\fs1\\IPC$")
#define BAD_REMOTE(text)                                                                           \
    {                                                                                              \
#text, { .ui3_ui2 = { .ui2_remote = WIDE(text) } }, ERROR_INVALID_PARAMETER,               \
                 USE_REMOTE_PARMNUM                                                                \
    }
    { "good", { .ui3_ui2 = { REMOTE } }, NERR_Success, PARM_ERROR_NONE },
    { "an empty device", { .ui3_ui2 = { REMOTE, .ui2_local = WIDE(u"") } }, NERR_Success, 0 },
    { "a letter",
      { .ui3_ui2 = { REMOTE, .ui2_local = WIDE(u"X:") } },
      ERROR_BAD_DEVICE,
      USE_LOCAL_PARMNUM },
    { "a printer",
      { .ui3_ui2 = { REMOTE, .ui2_local = WIDE(u"LPT1") } },
      ERROR_BAD_DEVICE,
      USE_LOCAL_PARMNUM },
    { "no remote", { .ui3_flags = 0 }, ERROR_INVALID_PARAMETER, USE_REMOTE_PARMNUM },
    BAD_REMOTE(u""),
    BAD_REMOTE(u"fs1"),
    BAD_REMOTE(u"\\fs1\\IPC$"),
    BAD_REMOTE(u"\\\\fs1"),
    BAD_REMOTE(u"\\\\fs1\\"),
    BAD_REMOTE(u"\\\\\\IPC$"),
    BAD_REMOTE(u"\\\\fs1\\data\\folder"),
    BAD_REMOTE(u"\\\\fs1\\data/folder"),
    BAD_REMOTE(u"\\\\fs1\\da\nta"),
    BAD_REMOTE(u"\\\\fs/1\\data"),
    BAD_REMOTE(u"\\\\fs1\\\xD800"),
    { "no host's name",
      { .ui3_ui2 = { .ui2_remote = WIDE(u"\\\\f s\\IPC$") } },
      ERROR_BAD_NETPATH,
      PARM_ERROR_NONE },
    { "this computer",
      { .ui3_ui2 = { .ui2_remote = WIDE(u"\\\\localhost\\IPC$") } },
      ERROR_NOT_SUPPORTED,
      PARM_ERROR_NONE },
    { "a type", { .ui3_ui2 = { REMOTE, .ui2_asg_type = USE_IPC } }, NERR_Success, 0 },
    { "no type",
      { .ui3_ui2 = { REMOTE, .ui2_asg_type = 4 } },
      NERR_BadAsgType,
      USE_ASGTYPE_PARMNUM },
    { "a user without a name",
      { .ui3_ui2 = { REMOTE, .ui2_username = WIDE(u"LAB\\") } },
      ERROR_INVALID_PARAMETER,
      USE_USERNAME_PARMNUM },
    { "half a character in the user",
      { .ui3_ui2 = { REMOTE, .ui2_username = WIDE(u"\xDC00") } },
      ERROR_INVALID_PARAMETER,
      USE_USERNAME_PARMNUM },
    { "half a character in the password",
      { .ui3_ui2 = { REMOTE, .ui2_username = WIDE(u"u"), .ui2_password = WIDE(u"\xDC00") } },
      ERROR_INVALID_PARAMETER,
      USE_PASSWORD_PARMNUM },
    { "half a character in the domain",
      { .ui3_ui2 = { REMOTE, .ui2_username = WIDE(u"u"), .ui2_domainname = WIDE(u"\xDC00") } },
      ERROR_INVALID_PARAMETER,
      USE_DOMAINNAME_PARMNUM },
    { "an unknown flag",
      { .ui3_ui2 = { REMOTE }, .ui3_flags = 8 },
      ERROR_INVALID_PARAMETER,
      PARM_ERROR_UNKNOWN },
    { "a user by default",
      { .ui3_ui2 = { REMOTE, .ui2_username = WIDE(u"u") }, .ui3_flags = USE_DEFAULT_CREDENTIALS },
      ERROR_INVALID_PARAMETER,
      USE_USERNAME_PARMNUM },
    { "a password by default",
      { .ui3_ui2 = { REMOTE, .ui2_password = WIDE(u"p") }, .ui3_flags = USE_DEFAULT_CREDENTIALS },
      ERROR_INVALID_PARAMETER,
      USE_PASSWORD_PARMNUM },
};

static void members_that_are_wrong_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(members); i++) {
        USE_INFO_3 use = members[i].use;
        DWORD parm_err = GARBAGE;
        print_message("# %s\n", members[i].name);
        use.ui3_flags |= CREATE_NO_CONNECT;
        assert_int_equal(NetUseAdd(NULL, 3, (LPBYTE)&use, &parm_err), members[i].result);
        assert_int_equal(parm_err, members[i].parm_err);
        assert_int_equal(NetUseAdd(NULL, 3, (LPBYTE)&use, NULL), members[i].result);
        assert_int_equal(NetUseDel(NULL, WIDE(u"\\\\fs1\\IPC$"), USE_LOTS_OF_FORCE),
                         members[i].result ? NERR_UseNotFound : NERR_Success);
    }
}

static void texts_have_their_longest(void **state)
{
    static const struct {
        size_t share, user, domain, password;
        NET_API_STATUS result;
        DWORD parm_err;
    } rows[] = {
        { NNLEN, UNLEN, 255, PWLEN, NERR_Success, PARM_ERROR_NONE },
        { NNLEN + 1, 1, 1, 1, ERROR_INVALID_PARAMETER, USE_REMOTE_PARMNUM },
        { 1, UNLEN + 1, 1, 1, ERROR_INVALID_PARAMETER, USE_USERNAME_PARMNUM },
        { 1, 1, 256, 1, ERROR_INVALID_PARAMETER, USE_DOMAINNAME_PARMNUM },
        { 1, 1, 1, PWLEN + 1, ERROR_INVALID_PARAMETER, USE_PASSWORD_PARMNUM },
    };
    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        WCHAR remote[200] = u"\\\\fs1\\";
        DWORD parm_err = GARBAGE;
        memcpy(remote + 6, many(rows[i].share), (rows[i].share + 1) * sizeof(WCHAR));
        USE_INFO_3 use = { .ui3_ui2 = { .ui2_remote = remote,
                                        .ui2_password = many(rows[i].password),
                                        .ui2_username = many(rows[i].user),
                                        .ui2_domainname = many(rows[i].domain) },
                           .ui3_flags = CREATE_NO_CONNECT };
        assert_int_equal(NetUseAdd(NULL, 3, (LPBYTE)&use, &parm_err), rows[i].result);
        assert_int_equal(parm_err, rows[i].parm_err);
    }
}

static void levels_and_servers_that_are_none_are_refused(void **state)
{
    static const DWORD add[] = { 0, 4, 5, 100 }, get[] = { 4, 100 }, list[] = { 3, 4, 100 };
    USE_INFO_3 use = { .ui3_ui2 = { REMOTE } };
    DWORD parm_err = GARBAGE, read, total;
    LPBYTE buffer;
    (void)state;
    for (size_t i = 0; i < ROWS(add); i++)
        assert_int_equal(NetUseAdd(NULL, add[i], (LPBYTE)&use, &parm_err), ERROR_INVALID_LEVEL);
    assert_int_equal(parm_err, PARM_ERROR_NONE);
    assert_int_equal(NetUseAdd(NULL, 2, NULL, NULL), ERROR_INVALID_PARAMETER);
    for (size_t i = 0; i < ROWS(get); i++)
        assert_int_equal(NetUseGetInfo(NULL, WIDE(u"\\\\fs1\\IPC$"), get[i], &buffer),
                         ERROR_INVALID_LEVEL);
    for (size_t i = 0; i < ROWS(list); i++)
        assert_int_equal(NetUseEnum(NULL, list[i], &buffer, 100, &read, &total, NULL),
                         ERROR_INVALID_LEVEL);
    assert_int_equal(NetUseDel(NULL, WIDE(u"\\\\fs1\\IPC$"), 3), ERROR_INVALID_LEVEL);

    LPWSTR other = WIDE(u"\\\\fs9");
    parm_err = GARBAGE;
    assert_int_equal(NetUseAdd(other, 2, (LPBYTE)&use, &parm_err), ERROR_NOT_SUPPORTED);
    assert_int_equal(parm_err, PARM_ERROR_NONE);
    assert_int_equal(NetUseDel(other, WIDE(u"\\\\fs1\\IPC$"), 0), ERROR_NOT_SUPPORTED);
    assert_int_equal(NetUseGetInfo(other, WIDE(u"\\\\fs1\\IPC$"), 0, &buffer), ERROR_NOT_SUPPORTED);
    assert_int_equal(NetUseEnum(other, 0, &buffer, 100, &read, &total, NULL), ERROR_NOT_SUPPORTED);
    assert_null(buffer);
    assert_int_equal(NetUseEnum(WIDE(u"localhost"), 0, &buffer, 100, &read, &total, NULL),
                     NERR_Success);
    assert_int_equal(NetUseEnum(WIDE(u"\\\\"), 0, &buffer, 100, &read, &total, NULL),
                     ERROR_INVALID_NAME);
}

static void out_pointers_that_are_null_are_refused(void **state)
{
    BYTE any;
    LPBYTE buffer = &any;
    DWORD n;
    (void)state;
    assert_int_equal(NetUseEnum(NULL, 0, NULL, 100, &n, &n, NULL), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetUseEnum(NULL, 0, &buffer, 100, NULL, &n, NULL), ERROR_INVALID_PARAMETER);
    assert_null(buffer);
    assert_int_equal(NetUseEnum(NULL, 0, &buffer, 100, &n, NULL, NULL), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetUseGetInfo(NULL, WIDE(u"\\\\fs1\\IPC$"), 0, NULL), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetUseGetInfo(NULL, NULL, 0, &buffer), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetUseGetInfo(NULL, WIDE(u""), 0, &buffer), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetUseDel(NULL, NULL, 0), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetUseDel(NULL, WIDE(u""), 0), ERROR_INVALID_PARAMETER);
}

/* ---- Who ---- */

/* What a call to fs1 logs on with, as `kind:user:domain:password`; `-`: what is configured. */
static const char *who(void)
{
    static char text[200];
    struct use_logon logon;
    struct credentials *c = NULL;
    assert_int_equal(uses_logon("fs1", &logon, &c), NERR_Success);
    if (!c)
        return "-";
    snprintf(text, sizeof text, "%s:%s:%s:%s", c->kind == CREDENTIALS_ANONYMOUS ? "nobody" : "user",
             c->user ? c->user : "", c->domain ? c->domain : "", c->password ? c->password : "");
    credentials_free(c);
    return text;
}

static void user_domain_and_password_are_read_together(void **state)
{
    static char own[100];
    static const struct {
        DWORD level;
        const char16_t *user, *domain, *password;
        ULONG flags;
        const char *who;
    } rows[] = {
        { 3, u"u", NULL, u"p", 0, "user:u::p" },
        { 3, u"u", u"", u"p", 0, "user:u::p" },
        { 3, u"u", u"D", u"p", 0, "user:u:D:p" },
        { 3, u"E\\u", u"D", u"p", 0, "user:u:E:p" },
        { 3, u"u@r", NULL, u"p", 0, "user:u@r::p" },
        { 3, u"u", NULL, u"", 0, "user:u::" },
        { 3, u"u", NULL, NULL, 0, "user:u::" },
        { 3, u"\xFC", NULL, u"\xDF", 0, "user:\xC3\xBC::\xC3\x9F" },
        { 3, u"", u"", u"", 0, "nobody:::" },
        { 3, u"", NULL, u"", 0, "nobody:::" },
        { 3, u"", NULL, NULL, 0, "-" },
        { 3, NULL, NULL, u"", 0, "-" },
        { 3, NULL, NULL, NULL, 0, "-" },
        { 3, u"", NULL, u"", USE_DEFAULT_CREDENTIALS, "-" },
        { 3, NULL, NULL, u"p", 0, own },
        { 3, u"", NULL, u"p", 0, own },
    };
    (void)state;
    snprintf(own, sizeof own, "user:%s::p", getpwuid(geteuid())->pw_name);
    for (size_t i = 0; i < ROWS(rows); i++) {
        USE_INFO_3 use = { .ui3_ui2 = { REMOTE, .ui2_password = WIDE(rows[i].password),
                                        .ui2_username = WIDE(rows[i].user),
                                        .ui2_domainname = WIDE(rows[i].domain) },
                           .ui3_flags = CREATE_NO_CONNECT | rows[i].flags };
        print_message("# %zu: %s\n", i, rows[i].who);
        assert_int_equal(NetUseAdd(NULL, rows[i].level, (LPBYTE)&use, NULL), NERR_Success);
        assert_string_equal(who(), rows[i].who);
        assert_int_equal(NetUseDel(NULL, WIDE(u"\\\\fs1\\IPC$"), 0), NERR_Success);
    }
}

/* An entry of the user database, as the test wants it. */
static size_t entry_size;
static int entry_error;

int getpwuid_r(uid_t uid, struct passwd *entry, char *room, size_t size, struct passwd **found)
{
    *found = NULL;
    if (entry_error || size < entry_size)
        return entry_error ? entry_error : ERANGE;
    const struct passwd *real = getpwuid(uid);
    assert_true(real && strlen(real->pw_name) < size);
    *entry = (struct passwd){ .pw_name = strcpy(room, real->pw_name) };
    *found = entry;
    return 0;
}

static void whom_a_password_belongs_to_is_told_or_why_not(void **state)
{
    static const struct {
        size_t size;
        int error;
        NET_API_STATUS result;
    } rows[] = {
        { 0, 0, NERR_Success },
        { 8192, 0, NERR_Success }, /* a long comment */
        { PASSWD_ENTRY_MAX + 1, 0, ERROR_NO_SUCH_LOGON_SESSION },
        { 0, EIO, ERROR_NO_SUCH_LOGON_SESSION },
        { 0, ENOMEM, ERROR_NOT_ENOUGH_MEMORY },
    };
    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++) {
        entry_size = rows[i].size;
        entry_error = rows[i].error;
        assert_int_equal(record(u"\\\\fs1\\IPC$", NULL, u"p"), rows[i].result);
    }
    entry_size = 0;
    entry_error = 0;
}

/* ---- Answers ---- */

static void a_use_is_told_at_each_level(void **state)
{
    USE_INFO_3 *info;
    (void)state;
    assert_int_equal(record(u"\\\\FS1\\Data", u"LAB\\u", u"secret"), NERR_Success);
    assert_int_equal(record(u"\\\\fs1\\data", u"lab\\U", u"secret"), NERR_Success);
    for (DWORD level = 0; level <= 3; level++) {
        assert_int_equal(NetUseGetInfo(NULL, WIDE(u"\\\\fs1\\DATA"), level, (LPBYTE *)&info),
                         NERR_Success);
        const USE_INFO_2 *u = &info->ui3_ui2;
        assert_null(u->ui2_local);
        assert_true(utf16_same_name(u->ui2_remote, u"\\\\FS1\\Data"));
        assert_int_equal(u->ui2_remote[2], u'F'); /* as it was given first */
        if (level >= 1) {
            assert_null(u->ui2_password);
            assert_int_equal(u->ui2_status, USE_DISCONN); /* nobody has connected */
            assert_int_equal(u->ui2_asg_type, USE_WILDCARD);
            assert_int_equal(u->ui2_refcount, 0);
            assert_int_equal(u->ui2_usecount, 2);
        }
        if (level >= 2) {
            assert_true(utf16_same_name(u->ui2_username, u"u"));
            assert_true(utf16_same_name(u->ui2_domainname, u"lab"));
        }
        if (level == 3)
            assert_int_equal(info->ui3_flags, CREATE_NO_CONNECT);
        NetApiBufferFree(info);
    }
    assert_int_equal(NetUseGetInfo(NULL, WIDE(u"X:"), 0, (LPBYTE *)&info), NERR_UseNotFound);
    assert_null(info);
    assert_int_equal(NetUseGetInfo(NULL, WIDE(u"\\\\fs1\\IPC$"), 0, (LPBYTE *)&info),
                     NERR_UseNotFound);
    assert_int_equal(NetUseDel(NULL, WIDE(u"X:"), 0), NERR_UseNotFound);
    assert_int_equal(NetUseDel(NULL, WIDE(u"\\\\fs1\\\xD800"), 0), NERR_UseNotFound);
}

static void a_list_comes_in_parts(void **state)
{
    /* the first and the last need 2 pointers and 12 characters, the second 2 more */
    enum { SIZE_SHORT = sizeof(USE_INFO_0) + 2 * 12, SIZE_LONG = SIZE_SHORT + 2 * 2 };
    USE_INFO_0 *uses;
    DWORD read, total, resume = 0;
    (void)state;
    assert_int_equal(record(u"\\\\fs1\\data1", NULL, NULL), NERR_Success);
    assert_int_equal(record(u"\\\\fs1\\data222", NULL, NULL), NERR_Success);
    assert_int_equal(record(u"\\\\fs2\\data3", NULL, NULL), NERR_Success);

    assert_int_equal(NetUseEnum(NULL, 0, (LPBYTE *)&uses, SIZE_SHORT - 1, &read, &total, &resume),
                     NERR_BufTooSmall);
    assert_null(uses);
    assert_int_equal(resume, 0);
    assert_int_equal(NetUseEnum(NULL, 0, (LPBYTE *)&uses, SIZE_SHORT, &read, &total, &resume),
                     ERROR_MORE_DATA);
    assert_int_equal(read, 1);
    assert_int_equal(total, 3);
    assert_true(utf16_same_name(uses[0].ui0_remote, u"\\\\fs1\\data1"));
    NetApiBufferFree(uses);

    /* what comes and goes meanwhile does not move the rest */
    assert_int_equal(NetUseDel(NULL, WIDE(u"\\\\fs1\\data1"), 0), NERR_Success);
    assert_int_equal(record(u"\\\\fs1\\data4", NULL, NULL), NERR_Success);
    assert_int_equal(
        NetUseEnum(NULL, 0, (LPBYTE *)&uses, SIZE_LONG + SIZE_SHORT, &read, &total, &resume),
        ERROR_MORE_DATA);
    assert_int_equal(read, 2);
    assert_int_equal(total, 3);
    assert_true(utf16_same_name(uses[0].ui0_remote, u"\\\\fs1\\data222"));
    assert_true(utf16_same_name(uses[1].ui0_remote, u"\\\\fs2\\data3"));
    NetApiBufferFree(uses);
    assert_int_equal(
        NetUseEnum(NULL, 0, (LPBYTE *)&uses, MAX_PREFERRED_LENGTH, &read, &total, &resume),
        NERR_Success);
    assert_int_equal(read, 1);
    assert_int_equal(total, 1);
    assert_true(utf16_same_name(uses[0].ui0_remote, u"\\\\fs1\\data4"));
    NetApiBufferFree(uses);
    assert_int_equal(NetUseEnum(NULL, 2, (LPBYTE *)&uses, 0, &read, &total, NULL),
                     NERR_BufTooSmall);
}

static void an_empty_list_is_no_error(void **state)
{
    BYTE any;
    LPBYTE buffer = &any;
    DWORD read = GARBAGE, total = GARBAGE, resume = 0;
    (void)state;
    for (DWORD level = 0; level <= 2; level++) {
        assert_int_equal(NetUseEnum(NULL, level, &buffer, 0, &read, &total, &resume), NERR_Success);
        assert_null(buffer);
        assert_int_equal(read + total, 0);
    }
}

static bool is_inside(const void *block, const void *p)
{
    size_t size;
    return buffer_check((void *)(uintptr_t)block, &size) &&
           (const BYTE *)p >= (const BYTE *)block && (const BYTE *)p < (const BYTE *)block + size;
}

static void an_answer_is_one_block(void **state)
{
    USE_INFO_2 *uses;
    DWORD read, total;
    (void)state;
    assert_int_equal(record(u"\\\\fs1\\data", u"u", u"p"), NERR_Success);
    assert_int_equal(record(u"\\\\fs2\\data", u"v", u"p"), NERR_Success);
    assert_int_equal(
        NetUseEnum(NULL, 2, (LPBYTE *)&uses, MAX_PREFERRED_LENGTH, &read, &total, NULL),
        NERR_Success);
    assert_int_equal(read, 2);
    for (DWORD i = 0; i < read; i++)
        assert_true(is_inside(uses, uses[i].ui2_remote) && is_inside(uses, uses[i].ui2_username) &&
                    is_inside(uses, uses[i].ui2_domainname));
    assert_int_equal(NetApiBufferFree(uses), NERR_Success);
}

static NET_API_STATUS add_once_more(void)
{
    return record(u"\\\\fs1\\IPC$", u"u", u"p");
}

/* The password is the user's who runs this. */
static NET_API_STATUS add_by_password(void)
{
    return record(u"\\\\fs2\\IPC$", NULL, u"p");
}

static NET_API_STATUS read_all(void)
{
    LPBYTE buffer;
    DWORD read, total;
    NET_API_STATUS status = NetUseEnum(NULL, 2, &buffer, MAX_PREFERRED_LENGTH, &read, &total, NULL);
    assert_int_equal(buffer == NULL, status != NERR_Success);
    NetApiBufferFree(buffer);
    return status;
}

static NET_API_STATUS read_one(void)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetUseGetInfo(NULL, WIDE(u"\\\\fs1\\data"), 3, &buffer);
    assert_int_equal(buffer == NULL, status != NERR_Success);
    NetApiBufferFree(buffer);
    return status;
}

static NET_API_STATUS end_one(void)
{
    return NetUseDel(NULL, WIDE(u"\\\\fs1\\data"), 0);
}

static void memory_shortage_is_reported(void **state)
{
    static NET_API_STATUS (*const calls[])(void) = { add_once_more, add_by_password, read_all,
                                                     read_one, end_one };
    (void)state;
    assert_int_equal(record(u"\\\\fs1\\data", u"u", u"p"), NERR_Success);
    for (size_t i = 0; i < ROWS(calls); i++) {
        NET_API_STATUS status;
        size_t nth = 0;
        do {
            fail_alloc_at(++nth);
            status = calls[i]();
            bool failed = fail_alloc_done();
            fail_alloc_at(0);
            assert_int_equal(status, failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success);
        } while (status != NERR_Success);
        assert_true(nth > 1);
    }
}

/* ---- Surroundings ---- */

static int begin(void **state)
{
    (void)state;
    uses_empty();
    return 0;
}

static int make_conf(void **state)
{
    int fd = mkstemp(conf);
    (void)state;
    for (size_t i = 0; i < ROWS(letters) - 1; i++)
        letters[i] = u'a';
    unsetenv("XDG_RUNTIME_DIR");
    unsetenv("NETAPI32_CREDENTIALS");
    return fd < 0 || close(fd) || setenv("NETAPI32_CONF", conf, 1);
}

static int remove_conf(void **state)
{
    (void)state;
    return unlink(conf);
}

#define TEST(f) cmocka_unit_test_setup(f, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(members_that_are_wrong_are_named),
        TEST(texts_have_their_longest),
        TEST(levels_and_servers_that_are_none_are_refused),
        TEST(out_pointers_that_are_null_are_refused),
        TEST(user_domain_and_password_are_read_together),
        TEST(whom_a_password_belongs_to_is_told_or_why_not),
        TEST(a_use_is_told_at_each_level),
        TEST(a_list_comes_in_parts),
        TEST(an_empty_list_is_no_error),
        TEST(an_answer_is_one_block),
        TEST(memory_shortage_is_reported),
    };
    return cmocka_run_group_tests(tests, make_conf, remove_conf);
}
