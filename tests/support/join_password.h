/* SPDX-License-Identifier: MIT */
/* What a server does with a JOINPR_ENCRYPTED_USER_PASSWORD: [MS-WKST] 2.2.5.18.3 and 2.2.5.18.4. */
#ifndef SUPPORT_JOIN_PASSWORD_H
#define SUPPORT_JOIN_PASSWORD_H

#include <string.h>

#include <nettle/arcfour.h>
#include <nettle/md5.h>

#include "auth/join_password.h"
#include "base/bytes.h"

#define JOIN_LENGTH_AT 520u

static inline void join_password_decrypt(uint8_t blob[JOIN_PASSWORD_SIZE],
                                         const uint8_t key[JOIN_KEY_SIZE])
{
    struct md5_ctx md5;
    struct arcfour_ctx rc4;
    uint8_t digest[MD5_DIGEST_SIZE];
    md5_init(&md5);
    md5_update(&md5, JOIN_KEY_SIZE, key);
    md5_update(&md5, 8, blob);
    md5_digest(&md5, sizeof digest, digest);
    arcfour_set_key(&rc4, sizeof digest, digest);
    arcfour_crypt(&rc4, JOIN_PASSWORD_SIZE - 8, blob + 8, blob + 8);
}

/* The password of a decrypted blob. Returns where seed and text begin. */
static inline size_t join_password_decode(const uint8_t blob[JOIN_PASSWORD_SIZE],
                                          char16_t password[JOIN_PASSWORD_UNITS_MAX + 1])
{
    size_t len = get_le32(blob + JOIN_LENGTH_AT);
    assert_in_range(len, 2, JOIN_LENGTH_AT - 8);
    uint8_t copy[JOIN_PASSWORD_SIZE], *text = copy + 2, seed;
    memcpy(copy, blob + JOIN_LENGTH_AT - len, len);
    seed = copy[0];
    assert_int_not_equal(seed, 0);
    assert_int_equal(copy[1], 0);
    for (size_t i = len - 2; i > 1; i--)
        text[i - 1] ^= text[i - 2] ^ seed;
    assert_int_equal(seed ^ 0x43, seed | 0x43); /* whichever the server takes */
    if (len > 2)
        text[0] ^= seed ^ 0x43;
    for (size_t i = 0; i < len / 2 - 1; i++)
        password[i] = get_le16(text + 2 * i);
    password[len / 2 - 1] = 0;
    return JOIN_LENGTH_AT - len;
}

#endif
