/* SPDX-License-Identifier: MIT */
/* Further names of a server: which calls are made for the transports it lists, and what comes of
 * their results. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include <lm.h>
#include <winerror.h>

#include "api/api.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "ndr/ndr.h"

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))
#define CALLS_MAX     8u

NET_API_STATUS __wrap_api_enum(const char *function, const struct rpc_op *op,
                               const struct net_family *family, const struct enum_args *args);
NET_API_STATUS __wrap_api_set_level(const char *function, const struct rpc_op *op,
                                    const struct net_family *family, enum net_use use,
                                    const struct set_args *args);

/* ---- The server ---- */

struct transport {
    const char16_t *name;
    const char *address; /* NULL: none */
    size_t address_len;
};

static struct {
    const struct transport *transports;
    size_t n_transports;
    NET_API_STATUS list_status, results[CALLS_MAX]; /* of the list, and of each call after it */
    unsigned lists, calls;
    char16_t asked[CALLS_MAX][32]; /* transport of each call */
    char16_t domain[32];           /* of the last */
    uint8_t address[32];
    size_t address_len;
} server;

NET_API_STATUS __wrap_api_enum(const char *function, const struct rpc_op *op,
                               const struct net_family *family, const struct enum_args *args)
{
    SERVER_TRANSPORT_INFO_0 list[CALLS_MAX] = { 0 };
    void *block;
    (void)function;
    assert_ptr_equal(op, &NetrServerTransportEnum);
    assert_ptr_equal(family, &net_server_transport);
    assert_int_equal(args->level, 0);
    assert_int_equal(args->prefmaxlen, MAX_PREFERRED_LENGTH);
    assert_true(utf16_same_name(args->servername, u"\\\\fs1"));
    server.lists++;
    *args->bufptr = NULL;
    *args->entriesread = *args->totalentries = 0;
    if (server.list_status != NERR_Success && server.list_status != ERROR_MORE_DATA)
        return server.list_status;
    for (size_t i = 0; i < server.n_transports; i++) {
        const struct transport *t = &server.transports[i];
        list[i].svti0_transportname = WIDE(t->name);
        list[i].svti0_transportaddress = (LPBYTE)(uintptr_t)t->address;
        list[i].svti0_transportaddresslength = (DWORD)t->address_len;
    }
    assert_true(ndr_pack(&server_transport_0, list, server.n_transports, "test", &block));
    *args->bufptr = block;
    *args->entriesread = *args->totalentries = (DWORD)server.n_transports;
    return server.list_status;
}

static void keep(char16_t *to, const char16_t *text)
{
    size_t len = text ? utf16_len(text) : 0;
    memcpy(to, text ? text : u"", (len + 1) * sizeof *to);
}

static void keep_address(const uint8_t *bytes, DWORD len)
{
    assert_true(len <= sizeof server.address);
    if (len)
        memcpy(server.address, bytes, len);
    server.address_len = len;
}

NET_API_STATUS __wrap_api_set_level(const char *function, const struct rpc_op *op,
                                    const struct net_family *family, enum net_use use,
                                    const struct set_args *args)
{
    (void)function;
    assert_ptr_equal(family, &net_server_transport);
    assert_true(utf16_same_name(args->servername, u"\\\\fs1"));
    assert_true(server.calls < CALLS_MAX);
    if (op == &NetrServerTransportAddEx) {
        const SERVER_TRANSPORT_INFO_2 *info = args->buf;
        assert_int_equal(args->level, 2);
        assert_int_equal(use, NET_ADD);
        assert_int_equal(info->svti2_flags, 0);
        keep(server.asked[server.calls], info->svti2_transportname);
        keep(server.domain, info->svti2_domain);
        keep_address(info->svti2_transportaddress, info->svti2_transportaddresslength);
    } else {
        const SERVER_TRANSPORT_INFO_0 *info = args->buf;
        assert_ptr_equal(op, &NetrServerTransportDel);
        assert_int_equal(args->level, 0);
        assert_int_equal(use, NET_DEL);
        keep(server.asked[server.calls], info->svti0_transportname);
        keep_address(info->svti0_transportaddress, info->svti0_transportaddresslength);
    }
    return server.results[server.calls++];
}

#define ADDRESS(text) text, sizeof text - 1
static const struct transport lan[] = {
    { u"\\Device\\a", ADDRESS("LABSRV          ") },
    { u"\\Device\\b", ADDRESS("LABSRV         \0") },
    { u"\\Device\\A", ADDRESS("OTHER           ") }, /* the first again */
    { NULL, ADDRESS("LABSRV          ") },
    { u"\\Device\\c", NULL, 0 },
};

static int start(void **state)
{
    (void)state;
    memset(&server, 0, sizeof server);
    server.transports = lan;
    server.n_transports = sizeof lan / sizeof *lan;
    return 0;
}

static NET_API_STATUS add(const char16_t *domain, const char16_t *name)
{
    return NetServerComputerNameAdd(WIDE(u"\\\\fs1"), WIDE(domain), WIDE(name));
}

static NET_API_STATUS del(const char16_t *name)
{
    return NetServerComputerNameDel(WIDE(u"\\\\fs1"), WIDE(name));
}

/* ---- Tests ---- */

static void a_name_is_bound_to_each_transport_once(void **state)
{
    (void)state;
    assert_int_equal(add(u"LABWG", u"labSrv2"), NERR_Success);
    assert_int_equal(server.lists, 1);
    assert_int_equal(server.calls, 3);
    assert_true(utf16_same_name(server.asked[0], u"\\Device\\a"));
    assert_true(utf16_same_name(server.asked[1], u"\\Device\\b"));
    assert_true(utf16_same_name(server.asked[2], u"\\Device\\c"));
    assert_true(utf16_same_name(server.domain, u"LABWG"));
    assert_int_equal(server.address_len, 16);
    assert_memory_equal(server.address, "LABSRV2         ", 16);
}

static void a_name_of_any_form_is_an_address(void **state)
{
    static const struct {
        const char16_t *name;
        const char *address; /* NULL: it is no name */
    } rows[] = {
        { u"a", "A               " },
        { u"\\\\a.b-c_1", "A.B-C_1         " },
        { u"123456789012345", "123456789012345 " },
        { u"1234567890123456", NULL },
        { u"", NULL },
        { u"\\\\", NULL },
        { u"\\a", NULL },
        { u"a b", NULL },
        { u"a/b", NULL },
        { u"\u00DC", NULL },
        { NULL, NULL },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        NET_API_STATUS expected = rows[i].address ? NERR_Success : ERROR_INVALID_PARAMETER;
        start(NULL);
        assert_int_equal(add(NULL, rows[i].name), expected);
        assert_int_equal(server.lists, rows[i].address ? 1 : 0);
        if (rows[i].address)
            assert_memory_equal(server.address, rows[i].address, 16);
        assert_int_equal(del(rows[i].name),
                         rows[i].address ? NERR_NetNameNotFound : ERROR_INVALID_PARAMETER);
    }
}

static void a_domain_may_be_left_out_and_has_fifteen_characters(void **state)
{
    (void)state;
    assert_int_equal(add(NULL, u"X"), NERR_Success);
    assert_int_equal(utf16_len(server.domain), 0);
    start(NULL);
    assert_int_equal(add(u"", u"X"), NERR_Success);
    assert_int_equal(utf16_len(server.domain), 0);
    start(NULL);
    assert_int_equal(add(u"123456789012345", u"X"), NERR_Success);
    assert_int_equal(utf16_len(server.domain), 15);
    start(NULL);
    assert_int_equal(add(u"1234567890123456", u"X"), ERROR_INVALID_DOMAINNAME);
    assert_int_equal(server.lists, 0);
}

static void one_success_is_enough_and_the_first_error_is_told(void **state)
{
    static const struct {
        const char *what;
        NET_API_STATUS results[3], expected;
    } rows[] = {
        { "all", { 0, 0, 0 }, NERR_Success },
        { "the last", { ERROR_DUP_NAME, ERROR_ACCESS_DENIED, 0 }, NERR_Success },
        { "the first", { 0, ERROR_DUP_NAME, ERROR_DUP_NAME }, NERR_Success },
        { "none", { ERROR_DUP_NAME, ERROR_ACCESS_DENIED, ERROR_BUSY }, ERROR_DUP_NAME },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        print_message("# %s\n", rows[i].what);
        start(NULL);
        memcpy(server.results, rows[i].results, sizeof rows[i].results);
        assert_int_equal(add(NULL, u"X"), rows[i].expected);
        assert_int_equal(server.calls, 3);
        start(NULL);
        memcpy(server.results, rows[i].results, sizeof rows[i].results);
        assert_int_equal(del(u"labsrv"), rows[i].expected);
        assert_int_equal(server.calls, 3);
    }
}

static void a_name_is_taken_from_the_transports_that_have_it(void **state)
{
    static const struct transport all[] = {
        { u"typed", ADDRESS("LABSRV2         ") },
        { u"with NUL", ADDRESS("LABSRV2\0") },
        { u"short", ADDRESS("labsrv2") },
        { u"longer", ADDRESS("LABSRV21        ") },
        { u"shorter", ADDRESS("LABSRV          ") },
        { u"none", NULL, 0 },
        { u"too long", ADDRESS("LABSRV2          ") },
    };
    (void)state;
    server.transports = all;
    server.n_transports = sizeof all / sizeof *all;
    assert_int_equal(del(u"LabSrv2"), NERR_Success);
    assert_int_equal(server.calls, 3);
    assert_true(utf16_same_name(server.asked[0], u"typed"));
    assert_true(utf16_same_name(server.asked[1], u"with NUL"));
    assert_true(utf16_same_name(server.asked[2], u"short"));
    assert_int_equal(server.address_len, 7); /* as the server wrote it */
    assert_memory_equal(server.address, "labsrv2", 7);
}

static void what_the_list_says_is_told_and_nothing_is_changed(void **state)
{
    static const NET_API_STATUS codes[] = { ERROR_ACCESS_DENIED, RPC_S_PROCNUM_OUT_OF_RANGE,
                                            ERROR_MORE_DATA };
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        server.list_status = codes[i];
        assert_int_equal(add(NULL, u"X"), codes[i]);
        assert_int_equal(del(u"LABSRV"), codes[i]);
    }
    assert_int_equal(server.calls, 0);
    start(NULL);
    server.n_transports = 0;
    assert_int_equal(add(NULL, u"X"), NERR_NetNotStarted);
    assert_int_equal(del(u"LABSRV"), NERR_NetNameNotFound);
    assert_int_equal(server.calls, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_name_is_bound_to_each_transport_once, start),
        cmocka_unit_test_setup(a_name_of_any_form_is_an_address, start),
        cmocka_unit_test_setup(a_domain_may_be_left_out_and_has_fifteen_characters, start),
        cmocka_unit_test_setup(one_success_is_enough_and_the_first_error_is_told, start),
        cmocka_unit_test_setup(a_name_is_taken_from_the_transports_that_have_it, start),
        cmocka_unit_test_setup(what_the_list_says_is_told_and_nothing_is_changed, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
