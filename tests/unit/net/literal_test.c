/* SPDX-License-Identifier: MIT */
/* IPv6 addresses in the clothes of names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "net/literal.h"

static const struct {
    const char *host, *literal; /* NULL: as it is */
} hosts[] = {
    { "[::1]", "::1" },
    { "[2001:db8::7]", "2001:db8::7" },
    { "2001-db8--7.ipv6-literal.net", "2001:db8::7" },
    { "--1.IPv6-Literal.NET", "::1" },
    { "fe80--1s4.ipv6-literal.net", "fe80::1%4" },
    { "fe80--1S4.ipv6-literal.net", "fe80::1%4" },
    { "fe80--1sens3.ipv6-literal.net", "fe80::1%ens3" },
    { "fe80--1sbr-lan.ipv6-literal.net", "fe80::1%br-lan" },
    { "host", NULL },
    { "", NULL },
    { "[]", NULL },
    { "[", NULL },
    { "[::1", NULL },
    { ".ipv6-literal.net", NULL },
    { "ipv6-literal.net", NULL },
    { "x.ipv6-literal.net.example", NULL },
    { "[0123456789012345678901234567890123456789]", NULL }, /* does not fit here */
};

static void literals_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++) {
        char out[40];
        const char *got = net_literal(hosts[i].host, out, sizeof out);
        assert_string_equal(got, hosts[i].literal ? hosts[i].literal : hosts[i].host);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(literals_are_found),
    };
    return cmocka_run_group_tests_name("literal", tests, NULL, NULL);
}
