/* SPDX-License-Identifier: MIT */
/* The SMB 1 client against a recorded conversation: as it was, cut, flipped, in parts, and with
 * answers that servers give who do not want it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/status.h"
#include "browse/rap.h"
#include "browse/smb1.h"
#include "fail_alloc.h"
#include "messages.h"
#include "script_stream.h"

/* Opens and asks as browser.c does, whatever the request. */
static uint32_t converse(struct script *script, struct bytes *params, struct bytes *data)
{
    struct smb1 *smb = NULL;
    struct bytes request = { .data = (uint8_t[]){ 1, 2, 3 }, .len = 3 };
    bytes_init(params, RAP_PARAMS_MAX);
    bytes_init(data, RAP_DATA_MAX);
    uint32_t status = smb1_open(&script->base, "192.0.2.1", deadline_in(1000), &smb);
    if (status == STATUS_OK)
        status = smb1_transact(smb, RAP_PIPE, &request, params, data, deadline_in(1000));
    smb1_close(smb);
    return status;
}

static uint32_t converse_once(struct script *script)
{
    struct bytes params, data;
    uint32_t status = converse(script, &params, &data);
    bytes_free(&params);
    bytes_free(&data);
    script_finish(script);
    return status;
}

static void script_messages(struct script *script, const struct messages *m)
{
    script_init(script);
    for (size_t i = 0; i < m->n; i++)
        script_reply(script, m->m[i].data, m->m[i].len);
}

static void a_recorded_conversation_goes_through(void **state)
{
    struct messages m;
    struct script script;
    struct bytes params, data;
    (void)state;
    messages_load(&m, "browse_list_1.txt");
    assert_int_equal(m.n, 4);
    script_messages(&script, &m);
    assert_int_equal(converse(&script, &params, &data), STATUS_OK);
    assert_int_equal(params.len, 8);
    assert_int_equal(data.len, 0xB3);
    assert_memory_equal(data.data, "B\x9ARO", 5);
    bytes_free(&params);
    bytes_free(&data);

    assert_int_equal(script.n_sent, 4);
    /* the dialect */
    assert_memory_equal(script.sent[0].data + 32, "\0\x0C\0\2NT LM 0.12", 15);
    /* nobody's name, and a NUL for a password */
    const uint8_t *setup = script.sent[1].data;
    assert_int_equal(setup[32], 13);
    assert_memory_equal(setup + 33 + 14, "\1\0\0\0", 4); /* lengths of passwords */
    assert_memory_equal(setup + 61, "\0\0\0Unix\0netapi32", 17);
    /* session and tree are those the server gave */
    assert_memory_equal(script.sent[3].data + 24, m.m[3].data + 24, 2);
    assert_memory_equal(script.sent[3].data + 28, m.m[3].data + 28, 2);
    assert_memory_equal(script.sent[2].data + 44, "\\\\192.0.2.1\\IPC$\0IPC", 21);
    /* the transaction: its parameters stand where it says */
    const uint8_t *t = script.sent[3].data;
    assert_int_equal(t[32], 14);
    size_t offset = get_le16(t + 33 + 20);
    assert_memory_equal(t + offset, "\1\2\3", 3);
    assert_int_equal(offset + 3, script.sent[3].len);
    assert_memory_equal(t + 63, "\\PIPE\\LANMAN", 13);
    script_finish(&script);
    messages_free(&m);
}

static void cut_replies_are_refused(void **state)
{
    struct messages m;
    (void)state;
    messages_load(&m, "browse_list_1.txt");
    for (size_t i = 0; i < m.n; i++) {
        size_t whole = m.m[i].len;
        for (size_t len = 0; len < whole; len++) {
            struct script script;
            m.m[i].len = len;
            script_messages(&script, &m);
            assert_int_equal(converse_once(&script), STATUS_INVALID_NETWORK_RESPONSE);
        }
        m.m[i].len = whole;
    }
    messages_free(&m);
}

static void flipped_replies_stay_inside(void **state)
{
    static const uint8_t flips[] = { 0x01, 0x80, 0xFF };
    struct messages m;
    (void)state;
    messages_load(&m, "browse_list_1.txt");
    for (size_t i = 0; i < m.n; i++)
        for (size_t at = 0; at < m.m[i].len; at++)
            for (size_t f = 0; f < sizeof flips; f++) {
                struct script script;
                m.m[i].data[at] ^= flips[f];
                script_messages(&script, &m);
                converse_once(&script);
                m.m[i].data[at] ^= flips[f];
            }
    messages_free(&m);
}

/* A transaction reply with these parts; the parameters and data stand at their usual places. */
struct part {
    unsigned params_total, params_count, params_at;
    unsigned data_total, data_count, data_at;
};

static size_t make_part(const struct part *part, const struct messages *m, uint8_t *p)
{
    memcpy(p, m->m[3].data, 56);
    uint8_t *w = p + 33;
    put_le16(w, (uint16_t)part->params_total);
    put_le16(w + 2, (uint16_t)part->data_total);
    put_le16(w + 6, (uint16_t)part->params_count);
    put_le16(w + 8, 56);
    put_le16(w + 10, (uint16_t)part->params_at);
    put_le16(w + 12, (uint16_t)part->data_count);
    put_le16(w + 14, (uint16_t)(56 + part->params_count));
    put_le16(w + 16, (uint16_t)part->data_at);
    size_t len = 56 + part->params_count + part->data_count;
    put_le16(p + 53, (uint16_t)(len - 55));
    for (size_t i = 0; i < part->params_count; i++)
        p[56 + i] = (uint8_t)(part->params_at + i);
    for (size_t i = 0; i < part->data_count; i++)
        p[56 + part->params_count + i] = (uint8_t)(0x80 + part->data_at + i);
    return len;
}

static const struct {
    const char *name;
    struct part parts[3];
    uint32_t status;
} partings[] = {
    { "in one", { { 8, 8, 0, 10, 10, 0 } }, STATUS_OK },
    { "data in two", { { 8, 8, 0, 10, 4, 0 }, { 8, 0, 8, 10, 6, 4 } }, STATUS_OK },
    { "each in two", { { 8, 4, 0, 10, 4, 0 }, { 8, 4, 4, 10, 6, 4 } }, STATUS_OK },
    { "parameters, then data", { { 8, 8, 0, 10, 0, 0 }, { 8, 0, 0, 10, 10, 0 } }, STATUS_OK },
    { "totals become smaller", { { 8, 8, 0, 99, 4, 0 }, { 8, 0, 0, 10, 6, 4 } }, STATUS_OK },
    { "a gap", { { 8, 8, 0, 10, 4, 0 }, { 8, 0, 0, 10, 5, 5 } }, STATUS_INVALID_NETWORK_RESPONSE },
    { "an overlap", { { 8, 8, 0, 10, 4, 0 }, { 8, 0, 0, 10, 7, 3 } },
      STATUS_INVALID_NETWORK_RESPONSE },
    { "past the total", { { 8, 8, 0, 10, 11, 0 } }, STATUS_INVALID_NETWORK_RESPONSE },
    { "too many parameters", { { 9, 9, 0, 10, 10, 0 } }, STATUS_INVALID_NETWORK_RESPONSE },
    { "too much data", { { 8, 8, 0, 65535, 10, 0 } }, STATUS_INVALID_NETWORK_RESPONSE },
    { "nothing new", { { 8, 8, 0, 10, 4, 0 }, { 8, 0, 0, 10, 0, 4 } },
      STATUS_INVALID_NETWORK_RESPONSE },
    { "the rest never comes", { { 8, 8, 0, 10, 4, 0 } }, STATUS_IO_TIMEOUT },
};

static void replies_in_parts_are_joined(void **state)
{
    struct messages m;
    (void)state;
    messages_load(&m, "browse_list_1.txt");
    for (size_t i = 0; i < sizeof partings / sizeof *partings; i++) {
        struct script script;
        struct bytes params, data;
        uint8_t messages[3][256];
        print_message("%s\n", partings[i].name);
        script_init(&script);
        for (size_t n = 0; n < 3; n++)
            script_reply(&script, m.m[n].data, m.m[n].len);
        for (size_t n = 0; n < 3 && partings[i].parts[n].params_total; n++)
            script_reply(&script, messages[n],
                         make_part(&partings[i].parts[n], &m, messages[n]));
        assert_int_equal(converse(&script, &params, &data), partings[i].status);
        if (partings[i].status == STATUS_OK) {
            assert_memory_equal(params.data, "\0\1\2\3\4\5\6\7", 8);
            assert_int_equal(data.len, 10);
            assert_memory_equal(data.data, "\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89", 10);
        }
        bytes_free(&params);
        bytes_free(&data);
        script_finish(&script);
    }
    messages_free(&m);
}

/* The nth reply with another status and no words. */
static uint32_t refused(size_t nth, uint32_t code, bool nt_codes)
{
    struct messages m;
    struct script script;
    uint8_t reply[35] = { 0 };
    messages_load(&m, "browse_list_1.txt");
    memcpy(reply, m.m[nth].data, 32);
    put_le32(reply + 5, code);
    put_le16(reply + 10, nt_codes ? 0x4000 : 0);
    script_init(&script);
    for (size_t i = 0; i < nth; i++)
        script_reply(&script, m.m[i].data, m.m[i].len);
    script_reply(&script, reply, sizeof reply);
    uint32_t status = converse_once(&script);
    messages_free(&m);
    return status;
}

static void refusals_are_told(void **state)
{
    (void)state;
    assert_int_equal(refused(0, STATUS_INVALID_PARAMETER, true), STATUS_NOT_SUPPORTED);
    assert_int_equal(refused(1, STATUS_ACCESS_DENIED, true), STATUS_ACCESS_DENIED);
    assert_int_equal(refused(2, STATUS_BAD_NETWORK_NAME, true), STATUS_BAD_NETWORK_NAME);
    assert_int_equal(refused(3, STATUS_NOT_SUPPORTED, true), STATUS_NOT_SUPPORTED);
    /* DOS codes: ERRDOS access denied, and another class */
    assert_int_equal(refused(1, 0x00050001, false), STATUS_ACCESS_DENIED);
    assert_int_equal(refused(1, 0x00050002, false), STATUS_REQUEST_NOT_ACCEPTED);
    /* a reply that says there is more, and brings nothing */
    assert_int_equal(refused(3, 0x00EA0001, false), STATUS_INVALID_NETWORK_RESPONSE);
    assert_int_equal(refused(1, 0x00EA0001, false), STATUS_INVALID_NETWORK_RESPONSE);
    assert_int_equal(refused(2, STATUS_BUFFER_OVERFLOW, true), STATUS_INVALID_NETWORK_RESPONSE);
    assert_int_equal(refused(3, 0, true), STATUS_INVALID_NETWORK_RESPONSE);
}

static void a_warning_that_there_is_more_loses_nothing(void **state)
{
    static const struct {
        uint32_t code;
        uint16_t flags2;
    } warnings[] = { { STATUS_BUFFER_OVERFLOW, 0x4000 }, { 0x00EA0001, 0 } };
    struct messages m;
    (void)state;
    messages_load(&m, "browse_list_1.txt");
    for (size_t i = 0; i < sizeof warnings / sizeof *warnings; i++) {
        struct script script;
        struct bytes params, data;
        put_le32(m.m[3].data + 5, warnings[i].code);
        put_le16(m.m[3].data + 10, warnings[i].flags2);
        script_messages(&script, &m);
        assert_int_equal(converse(&script, &params, &data), STATUS_OK);
        assert_int_equal(data.len, 0xB3);
        bytes_free(&params);
        bytes_free(&data);
        script_finish(&script);
    }
    messages_free(&m);
}

/* The longest host and params that a request holds go out, the next longer ones do not. */
static void what_no_request_holds_is_refused(void **state)
{
    static uint8_t bytes[2048];
    char host[1024];
    struct messages m;
    (void)state;
    messages_load(&m, "browse_list_1.txt");
    for (size_t more = 0; more < 2; more++) {
        struct script script;
        struct smb1 *smb = NULL;
        struct bytes params, data, request = { .data = bytes, .len = 945 + more };
        bytes_init(&params, RAP_PARAMS_MAX);
        bytes_init(&data, RAP_DATA_MAX);
        script_messages(&script, &m);
        assert_int_equal(smb1_open(&script.base, "192.0.2.1", deadline_in(1000), &smb), STATUS_OK);
        assert_int_equal(smb1_transact(smb, RAP_PIPE, &request, &params, &data, deadline_in(1000)),
                         more ? STATUS_INVALID_PARAMETER : STATUS_OK);
        smb1_close(smb);
        bytes_free(&params);
        bytes_free(&data);
        script_finish(&script);

        memset(host, 'h', sizeof host);
        host[968 + more] = '\0';
        script_messages(&script, &m);
        assert_int_equal(smb1_open(&script.base, host, deadline_in(1000), &smb),
                         more ? STATUS_INVALID_PARAMETER : STATUS_OK);
        if (!more)
            smb1_close(smb);
        script_finish(&script);
    }
    messages_free(&m);
}

static void a_server_without_smb1_is_told(void **state)
{
    struct messages m;
    struct script script;
    uint8_t reply[37] = { 0 };
    (void)state;
    messages_load(&m, "browse_list_1.txt");
    memcpy(reply, m.m[0].data, 32);
    memcpy(reply + 32, "\x01\xFF\xFF\0\0", 5); /* none of the dialects */
    script_init(&script);
    script_reply(&script, reply, sizeof reply);
    assert_int_equal(converse_once(&script), STATUS_NOT_SUPPORTED);
    static const uint32_t ends[] = { STATUS_CONNECTION_DISCONNECTED, STATUS_CONNECTION_RESET };
    for (size_t i = 0; i < 2; i++) {
        script_init(&script);
        script_end(&script, ends[i]);
        assert_int_equal(converse_once(&script), STATUS_NOT_SUPPORTED);
    }
    script_init(&script);
    assert_int_equal(converse_once(&script), STATUS_IO_TIMEOUT);
    /* an SMB 2 answer */
    script_init(&script);
    script_reply(&script, (const uint8_t *)"\xFESMB@\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                                           "\0\0\0\0\0\0\0\0", 40);
    assert_int_equal(converse_once(&script), STATUS_INVALID_NETWORK_RESPONSE);
    messages_free(&m);
}

static void memory_shortage_ends_it_cleanly(void **state)
{
    struct messages m;
    bool failed = true;
    (void)state;
    messages_load(&m, "browse_list_1.txt");
    for (size_t nth = 1; failed; nth++) {
        struct script script;
        script_messages(&script, &m);
        fail_alloc_at(nth);
        uint32_t status = converse_once(&script);
        failed = fail_alloc_done();
        fail_alloc_at(0);
        assert_int_equal(status, failed ? STATUS_NO_MEMORY : STATUS_OK);
    }
    messages_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_recorded_conversation_goes_through),
        cmocka_unit_test(cut_replies_are_refused),
        cmocka_unit_test(flipped_replies_stay_inside),
        cmocka_unit_test(replies_in_parts_are_joined),
        cmocka_unit_test(refusals_are_told),
        cmocka_unit_test(a_warning_that_there_is_more_loses_nothing),
        cmocka_unit_test(what_no_request_holds_is_refused),
        cmocka_unit_test(a_server_without_smb1_is_told),
        cmocka_unit_test(memory_shortage_ends_it_cleanly),
    };
    return cmocka_run_group_tests_name("smb1", tests, NULL, NULL);
}
