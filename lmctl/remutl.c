/* SPDX-License-Identifier: MIT */
/* lmctl time. */
#include "lmctl.h"

#include "layout/layout.h"
#include "lmerr.h"
#include "lmremutl.h"

enum lmctl_exit time_show(const struct request *r)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetRemoteTOD(r->server, &buffer);
    if (status != NERR_Success)
        return report_failure("NetRemoteTOD", status);
    return show_one(r, "time", &time_of_day_info, buffer);
}
