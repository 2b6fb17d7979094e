/* SPDX-License-Identifier: MIT */
/* The block every answer is: which pointers are one, what a wrong pointer may do (nothing), what is
 * left of a secret, and the register of blocks that were never freed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../support/capture.h"
#include "../../support/fail_alloc.h"
#include "../../support/freed.h"
#include "base/buffer.h"

#define HEADER 16u        /* bytes before a buffer that belong to it */
#define LARGE  (2u << 20) /* free gives it back to the system */

/* An address whose origin the compiler does not follow: it may point to nothing. */
static void *wild(uintptr_t address)
{
    atomic_uintptr_t hidden = address;
    return (void *)atomic_load(&hidden);
}

static void refused(void *p)
{
    size_t size = 77;
    assert_false(buffer_check(p, &size));
    assert_int_equal(size, 77);
    assert_false(buffer_free(p));
}

static void a_buffer_is_aligned_and_knows_its_size(void **state)
{
    static const size_t sizes[] = { 0, 1, 15, 16, 17, 255, 4096, 65536, LARGE };
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t size = 77;
        uint8_t *p = buffer_new(sizes[i], __func__);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % BUFFER_ALIGN, 0);
        memset(p, 0xEE, sizes[i]);
        assert_true(buffer_check(p, &size));
        assert_int_equal(size, sizes[i]);
        assert_true(buffer_check(p, NULL));
        assert_true(buffer_free(p));
    }
}

static void a_size_past_the_maximum_is_refused(void **state)
{
    (void)state;
    assert_null(buffer_new((size_t)BUFFER_MAX + 1, __func__));
    assert_null(buffer_new(SIZE_MAX, __func__));
    uint8_t *p = buffer_new(8, __func__);
    memcpy(p, "content", 8);
    assert_null(buffer_resize(p, (size_t)BUFFER_MAX + 1, __func__));
    assert_string_equal(p, "content");
    assert_true(buffer_free(p));
}

static void every_inner_address_is_refused(void **state)
{
    enum { SIZE = 512 };
    (void)state;
    uint8_t *p = buffer_new(SIZE, __func__);
    /* as bad as can be: the header of the buffer again at every place that is aligned like it */
    for (size_t at = 0; at < SIZE; at += HEADER)
        memcpy(p + at, p - HEADER, HEADER);
    for (size_t at = 1; at < SIZE; at++)
        refused(p + at);
    refused(p - 8);
    refused(p - HEADER);
    assert_true(buffer_free(p));
}

static void a_pointer_to_something_else_is_refused(void **state)
{
    static _Alignas(16) uint8_t fixed[64];
    _Alignas(16) uint8_t local[64] = { 0 };
    uint8_t *heap = malloc(64);
    (void)state;
    memset(heap, 0xFF, 64);
    for (size_t at = 16; at <= 48; at += 16) {
        refused(fixed + at);
        refused(local + at);
    }
    refused(heap);
    refused(heap + 16);
    refused(NULL);
    refused((void *)(uintptr_t)&refused);
    for (uintptr_t address = 1; address <= 64; address++)
        refused(wild(address));
    refused(wild(UINTPTR_MAX));
    refused(wild(UINTPTR_MAX - 15));
    refused(wild(UINT64_C(0x8000000000000000))); /* in no address space */
    free(heap);
}

static void a_pointer_into_memory_that_cannot_be_read_is_refused(void **state)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    (void)state;
    uint8_t *pages =
        mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_true(pages != MAP_FAILED);
    assert_int_equal(munmap(pages, page), 0);
    assert_int_equal(mprotect(pages + 2 * page, page, PROT_NONE), 0);
    refused(pages); /* unmapped */
    refused(pages + 16);
    refused(pages + page);          /* the header would be before the mapping */
    refused(pages + page + 16);     /* readable, but no header */
    refused(pages + 2 * page + 16); /* protected */
    refused(pages + 3 * page);      /* the header would be in the protected page */
    assert_int_equal(munmap(pages + page, 3 * page), 0);
}

static void a_buffer_is_freed_once_whatever_its_size(void **state)
{
    static const size_t sizes[] = { 0, 1, 24, 1000, 100000, LARGE, 3 * LARGE };
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        uintptr_t address = (uintptr_t)buffer_new(sizes[i], __func__);
        assert_true(buffer_free(wild(address)));
        refused(wild(address));
        refused(wild(address));
    }
}

/* More buffers than the table of recent ones has slots, so most are not found there. */
static void old_buffers_are_found_and_freed_once(void **state)
{
    enum { MANY = 20000 };
    static uintptr_t all[MANY];
    (void)state;
    for (size_t i = 0; i < MANY; i++)
        all[i] = (uintptr_t)buffer_new(i % 100, __func__);
    for (size_t i = 0; i < MANY; i++) {
        size_t size;
        assert_true(buffer_check(wild(all[i]), &size));
        assert_int_equal(size, i % 100);
    }
    for (size_t i = 0; i < MANY; i++) {
        assert_true(buffer_free(wild(all[i])));
        assert_false(buffer_free(wild(all[i])));
    }
}

/* ---- Secrets ---- */

static uintptr_t new_filled(size_t size, bool secret)
{
    uint8_t *p = buffer_new(size, "new_filled");
    assert_non_null(p);
    memset(p, 0xA5, size);
    if (secret)
        buffer_mark_secret(p);
    return (uintptr_t)p;
}

static void a_secret_is_wiped_when_it_is_freed(void **state)
{
    enum { SIZE = 400 };
    (void)state;
    if (!freed_bytes_stay(SIZE))
        skip();
    uintptr_t secret = new_filled(SIZE, true);
    assert_true(buffer_free(wild(secret)));
    assert_false(freed_shows(secret, SIZE, 0xA5));
}

static void a_secret_that_moves_leaves_nothing_behind(void **state)
{
    static const size_t sizes[][2] = { { 400, 40000 }, { 4000, 40 }, { 40000, 39000 } };
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t from = sizes[i][0], to = sizes[i][1], kept = from < to ? from : to;
        uintptr_t old = new_filled(from, true);
        print_message("# %zu to %zu\n", from, to);
        /* keeps the block from growing where it is */
        void *behind = buffer_new(64, __func__);
        uintptr_t moved = (uintptr_t)buffer_resize(wild(old), to, __func__);
        assert_true(buffer_check(wild(moved), NULL));
        assert_int_equal(bytes_left(moved, kept, 0xA5), kept);
        if (moved != old)
            assert_false(freed_shows(old, from, 0xA5));
        else
            assert_false(freed_shows(old + kept, from - kept, 0xA5));
        assert_true(buffer_free(wild(moved)));
        assert_false(freed_shows(moved, kept, 0xA5));
        buffer_free(behind);
    }
}

static void a_failed_resize_keeps_the_secret_a_secret(void **state)
{
    (void)state;
    uintptr_t p = new_filled(400, true);
    fail_alloc_at(1);
    assert_null(buffer_resize(wild(p), 40000, __func__));
    assert_true(fail_alloc_done());
    assert_int_equal(bytes_left(p, 400, 0xA5), 400);
    assert_true(buffer_free(wild(p)));
    assert_false(freed_shows(p, 400, 0xA5));
}

/* ---- Fork ---- */

static void a_child_frees_the_buffers_of_its_parent(void **state)
{
    int status;
    (void)state;
    void *small = buffer_new(100, __func__), *large = buffer_new(LARGE, __func__);
    pid_t pid = fork();
    if (!pid) {
        void *own = buffer_new(10, __func__);
        _exit(buffer_free(small) && buffer_free(large) && buffer_free(own) && !buffer_free(small) &&
                      !buffer_free(large)
                  ? 0
                  : 1);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(buffer_free(small));
    assert_true(buffer_free(large));
}

/* ---- The register ---- */

static void child_leaks_two(void)
{
    void *freed = buffer_new(1, "NetNeverSeen");
    buffer_new(1234, "NetShareEnum");
    void *p = buffer_new(16, "NetServerGetInfo");
    buffer_resize(p, 4000, "NetApiBufferReallocate");
    buffer_free(freed);
}

static void child_frees_all(void)
{
    void *a = buffer_new(1234, "NetShareEnum"), *b = buffer_new(16, "NetServerGetInfo");
    void *c = buffer_resize(b, 40000, "NetApiBufferReallocate");
    buffer_free(a);
    buffer_free(c);
}

static int run_child(const char *mode)
{
    if (!strcmp(mode, "leak"))
        child_leaks_two();
    else
        child_frees_all();
    return 0;
}

static size_t count_lines(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void the_register_names_buffers_that_were_never_freed(void **state)
{
    char text[4096];
    (void)state;
    assert_int_equal(child_run("leak", "NETAPI32_DEBUG", "buffers", text, sizeof text), 0);
    assert_int_equal(count_lines(text), 3);
    assert_non_null(strstr(text, " of 1234 bytes, made by NetShareEnum, was never freed\n"));
    assert_non_null(
        strstr(text, " of 4000 bytes, made by NetApiBufferReallocate, was never freed\n"));
    assert_non_null(strstr(text, "netapi32: 2 buffers, 5234 bytes, were never freed\n"));
    assert_null(strstr(text, "NetNeverSeen"));
}

#if defined(__SANITIZE_ADDRESS__)
#define HAVE_LEAK_CHECKER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAVE_LEAK_CHECKER 1
#endif
#endif

#ifdef HAVE_LEAK_CHECKER
/* Nothing the library keeps may look like a pointer to a buffer that its owner has lost. */
static void a_lost_buffer_is_seen_by_a_leak_checker(void **state)
{
    char text[8192];
    (void)state;
    assert_int_not_equal(child_run("leak", "ASAN_OPTIONS", "detect_leaks=1", text, sizeof text), 0);
    assert_non_null(strstr(text, "LeakSanitizer"));
    assert_int_equal(child_run("free", "ASAN_OPTIONS", "detect_leaks=1", text, sizeof text), 0);
}
#endif

static void the_register_is_silent_otherwise(void **state)
{
    static const struct {
        const char *name, *mode, *debug;
    } rows[] = {
        { "all freed", "free", "buffers" },
        { "leaked, nobody asked", "leak", NULL },
        { "leaked, another topic", "leak", "errors,rpc" },
    };
    char text[4096];
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        print_message("# %s\n", rows[i].name);
        int exit_status =
            child_run(rows[i].mode, "NETAPI32_DEBUG", rows[i].debug, text, sizeof text);
        assert_int_equal(exit_status, 0);
        assert_string_equal(text, "");
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_is_aligned_and_knows_its_size),
        cmocka_unit_test(a_size_past_the_maximum_is_refused),
        cmocka_unit_test(every_inner_address_is_refused),
        cmocka_unit_test(a_pointer_to_something_else_is_refused),
        cmocka_unit_test(a_pointer_into_memory_that_cannot_be_read_is_refused),
        cmocka_unit_test(a_buffer_is_freed_once_whatever_its_size),
        cmocka_unit_test(old_buffers_are_found_and_freed_once),
        cmocka_unit_test(a_secret_is_wiped_when_it_is_freed),
        cmocka_unit_test(a_secret_that_moves_leaves_nothing_behind),
        cmocka_unit_test(a_failed_resize_keeps_the_secret_a_secret),
        cmocka_unit_test(a_child_frees_the_buffers_of_its_parent),
        cmocka_unit_test(the_register_names_buffers_that_were_never_freed),
#ifdef HAVE_LEAK_CHECKER
        cmocka_unit_test(a_lost_buffer_is_seen_by_a_leak_checker),
#endif
        cmocka_unit_test(the_register_is_silent_otherwise),
    };
    if (argc > 1)
        return run_child(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
