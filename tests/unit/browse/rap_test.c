/* SPDX-License-Identifier: MIT */
/* RAP requests to the byte, and replies of a real server: read, and damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "browse/rap.h"
#include "lmserver.h"
#include "messages.h"
#include "winerror.h"

static void requests_are_those_of_the_specification(void **state)
{
    static const struct {
        struct rap_request request;
        const char *bytes;
        size_t len;
    } rows[] = {
        { { 1, SV_TYPE_ALL, "LABWG", NULL },
          "\x68\0WrLehDz\0B16BBDz\0\1\0\0\xFC\xFF\xFF\xFF\xFFLABWG", 32 },
        { { 0, SV_TYPE_DOMAIN_ENUM, "A", NULL }, "\x68\0WrLehDz\0B16\0\0\0\0\xFC\0\0\0\x80" "A", 24 },
        { { 1, 3, "A", "LAST" }, "\xD7\0WrLehDzz\0B16BBDz\0\1\0\0\xFC\3\0\0\0A\0LAST", 34 },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bytes out;
        bytes_init(&out, 256);
        rap_request_put(&rows[i].request, &out);
        assert_int_equal(out.len, rows[i].len);
        assert_memory_equal(out.data, rows[i].bytes, rows[i].len);
        bytes_free(&out);
    }
}

/* The parameters and data of a recorded transaction. */
struct recorded {
    struct messages m;
    struct bytes params, data;
};

static void recorded_load(struct recorded *r, const char *file)
{
    messages_load(&r->m, file);
    uint8_t *p = r->m.m[3].data, *words = p + 33;
    bytes_init(&r->params, UINT16_MAX);
    bytes_init(&r->data, UINT16_MAX);
    bytes_put(&r->params, p + get_le16(words + 8), get_le16(words + 6));
    bytes_put(&r->data, p + get_le16(words + 14), get_le16(words + 12));
}

static void recorded_free(struct recorded *r)
{
    messages_free(&r->m);
    bytes_free(&r->params);
    bytes_free(&r->data);
}

static void a_recorded_list_is_read(void **state)
{
    static const struct {
        const char *name, *comment;
        uint32_t type;
    } wanted[] = {
        { "B\x9ARO", "Gr\x94\xE1" "e, \x82 \xAB", 0x00809A03 },
        { "EXACTLY15CHARSX", "", 0x00809A03 },
        { "LABSRV3", "lab server", 0x00849A03 },
        { "PRINTER1", "a comment of forty-eight characters: 0123456789", 0x00801203 },
    };
    (void)state;
    for (unsigned level = 0; level < 2; level++) {
        struct recorded r;
        struct rap_reply reply;
        recorded_load(&r, level ? "browse_list_1.txt" : "browse_list_0.txt");
        assert_true(rap_reply_read(&reply, level, &r.params, &r.data));
        assert_int_equal(reply.status, 0);
        assert_int_equal(reply.count, 4);
        assert_int_equal(reply.available, 4);
        for (size_t i = 0; i < reply.count; i++) {
            struct rap_entry e;
            assert_true(rap_entry_read(&reply, i, &e));
            assert_string_equal(e.name, wanted[i].name);
            if (!level)
                continue;
            assert_int_equal(e.type, wanted[i].type);
            assert_int_equal(e.comment_len, strlen(wanted[i].comment));
            assert_memory_equal(e.comment, wanted[i].comment, e.comment_len);
        }
        recorded_free(&r);
    }
}

static void a_recorded_list_of_domains_is_read(void **state)
{
    struct recorded r;
    struct rap_reply reply;
    struct rap_entry e;
    (void)state;
    recorded_load(&r, "browse_domains_1.txt");
    assert_true(rap_reply_read(&reply, 1, &r.params, &r.data));
    assert_int_equal(reply.count, 2);
    assert_true(rap_entry_read(&reply, 1, &e));
    assert_string_equal(e.name, "OTHERWG");
    assert_string_equal((const char *)e.comment, "SRV9");
    assert_int_equal(e.type, 0x80001000u);
    recorded_free(&r);
}

/* Reads everything of a reply; whether it was good does not matter, that it stayed inside does. */
static void read_all(unsigned level, const struct bytes *params, const struct bytes *data)
{
    struct rap_reply reply;
    struct rap_entry e;
    if (!rap_reply_read(&reply, level, params, data))
        return;
    for (size_t i = 0; i < reply.count; i++)
        if (rap_entry_read(&reply, i, &e))
            for (size_t n = 0; n < e.comment_len; n++)
                assert_int_not_equal(e.comment[n], 0);
}

static void replies_cut_at_each_length_stay_inside(void **state)
{
    (void)state;
    for (unsigned level = 0; level < 2; level++) {
        struct recorded r;
        recorded_load(&r, level ? "browse_list_1.txt" : "browse_list_0.txt");
        for (size_t len = 0; len <= r.params.len; len++) {
            struct bytes cut = { .data = malloc(len + !len), .len = len };
            memcpy(cut.data, r.params.data, len);
            read_all(level, &cut, &r.data);
            free(cut.data);
        }
        for (size_t len = 0; len <= r.data.len; len++) {
            struct bytes cut = { .data = malloc(len + !len), .len = len };
            struct rap_reply reply;
            memcpy(cut.data, r.data.data, len);
            read_all(level, &r.params, &cut);
            assert_int_equal(rap_reply_read(&reply, level, &r.params, &cut),
                             len >= 4 * (level ? 26u : 16u));
            free(cut.data);
        }
        recorded_free(&r);
    }
}

static void replies_with_a_byte_flipped_stay_inside(void **state)
{
    struct recorded r;
    (void)state;
    recorded_load(&r, "browse_list_1.txt");
    struct bytes exact = { .data = malloc(r.data.len), .len = r.data.len };
    memcpy(exact.data, r.data.data, r.data.len);
    for (unsigned flip = 1; flip < 256; flip++) {
        for (size_t i = 0; i < r.params.len; i++) {
            r.params.data[i] ^= (uint8_t)flip;
            read_all(1, &r.params, &exact);
            r.params.data[i] ^= (uint8_t)flip;
        }
        for (size_t i = 0; i < exact.len; i++) {
            exact.data[i] ^= (uint8_t)flip;
            read_all(1, &r.params, &exact);
            exact.data[i] ^= (uint8_t)flip;
        }
    }
    free(exact.data);
    recorded_free(&r);
}

#define NAME_15 "FIFTEEN-LETTERS"
static const struct {
    const char *name, *data; /* one entry of level 1 with converter 0x1000 */
    size_t len;
    const char *entry, *comment; /* NULL: refused */
} entries[] = {
    { "plain", "A\0..............\1\2\3\0\0\0\x1A\x10\0\0text", 31, "A", "text" },
    { "15 letters and a NUL", NAME_15 "\0\1\2\3\0\0\0\x1A\x10\0\0text", 31, NAME_15, "text" },
    { "15 letters and a type", NAME_15 "\x20\1\2\3\0\0\0\x1A\x10\0\0text", 31, NAME_15, "text" },
    { "blanks at the end", "A              \0\1\2\3\0\0\0\x1A\x10\0\0text", 31, "A", "text" },
    { "no comment", "A\0..............\1\2\3\0\0\0\0\0\0\0", 26, "A", "" },
    { "an empty comment", "A\0..............\1\2\3\0\0\0\x1A\x10\0\0", 27, "A", "" },
    { "a comment past the end", "A\0..............\1\2\3\0\0\0\x1A\x10\0\0", 26, "A", NULL },
    { "a comment before the data", "A\0..............\1\2\3\0\0\0\xFF\x0F\0\0text", 31, "A", NULL },
    { "a comment without an end", "A\0..............\1\2\3\0\0\0\x1A\x10\0\0text", 30, "A", NULL },
};

static void entries_in_odd_shapes_are_read_or_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++) {
        struct bytes params = { .data = (uint8_t[]){ 0, 0, 0, 0x10, 1, 0, 1, 0 }, .len = 8 };
        struct bytes data = { .data = malloc(entries[i].len), .len = entries[i].len };
        struct rap_reply reply;
        struct rap_entry e;
        print_message("%s\n", entries[i].name);
        memcpy(data.data, entries[i].data, data.len);
        assert_true(rap_reply_read(&reply, 1, &params, &data));
        assert_int_equal(rap_entry_read(&reply, 0, &e), entries[i].comment != NULL);
        assert_string_equal(e.name, entries[i].entry);
        if (entries[i].comment) {
            assert_int_equal(e.comment_len, strlen(entries[i].comment));
            assert_memory_equal(e.comment, entries[i].comment, e.comment_len);
            assert_int_equal(e.major, 1);
            assert_int_equal(e.minor, 2);
            assert_int_equal(e.type, 3);
        }
        free(data.data);
    }
}

static void an_error_needs_nothing_but_its_status(void **state)
{
    struct rap_reply reply;
    struct bytes params = { .data = (uint8_t[]){ 0xE6, 0x17 }, .len = 2 }, data = { 0 };
    (void)state;
    assert_true(rap_reply_read(&reply, 1, &params, &data));
    assert_int_equal(reply.status, ERROR_NO_BROWSER_SERVERS_FOUND);
    assert_int_equal(reply.count, 0);
    params.data = (uint8_t[]){ 0, 0 };
    assert_false(rap_reply_read(&reply, 1, &params, &data));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_are_those_of_the_specification),
        cmocka_unit_test(a_recorded_list_is_read),
        cmocka_unit_test(a_recorded_list_of_domains_is_read),
        cmocka_unit_test(replies_cut_at_each_length_stay_inside),
        cmocka_unit_test(replies_with_a_byte_flipped_stay_inside),
        cmocka_unit_test(entries_in_odd_shapes_are_read_or_refused),
        cmocka_unit_test(an_error_needs_nothing_but_its_status),
    };
    return cmocka_run_group_tests_name("rap", tests, NULL, NULL);
}
