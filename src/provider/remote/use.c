/* SPDX-License-Identifier: MIT */
#include "provider/remote/use.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/log.h"
#include "base/utf16.h"
#include "lmerr.h"
#include "provider/remote/channel.h"
#include "provider/remote/pool.h"
#include "winerror.h"

static DWORD type_of(enum smb2_share share)
{
    switch (share) {
    case SMB2_SHARE_DISK: return USE_DISKDEV;
    case SMB2_SHARE_PIPE: return USE_IPC;
    case SMB2_SHARE_PRINT: return USE_SPOOLDEV;
    }
    return USE_WILDCARD;
}

/* Logs on and looks at the share. The session is the caller's. */
static NET_API_STATUS use_try(struct call *call, struct use_wish *wish,
                              struct pooled_session **session)
{
    enum smb2_share share;
    NET_API_STATUS status = channel_try_share(call, wish->share, session, &share);
    if (status != NERR_Success)
        return status;
    DWORD type = type_of(share);
    if (wish->type != USE_WILDCARD && wish->type != type) {
        log_line(LOG_ERRORS, "%s: %s: %s is a share of another type", call->function, call->host,
                 wish->share);
        pool_drop(*session);
        *session = NULL;
        return ERROR_BAD_DEV_TYPE;
    }
    wish->type = type;
    return NERR_Success;
}

NET_API_STATUS use_make(struct call *call, enum uses_whose whose, const struct use_wish *wanted)
{
    struct use_wish wish = *wanted;
    struct logon_attempt attempt = { 0, wish.credentials };
    struct pooled_session *session = NULL;
    uint64_t ended = 0;
    NET_API_STATUS status = uses_propose(whose, &wish, &attempt.use);
    if (status != NERR_Success)
        return status;
    call->attempt = &attempt;
    if (!(wish.flags & CREATE_NO_CONNECT))
        status = use_try(call, &wish, &session);
    call->attempt = NULL;
    if (status == NERR_Success)
        status = uses_add(whose, &wish, attempt.use, &ended);
    if (ended)
        pool_drop_use(ended);
    if (session && status == NERR_Success && whose == USES_OWN)
        pool_give(session); /* the first call goes on with it */
    else
        pool_drop(session);
    return status;
}

NET_API_STATUS use_end(const char *host, const char *share, DWORD force)
{
    uint64_t ended;
    NET_API_STATUS status = uses_remove(host, share, force, &ended);
    if (status == NERR_Success && ended)
        pool_drop_use(ended);
    return status;
}

/* ---- Answers ---- */

static DWORD status_of(const struct use_record *r)
{
    if (r->refcount || pool_has_use(r->number))
        return USE_OK;
    return r->unreachable ? USE_NETERR : USE_DISCONN;
}

static NET_API_STATUS put_text(struct arena *arena, const char *utf8, LPWSTR *to)
{
    *to = NULL;
    if (!utf8)
        return NERR_Success;
    LPWSTR text = utf16_new(utf8);
    if (!text)
        return ERROR_NOT_ENOUGH_MEMORY; /* it was checked when it came in */
    size_t size = (utf16_len(text) + 1) * sizeof *text;
    *to = arena_new(arena, size);
    if (*to)
        memcpy(*to, text, size);
    x_free(text);
    return *to ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS use_info(struct arena *arena, const struct use_record *r, USE_INFO_3 *info)
{
    USE_INFO_2 *to = &info->ui3_ui2;
    size_t size = strlen(r->host) + strlen(r->share) + sizeof "\\\\\\";
    char *remote = arena_new(arena, size);
    *info = (USE_INFO_3){ .ui3_flags = r->flags };
    if (!remote)
        return ERROR_NOT_ENOUGH_MEMORY;
    snprintf(remote, size, "\\\\%s\\%s", r->host, r->share);
    to->ui2_status = status_of(r);
    to->ui2_asg_type = r->type;
    to->ui2_refcount = r->refcount;
    to->ui2_usecount = r->usecount;
    NET_API_STATUS status = put_text(arena, remote, &to->ui2_remote);
    if (status == NERR_Success)
        status = put_text(arena, r->user, &to->ui2_username);
    if (status == NERR_Success)
        status = put_text(arena, r->domain, &to->ui2_domainname);
    return status;
}
