/* SPDX-License-Identifier: MIT */
/*
 * Bytes on their way to or from a peer: unaligned integers of either order, and a growable buffer
 * that is made with its maximum. A buffer that could not grow stays failed: later writes do
 * nothing, and one check of `failed` follows the last.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint16_t get_le16(const uint8_t *p)
{
    return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t get_le32(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint64_t get_le64(const uint8_t *p)
{
    return (uint64_t)get_le32(p) | (uint64_t)get_le32(p + 4) << 32;
}

static inline uint16_t get_be16(const uint8_t *p)
{
    return (uint16_t)(p[0] << 8 | p[1]);
}

static inline uint32_t get_be32(const uint8_t *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | (uint32_t)p[3];
}

static inline void put_le16(uint8_t *p, uint16_t v)
{
    p[0] = (uint8_t)v;
    p[1] = (uint8_t)(v >> 8);
}

static inline void put_le32(uint8_t *p, uint32_t v)
{
    put_le16(p, (uint16_t)v);
    put_le16(p + 2, (uint16_t)(v >> 16));
}

static inline void put_le64(uint8_t *p, uint64_t v)
{
    put_le32(p, (uint32_t)v);
    put_le32(p + 4, (uint32_t)(v >> 32));
}

static inline void put_be16(uint8_t *p, uint16_t v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

static inline void put_be32(uint8_t *p, uint32_t v)
{
    p[0] = (uint8_t)(v >> 24);
    p[1] = (uint8_t)(v >> 16);
    p[2] = (uint8_t)(v >> 8);
    p[3] = (uint8_t)v;
}

struct bytes {
    uint8_t *data;
    size_t len, cap, max; /* bytes used, bytes allocated, bytes allowed */
    bool failed;          /* memory was short or max was reached */
};

/* An empty buffer that will never hold more than max bytes. Allocates nothing yet. */
void bytes_init(struct bytes *b, size_t max);

/* Makes room for size more bytes in one step; false (and failed) when that cannot be. */
bool bytes_reserve(struct bytes *b, size_t size);

/* Appends size zeroed bytes and returns where they start; NULL when failed. */
uint8_t *bytes_grow(struct bytes *b, size_t size);

/* Appends. Nothing happens when failed. */
void bytes_put(struct bytes *b, const void *data, size_t size);
void bytes_put_text(struct bytes *b, const char *text); /* without its NUL */
void bytes_put_u8(struct bytes *b, uint8_t v);
void bytes_put_le16(struct bytes *b, uint16_t v);
void bytes_put_le32(struct bytes *b, uint32_t v);
void bytes_put_le64(struct bytes *b, uint64_t v);

/* Appends zeros until len is a multiple of align (a power of two). */
void bytes_align(struct bytes *b, size_t align);

/* Wipes and frees what the buffer holds; it is empty afterwards and keeps its max. */
void bytes_free(struct bytes *b);

#endif
