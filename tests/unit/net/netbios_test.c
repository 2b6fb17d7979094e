/* SPDX-License-Identifier: MIT */
/* NetBIOS names in packets, written and read; answers as nmbd gives them, and damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"
#include "messages.h"
#include "net/netbios.h"

static void names_are_made(void **state)
{
    struct netbios_name name, other;
    char text[NETBIOS_CHARS + 1];
    (void)state;
    assert_true(netbios_name_make(&name, "fred", NETBIOS_SERVER));
    assert_memory_equal(name.bytes, "FRED           \x20", 16);
    netbios_name_text(&name, text);
    assert_string_equal(text, "FRED");
    assert_true(netbios_name_make(&name, "FIFTEEN-LETTERS", NETBIOS_LOCAL_MASTER));
    assert_memory_equal(name.bytes, "FIFTEEN-LETTERS\x1D", 16);
    netbios_name_text(&name, text);
    assert_string_equal(text, "FIFTEEN-LETTERS");
    assert_false(netbios_name_make(&name, "SIXTEEN-LETTERS-", NETBIOS_SERVER));
    assert_false(netbios_name_make(&name, "", NETBIOS_SERVER));
    netbios_name_make(&name, "a", NETBIOS_SERVER);
    netbios_name_make(&other, "a", NETBIOS_WORKSTATION);
    assert_false(netbios_name_equal(&name, &other));
}

/* The name of the example in RFC 1001 14.1, worked out by hand */
static void names_are_encoded_in_letters(void **state)
{
    struct netbios_name name;
    uint8_t encoded[NETBIOS_ENCODED];
    (void)state;
    memcpy(name.bytes, "The NetBIOS name", 16);
    netbios_name_encode(&name, encoded);
    assert_memory_equal(encoded, "\x20" "FEGIGFCAEOGFHEECEJEPFDCAGOGBGNGF", 34);
}

static void every_name_reads_back(void **state)
{
    (void)state;
    for (unsigned b = 0; b < 256; b++) {
        struct netbios_name name, back;
        uint8_t encoded[NETBIOS_ENCODED];
        size_t at = 0;
        memset(name.bytes, (int)b, sizeof name.bytes);
        netbios_name_encode(&name, encoded);
        assert_true(netbios_name_decode(encoded, sizeof encoded, &at, &back));
        assert_int_equal(at, sizeof encoded);
        assert_true(netbios_name_equal(&name, &back));
    }
}

#define FRED "\x20" "EGFCEFEECACACACACACACACACACACACA"
static const struct {
    const char *name, *packet;
    size_t len, at, after; /* after 0: refused */
} packets[] = {
    { "plain", FRED, 34, 0, 34 },
    { "with a scope", FRED "\x03lab\x04test", 43, 0, 43 },
    { "a pointer", FRED "\0\xC0\x00", 36, 34, 36 },
    { "a name whose scope is a pointer", "\x03lab\0" FRED "\xC0\x00", 40, 5, 40 },
    { "nothing", "", 0, 0, 0 },
    { "starts past the end", FRED, 34, 40, 0 },
    { "no end", FRED, 33, 0, 0 },
    { "the root only", "\0", 1, 0, 0 },
    { "a label that is too short for a name", "\x03lab", 5, 0, 0 },
    { "letters that are none", "\x20" "EGFCEFEECACACACACACACACACACACACZ", 34, 0, 0 },
    { "a pointer to itself", "\xC0\x00", 2, 0, 0 },
    { "a pointer forward", "\xC0\x02" FRED, 36, 0, 0 },
    { "half a pointer", FRED "\0\xC0", 35, 34, 0 },
    { "two pointers to each other", "\xC0\x02\xC0\x00", 4, 2, 0 },
    { "a loop through labels", FRED "\xC0\x00", 35, 0, 0 },
    { "a label with reserved bits", "\x40" "EGFCEFEECACACACACACACACACACACACA", 34, 0, 0 },
};

static void compressed_names_are_read_and_loops_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof packets / sizeof *packets; i++) {
        struct netbios_name name;
        size_t at = packets[i].at;
        uint8_t *exact = malloc(packets[i].len + 1);
        print_message("%s\n", packets[i].name);
        memcpy(exact, packets[i].packet, packets[i].len);
        bool read = netbios_name_decode(exact, packets[i].len, &at, &name);
        assert_int_equal(read, packets[i].after != 0);
        if (read) {
            assert_int_equal(at, packets[i].after);
            assert_memory_equal(name.bytes, "FRED            ", 16);
        }
        free(exact);
    }
}

static void queries_are_those_of_the_rfc(void **state)
{
    struct netbios_name name;
    uint8_t packet[NBNS_QUERY_SIZE];
    (void)state;
    netbios_name_make(&name, "FRED", NETBIOS_SERVER);
    nbns_query_encode(0x1234, &name, true, packet);
    assert_memory_equal(packet, "\x12\x34\x01\x10\0\1\0\0\0\0\0\0" FRED "\0\0\x20\0\1", 50);
    nbns_query_encode(0x1234, &name, false, packet);
    assert_memory_equal(packet, "\x12\x34\x01\x00", 4);
}

static void a_recorded_answer_is_read(void **state)
{
    struct messages m;
    struct nbns_response r;
    struct netbios_name name;
    (void)state;
    messages_load(&m, "browse_nbns_master.txt");
    assert_int_equal(m.n, 1);
    assert_true(nbns_response_decode(m.m[0].data, m.m[0].len, &r));
    netbios_name_make(&name, "LABWG", NETBIOS_LOCAL_MASTER);
    assert_true(netbios_name_equal(&r.name, &name));
    assert_int_equal(r.id, get_be16(m.m[0].data));
    assert_int_equal(r.n_addresses, 1);
    assert_int_equal(r.addresses[0], 0x0A5D070B);
    messages_free(&m);
}

/* Whatever is cut off or flipped: no read past the packet, no address that no host has. */
static void damaged_answers_are_harmless(void **state)
{
    struct messages m;
    struct nbns_response r;
    (void)state;
    messages_load(&m, "browse_nbns_master.txt");
    for (size_t len = 0; len < m.m[0].len; len++) {
        uint8_t *cut = malloc(len + !len);
        memcpy(cut, m.m[0].data, len);
        assert_false(nbns_response_decode(cut, len, &r));
        free(cut);
    }
    for (size_t i = 0; i < m.m[0].len; i++) {
        for (unsigned flip = 1; flip < 256; flip++) {
            m.m[0].data[i] ^= (uint8_t)flip;
            if (nbns_response_decode(m.m[0].data, m.m[0].len, &r))
                for (size_t a = 0; a < r.n_addresses; a++)
                    assert_true(r.addresses[a] >> 24 && r.addresses[a] >> 24 != 127 &&
                                r.addresses[a] >> 24 < 224);
            m.m[0].data[i] ^= (uint8_t)flip;
        }
    }
    messages_free(&m);
}

/* The head of an answer with the given flags, type and size of data. */
static size_t answer(uint8_t *p, unsigned flags, unsigned type, size_t size)
{
    static const uint8_t head[] = "\0\1\0\0\0\0\0\1\0\0\0\0" FRED "\0\0\x20\0\1\0\0\0\0\0\0";
    memcpy(p, head, sizeof head - 1);
    p[2] = (uint8_t)(flags >> 8);
    p[3] = (uint8_t)flags;
    p[12 + 34 + 1] = (uint8_t)type;
    p[12 + 34 + 8] = (uint8_t)(size >> 8);
    p[12 + 34 + 9] = (uint8_t)size;
    return sizeof head - 1;
}

static void negative_answers_name_no_address(void **state)
{
    uint8_t p[128];
    struct nbns_response r;
    (void)state;
    size_t len = answer(p, 0x8583, 0x0A, 0);
    assert_true(nbns_response_decode(p, len, &r));
    assert_int_equal(r.n_addresses, 0);
    len = answer(p, 0x8500, 0x0A, 0); /* no error, and no addresses either */
    assert_false(nbns_response_decode(p, len, &r));
    len = answer(p, 0x0500, 0x20, 0); /* a query */
    assert_false(nbns_response_decode(p, len, &r));
    len = answer(p, 0xAD00, 0x20, 0); /* the response to a registration */
    assert_false(nbns_response_decode(p, len, &r));
}

static void many_addresses_are_cut_and_wrong_ones_left_out(void **state)
{
    uint8_t p[512] = { 0 };
    struct nbns_response r;
    (void)state;
    size_t at = answer(p, 0x8580, 0x20, 6 * 40);
    for (unsigned i = 0; i < 40; i++)
        p[at + i * 6 + 2] = 10, p[at + i * 6 + 5] = (uint8_t)i;
    assert_true(nbns_response_decode(p, at + 6 * 40, &r));
    assert_int_equal(r.n_addresses, NBNS_ANSWERS_MAX);
    static const uint8_t wrong[][4] = {
        { 0, 0, 0, 0 }, { 127, 0, 0, 1 }, { 224, 0, 0, 1 }, { 255, 255, 255, 255 }, { 0, 1, 2, 3 }
    };
    at = answer(p, 0x8580, 0x20, 6 * 6);
    for (unsigned i = 0; i < 5; i++)
        memcpy(p + at + i * 6 + 2, wrong[i], 4);
    assert_true(nbns_response_decode(p, at + 6 * 6, &r));
    assert_int_equal(r.n_addresses, 1);
    at = answer(p, 0x8580, 0x20, 7);
    assert_false(nbns_response_decode(p, at + 7, &r));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_made),
        cmocka_unit_test(names_are_encoded_in_letters),
        cmocka_unit_test(every_name_reads_back),
        cmocka_unit_test(compressed_names_are_read_and_loops_refused),
        cmocka_unit_test(queries_are_those_of_the_rfc),
        cmocka_unit_test(a_recorded_answer_is_read),
        cmocka_unit_test(damaged_answers_are_harmless),
        cmocka_unit_test(negative_answers_name_no_address),
        cmocka_unit_test(many_addresses_are_cut_and_wrong_ones_left_out),
    };
    return cmocka_run_group_tests_name("netbios", tests, NULL, NULL);
}
