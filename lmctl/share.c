/* SPDX-License-Identifier: MIT */
/* lmctl share. */
#include "lmctl.h"

#include "layout/layout.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "lmshare.h"
#include "winerror.h"

enum lmctl_exit share_list(const struct request *r)
{
    struct output *o =
        output_new(r, "shares", net_family_find(&net_share, r->level, NET_ENUM)->type, false);
    NET_API_STATUS status;
    DWORD resume = 0, before;
    do {
        LPBYTE buffer;
        DWORD count, total;
        before = resume;
        status = NetShareEnum(r->server, r->level, &buffer, MAX_PREFERRED_LENGTH, &count, &total,
                              &resume);
        output_add(o, buffer, count);
        NetApiBufferFree(buffer);
        /* a server that does not move on would go on for ever */
    } while (status == ERROR_MORE_DATA && resume != before);
    if (status == NERR_Success)
        return output_end(o);
    output_drop(o);
    return report_failure("NetShareEnum", status);
}

enum lmctl_exit share_show(const struct request *r)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetShareGetInfo(r->server, r->name, r->level, &buffer);
    if (status != NERR_Success)
        return report_failure("NetShareGetInfo", status);
    return show_one(r, "share", net_family_find(&net_share, r->level, NET_GET)->type, buffer);
}
