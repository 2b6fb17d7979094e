/* SPDX-License-Identifier: MIT */
/* A bound interface on a server: connection, log-on, pipe and association in one. A call takes one
 * from the pool, or makes it, and gives it back. */
#ifndef PROVIDER_REMOTE_CHANNEL_H
#define PROVIDER_REMOTE_CHANNEL_H

#include "provider/provider.h"
#include "rpc/rpc.h"
#include "smb2/smb2.h"

struct channel {
    struct pooled_session *session;
    struct rpc_assoc *assoc;
    bool reused;   /* the session had served another call */
    bool counted;  /* by the use it is of */
    bool unserved; /* there is none: the server, which was asked, lacks the interface */
};

/* A channel for the call: an idle one where there is one and `fresh` does not forbid it, else a new
 * connection, log-on and bind. Returns a Win32 code; *channel is empty then, but for `unserved`. */
NET_API_STATUS channel_take(struct call *call, const struct rpc_interface *interface, bool fresh,
                            struct channel *channel);

/* A session for call->attempt, and a look at the share by it: an idle one where there is one, else
 * a new one. Returns a Win32 code; the session is the caller's then, to be given to the pool or
 * dropped. */
NET_API_STATUS channel_try_share(struct call *call, const char *share,
                                 struct pooled_session **session, enum smb2_share *type);

/* Another interface on the session of a channel, bound if it is not. The association is good until
 * the channel is given back or renewed; a call on it may lose the session as any other may. Returns
 * a Win32 code. */
NET_API_STATUS channel_also(struct call *call, struct channel *channel,
                            const struct rpc_interface *interface, struct rpc_assoc **assoc);

/* Did a call fail because the session, which had served another call, was gone, as an idle one may
 * be? */
bool channel_lost(const struct channel *channel);

/* Did the last call end because the log-on ran out, as a Kerberos ticket does? The server has not
 * carried it out. */
bool channel_expired(const struct channel *channel);

/* Logs on again on the same session and binds anew. Returns a Win32 code; after an error the
 * channel can only be given back. */
NET_API_STATUS channel_renew(struct call *call, const struct rpc_interface *interface,
                             struct channel *channel);

/* The key of its session, CALL_KEY_SIZE bytes; NULL when it has none. */
const uint8_t *channel_key(const struct channel *channel);

/* Memory that lives as long as the interface is bound, for what is open on it: zeros at first. NULL
 * when memory is short. */
void *channel_state(struct channel *channel, const struct rpc_interface *interface, size_t size);

/* Gives the channel back: to the pool, if it is good for another call. It is empty afterwards; an
 * empty one is fine. */
void channel_give(struct channel *channel);

#endif
