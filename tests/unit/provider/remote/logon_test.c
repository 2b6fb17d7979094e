/* SPDX-License-Identifier: MIT */
/* Which credentials a call takes: each setting of `auth` with each thing that is configured. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../support/fail_alloc.h"
#include "lmuse.h"
#include "provider/remote/logon.h"
#include "provider/uses.h"
#include "winerror.h"

#define ROWS(a) (sizeof(a) / sizeof *(a))

static char folder[] = "/tmp/netapi32-logon-XXXXXX";
static char user_file[64], nobody_file[64], open_file[64], no_file[64];

static NET_API_STATUS choose(const struct server_config *config, struct credentials **out)
{
    static char host[] = "fs1";
    struct call call = { .function = "NetTest", .host = host, .server = *config };
    return logon_credentials(&call, out);
}

#define NONE ((enum credentials_kind) - 1)
static const struct {
    const char *name, *file, *keytab, *ccache;
    enum credentials_kind by_auth[4]; /* any, ntlm, kerberos, anonymous */
} choices[] = {
    { "nothing",
      NULL,
      NULL,
      NULL,
      { CREDENTIALS_CCACHE, NONE, CREDENTIALS_CCACHE, CREDENTIALS_ANONYMOUS } },
    { "ccache",
      NULL,
      NULL,
      "FILE:/t",
      { CREDENTIALS_CCACHE, NONE, CREDENTIALS_CCACHE, CREDENTIALS_ANONYMOUS } },
    { "keytab",
      NULL,
      "/k",
      NULL,
      { CREDENTIALS_KEYTAB, NONE, CREDENTIALS_KEYTAB, CREDENTIALS_ANONYMOUS } },
    { "keytab and ccache",
      NULL,
      "/k",
      "FILE:/t",
      { CREDENTIALS_KEYTAB, NONE, CREDENTIALS_KEYTAB, CREDENTIALS_ANONYMOUS } },
    { "file",
      user_file,
      NULL,
      NULL,
      { CREDENTIALS_PASSWORD, CREDENTIALS_PASSWORD, CREDENTIALS_KERBEROS_PASSWORD,
        CREDENTIALS_ANONYMOUS } },
    { "all three",
      user_file,
      "/k",
      "FILE:/t",
      { CREDENTIALS_PASSWORD, CREDENTIALS_PASSWORD, CREDENTIALS_KERBEROS_PASSWORD,
        CREDENTIALS_ANONYMOUS } },
    { "file of nobody",
      nobody_file,
      NULL,
      NULL,
      { CREDENTIALS_ANONYMOUS, CREDENTIALS_ANONYMOUS, NONE, CREDENTIALS_ANONYMOUS } },
};

static void what_is_configured_and_auth_decide_together(void **state)
{
    (void)state;
    for (size_t i = 0; i < ROWS(choices); i++)
        for (int64_t auth = AUTH_ANY; auth <= AUTH_ANONYMOUS; auth++) {
            const struct server_config config = { .auth = auth,
                                                  .credentials = choices[i].file,
                                                  .keytab = choices[i].keytab,
                                                  .ccache = choices[i].ccache,
                                                  .principal = "p" };
            enum credentials_kind expected = choices[i].by_auth[auth - AUTH_ANY];
            struct credentials *c = NULL;
            print_message("%s, auth %d\n", choices[i].name, (int)auth);
            assert_int_equal(choose(&config, &c),
                             expected == NONE ? ERROR_NO_SUCH_LOGON_SESSION : ERROR_SUCCESS);
            if (expected == NONE) {
                assert_null(c);
                continue;
            }
            assert_int_equal(c->kind, expected);
            bool ticket = expected == CREDENTIALS_KEYTAB || expected == CREDENTIALS_CCACHE;
            bool password =
                expected == CREDENTIALS_PASSWORD || expected == CREDENTIALS_KERBEROS_PASSWORD;
            assert_int_equal(c->principal != NULL, ticket);
            assert_int_equal(c->keytab != NULL, ticket && choices[i].keytab);
            assert_int_equal(c->ccache != NULL, ticket && choices[i].ccache);
            assert_int_equal(c->password != NULL, password);
            credentials_free(c);
        }
}

static void a_file_that_cannot_be_used_is_not_passed_over(void **state)
{
    (void)state;
    for (int64_t auth = AUTH_ANY; auth < AUTH_ANONYMOUS; auth++) {
        struct server_config config = { .auth = auth, .credentials = no_file, .ccache = "FILE:/t" };
        struct credentials *c = NULL;
        assert_int_equal(choose(&config, &c), ERROR_FILE_NOT_FOUND);
        config.credentials = open_file;
        assert_int_equal(choose(&config, &c), ERROR_ACCESS_DENIED);
        assert_null(c);
    }
}

static void write_text(const char *path, const char *text, size_t len)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, len), (ssize_t)len);
    assert_int_equal(close(fd), 0);
}

static void a_ccache_stays_the_same_when_it_grows_and_changes_when_it_is_filled_anew(void **state)
{
    static char text[4096];
    char name[80];
    const struct server_config by_environment = { .auth = AUTH_ANY };
    const struct server_config by_name = { .auth = AUTH_ANY, .ccache = name };
    const struct server_config *configs[] = { &by_environment, &by_name };
    (void)state;
    snprintf(name, sizeof name, "FILE:%s", no_file);
    setenv("KRB5CCNAME", name, 1);
    for (size_t i = 0; i < ROWS(configs); i++) {
        uint64_t none = logon_identity(configs[i]);
        memset(text, 'a', sizeof text);
        write_text(no_file, text, 1024);
        uint64_t first = logon_identity(configs[i]);
        assert_int_not_equal(first, none);
        write_text(no_file, text, sizeof text);
        assert_int_equal(logon_identity(configs[i]), first);
        text[200] = 'b';
        write_text(no_file, text, 1024);
        assert_int_not_equal(logon_identity(configs[i]), first);
        unlink(no_file);
        assert_int_equal(logon_identity(configs[i]), none);
    }
    unsetenv("KRB5CCNAME");
}

static void ccaches_that_are_no_files_are_known_by_their_names(void **state)
{
    static const char *const names[] = { "KEYRING:persistent:0:a", "KEYRING:persistent:0:b",
                                         "KCM:", "FILE:/nonexistent/a", "" /* the default one */ };
    uint64_t seen[ROWS(names)];
    const struct server_config config = { .auth = AUTH_KERBEROS };
    (void)state;
    for (size_t i = 0; i < ROWS(names); i++) {
        setenv("KRB5CCNAME", names[i], 1);
        seen[i] = logon_identity(&config);
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(seen[i], seen[k]);
    }
    unsetenv("KRB5CCNAME");
    assert_int_equal(logon_identity(&config), seen[ROWS(names) - 1]);
}

static void other_files_change_with_every_writing(void **state)
{
    const struct server_config configs[] = {
        { .auth = AUTH_ANY, .credentials = no_file, .ccache = "KCM:" },
        { .auth = AUTH_ANY, .keytab = no_file },
    };
    (void)state;
    for (size_t i = 0; i < ROWS(configs); i++) {
        uint64_t none = logon_identity(&configs[i]);
        write_text(no_file, "one", 3);
        uint64_t one = logon_identity(&configs[i]);
        assert_int_not_equal(one, none);
        assert_int_equal(logon_identity(&configs[i]), one);
        write_text(no_file, "longer", 6);
        assert_int_not_equal(logon_identity(&configs[i]), one);
        unlink(no_file);
    }
}

/* A file that one user may read another need not be able to; so they share no sessions. */
static void another_user_of_the_process_is_somebody_else(void **state)
{
    const struct server_config config = { .auth = AUTH_ANY, .credentials = "/dev/null" };
    uint64_t own = logon_identity(&config);
    (void)state;
    if (geteuid())
        return; /* only root can become another user */
    assert_int_equal(seteuid(65534), 0);
    uint64_t other = logon_identity(&config);
    assert_int_equal(seteuid(0), 0);
    assert_int_not_equal(other, own);
    assert_int_equal(logon_identity(&config), own);
}

static void memory_shortage_is_reported(void **state)
{
    const struct server_config configs[] = {
        { .auth = AUTH_ANONYMOUS },
        { .auth = AUTH_ANY },
        { .auth = AUTH_ANY, .keytab = "/k", .principal = "p" },
        { .auth = AUTH_KERBEROS, .credentials = user_file },
    };
    (void)state;
    for (size_t i = 0; i < ROWS(configs); i++) {
        struct credentials *c = NULL;
        size_t nth = 0;
        do {
            assert_null(c);
            fail_alloc_at(++nth);
            NET_API_STATUS status = choose(&configs[i], &c);
            assert_int_equal(status, fail_alloc_done() ? ERROR_NOT_ENOUGH_MEMORY : ERROR_SUCCESS);
        } while (fail_alloc_done());
        fail_alloc_at(0);
        credentials_free(c);
    }
}

/* ---- Uses ---- */

/* Makes a use of fs1 in place of the one there was. */
static void use_as(const struct credentials *c)
{
    const struct use_wish wish = { "fs1", "IPC$", c, USE_WILDCARD, 0 };
    uint64_t number, ended;
    uses_empty();
    assert_int_equal(uses_propose(USES_OWN, &wish, &number), ERROR_SUCCESS);
    assert_int_equal(uses_add(USES_OWN, &wish, number, &ended), ERROR_SUCCESS);
}

static void the_user_of_a_use_and_auth_decide_together(void **state)
{
    static const struct {
        const char *name;
        struct credentials user;
        enum credentials_kind by_auth[4]; /* any, ntlm, kerberos, anonymous */
    } rows[] = {
        { "a user",
          { .user = "alice", .password = "of the use" },
          { CREDENTIALS_PASSWORD, CREDENTIALS_PASSWORD, CREDENTIALS_KERBEROS_PASSWORD, NONE } },
        { "a user of a domain",
          { .user = "alice@home", .domain = "LAB", .password = "of the use" },
          { CREDENTIALS_PASSWORD, CREDENTIALS_PASSWORD, CREDENTIALS_KERBEROS_PASSWORD, NONE } },
        { "a principal",
          { .user = "alice@LAB.EXAMPLE", .password = "of the use" },
          { CREDENTIALS_KERBEROS_PASSWORD, CREDENTIALS_PASSWORD, CREDENTIALS_KERBEROS_PASSWORD,
            NONE } },
        { "nobody",
          { .kind = CREDENTIALS_ANONYMOUS },
          { CREDENTIALS_ANONYMOUS, CREDENTIALS_ANONYMOUS, NONE, CREDENTIALS_ANONYMOUS } },
    };
    (void)state;
    for (size_t i = 0; i < ROWS(rows); i++)
        for (int64_t auth = AUTH_ANY; auth <= AUTH_ANONYMOUS; auth++) {
            const struct server_config config = {
                .auth = auth, .credentials = user_file, .keytab = "/k", .ccache = "FILE:/t"
            };
            enum credentials_kind expected = rows[i].by_auth[auth - AUTH_ANY];
            struct credentials *c = NULL;
            print_message("%s, auth %d\n", rows[i].name, (int)auth);
            use_as(&rows[i].user);
            assert_int_equal(choose(&config, &c),
                             expected == NONE ? ERROR_NO_SUCH_LOGON_SESSION : ERROR_SUCCESS);
            if (expected == NONE) {
                assert_null(c);
                continue;
            }
            assert_int_equal(c->kind, expected);
            if (rows[i].user.password)
                assert_string_equal(c->password, "of the use");
            credentials_free(c);
        }
    uses_empty();
}

static void a_use_without_a_user_takes_what_is_configured(void **state)
{
    const struct server_config config = { .auth = AUTH_ANY, .credentials = user_file };
    struct credentials *c = NULL;
    (void)state;
    use_as(NULL);
    assert_int_equal(choose(&config, &c), ERROR_SUCCESS);
    assert_string_equal(c->password, "p");
    credentials_free(c);
    uses_empty();
}

/* The key of sessions to fs1. */
static struct logon_key key_of(const struct server_config *config,
                               const struct logon_attempt *attempt)
{
    static char host[] = "fs1";
    struct logon_key key;
    struct call call = {
        .function = "NetTest", .host = host, .server = *config, .attempt = attempt
    };
    assert_int_equal(logon_key(&call, &key), ERROR_SUCCESS);
    return key;
}

static void the_key_of_sessions_changes_with_the_use(void **state)
{
    static const struct credentials old = { .user = "u", .password = "1" },
                                    anew = { .user = "u", .password = "2" };
    const struct server_config config = { .auth = AUTH_ANY, .credentials = user_file };
    (void)state;
    struct logon_key none = key_of(&config, NULL);
    assert_int_equal(none.use, 0);
    assert_int_equal(none.identity, logon_identity(&config));
    use_as(&old);
    struct logon_key first = key_of(&config, NULL);
    assert_int_not_equal(first.use, 0);
    assert_int_not_equal(first.identity, none.identity);
    assert_int_equal(key_of(&config, NULL).identity, first.identity);
    use_as(&anew);
    struct logon_key second = key_of(&config, NULL);
    assert_int_not_equal(second.use, first.use);
    assert_int_not_equal(second.identity, first.identity);
    use_as(NULL); /* the sessions are the use's, though the user is the configured one */
    assert_int_not_equal(key_of(&config, NULL).use, 0);
    assert_int_equal(key_of(&config, NULL).identity, none.identity);
    uses_empty();
    assert_int_equal(key_of(&config, NULL).use, 0);
    assert_int_equal(key_of(&config, NULL).identity, none.identity);
}

static void an_attempt_has_the_key_that_its_use_will_have(void **state)
{
    static const struct credentials c = { .user = "u", .password = "1" };
    const struct server_config config = { .auth = AUTH_ANY, .credentials = user_file };
    const struct use_wish wish = { "fs1", "IPC$", &c, USE_WILDCARD, 0 };
    struct logon_attempt attempt = { 0, &c };
    uint64_t ended;
    (void)state;
    uses_empty();
    assert_int_equal(uses_propose(USES_OWN, &wish, &attempt.use), ERROR_SUCCESS);
    struct logon_key tried = key_of(&config, &attempt);
    assert_int_equal(key_of(&config, NULL).use, 0); /* nobody else knows of it */
    assert_int_equal(uses_add(USES_OWN, &wish, attempt.use, &ended), ERROR_SUCCESS);
    struct logon_key used = key_of(&config, NULL);
    assert_int_equal(used.use, tried.use);
    assert_int_equal(used.identity, tried.identity);
    uses_empty();
}

static int make_file(char *path, size_t size, const char *name, const char *text, mode_t mode)
{
    snprintf(path, size, "%s/%s", folder, name);
    if (!text)
        return 0;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    bool good = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) &&
                fchmod(fd, mode) == 0 && close(fd) == 0;
    return good ? 0 : -1;
}

static int make_folder(void **state)
{
    (void)state;
    unsetenv("XDG_RUNTIME_DIR");
    if (!mkdtemp(folder))
        return -1;
    return make_file(user_file, sizeof user_file, "user", "username=u\npassword=p\n", 0600) ||
           make_file(nobody_file, sizeof nobody_file, "nobody", "username=\n", 0600) ||
           make_file(open_file, sizeof open_file, "open", "username=u\npassword=p\n", 0644) ||
           make_file(no_file, sizeof no_file, "none", NULL, 0);
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(user_file);
    unlink(nobody_file);
    unlink(open_file);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_configured_and_auth_decide_together),
        cmocka_unit_test(a_file_that_cannot_be_used_is_not_passed_over),
        cmocka_unit_test(a_ccache_stays_the_same_when_it_grows_and_changes_when_it_is_filled_anew),
        cmocka_unit_test(ccaches_that_are_no_files_are_known_by_their_names),
        cmocka_unit_test(other_files_change_with_every_writing),
        cmocka_unit_test(another_user_of_the_process_is_somebody_else),
        cmocka_unit_test(memory_shortage_is_reported),
        cmocka_unit_test(the_user_of_a_use_and_auth_decide_together),
        cmocka_unit_test(a_use_without_a_user_takes_what_is_configured),
        cmocka_unit_test(the_key_of_sessions_changes_with_the_use),
        cmocka_unit_test(an_attempt_has_the_key_that_its_use_will_have),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
