/* SPDX-License-Identifier: MIT */
/* An association: bind, then requests out in fragments and replies joined from fragments.
 * The pipe may cut the bytes of a reply wherever it likes. */
#include "rpc/rpc.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"
#include "rpc/pdu.h"
#include "winerror.h"

/* A server that takes less than this is none; C706 12.4 asks for 1,432. */
#define FRAGMENT_LEAST 256u

/* How much of a server's allocation hint we believe at once. */
#define HINT_MAX (4u << 20)

struct rpc_assoc {
    struct pipe *pipe;
    const struct rpc_interface *interfaces[RPC_CONTEXTS_MAX]; /* by presentation context id */
    uint16_t n_interfaces;
    uint16_t context; /* of the interface that is called */
    uint32_t call_id;
    uint16_t max_send;       /* largest fragment the server takes, bytes */
    struct bytes out;        /* the fragment being sent */
    struct rpc_error broken; /* why no more calls can be made; RPC_OK: they can */
    size_t in_len;           /* bytes of `in` received and not yet used */
    uint8_t in[RPC_FRAGMENT_OFFER];
};

static bool rpc_fail(struct rpc_error *err, enum rpc_err kind, uint32_t code, const char *what)
{
    *err = (struct rpc_error){ kind, code, what };
    return false;
}

uint32_t rpc_error_win32(const struct rpc_error *err)
{
    switch (err->kind) {
    case RPC_OK: return ERROR_SUCCESS;
    case RPC_ERR_PIPE: return status_to_win32(err->code);
    case RPC_ERR_FAULT: return fault_to_win32(err->code);
    case RPC_ERR_REJECTED: return err->code;
    case RPC_ERR_PROTOCOL: return RPC_S_PROTOCOL_ERROR;
    case RPC_ERR_NO_MEMORY: return ERROR_NOT_ENOUGH_MEMORY;
    }
    return RPC_S_CALL_FAILED;
}

/* STATUS_BUFFER_OVERFLOW only says that the message goes on. */
static bool pipe_result(uint32_t status, struct rpc_error *err)
{
    if (status == STATUS_OK || status == STATUS_BUFFER_OVERFLOW)
        return true;
    return rpc_fail(err, RPC_ERR_PIPE, status, "pipe failed");
}

/* Sends the fragment in a->out; the last one of a request brings the start of the reply. */
static bool rpc_send(struct rpc_assoc *a, bool last, struct deadline deadline,
                     struct rpc_error *err)
{
    if (a->out.failed)
        return rpc_fail(err, RPC_ERR_NO_MEMORY, 0, "out of memory");
    if (!last)
        return pipe_result(a->pipe->ops->write(a->pipe, a->out.data, a->out.len, deadline), err);
    a->in_len = 0;
    return pipe_result(a->pipe->ops->transact(a->pipe, a->out.data, a->out.len, a->in, sizeof a->in,
                                              &a->in_len, deadline),
                       err);
}

/* Reads on until `size` bytes of the current fragment are there. */
static bool rpc_fill(struct rpc_assoc *a, size_t size, struct deadline deadline,
                     struct rpc_error *err)
{
    while (a->in_len < size) {
        size_t got = 0;
        uint32_t status = a->pipe->ops->read(a->pipe, a->in + a->in_len, sizeof a->in - a->in_len,
                                             &got, deadline);
        if (!pipe_result(status, err))
            return false;
        if (!got)
            return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "empty read from the pipe");
        a->in_len += got;
    }
    return true;
}

/* The next whole fragment, at a->in. Drop it with rpc_consume. */
static bool rpc_receive(struct rpc_assoc *a, struct pdu_header *h, struct deadline deadline,
                        struct rpc_error *err)
{
    /* a pipe hands out what is there already, also past the deadline */
    if (!deadline_left_ms(deadline))
        return rpc_fail(err, RPC_ERR_PIPE, STATUS_IO_TIMEOUT, "no end before the deadline");
    if (!rpc_fill(a, PDU_HEADER, deadline, err))
        return false;
    if (!pdu_read_header(a->in, h))
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "no DCE/RPC header");
    if (h->frag_len > sizeof a->in)
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "fragment larger than we take");
    if (h->call_id != a->call_id)
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "answer to another call");
    if (h->auth_len)
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "auth verifier that was not negotiated");
    return rpc_fill(a, h->frag_len, deadline, err);
}

static void rpc_consume(struct rpc_assoc *a, const struct pdu_header *h)
{
    a->in_len -= h->frag_len;
    memmove(a->in, a->in + h->frag_len, a->in_len);
}

static bool rpc_take_fault(struct rpc_assoc *a, const struct pdu_header *h, struct rpc_error *err)
{
    if (h->frag_len < PDU_FAULT_SIZE)
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "short fault");
    uint32_t code = pdu_u32(h, a->in + 24);
    rpc_consume(a, h);
    return rpc_fail(err, RPC_ERR_FAULT, code, "fault");
}

/* ---- Bind ---- */

/* Provider reasons of C706 12.6.3.1 (p_provider_reason_t). */
static uint32_t context_reason_win32(uint16_t reason)
{
    switch (reason) {
    case 1: return RPC_S_UNKNOWN_IF;
    case 2: return RPC_S_UNSUPPORTED_TRANS_SYN;
    case 3: return RPC_S_SERVER_TOO_BUSY;
    default: return RPC_S_CALL_FAILED;
    }
}

/* Reject reasons of bind_nak, C706 12.6.3.1 and [MS-RPCE] 2.2.2.5. */
static uint32_t nak_reason_win32(uint16_t reason)
{
    switch (reason) {
    case 1: return RPC_S_SERVER_TOO_BUSY;
    case 2: return RPC_S_OUT_OF_RESOURCES;
    case 4: return RPC_S_PROTOCOL_ERROR;
    case 8: return RPC_S_UNKNOWN_AUTHN_SERVICE;
    case 9: return ERROR_ACCESS_DENIED; /* checksum of the auth verifier */
    default: return RPC_S_CALL_FAILED;
    }
}

/* Was the presentation context accepted? type is the answer that says so. */
static bool rpc_take_context(const struct rpc_assoc *a, const struct pdu_header *h, uint8_t type,
                             struct pdu_bind_ack *ack, struct rpc_error *err)
{
    if (h->type != type || !pdu_read_bind_ack(h, a->in, ack))
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "malformed answer to bind");
    if (ack->result)
        return rpc_fail(err, RPC_ERR_REJECTED, context_reason_win32(ack->reason),
                        "interface or transfer syntax refused");
    if (!ack->ndr)
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "bind accepted with terms we did not offer");
    return true;
}

static bool rpc_take_bind_answer(struct rpc_assoc *a, const struct pdu_header *h,
                                 struct rpc_error *err)
{
    struct pdu_bind_ack ack;
    if (h->type == PDU_BIND_NAK && h->frag_len >= PDU_HEADER + 2)
        return rpc_fail(err, RPC_ERR_REJECTED, nak_reason_win32(pdu_u16(h, a->in + PDU_HEADER)),
                        "bind refused");
    if (!rpc_take_context(a, h, PDU_BIND_ACK, &ack, err))
        return false;
    if (ack.max_recv < FRAGMENT_LEAST)
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "bind accepted with terms we did not offer");
    a->max_send = ack.max_recv < RPC_FRAGMENT_OFFER ? ack.max_recv : RPC_FRAGMENT_OFFER;
    rpc_consume(a, h);
    return true;
}

bool rpc_bind(struct pipe *pipe, const struct rpc_interface *interface, struct deadline deadline,
              struct rpc_assoc **out, struct rpc_error *err)
{
    *out = NULL;
    *err = (struct rpc_error){ RPC_OK, 0, "" };
    struct rpc_assoc *a = x_new(sizeof *a);
    if (!a)
        return rpc_fail(err, RPC_ERR_NO_MEMORY, 0, "out of memory");
    a->pipe = pipe;
    a->interfaces[0] = interface;
    a->n_interfaces = 1;
    a->call_id = 1;
    bytes_init(&a->out, RPC_FRAGMENT_OFFER);
    struct pdu_header h;
    pdu_put_bind(&a->out, a->call_id, RPC_FRAGMENT_OFFER, interface);
    bool ok = rpc_send(a, true, deadline, err) && rpc_receive(a, &h, deadline, err) &&
              rpc_take_bind_answer(a, &h, err);
    log_line(LOG_RPC, "bind %s: %s", interface->name, ok ? "ok" : err->what);
    if (ok)
        *out = a;
    else
        rpc_unbind(a);
    return ok;
}

/* The presentation context of an interface; n_interfaces when there is none. */
static uint16_t rpc_context(const struct rpc_assoc *a, const struct rpc_interface *interface)
{
    uint16_t i = 0;
    while (i < a->n_interfaces && a->interfaces[i] != interface)
        i++;
    return i;
}

static bool rpc_take_alter_answer(struct rpc_assoc *a, const struct pdu_header *h,
                                  struct rpc_error *err)
{
    struct pdu_bind_ack ack;
    if (h->type == PDU_FAULT)
        return rpc_take_fault(a, h, err);
    bool ok = rpc_take_context(a, h, PDU_ALTER_CONTEXT_RESP, &ack, err);
    rpc_consume(a, h);
    return ok; /* the sizes of fragments stay those of the bind */
}

bool rpc_alter(struct rpc_assoc *a, const struct rpc_interface *interface, struct deadline deadline,
               struct rpc_error *err)
{
    struct pdu_header h;
    uint16_t context = rpc_context(a, interface);
    *err = (struct rpc_error){ RPC_OK, 0, "" };
    if (context == RPC_CONTEXTS_MAX)
        return rpc_fail(err, RPC_ERR_REJECTED, ERROR_NO_SYSTEM_RESOURCES,
                        "too many interfaces on one association");
    if (context == a->n_interfaces) {
        a->call_id++;
        a->out.len = 0;
        pdu_put_alter_context(&a->out, a->call_id, RPC_FRAGMENT_OFFER, context, interface);
        bool ok = rpc_send(a, true, deadline, err) && rpc_receive(a, &h, deadline, err) &&
                  rpc_take_alter_answer(a, &h, err);
        log_line(LOG_RPC, "alter_context %s: %s", interface->name, ok ? "ok" : err->what);
        if (!ok && err->kind != RPC_ERR_REJECTED && err->kind != RPC_ERR_FAULT)
            a->broken = *err;
        if (!ok)
            return false;
        a->interfaces[a->n_interfaces++] = interface;
    }
    a->context = context;
    return true;
}

struct rpc_assoc *rpc_unbind(struct rpc_assoc *a)
{
    if (a)
        bytes_free(&a->out);
    return x_free_secret(a, sizeof *a);
}

/* ---- Call ---- */

static bool rpc_send_request(struct rpc_assoc *a, uint16_t opnum, const uint8_t *stub, size_t len,
                             struct deadline deadline, struct rpc_error *err)
{
    size_t room = a->max_send - PDU_REQUEST_HEADER, at = 0;
    uint8_t flags = PDU_FIRST;
    do {
        size_t part = len - at < room ? len - at : room;
        bool last = at + part == len;
        a->out.len = 0;
        pdu_put_request(&a->out, a->call_id, flags | (last ? PDU_LAST : 0), a->context, opnum,
                        stub + at, part, len - at);
        if (!rpc_send(a, last, deadline, err))
            return false;
        at += part;
        flags = 0;
    } while (at < len);
    return true;
}

/* One fragment of the reply onto the stub. */
static bool rpc_take_response(struct rpc_assoc *a, const struct pdu_header *h, bool first,
                              struct rpc_reply *reply, struct rpc_error *err)
{
    if (h->type == PDU_FAULT)
        return rpc_take_fault(a, h, err);
    if (h->type != PDU_RESPONSE || h->frag_len < PDU_RESPONSE_HEADER)
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "no response");
    if (h->frag_len == PDU_RESPONSE_HEADER && !(h->flags & PDU_LAST))
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "empty fragment");
    if (!(h->flags & PDU_FIRST) == first || pdu_u16(h, a->in + 20) != a->context)
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "fragment out of order");
    if (first) {
        reply->big_endian = h->big_endian;
        uint32_t hint = pdu_u32(h, a->in + 16);
        bytes_reserve(&reply->stub, hint < HINT_MAX ? hint : HINT_MAX);
    } else if (h->big_endian != reply->big_endian) {
        return rpc_fail(err, RPC_ERR_PROTOCOL, 0, "byte order changes within a reply");
    }
    bytes_put(&reply->stub, a->in + PDU_RESPONSE_HEADER, h->frag_len - PDU_RESPONSE_HEADER);
    rpc_consume(a, h);
    if (reply->stub.failed)
        return rpc_fail(err, RPC_ERR_NO_MEMORY, 0, "reply does not fit into memory");
    return true;
}

static bool rpc_receive_reply(struct rpc_assoc *a, struct deadline deadline,
                              struct rpc_reply *reply, struct rpc_error *err)
{
    struct pdu_header h;
    bool first = true;
    do {
        if (!rpc_receive(a, &h, deadline, err) || !rpc_take_response(a, &h, first, reply, err))
            return false;
        first = false;
    } while (!(h.flags & PDU_LAST));
    return true;
}

bool rpc_call(struct rpc_assoc *a, uint16_t opnum, const uint8_t *stub, size_t stub_len,
              struct deadline deadline, struct rpc_reply *reply, struct rpc_error *err)
{
    *err = (struct rpc_error){ RPC_OK, 0, "" };
    struct rpc_reply r = { 0 };
    bytes_init(&r.stub, RPC_STUB_MAX);
    a->call_id++;
    bool ok = rpc_send_request(a, opnum, stub, stub_len, deadline, err) &&
              rpc_receive_reply(a, deadline, &r, err);
    log_line(LOG_RPC, "call %s opnum %u: %s (%zu bytes)", a->interfaces[a->context]->name, opnum,
             ok ? "ok" : err->what, r.stub.len);
    if (!ok && err->kind != RPC_ERR_FAULT)
        a->broken = *err;
    if (ok)
        *reply = r;
    else
        bytes_free(&r.stub);
    return ok;
}

bool rpc_usable(const struct rpc_assoc *a)
{
    return a->broken.kind == RPC_OK;
}

bool rpc_lost(const struct rpc_assoc *a)
{
    static const uint32_t losses[] = {
        STATUS_CONNECTION_DISCONNECTED,
        STATUS_CONNECTION_RESET,
        STATUS_NETWORK_NAME_DELETED,
        STATUS_USER_SESSION_DELETED,
        STATUS_PIPE_DISCONNECTED,
        STATUS_PIPE_CLOSING,
        STATUS_PIPE_BROKEN,
        STATUS_FILE_CLOSED,
    };
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
        if (a->broken.kind == RPC_ERR_PIPE && a->broken.code == losses[i])
            return true;
    return false;
}
