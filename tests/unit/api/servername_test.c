/* SPDX-License-Identifier: MIT */
/* Further names of a server: which calls are made for the transports it lists, and what comes of
 * their results. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <lm.h>
#include <winerror.h>

#include "api/api.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/utf16.h"
#include "capture.h"
#include "layout/layout.h"
#include "ndr/ndr.h"

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))
#define CALLS_MAX     TRANSPORTS_MAX
#define MANY          (TRANSPORTS_MAX + 1)
#define THE_DEADLINE  4711

NET_API_STATUS __wrap_api_enum_until(const char *function, const struct rpc_op *op,
                                     const struct net_family *family, const struct enum_args *args,
                                     struct deadline *until);
NET_API_STATUS __wrap_api_set_level_until(const char *function, const struct rpc_op *op,
                                          const struct net_family *family, enum net_use use,
                                          const struct set_args *args, struct deadline *until);

/* ---- The server ---- */

struct transport {
    const char16_t *name;
    const char *address; /* NULL: none */
    size_t address_len;
};

static struct {
    const struct transport *transports;
    size_t n_transports;
    size_t page;                                    /* entries of one; 0: all */
    bool stuck;                                     /* the handle does not move */
    NET_API_STATUS list_status, results[CALLS_MAX]; /* of the list, and of each call after it */
    unsigned lists, calls;
    char16_t asked[CALLS_MAX][32]; /* transport of each call */
    char16_t domain[32];           /* of the last */
    uint8_t address[32];
    size_t address_len;
} server;

/* The first call of a function sets the deadline, the others have the same. */
static void check_deadline(struct deadline *until)
{
    assert_non_null(until);
    assert_int_equal(until->at_ms, server.lists + server.calls ? THE_DEADLINE : 0);
    until->at_ms = THE_DEADLINE;
}

/* The page that starts with this transport. */
static DWORD give_page(size_t from, const struct enum_args *args)
{
    static SERVER_TRANSPORT_INFO_0 list[MANY];
    size_t n = server.n_transports - from;
    void *block;
    n = server.page && server.page < n ? server.page : n;
    for (size_t i = 0; i < n; i++) {
        const struct transport *t = &server.transports[from + i];
        list[i].svti0_transportname = WIDE(t->name);
        list[i].svti0_transportaddress = (LPBYTE)(uintptr_t)t->address;
        list[i].svti0_transportaddresslength = (DWORD)t->address_len;
    }
    assert_true(ndr_pack(&server_transport_0, list, n, "test", &block));
    *args->bufptr = block;
    *args->entriesread = (DWORD)n;
    *args->totalentries = (DWORD)(server.n_transports - from);
    return (DWORD)(from + n);
}

NET_API_STATUS __wrap_api_enum_until(const char *function, const struct rpc_op *op,
                                     const struct net_family *family, const struct enum_args *args,
                                     struct deadline *until)
{
    (void)function;
    assert_ptr_equal(op, &NetrServerTransportEnum);
    assert_ptr_equal(family, &net_server_transport);
    assert_int_equal(args->level, 0);
    assert_int_equal(args->prefmaxlen, MAX_PREFERRED_LENGTH);
    assert_true(utf16_same_name(args->servername, u"\\\\fs1"));
    check_deadline(until);
    server.lists++;
    *args->bufptr = NULL;
    *args->entriesread = *args->totalentries = 0;
    if (server.list_status != NERR_Success)
        return server.list_status;
    DWORD next = give_page(*args->resume, args);
    if (next == server.n_transports)
        return NERR_Success;
    if (!server.stuck)
        *args->resume = next;
    return ERROR_MORE_DATA;
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

NET_API_STATUS __wrap_api_set_level_until(const char *function, const struct rpc_op *op,
                                          const struct net_family *family, enum net_use use,
                                          const struct set_args *args, struct deadline *until)
{
    (void)function;
    check_deadline(until);
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
        start(NULL);
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

static void each_transport_that_refuses_is_logged(void **state)
{
    static const NET_API_STATUS results[] = { ERROR_DUP_NAME, NERR_Success, ERROR_ACCESS_DENIED };
    char text[1024];
    (void)state;
    memcpy(server.results, results, sizeof results);
    capture_start();
    assert_int_equal(add(NULL, u"X"), NERR_Success);
    capture_end(text, sizeof text);
    assert_string_equal(
        text, "netapi32: NetServerComputerNameAdd: transport \\Device\\a: refused with 52\n"
              "netapi32: NetServerComputerNameAdd: transport \\Device\\c: refused with 5\n");
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

static void a_list_in_pages_is_read_to_its_end_first(void **state)
{
    (void)state;
    for (size_t page = 1; page <= 6; page++) {
        start(NULL);
        server.page = page;
        assert_int_equal(add(NULL, u"X"), NERR_Success);
        assert_int_equal(server.lists, (server.n_transports + page - 1) / page);
        assert_int_equal(server.calls, 3);
        assert_true(utf16_same_name(server.asked[2], u"\\Device\\c"));
        start(NULL);
        server.page = page;
        assert_int_equal(del(u"LABSRV"), NERR_Success);
        assert_int_equal(server.calls, 3);
    }
}

static void a_list_without_end_is_malformed(void **state)
{
    static struct transport many[MANY];
    static const size_t pages[] = { 0, 1, TRANSPORTS_MAX / 2 };
    (void)state;
    for (size_t i = 0; i < MANY; i++)
        many[i] = lan[0];
    for (size_t i = 0; i < 3; i++)
        for (size_t more = 0; more < 2; more++) {
            start(NULL);
            server.transports = many;
            server.n_transports = TRANSPORTS_MAX + more;
            server.page = pages[i];
            assert_int_equal(del(u"LABSRV"), more ? RPC_X_BAD_STUB_DATA : NERR_Success);
            assert_int_equal(server.calls, more ? 0 : TRANSPORTS_MAX);
        }
    start(NULL);
    server.page = 2;
    server.stuck = true;
    assert_int_equal(add(NULL, u"X"), RPC_X_BAD_STUB_DATA);
    assert_int_equal(server.lists, 1);
    assert_int_equal(server.calls, 0);
}

static void what_the_list_says_is_told_and_nothing_is_changed(void **state)
{
    static const NET_API_STATUS codes[] = { ERROR_ACCESS_DENIED, RPC_S_PROCNUM_OUT_OF_RANGE };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        start(NULL);
        server.list_status = codes[i];
        assert_int_equal(add(NULL, u"X"), codes[i]);
        start(NULL);
        server.list_status = codes[i];
        assert_int_equal(del(u"LABSRV"), codes[i]);
    }
    assert_int_equal(server.calls, 0);
    start(NULL);
    server.n_transports = 0;
    assert_int_equal(add(NULL, u"X"), NERR_NetNotStarted);
    start(NULL);
    server.n_transports = 0;
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
        cmocka_unit_test_setup(each_transport_that_refuses_is_logged, start),
        cmocka_unit_test_setup(a_name_is_taken_from_the_transports_that_have_it, start),
        cmocka_unit_test_setup(a_list_in_pages_is_read_to_its_end_first, start),
        cmocka_unit_test_setup(a_list_without_end_is_malformed, start),
        cmocka_unit_test_setup(what_the_list_says_is_told_and_nothing_is_changed, start),
    };
    setenv("NETAPI32_DEBUG", "errors", 1); /* before the library first looks */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
