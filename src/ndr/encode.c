/* SPDX-License-Identifier: MIT */
/* Frame to stub. The fixed part of a construct is appended as zeros and written in place while
 * what its pointers refer to is appended behind it, which is the order NDR wants. */
#include "ndr/ndr.h"

#include "base/secdesc.h"
#include "base/utf16.h"

struct encoder {
    struct bytes *out;
    struct ndr_error *err;
    uint32_t referents; /* pointers written so far; ids only need to differ */
};

#define REFERENT_FIRST 0x00020000u

static void encode_fields(struct encoder *e, const struct ndr_field *f, size_t n, const uint8_t *c,
                          size_t fixed);

static void encode_fail(struct encoder *e, enum ndr_err code, const struct ndr_field *f)
{
    if (e->err->code == NDR_OK)
        *e->err = (struct ndr_error){ code, f->name, e->out->len };
}

/* Writes into a fixed part that was appended before. */
static void write_u32(struct encoder *e, size_t at, uint32_t v)
{
    if (!e->out->failed)
        put_le32(e->out->data + at, v);
}

/* A pointer's id: 0 for NULL. */
static bool write_pointer(struct encoder *e, size_t at, const void *p)
{
    write_u32(e, at, p ? REFERENT_FIRST + 4 * e->referents++ : 0);
    return p;
}

static void write_u16(struct encoder *e, size_t at, uint16_t v)
{
    if (!e->out->failed)
        put_le16(e->out->data + at, v);
}

static void put_units(struct encoder *e, const WCHAR *text, size_t units)
{
    uint8_t *to = bytes_grow(e->out, 2 * units);
    for (size_t i = 0; to && i < units; i++)
        put_le16(to + 2 * i, text[i]);
}

/* Maximum, offset and actual count of an array that is all there. */
static void put_counts(struct encoder *e, size_t n)
{
    bytes_align(e->out, 4);
    bytes_put_le32(e->out, (uint32_t)n);
    bytes_put_le32(e->out, 0);
    bytes_put_le32(e->out, (uint32_t)n);
}

static void encode_string(struct encoder *e, const struct ndr_field *f, const WCHAR *text)
{
    size_t units = utf16_len(text) + 1;
    if (units > f->max) {
        encode_fail(e, NDR_TOO_MANY, f);
        return;
    }
    put_counts(e, units);
    put_units(e, text, units);
}

#define COUNTED_STRING_MAX 32767u /* units; the lengths are bytes in 16 bits */

static void encode_counted_string(struct encoder *e, const struct ndr_field *f, const WCHAR *text,
                                  size_t fixed)
{
    size_t units = text ? utf16_len(text) : 0;
    if (units >= f->max || units > COUNTED_STRING_MAX) {
        encode_fail(e, NDR_TOO_MANY, f);
        return;
    }
    write_u16(e, fixed, (uint16_t)(2 * units));
    write_u16(e, fixed + 2, (uint16_t)(2 * units));
    if (write_pointer(e, fixed + 4, text)) {
        put_counts(e, units);
        put_units(e, text, units);
    }
}

/* Appended, not written into the fixed part: its size varies. */
static void encode_wchars(struct encoder *e, const struct ndr_field *f, const uint8_t *c)
{
    const WCHAR *text = (const WCHAR *)(const void *)(c + f->at);
    size_t units = 0;
    while (units < f->max && text[units])
        units++;
    if (units == f->max) {
        encode_fail(e, NDR_NO_NUL, f);
        return;
    }
    bytes_align(e->out, 4);
    bytes_put_le32(e->out, 0);
    bytes_put_le32(e->out, (uint32_t)units + 1);
    put_units(e, text, units + 1);
}

static void encode_structs(struct encoder *e, const struct ndr_type *t, const uint8_t *items,
                           size_t n)
{
    size_t align = ndr_type_wire_align(t), size = ndr_type_wire_size(t);
    size_t stride = ndr_align(size, align);
    bytes_align(e->out, align);
    size_t at = e->out->len;
    if (n && !ndr_type_varies(t))
        bytes_grow(e->out, (n - 1) * stride + size);
    for (size_t i = 0; i < n && !e->out->failed; i++)
        encode_fields(e, t->fields, t->n_fields, items + i * t->size, at + i * stride);
}

static void encode_bytes(struct encoder *e, const struct ndr_field *f, const uint8_t *bytes,
                         DWORD count)
{
    if (count > f->max) {
        encode_fail(e, NDR_TOO_MANY, f);
        return;
    }
    bytes_align(e->out, 4);
    bytes_put_le32(e->out, count);
    bytes_put(e->out, bytes, count);
}

/* Within the row's maximum, and with items to count? */
static bool list_fits(struct encoder *e, const struct ndr_field *f, const struct net_list *list)
{
    if (list->count > f->max)
        encode_fail(e, NDR_TOO_MANY, f);
    else if (list->count && !list->items)
        encode_fail(e, NDR_BAD_POINTER, f);
    else
        return true;
    return false;
}

/* count and pointer at `fixed`, the array behind what is there. */
static void encode_container(struct encoder *e, const struct ndr_field *f, const struct ndr_type *t,
                             const struct net_list *list, size_t fixed)
{
    write_u32(e, fixed, list->count);
    if (list_fits(e, f, list) && write_pointer(e, fixed + 4, list->items)) {
        bytes_align(e->out, 4);
        if (f->flags & NDR_VARYING)
            put_counts(e, list->count);
        else
            bytes_put_le32(e->out, list->count);
        encode_structs(e, t, list->items, list->count);
    }
}

/* The container is there even when it is empty: a request for a list says so ([MS-SRVS] 3.1.4). */
static void encode_list(struct encoder *e, const struct ndr_field *f, const struct ndr_type *t,
                        const struct net_list *list)
{
    bytes_align(e->out, 4);
    size_t at = e->out->len;
    bytes_grow(e->out, 8);
    encode_container(e, f, t, list, at);
}

static void encode_hours(struct encoder *e, const struct ndr_field *f, const uint8_t *hours,
                         size_t len)
{
    if (len > f->max) {
        encode_fail(e, NDR_TOO_MANY, f);
        return;
    }
    put_counts(e, len);
    if (!e->out->failed)
        put_le32(e->out->data + e->out->len - 12, f->max); /* room for all there can be */
    bytes_put(e->out, hours, len);
}

static void encode_sid(struct encoder *e, const struct ndr_field *f, const uint8_t *sid)
{
    if (!sid || sid[0] != 1 || sid[1] > SID_AUTHORITIES) {
        encode_fail(e, sid ? NDR_BAD_SID : NDR_BAD_POINTER, f);
        return;
    }
    bytes_align(e->out, 4);
    bytes_put_le32(e->out, sid[1]);
    bytes_put(e->out, sid, SID_HEADER + 4 * (size_t)sid[1]);
}

static void encode_varray(struct encoder *e, const struct ndr_field *f, const struct net_list *list)
{
    if (!list_fits(e, f, list))
        return;
    put_counts(e, list->count);
    if (!e->out->failed)
        put_le32(e->out->data + e->out->len - 12, f->max); /* size_is is a constant */
    encode_structs(e, f->of.type, list->items, list->count);
}

/* The count at `fixed`, the array behind it. */
static void encode_counted(struct encoder *e, const struct ndr_field *f,
                           const struct net_list *list, size_t fixed)
{
    write_u32(e, fixed, list->count);
    if (list_fits(e, f, list)) {
        bytes_put_le32(e->out, list->count);
        encode_structs(e, f->of.type, list->items, list->count);
    }
}

static void encode_struct(struct encoder *e, const struct ndr_field *f, const struct ndr_type *t,
                          const void *record)
{
    if (record)
        encode_structs(e, t, record, 1);
    else
        encode_fail(e, NDR_BAD_POINTER, f);
}

static void encode_union(struct encoder *e, const struct ndr_field *f, const uint8_t *c,
                         size_t fixed)
{
    DWORD level = ndr_field_len(f, c);
    const struct net_level *row =
        net_family_find(f->of.family, level, f->kind == NDR_LIST ? NET_ENUM : f->max);
    if (!row) {
        encode_fail(e, NDR_BAD_LEVEL, f);
        return;
    }
    write_u32(e, fixed, level);
    if (f->kind == NDR_LIST) {
        write_pointer(e, fixed + 4, c + f->at);
        encode_list(e, f, row->type, (const struct net_list *)(c + f->at));
        return;
    }
    const void *info = *(const void *const *)(c + f->at);
    if (f->kind == NDR_ARM || write_pointer(e, fixed + 4, info))
        encode_struct(e, f, row->type, info);
}

/* A union with a 16-bit discriminant, of structures by value or of containers. The interface is
 * one of ms_union ([MS-SAMR] appendix A): the discriminant is aligned as the integer that it is. */
static void encode_class(struct encoder *e, const struct ndr_field *f, const uint8_t *c)
{
    uint8_t tag[2];
    DWORD class = ndr_field_len(f, c);
    bool is_list = f->kind == NDR_REF_LIST;
    const struct net_level *row = net_family_find(f->of.family, class, is_list ? NET_ENUM : f->max);
    if (!row) {
        encode_fail(e, NDR_BAD_LEVEL, f);
        return;
    }
    bytes_align(e->out, sizeof tag);
    put_le16(tag, (uint16_t) class);
    bytes_put(e->out, tag, sizeof tag);
    if (is_list)
        encode_list(e, f, row->type, (const struct net_list *)(const void *)(c + f->at));
    else
        encode_struct(e, f, row->type, *(const void *const *)(const void *)(c + f->at));
}

static void encode_referent(struct encoder *e, const struct ndr_field *f, const uint8_t *c,
                            size_t fixed)
{
    if (f->kind == NDR_OPT_U32) {
        if (write_pointer(e, fixed, ndr_field_len(f, c) ? c : NULL)) {
            bytes_align(e->out, 4);
            bytes_put_le32(e->out, *(const DWORD *)(c + f->at));
        }
        return;
    }
    if (f->kind == NDR_LIST_PTR) {
        write_pointer(e, fixed, c + f->at);
        encode_list(e, f, f->of.type, (const struct net_list *)(const void *)(c + f->at));
        return;
    }
    const void *p = *(const void *const *)(c + f->at);
    if (!write_pointer(e, fixed, p)) {
        if ((f->kind == NDR_BYTES || f->kind == NDR_ARRAY) && ndr_field_len(f, c))
            encode_fail(e, NDR_BAD_POINTER, f);
        return;
    }
    switch (f->kind) {
    case NDR_WSTR: encode_string(e, f, p); break;
    case NDR_HOURS: encode_hours(e, f, p, ndr_hours_len(f, c)); break;
    case NDR_SID: encode_sid(e, f, p); break;
    case NDR_ARRAY:
        bytes_align(e->out, 4);
        bytes_put_le32(e->out, ndr_field_len(f, c));
        encode_structs(e, f->of.type, p, ndr_field_len(f, c));
        break;
    case NDR_CLASS: encode_class(e, f, c); break;
    case NDR_SECDESC:
    case NDR_BYTES: encode_bytes(e, f, p, ndr_field_len(f, c)); break;
    default: encode_structs(e, f->of.type, p, 1); break;
    }
}

static void encode_u64(struct encoder *e, const uint8_t *member, size_t fixed)
{
    uint64_t v = (uint64_t)((const LARGE_INTEGER *)(const void *)member)->QuadPart;
    write_u32(e, fixed, (uint32_t)v);
    write_u32(e, fixed + 4, (uint32_t)(v >> 32));
}

/* A member past NDR_FOUR_BYTES, or a rare one. */
static void encode_more(struct encoder *e, const struct ndr_field *f, const uint8_t *c,
                        size_t fixed)
{
    const uint8_t *member = c + f->at;
    switch (f->kind) {
    case NDR_BOOLEAN: write_u32(e, fixed, *member != 0); break; /* little-endian: the first byte */
    case NDR_ENUM16: write_u16(e, fixed, (uint16_t) * (const DWORD *)(const void *)member); break;
    case NDR_U8:
        if (!e->out->failed)
            e->out->data[fixed] = *member;
        break;
    case NDR_U16: write_u16(e, fixed, *(const WORD *)(const void *)member); break;
    case NDR_U64:
    case NDR_OLD_U64: encode_u64(e, member, fixed); break;
    case NDR_REF_SID: encode_sid(e, f, *(const uint8_t *const *)(const void *)member); break;
    case NDR_REF_CLASS:
    case NDR_REF_LIST: encode_class(e, f, c); break;
    case NDR_COUNTED:
        encode_counted(e, f, (const struct net_list *)(const void *)member, fixed);
        break;
    case NDR_VARRAY: encode_varray(e, f, (const struct net_list *)(const void *)member); break;
    case NDR_INLINE:
        if (!e->out->failed)
            memcpy(e->out->data + fixed, member, f->max);
        break;
    case NDR_REF_WSTR:
        if (*(const LPWSTR *)(const void *)member)
            encode_string(e, f, *(const LPWSTR *)(const void *)member);
        else
            encode_fail(e, NDR_BAD_POINTER, f);
        break;
    case NDR_REF:
        encode_struct(e, f, f->of.type, *(const void *const *)(const void *)member);
        break;
    case NDR_USTR: encode_counted_string(e, f, *(const LPWSTR *)(const void *)member, fixed); break;
    case NDR_WCHARS: encode_wchars(e, f, c); break;
    case NDR_STRUCT:
        encode_fields(e, f->of.type->fields, f->of.type->n_fields, member, fixed);
        break;
    case NDR_CONTAINER:
        encode_container(e, f, f->of.type, (const struct net_list *)(const void *)member, fixed);
        break;
    default: encode_union(e, f, c, fixed); break;
    }
}

static void encode_fields(struct encoder *e, const struct ndr_field *f, size_t n, const uint8_t *c,
                          size_t fixed)
{
    for (; n && e->err->code == NDR_OK; n--, f++) {
        fixed = ndr_align(fixed, ndr_field_wire_align(f));
        switch (f->kind) {
        case NDR_U32:
        case NDR_I32:
        case NDR_BOOL: write_u32(e, fixed, *(const DWORD *)(c + f->at)); break;
        case NDR_WSTR:
        case NDR_SECDESC:
        case NDR_BYTES:
        case NDR_OPT_U32:
        case NDR_PTR:
        case NDR_ARRAY:
        case NDR_LIST_PTR:
        case NDR_SID:
        case NDR_HOURS:
        case NDR_CLASS: encode_referent(e, f, c, fixed); break;
        default: encode_more(e, f, c, fixed); break;
        }
        fixed += ndr_field_wire_size(f);
    }
}

bool ndr_encode(const struct ndr_params *p, const void *frame, struct bytes *out,
                struct ndr_error *err)
{
    *err = (struct ndr_error){ NDR_OK, "", 0 };
    struct encoder e = { .out = out, .err = err };
    for (size_t i = 0; i < p->n_fields && err->code == NDR_OK; i++) {
        const struct ndr_field *f = &p->fields[i];
        bytes_align(out, ndr_field_wire_align(f));
        size_t at = out->len;
        bytes_grow(out, ndr_field_wire_size(f));
        encode_fields(&e, f, 1, frame, at);
    }
    if (out->failed)
        *err = (struct ndr_error){ NDR_NO_MEMORY, "", out->len };
    return err->code == NDR_OK;
}
