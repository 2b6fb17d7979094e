/* SPDX-License-Identifier: MIT */
/* Configuration files: what is read, what goes before what, and what is refused with its line. */
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

#include "../../support/capture.h"
#include "../../support/fail_alloc.h"
#include "base/limits.h"
#include "provider/config.h"
#include "winerror.h"

static char folder[] = "/tmp/netapi32-config-XXXXXX";
static char path[64];

static void write_file(const char *file, const char *text, size_t len)
{
    FILE *f = fopen(file, "we");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

static void use_text(const char *text)
{
    write_file(path, text, strlen(text));
}

#define CONFIG(k, a, c, p, t, ct)                                                                  \
    {                                                                                              \
        .known = k, .address = a, .credentials = c, .auth = AUTH_ANY, .guest = CONFIG_NO,          \
        .port = p, .timeout_ms = t, .connect_timeout_ms = ct                                       \
    }

static const struct {
    const char *name, *text;
    struct server_config expected; /* of the server fs1 */
} good[] = {
    { "nothing", "", CONFIG(false, NULL, NULL, 445, 60000, 5000) },
    { "global", "[global]\nport=1\ntimeout_ms=2\nconnect_timeout_ms=3\ncredentials=/c\n",
      CONFIG(false, NULL, "/c", 1, 2, 3) },
    { "server",
      "[server fs1]\nport=1\ntimeout_ms=2\nconnect_timeout_ms=3\ncredentials=/c\n"
      "address=::1\n",
      CONFIG(true, "::1", "/c", 1, 2, 3) },
    { "server goes before global", "[global]\nport=1\ncredentials=/g\n[server fs1]\nport=2\n",
      CONFIG(true, NULL, "/g", 2, 60000, 5000) },
    { "in either order", "[server fs1]\nport=2\ncredentials=/s\n[global]\nport=1\ncredentials=/g\n",
      CONFIG(true, NULL, "/s", 2, 60000, 5000) },
    { "another server", "[server fs2]\nport=2\naddress=x\ncredentials=/s\n",
      CONFIG(false, NULL, NULL, 445, 60000, 5000) },
    { "longer and shorter names", "[server fs]\nport=2\n[server fs11]\nport=3\n",
      CONFIG(false, NULL, NULL, 445, 60000, 5000) },
    { "a section without settings", "[server fs1]\n", CONFIG(true, NULL, NULL, 445, 60000, 5000) },
    { "sections that come again", "[server fs1]\nport=1\n[global]\n[server fs1]\naddress=a\n",
      CONFIG(true, "a", NULL, 1, 60000, 5000) },
    { "the last one counts", "[global]\nport=1\nport=2\n",
      CONFIG(false, NULL, NULL, 2, 60000, 5000) },
    { "case", "[SERVER FS1]\nPort=1\nADDRESS=Abc\n[Global]\nTimeout_MS=2\n",
      CONFIG(true, "Abc", NULL, 1, 2, 5000) },
    { "blanks", "  [ server \t fs1 ]  \n\t port \t= 1  \n address = a b \n",
      CONFIG(true, "a b", NULL, 1, 60000, 5000) },
    { "comments and empty lines", "# a\n;b\n\n  # c\n[server fs1]\n#port=9\n \t\nport=1\n",
      CONFIG(true, NULL, NULL, 1, 60000, 5000) },
    { "comment signs in a value", "[server fs1]\ncredentials=/a#b;c=d\n",
      CONFIG(true, NULL, "/a#b;c=d", 445, 60000, 5000) },
    { "CRLF", "[server fs1]\r\nport=1\r\naddress=a\r\n\r\n",
      CONFIG(true, "a", NULL, 1, 60000, 5000) },
    { "no line end", "[server fs1]\nport=1", CONFIG(true, NULL, NULL, 1, 60000, 5000) },
    { "largest numbers", "[global]\nport=65535\ntimeout_ms=86400000\nconnect_timeout_ms=86400000\n",
      CONFIG(false, NULL, NULL, 65535, 86400000, 86400000) },
    { "smallest numbers", "[global]\nport=1\ntimeout_ms=1\nconnect_timeout_ms=1\n",
      CONFIG(false, NULL, NULL, 1, 1, 1) },
    { "leading zeros are decimal", "[global]\nport=010\n",
      CONFIG(false, NULL, NULL, 10, 60000, 5000) },
};

static void assert_text(const char *text, const char *expected)
{
    if (expected)
        assert_string_equal(text, expected);
    else
        assert_null(text);
}

static void assert_config(const struct server_config *c, const struct server_config *expected)
{
    assert_int_equal(c->known, expected->known);
    assert_text(c->address, expected->address);
    assert_text(c->credentials, expected->credentials);
    assert_text(c->keytab, expected->keytab);
    assert_text(c->ccache, expected->ccache);
    assert_text(c->principal, expected->principal);
    assert_int_equal(c->auth, expected->auth);
    assert_int_equal(c->guest, expected->guest);
    assert_int_equal(c->port, expected->port);
    assert_int_equal(c->timeout_ms, expected->timeout_ms);
    assert_int_equal(c->connect_timeout_ms, expected->connect_timeout_ms);
}

static void files_are_read_as_people_write_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct arena arena = { 0 };
        struct server_config c;
        print_message("# %s\n", good[i].name);
        use_text(good[i].text);
        assert_int_equal(config_read("fs1", &arena, &c), ERROR_SUCCESS);
        assert_config(&c, &good[i].expected);
        arena_drop(&arena);
    }
}

#define NO_SECTION "a section is written [global] or [server NAME]"
#define NO_SETTING "neither a section nor a setting in one"
#define NO_NUMBER  "not a number in range"
#define NO_WORD    "not one of the words this setting takes"

static const struct {
    const char *name, *text;
    unsigned line;
    const char *what;
} bad[] = {
    { "setting before a section", "# x\nport=1\n[global]\n", 2, NO_SETTING },
    { "no =", "[global]\nport 1\n", 2, NO_SETTING },
    { "section that does not end", "[global\nport=1\n", 1, NO_SECTION },
    { "something after a section", "\n\n[global] # all\n", 3, NO_SECTION },
    { "unknown section", "[globals]\n", 1, NO_SECTION },
    { "empty section", "[]\n", 1, NO_SECTION },
    { "server without a name", "[server]\n", 1, NO_SECTION },
    { "server with a blank name", "[server  ]\n", 1, NO_SECTION },
    { "name without a blank before", "[serverfs1]\n", 1, NO_SECTION },
    { "address of all servers", "[global]\n\naddress=a\n", 3,
      "a setting of a server, not of [global]" },
    { "no value", "[server fs1]\naddress=\n", 2, "a setting without a value" },
    { "blank value", "[server fs1]\r\ncredentials= \t\r\n", 2, "a setting without a value" },
    { "no number", "[global]\nport=\n", 2, NO_NUMBER },
    { "port 0", "[global]\nport=0\n", 2, NO_NUMBER },
    { "port below", "[global]\nport=-1\n", 2, NO_NUMBER },
    { "port past the last", "[global]\nport=65536\n", 2, NO_NUMBER },
    { "number and text", "[global]\ntimeout_ms=5s\n", 2, NO_NUMBER },
    { "number and comment", "[global]\nport=445 # smb\n", 2, NO_NUMBER },
    { "hexadecimal", "[global]\nport=0x1bd\n", 2, NO_NUMBER },
    { "time past a day", "[global]\ntimeout_ms=86400001\n", 2, NO_NUMBER },
    { "time past everything", "[global]\nconnect_timeout_ms=99999999999999999999\n", 2, NO_NUMBER },
    { "unknown word", "[global]\nauth = kerbers\n", 2, NO_WORD },
    { "longer word", "[global]\nauth = ntlmv2\n", 2, NO_WORD },
    { "no word", "[global]\nauth =\n", 2, NO_WORD },
    { "number for a word", "[global]\nguest = 1\n", 2, NO_WORD },
    { "word for another server", "[server fs2]\nauth = none\n", 2, NO_WORD },
    { "no keytab", "[global]\nkeytab =\n", 2, "a setting without a value" },
    { "in the section of another server", "[server fs1]\nport=1\n[server fs2]\nport=x\n", 4,
      NO_NUMBER },
};

static void malformed_lines_are_refused_and_logged_with_their_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct arena arena = { 0 };
        struct server_config c = { .port = 77 };
        char text[1024], expected[256];
        print_message("# %s\n", bad[i].name);
        use_text(bad[i].text);
        capture_start();
        uint32_t status = config_read("fs1", &arena, &c);
        capture_end(text, sizeof text);
        assert_int_equal(status, ERROR_INVALID_DATA);
        assert_int_equal(c.port, 77);
        snprintf(expected, sizeof expected, "netapi32: %s:%u: %s\n", path, bad[i].line,
                 bad[i].what);
        assert_memory_equal(text, expected, strlen(expected));
        arena_drop(&arena);
    }
}

static void an_unknown_setting_is_logged_and_passed_over(void **state)
{
    struct arena arena = { 0 };
    struct server_config c;
    char text[1024];
    (void)state;
    use_text("[global]\nfuture = yes\nport = 1\n");
    capture_start();
    uint32_t status = config_read("fs1", &arena, &c);
    capture_end(text, sizeof text);
    assert_int_equal(status, ERROR_SUCCESS);
    assert_int_equal(c.port, 1);
    assert_non_null(strstr(text, ":2: unknown setting future\n"));
    arena_drop(&arena);
}

/* ---- Which files ---- */

static uint32_t read_status(void)
{
    struct arena arena = { 0 };
    struct server_config c;
    uint32_t status = config_read("fs1", &arena, &c);
    arena_drop(&arena);
    return status;
}

static void a_file_that_cannot_be_read_is_an_error(void **state)
{
    char inside[80];
    (void)state;
    use_text("");
    snprintf(inside, sizeof inside, "%s/file", path);
    setenv("NETAPI32_CONF", inside, 1);
    assert_int_equal(read_status(), ERROR_FILE_NOT_FOUND);
    unlink(path);
    setenv("NETAPI32_CONF", path, 1);
    assert_int_equal(read_status(), ERROR_FILE_NOT_FOUND);
    setenv("NETAPI32_CONF", folder, 1);
    assert_int_equal(read_status(), ERROR_INVALID_DATA);
    setenv("NETAPI32_CONF", path, 1);
    if (geteuid() != 0) {
        use_text("");
        assert_int_equal(chmod(path, 0), 0);
        assert_int_equal(read_status(), ERROR_ACCESS_DENIED);
        unlink(path);
    }
}

static void a_pipe_is_refused_and_not_waited_for(void **state)
{
    (void)state;
    unlink(path);
    assert_int_equal(mkfifo(path, 0600), 0);
    alarm(10); /* instead of hanging */
    assert_int_equal(read_status(), ERROR_INVALID_DATA);
    alarm(0);
    unlink(path);
}

static void a_file_with_a_nul_is_refused(void **state)
{
    static const char text[] = "[global]\nport=1\n\0port=x\n";
    (void)state;
    write_file(path, text, sizeof text - 1);
    assert_int_equal(read_status(), ERROR_INVALID_DATA);
}

static void a_file_larger_than_the_maximum_is_refused(void **state)
{
    size_t len = CONFIG_FILE_MAX + 1;
    char *text = malloc(len);
    (void)state;
    assert_non_null(text);
    memset(text, '\n', len);
    write_file(path, text, len);
    assert_int_equal(read_status(), ERROR_INVALID_DATA);
    write_file(path, text, len - 1);
    assert_int_equal(read_status(), ERROR_SUCCESS);
    free(text);
}

static void one_credentials_file_goes_before_all(void **state)
{
    struct arena arena = { 0 };
    struct server_config c;
    (void)state;
    use_text("[global]\ncredentials=/g\n[server fs1]\ncredentials=/s\n");
    setenv("NETAPI32_CREDENTIALS", "/env", 1);
    assert_int_equal(config_read("fs1", &arena, &c), ERROR_SUCCESS);
    assert_string_equal(c.credentials, "/env");
    setenv("NETAPI32_CREDENTIALS", "", 1); /* as if it were not set */
    assert_int_equal(config_read("fs1", &arena, &c), ERROR_SUCCESS);
    assert_string_equal(c.credentials, "/s");
    assert_int_equal(config_read("fs2", &arena, &c), ERROR_SUCCESS);
    assert_string_equal(c.credentials, "/g");
    unsetenv("NETAPI32_CREDENTIALS");
    arena_drop(&arena);
}

static void choices_are_words_of_any_case(void **state)
{
    static const struct {
        const char *text;
        enum config_auth auth;
        enum config_answer guest;
    } rows[] = {
        { "[global]\nauth = any\n", AUTH_ANY, CONFIG_NO },
        { "[global]\nauth=ntlm\n", AUTH_NTLM, CONFIG_NO },
        { "[global]\nauth = Kerberos\nguest = yes\n", AUTH_KERBEROS, CONFIG_YES },
        { "[server FS1]\nauth = anonymous\nguest = NO\n", AUTH_ANONYMOUS, CONFIG_NO },
        { "[global]\nauth = ntlm\nguest = yes\n[server fs1]\nauth = any\nguest = no\n", AUTH_ANY,
          CONFIG_NO },
        { "[server fs1]\nauth = kerberos\n[global]\nauth = ntlm\nguest = yes\n", AUTH_KERBEROS,
          CONFIG_YES },
        { "[global]\nauth = ntlm\n[server fs2]\nauth = kerberos\n", AUTH_NTLM, CONFIG_NO },
        { "[global]\nauth = ntlm\nauth = kerberos\n", AUTH_KERBEROS, CONFIG_NO },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena arena = { 0 };
        struct server_config c;
        print_message("%s", rows[i].text);
        use_text(rows[i].text);
        assert_int_equal(config_read("fs1", &arena, &c), ERROR_SUCCESS);
        assert_int_equal(c.auth, rows[i].auth);
        assert_int_equal(c.guest, rows[i].guest);
        arena_drop(&arena);
    }
}

static void credentials_of_a_server_and_of_all_are_not_mixed(void **state)
{
    static const struct {
        const char *text;
        const char *credentials, *keytab, *ccache, *principal;
    } rows[] = {
        { "[global]\ncredentials = /c\n", "/c", NULL, NULL, NULL },
        { "[global]\nkeytab = /k\nprincipal = p\nccache = FILE:/t\n", NULL, "/k", "FILE:/t", "p" },
        { "[global]\ncredentials = /c\n[server fs1]\nccache = FILE:/t\n", NULL, NULL, "FILE:/t",
          NULL },
        { "[global]\nkeytab = /k\nprincipal = p\n[server fs1]\ncredentials = /c\n", "/c", NULL,
          NULL, NULL },
        { "[global]\nkeytab = /k\n[server fs1]\nprincipal = q\n", NULL, NULL, NULL, "q" },
        { "[global]\nkeytab = /k\n[server fs1]\nauth = any\nport = 1\n", NULL, "/k", NULL, NULL },
        { "[global]\ncredentials = /c\n[server fs2]\nccache = FILE:/t\n", "/c", NULL, NULL, NULL },
    };
    (void)state;
    for (int env = 0; env < 2; env++)
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            struct arena arena = { 0 };
            struct server_config c;
            print_message("%s", rows[i].text);
            if (env)
                setenv("NETAPI32_CREDENTIALS", "/env", 1);
            use_text(rows[i].text);
            assert_int_equal(config_read("fs1", &arena, &c), ERROR_SUCCESS);
            unsetenv("NETAPI32_CREDENTIALS");
            const char *got[] = { c.credentials, c.keytab, c.ccache, c.principal };
            const char *expected[] = { env ? "/env" : rows[i].credentials, rows[i].keytab,
                                       rows[i].ccache, rows[i].principal };
            for (size_t m = 0; m < sizeof got / sizeof *got; m++)
                assert_text(got[m], expected[m]);
            arena_drop(&arena);
        }
}

/* Where the user's file is looked for when nothing names one. */
static const struct {
    const char *name, *xdg, *home; /* under the folder; NULL: not set */
    int64_t port;
} places[] = {
    { "XDG_CONFIG_HOME", "/xdg", "/home", 1 },
    { "XDG_CONFIG_HOME without HOME", "/xdg", NULL, 1 },
    { "HOME", NULL, "/home", 2 },
    { "neither", NULL, NULL, 445 },
    { "a folder that is not there", "/none", "/home", 445 },
    { "a folder without the file", "", "/home", 445 },
};

static void set_place(const char *variable, const char *place)
{
    char text[128];
    snprintf(text, sizeof text, "%s%s", folder, place ? place : "");
    if (place)
        setenv(variable, text, 1);
    else
        unsetenv(variable);
}

static void make(const char *place, const char *text)
{
    char full[128];
    snprintf(full, sizeof full, "%s%s", folder, place);
    if (text)
        write_file(full, text, strlen(text));
    else
        assert_int_equal(mkdir(full, 0700), 0);
}

static void the_users_file_is_found(void **state)
{
    (void)state;
    if (!access("/etc/netapi32.conf", F_OK))
        skip(); /* it would be read too */
    unsetenv("NETAPI32_CONF");
    make("/xdg", NULL);
    make("/home", NULL);
    make("/home/.config", NULL);
    make("/xdg/netapi32.conf", "[global]\nport=1\n");
    make("/home/.config/netapi32.conf", "[global]\nport=2\n");
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct arena arena = { 0 };
        struct server_config c;
        print_message("# %s\n", places[i].name);
        set_place("XDG_CONFIG_HOME", places[i].xdg);
        set_place("HOME", places[i].home);
        assert_int_equal(config_read("fs1", &arena, &c), ERROR_SUCCESS);
        assert_int_equal(c.port, places[i].port);
        arena_drop(&arena);
    }
    setenv("XDG_CONFIG_HOME", "", 1); /* as if it were not set */
    set_place("HOME", "/home");
    make("/home/.config/netapi32.conf", "[global]\nport=x\n");
    assert_int_equal(read_status(), ERROR_INVALID_DATA);
    setenv("NETAPI32_CONF", path, 1); /* then no other is read */
    use_text("");
    assert_int_equal(read_status(), ERROR_SUCCESS);
}

static void memory_shortage_is_told(void **state)
{
    (void)state;
    use_text("[global]\nport=1\n");
    fail_alloc_at(1);
    assert_int_equal(read_status(), ERROR_NOT_ENOUGH_MEMORY);
    fail_alloc_at(0);
    if (!access("/etc/netapi32.conf", F_OK))
        skip();
    unsetenv("NETAPI32_CONF");
    fail_alloc_at(1);
    assert_int_equal(read_status(), ERROR_NOT_ENOUGH_MEMORY);
    fail_alloc_at(0);
}

static int use_one_file(void **state)
{
    (void)state;
    unsetenv("NETAPI32_CREDENTIALS");
    return setenv("NETAPI32_CONF", path, 1);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    return snprintf(path, sizeof path, "%s/file", folder) > 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    static const char *const files[] = { "/file", "/xdg/netapi32.conf",
                                         "/home/.config/netapi32.conf" };
    static const char *const folders[] = { "/xdg", "/home/.config", "/home", "" };
    char full[128];
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        snprintf(full, sizeof full, "%s%s", folder, files[i]);
        unlink(full);
    }
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(full, sizeof full, "%s%s", folder, folders[i]);
        rmdir(full);
    }
    return access(folder, F_OK) ? 0 : -1;
}

#define WITH_ONE_FILE(f) cmocka_unit_test_setup(f, use_one_file)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_ONE_FILE(files_are_read_as_people_write_them),
        WITH_ONE_FILE(malformed_lines_are_refused_and_logged_with_their_number),
        WITH_ONE_FILE(an_unknown_setting_is_logged_and_passed_over),
        WITH_ONE_FILE(a_file_that_cannot_be_read_is_an_error),
        WITH_ONE_FILE(a_pipe_is_refused_and_not_waited_for),
        WITH_ONE_FILE(a_file_with_a_nul_is_refused),
        WITH_ONE_FILE(a_file_larger_than_the_maximum_is_refused),
        WITH_ONE_FILE(one_credentials_file_goes_before_all),
        WITH_ONE_FILE(choices_are_words_of_any_case),
        WITH_ONE_FILE(credentials_of_a_server_and_of_all_are_not_mixed),
        WITH_ONE_FILE(the_users_file_is_found),
        WITH_ONE_FILE(memory_shortage_is_told),
    };
    setenv("NETAPI32_DEBUG", "errors", 1); /* before the library first looks */
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
