/* SPDX-License-Identifier: MIT */
/*
 * Turns a server's CHALLENGE and a password into an AUTHENTICATE message and session keys. Every
 * offset the server gives is compared with the message before it is used; keys are wiped from each
 * place they pass through.
 */
#include "auth/ntlm.h"

#include <errno.h>
#include <string.h>
#include <time.h>

#include <nettle/hmac.h>
#include <nettle/md5.h>
#include <nettle/memops.h>

#include "auth/mech.h"
#include "auth/nt_hash.h"
#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"
#include "base/utf16.h"

/* [MS-NLMP] 2.2.2.5, NTLMSSP_ left off the names. */
#define NEGOTIATE_UNICODE     0x00000001u
#define REQUEST_TARGET        0x00000004u
#define NEGOTIATE_SIGN        0x00000010u
#define NEGOTIATE_NTLM        0x00000200u
#define NEGOTIATE_ANONYMOUS   0x00000800u
#define NEGOTIATE_ALWAYS_SIGN 0x00008000u
#define NEGOTIATE_EXTENDED    0x00080000u
#define NEGOTIATE_TARGET_INFO 0x00800000u
#define NEGOTIATE_VERSION     0x02000000u
#define NEGOTIATE_128         0x20000000u
#define NEGOTIATE_KEY_EXCH    0x40000000u

#define FLAGS_OFFERED                                                                              \
    (NEGOTIATE_UNICODE | REQUEST_TARGET | NEGOTIATE_NTLM | NEGOTIATE_ALWAYS_SIGN |                 \
     NEGOTIATE_EXTENDED | NEGOTIATE_VERSION | NEGOTIATE_128)
/* Anonymous has no key, so nothing is signed and no key travels. */
#define FLAGS_OFFERED_WITH_KEY (NEGOTIATE_SIGN | NEGOTIATE_KEY_EXCH)
#define FLAGS_REQUIRED         (NEGOTIATE_UNICODE | NEGOTIATE_EXTENDED)
#define FLAGS_REQUIRED_KEY     (NEGOTIATE_SIGN | NEGOTIATE_128)

/* 2.2.2.1 */
enum av_id {
    AV_EOL = 0,
    AV_COMPUTER_NAME = 1,
    AV_DOMAIN_NAME = 2,
    AV_FLAGS = 6,
    AV_TIMESTAMP = 7,
    AV_TARGET_NAME = 9,
    AV_CHANNEL_BINDINGS = 10,
};
#define AV_HEADER               4u
#define AV_FLAG_MIC             2u
#define AV_CHANNEL_BINDINGS_LEN 16u

/* Offsets and sizes in the messages, 2.2.1. A field is length, maximum, offset. */
#define MSG_SIGNATURE     "NTLMSSP" /* and its NUL */
#define MSG_NEGOTIATE     1u
#define MSG_CHALLENGE     2u
#define MSG_AUTHENTICATE  3u
#define NEGOTIATE_SIZE    40u
#define NEGOTIATE_FLAGS   12u
#define NEGOTIATE_VER     32u
#define CHALLENGE_TARGET  12u
#define CHALLENGE_FLAGS   20u
#define CHALLENGE_NONCE   24u
#define CHALLENGE_INFO    40u
#define CHALLENGE_MIN     32u /* without target info: before Windows 2000 */
#define CHALLENGE_INFOED  48u
#define AUTHENTICATE_SIZE 88u
#define AUTHENTICATE_LM   12u
#define AUTHENTICATE_NT   20u
#define AUTHENTICATE_DOM  28u
#define AUTHENTICATE_USER 36u
#define AUTHENTICATE_WKS  44u
#define AUTHENTICATE_KEY  52u
#define AUTHENTICATE_FLG  60u
#define AUTHENTICATE_VER  64u
#define AUTHENTICATE_MIC  72u

/* What may go into a message, so that a sum of lengths always fits AUTH_TOKEN_MAX and 16 bits.
 * Windows stops at 1,024 characters of user@realm and 256 of a password; target info of a real
 * server is some hundred bytes. */
#define NTLM_TEXT_MAX        4096u /* bytes of UTF-8 */
#define NTLM_TARGET_INFO_MAX 16384u

#define LM_RESPONSE_SIZE 24u

/* Seconds from 1601 (FILETIME) to 1970. */
#define EPOCH_1601 11644473600u

/* The parts of a CHALLENGE message we use; they point into the message. */
struct ntlm_challenge {
    uint32_t flags;
    const uint8_t *nonce;
    const uint8_t *info; /* AV pairs */
    size_t info_len;
    uint32_t av_flags;
    const uint8_t *timestamp; /* NULL when the server tells no time */
    bool has_names;           /* both NetBIOS names */
};

/* The responses and keys on their way into an AUTHENTICATE message. */
struct ntlm_response {
    struct bytes nt, lm;
    uint8_t session_base_key[NTLM_KEY_SIZE];
    uint8_t encrypted_key[NTLM_KEY_SIZE];
    size_t encrypted_key_len;
};

static uint32_t ntlm_refuse(uint32_t status, const char *why)
{
    log_line(LOG_ERRORS, "ntlm CHALLENGE: %s", why);
    return status;
}

static uint32_t ntlm_malformed(const char *why)
{
    return ntlm_refuse(STATUS_INVALID_NETWORK_RESPONSE, why);
}

/* HMAC-MD5 over up to three pieces; NULL, 0 for none. */
static void ntlm_hmac(const uint8_t key[NTLM_KEY_SIZE], const void *a, size_t a_len, const void *b,
                      size_t b_len, const void *c, size_t c_len, uint8_t out[MD5_DIGEST_SIZE])
{
    struct hmac_md5_ctx ctx;
    hmac_md5_set_key(&ctx, NTLM_KEY_SIZE, key);
    if (a_len)
        hmac_md5_update(&ctx, a_len, a);
    if (b_len)
        hmac_md5_update(&ctx, b_len, b);
    if (c_len)
        hmac_md5_update(&ctx, c_len, c);
    hmac_md5_digest(&ctx, MD5_DIGEST_SIZE, out);
    x_wipe(&ctx, sizeof ctx);
}

static uint64_t ntlm_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return ((uint64_t)t.tv_sec + EPOCH_1601) * 10000000u + (uint64_t)t.tv_nsec / 100u;
}

uint32_t ntlm_seed_fill(struct ntlm_seed *seed)
{
    seed->now = ntlm_now();
    if (!random_fill(seed->client_challenge, sizeof seed->client_challenge) ||
        !random_fill(seed->session_key, sizeof seed->session_key))
        return STATUS_INTERNAL_ERROR;
    return STATUS_OK;
}

void ntlm_init(struct ntlm *n, const struct credentials *c, const char *target_host,
               const struct ntlm_seed *seed)
{
    *n = (struct ntlm){ .credentials = c, .target_host = target_host, .seed = *seed };
    bytes_init(&n->negotiate, NEGOTIATE_SIZE);
}

void ntlm_free(struct ntlm *n)
{
    bytes_free(&n->negotiate);
    x_wipe(n, sizeof *n);
}

static bool ntlm_anonymous(const struct ntlm *n)
{
    return n->credentials->kind == CREDENTIALS_ANONYMOUS;
}

static bool ntlm_text_fits(const char *text)
{
    return !text || strlen(text) <= NTLM_TEXT_MAX;
}

static void ntlm_put_version(uint8_t *p)
{
    p[0] = 6; /* 2.2.2.10; only a debugging aid: Windows 7 and NTLMSSP revision 15 */
    p[1] = 1;
    p[7] = 15;
}

static uint8_t *ntlm_put_header(struct bytes *out, uint32_t type, size_t size)
{
    uint8_t *msg = bytes_grow(out, size);
    if (msg) {
        memcpy(msg, MSG_SIGNATURE, sizeof MSG_SIGNATURE);
        put_le32(msg + sizeof MSG_SIGNATURE, type);
    }
    return msg;
}

uint32_t ntlm_negotiate(struct ntlm *n, struct bytes *out)
{
    const struct credentials *c = n->credentials;
    if (n->negotiate.len || (!ntlm_anonymous(n) && (!c->user || !*c->user)))
        return STATUS_INVALID_PARAMETER;
    if (!ntlm_text_fits(c->user) || !ntlm_text_fits(c->domain) || !ntlm_text_fits(c->password) ||
        strlen(n->target_host) >= SERVER_NAME_MAX)
        return STATUS_INVALID_PARAMETER;
    n->flags = FLAGS_OFFERED | (ntlm_anonymous(n) ? 0 : FLAGS_OFFERED_WITH_KEY);
    uint8_t *msg = ntlm_put_header(&n->negotiate, MSG_NEGOTIATE, NEGOTIATE_SIZE);
    if (!msg)
        return STATUS_NO_MEMORY;
    /* Domain and workstation stay empty: their flags are not set. */
    put_le32(msg + NEGOTIATE_FLAGS, n->flags);
    ntlm_put_version(msg + NEGOTIATE_VER);
    bytes_put(out, n->negotiate.data, n->negotiate.len);
    return out->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

/* The bytes a field of the message points to; false when they are not inside it. */
static bool ntlm_get_field(const uint8_t *msg, size_t len, size_t at, const uint8_t **data,
                           size_t *size)
{
    size_t field_len = get_le16(msg + at);
    size_t offset = get_le32(msg + at + 4);
    if (field_len && (offset > len || len - offset < field_len))
        return false;
    *data = field_len ? msg + offset : NULL;
    *size = field_len;
    return true;
}

/* One AV pair whose bytes are known to be there. */
static const char *ntlm_note_av(struct ntlm_challenge *ch, unsigned id, const uint8_t *value,
                                size_t len, unsigned *names)
{
    switch (id) {
    case AV_COMPUTER_NAME:
    case AV_DOMAIN_NAME:
        *names |= id;
        return len % sizeof(char16_t) ? "a name of the target info has an odd length" : NULL;
    case AV_FLAGS:
        if (len != 4)
            return "MsvAvFlags is not four bytes";
        ch->av_flags |= get_le32(value);
        return NULL;
    case AV_TIMESTAMP:
        if (len != 8)
            return "MsvAvTimestamp is not eight bytes";
        ch->timestamp = value;
        return NULL;
    default: return NULL;
    }
}

/* Walks the AV pairs once; afterwards info_len stops before MsvAvEOL and all of it is sound. */
static const char *ntlm_parse_info(struct ntlm_challenge *ch)
{
    unsigned names = 0;
    size_t at = 0;
    while (ch->info_len - at >= AV_HEADER) {
        const uint8_t *pair = ch->info + at;
        unsigned id = get_le16(pair);
        size_t len = get_le16(pair + 2);
        if (len > ch->info_len - at - AV_HEADER)
            return "an AV pair ends past the target info";
        if (id == AV_EOL) {
            ch->info_len = at;
            ch->has_names = names == (AV_COMPUTER_NAME | AV_DOMAIN_NAME);
            return len ? "MsvAvEOL is not empty" : NULL;
        }
        const char *why = ntlm_note_av(ch, id, pair + AV_HEADER, len, &names);
        if (why)
            return why;
        at += AV_HEADER + len;
    }
    return "the target info has no end";
}

static uint32_t ntlm_parse_challenge(struct ntlm_challenge *ch, const uint8_t *msg, size_t len)
{
    const uint8_t *target;
    size_t target_len;
    if (len < CHALLENGE_MIN || len > AUTH_TOKEN_MAX ||
        memcmp(msg, MSG_SIGNATURE, sizeof MSG_SIGNATURE) != 0 ||
        get_le32(msg + sizeof MSG_SIGNATURE) != MSG_CHALLENGE)
        return ntlm_malformed("not a CHALLENGE message");
    *ch = (struct ntlm_challenge){
        .flags = get_le32(msg + CHALLENGE_FLAGS),
        .nonce = msg + CHALLENGE_NONCE,
    };
    if (!ntlm_get_field(msg, len, CHALLENGE_TARGET, &target, &target_len))
        return ntlm_malformed("the target name ends past the message");
    if (!(ch->flags & NEGOTIATE_TARGET_INFO))
        return STATUS_OK;
    if (len < CHALLENGE_INFOED ||
        !ntlm_get_field(msg, len, CHALLENGE_INFO, &ch->info, &ch->info_len))
        return ntlm_malformed("the target info ends past the message");
    if (ch->info_len > NTLM_TARGET_INFO_MAX)
        return ntlm_malformed("the target info is absurdly large");
    if (!ch->info_len)
        return STATUS_OK;
    const char *why = ntlm_parse_info(ch);
    return why ? ntlm_malformed(why) : STATUS_OK;
}

/* Does the server agree to what we insist on? */
static uint32_t ntlm_check_flags(const struct ntlm *n, const struct ntlm_challenge *ch)
{
    bool anonymous = ntlm_anonymous(n);
    uint32_t required = FLAGS_REQUIRED | (anonymous ? 0 : FLAGS_REQUIRED_KEY);
    if ((ch->flags & required) != required)
        return ntlm_refuse(STATUS_NOT_SUPPORTED,
                           "the server does not agree to Unicode, NTLMv2 session security, "
                           "signing and 128-bit keys");
    /* 3.1.5.1.2: with integrity, a client of NTLMv2 gives up without both names. */
    if (!anonymous && !ch->has_names)
        return ntlm_refuse(STATUS_NOT_SUPPORTED, "the target info lacks the server's names");
    return STATUS_OK;
}

/* Text as the wire has it, after what out holds. */
static uint32_t ntlm_put_text(struct bytes *out, const char *text, bool upper)
{
    if (!text || (upper ? utf16_from_utf8_upper(out, text) : utf16_from_utf8(out, text)))
        return STATUS_OK;
    return out->failed ? STATUS_NO_MEMORY : STATUS_INVALID_PARAMETER;
}

/* 3.3.2 NTOWFv2: HMAC_MD5(MD4(password), upper(user) || domain) */
uint32_t ntlm_owf_v2(const struct credentials *c, uint8_t key[NTLM_KEY_SIZE])
{
    struct bytes password, name;
    uint8_t hash[NT_HASH_SIZE];
    bytes_init(&password, NTLM_TEXT_MAX * sizeof(char16_t));
    bytes_init(&name, 2 * NTLM_TEXT_MAX * sizeof(char16_t));
    uint32_t status = ntlm_put_text(&password, c->password, false);
    if (status)
        goto out;
    status = ntlm_put_text(&name, c->user, true);
    if (status)
        goto out;
    status = ntlm_put_text(&name, c->domain, false);
    if (status)
        goto out;
    nt_hash(password.data, password.len, hash);
    ntlm_hmac(hash, name.data, name.len, NULL, 0, NULL, 0, key);
    x_wipe(hash, sizeof hash);
out:
    bytes_free(&name);
    bytes_free(&password);
    return status;
}

void ntlm_proof_v2(const uint8_t key[NTLM_KEY_SIZE],
                   const uint8_t server_challenge[NTLM_CHALLENGE_SIZE], const uint8_t *temp,
                   size_t temp_len, uint8_t proof[NTLM_KEY_SIZE],
                   uint8_t session_base_key[NTLM_KEY_SIZE])
{
    ntlm_hmac(key, server_challenge, NTLM_CHALLENGE_SIZE, temp, temp_len, NULL, 0, proof);
    ntlm_hmac(key, proof, NTLM_KEY_SIZE, NULL, 0, NULL, 0, session_base_key);
}

static void ntlm_put_av(struct bytes *out, enum av_id id, const void *value, size_t len)
{
    bytes_put_le16(out, (uint16_t)id);
    bytes_put_le16(out, (uint16_t)len);
    bytes_put(out, value, len);
}

/* 3.1.5.1.2: the server's AV pairs, with ours instead of those that are a client's to set. */
static uint32_t ntlm_put_info(const struct ntlm *n, const struct ntlm_challenge *ch,
                              struct bytes *out)
{
    static const uint8_t no_bindings[AV_CHANNEL_BINDINGS_LEN];
    uint8_t flags[4];
    size_t len;
    for (size_t at = 0; at < ch->info_len; at += AV_HEADER + len) {
        unsigned id = get_le16(ch->info + at);
        len = get_le16(ch->info + at + 2);
        if (id != AV_FLAGS && id != AV_CHANNEL_BINDINGS && id != AV_TARGET_NAME)
            bytes_put(out, ch->info + at, AV_HEADER + len);
    }
    put_le32(flags, ch->av_flags | AV_FLAG_MIC);
    ntlm_put_av(out, AV_FLAGS, flags, sizeof flags);
    ntlm_put_av(out, AV_CHANNEL_BINDINGS, no_bindings, sizeof no_bindings);
    size_t target = out->len;
    ntlm_put_av(out, AV_TARGET_NAME, NULL, 0);
    uint32_t status = ntlm_put_text(out, "cifs/", false);
    if (!status)
        status = ntlm_put_text(out, n->target_host, false);
    if (status)
        return status;
    put_le16(out->data + target + 2, (uint16_t)(out->len - target - AV_HEADER));
    ntlm_put_av(out, AV_EOL, NULL, 0);
    return out->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

/* 2.2.2.7 NTLMv2_CLIENT_CHALLENGE, `temp` in 3.3.2 */
static uint32_t ntlm_put_temp(const struct ntlm *n, const struct ntlm_challenge *ch,
                              struct bytes *out)
{
    bytes_put_u8(out, 1); /* RespType, HiRespType */
    bytes_put_u8(out, 1);
    bytes_grow(out, 6);
    if (ch->timestamp)
        bytes_put(out, ch->timestamp, 8);
    else
        bytes_put_le64(out, n->seed.now);
    bytes_put(out, n->seed.client_challenge, NTLM_CHALLENGE_SIZE);
    bytes_grow(out, 4);
    uint32_t status = ntlm_put_info(n, ch, out);
    bytes_grow(out, 4);
    return status || !out->failed ? status : STATUS_NO_MEMORY;
}

/* LMv2, or 24 zeros to a server that tells its time: it does not look at it (3.1.5.1.2). */
static void ntlm_put_lm(const struct ntlm *n, const struct ntlm_challenge *ch,
                        const uint8_t key[NTLM_KEY_SIZE], struct bytes *out)
{
    uint8_t *lm = bytes_grow(out, LM_RESPONSE_SIZE);
    if (!lm || ch->timestamp)
        return;
    ntlm_hmac(key, ch->nonce, NTLM_CHALLENGE_SIZE, n->seed.client_challenge, NTLM_CHALLENGE_SIZE,
              NULL, 0, lm);
    memcpy(lm + MD5_DIGEST_SIZE, n->seed.client_challenge, NTLM_CHALLENGE_SIZE);
}

static uint32_t ntlm_respond(const struct ntlm *n, const struct ntlm_challenge *ch,
                             struct ntlm_response *r)
{
    uint8_t key[NTLM_KEY_SIZE];
    uint32_t status = ntlm_owf_v2(n->credentials, key);
    if (status)
        return status;
    uint8_t *proof = bytes_grow(&r->nt, NTLM_KEY_SIZE);
    status = proof ? ntlm_put_temp(n, ch, &r->nt) : STATUS_NO_MEMORY;
    if (status)
        goto out;
    proof = r->nt.data; /* it may have moved */
    ntlm_proof_v2(key, ch->nonce, proof + NTLM_KEY_SIZE, r->nt.len - NTLM_KEY_SIZE, proof,
                  r->session_base_key);
    ntlm_put_lm(n, ch, key, &r->lm);
    if (r->lm.failed)
        status = STATUS_NO_MEMORY;
out:
    x_wipe(key, sizeof key);
    return status;
}

/* 3.4.5: MD5 of the key and a text, its NUL included. */
static void ntlm_derive(const uint8_t key[NTLM_KEY_SIZE], const char *magic,
                        uint8_t out[MD5_DIGEST_SIZE])
{
    struct md5_ctx ctx;
    md5_init(&ctx);
    md5_update(&ctx, NTLM_KEY_SIZE, key);
    md5_update(&ctx, strlen(magic) + 1, (const uint8_t *)magic);
    md5_digest(&ctx, MD5_DIGEST_SIZE, out);
    x_wipe(&ctx, sizeof ctx);
}

static void ntlm_direction_init(struct ntlm_direction *d, const uint8_t key[NTLM_KEY_SIZE],
                                const char *sign_magic, const char *seal_magic)
{
    uint8_t seal_key[MD5_DIGEST_SIZE];
    ntlm_derive(key, sign_magic, d->sign_key);
    ntlm_derive(key, seal_magic, seal_key);
    arcfour_set_key(&d->seal, sizeof seal_key, seal_key);
    d->sequence = 0;
    x_wipe(seal_key, sizeof seal_key);
}

/* 3.1.5.1.2: KeyExchangeKey of NTLMv2 is SessionBaseKey; with key exchange it only wraps ours. */
static void ntlm_make_keys(struct ntlm *n, struct ntlm_response *r)
{
    if (n->flags & NEGOTIATE_KEY_EXCH) {
        struct arcfour_ctx rc4;
        arcfour_set_key(&rc4, NTLM_KEY_SIZE, r->session_base_key);
        arcfour_crypt(&rc4, NTLM_KEY_SIZE, r->encrypted_key, n->seed.session_key);
        x_wipe(&rc4, sizeof rc4);
        r->encrypted_key_len = NTLM_KEY_SIZE;
        memcpy(n->session_key, n->seed.session_key, NTLM_KEY_SIZE);
    } else {
        memcpy(n->session_key, r->session_base_key, NTLM_KEY_SIZE);
    }
    ntlm_direction_init(&n->ours, n->session_key,
                        "session key to client-to-server signing key magic constant",
                        "session key to client-to-server sealing key magic constant");
    ntlm_direction_init(&n->theirs, n->session_key,
                        "session key to server-to-client signing key magic constant",
                        "session key to server-to-client sealing key magic constant");
}

/* Fills in the field at `at` for what was appended since `from`. */
static void ntlm_set_field(struct bytes *msg, size_t start, size_t at, size_t from)
{
    if (msg->failed)
        return;
    uint8_t *field = msg->data + start + at;
    put_le16(field, (uint16_t)(msg->len - from));
    put_le16(field + 2, (uint16_t)(msg->len - from));
    put_le32(field + 4, (uint32_t)(from - start));
}

static void ntlm_put_field(struct bytes *msg, size_t start, size_t at, const void *data, size_t len)
{
    size_t from = msg->len;
    bytes_put(msg, data, len);
    ntlm_set_field(msg, start, at, from);
}

static uint32_t ntlm_put_name(struct bytes *msg, size_t start, size_t at, const char *name)
{
    size_t from = msg->len;
    uint32_t status = ntlm_put_text(msg, name, false);
    if (!status)
        ntlm_set_field(msg, start, at, from);
    return status;
}

/* 2.2.1.3, the integrity code still zero. The workstation's name stays empty. */
static uint32_t ntlm_put_authenticate(const struct ntlm *n, const struct ntlm_response *r,
                                      struct bytes *out)
{
    const struct credentials *c = n->credentials;
    bool anonymous = ntlm_anonymous(n);
    size_t start = out->len;
    uint8_t *msg = ntlm_put_header(out, MSG_AUTHENTICATE, AUTHENTICATE_SIZE);
    if (!msg)
        return STATUS_NO_MEMORY;
    put_le32(msg + AUTHENTICATE_FLG, n->flags);
    ntlm_put_version(msg + AUTHENTICATE_VER);
    uint32_t status = ntlm_put_name(out, start, AUTHENTICATE_DOM, anonymous ? NULL : c->domain);
    if (!status)
        status = ntlm_put_name(out, start, AUTHENTICATE_USER, anonymous ? NULL : c->user);
    if (status)
        return status;
    ntlm_put_field(out, start, AUTHENTICATE_WKS, NULL, 0);
    ntlm_put_field(out, start, AUTHENTICATE_LM, r->lm.data, r->lm.len);
    ntlm_put_field(out, start, AUTHENTICATE_NT, r->nt.data, r->nt.len);
    ntlm_put_field(out, start, AUTHENTICATE_KEY, r->encrypted_key, r->encrypted_key_len);
    return out->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

uint32_t ntlm_authenticate(struct ntlm *n, const uint8_t *challenge, size_t len, struct bytes *out)
{
    struct ntlm_challenge ch;
    if (!n->negotiate.len || n->has_key)
        return STATUS_INVALID_PARAMETER;
    uint32_t status = ntlm_parse_challenge(&ch, challenge, len);
    if (!status)
        status = ntlm_check_flags(n, &ch);
    if (status)
        return status;

    struct ntlm_response r = { .encrypted_key_len = 0 };
    bytes_init(&r.nt, AUTH_TOKEN_MAX);
    bytes_init(&r.lm, LM_RESPONSE_SIZE);
    n->flags &= ch.flags;
    n->flags |= ch.flags & NEGOTIATE_TARGET_INFO;
    if (ntlm_anonymous(n)) {
        n->flags |= NEGOTIATE_ANONYMOUS;
        bytes_put_u8(&r.lm, 0); /* 3.2.5.1.2: one zero byte, and no NT response */
        status = r.lm.failed ? STATUS_NO_MEMORY : STATUS_OK;
    } else {
        status = ntlm_respond(n, &ch, &r);
        if (!status)
            ntlm_make_keys(n, &r);
    }
    size_t start = out->len;
    if (!status)
        status = ntlm_put_authenticate(n, &r, out);
    if (!status && !ntlm_anonymous(n)) {
        uint8_t *msg = out->data + start;
        ntlm_hmac(n->session_key, n->negotiate.data, n->negotiate.len, challenge, len, msg,
                  out->len - start, msg + AUTHENTICATE_MIC);
        n->has_key = true;
    }
    bytes_free(&r.lm);
    bytes_free(&r.nt);
    x_wipe(&r, sizeof r);
    return status;
}

/* 3.4.4.2, with extended session security: version, checksum, sequence number. */
static void ntlm_mac(const struct ntlm *n, struct ntlm_direction *d, const uint8_t *msg, size_t len,
                     uint8_t mac[NTLM_MAC_SIZE])
{
    uint8_t sequence[4], hmac[MD5_DIGEST_SIZE];
    put_le32(sequence, d->sequence++);
    ntlm_hmac(d->sign_key, sequence, sizeof sequence, msg, len, NULL, 0, hmac);
    put_le32(mac, 1);
    memcpy(mac + 4, hmac, 8);
    if (n->flags & NEGOTIATE_KEY_EXCH)
        arcfour_crypt(&d->seal, 8, mac + 4, mac + 4);
    memcpy(mac + 12, sequence, sizeof sequence);
}

void ntlm_sign(struct ntlm *n, const uint8_t *msg, size_t len, uint8_t mac[NTLM_MAC_SIZE])
{
    ntlm_mac(n, &n->ours, msg, len, mac);
}

bool ntlm_verify(struct ntlm *n, const uint8_t *msg, size_t len, const uint8_t *mac, size_t mac_len)
{
    uint8_t expected[NTLM_MAC_SIZE];
    ntlm_mac(n, &n->theirs, msg, len, expected);
    return mac_len == sizeof expected && memeql_sec(mac, expected, sizeof expected);
}

/* --- as a mechanism --- */

struct ntlm_mech {
    struct auth_mech base; /* first: the caller's pointer is ours */
    struct ntlm ntlm;
    char *target_host;
};

static uint32_t ntlm_mech_step(struct auth_mech *mech, const uint8_t *in, size_t in_len,
                               struct bytes *out)
{
    struct ntlm_mech *m = (struct ntlm_mech *)mech;
    if (in_len)
        return ntlm_authenticate(&m->ntlm, in, in_len, out);
    uint32_t status = ntlm_negotiate(&m->ntlm, out);
    return status ? status : STATUS_MORE_PROCESSING_REQUIRED;
}

static const uint8_t *ntlm_mech_key(struct auth_mech *mech, size_t *len)
{
    struct ntlm_mech *m = (struct ntlm_mech *)mech;
    *len = m->ntlm.has_key ? NTLM_KEY_SIZE : 0;
    return m->ntlm.has_key ? m->ntlm.session_key : NULL;
}

static uint32_t ntlm_mech_sign(struct auth_mech *mech, const uint8_t *msg, size_t len,
                               struct bytes *mic)
{
    uint8_t mac[NTLM_MAC_SIZE];
    ntlm_sign(&((struct ntlm_mech *)mech)->ntlm, msg, len, mac);
    bytes_put(mic, mac, sizeof mac);
    return mic->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

static bool ntlm_mech_verify(struct auth_mech *mech, const uint8_t *msg, size_t len,
                             const uint8_t *mic, size_t mic_len)
{
    return ntlm_verify(&((struct ntlm_mech *)mech)->ntlm, msg, len, mic, mic_len);
}

static void ntlm_mech_free(struct auth_mech *mech)
{
    struct ntlm_mech *m = (struct ntlm_mech *)mech;
    ntlm_free(&m->ntlm);
    x_free(m->target_host);
    x_free_secret(m, sizeof *m);
}

static const struct auth_mech_ops ntlm_mech_ops = { ntlm_mech_step, ntlm_mech_key, ntlm_mech_sign,
                                                    ntlm_mech_verify, ntlm_mech_free };

uint32_t ntlm_mech_new(const struct credentials *c, const char *target_host, struct auth_mech **out)
{
    struct ntlm_seed seed;
    struct ntlm_mech *m = x_new(sizeof *m);
    if (!m)
        return STATUS_NO_MEMORY;
    m->base.ops = &ntlm_mech_ops;
    m->target_host = x_strdup(target_host);
    uint32_t status = m->target_host ? ntlm_seed_fill(&seed) : STATUS_NO_MEMORY;
    if (status) {
        x_free(m->target_host);
        x_free(m);
        return status;
    }
    ntlm_init(&m->ntlm, c, m->target_host, &seed);
    x_wipe(&seed, sizeof seed);
    *out = &m->base;
    return STATUS_OK;
}
