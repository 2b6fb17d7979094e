/* SPDX-License-Identifier: MIT */
/* NetFile* and NetConnectionEnum. */
#include "lmshare.h"

#include "api/api.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "winerror.h"

/* Samba lists the files of every folder, whichever is asked for. At level 2 nothing tells. */
static bool is_below(const void *entry, const struct enum_args *args)
{
    const FILE_INFO_3 *file = entry;
    return !args->name || !*args->name ||
           (file->fi3_pathname && utf16_begins_with(file->fi3_pathname, args->name));
}

/* The published handle is as wide as a pointer, the one on the wire has 32 bits. */
NET_API_STATUS NetFileEnum(LMSTR servername, LMSTR basepath, LMSTR username, DWORD level,
                           LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                           LPDWORD totalentries, PDWORD_PTR resume_handle)
{
    DWORD resume = resume_handle ? (DWORD)*resume_handle : 0;
    const struct enum_args args = { servername,  basepath,     username,
                                    level,       bufptr,       prefmaxlen,
                                    entriesread, totalentries, resume_handle ? &resume : NULL };
    NET_API_STATUS status = api_enum(__func__, &NetrFileEnum, &net_file, &args);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    if (level == 3)
        api_filter(&args, sizeof(FILE_INFO_3), is_below);
    if (resume_handle)
        *resume_handle = resume;
    return status;
}

NET_API_STATUS NetFileGetInfo(LMSTR servername, DWORD fileid, DWORD level, LPBYTE *bufptr)
{
    return api_get_info(
        __func__, &NetrFileGetInfo, &net_file,
        &(struct get_args){
            .servername = servername, .number = fileid, .level = level, .bufptr = bufptr });
}

NET_API_STATUS NetFileClose(LMSTR servername, DWORD fileid)
{
    return api_act(__func__, &NetrFileClose, servername, &(struct act_frame){ .number = fileid });
}

NET_API_STATUS NetConnectionEnum(LMSTR servername, LMSTR qualifier, DWORD level, LPBYTE *bufptr,
                                 DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                 LPDWORD resume_handle)
{
    if (bufptr)
        *bufptr = NULL;
    if (!qualifier || !*qualifier)
        return ERROR_INVALID_PARAMETER;
    return api_enum(__func__, &NetrConnectionEnum, &net_connection,
                    &(struct enum_args){ servername, qualifier, NULL, level, bufptr, prefmaxlen,
                                         entriesread, totalentries, resume_handle });
}
