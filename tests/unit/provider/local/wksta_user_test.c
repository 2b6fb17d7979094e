/* SPDX-License-Identifier: MIT */
/* Who the caller is, with a user database and a host name of the test's own, and the list of
 * further domains in a folder of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lm.h>
#include <winerror.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "fail_alloc.h"
#include "layout/layout.h"
#include "recording.h"

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))
#define GARBAGE       0x77u

/* ---- The system, as the test wants it ---- */

static struct {
    const char *login; /* NULL: there is no such user */
    size_t entry_size; /* what the entry needs */
    int error;         /* instead of an entry */
    const char *host;
} system_is;

int getpwuid_r(uid_t uid, struct passwd *entry, char *room, size_t size, struct passwd **found)
{
    *found = NULL;
    if (system_is.error || !system_is.login)
        return system_is.error;
    if (size < system_is.entry_size)
        return ERANGE;
    assert_int_equal(uid, geteuid());
    assert_true(strlen(system_is.login) < size);
    *entry = (struct passwd){ .pw_name = strcpy(room, system_is.login) };
    *found = entry;
    return 0;
}

int gethostname(char *name, size_t size)
{
    if (!system_is.host)
        return -1;
    snprintf(name, size, "%s", system_is.host);
    return 0;
}

static char folder[] = "/tmp/netapi32-user-XXXXXX";

static int start(void **state)
{
    (void)state;
    system_is.login = "alice";
    system_is.entry_size = 100;
    system_is.error = 0;
    system_is.host = "labsrv.example.com";
    return setenv("XDG_RUNTIME_DIR", folder, 1);
}

/* ---- Reading ---- */

static void assert_text(LPCWSTR got, const char *expected)
{
    assert_non_null(got);
    char *utf8 = utf8_new(got);
    assert_string_equal(utf8, expected);
    free(utf8);
}

/* Everything the answer points to lies inside its one block. */
static void assert_one_block(LPBYTE buffer, DWORD level)
{
    static const struct ndr_field rows[] = {
        F_INFO(struct info_frame, info, level, &net_wksta_user, NET_GET),
    };
    static const struct ndr_params params = NDR_PARAMS(rows);
    union frame frame = { 0 };
    struct info_frame *info = (struct info_frame *)&frame;
    char why[200];
    size_t size;
    info->level = level;
    info->info = buffer;
    assert_true(buffer_check(buffer, &size));
    if (!frame_inside(&params, &frame, true, buffer, size, why, sizeof why))
        fail_msg("%s", why);
}

static void *get(DWORD level)
{
    LPBYTE buffer;
    assert_int_equal(NetWkstaUserGetInfo(NULL, level, &buffer), NERR_Success);
    assert_one_block(buffer, level);
    return buffer;
}

static const struct {
    const char *login, *host, *user, *domain, *server;
} users[] = {
    { "alice", "labsrv", "alice", "LABSRV", "LABSRV" },
    { "alice", "labsrv.example.com", "alice", "LABSRV", "LABSRV" },
    { "alice", "a-name-past-fifteen.example.com", "alice", "A-NAME-PAST-FIF", "A-NAME-PAST-FIF" },
    { "j\303\266rg", "labsrv", "j\303\266rg", "LABSRV", "LABSRV" },
    { "alice", NULL, "alice", "UNKNOWN", "UNKNOWN" },
    { "WORK\\bob", "labsrv", "bob", "WORK", "" },
    { "bob@ad.example.com", "labsrv", "bob", "ad.example.com", "" },
};

static void the_name_says_where_a_user_is_at_home(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
        print_message("# %s on %s\n", users[i].login, users[i].host ? users[i].host : "no host");
        system_is.login = users[i].login;
        system_is.host = users[i].host;
        WKSTA_USER_INFO_1 *user = get(1);
        assert_text(user->wkui1_username, users[i].user);
        assert_text(user->wkui1_logon_domain, users[i].domain);
        assert_text(user->wkui1_logon_server, users[i].server);
        assert_text(user->wkui1_oth_domains, "");
        NetApiBufferFree(user);
        WKSTA_USER_INFO_0 *name = get(0);
        assert_text(name->wkui0_username, users[i].user);
        NetApiBufferFree(name);
    }
}

static void an_entry_may_need_more_room(void **state)
{
    (void)state;
    system_is.entry_size = PASSWD_ENTRY_MAX / 2 + 1;
    NetApiBufferFree(get(0));
    system_is.entry_size = PASSWD_ENTRY_MAX + 1;
    LPBYTE buffer;
    assert_int_equal(NetWkstaUserGetInfo(NULL, 0, &buffer), NERR_UserNotFound);
}

static void a_user_nobody_knows_is_an_error(void **state)
{
    BYTE any;
    LPBYTE buffer = &any;
    (void)state;
    system_is.login = NULL;
    assert_int_equal(NetWkstaUserGetInfo(NULL, 1, &buffer), NERR_UserNotFound);
    assert_null(buffer);
    system_is.error = EIO;
    assert_int_equal(NetWkstaUserGetInfo(NULL, 1, &buffer), NERR_UserNotFound);
    system_is.error = ENOMEM;
    assert_int_equal(NetWkstaUserGetInfo(NULL, 1, &buffer), ERROR_NOT_ENOUGH_MEMORY);
    system_is.error = 0;
    system_is.login = "\377\376";
    buffer = &any;
    assert_int_equal(NetWkstaUserGetInfo(NULL, 1, &buffer), ERROR_INVALID_DATA);
    assert_null(buffer);
}

static void reading_is_refused_with_wrong_arguments(void **state)
{
    BYTE any;
    LPBYTE buffer = &any;
    (void)state;
    assert_int_equal(NetWkstaUserGetInfo(NULL, 1, NULL), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetWkstaUserGetInfo(WIDE(u"\\\\fs1"), 1, &buffer), ERROR_INVALID_PARAMETER);
    assert_null(buffer);
    static const DWORD levels[] = { 2, 10000, ~0u };
    for (size_t i = 0; i < 3; i++) {
        buffer = &any;
        assert_int_equal(NetWkstaUserGetInfo(NULL, levels[i], &buffer), ERROR_INVALID_LEVEL);
        assert_null(buffer);
    }
}

/* ---- The list ---- */

static NET_API_STATUS set(DWORD level, const char16_t *domains, DWORD *parm_err)
{
    WKSTA_USER_INFO_1 user = { .wkui1_username = WIDE(u"x"), .wkui1_oth_domains = WIDE(domains) };
    WKSTA_USER_INFO_1101 one = { .wkui1101_oth_domains = WIDE(domains) };
    return NetWkstaUserSetInfo(NULL, level, level == 1 ? (LPBYTE)&user : (LPBYTE)&one, parm_err);
}

static void assert_list(const char *expected)
{
    WKSTA_USER_INFO_1101 *one = get(1101);
    WKSTA_USER_INFO_1 *user = get(1);
    assert_text(one->wkui1101_oth_domains, expected);
    assert_text(user->wkui1_oth_domains, expected);
    NetApiBufferFree(one);
    NetApiBufferFree(user);
}

static const struct {
    const char *name;
    const char16_t *domains;
    const char *utf8; /* NULL: it is no list */
} lists[] = {
    { "one", u"WORK", "WORK" },
    { "three", u"WORK LAB.1 ~a-b_c", "WORK LAB.1 ~a-b_c" },
    { "of 15 characters", u"123456789012345", "123456789012345" },
    { "letters of all kinds", u"\u00DCBUNG \u0416", "\303\234BUNG \320\226" },
    { "NULL", NULL, "" },
    { "none", u"", "" },
    { "of 16 characters", u"1234567890123456", NULL },
    { "the second of 16 characters", u"A 1234567890123456", NULL },
    { "a space before", u" A", NULL },
    { "a space behind", u"A ", NULL },
    { "two spaces", u"A  B", NULL },
    { "only a space", u" ", NULL },
    { "a control character", u"A\nB", NULL },
    { "DEL", u"A\x7F", NULL },
    { "half a character", u"A\xD800", NULL },
};

static void a_list_is_kept_when_it_is_one(void **state)
{
    static const DWORD levels[] = { 1, 1101 };
    (void)state;
    for (size_t l = 0; l < 2; l++) {
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
            print_message("# %s, level %u\n", lists[i].name, levels[l]);
            DWORD parm_err = GARBAGE;
            assert_int_equal(set(levels[l], u"BEFORE", &parm_err), NERR_Success);
            assert_int_equal(set(levels[l], lists[i].domains, &parm_err),
                             lists[i].utf8 ? NERR_Success : ERROR_INVALID_PARAMETER);
            assert_int_equal(parm_err, lists[i].utf8 ? PARM_ERROR_NONE : WKSTA_OTH_DOMAINS_PARMNUM);
            assert_list(lists[i].utf8 ? lists[i].utf8 : "BEFORE");
        }
    }
    assert_int_equal(set(1, u" ", NULL), ERROR_INVALID_PARAMETER);
}

static void no_character_that_separates_names_is_in_one(void **state)
{
    char16_t name[] = u"A?B";
    (void)state;
    for (const char *c = "\"*+,/:;<=>?[\\]|"; *c; c++) {
        name[1] = (char16_t)*c;
        print_message("# %c\n", *c);
        assert_int_equal(set(1101, name, NULL), ERROR_INVALID_PARAMETER);
    }
}

static void a_list_has_an_end(void **state)
{
    static char16_t list[OTH_DOMAINS_MAX + 2];
    (void)state;
    for (size_t i = 0; i < OTH_DOMAINS_MAX; i++)
        list[i] = i % 2 ? u' ' : u'A';
    list[OTH_DOMAINS_MAX - 1] = u'A';
    assert_int_equal(set(1101, list, NULL), NERR_Success);
    list[OTH_DOMAINS_MAX - 2] = u'\u00DC'; /* one unit of UTF-16, two bytes of UTF-8 */
    assert_int_equal(set(1101, list, NULL), ERROR_INVALID_PARAMETER);
    list[OTH_DOMAINS_MAX - 2] = u'A';
    list[OTH_DOMAINS_MAX] = u'A';
    assert_int_equal(set(1101, list, NULL), ERROR_INVALID_PARAMETER);
    assert_int_equal(set(1101, NULL, NULL), NERR_Success);
}

/* The one file in the folder. */
static void list_file(char path[128])
{
    snprintf(path, 128, "%s/netapi32/oth_domains", folder);
}

static void one_file_is_left_and_it_is_the_users_only(void **state)
{
    char path[128];
    struct stat st;
    (void)state;
    assert_int_equal(set(1101, u"WORK", NULL), NERR_Success);
    list_file(path);
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    *strrchr(path, '/') = '\0';
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0700);
    DIR *d = opendir(path);
    size_t files = 0;
    while (readdir(d))
        files++;
    closedir(d);
    assert_int_equal(files, 3); /* with . and .. */
}

static void what_is_no_list_in_the_file_counts_for_nothing(void **state)
{
    static const char *const texts[] = { "A  B", "WORK\n", "\377", "12345678901234567890" };
    char path[128];
    (void)state;
    list_file(path);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        FILE *f = fopen(path, "we");
        assert_non_null(f);
        assert_true(fputs(texts[i], f) >= 0);
        assert_int_equal(fclose(f), 0);
        assert_list("");
    }
    assert_int_equal(unlink(path), 0);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_list("");
    assert_int_equal(set(1101, u"WORK", NULL), ERROR_WRITE_FAULT);
    assert_int_equal(rmdir(path), 0);
    one_file_is_left_and_it_is_the_users_only(state);
}

static void without_a_log_on_there_is_no_list(void **state)
{
    char others[] = "/tmp/netapi32-user-XXXXXX";
    (void)state;
    assert_int_equal(set(1101, u"WORK", NULL), NERR_Success);
    assert_non_null(mkdtemp(others));
    const char *not_ours = geteuid() || chown(others, 12345, (gid_t)-1) ? "/" : others;
    const char *const folders[] = { NULL, "", "relative", "/nonexistent", not_ours };
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        print_message("# %s\n", folders[i] ? folders[i] : "none");
        unsetenv("XDG_RUNTIME_DIR");
        if (folders[i])
            setenv("XDG_RUNTIME_DIR", folders[i], 1);
        DWORD parm_err = GARBAGE;
        assert_int_equal(set(1101, u"WORK", &parm_err), ERROR_NO_SUCH_LOGON_SESSION);
        assert_int_equal(parm_err, PARM_ERROR_NONE);
        assert_list("");
    }
    rmdir(others);
}

static void setting_is_refused_with_wrong_arguments(void **state)
{
    WKSTA_USER_INFO_1101 one = { .wkui1101_oth_domains = WIDE(u"WORK") };
    static const DWORD levels[] = { 0, 2, 1100, ~0u };
    DWORD parm_err = GARBAGE;
    (void)state;
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(NetWkstaUserSetInfo(NULL, levels[i], (LPBYTE)&one, &parm_err),
                         ERROR_INVALID_LEVEL);
    assert_int_equal(parm_err, PARM_ERROR_NONE);
    assert_int_equal(NetWkstaUserSetInfo(NULL, 1101, NULL, &parm_err), ERROR_INVALID_PARAMETER);
    assert_int_equal(parm_err, PARM_ERROR_UNKNOWN);
    parm_err = GARBAGE;
    assert_int_equal(NetWkstaUserSetInfo(WIDE(u"\\\\fs1"), 1101, (LPBYTE)&one, &parm_err),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(parm_err, PARM_ERROR_UNKNOWN);
}

/* ---- Memory ---- */

static NET_API_STATUS get_and_free(void)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetWkstaUserGetInfo(NULL, 1, &buffer);
    if (status != NERR_Success)
        assert_null(buffer);
    NetApiBufferFree(buffer);
    return status;
}

static NET_API_STATUS set_one(void)
{
    return set(1101, u"WORK", NULL);
}

static void shortage_of_memory_is_told(void **state)
{
    static NET_API_STATUS (*const calls[])(void) = { get_and_free, set_one };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        size_t nth = 0;
        NET_API_STATUS status;
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

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    char path[128];
    (void)state;
    list_file(path);
    unlink(path);
    *strrchr(path, '/') = '\0';
    rmdir(path);
    return rmdir(folder);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_name_says_where_a_user_is_at_home, start),
        cmocka_unit_test_setup(an_entry_may_need_more_room, start),
        cmocka_unit_test_setup(a_user_nobody_knows_is_an_error, start),
        cmocka_unit_test_setup(reading_is_refused_with_wrong_arguments, start),
        cmocka_unit_test_setup(a_list_is_kept_when_it_is_one, start),
        cmocka_unit_test_setup(no_character_that_separates_names_is_in_one, start),
        cmocka_unit_test_setup(a_list_has_an_end, start),
        cmocka_unit_test_setup(one_file_is_left_and_it_is_the_users_only, start),
        cmocka_unit_test_setup(what_is_no_list_in_the_file_counts_for_nothing, start),
        cmocka_unit_test_setup(without_a_log_on_there_is_no_list, start),
        cmocka_unit_test_setup(setting_is_refused_with_wrong_arguments, start),
        cmocka_unit_test_setup(shortage_of_memory_is_told, start),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
