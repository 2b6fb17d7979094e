/* SPDX-License-Identifier: MIT */
/*
 * A named pipe as DCE/RPC sees it: a stream of bytes in both directions, with a shortcut that
 * writes one message and reads the start of the answer in one round trip. SMB2 makes one
 * (smb2/pipe.c), tests make recorded ones.
 */
#ifndef NET_PIPE_H
#define NET_PIPE_H

#include <stddef.h>
#include <stdint.h>

#include "net/deadline.h"

struct pipe;

struct pipe_ops {
    /* Writes out[0..out_len) as one message, then reads up to in_max bytes of the answer into in.
     * STATUS_OK: *in_len bytes are there and end a message. STATUS_BUFFER_OVERFLOW: *in_len bytes
     * are there and read brings more of the same message. Anything else is an error. */
    uint32_t (*transact)(struct pipe *, const uint8_t *out, size_t out_len, uint8_t *in,
                         size_t in_max, size_t *in_len, struct deadline);
    uint32_t (*write)(struct pipe *, const uint8_t *out, size_t out_len, struct deadline);
    /* As transact, without the write. */
    uint32_t (*read)(struct pipe *, uint8_t *in, size_t in_max, size_t *in_len, struct deadline);
    void (*close)(struct pipe *);
};

struct pipe {
    const struct pipe_ops *ops;
};

#endif
