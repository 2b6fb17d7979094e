/* SPDX-License-Identifier: MIT */
/*
 * Encryption of whole SMB2 messages: a transform header, then the message, both under one tag
 * ([MS-SMB2] 2.2.41 and 3.1.4.3). Each cipher is one row of a table.
 */
#ifndef SMB2_ENCRYPT_H
#define SMB2_ENCRYPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <nettle/aes.h>
#include <nettle/gcm.h>

#define SMB2_TRANSFORM_SIZE 52u
#define SMB2_CIPHER_KEY_MAX 32u

/* CipherId, [MS-SMB2] 2.2.3.1.2; 0 in an answer: none */
enum smb2_cipher_id {
    SMB2_AES_128_CCM = 1,
    SMB2_AES_128_GCM = 2,
    SMB2_AES_256_CCM = 3,
    SMB2_AES_256_GCM = 4,
};

/* A cipher's key for one direction. */
struct smb2_cipher_key {
    union {
        struct aes128_ctx aes128;
        struct aes256_ctx aes256;
    } aes;
    struct gcm_key gcm; /* not used by CCM */
};

struct smb2_cipher_run;

/* One cipher; encrypt.c holds the rows. */
struct smb2_cipher {
    uint16_t id;
    const char *name;
    uint8_t key_size, nonce_size; /* bytes */
    nettle_cipher_func *block;
    void (*set_key)(const struct smb2_cipher *, struct smb2_cipher_key *, const uint8_t *key);
    void (*encrypt)(const struct smb2_cipher *, const struct smb2_cipher_key *,
                    struct smb2_cipher_run *);
    void (*decrypt)(const struct smb2_cipher *, const struct smb2_cipher_key *,
                    struct smb2_cipher_run *);
};

/* The keys of a session. No cipher: there are none. Holds key material: end it with
 * smb2_encryption_wipe. */
struct smb2_encryption {
    const struct smb2_cipher *cipher;
    struct smb2_cipher_key out, in;
    uint64_t n_out; /* messages encrypted so far: the next one's nonce */
};

/* The row for an id; NULL when we do not know it. */
const struct smb2_cipher *smb2_cipher_find(uint16_t id);

/* The ciphers we offer, in the order we like them: the row at i, NULL past the last. */
const struct smb2_cipher *smb2_cipher_offer(size_t i);

/* The keys must be new ones: the nonces start from 0. */
void smb2_encryption_init(struct smb2_encryption *, const struct smb2_cipher *,
                          const uint8_t *out_key, const uint8_t *in_key);
void smb2_encryption_wipe(struct smb2_encryption *);

/* Encrypts a message into out, which has room for SMB2_TRANSFORM_SIZE + len bytes. False when the
 * key has encrypted SMB2_ENCRYPTED_MAX messages: nothing is written then. */
bool smb2_encrypt(struct smb2_encryption *, uint64_t session_id, const uint8_t *msg, size_t len,
                  uint8_t *out);

/* Does a message begin as one with a transform header does? */
bool smb2_is_encrypted(const uint8_t *msg, size_t len);

/* Decrypts a message that smb2_is_encrypted, in place: *plain is inside msg. Returns NULL, or why
 * it is refused in words, static storage; the bytes are spoilt then and must not be used. */
const char *smb2_decrypt(struct smb2_encryption *, uint64_t session_id, uint8_t *msg, size_t len,
                         uint8_t **plain, size_t *plain_len);

#endif
