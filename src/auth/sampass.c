/* SPDX-License-Identifier: MIT */
/*
 * A password to a buffer of random bytes with the password at one end, and that buffer to what is
 * sent. Plain text and keys are wiped from each place they pass through.
 */
#include "auth/sampass.h"

#include <assert.h>
#include <stdbool.h>
#include <string.h>

#include <nettle/aes.h>
#include <nettle/arcfour.h>
#include <nettle/cbc.h>
#include <nettle/des.h>
#include <nettle/hmac.h>
#include <nettle/md5.h>
#include <nettle/pbkdf2.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/random.h"
#include "base/status.h"
#include "base/utf16.h"

/* 2.2.6.32 SAMPR_USER_PASSWORD_AES: length, then the buffer */
#define AES_BUFFER_AT  2u
#define AES_PLAIN_SIZE (AES_BUFFER_AT + SAM_BUFFER_SIZE)

#define DES_HALF 7u /* bytes of a key that become one of DES */

/* 3.2.2.4: SAM_AES256_ENC_KEY_STRING, SAM_AES256_MAC_KEY_STRING. The NUL belongs to each. */
static const char enc_key_label[] = "Microsoft SAM encryption key AEAD-AES-256-CBC-HMAC-SHA512 16";
static const char mac_key_label[] = "Microsoft SAM MAC key AEAD-AES-256-CBC-HMAC-SHA512 16";
static const uint8_t version_byte = 1, version_byte_length = 1;

enum placement { AT_START, AT_END };

static void put_text(uint8_t *at, const char16_t *text, size_t units)
{
    for (size_t i = 0; i < units; i++)
        put_le16(at + 2 * i, text[i]);
}

/* Random bytes with the password at one end; *len is its bytes. */
static uint32_t fill_buffer(const char16_t *password, enum placement place,
                            uint8_t buffer[SAM_BUFFER_SIZE], size_t *len)
{
    size_t units = utf16_len(password);
    if (units > SAM_PASSWORD_UNITS_MAX)
        return STATUS_INVALID_PARAMETER;
    if (!random_fill(buffer, SAM_BUFFER_SIZE))
        return STATUS_INTERNAL_ERROR;
    *len = 2 * units;
    put_text(buffer + (place == AT_END ? SAM_BUFFER_SIZE - *len : 0), password, units);
    return STATUS_OK;
}

uint32_t sam_seal_rc4(const char16_t *password, const uint8_t key[SAM_KEY_SIZE],
                      uint8_t out[SAM_RC4_SIZE])
{
    uint8_t plain[SAM_RC4_SIZE];
    struct arcfour_ctx rc4;
    size_t len;
    uint32_t status = fill_buffer(password, AT_END, plain, &len);
    if (status)
        return status;
    put_le32(plain + SAM_BUFFER_SIZE, (uint32_t)len);
    arcfour_set_key(&rc4, SAM_KEY_SIZE, key);
    arcfour_crypt(&rc4, sizeof plain, out, plain);
    x_wipe(&rc4, sizeof rc4);
    x_wipe(plain, sizeof plain);
    return STATUS_OK;
}

/* 3.2.2.2. The salt comes first (tried with Samba), unlike that of [MS-WKST] 2.2.5.18.3. */
static void salted_key(const uint8_t salt[SAM_SALT_SIZE], const uint8_t key[SAM_KEY_SIZE],
                       uint8_t out[SAM_KEY_SIZE])
{
    struct md5_ctx md5;
    md5_init(&md5);
    md5_update(&md5, SAM_SALT_SIZE, salt);
    md5_update(&md5, SAM_KEY_SIZE, key);
    md5_digest(&md5, SAM_KEY_SIZE, out);
    x_wipe(&md5, sizeof md5);
}

uint32_t sam_seal_salted(const char16_t *password, const uint8_t key[SAM_KEY_SIZE],
                         uint8_t out[SAM_SALTED_SIZE])
{
    uint8_t salt[SAM_SALT_SIZE], own_key[SAM_KEY_SIZE];
    if (!random_fill(salt, sizeof salt))
        return STATUS_INTERNAL_ERROR;
    salted_key(salt, key, own_key);
    uint32_t status = sam_seal_rc4(password, own_key, out);
    if (!status)
        memcpy(out + SAM_RC4_SIZE, salt, sizeof salt);
    x_wipe(own_key, sizeof own_key);
    return status;
}

static void derive_key(const uint8_t cek[SAM_KEY_SIZE], const char *label, size_t label_size,
                       size_t size, uint8_t *out)
{
    struct hmac_sha512_ctx hmac;
    hmac_sha512_set_key(&hmac, SAM_KEY_SIZE, cek);
    hmac_sha512_update(&hmac, label_size, (const uint8_t *)label);
    hmac_sha512_digest(&hmac, size, out);
    x_wipe(&hmac, sizeof hmac);
}

/* PKCS #7: each byte of the padding tells its length. */
static void encrypt_cbc(const uint8_t cek[SAM_KEY_SIZE], const uint8_t iv[SAM_SALT_SIZE],
                        uint8_t plain[SAM_CIPHER_SIZE], uint8_t cipher[SAM_CIPHER_SIZE])
{
    struct CBC_CTX(struct aes256_ctx, AES_BLOCK_SIZE) cbc;
    uint8_t key[AES256_KEY_SIZE];
    static_assert(SAM_CIPHER_SIZE % AES_BLOCK_SIZE == 0 && SAM_CIPHER_SIZE > AES_PLAIN_SIZE &&
                      SAM_CIPHER_SIZE - AES_PLAIN_SIZE <= AES_BLOCK_SIZE,
                  "the padding ends the last block");
    memset(plain + AES_PLAIN_SIZE, SAM_CIPHER_SIZE - AES_PLAIN_SIZE,
           SAM_CIPHER_SIZE - AES_PLAIN_SIZE);
    derive_key(cek, enc_key_label, sizeof enc_key_label, sizeof key, key);
    aes256_set_encrypt_key(&cbc.ctx, key);
    CBC_SET_IV(&cbc, iv);
    CBC_ENCRYPT(&cbc, aes256_encrypt, SAM_CIPHER_SIZE, cipher, plain);
    x_wipe(&cbc, sizeof cbc);
    x_wipe(key, sizeof key);
}

static void authenticate(const uint8_t cek[SAM_KEY_SIZE], struct sam_password_aes *p)
{
    struct hmac_sha512_ctx hmac;
    uint8_t key[SHA512_DIGEST_SIZE];
    derive_key(cek, mac_key_label, sizeof mac_key_label, sizeof key, key);
    hmac_sha512_set_key(&hmac, sizeof key, key);
    hmac_sha512_update(&hmac, sizeof version_byte, &version_byte);
    hmac_sha512_update(&hmac, sizeof p->salt, p->salt);
    hmac_sha512_update(&hmac, sizeof p->cipher, p->cipher);
    hmac_sha512_update(&hmac, sizeof version_byte_length, &version_byte_length);
    hmac_sha512_digest(&hmac, sizeof p->auth_data, p->auth_data);
    x_wipe(&hmac, sizeof hmac);
    x_wipe(key, sizeof key);
}

/* 3.2.2.4, with a salt the key may come from. */
static uint32_t seal_aes(const char16_t *password, const uint8_t cek[SAM_KEY_SIZE],
                         const uint8_t salt[SAM_SALT_SIZE], uint32_t iterations,
                         struct sam_password_aes *out)
{
    uint8_t plain[SAM_CIPHER_SIZE];
    size_t len;
    uint32_t status = fill_buffer(password, AT_START, plain + AES_BUFFER_AT, &len);
    if (status)
        return status;
    put_le16(plain, (uint16_t)len);
    memcpy(out->salt, salt, SAM_SALT_SIZE);
    out->iterations = iterations;
    encrypt_cbc(cek, salt, plain, out->cipher);
    authenticate(cek, out);
    x_wipe(plain, sizeof plain);
    return STATUS_OK;
}

uint32_t sam_seal_aes(const char16_t *password, const uint8_t key[SAM_KEY_SIZE],
                      struct sam_password_aes *out)
{
    uint8_t salt[SAM_SALT_SIZE];
    if (!random_fill(salt, sizeof salt))
        return STATUS_INTERNAL_ERROR;
    return seal_aes(password, key, salt, 0, out);
}

uint32_t sam_hash(const char16_t *password, uint8_t hash[NT_HASH_SIZE])
{
    uint8_t text[SAM_BUFFER_SIZE];
    size_t units = utf16_len(password);
    if (units > SAM_PASSWORD_UNITS_MAX)
        return STATUS_INVALID_PARAMETER;
    put_text(text, password, units);
    nt_hash(text, 2 * units, hash);
    x_wipe(text, 2 * units);
    return STATUS_OK;
}

/* 2.2.11.1.2: seven bits of the key in each byte. DES does not look at the eighth. */
static void encrypt_block(const uint8_t half[DES_HALF], const uint8_t block[DES_BLOCK_SIZE],
                          uint8_t out[DES_BLOCK_SIZE])
{
    struct des_ctx des;
    uint8_t key[DES_KEY_SIZE];
    uint64_t bits = 0;
    for (size_t i = 0; i < DES_HALF; i++)
        bits = bits << 8 | half[i];
    for (size_t i = 0; i < DES_KEY_SIZE; i++)
        key[i] = (uint8_t)(bits >> (49 - 7 * i) << 1);
    des_set_key(&des, key); /* tells weak keys, which a hash may have */
    des_encrypt(&des, DES_BLOCK_SIZE, out, block);
    x_wipe(&des, sizeof des);
    x_wipe(key, sizeof key);
    x_wipe(&bits, sizeof bits);
}

void sam_seal_hash(const uint8_t hash[NT_HASH_SIZE], const uint8_t key[NT_HASH_SIZE],
                   uint8_t out[NT_HASH_SIZE])
{
    encrypt_block(key, hash, out); /* 2.2.11.1.4: the last two bytes of the key are not used */
    encrypt_block(key + DES_HALF, hash + DES_BLOCK_SIZE, out + DES_BLOCK_SIZE);
}

uint32_t sam_change_rc4(const char16_t *old_password, const char16_t *new_password,
                        struct sam_change_rc4 *out)
{
    uint8_t old_hash[NT_HASH_SIZE], new_hash[NT_HASH_SIZE];
    uint32_t status = sam_hash(old_password, old_hash);
    if (status)
        return status;
    status = sam_hash(new_password, new_hash);
    if (!status)
        status = sam_seal_rc4(new_password, old_hash, out->new_by_old);
    if (!status)
        sam_seal_hash(old_hash, new_hash, out->old_by_new);
    x_wipe(old_hash, sizeof old_hash);
    x_wipe(new_hash, sizeof new_hash);
    return status;
}

/* 3.2.2.5. The context is ours to wipe, which that of pbkdf2_hmac_sha512 is not. */
static void stretch(const uint8_t hash[NT_HASH_SIZE], const uint8_t salt[SAM_SALT_SIZE],
                    uint32_t iterations, uint8_t cek[SAM_KEY_SIZE])
{
    struct hmac_sha512_ctx hmac;
    hmac_sha512_set_key(&hmac, NT_HASH_SIZE, hash);
    PBKDF2(&hmac, hmac_sha512_update, hmac_sha512_digest, SHA512_DIGEST_SIZE, iterations,
           SAM_SALT_SIZE, salt, SAM_KEY_SIZE, cek);
    x_wipe(&hmac, sizeof hmac);
}

uint32_t sam_change_aes(const char16_t *old_password, const char16_t *new_password,
                        uint32_t iterations, struct sam_password_aes *out)
{
    uint8_t hash[NT_HASH_SIZE], salt[SAM_SALT_SIZE], cek[SAM_KEY_SIZE];
    if (iterations < SAM_ITERATIONS_MIN || iterations > SAM_ITERATIONS_MAX)
        return STATUS_INVALID_PARAMETER;
    if (!random_fill(salt, sizeof salt))
        return STATUS_INTERNAL_ERROR;
    uint32_t status = sam_hash(old_password, hash);
    if (status)
        return status;
    stretch(hash, salt, iterations, cek);
    x_wipe(hash, sizeof hash);
    status = seal_aes(new_password, cek, salt, iterations, out);
    x_wipe(cek, sizeof cek);
    return status;
}
