/* SPDX-License-Identifier: MIT */
/* The maps between the codes of the layers, and their names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/status.h"
#include "lmerr.h"
#include "winerror.h"

/* [MS-ERREF] 2.3.1, and where a caller of this API expects something else. */
static const struct {
    const char *name;
    uint32_t nt_status, win32;
} nt_pairs[] = {
    { "success", STATUS_OK, NERR_Success },
    { "more data", STATUS_BUFFER_OVERFLOW, ERROR_MORE_DATA },
    { "access denied", STATUS_ACCESS_DENIED, ERROR_ACCESS_DENIED },
    { "no memory", STATUS_NO_MEMORY, ERROR_NOT_ENOUGH_MEMORY },
    { "wrong password", STATUS_LOGON_FAILURE, ERROR_LOGON_FAILURE },
    { "log-on that does not end", STATUS_MORE_PROCESSING_REQUIRED, ERROR_LOGON_FAILURE },
    { "disabled", STATUS_ACCOUNT_DISABLED, ERROR_ACCOUNT_DISABLED },
    { "locked out", STATUS_ACCOUNT_LOCKED_OUT, ERROR_ACCOUNT_LOCKED_OUT },
    { "expired", STATUS_PASSWORD_EXPIRED, ERROR_PASSWORD_EXPIRED },
    { "must change", STATUS_PASSWORD_MUST_CHANGE, ERROR_PASSWORD_MUST_CHANGE },
    { "timeout", STATUS_IO_TIMEOUT, ERROR_SEM_TIMEOUT },
    { "no such host", STATUS_BAD_NETWORK_PATH, ERROR_BAD_NETPATH },
    { "refused", STATUS_CONNECTION_REFUSED, ERROR_BAD_NETPATH },
    { "unreachable", STATUS_HOST_UNREACHABLE, ERROR_BAD_NETPATH },
    { "reset", STATUS_CONNECTION_RESET, ERROR_NETNAME_DELETED },
    { "session deleted", STATUS_USER_SESSION_DELETED, ERROR_NETNAME_DELETED },
    { "no pipe", STATUS_OBJECT_NAME_NOT_FOUND, RPC_S_SERVER_UNAVAILABLE },
    { "pipes busy", STATUS_PIPE_NOT_AVAILABLE, ERROR_PIPE_BUSY },
    { "pipe or file closed", STATUS_FILE_CLOSED, ERROR_INVALID_HANDLE },
    { "pipe broken", STATUS_PIPE_BROKEN, ERROR_BROKEN_PIPE },
    { "nonsense from the server", STATUS_INVALID_NETWORK_RESPONSE, ERROR_BAD_NET_RESP },
    { "internal", STATUS_INTERNAL_ERROR, NERR_InternalError },
    { "unknown", 0xC0001234, NERR_InternalError },
    { "unknown warning", 0x80001234, NERR_InternalError },
};

/* Results of operations: those of accounts, and the rest as everywhere. */
static const struct {
    const char *name;
    uint32_t code, nt_status, win32;
} result_pairs[] = {
    { "more entries", 0x00000105, STATUS_MORE_ENTRIES, ERROR_MORE_DATA },
    { "some not mapped", 0x00000107, STATUS_SOME_NOT_MAPPED, NERR_Success },
    { "no more entries", 0x8000001A, STATUS_NO_MORE_ENTRIES, NERR_Success },
    { "invalid info class", 0xC0000003, STATUS_INVALID_INFO_CLASS, ERROR_INVALID_LEVEL },
    { "invalid account name", 0xC0000062, STATUS_INVALID_ACCOUNT_NAME, NERR_BadUsername },
    { "user exists", 0xC0000063, STATUS_USER_EXISTS, NERR_UserExists },
    { "no such user", 0xC0000064, STATUS_NO_SUCH_USER, NERR_UserNotFound },
    { "group exists", 0xC0000065, STATUS_GROUP_EXISTS, NERR_GroupExists },
    { "no such group", 0xC0000066, STATUS_NO_SUCH_GROUP, NERR_GroupNotFound },
    { "member in group", 0xC0000067, STATUS_MEMBER_IN_GROUP, NERR_UserInGroup },
    { "member not in group", 0xC0000068, STATUS_MEMBER_NOT_IN_GROUP, NERR_UserNotInGroup },
    { "last admin", 0xC0000069, STATUS_LAST_ADMIN, NERR_LastAdmin },
    { "ill formed password", 0xC000006B, STATUS_ILL_FORMED_PASSWORD, NERR_PasswordTooShort },
    { "password restriction", 0xC000006C, STATUS_PASSWORD_RESTRICTION, NERR_PasswordTooShort },
    { "none mapped", 0xC0000073, STATUS_NONE_MAPPED, ERROR_NONE_MAPPED },
    { "invalid sid", 0xC0000078, STATUS_INVALID_SID, ERROR_INVALID_SID },
    { "invalid server state", 0xC00000DC, STATUS_INVALID_SERVER_STATE, ERROR_INVALID_SERVER_STATE },
    { "invalid domain state", 0xC00000DD, STATUS_INVALID_DOMAIN_STATE, ERROR_INVALID_DOMAIN_STATE },
    { "invalid domain role", 0xC00000DE, STATUS_INVALID_DOMAIN_ROLE, NERR_NotPrimary },
    { "no such domain", 0xC00000DF, STATUS_NO_SUCH_DOMAIN, ERROR_NO_SUCH_DOMAIN },
    { "special account", 0xC0000124, STATUS_SPECIAL_ACCOUNT, ERROR_SPECIAL_ACCOUNT },
    { "special group", 0xC0000125, STATUS_SPECIAL_GROUP, NERR_SpeGroupOp },
    { "special user", 0xC0000126, STATUS_SPECIAL_USER, ERROR_SPECIAL_USER },
    { "members primary group", 0xC0000127, STATUS_MEMBERS_PRIMARY_GROUP,
      ERROR_MEMBERS_PRIMARY_GROUP },
    { "no such alias", 0xC0000151, STATUS_NO_SUCH_ALIAS, ERROR_NO_SUCH_ALIAS },
    { "member not in alias", 0xC0000152, STATUS_MEMBER_NOT_IN_ALIAS, ERROR_MEMBER_NOT_IN_ALIAS },
    { "member in alias", 0xC0000153, STATUS_MEMBER_IN_ALIAS, ERROR_MEMBER_IN_ALIAS },
    { "alias exists", 0xC0000154, STATUS_ALIAS_EXISTS, ERROR_ALIAS_EXISTS },
    { "no such member", 0xC000017A, STATUS_NO_SUCH_MEMBER, ERROR_NO_SUCH_MEMBER },
    { "invalid member", 0xC000017B, STATUS_INVALID_MEMBER, ERROR_INVALID_MEMBER },
    { "domain controller not found", 0xC0000233, STATUS_DOMAIN_CONTROLLER_NOT_FOUND,
      NERR_DCNotFound },
    { "success", 0, STATUS_OK, NERR_Success },
    { "access denied", 0xC0000022, STATUS_ACCESS_DENIED, ERROR_ACCESS_DENIED },
    { "wrong password", 0xC000006A, STATUS_WRONG_PASSWORD, ERROR_INVALID_PASSWORD },
    { "no object", 0xC0000034, STATUS_OBJECT_NAME_NOT_FOUND, ERROR_FILE_NOT_FOUND },
    { "unknown", 0xC0001234, 0xC0001234, NERR_InternalError },
    { "unknown success", 0x00001234, 0x00001234, NERR_InternalError },
};

static const struct {
    const char *name;
    uint32_t fault, win32;
} fault_pairs[] = {
    { "opnum", 0x1C010002, RPC_S_PROCNUM_OUT_OF_RANGE },
    { "opnum, as an NTSTATUS", 0xC002002E, RPC_S_PROCNUM_OUT_OF_RANGE },
    { "interface", 0x1C010003, RPC_S_UNKNOWN_IF },
    { "protocol", 0x1C01000B, RPC_S_PROTOCOL_ERROR },
    { "handle", 0x1C00001A, ERROR_INVALID_HANDLE },
    { "memory", 0x1C00001B, ERROR_NOT_ENOUGH_MEMORY },
    { "access denied", ERROR_ACCESS_DENIED, ERROR_ACCESS_DENIED },
    { "bad stub", RPC_X_BAD_STUB_DATA, RPC_X_BAD_STUB_DATA },
    { "null reference", RPC_X_NULL_REF_POINTER, RPC_X_NULL_REF_POINTER },
    { "none at all", 0, RPC_S_CALL_FAILED },
    { "unknown", 0x1C0000FF, RPC_S_CALL_FAILED },
};

static void codes_are_translated(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof nt_pairs / sizeof *nt_pairs; i++) {
        print_message("# %s\n", nt_pairs[i].name);
        assert_int_equal(status_to_win32(nt_pairs[i].nt_status), nt_pairs[i].win32);
    }
    for (size_t i = 0; i < sizeof result_pairs / sizeof *result_pairs; i++) {
        print_message("# %s\n", result_pairs[i].name);
        assert_int_equal(result_pairs[i].nt_status, result_pairs[i].code);
        assert_int_equal(status_result_to_win32(result_pairs[i].nt_status), result_pairs[i].win32);
    }
    for (size_t i = 0; i < sizeof fault_pairs / sizeof *fault_pairs; i++) {
        print_message("# %s\n", fault_pairs[i].name);
        assert_int_equal(fault_to_win32(fault_pairs[i].fault), fault_pairs[i].win32);
    }
}

#define NAMED(code)                                                                                \
    {                                                                                              \
        code, #code                                                                                \
    }
static const struct {
    uint32_t code;
    const char *name;
} named[] = {
    NAMED(STATUS_OK),
    NAMED(STATUS_BUFFER_OVERFLOW),
    NAMED(STATUS_NOT_IMPLEMENTED),
    NAMED(STATUS_INVALID_HANDLE),
    NAMED(STATUS_INVALID_PARAMETER),
    NAMED(STATUS_MORE_PROCESSING_REQUIRED),
    NAMED(STATUS_NO_MEMORY),
    NAMED(STATUS_ACCESS_DENIED),
    NAMED(STATUS_OBJECT_NAME_INVALID),
    NAMED(STATUS_OBJECT_NAME_NOT_FOUND),
    NAMED(STATUS_OBJECT_PATH_NOT_FOUND),
    NAMED(STATUS_NO_LOGON_SERVERS),
    NAMED(STATUS_WRONG_PASSWORD),
    NAMED(STATUS_LOGON_FAILURE),
    NAMED(STATUS_ACCOUNT_RESTRICTION),
    NAMED(STATUS_INVALID_LOGON_HOURS),
    NAMED(STATUS_INVALID_WORKSTATION),
    NAMED(STATUS_PASSWORD_EXPIRED),
    NAMED(STATUS_ACCOUNT_DISABLED),
    NAMED(STATUS_INSUFFICIENT_RESOURCES),
    NAMED(STATUS_PIPE_NOT_AVAILABLE),
    NAMED(STATUS_PIPE_BUSY),
    NAMED(STATUS_PIPE_DISCONNECTED),
    NAMED(STATUS_PIPE_CLOSING),
    NAMED(STATUS_IO_TIMEOUT),
    NAMED(STATUS_NOT_SUPPORTED),
    NAMED(STATUS_BAD_NETWORK_PATH),
    NAMED(STATUS_INVALID_NETWORK_RESPONSE),
    NAMED(STATUS_NETWORK_NAME_DELETED),
    NAMED(STATUS_NETWORK_ACCESS_DENIED),
    NAMED(STATUS_BAD_NETWORK_NAME),
    NAMED(STATUS_TOO_MANY_SESSIONS),
    NAMED(STATUS_REQUEST_NOT_ACCEPTED),
    NAMED(STATUS_INTERNAL_ERROR),
    NAMED(STATUS_INVALID_DEVICE_REQUEST),
    NAMED(STATUS_FS_DRIVER_REQUIRED),
    NAMED(STATUS_FILE_CLOSED),
    NAMED(STATUS_NO_SUCH_LOGON_SESSION),
    NAMED(STATUS_TIME_DIFFERENCE_AT_DC),
    NAMED(STATUS_MUTUAL_AUTHENTICATION_FAILED),
    NAMED(STATUS_KDC_UNABLE_TO_REFER),
    NAMED(STATUS_NTLM_BLOCKED),
    NAMED(STATUS_PIPE_BROKEN),
    NAMED(STATUS_LOGON_TYPE_NOT_GRANTED),
    NAMED(STATUS_TRUSTED_DOMAIN_FAILURE),
    NAMED(STATUS_ACCOUNT_EXPIRED),
    NAMED(STATUS_USER_SESSION_DELETED),
    NAMED(STATUS_CONNECTION_DISCONNECTED),
    NAMED(STATUS_CONNECTION_RESET),
    NAMED(STATUS_PASSWORD_MUST_CHANGE),
    NAMED(STATUS_NOT_FOUND),
    NAMED(STATUS_ACCOUNT_LOCKED_OUT),
    NAMED(STATUS_CONNECTION_REFUSED),
    NAMED(STATUS_NETWORK_UNREACHABLE),
    NAMED(STATUS_HOST_UNREACHABLE),
    NAMED(STATUS_NETWORK_SESSION_EXPIRED),
    NAMED(STATUS_MORE_ENTRIES),
    NAMED(STATUS_SOME_NOT_MAPPED),
    NAMED(STATUS_NO_MORE_ENTRIES),
    NAMED(STATUS_INVALID_INFO_CLASS),
    NAMED(STATUS_INVALID_ACCOUNT_NAME),
    NAMED(STATUS_USER_EXISTS),
    NAMED(STATUS_NO_SUCH_USER),
    NAMED(STATUS_GROUP_EXISTS),
    NAMED(STATUS_NO_SUCH_GROUP),
    NAMED(STATUS_MEMBER_IN_GROUP),
    NAMED(STATUS_MEMBER_NOT_IN_GROUP),
    NAMED(STATUS_LAST_ADMIN),
    NAMED(STATUS_ILL_FORMED_PASSWORD),
    NAMED(STATUS_PASSWORD_RESTRICTION),
    NAMED(STATUS_NONE_MAPPED),
    NAMED(STATUS_INVALID_SID),
    NAMED(STATUS_INVALID_SERVER_STATE),
    NAMED(STATUS_INVALID_DOMAIN_STATE),
    NAMED(STATUS_INVALID_DOMAIN_ROLE),
    NAMED(STATUS_NO_SUCH_DOMAIN),
    NAMED(STATUS_SPECIAL_ACCOUNT),
    NAMED(STATUS_SPECIAL_GROUP),
    NAMED(STATUS_SPECIAL_USER),
    NAMED(STATUS_MEMBERS_PRIMARY_GROUP),
    NAMED(STATUS_NO_SUCH_ALIAS),
    NAMED(STATUS_MEMBER_NOT_IN_ALIAS),
    NAMED(STATUS_MEMBER_IN_ALIAS),
    NAMED(STATUS_ALIAS_EXISTS),
    NAMED(STATUS_NO_SUCH_MEMBER),
    NAMED(STATUS_INVALID_MEMBER),
    NAMED(STATUS_DOMAIN_CONTROLLER_NOT_FOUND),
    /* STATUS_PENDING is missing: it never ends a request, so it is no result of a call */
};

static void every_status_we_name_has_a_code_of_its_own_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        const char *name, *text;
        print_message("# %s\n", named[i].name);
        assert_string_equal(status_name(named[i].code), named[i].name);
        uint32_t win32 = status_result_to_win32(named[i].code);
        assert_int_equal(win32 == NERR_InternalError, named[i].code == STATUS_INTERNAL_ERROR);
        assert_int_equal(win32 == NERR_Success, named[i].code == STATUS_OK ||
                                                    named[i].code == STATUS_SOME_NOT_MAPPED ||
                                                    named[i].code == STATUS_NO_MORE_ENTRIES);
        assert_true(win32_describe(win32, &name, &text));
    }
    assert_null(status_name(0xC0001234));
}

/* A server whose SMB2 answer carries such a code has not logged anybody on. */
static void only_one_status_of_the_way_is_success(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        assert_int_equal(status_to_win32(named[i].code) == NERR_Success,
                         named[i].code == STATUS_OK);
}

/* Rows that only the map has would have been forgotten above. */
static void no_status_has_a_name_that_this_test_does_not_know(void **state)
{
    static const uint32_t severities[] = { 0, 0x40000000, 0x80000000, 0xC0000000 };
    size_t count = 0;
    (void)state;
    for (size_t i = 0; i < 4; i++)
        for (uint32_t code = 0; code < 0x10000; code++)
            count += status_name(severities[i] | code) != NULL;
    assert_int_equal(count, sizeof named / sizeof *named);
}

static const struct {
    uint32_t code;
    const char *name, *text;
} described[] = {
    { 0, "ERROR_SUCCESS", "success" },
    { 5, "ERROR_ACCESS_DENIED", "access denied" },
    { 8, "ERROR_NOT_ENOUGH_MEMORY", "out of memory" },
    { 53, "ERROR_BAD_NETPATH", "no such host, or it cannot be reached" },
    { 87, "ERROR_INVALID_PARAMETER", "invalid parameter" },
    { 124, "ERROR_INVALID_LEVEL", "information level not supported" },
    { 234, "ERROR_MORE_DATA", "there is more data" },
    { 1231, "ERROR_NETWORK_UNREACHABLE", NULL },
    { 1312, "ERROR_NO_SUCH_LOGON_SESSION", NULL },
    { 1326, "ERROR_LOGON_FAILURE", NULL },
    { 1722, "RPC_S_SERVER_UNAVAILABLE", NULL },
    { 1783, "RPC_X_BAD_STUB_DATA", NULL },
    { 2123, "NERR_BufTooSmall", NULL },
    { 2140, "NERR_InternalError", NULL },
    { 2221, "NERR_UserNotFound", NULL },
    { 2310, "NERR_NetNameNotFound", NULL },
    { 2351, "NERR_InvalidComputer", NULL },
};

static void codes_have_the_names_the_headers_give_them(void **state)
{
    const char *name = "kept", *text = "kept";
    (void)state;
    for (size_t i = 0; i < sizeof described / sizeof *described; i++) {
        print_message("# %s\n", described[i].name);
        assert_true(win32_describe(described[i].code, &name, &text));
        assert_string_equal(name, described[i].name);
        assert_non_null(text);
        if (described[i].text)
            assert_string_equal(text, described[i].text);
    }
    name = text = "kept";
    assert_false(win32_describe(0xFFFFFFFF, &name, &text));
    assert_string_equal(name, "kept");
    assert_string_equal(text, "kept");
}

static void names_are_those_of_this_family_of_headers(void **state)
{
    const char *name, *text;
    (void)state;
    for (uint32_t code = 0; code < 0x10000; code++) {
        if (!win32_describe(code, &name, &text))
            continue;
        bool nerr = code >= NERR_BASE && code < NERR_BASE + 900;
        assert_int_equal(strncmp(name, "NERR_", 5) == 0, nerr);
        assert_true(nerr || !strncmp(name, "ERROR_", 6) || !strncmp(name, "RPC_", 4));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_translated),
        cmocka_unit_test(every_status_we_name_has_a_code_of_its_own_kind),
        cmocka_unit_test(only_one_status_of_the_way_is_success),
        cmocka_unit_test(no_status_has_a_name_that_this_test_does_not_know),
        cmocka_unit_test(codes_have_the_names_the_headers_give_them),
        cmocka_unit_test(names_are_those_of_this_family_of_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
