/* SPDX-License-Identifier: MIT */
/* NetWksta*. */
#include "lmwksta.h"

#include "api/api.h"
#include "layout/layout.h"

NET_API_STATUS NetWkstaGetInfo(LMSTR servername, DWORD level, LPBYTE *bufptr)
{
    return api_get_info(
        __func__, &NetrWkstaGetInfo, &net_wksta,
        &(struct get_args){ .servername = servername, .level = level, .bufptr = bufptr });
}

NET_API_STATUS NetWkstaUserEnum(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                LPDWORD entriesread, LPDWORD totalentries, LPDWORD resumehandle)
{
    return api_enum(__func__, &NetrWkstaUserEnum, &net_wksta_user,
                    &(struct enum_args){ servername, NULL, NULL, level, bufptr, prefmaxlen,
                                         entriesread, totalentries, resumehandle });
}

NET_API_STATUS NetWkstaTransportEnum(LMSTR servername, DWORD level, LPBYTE *bufptr,
                                     DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                     LPDWORD resumehandle)
{
    return api_enum(__func__, &NetrWkstaTransportEnum, &net_wksta_transport,
                    &(struct enum_args){ servername, NULL, NULL, level, bufptr, prefmaxlen,
                                         entriesread, totalentries, resumehandle });
}
