/* SPDX-License-Identifier: MIT */
/* What a correct table is. A unit test runs this over every table, so a forgotten member or a
 * count without a maximum is found when the table is written and not when a server answers. */
#include "ndr/ndr.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"

#define NESTING_MAX 8 /* far more than any interface nests; a cycle never ends */

struct checker {
    const char *subject; /* the type or call being checked */
    char *why;
    size_t why_size;
};

static bool __attribute__((format(printf, 2, 3)))
check_fail(const struct checker *k, const char *format, ...)
{
    int n = snprintf(k->why, k->why_size, "%s: ", k->subject);
    va_list args;
    va_start(args, format);
    if (n >= 0 && (size_t)n < k->why_size)
        vsnprintf(k->why + n, k->why_size - (size_t)n, format, args);
    va_end(args);
    return false;
}

/* Size and alignment of the C member. */
static void member_shape(const struct ndr_field *f, size_t *size, size_t *align)
{
    switch (f->kind) {
    case NDR_U32:
    case NDR_I32:
    case NDR_BOOL:
    case NDR_ENUM16:
    case NDR_OPT_U32: *size = *align = sizeof(DWORD); break;
    case NDR_STRUCT:
        *size = f->of.type->size;
        *align = f->of.type->align;
        break;
    case NDR_BOOLEAN:
    case NDR_U8: *size = *align = sizeof(BYTE); break;
    case NDR_U16: *size = *align = sizeof(WORD); break;
    case NDR_U64:
    case NDR_OLD_U64:
        *size = sizeof(LARGE_INTEGER);
        *align = _Alignof(LARGE_INTEGER);
        break;
    case NDR_INLINE:
        *size = f->max;
        *align = 1;
        break;
    case NDR_WCHARS:
        *size = f->max * sizeof(WCHAR);
        *align = _Alignof(WCHAR);
        break;
    case NDR_LIST:
    case NDR_LIST_PTR:
    case NDR_REF_LIST:
    case NDR_VARRAY:
    case NDR_COUNTED:
    case NDR_CONTAINER:
        *size = sizeof(struct net_list);
        *align = _Alignof(struct net_list);
        break;
    default: *size = *align = sizeof(void *); break;
    }
}

/* What a kind of row needs, and where it may stand. */
enum need {
    NEEDS_MAX = 1, /* a largest count, or the levels of a union */
    NEEDS_LEN = 2, /* len_at names an earlier integer */
    NEEDS_TYPE = 4,
    NEEDS_FAMILY = 8,
    ONLY_PARAM = 16, /* in no structure */
    ALONE = 32,      /* with no other row in its structure */
    COUNTED = 64,    /* len_at names a later NDR_COUNT_OF */
};
static const uint8_t needs[NDR_KINDS] = {
    [NDR_WSTR] = NEEDS_MAX,
    [NDR_USTR] = NEEDS_MAX,
    [NDR_REF_WSTR] = NEEDS_MAX | ONLY_PARAM,
    [NDR_WCHARS] = NEEDS_MAX | ALONE,
    [NDR_INLINE] = NEEDS_MAX,
    [NDR_FIXED] = NEEDS_MAX,
    [NDR_SECDESC] = NEEDS_MAX | NEEDS_LEN,
    [NDR_BYTES] = NEEDS_MAX | COUNTED,
    [NDR_PTR] = NEEDS_TYPE,
    [NDR_STRUCT] = NEEDS_TYPE,
    [NDR_REF] = NEEDS_TYPE | ONLY_PARAM,
    [NDR_LIST_PTR] = NEEDS_TYPE | NEEDS_MAX,
    [NDR_CONTAINER] = NEEDS_TYPE | NEEDS_MAX,
    [NDR_LIST] = NEEDS_FAMILY | NEEDS_MAX | NEEDS_LEN,
    [NDR_INFO] = NEEDS_FAMILY | NEEDS_MAX | NEEDS_LEN,
    [NDR_ARM] = NEEDS_FAMILY | NEEDS_MAX | NEEDS_LEN | ONLY_PARAM,
    [NDR_ARRAY] = NEEDS_TYPE | NEEDS_MAX | NEEDS_LEN,
    [NDR_HOURS] = NEEDS_MAX | NEEDS_LEN,
    [NDR_CLASS] = NEEDS_FAMILY | NEEDS_MAX | NEEDS_LEN,
    [NDR_REF_CLASS] = NEEDS_FAMILY | NEEDS_MAX | NEEDS_LEN | ONLY_PARAM,
    [NDR_REF_LIST] = NEEDS_FAMILY | NEEDS_MAX | NEEDS_LEN | ONLY_PARAM,
    [NDR_REF_SID] = ONLY_PARAM,
    [NDR_COUNTED] = NEEDS_TYPE | NEEDS_MAX | ONLY_PARAM,
    [NDR_VARRAY] = NEEDS_TYPE | NEEDS_MAX | ONLY_PARAM,
};

/* Does an earlier row hold the integer that len_at names? A row may also name a member of an
 * earlier nested structure. */
static bool len_is_known(const struct ndr_field *fields, size_t before, size_t len_at)
{
    for (size_t i = 0; i < before; i++) {
        const struct ndr_field *f = &fields[i];
        if ((f->kind == NDR_U32 || f->kind == NDR_ENUM16 || f->kind == NDR_U16) && f->at == len_at)
            return true;
    }
    return false;
}

/* Is there a later row, in a structure of n, that must repeat the count? */
static bool is_counted(const struct ndr_field *fields, size_t i, size_t n)
{
    for (size_t later = i + 1; later < n; later++)
        if (fields[later].flags & NDR_COUNT_OF && fields[later].at == fields[i].len_at)
            return true;
    return false;
}

/* Does the row speak of the inline bytes after it, all of them at most? */
static bool is_used_of(const struct ndr_field *fields, size_t i, size_t n)
{
    return i + 1 < n && fields[i + 1].kind == NDR_INLINE && fields[i + 1].max == fields[i].max;
}

static bool check_type(const struct checker *outer, const struct ndr_type *t, unsigned depth);
static bool check_family(const struct checker *outer, const struct net_family *family,
                         unsigned depth);

/* The rows are those of a structure of n, or of parameters (is_param). */
static bool check_field(const struct checker *k, const struct ndr_field *fields, size_t i, size_t n,
                        bool is_param, unsigned depth)
{
    const struct ndr_field *f = &fields[i];
    if (!f->name || !*f->name)
        return check_fail(k, "row %zu has no name", i);
    if (f->kind == 0 || f->kind >= NDR_KINDS)
        return check_fail(k, "%s: unknown kind %d", f->name, f->kind);
    unsigned need = needs[f->kind];
    if (need & NEEDS_TYPE && !f->of.type)
        return check_fail(k, "%s: no type", f->name);
    if (need & NEEDS_FAMILY && !f->of.family)
        return check_fail(k, "%s: no family", f->name);
    if (need & NEEDS_MAX && !f->max)
        return check_fail(k, "%s: a count without a maximum", f->name);
    /* the level of a call's union may be a parameter of the request */
    if (need & NEEDS_LEN && !is_param && !len_is_known(fields, i, f->len_at))
        return check_fail(k, "%s: its count or level is no earlier integer", f->name);
    if (need & COUNTED && !is_counted(fields, i, n))
        return check_fail(k, "%s: no later integer is its count", f->name);
    if (need & ONLY_PARAM && !is_param)
        return check_fail(k, "%s: a kind for parameters only", f->name);
    if (need & ALONE && n != 1)
        return check_fail(k, "%s: not alone in its structure", f->name);
    if (f->kind == NDR_INLINE && f->max % 4)
        return check_fail(k, "%s: what follows would not be aligned", f->name);
    if ((f->flags & (NDR_ECHO | NDR_COUNT_OF | NDR_USED_OF)) && f->kind != NDR_U32)
        return check_fail(k, "%s: only an integer is echoed or counts", f->name);
    if (f->flags & NDR_USED_OF && !is_used_of(fields, i, n))
        return check_fail(k, "%s: no inline bytes of its maximum follow", f->name);
    if (need & NEEDS_TYPE)
        return check_type(k, f->of.type, depth + 1);
    if (need & NEEDS_FAMILY)
        return check_family(k, f->of.family, depth + 1);
    return true;
}

/* Every byte of the structure belongs to one row or is padding that alignment explains. */
static bool check_cover(const struct checker *k, const struct ndr_type *t)
{
    uint8_t covered[NDR_STRUCT_MAX] = { 0 }; /* alignment of the member there; 0: none is */
    for (size_t i = 0; i < t->n_fields; i++) {
        size_t size, align;
        member_shape(&t->fields[i], &size, &align);
        size_t at = t->fields[i].at;
        if (at % align || size > t->size || at > t->size - size)
            return check_fail(k, "%s: lies outside the structure", t->fields[i].name);
        for (size_t b = at; b < at + size; b++) {
            if (covered[b])
                return check_fail(k, "%s: two rows for one member", t->fields[i].name);
            covered[b] = (uint8_t)align;
        }
    }
    size_t gap = 0;
    for (size_t b = 0; b <= t->size; b++) {
        if (b < t->size && !covered[b]) {
            gap++;
            continue;
        }
        /* padding is smaller than the alignment of what follows it and ends at a multiple of it */
        size_t align = b < t->size ? covered[b] : t->align;
        if (gap >= align || (gap && b % align))
            return check_fail(k, "%zu bytes before offset %zu belong to no row", gap, b);
        gap = 0;
    }
    return true;
}

static bool check_type(const struct checker *outer, const struct ndr_type *t, unsigned depth)
{
    struct checker k = *outer;
    k.subject = t->name;
    if (depth > NESTING_MAX)
        return check_fail(&k, "nested too deep; does it contain itself?");
    if (!t->n_fields || !t->size || t->size > NDR_STRUCT_MAX)
        return check_fail(&k, "no rows, or a size out of range");
    for (size_t i = 0; i < t->n_fields; i++)
        if (!check_field(&k, t->fields, i, t->n_fields, false, depth))
            return false;
    return check_cover(&k, t);
}

bool ndr_type_check(const struct ndr_type *t, char *why, size_t why_size)
{
    return check_type(&(struct checker){ t->name, why, why_size }, t, 0);
}

static bool check_family(const struct checker *outer, const struct net_family *family,
                         unsigned depth)
{
    struct checker k = { family->name, outer->why, outer->why_size };
    for (size_t i = 0; i < family->n_levels; i++) {
        const struct net_level *level = &family->levels[i];
        if (i && level->level <= family->levels[i - 1].level)
            return check_fail(&k, "levels do not ascend at %u", level->level);
        if (!level->uses)
            return check_fail(&k, "level %u is of no use", level->level);
        if (!level->type)
            return check_fail(&k, "level %u has no type", level->level);
        if (!check_type(&k, level->type, depth))
            return false;
    }
    return family->n_levels ? true : check_fail(&k, "no levels");
}

bool net_family_check(const struct net_family *family, char *why, size_t why_size)
{
    return check_family(&(struct checker){ family->name, why, why_size }, family, 0);
}

bool ndr_params_check(const struct ndr_params *p, char *why, size_t why_size)
{
    struct checker k = { "parameters", why, why_size };
    for (size_t i = 0; i < p->n_fields; i++)
        if (!check_field(&k, p->fields, i, p->n_fields, true, 0))
            return false;
    return true;
}
