/* SPDX-License-Identifier: MIT */
/* Names that DNS knows, does not know, and answers too late. A getaddrinfo of our own stands for
 * DNS, a name server on loopback for the NetBIOS network. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <dlfcn.h>
#include <poll.h>
#include <string.h>

#include "base/status.h"
#include "fail_alloc.h"
#include "name_server.h"
#include "net/resolve.h"

typedef int getaddrinfo_fn(const char *, const char *, const struct addrinfo *, struct addrinfo **);

static atomic_uint dns_asked;

/* Takes the place of the C library's. */
int getaddrinfo(const char *restrict host, const char *restrict service,
                const struct addrinfo *restrict hints, struct addrinfo **restrict out)
{
    getaddrinfo_fn *real;
    void *symbol = dlsym(RTLD_NEXT, "getaddrinfo");
    memcpy(&real, &symbol, sizeof real);
    if (!(hints->ai_flags & AI_NUMERICHOST)) {
        atomic_fetch_add(&dns_asked, 1);
        if (!strncmp(host, "SLOW", 4))
            poll(NULL, 0, 1500);
        if (strcmp(host, "KNOWN"))
            return EAI_NONAME;
        host = "192.0.2.1";
    }
    return real(host, service, hints, out);
}

static uint32_t resolve(struct name_server *server, const char *host, int ms, char text[64])
{
    struct nbns_scope scope = { .servers = "127.0.0.1", .port = server->port };
    struct addrinfo *list = NULL;
    atomic_store(&dns_asked, 0);
    atomic_store(&server->asked, 0);
    uint32_t status = net_resolve_name(host, 445, &scope, deadline_in(ms), &list);
    *text = '\0';
    for (const struct addrinfo *a = list; a; a = a->ai_next) {
        char one[INET6_ADDRSTRLEN];
        getnameinfo(a->ai_addr, a->ai_addrlen, one, sizeof one, NULL, 0, NI_NUMERICHOST);
        strcat(strcat(text, one), " ");
    }
    if (list)
        freeaddrinfo(list);
    return status;
}

static void dns_goes_first(void **state)
{
    char text[64];
    assert_int_equal(resolve(*state, "KNOWN", 5000, text), STATUS_OK);
    assert_string_equal(text, "192.0.2.1 ");
    assert_int_equal(((struct name_server *)*state)->asked, 0);
}

static void what_dns_does_not_know_is_asked_for_as_a_netbios_name(void **state)
{
    char text[64];
    assert_int_equal(resolve(*state, "fs1", 5000, text), STATUS_OK);
    assert_string_equal(text, "192.0.2.7 ");
    assert_int_equal(dns_asked, 1);
}

static void a_slow_dns_leaves_time_for_netbios(void **state)
{
    char text[64];
    int64_t start = deadline_now_ms();
    /* more than twice the time kept back, so that some is */
    assert_int_equal(resolve(*state, "SLOWFS", 2100, text), STATUS_OK);
    assert_string_equal(text, "192.0.2.7 ");
    assert_true(deadline_now_ms() - start < 2100);
}

static void only_names_that_can_be_netbios_names_are_asked_for(void **state)
{
    static const char *const names[] = { "fs1.example.com", "SIXTEEN-LETTERS-", "b\xC3\xBCro" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[64];
        assert_int_equal(resolve(*state, names[i], 5000, text), STATUS_BAD_NETWORK_PATH);
        assert_int_equal(((struct name_server *)*state)->asked, 0);
    }
}

static void literals_ask_nobody(void **state)
{
    static const char *const names[][2] = {
        { "192.0.2.9", "192.0.2.9 " },
        { "::1", "::1 " },
        { "[::1]", "::1 " },
        { "2001-db8--7.ipv6-literal.net", "2001:db8::7 " },
        { "fe80::1%1", "fe80::1%lo " }, /* interface 1 is always this one */
        { "fe80--1slo.ipv6-literal.net", "fe80::1%lo " },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[64];
        assert_int_equal(resolve(*state, names[i][0], 5000, text), STATUS_OK);
        assert_string_equal(text, names[i][1]);
        assert_int_equal(dns_asked, 0);
        assert_int_equal(((struct name_server *)*state)->asked, 0);
    }
}

static void a_number_is_a_netbios_name_and_no_address(void **state)
{
    static const char *const names[] = { "1234", "0x10", "0" };
    struct addrinfo *list = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[64];
        assert_int_equal(resolve(*state, names[i], 5000, text), STATUS_OK);
        assert_string_equal(text, "192.0.2.7 ");
        assert_int_equal(dns_asked, 0);
        assert_int_equal(net_resolve(names[i], 445, deadline_in(5000), &list),
                         STATUS_BAD_NETWORK_PATH);
    }
}

static void without_a_scope_there_is_only_dns(void **state)
{
    struct name_server *server = *state;
    struct addrinfo *list = NULL;
    atomic_store(&server->asked, 0);
    assert_int_equal(net_resolve_name("fs1", 445, NULL, deadline_in(5000), &list),
                     STATUS_BAD_NETWORK_PATH);
    assert_int_equal(server->asked, 0);
}

static int start(void **state)
{
    static struct name_server server = { .addresses = { 0xC0000207 } };
    name_server_start(&server);
    *state = &server;
    return 0;
}

static int stop(void **state)
{
    name_server_stop(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dns_goes_first),
        cmocka_unit_test(what_dns_does_not_know_is_asked_for_as_a_netbios_name),
        cmocka_unit_test(a_slow_dns_leaves_time_for_netbios),
        cmocka_unit_test(only_names_that_can_be_netbios_names_are_asked_for),
        cmocka_unit_test(literals_ask_nobody),
        cmocka_unit_test(a_number_is_a_netbios_name_and_no_address),
        cmocka_unit_test(without_a_scope_there_is_only_dns),
    };
    return cmocka_run_group_tests_name("resolve", tests, start, stop);
}
