/* SPDX-License-Identifier: MIT */
/* NetShare*. */
#include "lmshare.h"

#include "api/api.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "winerror.h"

NET_API_STATUS NetShareEnum(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                            LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle)
{
    return api_enum(__func__, &NetrShareEnum, &net_share, servername, level, bufptr, prefmaxlen,
                    entriesread, totalentries, resume_handle);
}

NET_API_STATUS NetShareGetInfo(LMSTR servername, LMSTR netname, DWORD level, LPBYTE *bufptr)
{
    if (bufptr)
        *bufptr = NULL;
    if (!netname || !*netname)
        return ERROR_INVALID_PARAMETER;
    if (utf16_len(netname) > NNLEN)
        return ERROR_INVALID_NAME;
    return api_get_info(__func__, &NetrShareGetInfo, &net_share, servername, netname, level,
                        bufptr);
}
