/* SPDX-License-Identifier: MIT */
/* NetServer*. */
#include "lmserver.h"

#include "api/api.h"
#include "base/log.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "provider/servers.h"
#include "winerror.h"

NET_API_STATUS NetServerGetInfo(LMSTR servername, DWORD level, LPBYTE *bufptr)
{
    return api_get_info(
        __func__, &NetrServerGetInfo, &net_server,
        &(struct get_args){ .servername = servername, .level = level, .bufptr = bufptr });
}

NET_API_STATUS NetServerSetInfo(LMSTR servername, DWORD level, LPBYTE buf, LPDWORD ParmError)
{
    return api_set_level(__func__, &NetrServerSetInfo, &net_server, NET_SET,
                         &(struct set_args){ servername, NULL, level, buf, ParmError });
}

/* Samba and Windows end the list with an empty name, which is no disk. */
NET_API_STATUS NetServerDiskEnum(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                 LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle)
{
    const struct enum_args args = { servername, NULL,        NULL,         level,        bufptr,
                                    prefmaxlen, entriesread, totalentries, resume_handle };
    NET_API_STATUS status = api_enum(__func__, &NetrServerDiskEnum, &net_server_disk, &args);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    const struct disk_info *disks = (const struct disk_info *)(const void *)*bufptr;
    DWORD count = *entriesread;
    while (count && !disks[count - 1].disk_name[0])
        count--;
    api_shorten(&args, count);
    return status;
}

/* ---- Transports ---- */

NET_API_STATUS NetServerTransportEnum(LMSTR servername, DWORD level, LPBYTE *bufptr,
                                      DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                      LPDWORD resumehandle)
{
    return api_enum(__func__, &NetrServerTransportEnum, &net_server_transport,
                    &(struct enum_args){ servername, NULL, NULL, level, bufptr, prefmaxlen,
                                         entriesread, totalentries, resumehandle });
}

NET_API_STATUS NetServerTransportAdd(LMSTR servername, DWORD level, LPBYTE bufptr)
{
    return api_set(__func__, &NetrServerTransportAdd, level == 0 ? &server_transport_0 : NULL,
                   &(struct set_args){ servername, NULL, level, bufptr, NULL });
}

NET_API_STATUS NetServerTransportAddEx(LMSTR servername, DWORD level, LPBYTE bufptr)
{
    return api_set_level(__func__, &NetrServerTransportAddEx, &net_server_transport, NET_ADD,
                         &(struct set_args){ servername, NULL, level, bufptr, NULL });
}

/* The older method takes level 0 only, and all servers have it. */
NET_API_STATUS NetServerTransportDel(LMSTR servername, DWORD level, LPBYTE bufptr)
{
    const struct rpc_op *op = level == 0 ? &NetrServerTransportDel : &NetrServerTransportDelEx;
    return api_set_level(__func__, op, &net_server_transport, NET_DEL,
                         &(struct set_args){ servername, NULL, level, bufptr, NULL });
}

/* ---- Servers of the network ---- */

/* [MS-BRWS] 3.3.5.6: a list of domains is not filtered. SV_TYPE_ALL asks for servers. */
static bool is_filter(DWORD type)
{
    return type == SV_TYPE_ALL || !(type & SV_TYPE_DOMAIN_ENUM) ||
           !(type & ~(SV_TYPE_DOMAIN_ENUM | SV_TYPE_LOCAL_LIST_ONLY));
}

static NET_API_STATUS server_enum(const char *function, LPCWSTR servername,
                                  const struct servers_query *query, LPBYTE *bufptr,
                                  LPDWORD entriesread, LPDWORD totalentries)
{
    struct servers_answer answer;
    struct call call;
    if (!net_family_find(&net_server, query->level, NET_ENUM))
        return ERROR_INVALID_LEVEL;
    if (!is_filter(query->type)) {
        log_line(LOG_ERRORS, "%s: type 0x%08x: domains are not listed with servers", function,
                 query->type);
        return ERROR_INVALID_FUNCTION;
    }
    NET_API_STATUS status = call_start_network(&call, function, servername);
    if (status == NERR_Success)
        status = servers_list(&call, query, &answer);
    if (status == NERR_Success || status == ERROR_MORE_DATA) {
        *bufptr = answer.block;
        *entriesread = answer.count;
        *totalentries = answer.total;
    }
    call_end(&call);
    return status;
}

NET_API_STATUS NetServerEnum(LMCSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                             LPDWORD entriesread, LPDWORD totalentries, DWORD servertype,
                             LMCSTR domain, LPDWORD resume_handle)
{
    struct servers_query query = {
        .level = level, .type = servertype, .domain = domain, .prefmaxlen = prefmaxlen
    };
    if (bufptr)
        *bufptr = NULL;
    if (!bufptr || !entriesread || !totalentries)
        return ERROR_INVALID_PARAMETER;
    *entriesread = *totalentries = 0;
    if (resume_handle && *resume_handle)
        return ERROR_INVALID_PARAMETER;
    return server_enum(__func__, servername, &query, bufptr, entriesread, totalentries);
}

NET_API_STATUS NetServerEnumEx(LMCSTR ServerName, DWORD Level, LPBYTE *Bufptr, DWORD PrefMaxlen,
                               LPDWORD EntriesRead, LPDWORD totalentries, DWORD servertype,
                               LMCSTR domain, LMCSTR FirstNameToReturn)
{
    struct servers_query query = { .level = Level,
                                   .type = servertype,
                                   .domain = domain,
                                   .first = FirstNameToReturn,
                                   .prefmaxlen = PrefMaxlen };
    if (Bufptr)
        *Bufptr = NULL;
    if (!Bufptr || !EntriesRead || !totalentries)
        return ERROR_INVALID_PARAMETER;
    *EntriesRead = *totalentries = 0;
    return server_enum(__func__, ServerName, &query, Bufptr, EntriesRead, totalentries);
}
