/* SPDX-License-Identifier: MIT */
/* UTF-8 and UTF-16: what is kept, what is refused, what is shown in place of it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <string.h>

#include "../../support/fail_alloc.h"
#include "base/alloc.h"
#include "base/utf16.h"

static const struct {
    const char *name, *utf8;
    const char16_t *utf16;
} pairs[] = {
    { "empty", "", u"" },
    { "ASCII", "Server-1", u"Server-1" },
    { "Latin", "Gr\u00F6\u00DFe", u"Gr\u00F6\u00DFe" },
    { "CJK", "\u65E5\u672C\uFF5E", u"\u65E5\u672C\uFF5E" },
    { "outside the first plane", "a\U0001F600\U0010FFFFz", u"a\U0001F600\U0010FFFFz" },
    { "around the surrogates", "\uD7FF\uE000\uFFFD\uFFFF", u"\uD7FF\uE000\uFFFD\uFFFF" },
};

static const struct {
    const char *name, *utf8;
} not_utf8[] = {
    { "continuation alone", "a\x80" },
    { "truncated 2", "a\xC3" },
    { "truncated 3", "\xE6\x97" },
    { "truncated 4", "\xF0\x9F\x98" },
    { "cut by ASCII", "\xE6\x97z" },
    { "overlong slash", "\xC0\xAF" },
    { "overlong 3", "\xE0\x80\xAF" },
    { "overlong 4", "\xF0\x80\x80\xAF" },
    { "high surrogate", "\xED\xA0\x80" },
    { "low surrogate", "\xED\xBF\xBF" },
    { "past U+10FFFF", "\xF4\x90\x80\x80" },
    { "FE", "\xFE" },
    { "FF", "ok\xFF" },
};

static const struct {
    const char *name;
    const char16_t *utf16;
    const char *shown;
} unpaired[] = {
    { "high at the end", (const char16_t[]){ 'a', 0xD800, 0 }, "a\uFFFD" },
    { "high before a letter", (const char16_t[]){ 0xDBFF, 'b', 0 }, "\uFFFDb" },
    { "low alone", (const char16_t[]){ 0xDC00, 'c', 0 }, "\uFFFDc" },
    { "low before high", (const char16_t[]){ 0xDFFF, 0xD800, 0 }, "\uFFFD\uFFFD" },
    { "high before a pair", (const char16_t[]){ 0xD83D, 0xD83D, 0xDE00, 0 }, "\uFFFD\U0001F600" },
};

static void texts_convert_both_ways(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        print_message("# %s\n", pairs[i].name);
        size_t size = (utf16_len(pairs[i].utf16) + 1) * sizeof(char16_t);
        char16_t *utf16 = utf16_new(pairs[i].utf8);
        assert_non_null(utf16);
        assert_memory_equal(utf16, pairs[i].utf16, size);
        char *shown = utf8_new(utf16), *strict = utf8_new_strict(utf16);
        assert_string_equal(shown, pairs[i].utf8);
        assert_string_equal(strict, pairs[i].utf8);
        x_free(utf16);
        x_free(shown);
        x_free(strict);
    }
}

static void every_character_survives_the_round_trip(void **state)
{
    (void)state;
    for (uint32_t first = 0; first < 0x110000; first += 0x100) {
        char16_t text[0x200 + 1] = { 0 };
        size_t len = 0;
        if (first >= 0xD800 && first < 0xE000)
            continue;
        for (uint32_t c = first ? first : 1; c < first + 0x100; c++) {
            if (c >= 0x10000)
                text[len++] = (char16_t)(0xD7C0 + (c >> 10));
            text[len++] = (char16_t)(c >= 0x10000 ? 0xDC00 | (c & 0x3FF) : c);
        }
        char *utf8 = utf8_new_strict(text), *shown = utf8_new(text);
        char16_t *back = utf16_new(utf8);
        assert_string_equal(utf8, shown);
        assert_memory_equal(back, text, (len + 1) * sizeof *text);
        x_free(utf8);
        x_free(shown);
        x_free(back);
    }
}

static void wire_form_is_little_endian_without_terminator(void **state)
{
    static const uint8_t expected[] = { 0xFF, 'a', 0, 0xF6, 0, 0x3D, 0xD8, 0x00, 0xDE };
    struct bytes out;
    (void)state;
    bytes_init(&out, 64);
    bytes_put_u8(&out, 0xFF); /* and need not be aligned */
    assert_true(utf16_from_utf8(&out, "a\u00F6\U0001F600"));
    assert_true(utf16_from_utf8(&out, ""));
    assert_int_equal(out.len, sizeof expected);
    assert_memory_equal(out.data, expected, sizeof expected);
    bytes_free(&out);
}

static void text_that_is_not_utf8_is_refused_everywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof not_utf8 / sizeof *not_utf8; i++) {
        struct bytes out;
        print_message("# %s\n", not_utf8[i].name);
        errno = 0;
        assert_null(utf16_new(not_utf8[i].utf8));
        assert_int_equal(errno, EILSEQ);
        bytes_init(&out, 64);
        bytes_put_u8(&out, 7);
        assert_false(utf16_from_utf8(&out, not_utf8[i].utf8));
        assert_false(utf16_from_utf8_upper(&out, not_utf8[i].utf8));
        assert_false(out.failed);
        assert_int_equal(out.len, 1);
        bytes_free(&out);
    }
}

static void unpaired_surrogates_are_shown_or_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof unpaired / sizeof *unpaired; i++) {
        print_message("# %s\n", unpaired[i].name);
        char *shown = utf8_new(unpaired[i].utf16);
        assert_string_equal(shown, unpaired[i].shown);
        x_free(shown);
        errno = 0;
        assert_null(utf8_new_strict(unpaired[i].utf16));
        assert_int_equal(errno, EILSEQ);
    }
}

static void upper_case_maps_each_character_by_itself(void **state)
{
    struct bytes upper, expected;
    (void)state;
    bytes_init(&upper, 64);
    bytes_init(&expected, 64);
    assert_true(utf16_from_utf8_upper(&upper, "uSer1_\u00E4\u00FF\u00DF\u0436\u03C9\U00010428"));
    assert_true(utf16_from_utf8(&expected, "USER1_\u00C4\u0178\u00DF\u0416\u03A9\U00010400"));
    assert_int_equal(upper.len, expected.len);
    assert_memory_equal(upper.data, expected.data, expected.len);
    bytes_free(&upper);
    bytes_free(&expected);
}

static void a_full_buffer_fails_and_says_so(void **state)
{
    struct bytes out;
    (void)state;
    bytes_init(&out, 7);
    assert_false(utf16_from_utf8(&out, "four"));
    assert_true(out.failed);
    assert_false(utf16_from_utf8(&out, ""));
    bytes_free(&out);
}

static void names_are_the_same_but_for_case(void **state)
{
    static const struct {
        const char16_t *a, *b;
        bool same;
    } rows[] = {
        { u"", u"", true },           { u"Alice", u"aLICE", true },  { u"größe", u"GRÖßE", true },
        { u"ΣΟΦΙΑ", u"σοφια", true }, { u"日本", u"日本", true },    { u"a𝄞", u"A𝄞", true },
        { u"alice", u"alic", false }, { u"alic", u"alice", false },  { u"", u"a", false },
        { u"𝄞", u"𝄢", false },        { u"alice", u"älice", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        print_message("# row %zu\n", i);
        assert_int_equal(utf16_same_name(rows[i].a, rows[i].b), rows[i].same);
    }
}

static void memory_shortage_is_told_from_bad_text(void **state)
{
    struct bytes out;
    (void)state;
    fail_alloc_at(1);
    errno = 0;
    assert_null(utf16_new("text"));
    assert_int_equal(errno, ENOMEM);
    fail_alloc_at(1);
    assert_null(utf8_new(u"text"));
    fail_alloc_at(1);
    errno = 0;
    assert_null(utf8_new_strict(u"text"));
    assert_int_equal(errno, ENOMEM);
    fail_alloc_at(1);
    bytes_init(&out, 64);
    assert_false(utf16_from_utf8(&out, "text"));
    assert_true(out.failed);
    bytes_free(&out);
    fail_alloc_at(0);
}

static void a_beginning_is_the_same_but_for_the_case_of_letters(void **state)
{
    (void)state;
    assert_true(utf16_begins_with(u"C:\\Übung\\x", u"c:\\ÜBUNG"));
    assert_true(utf16_begins_with(u"abc", u"abc"));
    assert_true(utf16_begins_with(u"abc", u""));
    assert_false(utf16_begins_with(u"ab", u"abc"));
    assert_false(utf16_begins_with(u"", u"a"));
    assert_false(utf16_begins_with(u"C:\\a", u"D:\\"));
}

static void names_in_utf8_are_the_same_but_for_case(void **state)
{
    static const struct {
        const char *a, *b;
        bool same;
    } rows[] = {
        { NULL, NULL, true },
        { NULL, "", true },
        { "", "a", false },
        { "a", NULL, false },
        { "Data", "dATA", true },
        { "data", "data$", false },
        { "\xC3\x9C"
          "bung",
          "\xC3\xBC"
          "BUNG",
          true },
        { "\xC3\x9F", "SS", false },
        { "\xFF", "\xFF", true },
        { "A\xFF", "a\xFE", false },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_int_equal(utf8_same_name(rows[i].a, rows[i].b), rows[i].same);
        assert_int_equal(utf8_same_name(rows[i].b, rows[i].a), rows[i].same);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_beginning_is_the_same_but_for_the_case_of_letters),
        cmocka_unit_test(texts_convert_both_ways),
        cmocka_unit_test(every_character_survives_the_round_trip),
        cmocka_unit_test(wire_form_is_little_endian_without_terminator),
        cmocka_unit_test(text_that_is_not_utf8_is_refused_everywhere),
        cmocka_unit_test(unpaired_surrogates_are_shown_or_refused),
        cmocka_unit_test(upper_case_maps_each_character_by_itself),
        cmocka_unit_test(a_full_buffer_fails_and_says_so),
        cmocka_unit_test(names_are_the_same_but_for_case),
        cmocka_unit_test(names_in_utf8_are_the_same_but_for_case),
        cmocka_unit_test(memory_shortage_is_told_from_bad_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
