/* SPDX-License-Identifier: MIT */
/* NetServer*. */
#include "lmserver.h"

#include "api/api.h"
#include "layout/layout.h"

NET_API_STATUS NetServerGetInfo(LMSTR servername, DWORD level, LPBYTE *bufptr)
{
    return api_get_info(__func__, &NetrServerGetInfo, &net_server, servername, NULL, level,
                        bufptr);
}
