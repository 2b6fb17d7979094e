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
    uint16_t dialect;
    const uint8_t *contexts; /* NULL: the right ones */
    size_t contexts_len;
    uint16_t contexts_count;
    uint16_t signing; /* in the contexts */
    bool no_signing;  /* no such context */
    bool no_room;     /* for requests */
    uint16_t session_flags;
    uint32_t setup_status, tree_status, validate_status;
    uint8_t share_type; /* 0: pipe */
    uint32_t share_flags;
    bool anonymous; /* no key on the server's side */
    bool guest;     /* not the server's: our options allow it */
    bool last_reply_unsigned;
    bool endless;            /* never satisfied */
    size_t negotiate_change; /* this byte of the reply's body differs when it arrives */
    size_t validate_change;  /* this byte of the answer is inverted, plus 1 */
    size_t validate_len;     /* 0: 24 */
};

struct server {
    struct net_stream base;
    struct rules rules;
    const struct smb2_dialect *dialect;
    struct smb2_signer signer;
    uint8_t preauth[SMB2_PREAUTH_SIZE];
    uint8_t request[MESSAGE_MAX], reply[MESSAGE_MAX];
    size_t request_len, reply_len;
    unsigned setups, validates, signed_requests, closed;
};

static void server_signing_start(struct server *s)
{
    uint8_t key[SMB2_KEY_SIZE];
    uint16_t id =
        s->dialect->preauth && !s->rules.no_signing ? s->rules.signing : s->dialect->signing;
    smb2_dialect_key(s->dialect, SMB2_KEY_SIGNING, auth_key, s->preauth, key);
    smb2_signer_init(&s->signer, smb2_signing_find(id), key);
}

static size_t contexts_put(const struct server *s, uint8_t *out)
{
    static const uint8_t preauth[16] = { 1, 0, 7, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0xAB };
    if (s->rules.contexts) {
        memcpy(out, s->rules.contexts, s->rules.contexts_len);
        return s->rules.contexts_len;
    }
    memcpy(out, preauth, sizeof preauth);
    if (s->rules.no_signing)
        return 15;
    uint8_t *signing = out + sizeof preauth;
    memset(signing, 0, 12);
    signing[0] = 8;
    signing[2] = 4;
    signing[8] = 1;
    put_le16(signing + 10, s->rules.signing);
    return sizeof preauth + 12;
}

static size_t answer_negotiate(struct server *s, uint8_t *body)
{
    put_le16(body, 65);
    put_le16(body + 2, 1);
    put_le16(body + 4, s->rules.dialect);
    memcpy(body + 8, server_guid, SMB2_GUID_SIZE);
    put_le32(body + 24, 4);
    put_le32(body + 28, s->rules.no_room ? 40 : 1 << 20);
    put_le32(body + 32, 1 << 20);
    put_le32(body + 36, 1 << 20);
    put_le16(body + 56, 128);
    if (!s->dialect || !s->dialect->preauth)
        return 65;
    put_le16(body + 6, s->rules.contexts ? s->rules.contexts_count : s->rules.no_signing ? 1 : 2);
    put_le32(body + 60, 128);
    return 64 + contexts_put(s, body + 64);
}

static size_t answer_setup(struct server *s, uint8_t *body, uint32_t *status)
{
    bool first = s->setups++ == 0;
    const char *token = first || s->rules.endless ? "challenge" : "accepted";
    assert_int_equal(s->request[SMB2_HEADER_SIZE + 3], 2); /* SecurityMode */
    if (!first && s->rules.setup_status) {
        *status = s->rules.setup_status;
        body[0] = 9;
        return 9;
    }
    *status = first || s->rules.endless ? STATUS_MORE_PROCESSING_REQUIRED : STATUS_OK;
    put_le16(body, 9);
    put_le16(body + 2, *status ? 0 : s->rules.session_flags);
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
    assert_int_equal(get_le16(in + 22), 5);
    assert_int_equal(get_le16(in + 24 + 8), 0x0311);
    s->validates++;
    *status = s->rules.validate_status;
    body[0] = *status ? 9 : 49;
    if (*status)
        return 9;
    put_le32(body + 4, 0x00140204);
    put_le32(body + 32, SMB2_HEADER_SIZE + 48);
    put_le32(body + 36, len);
    put_le32(body + 48, 4);
    memcpy(body + 52, server_guid, SMB2_GUID_SIZE);
    put_le16(body + 68, 1);
    put_le16(body + 70, s->rules.dialect);
    if (s->rules.validate_change)
        body[48 + s->rules.validate_change - 1] ^= 0xFF;
    return 48 + len;
}

/* Completes the reply as the server means it: header, hash, signature. */
static void server_reply(struct server *s, uint32_t status, size_t body_len)
{
    uint16_t command = get_le16(s->request + 12);
    bool last = command == SMB2_SESSION_SETUP && status == STATUS_OK;
    bool sign = s->signer.algorithm && !(last && s->rules.last_reply_unsigned);
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
        s->reply[SMB2_HEADER_SIZE + s->rules.negotiate_change] ^= 0xFF;
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
    if (s->signer.algorithm) {
        assert_true(smb2_sign_verify(&s->signer, msg, len));
        s->signed_requests++;
    }
    switch (get_le16(msg + 12)) {
    case SMB2_NEGOTIATE:
        smb2_preauth_update(s->preauth, msg, len);
        n = answer_negotiate(s, body);
        break;
    case SMB2_SESSION_SETUP:
        smb2_preauth_update(s->preauth, msg, len);
        n = answer_setup(s, body, &status);
        if (status == STATUS_OK && !s->rules.anonymous)
            server_signing_start(s);
        break;
    case SMB2_TREE_CONNECT: n = answer_tree(s, body, &status); break;
    case SMB2_IOCTL: n = answer_validate(s, body, &status); break;
    default: fail_msg("command %u", get_le16(msg + 12));
    }
    server_reply(s, status, n);
    return STATUS_OK;
}

static uint32_t server_recv(struct net_stream *stream, uint8_t **msg, size_t *len,
                            struct deadline deadline)
{
    struct server *s = (struct server *)stream;
    (void)deadline;
    *msg = s->reply;
    *len = s->reply_len;
    return STATUS_OK;
}

static void server_close(struct net_stream *stream)
{
    ((struct server *)stream)->closed++;
}

static const struct net_stream_ops server_ops = { server_send, server_recv, server_close };

static void server_init(struct server *s, const struct rules *rules)
{
    *s = (struct server){ .base = { &server_ops }, .rules = *rules };
    if (!s->rules.dialect)
        s->rules.dialect = 0x0202;
    s->dialect = smb2_dialect_find(s->rules.dialect);
}

/* Opens a session, closes it again, and tells what came of it. */
static uint32_t open_session(struct server *s, const struct rules *rules, struct fake_auth *auth)
{
    struct smb2_session *session = NULL;
    struct smb2_options options = { .guest = rules->guest };
    server_init(s, rules);
    auth->base.ops = &auth_ops;
    uint32_t status =
        smb2_session_open(&s->base, &auth->base, "fs1", &options, deadline_in(1000), &session);
    assert_true((status == STATUS_OK) == (session != NULL));
    assert_int_equal(s->closed, session ? 0 : 1);
    if (session)
        assert_null(smb2_session_close(session));
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
    static const uint16_t types[] = { 1, 8, 5 };
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
                                         .guest = true };
            struct server s;
            struct fake_auth auth = { .fails_with = rows[i].ends_with };
            print_message("row %zu, %s\n", i, smb2_dialect_offer(d)->name);
            assert_int_equal(open_session(&s, &rules, &auth), rows[i].expected);
            assert_int_equal(s.validates, 0);
            assert_int_equal(get_le32(s.request + 16) & SMB2_FLAGS_SIGNED, 0);
        }
}

static void servers_that_demand_encryption_are_not_supported(void **state)
{
    const struct rules session = { .dialect = 0x0302, .session_flags = 4 };
    const struct rules share = { .dialect = 0x0302, .share_flags = 0x8000 };
    (void)state;
    expect_open("of the session", &session, STATUS_NOT_SUPPORTED);
    expect_open("of the share", &share, STATUS_NOT_SUPPORTED);
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
    static const uint16_t dialects[] = { 0x0302, 0x0311 };
    (void)state;
    for (size_t d = 0; d < LEN(dialects); d++) {
        size_t nth = 0;
        do {
            const struct rules rules = { .dialect = dialects[d], .signing = SMB2_AES_GMAC };
            struct server s;
            struct fake_auth auth = { .steps = 0 };
            fail_alloc_at(++nth);
            uint32_t status = open_session(&s, &rules, &auth);
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
        cmocka_unit_test(servers_that_demand_encryption_are_not_supported),
        cmocka_unit_test(last_reply_must_be_signed_with_the_sessions_key),
        cmocka_unit_test(refusals_of_the_server_are_passed_up),
        cmocka_unit_test(log_on_that_does_not_end_is_ended),
        cmocka_unit_test(mechanism_that_is_not_satisfied_ends_the_session),
        cmocka_unit_test(memory_shortage_anywhere_is_reported_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
