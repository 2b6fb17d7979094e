/* SPDX-License-Identifier: MIT */
/* NetApiBuffer*: the published codes, and blocks that live and die in any order and any thread. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "../../support/fail_alloc.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "winerror.h"

static void *wrong_pointer(void)
{
    static _Alignas(16) uint8_t fixed[64];
    return fixed + 32;
}

static DWORD size_of(void *p)
{
    DWORD size = 0;
    assert_int_equal(NetApiBufferSize(p, &size), NERR_Success);
    return size;
}

static void allocate_gives_a_block_of_the_size(void **state)
{
    static const DWORD sizes[] = { 0, 1, 1024, 1500, 4u << 20 };
    static NET_API_STATUS (*const allocate[])(DWORD, LPVOID *) = { NetApiBufferAllocate,
                                                                   NetapipBufferAllocate };
    (void)state;
    for (size_t i = 0; i < 2 * sizeof sizes / sizeof *sizes; i++) {
        void *p = NULL;
        assert_int_equal(allocate[i % 2](sizes[i / 2], &p), NERR_Success);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % 16, 0);
        assert_int_equal(size_of(p), sizes[i / 2]);
        memset(p, 0x11, sizes[i / 2]);
        assert_int_equal(NetApiBufferFree(p), NERR_Success);
    }
    assert_int_equal(NetApiBufferAllocate(16, NULL), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetapipBufferAllocate(0, NULL), ERROR_INVALID_PARAMETER);
}

static void allocate_without_memory_gives_null(void **state)
{
    void *p = wrong_pointer();
    (void)state;
    fail_alloc_at(1);
    assert_int_equal(NetApiBufferAllocate(16, &p), ERROR_NOT_ENOUGH_MEMORY);
    assert_null(p);
    p = wrong_pointer();
    assert_int_equal(NetApiBufferAllocate(UINT32_MAX, &p), ERROR_NOT_ENOUGH_MEMORY);
    assert_null(p);
}

static void free_takes_a_block_once_and_null_always(void **state)
{
    void *p;
    (void)state;
    assert_int_equal(NetApiBufferFree(NULL), NERR_Success);
    assert_int_equal(NetApiBufferAllocate(100, &p), NERR_Success);
    assert_int_equal(NetApiBufferFree((uint8_t *)p + 16), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetApiBufferFree(wrong_pointer()), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetApiBufferFree(p), NERR_Success);
}

static void size_wants_both_arguments_and_a_block(void **state)
{
    DWORD size = 77;
    void *p;
    (void)state;
    assert_int_equal(NetApiBufferAllocate(100, &p), NERR_Success);
    assert_int_equal(NetApiBufferSize(NULL, &size), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetApiBufferSize(p, NULL), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetApiBufferSize(wrong_pointer(), &size), ERROR_INVALID_PARAMETER);
    assert_int_equal(size, 77);
    assert_int_equal(NetApiBufferFree(p), NERR_Success);
}

static void fill(uint8_t *p, DWORD from, DWORD to)
{
    for (DWORD i = from; i < to; i++)
        p[i] = (uint8_t)(i * 7);
}

static bool is_filled(const uint8_t *p, DWORD size)
{
    for (DWORD i = 0; i < size; i++)
        if (p[i] != (uint8_t)(i * 7))
            return false;
    return true;
}

static void reallocate_keeps_what_fits(void **state)
{
    static const DWORD sizes[] = { 1500, 1, 1024, 1025, 3u << 20, 16, 15, 5u << 20, 4u << 20, 1 };
    void *p = NULL;
    DWORD old = 0;
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        DWORD size = sizes[i];
        /* in and out may be the same variable; the first time, NULL acts as Allocate */
        assert_int_equal(NetApiBufferReallocate(p, size, &p), NERR_Success);
        assert_int_equal(size_of(p), size);
        assert_true(is_filled(p, old < size ? old : size));
        fill(p, 0, size);
        old = size;
    }
    assert_int_equal(NetApiBufferReallocate(p, 0, &p), NERR_Success);
    assert_null(p);
    p = wrong_pointer();
    assert_int_equal(NetApiBufferReallocate(NULL, 0, &p), NERR_Success);
    assert_null(p);
}

static void reallocate_refuses_wrong_arguments_and_touches_nothing(void **state)
{
    void *p, *q = &p;
    (void)state;
    assert_int_equal(NetApiBufferAllocate(8, &p), NERR_Success);
    assert_int_equal(NetApiBufferReallocate(p, 16, NULL), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetApiBufferReallocate(NULL, 16, NULL), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetApiBufferReallocate(wrong_pointer(), 16, &q), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetApiBufferReallocate(wrong_pointer(), 0, &q), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetApiBufferReallocate((uint8_t *)p + 1, 0, &q), ERROR_INVALID_PARAMETER);
    assert_ptr_equal(q, &p);
    assert_int_equal(size_of(p), 8);
    assert_int_equal(NetApiBufferFree(p), NERR_Success);
}

static void reallocate_without_memory_leaves_the_old_block(void **state)
{
    static const DWORD sizes[] = { 4u << 20, 2, UINT32_MAX };
    void *p, *q = &p;
    (void)state;
    assert_int_equal(NetApiBufferAllocate(1000, &p), NERR_Success);
    fill(p, 0, 1000);
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        fail_alloc_at(1);
        assert_int_equal(NetApiBufferReallocate(p, sizes[i], &q), ERROR_NOT_ENOUGH_MEMORY);
        assert_ptr_equal(q, &p);
        assert_int_equal(size_of(p), 1000);
        assert_true(is_filled(p, 1000));
    }
    fail_alloc_at(1);
    assert_int_equal(NetApiBufferReallocate(NULL, 8, &q), ERROR_NOT_ENOUGH_MEMORY);
    fail_alloc_at(0);
    assert_int_equal(NetApiBufferFree(p), NERR_Success);
}

/* ---- Any order ---- */

#define MODEL_SLOTS 200u

struct model {
    uint8_t *p[MODEL_SLOTS];
    DWORD size[MODEL_SLOTS];
    uint32_t random;
};

static uint32_t model_random(struct model *m, uint32_t below)
{
    m->random = m->random * 1664525u + 1013904223u;
    return (m->random >> 8) % below;
}

static bool model_step(struct model *m)
{
    static const DWORD largest[] = { 40, 40, 300, 5000, 300000 };
    uint32_t i = model_random(m, MODEL_SLOTS);
    DWORD size = 1 + model_random(m, largest[model_random(m, 5)]), old = m->size[i];
    uint32_t what = model_random(m, 4);
    void *p = m->p[i];
    if (p && (size_of(p) != old || !is_filled(p, old < 64 ? old : 64)))
        return false;
    if (p && what == 0) {
        m->p[i] = NULL;
        m->size[i] = 0;
        return NetApiBufferFree(p) == NERR_Success;
    }
    if (p && what == 1)
        return NetApiBufferFree((uint8_t *)p + 16 * model_random(m, 1 + old / 16) + 1) ==
               ERROR_INVALID_PARAMETER;
    if (NetApiBufferReallocate(p, size, &p) != NERR_Success)
        return false;
    bool kept = is_filled(p, old < size ? old : size);
    fill(p, 0, size);
    m->p[i] = p;
    m->size[i] = size;
    return kept;
}

static bool model_end(struct model *m)
{
    bool good = true;
    for (size_t i = 0; i < MODEL_SLOTS; i++)
        good &= is_filled(m->p[i], m->size[i]) && NetApiBufferFree(m->p[i]) == NERR_Success;
    return good;
}

static void a_hundred_thousand_random_steps_agree_with_a_model(void **state)
{
    static struct model m = { .random = 1 };
    (void)state;
    for (unsigned step = 0; step < 100000; step++)
        assert_true(model_step(&m));
    assert_true(model_end(&m));
}

/* ---- Any thread ---- */

#define THREADS 8u
#define GIVEN   1000u

struct worker {
    pthread_t thread;
    struct model model;
    void *given[GIVEN]; /* made by another thread */
    bool good;
};

static void *work(void *arg)
{
    struct worker *w = arg;
    w->good = true;
    for (unsigned i = 0; i < GIVEN; i++) {
        w->good &= NetApiBufferFree(w->given[i]) == NERR_Success;
        for (unsigned step = 0; step < 5; step++)
            w->good &= model_step(&w->model);
    }
    w->good &= model_end(&w->model);
    return NULL;
}

static void threads_free_what_others_made(void **state)
{
    static struct worker workers[THREADS];
    (void)state;
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i].model.random = i + 1;
        for (unsigned n = 0; n < GIVEN; n++)
            assert_int_equal(NetApiBufferAllocate(n % 90, &workers[i].given[n]), NERR_Success);
    }
    for (unsigned i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_true(workers[i].good);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocate_gives_a_block_of_the_size),
        cmocka_unit_test(allocate_without_memory_gives_null),
        cmocka_unit_test(free_takes_a_block_once_and_null_always),
        cmocka_unit_test(size_wants_both_arguments_and_a_block),
        cmocka_unit_test(reallocate_keeps_what_fits),
        cmocka_unit_test(reallocate_refuses_wrong_arguments_and_touches_nothing),
        cmocka_unit_test(reallocate_without_memory_leaves_the_old_block),
        cmocka_unit_test(a_hundred_thousand_random_steps_agree_with_a_model),
        cmocka_unit_test(threads_free_what_others_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
