/* SPDX-License-Identifier: MIT */
/*
 * Text between UTF-8, which callers' files and the terminal speak, and UTF-16, which the API and
 * the wire speak. Every conversion is checked: overlong or truncated UTF-8 and unpaired surrogates
 * are refused, or shown as U+FFFD where a person is to read the result.
 */
#ifndef BASE_UTF16_H
#define BASE_UTF16_H

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

#include "base/bytes.h"

/*
 * Appends text (UTF-8) to out as little-endian UTF-16 without a terminator. False: either out
 * could not grow (out->failed is set), or the text is not UTF-8 (out is as it was before).
 */
bool utf16_from_utf8(struct bytes *out, const char *text);

/* The same, each character mapped to upper case by itself, independent of language and locale, as
 * NTLM wants user names ([MS-NLMP] 3.3.2). Characters whose capital is more than one character
 * (U+00DF) stay as they are. */
bool utf16_from_utf8_upper(struct bytes *out, const char *text);

/* A NUL-terminated copy, to be freed with x_free. NULL with errno: EILSEQ when text is not UTF-8,
 * ENOMEM when memory is short. */
char16_t *utf16_new(const char *text);

/* A NUL-terminated UTF-8 copy for display: an unpaired surrogate becomes U+FFFD. NULL when memory
 * is short. Free with x_free. */
char *utf8_new(const char16_t *text);

/* A NUL-terminated UTF-8 copy that says the same. NULL with errno: EILSEQ for an unpaired
 * surrogate, ENOMEM when memory is short. Free with x_free. */
char *utf8_new_strict(const char16_t *text);

/* The capital of an ASCII letter; everything else, also half of a character, is what it was. Names
 * of computers are compared by it, and NetBIOS names sent in it. */
static inline char16_t ascii_upper(char16_t c)
{
    return c >= u'a' && c <= u'z' ? (char16_t)(c - u'a' + u'A') : c;
}

/* The number of 16-bit units before the NUL. */
size_t utf16_len(const char16_t *text);

/* Are the texts the same but for the case of letters, each mapped to upper case by itself? Those
 * outside the basic plane must be the same. */
bool utf16_same_name(const char16_t *a, const char16_t *b);

/* Does the text begin so, but for the case of letters? */
bool utf16_begins_with(const char16_t *text, const char16_t *start);

/* The same for UTF-8, all of it; NULL is "". What is no UTF-8 is like nothing but itself. */
bool utf8_same_name(const char *a, const char *b);

#endif
