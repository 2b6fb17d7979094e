/* SPDX-License-Identifier: MIT */
/* A remote computer: frame to stub, stub over RPC, answer to buffer. No function of the API has
 * code of its own here; the row of its operation says everything. */
#include "provider/remote/remote.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "provider/remote/channel.h"
#include "winerror.h"

/* A request that does not encode was the caller's: a name too long, a pointer missing. */
static NET_API_STATUS encode_error_win32(const struct ndr_error *err)
{
    return err->code == NDR_NO_MEMORY ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER;
}

static NET_API_STATUS decode_error_win32(const struct ndr_error *err)
{
    return err->code == NDR_NO_MEMORY ? ERROR_NOT_ENOUGH_MEMORY : RPC_X_BAD_STUB_DATA;
}

static NET_API_STATUS op_rename(const struct rpc_op *op, NET_API_STATUS status)
{
    for (const struct status_rename *r = op->renames; r && r->from; r++)
        if (r->from == status)
            return r->to;
    return status;
}

/* The result every operation ends with, the last of its out parameters, as a Win32 or NERR_ code.
 * The frame keeps it as it came. */
static NET_API_STATUS frame_status(const struct rpc_op *op, const void *frame)
{
    const struct ndr_field *last = &op->out.fields[op->out.n_fields - 1];
    DWORD status = *(const DWORD *)((const uint8_t *)frame + last->at);
    return op_rename(op, op->interface->nt_status ? status_result_to_win32(status) : status);
}

/* A server that does not know the level takes the empty arm of its union: no pointer follows the
 * discriminant, so the stub is shorter than its parameters can be and ends with the result.
 * (Interfaces with NTSTATUS results have no unions of pointers.) */
static bool is_empty_arm(const struct rpc_op *op, const struct ndr_stub *stub,
                         NET_API_STATUS *status)
{
    size_t least = 0;
    for (size_t i = 0; i < op->out.n_fields; i++)
        least += ndr_field_wire_size(&op->out.fields[i]);
    if (op->interface->nt_status || stub->len >= least || stub->len < 8)
        return false;
    const uint8_t *last = stub->data + stub->len - 4;
    *status = stub->big_endian ? get_be32(last) : get_le32(last);
    return *status != NERR_Success && *status != ERROR_MORE_DATA && *status <= UINT16_MAX;
}

NET_API_STATUS remote_take_reply(const char *function, const struct rpc_op *op,
                                 const struct ndr_stub *stub, void *frame, void **block)
{
    struct ndr_error err;
    NET_API_STATUS status;
    if (!ndr_decode(&op->out, frame, stub, function, block, &err)) {
        if (is_empty_arm(op, stub, &status))
            return op_rename(op, status);
        log_line(LOG_ERRORS, "%s %s: %s: %s (offset %zu)", op->interface->name, op->name,
                 err.member, ndr_err_text(err.code), err.offset);
        return decode_error_win32(&err);
    }
    status = frame_status(op, frame);
    if (status != NERR_Success && status != ERROR_MORE_DATA && *block) {
        buffer_free(*block);
        *block = NULL;
    }
    return status;
}

NET_API_STATUS remote_call_on(struct call *call, struct rpc_assoc *assoc, const struct rpc_op *op,
                              void *frame, void **block)
{
    struct ndr_error ndr_err;
    struct rpc_error rpc_err;
    struct rpc_reply reply = { 0 };
    struct bytes stub;
    NET_API_STATUS status;
    *block = NULL;
    bytes_init(&stub, RPC_STUB_MAX);
    if (!ndr_encode(&op->in, frame, &stub, &ndr_err)) {
        log_line(LOG_ERRORS, "%s %s: request: %s: %s", op->interface->name, op->name,
                 ndr_err.member, ndr_err_text(ndr_err.code));
        status = encode_error_win32(&ndr_err);
    } else if (!rpc_call(assoc, op->opnum, stub.data, stub.len, call->deadline, &reply, &rpc_err)) {
        log_line(LOG_ERRORS, "%s %s: %s (0x%08x)", op->interface->name, op->name, rpc_err.what,
                 rpc_err.code);
        status = rpc_error_win32(&rpc_err);
    } else {
        struct ndr_stub answer = { reply.stub.data, reply.stub.len, reply.big_endian };
        status = remote_take_reply(call->function, op, &answer, frame, block);
    }
    bytes_free(&reply.stub);
    bytes_free(&stub);
    return status;
}

/* Guests and anonymous log-ons have no key, and so no way to send a secret. */
static NET_API_STATUS remote_seal(const struct call *call, const struct channel *channel,
                                  void *frame)
{
    if (!call->seal)
        return NERR_Success;
    const uint8_t *key = channel_key(channel);
    if (!key)
        return ERROR_NO_USER_SESSION_KEY;
    return call->seal(frame, key) ? NERR_Success : ERROR_INTERNAL_ERROR;
}

/* One try. *again: the session was gone, as an idle one may be. Whether the server has carried the
 * operation out cannot be known, so only one that may be repeated is. */
static NET_API_STATUS remote_try(struct call *call, const struct rpc_op *op, void *frame,
                                 void **block, bool fresh, bool *again)
{
    struct channel channel;
    *again = false;
    NET_API_STATUS status = channel_take(call, op->interface, fresh, &channel);
    if (status != NERR_Success)
        return status;
    status = remote_seal(call, &channel, frame);
    if (status == NERR_Success)
        status = remote_call_on(call, channel.assoc, op, frame, block);
    if (channel_expired(&channel)) {
        status = channel_renew(call, op->interface, &channel);
        if (status == NERR_Success)
            status = remote_call_on(call, channel.assoc, op, frame, block);
    }
    *again = op->repeatable && channel_lost(&channel);
    channel_give(&channel);
    return status;
}

static NET_API_STATUS remote_call(struct call *call, const struct rpc_op *op, void *frame,
                                  void **block)
{
    bool again;
    *block = NULL;
    NET_API_STATUS status = remote_try(call, op, frame, block, false, &again);
    if (again) {
        log_line(LOG_ERRORS, "%s: %s: the idle session was gone, trying a new one", call->function,
                 call->host);
        status = remote_try(call, op, frame, block, true, &again);
    }
    return status;
}

static NET_API_STATUS remote_serves(struct call *call, const struct rpc_interface *interface,
                                    bool *serves)
{
    struct channel channel;
    NET_API_STATUS status = channel_take(call, interface, false, &channel);
    *serves = status == NERR_Success;
    if (channel.unserved)
        status = NERR_Success;
    channel_give(&channel);
    return status;
}

const struct provider provider_remote = { "remote", remote_call, remote_serves };
