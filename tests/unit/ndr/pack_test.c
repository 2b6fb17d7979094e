/* SPDX-License-Identifier: MIT */
/* Structures to buffer: every level of every family, filled by its rows, packed into one block that
 * says the same and points nowhere else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "../../support/fail_alloc.h"
#include "../../support/freed.h"
#include "../../support/wire.h"
#include "base/alloc.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmwksta.h"
#include "ndr/ndr.h"

static const struct net_family *const families[] = { &net_server, &net_share, &net_wksta,
                                                     &net_use };

/* An empty DACL, and some bytes the packer need not understand. */
static uint8_t descriptor[] = { 1, 0, LE16(0x8004), LE32(0), LE32(0), LE32(0), LE32(20),
                                2, 0, LE16(8),      LE16(0), LE16(0), 0xFF };

/* ---- Filling a structure by its rows ---- */

static void *fill_text(struct arena *a, unsigned n)
{
    char text[64];
    snprintf(text, sizeof text, "text %u of \u65E5\U0001F600 %.*s", n, (int)(n % 7), "abcdefg");
    char16_t *wide = arena_new(a, 2 * sizeof text);
    char16_t *made = utf16_new(text);
    assert_true(wide && made);
    memcpy(wide, made, 2 * (utf16_len(made) + 1));
    x_free(made);
    return wide;
}

/* Every third pointer is NULL when `sparse`. */
static void fill(const struct ndr_type *t, uint8_t *record, struct arena *a, unsigned *n,
                 bool sparse)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        const struct ndr_field *f = &t->fields[i];
        void *member = record + f->at;
        bool null = sparse && ++*n % 3 == 0;
        switch (f->kind) {
        case NDR_STRUCT: fill(f->of.type, member, a, n, sparse); break;
        case NDR_WSTR: *(void **)member = null ? NULL : fill_text(a, ++*n); break;
        case NDR_SECDESC:
            *(void **)member = null ? NULL : descriptor;
            *(DWORD *)(void *)(record + f->len_at) = null ? 0 : (DWORD)sizeof descriptor;
            break;
        case NDR_PTR:
            *(void **)member = arena_new(a, f->of.type->size);
            fill(f->of.type, *(void **)member, a, n, sparse);
            break;
        default: *(DWORD *)member = ++*n * 0x01010101u; break;
        }
    }
}

/* ---- Comparing ---- */

struct block {
    const uint8_t *start;
    size_t size;
};

static bool inside(const struct block *b, const void *p, size_t size)
{
    size_t at = (size_t)((const uint8_t *)p - b->start);
    return (const uint8_t *)p >= b->start && at < b->size && b->size - at >= size;
}

static bool is_copy(const struct ndr_type *t, const uint8_t *record, const uint8_t *copy,
                    const struct block *b);

/* p is what the record points to, q what the copy points to; len is of a descriptor. */
static bool is_copy_of_referent(const struct ndr_field *f, const void *p, const void *q, DWORD len,
                                const struct block *b)
{
    size_t size = 0;
    if (p && f->kind == NDR_WSTR)
        size = 2 * (utf16_len(p) + 1);
    else if (p && f->kind == NDR_SECDESC)
        size = len;
    else if (p && f->kind == NDR_PTR)
        size = f->of.type->size;
    if (!size)
        return !q;
    if (!inside(b, q, size))
        return false;
    return f->kind == NDR_PTR ? is_copy(f->of.type, p, q, b) : !memcmp(p, q, size);
}

/* Does the copy say what the record says, with nothing outside the block? */
static bool is_copy(const struct ndr_type *t, const uint8_t *record, const uint8_t *copy,
                    const struct block *b)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        bool good;
        const struct ndr_field *f = &t->fields[i];
        const void *from = record + f->at, *to = copy + f->at;
        switch (f->kind) {
        case NDR_U32:
        case NDR_I32:
        case NDR_BOOL: good = *(const DWORD *)from == *(const DWORD *)to; break;
        case NDR_STRUCT: good = is_copy(f->of.type, from, to, b); break;
        default:
            good = is_copy_of_referent(f, *(void *const *)from, *(void *const *)to,
                                       ndr_field_len(f, record), b);
            break;
        }
        if (!good) {
            print_message("# %s differs or points outside\n", f->name);
            return false;
        }
    }
    return true;
}

/* Packs count records, and compares; one allocation only. */
static void pack_and_compare(const struct ndr_type *t, const uint8_t *records, size_t count)
{
    void *packed = NULL;
    struct block b = { NULL, 0 };
    fail_alloc_at(2);
    assert_true(ndr_pack(t, records, count, "pack_test", &packed));
    assert_false(fail_alloc_done());
    fail_alloc_at(0);
    assert_true(buffer_check(packed, &b.size));
    b.start = packed;
    for (size_t i = 0; i < count; i++)
        assert_true(is_copy(t, records + i * t->size, b.start + i * t->size, &b));
    assert_true(buffer_free(packed));
}

static void every_level_packs_into_one_block(void **state)
{
    enum { RECORDS = 5 };
    (void)state;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        for (size_t l = 0; l < families[i]->n_levels; l++) {
            const struct ndr_type *t = families[i]->levels[l].type;
            for (int sparse = 0; sparse < 2; sparse++) {
                struct arena a = { 0 };
                unsigned n = 0;
                print_message("# %s%s\n", t->name, sparse ? " with NULLs" : "");
                uint8_t *records = arena_new(&a, RECORDS * t->size);
                for (size_t r = 0; r < RECORDS; r++)
                    fill(t, records + r * t->size, &a, &n, sparse);
                for (size_t count = 1; count <= RECORDS; count++)
                    pack_and_compare(t, records, count);
                arena_drop(&a);
            }
        }
    }
}

/* ---- Structures in structures ---- */

struct leaf {
    LPWSTR text;
    DWORD number;
};
struct tree {
    LONG first;
    struct leaf inner;
    void *leaf;
    DWORD len;
    PSECURITY_DESCRIPTOR sd;
    BOOL last;
};
static const struct ndr_field leaf_rows[] = { F_WSTR(struct leaf, text, 0, NET_STRING_MAX),
                                              F_U32(struct leaf, number, 0) };
static const struct ndr_type leaf_type = NDR_TYPE(struct leaf, leaf_rows);
static const struct ndr_field tree_rows[] = {
    F_I32(struct tree, first, 0),
    F_STRUCT(struct tree, inner, struct leaf, &leaf_type),
    F_PTR(struct tree, leaf, &leaf_type),
    F_U32(struct tree, len, 0),
    F_SECDESC(struct tree, sd, len, 0, 100),
    F_BOOL(struct tree, last, 0),
};
static const struct ndr_type tree_type = NDR_TYPE(struct tree, tree_rows);

static void structures_by_value_and_by_pointer_are_followed(void **state)
{
    struct tree trees[3] = { 0 };
    struct arena a = { 0 };
    unsigned n = 0;
    (void)state;
    fill(&tree_type, (uint8_t *)&trees[0], &a, &n, false);
    fill(&tree_type, (uint8_t *)&trees[1], &a, &n, true); /* and the third is all zero */
    pack_and_compare(&tree_type, (const uint8_t *)trees, 3);
    arena_drop(&a);
}

/* A pointer to nothing would point behind the block. */
static void a_descriptor_of_no_length_becomes_null(void **state)
{
    struct tree tree = { .sd = descriptor };
    (void)state;
    pack_and_compare(&tree_type, (const uint8_t *)&tree, 1);
}

static void nothing_packs_into_no_block(void **state)
{
    void *block = &block;
    (void)state;
    fail_alloc_at(1);
    assert_true(ndr_pack(&leaf_type, NULL, 0, "pack_test", &block));
    assert_false(fail_alloc_done());
    fail_alloc_at(0);
    assert_null(block);
}

static void memory_shortage_gives_no_block(void **state)
{
    struct leaf leaf = { NULL, 7 };
    void *block = &block;
    (void)state;
    fail_alloc_at(1);
    assert_false(ndr_pack(&leaf_type, &leaf, 1, "pack_test", &block));
    assert_true(fail_alloc_done());
    assert_null(block);
}

static void a_block_with_a_secret_is_wiped_when_freed(void **state)
{
    struct leaf leaf = { (WCHAR[]){ u's', u'e', u'c', u'r', u'e', u't', 0 }, 0x5A5A5A5A };
    (void)state;
    if (!freed_bytes_stay(64))
        skip();
    for (int secret = 0; secret < 2; secret++) {
        struct ndr_field rows[2] = { leaf_rows[0], leaf_rows[1] };
        const struct ndr_type t = NDR_TYPE(struct leaf, rows);
        void *block;
        size_t size;
        rows[0].flags = secret ? NDR_SECRET : 0;
        assert_true(ndr_pack(&t, &leaf, 1, "pack_test", &block));
        assert_true(buffer_check(block, &size));
        uintptr_t address = (uintptr_t)block;
        assert_true(buffer_free(block));
        assert_int_equal(bytes_left(address, size, 0) == size, secret);
    }
}

/* The size of a block is what prefmaxlen is compared with. */
static void as_many_fit_as_pack_into_that_size(void **state)
{
    static const WCHAR *const texts[] = { NULL, u"", u"a", u"a longer one", u"\xD83D\xDE00" };
    enum { RECORDS = 5 };
    WKSTA_USER_INFO_1 records[RECORDS] = { { 0 } };
    const struct ndr_type *t = net_family_find(&net_wksta_user, 1, NET_ENUM)->type;
    (void)state;
    for (size_t i = 0; i < RECORDS; i++) {
        records[i].wkui1_username = (LPWSTR)(uintptr_t)texts[i];
        records[i].wkui1_logon_server = (LPWSTR)(uintptr_t)texts[RECORDS - 1 - i];
    }
    for (size_t n = 1; n <= RECORDS; n++) {
        void *block;
        size_t size;
        assert_true(ndr_pack(t, records, n, "pack_test", &block));
        assert_true(buffer_check(block, &size));
        assert_int_equal(ndr_fit(t, records, RECORDS, (DWORD)size), n);
        assert_int_equal(ndr_fit(t, records, RECORDS, (DWORD)size - 1), n - 1);
        assert_int_equal(ndr_fit(t, records, n - 1, (DWORD)size), n - 1);
        assert_true(buffer_free(block));
    }
    assert_int_equal(ndr_fit(t, records, RECORDS, 0), 0);
    assert_int_equal(ndr_fit(t, records, RECORDS, MAX_PREFERRED_LENGTH), RECORDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_level_packs_into_one_block),
        cmocka_unit_test(structures_by_value_and_by_pointer_are_followed),
        cmocka_unit_test(a_descriptor_of_no_length_becomes_null),
        cmocka_unit_test(nothing_packs_into_no_block),
        cmocka_unit_test(memory_shortage_gives_no_block),
        cmocka_unit_test(a_block_with_a_secret_is_wiped_when_freed),
        cmocka_unit_test(as_many_fit_as_pack_into_that_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
