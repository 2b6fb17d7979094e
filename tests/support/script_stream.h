/* SPDX-License-Identifier: MIT */
/* A server that says what it was told to say: a net_stream with one reply a request. */
#ifndef SUPPORT_SCRIPT_STREAM_H
#define SUPPORT_SCRIPT_STREAM_H

#include "net/stream.h"

#define SCRIPT_MAX 16

struct script {
    struct net_stream base;
    struct {
        const uint8_t *data; /* NULL: the connection ends here with status */
        size_t len;
        uint32_t status;
    } replies[SCRIPT_MAX];
    size_t n_replies, at;
    struct {
        uint8_t data[1024];
        size_t len;
    } sent[SCRIPT_MAX];
    size_t n_sent;
    int closed;
    uint8_t *held; /* the copy that was handed out last */
};

void script_init(struct script *script);
void script_reply(struct script *script, const uint8_t *data, size_t len);
void script_end(struct script *script, uint32_t status);
/* Frees what the stream holds; it must have been closed once. */
void script_finish(struct script *script);

#endif
