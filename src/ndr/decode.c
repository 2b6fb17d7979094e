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
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/secdesc.h"

struct decoder {
    struct ndr_stub stub;
    struct ndr_block block;
    struct ndr_error err;
    bool secret; /* one was written, into the block or the scratch of the counting run */
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

static inline uint32_t load_u16(const struct decoder *d, size_t at)
{
    return d->stub.big_endian ? get_be16(d->stub.data + at) : get_le16(d->stub.data + at);
}

static inline uint64_t load_u64(const struct decoder *d, size_t at)
{
    uint64_t first = load_u32(d, at), second = load_u32(d, at + 4);
    return d->stub.big_endian ? first << 32 | second : second << 32 | first;
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

/* Counts of a conformant varying array, C706 14.3.3.4: maximum, offset, actual count. */
static uint32_t decode_counts(struct decoder *d, const struct ndr_field *f, size_t at)
{
    if (!have(d, f, at, 3, 4))
        return 0;
    uint32_t max = load_u32(d, at), offset = load_u32(d, at + 4), actual = load_u32(d, at + 8);
    if (offset || actual > max)
        decode_fail(d, NDR_BAD_COUNT, f, at);
    return actual;
}

/* The text into the block, with a NUL behind it; extra is 1 where it has none of its own. */
static void take_text(struct decoder *d, const struct ndr_field *f, uint8_t *slot, size_t at,
                      size_t units, size_t extra)
{
    WCHAR *text = ndr_block_take(&d->block, 2 * (units + extra), 2);
    if (text) {
        copy_units(d, text, at, units);
        if (extra)
            text[units] = 0;
        d->secret |= f->flags & NDR_SECRET;
    }
    *(LPWSTR *)slot = text;
}

/* Does the text of actual units, the NUL among them, end where it says? */
static void check_text(struct decoder *d, const struct ndr_field *f, size_t count_at,
                       uint32_t actual)
{
    size_t units = count_at + 4, last = units + 2 * ((size_t)actual - 1);
    if (actual > f->max)
        decode_fail(d, NDR_TOO_MANY, f, count_at);
    else if (!actual)
        decode_fail(d, NDR_NO_NUL, f, count_at);
    else if (have(d, f, units, actual, 2) && (d->stub.data[last] | d->stub.data[last + 1]))
        decode_fail(d, NDR_NO_NUL, f, last);
}

/* A conformant varying string, C706 14.3.4: counts, units. */
static size_t decode_string(struct decoder *d, const struct ndr_field *f, uint8_t *slot, size_t at)
{
    at = ndr_align(at, 4);
    size_t units = at + 12;
    uint32_t actual = decode_counts(d, f, at);
    if (d->err.code == NDR_OK)
        check_text(d, f, at + 8, actual);
    if (d->err.code != NDR_OK)
        return at;
    take_text(d, f, slot, units, actual, 0);
    return units + 2 * (size_t)actual;
}

/* RPC_UNICODE_STRING, [MS-DTYP] 2.3.10: its lengths in bytes and the pointer at `fixed`; then an
 * array that says the same in units. */
static size_t decode_counted_string(struct decoder *d, const struct ndr_field *f, uint8_t *slot,
                                    size_t fixed, size_t at)
{
    *(LPWSTR *)slot = NULL;
    bool there = read_u32(d, f, fixed + 4);
    uint32_t len = d->err.code == NDR_OK ? load_u16(d, fixed) : 0;
    if (!there) {
        if (len)
            decode_fail(d, NDR_BAD_POINTER, f, fixed + 4);
        return at;
    }
    at = ndr_align(at, 4);
    size_t units = at + 12;
    uint32_t actual = decode_counts(d, f, at);
    if (2 * (uint64_t)actual != len)
        decode_fail(d, NDR_BAD_COUNT, f, at + 8);
    else if (actual >= f->max)
        decode_fail(d, NDR_TOO_MANY, f, at + 8);
    if (d->err.code != NDR_OK || !have(d, f, units, actual, 2))
        return at;
    take_text(d, f, slot, units, actual, 1);
    return units + len;
}

/* A varying string in an array of fixed size, C706 14.3.3.3: offset, actual count, units. */
static size_t decode_wchars(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t at)
{
    WCHAR *text = (WCHAR *)(void *)(c + f->at);
    at = ndr_align(at, 4);
    if (!have(d, f, at, 2, 4))
        return at;
    uint32_t actual = load_u32(d, at + 4);
    if (load_u32(d, at))
        decode_fail(d, NDR_BAD_COUNT, f, at);
    check_text(d, f, at + 4, actual);
    if (d->err.code != NDR_OK)
        return at;
    memset(text, 0, f->max * sizeof *text);
    copy_units(d, text, at + 8, actual);
    return at + 8 + 2 * (size_t)actual;
}

/* A conformant array of bytes, whatever they mean. *count is what it says it has. */
static size_t decode_bytes(struct decoder *d, const struct ndr_field *f, uint8_t *slot,
                           uint32_t *count, size_t at)
{
    at = ndr_align(at, 4);
    *count = read_u32(d, f, at);
    if (*count > f->max)
        decode_fail(d, NDR_TOO_MANY, f, at);
    if (d->err.code != NDR_OK || !*count || !have(d, f, at + 4, *count, 1))
        return at + 4;
    void *copy = ndr_block_take(&d->block, *count, SECDESC_ALIGN);
    if (copy)
        memcpy(copy, d->stub.data + at + 4, *count);
    *(void **)slot = copy;
    return at + 4 + *count;
}

/* A conformant varying array of bytes: of logon hours. */
static size_t decode_hours(struct decoder *d, const struct ndr_field *f, uint8_t *slot,
                           size_t wanted, size_t at)
{
    at = ndr_align(at, 4);
    uint32_t count = decode_counts(d, f, at);
    if (d->err.code == NDR_OK && count != wanted)
        decode_fail(d, NDR_BAD_COUNT, f, at + 8);
    else if (count > f->max)
        decode_fail(d, NDR_TOO_MANY, f, at + 8);
    if (d->err.code != NDR_OK || !count || !have(d, f, at + 12, count, 1))
        return at + 12;
    void *copy = ndr_block_take(&d->block, count, 1);
    if (copy)
        memcpy(copy, d->stub.data + at + 12, count);
    *(void **)slot = copy;
    return at + 12 + count;
}

/* RPC_SID, [MS-DTYP] 2.4.2.3: the count of sub-authorities, then the packet form, whose numbers are
 * little-endian here whatever they are on the wire. */
static size_t decode_sid(struct decoder *d, const struct ndr_field *f, uint8_t *slot, size_t at)
{
    at = ndr_align(at, 4);
    uint32_t count = read_u32(d, f, at);
    size_t sid = at + 4;
    if (d->err.code != NDR_OK || !have(d, f, sid, 1, SID_HEADER))
        return at;
    if (f->flags & NDR_ZERO_SID && !count && !d->stub.data[sid] && !d->stub.data[sid + 1])
        return sid + SID_HEADER;
    if (d->stub.data[sid + 1] != count)
        decode_fail(d, NDR_BAD_COUNT, f, at);
    else if (d->stub.data[sid] != 1 || count > SID_AUTHORITIES)
        decode_fail(d, NDR_BAD_SID, f, sid);
    if (d->err.code != NDR_OK || !have(d, f, sid + SID_HEADER, count, 4))
        return at;
    uint8_t *copy = ndr_block_take(&d->block, SID_HEADER + 4 * (size_t)count, 4);
    if (copy)
        memcpy(copy, d->stub.data + sid, SID_HEADER);
    for (size_t i = 0; copy && i < count; i++)
        put_le32(copy + SID_HEADER + 4 * i, load_u32(d, sid + SID_HEADER + 4 * i));
    *(void **)slot = copy;
    return sid + SID_HEADER + 4 * (size_t)count;
}

/* Bytes whose count stood in the structure. */
static size_t decode_secdesc(struct decoder *d, const struct ndr_field *f, uint8_t *slot,
                             uint32_t wanted, size_t at)
{
    uint32_t count;
    at = ndr_align(at, 4);
    size_t end = decode_bytes(d, f, slot, &count, at);
    if (d->err.code == NDR_OK && count != wanted)
        decode_fail(d, NDR_BAD_COUNT, f, at);
    else if (d->err.code == NDR_OK && count && !secdesc_check(d->stub.data + at + 4, count))
        decode_fail(d, NDR_BAD_SECDESC, f, at + 4);
    return end;
}

/* Are there n structures at `at`, the padding after the last one left out? */
static bool have_structs(struct decoder *d, const struct ndr_field *f, size_t at, size_t n,
                         size_t size, size_t stride)
{
    size_t left = at <= d->stub.len ? d->stub.len - at : 0;
    if (!n || (left >= size && (left - size) / stride >= n - 1))
        return true;
    decode_fail(d, NDR_SHORT, f, at);
    return false;
}

/* n structures and what they point to. In the counting run each is read into the same scratch. */
static size_t decode_structs(struct decoder *d, const struct ndr_field *f, const struct ndr_type *t,
                             void **slot, size_t n, size_t at)
{
    _Alignas(16) uint8_t scratch[NDR_STRUCT_MAX];
    size_t align = ndr_type_wire_align(t), size = ndr_type_wire_size(t);
    size_t stride = ndr_align(size, align);
    at = ndr_align(at, align);
    if (!have_structs(d, f, at, n, size, stride))
        return at;
    uint8_t *items = ndr_block_take(&d->block, n * t->size, t->align);
    size_t refs = n && !ndr_type_varies(t) ? at + (n - 1) * stride + size : at;
    for (size_t i = 0; i < n && d->err.code == NDR_OK; i++)
        refs = decode_fields(d, t->fields, t->n_fields, items ? items + i * t->size : scratch,
                             at + i * stride, refs);
    if (!items && d->secret)
        explicit_bzero(scratch, sizeof scratch);
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

/* A container {count, pointer} at `fixed`, then its array. The container itself is not kept: the
 * array starts the buffer. */
static size_t decode_container(struct decoder *d, const struct ndr_field *f,
                               const struct ndr_type *t, struct net_list *list, size_t fixed,
                               size_t refs)
{
    uint32_t count = read_u32(d, f, fixed);
    bool there = read_u32(d, f, fixed + 4);
    *list = (struct net_list){ 0 };
    if (!there) {
        if (count)
            decode_fail(d, NDR_BAD_POINTER, f, fixed + 4);
        return refs;
    }
    refs = ndr_align(refs, 4);
    if (count > f->max)
        decode_fail(d, NDR_TOO_MANY, f, fixed);
    else if (read_u32(d, f, refs) != count)
        decode_fail(d, NDR_BAD_COUNT, f, refs);
    else if (f->flags & NDR_VARYING && decode_counts(d, f, refs) != count)
        decode_fail(d, NDR_BAD_COUNT, f, refs + 8);
    refs += f->flags & NDR_VARYING ? 12 : 4;
    if (d->err.code != NDR_OK || !count)
        return refs;
    list->count = count;
    return decode_structs(d, f, t, &list->items, count, refs);
}

/* An array whose count stood in the structure. */
static size_t decode_array(struct decoder *d, const struct ndr_field *f, void **slot,
                           uint32_t count, size_t at)
{
    at = ndr_align(at, 4);
    if (count > f->max)
        decode_fail(d, NDR_TOO_MANY, f, at);
    else if (read_u32(d, f, at) != count)
        decode_fail(d, NDR_BAD_COUNT, f, at);
    if (d->err.code != NDR_OK || !count)
        return at + 4;
    return decode_structs(d, f, f->of.type, slot, count, at + 4);
}

/* A count and the array behind it, which are two parameters. */
static size_t decode_counted(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t fixed,
                             size_t refs)
{
    struct net_list *list = (struct net_list *)(void *)(c + f->at);
    *list = (struct net_list){ .count = read_u32(d, f, fixed) };
    return decode_array(d, f, &list->items, list->count, refs);
}

/* The container a unique pointer refers to. */
static size_t decode_list(struct decoder *d, const struct ndr_field *f, const struct ndr_type *t,
                          struct net_list *list, size_t at)
{
    at = ndr_align(at, 4);
    return decode_container(d, f, t, list, at, at + 8);
}

/* A union of pointers, as one structure or as a list, or of structures by value. */
static size_t decode_union(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t fixed,
                           size_t refs)
{
    void *slot = c + f->at;
    bool is_list = f->kind == NDR_LIST;
    memset(slot, 0, is_list ? sizeof(struct net_list) : sizeof(void *));
    const struct ndr_type *t = decode_level(d, f, c, fixed, is_list ? NET_ENUM : f->max);
    if (!t || (f->kind != NDR_ARM && !read_u32(d, f, fixed + 4)))
        return refs;
    return is_list ? decode_list(d, f, t, slot, refs) : decode_structs(d, f, t, slot, 1, refs);
}

/* The arm of a union with a 16-bit discriminant at *at, which ends where the arm begins. */
static const struct ndr_type *decode_class(struct decoder *d, const struct ndr_field *f,
                                           const uint8_t *c, size_t *at, uint32_t use)
{
    DWORD asked = ndr_field_len(f, c);
    const struct net_level *level = net_family_find(f->of.family, asked, use);
    if (!have(d, f, *at, 1, 2))
        return NULL;
    if (load_u16(d, *at) != asked || !level)
        decode_fail(d, NDR_BAD_LEVEL, f, *at);
    *at += 2;
    return d->err.code == NDR_OK ? level->type : NULL;
}

/* A union of structures by value, or of containers. */
static size_t decode_class_union(struct decoder *d, const struct ndr_field *f, uint8_t *c,
                                 size_t at)
{
    void *slot = c + f->at;
    bool is_list = f->kind == NDR_REF_LIST;
    at = ndr_align(at, 2);
    const struct ndr_type *t = decode_class(d, f, c, &at, is_list ? NET_ENUM : f->max);
    if (!t)
        return at;
    return is_list ? decode_list(d, f, t, slot, at) : decode_structs(d, f, t, slot, 1, at);
}

/* A conformant varying array that is a parameter. */
static size_t decode_varray(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t at)
{
    struct net_list *list = (struct net_list *)(void *)(c + f->at);
    *list = (struct net_list){ 0 };
    at = ndr_align(at, 4);
    uint32_t count = decode_counts(d, f, at);
    if (count > f->max)
        decode_fail(d, NDR_TOO_MANY, f, at + 8);
    if (d->err.code != NDR_OK || !count)
        return at + 12;
    list->count = count;
    return decode_structs(d, f, f->of.type, &list->items, count, at + 12);
}

static void decode_u32(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t fixed)
{
    DWORD v = read_u32(d, f, fixed);
    if ((f->flags & (NDR_ECHO | NDR_COUNT_OF)) && v != *(DWORD *)(c + f->at))
        decode_fail(d, f->flags & NDR_ECHO ? NDR_BAD_LEVEL : NDR_BAD_COUNT, f, fixed);
    else if (f->flags & NDR_USED_OF && v > f->max)
        decode_fail(d, NDR_BAD_COUNT, f, fixed);
    *(DWORD *)(c + f->at) = v;
}

static size_t integer_size(const struct ndr_field *f)
{
    switch (f->kind) {
    case NDR_BOOLEAN:
    case NDR_U8: return 1;
    case NDR_ENUM16:
    case NDR_U16: return 2;
    default: return 8;
    }
}

/* Integers of another size than four bytes in the fixed part. */
static void decode_integer(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t fixed)
{
    void *member = c + f->at;
    if (!have(d, f, fixed, 1, integer_size(f)))
        return;
    switch (f->kind) {
    case NDR_BOOLEAN: *(BOOLEAN *)member = d->stub.data[fixed] != 0; break;
    case NDR_U8: *(BYTE *)member = d->stub.data[fixed]; break;
    case NDR_ENUM16: *(DWORD *)member = load_u16(d, fixed); break;
    case NDR_U16: *(WORD *)member = (WORD)load_u16(d, fixed); break;
    case NDR_OLD_U64: /* the low half comes first, whatever the byte order */
        ((LARGE_INTEGER *)member)->QuadPart =
            (LONGLONG)((uint64_t)load_u32(d, fixed + 4) << 32 | load_u32(d, fixed));
        break;
    default: ((LARGE_INTEGER *)member)->QuadPart = (LONGLONG)load_u64(d, fixed); break;
    }
}

static void decode_inline(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t fixed)
{
    if (!have(d, f, fixed, f->max, 1))
        return;
    memcpy(c + f->at, d->stub.data + fixed, f->max);
    d->secret |= f->flags & NDR_SECRET;
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
    if (f->kind == NDR_LIST_PTR) {
        *(struct net_list *)(void *)slot = (struct net_list){ 0 };
        return there ? decode_list(d, f, f->of.type, (struct net_list *)(void *)slot, refs) : refs;
    }
    *(void **)slot = NULL;
    if (f->kind == NDR_BYTES)
        *(DWORD *)(c + f->len_at) = 0; /* compared with the row that counts them */
    switch (there ? f->kind : 0) {
    case NDR_WSTR: return decode_string(d, f, slot, refs);
    case NDR_SECDESC: return decode_secdesc(d, f, slot, ndr_field_len(f, c), refs);
    case NDR_BYTES: return decode_bytes(d, f, slot, (DWORD *)(c + f->len_at), refs);
    case NDR_HOURS: return decode_hours(d, f, slot, ndr_hours_len(f, c), refs);
    case NDR_SID: return decode_sid(d, f, slot, refs);
    case NDR_CLASS: return decode_class_union(d, f, c, refs);
    case NDR_PTR: return decode_structs(d, f, f->of.type, (void **)slot, 1, refs);
    case NDR_ARRAY: return decode_array(d, f, (void **)slot, ndr_field_len(f, c), refs);
    default:
        if ((f->kind == NDR_SECDESC || f->kind == NDR_ARRAY) && ndr_field_len(f, c))
            decode_fail(d, NDR_BAD_POINTER, f, fixed);
        return refs;
    }
}

/* A member past NDR_FOUR_BYTES, or a rare one. */
static size_t decode_more(struct decoder *d, const struct ndr_field *f, uint8_t *c, size_t fixed,
                          size_t refs)
{
    switch (f->kind) {
    case NDR_REF_WSTR: return decode_string(d, f, c + f->at, refs);
    case NDR_REF: return decode_structs(d, f, f->of.type, (void **)(void *)(c + f->at), 1, refs);
    case NDR_REF_SID: return decode_sid(d, f, c + f->at, refs);
    case NDR_REF_CLASS:
    case NDR_REF_LIST:
        memset(c + f->at, 0, f->kind == NDR_REF_LIST ? sizeof(struct net_list) : sizeof(void *));
        return decode_class_union(d, f, c, refs);
    case NDR_COUNTED: return decode_counted(d, f, c, fixed, refs);
    case NDR_VARRAY: return decode_varray(d, f, c, refs);
    case NDR_USTR: return decode_counted_string(d, f, c + f->at, fixed, refs);
    case NDR_WCHARS: return decode_wchars(d, f, c, refs);
    case NDR_STRUCT:
        return decode_fields(d, f->of.type->fields, f->of.type->n_fields, c + f->at, fixed, refs);
    case NDR_CONTAINER:
        return decode_container(d, f, f->of.type, (struct net_list *)(void *)(c + f->at), fixed,
                                refs);
    case NDR_INLINE: decode_inline(d, f, c, fixed); return refs;
    case NDR_U8:
    case NDR_U16:
    case NDR_U64:
    case NDR_OLD_U64:
    case NDR_BOOLEAN:
    case NDR_ENUM16: decode_integer(d, f, c, fixed); return refs;
    default: return decode_union(d, f, c, fixed, refs);
    }
}

/* Members whose fixed parts start at `fixed` and whose referents start at `refs`. Returns where
 * the referents end. */
static size_t decode_fields(struct decoder *d, const struct ndr_field *f, size_t n, uint8_t *c,
                            size_t fixed, size_t refs)
{
    for (; n && d->err.code == NDR_OK; n--, f++) {
        fixed = ndr_align(fixed, ndr_field_wire_align(f));
        switch (f->kind) {
        case NDR_U32:
        case NDR_I32:
        case NDR_BOOL: decode_u32(d, f, c, fixed); break;
        case NDR_WSTR:
        case NDR_SECDESC:
        case NDR_BYTES:
        case NDR_OPT_U32:
        case NDR_PTR:
        case NDR_ARRAY:
        case NDR_LIST_PTR:
        case NDR_SID:
        case NDR_HOURS:
        case NDR_CLASS: refs = decode_referent(d, f, c, fixed, refs); break;
        default: refs = decode_more(d, f, c, fixed, refs); break;
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
        at = ndr_align(at, ndr_field_wire_align(f));
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
    if (d.secret && d.block.data)
        buffer_mark_secret(d.block.data);
    return err->code == NDR_OK;
}
