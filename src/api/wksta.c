/* SPDX-License-Identifier: MIT */
/* NetWksta*. */
#include "lmwksta.h"

#include "api/api.h"
#include "layout/layout.h"

NET_API_STATUS NetWkstaGetInfo(LMSTR servername, DWORD level, LPBYTE *bufptr)
{
    return api_get_info(__func__, &NetrWkstaGetInfo, &net_wksta, servername, NULL, level, bufptr);
}
