/* SPDX-License-Identifier: MIT */
/* Structures to structures, by the names of their members: the levels of an account from one record
 * of everything there is to know about it. */
#include "ndr/ndr.h"

#include <string.h>

const char *ndr_member_name(const struct ndr_field *f)
{
    const char *prefix_end = strchr(f->name, '_');
    return prefix_end ? prefix_end + 1 : f->name;
}

const struct ndr_field *ndr_member(const struct ndr_type *t, const char *name)
{
    for (size_t i = 0; i < t->n_fields; i++)
        if (!strcmp(ndr_member_name(&t->fields[i]), name))
            return &t->fields[i];
    return NULL;
}

static size_t member_size(const struct ndr_field *f)
{
    switch (f->kind) {
    case NDR_U32:
    case NDR_I32:
    case NDR_BOOL: return sizeof(DWORD);
    default: return sizeof(void *);
    }
}

void ndr_project(const struct ndr_type *to, void *copy, const struct ndr_type *from,
                 const void *record)
{
    for (size_t i = 0; i < to->n_fields; i++) {
        const struct ndr_field *f = &to->fields[i];
        const struct ndr_field *source = ndr_member(from, ndr_member_name(f));
        if (source && source->kind == f->kind)
            memcpy((uint8_t *)copy + f->at, (const uint8_t *)record + source->at, member_size(f));
    }
}
