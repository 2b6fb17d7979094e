/* SPDX-License-Identifier: MIT */
/* A counter through a mixing function. Recordings hold what comes out: it must not change. */
#include "fixed_random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

bool __wrap_random_fill(void *out, size_t size);

static uint32_t counter;

void fixed_random_start(void)
{
    counter = 0;
}

/* Unlike a plain counter it repeats no piece of itself: two values taken one for another show. */
static uint8_t mix(uint32_t n)
{
    n = (n + 1) * 0x9E3779B1u;
    n ^= n >> 15;
    n *= 0x85EBCA77u;
    return (uint8_t)(n >> 24);
}

bool __wrap_random_fill(void *out, size_t size)
{
    uint8_t *p = out;
    for (size_t i = 0; i < size; i++)
        p[i] = mix(counter++);
    return true;
}
