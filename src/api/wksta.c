/* SPDX-License-Identifier: MIT */
/* NetWksta*. */
#include "lmwksta.h"

#include "api/api.h"
#include "layout/layout.h"
#include "lmuseflg.h"
#include "winerror.h"

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

NET_API_STATUS NetWkstaSetInfo(LMSTR servername, DWORD level, LPBYTE buffer, LPDWORD parm_err)
{
    return api_set_level(__func__, &NetrWkstaSetInfo, &net_wksta, NET_SET,
                         &(struct set_args){ servername, NULL, level, buffer, parm_err });
}

NET_API_STATUS NetWkstaTransportAdd(LMSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err)
{
    return api_set_level(__func__, &NetrWkstaTransportAdd, &net_wksta_transport, NET_ADD,
                         &(struct set_args){ servername, NULL, level, buf, parm_err });
}

NET_API_STATUS NetWkstaTransportDel(LMSTR servername, LMSTR transportname, DWORD ucond)
{
    if (!transportname || !*transportname || ucond > USE_LOTS_OF_FORCE)
        return ERROR_INVALID_PARAMETER;
    return api_act(__func__, &NetrWkstaTransportDel, servername,
                   &(struct act_frame){ .name = transportname, .number = ucond });
}
