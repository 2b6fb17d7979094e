/* SPDX-License-Identifier: MIT */
/* Bytes written in hexadecimal, as the published vectors are. */
#ifndef SMB2_HEX_H
#define SMB2_HEX_H

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static inline size_t unhex(const char *text, uint8_t *out)
{
    size_t n = strlen(text) / 2;
    for (size_t i = 0; i < n; i++) {
        unsigned v;
        assert_int_equal(sscanf(text + 2 * i, "%2x", &v), 1);
        out[i] = (uint8_t)v;
    }
    return n;
}

static inline void assert_hex(const uint8_t *got, const char *expected)
{
    uint8_t raw[512];
    size_t n = unhex(expected, raw);
    assert_memory_equal(got, raw, n);
}

#endif
