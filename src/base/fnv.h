/* SPDX-License-Identifier: MIT */
/* FNV-1a: tells whether something has changed. Nobody is kept from making two things that look
 * alike. */
#ifndef BASE_FNV_H
#define BASE_FNV_H

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#define FNV_START UINT64_C(0xCBF29CE484222325)
#define FNV_PRIME UINT64_C(0x100000001B3)

static inline uint64_t fnv_mix(uint64_t hash, const void *data, size_t size)
{
    for (const uint8_t *p = data; size; size--)
        hash = (hash ^ *p++) * FNV_PRIME;
    return hash;
}

/* How a file looks from outside: one that was written to, or put in its place, looks different. */
static inline uint64_t fnv_mix_file(uint64_t hash, const char *path)
{
    struct stat st;
    if (stat(path, &st))
        return fnv_mix(hash, &errno, sizeof errno);
    const uint64_t look[] = { st.st_dev, st.st_ino, (uint64_t)st.st_size,
                              (uint64_t)st.st_ctim.tv_sec, (uint64_t)st.st_ctim.tv_nsec };
    for (size_t i = 0; i < sizeof look / sizeof *look; i++) {
        hash = (hash ^ look[i]) * FNV_PRIME; /* whole words: this is done for every call */
        hash ^= hash >> 32;
    }
    return hash;
}

#endif
