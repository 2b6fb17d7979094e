/* SPDX-License-Identifier: MIT */
/* The growable buffer. It grows by a factor, so appending costs the same however it is cut up. */
#include "base/bytes.h"

#include "base/alloc.h"

#define BYTES_FIRST 256u /* the first allocation: most requests fit */
#define GROWTH      4u   /* pages that are not reached cost nothing; what is left behind is wiped */

void bytes_init(struct bytes *b, size_t max)
{
    *b = (struct bytes){ .max = max };
}

bool bytes_reserve(struct bytes *b, size_t size)
{
    if (b->failed || b->max - b->len < size) {
        b->failed = true;
        return false;
    }
    if (b->cap - b->len >= size)
        return true;
    size_t cap = b->cap ? b->cap : BYTES_FIRST;
    while (cap - b->len < size)
        cap = cap > b->max / GROWTH ? b->max : cap * GROWTH;
    uint8_t *data = x_new_bytes(cap);
    if (!data) {
        b->failed = true;
        return false;
    }
    if (b->len)
        memcpy(data, b->data, b->len);
    x_free_secret(b->data, b->len);
    b->data = data;
    b->cap = cap;
    return true;
}

uint8_t *bytes_grow(struct bytes *b, size_t size)
{
    if (!bytes_reserve(b, size) || !b->data) /* no data: nothing was ever asked for */
        return NULL;
    uint8_t *p = b->data + b->len;
    memset(p, 0, size);
    b->len += size;
    return p;
}

void bytes_put(struct bytes *b, const void *data, size_t size)
{
    if (!size || !bytes_reserve(b, size))
        return;
    memcpy(b->data + b->len, data, size);
    b->len += size;
}

void bytes_put_text(struct bytes *b, const char *text)
{
    bytes_put(b, text, strlen(text));
}

void bytes_put_u8(struct bytes *b, uint8_t v)
{
    bytes_put(b, &v, 1);
}

void bytes_put_le16(struct bytes *b, uint16_t v)
{
    uint8_t raw[2];
    put_le16(raw, v);
    bytes_put(b, raw, sizeof raw);
}

void bytes_put_le32(struct bytes *b, uint32_t v)
{
    uint8_t raw[4];
    put_le32(raw, v);
    bytes_put(b, raw, sizeof raw);
}

void bytes_put_le64(struct bytes *b, uint64_t v)
{
    uint8_t raw[8];
    put_le64(raw, v);
    bytes_put(b, raw, sizeof raw);
}

void bytes_align(struct bytes *b, size_t align)
{
    size_t pad = (align - b->len % align) % align;
    if (pad)
        bytes_grow(b, pad);
}

void bytes_free(struct bytes *b)
{
    x_free_secret(b->data, b->len);
    bytes_init(b, b->max);
}
