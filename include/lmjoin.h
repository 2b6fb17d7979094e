/* SPDX-License-Identifier: MIT */
/*
 * lmjoin.h - the names a computer goes by.
 *
 * Server is a UNC, DNS or NetBIOS name or an address, with or without two leading backslashes; NULL
 * or "" is this computer.
 *
 * A domain account is written DOMAIN\user, dns.domain\user or user@dns.domain. With NULL the server
 * uses the log-on of the caller. Its password goes over the network encrypted with the key of the
 * session ([MS-WKST] 2.2.5.18: RC4, of today's strength only where the session itself is
 * encrypted), so guests and anonymous log-ons cannot send one. It has at most 255 characters, and
 * is kept nowhere.
 *
 * Joining and leaving a domain are not declared yet.
 */
#ifndef NETAPI32_LMJOIN_H
#define NETAPI32_LMJOIN_H

#include "lmcons.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A flag of Reserved: the server ignores the other bits instead of refusing them. */
#define NET_IGNORE_UNSUPPORTED_FLAGS 0x01

/* [MS-WKST] 2.2.3.3 */
typedef enum _NET_COMPUTER_NAME_TYPE {
    NetPrimaryComputerName,    /* the name the computer calls itself by */
    NetAlternateComputerNames, /* the names it answers to beside that */
    NetAllComputerNames,       /* both */
    NetComputerNameTypeMax     /* the number of types */
} NET_COMPUTER_NAME_TYPE,
    *PNET_COMPUTER_NAME_TYPE;

/*
 * NetEnumerateComputerNames - list the names of a computer.
 *
 * Server         see the top of this file.
 * NameType       which ones.
 * Reserved       0; see NET_IGNORE_UNSUPPORTED_FLAGS.
 * EntryCount     out: names in the array. 0 after any error.
 * ComputerNames  out: array of *EntryCount pointers to DNS names, in one buffer with them. Free
 *                with NetApiBufferFree, once. NULL when there is no name, and after any error.
 *
 * NERR_Success, also with no name,
 * ERROR_INVALID_PARAMETER (an out pointer is NULL, or NameType is none),
 * ERROR_INVALID_FLAGS (Reserved is not 0),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * ERROR_INVALID_NAME (Server is no name, such as "\\"),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators),
 * ERROR_SEM_TIMEOUT (no answer before the deadline), ERROR_NETNAME_DELETED (connection lost),
 * RPC_X_BAD_STUB_DATA (the answer is malformed),
 * ERROR_NOT_SUPPORTED (this computer: not served yet; or the server says so),
 * ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-WKST] 3.2.4.21 NetrEnumerateComputerNames, opnum 30.
 */
NET_API_STATUS NetEnumerateComputerNames(LPCWSTR Server, NET_COMPUTER_NAME_TYPE NameType,
                                         ULONG Reserved, PDWORD EntryCount, LPWSTR **ComputerNames);

/*
 * NetAddAlternateComputerName - let a computer answer to a further name.
 *
 * Server                 see the top of this file.
 * AlternateName          the name, a fully qualified DNS name.
 * DomainAccount          who may change the computer's account in its domain; see the top of this
 *                        file. NULL: the caller. A computer without a domain does not look at it.
 * DomainAccountPassword  that account's password. NULL: none is sent. Ignored without an account.
 * Reserved               0; see NET_IGNORE_UNSUPPORTED_FLAGS.
 *
 * NERR_Success,
 * ERROR_INVALID_PARAMETER (AlternateName is NULL or "", the password is too long, or the server
 * refuses an argument),
 * ERROR_INVALID_NAME (Server or AlternateName is no name),
 * ERROR_INVALID_FLAGS (Reserved is not 0),
 * ERROR_NO_USER_SESSION_KEY (a password is to be sent, and the log-on is a guest's or anonymous),
 * RPC_S_PROCNUM_OUT_OF_RANGE (the server does not know the call: Samba),
 * RPC_S_CALL_IN_PROGRESS (the computer is joining a domain, or changing its names already),
 * NERR_WkstaNotStarted (its workstation service does not run),
 * ERROR_BAD_NETPATH (no such host, or it does not answer),
 * ERROR_LOGON_FAILURE (wrong user name or password),
 * ERROR_ACCESS_DENIED (it is for administrators, of the computer and of its account),
 * ERROR_SEM_TIMEOUT (no answer before the deadline: nobody knows whether it was done),
 * ERROR_NETNAME_DELETED (connection lost: the same),
 * ERROR_NOT_SUPPORTED (this computer: not served yet; or the server says so),
 * ERROR_NOT_ENOUGH_MEMORY.
 *
 * Remote: [MS-WKST] 3.2.4.18 NetrAddAlternateComputerName, opnum 27. Opnum 35, which takes the
 * password encrypted with AES, is not used yet.
 */
NET_API_STATUS NetAddAlternateComputerName(LPCWSTR Server, LPCWSTR AlternateName,
                                           LPCWSTR DomainAccount, LPCWSTR DomainAccountPassword,
                                           ULONG Reserved);

/*
 * NetRemoveAlternateComputerName - take such a name away.
 *
 * Server                 see the top of this file.
 * AlternateName          the name, a fully qualified DNS name.
 * DomainAccount          as in NetAddAlternateComputerName.
 * DomainAccountPassword  the same.
 * Reserved               0; see NET_IGNORE_UNSUPPORTED_FLAGS.
 *
 * The codes of NetAddAlternateComputerName.
 *
 * Remote: [MS-WKST] 3.2.4.19 NetrRemoveAlternateComputerName, opnum 28; not yet opnum 36.
 */
NET_API_STATUS NetRemoveAlternateComputerName(LPCWSTR Server, LPCWSTR AlternateName,
                                              LPCWSTR DomainAccount, LPCWSTR DomainAccountPassword,
                                              ULONG Reserved);

/*
 * NetSetPrimaryComputerName - make one of a computer's alternate names the one it calls itself by.
 *
 * Server                 see the top of this file.
 * PrimaryName            the name, a fully qualified DNS name.
 * DomainAccount          as in NetAddAlternateComputerName.
 * DomainAccountPassword  the same.
 * Reserved               0; see NET_IGNORE_UNSUPPORTED_FLAGS.
 *
 * The codes of NetAddAlternateComputerName. It takes effect when the computer starts again.
 *
 * Remote: [MS-WKST] 3.2.4.20 NetrSetPrimaryComputerName, opnum 29; not yet opnum 37.
 */
NET_API_STATUS NetSetPrimaryComputerName(LPCWSTR Server, LPCWSTR PrimaryName, LPCWSTR DomainAccount,
                                         LPCWSTR DomainAccountPassword, ULONG Reserved);

#ifdef __cplusplus
}
#endif

#endif
