/* SPDX-License-Identifier: MIT */
/* lmctl share. */
#include "lmctl.h"

#include "layout/layout.h"
#include "lmerr.h"
#include "lmshare.h"

static NET_API_STATUS share_step(const struct request *r, LPBYTE *buffer, DWORD *count,
                                 DWORD *resume)
{
    DWORD total;
    return NetShareEnum(r->server, r->level, buffer, MAX_PREFERRED_LENGTH, count, &total, resume);
}

enum lmctl_exit share_list(const struct request *r)
{
    return show_list(r, "shares", &net_share, "NetShareEnum", share_step);
}

enum lmctl_exit share_show(const struct request *r)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetShareGetInfo(r->server, r->name, r->level, &buffer);
    if (status != NERR_Success)
        return report_failure("NetShareGetInfo", status);
    return show_one(r, "share", net_family_find(&net_share, r->level, NET_GET)->type, buffer);
}
