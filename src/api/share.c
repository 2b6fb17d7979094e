/* SPDX-License-Identifier: MIT */
/* NetShare*. */
#include "lmshare.h"

#include "api/api.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "winerror.h"

NET_API_STATUS NetShareEnum(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                            LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle)
{
    return api_enum(__func__, &NetrShareEnum, &net_share,
                    &(struct enum_args){ servername, NULL, NULL, level, bufptr, prefmaxlen,
                                         entriesread, totalentries, resume_handle });
}

NET_API_STATUS NetShareEnumSticky(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                  LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle)
{
    return api_enum(__func__, &NetrShareEnumSticky, &net_share,
                    &(struct enum_args){ servername, NULL, NULL, level, bufptr, prefmaxlen,
                                         entriesread, totalentries, resume_handle });
}

/* The name of a share is there, and no longer than one can be. */
static NET_API_STATUS check_name(LPCWSTR netname)
{
    if (!netname || !*netname)
        return ERROR_INVALID_PARAMETER;
    return utf16_len(netname) > NNLEN ? ERROR_INVALID_NAME : NERR_Success;
}

NET_API_STATUS NetShareGetInfo(LMSTR servername, LMSTR netname, DWORD level, LPBYTE *bufptr)
{
    if (bufptr)
        *bufptr = NULL;
    NET_API_STATUS status = check_name(netname);
    if (status != NERR_Success)
        return status;
    return api_get_info(
        __func__, &NetrShareGetInfo, &net_share,
        &(struct get_args){
            .servername = servername, .name = netname, .level = level, .bufptr = bufptr });
}

static NET_API_STATUS delete_share(const char *function, const struct rpc_op *op,
                                   LPCWSTR servername, LPCWSTR netname)
{
    NET_API_STATUS status = check_name(netname);
    if (status != NERR_Success)
        return status;
    return api_act(function, op, servername, &(struct act_frame){ .name = frame_name(netname) });
}

NET_API_STATUS NetShareDel(LMSTR servername, LMSTR netname, DWORD reserved)
{
    (void)reserved;
    return delete_share(__func__, &NetrShareDel, servername, netname);
}

NET_API_STATUS NetShareDelSticky(LMSTR servername, LMSTR netname, DWORD reserved)
{
    (void)reserved;
    return delete_share(__func__, &NetrShareDelSticky, servername, netname);
}

NET_API_STATUS NetShareCheck(LMSTR servername, LMSTR device, LPDWORD type)
{
    if (type)
        *type = 0;
    if (!device || !*device || !type)
        return ERROR_INVALID_PARAMETER;
    struct act_frame frame = { .name = device };
    NET_API_STATUS status = api_act(__func__, &NetrShareCheck, servername, &frame);
    if (status == NERR_Success)
        *type = frame.answer;
    return status;
}

/* The structure names the share itself: at every level of these calls its name comes first. */
static NET_API_STATUS write_named(const char *function, const struct rpc_op *op, enum net_use use,
                                  const struct set_args *args)
{
    if (args->buf && net_family_find(&net_share, args->level, use)) {
        NET_API_STATUS status = check_name(*(const LPWSTR *)args->buf);
        if (args->parm_err)
            *args->parm_err =
                status == ERROR_INVALID_PARAMETER ? SHARE_NETNAME_PARMNUM : PARM_ERROR_NONE;
        if (status != NERR_Success)
            return status;
    }
    return api_set_level(function, op, &net_share, use, args);
}

NET_API_STATUS NetShareAdd(LMSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err)
{
    return write_named(__func__, &NetrShareAdd, NET_ADD,
                       &(struct set_args){ servername, NULL, level, buf, parm_err });
}

NET_API_STATUS NetShareSetInfo(LMSTR servername, LMSTR netname, DWORD level, LPBYTE buf,
                               LPDWORD parm_err)
{
    if (parm_err)
        *parm_err = PARM_ERROR_NONE;
    NET_API_STATUS status = check_name(netname);
    if (status != NERR_Success)
        return status;
    return api_set_level(__func__, &NetrShareSetInfo, &net_share, NET_SET,
                         &(struct set_args){ servername, netname, level, buf, parm_err });
}

NET_API_STATUS NetShareDelEx(LMSTR servername, DWORD level, LPBYTE buf)
{
    return write_named(__func__, &NetrShareDelEx, NET_DEL,
                       &(struct set_args){ servername, NULL, level, buf, NULL });
}

NET_API_STATUS NetServerAliasAdd(LMSTR servername, DWORD level, LPBYTE buf)
{
    return api_set_level(__func__, &NetrServerAliasAdd, &net_server_alias, NET_ADD,
                         &(struct set_args){ servername, NULL, level, buf, NULL });
}

NET_API_STATUS NetServerAliasDel(LMSTR servername, DWORD level, LPBYTE buf)
{
    return api_set_level(__func__, &NetrServerAliasDel, &net_server_alias, NET_DEL,
                         &(struct set_args){ servername, NULL, level, buf, NULL });
}

NET_API_STATUS NetServerAliasEnum(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                  LPDWORD entriesread, LPDWORD totalentries, LPDWORD resumehandle)
{
    return api_enum(__func__, &NetrServerAliasEnum, &net_server_alias,
                    &(struct enum_args){ servername, NULL, NULL, level, bufptr, prefmaxlen,
                                         entriesread, totalentries, resumehandle });
}
