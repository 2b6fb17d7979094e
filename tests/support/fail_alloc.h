/* SPDX-License-Identifier: MIT */
/*
 * Memory shortage on demand. malloc, calloc, realloc and free of the code under test pass here, by
 * the linker's --wrap (tests/meson.build), and the chosen allocation fails. A test repeats its work
 * with the 1st, 2nd, 3rd ... failing until none failed.
 */
#ifndef SUPPORT_FAIL_ALLOC_H
#define SUPPORT_FAIL_ALLOC_H

#include <stdbool.h>
#include <stddef.h>

/* The nth allocation from now (1 is the next) fails, once; 0: none fails. */
void fail_alloc_at(size_t nth);

/* None fails for now; gives what to hand to fail_alloc_at to go on counting. For work between that
 * belongs to the test itself. */
size_t fail_alloc_pause(void);

/* How many pieces of memory were freed so far. */
size_t fail_alloc_frees(void);

/* Has the allocation chosen last failed? */
bool fail_alloc_done(void);

#endif
