/* SPDX-License-Identifier: MIT */
/*
 * Memory for objects that outlive one call: connections, sessions, log-ons. What belongs to one
 * call lives in an arena (arena.h), what belongs to the caller in a buffer (buffer.h); nothing
 * else in src/ calls malloc.
 */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/* A zeroed object of size bytes, or NULL. */
void *x_new(size_t size);

/* The same, not zeroed: for bytes that are written before they are read. */
void *x_new_bytes(size_t size);

/* A NUL-terminated copy of text, or NULL when text is NULL or memory is short. */
char *x_strdup(const char *text);

/* Frees p (NULL is fine) and returns NULL, so that `p = x_free(p)` leaves no stale pointer. */
void *x_free(void *p);

/* The same for memory that held a secret: size bytes are wiped first. */
void *x_free_secret(void *p, size_t size);

/* Overwrites size bytes in a way the compiler does not remove. */
void x_wipe(void *p, size_t size);

#endif
