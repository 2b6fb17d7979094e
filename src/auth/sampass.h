/* SPDX-License-Identifier: MIT */
/*
 * A password as the calls of [MS-SAMR] carry it. Which form a call wants:
 *
 *   SamrSetInformationUser2, classes 23 and 24       sam_seal_rc4, by the session key
 *   SamrSetInformationUser2, classes 25 and 26       sam_seal_salted, by the session key
 *   SamrSetInformationUser2, classes 31 and 32       sam_seal_aes, by the session key
 *   SamrUnicodeChangePasswordUser2, opnum 55         sam_change_rc4
 *   SamrUnicodeChangePasswordUser4, opnum 73         sam_change_aes
 *
 * The session key is the 16 bytes that DCE/RPC gets from SMB (3.2.2.3). RC4 and DES are what these
 * calls are made of; a server that knows the AES form is to be given that.
 *
 * Passwords are NUL-terminated UTF-16, unpaired surrogates included, for that is what accounts
 * have. All functions but sam_seal_hash return an NTSTATUS: STATUS_INVALID_PARAMETER for a
 * password of more than SAM_PASSWORD_UNITS_MAX units, which is never cut, and STATUS_INTERNAL_ERROR
 * when the system has no random bytes. `out` is then as it was. Nothing secret stays behind.
 */
#ifndef AUTH_SAMPASS_H
#define AUTH_SAMPASS_H

#include <stdint.h>
#include <uchar.h>

#include "auth/nt_hash.h"

#define SAM_PASSWORD_UNITS_MAX 256u /* of UTF-16, without the NUL: 2.2.6.21 */
#define SAM_BUFFER_SIZE        512u /* bytes the password is placed in: 2.2.6.21, 2.2.6.32 */
#define SAM_KEY_SIZE           16u  /* 3.2.2.3, 3.2.2.5 */
#define SAM_SALT_SIZE          16u  /* 2.2.6.22, 2.2.6.32 */
#define SAM_RC4_SIZE           516u /* SAMPR_ENCRYPTED_USER_PASSWORD, 2.2.6.21: buffer, length */
#define SAM_SALTED_SIZE        532u /* SAMPR_ENCRYPTED_USER_PASSWORD_NEW, 2.2.6.22: and salt */
#define SAM_AUTH_DATA_SIZE     64u  /* 2.2.6.32 */
#define SAM_CIPHER_SIZE        528u /* length, buffer, padded to whole blocks: 2.2.6.32, 3.2.2.4 */
#define SAM_ITERATIONS_MIN     5000u
#define SAM_ITERATIONS_MAX     1000000u /* both 3.2.2.5 */

/* SAMPR_ENCRYPTED_PASSWORD_AES, 2.2.6.32 */
struct sam_password_aes {
    uint8_t auth_data[SAM_AUTH_DATA_SIZE];
    uint8_t salt[SAM_SALT_SIZE];
    uint8_t cipher[SAM_CIPHER_SIZE];
    uint64_t iterations; /* of PBKDF2; 0 when the key is the session's */
};

/* What opnum 55 sends for one account: 3.1.5.10.3. */
struct sam_change_rc4 {
    uint8_t new_by_old[SAM_RC4_SIZE]; /* NewPasswordEncryptedWithOldNt */
    uint8_t old_by_new[NT_HASH_SIZE]; /* OldNtOwfPasswordEncryptedWithNewNt */
};

/* 2.2.6.21, 3.2.2.1: at the end of a buffer of random bytes, encrypted with the key. */
uint32_t sam_seal_rc4(const char16_t *password, const uint8_t key[SAM_KEY_SIZE],
                      uint8_t out[SAM_RC4_SIZE]);

/* 2.2.6.22, 3.2.2.2: the same, with a key of its own from a salt, which follows in clear. */
uint32_t sam_seal_salted(const char16_t *password, const uint8_t key[SAM_KEY_SIZE],
                         uint8_t out[SAM_SALTED_SIZE]);

/* 2.2.6.32, 3.2.2.4: at the start of such a buffer, encrypted and authenticated. */
uint32_t sam_seal_aes(const char16_t *password, const uint8_t key[SAM_KEY_SIZE],
                      struct sam_password_aes *out);

/* The NT hash of a password. */
uint32_t sam_hash(const char16_t *password, uint8_t hash[NT_HASH_SIZE]);

/* 2.2.11.1: a hash encrypted with the first 14 bytes of another. */
void sam_seal_hash(const uint8_t hash[NT_HASH_SIZE], const uint8_t key[NT_HASH_SIZE],
                   uint8_t out[NT_HASH_SIZE]);

/* Both parts of opnum 55. */
uint32_t sam_change_rc4(const char16_t *old_password, const char16_t *new_password,
                        struct sam_change_rc4 *out);

/*
 * The new password by a key from the hash of the old one, made so costly to guess as iterations
 * says. Outside SAM_ITERATIONS_MIN to SAM_ITERATIONS_MAX: STATUS_INVALID_PARAMETER.
 */
uint32_t sam_change_aes(const char16_t *old_password, const char16_t *new_password,
                        uint32_t iterations, struct sam_password_aes *out);

#endif
