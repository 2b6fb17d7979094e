/* SPDX-License-Identifier: MIT */
/* Frame to stub. The fixed part of a construct is appended as zeros and written in place while
 * what its pointers refer to is appended behind it, which is the order NDR wants. */
#include "ndr/ndr.h"

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

static void encode_string(struct encoder *e, const struct ndr_field *f, const WCHAR *text)
{
    size_t units = utf16_len(text) + 1;
    if (units > f->max) {
        encode_fail(e, NDR_TOO_MANY, f);
        return;
    }
    bytes_align(e->out, 4);
    bytes_put_le32(e->out, (uint32_t)units);
    bytes_put_le32(e->out, 0);
    bytes_put_le32(e->out, (uint32_t)units);
    uint8_t *to = bytes_grow(e->out, 2 * units);
    for (size_t i = 0; to && i < units; i++)
        put_le16(to + 2 * i, text[i]);
}

static void encode_structs(struct encoder *e, const struct ndr_type *t, const uint8_t *items,
                           size_t n)
{
    size_t wire = ndr_type_wire_size(t), at = e->out->len;
    bytes_grow(e->out, n * wire);
    for (size_t i = 0; i < n && !e->out->failed; i++)
        encode_fields(e, t->fields, t->n_fields, items + i * t->size, at + i * wire);
}

static void encode_secdesc(struct encoder *e, const struct ndr_field *f, const uint8_t *sd,
                           DWORD count)
{
    if (count > f->max) {
        encode_fail(e, NDR_TOO_MANY, f);
        return;
    }
    bytes_align(e->out, 4);
    bytes_put_le32(e->out, count);
    bytes_put(e->out, sd, count);
}

/* The container is there even when it is empty: a request for a list says so ([MS-SRVS] 3.1.4). */
static void encode_list(struct encoder *e, const struct ndr_field *f, const struct ndr_type *t,
                        const struct net_list *list)
{
    bytes_align(e->out, 4);
    bytes_put_le32(e->out, list->count);
    size_t at = e->out->len;
    bytes_put_le32(e->out, 0);
    if (list->count > f->max)
        encode_fail(e, NDR_TOO_MANY, f);
    else if (list->count && !list->items)
        encode_fail(e, NDR_BAD_POINTER, f);
    else if (write_pointer(e, at, list->items)) {
        bytes_put_le32(e->out, list->count);
        encode_structs(e, t, list->items, list->count);
    }
}

static void encode_union(struct encoder *e, const struct ndr_field *f, const uint8_t *c,
                         size_t fixed)
{
    DWORD level = ndr_field_len(f, c);
    const struct net_level *row =
        net_family_find(f->of.family, level, f->kind == NDR_LIST ? NET_ENUM : 0);
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
    const uint8_t *info = *(uint8_t *const *)(c + f->at);
    if (write_pointer(e, fixed + 4, info)) {
        bytes_align(e->out, NDR_WIRE_ALIGN);
        encode_structs(e, row->type, info, 1);
    }
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
    const void *p = *(const void *const *)(c + f->at);
    if (!write_pointer(e, fixed, p))
        return;
    switch (f->kind) {
    case NDR_WSTR: encode_string(e, f, p); break;
    case NDR_SECDESC: encode_secdesc(e, f, p, ndr_field_len(f, c)); break;
    case NDR_PTR:
        bytes_align(e->out, NDR_WIRE_ALIGN);
        encode_structs(e, f->of.type, p, 1);
        break;
    default: break;
    }
}

static void encode_fields(struct encoder *e, const struct ndr_field *f, size_t n, const uint8_t *c,
                          size_t fixed)
{
    for (; n && e->err->code == NDR_OK; n--, f++) {
        switch (f->kind) {
        case NDR_U32:
        case NDR_I32:
        case NDR_BOOL: write_u32(e, fixed, *(const DWORD *)(c + f->at)); break;
        case NDR_REF_WSTR:
            if (*(const LPWSTR *)(c + f->at))
                encode_string(e, f, *(const LPWSTR *)(c + f->at));
            else
                encode_fail(e, NDR_BAD_POINTER, f);
            break;
        case NDR_STRUCT:
            encode_fields(e, f->of.type->fields, f->of.type->n_fields, c + f->at, fixed);
            break;
        case NDR_INFO:
        case NDR_LIST: encode_union(e, f, c, fixed); break;
        default: encode_referent(e, f, c, fixed); break;
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
        bytes_align(out, NDR_WIRE_ALIGN);
        size_t at = out->len;
        bytes_grow(out, ndr_field_wire_size(f));
        encode_fields(&e, f, 1, frame, at);
    }
    if (out->failed)
        *err = (struct ndr_error){ NDR_NO_MEMORY, "", out->len };
    return err->code == NDR_OK;
}
