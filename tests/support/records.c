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

/* The last digits that fit, in an array of n units; alone where there is no room for the text. */
static void fill_units(WCHAR *to, size_t n, uint32_t seed)
{
    size_t len = n - 1 < DIGITS ? n - 1 : DIGITS;
    for (size_t i = 0; i < len; i++, seed /= 10)
        to[len - 1 - i] = (WCHAR)(u'0' + seed % 10);
}

static void fill_counted(uint8_t *record, const struct ndr_field *f, const void *data, DWORD size)
{
    *(const void **)(void *)(record + f->at) = data;
    *(DWORD *)(void *)(record + f->len_at) = size;
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
            if (!(f->flags & NDR_COUNT_OF)) /* else it was filled with the bytes it counts */
                *(DWORD *)(void *)at = f->flags & NDR_USED_OF ? number % (f->max + 1) : number;
            break;
        case NDR_I32: *(DWORD *)(void *)at = number; break;
        case NDR_ENUM16: *(DWORD *)(void *)at = number % 0x8000; break;
        case NDR_U64: *(uint64_t *)(void *)at = (uint64_t)number << 32 | number; break;
        case NDR_BOOL: *(DWORD *)(void *)at = seed % 2; break;
        case NDR_BOOLEAN: *at = seed % 2; break;
        case NDR_INLINE: memset(at, (int)(number % 256), f->max); break;
        case NDR_WCHARS: fill_units((WCHAR *)(void *)at, f->max, seed); break;
        case NDR_WSTR:
        case NDR_USTR: *(WCHAR **)(void *)at = new_text(arena, text, number); break;
        case NDR_SECDESC: fill_counted(record, f, empty_secdesc, sizeof empty_secdesc); break;
        case NDR_BYTES:
            fill_counted(record, f, new_text(arena, u"", number), DIGITS * sizeof(WCHAR));
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

/* Of what stands in the record itself: its bytes; 0 for what is elsewhere. */
static size_t inline_size(const struct ndr_field *f)
{
    switch (f->kind) {
    case NDR_U32:
    case NDR_I32:
    case NDR_BOOL:
    case NDR_ENUM16: return sizeof(DWORD);
    case NDR_BOOLEAN: return 1;
    case NDR_U64: return sizeof(uint64_t);
    case NDR_INLINE: return f->max;
    default: return 0;
    }
}

static bool same_field(const struct ndr_field *f, const uint8_t *a, const uint8_t *b)
{
    const void *p, *q;
    if (inline_size(f))
        return !memcmp(a + f->at, b + f->at, inline_size(f));
    if (f->kind == NDR_WCHARS)
        return same_text((const WCHAR *)(const void *)(a + f->at),
                         (const WCHAR *)(const void *)(b + f->at));
    if (f->kind == NDR_STRUCT)
        return !record_difference(f->of.type, a + f->at, b + f->at);
    memcpy(&p, a + f->at, sizeof p);
    memcpy(&q, b + f->at, sizeof q);
    switch (f->kind) {
    case NDR_WSTR:
    case NDR_USTR: return same_text(p, q);
    case NDR_BYTES:
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
