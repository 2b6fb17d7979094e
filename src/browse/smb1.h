/* SPDX-License-Identifier: MIT */
/*
 * As much of SMB 1 as a question to a browser takes: an anonymous session, the IPC$ tree, and one
 * kind of transaction ([MS-CIFS]). Nothing else is ever sent by it: no user name, no password, no
 * RPC. docs/security.md says why it is there at all.
 */
#ifndef BROWSE_SMB1_H
#define BROWSE_SMB1_H

#include "base/bytes.h"
#include "net/stream.h"

struct smb1;

/*
 * Takes the stream over, whatever comes of it. host is the name or address for \\host\IPC$. Returns
 * an NTSTATUS: STATUS_NOT_SUPPORTED when the server does not speak SMB 1, STATUS_ACCESS_DENIED when
 * it lets nobody in without a name, what the stream says, STATUS_INVALID_NETWORK_RESPONSE,
 * STATUS_INVALID_PARAMETER for a host longer than any request, STATUS_NO_MEMORY.
 */
uint32_t smb1_open(struct net_stream *stream, const char *host, struct deadline deadline,
                   struct smb1 **out);

/* NULL is fine. */
struct smb1 *smb1_close(struct smb1 *s);

/*
 * Sends params as a transaction to the name (`\PIPE\LANMAN`, ASCII) and joins the parts of the
 * reply. reply_params and reply_data must be made with their maxima, which are also what the server
 * is told; they are filled from the start. Returns an NTSTATUS as above; STATUS_INVALID_PARAMETER
 * for more params than a request holds.
 */
uint32_t smb1_transact(struct smb1 *s, const char *name, const struct bytes *params,
                       struct bytes *reply_params, struct bytes *reply_data,
                       struct deadline deadline);

#endif
