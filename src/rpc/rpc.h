/* SPDX-License-Identifier: MIT */
/*
 * Connection-oriented DCE/RPC over a pipe (C706 chapter 12, [MS-RPCE]): bind to an interface, call
 * its operations, go over to another one that the same pipe serves. Requests and replies are cut
 * into fragments here and joined here. An association is used by one call at a time.
 */
#ifndef RPC_RPC_H
#define RPC_RPC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "net/deadline.h"
#include "rpc/op.h"
#include "net/pipe.h"

enum rpc_err {
    RPC_OK = 0,
    RPC_ERR_PIPE,     /* code is the NTSTATUS of the pipe */
    RPC_ERR_FAULT,    /* code is the fault the server answered with */
    RPC_ERR_REJECTED, /* the server refused the interface; code is a Win32 code */
    RPC_ERR_PROTOCOL, /* the answer is no DCE/RPC, or not the one to this call */
    RPC_ERR_NO_MEMORY,
};

struct rpc_error {
    enum rpc_err kind;
    uint32_t code;
    const char *what; /* words for the log; static storage */
};

/* The Win32 code of an error. */
uint32_t rpc_error_win32(const struct rpc_error *err);

struct rpc_assoc;

/* Binds to the interface on a fresh pipe. The pipe stays the caller's and must outlive the
 * association. */
bool rpc_bind(struct pipe *pipe, const struct rpc_interface *interface, struct deadline deadline,
              struct rpc_assoc **out, struct rpc_error *err);

/*
 * From here on calls go to this interface, until the next rpc_alter. The first time the server is
 * asked for a presentation context of its own (alter_context, C706 12.6.3.6); interfaces the
 * association has are taken up again without that. After RPC_ERR_REJECTED and RPC_ERR_FAULT the
 * association is as it was, after any other error it is not good for more calls. No more than
 * RPC_CONTEXTS_MAX interfaces: RPC_ERR_REJECTED with ERROR_NO_SYSTEM_RESOURCES.
 */
bool rpc_alter(struct rpc_assoc *assoc, const struct rpc_interface *interface,
               struct deadline deadline, struct rpc_error *err);

struct rpc_reply {
    struct bytes stub; /* joined from all fragments; free with bytes_free */
    bool big_endian;   /* of the sender */
};

/* Calls opnum of the interface bound or altered to last, with the stub; *reply is only set when
 * true is returned. After RPC_ERR_FAULT the association is good for more calls, after any other
 * error it is not. */
bool rpc_call(struct rpc_assoc *assoc, uint16_t opnum, const uint8_t *stub, size_t stub_len,
              struct deadline deadline, struct rpc_reply *reply, struct rpc_error *err);

/* Can the association carry another call? */
bool rpc_usable(const struct rpc_assoc *assoc);

/* Did the last call fail because the connection, the session or the pipe was gone, as an idle one
 * may be? The server has not carried the call out, or it cannot be known. */
bool rpc_lost(const struct rpc_assoc *assoc);

/* Forgets the association; sends nothing. Returns NULL; NULL is fine. */
struct rpc_assoc *rpc_unbind(struct rpc_assoc *assoc);

#endif
