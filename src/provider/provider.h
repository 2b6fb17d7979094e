/* SPDX-License-Identifier: MIT */
/*
 * Who answers a call: this computer or a remote one. Both take the same frames (layout/ops.h) and
 * give back one buffer, so the functions of api/ do not know the difference.
 */
#ifndef PROVIDER_PROVIDER_H
#define PROVIDER_PROVIDER_H

#include "auth/credentials.h"
#include "base/arena.h"
#include "lmcons.h"
#include "net/deadline.h"
#include "provider/config.h"
#include "rpc/op.h"

#define CALL_KEY_SIZE 16u

/* Encrypts what of the frame must be with the key of the session that will carry it, once a
 * session: another one has another key, but a log-on that is renewed on the same session keeps it
 * ([MS-SMB2] 3.2.5.3.2), and the frame is sent again as it is. False when that cannot be, for want
 * of random bytes. */
typedef bool call_seal(void *frame, const uint8_t key[CALL_KEY_SIZE]);

/* A log-on that is tried, before there is a use: NetUseAdd's. */
struct logon_attempt {
    uint64_t use;                          /* the number that the use will have */
    const struct credentials *credentials; /* NULL: those that a call takes otherwise */
};

/* One call of the published API, from its arguments to its result. */
struct call {
    const char *function;                /* its published name; static storage */
    struct arena arena;                  /* memory until call_end */
    char *host;                          /* UTF-8, without backslashes; NULL: this computer */
    LPWSTR unc;                          /* the same as \\host; NULL: this computer */
    struct server_config server;         /* what is configured for host */
    struct deadline deadline;            /* of the whole call */
    const struct logon_attempt *attempt; /* NULL: by the uses and the configuration there are */
    call_seal *seal;                     /* NULL: no secret of its own is in the frame */
};

struct provider {
    const char *name;
    /* Carries out the operation. The frame's out members are set on success and with
     * ERROR_MORE_DATA; *block is the buffer they point into, NULL when there is none. On any
     * other result *block is NULL and the frame is not to be looked at. */
    NET_API_STATUS (*call)(struct call *, const struct rpc_op *, void *frame, void **block);
    /* Does the computer serve the interface to us? Whoever says no was asked; when nobody could be
     * asked that is an error, and *serves is false. */
    NET_API_STATUS (*serves)(struct call *, const struct rpc_interface *, bool *serves);
};

extern const struct provider provider_local, provider_remote;

/*
 * Starts a call: reads the server's name and its configuration and picks the provider.
 * ERROR_INVALID_NAME when it is no name, ERROR_BAD_NETPATH when it can be no host's, or what
 * config_read says. call_end must follow whatever it returns.
 */
NET_API_STATUS call_start(struct call *call, const char *function, LPCWSTR servername,
                          const struct provider **provider);
void call_end(struct call *call);

/* Starts a call to the network instead of a computer: without a name call->host is NULL, and the
 * configuration is what holds for all servers. */
NET_API_STATUS call_start_network(struct call *call, const char *function, LPCWSTR servername);

#endif
