/* SPDX-License-Identifier: MIT */
/* This computer. Nothing is answered here yet; docs/coverage.md says what comes. */
#include "provider/provider.h"

#include "lmerr.h"
#include "winerror.h"

static NET_API_STATUS local_call(struct call *call, const struct rpc_op *op, void *frame,
                                 void **block)
{
    (void)call;
    (void)op;
    (void)frame;
    *block = NULL;
    return ERROR_NOT_SUPPORTED;
}

/* Nothing is asked by RPC here. */
static NET_API_STATUS local_serves(struct call *call, const struct rpc_interface *interface,
                                   bool *serves)
{
    (void)call;
    (void)interface;
    *serves = false;
    return NERR_Success;
}

const struct provider provider_local = { "local", local_call, local_serves };
