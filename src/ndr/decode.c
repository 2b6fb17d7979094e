/* SPDX-License-Identifier: MIT */
/*
 * Stub to buffer. NDR puts the fixed part of a construct first and what its pointers refer to
 * after it, in the order of the members and depth first (C706 14.3.12.3); so two offsets are
 * enough: one runs through fixed parts, the other through referents, and an array of n structures
 * moves the second n fixed parts ahead. The walk runs twice, first to check everything and count
 * the bytes of the buffer, then to fill it.
 */
#include "ndr/ndr.h"

#include <assert.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/secdesc.h"

struct decoder {
    struct ndr_stub stub;
    struct ndr_block block;
    struct ndr_error err;
    bool secret; /* a secret was filled in */
};

#define SECDESC_ALIGN 8u

/* RPC run-times may round a stub up; more than that is no padding. */
#define STUB_PADDING_MAX 7u

static size_t decode_fields(struct decoder *d, const struct ndr_field *f, size_t n, uint8_t *c,
                            size_t fixed, size_t refs);

static void decode_fail(struct decoder *d, enum ndr_err code, const struct ndr_field *f, size_t at)
{
    if (d->err.code == NDR_OK)
        d->err = (struct ndr_error){ code, f ? f->name : "", at };
}

/* What is there: the caller has looked. */
static inline uint32_t load_u32(const struct decoder *d, size_t at)
{
    return d->stub.big_endian ? get_be32(d->stub.data + at) : get_le32(d->stub.data + at);
}

/* 0 past the end, and the error is set. */
static inline uint32_t read_u32(struct decoder *d, const struct ndr_field *f, size_t at)
{
    if (__builtin_expect(at + 4 > d->stub.len, false)) { /* no `at` is near SIZE_MAX */
        decode_fail(d, NDR_SHORT, f, at);
        return 0;
    }
    return load_u32(d, at);
}

/* Are there n items of size bytes at `at`? */
static inline bool have(struct decoder *d, const struct ndr_field *f, size_t at, size_t n,
                        size_t size)
{
    if (at <= d->stub.len && (d->stub.len - at) / size >= n)
        return true;
    decode_fail(d, NDR_SHORT, f, at);
    return false;
}

#define HOST_BIG_ENDIAN (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)

static void copy_units(struct decoder *d, WCHAR *to, size_t at, size_t n)
{
    const uint8_t *from = d->stub.data + at;
    if (d->stub.big_endian == HOST_BIG_ENDIAN) {
        memcpy(to, from, 2 * n);
        return;
    }
    for (size_t i = 0; i < n; i++)
        to[i] = d->stub.big_endian ? get_be16(from + 2 * i) : get_le16(from + 2 * i);
}

/* A conformant varying string, C706 14.3.3.4 and 14.3.4: maximum, offset, actual count, units. */
static size_t decode_string(struct decoder *d, const struct ndr_field *f, uint8_t *slot, size_t at)
{
    at = ndr_align(at, 4);
    size_t units = at + 12;
    if (!have(d, f, at, 3, 4))
        return at;
    uint32_t max = load_u32(d, at), offset = load_u32(d, at + 4), actual = load_u32(d, at + 8);
    if (offset || actual > max)
        decode_fail(d, NDR_BAD_COUNT, f, at);
    else if (actual > f->max)
        decode_fail(d, NDR_TOO_MANY, f, at + 8);
    else if (!actual)
        decode_fail(d, NDR_NO_NUL, f, at + 8);
    else if (have(d, f, units, actual, 2) &&
             (d->stub.data[units + 2 * actual - 1] | d->stub.data[units + 2 * actual - 2]))
        decode_fail(d, NDR_NO_NUL, f, units + 2 * actual - 2);
    if (d->err.code != NDR_OK)
        return at;
    WCHAR *text = ndr_block_take(&d->block, 2 * (size_t)actual, 2);
    if (text) {
        copy_units(d, text, units, actual);
        d->secret |= f->flags & NDR_SECRET;
    }
    *(LPWSTR *)slot = text;
    return units + 2 * (size_t)actual;
}

/* A conformant array of bytes whose count stood in the structure. */
static size_t decode_secdesc(struct decoder *d, const struct ndr_field *f, uint8_t *slot,
                             uint32_t count, size_t at)
{
    at = ndr_align(at, 4);
    if (read_u32(d, f, at) != count)
        decode_fail(d, NDR_BAD_COUNT, f, at);
    else if (count > f->max)
        decode_fail(d, NDR_TOO_MANY, f, at);
    else if (count && have(d, f, at + 4, count, 1) && !secdesc_check(d->stub.data + at + 4, count))
        decode_fail(d, NDR_BAD_SECDESC, f, at + 4);
    if (d->err.code != NDR_OK || !count)
        return at + 4;
    void *copy = ndr_block_take(&d->block, count, SECDESC_ALIGN);
    if (copy)
        memcpy(copy, d->stub.data + at + 4, count);
    *(void **)slot = copy;
    return at + 4 + count;
}

/* n structures and what they point to. In the counting run each is read into the same scratch. */
static size_t decode_structs(struct decoder *d, const struct ndr_field *f, const struct ndr_type *t,
                             void **slot, size_t n, size_t at)
{
    _Alignas(16) uint8_t scratch[NDR_STRUCT_MAX];
    size_t wire = ndr_type_wire_size(t);
    if (!have(d, f, at, n, wire))
        return at;
    uint8_t *items = ndr_block_take(&d->block, n * t->size, t->align);
    size_t refs = at + n * wire;
    for (size_t i = 0; i < n && d->err.code == NDR_OK; i++)
        refs = decode_fields(d, t->fields, t->n_fields, items ? items + i * t->size : scratch,
                             at + i * wire, refs);
    *slot = items;
    return refs;
}

static const struct ndr_type *decode_level(struct decoder *d, const struct ndr_field *f,
                                           const uint8_t *c, size_t at, uint32_t use)
{
    DWORD asked = ndr_field_len(f, c);
    const struct net_level *level = net_family_find(f->of.family, asked, use);
    if (read_u32(d, f, at) != asked || !level)
        decode_fail(d, NDR_BAD_LEVEL, f, at);
    return d->err.code == NDR_OK ? level->type : NULL;
}

/* The container {count, pointer} of an enumeration, then its array. The container itself is not
 * kept: the array starts the buffer. */
static size_t decode_list(struct decoder *d, const struct ndr_field *f, const struct ndr_type *t,
                          struct net_list *list, size_t at)
{
    at = ndr_align(at, 4);
    uint32_t count = read_u32(d, f, at);
    bool there = read_u32(d, f, at + 4);
    size_t refs = at + 8;
    if (!there) {
        if (count)
            decode_fail(d, NDR_BAD_POINTER, f, at + 4);
        return refs;
    }
    if (count > f->max)
        decode_fail(d, NDR_TOO_MANY, f, at);
    else if (read_u32(d, f, refs) != count)
        decode_fail(d, NDR_BAD_COUNT, f, refs);
    if (d->err.code != NDR_OK || !count)
        return refs + 4;
    list->count = count;
    return decode_structs(d, f, t, &list->items, count, refs + 4);
}

/* A union of pointers, as one structure or as a list. */
static size_t decode_union(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t fixed,
                           size_t refs)
{
    void *slot = c + f->at;
    memset(slot, 0, f->kind == NDR_LIST ? sizeof(struct net_list) : sizeof(void *));
    const struct ndr_type *t =
        decode_level(d, f, c, fixed, f->kind == NDR_LIST ? NET_ENUM : NET_GET);
    if (!t || !read_u32(d, f, fixed + 4))
        return refs;
    if (f->kind == NDR_LIST)
        return decode_list(d, f, t, slot, refs);
    return decode_structs(d, f, t, slot, 1, ndr_align(refs, NDR_WIRE_ALIGN));
}

static void decode_u32(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t fixed)
{
    DWORD v = read_u32(d, f, fixed);
    if ((f->flags & NDR_ECHO) && v != *(DWORD *)(c + f->at))
        decode_fail(d, NDR_BAD_LEVEL, f, fixed);
    *(DWORD *)(c + f->at) = v;
}

/* What a unique pointer refers to; fixed holds its referent id, 0 for NULL. */
static size_t decode_referent(struct decoder *d, const struct ndr_field *f, uint8_t *c,
                              size_t fixed, size_t refs)
{
    uint8_t *slot = c + f->at;
    bool there = read_u32(d, f, fixed);
    if (f->kind == NDR_OPT_U32) {
        *(DWORD *)(c + f->len_at) = there;
        *(DWORD *)slot = there ? read_u32(d, f, ndr_align(refs, 4)) : 0;
        return there ? ndr_align(refs, 4) + 4 : refs;
    }
    *(void **)slot = NULL;
    switch (there ? f->kind : 0) {
    case NDR_WSTR: return decode_string(d, f, slot, refs);
    case NDR_SECDESC: return decode_secdesc(d, f, slot, ndr_field_len(f, c), refs);
    case NDR_PTR:
        return decode_structs(d, f, f->of.type, (void **)slot, 1, ndr_align(refs, NDR_WIRE_ALIGN));
    default:
        if (f->kind == NDR_SECDESC && ndr_field_len(f, c))
            decode_fail(d, NDR_BAD_POINTER, f, fixed);
        return refs;
    }
}

/* Members whose fixed parts start at `fixed` and whose referents start at `refs`. Returns where
 * the referents end. */
static size_t decode_fields(struct decoder *d, const struct ndr_field *f, size_t n, uint8_t *c,
                            size_t fixed, size_t refs)
{
    for (; n && d->err.code == NDR_OK; n--, f++) {
        switch (f->kind) {
        case NDR_U32:
        case NDR_I32:
        case NDR_BOOL: decode_u32(d, f, c, fixed); break;
        case NDR_REF_WSTR: refs = decode_string(d, f, c + f->at, refs); break;
        case NDR_STRUCT:
            refs =
                decode_fields(d, f->of.type->fields, f->of.type->n_fields, c + f->at, fixed, refs);
            break;
        case NDR_INFO:
        case NDR_LIST: refs = decode_union(d, f, c, fixed, refs); break;
        default: refs = decode_referent(d, f, c, fixed, refs); break;
        }
        fixed += ndr_field_wire_size(f);
    }
    return refs;
}

static void decode_params(struct decoder *d, const struct ndr_params *p, void *frame)
{
    size_t at = 0;
    for (size_t i = 0; i < p->n_fields && d->err.code == NDR_OK; i++) {
        const struct ndr_field *f = &p->fields[i];
        at = ndr_align(at, NDR_WIRE_ALIGN);
        at = decode_fields(d, f, 1, frame, at, at + ndr_field_wire_size(f));
    }
    if (at > d->stub.len)
        decode_fail(d, NDR_SHORT, NULL, at);
    else if (d->stub.len - at > STUB_PADDING_MAX)
        decode_fail(d, NDR_TRAILING, NULL, at);
}

bool ndr_decode(const struct ndr_params *p, void *frame, const struct ndr_stub *stub,
                const char *origin, void **block, struct ndr_error *err)
{
    *block = NULL;
    struct decoder d = { .stub = *stub, .err = { NDR_OK, "", 0 } };
    decode_params(&d, p, frame);
    size_t measured = d.block.used;
    if (d.err.code == NDR_OK && measured) {
        d.block = (struct ndr_block){ buffer_new(measured, origin), 0 };
        if (d.block.data) {
            decode_params(&d, p, frame);
            assert(d.err.code == NDR_OK && d.block.used == measured);
        } else {
            decode_fail(&d, NDR_NO_MEMORY, NULL, 0);
        }
    }
    *err = d.err;
    *block = d.block.data;
    if (d.secret)
        buffer_mark_secret(d.block.data);
    return err->code == NDR_OK;
}
