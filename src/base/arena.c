/* SPDX-License-Identifier: MIT */
/* An arena is a list of blocks; small pieces share a block, large ones get their own. */
#include "base/arena.h"

#include "base/alloc.h"

#define ARENA_ALIGN 16u
#define ARENA_BLOCK 512u /* bytes of a shared block: the names and settings of a usual call */

struct arena_piece {
    struct arena_piece *next;
    size_t size, used; /* of data, in bytes */
    _Alignas(ARENA_ALIGN) uint8_t data[];
};

static struct arena_piece *arena_grow(struct arena *a, size_t size)
{
    size_t room = size > ARENA_BLOCK ? size : ARENA_BLOCK;
    struct arena_piece *piece = x_new(sizeof *piece + room);
    if (!piece)
        return NULL;
    piece->size = room;
    piece->next = a->pieces;
    a->pieces = piece;
    return piece;
}

void *arena_new(struct arena *a, size_t size)
{
    if (size > SIZE_MAX / 2)
        return NULL;
    size_t rounded = (size + ARENA_ALIGN - 1) & ~(size_t)(ARENA_ALIGN - 1);
    struct arena_piece *piece = a->pieces;
    if (!piece || piece->size - piece->used < rounded)
        piece = arena_grow(a, rounded);
    if (!piece)
        return NULL;
    void *p = piece->data + piece->used;
    piece->used += rounded;
    return p;
}

void arena_drop(struct arena *a)
{
    struct arena_piece *piece = a->pieces;
    a->pieces = NULL;
    while (piece) {
        struct arena_piece *next = piece->next;
        x_free_secret(piece, sizeof *piece + piece->used);
        piece = next;
    }
}
