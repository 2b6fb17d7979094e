/* SPDX-License-Identifier: MIT */
/* The dialect table and the derivation of keys by it ([MS-SMB2] 3.2.5.3.1). */
#include "smb2/dialect.h"

#include <assert.h>
#include <string.h>

#include "base/alloc.h"
#include "smb2/encrypt.h"

#define LABEL(l, c)                                                                                \
    {                                                                                              \
        l, c, sizeof l, sizeof c                                                                   \
    }
#define LABEL_PREAUTH(l)                                                                           \
    {                                                                                              \
        l, NULL, sizeof l, 0                                                                       \
    }

static const struct smb2_key_label keys_30[SMB2_KEYS] = {
    [SMB2_KEY_SIGNING] = LABEL("SMB2AESCMAC", "SmbSign"),
    [SMB2_KEY_CLIENT_TO_SERVER] = LABEL("SMB2AESCCM", "ServerIn "), /* with the blank */
    [SMB2_KEY_SERVER_TO_CLIENT] = LABEL("SMB2AESCCM", "ServerOut"),
    [SMB2_KEY_APPLICATION] = LABEL("SMB2APP", "SmbRpc"),
};

static const struct smb2_key_label keys_311[SMB2_KEYS] = {
    [SMB2_KEY_SIGNING] = LABEL_PREAUTH("SMBSigningKey"),
    [SMB2_KEY_CLIENT_TO_SERVER] = LABEL_PREAUTH("SMBC2SCipherKey"),
    [SMB2_KEY_SERVER_TO_CLIENT] = LABEL_PREAUTH("SMBS2CCipherKey"),
    [SMB2_KEY_APPLICATION] = LABEL_PREAUTH("SMBAppKey"),
};

/* Validation is due with 2.x too, because we offered 3.x: [MS-SMB2] 3.2.5.5. */
static const struct smb2_dialect dialects[] = {
    { 0x0202, "2.0.2", SMB2_HMAC_SHA256, 0, false, false, true, NULL },
    { 0x0210, "2.1", SMB2_HMAC_SHA256, 0, true, false, true, NULL },
    { 0x0300, "3.0", SMB2_AES_CMAC, SMB2_AES_128_CCM, true, false, true, keys_30 },
    { 0x0302, "3.0.2", SMB2_AES_CMAC, SMB2_AES_128_CCM, true, false, true, keys_30 },
    { 0x0311, "3.1.1", SMB2_AES_CMAC, 0, true, true, false, keys_311 },
};

#define DIALECTS (sizeof dialects / sizeof *dialects)

const struct smb2_dialect *smb2_dialect_offer(size_t i)
{
    return i < DIALECTS ? &dialects[i] : NULL;
}

const struct smb2_dialect *smb2_dialect_find(uint16_t number)
{
    for (size_t i = 0; i < DIALECTS; i++)
        if (dialects[i].number == number)
            return &dialects[i];
    return NULL;
}

void smb2_dialect_key(const struct smb2_dialect *d, enum smb2_key key,
                      struct smb2_bytes session_key, const uint8_t preauth[SMB2_PREAUTH_SIZE],
                      uint8_t *out, size_t out_len)
{
    uint8_t first[SMB2_KEY_SIZE] = { 0 };
    if (out_len <= SMB2_KEY_SIZE) {
        memcpy(first, session_key.p,
               session_key.len < SMB2_KEY_SIZE ? session_key.len : SMB2_KEY_SIZE);
        session_key = (struct smb2_bytes){ first, sizeof first };
    }
    if (d->keys) {
        const struct smb2_key_label *l = &d->keys[key];
        struct smb2_bytes context = { preauth, SMB2_PREAUTH_SIZE };
        if (l->context)
            context = (struct smb2_bytes){ l->context, l->context_len };
        smb2_kdf(session_key, (struct smb2_bytes){ l->label, l->label_len }, context, out, out_len);
    } else {
        assert(out_len <= session_key.len);
        memcpy(out, session_key.p, out_len);
    }
    x_wipe(first, sizeof first);
}
