/* SPDX-License-Identifier: MIT */
/* The published functions without any server: which arguments are refused, with which code, and
 * what the out parameters are then. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <lm.h>
#include <winerror.h>

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))
#define GARBAGE       0x77u
#define LARGE_GARBAGE 0x7700000077ull /* does not fit into 32 bits */

static char folder[] = "/tmp/netapi32-call-XXXXXX";
static char conf[64], credentials[64];

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "we");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

/* ---- Served functions, each in the same shape ---- */

/* An enumeration; `__VA_ARGS__` are its filters, each with a comma behind. Whoever calls it with an
 * error expected gets counts of 0 and an untouched resume handle, which is void then. */
#define ENUM(function, resume_type, ...)                                                           \
    static NET_API_STATUS enum_##function(LPWSTR server, DWORD level, LPBYTE *bufptr)              \
    {                                                                                              \
        DWORD read = GARBAGE, total = GARBAGE;                                                     \
        resume_type resume = (resume_type)LARGE_GARBAGE;                                           \
        NET_API_STATUS status = function(server, __VA_ARGS__ level, bufptr, MAX_PREFERRED_LENGTH,  \
                                         &read, &total, &resume);                                  \
        assert_int_equal(read, bufptr ? 0 : GARBAGE);                                              \
        assert_int_equal(total, bufptr ? 0 : GARBAGE);                                             \
        assert_true(resume == (resume_type)LARGE_GARBAGE);                                         \
        return status;                                                                             \
    }                                                                                              \
    static NET_API_STATUS outs_##function(LPBYTE *bufptr, LPDWORD read, LPDWORD total)             \
    {                                                                                              \
        return function(NULL, __VA_ARGS__ 1, bufptr, 100, read, total, NULL);                      \
    }
#define ENUM_FILTER WIDE(u"x"),

ENUM(NetShareEnum, DWORD, )
ENUM(NetShareEnumSticky, DWORD, )
ENUM(NetSessionEnum, DWORD, NULL, NULL, )
ENUM(NetFileEnum, DWORD_PTR, NULL, NULL, )
ENUM(NetConnectionEnum, DWORD, ENUM_FILTER)
ENUM(NetWkstaUserEnum, DWORD, )
ENUM(NetWkstaTransportEnum, DWORD, )
ENUM(NetServerDiskEnum, DWORD, )
ENUM(NetServerTransportEnum, DWORD, )
ENUM(NetServerAliasEnum, DWORD, )
ENUM(NetGroupEnum, DWORD_PTR, )
ENUM(NetLocalGroupEnum, DWORD_PTR, )

/* What has its filter behind the level, or no resume handle, or a name. */
#define LIST(function, ...)                                                                        \
    static NET_API_STATUS outs_##function(LPBYTE *bufptr, LPDWORD read, LPDWORD total)             \
    {                                                                                              \
        LPWSTR server = NULL;                                                                      \
        DWORD level = 0;                                                                           \
        return function(__VA_ARGS__);                                                              \
    }                                                                                              \
    static NET_API_STATUS enum_##function(LPWSTR server, DWORD level, LPBYTE *bufptr)              \
    {                                                                                              \
        DWORD got = GARBAGE, all = GARBAGE, *read = &got, *total = &all;                           \
        NET_API_STATUS status = function(__VA_ARGS__);                                             \
        assert_int_equal(got, bufptr ? 0 : GARBAGE);                                               \
        assert_int_equal(all, bufptr ? 0 : GARBAGE);                                               \
        return status;                                                                             \
    }

LIST(NetUserEnum, server, level, 0, bufptr, 100, read, total, NULL)
LIST(NetUserGetGroups, server, WIDE(u"x"), level, bufptr, 100, read, total)
LIST(NetUserGetLocalGroups, server, WIDE(u"x"), level, 0, bufptr, 100, read, total)
LIST(NetGroupGetUsers, server, WIDE(u"x"), level, bufptr, 100, read, total, NULL)

/* Lists of the network instead of a server: tested in servers_test.c, but for their pointers. */
static NET_API_STATUS outs_NetServerEnum(LPBYTE *bufptr, LPDWORD read, LPDWORD total)
{
    return NetServerEnum(NULL, 100, bufptr, 100, read, total, SV_TYPE_ALL, NULL, NULL);
}

static NET_API_STATUS outs_NetServerEnumEx(LPBYTE *bufptr, LPDWORD read, LPDWORD total)
{
    return NetServerEnumEx(NULL, 100, bufptr, 100, read, total, SV_TYPE_ALL, NULL, NULL);
}

static NET_API_STATUS share_get_info(LPWSTR server, DWORD level, LPBYTE *bufptr)
{
    return NetShareGetInfo(server, WIDE(u"C$"), level, bufptr);
}

static NET_API_STATUS session_get_info(LPWSTR server, DWORD level, LPBYTE *bufptr)
{
    return NetSessionGetInfo(server, WIDE(u"\\\\client"), WIDE(u"bob"), level, bufptr);
}

static NET_API_STATUS file_get_info(LPWSTR server, DWORD level, LPBYTE *bufptr)
{
    return NetFileGetInfo(server, 1, level, bufptr);
}

static NET_API_STATUS statistics_get(LPWSTR server, DWORD level, LPBYTE *bufptr)
{
    return NetStatisticsGet(server, WIDE(u"lanmanserver"), level, 0, bufptr);
}

static NET_API_STATUS old_statistics_get(LPWSTR server, DWORD level, LPBYTE *bufptr)
{
    return NetStatisticsGet(server, WIDE(u"WORKSTATION"), level, 0, bufptr);
}

#define GET(function)                                                                              \
    static NET_API_STATUS get_##function(LPWSTR server, DWORD level, LPBYTE *bufptr)               \
    {                                                                                              \
        return function(server, WIDE(u"x"), level, bufptr);                                        \
    }
GET(NetUserGetInfo)
GET(NetGroupGetInfo)
GET(NetLocalGroupGetInfo)

static NET_API_STATUS modals_get(LPWSTR server, DWORD level, LPBYTE *bufptr)
{
    return NetUserModalsGet(server, level, bufptr);
}

static NET_API_STATUS query_display(LPWSTR server, DWORD level, LPBYTE *bufptr)
{
    DWORD read = GARBAGE;
    PVOID buffer = bufptr ? *bufptr : NULL;
    NET_API_STATUS status =
        NetQueryDisplayInformation(server, level, 0, 100, 100, &read, bufptr ? &buffer : NULL);
    assert_int_equal(read, bufptr ? 0 : GARBAGE);
    if (bufptr)
        *bufptr = buffer;
    return status;
}

static NET_API_STATUS remote_tod(LPWSTR server, DWORD level, LPBYTE *bufptr)
{
    (void)level;
    return NetRemoteTOD(server, bufptr);
}

static const struct {
    const char *name;
    NET_API_STATUS (*call)(LPWSTR server, DWORD level, LPBYTE *bufptr);
    DWORD levels[12], no_level; /* levels end with 0xFFFFFFFF; no_level 0: it has none */
} served[] = {
    { "NetShareEnum", enum_NetShareEnum, { 0, 1, 2, 501, 502, 503, ~0u }, 3 },
    { "NetShareEnumSticky", enum_NetShareEnumSticky, { 0, 1, 2, 501, 502, 503, ~0u }, 1005 },
    { "NetShareGetInfo",
      share_get_info,
      { 0, 1, 2, 501, 502, 503, 1004, 1005, 1006, 1501, ~0u },
      4 },
    { "NetServerGetInfo", NetServerGetInfo, { 100, 101, 102, 103, 502, 503, 599, ~0u }, 1005 },
    { "NetWkstaGetInfo", NetWkstaGetInfo, { 100, 101, 102, 502, ~0u }, 1013 },
    { "NetRemoteTOD", remote_tod, { 0, ~0u }, 0 },
    { "NetSessionEnum", enum_NetSessionEnum, { 0, 1, 2, 10, 502, ~0u }, 3 },
    { "NetSessionGetInfo", session_get_info, { 0, 1, 2, 10, 502, ~0u }, 3 },
    { "NetFileEnum", enum_NetFileEnum, { 2, 3, ~0u }, 1 },
    { "NetFileGetInfo", file_get_info, { 2, 3, ~0u }, 4 },
    { "NetConnectionEnum", enum_NetConnectionEnum, { 0, 1, ~0u }, 2 },
    { "NetWkstaUserEnum", enum_NetWkstaUserEnum, { 0, 1, ~0u }, 1101 },
    { "NetWkstaTransportEnum", enum_NetWkstaTransportEnum, { 0, ~0u }, 1 },
    { "NetServerDiskEnum", enum_NetServerDiskEnum, { 0, ~0u }, 1 },
    { "NetServerTransportEnum", enum_NetServerTransportEnum, { 0, 1, 2, 3, ~0u }, 4 },
    { "NetServerAliasEnum", enum_NetServerAliasEnum, { 0, ~0u }, 1 },
    { "NetStatisticsGet", statistics_get, { 0, ~0u }, 1 },
    { "NetStatisticsGet, old name", old_statistics_get, { 0, ~0u }, 1 },
    { "NetUserEnum", enum_NetUserEnum, { 0, 1, 2, 3, 10, 11, 20, ~0u }, 4 },
    { "NetUserGetInfo", get_NetUserGetInfo, { 0, 1, 2, 3, 4, 10, 11, 20, 23, ~0u }, 1003 },
    { "NetUserGetGroups", enum_NetUserGetGroups, { 0, 1, ~0u }, 2 },
    { "NetUserGetLocalGroups", enum_NetUserGetLocalGroups, { 0, ~0u }, 1 },
    { "NetUserModalsGet", modals_get, { 0, 1, 2, 3, ~0u }, 1001 },
    { "NetGroupEnum", enum_NetGroupEnum, { 0, 1, 2, 3, ~0u }, 1002 },
    { "NetGroupGetInfo", get_NetGroupGetInfo, { 0, 1, 2, 3, ~0u }, 1002 },
    { "NetGroupGetUsers", enum_NetGroupGetUsers, { 0, 1, ~0u }, 2 },
    { "NetLocalGroupEnum", enum_NetLocalGroupEnum, { 0, 1, ~0u }, 2 },
    { "NetLocalGroupGetInfo", get_NetLocalGroupGetInfo, { 1, ~0u }, 1002 },
    { "NetQueryDisplayInformation", query_display, { 1, 2, 3, ~0u }, 4 },
};
#define SERVED (sizeof served / sizeof *served)

/* Calls that do something. */
static NET_API_STATUS session_del(LPWSTR server)
{
    return NetSessionDel(server, NULL, WIDE(u"bob"));
}

static NET_API_STATUS file_close(LPWSTR server)
{
    return NetFileClose(server, 1);
}

static NET_API_STATUS share_del(LPWSTR server)
{
    return NetShareDel(server, WIDE(u"data"), 0);
}

static NET_API_STATUS share_del_sticky(LPWSTR server)
{
    return NetShareDelSticky(server, WIDE(u"data"), 0);
}

static NET_API_STATUS share_check(LPWSTR server)
{
    DWORD type = GARBAGE;
    NET_API_STATUS status = NetShareCheck(server, WIDE(u"C:"), &type);
    assert_int_equal(type, 0); /* no success here */
    return status;
}

static NET_API_STATUS wksta_transport_del(LPWSTR server)
{
    return NetWkstaTransportDel(server, WIDE(u"\\Device\\x"), USE_FORCE);
}

static NET_API_STATUS enumerate_names(LPWSTR server)
{
    LPWSTR any, *names = &any;
    DWORD count = GARBAGE;
    NET_API_STATUS status =
        NetEnumerateComputerNames(server, NetAllComputerNames, 0, &count, &names);
    assert_int_equal(count, 0); /* no success here */
    assert_null(names);
    return status;
}

static NET_API_STATUS add_name(LPWSTR server)
{
    return NetAddAlternateComputerName(server, WIDE(u"a.lab"), WIDE(u"LAB\\x"), WIDE(u"y"), 0);
}

static NET_API_STATUS remove_name(LPWSTR server)
{
    return NetRemoveAlternateComputerName(server, WIDE(u"a.lab"), NULL, NULL, 0);
}

static NET_API_STATUS set_primary_name(LPWSTR server)
{
    return NetSetPrimaryComputerName(server, WIDE(u"a.lab"), NULL, NULL, 0);
}

static NET_API_STATUS server_name_add(LPWSTR server)
{
    return NetServerComputerNameAdd(server, NULL, WIDE(u"LABSRV2"));
}

static NET_API_STATUS server_name_del(LPWSTR server)
{
    return NetServerComputerNameDel(server, WIDE(u"LABSRV2"));
}

static NET_API_STATUS user_add(LPWSTR server)
{
    USER_INFO_1 user = { .usri1_name = WIDE(u"x"), .usri1_priv = USER_PRIV_USER };
    return NetUserAdd(server, 1, (LPBYTE)&user, NULL);
}

static NET_API_STATUS user_set_info(LPWSTR server)
{
    USER_INFO_1007 user = { WIDE(u"comment") };
    return NetUserSetInfo(server, WIDE(u"x"), 1007, (LPBYTE)&user, NULL);
}

static NET_API_STATUS user_del(LPWSTR server)
{
    return NetUserDel(server, WIDE(u"x"));
}

static NET_API_STATUS user_change_password(LPWSTR server)
{
    return NetUserChangePassword(server, WIDE(u"x"), WIDE(u"old"), WIDE(u"new"));
}

static const struct {
    const char *name;
    NET_API_STATUS (*call)(LPWSTR server);
} acts[] = {
    { "NetSessionDel", session_del },
    { "NetFileClose", file_close },
    { "NetShareDel", share_del },
    { "NetShareDelSticky", share_del_sticky },
    { "NetShareCheck", share_check },
    { "NetWkstaTransportDel", wksta_transport_del },
    { "NetEnumerateComputerNames", enumerate_names },
    { "NetAddAlternateComputerName", add_name },
    { "NetRemoveAlternateComputerName", remove_name },
    { "NetSetPrimaryComputerName", set_primary_name },
    { "NetServerComputerNameAdd", server_name_add },
    { "NetServerComputerNameDel", server_name_del },
    { "NetUserAdd", user_add },
    { "NetUserSetInfo", user_set_info },
    { "NetUserDel", user_del },
    { "NetUserChangePassword", user_change_password },
};

/* Calls with every level; the buffer must be NULL after each. */
static void assert_levels(size_t i, LPWSTR server, NET_API_STATUS expected)
{
    for (const DWORD *level = served[i].levels; *level != ~0u; level++) {
        BYTE any;
        LPBYTE buffer = &any;
        print_message("# %s, level %u\n", served[i].name, *level);
        assert_int_equal(served[i].call(server, *level, &buffer), expected);
        assert_null(buffer);
    }
}

/* Every served function says this of the server. */
static void assert_status(LPWSTR server, NET_API_STATUS expected)
{
    for (size_t i = 0; i < SERVED; i++)
        assert_levels(i, server, expected);
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
        print_message("# %s\n", acts[i].name);
        assert_int_equal(acts[i].call(server), expected);
    }
}

static void a_null_out_pointer_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < SERVED; i++) {
        print_message("# %s\n", served[i].name);
        assert_int_equal(served[i].call(WIDE(u"\\\\fs1"), served[i].levels[0], NULL),
                         ERROR_INVALID_PARAMETER);
    }
}

static const struct {
    const char *name;
    NET_API_STATUS (*call)(LPBYTE *bufptr, LPDWORD read, LPDWORD total);
} enums[] = {
    { "NetShareEnum", outs_NetShareEnum },
    { "NetShareEnumSticky", outs_NetShareEnumSticky },
    { "NetSessionEnum", outs_NetSessionEnum },
    { "NetFileEnum", outs_NetFileEnum },
    { "NetConnectionEnum", outs_NetConnectionEnum },
    { "NetWkstaUserEnum", outs_NetWkstaUserEnum },
    { "NetWkstaTransportEnum", outs_NetWkstaTransportEnum },
    { "NetServerEnum", outs_NetServerEnum },
    { "NetServerEnumEx", outs_NetServerEnumEx },
    { "NetServerDiskEnum", outs_NetServerDiskEnum },
    { "NetServerTransportEnum", outs_NetServerTransportEnum },
    { "NetServerAliasEnum", outs_NetServerAliasEnum },
    { "NetUserEnum", outs_NetUserEnum },
    { "NetUserGetGroups", outs_NetUserGetGroups },
    { "NetUserGetLocalGroups", outs_NetUserGetLocalGroups },
    { "NetGroupEnum", outs_NetGroupEnum },
    { "NetGroupGetUsers", outs_NetGroupGetUsers },
    { "NetLocalGroupEnum", outs_NetLocalGroupEnum },
};

static void an_enumeration_wants_all_its_out_pointers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof enums / sizeof *enums; i++) {
        print_message("# %s\n", enums[i].name);
        for (int missing = 0; missing < 3; missing++) {
            BYTE any;
            LPBYTE buffer = &any;
            DWORD read = GARBAGE, total = GARBAGE;
            assert_int_equal(enums[i].call(missing == 0 ? NULL : &buffer,
                                           missing == 1 ? NULL : &read,
                                           missing == 2 ? NULL : &total),
                             ERROR_INVALID_PARAMETER);
            /* whoever frees what is not NULL is not led astray */
            assert_ptr_equal(buffer, missing == 0 ? &any : NULL);
        }
    }
}

static void a_level_that_is_none_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < SERVED; i++) {
        const DWORD levels[] = { served[i].no_level, 77777, ~0u };
        for (size_t n = 0; served[i].no_level && n < 3; n++) {
            BYTE any;
            LPBYTE buffer = &any;
            print_message("# %s, level %u\n", served[i].name, levels[n]);
            assert_int_equal(served[i].call(NULL, levels[n], &buffer), ERROR_INVALID_LEVEL);
            assert_null(buffer);
        }
    }
}

static const struct {
    const char *name;
    const char16_t *server;
    NET_API_STATUS status;
} servers[] = {
    { "no name", u"\\\\", ERROR_INVALID_NAME },
    { "one backslash", u"\\", ERROR_INVALID_NAME },
    { "a share", u"\\\\fs1\\share", ERROR_INVALID_NAME },
    { "no host's name", u"\\\\Ba  path", ERROR_BAD_NETPATH },
    { "a blank behind", u"fs1 ", ERROR_BAD_NETPATH },
    { "no credentials", u"\\\\fs1", ERROR_NO_SUCH_LOGON_SESSION },
    { "this computer, NULL", NULL, ERROR_NOT_SUPPORTED },
    { "this computer, empty", u"", ERROR_NOT_SUPPORTED },
    { "this computer, by name", u"\\\\localhost", ERROR_NOT_SUPPORTED },
};

static void a_server_that_cannot_be_asked_is_told_by_its_code(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof servers / sizeof *servers; n++) {
        print_message("# %s\n", servers[n].name);
        assert_status(WIDE(servers[n].server), servers[n].status);
    }
}

static void a_server_that_is_not_there_is_no_path(void **state)
{
    (void)state;
    write_file(credentials, "username=bob\npassword=x\n");
    assert_int_equal(chmod(credentials, 0600), 0);
    setenv("NETAPI32_CREDENTIALS", credentials, 1);
    write_file(conf, "[server fs1]\naddress = 127.0.0.1\nport = 1\n"); /* nobody listens there */
    assert_status(WIDE(u"\\\\fs1"), ERROR_BAD_NETPATH);
}

static void credentials_that_cannot_be_read_are_told(void **state)
{
    (void)state;
    unlink(credentials);
    setenv("NETAPI32_CREDENTIALS", credentials, 1);
    assert_status(WIDE(u"\\\\fs1"), ERROR_FILE_NOT_FOUND);
    /* which is not the server's word for an interface it has not */
    DWORD supported;
    assert_int_equal(NetRemoteComputerSupports(WIDE(u"\\\\fs1"), SUPPORTS_RPC, &supported),
                     ERROR_FILE_NOT_FOUND);
}

static void a_configuration_that_cannot_be_used_is_told(void **state)
{
    (void)state;
    write_file(conf, "[global]\nport = none\n");
    assert_status(WIDE(u"\\\\fs1"), ERROR_INVALID_DATA);
    unlink(conf);
    assert_status(WIDE(u"\\\\fs1"), ERROR_FILE_NOT_FOUND);
}

static void a_share_is_asked_about_by_its_name(void **state)
{
    WCHAR name[NNLEN + 2];
    BYTE any;
    (void)state;
    for (size_t i = 0; i < NNLEN + 1; i++)
        name[i] = u'x';
    name[NNLEN + 1] = 0;
    const struct {
        const char *what;
        LPWSTR name;
        NET_API_STATUS status;
    } rows[] = {
        { "NULL", NULL, ERROR_INVALID_PARAMETER },
        { "empty", WIDE(u""), ERROR_INVALID_PARAMETER },
        { "longest", name + 1, ERROR_NO_SUCH_LOGON_SESSION },
        { "too long", name, ERROR_INVALID_NAME },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        LPBYTE buffer = &any;
        print_message("# %s\n", rows[i].what);
        assert_int_equal(NetShareGetInfo(WIDE(u"\\\\fs1"), rows[i].name, 1, &buffer),
                         rows[i].status);
        assert_null(buffer);
        assert_int_not_equal(NetShareGetInfo(WIDE(u"\\\\fs1"), rows[i].name, 1, NULL),
                             NERR_Success);
        assert_int_equal(NetShareDel(WIDE(u"\\\\fs1"), rows[i].name, 0), rows[i].status);
        assert_int_equal(NetShareDelSticky(WIDE(u"\\\\fs1"), rows[i].name, 0), rows[i].status);
    }
}

static void a_session_is_named_by_its_client_and_its_user(void **state)
{
    static const struct {
        const char *what;
        const char16_t *client, *user;
        NET_API_STATUS get, del;
    } rows[] = {
        { "both", u"\\\\c", u"u", ERROR_NO_SUCH_LOGON_SESSION, ERROR_NO_SUCH_LOGON_SESSION },
        { "no client", NULL, u"u", ERROR_INVALID_PARAMETER, ERROR_NO_SUCH_LOGON_SESSION },
        { "empty client", u"", u"u", ERROR_INVALID_PARAMETER, ERROR_NO_SUCH_LOGON_SESSION },
        { "no user", u"\\\\c", NULL, ERROR_INVALID_PARAMETER, ERROR_NO_SUCH_LOGON_SESSION },
        { "empty user", u"\\\\c", u"", ERROR_INVALID_PARAMETER, ERROR_NO_SUCH_LOGON_SESSION },
        { "neither", NULL, NULL, ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER },
        { "both empty", u"", u"", ERROR_INVALID_PARAMETER, ERROR_INVALID_PARAMETER },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        BYTE any;
        LPBYTE buffer = &any;
        LPWSTR client = WIDE(rows[i].client), user = WIDE(rows[i].user);
        print_message("# %s\n", rows[i].what);
        assert_int_equal(NetSessionGetInfo(WIDE(u"\\\\fs1"), client, user, 1, &buffer),
                         rows[i].get);
        assert_null(buffer);
        assert_int_equal(NetSessionDel(WIDE(u"\\\\fs1"), client, user), rows[i].del);
    }
}

static void connections_are_listed_of_something(void **state)
{
    static const char16_t *const nothing[] = { NULL, u"" };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        BYTE any;
        LPBYTE buffer = &any;
        DWORD read, total;
        assert_int_equal(NetConnectionEnum(WIDE(u"\\\\fs1"), WIDE(nothing[i]), 1, &buffer, 100,
                                           &read, &total, NULL),
                         ERROR_INVALID_PARAMETER);
        assert_null(buffer);
    }
}

static void a_device_is_checked_by_its_name_and_a_type_is_given_back(void **state)
{
    (void)state;
    DWORD type = GARBAGE;
    assert_int_equal(NetShareCheck(WIDE(u"\\\\fs1"), NULL, &type), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetShareCheck(WIDE(u"\\\\fs1"), WIDE(u""), &type), ERROR_INVALID_PARAMETER);
    assert_int_equal(type, 0);
    assert_int_equal(NetShareCheck(WIDE(u"\\\\fs1"), WIDE(u"C:"), NULL), ERROR_INVALID_PARAMETER);
}

static void a_transport_is_named_and_unbound_with_a_known_force(void **state)
{
    (void)state;
    LPWSTR server = WIDE(u"\\\\fs1"), name = WIDE(u"\\Device\\x");
    assert_int_equal(NetWkstaTransportDel(server, NULL, 0), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetWkstaTransportDel(server, WIDE(u""), 0), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetWkstaTransportDel(server, name, USE_LOTS_OF_FORCE + 1),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(NetWkstaTransportDel(server, name, USE_LOTS_OF_FORCE),
                     ERROR_NO_SUCH_LOGON_SESSION);
}

static void statistics_are_those_of_a_service_that_counts(void **state)
{
    static const char16_t *const none[] = { u"", u"LanmanServers", u"srv" };
    BYTE any;
    LPBYTE buffer = &any;
    (void)state;
    assert_int_equal(NetStatisticsGet(NULL, NULL, 0, 0, &buffer), ERROR_INVALID_PARAMETER);
    assert_null(buffer);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        buffer = &any;
        assert_int_equal(NetStatisticsGet(WIDE(u"\\\\fs1"), WIDE(none[i]), 0, 0, &buffer),
                         ERROR_NOT_SUPPORTED);
        assert_null(buffer);
    }
}

static void options_of_a_computer_are_asked_for_when_they_are_wanted(void **state)
{
    static const struct {
        const char *what;
        const char16_t *server;
        DWORD wanted;
        NET_API_STATUS status;
        DWORD supported;
    } rows[] = {
        { "this computer", NULL, SUPPORTS_ANY, NERR_Success, SUPPORTS_LOCAL },
        { "by name", u"\\\\localhost", SUPPORTS_ANY, NERR_Success, SUPPORTS_LOCAL },
        { "not whether it is local", u"", SUPPORTS_ANY - SUPPORTS_LOCAL, NERR_Success, 0 },
        { "no name", u"\\\\", SUPPORTS_ANY, ERROR_INVALID_NAME, 0 },
        { "nothing wanted", NULL, 0, ERROR_INVALID_PARAMETER, 0 },
        { "only what needs no server", u"\\\\fs1", SUPPORTS_LOCAL | SUPPORTS_REMOTE_ADMIN_PROTOCOL,
          NERR_Success, 0 },
        { "RPC", u"\\\\fs1", SUPPORTS_RPC, ERROR_NO_SUCH_LOGON_SESSION, 0 },
        { "Unicode", u"\\\\fs1", SUPPORTS_UNICODE, ERROR_NO_SUCH_LOGON_SESSION, 0 },
        { "SAM", u"\\\\fs1", SUPPORTS_SAM_PROTOCOL, ERROR_NO_SUCH_LOGON_SESSION, 0 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        DWORD supported = GARBAGE;
        print_message("# %s\n", rows[i].what);
        assert_int_equal(
            NetRemoteComputerSupports(WIDE(rows[i].server), rows[i].wanted, &supported),
            rows[i].status);
        assert_int_equal(supported, rows[i].supported);
        assert_int_equal(NetRemoteComputerSupports(WIDE(rows[i].server), rows[i].wanted, NULL),
                         ERROR_INVALID_PARAMETER);
    }
}

static void names_of_a_computer_are_listed_by_a_type(void **state)
{
    LPWSTR any, *names = &any;
    DWORD count = GARBAGE;
    (void)state;
    assert_int_equal(NetEnumerateComputerNames(NULL, NetAllComputerNames, 0, NULL, &names),
                     ERROR_INVALID_PARAMETER);
    assert_null(names);
    assert_int_equal(NetEnumerateComputerNames(NULL, NetAllComputerNames, 0, &count, NULL),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(count, 0);
    static const int none[] = { NetComputerNameTypeMax, 77, -1 };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        names = &any;
        count = GARBAGE;
        assert_int_equal(
            NetEnumerateComputerNames(NULL, (NET_COMPUTER_NAME_TYPE)none[i], 0, &count, &names),
            ERROR_INVALID_PARAMETER);
        assert_null(names);
        assert_int_equal(count, 0);
    }
}

/* ---- Functions that are not served yet: a row goes when its function comes ---- */

struct outs {
    LPBYTE *buffer;
    LPDWORD read, total;
};

#define W WIDE(u"x")
#define ACT(function, ...)                                                                         \
    static NET_API_STATUS call_##function(const struct outs *o)                                    \
    {                                                                                              \
        (void)o;                                                                                   \
        return function(__VA_ARGS__);                                                              \
    }

ACT(NetUserSetGroups, W, W, 0, NULL, 0)
ACT(NetUserModalsSet, W, 0, NULL, NULL)
ACT(NetGroupAdd, W, 0, NULL, NULL)
ACT(NetGroupAddUser, W, W, W)
ACT(NetGroupSetInfo, W, W, 0, NULL, NULL)
ACT(NetGroupDel, W, W)
ACT(NetGroupDelUser, W, W, W)
ACT(NetGroupSetUsers, W, W, 0, NULL, 0)
ACT(NetLocalGroupAdd, W, 0, NULL, NULL)
ACT(NetLocalGroupAddMember, W, W, NULL)
ACT(NetLocalGroupSetInfo, W, W, 1, NULL, NULL)
ACT(NetLocalGroupDel, W, W)
ACT(NetLocalGroupDelMember, W, W, NULL)
ACT(NetLocalGroupGetMembers, W, W, 0, o->buffer, 100, o->read, o->total, NULL)
ACT(NetLocalGroupSetMembers, W, W, 0, NULL, 0)
ACT(NetLocalGroupAddMembers, W, W, 0, NULL, 0)
ACT(NetLocalGroupDelMembers, W, W, 0, NULL, 0)
ACT(NetGetDisplayInformationIndex, W, 1, W, o->read)
ACT(NetAccessAdd, W, 1, NULL, NULL)
ACT(NetAccessEnum, W, W, 1, 0, o->buffer, 100, o->read, o->total, NULL)
ACT(NetAccessGetInfo, W, W, 0, o->buffer)
ACT(NetAccessSetInfo, W, W, 1, NULL, NULL)
ACT(NetAccessDel, W, W)
ACT(NetAccessGetUserPerms, W, W, W, o->read)
ACT(NetValidatePasswordPolicy, W, NULL, NetValidateAuthentication, NULL, (LPVOID *)o->buffer)
ACT(NetValidatePasswordPolicyFree, (LPVOID *)o->buffer)
ACT(NetGetDCName, W, W, o->buffer)
ACT(NetGetAnyDCName, W, W, o->buffer)
ACT(I_NetLogonControl, W, 1, 1, o->buffer)
ACT(I_NetLogonControl2, W, 1, 1, NULL, o->buffer)

/* What a function gives back. */
enum { BUFFER = 1, READ = 2, TOTAL = 4, LISTS = BUFFER | READ | TOTAL };

#define ROW(function, gives)                                                                       \
    {                                                                                              \
#function, call_##function, gives                                                          \
    }
static const struct {
    const char *name;
    NET_API_STATUS (*call)(const struct outs *);
    unsigned gives;
} unserved[] = {
    ROW(NetUserSetGroups, 0),
    ROW(NetUserModalsSet, 0),
    ROW(NetGroupAdd, 0),
    ROW(NetGroupAddUser, 0),
    ROW(NetGroupSetInfo, 0),
    ROW(NetGroupDel, 0),
    ROW(NetGroupDelUser, 0),
    ROW(NetGroupSetUsers, 0),
    ROW(NetLocalGroupAdd, 0),
    ROW(NetLocalGroupAddMember, 0),
    ROW(NetLocalGroupSetInfo, 0),
    ROW(NetLocalGroupDel, 0),
    ROW(NetLocalGroupDelMember, 0),
    ROW(NetLocalGroupGetMembers, LISTS),
    ROW(NetLocalGroupSetMembers, 0),
    ROW(NetLocalGroupAddMembers, 0),
    ROW(NetLocalGroupDelMembers, 0),
    ROW(NetGetDisplayInformationIndex, READ),
    ROW(NetAccessAdd, 0),
    ROW(NetAccessEnum, LISTS),
    ROW(NetAccessGetInfo, BUFFER),
    ROW(NetAccessSetInfo, 0),
    ROW(NetAccessDel, 0),
    ROW(NetAccessGetUserPerms, READ),
    ROW(NetValidatePasswordPolicy, BUFFER),
    ROW(NetValidatePasswordPolicyFree, 0),
    ROW(NetGetDCName, BUFFER),
    ROW(NetGetAnyDCName, BUFFER),
    ROW(I_NetLogonControl, BUFFER),
    ROW(I_NetLogonControl2, BUFFER),
};

static void functions_that_are_not_served_say_so_and_give_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unserved / sizeof *unserved; i++) {
        BYTE any;
        LPBYTE buffer = &any;
        DWORD read = GARBAGE, total = GARBAGE;
        print_message("# %s\n", unserved[i].name);
        assert_int_equal(unserved[i].call(&(struct outs){ &buffer, &read, &total }),
                         ERROR_NOT_SUPPORTED);
        assert_ptr_equal(buffer, unserved[i].gives & BUFFER ? NULL : &any);
        assert_int_equal(read, unserved[i].gives & READ ? 0 : GARBAGE);
        assert_int_equal(total, unserved[i].gives & TOTAL ? 0 : GARBAGE);
        assert_int_equal(unserved[i].call(&(struct outs){ NULL, NULL, NULL }), ERROR_NOT_SUPPORTED);
    }
}

/* ---- Surroundings ---- */

static int empty_configuration(void **state)
{
    (void)state;
    write_file(conf, "");
    unsetenv("NETAPI32_CREDENTIALS");
    return 0;
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(conf, sizeof conf, "%s/conf", folder);
    snprintf(credentials, sizeof credentials, "%s/credentials", folder);
    /* not the ticket of whoever runs this */
    if (setenv("KRB5CCNAME", "FILE:/nonexistent/ccache", 1))
        return -1;
    return setenv("NETAPI32_CONF", conf, 1);
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(conf);
    unlink(credentials);
    return rmdir(folder);
}

#define TEST(f) cmocka_unit_test_setup(f, empty_configuration)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_null_out_pointer_is_refused),
        TEST(an_enumeration_wants_all_its_out_pointers),
        TEST(a_level_that_is_none_is_refused),
        TEST(a_server_that_cannot_be_asked_is_told_by_its_code),
        TEST(a_server_that_is_not_there_is_no_path),
        TEST(credentials_that_cannot_be_read_are_told),
        TEST(a_configuration_that_cannot_be_used_is_told),
        TEST(a_share_is_asked_about_by_its_name),
        TEST(a_session_is_named_by_its_client_and_its_user),
        TEST(connections_are_listed_of_something),
        TEST(a_device_is_checked_by_its_name_and_a_type_is_given_back),
        TEST(a_transport_is_named_and_unbound_with_a_known_force),
        TEST(statistics_are_those_of_a_service_that_counts),
        TEST(options_of_a_computer_are_asked_for_when_they_are_wanted),
        TEST(names_of_a_computer_are_listed_by_a_type),
        TEST(functions_that_are_not_served_say_so_and_give_nothing),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
