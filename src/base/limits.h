/* SPDX-License-Identifier: MIT */
/* Every maximum the library sets itself, with its reason. Limits of the published API stand in
 * lmcons.h. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* Time. A server that does not answer a SYN within 5 s will not; a whole call may enumerate. */
#define CONNECT_TIMEOUT_MS 5000
#define CALL_TIMEOUT_MS    60000

/* Idle sessions. A program that asks again within some seconds goes on where it was; servers end
 * idle ones after minutes anyway. A fleet of hosts at once is at most this many connections. */
#define POOL_IDLE_MS      10000
#define POOL_SESSIONS_MAX 64u
/* How long a connection is believed to be there without looking. */
#define POOL_TRUST_MS 1000

/* One stub. 100,000 shares at level 502 with full strings need about 40 MB. */
#define RPC_STUB_MAX (256u << 20)

/* The largest fragment we offer and take. smbd grants at most 5,840; Windows 65,535 at most. */
#define RPC_FRAGMENT_OFFER 5840u
#define RPC_FRAGMENT_MAX   65535u

/* One SMB2 message: a 64 KiB payload (one credit) and headers, rounded up. */
#define SMB2_MESSAGE_MAX (128u << 10)

/* A SPNEGO or NTLM token. Kerberos tickets with large PACs reach 48 KiB. */
#define AUTH_TOKEN_MAX 65535u

/* Interim answers (STATUS_PENDING) and unsolicited messages taken while waiting for one reply. */
#define SMB2_INTERIM_MAX 64

/* Entries of one answer. An enumeration of more would not fit RPC_STUB_MAX anyway. */
#define NET_ENTRIES_MAX (1u << 22)

/* Characters of one string in an answer, NUL included; paths are longest ([MS-SRVS] sets none). */
#define NET_STRING_MAX 32768u

/* A security descriptor: an ACL holds at most 64 KiB, and there are two of them and two SIDs. */
#define NET_SECDESC_MAX (192u << 10)

/* The largest C structure a layout table describes; decoding keeps one on the stack. */
#define NDR_STRUCT_MAX 1024u

/* A configuration or credentials file: a page of settings a host, a thousand hosts. */
#define CONFIG_FILE_MAX (1u << 20)

/* Servers whose configuration is kept after it was read: a fleet asked in turn. */
#define CONFIG_CACHE 64u

/* A server name: 253 characters of DNS, `\\` and the NUL. */
#define SERVER_NAME_MAX 256u

#endif
