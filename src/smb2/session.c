/* SPDX-License-Identifier: MIT */
/*
 * SESSION_SETUP: the tokens of a log-on carried to the server and back until both sides are
 * satisfied, then the session's keys ([MS-SMB2] 2.2.5, 2.2.6, 3.2.5.3).
 */
#include "smb2/smb2.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"
#include "smb2/conn.h"

#define SETUP_FIXED      24u
#define SETUP_REPLY_SIZE 9u
#define SETUP_ROUNDS_MAX 8u /* NTLM needs two, Kerberos one or two */

#define SESSION_FLAG_IS_GUEST     1u
#define SESSION_FLAG_IS_NULL      2u
#define SESSION_FLAG_ENCRYPT_DATA 4u

/* A SESSION_SETUP reply taken apart. */
struct setup_answer {
    uint16_t flags;
    const uint8_t *token;
    size_t token_len;
};

/* One round. STATUS_OK or STATUS_MORE_PROCESSING_REQUIRED with an answer. */
static uint32_t setup_round(struct smb2_conn *c, const uint8_t *token, size_t token_len,
                            struct deadline deadline, struct smb2_reply *reply,
                            struct setup_answer *answer)
{
    uint8_t fixed[SETUP_FIXED] = { 0 };
    if (token_len > AUTH_TOKEN_MAX)
        return STATUS_INVALID_PARAMETER;
    put_le16(fixed, SETUP_FIXED + 1);
    fixed[3] = SMB2_NEGOTIATE_SIGNING_REQUIRED;
    put_le16(fixed + 12, SMB2_HEADER_SIZE + SETUP_FIXED);
    put_le16(fixed + 14, (uint16_t)token_len);
    smb2_request(c, SMB2_SESSION_SETUP, fixed, sizeof fixed);
    bytes_put(&c->out, token, token_len);

    uint32_t status =
        smb2_call(c, SETUP_REPLY_SIZE, STATUS_MORE_PROCESSING_REQUIRED, deadline, reply);
    if (status != STATUS_OK && status != STATUS_MORE_PROCESSING_REQUIRED)
        return status;
    answer->flags = get_le16(reply->body + 2);
    answer->token_len = get_le16(reply->body + 6);
    if (!smb2_reply_slice(reply, get_le16(reply->body + 4), answer->token_len, &answer->token))
        return smb2_reply_refuse(c, "a token past its end");
    c->session_id = reply->header.session_id;
    /* [MS-SMB2] 3.2.5.3: every message but the last reply, which is signed instead. Once there are
     * keys nothing comes from the hash any more. */
    smb2_preauth_update(c->preauth, c->out.data, c->out.len);
    if (status == STATUS_MORE_PROCESSING_REQUIRED)
        smb2_preauth_update(c->preauth, reply->msg, reply->len);
    return status;
}

/* The keys of both directions; whether they are used is decided later. */
static void setup_encryption(struct smb2_conn *c, struct smb2_bytes session_key)
{
    uint8_t out[SMB2_CIPHER_KEY_MAX], in[SMB2_CIPHER_KEY_MAX];
    size_t size = c->cipher->key_size;
    smb2_dialect_key(c->dialect, SMB2_KEY_CLIENT_TO_SERVER, session_key, c->preauth, out, size);
    smb2_dialect_key(c->dialect, SMB2_KEY_SERVER_TO_CLIENT, session_key, c->preauth, in, size);
    smb2_encryption_init(&c->encryption, c->cipher, out, in);
    x_wipe(out, sizeof out);
    x_wipe(in, sizeof in);
}

/* Makes the keys, and has the server prove that it knows them: the last reply is signed. With
 * 3.1.1 that proves the negotiation too, since the key comes from its hash. */
static uint32_t setup_keys(struct smb2_conn *c, struct smb2_bytes session_key,
                           const struct smb2_reply *reply)
{
    uint8_t key[SMB2_KEY_SIZE];
    smb2_dialect_key(c->dialect, SMB2_KEY_SIGNING, session_key, c->preauth, key, sizeof key);
    smb2_signer_init(&c->signer, c->signing, key);
    x_wipe(key, sizeof key);
    if (!smb2_sign_verify(&c->signer, reply->msg, reply->len))
        return smb2_reply_refuse(c, "it is not signed with the session's key");
    if (c->cipher)
        setup_encryption(c, session_key);
    smb2_dialect_key(c->dialect, SMB2_KEY_APPLICATION, session_key, c->preauth, c->application_key,
                     sizeof c->application_key);
    c->keyed = true;
    return STATUS_OK;
}

/* The server is satisfied: are we? *session_key is empty after an anonymous log-on. */
static uint32_t setup_accept(struct auth *auth, bool guest, const struct setup_answer *answer,
                             struct smb2_bytes *session_key)
{
    uint8_t *token = NULL;
    size_t token_len = 0, key_len = 0;
    bool nobody = answer->flags & (SESSION_FLAG_IS_GUEST | SESSION_FLAG_IS_NULL);
    uint32_t status = auth->ops->step(auth, answer->token, answer->token_len, &token, &token_len);
    const uint8_t *key = status == STATUS_OK ? auth->ops->session_key(auth, &key_len) : NULL;
    /* A log-on as guest ends without the proof the mechanism waits for, and its messages cannot be
     * signed: the server has no key, whatever ours is. */
    if (nobody && status != STATUS_NO_MEMORY && (status != STATUS_OK || key)) {
        log_line(LOG_ERRORS, "smb2 SESSION_SETUP: the server took us for a guest");
        if (!guest || !(answer->flags & SESSION_FLAG_IS_GUEST))
            return STATUS_LOGON_FAILURE;
        key = NULL;
        token_len = 0;
        status = STATUS_OK;
    }
    if (status == STATUS_MORE_PROCESSING_REQUIRED || (status == STATUS_OK && token_len))
        return STATUS_INVALID_NETWORK_RESPONSE; /* it ended too early */
    *session_key = (struct smb2_bytes){ key, key ? key_len : 0 };
    return status;
}

/* Encryption starts with the session when either side demands it. */
static uint32_t setup_protect(struct smb2_conn *c, const struct setup_answer *answer)
{
    if (c->encrypting)
        return STATUS_OK;
    if (c->options.encrypt == SMB2_ENCRYPT_REQUIRED)
        return smb2_encrypt_start(c, "the configuration");
    if (answer->flags & SESSION_FLAG_ENCRYPT_DATA)
        return smb2_encrypt_start(c, "the server");
    return STATUS_OK;
}

/* The rounds of a log-on, until the server is satisfied. */
static uint32_t setup_rounds(struct smb2_conn *c, struct auth *auth, struct deadline deadline,
                             struct smb2_reply *reply, struct setup_answer *answer)
{
    /* the first word was the server's, with NEGOTIATE */
    *answer = (struct setup_answer){ 0, c->hint.len ? c->hint.data : NULL, c->hint.len };
    for (unsigned round = 0; round < SETUP_ROUNDS_MAX; round++) {
        uint8_t *token = NULL;
        size_t token_len = 0;
        uint32_t status =
            auth->ops->step(auth, answer->token, answer->token_len, &token, &token_len);
        if (status != STATUS_OK && status != STATUS_MORE_PROCESSING_REQUIRED)
            return status;
        if (!token_len)
            return STATUS_INVALID_NETWORK_RESPONSE; /* it waits for us, and we for it */
        status = setup_round(c, token, token_len, deadline, reply, answer);
        if (status != STATUS_MORE_PROCESSING_REQUIRED)
            return status;
    }
    log_line(LOG_ERRORS, "smb2 SESSION_SETUP: no end after %u rounds", SETUP_ROUNDS_MAX);
    return STATUS_INVALID_NETWORK_RESPONSE;
}

uint32_t smb2_session_setup(struct smb2_conn *c, struct auth *auth, struct deadline deadline)
{
    struct smb2_reply reply;
    struct setup_answer answer;
    struct smb2_bytes session_key;
    uint32_t status = setup_rounds(c, auth, deadline, &reply, &answer);
    if (status == STATUS_OK)
        status = setup_accept(auth, c->options.guest, &answer, &session_key);
    if (status == STATUS_OK && session_key.p)
        status = setup_keys(c, session_key, &reply);
    if (status == STATUS_OK)
        status = setup_protect(c, &answer);
    return status;
}

uint32_t smb2_session_open(struct net_stream *stream, struct auth *auth, const char *host,
                           const struct smb2_options *options, struct deadline deadline,
                           struct smb2_session **out)
{
    struct smb2_session *s = x_new(sizeof *s);
    if (!s) {
        stream->ops->close(stream);
        return STATUS_NO_MEMORY;
    }
    smb2_conn_init(&s->conn, stream);
    s->conn.options = *options;
    uint32_t status = smb2_negotiate(&s->conn, host, deadline);
    if (status == STATUS_OK)
        status = smb2_session_setup(&s->conn, auth, deadline);
    if (status == STATUS_OK)
        status = smb2_tree_connect(&s->conn, host, deadline);
    if (status == STATUS_OK)
        status = smb2_negotiate_validate(&s->conn, deadline);
    if (status == STATUS_OK)
        *out = s;
    else
        smb2_session_close(s);
    return status;
}

bool smb2_session_expired(const struct smb2_session *s)
{
    return s->conn.expired && !s->conn.dead;
}

/* [MS-SMB2] 3.2.5.3.2: the log-on is new, its key is not taken. All its messages are protected by
 * the old one, so the server need not prove anything. */
uint32_t smb2_session_renew(struct smb2_session *s, struct auth *auth, struct deadline deadline)
{
    struct smb2_conn *c = &s->conn;
    struct smb2_reply reply;
    struct setup_answer answer;
    struct smb2_bytes not_taken;
    uint32_t status = setup_rounds(c, auth, deadline, &reply, &answer);
    if (status == STATUS_OK)
        status = setup_accept(auth, false, &answer, &not_taken);
    if (status == STATUS_OK)
        status = setup_protect(c, &answer);
    c->expired = false;
    c->dead |= status != STATUS_OK;
    return status;
}

const uint8_t *smb2_session_key(const struct smb2_session *s)
{
    return s->conn.keyed ? s->conn.application_key : NULL;
}

bool smb2_session_alive(const struct smb2_session *s)
{
    struct net_stream *stream = s->conn.stream;
    return !s->conn.dead && (!stream->ops->quiet || stream->ops->quiet(stream));
}

void smb2_session_abandon(struct smb2_session *s)
{
    if (s)
        s->conn.dead = true;
}

struct smb2_session *smb2_session_close(struct smb2_session *s)
{
    if (s)
        smb2_conn_close(&s->conn);
    return x_free(s);
}
