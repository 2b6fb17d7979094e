/* SPDX-License-Identifier: MIT */
/* A bound interface on a server: connection, log-on, pipe and association in one. A call takes one
 * and gives it back. */
#ifndef PROVIDER_REMOTE_CHANNEL_H
#define PROVIDER_REMOTE_CHANNEL_H

#include "provider/provider.h"
#include "rpc/rpc.h"

struct channel {
    struct smb2_session *session;
    struct pipe *pipe;
    struct rpc_assoc *assoc;
};

/* Connects, logs on and binds for the call. Returns a Win32 code; *channel is empty then. */
NET_API_STATUS channel_take(struct call *call, const struct rpc_interface *interface,
                            struct channel *channel);

/* Gives the channel back; it is empty afterwards. An empty one is fine. */
void channel_give(struct channel *channel);

#endif
