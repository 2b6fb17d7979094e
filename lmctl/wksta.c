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

static NET_API_STATUS user_step(const struct request *r, LPBYTE *buffer, DWORD *count,
                                DWORD *resume)
{
    DWORD total;
    return NetWkstaUserEnum(r->server, r->level, buffer, MAX_PREFERRED_LENGTH, count, &total,
                            resume);
}

enum lmctl_exit wksta_users(const struct request *r)
{
    return show_list(r, "users", &net_wksta_user, "NetWkstaUserEnum", user_step);
}

static NET_API_STATUS transport_step(const struct request *r, LPBYTE *buffer, DWORD *count,
                                     DWORD *resume)
{
    DWORD total;
    return NetWkstaTransportEnum(r->server, r->level, buffer, MAX_PREFERRED_LENGTH, count, &total,
                                 resume);
}

enum lmctl_exit wksta_transports(const struct request *r)
{
    return show_list(r, "transports", &net_wksta_transport, "NetWkstaTransportEnum",
                     transport_step);
}
