/* SPDX-License-Identifier: MIT */
/*
 * Sessions that no call uses at the moment, with the interfaces bound on them. A call takes one,
 * uses it alone and gives it back, so no lock is held over I/O. docs/pool.md says when one is
 * dropped.
 */
#ifndef PROVIDER_REMOTE_POOL_H
#define PROVIDER_REMOTE_POOL_H

#include <stdbool.h>
#include <stdint.h>

#include "rpc/rpc.h"
#include "smb2/smb2.h"

/* An interface bound on a session. */
struct bound_interface {
    struct bound_interface *next;
    const struct rpc_interface *interface;
    struct pipe *pipe;
    struct rpc_assoc *assoc;
    void *state; /* what is open on the association, as its user keeps it; one block, or NULL */
};

/* Everything that must be equal for a call to go on where another ended. */
struct session_key {
    const char *host;
    uint64_t configuration; /* its fingerprint: address, port, which credentials */
    uint64_t identity;      /* who we are, as far as uses and files tell */
    uint64_t use;           /* number of the uses' log-on (uses.h); 0: there is none */
};

struct pooled_session {
    struct pooled_session *next;
    struct session_key key; /* with a host of its own */
    struct smb2_session *session;
    struct bound_interface *bound;
    bool unshared; /* who we are changed while it was opened: for one call only */
    int64_t opened_ms, idle_since_ms; /* deadline_now_ms when it was opened, and given back */
};

/* An idle session of this key, the one used last first; NULL when there is none. Sessions whose
 * connection the server has closed are dropped on the way. */
struct pooled_session *pool_take(const struct session_key *key);

/* Keeps a session for later calls, and drops those that were idle for too long. */
void pool_give(struct pooled_session *);

/* Ends a session at once, whatever state it is in. NULL is fine. */
void pool_drop(struct pooled_session *);

/* Is an idle session of this use there, and its connection with it, as far as can be told? */
bool pool_has_use(uint64_t use);

/* Drops the idle sessions of a use that has ended. */
void pool_drop_use(uint64_t use);

/* Drops all idle sessions. */
void pool_empty(void);

#endif
