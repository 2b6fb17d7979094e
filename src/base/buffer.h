/* SPDX-License-Identifier: MIT */
/*
 * The buffer every answer is: one block of the heap with a header before the pointer the caller
 * sees. The header proves that a pointer is a live buffer, so a wrong pointer is refused instead
 * of corrupting the heap. docs/buffer.md explains the checks and what they cost.
 */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>

#define BUFFER_ALIGN 16u
#define BUFFER_MAX   (UINT32_MAX - 64u) /* sizes are DWORDs in the published API */

/* size bytes, aligned to BUFFER_ALIGN, not zeroed. origin names the function that makes the
 * buffer, for the register of NETAPI32_DEBUG=buffers; it must have static storage. NULL when
 * memory is short or size is past BUFFER_MAX. */
void *buffer_new(size_t size, const char *origin);

/* The buffer holds a secret: it is wiped when it is freed. */
void buffer_mark_secret(void *p);

/* Is p the start of a live buffer? Never crashes, whatever p is. The size goes to *size. */
int buffer_check(const void *p, size_t *size);

/* Frees a buffer in one step; 0 when p is none (nothing happens then). */
int buffer_free(void *p);

/* Another size, contents kept up to the smaller one; p is gone afterwards. NULL when memory is
 * short (p is untouched then). p must have passed buffer_check. */
void *buffer_resize(void *p, size_t size, const char *origin);

#endif
