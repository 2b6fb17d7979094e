/* SPDX-License-Identifier: MIT */
/*
 * Every served function against a real server with the 1st, 2nd, 3rd ... allocation failing, from
 * the reading of the configuration to the buffer of the answer: starve SERVER SHARE. Each failure
 * must be reported as ERROR_NOT_ENOUGH_MEMORY with untouched out parameters, and leaks are the
 * sanitizer's to find. What would change the server is asked about things that it does not have.
 */
#include <windows.h>
#include <lm.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/utf16.h"
#include "fail_alloc.h"

#define RUNS_MAX 500u /* far more than any call allocates */

static LPWSTR server, share, nothing, path; /* path: \\SERVER\SHARE */

/* An enumeration; its filters are the middle arguments, each with a comma behind. */
#define LIST(function, level, ...)                                                                 \
    static NET_API_STATUS call_##function(LPBYTE *buffer)                                          \
    {                                                                                              \
        DWORD count = 99, total = 99;                                                              \
        NET_API_STATUS status = function(server, __VA_ARGS__ level, buffer, MAX_PREFERRED_LENGTH,  \
                                         &count, &total, NULL);                                    \
        return status != NERR_Success && (count || total) ? ERROR_INTERNAL_ERROR : status;         \
    }
/* A call that gives back no buffer. */
#define ACT(function, ...)                                                                         \
    static NET_API_STATUS call_##function(LPBYTE *buffer)                                          \
    {                                                                                              \
        *buffer = NULL;                                                                            \
        return function(server, __VA_ARGS__);                                                      \
    }
#define SHARE_FILTER share,

static SERVER_ALIAS_INFO_0 alias;
static SERVER_TRANSPORT_INFO_3 transport;
static WKSTA_INFO_1013 keep_conn = { 600 };

LIST(NetShareEnum, 502, )
LIST(NetShareEnumSticky, 502, )
LIST(NetSessionEnum, 1, NULL, NULL, )
LIST(NetFileEnum, 3, NULL, NULL, )
LIST(NetConnectionEnum, 1, SHARE_FILTER)
LIST(NetWkstaUserEnum, 1, )
LIST(NetWkstaTransportEnum, 0, )
ACT(NetSessionDel, nothing, nothing)
ACT(NetFileClose, ~0u)
ACT(NetShareDel, nothing, 0)
ACT(NetShareDelSticky, nothing, 0)

LIST(NetServerDiskEnum, 0, )
LIST(NetServerTransportEnum, 0, )
LIST(NetServerAliasEnum, 0, )
ACT(NetServerAliasAdd, 0, (LPBYTE)&alias)
ACT(NetServerTransportAddEx, 3, (LPBYTE)&transport)
ACT(NetWkstaSetInfo, 1013, (LPBYTE)&keep_conn, NULL)
ACT(NetWkstaTransportDel, nothing, 0)

static NET_API_STATUS add_share(LPBYTE *buffer)
{
    SHARE_INFO_2 info = { .shi2_netname = nothing, .shi2_remark = nothing, .shi2_path = nothing };
    *buffer = NULL;
    return NetShareAdd(server, 2, (LPBYTE)&info, NULL);
}

static NET_API_STATUS set_share(LPBYTE *buffer)
{
    SHARE_INFO_1004 info = { nothing };
    *buffer = NULL;
    return NetShareSetInfo(server, nothing, 1004, (LPBYTE)&info, NULL);
}

static NET_API_STATUS set_server(LPBYTE *buffer)
{
    SERVER_INFO_1010 info = { 15 };
    *buffer = NULL;
    return NetServerSetInfo(server, 1010, (LPBYTE)&info, NULL);
}

static NET_API_STATUS get_statistics(LPBYTE *buffer)
{
    static WCHAR service[] = u"LanmanServer";
    return NetStatisticsGet(server, service, 0, 0, buffer);
}

static NET_API_STATUS check_share(LPBYTE *buffer)
{
    DWORD type = 99;
    *buffer = NULL;
    NET_API_STATUS status = NetShareCheck(server, nothing, &type);
    return type ? ERROR_INTERNAL_ERROR : status;
}

static NET_API_STATUS get_session(LPBYTE *buffer)
{
    return NetSessionGetInfo(server, nothing, nothing, 1, buffer);
}

static NET_API_STATUS get_file(LPBYTE *buffer)
{
    return NetFileGetInfo(server, ~0u, 3, buffer);
}

static NET_API_STATUS get_share(LPBYTE *buffer)
{
    return NetShareGetInfo(server, share, 2, buffer);
}

static NET_API_STATUS get_server(LPBYTE *buffer)
{
    return NetServerGetInfo(server, 101, buffer);
}

static NET_API_STATUS get_wksta(LPBYTE *buffer)
{
    return NetWkstaGetInfo(server, 100, buffer);
}

static NET_API_STATUS get_time(LPBYTE *buffer)
{
    return NetRemoteTOD(server, buffer);
}

/* Makes a use by what is configured, and ends it, so that the next one logs on again. */
static NET_API_STATUS use_share(LPBYTE *buffer)
{
    USE_INFO_1 use = { .ui1_remote = path, .ui1_asg_type = USE_WILDCARD };
    *buffer = NULL;
    NET_API_STATUS status = NetUseAdd(NULL, 1, (LPBYTE)&use, NULL);
    if (status != NERR_Success)
        return status;
    status = NetUseDel(NULL, path, USE_NOFORCE);
    if (status == ERROR_NOT_ENOUGH_MEMORY && NetUseDel(NULL, path, USE_NOFORCE) != NERR_Success)
        return ERROR_INTERNAL_ERROR; /* it should still be there */
    return status;
}

static const struct {
    const char *name;
    NET_API_STATUS (*call)(LPBYTE *buffer);
    bool serves; /* every server answers it with success */
} calls[] = {
    { "NetShareEnum", call_NetShareEnum, true },
    { "NetShareGetInfo", get_share, true },
    { "NetServerGetInfo", get_server, true },
    { "NetWkstaGetInfo", get_wksta, true },
    { "NetRemoteTOD", get_time, true },
    { "NetShareEnumSticky", call_NetShareEnumSticky, true },
    { "NetUseAdd and NetUseDel", use_share, true },
    /* who may ask these, and what is there, differs from server to server */
    { "NetSessionEnum", call_NetSessionEnum, false },
    { "NetSessionGetInfo", get_session, false },
    { "NetFileEnum", call_NetFileEnum, false },
    { "NetConnectionEnum", call_NetConnectionEnum, false },
    { "NetWkstaUserEnum", call_NetWkstaUserEnum, false },
    { "NetFileClose", call_NetFileClose, false },
    { "NetShareDel", call_NetShareDel, false },
    { "NetShareDelSticky", call_NetShareDelSticky, false },
    { "NetSessionDel", call_NetSessionDel, false },
    { "NetShareCheck", check_share, false },
    { "NetFileGetInfo", get_file, false },
    { "NetWkstaTransportEnum", call_NetWkstaTransportEnum, false },
    { "NetWkstaTransportDel", call_NetWkstaTransportDel, false },
    { "NetWkstaSetInfo", call_NetWkstaSetInfo, false },
    { "NetServerDiskEnum", call_NetServerDiskEnum, true },
    { "NetServerSetInfo", set_server, false },
    { "NetServerTransportEnum", call_NetServerTransportEnum, false },
    { "NetServerTransportAddEx", call_NetServerTransportAddEx, false },
    { "NetServerAliasEnum", call_NetServerAliasEnum, false },
    { "NetServerAliasAdd", call_NetServerAliasAdd, false },
    { "NetShareAdd", add_share, false },
    { "NetShareSetInfo", set_share, false },
    { "NetStatisticsGet", get_statistics, false },
};

/* Fails one allocation after the other until the call needs no more; then it answers as it does
 * with memory. Returns how many it made, 0 when one of its failures was not reported as it must
 * be. */
static unsigned starve(NET_API_STATUS (*call)(LPBYTE *buffer), bool serves)
{
    LPBYTE answer = NULL;
    NET_API_STATUS expected = call(&answer);
    if (NetApiBufferFree(answer) != NERR_Success || expected == ERROR_NOT_ENOUGH_MEMORY ||
        (serves && expected != NERR_Success)) {
        printf("# with memory: result %u\n", expected);
        return 0;
    }
    for (unsigned n = 1; n <= RUNS_MAX; n++) {
        LPBYTE buffer = (LPBYTE)&buffer;
        fail_alloc_at(n);
        NET_API_STATUS status = call(&buffer);
        fail_alloc_pause();
        bool failed = fail_alloc_done();
        if (status == expected && NetApiBufferFree(buffer) == NERR_Success) {
            if (!failed)
                return n - 1;
            continue; /* something the call can do without, such as locked memory */
        }
        if (!failed || status != ERROR_NOT_ENOUGH_MEMORY || buffer) {
            printf("# allocation %u: result %u, buffer %p\n", n, status, (void *)buffer);
            return 0;
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    char remote[600];
    int failures = 0;
    if (argc != 3)
        return 2;
    snprintf(remote, sizeof remote, "%s\\%s", argv[1], argv[2]);
    path = utf16_new(remote);
    server = utf16_new(argv[1]);
    share = utf16_new(argv[2]);
    nothing = utf16_new("nosuch");
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        unsigned allocations = starve(calls[i].call, calls[i].serves);
        printf("%s %s survives each of its %u allocations failing\n", allocations ? "ok" : "FAIL",
               calls[i].name, allocations);
        failures += !allocations;
    }
    return failures != 0;
}
