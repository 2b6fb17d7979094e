/* SPDX-License-Identifier: MIT */
/* NTLMv2: the published vectors, whole log-ons with a server's half, and damaged challenges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "../../support/fail_alloc.h"
#include "auth/ntlm.h"
#include "base/limits.h"
#include "base/status.h"
#include "ntlm_server.h"

static char user_text[] = "User", domain_text[] = "Domain", password_text[] = "Password";
static struct credentials example = { .user = user_text,
                                      .domain = domain_text,
                                      .password = password_text };

/* [MS-NLMP] 4.2.1; the time there is 0 */
static const struct ntlm_seed example_seed = {
    .client_challenge = { 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA },
    .session_key = { 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55,
                     0x55, 0x55, 0x55 },
};

/* 4.2.4.3 */
static const uint8_t example_challenge[] = {
    0x4E, 0x54, 0x4C, 0x4D, 0x53, 0x53, 0x50, 0x00, 0x02, 0x00, 0x00, 0x00, 0x0C, 0x00, 0x0C,
    0x00, 0x38, 0x00, 0x00, 0x00, 0x33, 0x82, 0x8A, 0xE2, 0x01, 0x23, 0x45, 0x67, 0x89, 0xAB,
    0xCD, 0xEF, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x24, 0x00, 0x24, 0x00, 0x44,
    0x00, 0x00, 0x00, 0x06, 0x00, 0x70, 0x17, 0x00, 0x00, 0x00, 0x0F, 0x53, 0x00, 0x65, 0x00,
    0x72, 0x00, 0x76, 0x00, 0x65, 0x00, 0x72, 0x00, 0x02, 0x00, 0x0C, 0x00, 0x44, 0x00, 0x6F,
    0x00, 0x6D, 0x00, 0x61, 0x00, 0x69, 0x00, 0x6E, 0x00, 0x01, 0x00, 0x0C, 0x00, 0x53, 0x00,
    0x65, 0x00, 0x72, 0x00, 0x76, 0x00, 0x65, 0x00, 0x72, 0x00, 0x00, 0x00, 0x00, 0x00,
};
#define EXAMPLE_NONCE 24
#define EXAMPLE_FLAGS 20
#define EXAMPLE_INFO  68 /* 36 bytes, to the end */

/* 4.2.4.1.1 to 4.2.4.2.3 */
static const uint8_t example_owf[] = { 0x0C, 0x86, 0x8A, 0x40, 0x3B, 0xFD, 0x7A, 0x93,
                                       0xA3, 0x00, 0x1E, 0xF2, 0x2E, 0xF0, 0x2E, 0x3F };
static const uint8_t example_base_key[] = { 0x8D, 0xE4, 0x0C, 0xCA, 0xDB, 0xC1, 0x4A, 0x82,
                                            0xF1, 0x5C, 0xB0, 0xAD, 0x0D, 0xE9, 0x5C, 0xA3 };
static const uint8_t example_lmv2[] = { 0x86, 0xC3, 0x50, 0x97, 0xAC, 0x9C, 0xEC, 0x10,
                                        0x25, 0x54, 0x76, 0x4A, 0x57, 0xCC, 0xCC, 0x19,
                                        0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA, 0xAA };
static const uint8_t example_ntlmv2[] = { 0x68, 0xCD, 0x0A, 0xB8, 0x51, 0xE5, 0x1C, 0x96,
                                          0xAA, 0xBC, 0x92, 0x7B, 0xEB, 0xEF, 0x6A, 0x1C };
static const uint8_t example_wrapped_key[] = { 0xC5, 0xDA, 0xD2, 0x54, 0x4F, 0xC9, 0x79, 0x90,
                                               0x94, 0xCE, 0x1C, 0xE9, 0x0B, 0xC9, 0xD0, 0x3E };
/* 4.2.4.4 */
static const uint8_t example_sign_key[] = { 0x47, 0x88, 0xDC, 0x86, 0x1B, 0x47, 0x82, 0xF3,
                                            0x5D, 0x43, 0xFD, 0x98, 0xFE, 0x1A, 0x2D, 0x39 };
static const uint8_t example_sealed[] = { 0x54, 0xE5, 0x01, 0x65, 0xBF, 0x19, 0x36, 0xDC, 0x99,
                                          0x60, 0x20, 0xC1, 0x81, 0x1B, 0x0F, 0x06, 0xFB, 0x5F };
static const uint8_t example_signature[] = { 0x01, 0x00, 0x00, 0x00, 0x7F, 0xB3, 0x8E, 0xC5,
                                             0xC5, 0x5D, 0x49, 0x76, 0x00, 0x00, 0x00, 0x00 };

static void response_key_is_that_of_the_specification(void **state)
{
    uint8_t key[NTLM_KEY_SIZE];
    (void)state;
    assert_int_equal(ntlm_owf_v2(&example, key), STATUS_OK);
    assert_memory_equal(key, example_owf, sizeof key);
}

static void nt_proof_and_session_base_key_are_those_of_the_specification(void **state)
{
    uint8_t temp[28 + 36 + 4] = { 1, 1 }, proof[NTLM_KEY_SIZE], base_key[NTLM_KEY_SIZE];
    (void)state;
    memset(temp + 16, 0xAA, 8);
    memcpy(temp + 28, example_challenge + EXAMPLE_INFO, 36);
    ntlm_proof_v2(example_owf, example_challenge + EXAMPLE_NONCE, temp, sizeof temp, proof,
                  base_key);
    assert_memory_equal(proof, example_ntlmv2, sizeof proof);
    assert_memory_equal(base_key, example_base_key, sizeof base_key);
}

/* Both messages of the client; the second is in out from *at on. */
static uint32_t run_client(struct ntlm *n, const struct credentials *c, const uint8_t *challenge,
                           size_t len, struct bytes *out, size_t *at)
{
    bytes_init(out, AUTH_TOKEN_MAX);
    ntlm_init(n, c, "server", &example_seed);
    uint32_t status = ntlm_negotiate(n, out);
    *at = out->len;
    return status ? status : ntlm_authenticate(n, challenge, len, out);
}

static void authenticate_has_the_lm_response_and_keys_of_the_specification(void **state)
{
    struct ntlm n;
    struct bytes out;
    size_t at, lm_len, key_len;
    const uint8_t *lm, *key;
    uint8_t sealed[sizeof example_sealed], mac[NTLM_MAC_SIZE];
    static const char16_t plaintext[] = u"Plaintext";
    (void)state;
    assert_int_equal(
        run_client(&n, &example, example_challenge, sizeof example_challenge, &out, &at),
        STATUS_OK);
    assert_true(server_field(out.data + at, out.len - at, 12, &lm, &lm_len));
    assert_int_equal(lm_len, sizeof example_lmv2);
    assert_memory_equal(lm, example_lmv2, lm_len);

    /* our target info differs from the example's, so SessionBaseKey does: unwrap with ours */
    assert_true(server_field(out.data + at, out.len - at, 52, &key, &key_len));
    assert_int_equal(key_len, NTLM_KEY_SIZE);
    assert_true(n.has_key);
    assert_memory_equal(n.session_key, example_seed.session_key, NTLM_KEY_SIZE);
    assert_memory_equal(n.ours.sign_key, example_sign_key, NTLM_KEY_SIZE);

    /* 4.2.4.4 seals the text first, which moves the key stream on */
    arcfour_crypt(&n.ours.seal, sizeof sealed, sealed, (const uint8_t *)plaintext);
    assert_memory_equal(sealed, example_sealed, sizeof sealed);
    ntlm_sign(&n, (const uint8_t *)plaintext, sizeof sealed, mac);
    assert_memory_equal(mac, example_signature, sizeof mac);
    ntlm_free(&n);
    bytes_free(&out);
}

static void wrapped_key_of_the_specification_is_rc4_with_session_base_key(void **state)
{
    struct arcfour_ctx rc4;
    uint8_t wrapped[NTLM_KEY_SIZE];
    (void)state;
    arcfour_set_key(&rc4, NTLM_KEY_SIZE, example_base_key);
    arcfour_crypt(&rc4, sizeof wrapped, wrapped, example_seed.session_key);
    assert_memory_equal(wrapped, example_wrapped_key, sizeof wrapped);
}

/* The account as the server knows it. */
#define ACCOUNT(name, upper, dom, pass, spn, agreed, time)                                         \
    {                                                                                              \
        .user = name, .user_upper = upper, .domain = dom, .password = pass, .target = spn,         \
        .flags = agreed, .timestamp = time                                                         \
    }
#define NO_EXCHANGE (SERVER_FLAGS & ~SERVER_KEY_EXCH)

static const struct logon {
    const char *name;
    const char *user, *domain, *password, *host;
    struct ntlm_server server;
} logons[] = {
    { "time and key exchange", "User", "Domain", "Password", "fs1.test",
      ACCOUNT(u"User", u"USER", u"Domain", u"Password", "cifs/fs1.test", SERVER_FLAGS, true) },
    { "no time", "User", "Domain", "Password", "fs1",
      ACCOUNT(u"User", u"USER", u"Domain", u"Password", "cifs/fs1", SERVER_FLAGS, false) },
    { "no key exchange", "User", "Domain", "Password", "192.0.2.1",
      ACCOUNT(u"User", u"USER", u"Domain", u"Password", "cifs/192.0.2.1", NO_EXCHANGE, true) },
    { "no domain", "User", NULL, "Password", "2001:db8::1",
      ACCOUNT(u"User", u"USER", u"", u"Password", "cifs/2001:db8::1", SERVER_FLAGS, true) },
    { "user@realm", "u@Work.test", "", "Password", "fs1",
      ACCOUNT(u"u@Work.test", u"U@WORK.TEST", u"", u"Password", "cifs/fs1", SERVER_FLAGS, true) },
    { "empty password", "User", "Domain", "", "fs1",
      ACCOUNT(u"User", u"USER", u"Domain", u"", "cifs/fs1", SERVER_FLAGS, true) },
    { "beyond ASCII", "j\u00F6rg\u0436", "W\u00F6rk", "\u65E5\U0001F600", "fs1",
      ACCOUNT(u"j\u00F6rg\u0436", u"J\u00D6RG\u0416", u"W\u00F6rk", u"\u65E5\U0001F600", "cifs/fs1",
              SERVER_FLAGS, true) },
};
#define LOGONS (sizeof logons / sizeof *logons)

static struct credentials logon_credentials(const struct logon *l)
{
    return (struct credentials){ .user = l->user, .domain = l->domain, .password = l->password };
}

/* NEGOTIATE and CHALLENGE: the client waits with the challenge in s. */
static void begin(const struct logon *l, const struct credentials *c, struct ntlm *n,
                  struct ntlm_server *s)
{
    struct bytes out;
    *s = l->server;
    bytes_init(&out, AUTH_TOKEN_MAX);
    ntlm_init(n, c, l->host, &example_seed);
    assert_int_equal(ntlm_negotiate(n, &out), STATUS_OK);
    assert_true(server_challenge(s, out.data, out.len));
    bytes_free(&out);
}

static void both_sides_agree_on_the_key_and_sign(void **state)
{
    (void)state;
    for (size_t i = 0; i < LOGONS; i++) {
        struct credentials c = logon_credentials(&logons[i]);
        struct ntlm n;
        struct ntlm_server s;
        struct bytes out;
        uint8_t mac[NTLM_MAC_SIZE], expected[NTLM_MAC_SIZE];
        print_message("# %s\n", logons[i].name);
        begin(&logons[i], &c, &n, &s);
        bytes_init(&out, AUTH_TOKEN_MAX);
        assert_int_equal(ntlm_authenticate(&n, s.challenge, s.challenge_len, &out), STATUS_OK);
        assert_true(server_accept(&s, out.data, out.len));
        assert_true(n.has_key);
        assert_memory_equal(n.session_key, s.session_key, NTLM_KEY_SIZE);
        for (size_t len = 0; len < 3; len++) {
            ntlm_sign(&n, (const uint8_t *)"xyz", len, mac);
            server_mac(&s, false, "xyz", len, expected);
            assert_memory_equal(mac, expected, sizeof mac);
            server_mac(&s, true, "abc", len, mac);
            assert_true(ntlm_verify(&n, (const uint8_t *)"abc", len, mac, sizeof mac));
        }
        ntlm_free(&n);
        bytes_free(&out);
    }
}

static void pairs_that_are_the_clients_to_set_are_replaced(void **state)
{
    struct credentials c = logon_credentials(&logons[0]);
    struct logon l = logons[0];
    struct ntlm n;
    struct ntlm_server s;
    struct bytes out;
    (void)state;
    l.server.intrudes = true;
    begin(&l, &c, &n, &s);
    bytes_init(&out, AUTH_TOKEN_MAX);
    assert_int_equal(ntlm_authenticate(&n, s.challenge, s.challenge_len, &out), STATUS_OK);
    assert_true(server_accept(&s, out.data, out.len));
    ntlm_free(&n);
    bytes_free(&out);
}

static void a_wrong_signature_does_not_verify(void **state)
{
    struct credentials c = logon_credentials(&logons[0]);
    (void)state;
    for (size_t bad = 0; bad <= NTLM_MAC_SIZE; bad++) {
        struct ntlm n;
        struct ntlm_server s;
        struct bytes out;
        uint8_t mac[NTLM_MAC_SIZE + 1] = { 0 };
        begin(&logons[0], &c, &n, &s);
        bytes_init(&out, AUTH_TOKEN_MAX);
        assert_int_equal(ntlm_authenticate(&n, s.challenge, s.challenge_len, &out), STATUS_OK);
        assert_true(server_accept(&s, out.data, out.len));
        server_mac(&s, true, "abc", 3, mac);
        mac[bad] ^= 0x40; /* the last round: a signature of another length */
        assert_false(ntlm_verify(&n, (const uint8_t *)"abc", 3, mac,
                                 bad < NTLM_MAC_SIZE ? NTLM_MAC_SIZE : sizeof mac));
        ntlm_free(&n);
        bytes_free(&out);
    }
}

static void the_server_refuses_a_wrong_password_user_or_domain(void **state)
{
    (void)state;
    for (int wrong = 0; wrong < 3; wrong++) {
        struct credentials c = logon_credentials(&logons[0]);
        struct ntlm n;
        struct ntlm_server s;
        struct bytes out;
        char other[] = "Other";
        *(wrong == 0 ? &c.user : wrong == 1 ? &c.domain : &c.password) = other;
        begin(&logons[0], &c, &n, &s);
        bytes_init(&out, AUTH_TOKEN_MAX);
        assert_int_equal(ntlm_authenticate(&n, s.challenge, s.challenge_len, &out), STATUS_OK);
        assert_false(server_accept(&s, out.data, out.len));
        ntlm_free(&n);
        bytes_free(&out);
    }
}

static void anonymous_has_empty_responses_and_no_key(void **state)
{
    struct credentials c = { .kind = CREDENTIALS_ANONYMOUS };
    struct ntlm n;
    struct ntlm_server s;
    struct bytes out;
    (void)state;
    begin(&logons[0], &c, &n, &s);
    assert_int_equal(get_le32(s.negotiate + 12) & (SERVER_SIGN | SERVER_KEY_EXCH), 0);
    bytes_init(&out, AUTH_TOKEN_MAX);
    assert_int_equal(ntlm_authenticate(&n, s.challenge, s.challenge_len, &out), STATUS_OK);
    assert_true(server_accept_anonymous(out.data, out.len));
    assert_false(n.has_key);
    ntlm_free(&n);
    bytes_free(&out);
}

static void no_user_is_refused_unless_anonymous_was_asked_for(void **state)
{
    char empty[] = "";
    struct credentials nobody[] = { { 0 }, { .user = empty, .password = password_text } };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct ntlm n;
        struct bytes out;
        size_t at;
        assert_int_equal(
            run_client(&n, &nobody[i], example_challenge, sizeof example_challenge, &out, &at),
            STATUS_INVALID_PARAMETER);
        assert_int_equal(out.len, 0);
        ntlm_free(&n);
        bytes_free(&out);
    }
}

static void names_that_are_not_utf8_or_too_long_are_refused(void **state)
{
    static char broken[] = "a\xFF", endless[4098];
    (void)state;
    memset(endless, 'a', sizeof endless - 1);
    for (int i = 0; i < 6; i++) {
        struct credentials c = example;
        struct ntlm n;
        struct bytes out;
        size_t at;
        *(i % 3 == 0 ? &c.user : i % 3 == 1 ? &c.domain : &c.password) = i < 3 ? broken : endless;
        assert_int_equal(run_client(&n, &c, example_challenge, sizeof example_challenge, &out, &at),
                         STATUS_INVALID_PARAMETER);
        assert_false(n.has_key);
        ntlm_free(&n);
        bytes_free(&out);
    }
}

static void names_of_the_greatest_length_fit(void **state)
{
    static char longest[4097];
    struct credentials c = { .user = longest, .domain = longest, .password = longest };
    struct ntlm n;
    struct bytes out;
    size_t at;
    (void)state;
    memset(longest, 'a', sizeof longest - 1);
    assert_int_equal(run_client(&n, &c, example_challenge, sizeof example_challenge, &out, &at),
                     STATUS_OK);
    ntlm_free(&n);
    bytes_free(&out);
}

/* The example's challenge with size more bytes of target info in one pair of an unknown id. */
static uint32_t run_with_large_info(size_t size, bool *accepted_whole)
{
    static uint8_t msg[sizeof example_challenge + 65536];
    struct ntlm n;
    struct bytes out;
    size_t at, nt_len;
    const uint8_t *nt;
    memcpy(msg, example_challenge, sizeof example_challenge);
    uint8_t *pair = msg + sizeof example_challenge - 4; /* where the end was */
    put_le16(pair, 0x7777);
    put_le16(pair + 2, (uint16_t)(size - 4));
    memset(pair + 4, 0x5A, size - 4);
    put_le32(pair + size, 0);
    put_le16(msg + 40, (uint16_t)(36 + size));
    uint32_t status = run_client(&n, &example, msg, sizeof example_challenge + size, &out, &at);
    *accepted_whole = !status && server_field(out.data + at, out.len - at, 20, &nt, &nt_len) &&
                      nt_len > size && !memcmp(nt + 16 + 28, msg + 68, 32 + size);
    ntlm_free(&n);
    bytes_free(&out);
    return status;
}

static void target_info_is_handed_back_up_to_the_maximum(void **state)
{
    static const size_t good[] = { 4, 100, 256, 1024, 16384 - 36 };
    static const size_t bad[] = { 16384 - 35, 65000 };
    bool whole;
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(run_with_large_info(good[i], &whole), STATUS_OK);
        assert_true(whole);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(run_with_large_info(bad[i], &whole), STATUS_INVALID_NETWORK_RESPONSE);
}

/* One change to the example's challenge, and what becomes of it. */
static const struct {
    const char *name;
    size_t at;
    uint32_t value;
    unsigned size; /* bytes of value */
    uint32_t status;
} changes[] = {
    { "signature", 7, 1, 1, STATUS_INVALID_NETWORK_RESPONSE },
    { "message type", 8, 3, 4, STATUS_INVALID_NETWORK_RESPONSE },
    { "target name past the end", 16, 103, 4, STATUS_INVALID_NETWORK_RESPONSE },
    { "target name far away", 16, 0xFFFFFFFF, 4, STATUS_INVALID_NETWORK_RESPONSE },
    { "target info past the end", 44, 69, 4, STATUS_INVALID_NETWORK_RESPONSE },
    { "target info far away", 44, 0xFFFFFFF0, 4, STATUS_INVALID_NETWORK_RESPONSE },
    { "target info without end", 40, 32, 2, STATUS_INVALID_NETWORK_RESPONSE },
    { "target info ends inside a header", 40, 34, 2, STATUS_INVALID_NETWORK_RESPONSE },
    { "pair past the end", 70, 33, 2, STATUS_INVALID_NETWORK_RESPONSE },
    { "pair of 65535", 70, 0xFFFF, 2, STATUS_INVALID_NETWORK_RESPONSE },
    { "name of odd length", 70, 0x0B, 2, STATUS_INVALID_NETWORK_RESPONSE },
    { "flags of 12 bytes", 68, 6, 2, STATUS_INVALID_NETWORK_RESPONSE },
    { "timestamp of 12 bytes", 68, 7, 2, STATUS_INVALID_NETWORK_RESPONSE },
    { "end that is not empty", 100, 0x00010000, 4, STATUS_INVALID_NETWORK_RESPONSE },
    { "no target info", 40, 0, 2, STATUS_NOT_SUPPORTED },
    { "one name only", 68, 3, 2, STATUS_NOT_SUPPORTED },
    { "no target info by flag", EXAMPLE_FLAGS, 0xE20A8233, 4, STATUS_NOT_SUPPORTED },
    { "no Unicode", EXAMPLE_FLAGS, 0xE28A8232, 4, STATUS_NOT_SUPPORTED },
    { "no extended security", EXAMPLE_FLAGS, 0xE2828233, 4, STATUS_NOT_SUPPORTED },
    { "no signing", EXAMPLE_FLAGS, 0xE28A8223, 4, STATUS_NOT_SUPPORTED },
    { "no 128 bits", EXAMPLE_FLAGS, 0xC28A8233, 4, STATUS_NOT_SUPPORTED },
    { "unknown pair", 68, 0x7777, 2, STATUS_NOT_SUPPORTED }, /* a name is missing then */
    { "empty target name anywhere", 12, 0, 2, STATUS_OK },
};

static void challenges_with_one_thing_wrong_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        uint8_t msg[sizeof example_challenge], value[4];
        struct ntlm n;
        struct bytes out;
        size_t at;
        print_message("# %s\n", changes[i].name);
        memcpy(msg, example_challenge, sizeof msg);
        put_le32(value, changes[i].value);
        memcpy(msg + changes[i].at, value, changes[i].size);
        assert_int_equal(run_client(&n, &example, msg, sizeof msg, &out, &at), changes[i].status);
        assert_int_equal(n.has_key, changes[i].status == STATUS_OK);
        if (changes[i].status)
            assert_int_equal(out.len, at);
        ntlm_free(&n);
        bytes_free(&out);
    }
}

/* A fresh client takes a damaged copy of the challenge. True when the server, which knows what it
 * sent, is content with the answer. */
static bool survives(const struct logon *l, size_t len, size_t at, uint8_t mask, uint32_t *status)
{
    struct credentials c = logon_credentials(l);
    struct ntlm n;
    struct ntlm_server s;
    struct bytes out;
    /* of the exact size, so that the sanitizer sees a read past its end */
    uint8_t *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    begin(l, &c, &n, &s);
    bytes_init(&out, AUTH_TOKEN_MAX);
    memcpy(copy, s.challenge, len);
    if (at < len)
        copy[at] ^= mask;
    *status = ntlm_authenticate(&n, copy, len, &out);
    bool accepted = !*status && server_accept(&s, out.data, out.len);
    free(copy);
    ntlm_free(&n);
    bytes_free(&out);
    return accepted;
}

static size_t challenge_size(const struct logon *l)
{
    struct credentials c = logon_credentials(l);
    struct ntlm n;
    struct ntlm_server s;
    begin(l, &c, &n, &s);
    ntlm_free(&n);
    return s.challenge_len;
}

static void a_truncated_challenge_is_never_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        size_t size = challenge_size(&logons[i]);
        uint32_t status;
        for (size_t len = 0; len < size; len++) {
            assert_false(survives(&logons[i], len, len, 0, &status));
            assert_int_not_equal(status, STATUS_OK);
        }
        assert_true(survives(&logons[i], size, 0, 0, &status));
    }
}

static void a_truncated_challenge_without_target_name_is_refused(void **state)
{
    (void)state;
    for (size_t len = 0; len < sizeof example_challenge; len++) {
        struct ntlm n;
        struct bytes out;
        size_t at;
        uint8_t *copy = malloc(len ? len : 1);
        assert_non_null(copy);
        memcpy(copy, example_challenge, len);
        if (len > 14)
            put_le16(copy + 12, 0);
        assert_int_equal(run_client(&n, &example, copy, len, &out, &at),
                         STATUS_INVALID_NETWORK_RESPONSE);
        free(copy);
        ntlm_free(&n);
        bytes_free(&out);
    }
}

static void a_challenge_altered_on_its_way_never_leads_to_a_session(void **state)
{
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        size_t size = challenge_size(&logons[i]);
        uint32_t status;
        for (size_t at = 0; at < size; at++) {
            assert_false(survives(&logons[i], size, at, 0xFF, &status));
            for (unsigned bit = 0; bit < 8; bit++)
                assert_false(survives(&logons[i], size, at, (uint8_t)(1u << bit), &status));
        }
    }
}

static void messages_out_of_order_are_refused(void **state)
{
    struct ntlm n;
    struct bytes out;
    (void)state;
    bytes_init(&out, AUTH_TOKEN_MAX);
    ntlm_init(&n, &example, "server", &example_seed);
    assert_int_equal(ntlm_authenticate(&n, example_challenge, sizeof example_challenge, &out),
                     STATUS_INVALID_PARAMETER);
    assert_int_equal(ntlm_negotiate(&n, &out), STATUS_OK);
    assert_int_equal(ntlm_negotiate(&n, &out), STATUS_INVALID_PARAMETER);
    assert_int_equal(ntlm_authenticate(&n, example_challenge, sizeof example_challenge, &out),
                     STATUS_OK);
    assert_int_equal(ntlm_authenticate(&n, example_challenge, sizeof example_challenge, &out),
                     STATUS_INVALID_PARAMETER);
    ntlm_free(&n);
    bytes_free(&out);
}

static void seeds_are_of_now_and_never_the_same(void **state)
{
    struct ntlm_seed a, b;
    (void)state;
    assert_int_equal(ntlm_seed_fill(&a), STATUS_OK);
    assert_int_equal(ntlm_seed_fill(&b), STATUS_OK);
    assert_memory_not_equal(a.client_challenge, b.client_challenge, sizeof a.client_challenge);
    assert_memory_not_equal(a.session_key, b.session_key, sizeof a.session_key);
    assert_true(a.now > 133000000000000000u); /* June 2022 */
    assert_true(b.now - a.now < 600000000u);
}

static void memory_shortage_anywhere_ends_cleanly(void **state)
{
    size_t nth = 0;
    (void)state;
    do {
        struct ntlm n;
        struct bytes out;
        size_t at;
        fail_alloc_at(++nth);
        uint32_t status =
            run_client(&n, &example, example_challenge, sizeof example_challenge, &out, &at);
        assert_int_equal(status, fail_alloc_done() ? STATUS_NO_MEMORY : STATUS_OK);
        ntlm_free(&n);
        bytes_free(&out);
    } while (fail_alloc_done());
    fail_alloc_at(0);
    assert_true(nth > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(response_key_is_that_of_the_specification),
        cmocka_unit_test(nt_proof_and_session_base_key_are_those_of_the_specification),
        cmocka_unit_test(authenticate_has_the_lm_response_and_keys_of_the_specification),
        cmocka_unit_test(wrapped_key_of_the_specification_is_rc4_with_session_base_key),
        cmocka_unit_test(both_sides_agree_on_the_key_and_sign),
        cmocka_unit_test(pairs_that_are_the_clients_to_set_are_replaced),
        cmocka_unit_test(a_wrong_signature_does_not_verify),
        cmocka_unit_test(the_server_refuses_a_wrong_password_user_or_domain),
        cmocka_unit_test(anonymous_has_empty_responses_and_no_key),
        cmocka_unit_test(no_user_is_refused_unless_anonymous_was_asked_for),
        cmocka_unit_test(names_that_are_not_utf8_or_too_long_are_refused),
        cmocka_unit_test(names_of_the_greatest_length_fit),
        cmocka_unit_test(target_info_is_handed_back_up_to_the_maximum),
        cmocka_unit_test(challenges_with_one_thing_wrong_are_refused),
        cmocka_unit_test(a_truncated_challenge_is_never_accepted),
        cmocka_unit_test(a_truncated_challenge_without_target_name_is_refused),
        cmocka_unit_test(a_challenge_altered_on_its_way_never_leads_to_a_session),
        cmocka_unit_test(messages_out_of_order_are_refused),
        cmocka_unit_test(seeds_are_of_now_and_never_the_same),
        cmocka_unit_test(memory_shortage_anywhere_ends_cleanly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
