/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "fail_alloc.h"
#include "script_stream.h"

static uint32_t script_send(struct net_stream *stream, const uint8_t *msg, size_t len,
                            struct deadline deadline)
{
    struct script *s = (struct script *)stream;
    (void)deadline;
    if (s->n_sent < SCRIPT_MAX && len <= sizeof s->sent->data) {
        memcpy(s->sent[s->n_sent].data, msg, len);
        s->sent[s->n_sent++].len = len;
    }
    return STATUS_OK;
}

static uint32_t script_recv(struct net_stream *stream, uint8_t **msg, size_t *len,
                            struct deadline deadline)
{
    struct script *s = (struct script *)stream;
    (void)deadline;
    if (s->at == s->n_replies)
        return STATUS_IO_TIMEOUT;
    if (!s->replies[s->at].data)
        return s->replies[s->at].status;
    /* a block of exactly its size, so that reads past it are seen; not the code's allocation */
    size_t countdown = fail_alloc_pause();
    free(s->held);
    s->held = malloc(s->replies[s->at].len);
    fail_alloc_at(countdown);
    assert_true(s->held || !s->replies[s->at].len);
    if (s->replies[s->at].len)
        memcpy(s->held, s->replies[s->at].data, s->replies[s->at].len);
    *msg = s->held;
    *len = s->replies[s->at].len;
    s->at++;
    return STATUS_OK;
}

static void script_close(struct net_stream *stream)
{
    ((struct script *)stream)->closed++;
}

static bool script_quiet(struct net_stream *stream)
{
    return !((struct script *)stream)->closed;
}

static const struct net_stream_ops ops = { script_send, script_recv, script_quiet, script_close };

void script_init(struct script *script)
{
    memset(script, 0, sizeof *script);
    script->base.ops = &ops;
}

void script_reply(struct script *script, const uint8_t *data, size_t len)
{
    assert_true(script->n_replies < SCRIPT_MAX);
    script->replies[script->n_replies].data = data;
    script->replies[script->n_replies++].len = len;
}

void script_end(struct script *script, uint32_t status)
{
    assert_true(script->n_replies < SCRIPT_MAX);
    script->replies[script->n_replies++].status = status;
}

void script_finish(struct script *script)
{
    assert_int_equal(script->closed, 1);
    free(script->held);
    script->held = NULL;
}
