/* SPDX-License-Identifier: MIT */
/*
 * lmremutl.h - what time it is on another computer, and what that computer understands.
 *
 * RxRemoteApi, the door to LAN Manager calls by descriptor strings, is not declared: it has no
 * published contract and nothing answers it any more. Its types and flags are here for sources
 * that mention them.
 */
#ifndef NETAPI32_LMREMUTL_H
#define NETAPI32_LMREMUTL_H

#include "lmcons.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Time of day --------------------------------------------------------------------------- */

/* [MS-SRVS] 2.2.4.105. Hours to seconds and the date are in GMT. */
typedef struct _TIME_OF_DAY_INFO {
    DWORD tod_elapsedt;  /* seconds since 1970-01-01 00:00:00 GMT */
    DWORD tod_msecs;     /* milliseconds since the system started */
    DWORD tod_hours;     /* 0 to 23 */
    DWORD tod_mins;      /* 0 to 59 */
    DWORD tod_secs;      /* 0 to 59 */
    DWORD tod_hunds;     /* 0 to 99 hundredths of a second */
    LONG tod_timezone;   /* minutes west of GMT; -1 unknown */
    DWORD tod_tinterval; /* clock tick, in 1/10000 second */
    DWORD tod_day;       /* 1 to 31 */
    DWORD tod_month;     /* 1 to 12 */
    DWORD tod_year;      /* such as 2024 */
    DWORD tod_weekday;   /* 0 is Sunday */
} TIME_OF_DAY_INFO, *PTIME_OF_DAY_INFO, *LPTIME_OF_DAY_INFO;

/*
 * NetRemoteTOD - read the clock of a computer.
 *
 * UncServerName  UNC, host name or address; NULL or "" is this computer.
 * BufferPtr      out: one TIME_OF_DAY_INFO. Free with NetApiBufferFree. NULL after any error.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (BufferPtr is NULL),
 * ERROR_INVALID_NAME (UncServerName is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password), ERROR_ACCESS_DENIED,
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-SRVS] 3.1.4.21 NetrRemoteTOD, opnum 28. Any authenticated user may ask.
 */
NET_API_STATUS NetRemoteTOD(LPCWSTR UncServerName, LPBYTE *BufferPtr);

/* ---- Capabilities -------------------------------------------------------------------------- */

/* Bits of OptionsWanted and OptionsSupported. */
#define SUPPORTS_REMOTE_ADMIN_PROTOCOL 0x00000002 /* calls by descriptor strings, [MS-RAP] */
#define SUPPORTS_RPC                   0x00000004 /* remote procedure calls */
#define SUPPORTS_SAM_PROTOCOL          0x00000008 /* account database by [MS-SAMR] */
#define SUPPORTS_UNICODE               0x00000010 /* UTF-16 names */
#define SUPPORTS_LOCAL                 0x00000020 /* it is this computer */
#define SUPPORTS_ANY                   0xFFFFFFFF

/*
 * NetRemoteComputerSupports - ask what a computer understands.
 *
 * UncServerName     UNC, host name or address; NULL or "" is this computer.
 * OptionsWanted     SUPPORTS_* bits to ask about; SUPPORTS_ANY for all. Others are ignored.
 * OptionsSupported  out: those of the wanted bits that the computer has. 0 after any error.
 *
 * A bit is set when the computer has just proved it, over the connection other functions use too:
 * SUPPORTS_RPC and SUPPORTS_UNICODE by its server service, SUPPORTS_SAM_PROTOCOL by its account
 * manager. What is not wanted is not asked; with none of the three there is no connection, and the
 * name may be nobody's. SUPPORTS_REMOTE_ADMIN_PROTOCOL is never set: SMB 1 carries it, by which
 * this library administers no server. This computer has SUPPORTS_LOCAL and nothing else, for it is
 * not asked by RPC.
 *
 * NERR_Success, also when the computer has none of the bits,
 * ERROR_INVALID_PARAMETER (OptionsWanted is 0 or OptionsSupported is NULL),
 * ERROR_INVALID_NAME (UncServerName is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (the server does not even say whether it has it),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * ERROR_NOT_ENOUGH_MEMORY.
 *
 * Has no method of its own.
 */
NET_API_STATUS NetRemoteComputerSupports(LPCWSTR UncServerName, DWORD OptionsWanted,
                                         LPDWORD OptionsSupported);

/* ---- Remains of RxRemoteApi ---------------------------------------------------------------- */

#ifdef DESC_CHAR_UNICODE
typedef WCHAR DESC_CHAR;
#else
typedef CHAR DESC_CHAR;
#endif
typedef DESC_CHAR *LPDESC; /* string that describes parameters or data of a call */

#define NO_PERMISSION_REQUIRED 0x00000001
#define ALLOCATE_RESPONSE      0x00000002
#define USE_SPECIFIC_TRANSPORT 0x80000000

#ifdef __cplusplus
}
#endif

#endif
