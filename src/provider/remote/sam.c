/* SPDX-License-Identifier: MIT */
/* A task of several SAMR calls on one channel: from the connect to the domains, once a channel. */
#include "provider/remote/sam.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/log.h"
#include "base/secdesc.h"
#include "base/utf16.h"
#include "layout/ops.h"
#include "lmcons.h"
#include "lmerr.h"
#include "provider/remote/remote.h"
#include "winerror.h"

#define CONNECT_VERSION  1u
#define CONNECT_REVISION 3u /* [MS-SAMR] 2.2.7.15: what current clients say */

/* A buffer of an answer. */
struct sam_block {
    struct sam_block *next;
    void *data;
};

static void sam_forget(struct sam *s)
{
    for (struct sam_block *b = s->blocks; b; b = b->next)
        buffer_free(b->data);
    s->blocks = NULL;
}

/* The task owns the buffer of an answer. */
static NET_API_STATUS sam_keep(struct sam *s, void *block)
{
    if (!block)
        return NERR_Success;
    struct sam_block *b = arena_new(&s->call->arena, sizeof *b);
    if (!b) {
        buffer_free(block);
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    *b = (struct sam_block){ s->blocks, block };
    s->blocks = b;
    return NERR_Success;
}

NET_API_STATUS sam_call(struct sam *s, const struct rpc_op *op, struct samr_frame *frame)
{
    void *block = NULL;
    NET_API_STATUS status = remote_call_on(s->call, s->channel.assoc, op, frame, &block);
    NET_API_STATUS kept = sam_keep(s, block);
    return kept == NERR_Success ? status : kept;
}

NET_API_STATUS sam_call_on(struct sam *s, const struct rpc_op *op,
                           const BYTE handle[SAMR_HANDLE_SIZE], struct samr_frame *frame)
{
    memcpy(frame->handle, handle, SAMR_HANDLE_SIZE);
    return sam_call(s, op, frame);
}

/* ---- The way in ---- */

static NET_API_STATUS sam_connect(struct sam *s)
{
    struct samr_frame frame = { .server = s->call->unc,
                                .access = SAM_MAXIMUM_ALLOWED,
                                .version = CONNECT_VERSION,
                                .tag = CONNECT_VERSION,
                                .revision = CONNECT_REVISION };
    if (s->handles->connected)
        return NERR_Success;
    NET_API_STATUS status = sam_call(s, &SamrConnect5, &frame);
    if (status == RPC_S_PROCNUM_OUT_OF_RANGE)
        status = sam_call(s, &SamrConnect2, &frame);
    if (status != NERR_Success)
        return status;
    memcpy(s->handles->server, frame.opened, SAMR_HANDLE_SIZE);
    s->handles->connected = true;
    return NERR_Success;
}

/* A server has two domains: its own accounts, and those that every server has, "Builtin". */
static bool is_domain(LPCWSTR name, enum sam_domain_kind kind)
{
    return name && utf16_same_name(name, u"Builtin") == (kind == SAM_BUILTIN);
}

static NET_API_STATUS find_domain(struct sam *s, enum sam_domain_kind kind, LPWSTR *name)
{
    struct samr_frame frame = { .prefmaxlen = MAX_PREFERRED_LENGTH };
    NET_API_STATUS status =
        sam_call_on(s, &SamrEnumerateDomainsInSamServer, s->handles->server, &frame);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    const struct samr_entry *entries = frame.list.items;
    for (DWORD i = 0; i < frame.list.count; i++) {
        if (!is_domain(entries[i].name, kind))
            continue;
        *name = entries[i].name;
        return NERR_Success;
    }
    return ERROR_NO_SUCH_DOMAIN;
}

static NET_API_STATUS read_domain(struct sam *s, LPWSTR name, struct sam_domain *d)
{
    struct samr_frame frame = { .name = name, .access = SAM_MAXIMUM_ALLOWED };
    if (utf16_len(name) >= sizeof d->name / sizeof *d->name)
        return RPC_X_BAD_STUB_DATA;
    NET_API_STATUS status =
        sam_call_on(s, &SamrLookupDomainInSamServer, s->handles->server, &frame);
    if (status == NERR_Success && !frame.sid)
        status = RPC_X_BAD_STUB_DATA;
    if (status == NERR_Success)
        status = sam_call(s, &SamrOpenDomain, &frame);
    if (status != NERR_Success)
        return status;
    memcpy(d->name, name, (utf16_len(name) + 1) * sizeof *name);
    memcpy(d->sid, frame.sid, SID_HEADER + 4 * (size_t)((const BYTE *)frame.sid)[1]);
    memcpy(d->handle, frame.opened, SAMR_HANDLE_SIZE);
    d->open = true;
    return NERR_Success;
}

NET_API_STATUS sam_open_domain(struct sam *s, enum sam_domain_kind kind,
                               const struct sam_domain **domain)
{
    struct sam_domain *d = &s->handles->domains[kind];
    LPWSTR name;
    *domain = d;
    if (d->open)
        return NERR_Success;
    NET_API_STATUS status = sam_connect(s);
    if (status == NERR_Success)
        status = find_domain(s, kind, &name);
    return status == NERR_Success ? read_domain(s, name, d) : status;
}

/* ---- Accounts ---- */

NET_API_STATUS sam_lookup(struct sam *s, enum sam_domain_kind kind, LPCWSTR name, SID_NAME_USE type,
                          NET_API_STATUS missing, const struct sam_domain **domain, DWORD *rid)
{
    struct samr_name names = { (LPWSTR)(uintptr_t)name };
    struct samr_frame frame = { .count = 1, .list = { 1, &names } };
    NET_API_STATUS status = sam_open_domain(s, kind, domain);
    if (status == NERR_Success)
        status = sam_call_on(s, &SamrLookupNamesInDomain, (*domain)->handle, &frame);
    if (status == ERROR_NONE_MAPPED)
        return missing;
    if (status != NERR_Success)
        return status;
    if (frame.list.count != 1 || frame.second.count != 1)
        return RPC_X_BAD_STUB_DATA;
    *rid = ((const struct samr_number *)frame.list.items)->value;
    return ((const struct samr_number *)frame.second.items)->value == (DWORD)type ? NERR_Success
                                                                                  : missing;
}

NET_API_STATUS sam_open(struct sam *s, const struct rpc_op *op, const struct sam_domain *d,
                        DWORD rid, BYTE handle[SAMR_HANDLE_SIZE])
{
    struct samr_frame frame = { .access = SAM_MAXIMUM_ALLOWED, .rid = rid };
    NET_API_STATUS status = sam_call_on(s, op, d->handle, &frame);
    if (status == NERR_Success)
        memcpy(handle, frame.opened, SAMR_HANDLE_SIZE);
    return status;
}

void sam_close(struct sam *s, BYTE handle[SAMR_HANDLE_SIZE])
{
    struct samr_frame frame = { .rid = 0 };
    sam_call_on(s, &SamrCloseHandle, handle,
                &frame); /* a handle that cannot be closed ends with the channel */
}

/* ---- Tasks ---- */

static NET_API_STATUS sam_try(struct call *call, bool reads, bool fresh, sam_task *task, void *arg,
                              bool *lost)
{
    struct sam s = { .call = call };
    *lost = false;
    NET_API_STATUS status = channel_take(call, &samr, fresh, &s.channel);
    if (status != NERR_Success)
        return status;
    s.handles = channel_state(&s.channel, &samr, sizeof *s.handles);
    status = s.handles ? task(&s, arg) : ERROR_NOT_ENOUGH_MEMORY;
    if (channel_expired(&s.channel) && reads) {
        /* the renewed log-on has a pipe of its own, with nothing opened on it; what a task that
         * changes something has done before is not to be done again */
        status = channel_renew(call, &samr, &s.channel);
        if (status == NERR_Success) {
            sam_forget(&s);
            s.handles = channel_state(&s.channel, &samr, sizeof *s.handles);
            status = s.handles ? task(&s, arg) : ERROR_NOT_ENOUGH_MEMORY;
        }
    }
    *lost = channel_lost(&s.channel);
    sam_forget(&s);
    channel_give(&s.channel);
    return status;
}

NET_API_STATUS sam_run(struct call *call, bool reads, sam_task *task, void *arg)
{
    bool lost;
    NET_API_STATUS status = sam_try(call, reads, false, task, arg, &lost);
    if (lost && reads) {
        log_line(LOG_ERRORS, "%s: %s: the idle session was gone, trying a new one", call->function,
                 call->host);
        status = sam_try(call, reads, true, task, arg, &lost);
    }
    return status;
}
