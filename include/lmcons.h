/* SPDX-License-Identifier: MIT */
/*
 * lmcons.h - lengths, platforms and types that all families of the network management API share.
 *
 * Lengths are in WCHARs and leave no room for the NUL. The LM20_ names are the limits of
 * LAN Manager 2.0 servers. Values: [MS-DTYP], [MS-SRVS] 2.2.2, [MS-WKST] 2.2.1.
 */
#ifndef NETAPI32_LMCONS_H
#define NETAPI32_LMCONS_H

#include "windef.h"

/*
 * Every function answers with one of NERR_* (lmerr.h), ERROR_* or RPC_* (winerror.h). Beside those
 * its own comment names, a call to another computer may answer with:
 *
 *   before anything is sent
 *     ERROR_NO_SUCH_LOGON_SESSION   there is nothing to log on with: no use of the server (lmuse.h),
 *                                   no credentials file configured, and no Kerberos ticket there
 *     ERROR_ACCESS_DENIED           the credentials file, or that with the log-in session's uses, can
 *                                   be read by others, or not by us
 *     ERROR_FILE_NOT_FOUND          a configured file is not there
 *     ERROR_BAD_FORMAT              one of these two files is malformed
 *     ERROR_INVALID_DATA            the configuration is malformed
 *   on the way
 *     ERROR_BAD_NETPATH             no such host, or it cannot be reached
 *     ERROR_NETNAME_DELETED         the connection was lost
 *     ERROR_SEM_TIMEOUT             no answer before the deadline
 *     ERROR_BAD_NET_RESP            the server's SMB messages are malformed or wrongly signed
 *     ERROR_NOT_SUPPORTED           server and configuration have no dialect or encryption in common
 *   from the log-on
 *     ERROR_LOGON_FAILURE, ERROR_ACCOUNT_DISABLED, ERROR_ACCOUNT_LOCKED_OUT,
 *     ERROR_ACCOUNT_EXPIRED, ERROR_PASSWORD_EXPIRED, ERROR_PASSWORD_MUST_CHANGE …
 *   from the service
 *     RPC_S_SERVER_UNAVAILABLE      the server does not have the service
 *     RPC_S_UNKNOWN_IF, RPC_S_PROCNUM_OUT_OF_RANGE   it does not know the interface, or the call
 *     RPC_S_PROTOCOL_ERROR          its DCE/RPC is malformed
 *     RPC_X_BAD_STUB_DATA           its answer is malformed
 *
 * Out parameters: a buffer pointer is NULL and counts are 0 after any error but ERROR_MORE_DATA.
 *
 * Enumerations in parts: ERROR_MORE_DATA comes with whole entries, and the next call goes on where
 * they end when it is given the resume handle that came back. Servers choose the size of a part;
 * prefmaxlen is a wish that many ignore. Handles mean something to the server alone: the library
 * hands them on as they are and never repeats a call to collect parts. So a server that answers
 * ERROR_MORE_DATA with a handle that does not move keeps a caller's loop going for ever, unless it
 * looks at that too, as lmctl does:
 *
 *   do {
 *       before = resume;
 *       status = NetShareEnum(server, 1, &buffer, MAX_PREFERRED_LENGTH, &n, &total, &resume);
 *       ... n entries at buffer ...
 *       NetApiBufferFree(buffer);
 *   } while (status == ERROR_MORE_DATA && resume != before);
 *
 * A handle that stays also says that not one entry fits into prefmaxlen, when none came.
 */
typedef DWORD NET_API_STATUS;
typedef NET_API_STATUS API_RET_TYPE;
#define NET_API_FUNCTION WINAPI

/* Strings in the structures and parameters of this API: UTF-16, NUL-terminated. */
typedef LPWSTR LMSTR;
typedef LPCWSTR LMCSTR;

/* Ask an enumeration for everything in one answer (prefmaxlen, in bytes). */
#define MAX_PREFERRED_LENGTH ((DWORD)-1)

/* Set calls: *parm_err, and levels that carry one member (base + PARMNUM of the member). */
#define PARM_ERROR_NONE        0
#define PARM_ERROR_UNKNOWN     ((DWORD)-1)
#define PARMNUM_ALL            0
#define PARMNUM_BASE_INFOLEVEL 1000

/* Names. */
#define CNLEN            15                   /* computer */
#define UNCLEN           (CNLEN + 2)          /* \\computer */
#define DNLEN            CNLEN                /* domain or workgroup */
#define NNLEN            80                   /* share, without the computer */
#define RMLEN            (UNCLEN + 1 + NNLEN) /* \\computer\share */
#define SNLEN            80                   /* service */
#define STXTLEN          256                  /* text of a service */
#define PATHLEN          256                  /* path, drive letter included */
#define DEVLEN           80                   /* local device */
#define EVLEN            16                   /* event */
#define UNLEN            256                  /* user */
#define GNLEN            UNLEN                /* group */
#define QNLEN            NNLEN                /* print queue */
#define NETBIOS_NAME_LEN 16                   /* bytes, padding and type included */

#define LM20_CNLEN   15
#define LM20_UNCLEN  (LM20_CNLEN + 2)
#define LM20_DNLEN   LM20_CNLEN
#define LM20_NNLEN   12
#define LM20_RMLEN   (LM20_UNCLEN + 1 + LM20_NNLEN)
#define LM20_SNLEN   15
#define LM20_STXTLEN 63
#define LM20_PATHLEN 256
#define LM20_DEVLEN  8
#define LM20_UNLEN   20
#define LM20_GNLEN   LM20_UNLEN
#define LM20_QNLEN   LM20_NNLEN

/* Passwords and keys; the last five count bytes. */
#define PWLEN              256
#define LM20_PWLEN         14
#define SHPWLEN            8 /* password of a share */
#define CRYPT_KEY_LEN      7
#define CRYPT_TXT_LEN      8
#define ENCRYPTED_PWLEN    16
#define SESSION_PWLEN      24
#define SESSION_CRYPT_KLEN 21

/* Texts. */
#define CLTYPE_LEN        12  /* client type of a session */
#define MAXCOMMENTSZ      256 /* comment or remark */
#define LM20_MAXCOMMENTSZ 48
#define ALERTSZ           128 /* list of names that get alerts */
#define MAXDEVENTRIES     (sizeof(int) * 8)

/* Platforms: the *_platform_id members. */
#define PLATFORM_ID_DOS 300
#define PLATFORM_ID_OS2 400
#define PLATFORM_ID_NT  500 /* Windows, and Samba */
#define PLATFORM_ID_OSF 600
#define PLATFORM_ID_VMS 700

/* Range of message numbers of the LAN Manager family; NERR_BASE is in lmerr.h. */
#define MIN_LANMAN_MESSAGE_ID NERR_BASE
#define MAX_LANMAN_MESSAGE_ID 5899

/* Names of the message files on Windows. Nothing here reads them. */
#define MESSAGE_FILENAME    TEXT("NETMSG")
#define OS2MSG_FILENAME     TEXT("BASE")
#define HELP_MSG_FILENAME   TEXT("NETH")
#define BACKUP_MSG_FILENAME TEXT("BAK.MSG")

#endif
