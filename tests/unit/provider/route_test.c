/* SPDX-License-Identifier: MIT */
/* The server argument of a call: which names there are, whose they are, and what is no name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../support/fail_alloc.h"
#include "base/alloc.h"
#include "base/utf16.h"
#include "lmerr.h"
#include "provider/provider.h"
#include "winerror.h"

static char path[] = "/tmp/netapi32-route-XXXXXX";

static void use_text(const char *text)
{
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static const struct {
    const char *name;
    const char16_t *servername;
    const char *host; /* NULL: this computer */
} names[] = {
    { "NULL", NULL, NULL },
    { "empty", u"", NULL },
    { "UNC", u"\\\\fs1", "fs1" },
    { "plain", u"fs1", "fs1" },
    { "case is kept", u"\\\\Fs1", "Fs1" },
    { "DNS", u"\\\\fs1.example.com", "fs1.example.com" },
    { "a dot at the end", u"fs1.example.com.", "fs1.example.com." },
    { "dash and underscore", u"my-server_1", "my-server_1" },
    { "IPv4", u"\\\\192.0.2.1", "192.0.2.1" },
    { "IPv6", u"\\\\2001:db8::7", "2001:db8::7" },
    { "IPv6 loopback", u"::1", "::1" },
    { "IPv6 in a DNS name", u"\\\\2001-db8--7.ipv6-literal.net", "2001-db8--7.ipv6-literal.net" },
    { "UTF-8", u"\\\\b\u00FCro", "b\u00FCro" },
    { "outside the first plane", u"\U0001F600", "\U0001F600" },
};

static void assert_unc(const struct call *call)
{
    char expected[600];
    snprintf(expected, sizeof expected, "\\\\%s", call->host);
    char *unc = utf8_new_strict(call->unc);
    assert_string_equal(unc, expected);
    x_free(unc);
}

static void a_name_is_a_host_with_or_without_backslashes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct call call;
        const struct provider *provider = NULL;
        print_message("# %s\n", names[i].name);
        assert_int_equal(call_start(&call, "route_test", names[i].servername, &provider),
                         NERR_Success);
        assert_string_equal(call.function, "route_test");
        if (names[i].host) {
            assert_ptr_equal(provider, &provider_remote);
            assert_string_equal(call.host, names[i].host);
            assert_unc(&call);
        } else {
            assert_ptr_equal(provider, &provider_local);
            assert_null(call.host);
            assert_null(call.unc);
        }
        call_end(&call);
    }
}

static const struct {
    const char *name;
    const char16_t *servername;
    NET_API_STATUS status;
} bad[] = {
    { "backslash", u"\\", ERROR_INVALID_NAME },
    { "two backslashes", u"\\\\", ERROR_INVALID_NAME },
    { "three backslashes", u"\\\\\\", ERROR_INVALID_NAME },
    { "one backslash and a name", u"\\fs1", ERROR_INVALID_NAME },
    { "three backslashes and a name", u"\\\\\\fs1", ERROR_INVALID_NAME },
    { "a share", u"\\\\a\\b", ERROR_INVALID_NAME },
    { "a backslash behind", u"\\\\a\\", ERROR_INVALID_NAME },
    { "slash", u"a/b", ERROR_INVALID_NAME },
    { "slashes before", u"//fs1", ERROR_INVALID_NAME },
    { "high surrogate", (const char16_t[]){ 'a', 0xD800, 0 }, ERROR_INVALID_NAME },
    { "low surrogate", (const char16_t[]){ 0xDC00, 'a', 0 }, ERROR_INVALID_NAME },
    { "blank", u" ", ERROR_BAD_NETPATH },
    { "blank before", u"\\\\ fs1", ERROR_BAD_NETPATH },
    { "blank behind", u"fs1 ", ERROR_BAD_NETPATH },
    { "blanks inside", u"\\\\Ba  path", ERROR_BAD_NETPATH },
    { "tab", u"a\tb", ERROR_BAD_NETPATH },
    { "control character", u"a\x01", ERROR_BAD_NETPATH },
    { "wildcard", u"fs*", ERROR_BAD_NETPATH },
    { "question mark", u"fs?", ERROR_BAD_NETPATH },
    { "quote", u"\"fs1\"", ERROR_BAD_NETPATH },
    { "pipe", u"a|b", ERROR_BAD_NETPATH },
    { "comma", u"a,b", ERROR_BAD_NETPATH },
};

static void what_is_no_name_or_no_hosts_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct call call;
        const struct provider *provider;
        print_message("# %s\n", bad[i].name);
        assert_int_equal(call_start(&call, "route_test", bad[i].servername, &provider),
                         bad[i].status);
        call_end(&call);
    }
}

static NET_API_STATUS start_with_length(size_t backslashes, size_t len, char16_t unit)
{
    static char16_t name[70000];
    struct call call;
    const struct provider *provider;
    for (size_t i = 0; i < backslashes + len; i++)
        name[i] = i < backslashes ? u'\\' : unit;
    name[backslashes + len] = 0;
    NET_API_STATUS status = call_start(&call, "route_test", name, &provider);
    call_end(&call);
    return status;
}

/* RFC 1035 2.3.4: 253 characters, as bytes. */
static void the_longest_name_is_that_of_dns(void **state)
{
    (void)state;
    for (size_t backslashes = 0; backslashes <= 2; backslashes += 2) {
        assert_int_equal(start_with_length(backslashes, 253, 'a'), NERR_Success);
        assert_int_equal(start_with_length(backslashes, 254, 'a'), ERROR_INVALID_NAME);
        assert_int_equal(start_with_length(backslashes, 60000, 'a'), ERROR_INVALID_NAME);
        assert_int_equal(start_with_length(backslashes, 84, 0x65E5), NERR_Success);
        assert_int_equal(start_with_length(backslashes, 85, 0x65E5), ERROR_INVALID_NAME);
    }
}

/* ---- Own names ---- */

static const struct provider *provider_of(const char *host)
{
    struct call call;
    const struct provider *provider = NULL;
    char16_t *name = utf16_new(host);
    NET_API_STATUS status = call_start(&call, "route_test", name, &provider);
    x_free(name);
    assert_int_equal(status, NERR_Success);
    call_end(&call);
    return provider;
}

static void this_computers_names_are_local_in_any_case(void **state)
{
    char own[300], upper[300];
    (void)state;
    assert_int_equal(gethostname(own, sizeof own), 0);
    for (size_t i = 0; i <= strlen(own); i++)
        upper[i] = (char)toupper((unsigned char)own[i]);
    assert_ptr_equal(provider_of(own), &provider_local);
    assert_ptr_equal(provider_of(upper), &provider_local);
    assert_ptr_equal(provider_of("localhost"), &provider_local);
    assert_ptr_equal(provider_of("\\\\LocalHost"), &provider_local);
    own[strcspn(own, ".")] = '\0';
    assert_ptr_equal(provider_of(own), &provider_local);
    strcat(own, "x");
    assert_ptr_equal(provider_of(own), &provider_remote);
    assert_ptr_equal(provider_of("localhost2"), &provider_remote);
}

static void a_configured_server_is_remote_whatever_its_name(void **state)
{
    (void)state;
    use_text("[server LOCALHOST]\naddress = 192.0.2.1\n");
    assert_ptr_equal(provider_of("\\\\localhost"), &provider_remote);
}

/* ---- Configuration and memory ---- */

static void the_call_has_the_settings_and_the_time_of_its_server(void **state)
{
    struct call call;
    const struct provider *provider;
    (void)state;
    use_text("[server fs1]\nport = 4450\ntimeout_ms = 20000\n");
    assert_int_equal(call_start(&call, "route_test", u"\\\\FS1", &provider), NERR_Success);
    assert_true(call.server.known);
    assert_int_equal(call.server.port, 4450);
    assert_in_range(deadline_left_ms(call.deadline), 10000, 20000);
    call_end(&call);
}

static void a_bad_configuration_is_told_where_it_matters(void **state)
{
    struct call call;
    const struct provider *provider;
    (void)state;
    use_text("nonsense\n");
    assert_int_equal(call_start(&call, "route_test", u"fs1", &provider), ERROR_INVALID_DATA);
    call_end(&call);
    assert_int_equal(call_start(&call, "route_test", NULL, &provider), NERR_Success);
    call_end(&call);
}

static void memory_shortage_is_told_and_leaves_nothing(void **state)
{
    size_t nth = 0;
    bool failed;
    (void)state;
    use_text("[server fs1]\nport = 1\n");
    do {
        struct call call;
        const struct provider *provider;
        fail_alloc_at(++nth);
        NET_API_STATUS status = call_start(&call, "route_test", u"fs1", &provider);
        failed = fail_alloc_done();
        fail_alloc_at(0);
        assert_int_equal(status, failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success);
        call_end(&call);
    } while (failed);
    assert_true(nth > 2);
}

static int empty_file(void **state)
{
    (void)state;
    use_text("");
    return 0;
}

static int make_file(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 || close(fd) || setenv("NETAPI32_CONF", path, 1) ? -1 : 0;
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

#define TEST(f) cmocka_unit_test_setup(f, empty_file)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_name_is_a_host_with_or_without_backslashes),
        TEST(what_is_no_name_or_no_hosts_is_refused),
        TEST(the_longest_name_is_that_of_dns),
        TEST(this_computers_names_are_local_in_any_case),
        TEST(a_configured_server_is_remote_whatever_its_name),
        TEST(the_call_has_the_settings_and_the_time_of_its_server),
        TEST(a_bad_configuration_is_told_where_it_matters),
        TEST(memory_shortage_is_told_and_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
