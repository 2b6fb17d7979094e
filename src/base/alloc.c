/* SPDX-License-Identifier: MIT */
/* Long-lived objects: zeroed when made, wiped when they held a secret. */
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

void *x_new(size_t size)
{
    return calloc(1, size);
}

void *x_new_bytes(size_t size)
{
    return malloc(size);
}

char *x_strdup(const char *text)
{
    if (!text)
        return NULL;
    size_t size = strlen(text) + 1;
    char *copy = x_new(size);
    if (copy)
        memcpy(copy, text, size);
    return copy;
}

void *x_free(void *p)
{
    free(p);
    return NULL;
}

void *x_free_secret(void *p, size_t size)
{
    if (p)
        x_wipe(p, size);
    return x_free(p);
}

void x_wipe(void *p, size_t size)
{
    explicit_bzero(p, size);
}
