/* SPDX-License-Identifier: MIT */
/* Conversions by libunistring. Each gets a buffer large enough for the longest result, so the
 * library never allocates and all memory comes from x_new. */
#include "base/utf16.h"

#include <errno.h>
#include <stdint.h>
#include <unicase.h>
#include <unistr.h>

#include "base/alloc.h"

#define UTF16_UNITS_MAX 2 /* of one character */
#define UTF8_UNITS_MAX  3 /* per unit of UTF-16; a surrogate pair needs four bytes for two */

static bool utf16_append(struct bytes *out, const char *text, bool upper)
{
    size_t left = strlen(text);
    size_t start = out->len;
    const uint8_t *p = (const uint8_t *)text;
    /* A byte of UTF-8 is at most one unit of UTF-16; the rare capital that is longer still finds
     * room, because bytes_put grows. */
    if (!bytes_reserve(out, left * sizeof(char16_t)))
        return false;
    while (left) {
        ucs4_t c;
        uint16_t units[UTF16_UNITS_MAX];
        int used = u8_mbtoucr(&c, p, left);
        if (used <= 0) {
            x_wipe(out->data + start, out->len - start);
            out->len = start;
            return false;
        }
        int n = u16_uctomb(units, upper ? uc_toupper(c) : c, UTF16_UNITS_MAX);
        for (int i = 0; i < n; i++)
            bytes_put_le16(out, units[i]);
        p += used;
        left -= (size_t)used;
    }
    return !out->failed;
}

bool utf16_from_utf8(struct bytes *out, const char *text)
{
    return utf16_append(out, text, false);
}

bool utf16_from_utf8_upper(struct bytes *out, const char *text)
{
    return utf16_append(out, text, true);
}

char16_t *utf16_new(const char *text)
{
    size_t len = strlen(text);
    size_t room = len + 1; /* never 0: libunistring then keeps to the buffer it is given */
    if (room > SIZE_MAX / sizeof(char16_t))
        return NULL;
    char16_t *copy = x_new(room * sizeof *copy);
    if (!copy)
        return NULL;
    if (!u8_to_u16((const uint8_t *)text, len, (uint16_t *)copy, &room)) {
        x_free_secret(copy, (len + 1) * sizeof *copy);
        errno = EILSEQ;
        return NULL;
    }
    return copy;
}

/* Room for the UTF-8 of len units and a NUL; NULL when memory is short or len is absurd. */
static char *utf8_room(size_t len, size_t *room)
{
    if (len > (SIZE_MAX - 1) / UTF8_UNITS_MAX)
        return NULL;
    *room = len * UTF8_UNITS_MAX + 1;
    return x_new(*room);
}

char *utf8_new(const char16_t *text)
{
    size_t left = utf16_len(text), room, at = 0;
    char *copy = utf8_room(left, &room);
    if (!copy)
        return NULL;
    while (left) {
        ucs4_t c;
        int used = u16_mbtouc(&c, (const uint16_t *)text, left); /* U+FFFD for what is not one */
        int n = u8_uctomb((uint8_t *)copy + at, c, (ptrdiff_t)(room - at));
        if (n > 0)
            at += (size_t)n;
        text += used;
        left -= (size_t)used;
    }
    return copy;
}

char *utf8_new_strict(const char16_t *text)
{
    size_t len = utf16_len(text), room;
    char *copy = utf8_room(len, &room);
    if (!copy)
        return NULL;
    size_t size = room;
    if (!u16_to_u8((const uint16_t *)text, len, (uint8_t *)copy, &room)) {
        x_free_secret(copy, size);
        errno = EILSEQ;
        return NULL;
    }
    return copy;
}

size_t utf16_len(const char16_t *text)
{
    return u16_strlen((const uint16_t *)text);
}

bool utf16_same_name(const char16_t *a, const char16_t *b)
{
    while (*a && uc_toupper(*a) == uc_toupper(*b))
        a++, b++;
    return *a == *b;
}

bool utf16_begins_with(const char16_t *text, const char16_t *start)
{
    while (*start && uc_toupper(*text) == uc_toupper(*start))
        text++, start++;
    return !*start;
}

bool utf8_same_name(const char *a, const char *b)
{
    const uint8_t *p = (const uint8_t *)(a ? a : ""), *q = (const uint8_t *)(b ? b : "");
    for (;;) {
        ucs4_t c, d;
        int n = u8_strmbtouc(&c, p), m = u8_strmbtouc(&d, q);
        if (n <= 0 || m <= 0 || uc_toupper(c) != uc_toupper(d))
            return !strcmp((const char *)p, (const char *)q);
        p += n;
        q += m;
    }
}
