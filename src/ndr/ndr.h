/* SPDX-License-Identifier: MIT */
/* The walks over a layout table: stub to buffer, frame to stub, structures to buffer, structure
 * to text, and the check of the tables themselves. One file a walk. */
#ifndef NDR_NDR_H
#define NDR_NDR_H

#include "base/bytes.h"
#include "ndr/type.h"

struct ndr_stub {
    const uint8_t *data;
    size_t len;
    bool big_endian; /* integers and characters, by the sender's data representation */
};

/*
 * decode.c: reads the parameters `p` from the stub into the frame. Everything the parameters point
 * to goes into one new buffer (base/buffer.h, origin names the API function), the first referent
 * at its start; *block is that buffer, or NULL when nothing is pointed to. On an error the frame
 * may be half filled, *block is NULL, and *err says what and where.
 */
bool ndr_decode(const struct ndr_params *p, void *frame, const struct ndr_stub *stub,
                const char *origin, void **block, struct ndr_error *err);

/* encode.c: appends the parameters of the frame to `out` as a little-endian stub. */
bool ndr_encode(const struct ndr_params *p, const void *frame, struct bytes *out,
                struct ndr_error *err);

/* pack.c: copies an array of count structures, with all they point to, into one new buffer.
 * False when memory is short; *block is NULL then, and with count 0. */
bool ndr_pack(const struct ndr_type *t, const void *records, size_t count, const char *origin,
              void **block);

/* How many of the structures, from the first on, fit into prefmaxlen bytes with all they point to;
 * MAX_PREFERRED_LENGTH: all. */
size_t ndr_fit(const struct ndr_type *t, const void *records, size_t count, DWORD prefmaxlen);

/* project.c: the members of a structure from those of another that are called the same, but for
 * the prefix (usri1_comment, rec_comment), and are of the same kind. What points elsewhere is not
 * copied. Members that the other lacks stay what they are. */
void ndr_project(const struct ndr_type *to, void *copy, const struct ndr_type *from,
                 const void *record);
/* A member's name without its prefix; the row of a member by that name, or NULL. */
const char *ndr_member_name(const struct ndr_field *f);
const struct ndr_field *ndr_member(const struct ndr_type *t, const char *name);

/* print.c */
enum ndr_print_mode {
    NDR_PRINT_EXACT, /* for tests and dumps: numbers, quoted and escaped text, hex */
    NDR_PRINT_HUMAN, /* words instead of numbers, separated by commas; empty for NULL */
    NDR_PRINT_LINES, /* what libsmartcols makes JSON of: as HUMAN, but several words one a line,
                      * truth as 1 or 0, and limits as numbers */
};
/* Appends one member as UTF-8 text (no NUL). Secrets are shown as `***`. */
void ndr_print_value(const struct ndr_field *f, const void *record, enum ndr_print_mode mode,
                     struct bytes *out);
/* Appends `member = value` lines of a structure, nested ones included, each after the indent. */
void ndr_print(const struct ndr_type *t, const void *record, const char *indent, struct bytes *out);

/* check.c: is the table a correct one? Rows cover the structure, len_at names an earlier integer,
 * counts have a maximum, nothing contains itself. False with a sentence in why. */
bool ndr_type_check(const struct ndr_type *t, char *why, size_t why_size);
bool net_family_check(const struct net_family *family, char *why, size_t why_size);
/* The same for the parameters of a call, which need not cover their frame. */
bool ndr_params_check(const struct ndr_params *p, char *why, size_t why_size);

/* Shared by decode and pack: the bytes of a buffer are first counted, then filled. */
struct ndr_block {
    uint8_t *data; /* NULL in the counting run */
    size_t used;
};
/* The next size bytes of the block, or NULL in the counting run. */
static inline void *ndr_block_take(struct ndr_block *b, size_t size, size_t align)
{
    size_t at = ndr_align(b->used, align);
    b->used = at + size;
    return b->data ? b->data + at : NULL;
}

#endif
