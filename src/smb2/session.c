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
    /* [MS-SMB2] 3.2.5.3: every message but the last reply, which is signed instead. */
    smb2_preauth_update(c->preauth, c->out.data, c->out.len);
    if (status == STATUS_MORE_PROCESSING_REQUIRED)
        smb2_preauth_update(c->preauth, reply->msg, reply->len);
    return status;
}

/* Makes the signing key, and has the server prove that it knows it: the last reply is signed. With
 * 3.1.1 that proves the negotiation too, since the key comes from its hash. */
static uint32_t setup_key(struct smb2_conn *c, const uint8_t *auth_key, size_t auth_key_len,
                          const struct smb2_reply *reply)
{
    uint8_t session_key[SMB2_KEY_SIZE] = { 0 }, key[SMB2_KEY_SIZE];
    memcpy(session_key, auth_key, auth_key_len < SMB2_KEY_SIZE ? auth_key_len : SMB2_KEY_SIZE);
    smb2_dialect_key(c->dialect, SMB2_KEY_SIGNING, session_key, c->preauth, key);
    smb2_signer_init(&c->signer, c->signing, key);
    x_wipe(session_key, sizeof session_key);
    x_wipe(key, sizeof key);
    if (smb2_sign_verify(&c->signer, reply->msg, reply->len))
        return STATUS_OK;
    return smb2_reply_refuse(c, "it is not signed with the session's key");
}

/* The server is satisfied: are we? */
static uint32_t setup_finish(struct smb2_conn *c, struct auth *auth,
                             const struct smb2_options *options, const struct smb2_reply *reply,
                             const struct setup_answer *answer)
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
        if (!options->guest || !(answer->flags & SESSION_FLAG_IS_GUEST))
            return STATUS_LOGON_FAILURE;
        key = NULL;
        token_len = 0;
        status = STATUS_OK;
    }
    if (status == STATUS_MORE_PROCESSING_REQUIRED || (status == STATUS_OK && token_len))
        return STATUS_INVALID_NETWORK_RESPONSE; /* it ended too early */
    if (status != STATUS_OK)
        return status;
    if (answer->flags & SESSION_FLAG_ENCRYPT_DATA) {
        log_line(LOG_ERRORS, "smb2 SESSION_SETUP: the server demands encryption");
        return STATUS_NOT_SUPPORTED;
    }
    return key ? setup_key(c, key, key_len, reply) : STATUS_OK;
}

uint32_t smb2_session_setup(struct smb2_conn *c, struct auth *auth,
                            const struct smb2_options *options, struct deadline deadline)
{
    struct smb2_reply reply;
    struct setup_answer answer = { 0, NULL, 0 };
    for (unsigned round = 0; round < SETUP_ROUNDS_MAX; round++) {
        uint8_t *token = NULL;
        size_t token_len = 0;
        uint32_t status = auth->ops->step(auth, answer.token, answer.token_len, &token, &token_len);
        if (status != STATUS_OK && status != STATUS_MORE_PROCESSING_REQUIRED)
            return status;
        if (!token_len)
            return STATUS_INVALID_NETWORK_RESPONSE; /* it waits for us, and we for it */
        status = setup_round(c, token, token_len, deadline, &reply, &answer);
        if (status == STATUS_OK)
            return setup_finish(c, auth, options, &reply, &answer);
        if (status != STATUS_MORE_PROCESSING_REQUIRED)
            return status;
    }
    log_line(LOG_ERRORS, "smb2 SESSION_SETUP: no end after %u rounds", SETUP_ROUNDS_MAX);
    return STATUS_INVALID_NETWORK_RESPONSE;
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
    uint32_t status = smb2_negotiate(&s->conn, host, deadline);
    if (status == STATUS_OK)
        status = smb2_session_setup(&s->conn, auth, options, deadline);
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

struct smb2_session *smb2_session_close(struct smb2_session *s)
{
    if (s)
        smb2_conn_close(&s->conn);
    return x_free(s);
}
