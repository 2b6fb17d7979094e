/* SPDX-License-Identifier: MIT */
/* NetSession*. */
#include "lmshare.h"

#include "api/api.h"
#include "layout/layout.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "winerror.h"

NET_API_STATUS NetSessionEnum(LMSTR servername, LMSTR UncClientName, LMSTR username, DWORD level,
                              LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                              LPDWORD totalentries, LPDWORD resume_handle)
{
    return api_enum(__func__, &NetrSessionEnum, &net_session,
                    &(struct enum_args){ .servername = servername,
                                         .name = UncClientName,
                                         .user = username,
                                         .level = level,
                                         .bufptr = bufptr,
                                         .prefmaxlen = prefmaxlen,
                                         .entriesread = entriesread,
                                         .totalentries = totalentries,
                                         .resume = resume_handle });
}

/* There is no method for one session ([MS-SRVS] 3.1.4): it is the first of a list of those that
 * this user has from this client. */
NET_API_STATUS NetSessionGetInfo(LMSTR servername, LMSTR UncClientName, LMSTR username, DWORD level,
                                 LPBYTE *bufptr)
{
    DWORD count = 0, total;
    if (bufptr)
        *bufptr = NULL;
    if (!UncClientName || !*UncClientName || !username || !*username)
        return ERROR_INVALID_PARAMETER;
    NET_API_STATUS status = api_enum(__func__, &NetrSessionEnum, &net_session,
                                     &(struct enum_args){ .servername = servername,
                                                          .name = UncClientName,
                                                          .user = username,
                                                          .level = level,
                                                          .bufptr = bufptr,
                                                          .prefmaxlen = MAX_PREFERRED_LENGTH,
                                                          .entriesread = &count,
                                                          .totalentries = &total });
    if (status == ERROR_MORE_DATA && count)
        return NERR_Success;
    if (status == NERR_Success && !count)
        return NERR_ClientNameNotFound;
    return status;
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
