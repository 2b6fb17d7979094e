/* SPDX-License-Identifier: MIT */
/* NetWksta*. */
#include "lmwksta.h"

#include "api/api.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "lmuseflg.h"
#include "provider/local/wksta_user.h"
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

/* No method carries these two: the user is this computer's, who runs the caller. */
NET_API_STATUS NetWkstaUserGetInfo(LMSTR reserved, DWORD level, LPBYTE *bufptr)
{
    void *block;
    if (bufptr)
        *bufptr = NULL;
    if (!bufptr || reserved)
        return ERROR_INVALID_PARAMETER;
    if (!net_family_find(&net_wksta_user, level, NET_GET))
        return ERROR_INVALID_LEVEL;
    NET_API_STATUS status = wksta_user_get(level, __func__, &block);
    if (status == NERR_Success)
        *bufptr = block;
    return status;
}

static LPCWSTR oth_domains(DWORD level, const void *info)
{
    const WKSTA_USER_INFO_1 *user = info;
    const WKSTA_USER_INFO_1101 *one = info;
    return level == 1 ? user->wkui1_oth_domains : one->wkui1101_oth_domains;
}

NET_API_STATUS NetWkstaUserSetInfo(LMSTR reserved, DWORD level, LPBYTE buf, LPDWORD parm_err)
{
    DWORD wrong = PARM_ERROR_UNKNOWN;
    NET_API_STATUS status = ERROR_INVALID_PARAMETER;
    if (parm_err)
        *parm_err = PARM_ERROR_NONE;
    if (!net_family_find(&net_wksta_user, level, NET_SET))
        return ERROR_INVALID_LEVEL;
    if (buf && !reserved) {
        wrong = WKSTA_OTH_DOMAINS_PARMNUM;
        status = wksta_user_set_oth_domains(oth_domains(level, buf));
    }
    if (parm_err && status == ERROR_INVALID_PARAMETER)
        *parm_err = wrong;
    return status;
}
