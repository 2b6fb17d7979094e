/* SPDX-License-Identifier: MIT */
/*
 * A pipe (net/pipe.h) without a server: it keeps what is written, and gives scripted messages back
 * in pieces of any size. Its own memory is spared when allocations are made to fail, and each
 * message lies in a block of its size, so that a sanitizer sees a read past it.
 *
 *   struct fake_pipe pipe;
 *   fake_pipe_init(&pipe);
 *   fake_pipe_add_bind_ack(&pipe, 1, 4280);
 *   fake_pipe_add_response(&pipe, 2, stub, stub_len, 256, false);
 *   pipe.cut = 1;
 *   rpc_bind(&pipe.base, ...); rpc_call(...);
 *   fake_pipe_free(&pipe);
 */
#ifndef SUPPORT_FAKE_PIPE_H
#define SUPPORT_FAKE_PIPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/pipe.h"

struct fake_message {
    uint32_t status; /* of the transact or read that takes it; not STATUS_OK: no data */
    uint8_t *data;
    size_t len;
    bool more; /* the next message belongs to the same answer */
};

struct fake_pipe {
    struct pipe base;
    size_t cut;            /* bytes one read gives at most; 0: as many as fit */
    bool joined;           /* a read goes on into the next message of the same answer */
    bool no_hint;          /* responses added from now on do not tell how long the stub is */
    uint32_t write_status; /* what writes without a read return; STATUS_OK at first */

    struct fake_message *script; /* taken one after the other; past the end the pipe is broken */
    size_t n_script, at, used;   /* used: bytes taken of script[at] */
    struct fake_message *sent;   /* what was written, a message each; status is not used */
    size_t n_sent;
    unsigned writes, transacts, reads, closes; /* calls */
};

void fake_pipe_init(struct fake_pipe *p);
void fake_pipe_free(struct fake_pipe *p);

/* Plays from the first message again; what was sent and counted is forgotten. */
void fake_pipe_rewind(struct fake_pipe *p);

/* Appends a message to the script; the data is copied. */
void fake_pipe_add(struct fake_pipe *p, uint32_t status, const void *data, size_t len);

/* Appends a bind_ack: the one presentation context is accepted in NDR, and the server takes
 * fragments of max_recv bytes. An association binds with call id 1. */
void fake_pipe_add_bind_ack(struct fake_pipe *p, uint32_t call_id, uint16_t max_recv);

/* Appends the stub as response PDUs of at most fragment bytes, a message each. The first call of an
 * association has call id 2. The stub is taken as it is, whatever the byte order. */
void fake_pipe_add_response(struct fake_pipe *p, uint32_t call_id, const uint8_t *stub, size_t len,
                            size_t fragment, bool big_endian);

/* Appends a fault with this code. */
void fake_pipe_add_fault(struct fake_pipe *p, uint32_t call_id, uint32_t code);

#endif
