/* SPDX-License-Identifier: MIT */
/* Transform headers, and AES in counter mode with CBC-MAC or Galois authentication around nettle's
 * block cipher. */
#include "smb2/encrypt.h"

#include <string.h>

#include <nettle/ccm.h>
#include <nettle/memops.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/limits.h"

/* The transform header. Everything from the nonce on is authenticated. */
#define SIGNATURE_AT     4u
#define SIGNATURE_SIZE   16u
#define NONCE_AT         20u
#define ORIGINAL_SIZE_AT 36u
#define FLAGS_AT         42u
#define SESSION_ID_AT    44u
#define AAD_SIZE         (SMB2_TRANSFORM_SIZE - NONCE_AT)

#define TRANSFORM_ENCRYPTED 1u

static const uint8_t protocol_id[4] = { 0xFD, 'S', 'M', 'B' };

/* What one run of a cipher works on. */
struct smb2_cipher_run {
    const uint8_t *header; /* the transform header */
    const uint8_t *from;
    uint8_t *to; /* may be `from` */
    size_t len;
    uint8_t tag[SIGNATURE_SIZE]; /* out */
};

/* nettle's own have another type of context. */
static void aes128_block(const void *ctx, size_t len, uint8_t *to, const uint8_t *from)
{
    aes128_encrypt(ctx, len, to, from);
}

static void aes256_block(const void *ctx, size_t len, uint8_t *to, const uint8_t *from)
{
    aes256_encrypt(ctx, len, to, from);
}

static void set_key_ccm(const struct smb2_cipher *c, struct smb2_cipher_key *k, const uint8_t *key)
{
    if (c->key_size == AES256_KEY_SIZE)
        aes256_set_encrypt_key(&k->aes.aes256, key);
    else
        aes128_set_encrypt_key(&k->aes.aes128, key);
}

static void set_key_gcm(const struct smb2_cipher *c, struct smb2_cipher_key *k, const uint8_t *key)
{
    set_key_ccm(c, k, key);
    gcm_set_key(&k->gcm, &k->aes, c->block);
}

static void run_ccm(const struct smb2_cipher *c, const struct smb2_cipher_key *k,
                    const struct smb2_cipher_run *r, struct ccm_ctx *ctx)
{
    ccm_set_nonce(ctx, &k->aes, c->block, c->nonce_size, r->header + NONCE_AT, AAD_SIZE, r->len,
                  SIGNATURE_SIZE);
    ccm_update(ctx, &k->aes, c->block, AAD_SIZE, r->header + NONCE_AT);
}

static void run_ccm_encrypt(const struct smb2_cipher *c, const struct smb2_cipher_key *k,
                            struct smb2_cipher_run *r)
{
    struct ccm_ctx ctx;
    run_ccm(c, k, r, &ctx);
    ccm_encrypt(&ctx, &k->aes, c->block, r->len, r->to, r->from);
    ccm_digest(&ctx, &k->aes, c->block, SIGNATURE_SIZE, r->tag);
}

static void run_ccm_decrypt(const struct smb2_cipher *c, const struct smb2_cipher_key *k,
                            struct smb2_cipher_run *r)
{
    struct ccm_ctx ctx;
    run_ccm(c, k, r, &ctx);
    ccm_decrypt(&ctx, &k->aes, c->block, r->len, r->to, r->from);
    ccm_digest(&ctx, &k->aes, c->block, SIGNATURE_SIZE, r->tag);
}

static void run_gcm(const struct smb2_cipher *c, const struct smb2_cipher_key *k,
                    const struct smb2_cipher_run *r, struct gcm_ctx *ctx)
{
    gcm_set_iv(ctx, &k->gcm, c->nonce_size, r->header + NONCE_AT);
    gcm_update(ctx, &k->gcm, AAD_SIZE, r->header + NONCE_AT);
}

static void run_gcm_encrypt(const struct smb2_cipher *c, const struct smb2_cipher_key *k,
                            struct smb2_cipher_run *r)
{
    struct gcm_ctx ctx;
    run_gcm(c, k, r, &ctx);
    gcm_encrypt(&ctx, &k->gcm, &k->aes, c->block, r->len, r->to, r->from);
    gcm_digest(&ctx, &k->gcm, &k->aes, c->block, SIGNATURE_SIZE, r->tag);
}

static void run_gcm_decrypt(const struct smb2_cipher *c, const struct smb2_cipher_key *k,
                            struct smb2_cipher_run *r)
{
    struct gcm_ctx ctx;
    run_gcm(c, k, r, &ctx);
    gcm_decrypt(&ctx, &k->gcm, &k->aes, c->block, r->len, r->to, r->from);
    gcm_digest(&ctx, &k->gcm, &k->aes, c->block, SIGNATURE_SIZE, r->tag);
}

#define CCM set_key_ccm, run_ccm_encrypt, run_ccm_decrypt
#define GCM set_key_gcm, run_gcm_encrypt, run_gcm_decrypt

/* Most liked first. GCM passes over a message once where CCM passes twice. 256 bits come second:
 * the key of an NTLM log-on has 128, and four more rounds add nothing to it. */
static const struct smb2_cipher ciphers[] = {
    { SMB2_AES_128_GCM, "AES-128-GCM", 16, 12, aes128_block, GCM },
    { SMB2_AES_256_GCM, "AES-256-GCM", 32, 12, aes256_block, GCM },
    { SMB2_AES_128_CCM, "AES-128-CCM", 16, 11, aes128_block, CCM },
    { SMB2_AES_256_CCM, "AES-256-CCM", 32, 11, aes256_block, CCM },
};

#define CIPHERS (sizeof ciphers / sizeof *ciphers)

const struct smb2_cipher *smb2_cipher_offer(size_t i)
{
    return i < CIPHERS ? &ciphers[i] : NULL;
}

const struct smb2_cipher *smb2_cipher_find(uint16_t id)
{
    for (size_t i = 0; i < CIPHERS; i++)
        if (ciphers[i].id == id)
            return &ciphers[i];
    return NULL;
}

void smb2_encryption_init(struct smb2_encryption *e, const struct smb2_cipher *cipher,
                          const uint8_t *out_key, const uint8_t *in_key)
{
    e->cipher = cipher;
    e->n_out = 0;
    cipher->set_key(cipher, &e->out, out_key);
    cipher->set_key(cipher, &e->in, in_key);
}

void smb2_encryption_wipe(struct smb2_encryption *e)
{
    x_wipe(e, sizeof *e);
}

bool smb2_encrypt(struct smb2_encryption *e, uint64_t session_id, const uint8_t *msg, size_t len,
                  uint8_t *out)
{
    if (e->n_out >= SMB2_ENCRYPTED_MAX)
        return false;
    memset(out, 0, SMB2_TRANSFORM_SIZE);
    memcpy(out, protocol_id, sizeof protocol_id);
    put_le64(out + NONCE_AT, e->n_out++);
    put_le32(out + ORIGINAL_SIZE_AT, (uint32_t)len);
    put_le16(out + FLAGS_AT, TRANSFORM_ENCRYPTED);
    put_le64(out + SESSION_ID_AT, session_id);
    struct smb2_cipher_run r = {
        .header = out, .from = msg, .to = out + SMB2_TRANSFORM_SIZE, .len = len
    };
    e->cipher->encrypt(e->cipher, &e->out, &r);
    memcpy(out + SIGNATURE_AT, r.tag, sizeof r.tag);
    return true;
}

bool smb2_is_encrypted(const uint8_t *msg, size_t len)
{
    return len >= sizeof protocol_id && !memcmp(msg, protocol_id, sizeof protocol_id);
}

/* [MS-SMB2] 3.2.5.1.1.1 */
const char *smb2_decrypt(struct smb2_encryption *e, uint64_t session_id, uint8_t *msg, size_t len,
                         uint8_t **plain, size_t *plain_len)
{
    if (len <= SMB2_TRANSFORM_SIZE)
        return "shorter than a transform header";
    if (get_le16(msg + FLAGS_AT) != TRANSFORM_ENCRYPTED)
        return "a transform that is no encryption";
    if (get_le64(msg + SESSION_ID_AT) != session_id)
        return "encrypted for another session";
    if (get_le32(msg + ORIGINAL_SIZE_AT) != len - SMB2_TRANSFORM_SIZE)
        return "encrypted message of another size";
    uint8_t *body = msg + SMB2_TRANSFORM_SIZE;
    struct smb2_cipher_run r = { msg, body, body, len - SMB2_TRANSFORM_SIZE, { 0 } };
    e->cipher->decrypt(e->cipher, &e->in, &r);
    if (!memeql_sec(r.tag, msg + SIGNATURE_AT, sizeof r.tag))
        return "it does not decrypt";
    *plain = body;
    *plain_len = r.len;
    return NULL;
}
