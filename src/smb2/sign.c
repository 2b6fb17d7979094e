/* SPDX-License-Identifier: MIT */
/* Signatures, derived keys and the preauthentication hash, on nettle's primitives. */
#include "smb2/sign.h"

#include <nettle/memops.h>
#include <nettle/sha2.h>

#include "base/alloc.h"
#include "base/bytes.h"

static const uint8_t zero_signature[SMB2_SIGNATURE_SIZE];

#define AFTER_SIGNATURE (SMB2_SIGNATURE_AT + SMB2_SIGNATURE_SIZE)

static void hmac_key(struct smb2_signer *s, const uint8_t key[SMB2_KEY_SIZE])
{
    hmac_sha256_set_key(&s->ctx.hmac, SMB2_KEY_SIZE, key);
}

/* The signature field counts as zeros ([MS-SMB2] 3.1.4.1), so it is passed over, not cleared. */
static void hmac_sign(struct smb2_signer *s, const uint8_t *msg, size_t len,
                      uint8_t out[SMB2_SIGNATURE_SIZE])
{
    hmac_sha256_update(&s->ctx.hmac, SMB2_SIGNATURE_AT, msg);
    hmac_sha256_update(&s->ctx.hmac, sizeof zero_signature, zero_signature);
    hmac_sha256_update(&s->ctx.hmac, len - AFTER_SIGNATURE, msg + AFTER_SIGNATURE);
    hmac_sha256_digest(&s->ctx.hmac, SMB2_SIGNATURE_SIZE, out); /* keyed again afterwards */
}

static void cmac_key(struct smb2_signer *s, const uint8_t key[SMB2_KEY_SIZE])
{
    cmac_aes128_set_key(&s->ctx.cmac, key);
}

static void cmac_sign(struct smb2_signer *s, const uint8_t *msg, size_t len,
                      uint8_t out[SMB2_SIGNATURE_SIZE])
{
    cmac_aes128_update(&s->ctx.cmac, SMB2_SIGNATURE_AT, msg);
    cmac_aes128_update(&s->ctx.cmac, sizeof zero_signature, zero_signature);
    cmac_aes128_update(&s->ctx.cmac, len - AFTER_SIGNATURE, msg + AFTER_SIGNATURE);
    cmac_aes128_digest(&s->ctx.cmac, SMB2_SIGNATURE_SIZE, out);
}

static void gmac_key(struct smb2_signer *s, const uint8_t key[SMB2_KEY_SIZE])
{
    gcm_aes128_set_key(&s->ctx.gmac, key);
}

/* RFC 4543: AES-GCM with everything as associated data. The nonce is the message id, who sends,
 * and whether this is a CANCEL, which has the id of what it cancels. */
static void gmac_sign(struct smb2_signer *s, const uint8_t *msg, size_t len,
                      uint8_t out[SMB2_SIGNATURE_SIZE])
{
    uint8_t nonce[GCM_IV_SIZE] = { 0 };
    memcpy(nonce, msg + 24, 8);
    if (get_le32(msg + 16) & SMB2_FLAGS_SERVER_TO_REDIR)
        nonce[8] |= 1;
    if (get_le16(msg + 12) == SMB2_CANCEL)
        nonce[8] |= 2;
    gcm_aes128_set_iv(&s->ctx.gmac, sizeof nonce, nonce);
    gcm_aes128_update(&s->ctx.gmac, SMB2_SIGNATURE_AT, msg);
    gcm_aes128_update(&s->ctx.gmac, sizeof zero_signature, zero_signature);
    gcm_aes128_update(&s->ctx.gmac, len - AFTER_SIGNATURE, msg + AFTER_SIGNATURE);
    gcm_aes128_digest(&s->ctx.gmac, SMB2_SIGNATURE_SIZE, out);
}

/* Most liked first: GMAC costs least where the processor helps. */
static const struct smb2_signing signings[] = {
    { SMB2_AES_GMAC, "AES-GMAC", gmac_key, gmac_sign },
    { SMB2_AES_CMAC, "AES-CMAC", cmac_key, cmac_sign },
    { SMB2_HMAC_SHA256, "HMAC-SHA256", hmac_key, hmac_sign },
};

#define SIGNINGS (sizeof signings / sizeof *signings)

const struct smb2_signing *smb2_signing_offer(size_t i)
{
    return i < SIGNINGS ? &signings[i] : NULL;
}

const struct smb2_signing *smb2_signing_find(uint16_t id)
{
    for (size_t i = 0; i < SIGNINGS; i++)
        if (signings[i].id == id)
            return &signings[i];
    return NULL;
}

void smb2_signer_init(struct smb2_signer *s, const struct smb2_signing *algorithm,
                      const uint8_t key[SMB2_KEY_SIZE])
{
    s->algorithm = algorithm;
    algorithm->set_key(s, key);
}

void smb2_signer_wipe(struct smb2_signer *s)
{
    x_wipe(s, sizeof *s);
}

void smb2_sign(struct smb2_signer *s, uint8_t *msg, size_t len)
{
    s->algorithm->mac(s, msg, len, msg + SMB2_SIGNATURE_AT);
}

bool smb2_sign_verify(struct smb2_signer *s, const uint8_t *msg, size_t len)
{
    uint8_t expected[SMB2_SIGNATURE_SIZE];
    if (!(get_le32(msg + 16) & SMB2_FLAGS_SIGNED))
        return false;
    s->algorithm->mac(s, msg, len, expected);
    return memeql_sec(expected, msg + SMB2_SIGNATURE_AT, sizeof expected);
}

void smb2_kdf(struct smb2_bytes key, struct smb2_bytes label, struct smb2_bytes context,
              uint8_t *out, size_t out_len)
{
    struct hmac_sha256_ctx ctx;
    uint8_t counter[4], bits[4], separator = 0;
    put_be32(counter, 1); /* one block of SHA-256 is enough */
    put_be32(bits, (uint32_t)out_len * 8);
    hmac_sha256_set_key(&ctx, key.len, key.p);
    hmac_sha256_update(&ctx, sizeof counter, counter);
    hmac_sha256_update(&ctx, label.len, label.p);
    hmac_sha256_update(&ctx, 1, &separator);
    hmac_sha256_update(&ctx, context.len, context.p);
    hmac_sha256_update(&ctx, sizeof bits, bits);
    hmac_sha256_digest(&ctx, out_len, out);
    x_wipe(&ctx, sizeof ctx);
}

void smb2_preauth_update(uint8_t hash[SMB2_PREAUTH_SIZE], const uint8_t *msg, size_t len)
{
    struct sha512_ctx ctx;
    sha512_init(&ctx);
    sha512_update(&ctx, SMB2_PREAUTH_SIZE, hash);
    sha512_update(&ctx, len, msg);
    sha512_digest(&ctx, SMB2_PREAUTH_SIZE, hash);
}
