/* SPDX-License-Identifier: MIT */
/* NetServerEnum and NetServerEnumEx as a program calls them: arguments, configuration, the buffer,
 * against a browser on loopback that plays a recorded conversation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <lm.h>

#include "base/bytes.h"
#include "fail_alloc.h"
#include "messages.h"
#include "winerror.h"

/* Answers each connection with the replies of a recording, one a request. */
struct browser {
    int fd;
    uint16_t port;
    unsigned connections;
    struct messages level[2];
    pthread_t thread;
};

static bool read_whole(int fd, uint8_t *p, size_t len)
{
    while (len) {
        ssize_t n = recv(fd, p, len, 0);
        if (n <= 0)
            return false;
        p += n;
        len -= (size_t)n;
    }
    return true;
}

/* The transaction tells which level is asked for. */
static void converse(const struct browser *b, int fd)
{
    uint8_t prefix[4], request[1024];
    for (size_t i = 0; i < 4; i++) {
        if (!read_whole(fd, prefix, 4) || !read_whole(fd, request, get_be32(prefix)))
            return;
        const struct messages *m = &b->level[i == 3 && request[89] == '\0' ? 0 : 1];
        uint8_t reply[2048];
        put_be32(reply, (uint32_t)m->m[i].len);
        memcpy(reply + 4, m->m[i].data, m->m[i].len);
        send(fd, reply, 4 + m->m[i].len, MSG_NOSIGNAL);
    }
}

static void *serve(void *arg)
{
    struct browser *b = arg;
    for (;;) {
        int fd = accept(b->fd, NULL, NULL);
        if (fd < 0)
            return NULL;
        b->connections++;
        converse(b, fd);
        close(fd);
    }
}

static char conf[] = "/tmp/netapi32-browse-XXXXXX";
static struct browser browser;

static void configure(const char *format, ...)
{
    va_list args;
    FILE *f = fopen(conf, "w");
    assert_non_null(f);
    va_start(args, format);
    vfprintf(f, format, args);
    va_end(args);
    fclose(f);
}

static int start(void **state)
{
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof in;
    (void)state;
    close(mkstemp(conf));
    setenv("NETAPI32_CONF", conf, 1);
    messages_load(&browser.level[0], "browse_list_0.txt");
    messages_load(&browser.level[1], "browse_list_1.txt");
    browser.fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_false(bind(browser.fd, (const void *)&in, sizeof in));
    assert_false(listen(browser.fd, 5));
    assert_false(getsockname(browser.fd, (void *)&in, &size));
    browser.port = ntohs(in.sin_port);
    assert_false(pthread_create(&browser.thread, NULL, serve, &browser));
    return 0;
}

static int stop(void **state)
{
    (void)state;
    shutdown(browser.fd, SHUT_RDWR);
    pthread_join(browser.thread, NULL);
    close(browser.fd);
    messages_free(&browser.level[0]);
    messages_free(&browser.level[1]);
    unlink(conf);
    return 0;
}

static int configure_plain(void **state)
{
    (void)state;
    configure("[global]\nport = %u\nworkgroup = LABWG\n", browser.port);
    browser.connections = 0;
    return 0;
}

#define HOST u"\\\\127.0.0.1"

struct result {
    LPBYTE buffer;
    DWORD read, total;
};

static NET_API_STATUS enumerate(LPCWSTR server, DWORD level, DWORD prefmaxlen, DWORD type,
                                LPCWSTR domain, struct result *r)
{
    *r = (struct result){ (LPBYTE)r, 99, 99 };
    NET_API_STATUS status = NetServerEnum(server, level, &r->buffer, prefmaxlen, &r->read,
                                          &r->total, type, domain, NULL);
    if (status != NERR_Success && status != ERROR_MORE_DATA) {
        assert_null(r->buffer);
        assert_int_equal(r->read, 0);
        assert_int_equal(r->total, 0);
    }
    return status;
}

static void expect_status(LPCWSTR server, NET_API_STATUS wanted)
{
    struct result r;
    assert_int_equal(
        enumerate(server, 101, MAX_PREFERRED_LENGTH, SV_TYPE_ALL, NULL, &r), wanted);
    NetApiBufferFree(r.buffer);
}

static void inside(const struct result *r, const void *p)
{
    DWORD size;
    assert_int_equal(NetApiBufferSize(r->buffer, &size), NERR_Success);
    assert_true((LPBYTE)(uintptr_t)p >= r->buffer && (LPBYTE)(uintptr_t)p < r->buffer + size);
}

static void level_101_is_one_buffer(void **state)
{
    struct result r;
    (void)state;
    assert_int_equal(enumerate(HOST, 101, MAX_PREFERRED_LENGTH, SV_TYPE_ALL, NULL, &r),
                     NERR_Success);
    assert_int_equal(r.read, 4);
    assert_int_equal(r.total, 4);
    const SERVER_INFO_101 *s = (const void *)r.buffer;
    for (DWORD i = 0; i < r.read; i++) {
        assert_int_equal(s[i].sv101_platform_id, 500);
        inside(&r, s[i].sv101_name);
        inside(&r, s[i].sv101_comment);
    }
    assert_memory_equal(s[0].sv101_name, u"BÜRO", 10);
    assert_memory_equal(s[0].sv101_comment, u"Größe, é ½", 22);
    assert_memory_equal(s[2].sv101_name, u"LABSRV3", 16);
    assert_int_equal(s[2].sv101_type, 0x00849A03);
    assert_int_equal(NetApiBufferFree(r.buffer), NERR_Success);
}

static void level_100_has_names(void **state)
{
    struct result r;
    (void)state;
    assert_int_equal(enumerate(HOST, 100, MAX_PREFERRED_LENGTH, SV_TYPE_ALL, u"labwg", &r),
                     NERR_Success);
    assert_int_equal(r.read, 4);
    const SERVER_INFO_100 *s = (const void *)r.buffer;
    assert_int_equal(s[1].sv100_platform_id, 500);
    assert_memory_equal(s[1].sv100_name, u"EXACTLY15CHARSX", 32);
    NetApiBufferFree(r.buffer);
}

static void the_extended_call_answers_too(void **state)
{
    struct result r = { 0 };
    (void)state;
    assert_int_equal(NetServerEnumEx(HOST, 100, &r.buffer, MAX_PREFERRED_LENGTH, &r.read, &r.total,
                                     SV_TYPE_SERVER, NULL, u""),
                     NERR_Success);
    assert_int_equal(r.read, 4);
    NetApiBufferFree(r.buffer);
    assert_int_equal(NetServerEnumEx(HOST, 100, &r.buffer, MAX_PREFERRED_LENGTH, &r.read, &r.total,
                                     SV_TYPE_SERVER, NULL, u"SIXTEEN-LETTERS-"),
                     ERROR_INVALID_PARAMETER);
    assert_null(r.buffer);
}

static void wrong_arguments_are_refused_before_anybody_is_asked(void **state)
{
    static const WCHAR unpaired[] = { 0xD800, 0 };
    static const WCHAR *const domains[] = { u"dns.example", u"SIXTEEN-LETTERS-", u"back\\slash",
                                            u"日本",        u" blank",           u"a\tb",
                                            unpaired };
    struct result r;
    DWORD resume = 1;
    (void)state;
    assert_int_equal(NetServerEnum(HOST, 101, NULL, 0, &r.read, &r.total, 3, NULL, NULL),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(NetServerEnum(HOST, 101, &r.buffer, 0, NULL, &r.total, 3, NULL, NULL),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(NetServerEnum(HOST, 101, &r.buffer, 0, &r.read, NULL, 3, NULL, NULL),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(NetServerEnum(HOST, 101, &r.buffer, 0, &r.read, &r.total, 3, NULL, &resume),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(enumerate(HOST, 102, 99, 3, NULL, &r), ERROR_INVALID_LEVEL);
    assert_int_equal(enumerate(HOST, 0, 99, 3, NULL, &r), ERROR_INVALID_LEVEL);
    assert_int_equal(enumerate(HOST, 101, 99, SV_TYPE_DOMAIN_ENUM | SV_TYPE_SERVER, NULL, &r),
                     ERROR_INVALID_FUNCTION);
    assert_int_equal(enumerate(u"\\\\a b", 101, 99, 3, NULL, &r), ERROR_BAD_NETPATH);
    assert_int_equal(enumerate(u"\\\\", 101, 99, 3, NULL, &r), ERROR_INVALID_NAME);
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        assert_int_equal(enumerate(HOST, 101, 99, 3, domains[i], &r), ERROR_INVALID_PARAMETER);
    assert_int_equal(browser.connections, 0);
}

static void good_arguments_are_let_through(void **state)
{
    static const WCHAR *const domains[] = { u"FIFTEEN-LETTERS", u"Büro", u"two words", u"" };
    struct result r;
    (void)state;
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
        assert_int_equal(enumerate(HOST, 101, MAX_PREFERRED_LENGTH, 3, domains[i], &r),
                         NERR_Success);
        NetApiBufferFree(r.buffer);
    }
    assert_int_equal(enumerate(HOST, 101, MAX_PREFERRED_LENGTH,
                               SV_TYPE_DOMAIN_ENUM | SV_TYPE_LOCAL_LIST_ONLY, NULL, &r),
                     NERR_Success);
    NetApiBufferFree(r.buffer);
}

static void a_small_answer_holds_what_fits(void **state)
{
    struct result r;
    /* the first entry: 40 bytes, a name of 4 letters, a comment of 10 */
    const DWORD first = 40 + 2 * (4 + 1) + 2 * (10 + 1);
    (void)state;
    assert_int_equal(enumerate(HOST, 101, first, SV_TYPE_ALL, NULL, &r), ERROR_MORE_DATA);
    assert_int_equal(r.read, 1);
    assert_int_equal(r.total, 4);
    NetApiBufferFree(r.buffer);
    assert_int_equal(enumerate(HOST, 101, first - 1, SV_TYPE_ALL, NULL, &r), NERR_BufTooSmall);
}

/* The browser says that there is more, and ends the conversation. */
static void what_the_browser_has_is_the_total(void **state)
{
    static const uint16_t available[][2] = { { 9, 9 }, { 4, 4 }, { 0, 4 } };
    uint8_t *params = browser.level[1].m[3].data + 56;
    (void)state;
    put_le16(params, ERROR_MORE_DATA);
    for (size_t i = 0; i < sizeof available / sizeof *available; i++) {
        struct result r;
        put_le16(params + 6, available[i][0]);
        assert_int_equal(enumerate(HOST, 101, MAX_PREFERRED_LENGTH, SV_TYPE_ALL, NULL, &r),
                         ERROR_MORE_DATA);
        assert_int_equal(r.read, 4);
        assert_int_equal(r.total, available[i][1]);
        NetApiBufferFree(r.buffer);
    }
    put_le16(params, 0);
    put_le16(params + 6, 4);
}

static void the_configured_browser_is_asked(void **state)
{
    (void)state;
    configure("[global]\nport = %u\nbrowser = 127.0.0.1\n", browser.port);
    expect_status(NULL, NERR_Success);
    expect_status(u"", NERR_Success);
    configure("[global]\nport = 1\nbrowser = 127.0.0.1\n");
    expect_status(NULL, ERROR_NO_BROWSER_SERVERS_FOUND);
    expect_status(HOST, ERROR_BAD_NETPATH);
}

static void a_servers_own_address_is_used(void **state)
{
    (void)state;
    configure("[server MASTER]\nport = %u\naddress = 127.0.0.1\n", browser.port);
    expect_status(u"\\\\master", NERR_Success);
}

static void smb1_can_be_forbidden(void **state)
{
    (void)state;
    configure("[global]\nport = %u\nbrowser = 127.0.0.1\nsmb1 = no\n", browser.port);
    expect_status(NULL, ERROR_NO_BROWSER_SERVERS_FOUND);
    expect_status(HOST, ERROR_NO_BROWSER_SERVERS_FOUND);
    configure("[global]\nport = %u\n[server 127.0.0.1]\nsmb1 = no\n", browser.port);
    expect_status(HOST, ERROR_NO_BROWSER_SERVERS_FOUND);
    assert_int_equal(browser.connections, 0);
    configure("[global]\nport = %u\nsmb1 = no\n[server 127.0.0.1]\nsmb1 = yes\n", browser.port);
    expect_status(HOST, NERR_Success);
}

static void without_netbios_nobody_is_looked_for(void **state)
{
    (void)state;
    configure("[global]\nnetbios = no\n");
    expect_status(NULL, ERROR_NO_BROWSER_SERVERS_FOUND);
}

static void wrong_settings_are_told(void **state)
{
    static const char *const lines[] = {
        "codepage = NO-SUCH-PAGE", "workgroup = SIXTEEN-LETTERS-", "workgroup = a.b",
        "smb1 = perhaps",          "netbios = 1",                  "workgroup =",
        "[server X]\nbrowser = 192.0.2.1",
    };
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        configure("[global]\nport = %u\n%s\n", browser.port, lines[i]);
        expect_status(HOST, ERROR_INVALID_DATA);
    }
    assert_int_equal(browser.connections, 0);
}

static void another_code_page_may_be_configured(void **state)
{
    struct result r;
    (void)state;
    configure("[global]\nport = %u\ncodepage = CP1252\n", browser.port);
    assert_int_equal(enumerate(HOST, 100, MAX_PREFERRED_LENGTH, SV_TYPE_ALL, NULL, &r),
                     NERR_Success);
    assert_memory_equal(((SERVER_INFO_100 *)r.buffer)->sv100_name, u"BšRO", 10);
    NetApiBufferFree(r.buffer);
}

static void memory_shortage_is_told(void **state)
{
    (void)state;
    for (DWORD level = 100; level <= 101; level++) {
        bool failed = true;
        for (size_t nth = 1; failed; nth++) {
            struct result r;
            fail_alloc_at(nth);
            NET_API_STATUS status =
                enumerate(HOST, level, MAX_PREFERRED_LENGTH, SV_TYPE_ALL, u"Büro", &r);
            failed = fail_alloc_done();
            fail_alloc_at(0);
            /* what the C library could do without does not fail the call */
            assert_true(status == NERR_Success || (failed && status == ERROR_NOT_ENOUGH_MEMORY));
            NetApiBufferFree(r.buffer);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(level_101_is_one_buffer, configure_plain),
        cmocka_unit_test_setup(level_100_has_names, configure_plain),
        cmocka_unit_test_setup(the_extended_call_answers_too, configure_plain),
        cmocka_unit_test_setup(wrong_arguments_are_refused_before_anybody_is_asked,
                               configure_plain),
        cmocka_unit_test_setup(good_arguments_are_let_through, configure_plain),
        cmocka_unit_test_setup(a_small_answer_holds_what_fits, configure_plain),
        cmocka_unit_test_setup(what_the_browser_has_is_the_total, configure_plain),
        cmocka_unit_test_setup(the_configured_browser_is_asked, configure_plain),
        cmocka_unit_test_setup(a_servers_own_address_is_used, configure_plain),
        cmocka_unit_test_setup(smb1_can_be_forbidden, configure_plain),
        cmocka_unit_test_setup(without_netbios_nobody_is_looked_for, configure_plain),
        cmocka_unit_test_setup(wrong_settings_are_told, configure_plain),
        cmocka_unit_test_setup(another_code_page_may_be_configured, configure_plain),
        cmocka_unit_test_setup(memory_shortage_is_told, configure_plain),
    };
    return cmocka_run_group_tests_name("servers", tests, start, stop);
}
