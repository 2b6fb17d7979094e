/* SPDX-License-Identifier: MIT */
/* NetSession*. */
#include "lmshare.h"

#include <assert.h>
#include <string.h>

#include "api/api.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "winerror.h"

NET_API_STATUS NetSessionEnum(LMSTR servername, LMSTR UncClientName, LMSTR username, DWORD level,
                              LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                              LPDWORD totalentries, LPDWORD resume_handle)
{
    return api_enum(__func__, &NetrSessionEnum, &net_session,
                    &(struct enum_args){ servername, UncClientName, username, level, bufptr,
                                         prefmaxlen, entriesread, totalentries, resume_handle });
}

static LPCWSTR without_backslashes(LPCWSTR name)
{
    return name[0] == u'\\' && name[1] == u'\\' ? name + 2 : name;
}

/* All levels begin alike, but 0, which has a client only. */
static_assert(offsetof(SESSION_INFO_0, sesi0_cname) == offsetof(SESSION_INFO_10, sesi10_cname) &&
                  offsetof(SESSION_INFO_1, sesi1_cname) ==
                      offsetof(SESSION_INFO_10, sesi10_cname) &&
                  offsetof(SESSION_INFO_2, sesi2_cname) == offsetof(SESSION_INFO_10, sesi10_cname),
              "the client comes first");
static_assert(offsetof(SESSION_INFO_1, sesi1_username) ==
                      offsetof(SESSION_INFO_10, sesi10_username) &&
                  offsetof(SESSION_INFO_2, sesi2_username) ==
                      offsetof(SESSION_INFO_10, sesi10_username),
              "and then the user");

static bool is_session(const BYTE *entry, DWORD level, LPCWSTR client, LPCWSTR user)
{
    const SESSION_INFO_10 *s = (const SESSION_INFO_10 *)(const void *)entry;
    if (!s->sesi10_cname || !utf16_same_name(client, without_backslashes(s->sesi10_cname)))
        return false;
    return level == 0 || (s->sesi10_username && utf16_same_name(user, s->sesi10_username));
}

/* Moves the session that is meant to the start of the buffer. Samba lists the sessions of
 * everybody, whoever is asked for. */
static NET_API_STATUS take_session(LPBYTE *bufptr, DWORD count, DWORD level, LPCWSTR client,
                                   LPCWSTR user)
{
    size_t size = net_family_find(&net_session, level, NET_GET)->type->size;
    for (size_t i = 0; i < count; i++) {
        if (is_session(*bufptr + i * size, level, client, user)) {
            memmove(*bufptr, *bufptr + i * size, size);
            return NERR_Success;
        }
    }
    NetApiBufferFree(*bufptr);
    *bufptr = NULL;
    return NERR_ClientNameNotFound;
}

/* There is no method for one session ([MS-SRVS] 3.1.4): it is the first of a list of those that
 * this user has from this client. */
NET_API_STATUS NetSessionGetInfo(LMSTR servername, LMSTR UncClientName, LMSTR username, DWORD level,
                                 LPBYTE *bufptr)
{
    DWORD count = 0, total;
    if (bufptr)
        *bufptr = NULL;
    if (!bufptr || !UncClientName || !*UncClientName || !username || !*username)
        return ERROR_INVALID_PARAMETER;
    if (!net_family_find(&net_session, level, NET_GET))
        return ERROR_INVALID_LEVEL;
    NET_API_STATUS status = api_enum(__func__, &NetrSessionEnum, &net_session,
                                     &(struct enum_args){ .servername = servername,
                                                          .name = UncClientName,
                                                          .user = username,
                                                          .level = level,
                                                          .bufptr = bufptr,
                                                          .prefmaxlen = MAX_PREFERRED_LENGTH,
                                                          .entriesread = &count,
                                                          .totalentries = &total });
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    return take_session(bufptr, count, level, without_backslashes(UncClientName), username);
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
