/* SPDX-License-Identifier: MIT */
/*
 * lmstats.h - what the services of a computer have counted since they started.
 */
#ifndef NETAPI32_LMSTATS_H
#define NETAPI32_LMSTATS_H

#include "lmcons.h"

#ifdef __cplusplus
extern "C" {
#endif

#define STATSOPT_CLR 1 /* of LAN Manager: set the counters to 0. No current server does */

/* Counters of LAN Manager that were not kept, or that had run over. */
#define STATS_NO_VALUE 0xFFFFFFFF
#define STATS_OVERFLOW 0xFFFFFFFE

/* The SMB server, [MS-SRVS] 2.2.4.39. What a server does not count is 0. */
typedef struct _STAT_SERVER_0 {
    DWORD sts0_start;          /* when counting started, seconds since 1970 UTC */
    DWORD sts0_fopens;         /* files and named pipes opened */
    DWORD sts0_devopens;       /* devices opened */
    DWORD sts0_jobsqueued;     /* print jobs spooled */
    DWORD sts0_sopens;         /* sessions started */
    DWORD sts0_stimedout;      /* sessions ended for being idle */
    DWORD sts0_serrorout;      /* sessions ended by an error */
    DWORD sts0_pwerrors;       /* wrong passwords */
    DWORD sts0_permerrors;     /* refused for want of a permission */
    DWORD sts0_syserrors;      /* errors of the system */
    DWORD sts0_bytessent_low;  /* bytes sent: the lower 32 bits */
    DWORD sts0_bytessent_high; /* and the upper */
    DWORD sts0_bytesrcvd_low;  /* bytes received: the lower 32 bits */
    DWORD sts0_bytesrcvd_high; /* and the upper */
    DWORD sts0_avresponse;     /* average response time, milliseconds */
    DWORD sts0_reqbufneed;     /* request buffers that were short */
    DWORD sts0_bigbufneed;     /* large buffers that were short */
} STAT_SERVER_0, *PSTAT_SERVER_0, *LPSTAT_SERVER_0;

/* The SMB client, [MS-WKST] 2.2.5.11. */
typedef struct _STAT_WORKSTATION_0 {
    LARGE_INTEGER StatisticsStartTime; /* when counting started, 100 ns since 1601 UTC */
    LARGE_INTEGER BytesReceived;
    LARGE_INTEGER SmbsReceived;
    LARGE_INTEGER PagingReadBytesRequested;    /* bytes read for paging */
    LARGE_INTEGER NonPagingReadBytesRequested; /* bytes read otherwise */
    LARGE_INTEGER CacheReadBytesRequested;     /* bytes of them for the cache */
    LARGE_INTEGER NetworkReadBytesRequested;   /* bytes of them from the network */
    LARGE_INTEGER BytesTransmitted;
    LARGE_INTEGER SmbsTransmitted;
    LARGE_INTEGER PagingWriteBytesRequested; /* and the same of writing */
    LARGE_INTEGER NonPagingWriteBytesRequested;
    LARGE_INTEGER CacheWriteBytesRequested;
    LARGE_INTEGER NetworkWriteBytesRequested;
    DWORD InitiallyFailedOperations;  /* failed before anything was sent */
    DWORD FailedCompletionOperations; /* failed later */
    DWORD ReadOperations;
    DWORD RandomReadOperations;
    DWORD ReadSmbs;      /* read requests sent */
    DWORD LargeReadSmbs; /* of them larger than twice the server's buffer */
    DWORD SmallReadSmbs; /* of them smaller than a quarter of it */
    DWORD WriteOperations;
    DWORD RandomWriteOperations;
    DWORD WriteSmbs;      /* write requests sent */
    DWORD LargeWriteSmbs; /* of them larger than twice the server's buffer */
    DWORD SmallWriteSmbs; /* of them smaller than a quarter of it */
    DWORD RawReadsDenied;
    DWORD RawWritesDenied;
    DWORD NetworkErrors;
    DWORD Sessions;          /* sessions started */
    DWORD FailedSessions;    /* sessions that could not start */
    DWORD Reconnects;        /* connections that broke and were made again */
    DWORD CoreConnects;      /* connections to servers of the core protocol, */
    DWORD Lanman20Connects;  /* of LAN Manager 2.0, */
    DWORD Lanman21Connects;  /* of LAN Manager 2.1 */
    DWORD LanmanNtConnects;  /* and of NT */
    DWORD ServerDisconnects; /* connections that a server ended */
    DWORD HungSessions;      /* sessions that timed out */
    DWORD UseCount;          /* connections made */
    DWORD FailedUseCount;    /* connections that could not be made */
    DWORD CurrentCommands;   /* requests on their way now */
} STAT_WORKSTATION_0, *PSTAT_WORKSTATION_0, *LPSTAT_WORKSTATION_0;

/*
 * NetStatisticsGet - read the counters of the server or the client service of a computer.
 *
 * server   a UNC, DNS or NetBIOS name or an address, with or without two leading backslashes; NULL
 *          or "" is this computer.
 * service  "LanmanServer" or "SERVER" for STAT_SERVER_0, "LanmanWorkstation" or "WORKSTATION" for
 *          STAT_WORKSTATION_0; letters of any case.
 * level    0.
 * options  0. STATSOPT_CLR is refused by current servers.
 * bufptr   out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (bufptr or service is NULL; or options, and the server says so),
 * ERROR_INVALID_LEVEL (the level is not 0), ERROR_NOT_SUPPORTED (any other service),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not count: Samba),
 * ERROR_INVALID_NAME (server is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators and server operators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-SRVS] 3.1.4.20 NetrServerStatisticsGet, opnum 24; [MS-WKST] 3.2.4.11
 * NetrWorkstationStatisticsGet, opnum 13.
 */
NET_API_STATUS NetStatisticsGet(LMSTR server, LMSTR service, DWORD level, DWORD options,
                                LPBYTE *bufptr);

#ifdef __cplusplus
}
#endif

#endif
