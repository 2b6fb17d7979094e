/* SPDX-License-Identifier: MIT */
/* Maxima that more than one file goes by, or that a user may meet, each with its reason. What only
 * one protocol step needs stands in its file, limits of the published API in lmcons.h. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* Time. A server that does not answer a SYN within 5 s will not; a whole call may enumerate. */
#define CONNECT_TIMEOUT_MS 5000
#define CALL_TIMEOUT_MS    60000

/* Idle sessions. A program that asks again within some seconds goes on where it was; servers end
 * idle ones after minutes anyway. A fleet of hosts at once is at most this many connections. */
#define POOL_IDLE_MS      10000
#define POOL_SESSIONS_MAX 64u
/* A session is not used for longer, however busy: not every change of who we are can be seen from
 * here, such as another ticket in a ccache that is no file. */
#define POOL_AGE_MS 600000
/* How long a connection is believed to be there without looking. */
#define POOL_TRUST_MS 1000

/* One stub. 100,000 shares at level 502 with long comments and paths and a descriptor need about
 * 140 MB. */
#define RPC_STUB_MAX (256u << 20)

/* The largest fragment we offer and take: as much as smbd grants. */
#define RPC_FRAGMENT_OFFER 5840u

/* What one SMB2 request sends or asks for: as much as one credit pays for. It carries one fragment
 * of DCE/RPC, which is smaller, so more would never be used (docs/smb2.md has the measurement). */
#define SMB2_PAYLOAD_MAX (64u << 10)

/* One SMB2 message: a payload and its headers, rounded up. */
#define SMB2_MESSAGE_MAX (128u << 10)

/* Messages encrypted with one key, after which the connection ends. With messages of 64 KiB these
 * are 2^44 blocks of AES, which leaves who collects them all a chance of 2^-40 (SP 800-38D
 * appendix B has the reasoning); no session of ours comes near. */
#define SMB2_ENCRYPTED_MAX (UINT64_C(1) << 32)

/* A SPNEGO or NTLM token. Kerberos tickets with large PACs reach 48 KiB. */
#define AUTH_TOKEN_MAX 65535u

/* Interfaces on one association. No pipe serves more. */
#define RPC_CONTEXTS_MAX 8u

/* Interim answers (STATUS_PENDING) and unsolicited messages taken while waiting for one reply. */
#define SMB2_INTERIM_MAX 64

/* Entries of one answer; a stub of RPC_STUB_MAX holds that many of 64 bytes. */
#define NET_ENTRIES_MAX (1u << 22)

/* Characters of one string in an answer, NUL included; paths are longest ([MS-SRVS] sets none). */
#define NET_STRING_MAX 32768u

/* A security descriptor: an ACL holds at most 64 KiB, and there are two of them and two SIDs. */
#define NET_SECDESC_MAX (192u << 10)

/* Bytes of a transport's address: a socket address or a NetBIOS name has tens of them. */
#define NET_TRANSPORT_ADDRESS_MAX 4096u

/* Transports of one server that a name is bound to, each by a call of its own. A server lists one
 * for each of its interfaces and names: some tens where there are many. */
#define TRANSPORTS_MAX 64u

/* The largest C structure a layout table describes; decoding keeps one on the stack. */
#define NDR_STRUCT_MAX 1024u

/* A configuration or credentials file: a page of settings a host, a thousand hosts. */
#define CONFIG_FILE_MAX (1u << 20)

/* The uses of a log-in session: some hundred servers, each with its texts at their longest. Whoever
 * holds the lock of that file writes it and is done. */
#define USES_FILE_MAX (512u << 10)
#define USES_LOCK_MS  5000

/* An entry of the user database: the longest comment and paths anybody has, many times over. */
#define PASSWD_ENTRY_MAX (256u << 10)

/* The list of further domains of a user, bytes: hundreds of names. */
#define OTH_DOMAINS_MAX 4096u

/* Servers whose configuration is kept after it was read: a fleet asked in turn. */
#define CONFIG_CACHE 64u

/* NetBIOS names. 250 ms and three tries are RFC 1002's own (section 6, BCAST_REQ_RETRY); so is the
 * size of a packet. A host has a few interfaces; 32 of them and of configured addresses is plenty.
 * Answers to one name: more than 16 hosts with the same name are not a network but an attack. */
#define NBNS_TRY_MS       250
#define NBNS_TRIES        3
#define NBNS_PACKET_MAX   576u
#define NBNS_TARGETS_MAX  32u
#define NBNS_ANSWERS_MAX  16u
#define NBNS_RECEIVED_MAX 256 /* packets looked at in one try; others are left in the socket */

/* What DNS leaves of a deadline for the NetBIOS name queries that come after it: all their tries,
 * and some time for a busy machine. */
#define NBNS_RESERVE_MS (NBNS_TRIES * NBNS_TRY_MS + 250)

/* A NetBIOS datagram: 14 bytes of header, two names, and 512 bytes of data at most (RFC 1002 5.3);
 * Windows and Samba go up to an Ethernet frame. */
#define NBDGM_PACKET_MAX 1500u

/* A backup list is one datagram, and three browsers that do not answer are enough waiting. Masters:
 * one on each subnet this computer is in. */
#define BROWSE_BACKUPS_MAX 3u
#define BROWSE_MASTERS_MAX 8u

/* A list of servers. RAP counts entries of a reply in 16 bits; 65,536 in all is far past the
 * thousands a browser was made for. A page holds 228 entries with the longest comments; a browser
 * that sends one more on each page is stopped. */
#define BROWSE_ENTRIES_MAX 65536u
#define BROWSE_PAGES_MAX   (BROWSE_ENTRIES_MAX / 228u + 1)

/* The data of one RAP reply. Offsets in it have 16 bits; a message with it and its headers still
 * fits the 65,535 bytes that session set-up offers. */
#define RAP_DATA_MAX   64512u
#define RAP_PARAMS_MAX 8u /* status, converter, two counts */

/* SMB1: messages of one transaction reply. Each brings at least a byte, but none so little. */
#define SMB1_PARTS_MAX 256u

/* A server name: 253 characters of DNS, `\\` and the NUL. */
#define SERVER_NAME_MAX 256u

#endif
