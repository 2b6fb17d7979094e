/* SPDX-License-Identifier: MIT */
/* The check of layout tables: all of ours pass, and each way to write one wrong is found and said
 * in a sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "all_ops.h"
#include "base/limits.h"
#include "layout/layout.h"
#include "layout/ops.h"
#include "lmcons.h"
#include "ndr/ndr.h"

static void every_table_of_ours_is_correct(void **state)
{
    static const struct net_family *const families[] = {
        &net_server,  &net_share,    &net_wksta,    &net_use,       &samr_users,
        &samr_groups, &samr_aliases, &samr_domains, &samr_displays, &lsa_policies,
    };
    const struct rpc_op *op;
    char why[256] = "";
    (void)state;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        print_message("# %s\n", families[i]->name);
        if (!net_family_check(families[i], why, sizeof why))
            fail_msg("%s", why);
    }
    for (size_t i = 0; (op = all_ops(i)); i++) {
        print_message("# %s\n", op->name);
        if (!ndr_params_check(&op->in, why, sizeof why) ||
            !ndr_params_check(&op->out, why, sizeof why))
            fail_msg("%s", why);
    }
    if (!ndr_type_check(&time_of_day_info, why, sizeof why))
        fail_msg("%s", why);
}

/* ---- A correct table, and the ways to write it wrong ---- */

struct inner {
    DWORD x, y;
};
struct sample {
    DWORD a;
    LONG b;
    DWORD len;
    LPWSTR text;
    PSECURITY_DESCRIPTOR sd;
    struct inner inner;
    void *next;
    DWORD tail;
};

static const struct ndr_field inner_rows[] = {
    F_U32(struct inner, x, 0),
    F_U32(struct inner, y, 0),
};
static const struct ndr_type inner_type = NDR_TYPE(struct inner, inner_rows);

enum { ROW_A, ROW_B, ROW_LEN, ROW_TEXT, ROW_SD, ROW_INNER, ROW_NEXT, ROW_TAIL, ROWS };
#define SAMPLE_ROWS                                                                                \
    {                                                                                              \
        F_U32(struct sample, a, 0), F_I32(struct sample, b, 0), F_U32(struct sample, len, 0),      \
            F_WSTR(struct sample, text, 0, 100), F_SECDESC(struct sample, sd, len, 0, 100),        \
            F_STRUCT(struct sample, inner, struct inner, &inner_type),                             \
            F_PTR(struct sample, next, &inner_type), F_U32(struct sample, tail, 0),                \
    }

/* The rows a test changes, and what they describe. */
static struct ndr_field rows[ROWS];
static struct ndr_type sample = NDR_TYPE(struct sample, rows);
static struct net_level levels[2];
static struct net_family family = NET_FAMILY("samples", levels);

static void start_again(void)
{
    static const struct ndr_field correct[] = SAMPLE_ROWS;
    memcpy(rows, correct, sizeof rows);
    sample = (struct ndr_type)NDR_TYPE(struct sample, rows);
    levels[0] = (struct net_level){ 1, &sample, NET_GET };
    levels[1] = (struct net_level){ 2, &inner_type, NET_ENUM };
    family.n_levels = 2;
}

static void forget(size_t row)
{
    memmove(&rows[row], &rows[row + 1], (ROWS - 1 - row) * sizeof *rows);
    sample.n_fields--;
}

static void forget_first(void)
{
    forget(ROW_A);
}
static void forget_middle(void)
{
    forget(ROW_B);
}
static void forget_pointer(void)
{
    forget(ROW_TEXT);
}
static void forget_struct(void)
{
    forget(ROW_INNER);
}
static void forget_all(void)
{
    sample.n_fields = 0;
}
static void write_twice(void)
{
    rows[ROW_B] = rows[ROW_A];
}
static void overlap(void)
{
    rows[ROW_INNER].at = offsetof(struct sample, sd);
}
static void past_the_end(void)
{
    rows[ROW_TAIL].at = sizeof(struct sample);
}
static void misaligned(void)
{
    rows[ROW_TEXT].at += 4;
}
static void no_name(void)
{
    rows[ROW_B].name = NULL;
}
static void empty_name(void)
{
    rows[ROW_B].name = "";
}
static void kind_zero(void)
{
    rows[ROW_B].kind = 0;
}
static void kind_unknown(void)
{
    rows[ROW_B].kind = 255;
}
static void text_without_maximum(void)
{
    rows[ROW_TEXT].max = 0;
}
static void sd_without_maximum(void)
{
    rows[ROW_SD].max = 0;
}
static void len_is_a_pointer(void)
{
    rows[ROW_SD].len_at = offsetof(struct sample, text);
}
static void len_comes_later(void)
{
    rows[ROW_SD].len_at = offsetof(struct sample, tail);
}
static void len_is_signed(void)
{
    rows[ROW_SD].len_at = offsetof(struct sample, b);
}
static void len_is_inside_another(void)
{
    rows[ROW_SD].len_at = offsetof(struct sample, a) + 2;
}
static void ref_in_a_struct(void)
{
    rows[ROW_TEXT].kind = NDR_REF_WSTR;
}
static void struct_without_type(void)
{
    rows[ROW_INNER].of.type = NULL;
}
static void pointer_without_type(void)
{
    rows[ROW_NEXT].of.type = NULL;
}
static void info_without_family(void)
{
    rows[ROW_NEXT] =
        (struct ndr_field){ .name = "next", .at = offsetof(struct sample, next), .kind = NDR_INFO };
}
static void echo_of_text(void)
{
    rows[ROW_TEXT].flags = NDR_ECHO;
}
static void text_that_counts(void)
{
    rows[ROW_TEXT].flags = NDR_USED_OF;
}
static void counts_no_inline_bytes(void)
{
    rows[ROW_TAIL].flags = NDR_USED_OF;
}
static void contains_itself(void)
{
    rows[ROW_NEXT].of.type = &sample;
}
static void contains_itself_by_family(void)
{
    rows[ROW_NEXT] = (struct ndr_field){ .name = "next",
                                         .at = offsetof(struct sample, next),
                                         .kind = NDR_INFO,
                                         .max = NET_GET,
                                         .of.family = &family };
}
static void too_large(void)
{
    sample.size = NDR_STRUCT_MAX + 1;
}
static void no_size(void)
{
    sample.size = 0;
}
static void levels_descend(void)
{
    levels[1].level = 0;
}
static void levels_repeat(void)
{
    levels[1].level = 1;
}
static void level_of_no_use(void)
{
    levels[1].uses = 0;
}
static void level_without_type(void)
{
    levels[1].type = NULL;
}
static void no_levels(void)
{
    family.n_levels = 0;
}

static const struct {
    const char *name;
    void (*spoil)(void);
    const char *sentence;
} broken[] = {
    { "first forgotten", forget_first, "struct sample: 4 bytes before offset 4 belong to no row" },
    { "middle forgotten", forget_middle,
      "struct sample: 4 bytes before offset 8 belong to no row" },
    { "pointer forgotten", forget_pointer,
      "struct sample: 12 bytes before offset 24 belong to no row" },
    { "struct forgotten", forget_struct,
      "struct sample: 8 bytes before offset 40 belong to no row" },
    { "all forgotten", forget_all, "struct sample: no rows, or a size out of range" },
    { "two rows for one member", write_twice, "struct sample: a: two rows for one member" },
    { "overlap", overlap, "struct sample: inner: two rows for one member" },
    { "past the end", past_the_end, "struct sample: tail: lies outside the structure" },
    { "misaligned", misaligned, "struct sample: text: lies outside the structure" },
    { "no name", no_name, "struct sample: row 1 has no name" },
    { "empty name", empty_name, "struct sample: row 1 has no name" },
    { "kind 0", kind_zero, "struct sample: b: unknown kind 0" },
    { "kind unknown", kind_unknown, "struct sample: b: unknown kind 255" },
    { "text without maximum", text_without_maximum,
      "struct sample: text: a count without a maximum" },
    { "bytes without maximum", sd_without_maximum, "struct sample: sd: a count without a maximum" },
    { "length is a pointer", len_is_a_pointer,
      "struct sample: sd: its count or level is no earlier integer" },
    { "length comes later", len_comes_later,
      "struct sample: sd: its count or level is no earlier integer" },
    { "length is signed", len_is_signed,
      "struct sample: sd: its count or level is no earlier integer" },
    { "length inside another member", len_is_inside_another,
      "struct sample: sd: its count or level is no earlier integer" },
    { "reference in a struct", ref_in_a_struct, "struct sample: text: a kind for parameters only" },
    { "struct without type", struct_without_type, "struct sample: inner: no type" },
    { "pointer without type", pointer_without_type, "struct sample: next: no type" },
    { "info without family", info_without_family, "struct sample: next: no family" },
    { "echo of text", echo_of_text, "struct sample: text: only an integer is echoed or counts" },
    { "text that counts", text_that_counts,
      "struct sample: text: only an integer is echoed or counts" },
    { "counts no inline bytes", counts_no_inline_bytes,
      "struct sample: tail: no inline bytes of its maximum follow" },
    { "contains itself", contains_itself, /* the deepest one is told */
      "struct inner: nested too deep; does it contain itself?" },
    { "contains itself by its family", contains_itself_by_family,
      "struct inner: nested too deep; does it contain itself?" },
    { "too large", too_large, "struct sample: no rows, or a size out of range" },
    { "no size", no_size, "struct sample: no rows, or a size out of range" },
    { "levels descend", levels_descend, "samples: levels do not ascend at 0" },
    { "levels repeat", levels_repeat, "samples: levels do not ascend at 1" },
    { "level of no use", level_of_no_use, "samples: level 2 is of no use" },
    { "level without type", level_without_type, "samples: level 2 has no type" },
    { "no levels", no_levels, "samples: no levels" },
};

static void each_broken_table_is_found_with_its_sentence(void **state)
{
    char why[256] = "";
    (void)state;
    start_again();
    if (!net_family_check(&family, why, sizeof why))
        fail_msg("the correct one: %s", why);
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        print_message("# %s\n", broken[i].name);
        start_again();
        broken[i].spoil();
        assert_false(net_family_check(&family, why, sizeof why));
        assert_string_equal(why, broken[i].sentence);
    }
}

/* ---- Parameters ---- */

struct frame {
    DWORD level;
    void *info;
    struct net_list list;
    LPWSTR name;
};

static void parameters_need_not_cover_their_frame(void **state)
{
    static const struct ndr_field some[] = {
        F_INFO(struct frame, info, level, &net_share,
               NET_GET), /* the level came with the request */
        F_REF_WSTR(struct frame, name, 10),
    };
    static const struct ndr_params params = NDR_PARAMS(some), none = NDR_NO_PARAMS;
    char why[256] = "";
    (void)state;
    assert_true(ndr_params_check(&params, why, sizeof why));
    assert_true(ndr_params_check(&none, why, sizeof why));
}

static void parameters_are_checked_by_row_and_deeper(void **state)
{
    struct ndr_field some[] = {
        F_U32(struct frame, level, 0),
        F_LIST(struct frame, list, level, &family, 0),
    };
    const struct ndr_params params = NDR_PARAMS(some);
    char why[256] = "";
    (void)state;
    start_again();
    assert_false(ndr_params_check(&params, why, sizeof why));
    assert_string_equal(why, "parameters: list: a count without a maximum");
    some[1].max = 10;
    assert_true(ndr_params_check(&params, why, sizeof why));
    rows[ROW_TEXT].max = 0;
    assert_false(ndr_params_check(&params, why, sizeof why));
    assert_string_equal(why, "struct sample: text: a count without a maximum");
}

static void a_count_is_of_as_many_inline_bytes_as_follow(void **state)
{
    struct counted {
        DWORD used;
        BYTE bytes[8];
    };
    struct ndr_field some[] = {
        F_USED_OF(struct counted, used, 0, 8),
        F_INLINE_SECRET(struct counted, bytes, 8),
    };
    const struct ndr_type type = NDR_TYPE(struct counted, some);
    char why[256] = "";
    (void)state;
    assert_true(ndr_type_check(&type, why, sizeof why));
    some[0].max = 12;
    assert_false(ndr_type_check(&type, why, sizeof why));
    assert_string_equal(why, "struct counted: used: no inline bytes of its maximum follow");
}

static void a_sentence_is_cut_to_its_room(void **state)
{
    char why[12];
    (void)state;
    start_again();
    no_name();
    for (size_t room = 1; room <= sizeof why; room++) {
        memset(why, 'x', sizeof why);
        assert_false(ndr_type_check(&sample, why, room));
        assert_int_equal(strlen(why), room - 1);
        assert_memory_equal(why, "struct sample: row 1", room - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_of_ours_is_correct),
        cmocka_unit_test(each_broken_table_is_found_with_its_sentence),
        cmocka_unit_test(parameters_need_not_cover_their_frame),
        cmocka_unit_test(parameters_are_checked_by_row_and_deeper),
        cmocka_unit_test(a_count_is_of_as_many_inline_bytes_as_follow),
        cmocka_unit_test(a_sentence_is_cut_to_its_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
