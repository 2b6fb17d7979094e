/* SPDX-License-Identifier: MIT */
/*
 * Every served function against a real server with the 1st, 2nd, 3rd ... allocation failing, from
 * the reading of the configuration to the buffer of the answer: starve SERVER SHARE. Each failure
 * must be reported as ERROR_NOT_ENOUGH_MEMORY with untouched out parameters, and leaks are the
 * sanitizer's to find.
 */
#include <windows.h>
#include <lm.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/utf16.h"
#include "fail_alloc.h"

#define RUNS_MAX 500u /* far more than any call allocates */

static LPWSTR server, share;

static NET_API_STATUS enum_shares(LPBYTE *buffer)
{
    DWORD count = 99, total = 99;
    NET_API_STATUS status =
        NetShareEnum(server, 502, buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL);
    if (status != NERR_Success && (count || total))
        return ERROR_INTERNAL_ERROR;
    return status;
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

static const struct {
    const char *name;
    NET_API_STATUS (*call)(LPBYTE *buffer);
} calls[] = {
    { "NetShareEnum", enum_shares },     { "NetShareGetInfo", get_share },
    { "NetServerGetInfo", get_server },  { "NetWkstaGetInfo", get_wksta },
    { "NetRemoteTOD", get_time },
};

/* Fails one allocation after the other until the call needs no more. Returns how many it made, 0
 * when one of its failures was not reported as it must be. */
static unsigned starve(NET_API_STATUS (*call)(LPBYTE *buffer))
{
    for (unsigned n = 1; n <= RUNS_MAX; n++) {
        LPBYTE buffer = (LPBYTE)&buffer;
        fail_alloc_at(n);
        NET_API_STATUS status = call(&buffer);
        fail_alloc_pause();
        bool failed = fail_alloc_done();
        if (status == NERR_Success && buffer && NetApiBufferFree(buffer) == NERR_Success) {
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
    int failures = 0;
    if (argc != 3)
        return 2;
    server = utf16_new(argv[1]);
    share = utf16_new(argv[2]);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        unsigned allocations = starve(calls[i].call);
        printf("%s %s survives each of its %u allocations failing\n", allocations ? "ok" : "FAIL",
               calls[i].name, allocations);
        failures += !allocations;
    }
    return failures != 0;
}
