/* SPDX-License-Identifier: MIT */
/*
 * What protects SMB2 messages: signatures over whole messages ([MS-SMB2] 3.1.4.1), the derivation
 * of keys (3.1.4.2), and the preauthentication integrity hash (3.1.4.4.1). Each signing algorithm
 * is one row of a table.
 */
#ifndef SMB2_SIGN_H
#define SMB2_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <nettle/cmac.h>
#include <nettle/gcm.h>
#include <nettle/hmac.h>

#include "smb2/header.h"

#define SMB2_KEY_SIZE     16u
#define SMB2_PREAUTH_SIZE 64u /* SHA-512 */

/* SigningAlgorithmId, [MS-SMB2] 2.2.3.1.7 */
enum smb2_signing_id { SMB2_HMAC_SHA256 = 0, SMB2_AES_CMAC = 1, SMB2_AES_GMAC = 2 };

struct smb2_signing;

/* A keyed signer. No algorithm: there is no key, nothing is signed. Holds key material: end it
 * with smb2_signer_wipe. */
struct smb2_signer {
    const struct smb2_signing *algorithm;
    union {
        struct hmac_sha256_ctx hmac;
        struct cmac_aes128_ctx cmac;
        struct gcm_aes128_ctx gmac;
    } ctx;
};

/* One algorithm; sign.c holds the rows. */
struct smb2_signing {
    uint16_t id;
    const char *name;
    void (*set_key)(struct smb2_signer *, const uint8_t key[SMB2_KEY_SIZE]);
    void (*mac)(struct smb2_signer *, const uint8_t *msg, size_t len,
                uint8_t out[SMB2_SIGNATURE_SIZE]);
};

/* The row for an id; NULL when we do not know it. */
const struct smb2_signing *smb2_signing_find(uint16_t id);

/* The algorithms we offer, in the order we like them: the row at i, NULL past the last. */
const struct smb2_signing *smb2_signing_offer(size_t i);

void smb2_signer_init(struct smb2_signer *, const struct smb2_signing *algorithm,
                      const uint8_t key[SMB2_KEY_SIZE]);
void smb2_signer_wipe(struct smb2_signer *);

/* Fills in the signature of a message of at least SMB2_HEADER_SIZE bytes, whose header is
 * complete but for it (the SIGNED flag included). */
void smb2_sign(struct smb2_signer *, uint8_t *msg, size_t len);

/* Does a message of at least SMB2_HEADER_SIZE bytes say it is signed, and is it by our key? */
bool smb2_sign_verify(struct smb2_signer *, const uint8_t *msg, size_t len);

/* Bytes that stand at p; a key of any length. */
struct smb2_bytes {
    const void *p;
    size_t len;
};

/* SP800-108 counter mode with HMAC-SHA256, at most 256 bits out. Label and context are taken as
 * they are, a terminating NUL counts where [MS-SMB2] 3.1.4.2 has one. */
void smb2_kdf(struct smb2_bytes key, struct smb2_bytes label, struct smb2_bytes context,
              uint8_t *out, size_t out_len);

/* hash = SHA-512(hash, msg) */
void smb2_preauth_update(uint8_t hash[SMB2_PREAUTH_SIZE], const uint8_t *msg, size_t len);

#endif
