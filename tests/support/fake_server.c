/* SPDX-License-Identifier: MIT */
/* Request PDUs in, a function's answer out, over a scripted pipe that is written as it goes. */
#include "fake_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/status.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "provider/remote/channel.h"
#include "rpc/pdu.h"

#define SERVER_TAKES 4280u

static struct fake_server *serving;

/* ---- One request ---- */

static void answer_request(struct fake_server *s, uint32_t call_id)
{
    union frame request;
    struct ndr_error err;
    struct bytes reply;
    void *block;
    const struct ndr_stub stub = { s->stub.data, s->stub.len, false };
    frame_start(&request, s->op, s->level);
    if (!ndr_decode(&s->op->in, &request, &stub, "fake server", &block, &err))
        fail_msg("the request: %s: %s (offset %zu)", err.member, ndr_err_text(err.code),
                 err.offset);
    bytes_init(&reply, RPC_STUB_MAX);
    s->calls++;
    s->answer(s->context, &request, &reply);
    assert_false(reply.failed);
    fake_pipe_add_response(&s->replies, call_id, reply.data, reply.len, s->fragment, false);
    bytes_free(&reply);
    if (block)
        buffer_free(block);
}

/* One PDU of the client. */
static void take_pdu(struct fake_server *s, const uint8_t *pdu, size_t len)
{
    struct pdu_header h;
    assert_true(len >= PDU_HEADER && pdu_read_header(pdu, &h) && h.frag_len == len);
    if (h.type == PDU_BIND) {
        fake_pipe_add_bind_ack(&s->replies, h.call_id, SERVER_TAKES);
        return;
    }
    assert_int_equal(h.type, PDU_REQUEST);
    assert_true(len >= PDU_REQUEST_HEADER && len <= SERVER_TAKES);
    assert_int_equal(get_le16(pdu + 22), s->op->opnum);
    if (h.flags & PDU_FIRST)
        s->stub.len = 0;
    bytes_put(&s->stub, pdu + PDU_REQUEST_HEADER, len - PDU_REQUEST_HEADER);
    if (h.flags & PDU_LAST)
        answer_request(s, h.call_id);
}

/* ---- The pipe ---- */

static uint32_t server_write(struct pipe *pipe, const uint8_t *out, size_t out_len,
                             struct deadline deadline)
{
    struct fake_server *s = (struct fake_server *)pipe;
    (void)deadline;
    take_pdu(s, out, out_len);
    return STATUS_OK;
}

static uint32_t server_read(struct pipe *pipe, uint8_t *in, size_t in_max, size_t *in_len,
                            struct deadline deadline)
{
    struct fake_server *s = (struct fake_server *)pipe;
    return s->replies.base.ops->read(&s->replies.base, in, in_max, in_len, deadline);
}

static uint32_t server_transact(struct pipe *pipe, const uint8_t *out, size_t out_len, uint8_t *in,
                                size_t in_max, size_t *in_len, struct deadline deadline)
{
    server_write(pipe, out, out_len, deadline);
    return server_read(pipe, in, in_max, in_len, deadline);
}

static void server_close(struct pipe *pipe)
{
    (void)pipe;
}

/* ---- In the place of the pool and the network: a channel is an association on the server ---- */

NET_API_STATUS __wrap_channel_take(struct call *call, const struct rpc_interface *interface,
                                   bool fresh, struct channel *channel);
void __wrap_channel_give(struct channel *channel);

NET_API_STATUS __wrap_channel_take(struct call *call, const struct rpc_interface *interface,
                                   bool fresh, struct channel *channel)
{
    struct rpc_error err;
    (void)fresh;
    assert_non_null(serving);
    assert_ptr_equal(interface, serving->op->interface);
    serving->deadlines += serving->deadline.at_ms != call->deadline.at_ms;
    serving->deadline = call->deadline;
    *channel = (struct channel){ 0 };
    return rpc_bind(&serving->base, interface, call->deadline, &channel->assoc, &err)
               ? NERR_Success
               : rpc_error_win32(&err);
}

void __wrap_channel_give(struct channel *channel)
{
    rpc_unbind(channel->assoc);
    *channel = (struct channel){ 0 };
}

/* ---- Start and stop ---- */

void fake_server_start(struct fake_server *s, const struct rpc_op *op, uint32_t level,
                       void (*answer)(void *context, const union frame *request,
                                      struct bytes *reply),
                       void *context)
{
    static const struct pipe_ops ops = { server_transact, server_write, server_read, server_close };
    *s = (struct fake_server){ .base = { &ops },
                               .op = op,
                               .level = level,
                               .fragment = RPC_FRAGMENT_OFFER,
                               .answer = answer,
                               .context = context };
    fake_pipe_init(&s->replies);
    bytes_init(&s->stub, RPC_STUB_MAX);
    serving = s;
}

void fake_server_stop(struct fake_server *s)
{
    serving = NULL;
    fake_pipe_free(&s->replies);
    bytes_free(&s->stub);
}
