/* SPDX-License-Identifier: MIT */
/* lmctl wksta. */
#include "lmctl.h"

#include "layout/layout.h"
#include "lmerr.h"
#include "lmwksta.h"

enum lmctl_exit wksta_show(const struct request *r)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetWkstaGetInfo(r->server, r->level, &buffer);
    if (status != NERR_Success)
        return report_failure("NetWkstaGetInfo", status);
    return show_one(r, "wksta", net_family_find(&net_wksta, r->level, NET_GET)->type, buffer);
}

enum lmctl_exit wksta_users(const struct request *r)
{
    return show_all(r, "users", "NetWkstaUserEnum", NetWkstaUserEnum);
}

enum lmctl_exit wksta_transports(const struct request *r)
{
    return show_all(r, "transports", "NetWkstaTransportEnum", NetWkstaTransportEnum);
}
