/* SPDX-License-Identifier: MIT */
/*
 * NEGOTIATE: what we can do into a request, what the server chose into the connection ([MS-SMB2]
 * 2.2.3, 2.2.4, 3.2.5.2), and the proof afterwards that nobody changed either. Each negotiate
 * context of 3.1.1 is a row of a table.
 */
#include "smb2/conn.h"

#include "base/limits.h"
#include "base/log.h"
#include "base/random.h"
#include "base/status.h"
#include "base/utf16.h"

#define NEGOTIATE_FIXED      36u
#define NEGOTIATE_REPLY_SIZE 65u
#define CONTEXT_HEADER       8u

/* No server has so little room; one that claims it must not keep us from asking to validate. */
#define PAYLOAD_MIN 4096u

#define SMB2_GLOBAL_CAP_LARGE_MTU  0x04u
#define SMB2_GLOBAL_CAP_ENCRYPTION 0x40u

#define HASH_SHA512 1u
#define SALT_SIZE   32u

#define FSCTL_VALIDATE_NEGOTIATE_INFO 0x00140204u
#define VALIDATE_FIXED                24u /* up to the dialects; also the size of the answer */

/* [MS-SMB2] 2.2.3.1 */
enum context_type {
    CONTEXT_PREAUTH = 1,
    CONTEXT_ENCRYPTION = 2,
    CONTEXT_NETNAME = 5,
    CONTEXT_SIGNING = 8,
};

static uint32_t preauth_put(struct smb2_conn *c, const char *host)
{
    uint8_t salt[SALT_SIZE];
    (void)host;
    bytes_put_le16(&c->out, 1);
    bytes_put_le16(&c->out, sizeof salt);
    bytes_put_le16(&c->out, HASH_SHA512);
    bool filled = random_fill(salt, sizeof salt);
    bytes_put(&c->out, salt, sizeof salt);
    return filled ? STATUS_OK : STATUS_INTERNAL_ERROR;
}

static bool preauth_get(struct smb2_conn *c, const uint8_t *data, size_t len)
{
    (void)c;
    return len >= 6 && get_le16(data) == 1 && get_le16(data + 4) == HASH_SHA512;
}

static uint32_t encryption_put(struct smb2_conn *c, const char *host)
{
    uint16_t n = 0;
    (void)host;
    while (smb2_cipher_offer(n))
        n++;
    bytes_put_le16(&c->out, n);
    for (size_t i = 0; i < n; i++)
        bytes_put_le16(&c->out, smb2_cipher_offer(i)->id);
    return STATUS_OK;
}

/* Cipher 0: the server has none of ours. */
static bool encryption_get(struct smb2_conn *c, const uint8_t *data, size_t len)
{
    if (len < 4 || get_le16(data) != 1)
        return false;
    c->cipher = smb2_cipher_find(get_le16(data + 2));
    return c->cipher || !get_le16(data + 2);
}

static uint32_t signing_put(struct smb2_conn *c, const char *host)
{
    uint16_t n = 0;
    (void)host;
    while (smb2_signing_offer(n))
        n++;
    bytes_put_le16(&c->out, n);
    for (size_t i = 0; i < n; i++)
        bytes_put_le16(&c->out, smb2_signing_offer(i)->id);
    return STATUS_OK;
}

static bool signing_get(struct smb2_conn *c, const uint8_t *data, size_t len)
{
    if (len < 4 || get_le16(data) != 1)
        return false;
    c->signing = smb2_signing_find(get_le16(data + 2));
    return c->signing != NULL;
}

static uint32_t netname_put(struct smb2_conn *c, const char *host)
{
    if (utf16_from_utf8(&c->out, host))
        return STATUS_OK;
    return c->out.failed ? STATUS_NO_MEMORY : STATUS_OBJECT_NAME_INVALID;
}

/* What we send, and how we take the server's answer to it; a context without get is ignored in a
 * reply, as are those we do not know. */
static const struct context {
    uint16_t type;
    bool required; /* in a reply */
    uint32_t (*put)(struct smb2_conn *, const char *host);
    bool (*get)(struct smb2_conn *, const uint8_t *data, size_t len);
} contexts[] = {
    { CONTEXT_PREAUTH, true, preauth_put, preauth_get },
    { CONTEXT_ENCRYPTION, false, encryption_put, encryption_get },
    { CONTEXT_SIGNING, false, signing_put, signing_get },
    { CONTEXT_NETNAME, false, netname_put, NULL },
};

#define CONTEXTS (sizeof contexts / sizeof *contexts)

static bool context_offered(const struct smb2_conn *c, const struct context *context)
{
    return context->type != CONTEXT_ENCRYPTION || c->options.encrypt != SMB2_ENCRYPT_NO;
}

static uint16_t contexts_count(const struct smb2_conn *c)
{
    uint16_t n = 0;
    for (size_t i = 0; i < CONTEXTS; i++)
        n = (uint16_t)(n + context_offered(c, &contexts[i]));
    return n;
}

static uint32_t contexts_put(struct smb2_conn *c, const char *host)
{
    uint32_t status = STATUS_OK;
    for (size_t i = 0; i < CONTEXTS && status == STATUS_OK; i++) {
        if (!context_offered(c, &contexts[i]))
            continue;
        bytes_align(&c->out, 8);
        size_t start = c->out.len;
        bytes_put_le16(&c->out, contexts[i].type);
        bytes_grow(&c->out, CONTEXT_HEADER - 2);
        status = contexts[i].put(c, host);
        if (!c->out.failed)
            put_le16(c->out.data + start + 2, (uint16_t)(c->out.len - start - CONTEXT_HEADER));
    }
    return status;
}

static uint32_t client_capabilities(const struct smb2_conn *c)
{
    bool encrypt = c->options.encrypt != SMB2_ENCRYPT_NO;
    return SMB2_GLOBAL_CAP_LARGE_MTU | (encrypt ? SMB2_GLOBAL_CAP_ENCRYPTION : 0);
}

/* The dialects we offer start with this row of the table. */
static size_t dialects_first(const struct smb2_conn *c)
{
    size_t i = 0;
    while (smb2_dialect_offer(i) && smb2_dialect_offer(i)->number < c->options.min_dialect)
        i++;
    return i;
}

static uint16_t dialects_count(const struct smb2_conn *c)
{
    size_t first = dialects_first(c), n = 0;
    while (smb2_dialect_offer(first + n))
        n++;
    return (uint16_t)n;
}

static void dialects_put(const struct smb2_conn *c, struct bytes *b)
{
    for (size_t i = dialects_first(c); smb2_dialect_offer(i); i++)
        bytes_put_le16(b, smb2_dialect_offer(i)->number);
}

static uint32_t negotiate_request(struct smb2_conn *c, const char *host)
{
    uint8_t fixed[NEGOTIATE_FIXED] = { 0 };
    uint16_t n = dialects_count(c);
    if (!random_fill(c->client_guid, sizeof c->client_guid))
        return STATUS_INTERNAL_ERROR;
    put_le16(fixed, NEGOTIATE_FIXED);
    put_le16(fixed + 2, n);
    put_le16(fixed + 4, SMB2_NEGOTIATE_SIGNING_REQUIRED);
    put_le32(fixed + 8, client_capabilities(c));
    memcpy(fixed + 12, c->client_guid, SMB2_GUID_SIZE);
    put_le32(fixed + 28, (SMB2_HEADER_SIZE + NEGOTIATE_FIXED + 2u * n + 7) & ~7u);
    put_le16(fixed + 32, contexts_count(c));
    smb2_request(c, SMB2_NEGOTIATE, fixed, sizeof fixed);
    dialects_put(c, &c->out);
    return contexts_put(c, host);
}

/* Hands one context to its row. `seen` has a bit for each row: none may come twice. */
static bool context_take(struct smb2_conn *c, uint16_t type, const uint8_t *data, size_t len,
                         unsigned *seen)
{
    for (size_t i = 0; i < CONTEXTS; i++) {
        if (contexts[i].type != type || !contexts[i].get)
            continue;
        if (!context_offered(c, &contexts[i]) || *seen & 1u << i || !contexts[i].get(c, data, len))
            return false;
        *seen |= 1u << i;
    }
    return true;
}

static bool contexts_get(struct smb2_conn *c, const struct smb2_reply *r)
{
    size_t at = get_le32(r->body + 60);
    unsigned count = get_le16(r->body + 6), seen = 0;
    for (unsigned i = 0; i < count; i++) {
        const uint8_t *head, *data;
        if (!smb2_reply_slice(r, at, CONTEXT_HEADER, &head))
            return false;
        size_t len = get_le16(head + 2);
        if (!smb2_reply_slice(r, at + CONTEXT_HEADER, len, &data) ||
            !context_take(c, get_le16(head), data, len, &seen))
            return false;
        at += (CONTEXT_HEADER + len + 7) & ~(size_t)7;
    }
    for (size_t i = 0; i < CONTEXTS; i++)
        if (contexts[i].required && !(seen & 1u << i))
            return false;
    return true;
}

static uint32_t payload_max(uint32_t servers)
{
    return servers < SMB2_PAYLOAD_MAX ? servers : SMB2_PAYLOAD_MAX;
}

static uint32_t negotiate_reply(struct smb2_conn *c, const struct smb2_reply *r)
{
    const uint8_t *b = r->body, *token;
    c->dialect = smb2_dialect_find(get_le16(b + 4));
    if (!c->dialect || c->dialect->number < c->options.min_dialect)
        return smb2_reply_refuse(c, "a dialect that was not offered");
    c->server_security_mode = get_le16(b + 2);
    memcpy(c->server_guid, b + 8, SMB2_GUID_SIZE);
    c->server_capabilities = get_le32(b + 24);
    c->max_transact = payload_max(get_le32(b + 28));
    c->max_read = payload_max(get_le32(b + 32));
    c->max_write = payload_max(get_le32(b + 36));
    if (c->max_transact < PAYLOAD_MIN || c->max_read < PAYLOAD_MIN || c->max_write < PAYLOAD_MIN)
        return smb2_reply_refuse(c, "no room for requests");
    c->multi_credit =
        c->dialect->multi_credit && c->server_capabilities & SMB2_GLOBAL_CAP_LARGE_MTU;
    c->signing = smb2_signing_find(c->dialect->signing);
    if (client_capabilities(c) & c->server_capabilities & SMB2_GLOBAL_CAP_ENCRYPTION)
        c->cipher = smb2_cipher_find(c->dialect->cipher);
    if (!smb2_reply_slice(r, get_le16(b + 56), get_le16(b + 58), &token))
        return smb2_reply_refuse(c, "a token past its end");
    bytes_put(&c->hint, token, get_le16(b + 58));
    if (c->hint.failed)
        return STATUS_NO_MEMORY;
    if (c->dialect->preauth && !contexts_get(c, r))
        return smb2_reply_refuse(c, "negotiate contexts");
    return STATUS_OK;
}

/* Does what came out satisfy the options? */
static uint32_t negotiate_check(const struct smb2_conn *c)
{
    log_line(LOG_SMB2, "smb2 dialect %s, signing algorithm %s, cipher %s", c->dialect->name,
             c->signing->name, c->cipher ? c->cipher->name : "none");
    if (c->options.encrypt != SMB2_ENCRYPT_REQUIRED || c->cipher)
        return STATUS_OK;
    log_line(LOG_ERRORS,
             "smb2 NEGOTIATE: the configuration demands encryption, but the server chose dialect "
             "%s without a cipher",
             c->dialect->name);
    return STATUS_NOT_SUPPORTED;
}

/* [MS-SMB2] 3.3.5.4: STATUS_NOT_SUPPORTED is a server that knows none of the dialects. */
static void negotiate_refused(const struct smb2_conn *c, uint32_t status)
{
    const struct smb2_dialect *first = smb2_dialect_offer(dialects_first(c));
    if (status == STATUS_NOT_SUPPORTED)
        log_line(LOG_ERRORS, "smb2 NEGOTIATE: the server has no dialect from %s on",
                 first ? first->name : "none");
}

uint32_t smb2_negotiate(struct smb2_conn *c, const char *host, struct deadline deadline)
{
    struct smb2_reply reply;
    uint32_t status = negotiate_request(c, host);
    if (status == STATUS_OK)
        status = smb2_call(c, NEGOTIATE_REPLY_SIZE, STATUS_OK, deadline, &reply);
    if (status == STATUS_OK)
        status = negotiate_reply(c, &reply);
    else
        negotiate_refused(c, status);
    if (status != STATUS_OK)
        return status;
    smb2_preauth_update(c->preauth, c->out.data, c->out.len);
    smb2_preauth_update(c->preauth, reply.msg, reply.len);
    return negotiate_check(c);
}

static void validate_request(const struct smb2_conn *c, struct bytes *b)
{
    bytes_put_le32(b, client_capabilities(c));
    bytes_put(b, c->client_guid, SMB2_GUID_SIZE);
    bytes_put_le16(b, SMB2_NEGOTIATE_SIGNING_REQUIRED);
    bytes_put_le16(b, dialects_count(c));
    dialects_put(c, b);
}

/* [MS-SMB2] 3.2.5.14.12 */
static bool validate_reply(const struct smb2_conn *c, const uint8_t *out, size_t len)
{
    return len == VALIDATE_FIXED && get_le32(out) == c->server_capabilities &&
           !memcmp(out + 4, c->server_guid, SMB2_GUID_SIZE) &&
           get_le16(out + 20) == c->server_security_mode &&
           get_le16(out + 22) == c->dialect->number;
}

/* Servers before 3.0 do not know this FSCTL. Their refusal is signed, so it is proof that it was
 * such a server that answered us. */
static bool validate_unknown(uint32_t status)
{
    static const uint32_t refusals[] = { STATUS_NOT_SUPPORTED, STATUS_NOT_IMPLEMENTED,
                                         STATUS_INVALID_DEVICE_REQUEST, STATUS_FILE_CLOSED,
                                         STATUS_FS_DRIVER_REQUIRED };
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
        if (status == refusals[i])
            return true;
    return false;
}

uint32_t smb2_negotiate_validate(struct smb2_conn *c, struct deadline deadline)
{
    static const uint8_t no_file[SMB2_FILE_ID_SIZE] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                                        0xFF, 0xFF, 0xFF, 0xFF };
    const uint8_t *out = NULL;
    size_t out_len = 0;
    struct bytes in;
    /* Without a key the answer would prove nothing. */
    if (!c->dialect->validate || !c->signer.algorithm)
        return STATUS_OK;
    bytes_init(&in, SMB2_PAYLOAD_MAX);
    validate_request(c, &in);
    struct smb2_ioctl io = { FSCTL_VALIDATE_NEGOTIATE_INFO, no_file, in.data, in.len,
                             VALIDATE_FIXED };
    uint32_t status = in.failed ? STATUS_NO_MEMORY : smb2_ioctl(c, &io, deadline, &out, &out_len);
    bytes_free(&in);
    if (status == STATUS_OK && !validate_reply(c, out, out_len))
        return smb2_reply_refuse(c, "somebody changed the negotiation on its way");
    return validate_unknown(status) ? STATUS_OK : status;
}
