/* SPDX-License-Identifier: MIT */
/* Sealed passwords against blobs that another program made from the specification
 * (join_password_vectors.py), and opened again by the specification's own way back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>

#include "auth/join_password.h"
#include "base/utf16.h"
#include "join_password.h"

static const uint8_t key[JOIN_KEY_SIZE] = { 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17,
                                            0x18, 0x19, 0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F };

static void random_bytes(uint8_t blob[JOIN_PASSWORD_SIZE], unsigned first)
{
    for (unsigned i = 0; i < JOIN_PASSWORD_SIZE; i++)
        blob[i] = (uint8_t)(7 * i + first);
}

static const char16_t *longest(void)
{
    static char16_t text[JOIN_PASSWORD_UNITS_MAX + 1];
    for (size_t i = 0; i < JOIN_PASSWORD_UNITS_MAX; i++)
        text[i] = u'x';
    return text;
}

static void assert_hex(const uint8_t *got, size_t n, const char *expected)
{
    char text[2 * 64 + 1] = "";
    for (size_t i = 0; i < n; i++)
        snprintf(text + 2 * i, 3, "%02x", got[i]);
    assert_string_equal(text, expected);
}

static void sealed_passwords_are_those_of_the_specification(void **state)
{
    static const struct {
        unsigned first;
        const char16_t *password; /* NULL: the longest */
        const char *end, *sha256;
    } rows[] = {
        { 0xAB, u"PASSWORD", "4bfe54a1e15d28f2bc7840badabf1edde0a39ab4f9e232694d7df457",
          "ee0fb50713b40c7c7a8dbb3d4116657a500a4fce6ab509b164885285dfb778f1" },
        { 0x00, u"", "f30860969ab7f6ae16678f840dee1f071b2a42b517a4f0d22b40f862",
          "2086133da5a11c35ab7bf1888fa9fb06f779e50ffc0b37801350d739cfb46c04" },
        { 0x7E, u"Gr\u00F6\u00DFe \U0001D11E",
          "703a93d8da0bd0494a5b17ed192910d55ac3882b909feef7b97b7964",
          "ec04a0d97a7ffb8318b38028ed5ba428f9ed87a0880c2f2caed0d50922b6d9e2" },
        { 0xFF, NULL, "e0970603ffbb11cc835622cf94179b169de50b0afc032f58c80f0714",
          "969ddd0b1c9be2207e8ea50bccacbf24cedb477efb1e99751bb3357d01889545" },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t blob[JOIN_PASSWORD_SIZE], digest[SHA256_DIGEST_SIZE];
        struct sha256_ctx sha;
        random_bytes(blob, rows[i].first);
        join_password_seal_over(rows[i].password ? rows[i].password : longest(), key, blob);
        assert_hex(blob + JOIN_PASSWORD_SIZE - 28, 28, rows[i].end);
        sha256_init(&sha);
        sha256_update(&sha, sizeof blob, blob);
        sha256_digest(&sha, sizeof digest, digest);
        assert_hex(digest, sizeof digest, rows[i].sha256);
    }
}

static void every_seed_can_be_undone_and_the_rest_stays_random(void **state)
{
    (void)state;
    for (unsigned first = 0; first < 256; first++) {
        uint8_t blob[JOIN_PASSWORD_SIZE], random[JOIN_PASSWORD_SIZE];
        char16_t password[JOIN_PASSWORD_UNITS_MAX + 1];
        random_bytes(random, first);
        random_bytes(blob, first);
        join_password_seal_over(u"Gr\u00F6\u00DFe C", key, blob);
        join_password_decrypt(blob, key);
        size_t start = join_password_decode(blob, password);
        assert_true(utf16_same_name(password, u"Gr\u00F6\u00DFe C"));
        assert_int_equal(start, JOIN_LENGTH_AT - 2 * (7 + 1));
        assert_memory_equal(blob, random, start);
    }
}

static void no_two_blobs_are_alike(void **state)
{
    uint8_t one[JOIN_PASSWORD_SIZE], other[JOIN_PASSWORD_SIZE];
    char16_t password[JOIN_PASSWORD_UNITS_MAX + 1];
    (void)state;
    assert_true(join_password_seal(u"secret", key, one));
    assert_true(join_password_seal(u"secret", key, other));
    assert_memory_not_equal(one, other, 8);
    join_password_decrypt(one, key);
    join_password_decode(one, password);
    assert_true(utf16_same_name(password, u"secret"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(sealed_passwords_are_those_of_the_specification),
        cmocka_unit_test(every_seed_can_be_undone_and_the_rest_stays_random),
        cmocka_unit_test(no_two_blobs_are_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
