/* SPDX-License-Identifier: MIT */
/* A password as the calls of [MS-WKST] that join a domain and change a computer's names carry it:
 * JOINPR_ENCRYPTED_USER_PASSWORD, 2.2.5.18. */
#ifndef AUTH_JOIN_PASSWORD_H
#define AUTH_JOIN_PASSWORD_H

#include <stdbool.h>
#include <stdint.h>
#include <uchar.h>

#define JOIN_PASSWORD_SIZE      524u /* bytes: obfuscator 8, buffer 512, length 4 */
#define JOIN_PASSWORD_UNITS_MAX 255u /* of UTF-16; one more of the buffer's 256 tells the seed */
#define JOIN_KEY_SIZE           16u

/* Encodes and encrypts the password, of JOIN_PASSWORD_UNITS_MAX units at most. False when the
 * system has no random bytes. */
bool join_password_seal(const char16_t *password, const uint8_t session_key[JOIN_KEY_SIZE],
                        uint8_t out[JOIN_PASSWORD_SIZE]);

/* The same, over random bytes that stand in `out` already. */
void join_password_seal_over(const char16_t *password, const uint8_t session_key[JOIN_KEY_SIZE],
                             uint8_t out[JOIN_PASSWORD_SIZE]);

#endif
