/* SPDX-License-Identifier: MIT */
/* lmctl server. */
#include "lmctl.h"

#include "layout/layout.h"
#include "lmerr.h"
#include "lmserver.h"

enum lmctl_exit server_show(const struct request *r)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetServerGetInfo(r->server, r->level, &buffer);
    if (status != NERR_Success)
        return report_failure("NetServerGetInfo", status);
    return show_one(r, "server", net_family_find(&net_server, r->level, NET_GET)->type, buffer);
}
