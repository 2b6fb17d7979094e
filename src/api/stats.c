/* SPDX-License-Identifier: MIT */
/* NetStatisticsGet. */
#include "lmstats.h"

#include "api/api.h"
#include "base/utf16.h"
#include "lmerr.h"
#include "winerror.h"

/* The services that count, by their names and by those of LAN Manager. */
static const struct {
    const WCHAR *name, *old_name;
    const struct rpc_op *op;
} services[] = {
    { u"LanmanServer", u"SERVER", &NetrServerStatisticsGet },
    { u"LanmanWorkstation", u"WORKSTATION", &NetrWorkstationStatisticsGet },
};

NET_API_STATUS NetStatisticsGet(LMSTR server, LMSTR service, DWORD level, DWORD options,
                                LPBYTE *bufptr)
{
    if (bufptr)
        *bufptr = NULL;
    if (!bufptr || !service)
        return ERROR_INVALID_PARAMETER;
    if (level != 0)
        return ERROR_INVALID_LEVEL;
    for (size_t i = 0; i < NDR_COUNT(services); i++) {
        if (!utf16_same_name(service, services[i].name) &&
            !utf16_same_name(service, services[i].old_name))
            continue;
        struct stats_frame frame = { .name = frame_name(services[i].name), .options = options };
        return api_call_info(__func__, services[i].op, server, &frame, &frame.info, bufptr);
    }
    return ERROR_NOT_SUPPORTED;
}
