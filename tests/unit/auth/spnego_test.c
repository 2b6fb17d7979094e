/* SPDX-License-Identifier: MIT */
/* SPNEGO tokens byte by byte, whole log-ons against a server's half, and damaged tokens. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../support/fail_alloc.h"
#include "auth/auth.h"
#include "auth/spnego.h"
#include "base/limits.h"
#include "base/status.h"
#include "ntlm_server.h"

#define NTLM_OID   0x06, 0x0A, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0A
#define SPNEGO_OID 0x06, 0x06, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x02
#define KRB5_OID   0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x12, 0x01, 0x02, 0x02
#define MECH_LIST  0x30, 0x0C, NTLM_OID

static const uint8_t mech_list[] = { MECH_LIST };
static const uint8_t krb5_list[] = { 0x30, 0x0B, KRB5_OID };

/* What a standalone server announces in NEGOTIATE: one mechanism and a hint to be ignored. */
static const uint8_t server_hint[] = {
    0x60, 0x48, SPNEGO_OID, 0xA0, 0x3E, 0x30, 0x3C, 0xA0, 0x0E, MECH_LIST, 0xA3, 0x2A, 0x30, 0x28,
    0xA0, 0x26, 0x1B,       0x24, 'n',  'o',  't',  '_',  'd',  'e',       'f',  'i',  'n',  'e',
    'd',  '_',  'i',        'n',  '_',  'R',  'F',  'C',  '4',  '1',       '7',  '8',  '@',  'p',
    'l',  'e',  'a',        's',  'e',  '_',  'i',  'g',  'n',  'o',       'r',  'e',
};

/* accept-completed and nothing else: the end of a guest's log-on */
static const uint8_t guest_end[] = { 0xA1, 0x07, 0x30, 0x05, 0xA0, 0x03, 0x0A, 0x01, 0x00 };
static const uint8_t reject[] = { 0xA1, 0x07, 0x30, 0x05, 0xA0, 0x03, 0x0A, 0x01, 0x02 };

static char user_text[] = "User", domain_text[] = "Domain", password_text[] = "Password";
static const struct credentials user = { .user = user_text,
                                         .domain = domain_text,
                                         .password = password_text };
static const struct credentials nobody = { .kind = CREDENTIALS_ANONYMOUS };

static const struct ntlm_server server = {
    .user = u"User",
    .user_upper = u"USER",
    .domain = u"Domain",
    .password = u"Password",
    .target = "cifs/fs1",
    .flags = SERVER_FLAGS,
    .timestamp = true,
};

/* In a block of its own size, so that the sanitizer sees a read past the end. The test's own, and
 * spared when memory is made short. Free it. */
static uint8_t *exact_copy(const uint8_t *data, size_t len)
{
    size_t left = fail_alloc_pause();
    uint8_t *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    if (len)
        memcpy(copy, data, len);
    fail_alloc_at(left);
    return copy;
}

static void expect_bytes(struct bytes *out, const uint8_t *expected, size_t len)
{
    assert_int_equal(out->len, len);
    assert_memory_equal(out->data, expected, len);
    bytes_free(out);
}

static void offer_is_a_neg_token_init_of_the_mechanisms_asked_for(void **state)
{
    static const uint8_t ntlm[] = { 0x60, 0x21,      SPNEGO_OID, 0xA0, 0x17, 0x30, 0x15, 0xA0,
                                    0x0E, MECH_LIST, 0xA2,       0x03, 0x04, 0x01, 0x77 };
    static const uint8_t krb5[] = { 0x60, 0x20, SPNEGO_OID, 0xA0, 0x16, 0x30, 0x14, 0xA0, 0x0D,
                                    0x30, 0x0B, KRB5_OID,   0xA2, 0x03, 0x04, 0x01, 0x77 };
    static const uint8_t both[] = {
        0x60, 0x2C, SPNEGO_OID, 0xA0,     0x22, 0x30, 0x20, 0xA0, 0x19,
        0x30, 0x17, KRB5_OID,   NTLM_OID, 0xA2, 0x03, 0x04, 0x01, 0x77
    };
    const uint8_t *w = (const uint8_t *)"w";
    struct bytes out;
    (void)state;
    bytes_init(&out, AUTH_TOKEN_MAX);
    spnego_put_init(&out, 1 << SPNEGO_NTLM, w, 1);
    expect_bytes(&out, ntlm, sizeof ntlm);
    spnego_put_init(&out, 1 << SPNEGO_KRB5, w, 1);
    expect_bytes(&out, krb5, sizeof krb5);
    spnego_put_init(&out, 1 << SPNEGO_KRB5 | 1 << SPNEGO_NTLM, w, 1);
    expect_bytes(&out, both, sizeof both);
    spnego_put_mech_list(&out, 1 << SPNEGO_NTLM);
    expect_bytes(&out, mech_list, sizeof mech_list);
    spnego_put_mech_list(&out, 1 << SPNEGO_KRB5);
    expect_bytes(&out, krb5_list, sizeof krb5_list);
}

static void responses_of_every_length_are_read_back(void **state)
{
    static uint8_t data[AUTH_TOKEN_MAX];
    static const size_t lengths[] = { 0,   1,   100, 116, 117, 118,  127,  128,
                                      129, 240, 255, 256, 257, 4000, 65000 };
    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct spnego_resp in = { .state = SPNEGO_ACCEPT_INCOMPLETE,
                                  .mech = { spnego_mechs[SPNEGO_NTLM].oid, 10 },
                                  .token = { data, lengths[i] },
                                  .mic = { data, 16 } };
        struct spnego_resp back;
        struct bytes out;
        bytes_init(&out, AUTH_TOKEN_MAX);
        spnego_put_resp(&out, &in);
        assert_true(spnego_parse_resp(out.data, out.len, &back));
        assert_int_equal(back.state, in.state);
        assert_int_equal(back.mech.len, in.mech.len);
        assert_int_equal(back.token.len, lengths[i]);
        assert_int_equal(back.mic.len, 16);
        for (size_t len = out.len > 300 ? out.len - 300 : 0; len < out.len; len++)
            assert_false(spnego_parse_resp(out.data, len, &back));
        bytes_put_u8(&out, 0);
        assert_false(spnego_parse_resp(out.data, out.len, &back));
        bytes_free(&out);
    }
}

static const struct {
    const char *name;
    bool good;
    uint8_t bytes[24];
    size_t len;
} forms[] = {
    { "guest's end", true, { 0xA1, 7, 0x30, 5, 0xA0, 3, 0x0A, 1, 0 }, 9 },
    { "nothing inside", true, { 0xA1, 2, 0x30, 0 }, 4 },
    { "lengths longer than needed",
      true,
      { 0xA1, 0x81, 14, 0x30, 0x82, 0, 10, 0xA0, 0x84, 0, 0, 0, 4, 0x0A, 0x81, 1, 0 },
      17 },
    { "extension after the fields",
      true,
      { 0xA1, 11, 0x30, 9, 0xA0, 3, 0x0A, 1, 0, 0xA5, 2, 0x05, 0 },
      13 },
    { "empty", false, { 0 }, 0 },
    { "indefinite length", false, { 0xA1, 0x80, 0x30, 0, 0, 0 }, 6 },
    { "length of five bytes", false, { 0xA1, 0x85, 0, 0, 0, 0, 2, 0x30, 0 }, 9 },
    { "length past the end", false, { 0xA1, 3, 0x30, 0 }, 4 },
    { "length of 4 GiB", false, { 0xA1, 0x84, 0xFF, 0xFF, 0xFF, 0xFF, 0x30, 0 }, 8 },
    { "length cut off", false, { 0xA1, 0x84, 0, 0 }, 4 },
    { "extension past the end", false, { 0xA1, 5, 0x30, 3, 0xA5, 9, 0 }, 7 },
    { "trailing byte", false, { 0xA1, 2, 0x30, 0, 0 }, 5 },
    { "trailing byte inside", false, { 0xA1, 3, 0x30, 0, 0 }, 5 },
    { "unknown state", false, { 0xA1, 7, 0x30, 5, 0xA0, 3, 0x0A, 1, 4 }, 9 },
    { "state of two bytes", false, { 0xA1, 8, 0x30, 6, 0xA0, 4, 0x0A, 2, 0, 0 }, 10 },
    { "state of no bytes", false, { 0xA1, 6, 0x30, 4, 0xA0, 2, 0x0A, 0 }, 8 },
    { "state as INTEGER", false, { 0xA1, 7, 0x30, 5, 0xA0, 3, 0x02, 1, 0 }, 9 },
    { "fields out of order",
      false,
      { 0xA1, 11, 0x30, 9, 0xA2, 2, 0x04, 0, 0xA0, 3, 0x0A, 1, 0 },
      13 },
    { "field twice", false, { 0xA1, 10, 0x30, 8, 0xA2, 2, 0x04, 0, 0xA2, 2, 0x04, 0 }, 12 },
    { "field without tag", false, { 0xA1, 5, 0x30, 3, 0x0A, 1, 0 }, 7 },
    { "tag of two bytes", false, { 0xA1, 6, 0x30, 4, 0xBF, 0x20, 1, 0 }, 8 },
    { "NegTokenInit in its place", false, { 0xA0, 2, 0x30, 0 }, 4 },
    { "raw NTLM", false, { 'N', 'T', 'L', 'M', 'S', 'S', 'P', 0, 2, 0, 0, 0 }, 12 },
};

static void der_is_read_strictly(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct spnego_resp resp;
        print_message("# %s\n", forms[i].name);
        uint8_t *copy = exact_copy(forms[i].bytes, forms[i].len);
        assert_int_equal(spnego_parse_resp(copy, forms[i].len, &resp), forms[i].good);
        free(copy);
    }
}

static void hint_of_a_server_tells_its_mechanisms(void **state)
{
    uint8_t other[sizeof server_hint];
    unsigned mechs = 0;
    (void)state;
    assert_true(spnego_parse_hint(server_hint, sizeof server_hint, &mechs));
    assert_int_equal(mechs, 1u << SPNEGO_NTLM);
    memcpy(other, server_hint, sizeof other);
    other[29] ^= 1; /* the last byte of the identifier */
    assert_true(spnego_parse_hint(other, sizeof other, &mechs));
    assert_int_equal(mechs, 0);
    for (size_t len = 0; len < sizeof server_hint; len++) {
        uint8_t *copy = exact_copy(server_hint, len);
        assert_false(spnego_parse_hint(copy, len, &mechs));
        free(copy);
    }
}

static void a_damaged_hint_is_read_within_its_bounds(void **state)
{
    (void)state;
    uint8_t *copy = exact_copy(server_hint, sizeof server_hint);
    for (size_t at = 0; at < sizeof server_hint; at++) {
        for (unsigned value = 0; value < 256; value++) {
            unsigned mechs = 0x80;
            copy[at] = (uint8_t)value;
            bool good = spnego_parse_hint(copy, sizeof server_hint, &mechs);
            assert_true(good ? mechs == 0 || mechs == 1u << SPNEGO_NTLM : mechs == 0x80);
        }
        copy[at] = server_hint[at];
    }
    free(copy);
}

/* --- whole log-ons --- */

/* A log-on under way, with the server's next token. */
struct logon {
    struct auth *auth;
    struct ntlm_server server;
    struct bytes token; /* the server's */
    uint8_t *out;       /* ours */
    size_t out_len;
};

static uint32_t step(struct logon *l, const uint8_t *in, size_t len)
{
    uint8_t *copy = exact_copy(in, len);
    uint32_t status = l->auth->ops->step(l->auth, len ? copy : NULL, len, &l->out, &l->out_len);
    free(copy);
    return status;
}

/* The NTLM message in a NegTokenInit of ours. */
static struct spnego_part offer_message(const struct logon *l)
{
    /* behind 60 n OID A0 n 30 n A0 n LIST A2 n 04 n, each length one byte */
    const size_t header = 34;
    assert_true(l->out_len > header && l->out[1] == l->out_len - 2);
    assert_int_equal(l->out[header - 4], 0xA2);
    assert_int_equal(l->out[header - 1], l->out_len - header);
    return (struct spnego_part){ l->out + header, l->out_len - header };
}

static uint32_t logon_start(struct logon *l, const struct credentials *c)
{
    *l = (struct logon){ .server = server };
    bytes_init(&l->token, AUTH_TOKEN_MAX);
    uint32_t status = auth_spnego(c, "fs1", &l->auth);
    return status ? status : step(l, NULL, 0);
}

/* The server takes our offer and puts its challenge into l->token. */
static void logon_challenge(struct logon *l)
{
    struct spnego_part message = offer_message(l);
    assert_true(server_challenge(&l->server, message.data, message.len));
    struct spnego_resp resp = { .state = SPNEGO_ACCEPT_INCOMPLETE,
                                .mech = { spnego_mechs[SPNEGO_NTLM].oid, 10 },
                                .token = { l->server.challenge, l->server.challenge_len } };
    bytes_free(&l->token);
    spnego_put_resp(&l->token, &resp);
}

/* The server takes our answer. False when it refuses; else its last word is in l->token. */
static bool logon_accept(struct logon *l)
{
    struct spnego_resp ours;
    uint8_t mac[16];
    assert_true(spnego_parse_resp(l->out, l->out_len, &ours));
    if (!server_accept(&l->server, ours.token.data, ours.token.len))
        return false;
    server_mac(&l->server, false, mech_list, sizeof mech_list, mac);
    if (ours.mic.len != 16 || memcmp(ours.mic.data, mac, 16) != 0)
        return false;
    server_mac(&l->server, true, mech_list, sizeof mech_list, mac);
    struct spnego_resp last = { .state = SPNEGO_ACCEPT_COMPLETED, .mic = { mac, 16 } };
    bytes_free(&l->token);
    spnego_put_resp(&l->token, &last);
    return true;
}

static void logon_end(struct logon *l)
{
    if (l->auth)
        l->auth->ops->free(l->auth);
    l->auth = NULL;
    bytes_free(&l->token);
}

static bool logon_has_key_of_server(struct logon *l)
{
    size_t len;
    const uint8_t *key = l->auth->ops->session_key(l->auth, &len);
    return key && len == 16 && !memcmp(key, l->server.session_key, 16);
}

/* Runs a log-on up to where the server has answered our AUTHENTICATE. */
static void logon_to_the_last_turn(struct logon *l)
{
    assert_int_equal(logon_start(l, &user), STATUS_MORE_PROCESSING_REQUIRED);
    logon_challenge(l);
    assert_int_equal(step(l, l->token.data, l->token.len), STATUS_MORE_PROCESSING_REQUIRED);
    assert_true(logon_accept(l));
}

static void a_log_on_ends_with_the_same_key_on_both_sides(void **state)
{
    struct logon l;
    size_t len = 7;
    (void)state;
    logon_to_the_last_turn(&l);
    assert_null(l.auth->ops->session_key(l.auth, &len)); /* not before the end */
    assert_int_equal(len, 0);
    assert_int_equal(step(&l, l.token.data, l.token.len), STATUS_OK);
    assert_int_equal(l.out_len, 0);
    assert_true(logon_has_key_of_server(&l));
    assert_int_equal(step(&l, l.token.data, l.token.len), STATUS_INVALID_PARAMETER);
    assert_true(logon_has_key_of_server(&l));
    logon_end(&l);
}

static struct auth *new_logon(void)
{
    struct auth *auth = NULL;
    assert_int_equal(auth_spnego(&user, "fs1", &auth), STATUS_OK);
    return auth;
}

static void the_servers_announcement_may_be_given_first(void **state)
{
    struct logon l = { .auth = new_logon() };
    uint8_t other[sizeof server_hint];
    (void)state;
    assert_int_equal(step(&l, server_hint, sizeof server_hint), STATUS_MORE_PROCESSING_REQUIRED);
    logon_end(&l);
    memcpy(other, server_hint, sizeof other);
    other[29] ^= 1;
    l.auth = new_logon();
    assert_int_equal(step(&l, other, sizeof other), STATUS_NOT_SUPPORTED);
    logon_end(&l);
    l.auth = new_logon();
    assert_int_equal(step(&l, guest_end, sizeof guest_end), STATUS_INVALID_NETWORK_RESPONSE);
    logon_end(&l);
}

static void the_servers_signature_may_be_absent_but_not_wrong(void **state)
{
    struct logon l;
    (void)state;
    logon_to_the_last_turn(&l);
    assert_int_equal(step(&l, guest_end, sizeof guest_end), STATUS_OK);
    assert_true(logon_has_key_of_server(&l));
    logon_end(&l);

    logon_to_the_last_turn(&l);
    assert_int_equal(step(&l, NULL, 0), STATUS_OK);
    logon_end(&l);

    for (size_t i = 1; i <= 16; i++) {
        size_t len;
        logon_to_the_last_turn(&l);
        l.token.data[l.token.len - i] ^= 1;
        assert_int_equal(step(&l, l.token.data, l.token.len), STATUS_INVALID_NETWORK_RESPONSE);
        assert_null(l.auth->ops->session_key(l.auth, &len));
        logon_end(&l);
    }
}

static void an_anonymous_log_on_has_no_key_and_no_signature(void **state)
{
    struct logon l;
    struct spnego_resp ours;
    size_t len;
    (void)state;
    assert_int_equal(logon_start(&l, &nobody), STATUS_MORE_PROCESSING_REQUIRED);
    logon_challenge(&l);
    assert_int_equal(step(&l, l.token.data, l.token.len), STATUS_MORE_PROCESSING_REQUIRED);
    assert_true(spnego_parse_resp(l.out, l.out_len, &ours));
    assert_null(ours.mic.data);
    assert_true(server_accept_anonymous(ours.token.data, ours.token.len));
    assert_int_equal(step(&l, guest_end, sizeof guest_end), STATUS_OK);
    assert_null(l.auth->ops->session_key(l.auth, &len));
    assert_int_equal(len, 0);
    logon_end(&l);
}

static void a_rejection_is_a_log_on_failure_in_either_turn(void **state)
{
    struct logon l;
    (void)state;
    assert_int_equal(logon_start(&l, &user), STATUS_MORE_PROCESSING_REQUIRED);
    assert_int_equal(step(&l, reject, sizeof reject), STATUS_LOGON_FAILURE);
    assert_int_equal(step(&l, reject, sizeof reject), STATUS_INVALID_PARAMETER);
    logon_end(&l);
    logon_to_the_last_turn(&l);
    assert_int_equal(step(&l, reject, sizeof reject), STATUS_LOGON_FAILURE);
    logon_end(&l);
}

static void turns_out_of_order_are_refused(void **state)
{
    struct logon l;
    (void)state;
    /* no challenge where one is due */
    assert_int_equal(logon_start(&l, &user), STATUS_MORE_PROCESSING_REQUIRED);
    assert_int_equal(step(&l, NULL, 0), STATUS_INVALID_PARAMETER);
    logon_end(&l);
    /* more than any token is long */
    static uint8_t endless[AUTH_TOKEN_MAX + 1];
    assert_int_equal(logon_start(&l, &user), STATUS_MORE_PROCESSING_REQUIRED);
    assert_int_equal(step(&l, endless, sizeof endless), STATUS_INVALID_NETWORK_RESPONSE);
    logon_end(&l);
    /* success before we have said who we are */
    assert_int_equal(logon_start(&l, &user), STATUS_MORE_PROCESSING_REQUIRED);
    assert_int_equal(step(&l, guest_end, sizeof guest_end), STATUS_INVALID_NETWORK_RESPONSE);
    logon_end(&l);
}

/* What a NegTokenResp of this state, mechanism and token makes of a log-on in its second (turn 0)
 * or third turn. */
static uint32_t answer_to(int turn, struct spnego_resp resp)
{
    struct logon l;
    if (turn == 0)
        assert_int_equal(logon_start(&l, &user), STATUS_MORE_PROCESSING_REQUIRED);
    else
        logon_to_the_last_turn(&l);
    if (turn == 0)
        logon_challenge(&l);
    if (resp.token.len) /* stands for a challenge that would do */
        resp.token = (struct spnego_part){ l.server.challenge, l.server.challenge_len };
    bytes_free(&l.token);
    spnego_put_resp(&l.token, &resp);
    uint32_t status = step(&l, l.token.data, l.token.len);
    logon_end(&l);
    return status;
}

static void states_and_parts_must_fit_the_turn(void **state)
{
    static const uint8_t krb5[] = { 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x12, 0x01, 0x02, 0x02 };
    const struct spnego_part ntlm = { spnego_mechs[SPNEGO_NTLM].oid, 10 }, none = { NULL, 0 };
    const struct spnego_part other = { krb5, sizeof krb5 }, some = { krb5, 1 };
    const uint32_t more = STATUS_MORE_PROCESSING_REQUIRED, bad = STATUS_INVALID_NETWORK_RESPONSE;
    const struct {
        enum spnego_state state;
        struct spnego_part mech, token;
        uint32_t second, third; /* turn */
    } cases[] = {
        { SPNEGO_ACCEPT_INCOMPLETE, ntlm, some, more, bad },
        { SPNEGO_ACCEPT_INCOMPLETE, none, some, more, bad },
        { SPNEGO_ACCEPT_INCOMPLETE, ntlm, none, bad, bad },
        { SPNEGO_ACCEPT_INCOMPLETE, other, some, bad, bad },
        { SPNEGO_REQUEST_MIC, ntlm, some, more, bad },
        { SPNEGO_REQUEST_MIC, ntlm, none, bad, bad },
        { SPNEGO_ACCEPT_COMPLETED, ntlm, some, bad, bad },
        { SPNEGO_ACCEPT_COMPLETED, ntlm, none, bad, STATUS_OK },
        { SPNEGO_ACCEPT_COMPLETED, other, none, bad, bad },
        { SPNEGO_STATE_ABSENT, none, some, more, bad },
        { SPNEGO_STATE_ABSENT, none, none, bad, STATUS_OK },
        { SPNEGO_REJECT, none, some, STATUS_LOGON_FAILURE, STATUS_LOGON_FAILURE },
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct spnego_resp resp = { cases[i].state, cases[i].mech, cases[i].token, none };
        print_message("# case %zu\n", i);
        assert_int_equal(answer_to(0, resp), cases[i].second);
        assert_int_equal(answer_to(1, resp), cases[i].third);
    }
}

static void a_user_name_is_required_unless_anonymous(void **state)
{
    static const struct credentials none = { .user = NULL };
    struct logon l;
    (void)state;
    assert_int_equal(logon_start(&l, &none), STATUS_INVALID_PARAMETER);
    logon_end(&l);
}

/* --- another mechanism --- */

/* Stands for Kerberos: a request, a proof by the server, and, with a third leg, a proof of ours. */
struct fake_mech {
    struct auth_mech base;
    unsigned steps;
    bool third_leg;
    bool no_key;
    size_t freed;
};

static const uint8_t fake_key[32] = "a session key of 32 bytes.......";

static uint32_t fake_step(struct auth_mech *mech, const uint8_t *in, size_t in_len,
                          struct bytes *out)
{
    struct fake_mech *f = (struct fake_mech *)mech;
    switch (f->steps++) {
    case 0:
        assert_int_equal(in_len, 0);
        bytes_put(out, "request", 7);
        return out->failed ? STATUS_NO_MEMORY : STATUS_MORE_PROCESSING_REQUIRED;
    case 1:
        if (in_len != 5 || memcmp(in, "proof", 5) != 0)
            return STATUS_MUTUAL_AUTHENTICATION_FAILED;
        if (f->third_leg)
            bytes_put(out, "ours", 4);
        return out->failed ? STATUS_NO_MEMORY : STATUS_OK;
    default: fail_msg("asked after its end");
    }
    return STATUS_INTERNAL_ERROR;
}

static const uint8_t *fake_get_key(struct auth_mech *mech, size_t *len)
{
    bool none = ((struct fake_mech *)mech)->no_key;
    *len = none ? 0 : sizeof fake_key;
    return none ? NULL : fake_key;
}

static uint32_t fake_sign(struct auth_mech *mech, const uint8_t *msg, size_t len, struct bytes *mic)
{
    (void)mech;
    assert_int_equal(len, sizeof krb5_list);
    assert_memory_equal(msg, krb5_list, len);
    bytes_put(mic, "client's", 8);
    return mic->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

static bool fake_verify(struct auth_mech *mech, const uint8_t *msg, size_t len, const uint8_t *mic,
                        size_t mic_len)
{
    (void)mech;
    assert_int_equal(len, sizeof krb5_list);
    assert_memory_equal(msg, krb5_list, len);
    return mic_len == 8 && !memcmp(mic, "server's", 8);
}

static void fake_free(struct auth_mech *mech)
{
    ((struct fake_mech *)mech)->freed++;
}

static const struct auth_mech_ops fake_ops = { fake_step, fake_get_key, fake_sign, fake_verify,
                                               fake_free };

static const struct spnego_part absent = { NULL, 0 };
static const struct spnego_part proof = { (const uint8_t *)"proof", 5 };
static const struct spnego_part good_mic = { (const uint8_t *)"server's", 8 };
static const struct spnego_part bad_mic = { (const uint8_t *)"server'S", 8 };
static const struct spnego_part short_mic = { (const uint8_t *)"server'", 7 };
static const struct spnego_part krb5_mech = { spnego_mechs[SPNEGO_KRB5].oid, 9 };
static const struct spnego_part ntlm_mech = { spnego_mechs[SPNEGO_NTLM].oid, 10 };

static uint32_t fake_start(struct logon *l, struct fake_mech *f)
{
    *l = (struct logon){ 0 };
    bytes_init(&l->token, AUTH_TOKEN_MAX);
    f->base.ops = &fake_ops;
    l->auth = spnego_new(SPNEGO_KRB5, &f->base);
    return l->auth ? step(l, NULL, 0) : STATUS_NO_MEMORY;
}

/* The server's word. Building it is the test's own work. */
static uint32_t fake_reply(struct logon *l, struct spnego_resp resp)
{
    size_t left = fail_alloc_pause();
    bytes_free(&l->token);
    spnego_put_resp(&l->token, &resp);
    fail_alloc_at(left);
    return step(l, l->token.data, l->token.len);
}

static void one_round_is_enough_for_a_mechanism_that_needs_no_more(void **state)
{
    static const uint8_t offer[] = { 0x60, 0x26, SPNEGO_OID, 0xA0,     0x1C, 0x30, 0x1A, 0xA0,
                                     0x0D, 0x30, 0x0B,       KRB5_OID, 0xA2, 0x09, 0x04, 0x07,
                                     'r',  'e',  'q',        'u',      'e',  's',  't' };
    const struct {
        const char *name;
        struct spnego_resp resp;
        uint32_t expected;
    } rows[] = {
        { "no mic", { SPNEGO_ACCEPT_COMPLETED, krb5_mech, proof, absent }, STATUS_OK },
        { "mic", { SPNEGO_ACCEPT_COMPLETED, krb5_mech, proof, good_mic }, STATUS_OK },
        { "mechanism not repeated", { SPNEGO_ACCEPT_COMPLETED, absent, proof, absent }, STATUS_OK },
        { "wrong mic",
          { SPNEGO_ACCEPT_COMPLETED, krb5_mech, proof, bad_mic },
          STATUS_INVALID_NETWORK_RESPONSE },
        { "short mic",
          { SPNEGO_ACCEPT_COMPLETED, krb5_mech, proof, short_mic },
          STATUS_INVALID_NETWORK_RESPONSE },
        { "no proof",
          { SPNEGO_ACCEPT_COMPLETED, krb5_mech, absent, absent },
          STATUS_INVALID_NETWORK_RESPONSE },
        { "wrong proof",
          { SPNEGO_ACCEPT_COMPLETED, krb5_mech, good_mic, absent },
          STATUS_MUTUAL_AUTHENTICATION_FAILED },
        { "another mechanism",
          { SPNEGO_ACCEPT_COMPLETED, ntlm_mech, proof, absent },
          STATUS_INVALID_NETWORK_RESPONSE },
        { "another mechanism, still to come",
          { SPNEGO_REQUEST_MIC, ntlm_mech, absent, absent },
          STATUS_INVALID_NETWORK_RESPONSE },
        { "refused", { SPNEGO_REJECT, absent, absent, absent }, STATUS_LOGON_FAILURE },
        { "refused with a token",
          { SPNEGO_REJECT, krb5_mech, proof, absent },
          STATUS_LOGON_FAILURE },
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct fake_mech f = { .steps = 0 };
        struct logon l;
        size_t len;
        print_message("%s\n", rows[i].name);
        assert_int_equal(fake_start(&l, &f), STATUS_MORE_PROCESSING_REQUIRED);
        assert_int_equal(l.out_len, sizeof offer);
        assert_memory_equal(l.out, offer, sizeof offer);
        assert_null(l.auth->ops->session_key(l.auth, &len));
        assert_int_equal(fake_reply(&l, rows[i].resp), rows[i].expected);
        const uint8_t *key = l.auth->ops->session_key(l.auth, &len);
        assert_int_equal(len, rows[i].expected == STATUS_OK ? sizeof fake_key : 0);
        assert_ptr_equal(key, len ? fake_key : NULL);
        if (rows[i].expected == STATUS_OK)
            assert_int_equal(l.out_len, 0);
        logon_end(&l);
        assert_int_equal(f.freed, 1);
    }
}

/* What a server says after our token, and what must come of it. */
static const struct mic_row {
    const char *name;
    bool third_leg, no_key;
    enum spnego_state state;
    uint32_t second;        /* after the server's proof */
    enum spnego_state last; /* and its next word */
    const struct spnego_part *mech, *mic;
    uint32_t expected;
} mic_rows[] = {
    { "mic wanted and given", false, false, SPNEGO_REQUEST_MIC, STATUS_MORE_PROCESSING_REQUIRED,
      SPNEGO_ACCEPT_COMPLETED, &absent, &good_mic, STATUS_OK },
    { "mic wanted, none given", false, false, SPNEGO_ACCEPT_INCOMPLETE,
      STATUS_MORE_PROCESSING_REQUIRED, SPNEGO_ACCEPT_COMPLETED, &absent, &absent, STATUS_OK },
    { "mic wanted, a wrong one given", false, false, SPNEGO_REQUEST_MIC,
      STATUS_MORE_PROCESSING_REQUIRED, SPNEGO_ACCEPT_COMPLETED, &absent, &bad_mic,
      STATUS_INVALID_NETWORK_RESPONSE },
    { "refused in the end", false, false, SPNEGO_REQUEST_MIC, STATUS_MORE_PROCESSING_REQUIRED,
      SPNEGO_REJECT, &absent, &absent, STATUS_LOGON_FAILURE },
    { "and still wants something", false, false, SPNEGO_REQUEST_MIC,
      STATUS_MORE_PROCESSING_REQUIRED, SPNEGO_REQUEST_MIC, &absent, &good_mic,
      STATUS_INVALID_NETWORK_RESPONSE },
    { "changes the mechanism", false, false, SPNEGO_REQUEST_MIC, STATUS_MORE_PROCESSING_REQUIRED,
      SPNEGO_ACCEPT_COMPLETED, &ntlm_mech, &good_mic, STATUS_INVALID_NETWORK_RESPONSE },
    { "third leg", true, false, SPNEGO_ACCEPT_INCOMPLETE, STATUS_MORE_PROCESSING_REQUIRED,
      SPNEGO_ACCEPT_COMPLETED, &absent, &good_mic, STATUS_OK },
    { "third leg, but the server has ended", true, false, SPNEGO_ACCEPT_COMPLETED,
      STATUS_INVALID_NETWORK_RESPONSE, SPNEGO_ACCEPT_COMPLETED, &absent, &good_mic,
      STATUS_INVALID_PARAMETER },
    { "third leg without a key", true, true, SPNEGO_ACCEPT_INCOMPLETE,
      STATUS_MORE_PROCESSING_REQUIRED, SPNEGO_ACCEPT_COMPLETED, &absent, &good_mic, STATUS_OK },
    { "nothing to say without a key", false, true, SPNEGO_ACCEPT_INCOMPLETE,
      STATUS_INVALID_NETWORK_RESPONSE, SPNEGO_ACCEPT_COMPLETED, &absent, &absent,
      STATUS_INVALID_PARAMETER },
};

static void play_mic_row(const struct mic_row *row)
{
    struct fake_mech f = { .third_leg = row->third_leg, .no_key = row->no_key };
    struct logon l;
    struct spnego_resp first = { row->state, krb5_mech, proof, absent }, ours;
    struct spnego_resp last = { row->last, *row->mech, absent, *row->mic };
    print_message("%s\n", row->name);
    assert_int_equal(fake_start(&l, &f), STATUS_MORE_PROCESSING_REQUIRED);
    assert_int_equal(fake_reply(&l, first), row->second);
    if (row->second == STATUS_MORE_PROCESSING_REQUIRED) {
        assert_true(spnego_parse_resp(l.out, l.out_len, &ours));
        assert_int_equal(ours.token.len, row->third_leg ? 4 : 0);
        assert_int_equal(ours.mic.len, row->no_key ? 0 : 8);
    }
    assert_int_equal(fake_reply(&l, last), row->expected);
    logon_end(&l);
    assert_int_equal(f.freed, 1);
}

static void a_server_that_wants_our_mic_gets_it_and_may_send_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mic_rows / sizeof *mic_rows; i++)
        play_mic_row(&mic_rows[i]);
}

static void a_mechanism_the_server_does_not_announce_is_not_tried(void **state)
{
    static const uint8_t both[] = { 0x60, 0x27, SPNEGO_OID, 0xA0, 0x1D,     0x30,    0x1B,
                                    0xA0, 0x19, 0x30,       0x17, NTLM_OID, KRB5_OID };
    (void)state;
    for (int offered = 0; offered < 2; offered++) {
        struct fake_mech f = { .base = { &fake_ops } };
        struct logon l = { .auth = spnego_new(SPNEGO_KRB5, &f.base) };
        assert_int_equal(offered ? step(&l, both, sizeof both)
                                 : step(&l, server_hint, sizeof server_hint),
                         offered ? STATUS_MORE_PROCESSING_REQUIRED : STATUS_NOT_SUPPORTED);
        assert_int_equal(f.steps, offered);
        logon_end(&l);
        assert_int_equal(f.freed, 1);
    }
}

static void memory_shortage_with_another_mechanism_ends_cleanly(void **state)
{
    size_t nth = 0;
    bool failed;
    (void)state;
    do {
        struct fake_mech f = { .third_leg = true };
        struct logon l;
        fail_alloc_at(++nth);
        uint32_t status = fake_start(&l, &f);
        if (status == STATUS_MORE_PROCESSING_REQUIRED)
            status = fake_reply(
                &l, (struct spnego_resp){ SPNEGO_REQUEST_MIC, krb5_mech, proof, absent });
        if (status == STATUS_MORE_PROCESSING_REQUIRED)
            status = fake_reply(
                &l, (struct spnego_resp){ SPNEGO_ACCEPT_COMPLETED, absent, absent, good_mic });
        failed = fail_alloc_done();
        fail_alloc_at(0);
        assert_int_equal(status, failed ? STATUS_NO_MEMORY : STATUS_OK);
        logon_end(&l);
        assert_int_equal(f.freed, 1);
    } while (failed);
    print_message("%zu allocations\n", nth - 1);
    assert_true(nth > 5);
}

/* --- damage --- */

/* Gives the server's challenge (turn 0) or last word (turn 1) to a fresh client cut to len bytes
 * and with one byte changed, and plays the log-on to its end. True when both ends are content. */
static bool survives(int turn, size_t len, size_t at, uint8_t mask)
{
    struct logon l;
    bool content = false;
    assert_int_equal(logon_start(&l, &user), STATUS_MORE_PROCESSING_REQUIRED);
    logon_challenge(&l);
    if (turn == 0 && mask)
        l.token.data[at] ^= mask;
    if (step(&l, l.token.data, turn == 0 && len < l.token.len ? len : l.token.len) !=
            STATUS_MORE_PROCESSING_REQUIRED ||
        !logon_accept(&l))
        goto out;
    if (turn == 1 && mask)
        l.token.data[at] ^= mask;
    if (step(&l, l.token.data, turn == 1 && len < l.token.len ? len : l.token.len) != STATUS_OK)
        goto out;
    content = true;
    assert_true(logon_has_key_of_server(&l)); /* never another key */
out:
    logon_end(&l);
    return content;
}

static size_t token_size(int turn)
{
    struct logon l;
    if (turn == 0) {
        assert_int_equal(logon_start(&l, &user), STATUS_MORE_PROCESSING_REQUIRED);
        logon_challenge(&l);
    } else {
        logon_to_the_last_turn(&l);
    }
    size_t size = l.token.len;
    logon_end(&l);
    return size;
}

static void a_truncated_token_is_never_accepted(void **state)
{
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        size_t size = token_size(turn);
        assert_true(survives(turn, size, 0, 0));
        /* an empty last token is none, and allowed */
        for (size_t len = (size_t)turn; len < size; len++)
            assert_false(survives(turn, len, 0, 0));
    }
}

static void an_altered_token_never_leads_to_another_key(void **state)
{
    size_t harmless = 0;
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        size_t size = token_size(turn);
        for (size_t at = 0; at < size; at++)
            for (unsigned mask = 1; mask < 512; mask <<= 1)
                harmless += survives(turn, size, at, (uint8_t)(mask == 256 ? 255 : mask));
    }
    /* Where nothing is lost: accept-incomplete becomes request-mic in the challenge, and tags of
     * optional parts become those of extensions. */
    print_message("# %zu changes without effect\n", harmless);
    assert_true(harmless < 16);
}

/* A log-on whose nth allocation fails; the server's half allocates, too, and is spared. */
static uint32_t logon_short_of_memory(size_t nth, bool *failed)
{
    struct logon l;
    fail_alloc_at(nth);
    uint32_t status = logon_start(&l, &user);
    for (int turn = 0; turn < 2 && status == STATUS_MORE_PROCESSING_REQUIRED; turn++) {
        size_t left = fail_alloc_pause();
        if (turn == 0)
            logon_challenge(&l);
        else
            assert_true(logon_accept(&l));
        fail_alloc_at(left);
        status = step(&l, l.token.data, l.token.len);
    }
    *failed = fail_alloc_done();
    fail_alloc_at(0);
    logon_end(&l);
    return status;
}

static void memory_shortage_anywhere_ends_the_log_on_cleanly(void **state)
{
    size_t nth = 0;
    bool failed;
    (void)state;
    do {
        uint32_t status = logon_short_of_memory(++nth, &failed);
        assert_int_equal(status, failed ? STATUS_NO_MEMORY : STATUS_OK);
    } while (failed);
    print_message("# %zu allocations\n", nth - 1);
    assert_true(nth > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offer_is_a_neg_token_init_of_the_mechanisms_asked_for),
        cmocka_unit_test(responses_of_every_length_are_read_back),
        cmocka_unit_test(der_is_read_strictly),
        cmocka_unit_test(hint_of_a_server_tells_its_mechanisms),
        cmocka_unit_test(a_damaged_hint_is_read_within_its_bounds),
        cmocka_unit_test(a_log_on_ends_with_the_same_key_on_both_sides),
        cmocka_unit_test(the_servers_announcement_may_be_given_first),
        cmocka_unit_test(the_servers_signature_may_be_absent_but_not_wrong),
        cmocka_unit_test(an_anonymous_log_on_has_no_key_and_no_signature),
        cmocka_unit_test(a_rejection_is_a_log_on_failure_in_either_turn),
        cmocka_unit_test(turns_out_of_order_are_refused),
        cmocka_unit_test(states_and_parts_must_fit_the_turn),
        cmocka_unit_test(a_user_name_is_required_unless_anonymous),
        cmocka_unit_test(one_round_is_enough_for_a_mechanism_that_needs_no_more),
        cmocka_unit_test(a_server_that_wants_our_mic_gets_it_and_may_send_its_own),
        cmocka_unit_test(a_mechanism_the_server_does_not_announce_is_not_tried),
        cmocka_unit_test(memory_shortage_with_another_mechanism_ends_cleanly),
        cmocka_unit_test(a_truncated_token_is_never_accepted),
        cmocka_unit_test(an_altered_token_never_leads_to_another_key),
        cmocka_unit_test(memory_shortage_anywhere_ends_the_log_on_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
