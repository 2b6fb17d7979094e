/* SPDX-License-Identifier: MIT */
/* Arguments in, one buffer out. Out parameters are set once, at the end; a buffer is never handed
 * out with an error, except with ERROR_MORE_DATA. */
#include "api/api.h"

#include <assert.h>

#include "base/buffer.h"
#include "lmerr.h"
#include "provider/provider.h"
#include "winerror.h"

/* A name as a frame holds it. The frame is only read from, so the const goes no further. */
static LPWSTR frame_name(LPCWSTR name)
{
    return (LPWSTR)(uintptr_t)name;
}

/* The buffer of an answer with one structure; without it there is no success. */
static NET_API_STATUS take_info(void *info, void *block, LPBYTE *bufptr)
{
    if (!info)
        return RPC_X_BAD_STUB_DATA;
    assert(info == block);
    *bufptr = block;
    return NERR_Success;
}

NET_API_STATUS api_get_info(const char *function, const struct rpc_op *op,
                            const struct net_family *family, LPCWSTR servername, LPCWSTR name,
                            DWORD level, LPBYTE *bufptr)
{
    if (!bufptr)
        return ERROR_INVALID_PARAMETER;
    *bufptr = NULL;
    if (family && !net_family_find(family, level, NET_GET))
        return ERROR_INVALID_LEVEL;
    struct call call;
    const struct provider *provider;
    void *block = NULL;
    NET_API_STATUS status = call_start(&call, function, servername, &provider);
    struct info_frame frame = { .server = call.unc, .name = frame_name(name), .level = level };
    if (status == NERR_Success)
        status = provider->call(&call, op, &frame, &block);
    if (status == NERR_Success)
        status = take_info(frame.info, block, bufptr);
    else if (block) {
        buffer_free(block); /* there is no more data than one structure */
        status = RPC_X_BAD_STUB_DATA;
    }
    call_end(&call);
    return status;
}

NET_API_STATUS api_enum(const char *function, const struct rpc_op *op,
                        const struct net_family *family, LPCWSTR servername, DWORD level,
                        LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                        LPDWORD totalentries, LPDWORD resume)
{
    if (bufptr)
        *bufptr = NULL;
    if (!bufptr || !entriesread || !totalentries)
        return ERROR_INVALID_PARAMETER;
    *entriesread = *totalentries = 0;
    if (!net_family_find(family, level, NET_ENUM))
        return ERROR_INVALID_LEVEL;
    struct call call;
    const struct provider *provider;
    void *block = NULL;
    NET_API_STATUS status = call_start(&call, function, servername, &provider);
    struct enum_frame frame = {
        .server = call.unc,
        .info = { .level = level },
        .prefmaxlen = prefmaxlen,
        .has_resume = resume != NULL,
        .resume = resume ? *resume : 0,
    };
    if (status == NERR_Success)
        status = provider->call(&call, op, &frame, &block);
    if (status == NERR_Success || status == ERROR_MORE_DATA) {
        assert(frame.info.list.items == block);
        *bufptr = block;
        *entriesread = frame.info.list.count;
        *totalentries = frame.total;
        if (resume && frame.has_resume)
            *resume = frame.resume;
    }
    call_end(&call);
    return status;
}
