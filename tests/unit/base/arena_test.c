/* SPDX-License-Identifier: MIT */
/* Memory of one call: pieces that do not overlap, zeroed, gone and wiped in one step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../support/fail_alloc.h"
#include "../../support/freed.h"
#include "base/arena.h"

static bool all_bytes(const uint8_t *p, size_t n, uint8_t value)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != value)
            return false;
    return true;
}

static void pieces_are_aligned_zeroed_and_apart(void **state)
{
    enum { MANY = 300 };
    static uint8_t *piece[MANY];
    struct arena a = { 0 };
    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        size_t size = i * i % 4001; /* small ones, and some larger than what small ones share */
        piece[i] = arena_new(&a, size);
        assert_non_null(piece[i]);
        assert_int_equal((uintptr_t)piece[i] % 16, 0);
        assert_true(all_bytes(piece[i], size, 0));
        memset(piece[i], (int)(i % 255 + 1), size);
    }
    for (size_t i = 0; i < MANY; i++)
        assert_true(all_bytes(piece[i], i * i % 4001, (uint8_t)(i % 255 + 1)));
    arena_drop(&a);
}

static void small_pieces_share_one_allocation(void **state)
{
    struct arena a = { 0 };
    (void)state;
    assert_non_null(arena_new(&a, 32));
    fail_alloc_at(1);
    for (unsigned i = 0; i < 10; i++)
        assert_non_null(arena_new(&a, 32));
    assert_false(fail_alloc_done());
    fail_alloc_at(0);
    arena_drop(&a);
}

static void absurd_sizes_are_refused(void **state)
{
    static const size_t sizes[] = { SIZE_MAX, SIZE_MAX - 15, SIZE_MAX - 16, SIZE_MAX / 2 + 1 };
    struct arena a = { 0 };
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        assert_null(arena_new(&a, sizes[i]));
    assert_null(a.pieces);
    arena_drop(&a);
}

static void memory_shortage_leaves_the_other_pieces(void **state)
{
    struct arena a = { 0 };
    (void)state;
    fail_alloc_at(1);
    assert_null(arena_new(&a, 1));
    char *kept = arena_new(&a, 8);
    memcpy(kept, "content", 8);
    fail_alloc_at(1);
    assert_null(arena_new(&a, 100000));
    assert_string_equal(kept, "content");
    assert_non_null(arena_new(&a, 8));
    arena_drop(&a);
    arena_drop(&a);
}

static void a_dropped_arena_is_wiped_and_can_be_used_again(void **state)
{
    struct arena a = { 0 };
    (void)state;
    if (!freed_bytes_stay(2500))
        skip();
    uintptr_t small = (uintptr_t)memset(arena_new(&a, 500), 0xA5, 500);
    uintptr_t large = (uintptr_t)memset(arena_new(&a, 5000), 0xA5, 5000);
    assert_int_equal(bytes_left(small, 500, 0xA5), 500);
    arena_drop(&a);
    assert_false(freed_shows(small, 500, 0xA5));
    assert_false(freed_shows(large, 5000, 0xA5));
    assert_true(all_bytes(arena_new(&a, 500), 500, 0));
    arena_drop(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_aligned_zeroed_and_apart),
        cmocka_unit_test(small_pieces_share_one_allocation),
        cmocka_unit_test(absurd_sizes_are_refused),
        cmocka_unit_test(memory_shortage_leaves_the_other_pieces),
        cmocka_unit_test(a_dropped_arena_is_wiped_and_can_be_used_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
