/* SPDX-License-Identifier: MIT */
/* FNV-1a: tells whether something has changed. Nobody is kept from making two things that look
 * alike. */
#ifndef BASE_FNV_H
#define BASE_FNV_H

#include <stddef.h>
#include <stdint.h>

#define FNV_START UINT64_C(0xCBF29CE484222325)

static inline uint64_t fnv_mix(uint64_t hash, const void *data, size_t size)
{
    for (const uint8_t *p = data; size; size--)
        hash = (hash ^ *p++) * UINT64_C(0x100000001B3);
    return hash;
}

#endif
