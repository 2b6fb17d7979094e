/* SPDX-License-Identifier: MIT */
/* NetSession*. */
#include "lmshare.h"

#include <assert.h>

#include "api/api.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "winerror.h"

static LPCWSTR without_backslashes(LPCWSTR name)
{
    return name[0] == u'\\' && name[1] == u'\\' ? name + 2 : name;
}

/* All levels begin alike, but 0, which has a client only. */
static_assert(
    offsetof(SESSION_INFO_0, sesi0_cname) == offsetof(SESSION_INFO_10, sesi10_cname) &&
        offsetof(SESSION_INFO_1, sesi1_cname) == offsetof(SESSION_INFO_10, sesi10_cname) &&
        offsetof(SESSION_INFO_2, sesi2_cname) == offsetof(SESSION_INFO_10, sesi10_cname) &&
        offsetof(SESSION_INFO_502, sesi502_cname) == offsetof(SESSION_INFO_10, sesi10_cname),
    "the client comes first");
static_assert(
    offsetof(SESSION_INFO_1, sesi1_username) == offsetof(SESSION_INFO_10, sesi10_username) &&
        offsetof(SESSION_INFO_2, sesi2_username) == offsetof(SESSION_INFO_10, sesi10_username) &&
        offsetof(SESSION_INFO_502, sesi502_username) == offsetof(SESSION_INFO_10, sesi10_username),
    "and then the user");

/* No filter, or the name it asks for? */
static bool is_wanted(LPCWSTR filter, LPCWSTR name)
{
    return !filter || !*filter ||
           (name && utf16_same_name(without_backslashes(filter), without_backslashes(name)));
}

static bool is_session(const void *entry, const struct enum_args *args)
{
    const SESSION_INFO_10 *s = entry;
    return is_wanted(args->name, s->sesi10_cname) &&
           (args->level == 0 || is_wanted(args->user, s->sesi10_username));
}

/* Samba lists the sessions of everybody, whoever is asked for. */
static NET_API_STATUS enum_sessions(const char *function, const struct enum_args *args,
                                    struct deadline *until)
{
    NET_API_STATUS status = api_enum_until(function, &NetrSessionEnum, &net_session, args, until);
    if (status == NERR_Success || status == ERROR_MORE_DATA)
        api_filter(args, net_family_find(&net_session, args->level, NET_ENUM)->type->size,
                   is_session);
    return status;
}

NET_API_STATUS NetSessionEnum(LMSTR servername, LMSTR UncClientName, LMSTR username, DWORD level,
                              LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                              LPDWORD totalentries, LPDWORD resume_handle)
{
    return enum_sessions(__func__,
                         &(struct enum_args){ servername, UncClientName, username, level, bufptr,
                                              prefmaxlen, entriesread, totalentries,
                                              resume_handle },
                         NULL);
}

/* There is no method for one session ([MS-SRVS] 3.1.4): it is the first of a list of those that
 * this user has from this client. */
NET_API_STATUS NetSessionGetInfo(LMSTR servername, LMSTR UncClientName, LMSTR username, DWORD level,
                                 LPBYTE *bufptr)
{
    DWORD count, total, resume = 0, before;
    struct deadline until = { 0 };
    NET_API_STATUS status;
    if (bufptr)
        *bufptr = NULL;
    if (!bufptr || !UncClientName || !*UncClientName || !username || !*username)
        return ERROR_INVALID_PARAMETER;
    if (!net_family_find(&net_session, level, NET_GET))
        return ERROR_INVALID_LEVEL;
    do {
        before = resume;
        status =
            enum_sessions(__func__,
                          &(struct enum_args){ servername, UncClientName, username, level, bufptr,
                                               MAX_PREFERRED_LENGTH, &count, &total, &resume },
                          &until);
        if (count)
            return NERR_Success;
    } while (status == ERROR_MORE_DATA && resume != before);
    if (status == ERROR_MORE_DATA)
        return RPC_X_BAD_STUB_DATA; /* a list without end */
    return status == NERR_Success ? NERR_ClientNameNotFound : status;
}

NET_API_STATUS NetSessionDel(LMSTR servername, LMSTR UncClientName, LMSTR username)
{
    bool client = UncClientName && *UncClientName, user = username && *username;
    /* without either, a server would end all sessions, the caller's too */
    if (!client && !user)
        return ERROR_INVALID_PARAMETER;
    return api_act(__func__, &NetrSessionDel, servername,
                   &(struct act_frame){ .name = client ? UncClientName : NULL,
                                        .user = user ? username : NULL });
}
