/* SPDX-License-Identifier: MIT */
/*
 * A session opened on a server that keeps the rules, with each dialect, and on servers that break
 * one rule each. The server derives its keys from its own view of the messages, so a message
 * changed on its way shows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/status.h"
#include "smb2/conn.h"
#include "smb2/smb2.h"
#include "fail_alloc.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define MESSAGE_MAX 1024u
#define SESSION_ID  0x0000100000000019u

static const uint8_t auth_key[16] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 };
static const uint8_t server_guid[SMB2_GUID_SIZE] = "server's guid..";

/* A log-on of two rounds, as NTLM: hello -> challenge -> response -> accepted. */
struct fake_auth {
    struct auth base;
    unsigned steps;
    bool anonymous, endless;
    uint32_t fails_with; /* in its last step */
};

static uint32_t auth_step(struct auth *auth, const uint8_t *in, size_t in_len, uint8_t **out,
                          size_t *out_len)
{
    static uint8_t hello[] = "hello", response[] = "response";
    struct fake_auth *a = (struct fake_auth *)auth;
    if (a->steps++ == 0) {
        assert_null(in);
        *out = hello;
        *out_len = sizeof hello;
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    if (in_len == 9 && !memcmp(in, "challenge", 9)) {
        *out = response;
        *out_len = sizeof response;
        return a->endless ? STATUS_MORE_PROCESSING_REQUIRED : STATUS_OK;
    }
    if (in_len == 8 && !memcmp(in, "accepted", 8) && a->steps == 3)
        return a->fails_with;
    return STATUS_INVALID_NETWORK_RESPONSE;
}

static const uint8_t *auth_session_key(struct auth *auth, size_t *len)
{
    struct fake_auth *a = (struct fake_auth *)auth;
    *len = a->anonymous ? 0 : sizeof auth_key;
    return a->anonymous ? NULL : auth_key;
}

static void auth_free(struct auth *auth)
{
    (void)auth;
}

static const struct auth_ops auth_ops = { auth_step, auth_session_key, auth_free };

/* What the server does differently; all zero is a good 2.0.2 server. */
struct rules {
    struct smb2_options options; /* the client's */
    uint16_t dialect;
    const uint8_t *contexts; /* NULL: the right ones */
    size_t contexts_len;
    uint16_t contexts_count;
    uint16_t signing; /* in the contexts */
    bool no_signing;  /* no such context */
    uint16_t cipher;  /* in the contexts */
    bool no_cipher;   /* there: 0 */
    bool can_encrypt; /* says so in its capabilities */
    bool plain;       /* does not encrypt what it should */
    bool renew_guest; /* the second log-on is a guest's */
    uint32_t renew_status;
    bool no_room; /* for requests */
    uint16_t session_flags;
    uint32_t setup_status, tree_status, validate_status;
    uint8_t share_type; /* 0: pipe */
    uint32_t share_flags;
    bool anonymous; /* no key on the server's side */
    bool last_reply_unsigned;
    bool endless; /* never satisfied */
    uint32_t negotiate_status;
    size_t negotiate_change; /* this byte of the reply's body differs when it arrives */
    uint8_t mask;            /* in these bits; 0: in all */
    uint8_t change_high;     /* the byte after it in these */
    unsigned damaged;        /* the reply of this number, counted from 1, arrives */
    size_t flip, cut;        /* … with this byte inverted, or cut to this length */
    size_t validate_change;  /* this byte of the answer is inverted, plus 1 */
    size_t validate_len;     /* 0: 24 */
};

struct server {
    struct net_stream base;
    struct rules rules;
    const struct smb2_dialect *dialect;
    struct smb2_signer signer;
    struct smb2_encryption encryption;
    uint8_t preauth[SMB2_PREAUTH_SIZE];
    uint8_t request[MESSAGE_MAX], reply[MESSAGE_MAX];
    size_t request_len, reply_len;
    uint8_t *sent; /* the reply, as the client has it */
    bool request_encrypted, encrypting;
    uint8_t dialects[16], dialects_len; /* of the NEGOTIATE */
    uint32_t client_capabilities;
    unsigned n_contexts; /* the same */
    size_t damaged_len;  /* before the damage */
    bool keyed;
    uint8_t application_key[SMB2_KEY_SIZE];
    unsigned setups, validates, signed_requests, encrypted_requests, replies, closed;
};

static void server_keys_start(struct server *s)
{
    const struct smb2_bytes session_key = { auth_key, sizeof auth_key };
    uint8_t key[SMB2_KEY_SIZE], in[SMB2_CIPHER_KEY_MAX], out[SMB2_CIPHER_KEY_MAX];
    uint16_t id =
        s->dialect->preauth && !s->rules.no_signing ? s->rules.signing : s->dialect->signing;
    const struct smb2_cipher *cipher =
        smb2_cipher_find(s->dialect->preauth ? s->rules.cipher : s->dialect->cipher);
    smb2_dialect_key(s->dialect, SMB2_KEY_SIGNING, session_key, s->preauth, key, sizeof key);
    smb2_signer_init(&s->signer, smb2_signing_find(id), key);
    smb2_dialect_key(s->dialect, SMB2_KEY_APPLICATION, session_key, s->preauth, s->application_key,
                     sizeof s->application_key);
    s->keyed = true;
    if (!cipher)
        return;
    smb2_dialect_key(s->dialect, SMB2_KEY_CLIENT_TO_SERVER, session_key, s->preauth, in,
                     cipher->key_size);
    smb2_dialect_key(s->dialect, SMB2_KEY_SERVER_TO_CLIENT, session_key, s->preauth, out,
                     cipher->key_size);
    smb2_encryption_init(&s->encryption, cipher, out, in);
}

/* A context with one number in it, after `at` bytes of them. */
static size_t context_put(uint8_t *out, size_t at, uint8_t type, uint16_t id)
{
    at = (at + 7) & ~(size_t)7;
    memset(out + at, 0, 12);
    out[at] = type;
    out[at + 2] = 4;
    out[at + 8] = 1;
    put_le16(out + at + 10, id);
    return at + 12;
}

static size_t contexts_put(const struct server *s, uint8_t *out)
{
    static const uint8_t preauth[16] = { 1, 0, 7, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0xAB };
    if (s->rules.contexts) {
        memcpy(out, s->rules.contexts, s->rules.contexts_len);
        return s->rules.contexts_len;
    }
    memcpy(out, preauth, sizeof preauth);
    size_t len = 15;
    if (!s->rules.no_signing)
        len = context_put(out, len, 8, s->rules.signing);
    if (s->rules.cipher || s->rules.no_cipher)
        len = context_put(out, len, 2, s->rules.cipher);
    return len;
}

static unsigned contexts_count(const struct server *s)
{
    if (s->rules.contexts)
        return s->rules.contexts_count;
    return 1u + !s->rules.no_signing + (s->rules.cipher || s->rules.no_cipher);
}

static uint32_t server_capabilities(const struct server *s)
{
    return s->rules.can_encrypt ? 0x44 : 4;
}

static size_t answer_negotiate(struct server *s, uint8_t *body)
{
    const uint8_t *in = s->request + SMB2_HEADER_SIZE;
    s->client_capabilities = get_le32(in + 8);
    s->dialects_len = (uint8_t)(2 * get_le16(in + 2));
    memcpy(s->dialects, in + 36, s->dialects_len);
    s->n_contexts = get_le16(in + 32);
    put_le16(body, 65);
    put_le16(body + 2, 1);
    put_le16(body + 4, s->rules.dialect);
    memcpy(body + 8, server_guid, SMB2_GUID_SIZE);
    put_le32(body + 24, server_capabilities(s));
    put_le32(body + 28, s->rules.no_room ? 40 : 1 << 20);
    put_le32(body + 32, 1 << 20);
    put_le32(body + 36, 1 << 20);
    put_le16(body + 56, 128);
    if (!s->dialect || !s->dialect->preauth)
        return 65;
    put_le16(body + 6, (uint16_t)contexts_count(s));
    put_le32(body + 60, 128);
    return 64 + contexts_put(s, body + 64);
}

static size_t answer_setup(struct server *s, uint8_t *body, uint32_t *status)
{
    bool first = s->setups % 2 == 0, again = s->setups >= 2;
    const char *token = first || s->rules.endless ? "challenge" : "accepted";
    uint32_t refusal = again ? s->rules.renew_status : s->rules.setup_status;
    s->setups++;
    assert_int_equal(s->request[SMB2_HEADER_SIZE + 3], 2); /* SecurityMode */
    if (!s->rules.damaged) /* 2.x does not protect the reply it came with */
        assert_true(get_le64(s->request + 40) == (s->setups == 1 ? 0 : SESSION_ID));
    assert_int_equal(get_le32(s->request + 36), 0); /* no tree */
    if (!first && refusal) {
        *status = refusal;
        body[0] = 9;
        return 9;
    }
    *status = first || s->rules.endless ? STATUS_MORE_PROCESSING_REQUIRED : STATUS_OK;
    put_le16(body, 9);
    put_le16(body + 2, *status ? 0 : again && s->rules.renew_guest ? 1 : s->rules.session_flags);
    put_le16(body + 4, SMB2_HEADER_SIZE + 8);
    put_le16(body + 6, (uint16_t)strlen(token));
    memcpy(body + 8, token, strlen(token));
    return 8 + strlen(token);
}

static size_t answer_tree(struct server *s, uint8_t *body, uint32_t *status)
{
    static const uint8_t path[] = { '\\', 0, '\\', 0, 'f', 0, 's', 0, '1', 0,
                                    '\\', 0, 'I',  0, 'P', 0, 'C', 0, '$', 0 };
    assert_int_equal(s->request_len, SMB2_HEADER_SIZE + 8 + sizeof path);
    assert_memory_equal(s->request + SMB2_HEADER_SIZE + 8, path, sizeof path);
    *status = s->rules.tree_status;
    body[0] = *status ? 9 : 16;
    body[2] = s->rules.share_type ? s->rules.share_type : 2;
    put_le32(body + 4, s->rules.share_flags);
    return *status ? 9 : 16;
}

static size_t answer_validate(struct server *s, uint8_t *body, uint32_t *status)
{
    const uint8_t *in = s->request + SMB2_HEADER_SIZE + 56;
    uint32_t len = s->rules.validate_len ? (uint32_t)s->rules.validate_len : 24;
    assert_int_equal(get_le32(s->request + SMB2_HEADER_SIZE + 4), 0x00140204);
    assert_int_equal(get_le16(in + 20), 2);
    assert_int_equal(get_le32(in), s->client_capabilities);
    assert_int_equal(2 * get_le16(in + 22), s->dialects_len);
    assert_memory_equal(in + 24, s->dialects, s->dialects_len);
    s->validates++;
    *status = s->rules.validate_status;
    body[0] = *status ? 9 : 49;
    if (*status)
        return 9;
    put_le32(body + 4, 0x00140204);
    put_le32(body + 32, SMB2_HEADER_SIZE + 48);
    put_le32(body + 36, len);
    put_le32(body + 48, server_capabilities(s));
    memcpy(body + 52, server_guid, SMB2_GUID_SIZE);
    put_le16(body + 68, 1);
    put_le16(body + 70, s->rules.dialect);
    if (s->rules.validate_change)
        body[48 + s->rules.validate_change - 1] ^= 0xFF;
    return 48 + len;
}

static void server_tamper(struct server *s)
{
    uint8_t *at = s->reply + SMB2_HEADER_SIZE + s->rules.negotiate_change;
    at[0] ^= s->rules.mask ? s->rules.mask : 0xFF;
    at[1] ^= s->rules.change_high;
}

static void server_encrypt(struct server *s)
{
    uint8_t plain[MESSAGE_MAX];
    memcpy(plain, s->reply, s->reply_len);
    assert_true(smb2_encrypt(&s->encryption, SESSION_ID, plain, s->reply_len, s->reply));
    s->reply_len += SMB2_TRANSFORM_SIZE;
}

static void server_damage(struct server *s)
{
    if (++s->replies != s->rules.damaged)
        return;
    s->damaged_len = s->reply_len;
    if (s->rules.cut)
        s->reply_len = s->rules.cut - 1;
    else if (s->rules.flip < s->reply_len)
        s->reply[s->rules.flip] ^= 0xFF;
}

/* Completes the reply as the server means it: header, hash, protection. */
static void server_reply(struct server *s, uint32_t status, size_t body_len)
{
    uint16_t command = get_le16(s->request + 12);
    bool last = command == SMB2_SESSION_SETUP && status == STATUS_OK;
    bool encrypt = s->request_encrypted && !s->rules.plain;
    bool sign = s->signer.algorithm && !encrypt && !(last && s->rules.last_reply_unsigned);
    struct smb2_header h = {
        .status = status,
        .command = command,
        .credits = get_le16(s->request + 14),
        .flags = SMB2_FLAGS_SERVER_TO_REDIR | (sign ? SMB2_FLAGS_SIGNED : 0),
        .message_id = get_le64(s->request + 24),
        .tree_id = command == SMB2_TREE_CONNECT ? 5 : get_le32(s->request + 36),
        .session_id = command == SMB2_NEGOTIATE ? 0 : SESSION_ID,
    };
    smb2_header_put(s->reply, &h);
    s->reply_len = SMB2_HEADER_SIZE + body_len;
    if (sign)
        smb2_sign(&s->signer, s->reply, s->reply_len);
    if (command == SMB2_NEGOTIATE || status == STATUS_MORE_PROCESSING_REQUIRED)
        smb2_preauth_update(s->preauth, s->reply, s->reply_len);
    if (command == SMB2_NEGOTIATE && s->rules.negotiate_change)
        server_tamper(s);
    if (encrypt)
        server_encrypt(s);
    server_damage(s);
}

/* Takes the protection off a request; what it must have had depends on what was agreed. */
static void server_open_request(struct server *s)
{
    uint8_t *plain;
    s->request_encrypted = smb2_is_encrypted(s->request, s->request_len);
    if (s->request_encrypted) {
        assert_null(smb2_decrypt(&s->encryption, SESSION_ID, s->request, s->request_len, &plain,
                                 &s->request_len));
        memmove(s->request, plain, s->request_len);
        s->encrypted_requests++;
        assert_int_equal(get_le32(s->request + 16), 0);
    } else if (s->signer.algorithm) {
        assert_true(smb2_sign_verify(&s->signer, s->request, s->request_len));
        s->signed_requests++;
    }
    assert_true(s->request_encrypted || !s->encrypting);
}

static uint32_t server_send(struct net_stream *stream, const uint8_t *msg, size_t len,
                            struct deadline deadline)
{
    struct server *s = (struct server *)stream;
    uint8_t *body = s->reply + SMB2_HEADER_SIZE;
    uint32_t status = STATUS_OK;
    size_t n = 0;
    (void)deadline;
    assert_true(len <= sizeof s->request);
    memcpy(s->request, msg, len);
    s->request_len = len;
    memset(s->reply, 0, sizeof s->reply);
    server_open_request(s);
    switch (get_le16(s->request + 12)) {
    case SMB2_NEGOTIATE:
        smb2_preauth_update(s->preauth, msg, len);
        n = answer_negotiate(s, body);
        status = s->rules.negotiate_status;
        if (status) {
            body[0] = 9;
            n = 9;
        }
        break;
    case SMB2_SESSION_SETUP:
        smb2_preauth_update(s->preauth, msg, len);
        n = answer_setup(s, body, &status);
        if (status == STATUS_OK && !s->rules.anonymous && !s->signer.algorithm)
            server_keys_start(s);
        s->encrypting |= status == STATUS_OK && s->rules.session_flags & 4;
        break;
    case SMB2_TREE_CONNECT:
        n = answer_tree(s, body, &status);
        s->encrypting |= (s->rules.share_flags & 0x8000) != 0;
        break;
    case SMB2_IOCTL: n = answer_validate(s, body, &status); break;
    default: fail_msg("command %u", get_le16(s->request + 12));
    }
    server_reply(s, status, n);
    return STATUS_OK;
}

static uint32_t server_recv(struct net_stream *stream, uint8_t **msg, size_t *len,
                            struct deadline deadline)
{
    struct server *s = (struct server *)stream;
    (void)deadline;
    /* in memory of exactly its size, so that a sanitizer sees a read past it */
    test_free(s->sent);
    s->sent = test_malloc(s->reply_len ? s->reply_len : 1);
    memcpy(s->sent, s->reply, s->reply_len);
    *msg = s->sent;
    *len = s->reply_len;
    return STATUS_OK;
}

static void server_close(struct net_stream *stream)
{
    struct server *s = (struct server *)stream;
    test_free(s->sent);
    s->sent = NULL;
    s->closed++;
}

static const struct net_stream_ops server_ops = { server_send, server_recv, NULL, server_close };

static void server_init(struct server *s, const struct rules *rules)
{
    *s = (struct server){ .base = { &server_ops }, .rules = *rules };
    if (!s->rules.dialect)
        s->rules.dialect = 0x0202;
    s->dialect = smb2_dialect_find(s->rules.dialect);
}

/* Calls find the key that the server has, if there is one. */
static void assert_key(const struct server *s, const struct smb2_session *session)
{
    const uint8_t *key = smb2_session_key(session);
    assert_int_equal(key != NULL, s->keyed);
    if (key)
        assert_memory_equal(key, s->application_key, sizeof s->application_key);
}

/* Opens a session, closes it again, and tells what came of it. */
static uint32_t open_session(struct server *s, const struct rules *rules, struct fake_auth *auth)
{
    struct smb2_session *session = NULL;
    server_init(s, rules);
    auth->base.ops = &auth_ops;
    uint32_t status = smb2_session_open(&s->base, &auth->base, "fs1", &rules->options,
                                        deadline_in(1000), &session);
    assert_true((status == STATUS_OK) == (session != NULL));
    assert_int_equal(s->closed, session ? 0 : 1);
    if (session) {
        assert_key(s, session);
        assert_null(smb2_session_close(session));
    }
    assert_int_equal(s->closed, 1);
    return status;
}

static void expect_open(const char *name, const struct rules *rules, uint32_t expected)
{
    struct server s;
    struct fake_auth auth = { .anonymous = rules->anonymous };
    uint32_t status = open_session(&s, rules, &auth);
    if (status != expected)
        fail_msg("%s: 0x%08x instead of 0x%08x", name, status, expected);
}

static void session_opens_with_each_dialect_and_everything_after_is_signed(void **state)
{
    static const struct {
        struct rules rules;
        unsigned validates;
    } rows[] = {
        { { .dialect = 0x0202 }, 1 },
        { { .dialect = 0x0210 }, 1 },
        { { .dialect = 0x0300 }, 1 },
        { { .dialect = 0x0302 }, 1 },
        { { .dialect = 0x0311, .signing = SMB2_HMAC_SHA256 }, 0 },
        { { .dialect = 0x0311, .signing = SMB2_AES_CMAC }, 0 },
        { { .dialect = 0x0311, .signing = SMB2_AES_GMAC }, 0 },
        { { .dialect = 0x0311, .no_signing = true }, 0 },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct server s;
        struct fake_auth auth = { .steps = 0 };
        assert_int_equal(open_session(&s, &rows[i].rules, &auth), STATUS_OK);
        assert_int_equal(auth.steps, 3);
        assert_int_equal(s.validates, rows[i].validates);
        assert_int_equal(s.signed_requests, 1 + rows[i].validates);
    }
}

static void negotiate_request_offers_everything_in_order(void **state)
{
    static const uint16_t types[] = { 1, 2, 8, 5 };
    const struct rules rules = { .dialect = 0x0302 };
    struct server s;
    struct smb2_conn c;
    (void)state;
    server_init(&s, &rules);
    smb2_conn_init(&c, &s.base);
    assert_int_equal(smb2_negotiate(&c, "fs1", deadline_in(1000)), STATUS_OK);
    const uint8_t *body = s.request + SMB2_HEADER_SIZE;
    assert_int_equal(get_le16(body), 36);
    assert_int_equal(get_le16(body + 2), 5);
    assert_int_equal(get_le16(body + 4), 2); /* SIGNING_REQUIRED, and not ENABLED beside it */
    assert_int_equal(get_le16(body + 32), LEN(types));
    size_t at = get_le32(body + 28);
    for (size_t i = 0; i < LEN(types); i++) {
        assert_int_equal(at % 8, 0);
        assert_int_equal(get_le16(s.request + at), types[i]);
        at += 8u + get_le16(s.request + at + 2);
        if (i + 1 < LEN(types))
            at = (at + 7) & ~(size_t)7;
    }
    assert_int_equal(at, s.request_len);
    assert_memory_equal(s.request + at - 6, "f\0s\0001\0", 6);
    smb2_conn_close(&c);
}

/* Negotiate contexts as they follow the reply's fixed part. */
struct contexts {
    const char *name;
    uint16_t count;
    size_t len;
    const char *bytes;
};

#define CONTEXTS(name, count, bytes)                                                               \
    {                                                                                              \
        name, count, sizeof(bytes) - 1, bytes                                                      \
    }
#define PREAUTH "\1\0\6\0\0\0\0\0\1\0\0\0\1\0\0\0"

static struct rules rules_contexts(const struct contexts *c)
{
    return (struct rules){ .dialect = 0x0311,
                           .no_signing = true,
                           .contexts = (const uint8_t *)c->bytes,
                           .contexts_len = c->len,
                           .contexts_count = c->count };
}

static void negotiate_replies_against_the_rules_are_refused(void **state)
{
    static const struct contexts rows[] = {
        CONTEXTS("none", 0, ""),
        CONTEXTS("no preauth", 1, "\x8\0\4\0\0\0\0\0\1\0\1\0"),
        CONTEXTS("preauth twice", 2, PREAUTH PREAUTH),
        CONTEXTS("two hashes", 1, "\1\0\x8\0\0\0\0\0\2\0\0\0\1\0\1\0"),
        CONTEXTS("other hash", 1, "\1\0\6\0\0\0\0\0\1\0\0\0\2\0"),
        CONTEXTS("short preauth", 1, "\1\0\5\0\0\0\0\0\1\0\0\0\1"),
        CONTEXTS("unknown signing", 2, PREAUTH "\x8\0\4\0\0\0\0\0\1\0\3\0"),
        CONTEXTS("two signings", 2, PREAUTH "\x8\0\6\0\0\0\0\0\2\0\1\0\2\0"),
        CONTEXTS("short signing", 2, PREAUTH "\x8\0\2\0\0\0\0\0\1\0"),
        CONTEXTS("unknown cipher", 2, PREAUTH "\2\0\4\0\0\0\0\0\1\0\5\0"),
        CONTEXTS("two ciphers", 2, PREAUTH "\2\0\6\0\0\0\0\0\2\0\1\0\2\0"),
        CONTEXTS("no ciphers at all", 2, PREAUTH "\2\0\2\0\0\0\0\0\0\0"),
        CONTEXTS("short cipher", 2, PREAUTH "\2\0\3\0\0\0\0\0\1\0\1"),
        CONTEXTS("cipher twice", 3,
                 PREAUTH "\2\0\4\0\0\0\0\0\1\0\1\0\0\0\0\0\2\0\4\0\0\0\0\0\1\0\1\0"),
        CONTEXTS("past the end", 1, "\1\0\x80\0\0\0\0\0\1\0\0\0\1\0"),
        CONTEXTS("header past the end", 2, PREAUTH "\x8\0"),
        CONTEXTS("more announced than there are", 3, PREAUTH),
    };
    static const struct contexts unknown =
        CONTEXTS("a context we do not know", 2, "\x77\0\3\0\0\0\0\0\1\2\3\0\0\0\0\0" PREAUTH);
    const struct rules no_room = { .dialect = 0x0302, .no_room = true };
    const struct rules not_offered = { .dialect = 0x0310 }, wildcard = { .dialect = 0x02FF };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        const struct rules rules = rules_contexts(&rows[i]);
        expect_open(rows[i].name, &rules, STATUS_INVALID_NETWORK_RESPONSE);
    }
    const struct rules rules = rules_contexts(&unknown);
    expect_open(unknown.name, &rules, STATUS_OK);
    expect_open("dialect not offered", &not_offered, STATUS_INVALID_NETWORK_RESPONSE);
    /* else it would be we who fail the validation, for want of room */
    expect_open("no room for requests", &no_room, STATUS_INVALID_NETWORK_RESPONSE);
    expect_open("wildcard dialect", &wildcard, STATUS_INVALID_NETWORK_RESPONSE);
}

static void changed_negotiation_is_found_with_each_dialect_that_can(void **state)
{
    /* bytes of the NEGOTIATE reply: security mode, server guid, capabilities */
    static const size_t changed[] = { 2, 8, 23, 24, 27 };
    (void)state;
    for (size_t d = 0; smb2_dialect_offer(d); d++)
        for (size_t i = 0; i < LEN(changed); i++) {
            const struct rules rules = { .dialect = smb2_dialect_offer(d)->number,
                                         .signing = SMB2_AES_CMAC,
                                         .negotiate_change = changed[i] };
            expect_open(smb2_dialect_offer(d)->name, &rules, STATUS_INVALID_NETWORK_RESPONSE);
        }
}

static void validation_compares_every_byte_and_the_length(void **state)
{
    (void)state;
    for (size_t i = 0; i < 24; i++) {
        const struct rules rules = { .dialect = 0x0302, .validate_change = i + 1 };
        expect_open("one byte differs", &rules, STATUS_INVALID_NETWORK_RESPONSE);
    }
    const struct rules longer = { .dialect = 0x0302, .validate_len = 25 };
    const struct rules shorter = { .dialect = 0x0302, .validate_len = 23 };
    expect_open("longer", &longer, STATUS_INVALID_NETWORK_RESPONSE);
    expect_open("shorter", &shorter, STATUS_INVALID_NETWORK_RESPONSE);
}

static void validation_refused_by_an_old_server_is_fine_access_denied_is_not(void **state)
{
    const struct rules old = { .dialect = 0x0210, .validate_status = 0xC0000128 /* FILE_CLOSED */ };
    const struct rules denied = { .dialect = 0x0302, .validate_status = STATUS_ACCESS_DENIED };
    (void)state;
    expect_open("old server", &old, STATUS_OK);
    expect_open("denied", &denied, STATUS_ACCESS_DENIED);
}

static void anonymous_session_is_unsigned_and_not_validated(void **state)
{
    static const uint16_t flags[] = { 0, 1, 2 };
    (void)state;
    for (size_t d = 0; smb2_dialect_offer(d); d++)
        for (size_t f = 0; f < LEN(flags); f++) {
            const struct rules rules = { .dialect = smb2_dialect_offer(d)->number,
                                         .session_flags = flags[f],
                                         .anonymous = true };
            struct server s;
            struct fake_auth auth = { .anonymous = true };
            assert_int_equal(open_session(&s, &rules, &auth), STATUS_OK);
            assert_int_equal(s.validates, 0);
            assert_int_equal(s.signed_requests, 0);
        }
}

static void user_who_is_taken_for_a_guest_is_not_logged_on(void **state)
{
    static const uint16_t flags[] = { 1, 2, 3, 5 };
    (void)state;
    for (size_t i = 0; i < LEN(flags); i++)
        for (int proof = 0; proof < 2; proof++) {
            const struct rules rules = { .session_flags = flags[i] };
            struct server s;
            struct fake_auth auth = { .fails_with =
                                          proof ? STATUS_OK : STATUS_INVALID_NETWORK_RESPONSE };
            assert_int_equal(open_session(&s, &rules, &auth), STATUS_LOGON_FAILURE);
        }
}

static void guest_is_let_in_unsigned_where_options_allow_it(void **state)
{
    static const struct {
        uint16_t flags;
        uint32_t ends_with, expected; /* the log-on's last step; all of it */
    } rows[] = {
        { 1, STATUS_OK, STATUS_OK },
        { 1, STATUS_INVALID_NETWORK_RESPONSE, STATUS_OK }, /* there is no proof */
        { 1, STATUS_NO_MEMORY, STATUS_NO_MEMORY },
        { 2, STATUS_OK, STATUS_LOGON_FAILURE }, /* anonymous is not a guest */
        { 5, STATUS_OK, STATUS_NOT_SUPPORTED }, /* and has no key to encrypt with */
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++)
        for (size_t d = 0; smb2_dialect_offer(d); d++) {
            const struct rules rules = { .dialect = smb2_dialect_offer(d)->number,
                                         .signing = SMB2_AES_CMAC,
                                         .session_flags = rows[i].flags,
                                         .anonymous = true,
                                         .options = { .guest = true } };
            struct server s;
            struct fake_auth auth = { .fails_with = rows[i].ends_with };
            print_message("# row %zu, %s\n", i, smb2_dialect_offer(d)->name);
            assert_int_equal(open_session(&s, &rules, &auth), rows[i].expected);
            assert_int_equal(s.validates, 0);
            assert_int_equal(get_le32(s.request + 16) & SMB2_FLAGS_SIGNED, 0);
        }
}

/* ---- Encryption ---- */

#define OFFER_3(n)   .dialect = (n), .can_encrypt = true
#define OFFER_311(c) .dialect = 0x0311, .signing = SMB2_AES_GMAC, .cipher = (c)
#define REQUIRED     .options = { .encrypt = SMB2_ENCRYPT_REQUIRED }
#define FORBIDDEN    .options = { .encrypt = SMB2_ENCRYPT_NO }

/* Each kind of session there is, with what is sent encrypted and what signed while it is opened and
 * renewed. */
static const struct kind {
    const char *name;
    struct rules rules;
    unsigned encrypted_requests, signed_requests;
} kinds[] = {
    { "2.0.2, signed", { .dialect = 0x0202 }, 0, 4 },
    { "2.1, signed", { .dialect = 0x0210 }, 0, 4 },
    { "3.0, signed", { OFFER_3(0x0300) }, 0, 4 },
    { "3.1.1, signed", { OFFER_311(SMB2_AES_128_GCM) }, 0, 3 },
    { "3.0, session", { OFFER_3(0x0300), .session_flags = 4 }, 4, 0 },
    { "3.0, share", { OFFER_3(0x0300), .share_flags = 0x8000 }, 3, 1 },
    { "3.0, our wish", { OFFER_3(0x0300), REQUIRED }, 4, 0 },
    { "3.0.2, session", { OFFER_3(0x0302), .session_flags = 4 }, 4, 0 },
    { "3.0.2, share", { OFFER_3(0x0302), .share_flags = 0x8000 }, 3, 1 },
    { "3.0.2, our wish", { OFFER_3(0x0302), REQUIRED }, 4, 0 },
    { "3.1.1, session, 128 CCM", { OFFER_311(SMB2_AES_128_CCM), .session_flags = 4 }, 3, 0 },
    { "3.1.1, session, 128 GCM", { OFFER_311(SMB2_AES_128_GCM), .session_flags = 4 }, 3, 0 },
    { "3.1.1, session, 256 CCM", { OFFER_311(SMB2_AES_256_CCM), .session_flags = 4 }, 3, 0 },
    { "3.1.1, session, 256 GCM", { OFFER_311(SMB2_AES_256_GCM), .session_flags = 4 }, 3, 0 },
    { "3.1.1, share", { OFFER_311(SMB2_AES_256_GCM), .share_flags = 0x8000 }, 2, 1 },
    { "3.1.1, our wish", { OFFER_311(SMB2_AES_128_CCM), REQUIRED }, 3, 0 },
    { "3.1.1, all of them",
      { OFFER_311(SMB2_AES_128_GCM), REQUIRED, .session_flags = 4, .share_flags = 0x8000 },
      3,
      0 },
    { "3.1.1, forbidden", { .dialect = 0x0311, .signing = SMB2_AES_CMAC, FORBIDDEN }, 0, 3 },
    { "3.0, forbidden", { OFFER_3(0x0300), FORBIDDEN }, 0, 4 },
};

/* Opens a session and renews it; the first status that is not STATUS_OK. */
static uint32_t open_and_renew(struct server *s, const struct rules *rules)
{
    struct smb2_session *session = NULL;
    struct fake_auth auth = { .base = { &auth_ops } }, again = { .base = { &auth_ops } };
    server_init(s, rules);
    uint32_t status = smb2_session_open(&s->base, &auth.base, "fs1", &rules->options,
                                        deadline_in(1000), &session);
    if (status == STATUS_OK) {
        uint8_t key[16] = { 0 };
        const uint8_t *before = smb2_session_key(session);
        if (before)
            memcpy(key, before, sizeof key);
        status = smb2_session_renew(session, &again.base, deadline_in(1000));
        if (before) /* what was encrypted with it is good as it is */
            assert_memory_equal(smb2_session_key(session), key, sizeof key);
        assert_false(smb2_session_expired(session));
        if (status != STATUS_OK) /* it is over */
            assert_int_equal(smb2_session_renew(session, &auth.base, deadline_in(1000)),
                             STATUS_INVALID_NETWORK_RESPONSE);
    }
    smb2_session_close(session);
    assert_int_equal(s->closed, 1);
    return status;
}

static void each_kind_of_session_opens_and_is_renewed(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(kinds); i++) {
        struct server s;
        uint32_t status = open_and_renew(&s, &kinds[i].rules);
        if (status != STATUS_OK || s.encrypted_requests != kinds[i].encrypted_requests ||
            s.signed_requests != kinds[i].signed_requests)
            fail_msg("%s: 0x%08x, %u encrypted, %u signed", kinds[i].name, status,
                     s.encrypted_requests, s.signed_requests);
        assert_int_equal(s.setups, 4);
    }
}

/* From which reply on a change must be seen: the hash of 3.1.1 covers all, the signature of others
 * the last of the log-on and all that follow. */
static unsigned protected_from(const struct rules *rules)
{
    return rules->dialect == 0x0311 ? 1 : 3;
}

static void no_reply_changed_or_cut_on_its_way_is_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(kinds); i++) {
        struct rules rules = kinds[i].rules;
        struct server s;
        assert_int_equal(open_and_renew(&s, &rules), STATUS_OK);
        unsigned replies = s.replies;
        for (rules.damaged = 1; rules.damaged <= replies; rules.damaged++) {
            bool seen = rules.damaged >= protected_from(&rules);
            for (rules.flip = 0; rules.flip < 250; rules.flip++)
                if (open_and_renew(&s, &rules) == STATUS_OK && seen && s.replies >= rules.damaged &&
                    rules.flip < s.damaged_len)
                    fail_msg("%s: byte %zu of reply %u changed", kinds[i].name, rules.flip,
                             rules.damaged);
            for (rules.cut = 1; rules.cut < 250; rules.cut++)
                if (open_and_renew(&s, &rules) == STATUS_OK && seen && rules.cut <= s.damaged_len)
                    fail_msg("%s: reply %u cut to %zu", kinds[i].name, rules.damaged,
                             rules.cut - 1);
            rules.cut = 0;
        }
    }
}

static void server_that_goes_on_in_clear_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(kinds); i++) {
        struct rules rules = kinds[i].rules;
        struct server s;
        rules.plain = true;
        uint32_t expected =
            kinds[i].encrypted_requests ? STATUS_INVALID_NETWORK_RESPONSE : STATUS_OK;
        uint32_t status = open_and_renew(&s, &rules);
        if (status != expected)
            fail_msg("%s: 0x%08x", kinds[i].name, status);
    }
}

static void encryption_demanded_of_who_cannot_ends_before_the_log_on(void **state)
{
    static const struct kind rows[] = {
        { "2.0.2", { .dialect = 0x0202, REQUIRED }, 0, 0 },
        { "2.1", { .dialect = 0x0210, REQUIRED }, 0, 0 },
        { "2.1 that says it can", { OFFER_3(0x0210), REQUIRED }, 0, 0 },
        { "3.0", { .dialect = 0x0300, REQUIRED }, 0, 0 },
        { "3.0.2", { .dialect = 0x0302, REQUIRED }, 0, 0 },
        { "3.1.1 without the context", { .dialect = 0x0311, REQUIRED }, 0, 0 },
        { "3.1.1 with no cipher in common",
          { .dialect = 0x0311, .no_cipher = true, REQUIRED },
          0,
          0 },
        { "3.1.1 that says it can", { OFFER_3(0x0311), REQUIRED }, 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct server s;
        struct fake_auth auth = { .steps = 0 };
        uint32_t status = open_session(&s, &rows[i].rules, &auth);
        if (status != STATUS_NOT_SUPPORTED || auth.steps || s.setups)
            fail_msg("%s: 0x%08x", rows[i].name, status);
    }
}

static void encryption_that_cannot_be_is_not_replaced_by_less(void **state)
{
    const struct kind rows[] = {
        { "forbidden, 3.0 session", { OFFER_3(0x0300), .session_flags = 4, FORBIDDEN }, 0, 0 },
        { "forbidden, 3.0 share", { OFFER_3(0x0300), .share_flags = 0x8000, FORBIDDEN }, 0, 0 },
        { "forbidden, 3.1.1",
          { .dialect = 0x0311, .signing = 1, .session_flags = 4, FORBIDDEN },
          0,
          0 },
        { "2.1 session", { .dialect = 0x0210, .session_flags = 4 }, 0, 0 },
        { "3.0 without the capability", { .dialect = 0x0300, .session_flags = 4 }, 0, 0 },
        { "3.1.1 without a cipher",
          { .dialect = 0x0311, .signing = 1, .no_cipher = true, .share_flags = 0x8000 },
          0,
          0 },
        { "anonymous, wanted", { OFFER_3(0x0302), REQUIRED, .anonymous = true }, 0, 0 },
        { "anonymous, demanded", { OFFER_3(0x0302), .session_flags = 6, .anonymous = true }, 0, 0 },
        { "anonymous, share", { OFFER_3(0x0302), .share_flags = 0x8000, .anonymous = true }, 0, 0 },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++)
        expect_open(rows[i].name, &rows[i].rules, STATUS_NOT_SUPPORTED);
}

static void encryption_that_is_forbidden_is_not_offered(void **state)
{
    static const struct rules rows[] = { { .dialect = 0x0302, FORBIDDEN }, { .dialect = 0x0302 } };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct server s;
        struct fake_auth auth = { .steps = 0 };
        assert_int_equal(open_session(&s, &rows[i], &auth), STATUS_OK);
        assert_int_equal(s.client_capabilities, i ? 0x44 : 4);
        assert_int_equal(s.n_contexts, i ? 4 : 3);
    }
    /* so no server can choose it */
    const struct rules chosen = { OFFER_311(SMB2_AES_128_GCM), FORBIDDEN };
    expect_open("cipher that was not offered", &chosen, STATUS_INVALID_NETWORK_RESPONSE);
}

static void dialects_below_the_least_are_neither_offered_nor_taken(void **state)
{
    (void)state;
    for (size_t least = 0; smb2_dialect_offer(least); least++)
        for (size_t d = 0; smb2_dialect_offer(d); d++) {
            const struct rules rules = {
                .dialect = smb2_dialect_offer(d)->number,
                .signing = SMB2_AES_CMAC,
                .options = { .min_dialect = smb2_dialect_offer(least)->number },
            };
            struct server s;
            struct fake_auth auth = { .steps = 0 };
            uint32_t expected = d < least ? STATUS_INVALID_NETWORK_RESPONSE : STATUS_OK;
            assert_int_equal(open_session(&s, &rules, &auth), expected);
            assert_int_equal(get_le16(s.dialects), rules.options.min_dialect);
            assert_int_equal(get_le16(s.dialects + s.dialects_len - 2), 0x0311);
            assert_int_equal(auth.steps, d < least ? 0 : 3);
        }
}

static void server_without_a_common_dialect_is_not_supported(void **state)
{
    const struct rules rules = { .negotiate_status = STATUS_NOT_SUPPORTED,
                                 .options = { .min_dialect = 0x0311 } };
    (void)state;
    expect_open("nothing in common", &rules, STATUS_NOT_SUPPORTED);
}

/* Somebody in between rewrites the server's choice into one that was offered too. */
static void downgraded_choice_is_found(void **state)
{
    static const struct {
        const char *name;
        struct rules rules;
    } rows[] = {
        { "dialect 3.1.1 to 3.0.2",
          { OFFER_311(SMB2_AES_128_GCM), .negotiate_change = 4, .mask = 0x13 } },
        { "dialect 3.0.2 to 3.0", { OFFER_3(0x0302), .negotiate_change = 4, .mask = 0x02 } },
        { "dialect 3.0 to 2.1",
          { OFFER_3(0x0300), .negotiate_change = 4, .mask = 0x10, .change_high = 1 } },
        { "signing GMAC to CMAC",
          { OFFER_311(SMB2_AES_128_GCM), .negotiate_change = 64 + 26, .mask = 0x03 } },
        { "cipher 256 to 128 bits",
          { OFFER_311(SMB2_AES_256_GCM), .negotiate_change = 64 + 42, .mask = 0x06 } },
        { "cipher GCM to CCM",
          { OFFER_311(SMB2_AES_128_GCM), .negotiate_change = 64 + 42, .mask = 0x03 } },
        { "cipher to none",
          { OFFER_311(SMB2_AES_128_GCM), .negotiate_change = 64 + 42, .mask = 0x02 } },
        { "context of ciphers to an unknown one",
          { OFFER_311(SMB2_AES_128_GCM), .negotiate_change = 64 + 32, .mask = 0x40 } },
        { "capability to encrypt", { OFFER_3(0x0300), .negotiate_change = 24, .mask = 0x40 } },
        { "signing required", { OFFER_3(0x0300), .negotiate_change = 2, .mask = 0x02 } },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++)
        expect_open(rows[i].name, &rows[i].rules, STATUS_INVALID_NETWORK_RESPONSE);
}

/* ---- Renewal ---- */

static void renewal_that_fails_ends_the_session(void **state)
{
    static const struct {
        const char *name;
        struct rules rules;
        uint32_t expected;
    } rows[] = {
        { "refused",
          { OFFER_3(0x0302), .renew_status = STATUS_LOGON_FAILURE },
          STATUS_LOGON_FAILURE },
        { "refused, encrypted",
          { OFFER_3(0x0302), .session_flags = 4, .renew_status = STATUS_LOGON_FAILURE },
          STATUS_LOGON_FAILURE },
        { "as a guest", { OFFER_3(0x0302), .renew_guest = true }, STATUS_LOGON_FAILURE },
        { "deleted",
          { OFFER_3(0x0302), .renew_status = STATUS_USER_SESSION_DELETED },
          STATUS_USER_SESSION_DELETED },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct smb2_session *session = NULL;
        struct fake_auth auth = { .base = { &auth_ops } }, again = auth;
        struct pipe *pipe;
        struct server s;
        server_init(&s, &rows[i].rules);
        assert_int_equal(smb2_session_open(&s.base, &auth.base, "fs1", &rows[i].rules.options,
                                           deadline_in(1000), &session),
                         STATUS_OK);
        assert_int_equal(smb2_session_renew(session, &again.base, deadline_in(1000)),
                         rows[i].expected);
        assert_int_equal(smb2_pipe_open(session, "srvsvc", deadline_in(1000), &pipe),
                         STATUS_CONNECTION_DISCONNECTED);
        smb2_session_close(session);
    }
}

static void mechanism_that_is_not_satisfied_ends_the_renewal(void **state)
{
    const struct rules rules = { .dialect = 0x0302 };
    struct smb2_session *session = NULL;
    struct fake_auth auth = { .base = { &auth_ops } }, again = auth;
    struct server s;
    (void)state;
    server_init(&s, &rules);
    assert_int_equal(
        smb2_session_open(&s.base, &auth.base, "fs1", &rules.options, deadline_in(1000), &session),
        STATUS_OK);
    again.fails_with = STATUS_ACCESS_DENIED;
    assert_int_equal(smb2_session_renew(session, &again.base, deadline_in(1000)),
                     STATUS_ACCESS_DENIED);
    assert_int_equal(smb2_session_renew(session, &again.base, deadline_in(1000)),
                     STATUS_INVALID_NETWORK_RESPONSE);
    smb2_session_close(session);
}

static void last_reply_must_be_signed_with_the_sessions_key(void **state)
{
    (void)state;
    for (size_t d = 0; smb2_dialect_offer(d); d++) {
        const struct rules rules = { .dialect = smb2_dialect_offer(d)->number,
                                     .signing = SMB2_AES_GMAC,
                                     .last_reply_unsigned = true };
        expect_open(smb2_dialect_offer(d)->name, &rules, STATUS_INVALID_NETWORK_RESPONSE);
    }
}

static void refusals_of_the_server_are_passed_up(void **state)
{
    const struct rules password = { .setup_status = STATUS_LOGON_FAILURE };
    const struct rules tree = { .tree_status = STATUS_ACCESS_DENIED };
    const struct rules disk = { .share_type = 1 };
    (void)state;
    expect_open("password", &password, STATUS_LOGON_FAILURE);
    expect_open("tree", &tree, STATUS_ACCESS_DENIED);
    expect_open("IPC$ is a disk", &disk, STATUS_INVALID_NETWORK_RESPONSE);
}

static void log_on_that_does_not_end_is_ended(void **state)
{
    const struct rules rules = { .endless = true };
    struct server s;
    struct fake_auth auth = { .endless = true };
    (void)state;
    assert_int_equal(open_session(&s, &rules, &auth), STATUS_INVALID_NETWORK_RESPONSE);
    assert_true(s.setups <= 8);
}

static void mechanism_that_is_not_satisfied_ends_the_session(void **state)
{
    const struct rules rules = { .dialect = 0x0302 };
    struct server s;
    struct fake_auth auth = { .fails_with = STATUS_ACCESS_DENIED };
    (void)state;
    assert_int_equal(open_session(&s, &rules, &auth), STATUS_ACCESS_DENIED);
    auth = (struct fake_auth){ .fails_with = STATUS_MORE_PROCESSING_REQUIRED };
    assert_int_equal(open_session(&s, &rules, &auth), STATUS_INVALID_NETWORK_RESPONSE);
}

static void memory_shortage_anywhere_is_reported_and_leaks_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < LEN(kinds); i++) {
        size_t nth = 0;
        do {
            struct server s;
            struct fake_auth auth = { .steps = 0 };
            fail_alloc_at(++nth);
            uint32_t status = open_session(&s, &kinds[i].rules, &auth);
            assert_int_equal(status, fail_alloc_done() ? STATUS_NO_MEMORY : STATUS_OK);
        } while (fail_alloc_done());
        fail_alloc_at(0);
        assert_true(nth > 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(session_opens_with_each_dialect_and_everything_after_is_signed),
        cmocka_unit_test(negotiate_request_offers_everything_in_order),
        cmocka_unit_test(negotiate_replies_against_the_rules_are_refused),
        cmocka_unit_test(changed_negotiation_is_found_with_each_dialect_that_can),
        cmocka_unit_test(validation_compares_every_byte_and_the_length),
        cmocka_unit_test(validation_refused_by_an_old_server_is_fine_access_denied_is_not),
        cmocka_unit_test(anonymous_session_is_unsigned_and_not_validated),
        cmocka_unit_test(user_who_is_taken_for_a_guest_is_not_logged_on),
        cmocka_unit_test(guest_is_let_in_unsigned_where_options_allow_it),
        cmocka_unit_test(each_kind_of_session_opens_and_is_renewed),
        cmocka_unit_test(no_reply_changed_or_cut_on_its_way_is_taken),
        cmocka_unit_test(server_that_goes_on_in_clear_is_refused),
        cmocka_unit_test(encryption_demanded_of_who_cannot_ends_before_the_log_on),
        cmocka_unit_test(encryption_that_cannot_be_is_not_replaced_by_less),
        cmocka_unit_test(encryption_that_is_forbidden_is_not_offered),
        cmocka_unit_test(dialects_below_the_least_are_neither_offered_nor_taken),
        cmocka_unit_test(server_without_a_common_dialect_is_not_supported),
        cmocka_unit_test(downgraded_choice_is_found),
        cmocka_unit_test(renewal_that_fails_ends_the_session),
        cmocka_unit_test(mechanism_that_is_not_satisfied_ends_the_renewal),
        cmocka_unit_test(last_reply_must_be_signed_with_the_sessions_key),
        cmocka_unit_test(refusals_of_the_server_are_passed_up),
        cmocka_unit_test(log_on_that_does_not_end_is_ended),
        cmocka_unit_test(mechanism_that_is_not_satisfied_ends_the_session),
        cmocka_unit_test(memory_shortage_anywhere_is_reported_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
