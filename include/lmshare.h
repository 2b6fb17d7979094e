/* SPDX-License-Identifier: MIT */
/*
 * lmshare.h - shares of a server, the sessions and connections made to them, open files, and
 * alias names of the server.
 *
 * Strings in the structures are owned by the block they came in. Where a function takes a
 * servername, that is a UNC, DNS or NetBIOS name or an address, with or without two leading
 * backslashes; NULL or "" is this computer.
 */
#ifndef NETAPI32_LMSHARE_H
#define NETAPI32_LMSHARE_H

#include "lmcons.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ==== Shares ================================================================================ */

/* ---- Type: one kind in the low byte, and attributes ---- */

#define STYPE_DISKTREE     0          /* directory */
#define STYPE_PRINTQ       1          /* print queue */
#define STYPE_DEVICE       2          /* character device */
#define STYPE_IPC          3          /* named pipes: IPC$ */
#define STYPE_MASK         0x000000FF /* the kind */
#define STYPE_RESERVED5    0x00100000
#define STYPE_RESERVED1    0x01000000
#define STYPE_RESERVED2    0x02000000 /* cluster share, STYPE_CLUSTER_FS */
#define STYPE_RESERVED3    0x04000000 /* scale-out one, STYPE_CLUSTER_SOFS */
#define STYPE_RESERVED4    0x08000000 /* DFS root there, STYPE_CLUSTER_DFS */
#define STYPE_RESERVED_ALL 0x3FFFFF00 /* bits without a name of their own */
#define STYPE_TEMPORARY    0x40000000 /* gone when the server restarts */
#define STYPE_SPECIAL      0x80000000 /* made by the system: C$, ADMIN$, IPC$ */

/* ---- Flags of levels 501 and 1005. Two bits, CSC_MASK, say how clients may cache. ---- */

#define SHI1005_FLAGS_DFS                              0x01 /* in a DFS tree; cannot be set */
#define SHI1005_FLAGS_DFS_ROOT                         0x02 /* root of one; cannot be set */
#define CSC_MASK                                       0x30
#define CSC_CACHE_MANUAL_REINT                         0x00   /* files the user picks */
#define CSC_CACHE_AUTO_REINT                           0x10   /* files that are opened */
#define CSC_CACHE_VDO                                  0x20   /* as AUTO, programs run cached */
#define CSC_CACHE_NONE                                 0x30   /* nothing */
#define SHI1005_FLAGS_RESTRICT_EXCLUSIVE_OPENS         0x0100 /* no exclusive open by readers */
#define SHI1005_FLAGS_FORCE_SHARED_DELETE              0x0200 /* others may delete files in use */
#define SHI1005_FLAGS_ALLOW_NAMESPACE_CACHING          0x0400 /* clients may cache names */
#define SHI1005_FLAGS_ACCESS_BASED_DIRECTORY_ENUM      0x0800 /* hide what a user may not read */
#define SHI1005_FLAGS_FORCE_LEVELII_OPLOCK             0x1000 /* read caching only */
#define SHI1005_FLAGS_ENABLE_HASH                      0x2000 /* hashes for branch caches */
#define SHI1005_FLAGS_ENABLE_CA                        0x4000 /* open files survive a failover */
#define SHI1005_FLAGS_ENCRYPT_DATA                     0x8000 /* SMB 3 encryption is required */
#define SHI1005_FLAGS_RESERVED                         0x10000
#define SHI1005_FLAGS_DISABLE_CLIENT_BUFFERING         0x20000  /* no caching by clients */
#define SHI1005_FLAGS_IDENTITY_REMOTING                0x40000  /* a client may act for others */
#define SHI1005_FLAGS_CLUSTER_MANAGED                  0x80000  /* only the cluster changes it */
#define SHI1005_FLAGS_COMPRESS_DATA                    0x100000 /* SMB 3 compression is asked for */
#define SHI1005_FLAGS_ISOLATED_TRANSPORT               0x200000 /* connections of its own */
#define SHI1005_FLAGS_DISABLE_DIRECTORY_HANDLE_LEASING 0x400000 /* no leases on directories */
#define SHI1005_FLAGS_DISABLE_CLIENT_METADATA_CACHING  0x800000 /* no caching of attributes */
#define CSC_MASK_EXT                                   0x2030   /* CSC_MASK and the hash flag */

/* Flags that NetShareSetInfo can change; the set of the newest published headers. */
#define SHI1005_VALID_FLAGS_SET                                                                    \
    (CSC_MASK | SHI1005_FLAGS_RESTRICT_EXCLUSIVE_OPENS | SHI1005_FLAGS_FORCE_SHARED_DELETE |       \
     SHI1005_FLAGS_ALLOW_NAMESPACE_CACHING | SHI1005_FLAGS_ACCESS_BASED_DIRECTORY_ENUM |           \
     SHI1005_FLAGS_FORCE_LEVELII_OPLOCK | SHI1005_FLAGS_ENABLE_HASH | SHI1005_FLAGS_ENABLE_CA |    \
     SHI1005_FLAGS_ENCRYPT_DATA | SHI1005_FLAGS_RESERVED |                                         \
     SHI1005_FLAGS_DISABLE_CLIENT_BUFFERING | SHI1005_FLAGS_IDENTITY_REMOTING |                    \
     SHI1005_FLAGS_CLUSTER_MANAGED | SHI1005_FLAGS_COMPRESS_DATA |                                 \
     SHI1005_FLAGS_ISOLATED_TRANSPORT | SHI1005_FLAGS_DISABLE_DIRECTORY_HANDLE_LEASING |           \
     SHI1005_FLAGS_DISABLE_CLIENT_METADATA_CACHING)

#define SHI_USES_UNLIMITED ((DWORD)-1) /* shi*_max_uses: no limit */

/* ---- Structures: [MS-SRVS] 2.2.4.22 to 2.2.4.31 ---- */

typedef struct _SHARE_INFO_0 {
    LMSTR shi0_netname; /* name of the share */
} SHARE_INFO_0, *PSHARE_INFO_0, *LPSHARE_INFO_0;

typedef struct _SHARE_INFO_1 {
    LMSTR shi1_netname; /* name of the share */
    DWORD shi1_type;    /* STYPE_* */
    LMSTR shi1_remark;  /* comment */
} SHARE_INFO_1, *PSHARE_INFO_1, *LPSHARE_INFO_1;

/* What administrators see. Members of the same name mean the same at every level. */
typedef struct _SHARE_INFO_2 {
    LMSTR shi2_netname;      /* name of the share */
    DWORD shi2_type;         /* STYPE_* */
    LMSTR shi2_remark;       /* comment */
    DWORD shi2_permissions;  /* of share-level security; not used */
    DWORD shi2_max_uses;     /* connections allowed; SHI_USES_UNLIMITED */
    DWORD shi2_current_uses; /* connections now */
    LMSTR shi2_path;         /* directory on the server */
    LMSTR shi2_passwd;       /* of share-level security; NULL or empty */
} SHARE_INFO_2, *PSHARE_INFO_2, *LPSHARE_INFO_2;

typedef struct _SHARE_INFO_501 {
    LMSTR shi501_netname; /* name of the share */
    DWORD shi501_type;    /* STYPE_* */
    LMSTR shi501_remark;  /* comment */
    DWORD shi501_flags;   /* SHI1005_FLAGS_*, CSC_* */
} SHARE_INFO_501, *PSHARE_INFO_501, *LPSHARE_INFO_501;

/* Level 2 with the security descriptor of the share. */
typedef struct _SHARE_INFO_502 {
    LMSTR shi502_netname;                            /* name of the share */
    DWORD shi502_type;                               /* STYPE_* */
    LMSTR shi502_remark;                             /* comment */
    DWORD shi502_permissions;                        /* of share-level security; not used */
    DWORD shi502_max_uses;                           /* connections allowed; SHI_USES_UNLIMITED */
    DWORD shi502_current_uses;                       /* connections now */
    LMSTR shi502_path;                               /* directory on the server */
    LMSTR shi502_passwd;                             /* of share-level security; NULL or empty */
    DWORD shi502_reserved;                           /* 0 in a call; ignore it in an answer */
    PSECURITY_DESCRIPTOR shi502_security_descriptor; /* self-relative; NULL if there is none */
} SHARE_INFO_502, *PSHARE_INFO_502, *LPSHARE_INFO_502;

/* Level 502 with the scope: one server may answer to several names, each with its own shares. */
typedef struct _SHARE_INFO_503 {
    LMSTR shi503_netname;                            /* name of the share */
    DWORD shi503_type;                               /* STYPE_* */
    LMSTR shi503_remark;                             /* comment */
    DWORD shi503_permissions;                        /* of share-level security; not used */
    DWORD shi503_max_uses;                           /* connections allowed; SHI_USES_UNLIMITED */
    DWORD shi503_current_uses;                       /* connections now */
    LMSTR shi503_path;                               /* directory on the server */
    LMSTR shi503_passwd;                             /* of share-level security; NULL or empty */
    LMSTR shi503_servername;                         /* scope; "*" for all names of the server */
    DWORD shi503_reserved;                           /* 0 in a call; ignore it in an answer */
    PSECURITY_DESCRIPTOR shi503_security_descriptor; /* self-relative; NULL if there is none */
} SHARE_INFO_503, *PSHARE_INFO_503, *LPSHARE_INFO_503;

/* Levels that set one member. */
/* clang-format off */
typedef struct _SHARE_INFO_1004 { LMSTR shi1004_remark; }
    SHARE_INFO_1004, *PSHARE_INFO_1004, *LPSHARE_INFO_1004;
typedef struct _SHARE_INFO_1005 { DWORD shi1005_flags; }
    SHARE_INFO_1005, *PSHARE_INFO_1005, *LPSHARE_INFO_1005;
typedef struct _SHARE_INFO_1006 { DWORD shi1006_max_uses; }
    SHARE_INFO_1006, *PSHARE_INFO_1006, *LPSHARE_INFO_1006;
typedef struct _SHARE_INFO_1503 { GUID shi1503_sharefilter; }
    SHARE_INFO_1503, *PSHARE_INFO_1503, *LPSHARE_INFO_1503;
/* clang-format on */

typedef struct _SHARE_INFO_1501 {
    DWORD shi1501_reserved;                           /* 0 in a call; ignore it in an answer */
    PSECURITY_DESCRIPTOR shi1501_security_descriptor; /* self-relative; NULL if there is none */
} SHARE_INFO_1501, *PSHARE_INFO_1501, *LPSHARE_INFO_1501;

/* ---- Member numbers for *parm_err, and levels that set one member (1000 + its number) ---- */

#define SHARE_NETNAME_PARMNUM      1
#define SHARE_TYPE_PARMNUM         3
#define SHARE_REMARK_PARMNUM       4
#define SHARE_PERMISSIONS_PARMNUM  5
#define SHARE_MAX_USES_PARMNUM     6
#define SHARE_CURRENT_USES_PARMNUM 7
#define SHARE_PATH_PARMNUM         8
#define SHARE_PASSWD_PARMNUM       9
#define SHARE_FILE_SD_PARMNUM      501 /* security descriptor */
#define SHARE_SERVER_PARMNUM       503 /* scope */
#define SHARE_QOS_POLICY_PARMNUM   504

#define SHARE_REMARK_INFOLEVEL   1004
#define SHARE_MAX_USES_INFOLEVEL 1006
#define SHARE_FILE_SD_INFOLEVEL  1501

/* LAN Manager: members of its levels 1 and 2. */
#define SHI1_NUM_ELEMENTS 4
#define SHI2_NUM_ELEMENTS 10

/*
 * NetShareEnum - list the shares of a server.
 *
 * servername     see the top of this file.
 * level          0, 1, 2, 501, 502 or 503; selects the struct in the array.
 * bufptr         out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *                ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen     preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread    out: structs in the array.
 * totalentries   out: shares from the current position on; an estimate.
 * resume_handle  in/out: 0 to start, passed back unchanged to continue. May be NULL: then what
 *                did not fit cannot be fetched. Void after an error.
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (levels 2, 502 and 503 are for administrators on Windows),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-SRVS] 3.1.4.8 NetrShareEnum, opnum 15.
 */
NET_API_STATUS NetShareEnum(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                            LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetShareGetInfo - read one share.
 *
 * servername  see the top of this file.
 * netname     name of the share.
 * level       0, 1, 2, 501, 502, 503, 1004, 1005, 1006 or 1501; selects the struct.
 * bufptr      out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * NERR_Success,
 * NERR_NetNameNotFound (no such share),
 * ERROR_INVALID_PARAMETER (bufptr is NULL, or netname is NULL or empty),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\", or netname is longer than NNLEN),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (levels 2, 502 and 503 are for administrators on Windows),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-SRVS] 3.1.4.10 NetrShareGetInfo, opnum 16. Samba answers "invalid name" for a share
 * that is missing; the caller sees NERR_NetNameNotFound. It tells the limit of connections at level
 * 2 only; at 502 and 1006 it says that there is none.
 */
NET_API_STATUS NetShareGetInfo(LMSTR servername, LMSTR netname, DWORD level, LPBYTE *bufptr);

/*
 * NetShareAdd - create a share.
 *
 * servername  see the top of this file.
 * level       2, 502 or 503; struct in buf.
 * buf         the share. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the SHARE_*_PARMNUM of the first wrong member.
 *             May be NULL.
 *
 * NERR_Success,
 * NERR_DuplicateShare (there is a share of that name),
 * NERR_UnknownDevDir (no such path on the server),
 * ERROR_INVALID_PARAMETER (buf is NULL, the name in it is NULL or empty, a text in it is too long,
 * or the server refuses a member: *parm_err says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_SECURITY_DESCR (the descriptor is not self-relative, or has parts outside itself),
 * ERROR_INVALID_NAME (servername is no name, such as "\\", or that of the share is longer than
 * NNLEN or has characters that the server refuses),
 * ERROR_BAD_PATHNAME (Samba: the path is NULL or not absolute),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators; Samba without an `add share command`),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * *_reserved of levels 502 and 503 is ignored: a descriptor tells its length itself. Samba has
 * levels 2 and 502, shares directories only, and leaves the work to its `add share command`.
 *
 * Remote: [MS-SRVS] 3.1.4.7 NetrShareAdd, opnum 14. Samba answers "file exists" for a share that is
 * there already, and "file not found" for a path that is not; the caller sees NERR_DuplicateShare
 * and NERR_UnknownDevDir.
 */
NET_API_STATUS NetShareAdd(LMSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err);

/*
 * NetShareSetInfo - change a share. Its name and type never change, and its path with Samba only.
 *
 * servername  see the top of this file.
 * netname     name of the share.
 * level       1, 2, 502, 503, 1004, 1005, 1006 or 1501; struct in buf.
 * buf         the new values. Kept by the caller.
 * parm_err    out: after ERROR_INVALID_PARAMETER the SHARE_*_PARMNUM of the first wrong member.
 *             May be NULL.
 *
 * NERR_Success,
 * NERR_NetNameNotFound (no such share),
 * ERROR_INVALID_PARAMETER (buf is NULL, netname is NULL or empty, a text in buf is too long, or the
 * server refuses a member: *parm_err says which),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_SECURITY_DESCR (the descriptor is not self-relative, or has parts outside itself),
 * ERROR_INVALID_NAME (servername is no name, such as "\\", or netname is longer than NNLEN),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators; Samba at level 1006, for IPC$, or without a
 * `change share command`),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet),
 * ERROR_NOT_ENOUGH_MEMORY (or Samba, when the remark of level 1 or 1004 is NULL).
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Samba lacks level 503. It takes max_uses at level 2 only, and of the flags the way of caching. At
 * levels 2 and 502 the path must be there (else ERROR_BAD_PATHNAME), and a new one is taken. Where
 * the descriptor is NULL, the old one stays.
 *
 * Remote: [MS-SRVS] 3.1.4.11 NetrShareSetInfo, opnum 17.
 */
NET_API_STATUS NetShareSetInfo(LMSTR servername, LMSTR netname, DWORD level, LPBYTE buf,
                               LPDWORD parm_err);

/*
 * NetShareDel - remove a share; connections to it end.
 *
 * servername  see the top of this file.
 * netname     name of the share.
 * reserved    0.
 *
 * NERR_Success,
 * NERR_NetNameNotFound (no such share),
 * ERROR_INVALID_PARAMETER (netname is NULL or empty),
 * ERROR_INVALID_NAME (servername is no name, such as "\\", or netname is longer than NNLEN),
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
 * Remote: [MS-SRVS] 3.1.4.12 NetrShareDel, opnum 18. Samba answers "bad net name" for a share that
 * is missing; the caller sees NERR_NetNameNotFound.
 */
NET_API_STATUS NetShareDel(LMSTR servername, LMSTR netname, DWORD reserved);

/*
 * NetShareDelEx - remove a share that is named by a struct, so that its scope can be given.
 *
 * servername  see the top of this file.
 * level       0 or 503; of level 503 only netname and servername count.
 * buf         the struct. Kept by the caller.
 *
 * NERR_Success,
 * NERR_NetNameNotFound (no such share),
 * ERROR_INVALID_PARAMETER (buf is NULL, the name in it is NULL or empty, or a text is too long),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_SECURITY_DESCR (the descriptor is not self-relative, or has parts outside itself),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\", or that of the share is longer than
 * NNLEN),
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
 * Remote: [MS-SRVS] 3.1.4.47 NetrShareDelEx, opnum 57.
 */
NET_API_STATUS NetShareDelEx(LMSTR servername, DWORD level, LPBYTE buf);

/*
 * NetShareDelSticky - drop a share from the stored list; it lives on until the server restarts.
 *
 * servername  see the top of this file.
 * netname     name of the share.
 * reserved    0.
 *
 * Results as of NetShareDel. For Samba the two calls are one.
 *
 * Remote: [MS-SRVS] 3.1.4.13 NetrShareDelSticky, opnum 19.
 */
NET_API_STATUS NetShareDelSticky(LMSTR servername, LMSTR netname, DWORD reserved);

/*
 * NetShareEnumSticky - list the stored shares, those that come back when the server restarts.
 *
 * Parameters as in NetShareEnum; levels 0, 1, 2, 501, 502 and 503.
 *
 * Results as of NetShareEnum. By [MS-SRVS] 501 is no level of this call, but Samba answers it; it
 * is left to the server. Samba lists what NetShareEnum does, without hidden and special shares.
 *
 * Remote: [MS-SRVS] 3.1.4.9 NetrShareEnumSticky, opnum 36.
 */
NET_API_STATUS NetShareEnumSticky(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                  LPDWORD entriesread, LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetShareCheck - tell whether a server shares a device.
 *
 * servername  see the top of this file.
 * device      device or path, such as "C:".
 * type        out: STYPE_* of the share, without attributes.
 *
 * NERR_Success,
 * NERR_DeviceNotShared (no share of that device),
 * ERROR_INVALID_PARAMETER (device is NULL or empty, or type is NULL),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (the server says so),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * After any error *type is 0.
 *
 * Remote: [MS-SRVS] 3.1.4.16 NetrShareCheck, opnum 20.
 */
NET_API_STATUS NetShareCheck(LMSTR servername, LMSTR device, LPDWORD type);

/* ==== Sessions ============================================================================== */

/* sesi*_user_flags */
#define SESS_GUEST        0x00000001 /* logged on as guest */
#define SESS_NOENCRYPTION 0x00000002 /* password was sent in clear */

/* [MS-SRVS] 2.2.4.11 to 2.2.4.15. Members of the same name mean the same at every level. */
typedef struct _SESSION_INFO_0 {
    LMSTR sesi0_cname; /* client, without backslashes */
} SESSION_INFO_0, *PSESSION_INFO_0, *LPSESSION_INFO_0;

typedef struct _SESSION_INFO_1 {
    LMSTR sesi1_cname;      /* client, without backslashes */
    LMSTR sesi1_username;   /* user */
    DWORD sesi1_num_opens;  /* files, devices and pipes open */
    DWORD sesi1_time;       /* seconds since it began */
    DWORD sesi1_idle_time;  /* seconds since the last request */
    DWORD sesi1_user_flags; /* SESS_* */
} SESSION_INFO_1, *PSESSION_INFO_1, *LPSESSION_INFO_1;

typedef struct _SESSION_INFO_2 {
    LMSTR sesi2_cname;       /* client, without backslashes */
    LMSTR sesi2_username;    /* user */
    DWORD sesi2_num_opens;   /* files, devices and pipes open */
    DWORD sesi2_time;        /* seconds since it began */
    DWORD sesi2_idle_time;   /* seconds since the last request */
    DWORD sesi2_user_flags;  /* SESS_* */
    LMSTR sesi2_cltype_name; /* kind of client */
} SESSION_INFO_2, *PSESSION_INFO_2, *LPSESSION_INFO_2;

typedef struct _SESSION_INFO_10 {
    LMSTR sesi10_cname;     /* client, without backslashes */
    LMSTR sesi10_username;  /* user */
    DWORD sesi10_time;      /* seconds since it began */
    DWORD sesi10_idle_time; /* seconds since the last request */
} SESSION_INFO_10, *PSESSION_INFO_10, *LPSESSION_INFO_10;

typedef struct _SESSION_INFO_502 {
    LMSTR sesi502_cname;       /* client, without backslashes */
    LMSTR sesi502_username;    /* user */
    DWORD sesi502_num_opens;   /* files, devices and pipes open */
    DWORD sesi502_time;        /* seconds since it began */
    DWORD sesi502_idle_time;   /* seconds since the last request */
    DWORD sesi502_user_flags;  /* SESS_* */
    LMSTR sesi502_cltype_name; /* kind of client */
    LMSTR sesi502_transport;   /* transport it came over */
} SESSION_INFO_502, *PSESSION_INFO_502, *LPSESSION_INFO_502;

/* LAN Manager: members of its levels 1 and 2. */
#define SESI1_NUM_ELEMENTS 8
#define SESI2_NUM_ELEMENTS 9

/*
 * NetSessionEnum - list the sessions that clients have on a server.
 *
 * servername     see the top of this file.
 * UncClientName  only sessions of this client, with leading backslashes; NULL for all.
 * username       only sessions of this user; NULL for all.
 * level          0, 1, 2, 10 or 502; selects the struct in the array.
 * bufptr         out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *                ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen     preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread    out: structs in the array.
 * totalentries   out: sessions from the current position on; an estimate.
 * resume_handle  in/out: 0 to start, passed back unchanged to continue. May be NULL.
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * NERR_ClientNameNotFound (no session of that client), NERR_UserNotFound (none of that user),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators; Windows may leave levels 0 and 10 to everybody),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Samba has levels 0 and 1, and lists all sessions whatever client and user are given; what was not
 * asked for is left out here, but that level 0 does not tell whose a session is.
 *
 * Remote: [MS-SRVS] 3.1.4.5 NetrSessionEnum, opnum 12.
 */
NET_API_STATUS NetSessionEnum(LMSTR servername, LMSTR UncClientName, LMSTR username, DWORD level,
                              LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                              LPDWORD totalentries, LPDWORD resume_handle);

/*
 * NetSessionGetInfo - read one session.
 *
 * servername     see the top of this file.
 * UncClientName  the client, with leading backslashes.
 * username       the user.
 * level          0, 1, 2, 10 or 502; selects the struct. 502 is an extension: the published
 *                levels of this call end with 10, but the list it is answered from has it.
 * bufptr         out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * NERR_Success,
 * NERR_ClientNameNotFound (no session of that user from that client),
 * ERROR_INVALID_PARAMETER (bufptr is NULL, or client or user is NULL or empty),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * NERR_UserNotFound, ERROR_ACCESS_DENIED (as in NetSessionEnum),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Of what the server lists, in however many parts, the first session with that client and user is
 * taken, whatever the case of their letters; at level 0, which has no user, the first with that
 * client.
 *
 * Remote: [MS-SRVS] 3.1.4.5 NetrSessionEnum, opnum 12; the interface has no method for one session.
 */
NET_API_STATUS NetSessionGetInfo(LMSTR servername, LMSTR UncClientName, LMSTR username, DWORD level,
                                 LPBYTE *bufptr);

/*
 * NetSessionDel - end sessions; their open files are closed.
 *
 * servername     see the top of this file.
 * UncClientName  the client, with leading backslashes; NULL for every client of the user.
 * username       the user; NULL for every user of the client.
 *
 * NERR_Success,
 * NERR_ClientNameNotFound (no session of that client),
 * ERROR_INVALID_PARAMETER (neither a client nor a user),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators; Samba: also when there is no such session),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * When the connection is lost on the way, the call is not repeated: whether it was carried out is
 * not known then.
 *
 * Remote: [MS-SRVS] 3.1.4.6 NetrSessionDel, opnum 13.
 */
NET_API_STATUS NetSessionDel(LMSTR servername, LMSTR UncClientName, LMSTR username);

/* ==== Connections to a share ================================================================ */

/* [MS-SRVS] 2.2.4.1 and 2.2.4.2 */
typedef struct _CONNECTION_INFO_0 {
    DWORD coni0_id; /* number of the connection */
} CONNECTION_INFO_0, *PCONNECTION_INFO_0, *LPCONNECTION_INFO_0;

typedef struct _CONNECTION_INFO_1 {
    DWORD coni1_id;        /* number of the connection */
    DWORD coni1_type;      /* STYPE_* of the share */
    DWORD coni1_num_opens; /* files open */
    DWORD coni1_num_users; /* users */
    DWORD coni1_time;      /* seconds since it began */
    LMSTR coni1_username;  /* user */
    LMSTR coni1_netname;   /* the other side: client, or share */
} CONNECTION_INFO_1, *PCONNECTION_INFO_1, *LPCONNECTION_INFO_1;

/*
 * NetConnectionEnum - list the connections to a share, or those that a client has.
 *
 * servername     see the top of this file.
 * qualifier      name of a share, or of a client with leading backslashes.
 * level          0 or 1; selects the struct in the array.
 * bufptr         out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *                ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen     preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread    out: structs in the array.
 * totalentries   out: connections from the current position on; an estimate.
 * resume_handle  in/out: 0 to start, passed back unchanged to continue. May be NULL.
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * NERR_NetNameNotFound (no such share),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL, or qualifier is NULL or
 * empty),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Samba answers with as many entries as there are connections to the share, but makes their members
 * up.
 *
 * Remote: [MS-SRVS] 3.1.4.1 NetrConnectionEnum, opnum 8.
 */
NET_API_STATUS NetConnectionEnum(LMSTR servername, LMSTR qualifier, DWORD level, LPBYTE *bufptr,
                                 DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                 LPDWORD resume_handle);

/* ==== Open files ============================================================================ */

/* fi3_permissions */
#define PERM_FILE_READ   0x1 /* read, and execute */
#define PERM_FILE_WRITE  0x2 /* write */
#define PERM_FILE_CREATE 0x4 /* create */

/* [MS-SRVS] 2.2.4.6 and 2.2.4.7 */
typedef struct _FILE_INFO_2 {
    DWORD fi2_id; /* number of the open */
} FILE_INFO_2, *PFILE_INFO_2, *LPFILE_INFO_2;

typedef struct _FILE_INFO_3 {
    DWORD fi3_id;          /* number of the open */
    DWORD fi3_permissions; /* PERM_FILE_* */
    DWORD fi3_num_locks;   /* byte-range locks held */
    LMSTR fi3_pathname;    /* path on the server */
    LMSTR fi3_username;    /* user or client */
} FILE_INFO_3, *PFILE_INFO_3, *LPFILE_INFO_3;

/*
 * NetFileEnum - list the files, devices and pipes that clients have open on a server.
 *
 * servername     see the top of this file.
 * basepath       only paths that start so; NULL for all.
 * username       only those opened by this user; NULL for all.
 * level          2 or 3; selects the struct in the array.
 * bufptr         out: array of *entriesread structs. Free with NetApiBufferFree, also after
 *                ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen     preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread    out: structs in the array.
 * totalentries   out: open files from the current position on; an estimate.
 * resume_handle  in/out: 0 to start, passed back unchanged to continue. May be NULL. As wide as
 *                a pointer, unlike in the other calls.
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
 * Samba has level 3 and lists no pipes. It lists the files of every folder; those outside basepath
 * are left out here, but at level 2, which does not tell where a file is.
 *
 * Remote: [MS-SRVS] 3.1.4.2 NetrFileEnum, opnum 9.
 */
NET_API_STATUS NetFileEnum(LMSTR servername, LMSTR basepath, LMSTR username, DWORD level,
                           LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                           LPDWORD totalentries, PDWORD_PTR resume_handle);

/*
 * NetFileGetInfo - read one open file.
 *
 * servername  see the top of this file.
 * fileid      fi2_id or fi3_id from NetFileEnum.
 * level       2 or 3; selects the struct.
 * bufptr      out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * NERR_Success,
 * NERR_FileIdNotFound (no open file of that number),
 * ERROR_INVALID_PARAMETER (bufptr is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-SRVS] 3.1.4.3 NetrFileGetInfo, opnum 10.
 */
NET_API_STATUS NetFileGetInfo(LMSTR servername, DWORD fileid, DWORD level, LPBYTE *bufptr);

/*
 * NetFileClose - close an open file by force; what its client had not written is lost.
 *
 * servername  see the top of this file.
 * fileid      fi2_id or fi3_id from NetFileEnum.
 *
 * NERR_Success,
 * NERR_FileIdNotFound (no open file of that number),
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
 * Remote: [MS-SRVS] 3.1.4.4 NetrFileClose, opnum 11. Samba answers "file not found" for a number
 * that is not open; the caller sees NERR_FileIdNotFound.
 */
NET_API_STATUS NetFileClose(LMSTR servername, DWORD fileid);

/* ==== Alias names of a server =============================================================== */

/* [MS-SRVS] 2.2.4.102 */
typedef struct _SERVER_ALIAS_INFO_0 {
    LMSTR srvai0_alias;     /* further name */
    LMSTR srvai0_target;    /* server, or scope, it stands for */
    BOOLEAN srvai0_default; /* 1: for a target of "*" */
    ULONG srvai0_reserved;  /* 0 */
} SERVER_ALIAS_INFO_0, *PSERVER_ALIAS_INFO_0, *LPSERVER_ALIAS_INFO_0;

/*
 * NetServerAliasAdd - give a server, or one of its scopes, a further name.
 *
 * servername  see the top of this file.
 * level       0.
 * buf         SERVER_ALIAS_INFO_0. Kept by the caller.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (buf is NULL, a text in it is too long, or the server says so),
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
 * Remote: [MS-SRVS] 3.1.4.44 NetrServerAliasAdd, opnum 54.
 */
NET_API_STATUS NetServerAliasAdd(LMSTR servername, DWORD level, LPBYTE buf);

/*
 * NetServerAliasDel - take a further name away.
 *
 * servername  see the top of this file.
 * level       0.
 * buf         SERVER_ALIAS_INFO_0 that names the alias. Kept by the caller.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (buf is NULL, a text in it is too long, or the server says so),
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
 * Remote: [MS-SRVS] 3.1.4.46 NetrServerAliasDel, opnum 56.
 */
NET_API_STATUS NetServerAliasDel(LMSTR servername, DWORD level, LPBYTE buf);

/*
 * NetServerAliasEnum - list the further names of a server.
 *
 * servername    see the top of this file.
 * level         0.
 * bufptr        out: array of *entriesread SERVER_ALIAS_INFO_0. Free with NetApiBufferFree, also
 *               after ERROR_MORE_DATA. NULL when there is nothing to free.
 * prefmaxlen    preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * entriesread   out: structs in the array.
 * totalentries  out: aliases from the current position on; an estimate.
 * resumehandle  in/out: 0 to start, passed back unchanged to continue. May be NULL.
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in prefmaxlen; no data),
 * ERROR_INVALID_PARAMETER (bufptr, entriesread or totalentries is NULL),
 * ERROR_INVALID_LEVEL (not a level of this call, or one that the server lacks),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (servername is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet), ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-SRVS] 3.1.4.45 NetrServerAliasEnum, opnum 55.
 */
NET_API_STATUS NetServerAliasEnum(LMSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                  LPDWORD entriesread, LPDWORD totalentries, LPDWORD resumehandle);

#ifdef __cplusplus
}
#endif

#endif
