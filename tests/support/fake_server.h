/* SPDX-License-Identifier: MIT */
/*
 * A server without a network: published functions can be called in a unit test, and a function of
 * the test answers them. It stands where a call takes its channel (provider/remote/channel.h), by
 * the linker's --wrap=channel_take,--wrap=channel_give; everything above and DCE/RPC below is the
 * real thing. NETAPI32_CONF must name a file with a section for the server that is asked.
 *
 *   struct fake_server server;
 *   fake_server_start(&server, &NetrShareEnum, 2, answer, context);
 *   NetShareEnum(u"\\\\fs1", 2, ...);
 *   fake_server_stop(&server);
 */
#ifndef SUPPORT_FAKE_SERVER_H
#define SUPPORT_FAKE_SERVER_H

#include "base/bytes.h"
#include "fake_pipe.h"
#include "recording.h"

struct fake_server {
    struct pipe base;
    struct fake_pipe replies;
    const struct rpc_op *op;  /* the only one it knows */
    uint32_t level;           /* and its level, 0 where there are none */
    size_t fragment;          /* bytes of a PDU it sends; RPC_FRAGMENT_OFFER at first */
    unsigned calls;           /* requests it has read */
    unsigned deadlines;       /* different ones of the calls */
    struct deadline deadline; /* of the last */
    void (*answer)(void *context, const union frame *request, struct bytes *reply);
    void *context;
    struct bytes stub; /* of the request that is coming in */
};

/* From here on calls come to this server; each request is decoded and given to `answer`, which
 * appends the stub of the reply. A request that does not decode ends the test. */
void fake_server_start(struct fake_server *s, const struct rpc_op *op, uint32_t level,
                       void (*answer)(void *context, const union frame *request,
                                      struct bytes *reply),
                       void *context);
void fake_server_stop(struct fake_server *s);

#endif
