/* SPDX-License-Identifier: MIT */
/* What the walks share: finding levels, sizes on the wire, words for errors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "ndr/type.h"

static const struct ndr_type one = { "one", NULL, 0, 0, 0 }, two = { "two", NULL, 0, 0, 0 },
                             last = { "last", NULL, 0, 0, 0 };
static const struct net_level levels[] = {
    { 0, &one, NET_ENUM | NET_GET },
    { 7, &two, NET_GET | NET_SET | NET_ADD },
    { 0xFFFFFFFF, &last, NET_ENUM },
};
static const struct net_family family = NET_FAMILY("sample", levels);

static const struct {
    const char *name;
    uint32_t level, uses;
    const struct ndr_type *type; /* NULL: not found */
} finds[] = {
    { "first", 0, NET_ENUM, &one },
    { "for two uses", 0, NET_ENUM | NET_GET, &one },
    { "for any use", 0, 0, &one },
    { "middle", 7, NET_SET, &two },
    { "last", 0xFFFFFFFF, NET_ENUM, &last },
    { "not for this use", 7, NET_ENUM, NULL },
    { "not for both uses", 7, NET_GET | NET_ENUM, NULL },
    { "between", 1, 0, NULL },
    { "below the last", 0xFFFFFFFE, 0, NULL },
};

static void a_level_is_found_when_it_is_good_for_all_uses(void **state)
{
    static const struct net_family empty = { "empty", NULL, 0 };
    (void)state;
    for (size_t i = 0; i < sizeof finds / sizeof *finds; i++) {
        print_message("# %s\n", finds[i].name);
        const struct net_level *level = net_family_find(&family, finds[i].level, finds[i].uses);
        assert_ptr_equal(level ? level->type : NULL, finds[i].type);
    }
    assert_null(net_family_find(&empty, 0, 0));
}

/* C706 14.3: a pointer is four bytes wherever it points, a union its discriminant and its arm. */
#define INLINE_BYTES 12u
static const size_t wire_sizes[NDR_KINDS] = {
    [NDR_U32] = 4,      [NDR_I32] = 4,     [NDR_BOOL] = 4,     [NDR_BOOLEAN] = 4,
    [NDR_ENUM16] = 2,   [NDR_WSTR] = 4,    [NDR_SECDESC] = 4,  [NDR_BYTES] = 4,
    [NDR_OPT_U32] = 4,  [NDR_PTR] = 4,     [NDR_LIST_PTR] = 4, [NDR_ARM] = 4,
    [NDR_REF_WSTR] = 0, [NDR_REF] = 0,     [NDR_U64] = 8,      [NDR_USTR] = 8,
    [NDR_WCHARS] = 8,   [NDR_INFO] = 8,    [NDR_LIST] = 8,     [NDR_CONTAINER] = 8,
    [NDR_FIXED] = 8,    [NDR_ARRAY] = 4,   [NDR_SID] = 4,      [NDR_HOURS] = 4,
    [NDR_CLASS] = 4,    [NDR_COUNTED] = 4, [NDR_OLD_U64] = 8,  [NDR_INLINE] = INLINE_BYTES,
};

static void fixed_parts_have_the_size_of_their_kind(void **state)
{
    struct ndr_field all[NDR_KINDS] = { { 0 } };
    size_t sum = 0, n = 0;
    (void)state;
    for (unsigned kind = 1; kind < NDR_KINDS; kind++) {
        if (kind == NDR_STRUCT || kind == NDR_U64 || kind == NDR_U16 || kind == NDR_U8 ||
            kind == NDR_ENUM16)
            continue;
        print_message("# kind %u\n", kind);
        all[n].kind = (uint8_t)kind;
        all[n].max = INLINE_BYTES;
        assert_int_equal(ndr_field_wire_size(&all[n]), wire_sizes[kind]);
        sum += wire_sizes[kind];
        n++;
    }
    const struct ndr_type flat = { "flat", all, (uint16_t)n, 8, 8 };
    assert_int_equal(ndr_type_wire_size(&flat), sum);
    const struct ndr_type inner = { "inner", all, (uint16_t)(n + 1), 8, 8 };
    all[n].kind = NDR_STRUCT;
    all[n].of.type = &flat;
    assert_int_equal(ndr_field_wire_size(&all[n]), sum);
    assert_int_equal(ndr_type_wire_size(&inner), 2 * sum);
    assert_int_equal(ndr_type_wire_align(&inner), 4);
}

/* [MS-SAMR] appendix A is of ms_union: nothing but its discriminant aligns a union there. */
static void a_union_by_class_is_aligned_as_its_discriminant(void **state)
{
    static const uint8_t kinds[] = { NDR_REF_CLASS, NDR_REF_LIST, NDR_ENUM16, NDR_U16 };
    (void)state;
    for (size_t i = 0; i < sizeof kinds; i++)
        assert_int_equal(ndr_field_wire_align(&(struct ndr_field){ .kind = kinds[i] }), 2);
}

/* C706 14.2.2: a hyper is aligned to eight, and a structure as its strictest member. */
static void a_hyper_is_aligned_and_aligns_what_it_stands_in(void **state)
{
    const struct ndr_field rows[] = { { .kind = NDR_U32 },
                                      { .kind = NDR_U64 },
                                      { .kind = NDR_U32 } };
    const struct ndr_type flat = { "flat", rows, 3, 24, 8 };
    const struct ndr_field outer_rows[] = { { .kind = NDR_U32 },
                                            { .kind = NDR_STRUCT, .of = { .type = &flat } } };
    const struct ndr_type outer = { "outer", outer_rows, 2, 32, 8 };
    (void)state;
    assert_int_equal(ndr_type_wire_size(&flat), 20);
    assert_int_equal(ndr_type_wire_align(&flat), 8);
    assert_int_equal(ndr_type_wire_size(&outer), 28);
    assert_int_equal(ndr_type_wire_align(&outer), 8);
}

static void offsets_are_rounded_up(void **state)
{
    (void)state;
    for (size_t at = 0; at < 40; at++)
        for (size_t align = 1; align <= 16; align *= 2)
            assert_int_equal(ndr_align(at, align), (at + align - 1) / align * align);
}

static void every_error_has_words_of_its_own(void **state)
{
    (void)state;
    for (int a = NDR_OK; a <= NDR_NO_MEMORY; a++) {
        assert_non_null(ndr_err_text((enum ndr_err)a));
        for (int b = NDR_OK; b < a; b++)
            assert_string_not_equal(ndr_err_text((enum ndr_err)a), ndr_err_text((enum ndr_err)b));
        assert_string_not_equal(ndr_err_text((enum ndr_err)a), "unknown error");
    }
    assert_string_equal(ndr_err_text((enum ndr_err)(NDR_NO_MEMORY + 1)), "unknown error");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_level_is_found_when_it_is_good_for_all_uses),
        cmocka_unit_test(fixed_parts_have_the_size_of_their_kind),
        cmocka_unit_test(a_union_by_class_is_aligned_as_its_discriminant),
        cmocka_unit_test(a_hyper_is_aligned_and_aligns_what_it_stands_in),
        cmocka_unit_test(offsets_are_rounded_up),
        cmocka_unit_test(every_error_has_words_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
