/* SPDX-License-Identifier: MIT */
/*
 * Text of protocols older than Unicode: bytes in a code page that the protocol does not name. RAP
 * and NetBIOS names are in the "OEM" code page of the network: CP850 in western Europe, CP437 in
 * America, others elsewhere, and UTF-8 on servers set up that way.
 */
#ifndef BASE_CODEPAGE_H
#define BASE_CODEPAGE_H

#include <iconv.h>
#include <stdbool.h>
#include <uchar.h>

#include "base/arena.h"
#include "base/bytes.h"

struct codepage {
    const char *name; /* as iconv(3) knows it; NULL: UTF-8 where the bytes are that, else CP850 */
    iconv_t decoder;  /* opened for the first text that is not ASCII */
    bool opened;
};

/* False when there is no such code page; codepage_end is needed all the same. */
bool codepage_begin(struct codepage *c, const char *name);
void codepage_end(struct codepage *c);

/*
 * A NUL-terminated copy in the arena, NULL when memory is short. What is no character becomes
 * U+FFFD. Where the code page is not named, a UTF-8 character cut off at the end, as short fields
 * do it, is left out.
 */
char16_t *codepage_decode(struct codepage *c, const uint8_t *bytes, size_t len,
                          struct arena *arena);

/* Appends text (UTF-8) in the code page (CP850 when it is not named) and no NUL. False when a
 * character has no code there, or out->failed. */
bool codepage_encode(const struct codepage *c, const char *text, struct bytes *out);

#endif
