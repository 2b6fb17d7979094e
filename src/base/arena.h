/* SPDX-License-Identifier: MIT */
/*
 * Memory of one call: taken piece by piece, dropped in one step at the end of the call, on every
 * path. Each piece is wiped when the arena is dropped, because requests and replies may hold
 * secrets.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena_piece;

struct arena {
    struct arena_piece *pieces; /* newest first */
};

/* size bytes, aligned to 16 and zeroed; NULL when memory is short. Valid until arena_drop. */
void *arena_new(struct arena *a, size_t size);

/* Frees everything. The arena is empty and may be used again. */
void arena_drop(struct arena *a);

#endif
