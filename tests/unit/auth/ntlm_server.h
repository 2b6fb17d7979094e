/* SPDX-License-Identifier: MIT */
/*
 * The server's half of NTLMv2 for tests, written from [MS-NLMP] 3.2 and sharing nothing with
 * src/auth but nettle: it makes a challenge, checks the answer (both responses, the integrity code,
 * what the target info must hold) and has the session key afterwards.
 */
#ifndef TEST_AUTH_NTLM_SERVER_H
#define TEST_AUTH_NTLM_SERVER_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <uchar.h>

#include <nettle/arcfour.h>
#include <nettle/hmac.h>
#include <nettle/md4.h>
#include <nettle/md5.h>

#include "base/bytes.h"

#define SERVER_FLAGS    0xE28A8235u /* as in [MS-NLMP] 4.2.4.3, with REQUEST_TARGET, without OEM */
#define SERVER_SIGN     0x00000010u
#define SERVER_ANON     0x00000800u
#define SERVER_KEY_EXCH 0x40000000u

struct ntlm_server {
    /* the account; names in capitals as the response key wants them */
    const char16_t *user, *user_upper, *domain, *password;
    const char *target; /* ASCII: what MsvAvTargetName must be */
    uint32_t flags;
    bool timestamp;
    bool intrudes; /* sends AV pairs that are the client's to set */
    /* the log-on */
    uint8_t negotiate[64], challenge[256];
    size_t negotiate_len, challenge_len;
    uint8_t session_key[16];
    struct arcfour_ctx seal_in, seal_out;
    uint32_t sequence_in, sequence_out;
};

static const uint8_t server_nonce[8] = { 0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF };
static const uint8_t server_time[8] = { 0x00, 0x80, 0x3E, 0xD5, 0xDE, 0xB1, 0x9D, 0x01 };

static inline size_t server_put_av(uint8_t *at, unsigned id, const void *value, size_t len)
{
    put_le16(at, (uint16_t)id);
    put_le16(at + 2, (uint16_t)len);
    memcpy(at + 4, value, len);
    return 4 + len;
}

/* Takes the NEGOTIATE message, makes s->challenge. */
static inline bool server_challenge(struct ntlm_server *s, const uint8_t *msg, size_t len)
{
    static const char16_t name[] = u"Server", domain[] = u"Domain";
    if (len != 40 || memcmp(msg, "NTLMSSP\0\1\0\0\0", 12) != 0 || get_le32(msg + 16) ||
        get_le32(msg + 24))
        return false;
    memcpy(s->negotiate, msg, len);
    s->negotiate_len = len;
    uint8_t *c = s->challenge;
    memset(c, 0, sizeof s->challenge);
    memcpy(c, "NTLMSSP\0\2\0\0\0", 12);
    put_le16(c + 12, 12);
    put_le16(c + 14, 12);
    put_le32(c + 16, 56);
    /* a server grants what was asked, as far as it does it; KEY_EXCH here by the table */
    put_le32(c + 20, (get_le32(msg + 12) & s->flags) | (s->flags & 0x00820000u));
    memcpy(c + 24, server_nonce, 8);
    memcpy(c + 48, msg + 32, 8);
    memcpy(c + 56, name, 12);
    size_t at = 68;
    at += server_put_av(c + at, 2, domain, 12);
    if (s->intrudes) {
        at += server_put_av(c + at, 6, "\1\0\0", 4);
        at += server_put_av(c + at, 9, domain, 12);
        at += server_put_av(c + at, 10, "not from a client", 16);
    }
    at += server_put_av(c + at, 1, name, 12);
    if (s->timestamp)
        at += server_put_av(c + at, 7, server_time, 8);
    at += server_put_av(c + at, 0, "", 0);
    put_le16(c + 40, (uint16_t)(at - 68));
    put_le16(c + 42, (uint16_t)(at - 68));
    put_le32(c + 44, 68);
    s->challenge_len = at;
    return true;
}

static inline size_t server_units(const char16_t *text)
{
    size_t n = 0;
    while (text[n])
        n++;
    return n;
}

static inline void server_hmac(const uint8_t *key, const void *a, size_t a_len, const void *b,
                               size_t b_len, const void *c, size_t c_len, uint8_t out[16])
{
    struct hmac_md5_ctx ctx;
    hmac_md5_set_key(&ctx, 16, key);
    hmac_md5_update(&ctx, a_len, a);
    hmac_md5_update(&ctx, b_len, b);
    hmac_md5_update(&ctx, c_len, c);
    hmac_md5_digest(&ctx, 16, out);
}

/* A field of the AUTHENTICATE message. */
static inline bool server_field(const uint8_t *msg, size_t len, size_t at, const uint8_t **data,
                                size_t *size)
{
    *size = get_le16(msg + at);
    size_t offset = get_le32(msg + at + 4);
    *data = msg + offset;
    return get_le16(msg + at + 2) == *size && offset >= 88 && offset <= len &&
           len - offset >= *size;
}

static inline bool server_is_text(const uint8_t *data, size_t len, const char16_t *text)
{
    return len == server_units(text) * 2 && !memcmp(data, text, len);
}

/* Does the client's target info hold the flag for the integrity code, zero channel bindings, the
 * target name and, with a timestamp, that? */
static inline bool server_info_good(const struct ntlm_server *s, const uint8_t *p, size_t len)
{
    static const uint8_t zeros[16];
    unsigned seen = 0;
    for (size_t at = 0; len - at >= 4;) {
        unsigned id = get_le16(p + at);
        size_t n = get_le16(p + at + 2);
        const uint8_t *value = p + at + 4;
        at += 4 + n;
        if (at > len || (seen & 1u << id && id))
            return false;
        seen |= 1u << id;
        if (id == 0)
            return !n && at + 4 == len && !memcmp(p + at, zeros, 4) &&
                   seen == (0x647u | (s->timestamp ? 0x80u : 0));
        if (id == 6 && (n != 4 || get_le32(value) != (s->intrudes ? 3 : 2)))
            return false;
        if (id == 10 && (n != 16 || memcmp(value, zeros, 16) != 0))
            return false;
        if (id == 9) {
            if (n != strlen(s->target) * 2)
                return false;
            for (size_t i = 0; i < n; i += 2)
                if (get_le16(value + i) != s->target[i / 2])
                    return false;
        }
    }
    return false;
}

static inline bool server_responses_good(struct ntlm_server *s, const uint8_t *nt, size_t nt_len,
                                         const uint8_t *lm, size_t lm_len, uint8_t base_key[16])
{
    uint8_t hash[16], key[16], proof[16];
    static const uint8_t zeros[24];
    struct md4_ctx md4;
    md4_init(&md4);
    md4_update(&md4, server_units(s->password) * 2, (const uint8_t *)s->password);
    md4_digest(&md4, 16, hash);
    server_hmac(hash, s->user_upper, server_units(s->user_upper) * 2, s->domain,
                server_units(s->domain) * 2, "", 0, key);
    if (nt_len < 16 + 28 + 8 || lm_len != 24)
        return false;
    server_hmac(key, server_nonce, 8, nt + 16, nt_len - 16, "", 0, proof);
    if (memcmp(proof, nt, 16) != 0 || nt[16] != 1 || nt[17] != 1 ||
        (s->timestamp && memcmp(nt + 24, server_time, 8) != 0) ||
        !server_info_good(s, nt + 16 + 28, nt_len - 16 - 28))
        return false;
    server_hmac(key, proof, 16, "", 0, "", 0, base_key);
    if (s->timestamp)
        return !memcmp(lm, zeros, 24);
    server_hmac(key, server_nonce, 8, lm + 16, 8, "", 0, proof);
    return !memcmp(proof, lm, 16) && !memcmp(lm + 16, nt + 32, 8);
}

static inline void server_derive(const uint8_t key[16], const char *magic, uint8_t out[16])
{
    struct md5_ctx md5;
    md5_init(&md5);
    md5_update(&md5, 16, key);
    md5_update(&md5, strlen(magic) + 1, (const uint8_t *)magic);
    md5_digest(&md5, 16, out);
}

static inline void server_make_keys(struct ntlm_server *s)
{
    uint8_t key[16];
    server_derive(s->session_key, "session key to client-to-server sealing key magic constant",
                  key);
    arcfour_set_key(&s->seal_in, 16, key);
    server_derive(s->session_key, "session key to server-to-client sealing key magic constant",
                  key);
    arcfour_set_key(&s->seal_out, 16, key);
    s->sequence_in = s->sequence_out = 0;
}

/* Takes the AUTHENTICATE message: is it this account's, whole and unaltered? */
static inline bool server_accept(struct ntlm_server *s, const uint8_t *msg, size_t len)
{
    const uint8_t *lm, *nt, *domain, *user, *wks, *key;
    size_t lm_len, nt_len, domain_len, user_len, wks_len, key_len;
    uint8_t copy[8192], mic[16], base_key[16];
    if (len < 88 || len > sizeof copy || memcmp(msg, "NTLMSSP\0\3\0\0\0", 12) != 0 ||
        !server_field(msg, len, 12, &lm, &lm_len) || !server_field(msg, len, 20, &nt, &nt_len) ||
        !server_field(msg, len, 28, &domain, &domain_len) ||
        !server_field(msg, len, 36, &user, &user_len) ||
        !server_field(msg, len, 44, &wks, &wks_len) || !server_field(msg, len, 52, &key, &key_len))
        return false;
    if (!server_is_text(domain, domain_len, s->domain) || !server_is_text(user, user_len, s->user))
        return false;
    if (!server_responses_good(s, nt, nt_len, lm, lm_len, base_key))
        return false;
    /* what both agreed on decides, as the challenge told it */
    bool exchange = get_le32(s->challenge + 20) & SERVER_KEY_EXCH;
    if (key_len != (exchange ? 16 : 0) || (get_le32(msg + 60) & ~get_le32(s->challenge + 20)))
        return false;
    memcpy(s->session_key, base_key, 16);
    if (exchange) {
        struct arcfour_ctx rc4;
        arcfour_set_key(&rc4, 16, base_key);
        arcfour_crypt(&rc4, 16, s->session_key, key);
    }
    memcpy(copy, msg, len);
    memset(copy + 72, 0, 16);
    server_hmac(s->session_key, s->negotiate, s->negotiate_len, s->challenge, s->challenge_len,
                copy, len, mic);
    server_make_keys(s);
    return !memcmp(mic, msg + 72, 16);
}

static inline bool server_accept_anonymous(const uint8_t *msg, size_t len)
{
    const uint8_t *lm, *other;
    size_t lm_len, other_len;
    if (len < 88 || memcmp(msg, "NTLMSSP\0\3\0\0\0", 12) != 0 ||
        !server_field(msg, len, 12, &lm, &lm_len) || lm_len != 1 || lm[0])
        return false;
    for (size_t at = 20; at <= 52; at += 8)
        if (!server_field(msg, len, at, &other, &other_len) || other_len)
            return false;
    return get_le32(msg + 60) & SERVER_ANON;
}

/* The signature of a message ([MS-NLMP] 3.4.4.2); outgoing ones are the server's. */
static inline void server_mac(struct ntlm_server *s, bool outgoing, const void *msg, size_t len,
                              uint8_t mac[16])
{
    uint8_t key[16], hmac[16], sequence[4];
    server_derive(s->session_key,
                  outgoing ? "session key to server-to-client signing key magic constant"
                           : "session key to client-to-server signing key magic constant",
                  key);
    put_le32(sequence, outgoing ? s->sequence_out++ : s->sequence_in++);
    server_hmac(key, sequence, 4, msg, len, "", 0, hmac);
    if (get_le32(s->challenge + 20) & SERVER_KEY_EXCH)
        arcfour_crypt(outgoing ? &s->seal_out : &s->seal_in, 8, hmac, hmac);
    put_le32(mac, 1);
    memcpy(mac + 4, hmac, 8);
    memcpy(mac + 12, sequence, 4);
}

#endif
