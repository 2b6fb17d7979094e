/* SPDX-License-Identifier: MIT */
/* Bytes of older protocols into text: what is taken for UTF-8, what for a code page. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/codepage.h"
#include "base/utf16.h"
#include "fail_alloc.h"

static const struct {
    const char *name, *codepage, *bytes;
    const char16_t *text;
} texts[] = {
    { "nothing", NULL, "", u"" },
    { "ASCII", NULL, "lab server", u"lab server" },
    { "CP850 by default", NULL, "Gr\x94\xE1" "e \x82", u"Größe é" },
    { "UTF-8 by itself", NULL, "Gr\xC3\xB6\xC3\x9F" "e", u"Größe" },
    { "UTF-8 outside the first plane", NULL, "\xF0\x9D\x84\x9E", u"\U0001D11E" },
    { "UTF-8 cut in a character", NULL, "Gr\xC3\xB6\xC3", u"Grö" },
    { "UTF-8 cut in a long character", NULL, "\xC3\xB6\xF0\x9D\x84", u"ö" },
    { "a lone letter is not cut UTF-8", NULL, "CAF\xC3", u"CAF├" },
    { "not UTF-8 in the middle", NULL, "\xC3\xB6\xC3z", u"├Â├z" },
    { "overlong is not UTF-8", NULL, "\xC0\xAF", u"└»" },
    { "Greek", "CP737", "\x80\x81", u"ΑΒ" },
    { "Japanese", "CP932", "\x93\xFA\x96{", u"日本" },
    { "Japanese, cut", "CP932", "\x93\xFA\x96", u"日\uFFFD" },
    { "UTF-8 by name", "UTF-8", "a\xFFz\xC3", u"a\uFFFDz\uFFFD" },
    { "a byte that is no character", "CP1252", "a\x81z", u"a\uFFFDz" },
};

static void bytes_become_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct codepage c;
        struct arena arena = { 0 };
        print_message("%s\n", texts[i].name);
        assert_true(codepage_begin(&c, texts[i].codepage));
        /* twice: a decoder keeps no state from one text to the next */
        for (int n = 0; n < 2; n++) {
            const char16_t *got = codepage_decode(&c, (const uint8_t *)texts[i].bytes,
                                                  strlen(texts[i].bytes), &arena);
            assert_non_null(got);
            size_t len = utf16_len(texts[i].text);
            assert_int_equal(utf16_len(got), len);
            assert_memory_equal(got, texts[i].text, 2 * len);
        }
        codepage_end(&c);
        arena_drop(&arena);
    }
}

static void every_byte_becomes_a_character(void **state)
{
    static const char *const names[] = { NULL, "CP850", "CP437", "CP932", "UTF-8", "ASCII" };
    (void)state;
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        struct codepage c;
        struct arena arena = { 0 };
        assert_true(codepage_begin(&c, names[n]));
        for (unsigned b = 1; b < 256; b++) {
            uint8_t byte = (uint8_t)b;
            assert_int_equal(utf16_len(codepage_decode(&c, &byte, 1, &arena)), 1);
        }
        codepage_end(&c);
        arena_drop(&arena);
    }
}

static void a_missing_code_page_is_told(void **state)
{
    struct codepage c;
    (void)state;
    assert_false(codepage_begin(&c, "NO-SUCH-PAGE"));
    codepage_end(&c);
}

static void names_are_encoded(void **state)
{
    struct codepage c;
    struct bytes out;
    (void)state;
    codepage_begin(&c, NULL);
    bytes_init(&out, 15);
    assert_true(codepage_encode(&c, "B\xC3\x9CRO", &out));
    assert_int_equal(out.len, 4);
    assert_memory_equal(out.data, "B\x9ARO", 4);
    bytes_free(&out);
    assert_false(codepage_encode(&c, "\xE6\x97\xA5", &out)); /* not in CP850 */
    bytes_free(&out);
    assert_false(codepage_encode(&c, "SIXTEEN-LETTERS-", &out));
    bytes_free(&out);
    assert_true(codepage_encode(&c, "\xC3\x9C" "FIFTEEN-LETTER", &out));
    bytes_free(&out);
    assert_false(codepage_encode(&c, "\xC3\x9C" "FIFTEEN-LETTERS", &out));
    bytes_free(&out);
    codepage_end(&c);
}

static void memory_shortage_gives_null(void **state)
{
    struct codepage c;
    struct arena arena = { 0 };
    (void)state;
    codepage_begin(&c, NULL);
    fail_alloc_at(1);
    assert_null(codepage_decode(&c, (const uint8_t *)"a", 1, &arena));
    fail_alloc_at(0);
    codepage_end(&c);
    arena_drop(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_become_text),
        cmocka_unit_test(every_byte_becomes_a_character),
        cmocka_unit_test(a_missing_code_page_is_told),
        cmocka_unit_test(names_are_encoded),
        cmocka_unit_test(memory_shortage_gives_null),
    };
    return cmocka_run_group_tests_name("codepage", tests, NULL, NULL);
}
