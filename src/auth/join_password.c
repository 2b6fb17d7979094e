/* SPDX-License-Identifier: MIT */
/* A password to an encoded one at the end of a buffer of random bytes, and that buffer encrypted
 * with the session's key. */
#include "auth/join_password.h"

#include <nettle/arcfour.h>
#include <nettle/md5.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/random.h"
#include "base/utf16.h"

#define OBFUSCATOR_SIZE 8u
#define LENGTH_AT       520u
#define FIRST_MASK      0x43u /* stands in for the byte before the first */

/*
 * The two halves of the specification do not say the same: encoding (2.2.5.18.1) begins with
 * (seed OR 0x43), decoding (2.2.5.18.4) with (seed XOR 0x43). With a seed that has none of these
 * bits they are one. It must not be 0.
 */
static uint8_t make_seed(uint8_t random)
{
    uint8_t seed = random & (uint8_t)~FIRST_MASK;
    return seed ? seed : (uint8_t)~FIRST_MASK;
}

/* 2.2.5.18.1: each byte is combined with the seed and the encoded byte before it. */
static void encode_text(uint8_t *text, size_t len, uint8_t seed)
{
    uint8_t before = FIRST_MASK;
    for (size_t i = 0; i < len; i++) {
        text[i] ^= before ^ seed;
        before = text[i];
    }
}

/* 2.2.5.18.3 */
static void encrypt(const uint8_t session_key[JOIN_KEY_SIZE], uint8_t blob[JOIN_PASSWORD_SIZE])
{
    struct md5_ctx md5;
    struct arcfour_ctx rc4;
    uint8_t key[MD5_DIGEST_SIZE];
    md5_init(&md5);
    md5_update(&md5, JOIN_KEY_SIZE, session_key);
    md5_update(&md5, OBFUSCATOR_SIZE, blob);
    md5_digest(&md5, sizeof key, key);
    arcfour_set_key(&rc4, sizeof key, key);
    arcfour_crypt(&rc4, JOIN_PASSWORD_SIZE - OBFUSCATOR_SIZE, blob + OBFUSCATOR_SIZE,
                  blob + OBFUSCATOR_SIZE);
    x_wipe(&md5, sizeof md5);
    x_wipe(&rc4, sizeof rc4);
    x_wipe(key, sizeof key);
}

/*
 * Seed and text end where the length begins. The length counts the two of them, so that it is what
 * decoding takes it for: (characters + 1) * 2. 2.2.5.18.1 has a NUL behind the text, which it does
 * not encode; as a part of the length it would become a last character of the password.
 */
void join_password_seal_over(const char16_t *password, const uint8_t session_key[JOIN_KEY_SIZE],
                             uint8_t out[JOIN_PASSWORD_SIZE])
{
    size_t units = utf16_len(password), len = 2 * (units + 1);
    uint8_t *encoded = out + LENGTH_AT - len;
    uint8_t seed = make_seed(out[LENGTH_AT]);
    put_le16(encoded, seed);
    for (size_t i = 0; i < units; i++)
        put_le16(encoded + 2 * (i + 1), password[i]);
    encode_text(encoded + 2, len - 2, seed);
    put_le32(out + LENGTH_AT, (uint32_t)len);
    encrypt(session_key, out);
}

bool join_password_seal(const char16_t *password, const uint8_t session_key[JOIN_KEY_SIZE],
                        uint8_t out[JOIN_PASSWORD_SIZE])
{
    if (!random_fill(out, JOIN_PASSWORD_SIZE))
        return false;
    join_password_seal_over(password, session_key, out);
    return true;
}
