/* SPDX-License-Identifier: MIT */
/* Bytes of the wire, written in C initializers and held in memory of exactly their size. */
#ifndef SUPPORT_WIRE_H
#define SUPPORT_WIRE_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LE16(v) (uint8_t)((v)&0xFF), (uint8_t)((uint32_t)(v) >> 8 & 0xFF)
#define LE32(v) LE16((uint32_t)(v)&0xFFFF), LE16((uint32_t)(v) >> 16)
#define BE16(v) (uint8_t)((uint32_t)(v) >> 8 & 0xFF), (uint8_t)((v)&0xFF)
#define BE32(v) BE16((uint32_t)(v) >> 16), BE16((uint32_t)(v)&0xFFFF)

/* A copy that ends where its memory ends, so that a sanitizer sees each byte read past it. Free it
 * with exact_free. */
static inline uint8_t *exact_copy(const void *data, size_t len)
{
    uint8_t *copy = calloc(1, len ? len : 1);
    if (!copy)
        abort();
    if (len)
        memcpy(copy, data, len);
    /* there is no memory of no size: hand out the end of one byte */
    return len ? copy : copy + 1;
}

static inline void exact_free(uint8_t *copy, size_t len)
{
    free(len ? copy : copy - 1);
}

#endif
