/* SPDX-License-Identifier: MIT */
/* The steps of a remote call that tests take one by one, with recorded pipes and stubs. */
#ifndef PROVIDER_REMOTE_REMOTE_H
#define PROVIDER_REMOTE_REMOTE_H

#include "ndr/ndr.h"
#include "provider/provider.h"
#include "rpc/rpc.h"

/* Calls op on a bound association. As provider.call. */
NET_API_STATUS remote_call_on(struct call *call, struct rpc_assoc *assoc, const struct rpc_op *op,
                              void *frame, void **block);

/* Reply stub to frame and buffer, and the result the server gave. */
NET_API_STATUS remote_take_reply(const char *function, const struct rpc_op *op,
                                 const struct ndr_stub *stub, void *frame, void **block);

#endif
