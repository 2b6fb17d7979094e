/* SPDX-License-Identifier: MIT */
/*
 * Kerberos without a KDC: ccaches written here, whose tickets nobody can decrypt, lead a log-on up
 * to its first token and to each refusal before and after it. Log-ons that succeed need a domain:
 * tests/live/dc_test.py.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../../support/fail_alloc.h"
#include "auth/mech.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "base/status.h"

#define ROWS(a) (sizeof(a) / sizeof *(a))
#define REALM   "LAB.TEST"
#define AES256  18u

static char folder[] = "/tmp/netapi32-krb5-XXXXXX";
static char conf[64], ccache[64];

/* --- a ccache: the file format of MIT, version 4 --- */

static void bytes_put_be16(struct bytes *b, unsigned v)
{
    bytes_put_u8(b, (uint8_t)(v >> 8));
    bytes_put_u8(b, (uint8_t)v);
}

static void put_u32(struct bytes *b, uint32_t v)
{
    uint8_t p[4];
    put_be32(p, v);
    bytes_put(b, p, sizeof p);
}

static void put_counted(struct bytes *b, const void *data, size_t len)
{
    put_u32(b, (uint32_t)len);
    bytes_put(b, data, len);
}

/* A principal of one or two components. */
static void put_principal(struct bytes *b, const char *first, const char *second)
{
    put_u32(b, second ? 2 : 1); /* type: service and instance, or user */
    put_u32(b, second ? 2 : 1);
    put_counted(b, REALM, strlen(REALM));
    put_counted(b, first, strlen(first));
    if (second)
        put_counted(b, second, strlen(second));
}

/* An element of DER around what follows position start; everything here is short. */
static void der_wrap(struct bytes *b, size_t start, uint8_t tag)
{
    uint8_t copy[128];
    size_t len = b->len - start;
    assert_true(len < sizeof copy);
    memcpy(copy, b->data + start, len);
    b->len = start;
    bytes_put_u8(b, tag);
    bytes_put_u8(b, (uint8_t)len);
    bytes_put(b, copy, len);
}

static void der_string(struct bytes *b, const char *text)
{
    bytes_put_u8(b, 0x1B);
    bytes_put_u8(b, (uint8_t)strlen(text));
    bytes_put(b, text, strlen(text));
}

/* RFC 4120 5.3: a Ticket, its encrypted part mere zeros. */
static void put_ticket(struct bytes *b, const char *first, const char *second)
{
    static const uint8_t version[] = { 0xA0, 3, 2, 1, 5 }, type[] = { 0xA0, 3, 2, 1, 2 };
    static const uint8_t encrypted[] = { 0xA3, 17, 0x30, 15, 0xA0, 3, 2, 1, AES256, 0xA2,
                                         8,    4,  6,    0,  0,    0, 0, 0, 0 };
    struct bytes t;
    bytes_init(&t, 256);
    bytes_put(&t, version, sizeof version);
    size_t start = t.len;
    der_string(&t, REALM);
    der_wrap(&t, start, 0xA1);
    start = t.len;
    bytes_put(&t, type, sizeof type);
    size_t names = t.len;
    der_string(&t, first);
    der_string(&t, second);
    der_wrap(&t, names, 0x30);
    der_wrap(&t, names, 0xA1);
    der_wrap(&t, start, 0x30);
    der_wrap(&t, start, 0xA2);
    bytes_put(&t, encrypted, sizeof encrypted);
    der_wrap(&t, 0, 0x30);
    der_wrap(&t, 0, 0x61);
    put_counted(b, t.data, t.len);
    bytes_free(&t);
}

static void put_credential(struct bytes *b, const char *first, const char *second, time_t end)
{
    static const uint8_t key[32] = "nobody else has this session key";
    put_principal(b, "alice", NULL);
    put_principal(b, first, second);
    bytes_put_be16(b, AES256);
    put_counted(b, key, sizeof key);
    for (int i = 0; i < 2; i++)
        put_u32(b, (uint32_t)end - 36000); /* authentication, start */
    put_u32(b, (uint32_t)end);
    put_u32(b, 0);       /* not renewable */
    bytes_put_u8(b, 0);  /* not a session key of another */
    put_u32(b, 0x40000); /* flags, none that matters */
    put_u32(b, 0);       /* addresses */
    put_u32(b, 0);       /* authorization data */
    put_ticket(b, first, second);
    put_u32(b, 0); /* no second ticket */
}

/* Tickets of alice for the realm and, if asked for, for cifs/fs1, that end in so many seconds. */
static void write_ccache(int seconds, bool service)
{
    static const uint8_t header[] = { 5, 4, 0, 0 };
    time_t end = time(NULL) + seconds;
    struct bytes b;
    bytes_init(&b, 4096);
    bytes_put(&b, header, sizeof header);
    put_principal(&b, "alice", NULL);
    put_credential(&b, "krbtgt", REALM, end);
    if (service)
        put_credential(&b, "cifs", "fs1", end);
    assert_false(b.failed);
    FILE *file = fopen(ccache + strlen("FILE:"), "w");
    assert_non_null(file);
    assert_int_equal(fwrite(b.data, 1, b.len, file), b.len);
    assert_int_equal(fclose(file), 0);
    bytes_free(&b);
}

/* --- tests --- */

/* A new mechanism for the host, and its first step; out holds the token. */
static uint32_t start(const struct credentials *c, const char *host, struct auth_mech **mech,
                      struct bytes *out)
{
    *mech = NULL;
    bytes_init(out, AUTH_TOKEN_MAX);
    uint32_t status = kerberos_mech_new(c, host, mech);
    assert_int_equal(status == STATUS_OK, *mech != NULL);
    return status ? status : (*mech)->ops->step(*mech, NULL, 0, out);
}

static void end(struct auth_mech *mech, struct bytes *out)
{
    if (mech)
        mech->ops->free(mech);
    bytes_free(out);
}

static uint32_t outcome(const struct credentials *c, const char *host)
{
    struct auth_mech *mech;
    struct bytes out;
    uint32_t status = start(c, host, &mech, &out);
    end(mech, &out);
    return status;
}

static const struct credentials by_default = { .kind = CREDENTIALS_CCACHE };
static const struct credentials by_name = { .kind = CREDENTIALS_CCACHE, .ccache = ccache };

static void a_ticket_in_the_ccache_makes_a_token(void **state)
{
    /* RFC 2743 3.1 and RFC 4121 4.1: the mechanism's identifier, then an AP-REQ */
    static const uint8_t inside[] = { 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7,
                                      0x12, 0x01, 0x02, 0x02, 0x01, 0x00, 0x6E };
    const struct credentials alice = { .kind = CREDENTIALS_CCACHE,
                                       .ccache = ccache,
                                       .principal = "alice" };
    const struct credentials *all[] = { &by_default, &by_name, &alice };
    (void)state;
    write_ccache(36000, true);
    for (size_t i = 0; i < ROWS(all); i++) {
        struct auth_mech *mech;
        struct bytes out;
        size_t len = 7;
        assert_int_equal(start(all[i], "fs1", &mech, &out), STATUS_MORE_PROCESSING_REQUIRED);
        assert_true(out.len > 100 && out.data[0] == 0x60 && out.data[1] == 0x82);
        assert_memory_equal(out.data + 4, inside, sizeof inside);
        assert_null(mech->ops->key(mech, &len)); /* not before the server has spoken */
        assert_int_equal(len, 0);
        end(mech, &out);
    }
}

static void the_name_of_the_server_may_be_written_in_capitals(void **state)
{
    (void)state;
    write_ccache(36000, true);
    assert_int_equal(outcome(&by_name, "FS1"), STATUS_MORE_PROCESSING_REQUIRED);
}

static void without_a_valid_ticket_there_is_no_log_on(void **state)
{
    const struct credentials nowhere = { .kind = CREDENTIALS_CCACHE,
                                         .ccache = "FILE:/nonexistent/ccache" };
    const struct credentials bob = { .kind = CREDENTIALS_CCACHE,
                                     .ccache = ccache,
                                     .principal = "bob" };
    const struct credentials keytab = { .kind = CREDENTIALS_KEYTAB,
                                        .keytab = "/nonexistent/keytab",
                                        .principal = "alice" };
    (void)state;
    write_ccache(-60, true);
    assert_int_equal(outcome(&by_name, "fs1"), STATUS_NO_SUCH_LOGON_SESSION);
    write_ccache(36000, true);
    assert_int_equal(outcome(&bob, "fs1"), STATUS_NO_SUCH_LOGON_SESSION);
    assert_int_equal(outcome(&nowhere, "fs1"), STATUS_NO_SUCH_LOGON_SESSION);
    assert_int_equal(outcome(&keytab, "fs1"), STATUS_NO_SUCH_LOGON_SESSION);
    unlink(ccache + strlen("FILE:"));
    assert_int_equal(outcome(&by_default, "fs1"), STATUS_NO_SUCH_LOGON_SESSION);
}

static void without_a_kdc_there_is_no_new_ticket(void **state)
{
    const struct credentials password = {
        .kind = CREDENTIALS_KERBEROS_PASSWORD, .user = "alice", .domain = "", .password = "secret"
    };
    const struct credentials unknown = { .kind = CREDENTIALS_KERBEROS_PASSWORD,
                                         .user = "alice",
                                         .domain = "NOWHERE",
                                         .password = "secret" };
    const struct credentials whole = { .kind = CREDENTIALS_KERBEROS_PASSWORD,
                                       .user = "alice@NOWHERE",
                                       .domain = REALM,
                                       .password = "secret" };
    (void)state;
    write_ccache(36000, false);
    assert_int_equal(outcome(&by_name, "fs1"), STATUS_NO_LOGON_SERVERS);
    assert_int_equal(outcome(&password, "fs1"), STATUS_NO_LOGON_SERVERS);
    assert_int_equal(outcome(&unknown, "fs1"), STATUS_NO_LOGON_SERVERS);
    assert_int_equal(outcome(&whole, "fs1"), STATUS_NO_LOGON_SERVERS);
}

static void an_address_is_no_name_a_ticket_could_be_for(void **state)
{
    static const char *const addresses[] = { "127.0.0.1", "10.1", "2001:db8::1", "::1" };
    (void)state;
    write_ccache(36000, true);
    for (size_t i = 0; i < ROWS(addresses); i++)
        assert_int_equal(outcome(&by_name, addresses[i]), STATUS_KDC_UNABLE_TO_REFER);
}

static void what_the_server_makes_up_is_refused(void **state)
{
    static const uint8_t rubbish[] = "not a token";
    /* an AP-REP with nothing that could be decrypted */
    static const uint8_t reply[] = { 0x60, 0x21, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7,
                                     0x12, 0x01, 0x02, 0x02, 0x02, 0x00, 0x6F, 0x12, 0x30,
                                     0x10, 0xA0, 3,    2,    1,    5,    0xA1, 3,    2,
                                     1,    15,   0xA2, 4,    0x30, 2,    0xA0, 0 };
    (void)state;
    write_ccache(36000, true);
    for (size_t len = 0; len < sizeof rubbish + sizeof reply; len++) {
        struct auth_mech *mech;
        struct bytes out;
        size_t key_len;
        const uint8_t *in = len < sizeof rubbish ? rubbish : reply;
        assert_int_equal(start(&by_name, "fs1", &mech, &out), STATUS_MORE_PROCESSING_REQUIRED);
        bytes_free(&out);
        uint32_t status = mech->ops->step(
            mech, in, len < sizeof rubbish ? len + 1 : len - sizeof rubbish + 1, &out);
        assert_int_not_equal(status, STATUS_OK);
        assert_int_not_equal(status, STATUS_MORE_PROCESSING_REQUIRED);
        assert_null(mech->ops->key(mech, &key_len));
        end(mech, &out);
    }
}

static void memory_shortage_anywhere_is_reported_and_leaks_nothing(void **state)
{
    const struct credentials kinds[] = {
        { .kind = CREDENTIALS_CCACHE, .ccache = ccache, .principal = "alice" },
        { .kind = CREDENTIALS_KEYTAB, .keytab = "/nonexistent/keytab", .principal = "alice" },
        { .kind = CREDENTIALS_KERBEROS_PASSWORD, .user = "alice", .password = "secret" },
    };
    (void)state;
    write_ccache(36000, true);
    for (size_t i = 0; i < ROWS(kinds); i++) {
        uint32_t otherwise = outcome(&kinds[i], "fs1");
        size_t nth = 0;
        bool failed;
        do {
            fail_alloc_at(++nth);
            uint32_t status = outcome(&kinds[i], "fs1");
            failed = fail_alloc_done();
            fail_alloc_at(0);
            assert_int_equal(status, failed ? STATUS_NO_MEMORY : otherwise);
        } while (failed);
        print_message("%zu allocations\n", nth - 1);
    }
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(conf, sizeof conf, "%s/krb5.conf", folder);
    snprintf(ccache, sizeof ccache, "FILE:%s/ccache", folder);
    FILE *file = fopen(conf, "w");
    if (!file)
        return -1;
    /* nobody listens at port 1 */
    fputs("[libdefaults]\ndefault_realm = " REALM "\ndns_lookup_kdc = false\n"
          "dns_canonicalize_hostname = false\nrdns = false\nudp_preference_limit = 1\n"
          "[realms]\n" REALM " = {\nkdc = 127.0.0.1:1\n}\n",
          file);
    if (fclose(file))
        return -1;
    return setenv("KRB5_CONFIG", conf, 1) || setenv("KRB5CCNAME", ccache, 1) ||
           setenv("KRB5_CLIENT_KTNAME", "/nonexistent/keytab", 1);
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(conf);
    unlink(ccache + strlen("FILE:"));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ticket_in_the_ccache_makes_a_token),
        cmocka_unit_test(the_name_of_the_server_may_be_written_in_capitals),
        cmocka_unit_test(without_a_valid_ticket_there_is_no_log_on),
        cmocka_unit_test(without_a_kdc_there_is_no_new_ticket),
        cmocka_unit_test(an_address_is_no_name_a_ticket_could_be_for),
        cmocka_unit_test(what_the_server_makes_up_is_refused),
        cmocka_unit_test(memory_shortage_anywhere_is_reported_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
