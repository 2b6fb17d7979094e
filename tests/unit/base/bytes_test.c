/* SPDX-License-Identifier: MIT */
/* Integers at any address in either order, and the buffer that grows to its maximum and no
 * further. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../support/fail_alloc.h"
#include "../../support/freed.h"
#include "base/bytes.h"

static void integers_are_read_and_written_at_any_address(void **state)
{
    static const uint8_t raw[] = { 0x01, 0x82, 0xF3, 0x04, 0x85, 0x06, 0xF7, 0x88 };
    (void)state;
    for (size_t at = 0; at < 8; at++) {
        uint8_t in[16] = { 0 }, out[16] = { 0 };
        memcpy(in + at, raw, sizeof raw);
        assert_int_equal(get_le16(in + at), 0x8201);
        assert_int_equal(get_be16(in + at), 0x0182);
        assert_int_equal(get_le32(in + at), 0x04F38201u);
        assert_int_equal(get_be32(in + at), 0x0182F304u);
        assert_true(get_le64(in + at) == UINT64_C(0x88F7068504F38201));
        put_le64(out + at, UINT64_C(0x88F7068504F38201));
        assert_memory_equal(in, out, sizeof in);
        put_le16(out + at, 0xFFFF);
        put_le16(out + at, 0x8201);
        put_le32(out + at + 4, 0x88F70685u);
        assert_memory_equal(in, out, sizeof in);
        put_be32(out + at, 0x0182F304u);
        assert_memory_equal(in, out, sizeof in);
    }
}

static void a_buffer_keeps_everything_while_it_grows(void **state)
{
    struct bytes b;
    (void)state;
    bytes_init(&b, 1 << 20);
    assert_null(b.data);
    for (unsigned i = 0; i < 10000; i++) {
        bytes_put_u8(&b, (uint8_t)i);
        bytes_put_le16(&b, (uint16_t)(i * 3));
        bytes_put_le32(&b, i * 0x01010101u);
        bytes_put_le64(&b, i * UINT64_C(0x100000001));
    }
    assert_false(b.failed);
    assert_int_equal(b.len, 150000);
    for (unsigned i = 0; i < 10000; i++) {
        const uint8_t *p = b.data + (size_t)15 * i;
        assert_int_equal(*p, (uint8_t)i);
        assert_int_equal(get_le16(p + 1), (uint16_t)(i * 3));
        assert_int_equal(get_le32(p + 3), i * 0x01010101u);
        assert_true(get_le64(p + 7) == i * UINT64_C(0x100000001));
    }
    bytes_free(&b);
}

static void a_buffer_fills_to_its_maximum_and_fails_after(void **state)
{
    static const size_t maxima[] = { 0, 1, 255, 256, 257, 300, 511, 1000, 70000 };
    (void)state;
    for (size_t i = 0; i < sizeof maxima / sizeof *maxima; i++) {
        struct bytes b;
        print_message("# %zu\n", maxima[i]);
        bytes_init(&b, maxima[i]);
        for (size_t n = 0; n < maxima[i]; n++)
            bytes_put_u8(&b, (uint8_t)n);
        assert_false(b.failed);
        assert_int_equal(b.len, maxima[i]);
        bytes_put(&b, "", 0);
        assert_false(b.failed);
        bytes_put_u8(&b, 1);
        assert_true(b.failed);
        assert_int_equal(b.len, maxima[i]);
        bytes_free(&b);
        assert_int_equal(b.max, maxima[i]);
    }
}

static void a_failed_buffer_stays_failed_until_it_is_freed(void **state)
{
    struct bytes b;
    (void)state;
    bytes_init(&b, 4);
    bytes_put(&b, "abcd", 4);
    bytes_put(&b, "efg", 3);
    assert_false(bytes_reserve(&b, 0));
    assert_null(bytes_grow(&b, 0));
    bytes_align(&b, 16);
    assert_int_equal(b.len, 4);
    assert_memory_equal(b.data, "abcd", 4);
    bytes_free(&b);
    assert_false(b.failed);
    bytes_put(&b, "wxyz", 4);
    assert_false(b.failed);
    assert_memory_equal(b.data, "wxyz", 4);
    bytes_free(&b);
    bytes_free(&b);
}

static void sizes_that_would_overflow_are_refused(void **state)
{
    static const size_t sizes[] = { SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2 + 1, 1001 };
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct bytes b;
        bytes_init(&b, 1001);
        bytes_put_u8(&b, 1);
        assert_false(bytes_reserve(&b, sizes[i]));
        assert_true(b.failed);
        bytes_free(&b);
        bytes_init(&b, SIZE_MAX);
        bytes_put_u8(&b, 1);
        fail_alloc_at(1); /* whatever it asks for, it must not be something small */
        assert_false(bytes_reserve(&b, sizes[i]));
        fail_alloc_at(0);
        bytes_free(&b);
    }
}

static void room_in_advance_means_no_more_allocations(void **state)
{
    struct bytes b;
    (void)state;
    bytes_init(&b, 1 << 20);
    assert_true(bytes_reserve(&b, 100000));
    fail_alloc_at(1);
    for (size_t i = 0; i < 100000; i++)
        bytes_put_u8(&b, 7);
    assert_false(b.failed);
    assert_false(fail_alloc_done());
    fail_alloc_at(0);
    bytes_free(&b);
}

static void growing_gives_zeros_where_the_end_was(void **state)
{
    struct bytes b;
    (void)state;
    bytes_init(&b, 1000);
    assert_true(bytes_grow(&b, 0) == b.data); /* nothing is there yet, and nothing happens */
    assert_false(b.failed);
    bytes_put(&b, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 8);
    b.len = 3; /* as a caller that takes something back */
    uint8_t *p = bytes_grow(&b, 5);
    assert_ptr_equal(p, b.data + 3);
    assert_memory_equal(b.data, "\xFF\xFF\xFF\0\0\0\0\0", 8);
    bytes_free(&b);
}

static void padding_reaches_the_next_multiple(void **state)
{
    (void)state;
    for (size_t align = 1; align <= 16; align *= 2) {
        for (size_t len = 0; len < 40; len++) {
            struct bytes b;
            bytes_init(&b, 100);
            for (size_t i = 0; i < len; i++)
                bytes_put_u8(&b, 0xFF);
            bytes_align(&b, align);
            assert_int_equal(b.len % align, 0);
            assert_in_range(b.len, len, len + align - 1);
            for (size_t i = 0; i < b.len; i++)
                assert_int_equal(b.data[i], i < len ? 0xFF : 0);
            bytes_free(&b);
        }
    }
}

static void what_a_buffer_held_is_wiped(void **state)
{
    struct bytes b;
    (void)state;
    if (!freed_bytes_stay(256))
        skip();
    bytes_init(&b, 10000);
    for (unsigned i = 0; i < 200; i++)
        bytes_put_u8(&b, 0xA5);
    uintptr_t first = (uintptr_t)b.data;
    bytes_reserve(&b, 5000);
    uintptr_t second = (uintptr_t)b.data;
    assert_true(first != second);
    assert_false(freed_shows(first, 200, 0xA5));
    assert_int_equal(bytes_left(second, 200, 0xA5), 200);
    bytes_free(&b);
    assert_false(freed_shows(second, 200, 0xA5));
}

static void memory_shortage_keeps_what_was_there(void **state)
{
    struct bytes b;
    (void)state;
    bytes_init(&b, 100000);
    fail_alloc_at(1);
    bytes_put(&b, "x", 1);
    assert_true(b.failed);
    assert_null(b.data);
    bytes_free(&b);
    bytes_put(&b, "abcd", 4);
    fail_alloc_at(1);
    assert_null(bytes_grow(&b, 5000));
    fail_alloc_at(0);
    assert_true(b.failed);
    assert_memory_equal(b.data, "abcd", 4);
    bytes_free(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_are_read_and_written_at_any_address),
        cmocka_unit_test(a_buffer_keeps_everything_while_it_grows),
        cmocka_unit_test(a_buffer_fills_to_its_maximum_and_fails_after),
        cmocka_unit_test(a_failed_buffer_stays_failed_until_it_is_freed),
        cmocka_unit_test(sizes_that_would_overflow_are_refused),
        cmocka_unit_test(room_in_advance_means_no_more_allocations),
        cmocka_unit_test(growing_gives_zeros_where_the_end_was),
        cmocka_unit_test(padding_reaches_the_next_multiple),
        cmocka_unit_test(what_a_buffer_held_is_wiped),
        cmocka_unit_test(memory_shortage_keeps_what_was_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
