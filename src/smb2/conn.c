/* SPDX-License-Identifier: MIT */
/*
 * Requests into messages, messages into replies. There is one request at a time, so whatever
 * arrives is its reply, an interim answer to it, or something the server sends unasked; anything
 * else ends the connection.
 */
#include "smb2/conn.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"
#include "base/utf16.h"

/* Credits we like to hold. One would do for one request at a time; some servers answer slowly to a
 * client that is always at its last. */
#define CREDITS_WANTED 64u
#define CREDITS_MAX    65535u

#define ERROR_STRUCTURE_SIZE 9u /* [MS-SMB2] 2.2.2 */

void smb2_conn_init(struct smb2_conn *c, struct net_stream *stream)
{
    *c = (struct smb2_conn){
        .stream = stream,
        .credits = 1, /* [MS-SMB2] 3.2.5.1.4: enough for the NEGOTIATE */
        .max_transact = SMB2_PAYLOAD_MAX,
        .max_read = SMB2_PAYLOAD_MAX,
        .max_write = SMB2_PAYLOAD_MAX,
    };
    bytes_init(&c->out, SMB2_MESSAGE_MAX - SMB2_TRANSFORM_SIZE);
    bytes_init(&c->wire, SMB2_MESSAGE_MAX);
    bytes_init(&c->hint, AUTH_TOKEN_MAX);
}

void smb2_conn_close(struct smb2_conn *c)
{
    c->stream->ops->close(c->stream);
    c->out.len = c->out.cap; /* longer requests were there before */
    bytes_free(&c->out);
    bytes_free(&c->wire);
    bytes_free(&c->hint);
    x_wipe(c, sizeof *c);
}

void smb2_request(struct smb2_conn *c, enum smb2_command command, const uint8_t *fixed,
                  size_t fixed_size)
{
    c->command = (uint16_t)command;
    c->payload = 0;
    c->out.len = 0;
    c->out.failed = false;
    bytes_grow(&c->out, SMB2_HEADER_SIZE);
    bytes_put(&c->out, fixed, fixed_size);
}

size_t smb2_payload_max(const struct smb2_conn *c, uint32_t most)
{
    bool many = c->multi_credit && c->credits; /* without any, sending will say so */
    size_t paid = many ? (size_t)c->credits * SMB2_CREDIT_PAYS : SMB2_CREDIT_PAYS;
    return paid < most ? paid : most;
}

static uint32_t request_charge(const struct smb2_conn *c)
{
    return c->payload ? (uint32_t)((c->payload - 1) / SMB2_CREDIT_PAYS + 1) : 1;
}

/* Completes the header, and signs what will not be encrypted. */
static void request_finish(struct smb2_conn *c, uint32_t charge)
{
    uint32_t left = c->credits - charge;
    bool sign = c->signer.algorithm && !c->encrypting;
    struct smb2_header h = {
        .credit_charge = c->multi_credit ? (uint16_t)charge : 0,
        .command = c->command,
        .credits = (uint16_t)(left < CREDITS_WANTED ? CREDITS_WANTED - left : 1),
        .flags = sign ? SMB2_FLAGS_SIGNED : 0,
        .message_id = c->message_id,
        .tree_id = c->command == SMB2_SESSION_SETUP ? 0 : c->tree_id,
        .session_id = c->session_id,
    };
    smb2_header_put(c->out.data, &h);
    if (sign)
        smb2_sign(&c->signer, c->out.data, c->out.len);
    c->credits = left;
    c->sent_id = c->message_id;
    c->message_id += charge;
}

/* Room for the encrypted request; nothing has happened yet when there is none. */
static bool wire_reserve(struct smb2_conn *c)
{
    c->wire.len = 0;
    c->wire.failed = false;
    return bytes_reserve(&c->wire, SMB2_TRANSFORM_SIZE + c->out.len);
}

static uint32_t request_encrypt(struct smb2_conn *c)
{
    if (!smb2_encrypt(&c->encryption, c->session_id, c->out.data, c->out.len, c->wire.data)) {
        log_line(LOG_ERRORS, "smb2 %s: the session's key is used up",
                 smb2_command_name(c->command));
        return STATUS_CONNECTION_DISCONNECTED;
    }
    c->wire.len = SMB2_TRANSFORM_SIZE + c->out.len;
    return STATUS_OK;
}

static uint32_t request_send(struct smb2_conn *c, struct deadline deadline)
{
    uint32_t charge = request_charge(c), status = STATUS_OK;
    const struct bytes *wire = c->encrypting ? &c->wire : &c->out;
    if (c->dead)
        return STATUS_CONNECTION_DISCONNECTED;
    if (c->out.failed || (c->encrypting && !wire_reserve(c)))
        return STATUS_NO_MEMORY;
    if (c->credits < charge) {
        log_line(LOG_ERRORS, "smb2 %s: it costs %u credits, and the server left us %u",
                 smb2_command_name(c->command), charge, c->credits);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    request_finish(c, charge);
    if (c->encrypting)
        status = request_encrypt(c);
    if (status == STATUS_OK)
        status = c->stream->ops->send(c->stream, wire->data, wire->len, deadline);
    c->dead = status != STATUS_OK;
    return status;
}

uint32_t smb2_encrypt_start(struct smb2_conn *c, const char *who)
{
    const char *why = c->options.encrypt == SMB2_ENCRYPT_NO ? "the configuration forbids it"
                      : !c->cipher                          ? "no cipher was negotiated"
                                                            : "the log-on has no key";
    c->encrypting = c->encryption.cipher != NULL;
    if (c->encrypting) {
        log_line(LOG_SMB2, "smb2 %s: %s demands encryption: %s from here on",
                 smb2_command_name(c->command), who, c->cipher->name);
        return STATUS_OK;
    }
    log_line(LOG_ERRORS, "smb2 %s: %s demands encryption, but %s", smb2_command_name(c->command),
             who, why);
    return STATUS_NOT_SUPPORTED;
}

uint32_t smb2_reply_refuse(struct smb2_conn *c, const char *why)
{
    c->dead = true;
    log_line(LOG_ERRORS, "smb2 %s: reply refused: %s", smb2_command_name(c->command), why);
    return STATUS_INVALID_NETWORK_RESPONSE;
}

/* [MS-SMB2] 3.2.5.1.3 */
static uint32_t reply_verify(struct smb2_conn *c, const struct smb2_reply *r)
{
    if (r->encrypted || !c->signer.algorithm || smb2_sign_verify(&c->signer, r->msg, r->len))
        return STATUS_OK;
    /* A server that has forgotten the session has no key to sign with. Believing an unsigned
     * message in this costs us the connection, which whoever can forge one could cut anyway. That
     * the request was not carried out, as an expired session would mean, cannot be believed. */
    uint32_t status = r->header.status;
    if (!(r->header.flags & SMB2_FLAGS_SIGNED) &&
        (status == STATUS_USER_SESSION_DELETED || status == STATUS_NETWORK_SESSION_EXPIRED))
        return STATUS_USER_SESSION_DELETED;
    return smb2_reply_refuse(c, r->header.flags & SMB2_FLAGS_SIGNED ? "wrong signature"
                                                                    : "not signed");
}

/* Is this message the reply to our last request? STATUS_PENDING: not yet, wait for the next. */
static uint32_t reply_match(struct smb2_conn *c, struct smb2_reply *r)
{
    struct smb2_header *h = &r->header;
    if (smb2_header_get(r->msg, r->len, h) != STATUS_OK)
        return smb2_reply_refuse(c, "no SMB2 header");
    if (h->message_id == SMB2_MESSAGE_ID_UNASKED)
        return STATUS_PENDING; /* we hold no oplocks: nothing to do about a break */
    if (h->message_id != c->sent_id || h->command != c->command)
        return smb2_reply_refuse(c, "it answers another request");
    if (c->session_id && h->session_id != c->session_id)
        return smb2_reply_refuse(c, "it is for another session");
    bool interim = h->status == STATUS_PENDING;
    if (interim && !(h->flags & SMB2_FLAGS_ASYNC_COMMAND))
        return smb2_reply_refuse(c, "STATUS_PENDING in a final reply");
    /* Interim answers are not verified: [MS-SMB2] 3.2.5.1.3. */
    uint32_t status = interim ? STATUS_OK : reply_verify(c, r);
    if (status != STATUS_OK)
        return status;
    c->credits += h->credits;
    if (c->credits > CREDITS_MAX)
        c->credits = CREDITS_MAX;
    r->interim |= interim;
    return interim ? STATUS_PENDING : STATUS_OK;
}

/* Takes the transform header off a message, if it has one. */
static uint32_t reply_decrypt(struct smb2_conn *c, uint8_t *msg, struct smb2_reply *r)
{
    r->msg = msg;
    r->encrypted = smb2_is_encrypted(msg, r->len);
    if (!r->encrypted)
        return c->encrypting ? smb2_reply_refuse(c, "not encrypted") : STATUS_OK;
    if (!c->encryption.cipher)
        return smb2_reply_refuse(c, "encrypted, and there is no key");
    const char *why = smb2_decrypt(&c->encryption, c->session_id, msg, r->len, &msg, &r->len);
    if (why)
        return smb2_reply_refuse(c, why);
    r->msg = msg;
    return STATUS_OK;
}

static uint32_t reply_receive(struct smb2_conn *c, struct deadline deadline, struct smb2_reply *r)
{
    uint32_t status = STATUS_PENDING;
    r->interim = false;
    for (unsigned i = 0; i <= SMB2_INTERIM_MAX && status == STATUS_PENDING; i++) {
        uint8_t *msg = NULL;
        status = c->stream->ops->recv(c->stream, &msg, &r->len, deadline);
        if (status == STATUS_OK)
            status = reply_decrypt(c, msg, r);
        if (status == STATUS_OK)
            status = reply_match(c, r);
    }
    if (status == STATUS_PENDING)
        status = smb2_reply_refuse(c, "too many interim answers");
    c->dead = status != STATUS_OK;
    return status;
}

/* What the server says, once the fixed part that goes with it is known to be there. */
static uint32_t reply_check(struct smb2_conn *c, uint16_t structure_size, uint32_t also,
                            struct smb2_reply *r)
{
    uint32_t status = r->header.status;
    bool good = status == STATUS_OK || status == also;
    uint16_t expected = good ? structure_size : ERROR_STRUCTURE_SIZE;
    size_t left = r->len - SMB2_HEADER_SIZE;
    r->body = r->msg + SMB2_HEADER_SIZE;
    /* An odd StructureSize counts one byte of the variable part. */
    if (left < (expected & ~1u) || get_le16(r->body) != expected)
        return smb2_reply_refuse(c, "unknown structure size");
    if (status == STATUS_NETWORK_SESSION_EXPIRED) {
        c->expired = true;
        /* it had begun with the request before it said so */
        return r->interim ? STATUS_USER_SESSION_DELETED : status;
    }
    return status;
}

static void call_log(const struct smb2_conn *c, uint32_t status)
{
    if (!log_wanted(LOG_SMB2))
        return;
    const char *name = status_name(status);
    log_line(LOG_SMB2, "smb2 %s, message %llu: %s (0x%08x)", smb2_command_name(c->command),
             (unsigned long long)c->sent_id, name ? name : "status", status);
}

uint32_t smb2_call(struct smb2_conn *c, uint16_t structure_size, uint32_t also,
                   struct deadline deadline, struct smb2_reply *reply)
{
    uint32_t status = request_send(c, deadline);
    if (status == STATUS_OK)
        status = reply_receive(c, deadline, reply);
    if (status == STATUS_OK)
        status = reply_check(c, structure_size, also, reply);
    call_log(c, status);
    return status;
}

bool smb2_reply_slice(const struct smb2_reply *r, size_t offset, size_t len, const uint8_t **out)
{
    *out = r->msg + r->len;
    if (!len)
        return true; /* servers write any offset beside a zero length */
    if (offset < SMB2_HEADER_SIZE || len > r->len || offset > r->len - len)
        return false;
    *out = r->msg + offset;
    return true;
}

uint32_t smb2_request_name(struct smb2_conn *c, size_t len_at, const char *text)
{
    size_t before = c->out.len;
    if (!utf16_from_utf8(&c->out, text))
        return c->out.failed ? STATUS_NO_MEMORY : STATUS_OBJECT_NAME_INVALID;
    size_t len = c->out.len - before;
    if (!len || len > UINT16_MAX)
        return STATUS_OBJECT_NAME_INVALID;
    put_le16(c->out.data + SMB2_HEADER_SIZE + len_at, (uint16_t)len);
    return STATUS_OK;
}
