/* SPDX-License-Identifier: MIT */
/* What the walks share: sizes on the wire, levels, words for errors. */
#include "ndr/type.h"

const struct net_level *net_family_find(const struct net_family *family, uint32_t level,
                                        uint32_t uses)
{
    for (size_t i = 0; i < family->n_levels; i++)
        if (family->levels[i].level == level)
            return (family->levels[i].uses & uses) == uses ? &family->levels[i] : NULL;
    return NULL;
}

size_t ndr_field_wire_size_of_more(const struct ndr_field *f)
{
    switch (f->kind) {
    case NDR_STRUCT: return ndr_type_wire_size(f->of.type);
    case NDR_REF_WSTR:
    case NDR_REF:
    case NDR_REF_SID:
    case NDR_REF_CLASS:
    case NDR_REF_LIST:
    case NDR_VARRAY: return 0; /* a reference pointer of a parameter has no bytes of its own */
    case NDR_U8: return 1;
    case NDR_U16:
    case NDR_ENUM16: return 2;
    case NDR_INLINE: return f->max;
    default: return 8; /* two integers: discriminant, count or lengths, and a pointer */
    }
}

size_t ndr_field_wire_align_of_more(const struct ndr_field *f)
{
    switch (f->kind) {
    case NDR_U64: return 8;
    case NDR_INLINE:
    case NDR_U8: return 1;
    case NDR_U16:
    case NDR_ENUM16:
    case NDR_REF_CLASS: /* of their discriminants: the interface is one of ms_union */
    case NDR_REF_LIST: return 2;
    case NDR_STRUCT: return ndr_type_wire_align(f->of.type);
    default: return 4;
    }
}

size_t ndr_type_wire_size(const struct ndr_type *t)
{
    size_t size = 0;
    for (size_t i = 0; i < t->n_fields; i++)
        size = ndr_align(size, ndr_field_wire_align(&t->fields[i])) +
               ndr_field_wire_size(&t->fields[i]);
    return size;
}

size_t ndr_type_wire_align(const struct ndr_type *t)
{
    size_t align = 1;
    for (size_t i = 0; i < t->n_fields; i++)
        if (ndr_field_wire_align(&t->fields[i]) > align)
            align = ndr_field_wire_align(&t->fields[i]);
    return align;
}

const char *ndr_err_text(enum ndr_err code)
{
    switch (code) {
    case NDR_OK: return "no error";
    case NDR_SHORT: return "ends past the stub";
    case NDR_TRAILING: return "bytes left after the last parameter";
    case NDR_BAD_COUNT: return "counts contradict each other";
    case NDR_TOO_MANY: return "count past the maximum";
    case NDR_NO_NUL: return "string without its NUL";
    case NDR_BAD_LEVEL: return "another level than was asked for";
    case NDR_BAD_POINTER: return "NULL pointer";
    case NDR_BAD_SECDESC: return "security descriptor reaches outside itself";
    case NDR_BAD_SID: return "no security identifier";
    case NDR_NO_MEMORY: return "out of memory";
    }
    return "unknown error";
}
