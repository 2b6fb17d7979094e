/* SPDX-License-Identifier: MIT */
/* STAT_SERVER_0 and STAT_WORKSTATION_0 of lmstats.h as rows: [MS-SRVS] 2.2.4.39,
 * [MS-WKST] 2.2.5.11.
 */
#include "layout/layout.h"

#include "lmstats.h"

static const struct ndr_field stat_server[] = {
    F_VIEW(STAT_SERVER_0, sts0_start, 0, &view_unix_time),
    F_U32(STAT_SERVER_0, sts0_fopens, 0),
    F_U32(STAT_SERVER_0, sts0_devopens, 0),
    F_U32(STAT_SERVER_0, sts0_jobsqueued, 0),
    F_U32(STAT_SERVER_0, sts0_sopens, 0),
    F_U32(STAT_SERVER_0, sts0_stimedout, 0),
    F_U32(STAT_SERVER_0, sts0_serrorout, 0),
    F_U32(STAT_SERVER_0, sts0_pwerrors, 0),
    F_U32(STAT_SERVER_0, sts0_permerrors, 0),
    F_U32(STAT_SERVER_0, sts0_syserrors, 0),
    F_U32(STAT_SERVER_0, sts0_bytessent_low, 0),
    F_U32(STAT_SERVER_0, sts0_bytessent_high, 0),
    F_U32(STAT_SERVER_0, sts0_bytesrcvd_low, 0),
    F_U32(STAT_SERVER_0, sts0_bytesrcvd_high, 0),
    F_U32(STAT_SERVER_0, sts0_avresponse, 0),
    F_U32(STAT_SERVER_0, sts0_reqbufneed, 0),
    F_U32(STAT_SERVER_0, sts0_bigbufneed, 0),
};
const struct ndr_type stat_server_0 = NDR_TYPE(STAT_SERVER_0, stat_server);

static const struct ndr_field stat_workstation[] = {
    F_U64_VIEW(STAT_WORKSTATION_0, StatisticsStartTime, &view_file_time),
    F_U64(STAT_WORKSTATION_0, BytesReceived),
    F_U64(STAT_WORKSTATION_0, SmbsReceived),
    F_U64(STAT_WORKSTATION_0, PagingReadBytesRequested),
    F_U64(STAT_WORKSTATION_0, NonPagingReadBytesRequested),
    F_U64(STAT_WORKSTATION_0, CacheReadBytesRequested),
    F_U64(STAT_WORKSTATION_0, NetworkReadBytesRequested),
    F_U64(STAT_WORKSTATION_0, BytesTransmitted),
    F_U64(STAT_WORKSTATION_0, SmbsTransmitted),
    F_U64(STAT_WORKSTATION_0, PagingWriteBytesRequested),
    F_U64(STAT_WORKSTATION_0, NonPagingWriteBytesRequested),
    F_U64(STAT_WORKSTATION_0, CacheWriteBytesRequested),
    F_U64(STAT_WORKSTATION_0, NetworkWriteBytesRequested),
    F_U32(STAT_WORKSTATION_0, InitiallyFailedOperations, 0),
    F_U32(STAT_WORKSTATION_0, FailedCompletionOperations, 0),
    F_U32(STAT_WORKSTATION_0, ReadOperations, 0),
    F_U32(STAT_WORKSTATION_0, RandomReadOperations, 0),
    F_U32(STAT_WORKSTATION_0, ReadSmbs, 0),
    F_U32(STAT_WORKSTATION_0, LargeReadSmbs, 0),
    F_U32(STAT_WORKSTATION_0, SmallReadSmbs, 0),
    F_U32(STAT_WORKSTATION_0, WriteOperations, 0),
    F_U32(STAT_WORKSTATION_0, RandomWriteOperations, 0),
    F_U32(STAT_WORKSTATION_0, WriteSmbs, 0),
    F_U32(STAT_WORKSTATION_0, LargeWriteSmbs, 0),
    F_U32(STAT_WORKSTATION_0, SmallWriteSmbs, 0),
    F_U32(STAT_WORKSTATION_0, RawReadsDenied, 0),
    F_U32(STAT_WORKSTATION_0, RawWritesDenied, 0),
    F_U32(STAT_WORKSTATION_0, NetworkErrors, 0),
    F_U32(STAT_WORKSTATION_0, Sessions, 0),
    F_U32(STAT_WORKSTATION_0, FailedSessions, 0),
    F_U32(STAT_WORKSTATION_0, Reconnects, 0),
    F_U32(STAT_WORKSTATION_0, CoreConnects, 0),
    F_U32(STAT_WORKSTATION_0, Lanman20Connects, 0),
    F_U32(STAT_WORKSTATION_0, Lanman21Connects, 0),
    F_U32(STAT_WORKSTATION_0, LanmanNtConnects, 0),
    F_U32(STAT_WORKSTATION_0, ServerDisconnects, 0),
    F_U32(STAT_WORKSTATION_0, HungSessions, 0),
    F_U32(STAT_WORKSTATION_0, UseCount, 0),
    F_U32(STAT_WORKSTATION_0, FailedUseCount, 0),
    F_U32(STAT_WORKSTATION_0, CurrentCommands, 0),
};
const struct ndr_type stat_workstation_0 = NDR_TYPE(STAT_WORKSTATION_0, stat_workstation);
