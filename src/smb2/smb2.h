/* SPDX-License-Identifier: MIT */
/*
 * An SMB2/3 client that does one thing: open named pipes on a server's IPC$ ([MS-SMB2]).
 * A session is a connection, a log-on and a tree; it is used by one call at a time, so messages
 * follow one another and no lock is needed.
 */
#ifndef SMB2_SMB2_H
#define SMB2_SMB2_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/auth.h"
#include "net/stream.h"
#include "net/pipe.h"

struct smb2_session;

/* When messages are encrypted, beside being authenticated. */
enum smb2_encrypt {
    SMB2_ENCRYPT_NO = 1,   /* never: it is not offered, and who demands it is refused */
    SMB2_ENCRYPT_ALLOWED,  /* when the server demands it */
    SMB2_ENCRYPT_REQUIRED, /* always: who cannot is refused */
};

/* What the one who opens a session demands. All zero: nothing, and all is allowed. */
struct smb2_options {
    enum smb2_encrypt encrypt;
    uint16_t min_dialect; /* as [MS-SMB2] numbers them; older ones are not offered */
    bool guest; /* stay when the server takes a user for its guest: nothing is signed then */
};

/*
 * Negotiates, logs on and connects to \\host\IPC$ on a fresh stream. Takes the stream over: it is
 * closed on failure and with the session. auth and options are only used during this call.
 *
 * Returns an NTSTATUS: what the server said (STATUS_LOGON_FAILURE, STATUS_ACCESS_DENIED …), what
 * the stream said, STATUS_INVALID_NETWORK_RESPONSE for malformed or wrongly protected answers,
 * STATUS_LOGON_FAILURE also when the server takes a user for a guest and options do not allow it,
 * STATUS_NOT_SUPPORTED when server and options cannot be brought together (the log says why),
 * STATUS_NO_MEMORY.
 */
uint32_t smb2_session_open(struct net_stream *stream, struct auth *auth, const char *host,
                           const struct smb2_options *options, struct deadline deadline,
                           struct smb2_session **out);

/*
 * Has the log-on run out, as a Kerberos ticket does? Then opening a pipe and all a pipe does end
 * with STATUS_NETWORK_SESSION_EXPIRED, and the server has carried out nothing: whatever ended so
 * may be repeated after smb2_session_renew. (Where an answer is being read when it happens, the
 * call has been carried out and the answer is lost: that is STATUS_PIPE_BROKEN.) A pipe to which a
 * part of a message had been written is to be closed and opened anew.
 */
bool smb2_session_expired(const struct smb2_session *session);

/*
 * Logs the same user on again. Session, tree, pipes and keys stay ([MS-SMB2] 3.2.4.2.3.1). May be
 * called at any time between two calls. Returns an NTSTATUS as smb2_session_open; after any but
 * STATUS_OK the session is over and can only be closed.
 */
uint32_t smb2_session_renew(struct smb2_session *session, struct auth *auth,
                            struct deadline deadline);

/* Opens the pipe `name` (ASCII, "srvsvc", no "\PIPE\"). The pipe must be closed before the
 * session. STATUS_OBJECT_NAME_NOT_FOUND when the server has no such service. */
uint32_t smb2_pipe_open(struct smb2_session *session, const char *name, struct deadline deadline,
                        struct pipe **out);

/* What a share is ([MS-SMB2] 2.2.10, ShareType). */
enum smb2_share { SMB2_SHARE_DISK = 1, SMB2_SHARE_PIPE, SMB2_SHARE_PRINT };

/*
 * Connects to another share of the server, \\host\share, and disconnects: is it there, for us, and
 * of which type? The session goes on as before, unless the share demands encryption, which all
 * later messages have then. Between two calls only. Returns an NTSTATUS: STATUS_BAD_NETWORK_NAME
 * without such a share, STATUS_ACCESS_DENIED, STATUS_OBJECT_NAME_INVALID when it is no name, and
 * what smb2_session_open says.
 */
uint32_t smb2_share_look(struct smb2_session *session, const char *host, const char *share,
                         struct deadline deadline, enum smb2_share *type);

/* Is the connection still there, as far as can be told without asking the server? */
bool smb2_session_alive(const struct smb2_session *session);

/* Nothing is sent on the connection any more: its pipes can be closed without waiting, in
 * whatever state they are. Only closing may follow. NULL is fine. */
void smb2_session_abandon(struct smb2_session *session);

/* Closes the connection and wipes the keys. Sends nothing: a closed connection ends a session on
 * every server. Returns NULL; NULL is fine. */
struct smb2_session *smb2_session_close(struct smb2_session *session);

#endif
