/* SPDX-License-Identifier: MIT */
/* ASCII by hand, everything else by iconv(3), whose tables glibc brings. */
#include "base/codepage.h"

#include <errno.h>
#include <unistr.h>

#define DEFAULT_CODEPAGE "CP850"
#define UTF8_CHAR_MAX    4u
#define UTF16            (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? "UTF-16BE" : "UTF-16LE")
#define REPLACEMENT      0xFFFD

static const char *codepage_name(const struct codepage *c)
{
    return c->name ? c->name : DEFAULT_CODEPAGE;
}

static bool open_decoder(struct codepage *c)
{
    if (!c->opened) {
        c->decoder = iconv_open(UTF16, codepage_name(c));
        c->opened = c->decoder != (iconv_t)-1;
    }
    return c->opened;
}

bool codepage_begin(struct codepage *c, const char *name)
{
    *c = (struct codepage){ .name = name };
    return !name || open_decoder(c);
}

void codepage_end(struct codepage *c)
{
    if (c->opened)
        iconv_close(c->decoder);
    *c = (struct codepage){ 0 };
}

static bool is_ascii(const uint8_t *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (bytes[i] >= 0x80)
            return false;
    return true;
}

/* The length of the bytes as UTF-8, without a character cut off at the end; 0 when they are not. A
 * cut off one needs a whole one before it, or a lone accented letter of a code page would be it. */
static size_t utf8_length(const uint8_t *bytes, size_t len)
{
    const uint8_t *wrong = u8_check(bytes, len);
    if (!wrong)
        return len;
    size_t good = (size_t)(wrong - bytes);
    if (len - good >= UTF8_CHAR_MAX || is_ascii(bytes, good))
        return 0;
    ucs4_t c;
    return u8_mbtoucr(&c, wrong, len - good) == -2 ? good : 0; /* -2: incomplete */
}

/* By iconv into text, which has room for a unit a byte; what would need more is cut. */
static void decode_bytes(iconv_t decoder, const uint8_t *bytes, size_t len, char16_t *text)
{
    char *in = (char *)(uintptr_t)bytes, *out = (char *)text;
    size_t in_left = len, out_left = len * sizeof *text;
    iconv(decoder, NULL, NULL, NULL, NULL);
    while (in_left && out_left) {
        if (iconv(decoder, &in, &in_left, &out, &out_left) != (size_t)-1 || errno == E2BIG)
            break;
        /* a byte that is no character, or the first of one that is cut off */
        *(char16_t *)(void *)out = REPLACEMENT;
        out += sizeof *text;
        out_left -= sizeof *text;
        in++;
        in_left--;
    }
}

char16_t *codepage_decode(struct codepage *c, const uint8_t *bytes, size_t len, struct arena *arena)
{
    char16_t *text = arena_new(arena, (len + 1) * sizeof *text);
    if (!text || !len)
        return text;
    size_t utf8 = 0;
    if (is_ascii(bytes, len)) {
        for (size_t i = 0; i < len; i++)
            text[i] = bytes[i];
    } else if (!c->name && (utf8 = utf8_length(bytes, len))) {
        size_t room = len;
        u8_to_u16(bytes, utf8, (uint16_t *)text, &room);
    } else if (open_decoder(c)) {
        decode_bytes(c->decoder, bytes, len, text);
    } else {
        for (size_t i = 0; i < len; i++)
            text[i] = bytes[i] < 0x80 ? bytes[i] : REPLACEMENT;
    }
    return text;
}

bool codepage_encode(const struct codepage *c, const char *text, struct bytes *out)
{
    size_t len = strlen(text);
    if (is_ascii((const uint8_t *)text, len)) {
        bytes_put(out, text, len);
        return !out->failed;
    }
    iconv_t encoder = iconv_open(codepage_name(c), "UTF-8");
    if (encoder == (iconv_t)-1) {
        out->failed |= errno == ENOMEM;
        return false;
    }
    char *in = (char *)(uintptr_t)text;
    bool good = true;
    while (len && good) {
        char piece[64], *to = piece;
        size_t left = sizeof piece;
        /* a count of 1 or more tells of characters that were replaced by similar ones */
        size_t n = iconv(encoder, &in, &len, &to, &left);
        good = n == 0 || (n == (size_t)-1 && errno == E2BIG);
        bytes_put(out, piece, sizeof piece - left);
    }
    iconv_close(encoder);
    return good && !out->failed;
}
