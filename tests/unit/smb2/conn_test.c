/* SPDX-License-Identifier: MIT */
/* One request and its reply: what is waited for, what is skipped, what ends the connection. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/limits.h"
#include "fail_alloc.h"
#include "fake_server.h"
#include "smb2/conn.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define REPLY_SIZE 17u /* StructureSize of a READ reply */

static const uint8_t key[SMB2_KEY_SIZE] = "the session key";
static const uint8_t good[20] = { REPLY_SIZE, 0, 80, 0, 4, 0, 0,   0,   0,   0,
                                  0,          0, 0,  0, 0, 0, 'd', 'a', 't', 'a' };
static const uint8_t error[9] = { 9 };

/* Bodies, with the credits granted */
#define GOOD(n)  .body = good, .body_len = sizeof good, .credits = n
#define ERROR(n) .body = error, .body_len = sizeof error, .credits = n
#define PENDING  .status = STATUS_PENDING, .flags = SMB2_FLAGS_ASYNC_COMMAND

struct fixture {
    struct fake_server server;
    struct smb2_conn conn;
};

static void set_up(struct fixture *t, const struct fake_step *steps, size_t n)
{
    fake_init(&t->server, steps, n);
    smb2_conn_init(&t->conn, &t->server.base);
    t->conn.session_id = 0x1000;
}

static void sign_both(struct fixture *t)
{
    const struct smb2_signing *cmac = smb2_signing_find(SMB2_AES_CMAC);
    smb2_signer_init(&t->conn.signer, cmac, key);
    smb2_signer_init(&t->server.signer, cmac, key);
}

static void encrypt_both(struct fixture *t, const struct smb2_cipher *cipher)
{
    static const uint8_t to_server[32] = "to the server", to_client[32] = "to the client";
    smb2_encryption_init(&t->conn.encryption, cipher, to_server, to_client);
    smb2_encryption_init(&t->server.encryption, cipher, to_client, to_server);
    t->conn.encrypting = true;
}

static void tear_down(struct fixture *t)
{
    smb2_conn_close(&t->conn);
    assert_int_equal(t->server.closed, 1);
}

static uint32_t call(struct fixture *t, struct smb2_reply *reply)
{
    static const uint8_t fixed[49] = { 49 };
    smb2_request(&t->conn, SMB2_READ, fixed, sizeof fixed);
    return smb2_call(&t->conn, REPLY_SIZE, STATUS_BUFFER_OVERFLOW, deadline_in(1000), reply);
}

/* One call with these steps, on a signed connection or not. */
static uint32_t call_once(const struct fake_step *steps, size_t n, bool sign, bool *dead)
{
    struct fixture t;
    struct smb2_reply reply;
    set_up(&t, steps, n);
    if (sign)
        sign_both(&t);
    uint32_t status = call(&t, &reply);
    *dead = t.conn.dead;
    tear_down(&t);
    return status;
}

static void reply_comes_back_with_its_request(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    (void)state;
    for (int sign = 0; sign < 2; sign++) {
        struct fixture t;
        struct smb2_reply r;
        const uint8_t *data;
        set_up(&t, steps, LEN(steps));
        if (sign)
            sign_both(&t);
        assert_int_equal(call(&t, &r), STATUS_OK);
        assert_int_equal(r.len, SMB2_HEADER_SIZE + sizeof good);
        assert_true(smb2_reply_slice(&r, r.body[2], get_le32(r.body + 4), &data));
        assert_memory_equal(data, "data", 4);
        assert_int_equal(get_le32(t.server.request + 16), sign ? SMB2_FLAGS_SIGNED : 0);
        if (sign)
            assert_true(smb2_sign_verify(&t.server.signer, t.server.request, t.server.request_len));
        tear_down(&t);
    }
}

static void warning_that_was_expected_comes_with_its_reply(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1), .status = STATUS_BUFFER_OVERFLOW } };
    bool dead;
    (void)state;
    assert_int_equal(call_once(steps, 1, true, &dead), STATUS_BUFFER_OVERFLOW);
    assert_false(dead);
}

static void error_reply_gives_the_servers_status_and_the_connection_lives(void **state)
{
    static const struct fake_step steps[] = { { ERROR(1), .status = STATUS_ACCESS_DENIED },
                                              { GOOD(1) } };
    struct fixture t;
    struct smb2_reply r;
    (void)state;
    set_up(&t, steps, LEN(steps));
    sign_both(&t);
    assert_int_equal(call(&t, &r), STATUS_ACCESS_DENIED);
    assert_int_equal(call(&t, &r), STATUS_OK);
    tear_down(&t);
}

static void pending_answers_are_waited_through(void **state)
{
    static const struct fake_step steps[] = {
        { PENDING, ERROR(1), .oddity = FAKE_UNSIGNED },
        { PENDING, ERROR(1),
          .oddity = FAKE_WRONG_SIGNATURE }, /* [MS-SMB2] 3.2.5.1.3: not verified */
        { GOOD(0), .flags = SMB2_FLAGS_ASYNC_COMMAND },
    };
    bool dead;
    (void)state;
    assert_int_equal(call_once(steps, LEN(steps), true, &dead), STATUS_OK);
    assert_false(dead);
}

static void unasked_messages_are_skipped_and_grant_nothing(void **state)
{
    static const struct fake_step steps[] = {
        { .oddity = FAKE_UNASKED, .body = error, .body_len = sizeof error, .credits = 500 },
        { GOOD(1) },
    };
    struct fixture t;
    struct smb2_reply r;
    (void)state;
    set_up(&t, steps, LEN(steps));
    sign_both(&t);
    assert_int_equal(call(&t, &r), STATUS_OK);
    assert_int_equal(t.conn.credits, 1);
    tear_down(&t);
}

static void more_interim_answers_than_allowed_end_the_connection(void **state)
{
    struct fake_step steps[SMB2_INTERIM_MAX + 2];
    bool dead;
    (void)state;
    for (size_t i = 0; i < LEN(steps); i++)
        steps[i] = (struct fake_step){ PENDING, ERROR(1) };
    steps[SMB2_INTERIM_MAX] = (struct fake_step){ GOOD(1) };
    assert_int_equal(call_once(steps, LEN(steps), true, &dead), STATUS_OK);
    steps[SMB2_INTERIM_MAX] = (struct fake_step){ PENDING, ERROR(1) };
    steps[SMB2_INTERIM_MAX + 1] = (struct fake_step){ GOOD(1) };
    assert_int_equal(call_once(steps, LEN(steps), true, &dead), STATUS_INVALID_NETWORK_RESPONSE);
    assert_true(dead);
}

static void replies_that_cannot_be_believed_end_the_connection(void **state)
{
    static const struct {
        const char *name;
        bool sign;
        struct fake_step step;
    } rows[] = {
        { "other message id", false, { GOOD(1), .oddity = FAKE_OTHER_ID } },
        { "other message id, signed", true, { GOOD(1), .oddity = FAKE_OTHER_ID } },
        { "other command", true, { GOOD(1), .oddity = FAKE_OTHER_COMMAND } },
        { "other session", false, { GOOD(1), .oddity = FAKE_OTHER_SESSION } },
        { "not signed", true, { GOOD(1), .oddity = FAKE_UNSIGNED } },
        { "error not signed", true, { ERROR(1), .status = 0xC0000022, .oddity = FAKE_UNSIGNED } },
        { "wrong signature", true, { GOOD(1), .oddity = FAKE_WRONG_SIGNATURE } },
        { "pending, but final", false, { ERROR(1), .status = STATUS_PENDING } },
        { "good without its body", true, { ERROR(1) } },
        { "warning without its body", true, { ERROR(1), .status = STATUS_BUFFER_OVERFLOW } },
        { "error with a body", true, { GOOD(1), .status = STATUS_ACCESS_DENIED } },
        { "no body at all", false, { .status = STATUS_ACCESS_DENIED } },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        bool dead;
        uint32_t status = call_once(&rows[i].step, 1, rows[i].sign, &dead);
        if (status != STATUS_INVALID_NETWORK_RESPONSE || !dead)
            fail_msg("%s: 0x%08x", rows[i].name, status);
    }
}

static void server_that_forgot_the_session_may_say_so_unsigned(void **state)
{
    static const struct fake_step deleted[] = { { ERROR(1), .status = STATUS_USER_SESSION_DELETED,
                                                  .oddity = FAKE_UNSIGNED } };
    static const struct fake_step forged[] = { { ERROR(1), .status = STATUS_USER_SESSION_DELETED,
                                                 .oddity = FAKE_WRONG_SIGNATURE } };
    bool dead;
    (void)state;
    assert_int_equal(call_once(deleted, 1, true, &dead), STATUS_USER_SESSION_DELETED);
    assert_true(dead);
    assert_int_equal(call_once(forged, 1, true, &dead), STATUS_INVALID_NETWORK_RESPONSE);
}

static void signed_reply_is_refused_with_any_byte_changed(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    (void)state;
    for (size_t i = 0; i < SMB2_HEADER_SIZE + sizeof good; i++) {
        struct fixture t;
        struct smb2_reply r;
        set_up(&t, steps, LEN(steps));
        sign_both(&t);
        t.server.flip = i;
        uint32_t status = call(&t, &r);
        /* Message id and so on are looked at before the signature, all with the same result. */
        if (status != STATUS_INVALID_NETWORK_RESPONSE || !t.conn.dead)
            fail_msg("byte %zu changed: 0x%08x", i, status);
        tear_down(&t);
    }
}

static void unsigned_reply_with_any_byte_changed_does_no_harm(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    (void)state;
    for (size_t i = 0; i < SMB2_HEADER_SIZE + sizeof good; i++) {
        struct fixture t;
        struct smb2_reply r;
        const uint8_t *data;
        set_up(&t, steps, LEN(steps));
        t.server.flip = i;
        if (call(&t, &r) == STATUS_OK &&
            smb2_reply_slice(&r, r.body[2], get_le32(r.body + 4), &data))
            assert_true(data >= r.msg && data + get_le32(r.body + 4) <= r.msg + r.len);
        tear_down(&t);
    }
}

static void reply_is_refused_cut_at_any_length(void **state)
{
    static const struct fake_step rows[] = { { GOOD(1) },
                                             { ERROR(1), .status = STATUS_ACCESS_DENIED } };
    /* the fixed parts; what follows them is for slices to check */
    static const size_t whole[] = { SMB2_HEADER_SIZE + 16, SMB2_HEADER_SIZE + 8 };
    (void)state;
    for (size_t row = 0; row < LEN(rows); row++)
        for (int sign = 0; sign < 2; sign++) {
            size_t end = sign ? SMB2_HEADER_SIZE + rows[row].body_len : whole[row];
            for (size_t len = 0; len < end; len++) {
                struct fixture t;
                struct smb2_reply r;
                set_up(&t, &rows[row], 1);
                if (sign)
                    sign_both(&t);
                t.server.cut = len;
                assert_int_equal(call(&t, &r), STATUS_INVALID_NETWORK_RESPONSE);
                tear_down(&t);
            }
        }
}

/* ---- Encryption ---- */

/* One call on an encrypted connection, which also has a signer as each that is encrypted. */
static uint32_t call_encrypted(const struct fake_step *steps, size_t n,
                               const struct smb2_cipher *cipher, size_t flip, size_t cut,
                               bool *dead)
{
    struct fixture t;
    struct smb2_reply reply;
    set_up(&t, steps, n);
    sign_both(&t);
    encrypt_both(&t, cipher);
    t.server.flip = flip;
    t.server.cut = cut;
    uint32_t status = call(&t, &reply);
    *dead = t.conn.dead;
    tear_down(&t);
    return status;
}

static void encrypted_request_and_reply_are_not_signed(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) }, { GOOD(1) } };
    static const uint8_t no_signature[SMB2_SIGNATURE_SIZE];
    (void)state;
    for (size_t i = 0; smb2_cipher_offer(i); i++) {
        struct fixture t;
        struct smb2_reply r;
        const uint8_t *data;
        set_up(&t, steps, LEN(steps));
        sign_both(&t);
        encrypt_both(&t, smb2_cipher_offer(i));
        for (unsigned n = 0; n < LEN(steps); n++) {
            assert_int_equal(call(&t, &r), STATUS_OK);
            assert_true(t.server.request_encrypted && r.encrypted);
            assert_int_equal(t.server.request_len, SMB2_HEADER_SIZE + 49);
            assert_int_equal(get_le32(t.server.request + 16), 0);
            assert_memory_equal(t.server.request + SMB2_SIGNATURE_AT, no_signature,
                                sizeof no_signature);
            assert_true(get_le64(t.server.request + 40) == 0x1000);
            assert_int_equal(r.len, SMB2_HEADER_SIZE + sizeof good);
            assert_true(smb2_reply_slice(&r, r.body[2], get_le32(r.body + 4), &data));
            assert_memory_equal(data, "data", 4);
            assert_true(t.conn.encryption.n_out == n + 1);
        }
        tear_down(&t);
    }
}

static void everything_that_is_not_encrypted_is_refused_where_all_is(void **state)
{
    static const struct {
        const char *name;
        struct fake_step step;
    } rows[] = {
        { "a good reply", { GOOD(1), .oddity = FAKE_UNENCRYPTED } },
        { "an error", { ERROR(1), .status = STATUS_ACCESS_DENIED, .oddity = FAKE_UNENCRYPTED } },
        { "pending", { PENDING, ERROR(1), .oddity = FAKE_UNENCRYPTED } },
        { "session deleted",
          { ERROR(1), .status = STATUS_USER_SESSION_DELETED, .oddity = FAKE_UNENCRYPTED } },
        { "session expired",
          { ERROR(1), .status = STATUS_NETWORK_SESSION_EXPIRED, .oddity = FAKE_UNENCRYPTED } },
        { "another transform", { GOOD(1), .oddity = FAKE_OTHER_TRANSFORM } },
        { "two replies in one", { GOOD(1), .oddity = FAKE_COMPOUNDED } },
        { "a transform in a transform", { GOOD(1), .oddity = FAKE_TWICE_ENCRYPTED } },
        { "another session inside", { GOOD(1), .oddity = FAKE_OTHER_SESSION } },
        { "another message id inside", { GOOD(1), .oddity = FAKE_OTHER_ID } },
        { "another command inside", { GOOD(1), .oddity = FAKE_OTHER_COMMAND } },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        const struct fake_step steps[] = { rows[i].step, { GOOD(1) } };
        bool dead;
        uint32_t status = call_encrypted(steps, LEN(steps), smb2_cipher_offer(0), FAKE_NOWHERE,
                                         FAKE_NOWHERE, &dead);
        if (status != STATUS_INVALID_NETWORK_RESPONSE || !dead)
            fail_msg("%s: 0x%08x", rows[i].name, status);
    }
}

static void encrypted_interim_and_unasked_messages_are_waited_through(void **state)
{
    static const struct fake_step steps[] = {
        { PENDING, ERROR(1) },
        { .oddity = FAKE_UNASKED, .body = error, .body_len = sizeof error },
        { GOOD(1), .flags = SMB2_FLAGS_ASYNC_COMMAND },
    };
    bool dead;
    (void)state;
    assert_int_equal(
        call_encrypted(steps, LEN(steps), smb2_cipher_offer(0), FAKE_NOWHERE, FAKE_NOWHERE, &dead),
        STATUS_OK);
    assert_false(dead);
}

static void encrypted_reply_is_refused_with_any_byte_changed_or_cut(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    const size_t size = SMB2_TRANSFORM_SIZE + SMB2_HEADER_SIZE + sizeof good;
    (void)state;
    for (size_t c = 0; smb2_cipher_offer(c); c++)
        for (size_t i = 0; i < size; i++) {
            bool dead;
            uint32_t changed =
                call_encrypted(steps, 1, smb2_cipher_offer(c), i, FAKE_NOWHERE, &dead);
            if (changed != STATUS_INVALID_NETWORK_RESPONSE || !dead)
                fail_msg("byte %zu changed: 0x%08x", i, changed);
            uint32_t cut = call_encrypted(steps, 1, smb2_cipher_offer(c), FAKE_NOWHERE, i, &dead);
            if (cut != STATUS_INVALID_NETWORK_RESPONSE || !dead)
                fail_msg("cut at %zu: 0x%08x", i, cut);
        }
}

static void encrypted_reply_without_a_key_is_refused(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    struct fixture t;
    struct smb2_reply r;
    (void)state;
    set_up(&t, steps, LEN(steps));
    encrypt_both(&t, smb2_cipher_offer(0));
    t.conn.encrypting = false;
    t.conn.encryption.cipher = NULL;
    assert_int_equal(call(&t, &r), STATUS_INVALID_NETWORK_RESPONSE);
    assert_true(t.conn.dead);
    tear_down(&t);
}

static void encrypted_reply_to_a_signed_request_is_as_good_as_a_signed_one(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    struct fixture t;
    struct smb2_reply r;
    (void)state;
    set_up(&t, steps, LEN(steps));
    sign_both(&t);
    encrypt_both(&t, smb2_cipher_offer(0));
    t.conn.encrypting = false;
    assert_int_equal(call(&t, &r), STATUS_OK);
    assert_false(t.server.request_encrypted);
    assert_true(r.encrypted);
    tear_down(&t);
}

static void used_up_key_ends_the_connection_and_sends_nothing(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    struct fixture t;
    struct smb2_reply r;
    (void)state;
    set_up(&t, steps, LEN(steps));
    encrypt_both(&t, smb2_cipher_offer(0));
    t.conn.encryption.n_out = SMB2_ENCRYPTED_MAX;
    assert_int_equal(call(&t, &r), STATUS_CONNECTION_DISCONNECTED);
    assert_true(t.conn.dead);
    assert_int_equal(t.server.requests, 0);
    tear_down(&t);
}

static void memory_shortage_for_an_encrypted_request_leaves_the_connection_alive(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    (void)state;
    for (size_t nth = 1; nth <= 2; nth++) {
        struct fixture t;
        struct smb2_reply r;
        set_up(&t, steps, LEN(steps));
        encrypt_both(&t, smb2_cipher_offer(0));
        fail_alloc_at(nth);
        assert_int_equal(call(&t, &r), STATUS_NO_MEMORY);
        fail_alloc_at(0);
        assert_false(t.conn.dead);
        assert_int_equal(t.server.requests, 0);
        assert_int_equal(call(&t, &r), STATUS_OK);
        assert_true(get_le64(t.server.request + 24) == 0);
        tear_down(&t);
    }
}

/* ---- A session that expires ---- */

#define EXPIRED ERROR(1), .status = STATUS_NETWORK_SESSION_EXPIRED

static void session_expired_is_believed_when_it_is_proven(void **state)
{
    static const struct fake_step steps[] = { { EXPIRED }, { GOOD(1) } };
    (void)state;
    for (int how = 0; how < 3; how++) {
        struct fixture t;
        struct smb2_reply r;
        set_up(&t, steps, LEN(steps));
        if (how)
            sign_both(&t);
        if (how == 2)
            encrypt_both(&t, smb2_cipher_offer(0));
        assert_int_equal(call(&t, &r), STATUS_NETWORK_SESSION_EXPIRED);
        assert_true(t.conn.expired && !t.conn.dead);
        assert_int_equal(call(&t, &r), STATUS_OK);
        tear_down(&t);
    }
}

/* Else whoever is in between could have a call carried out twice. */
static void session_expired_is_not_believed_when_the_request_may_have_begun(void **state)
{
    static const struct fake_step forged[] = { { EXPIRED, .oddity = FAKE_UNSIGNED } };
    static const struct fake_step late[] = { { PENDING, ERROR(1) }, { EXPIRED } };
    bool dead;
    (void)state;
    assert_int_equal(call_once(forged, LEN(forged), true, &dead), STATUS_USER_SESSION_DELETED);
    assert_true(dead);
    assert_int_equal(call_once(late, LEN(late), true, &dead), STATUS_USER_SESSION_DELETED);
}

static void slices_lie_inside_the_message(void **state)
{
    static const uint8_t msg[100];
    struct smb2_reply r = { .msg = msg, .len = sizeof msg, .body = msg + SMB2_HEADER_SIZE };
    const uint8_t *p;
    (void)state;
    assert_true(smb2_reply_slice(&r, 64, 36, &p) && p == msg + 64);
    assert_true(smb2_reply_slice(&r, 99, 1, &p) && p == msg + 99);
    assert_true(smb2_reply_slice(&r, 0xFFFFFFFFu, 0, &p));
    assert_false(smb2_reply_slice(&r, 63, 1, &p));
    assert_false(smb2_reply_slice(&r, 0, 4, &p));
    assert_false(smb2_reply_slice(&r, 64, 37, &p));
    assert_false(smb2_reply_slice(&r, 100, 1, &p));
    assert_false(smb2_reply_slice(&r, 0xFFFFFFFFu, 0xFFFFFFFFu, &p));
    assert_false(smb2_reply_slice(&r, SIZE_MAX, 64, &p));
}

static void credits_are_asked_for_counted_and_spent(void **state)
{
    static const struct fake_step steps[] = {
        { GOOD(10) }, { GOOD(80) }, { GOOD(0) }, { GOOD(0xFFFF) }, { GOOD(0xFFFF) },
    };
    static const unsigned asked[] = { 64, 55, 1, 1, 1 };
    static const unsigned held[] = { 10, 89, 88, 65535, 65535 };
    struct fixture t;
    struct smb2_reply r;
    (void)state;
    set_up(&t, steps, LEN(steps));
    t.conn.multi_credit = true;
    for (size_t i = 0; i < LEN(steps); i++) {
        assert_int_equal(call(&t, &r), STATUS_OK);
        assert_int_equal(get_le16(t.server.request + 14), asked[i]);
        assert_int_equal(get_le16(t.server.request + 6), 1);
        assert_true(get_le64(t.server.request + 24) == i);
        assert_int_equal(t.conn.credits, held[i]);
    }
    tear_down(&t);
}

static void call_without_a_credit_fails_and_sends_nothing(void **state)
{
    static const struct fake_step steps[] = { { GOOD(0) } };
    struct fixture t;
    struct smb2_reply r;
    (void)state;
    set_up(&t, steps, LEN(steps));
    assert_int_equal(call(&t, &r), STATUS_OK);
    assert_int_equal(call(&t, &r), STATUS_INSUFFICIENT_RESOURCES);
    assert_int_equal(t.server.requests, 1);
    tear_down(&t);
}

static uint32_t call_with_payload(struct fixture *t, size_t payload)
{
    static const uint8_t fixed[49] = { 49 };
    struct smb2_reply reply;
    smb2_request(&t->conn, SMB2_READ, fixed, sizeof fixed);
    t->conn.payload = payload;
    return smb2_call(&t->conn, REPLY_SIZE, STATUS_OK, deadline_in(1000), &reply);
}

static void requests_cost_a_credit_and_a_message_id_for_each_64_kib(void **state)
{
    static const struct {
        size_t payload;
        unsigned charge;
    } rows[] = {
        { 0, 1 },      { 1, 1 },      { 65536, 1 },    { 65537, 2 },
        { 131072, 2 }, { 131073, 3 }, { 1 << 20, 16 }, { (1 << 20) + 1, 17 },
    };
    static const struct fake_step steps[] = { { GOOD(100) }, { GOOD(100) }, { GOOD(100) },
                                              { GOOD(100) }, { GOOD(100) }, { GOOD(100) },
                                              { GOOD(100) }, { GOOD(100) } };
    struct fixture t;
    uint64_t id = 0;
    uint32_t credits = 100;
    (void)state;
    set_up(&t, steps, LEN(steps));
    t.conn.multi_credit = true;
    t.conn.credits = credits;
    for (size_t i = 0; i < LEN(rows); i++) {
        assert_int_equal(call_with_payload(&t, rows[i].payload), STATUS_OK);
        assert_int_equal(get_le16(t.server.request + 6), rows[i].charge);
        assert_true(get_le64(t.server.request + 24) == id);
        id += rows[i].charge;
        credits += 100 - rows[i].charge;
        assert_int_equal(t.conn.credits, credits);
    }
    tear_down(&t);
}

static void request_that_costs_more_than_there_is_is_not_sent(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    struct fixture t;
    (void)state;
    set_up(&t, steps, LEN(steps));
    t.conn.multi_credit = true;
    t.conn.credits = 2;
    assert_int_equal(call_with_payload(&t, 2 * SMB2_CREDIT_PAYS + 1),
                     STATUS_INSUFFICIENT_RESOURCES);
    assert_int_equal(t.server.requests, 0);
    assert_false(t.conn.dead);
    assert_int_equal(call_with_payload(&t, 2 * SMB2_CREDIT_PAYS), STATUS_OK);
    assert_int_equal(t.conn.credits, 1);
    tear_down(&t);
}

static void payload_is_what_credits_and_server_allow(void **state)
{
    static const struct {
        bool multi_credit;
        uint32_t credits, most;
        size_t expected;
    } rows[] = {
        { true, 1, 1 << 20, 65536 },    { true, 3, 1 << 20, 3 * 65536 },
        { true, 64, 1 << 20, 1 << 20 }, { true, 64, 5000, 5000 },
        { false, 64, 1 << 20, 65536 },  { false, 0, 4096, 4096 },
        { true, 0, 1 << 20, 65536 },    { true, 65535, UINT32_MAX, 65535ul * 65536 },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct smb2_conn c = { .multi_credit = rows[i].multi_credit, .credits = rows[i].credits };
        assert_true(smb2_payload_max(&c, rows[i].most) == rows[i].expected);
    }
}

static void credits_of_interim_answers_count(void **state)
{
    static const struct fake_step steps[] = { { PENDING, ERROR(5) }, { GOOD(0) } };
    struct fixture t;
    struct smb2_reply r;
    (void)state;
    set_up(&t, steps, LEN(steps));
    assert_int_equal(call(&t, &r), STATUS_OK);
    assert_int_equal(t.conn.credits, 5);
    tear_down(&t);
}

static void trouble_of_the_stream_is_passed_up_and_ends_the_connection(void **state)
{
    static const uint32_t troubles[] = { STATUS_IO_TIMEOUT, STATUS_CONNECTION_DISCONNECTED,
                                         STATUS_CONNECTION_RESET, STATUS_NO_MEMORY };
    (void)state;
    for (size_t i = 0; i < LEN(troubles); i++) {
        const struct fake_step steps[] = { { .stream = troubles[i] }, { GOOD(1) } };
        struct fixture t;
        struct smb2_reply r;
        set_up(&t, steps, LEN(steps));
        assert_int_equal(call(&t, &r), troubles[i]);
        assert_int_equal(call(&t, &r), STATUS_CONNECTION_DISCONNECTED);
        assert_int_equal(t.server.requests, 1);
        tear_down(&t);
        set_up(&t, steps + 1, 1);
        t.server.send_fails = troubles[i];
        assert_int_equal(call(&t, &r), troubles[i]);
        assert_true(t.conn.dead);
        tear_down(&t);
    }
}

static void request_too_large_to_build_leaves_the_connection_alive(void **state)
{
    static const struct fake_step steps[] = { { GOOD(1) } };
    static const uint8_t fixed[49], data[1024];
    struct fixture t;
    struct smb2_reply r;
    (void)state;
    set_up(&t, steps, LEN(steps));
    smb2_request(&t.conn, SMB2_WRITE, fixed, sizeof fixed);
    for (size_t i = 0; i <= SMB2_MESSAGE_MAX / sizeof data; i++)
        bytes_put(&t.conn.out, data, sizeof data);
    assert_int_equal(smb2_call(&t.conn, REPLY_SIZE, STATUS_OK, deadline_in(1000), &r),
                     STATUS_NO_MEMORY);
    assert_int_equal(call(&t, &r), STATUS_OK);
    tear_down(&t);
}

static void names_go_out_as_utf_16_with_their_size(void **state)
{
    static const uint8_t fixed[8] = { 9 };
    struct fixture t;
    (void)state;
    set_up(&t, NULL, 0);
    smb2_request(&t.conn, SMB2_TREE_CONNECT, fixed, sizeof fixed);
    assert_int_equal(smb2_request_name(&t.conn, 6, "a\xC3\xA9\xF0\x9F\x98\x80"), STATUS_OK);
    assert_int_equal(get_le16(t.conn.out.data + SMB2_HEADER_SIZE + 6), 8);
    assert_int_equal(t.conn.out.len, SMB2_HEADER_SIZE + sizeof fixed + 8);
    assert_memory_equal(t.conn.out.data + SMB2_HEADER_SIZE + 8, "a\0\xE9\0\x3D\xD8\x00\xDE", 8);
    assert_int_equal(smb2_request_name(&t.conn, 6, "\xFF"), STATUS_OBJECT_NAME_INVALID);
    assert_int_equal(smb2_request_name(&t.conn, 6, ""), STATUS_OBJECT_NAME_INVALID);
    tear_down(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reply_comes_back_with_its_request),
        cmocka_unit_test(warning_that_was_expected_comes_with_its_reply),
        cmocka_unit_test(error_reply_gives_the_servers_status_and_the_connection_lives),
        cmocka_unit_test(pending_answers_are_waited_through),
        cmocka_unit_test(unasked_messages_are_skipped_and_grant_nothing),
        cmocka_unit_test(more_interim_answers_than_allowed_end_the_connection),
        cmocka_unit_test(replies_that_cannot_be_believed_end_the_connection),
        cmocka_unit_test(server_that_forgot_the_session_may_say_so_unsigned),
        cmocka_unit_test(signed_reply_is_refused_with_any_byte_changed),
        cmocka_unit_test(unsigned_reply_with_any_byte_changed_does_no_harm),
        cmocka_unit_test(reply_is_refused_cut_at_any_length),
        cmocka_unit_test(encrypted_request_and_reply_are_not_signed),
        cmocka_unit_test(everything_that_is_not_encrypted_is_refused_where_all_is),
        cmocka_unit_test(encrypted_interim_and_unasked_messages_are_waited_through),
        cmocka_unit_test(encrypted_reply_is_refused_with_any_byte_changed_or_cut),
        cmocka_unit_test(encrypted_reply_without_a_key_is_refused),
        cmocka_unit_test(encrypted_reply_to_a_signed_request_is_as_good_as_a_signed_one),
        cmocka_unit_test(used_up_key_ends_the_connection_and_sends_nothing),
        cmocka_unit_test(memory_shortage_for_an_encrypted_request_leaves_the_connection_alive),
        cmocka_unit_test(session_expired_is_believed_when_it_is_proven),
        cmocka_unit_test(session_expired_is_not_believed_when_the_request_may_have_begun),
        cmocka_unit_test(slices_lie_inside_the_message),
        cmocka_unit_test(credits_are_asked_for_counted_and_spent),
        cmocka_unit_test(call_without_a_credit_fails_and_sends_nothing),
        cmocka_unit_test(requests_cost_a_credit_and_a_message_id_for_each_64_kib),
        cmocka_unit_test(request_that_costs_more_than_there_is_is_not_sent),
        cmocka_unit_test(payload_is_what_credits_and_server_allow),
        cmocka_unit_test(credits_of_interim_answers_count),
        cmocka_unit_test(trouble_of_the_stream_is_passed_up_and_ends_the_connection),
        cmocka_unit_test(request_too_large_to_build_leaves_the_connection_alive),
        cmocka_unit_test(names_go_out_as_utf_16_with_their_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
