/* SPDX-License-Identifier: MIT */
/* Structures to buffer: the deep copy of an array into one block, for answers that were not
 * decoded from one stub. Counts first, then fills, like decode. */
#include "ndr/ndr.h"

#include <assert.h>

#include "base/buffer.h"
#include "base/secdesc.h"
#include "base/utf16.h"
#include "lmcons.h"

struct packer {
    struct ndr_block block;
    bool secret;
};

static void pack_structs(struct packer *k, const struct ndr_type *t, const uint8_t *from, size_t n,
                         void **slot);

/* A copy of size bytes; the slot that points to it is only there in the filling run. */
static void pack_bytes(struct packer *k, const void *from, size_t size, size_t align, void **slot)
{
    void *copy = ndr_block_take(&k->block, size, align);
    if (copy) {
        memcpy(copy, from, size);
        *slot = size ? copy : NULL; /* a copy of nothing could stand behind the block */
    }
}

static bool is_pointer(const struct ndr_field *f)
{
    return f->kind == NDR_WSTR || f->kind == NDR_USTR || f->kind == NDR_SECDESC ||
           f->kind == NDR_BYTES || f->kind == NDR_SID || f->kind == NDR_HOURS ||
           f->kind == NDR_FIXED || f->kind == NDR_PTR;
}

/* What the members of one structure point to. `to` is its copy, NULL in the counting run. */
static void pack_referents(struct packer *k, const struct ndr_type *t, const uint8_t *from,
                           uint8_t *to)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        const struct ndr_field *f = &t->fields[i];
        const uint8_t *member = from + f->at;
        void **slot = to ? (void **)(to + f->at) : NULL;
        if (f->kind == NDR_STRUCT) {
            pack_referents(k, f->of.type, member, to ? to + f->at : NULL);
            continue;
        }
        k->secret |= f->flags & NDR_SECRET;
        if (!is_pointer(f))
            continue;
        const void *p = *(const void *const *)member;
        if (!p)
            continue;
        if (f->kind == NDR_WSTR || f->kind == NDR_USTR)
            pack_bytes(k, p, 2 * (utf16_len(p) + 1), 2, slot);
        else if (f->kind == NDR_SID)
            pack_bytes(k, p, SID_HEADER + 4 * (size_t)((const uint8_t *)p)[1], 4, slot);
        else if (f->kind == NDR_FIXED)
            pack_bytes(k, p, f->max, 1, slot);
        else if (f->kind == NDR_HOURS)
            pack_bytes(k, p, ndr_hours_len(f, from), 1, slot);
        else if (f->kind == NDR_PTR)
            pack_structs(k, f->of.type, p, 1, slot);
        else if (f->kind == NDR_ARRAY)
            pack_structs(k, f->of.type, p, ndr_field_len(f, from), slot);
        else
            pack_bytes(k, p, ndr_field_len(f, from), 8, slot);
    }
}

static void pack_structs(struct packer *k, const struct ndr_type *t, const uint8_t *from, size_t n,
                         void **slot)
{
    uint8_t *to = ndr_block_take(&k->block, n * t->size, t->align);
    if (to) {
        memcpy(to, from, n * t->size);
        *slot = to;
    }
    for (size_t i = 0; i < n; i++)
        pack_referents(k, t, from + i * t->size, to ? to + i * t->size : NULL);
}

bool ndr_pack(const struct ndr_type *t, const void *records, size_t count, const char *origin,
              void **block)
{
    *block = NULL;
    if (!count)
        return true;
    struct packer k = { 0 };
    pack_structs(&k, t, records, count, NULL);
    size_t measured = k.block.used;
    k.block = (struct ndr_block){ buffer_new(measured, origin), 0 };
    if (!k.block.data)
        return false;
    pack_structs(&k, t, records, count, block);
    assert(k.block.used == measured);
    if (k.secret)
        buffer_mark_secret(k.block.data);
    return true;
}

size_t ndr_fit(const struct ndr_type *t, const void *records, size_t count, DWORD prefmaxlen)
{
    struct packer k = { 0 }; /* only counts, and only what the structures point to */
    if (prefmaxlen == MAX_PREFERRED_LENGTH)
        return count;
    for (size_t n = 0; n < count; n++) {
        pack_referents(&k, t, (const uint8_t *)records + n * t->size, NULL);
        if ((n + 1) * t->size + k.block.used > prefmaxlen)
            return n;
    }
    return count;
}
