/* SPDX-License-Identifier: MIT */
/*
 * lmwksta.h - the workstation side of a computer: its name and domain, who is logged on, and
 * the transports its SMB client uses.
 *
 * Where a function takes a servername, that is a UNC, DNS or NetBIOS name or an address, with or
 * without two leading backslashes; NULL or "" is this computer.
 */
#ifndef NETAPI32_LMWKSTA_H
#define NETAPI32_LMWKSTA_H

#include "lmcons.h"
#include "lmuseflg.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ==== The workstation ======================================================================= */

/* [MS-WKST] 2.2.5.1 to 2.2.5.3. Members of the same name mean the same at every level. */
typedef struct _WKSTA_INFO_100 {
    DWORD wki100_platform_id;  /* PLATFORM_ID_* */
    LMSTR wki100_computername; /* NetBIOS name */
    LMSTR wki100_langroup;     /* domain or workgroup */
    DWORD wki100_ver_major;    /* version of the system */
    DWORD wki100_ver_minor;    /* version, second part */
} WKSTA_INFO_100, *PWKSTA_INFO_100, *LPWKSTA_INFO_100;

typedef struct _WKSTA_INFO_101 {
    DWORD wki101_platform_id;  /* PLATFORM_ID_* */
    LMSTR wki101_computername; /* NetBIOS name */
    LMSTR wki101_langroup;     /* domain or workgroup */
    DWORD wki101_ver_major;    /* version of the system */
    DWORD wki101_ver_minor;    /* version, second part */
    LMSTR wki101_lanroot;      /* LAN Manager directory; mostly empty */
} WKSTA_INFO_101, *PWKSTA_INFO_101, *LPWKSTA_INFO_101;

typedef struct _WKSTA_INFO_102 {
    DWORD wki102_platform_id;     /* PLATFORM_ID_* */
    LMSTR wki102_computername;    /* NetBIOS name */
    LMSTR wki102_langroup;        /* domain or workgroup */
    DWORD wki102_ver_major;       /* version of the system */
    DWORD wki102_ver_minor;       /* version, second part */
    LMSTR wki102_lanroot;         /* LAN Manager directory; mostly empty */
    DWORD wki102_logged_on_users; /* users logged on interactively */
} WKSTA_INFO_102, *PWKSTA_INFO_102, *LPWKSTA_INFO_102;

/* Tuning of the SMB client, [MS-WKST] 2.2.5.4. Current systems store most of it without use. */
typedef struct _WKSTA_INFO_502 {
    DWORD wki502_char_wait;                /* seconds to wait for a device */
    DWORD wki502_collection_time;          /* milliseconds to gather data to send */
    DWORD wki502_maximum_collection_count; /* bytes to gather, at most */
    DWORD wki502_keep_conn;                /* seconds an unused connection is kept */
    DWORD wki502_max_cmds;                 /* requests at a time */
    DWORD wki502_sess_timeout;             /* seconds until an idle session ends */
    DWORD wki502_siz_char_buf;             /* bytes of a character buffer */
    DWORD wki502_max_threads;              /* threads of the client */
    DWORD wki502_lock_quota;
    DWORD wki502_lock_increment;
    DWORD wki502_lock_maximum;
    DWORD wki502_pipe_increment;
    DWORD wki502_pipe_maximum;
    DWORD wki502_cache_file_timeout;          /* seconds a closed file stays cached */
    DWORD wki502_dormant_file_limit;          /* closed files kept open at the server */
    DWORD wki502_read_ahead_throughput;       /* throughput above which to read ahead */
    DWORD wki502_num_mailslot_buffers;        /* mailslot buffers */
    DWORD wki502_num_srv_announce_buffers;    /* buffers for announcements */
    DWORD wki502_max_illegal_datagram_events; /* bad datagrams to log */
    DWORD wki502_illegal_datagram_event_reset_frequency;
    BOOL wki502_log_election_packets; /* log browser elections */
    BOOL wki502_use_opportunistic_locking;
    BOOL wki502_use_unlock_behind;
    BOOL wki502_use_close_behind;
    BOOL wki502_buf_named_pipes;
    BOOL wki502_use_lock_read_unlock;
    BOOL wki502_utilize_nt_caching;
    BOOL wki502_use_raw_read;
    BOOL wki502_use_raw_write;
    BOOL wki502_use_write_raw_data;
    BOOL wki502_use_encryption;
    BOOL wki502_buf_files_deny_write;
    BOOL wki502_buf_read_only_files;
    BOOL wki502_force_core_create_mode;
    BOOL wki502_use_512_byte_max_transfer;
} WKSTA_INFO_502, *PWKSTA_INFO_502, *LPWKSTA_INFO_502;

/* LAN Manager on DOS (302) and OS/2 (402). No protocol that is still spoken carries them. */
typedef struct _WKSTA_INFO_302 {
    DWORD wki302_char_wait;
    DWORD wki302_collection_time;
    DWORD wki302_maximum_collection_count;
    DWORD wki302_keep_conn;
    DWORD wki302_keep_search;
    DWORD wki302_max_cmds;
    DWORD wki302_num_work_buf;
    DWORD wki302_siz_work_buf;
    DWORD wki302_max_wrk_cache;
    DWORD wki302_sess_timeout;
    DWORD wki302_siz_error;
    DWORD wki302_num_alerts;
    DWORD wki302_num_services;
    DWORD wki302_errlog_sz;
    DWORD wki302_print_buf_time;
    DWORD wki302_num_char_buf;
    DWORD wki302_siz_char_buf;
    LMSTR wki302_wrk_heuristics;
    DWORD wki302_mailslots;
    DWORD wki302_num_dgram_buf;
} WKSTA_INFO_302, *PWKSTA_INFO_302, *LPWKSTA_INFO_302;

typedef struct _WKSTA_INFO_402 {
    DWORD wki402_char_wait;
    DWORD wki402_collection_time;
    DWORD wki402_maximum_collection_count;
    DWORD wki402_keep_conn;
    DWORD wki402_keep_search;
    DWORD wki402_max_cmds;
    DWORD wki402_num_work_buf;
    DWORD wki402_siz_work_buf;
    DWORD wki402_max_wrk_cache;
    DWORD wki402_sess_timeout;
    DWORD wki402_siz_error;
    DWORD wki402_num_alerts;
    DWORD wki402_num_services;
    DWORD wki402_errlog_sz;
    DWORD wki402_print_buf_time;
    DWORD wki402_num_char_buf;
    DWORD wki402_siz_char_buf;
    LMSTR wki402_wrk_heuristics;
    DWORD wki402_mailslots;
    DWORD wki402_num_dgram_buf;
    DWORD wki402_max_threads;
} WKSTA_INFO_402, *PWKSTA_INFO_402, *LPWKSTA_INFO_402;

/*
 * Levels that set one member. The member is the one of level 502 with the same name, or of 402
 * where 502 lacks it. [MS-WKST] carries only 1013, 1018 and 1046.
 */
/* clang-format off */
typedef struct _WKSTA_INFO_1010 { DWORD wki1010_char_wait; }
    WKSTA_INFO_1010, *PWKSTA_INFO_1010, *LPWKSTA_INFO_1010;
typedef struct _WKSTA_INFO_1011 { DWORD wki1011_collection_time; }
    WKSTA_INFO_1011, *PWKSTA_INFO_1011, *LPWKSTA_INFO_1011;
typedef struct _WKSTA_INFO_1012 { DWORD wki1012_maximum_collection_count; }
    WKSTA_INFO_1012, *PWKSTA_INFO_1012, *LPWKSTA_INFO_1012;
typedef struct _WKSTA_INFO_1013 { DWORD wki1013_keep_conn; }
    WKSTA_INFO_1013, *PWKSTA_INFO_1013, *LPWKSTA_INFO_1013;
typedef struct _WKSTA_INFO_1018 { DWORD wki1018_sess_timeout; }
    WKSTA_INFO_1018, *PWKSTA_INFO_1018, *LPWKSTA_INFO_1018;
typedef struct _WKSTA_INFO_1023 { DWORD wki1023_siz_char_buf; }
    WKSTA_INFO_1023, *PWKSTA_INFO_1023, *LPWKSTA_INFO_1023;
typedef struct _WKSTA_INFO_1027 { DWORD wki1027_errlog_sz; }
    WKSTA_INFO_1027, *PWKSTA_INFO_1027, *LPWKSTA_INFO_1027;
typedef struct _WKSTA_INFO_1028 { DWORD wki1028_print_buf_time; }
    WKSTA_INFO_1028, *PWKSTA_INFO_1028, *LPWKSTA_INFO_1028;
typedef struct _WKSTA_INFO_1032 { DWORD wki1032_wrk_heuristics; }
    WKSTA_INFO_1032, *PWKSTA_INFO_1032, *LPWKSTA_INFO_1032;
typedef struct _WKSTA_INFO_1033 { DWORD wki1033_max_threads; }
    WKSTA_INFO_1033, *PWKSTA_INFO_1033, *LPWKSTA_INFO_1033;
typedef struct _WKSTA_INFO_1041 { DWORD wki1041_lock_quota; }
    WKSTA_INFO_1041, *PWKSTA_INFO_1041, *LPWKSTA_INFO_1041;
typedef struct _WKSTA_INFO_1042 { DWORD wki1042_lock_increment; }
    WKSTA_INFO_1042, *PWKSTA_INFO_1042, *LPWKSTA_INFO_1042;
typedef struct _WKSTA_INFO_1043 { DWORD wki1043_lock_maximum; }
    WKSTA_INFO_1043, *PWKSTA_INFO_1043, *LPWKSTA_INFO_1043;
typedef struct _WKSTA_INFO_1044 { DWORD wki1044_pipe_increment; }
    WKSTA_INFO_1044, *PWKSTA_INFO_1044, *LPWKSTA_INFO_1044;
typedef struct _WKSTA_INFO_1045 { DWORD wki1045_pipe_maximum; }
    WKSTA_INFO_1045, *PWKSTA_INFO_1045, *LPWKSTA_INFO_1045;
typedef struct _WKSTA_INFO_1046 { DWORD wki1046_dormant_file_limit; }
    WKSTA_INFO_1046, *PWKSTA_INFO_1046, *LPWKSTA_INFO_1046;
typedef struct _WKSTA_INFO_1047 { DWORD wki1047_cache_file_timeout; }
    WKSTA_INFO_1047, *PWKSTA_INFO_1047, *LPWKSTA_INFO_1047;
typedef struct _WKSTA_INFO_1048 { BOOL wki1048_use_opportunistic_locking; }
    WKSTA_INFO_1048, *PWKSTA_INFO_1048, *LPWKSTA_INFO_1048;
typedef struct _WKSTA_INFO_1049 { BOOL wki1049_use_unlock_behind; }
    WKSTA_INFO_1049, *PWKSTA_INFO_1049, *LPWKSTA_INFO_1049;
typedef struct _WKSTA_INFO_1050 { BOOL wki1050_use_close_behind; }
    WKSTA_INFO_1050, *PWKSTA_INFO_1050, *LPWKSTA_INFO_1050;
typedef struct _WKSTA_INFO_1051 { BOOL wki1051_buf_named_pipes; }
    WKSTA_INFO_1051, *PWKSTA_INFO_1051, *LPWKSTA_INFO_1051;
typedef struct _WKSTA_INFO_1052 { BOOL wki1052_use_lock_read_unlock; }
    WKSTA_INFO_1052, *PWKSTA_INFO_1052, *LPWKSTA_INFO_1052;
typedef struct _WKSTA_INFO_1053 { BOOL wki1053_utilize_nt_caching; }
    WKSTA_INFO_1053, *PWKSTA_INFO_1053, *LPWKSTA_INFO_1053;
typedef struct _WKSTA_INFO_1054 { BOOL wki1054_use_raw_read; }
    WKSTA_INFO_1054, *PWKSTA_INFO_1054, *LPWKSTA_INFO_1054;
typedef struct _WKSTA_INFO_1055 { BOOL wki1055_use_raw_write; }
    WKSTA_INFO_1055, *PWKSTA_INFO_1055, *LPWKSTA_INFO_1055;
typedef struct _WKSTA_INFO_1056 { BOOL wki1056_use_write_raw_data; }
    WKSTA_INFO_1056, *PWKSTA_INFO_1056, *LPWKSTA_INFO_1056;
typedef struct _WKSTA_INFO_1057 { BOOL wki1057_use_encryption; }
    WKSTA_INFO_1057, *PWKSTA_INFO_1057, *LPWKSTA_INFO_1057;
typedef struct _WKSTA_INFO_1058 { BOOL wki1058_buf_files_deny_write; }
    WKSTA_INFO_1058, *PWKSTA_INFO_1058, *LPWKSTA_INFO_1058;
typedef struct _WKSTA_INFO_1059 { BOOL wki1059_buf_read_only_files; }
    WKSTA_INFO_1059, *PWKSTA_INFO_1059, *LPWKSTA_INFO_1059;
typedef struct _WKSTA_INFO_1060 { BOOL wki1060_force_core_create_mode; }
    WKSTA_INFO_1060, *PWKSTA_INFO_1060, *LPWKSTA_INFO_1060;
typedef struct _WKSTA_INFO_1061 { BOOL wki1061_use_512_byte_max_transfer; }
    WKSTA_INFO_1061, *PWKSTA_INFO_1061, *LPWKSTA_INFO_1061;
typedef struct _WKSTA_INFO_1062 { DWORD wki1062_read_ahead_throughput; }
    WKSTA_INFO_1062, *PWKSTA_INFO_1062, *LPWKSTA_INFO_1062;
/* clang-format on */

/* ---- Member numbers for *parm_err, and (with 1000 added) the levels above ---- */

#define WKSTA_PLATFORM_ID_PARMNUM             100
#define WKSTA_COMPUTERNAME_PARMNUM            1
#define WKSTA_LANGROUP_PARMNUM                2
#define WKSTA_VER_MAJOR_PARMNUM               4
#define WKSTA_VER_MINOR_PARMNUM               5
#define WKSTA_LOGGED_ON_USERS_PARMNUM         6
#define WKSTA_LANROOT_PARMNUM                 7
#define WKSTA_LOGON_DOMAIN_PARMNUM            8
#define WKSTA_LOGON_SERVER_PARMNUM            9
#define WKSTA_CHARWAIT_PARMNUM                10
#define WKSTA_CHARTIME_PARMNUM                11
#define WKSTA_CHARCOUNT_PARMNUM               12
#define WKSTA_KEEPCONN_PARMNUM                13
#define WKSTA_KEEPSEARCH_PARMNUM              14
#define WKSTA_MAXCMDS_PARMNUM                 15
#define WKSTA_NUMWORKBUF_PARMNUM              16
#define WKSTA_MAXWRKCACHE_PARMNUM             17
#define WKSTA_SESSTIMEOUT_PARMNUM             18
#define WKSTA_SIZERROR_PARMNUM                19
#define WKSTA_NUMALERTS_PARMNUM               20
#define WKSTA_NUMSERVICES_PARMNUM             21
#define WKSTA_NUMCHARBUF_PARMNUM              22
#define WKSTA_SIZCHARBUF_PARMNUM              23
#define WKSTA_ERRLOGSZ_PARMNUM                27
#define WKSTA_PRINTBUFTIME_PARMNUM            28
#define WKSTA_SIZWORKBUF_PARMNUM              29
#define WKSTA_MAILSLOTS_PARMNUM               30
#define WKSTA_NUMDGRAMBUF_PARMNUM             31
#define WKSTA_WRKHEURISTICS_PARMNUM           32
#define WKSTA_MAXTHREADS_PARMNUM              33
#define WKSTA_LOCKQUOTA_PARMNUM               41
#define WKSTA_LOCKINCREMENT_PARMNUM           42
#define WKSTA_LOCKMAXIMUM_PARMNUM             43
#define WKSTA_PIPEINCREMENT_PARMNUM           44
#define WKSTA_PIPEMAXIMUM_PARMNUM             45
#define WKSTA_DORMANTFILELIMIT_PARMNUM        46
#define WKSTA_CACHEFILETIMEOUT_PARMNUM        47
#define WKSTA_USEOPPORTUNISTICLOCKING_PARMNUM 48
#define WKSTA_USEUNLOCKBEHIND_PARMNUM         49
#define WKSTA_USECLOSEBEHIND_PARMNUM          50
#define WKSTA_BUFFERNAMEDPIPES_PARMNUM        51
#define WKSTA_USELOCKANDREADANDUNLOCK_PARMNUM 52
#define WKSTA_UTILIZENTCACHING_PARMNUM        53
#define WKSTA_USERAWREAD_PARMNUM              54
#define WKSTA_USERAWWRITE_PARMNUM             55
#define WKSTA_USEWRITERAWWITHDATA_PARMNUM     56
#define WKSTA_USEENCRYPTION_PARMNUM           57
#define WKSTA_BUFFILESWITHDENYWRITE_PARMNUM   58
#define WKSTA_BUFFERREADONLYFILES_PARMNUM     59
#define WKSTA_FORCECORECREATEMODE_PARMNUM     60
#define WKSTA_USE512BYTESMAXTRANSFER_PARMNUM  61
#define WKSTA_READAHEADTHRUPUT_PARMNUM        62
#define WKSTA_OTH_DOMAINS_PARMNUM             101

/*
 * NetWkstaGetInfo - read name, domain and version of a computer.
 *
 * servername  see the top of this file.
 * level       100, 101 or 102; selects the struct. Level 502 is not served yet.
 * bufptr      out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (bufptr is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (level 102 is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-WKST] 3.2.4.1 NetrWkstaGetInfo, opnum 0.
 */
NET_API_STATUS NetWkstaGetInfo(LMSTR servername, DWORD level, LPBYTE *bufptr);

/*
 * NetWkstaSetInfo - change settings of the SMB client of a computer.
 *
 * servername  see the top of this file.
 * level       100, 101, 102, 502, or one of the single-member levels; struct in buffer.
 * buffer      the new values. Kept by the caller. Members that cannot change are ignored.
 * parm_err    out: after ERROR_INVALID_PARAMETER the WKSTA_*_PARMNUM of the first wrong member.
 *             May be NULL.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (buffer is NULL, a text in it is too long, or the server refuses a
 * member: *parm_err says which), ERROR_INVALID_LEVEL (not a level of this call, or one that the
 * server lacks), RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-WKST] 3.2.4.2 NetrWkstaSetInfo, opnum 1.
 */
NET_API_STATUS NetWkstaSetInfo(LMSTR servername, DWORD level, LPBYTE buffer, LPDWORD parm_err);

/* ==== Users that are logged on ============================================================== */

/* [MS-WKST] 2.2.5.9 and 2.2.5.10 */
typedef struct _WKSTA_USER_INFO_0 {
    LMSTR wkui0_username; /* user */
} WKSTA_USER_INFO_0, *PWKSTA_USER_INFO_0, *LPWKSTA_USER_INFO_0;

typedef struct _WKSTA_USER_INFO_1 {
    LMSTR wkui1_username;     /* user */
    LMSTR wkui1_logon_domain; /* domain of the user */
    LMSTR wkui1_oth_domains;  /* further domains, space between */
    LMSTR wkui1_logon_server; /* computer that checked the password */
} WKSTA_USER_INFO_1, *PWKSTA_USER_INFO_1, *LPWKSTA_USER_INFO_1;

typedef struct _WKSTA_USER_INFO_1101 {
    LMSTR wkui1101_oth_domains; /* further domains, space between */
} WKSTA_USER_INFO_1101, *PWKSTA_USER_INFO_1101, *LPWKSTA_USER_INFO_1101;

/*
 * NetWkstaUserEnum - list the users that are logged on to a computer: at its console, as
 * services and as batch jobs. A user may appear more than once.
 *
 * servername    see the top of this file.
 * level         0 or 1; selects the struct in the array.
 * bufptr        out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *               ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen    preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread   out: structs in the array.
 * totalentries  out: users from the current position on; an estimate.
 * resumehandle  in/out: 0 to start, passed back unchanged to continue. May be NULL.
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Samba lists the log-ons that its system keeps a record of (utmp).
 *
 * Remote: [MS-WKST] 3.2.4.3 NetrWkstaUserEnum, opnum 2.
 */
NET_API_STATUS NetWkstaUserEnum(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                LPDWORD entriesread, LPDWORD totalentries, LPDWORD resumehandle);

/*
 * NetWkstaUserGetInfo - read about the user who runs the caller, on this computer. That is the
 * effective user, as on Windows it is the one that a thread impersonates.
 *
 * reserved  NULL.
 * level     0, 1 or 1101; selects the struct.
 * bufptr    out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * A user of a domain is one whom the user database calls DOMAIN\user (winbind) or user@domain
 * (SSSD): username and logon_domain are its two parts, logon_server is empty, for the system does
 * not say which one it was. Anybody else is a user of this computer: logon_domain and logon_server
 * are its NetBIOS name (the host name without a domain, in capitals, 15 characters at most).
 * oth_domains is what NetWkstaUserSetInfo has set; empty before.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (bufptr is NULL, or reserved is not),
 * ERROR_INVALID_LEVEL (not a level of this call),
 * NERR_UserNotFound (the user database has no such user, or does not answer),
 * ERROR_INVALID_DATA (the user's name there is no UTF-8), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Local only; no method carries it.
 */
NET_API_STATUS NetWkstaUserGetInfo(LMSTR reserved, DWORD level, LPBYTE *bufptr);

/*
 * NetWkstaUserSetInfo - change the list of further domains of the user who runs the caller.
 *
 * reserved  NULL.
 * level     1 or 1101; struct in buf.
 * buf       the new values. Kept by the caller. Of level 1 only wkui1_oth_domains counts.
 * parm_err  out: after ERROR_INVALID_PARAMETER the number of the first wrong member:
 *           WKSTA_OTH_DOMAINS_PARMNUM, or PARM_ERROR_UNKNOWN when it is another argument; else
 *           PARM_ERROR_NONE. May be NULL.
 *
 * The list is NetBIOS names with one space between each two, of at most 15 characters, none of
 * them a control character or one of " * + , / : ; < = > ? [ \ ] |. NULL or "" empties it. All
 * programs of the user see it, until the user has logged off everywhere: it is kept in the file
 * netapi32/oth_domains in $XDG_RUNTIME_DIR. Nothing else is changed by it; NetServerEnum asks in
 * the domains it is told.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (buf is NULL, reserved is not, or the list is none; also one of more than
 * 4096 bytes as UTF-8),
 * ERROR_INVALID_LEVEL (not a level of this call),
 * ERROR_NO_SUCH_LOGON_SESSION (there is no $XDG_RUNTIME_DIR, or it is not the user's: the program
 * was not started from a log-on, as one of cron, or the user was changed since),
 * ERROR_ACCESS_DENIED, ERROR_WRITE_FAULT (the file cannot be written), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Local only; no method carries it.
 */
NET_API_STATUS NetWkstaUserSetInfo(LMSTR reserved, DWORD level, LPBYTE buf, LPDWORD parm_err);

/* ==== Transports of the SMB client ========================================================== */

/* [MS-WKST] 2.2.5.8 */
typedef struct _WKSTA_TRANSPORT_INFO_0 {
    DWORD wkti0_quality_of_service; /* higher is preferred */
    DWORD wkti0_number_of_vcs;      /* connections over it */
    LMSTR wkti0_transport_name;     /* device that implements it */
    LMSTR wkti0_transport_address;  /* address, as hex digits */
    BOOL wkti0_wan_ish;             /* 1: wide area network */
} WKSTA_TRANSPORT_INFO_0, *PWKSTA_TRANSPORT_INFO_0, *LPWKSTA_TRANSPORT_INFO_0;

#define TRANSPORT_QUALITYOFSERVICE_PARMNUM 201
#define TRANSPORT_NAME_PARMNUM             202

/*
 * NetWkstaTransportEnum - list the transports that the SMB client of a computer uses.
 *
 * servername    see the top of this file.
 * level         0.
 * bufptr        out: array of *entriesread WKSTA_TRANSPORT_INFO_0. Free with NetApiBufferFree,
 *               also after ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen    preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread   out: structs in the array.
 * totalentries  out: transports from the current position on; an estimate.
 * resumehandle  in/out: 0 to start, passed back unchanged to continue. May be NULL.
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba, but as a DC),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (the server says so),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-WKST] 3.2.4.4 NetrWkstaTransportEnum, opnum 5.
 */
NET_API_STATUS NetWkstaTransportEnum(LMSTR servername, DWORD level, LPBYTE *bufptr,
                                     DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                     LPDWORD resumehandle);

/*
 * NetWkstaTransportAdd - bind the SMB client to a transport.
 *
 * servername  see the top of this file.
 * level       0.
 * buf         WKSTA_TRANSPORT_INFO_0. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the TRANSPORT_*_PARMNUM of the first wrong
 *             member. May be NULL.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (buf is NULL, a text in it is too long, or the server refuses a member:
 * *parm_err says which),
 * ERROR_INVALID_LEVEL (the level is not 0),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-WKST] 3.2.4.5 NetrWkstaTransportAdd, opnum 6.
 */
NET_API_STATUS NetWkstaTransportAdd(LMSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err);

/*
 * NetWkstaTransportDel - unbind the SMB client from a transport.
 *
 * servername     see the top of this file.
 * transportname  wkti0_transport_name.
 * ucond          USE_NOFORCE, USE_FORCE or USE_LOTS_OF_FORCE: what happens to connections on it.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (transportname is NULL or empty, or ucond is none of the three),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-WKST] 3.2.4.6 NetrWkstaTransportDel, opnum 7.
 */
NET_API_STATUS NetWkstaTransportDel(LMSTR servername, LMSTR transportname, DWORD ucond);

#ifdef __cplusplus
}
#endif

#endif
