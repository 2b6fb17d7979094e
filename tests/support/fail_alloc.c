/* SPDX-License-Identifier: MIT */
/* malloc, calloc and realloc with a countdown. The counters are atomic, so tests with threads may
 * use them. */
#include "fail_alloc.h"

#include <errno.h>
#include <stdatomic.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *p, size_t size);
void __real_free(void *p);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *p, size_t size);
void __wrap_free(void *p);

static atomic_size_t countdown; /* 0: off */
static atomic_bool done;
static atomic_size_t frees;

void fail_alloc_at(size_t nth)
{
    atomic_store(&done, false);
    atomic_store(&countdown, nth);
}

size_t fail_alloc_pause(void)
{
    return atomic_exchange(&countdown, 0);
}

bool fail_alloc_done(void)
{
    return atomic_load(&done);
}

/* Counts one allocation; true when it is the one to fail. */
static bool must_fail(void)
{
    size_t left = atomic_load(&countdown);
    while (left && !atomic_compare_exchange_weak(&countdown, &left, left - 1))
        continue;
    if (left != 1)
        return false;
    atomic_store(&done, true);
    errno = ENOMEM;
    return true;
}

void *__wrap_malloc(size_t size)
{
    return must_fail() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return must_fail() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *p, size_t size)
{
    return must_fail() ? NULL : __real_realloc(p, size);
}

size_t fail_alloc_frees(void)
{
    return atomic_load(&frees);
}

void __wrap_free(void *p)
{
    atomic_fetch_add(&frees, p != NULL);
    __real_free(p);
}
