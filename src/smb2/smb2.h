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
#include "rpc/pipe.h"

struct smb2_session;

/* What the configuration of a server allows. All zero is the strictest. */
struct smb2_options {
    bool guest; /* stay when the server takes a user for its guest: nothing is signed then */
};

/*
 * Negotiates, logs on and connects to \\host\IPC$ on a fresh stream. Takes the stream over: it is
 * closed on failure and with the session. auth is only used during this call.
 *
 * Returns an NTSTATUS: what the server said (STATUS_LOGON_FAILURE, STATUS_ACCESS_DENIED …), what
 * the stream said, STATUS_INVALID_NETWORK_RESPONSE for malformed or wrongly signed answers,
 * STATUS_LOGON_FAILURE also when the server takes a user for a guest and options do not allow it,
 * STATUS_NOT_SUPPORTED when the server wants what we do not do (encryption), STATUS_NO_MEMORY.
 */
uint32_t smb2_session_open(struct net_stream *stream, struct auth *auth, const char *host,
                           const struct smb2_options *options, struct deadline deadline,
                           struct smb2_session **out);

/* Opens the pipe `name` (ASCII, "srvsvc", no "\PIPE\"). The pipe must be closed before the
 * session. STATUS_OBJECT_NAME_NOT_FOUND when the server has no such service. */
uint32_t smb2_pipe_open(struct smb2_session *session, const char *name, struct deadline deadline,
                        struct pipe **out);

/* Closes the connection and wipes the keys. Sends nothing: a closed connection ends a session on
 * every server. Returns NULL; NULL is fine. */
struct smb2_session *smb2_session_close(struct smb2_session *session);

#endif
