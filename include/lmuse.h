/* SPDX-License-Identifier: MIT */
/*
 * lmuse.h - uses: connections of this computer to shares of servers, and who we are on them.
 *
 * A use says as whom calls to a server log on: NetUseAdd tries the log-on, and from then on every
 * function that names this server the same way takes its user and password, before everything that
 * is configured. Uses belong to the process, with all its threads and the children it forks
 * afterwards. Those that `lmctl use add` keeps belong to the log-in session; each process has them
 * beside its own, and its own go first. docs/uses.md has the whole story.
 *
 * Servers are told apart by the name that was given, case aside: the name, the DNS name and the
 * address of a server are three, each with credentials of its own, as on Windows.
 *
 * UncServerName, where there is one, is the computer whose uses are meant: NULL, "" or a name of
 * this computer. Only LAN Manager servers let others change their uses; for any other computer the
 * functions return ERROR_NOT_SUPPORTED.
 *
 * Strings in the structures are owned by the block they came in.
 */
#ifndef NETAPI32_LMUSE_H
#define NETAPI32_LMUSE_H

#include "lmcons.h"
#include "lmuseflg.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Status: ui*_status ---- */

#define USE_OK       0 /* there is a session of the use, at work or idle */
#define USE_PAUSED   1 /* never given here */
#define USE_SESSLOST 2 /* there is no session at the moment; the next call makes one */
#define USE_DISCONN  2 /* the same */
#define USE_NETERR   3 /* the server could not be reached when a call last tried */
#define USE_CONN     4 /* never given here */
#define USE_RECONN   5 /* never given here */

/* ---- Type of the share: ui*_asg_type ---- */

#define USE_WILDCARD ((DWORD)(-1)) /* NetUseAdd: whatever it is */
#define USE_DISKDEV  0             /* directory */
#define USE_SPOOLDEV 1             /* print queue */
#define USE_CHARDEV  2             /* character device; no server of today has one */
#define USE_IPC      3             /* named pipes: IPC$ */

/* ---- Flags of level 3 ---- */

#define CREATE_NO_CONNECT       0x1 /* record it, do not try: the first call will */
#define CREATE_BYPASS_CSC       0x2 /* not by way of a cache; there is none here */
#define USE_DEFAULT_CREDENTIALS 0x4 /* no user and no password are given */

/* ---- Member numbers for *ParmError ---- */

#define USE_LOCAL_PARMNUM      1
#define USE_REMOTE_PARMNUM     2
#define USE_PASSWORD_PARMNUM   3
#define USE_ASGTYPE_PARMNUM    4
#define USE_USERNAME_PARMNUM   5
#define USE_DOMAINNAME_PARMNUM 6

/* ---- Structures: [MS-WKST] 2.2.5.22 to 2.2.5.25 ---- */

typedef struct _USE_INFO_0 {
    LMSTR ui0_local;  /* device; NULL: without one, as all are here */
    LMSTR ui0_remote; /* \\server\share */
} USE_INFO_0, *PUSE_INFO_0, *LPUSE_INFO_0;

typedef struct _USE_INFO_1 {
    LMSTR ui1_local;
    LMSTR ui1_remote;
    LMSTR ui1_password; /* in; NULL when it comes back */
    DWORD ui1_status;   /* USE_OK and so on; ignored by NetUseAdd, as are the counts */
    DWORD ui1_asg_type; /* USE_DISKDEV and so on */
    DWORD ui1_refcount; /* calls that are on the server by this log-on at the moment */
    DWORD ui1_usecount; /* how often it was added */
} USE_INFO_1, *PUSE_INFO_1, *LPUSE_INFO_1;

typedef struct _USE_INFO_2 {
    LMSTR ui2_local;
    LMSTR ui2_remote;
    LMSTR ui2_password;
    DWORD ui2_status;
    DWORD ui2_asg_type;
    DWORD ui2_refcount;
    DWORD ui2_usecount;
    LMSTR ui2_username;   /* user, DOMAIN\user or user@realm; NULL: what is configured */
    LMSTR ui2_domainname; /* NULL or "": the server decides */
} USE_INFO_2, *PUSE_INFO_2, *LPUSE_INFO_2;

typedef struct _USE_INFO_3 {
    USE_INFO_2 ui3_ui2;
    ULONG ui3_flags; /* CREATE_* and USE_DEFAULT_CREDENTIALS */
} USE_INFO_3, *PUSE_INFO_3, *LPUSE_INFO_3;

/*
 * NetUseAdd - use a share of a server: log on, connect to the share, and remember as whom.
 *
 * UncServerName  see the top of this file.
 * Level          1, 2 or 3; struct in Buf.
 * Buf            the use; kept by the caller. Of its members:
 *   local        NULL or "". There are no drive letters and no LPT ports to give away here.
 *   remote       \\server\share. IPC$ is the usual share, since all functions of this API go there.
 *   password     the user's, at most PWLEN characters; "" is an empty password.
 *   asg_type     USE_WILDCARD, or the type the share must have.
 *   username     at most UNLEN characters (level 2 and 3); in DOMAIN\user the domain counts, not
 *                the member of that name. By user@realm, without a domain, the log-on is one by
 *                Kerberos, otherwise by NTLM, as far as `auth` in the configuration allows that.
 *   domainname   at most 255 characters.
 *   flags        of level 3.
 * ParmError      out: after an error about a member its USE_*_PARMNUM; else PARM_ERROR_NONE, or
 *                PARM_ERROR_UNKNOWN for the flags. May be NULL.
 *
 * What user and password say together (level 1 has no user):
 *   user given             this user; a NULL password is an empty one
 *   both ""                nobody: an anonymous log-on
 *   no user, no password   (NULL or "") whoever calls to this server log on as without this use: by
 *                          another use of it, else by what is configured, else by Kerberos tickets
 *   no user, a password    the user the process runs as, with this password
 *
 * All uses of a server share one log-on. Another user is refused; the same one adds a further share
 * or counts the use up, and a new password, once the server has accepted it, takes the place of the
 * old one for all of them. Nothing is recorded when an error is returned.
 *
 * NERR_Success,
 * ERROR_BAD_DEVICE (local names a device),
 * ERROR_INVALID_PARAMETER (Buf is NULL; remote is no \\server\share, or has a path behind it, as
 * DFS would; a text is too long or no UTF-16; flags contradict the members or are unknown),
 * NERR_BadAsgType (asg_type is no type),
 * ERROR_BAD_DEV_TYPE (the share is of another type than asg_type),
 * ERROR_INVALID_LEVEL,
 * ERROR_SESSION_CREDENTIAL_CONFLICT (there is a use of this server by another user),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_BAD_NET_NAME (no such share),
 * ERROR_LOGON_FAILURE (wrong user name or password), ERROR_ACCESS_DENIED (not for this user),
 * ERROR_NO_SUCH_LOGON_SESSION (no user is given and none configured; or `auth` in the configuration
 *   forbids this log-on),
 * ERROR_NOT_SUPPORTED (UncServerName is another computer; or the use is of this one, which no
 * log-on is needed for), ERROR_NOT_ENOUGH_MEMORY, and what lmcons.h lists.
 */
NET_API_STATUS NetUseAdd(LMSTR UncServerName, DWORD Level, LPBYTE Buf, LPDWORD ParmError);

/*
 * NetUseDel - end a use, or count it down. With a server's last one its log-on is forgotten and its
 * idle sessions are closed: the next call logs on by what is configured.
 *
 * UncServerName  see the top of this file.
 * UseName        \\server\share, as it was added, case aside. One of the process goes before one of
 *                the log-in session.
 * ForceCond      USE_NOFORCE: count it down, and remove it at zero; refuse when that would end a
 *                  log-on by which a call is on the server at this moment (idle sessions do not
 *                  count).
 *                USE_FORCE: do not refuse. Such calls come to their end by themselves; their
 *                  sessions are closed then.
 *                USE_LOTS_OF_FORCE: the same, and whatever the count is, the use is removed.
 *
 * NERR_Success,
 * NERR_UseNotFound (no such use),
 * NERR_OpenFiles (a call is on the server; only by USE_NOFORCE),
 * ERROR_INVALID_PARAMETER (UseName is NULL or ""), ERROR_INVALID_LEVEL (no such ForceCond),
 * ERROR_ACCESS_DENIED, ERROR_BAD_FORMAT (the file with the session's uses cannot be used),
 * ERROR_SEM_TIMEOUT (another process does not come to the end of changing it),
 * ERROR_NOT_SUPPORTED (UncServerName is another computer), ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS NetUseDel(LMSTR UncServerName, LMSTR UseName, DWORD ForceCond);

/*
 * NetUseEnum - list the uses of this process and of its log-in session, oldest first.
 *
 * UncServerName        see the top of this file.
 * Level                0, 1 or 2; selects the struct in the array.
 * BufPtr               out: array of *EntriesRead structs. Free with NetApiBufferFree, also after
 *                      ERROR_MORE_DATA. NULL when there is nothing to free.
 * PreferedMaximumSize  preferred size of the answer in bytes; MAX_PREFERRED_LENGTH for all.
 * EntriesRead          out: structs in the array.
 * TotalEntries         out: uses from the current position on.
 * ResumeHandle         in/out: 0 to start, passed back unchanged to continue. May be NULL. It stays
 *                      good when uses come and go meanwhile.
 *
 * Nothing is asked over the network. A password is never given back: the member is NULL.
 *
 * NERR_Success, also with no entry,
 * ERROR_MORE_DATA (the array holds a part; call again),
 * NERR_BufTooSmall (not one entry fits in PreferedMaximumSize; no data),
 * ERROR_INVALID_PARAMETER (BufPtr, EntriesRead or TotalEntries is NULL), ERROR_INVALID_LEVEL,
 * ERROR_ACCESS_DENIED, ERROR_BAD_FORMAT (the file with the session's uses cannot be used),
 * ERROR_NOT_SUPPORTED (UncServerName is another computer), ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS NetUseEnum(LMSTR UncServerName, DWORD Level, LPBYTE *BufPtr,
                          DWORD PreferedMaximumSize, LPDWORD EntriesRead, LPDWORD TotalEntries,
                          LPDWORD ResumeHandle);

/*
 * NetUseGetInfo - read one use.
 *
 * UncServerName  see the top of this file.
 * UseName        as for NetUseDel.
 * Level          0, 1, 2 or 3; selects the struct.
 * BufPtr         out: one struct. Free with NetApiBufferFree. NULL after any error.
 *
 * NERR_Success,
 * NERR_UseNotFound (no such use),
 * ERROR_INVALID_PARAMETER (BufPtr is NULL, or UseName is NULL or ""), ERROR_INVALID_LEVEL,
 * ERROR_ACCESS_DENIED, ERROR_BAD_FORMAT (the file with the session's uses cannot be used),
 * ERROR_NOT_SUPPORTED (UncServerName is another computer), ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS NetUseGetInfo(LMSTR UncServerName, LMSTR UseName, DWORD Level, LPBYTE *BufPtr);

#ifdef __cplusplus
}
#endif

#endif
