/* SPDX-License-Identifier: MIT */
/*
 * Recorded stubs: text files in tests/pdu, each with everything its test needs. tests/live/record.c
 * writes them, docs/ndr.md shows one. A file is named INTERFACE_OP[_LEVEL][_WORDS]_DIRECTION.txt
 * and holds
 *
 *   # who answered, server and version, how it was recorded, who confirms the text
 *   op: NetrShareEnum          a row of rpc_ops, samr_ops or lsarpc_ops
 *   direction: out             in: the request, out: the reply
 *   level: 2                   or class; none: the call has no levels
 *   byte-order: little         or big
 *   result: 0                  of a reply: what the published function returns
 *   re-encodes: values         the bytes of our encoder differ with reason; default: bytes
 *   undecodable: ...           the decoder must refuse it with these words; no expected text then
 *   stub:                      then lines of hexadecimal
 *   expected:                  then frame_print's text, to the end of the file
 *
 * Here is also what a test does with the parameters of any call: a frame (layout/ops.h) is filled,
 * printed and checked by the rows of its operation, never by its type.
 */
#ifndef SUPPORT_RECORDING_H
#define SUPPORT_RECORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "layout/ops.h"
#include "ndr/type.h"

struct recording {
    const struct rpc_op *op;
    bool out;
    uint32_t level; /* 0 where there is none */
    bool big_endian;
    uint32_t result;   /* of the published function */
    bool values_only;  /* re-encoding gives the same values, but other bytes */
    uint8_t *stub;     /* in a block of its size */
    size_t stub_len;   /* bytes */
    char *undecodable; /* NULL: it decodes */
    char *expected;    /* NULL when it does not */
};

/* Reads folder/file. False with a sentence in why; *r is empty then. */
bool recording_read(const char *folder, const char *file, struct recording *r, char *why,
                    size_t why_size);
void recording_free(struct recording *r);

/* The names of the recordings (*.txt) in the folder, sorted; a NULL ends the list. One block each
 * and one for the list: free all. NULL when the folder cannot be read. */
char **recording_list(const char *folder, size_t *n);

/* What recordings of any kind are read with: the whole file as a C string to free, or NULL; a line
 * of hexadecimal, appended to the bytes. */
char *recording_text(const char *folder, const char *file);
bool recording_hex(const char *line, struct bytes *to);

/* ---- Frames ---- */

#define FRAME_MAX 256u /* bytes; far more than any frame has */

union frame {
    max_align_t align;
    uint8_t bytes[FRAME_MAX];
};

/* The row by which the call answers (a structure or a list) and the offset in the frame of the
 * record it lies in; NULL for a call that answers with a result only. */
const struct ndr_field *frame_answer(const struct rpc_op *op, size_t *at);
/* The row of the structure that the request of such a call holds, or NULL. */
const struct ndr_field *frame_written(const struct rpc_op *op);
/* The family of the call's levels; NULL when it has none. use: what the call is to a level. */
const struct net_family *frame_family(const struct rpc_op *op, uint32_t *use);

/* An empty frame with the level where the call's rows say. */
void frame_start(union frame *frame, const struct rpc_op *op, uint32_t level);

/* The parameter of this name (of a nested structure also), or NULL. *record is what it lies in. */
const struct ndr_field *frame_find(const struct ndr_params *p, union frame *frame, const char *name,
                                   void **record);

/* Set a parameter; nothing happens when the call has none of this name. An optional number is there
 * then. */
void frame_set_u32(const struct ndr_params *p, union frame *frame, const char *name, uint32_t v);
void frame_set_text(const struct ndr_params *p, union frame *frame, const char *name, LPWSTR text);

/* Appends the parameters as `name = value` lines, then what the call answers with, entry by entry
 * with its members. */
void frame_print(const struct ndr_params *p, const union frame *frame, struct bytes *out);

/* Does everything the parameters point to lie inside the block of block_size bytes, what the call
 * answers with (out) at its start, and everything in a security descriptor inside that? False with
 * a sentence in why. */
bool frame_inside(const struct ndr_params *p, const union frame *frame, bool out, const void *block,
                  size_t block_size, char *why, size_t why_size);

#endif
