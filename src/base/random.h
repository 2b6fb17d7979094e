/* SPDX-License-Identifier: MIT */
/* Random bytes nobody can foretell, from the kernel. */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdbool.h>
#include <stddef.h>

/* Fills size bytes; false when the kernel has none to give. */
bool random_fill(void *out, size_t size);

#endif
