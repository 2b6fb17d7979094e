/* SPDX-License-Identifier: MIT */
/*
 * A look at memory that was freed, to see what is left of a secret. A heap overwrites some of what
 * is freed, so what is asked is always whether any byte is left; and a test first makes sure with
 * memory that is not secret that something can be left at all.
 */
#ifndef SUPPORT_FREED_H
#define SUPPORT_FREED_H

#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#define FREED_HEAD 32u /* first bytes of a freed block, where a heap keeps its lists */

/* How many of the n bytes at address are `value`. The memory must still be mapped. */
__attribute__((noinline, no_sanitize("address"), no_sanitize("thread"))) static size_t
bytes_left(uintptr_t address, size_t n, uint8_t value)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        found += *(volatile uint8_t *)(address + i) == value;
    return found;
}

/* Is any of the n bytes at address, which were freed, still `value`? */
static inline bool freed_shows(uintptr_t address, size_t n, uint8_t value)
{
    return n > FREED_HEAD && bytes_left(address + FREED_HEAD, n - FREED_HEAD, value);
}

/* Does this heap leave anything of n bytes that were freed? It is told not to overwrite them, as
 * $MALLOC_PERTURB_ may have asked for. */
static inline bool freed_bytes_stay(size_t n)
{
    mallopt(M_PERTURB, 0);
    volatile uint8_t *p = malloc(n);
    uintptr_t address = (uintptr_t)p;
    if (!p)
        abort();
    for (size_t i = 0; i < n; i++)
        p[i] = 0x5A;
    free((void *)address);
    return freed_shows(address, n, 0x5A);
}

#endif
