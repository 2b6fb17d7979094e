/* SPDX-License-Identifier: MIT */
/* The steps of provider/remote/channel.c and remote.c; nothing is configured, nothing pooled. */
#include "session_play.h"

#include <string.h>

#include "auth/auth.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "base/status.h"
#include "fixed_random.h"
#include "lmerr.h"
#include "provider/remote/remote.h"
#include "rpc/rpc.h"
#include "smb2/conn.h"
#include "winerror.h"

static const struct {
    const struct rpc_op *op;
    DWORD level;
} calls[SESSION_CALLS] = {
    { &NetrServerGetInfo, 101 },
    { &NetrShareEnum, 1 },
};

static NET_API_STATUS call_op(const struct session_recording *r, struct rpc_assoc *assoc,
                              const struct rpc_op *op, DWORD level, struct session_answer *answer)
{
    struct call call = { .function = "session_play", .deadline = deadline_in(CALL_TIMEOUT_MS) };
    answer->op = op;
    frame_start(&answer->frame, op, level);
    frame_set_text(&op->in, &answer->frame, "server", r->unc);
    frame_set_u32(&op->in, &answer->frame, "level", level);
    frame_set_u32(&op->in, &answer->frame, "prefmaxlen", MAX_PREFERRED_LENGTH);
    return remote_call_on(&call, assoc, op, &answer->frame, &answer->block);
}

static NET_API_STATUS play_calls(const struct session_recording *r, struct pipe *pipe,
                                 struct session_answers *answers)
{
    struct rpc_assoc *assoc = NULL;
    struct rpc_error err;
    if (!rpc_bind(pipe, calls[0].op->interface, deadline_in(CALL_TIMEOUT_MS), &assoc, &err))
        return rpc_error_win32(&err);
    NET_API_STATUS status = NERR_Success;
    for (size_t i = 0; i < SESSION_CALLS && status == NERR_Success; i++)
        status = call_op(r, assoc, calls[i].op, calls[i].level, &answers->calls[i]);
    rpc_unbind(assoc);
    return status;
}

static NET_API_STATUS play_session(const struct session_recording *r, struct smb2_session *session,
                                   struct session_answers *answers)
{
    struct pipe *pipe;
    const struct smb2_conn *c = &session->conn;
    answers->dialect = c->dialect;
    answers->signing = c->encrypting ? NULL : c->signer.algorithm;
    answers->cipher = c->encrypting ? c->cipher : NULL;
    uint32_t nt_status =
        smb2_pipe_open(session, calls[0].op->interface->pipe, deadline_in(CALL_TIMEOUT_MS), &pipe);
    if (nt_status != STATUS_OK)
        return status_to_win32(nt_status);
    NET_API_STATUS status = play_calls(r, pipe, answers);
    pipe->ops->close(pipe);
    return status;
}

NET_API_STATUS session_play(const struct session_recording *r, struct net_stream *stream,
                            struct session_answers *answers)
{
    struct auth *auth;
    struct smb2_session *session = NULL;
    *answers = (struct session_answers){ 0 };
    fixed_random_start();
    uint32_t nt_status = auth_spnego(&r->credentials, r->host, &auth);
    if (nt_status != STATUS_OK) {
        stream->ops->close(stream);
        return status_to_win32(nt_status);
    }
    nt_status = smb2_session_open(stream, auth, r->host, &r->options, deadline_in(CALL_TIMEOUT_MS),
                                  &session);
    auth->ops->free(auth);
    if (nt_status != STATUS_OK)
        return status_to_win32(nt_status);
    NET_API_STATUS status = play_session(r, session, answers);
    smb2_session_close(session);
    return status;
}

void session_answers_print(const struct session_answers *a, struct bytes *out)
{
    bytes_put_text(out, "session = ");
    bytes_put_text(out, a->dialect->name);
    bytes_put_text(out, a->cipher ? ", encrypted with " : a->signing ? ", signed with " : "");
    bytes_put_text(out, a->cipher    ? a->cipher->name
                        : a->signing ? a->signing->name
                                     : ", not protected");
    bytes_put_text(out, "\n");
    for (size_t i = 0; i < SESSION_CALLS; i++) {
        bytes_put_text(out, a->calls[i].op->name);
        bytes_put_text(out, ":\n");
        frame_print(&a->calls[i].op->out, &a->calls[i].frame, out);
    }
}

void session_answers_free(struct session_answers *a)
{
    for (size_t i = 0; i < SESSION_CALLS; i++)
        if (a->calls[i].block)
            buffer_free(a->calls[i].block);
    *a = (struct session_answers){ 0 };
}
