/* SPDX-License-Identifier: MIT */
/* The scripted pipe, and the few PDUs of a server (C706 12.6) that tests need again and again. */
#include "fake_pipe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "fail_alloc.h"
#include "rpc/pdu.h"

#define BIND_ACK_SIZE 68u
#define DREP_LITTLE   0x10u

/* ---- Messages ---- */

static void out_of_memory(void)
{
    fputs("fake pipe: out of memory\n", stderr);
    abort();
}

/* Appends a copy; memory is the test's own here. */
static void message_add(struct fake_message **list, size_t *n, uint32_t status, const void *data,
                        size_t len)
{
    size_t left = fail_alloc_pause();
    bool full = (*n & (*n - 1)) == 0; /* at 0 and each power of two it doubles */
    struct fake_message *grown = full ? realloc(*list, (*n ? 2 * *n : 1) * sizeof **list) : *list;
    uint8_t *copy = malloc(len ? len : 1);
    if (!grown || !copy)
        out_of_memory();
    if (len)
        memcpy(copy, data, len);
    grown[*n] = (struct fake_message){ status, copy, len, false };
    *list = grown;
    ++*n;
    if (left) /* telling again would forget that one has failed */
        fail_alloc_at(left);
}

static void messages_free(struct fake_message **list, size_t *n)
{
    for (size_t i = 0; i < *n; i++)
        free((*list)[i].data);
    free(*list);
    *list = NULL;
    *n = 0;
}

/* ---- The pipe ---- */

/* Takes from the message at hand; true when it is used up. */
static bool take(struct fake_pipe *p, uint8_t *in, size_t room, size_t *got)
{
    const struct fake_message *m = &p->script[p->at];
    size_t n = m->len - p->used < room ? m->len - p->used : room;
    memcpy(in, m->data + p->used, n);
    *got += n;
    p->used += n;
    if (p->used < m->len)
        return false;
    p->at++;
    p->used = 0;
    return true;
}

static uint32_t give(struct fake_pipe *p, uint8_t *in, size_t in_max, size_t *in_len)
{
    size_t room = p->cut && p->cut < in_max ? p->cut : in_max;
    *in_len = 0;
    if (p->at == p->n_script)
        return STATUS_PIPE_BROKEN;
    if (p->script[p->at].status != STATUS_OK)
        return p->script[p->at++].status;
    bool more, ended;
    do {
        more = p->joined && p->script[p->at].more;
        ended = take(p, in + *in_len, room - *in_len, in_len);
    } while (ended && more && *in_len < room);
    return ended ? STATUS_OK : STATUS_BUFFER_OVERFLOW;
}

static uint32_t fake_transact(struct pipe *pipe, const uint8_t *out, size_t out_len, uint8_t *in,
                              size_t in_max, size_t *in_len, struct deadline deadline)
{
    struct fake_pipe *p = (struct fake_pipe *)pipe;
    (void)deadline;
    p->transacts++;
    message_add(&p->sent, &p->n_sent, STATUS_OK, out, out_len);
    return give(p, in, in_max, in_len);
}

static uint32_t fake_write(struct pipe *pipe, const uint8_t *out, size_t out_len,
                           struct deadline deadline)
{
    struct fake_pipe *p = (struct fake_pipe *)pipe;
    (void)deadline;
    p->writes++;
    message_add(&p->sent, &p->n_sent, STATUS_OK, out, out_len);
    return p->write_status;
}

static uint32_t fake_read(struct pipe *pipe, uint8_t *in, size_t in_max, size_t *in_len,
                          struct deadline deadline)
{
    struct fake_pipe *p = (struct fake_pipe *)pipe;
    (void)deadline;
    p->reads++;
    return give(p, in, in_max, in_len);
}

static void fake_close(struct pipe *pipe)
{
    ((struct fake_pipe *)pipe)->closes++;
}

void fake_pipe_init(struct fake_pipe *p)
{
    static const struct pipe_ops ops = { fake_transact, fake_write, fake_read, fake_close };
    *p = (struct fake_pipe){ .base = { &ops } };
}

void fake_pipe_free(struct fake_pipe *p)
{
    messages_free(&p->script, &p->n_script);
    messages_free(&p->sent, &p->n_sent);
}

void fake_pipe_rewind(struct fake_pipe *p)
{
    messages_free(&p->sent, &p->n_sent);
    p->at = p->used = 0;
    p->writes = p->transacts = p->reads = p->closes = 0;
}

void fake_pipe_add(struct fake_pipe *p, uint32_t status, const void *data, size_t len)
{
    message_add(&p->script, &p->n_script, status, data, len);
}

/* ---- What a server sends ---- */

static void put16(bool big_endian, uint8_t *p, uint16_t v)
{
    p[big_endian] = (uint8_t)v;
    p[!big_endian] = (uint8_t)(v >> 8);
}

static void put32(bool big_endian, uint8_t *p, uint32_t v)
{
    if (big_endian)
        put_be32(p, v);
    else
        put_le32(p, v);
}

static void put_header(uint8_t *p, uint8_t type, uint8_t flags, size_t len, uint32_t call_id,
                       bool big_endian)
{
    p[0] = 5;
    p[2] = type;
    p[3] = flags;
    p[4] = big_endian ? 0 : DREP_LITTLE;
    put16(big_endian, p + 8, (uint16_t)len);
    put32(big_endian, p + 12, call_id);
}

void fake_pipe_add_bind_ack(struct fake_pipe *p, uint32_t call_id, uint16_t max_recv)
{
    static const uint8_t ndr_syntax[20] = { 0x04, 0x5d, 0x88, 0x8a, 0xeb, 0x1c, 0xc9,
                                            0x11, 0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10,
                                            0x48, 0x60, 0x02, 0x00, 0x00, 0x00 };
    static const char address[] = "\\PIPE\\fake"; /* 11 bytes: a secondary address, padded to 4 */
    uint8_t pdu[BIND_ACK_SIZE] = { 0 };
    put_header(pdu, PDU_BIND_ACK, PDU_FIRST | PDU_LAST, sizeof pdu, call_id, false);
    put_le16(pdu + 16, max_recv); /* what the server sends */
    put_le16(pdu + 18, max_recv);
    put_le32(pdu + 20, 0x1234); /* association group */
    put_le16(pdu + 24, sizeof address);
    memcpy(pdu + 26, address, sizeof address);
    pdu[40] = 1; /* result; accepted is 0 */
    memcpy(pdu + 48, ndr_syntax, sizeof ndr_syntax);
    fake_pipe_add(p, STATUS_OK, pdu, sizeof pdu);
}

void fake_pipe_add_response(struct fake_pipe *p, uint32_t call_id, const uint8_t *stub, size_t len,
                            size_t fragment, bool big_endian)
{
    static uint8_t pdu[UINT16_MAX];
    uint8_t flags = PDU_FIRST;
    size_t at = 0;
    do {
        size_t part = fragment - PDU_RESPONSE_HEADER;
        if (part >= len - at) {
            part = len - at;
            flags |= PDU_LAST;
        }
        memset(pdu, 0, PDU_RESPONSE_HEADER);
        put_header(pdu, PDU_RESPONSE, flags, PDU_RESPONSE_HEADER + part, call_id, big_endian);
        put32(big_endian, pdu + 16, p->no_hint ? 0 : (uint32_t)(len - at));
        if (part)
            memcpy(pdu + PDU_RESPONSE_HEADER, stub + at, part);
        fake_pipe_add(p, STATUS_OK, pdu, PDU_RESPONSE_HEADER + part);
        at += part;
        p->script[p->n_script - 1].more = at < len;
        flags = 0;
    } while (at < len);
}

void fake_pipe_add_fault(struct fake_pipe *p, uint32_t call_id, uint32_t code)
{
    uint8_t pdu[PDU_FAULT_SIZE] = { 0 };
    put_header(pdu, PDU_FAULT, PDU_FIRST | PDU_LAST, sizeof pdu, call_id, false);
    put_le32(pdu + 24, code);
    fake_pipe_add(p, STATUS_OK, pdu, sizeof pdu);
}
