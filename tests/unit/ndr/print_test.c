/* SPDX-License-Identifier: MIT */
/* Structures to text: every kind of member in the three ways it can be shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../support/fail_alloc.h"
#include "../../support/wire.h"
#include "layout/layout.h"
#include "ndr/ndr.h"

struct record {
    DWORD number;
    LONG offset;
    BOOL truth;
    LPWSTR text;
    LPWSTR secret;
    DWORD len;
    PSECURITY_DESCRIPTOR sd;
    DWORD there, resume;
};

static const struct ndr_word flag_words[] = {
    { 0, 0xFF, "disk" },
    { 1, 0xFF, "printer" },
    { 0x100, 0x100, "hidden" },
    { 0x80000000, 0x80000000, "special" },
};
static const struct ndr_view flags_view = { NDR_VIEW_FLAGS, flag_words, NDR_COUNT(flag_words) };
static const struct ndr_word choice_words[] = { { 500, ~0u, "nt" }, { 600, ~0u, "osf" } };
static const struct ndr_view choice_view = { NDR_VIEW_CHOICE, choice_words,
                                             NDR_COUNT(choice_words) };

static const struct ndr_field plain = F_U32(struct record, number, 0);
static const struct ndr_field signed_one = F_I32(struct record, offset, 0);
static const struct ndr_field truth = F_BOOL(struct record, truth, 0);
static const struct ndr_field text_field = F_WSTR(struct record, text, 0, 100);
static const struct ndr_field ref_field = F_REF_WSTR(struct record, text, 100);
static const struct ndr_field secret_field = F_PASS(struct record, secret, 0, 100);
static const struct ndr_field sd_field = F_SECDESC(struct record, sd, len, 0, 100);
static const struct ndr_field resume_field = F_OPT_U32(struct record, resume, there);
static const struct ndr_field flags_field = F_VIEW(struct record, number, 0, &flags_view);
static const struct ndr_field choice_field = F_VIEW(struct record, number, 0, &choice_view);
static const struct ndr_field time_field = F_VIEW(struct record, number, 0, &view_unix_time);
static const struct ndr_field limit_field = F_VIEW(struct record, number, 0, &view_limit);

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))

/* An empty DACL: 28 bytes. */
static uint8_t descriptor[] = { 1, 0, LE16(0x8004), LE32(0), LE32(0), LE32(0), LE32(20),
                                2, 0, LE16(8),      LE16(0), LE16(0) };
#define DESCRIPTOR_HEX "01000480000000000000000000000000140000000200080000000000"

static const struct {
    const char *name;
    const struct ndr_field *field;
    struct record record;
    const char *exact, *human, *lines;
} values[] = {
    { "integer", &plain, { .number = ~0u }, "4294967295", "4294967295", "4294967295" },
    { "zero", &plain, { 0 }, "0", "0", "0" },
    { "negative", &signed_one, { .offset = -60 }, "-60", "-60", "-60" },
    { "least", &signed_one, { .offset = INT32_MIN }, "-2147483648", "-2147483648", "-2147483648" },
    { "true", &truth, { .truth = 1 }, "true", "true", "1" },
    { "also true", &truth, { .truth = -5 }, "true", "true", "1" },
    { "false", &truth, { 0 }, "false", "false", "0" },
    { "text", &text_field, { .text = WIDE(u"C$") }, "\"C$\"", "C$", "C$" },
    { "reference", &ref_field, { .text = WIDE(u"C$") }, "\"C$\"", "C$", "C$" },
    { "empty text", &text_field, { .text = WIDE(u"") }, "\"\"", "", "" },
    { "no text", &text_field, { 0 }, "null", "", "" },
    { "escapes",
      &text_field,
      { .text = WIDE(u"a\"\\b\n\t\x1f\x01") },
      "\"a\\\"\\\\b\\u000a\\u0009\\u001f\\u0001\"",
      "a\"\\b\n\t\x1f\x01",
      "a\"\\b\n\t\x1f\x01" },
    { "text of the world",
      &text_field,
      { .text = WIDE(u"\u00E4\u65E5\U0001F600") },
      "\"\u00E4\u65E5\U0001F600\"",
      "\u00E4\u65E5\U0001F600",
      "\u00E4\u65E5\U0001F600" },
    { "unpaired surrogate",
      &text_field,
      { .text = WIDE(((const WCHAR[]){ 'a', 0xD800, 'b', 0 })) },
      "\"a\uFFFDb\"",
      "a\uFFFDb",
      "a\uFFFDb" },
    { "secret", &secret_field, { .secret = WIDE(u"password") }, "\"***\"", "***", "***" },
    { "empty secret", &secret_field, { .secret = WIDE(u"") }, "\"***\"", "***", "***" },
    { "no secret", &secret_field, { 0 }, "null", "", "" },
    { "descriptor", &sd_field, { .len = 28, .sd = descriptor }, DESCRIPTOR_HEX, "D:", "D:" },
    { "no descriptor", &sd_field, { 0 }, "null", "", "" },
    { "descriptor of no length", &sd_field, { .sd = descriptor }, "null", "", "" },
    { "optional, there", &resume_field, { .there = 1, .resume = 7 }, "7", "7", "7" },
    { "optional, not there", &resume_field, { .resume = 7 }, "null", "", "" },
    { "flags",
      &flags_field,
      { .number = 0x80000101 },
      "2147483905",
      "printer,hidden,special",
      "printer\nhidden\nspecial" },
    { "flag of value zero", &flags_field, { 0 }, "0", "disk", "disk" },
    { "bits left over",
      &flags_field,
      { .number = 0x60100 },
      "393472",
      "disk,hidden,0x60000",
      "disk\nhidden\n0x60000" },
    { "value of a field without word", &flags_field, { .number = 0x42 }, "66", "0x42", "0x42" },
    { "choice", &choice_field, { .number = 500 }, "500", "nt", "nt" },
    { "choice without word", &choice_field, { .number = 501 }, "501", "501", "501" },
    { "time",
      &time_field,
      { .number = 1700000000 },
      "1700000000",
      "2023-11-14T22:13:20Z",
      "2023-11-14T22:13:20Z" },
    { "first second", &time_field, { 0 }, "0", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z" },
    { "last second",
      &time_field,
      { .number = ~0u },
      "4294967295",
      "2106-02-07T06:28:15Z",
      "2106-02-07T06:28:15Z" },
    { "limit", &limit_field, { .number = 10 }, "10", "10", "10" },
    { "no limit", &limit_field, { .number = ~0u }, "4294967295", "unlimited", "4294967295" },
};

static void assert_text(const struct bytes *out, const char *expected)
{
    assert_false(out->failed);
    assert_int_equal(out->len, strlen(expected));
    if (out->len)
        assert_memory_equal(out->data, expected, out->len);
}

static void values_are_shown_exactly_in_words_and_in_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const char *const expected[] = { [NDR_PRINT_EXACT] = values[i].exact,
                                         [NDR_PRINT_HUMAN] = values[i].human,
                                         [NDR_PRINT_LINES] = values[i].lines };
        for (int mode = NDR_PRINT_EXACT; mode <= NDR_PRINT_LINES; mode++) {
            struct bytes out;
            print_message("# %s, mode %d\n", values[i].name, mode);
            bytes_init(&out, 1000);
            ndr_print_value(values[i].field, &values[i].record, (enum ndr_print_mode)mode, &out);
            assert_text(&out, expected[mode]);
            bytes_free(&out);
        }
    }
}

struct outer {
    DWORD first;
    struct record inner;
    LPWSTR last;
};

static void a_structure_is_lines_of_member_and_value(void **state)
{
    const struct ndr_field inner_rows[] = { plain, secret_field, sd_field };
    const struct ndr_type inner = NDR_TYPE(struct record, inner_rows);
    const struct ndr_field rows[] = {
        F_U32(struct outer, first, 0),
        F_STRUCT(struct outer, inner, struct record, &inner),
        F_WSTR(struct outer, last, 0, 100),
    };
    const struct ndr_type t = NDR_TYPE(struct outer, rows);
    const struct outer record = {
        .first = 1,
        .inner = { .number = 2, .secret = WIDE(u"password"), .len = 28, .sd = descriptor },
        .last = WIDE(u"end"),
    };
    struct bytes out;
    (void)state;
    bytes_init(&out, 1000);
    ndr_print(&t, &record, "  ", &out);
    assert_text(&out, "  first = 1\n"
                      "  number = 2\n"
                      "  secret = \"***\"\n"
                      "  sd = " DESCRIPTOR_HEX "\n"
                      "  last = \"end\"\n");
    bytes_free(&out);
}

static void memory_shortage_marks_the_text_as_failed(void **state)
{
    const struct record record = { .text = WIDE(u"some text"), .secret = WIDE(u"secret") };
    static const struct ndr_field *const fields[] = { &text_field, &secret_field };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        for (size_t nth = 1; nth <= 2; nth++) {
            struct bytes out;
            bytes_init(&out, 1000);
            fail_alloc_at(nth);
            ndr_print_value(fields[i], &record, NDR_PRINT_EXACT, &out);
            assert_true(fail_alloc_done());
            assert_true(out.failed);
            bytes_free(&out);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_shown_exactly_in_words_and_in_lines),
        cmocka_unit_test(a_structure_is_lines_of_member_and_value),
        cmocka_unit_test(memory_shortage_marks_the_text_as_failed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
