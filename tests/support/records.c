/* SPDX-License-Identifier: MIT */
/* One walk over the rows of a type to fill a record, one to compare two. */
#include "records.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/utf16.h"

#define DIGITS 8u

/* The smallest descriptor there is: self-relative, with nothing in it ([MS-DTYP] 2.4.6). */
static const uint8_t empty_secdesc[20] = { 1, 0, 0x00, 0x80 };

/* The text, and the seed in digits. */
static WCHAR *new_text(struct arena *arena, const WCHAR *text, uint32_t seed)
{
    size_t len = utf16_len(text);
    WCHAR *copy = arena_new(arena, (len + DIGITS + 1) * sizeof *copy);
    assert_non_null(copy);
    memcpy(copy, text, len * sizeof *copy);
    for (size_t i = 0; i < DIGITS; i++, seed /= 10)
        copy[len + DIGITS - 1 - i] = (WCHAR)(u'0' + seed % 10);
    return copy;
}

static void fill(struct arena *arena, const struct ndr_type *type, uint8_t *record, uint32_t seed,
                 const WCHAR *text)
{
    for (size_t i = 0; i < type->n_fields; i++) {
        const struct ndr_field *f = &type->fields[i];
        uint8_t *at = record + f->at;
        uint32_t number = seed * 100 + (uint32_t)i;
        switch (f->kind) {
        case NDR_U32:
        case NDR_I32: *(DWORD *)(void *)at = number; break;
        case NDR_BOOL: *(DWORD *)(void *)at = seed % 2; break;
        case NDR_WSTR: *(WCHAR **)(void *)at = new_text(arena, text, number); break;
        case NDR_SECDESC:
            *(const void **)(void *)at = empty_secdesc;
            *(DWORD *)(void *)(record + f->len_at) = sizeof empty_secdesc;
            break;
        case NDR_STRUCT: fill(arena, f->of.type, at, number, text); break;
        default: break; /* NULL */
        }
    }
}

void *records_new(struct arena *arena, const struct ndr_type *type, size_t n, const WCHAR *text)
{
    uint8_t *records = arena_new(arena, n * type->size);
    assert_non_null(records);
    for (size_t i = 0; i < n; i++)
        fill(arena, type, records + i * type->size, (uint32_t)i + 1, text);
    return records;
}

static bool same_text(const WCHAR *a, const WCHAR *b)
{
    size_t len = a && b ? utf16_len(a) : 0;
    return a && b ? len == utf16_len(b) && !memcmp(a, b, len * sizeof *a) : a == b;
}

static bool same_field(const struct ndr_field *f, const uint8_t *a, const uint8_t *b)
{
    const void *p, *q;
    switch (f->kind) {
    case NDR_U32:
    case NDR_I32:
    case NDR_BOOL: return !memcmp(a + f->at, b + f->at, sizeof(DWORD));
    case NDR_STRUCT: return !record_difference(f->of.type, a + f->at, b + f->at);
    default: break;
    }
    memcpy(&p, a + f->at, sizeof p);
    memcpy(&q, b + f->at, sizeof q);
    switch (f->kind) {
    case NDR_WSTR: return same_text(p, q);
    case NDR_SECDESC:
        return ndr_field_len(f, a) == ndr_field_len(f, b) && p && q &&
               !memcmp(p, q, ndr_field_len(f, a));
    default: return !p && !q;
    }
}

const char *record_difference(const struct ndr_type *type, const void *a, const void *b)
{
    for (size_t i = 0; i < type->n_fields; i++)
        if (!same_field(&type->fields[i], a, b))
            return type->fields[i].name;
    return NULL;
}
