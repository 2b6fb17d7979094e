/* SPDX-License-Identifier: MIT */
/* Arguments in, one buffer out. Out parameters are set once, at the end; a buffer is never handed
 * out with an error, except with ERROR_MORE_DATA. */
#include "api/api.h"

#include <assert.h>
#include <string.h>

#include "base/buffer.h"
#include "lmerr.h"
#include "provider/provider.h"
#include "winerror.h"

/* The buffer of an answer with one structure; without it there is no success. */
static NET_API_STATUS take_info(void *info, void *block, LPBYTE *bufptr)
{
    if (!info)
        return RPC_X_BAD_STUB_DATA;
    assert(info == block);
    *bufptr = block;
    return NERR_Success;
}

/* What a call may have beside its frame. */
struct call_extra {
    call_seal *seal;
    struct deadline *until; /* NULL: a deadline of its own */
};

static NET_API_STATUS make_call(const char *function, const struct rpc_op *op, LPCWSTR servername,
                                void *frame, const struct call_extra *extra, void **block)
{
    struct call call;
    const struct provider *provider;
    *block = NULL;
    NET_API_STATUS status = call_start(&call, function, servername, &provider);
    call.seal = extra->seal;
    if (extra->until && extra->until->at_ms)
        call.deadline = *extra->until;
    else if (extra->until)
        *extra->until = call.deadline;
    *(LPWSTR *)frame = call.unc;
    if (status == NERR_Success)
        status = provider->call(&call, op, frame, block);
    call_end(&call);
    return status;
}

NET_API_STATUS api_call(const char *function, const struct rpc_op *op, LPCWSTR servername,
                        void *frame, void **block)
{
    return make_call(function, op, servername, frame, &(struct call_extra){ 0 }, block);
}

NET_API_STATUS api_call_sealed(const char *function, const struct rpc_op *op, LPCWSTR servername,
                               void *frame, call_seal *seal, void **block)
{
    return make_call(function, op, servername, frame, &(struct call_extra){ .seal = seal }, block);
}

NET_API_STATUS api_call_until(const char *function, const struct rpc_op *op, LPCWSTR servername,
                              void *frame, struct deadline *until, void **block)
{
    return make_call(function, op, servername, frame, &(struct call_extra){ .until = until },
                     block);
}

NET_API_STATUS api_call_info(const char *function, const struct rpc_op *op, LPCWSTR servername,
                             void *frame, void **info, LPBYTE *bufptr)
{
    void *block;
    NET_API_STATUS status = api_call(function, op, servername, frame, &block);
    if (status == NERR_Success)
        return take_info(*info, block, bufptr);
    if (!block)
        return status;
    buffer_free(block); /* there is no more data than one structure */
    return RPC_X_BAD_STUB_DATA;
}

NET_API_STATUS api_get_info(const char *function, const struct rpc_op *op,
                            const struct net_family *family, const struct get_args *args)
{
    if (!args->bufptr)
        return ERROR_INVALID_PARAMETER;
    *args->bufptr = NULL;
    if (family && !net_family_find(family, args->level, NET_GET))
        return ERROR_INVALID_LEVEL;
    struct info_frame frame = {
        .name = frame_name(args->name),
        .number = args->number,
        .level = args->level,
    };
    return api_call_info(function, op, args->servername, &frame, &frame.info, args->bufptr);
}

NET_API_STATUS api_enum(const char *function, const struct rpc_op *op,
                        const struct net_family *family, const struct enum_args *args)
{
    return api_enum_until(function, op, family, args, NULL);
}

NET_API_STATUS api_enum_until(const char *function, const struct rpc_op *op,
                              const struct net_family *family, const struct enum_args *args,
                              struct deadline *until)
{
    if (args->bufptr)
        *args->bufptr = NULL;
    if (!args->bufptr || !args->entriesread || !args->totalentries)
        return ERROR_INVALID_PARAMETER;
    *args->entriesread = *args->totalentries = 0;
    if (!net_family_find(family, args->level, NET_ENUM))
        return ERROR_INVALID_LEVEL;
    void *block;
    struct enum_frame frame = {
        .name = frame_name(args->name),
        .user = frame_name(args->user),
        .info = { .level = args->level },
        .prefmaxlen = args->prefmaxlen,
        .has_resume = args->resume != NULL,
        .resume = args->resume ? *args->resume : 0,
    };
    NET_API_STATUS status = api_call_until(function, op, args->servername, &frame, until, &block);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    assert(frame.info.list.items == block);
    *args->bufptr = block;
    *args->entriesread = frame.info.list.count;
    *args->totalentries = frame.total;
    if (args->resume && frame.has_resume)
        *args->resume = frame.resume;
    return status;
}

void api_shorten(const struct enum_args *args, DWORD count)
{
    *args->entriesread = count;
    if (count || !*args->bufptr)
        return;
    buffer_free(*args->bufptr);
    *args->bufptr = NULL;
}

void api_filter(const struct enum_args *args, size_t size,
                bool (*keep)(const void *entry, const struct enum_args *))
{
    uint8_t *entries = *args->bufptr;
    DWORD kept = 0, count = *args->entriesread;
    for (DWORD i = 0; i < count; i++)
        if (keep(entries + i * size, args))
            memmove(entries + kept++ * size, entries + i * size, size);
    api_shorten(args, kept);
    *args->totalentries -= *args->totalentries < count - kept ? *args->totalentries : count - kept;
}

NET_API_STATUS api_act(const char *function, const struct rpc_op *op, LPCWSTR servername,
                       struct act_frame *frame)
{
    void *block;
    return api_call(function, op, servername, frame, &block);
}
