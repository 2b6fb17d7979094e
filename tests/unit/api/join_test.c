/* SPDX-License-Identifier: MIT */
/* The names of a computer: what the functions hand to the server, how the password is sealed, and
 * what is made of an answer. */
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
#include "join_password.h"
#include "layout/layout.h"
#include "ndr/ndr.h"

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))
#define GARBAGE       0x77u

NET_API_STATUS __wrap_api_call_sealed(const char *function, const struct rpc_op *op,
                                      LPCWSTR servername, void *frame, call_seal *seal,
                                      void **block);
NET_API_STATUS __wrap_api_call(const char *function, const struct rpc_op *op, LPCWSTR servername,
                               void *frame, void **block);

/* ---- The server ---- */

static const uint8_t keys[2][CALL_KEY_SIZE] = { "the first key...", "another one....." };

static struct {
    NET_API_STATUS status;
    const struct computer_name *names;
    size_t n_names;
    const struct rpc_op *op;
    unsigned calls;
    char16_t name[32], account[32];
    DWORD type, reserved;
    bool has_account, has_password;
    uint8_t sealed[2][JOIN_PASSWORD_SIZE]; /* with each key */
} server;

static void keep(char16_t *to, const char16_t *text)
{
    memcpy(to, text ? text : u"", ((text ? utf16_len(text) : 0) + 1) * sizeof *to);
}

static void take_change(const struct join_frame *f, void *frame, call_seal *seal)
{
    keep(server.name, f->name);
    keep(server.account, f->account);
    server.has_account = f->account;
    server.has_password = f->password;
    server.reserved = f->reserved;
    assert_int_equal(f->password != NULL, seal != NULL);
    for (size_t i = 0; seal && i < 2; i++) { /* as when a session is lost, and another taken */
        assert_true(seal(frame, keys[i]));
        memcpy(server.sealed[i], f->password, JOIN_PASSWORD_SIZE);
    }
}

NET_API_STATUS __wrap_api_call_sealed(const char *function, const struct rpc_op *op,
                                      LPCWSTR servername, void *frame, call_seal *seal,
                                      void **block)
{
    (void)function;
    assert_true(utf16_same_name(servername, u"\\\\fs1"));
    *block = NULL;
    server.op = op;
    server.calls++;
    if (op != &NetrEnumerateComputerNames) {
        take_change(frame, frame, seal);
        return server.status;
    }
    struct names_frame *f = frame;
    server.type = f->type;
    server.reserved = f->reserved;
    if (server.status == NERR_Success) {
        assert_true(ndr_pack(&computer_name, server.names, server.n_names, "test", block));
        f->names = (struct net_list){ (DWORD)server.n_names, *block };
    }
    return server.status;
}

NET_API_STATUS __wrap_api_call(const char *function, const struct rpc_op *op, LPCWSTR servername,
                               void *frame, void **block)
{
    return __wrap_api_call_sealed(function, op, servername, frame, NULL, block);
}

static int start(void **state)
{
    (void)state;
    memset(&server, 0, sizeof server);
    return 0;
}

/* ---- Changes ---- */

typedef NET_API_STATUS change(LPCWSTR, LPCWSTR, LPCWSTR, LPCWSTR, ULONG);

static const struct {
    const char *name;
    change *call;
    const struct rpc_op *op;
} changes[] = {
    { "add", NetAddAlternateComputerName, &NetrAddAlternateComputerName },
    { "remove", NetRemoveAlternateComputerName, &NetrRemoveAlternateComputerName },
    { "primary", NetSetPrimaryComputerName, &NetrSetPrimaryComputerName },
};
#define CHANGES (sizeof changes / sizeof *changes)
#define FS1     u"\\\\fs1"

static void a_password_is_sealed_with_the_key_of_each_session(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHANGES; i++) {
        print_message("# %s\n", changes[i].name);
        start(NULL);
        assert_int_equal(changes[i].call(FS1, u"b.lab", u"LAB\\x", u"secret", 5), NERR_Success);
        assert_ptr_equal(server.op, changes[i].op);
        assert_true(utf16_same_name(server.name, u"b.lab"));
        assert_true(utf16_same_name(server.account, u"LAB\\x"));
        assert_int_equal(server.reserved, 5);
        assert_true(server.has_password);
        for (size_t k = 0; k < 2; k++) {
            char16_t password[JOIN_PASSWORD_UNITS_MAX + 1];
            join_password_decrypt(server.sealed[k], keys[k]);
            join_password_decode(server.sealed[k], password);
            assert_true(utf16_same_name(password, u"secret"));
        }
    }
}

static void without_an_account_or_a_password_none_is_sent(void **state)
{
    (void)state;
    for (size_t i = 0; i < CHANGES; i++) {
        start(NULL);
        assert_int_equal(changes[i].call(FS1, u"b", NULL, u"secret", 0), NERR_Success);
        assert_false(server.has_account || server.has_password);
        assert_int_equal(changes[i].call(FS1, u"b", u"x@lab", NULL, 0), NERR_Success);
        assert_true(server.has_account && !server.has_password);
        assert_int_equal(changes[i].call(FS1, u"b", u"x@lab", u"", 0), NERR_Success);
        assert_true(server.has_account && server.has_password); /* an empty one is one */
        assert_int_equal(server.calls, 3);
    }
}

static void what_cannot_be_is_not_sent(void **state)
{
    static char16_t password[JOIN_PASSWORD_UNITS_MAX + 2];
    (void)state;
    for (size_t i = 0; i < JOIN_PASSWORD_UNITS_MAX; i++)
        password[i] = u'x';
    for (size_t i = 0; i < CHANGES; i++) {
        start(NULL);
        password[JOIN_PASSWORD_UNITS_MAX] = 0;
        assert_int_equal(changes[i].call(FS1, NULL, NULL, NULL, 0), ERROR_INVALID_PARAMETER);
        assert_int_equal(changes[i].call(FS1, u"", NULL, NULL, 0), ERROR_INVALID_PARAMETER);
        assert_int_equal(changes[i].call(FS1, u"b", u"a", password, 0), NERR_Success);
        password[JOIN_PASSWORD_UNITS_MAX] = u'x';
        assert_int_equal(changes[i].call(FS1, u"b", u"a", password, 0), ERROR_INVALID_PARAMETER);
        assert_int_equal(changes[i].call(FS1, u"b", NULL, password, 0), NERR_Success);
        assert_int_equal(server.calls, 2);
    }
}

static void what_the_server_says_is_told(void **state)
{
    (void)state;
    server.status = RPC_S_CALL_IN_PROGRESS;
    for (size_t i = 0; i < CHANGES; i++)
        assert_int_equal(changes[i].call(FS1, u"b", NULL, NULL, 0), RPC_S_CALL_IN_PROGRESS);
}

/* ---- The list ---- */

static const struct computer_name two[] = { { WIDE(u"labsrv.lab") }, { WIDE(u"b.lab") } };

static void names_and_their_pointers_are_one_block(void **state)
{
    LPWSTR *names;
    DWORD count, size;
    (void)state;
    server.names = two;
    server.n_names = 2;
    assert_int_equal(NetEnumerateComputerNames(FS1, NetAlternateComputerNames, 1, &count, &names),
                     NERR_Success);
    assert_int_equal(server.type, NetAlternateComputerNames);
    assert_int_equal(server.reserved, 1);
    assert_int_equal(count, 2);
    assert_int_equal(NetApiBufferSize(names, &size), NERR_Success);
    for (size_t i = 0; i < 2; i++) {
        assert_true(utf16_same_name(names[i], two[i].name));
        assert_true((BYTE *)names[i] > (BYTE *)names);
        assert_true((BYTE *)(names[i] + utf16_len(names[i]) + 1) <= (BYTE *)names + size);
    }
    assert_int_equal(NetApiBufferFree(names), NERR_Success);
}

static void no_names_are_no_buffer(void **state)
{
    LPWSTR any, *names = &any;
    DWORD count = GARBAGE;
    (void)state;
    assert_int_equal(NetEnumerateComputerNames(FS1, NetAllComputerNames, 0, &count, &names),
                     NERR_Success);
    assert_int_equal(count, 0);
    assert_null(names);
}

static void an_answer_without_a_name_in_it_is_none(void **state)
{
    static const struct computer_name one_missing[] = { { WIDE(u"labsrv.lab") }, { NULL } };
    LPWSTR any, *names = &any;
    DWORD count = GARBAGE;
    (void)state;
    server.names = one_missing;
    server.n_names = 2;
    assert_int_equal(NetEnumerateComputerNames(FS1, NetAllComputerNames, 0, &count, &names),
                     RPC_X_BAD_STUB_DATA);
    assert_int_equal(count, 0);
    assert_null(names);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_password_is_sealed_with_the_key_of_each_session, start),
        cmocka_unit_test_setup(without_an_account_or_a_password_none_is_sent, start),
        cmocka_unit_test_setup(what_cannot_be_is_not_sent, start),
        cmocka_unit_test_setup(what_the_server_says_is_told, start),
        cmocka_unit_test_setup(names_and_their_pointers_are_one_block, start),
        cmocka_unit_test_setup(no_names_are_no_buffer, start),
        cmocka_unit_test_setup(an_answer_without_a_name_in_it_is_none, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
