/* SPDX-License-Identifier: MIT */
/* A named pipe on a server that answers by a script: bytes in both directions, and answers whose
 * offsets and lengths lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_server.h"
#include "base/limits.h"
#include "smb2/conn.h"
#include "smb2/smb2.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define IOCTL_BODY 48u
#define READ_BODY  16u
#define OUT_AT     (SMB2_HEADER_SIZE + IOCTL_BODY)

static const uint8_t created[88] = { 89,   [64] = 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8,
                                     0xE1, 0xE2,        0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8 };
static const uint8_t closed[60] = { 60 };
static const uint8_t not_found[9] = { 9 };

/* The first step of every script. */
#define CREATED                                                                                    \
    {                                                                                              \
        .body = created, .body_len = sizeof created, .credits = 8                                  \
    }
#define CLOSED                                                                                     \
    {                                                                                              \
        .body = closed, .body_len = sizeof closed, .credits = 1                                    \
    }

struct fixture {
    struct fake_server server;
    struct smb2_session session;
    struct pipe *pipe;
};

static void open_pipe(struct fixture *t, const struct fake_step *steps, size_t n)
{
    fake_init(&t->server, steps, n);
    smb2_conn_init(&t->session.conn, &t->server.base);
    t->session.conn.session_id = 0x1000;
    t->session.conn.tree_id = 7;
    assert_int_equal(smb2_pipe_open(&t->session, "srvsvc", deadline_in(1000), &t->pipe), STATUS_OK);
}

static void close_all(struct fixture *t)
{
    t->pipe->ops->close(t->pipe);
    smb2_conn_close(&t->session.conn);
}

static void ioctl_body(uint8_t body[64], uint32_t offset, uint32_t count)
{
    memset(body, 0, 64);
    put_le16(body, 49);
    put_le32(body + 4, 0x0011C017);
    memcpy(body + 8, created + 64, SMB2_FILE_ID_SIZE);
    put_le32(body + 32, offset);
    put_le32(body + 36, count);
    memcpy(body + IOCTL_BODY, "sixteen bytes it", 16);
}

static void create_asks_for_the_pipe_by_its_bare_name(void **state)
{
    static const struct fake_step steps[] = { CREATED, CLOSED };
    struct fixture t;
    const uint8_t *body;
    (void)state;
    open_pipe(&t, steps, LEN(steps));
    body = t.server.request + SMB2_HEADER_SIZE;
    assert_int_equal(get_le32(t.server.request + 36), 7); /* tree id */
    assert_int_equal(get_le16(body), 57);
    assert_int_equal(get_le32(body + 4), 2);
    assert_int_equal(get_le32(body + 24), 0x0012019F);
    assert_int_equal(get_le32(body + 32), 7);
    assert_int_equal(get_le32(body + 36), 1);
    assert_int_equal(get_le16(body + 44), 120);
    assert_int_equal(get_le16(body + 46), 12);
    assert_memory_equal(t.server.request + 120, "s\0r\0v\0s\0v\0c\0", 12);
    assert_int_equal(t.server.request_len, 132);
    close_all(&t);
    assert_memory_equal(t.server.request + SMB2_HEADER_SIZE + 8, created + 64, SMB2_FILE_ID_SIZE);
}

static void missing_service_is_reported_and_the_session_goes_on(void **state)
{
    static const struct fake_step steps[] = {
        { .status = STATUS_OBJECT_NAME_NOT_FOUND,
          .body = not_found,
          .body_len = sizeof not_found,
          .credits = 1 },
        CREATED,
    };
    struct fixture t;
    struct pipe *p = NULL;
    (void)state;
    fake_init(&t.server, steps, LEN(steps));
    smb2_conn_init(&t.session.conn, &t.server.base);
    assert_int_equal(smb2_pipe_open(&t.session, "nosuch", deadline_in(1000), &p),
                     STATUS_OBJECT_NAME_NOT_FOUND);
    assert_null(p);
    assert_int_equal(smb2_pipe_open(&t.session, "", deadline_in(1000), &p),
                     STATUS_OBJECT_NAME_INVALID);
    assert_int_equal(smb2_pipe_open(&t.session, "srvsvc", deadline_in(1000), &t.pipe), STATUS_OK);
    close_all(&t);
}

static void transact_sends_and_receives_in_one_round_trip(void **state)
{
    uint8_t body[64], in[32] = { 0 };
    const struct fake_step steps[] = { CREATED,
                                       { .body = body, .body_len = sizeof body, .credits = 1 },
                                       CLOSED };
    struct fixture t;
    size_t len = 0;
    (void)state;
    ioctl_body(body, OUT_AT, 16);
    open_pipe(&t, steps, LEN(steps));
    assert_int_equal(t.pipe->ops->transact(t.pipe, (const uint8_t *)"request", 7, in, sizeof in,
                                           &len, deadline_in(1000)),
                     STATUS_OK);
    assert_int_equal(len, 16);
    assert_memory_equal(in, "sixteen bytes it", 16);
    const uint8_t *sent = t.server.request + SMB2_HEADER_SIZE;
    assert_int_equal(get_le32(sent + 4), 0x0011C017);
    assert_memory_equal(sent + 8, created + 64, SMB2_FILE_ID_SIZE);
    assert_int_equal(get_le32(sent + 24), SMB2_HEADER_SIZE + 56);
    assert_int_equal(get_le32(sent + 28), 7);
    assert_int_equal(get_le32(sent + 44), sizeof in);
    assert_int_equal(get_le32(sent + 48), 1);
    assert_memory_equal(sent + 56, "request", 7);
    close_all(&t);
}

static void longer_answer_is_passed_up_as_overflow_and_read_on(void **state)
{
    uint8_t body[64], in[16] = { 0 };
    static const uint8_t rest[READ_BODY + 4] = { 17, 0, 80, 0, 4, 0, 0,   0,   0,   0,
                                                 0,  0, 0,  0, 0, 0, 'r', 'e', 's', 't' };
    const struct fake_step steps[] = {
        CREATED,
        { .status = STATUS_BUFFER_OVERFLOW, .body = body, .body_len = sizeof body, .credits = 1 },
        { .body = rest, .body_len = sizeof rest, .credits = 1 },
        CLOSED,
    };
    struct fixture t;
    size_t len = 0;
    (void)state;
    ioctl_body(body, OUT_AT, 16);
    open_pipe(&t, steps, LEN(steps));
    assert_int_equal(t.pipe->ops->transact(t.pipe, NULL, 0, in, sizeof in, &len, deadline_in(9)),
                     STATUS_BUFFER_OVERFLOW);
    assert_int_equal(len, 16);
    assert_int_equal(t.pipe->ops->read(t.pipe, in, sizeof in, &len, deadline_in(9)), STATUS_OK);
    assert_int_equal(len, 4);
    assert_memory_equal(in, "rest", 4);
    assert_int_equal(get_le32(t.server.request + SMB2_HEADER_SIZE + 4), sizeof in);
    close_all(&t);
}

static void transact_refuses_output_that_is_not_there(void **state)
{
    static const struct {
        uint32_t offset, count;
    } rows[] = {
        { OUT_AT + 1, 16 },     { OUT_AT, 17 },       { 0, 16 }, { 63, 8 }, { 0xFFFFFFFF, 16 },
        { OUT_AT, 0xFFFFFFFF }, { 0xFFFFFFF0, 0x20 },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        uint8_t body[64], in[32] = { 0 };
        const struct fake_step steps[] = { CREATED,
                                           { .body = body, .body_len = sizeof body, .credits = 1 },
                                           CLOSED };
        struct fixture t;
        size_t len = 77;
        ioctl_body(body, rows[i].offset, rows[i].count);
        open_pipe(&t, steps, LEN(steps));
        uint32_t status =
            t.pipe->ops->transact(t.pipe, NULL, 0, in, sizeof in, &len, deadline_in(9));
        if (status != STATUS_INVALID_NETWORK_RESPONSE || len != 77)
            fail_msg("offset %u count %u: 0x%08x", rows[i].offset, rows[i].count, status);
        close_all(&t);
    }
}

static void answers_never_exceed_what_was_asked_for(void **state)
{
    static const uint8_t read_five[READ_BODY + 5] = { 17, 0, 80, 0, 5 };
    uint8_t body[64], in[4];
    const struct fake_step transact[] = { CREATED, { .body = body, .body_len = sizeof body } };
    const struct fake_step read[] = { CREATED,
                                      { .body = read_five, .body_len = sizeof read_five } };
    struct fixture t;
    size_t len = 0;
    (void)state;
    ioctl_body(body, OUT_AT, 5);
    open_pipe(&t, transact, LEN(transact));
    assert_int_equal(t.pipe->ops->transact(t.pipe, NULL, 0, in, sizeof in, &len, deadline_in(9)),
                     STATUS_INVALID_NETWORK_RESPONSE);
    close_all(&t);
    open_pipe(&t, read, LEN(read));
    assert_int_equal(t.pipe->ops->read(t.pipe, in, sizeof in, &len, deadline_in(9)),
                     STATUS_INVALID_NETWORK_RESPONSE);
    close_all(&t);
}

static void requests_ask_for_no_more_than_one_credit_pays_for(void **state)
{
    static uint8_t in[2 * SMB2_PAYLOAD_MAX];
    uint8_t body[64];
    const struct fake_step steps[] = { CREATED,
                                       { .body = body, .body_len = sizeof body, .credits = 1 },
                                       CLOSED };
    struct fixture t;
    size_t len = 0;
    (void)state;
    ioctl_body(body, OUT_AT, 16);
    open_pipe(&t, steps, LEN(steps));
    assert_int_equal(t.pipe->ops->transact(t.pipe, NULL, 0, in, sizeof in, &len, deadline_in(9)),
                     STATUS_OK);
    assert_int_equal(get_le32(t.server.request + SMB2_HEADER_SIZE + 44), SMB2_PAYLOAD_MAX);
    assert_int_equal(
        t.pipe->ops->transact(t.pipe, in, SMB2_PAYLOAD_MAX + 1, in, 9, &len, deadline_in(9)),
        STATUS_INVALID_PARAMETER);
    assert_int_equal(t.pipe->ops->write(t.pipe, in, SMB2_PAYLOAD_MAX + 1, deadline_in(9)),
                     STATUS_INVALID_PARAMETER);
    close_all(&t);
}

static void write_must_be_taken_whole(void **state)
{
    static const uint8_t five[READ_BODY] = { 17, 0, 0, 0, 5 };
    const struct fake_step steps[] = {
        CREATED,
        { .body = five, .body_len = sizeof five, .credits = 1 },
        { .body = five, .body_len = sizeof five, .credits = 1 },
        CLOSED,
    };
    struct fixture t;
    (void)state;
    open_pipe(&t, steps, LEN(steps));
    assert_int_equal(t.pipe->ops->write(t.pipe, (const uint8_t *)"bytes", 5, deadline_in(9)),
                     STATUS_OK);
    assert_memory_equal(t.server.request + SMB2_HEADER_SIZE + 48, "bytes", 5);
    assert_int_equal(get_le16(t.server.request + SMB2_HEADER_SIZE + 2), SMB2_HEADER_SIZE + 48);
    assert_int_equal(t.pipe->ops->write(t.pipe, (const uint8_t *)"bytes!", 6, deadline_in(9)),
                     STATUS_INVALID_NETWORK_RESPONSE);
    close_all(&t);
}

static void read_refuses_data_that_is_not_there(void **state)
{
    static const struct {
        uint8_t offset;
        uint32_t count;
    } rows[] = { { 81, 4 }, { 80, 5 }, { 0, 4 }, { 80, 0xFFFFFFFF }, { 255, 1 } };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        uint8_t body[READ_BODY + 4] = { 17, 0, rows[i].offset }, in[32];
        const struct fake_step steps[] = { CREATED,
                                           { .body = body, .body_len = sizeof body, .credits = 1 },
                                           CLOSED };
        struct fixture t;
        size_t len = 77;
        put_le32(body + 4, rows[i].count);
        open_pipe(&t, steps, LEN(steps));
        assert_int_equal(t.pipe->ops->read(t.pipe, in, sizeof in, &len, deadline_in(9)),
                         STATUS_INVALID_NETWORK_RESPONSE);
        assert_int_equal(len, 77);
        close_all(&t);
    }
}

static void expired_session_is_told_apart_from_an_answer_that_is_lost(void **state)
{
    static const struct fake_step expired = { .status = STATUS_NETWORK_SESSION_EXPIRED,
                                              .body = not_found,
                                              .body_len = sizeof not_found,
                                              .credits = 1 };
    const struct fake_step steps[] = { CREATED, expired, expired, expired, CLOSED };
    struct fixture t;
    uint8_t in[16];
    size_t len = 77;
    (void)state;
    open_pipe(&t, steps, LEN(steps));
    assert_false(smb2_session_expired(&t.session));
    assert_int_equal(t.pipe->ops->transact(t.pipe, in, 1, in, sizeof in, &len, deadline_in(9)),
                     STATUS_NETWORK_SESSION_EXPIRED);
    assert_true(smb2_session_expired(&t.session));
    assert_int_equal(t.pipe->ops->write(t.pipe, in, 1, deadline_in(9)),
                     STATUS_NETWORK_SESSION_EXPIRED);
    /* the call before it was carried out, so nobody may take it for one to repeat */
    assert_int_equal(t.pipe->ops->read(t.pipe, in, sizeof in, &len, deadline_in(9)),
                     STATUS_PIPE_BROKEN);
    assert_true(smb2_session_expired(&t.session));
    assert_int_equal(len, 77);
    close_all(&t);
}

static void close_sends_nothing_on_a_dead_connection(void **state)
{
    static const struct fake_step steps[] = { CREATED, { .stream = STATUS_CONNECTION_RESET } };
    struct fixture t;
    uint8_t in[8];
    size_t len;
    (void)state;
    open_pipe(&t, steps, LEN(steps));
    assert_int_equal(t.pipe->ops->read(t.pipe, in, sizeof in, &len, deadline_in(9)),
                     STATUS_CONNECTION_RESET);
    unsigned before = t.server.requests;
    close_all(&t);
    assert_int_equal(t.server.requests, before);
}

static void close_waits_a_second_at_most(void **state)
{
    static const struct fake_step steps[] = { CREATED };
    struct fixture t;
    (void)state;
    open_pipe(&t, steps, LEN(steps));
    close_all(&t);
    assert_int_equal(get_le16(t.server.request + 12), SMB2_CLOSE);
    assert_true(deadline_left_ms(t.server.deadline) <= 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(create_asks_for_the_pipe_by_its_bare_name),
        cmocka_unit_test(missing_service_is_reported_and_the_session_goes_on),
        cmocka_unit_test(transact_sends_and_receives_in_one_round_trip),
        cmocka_unit_test(longer_answer_is_passed_up_as_overflow_and_read_on),
        cmocka_unit_test(transact_refuses_output_that_is_not_there),
        cmocka_unit_test(answers_never_exceed_what_was_asked_for),
        cmocka_unit_test(requests_ask_for_no_more_than_one_credit_pays_for),
        cmocka_unit_test(write_must_be_taken_whole),
        cmocka_unit_test(read_refuses_data_that_is_not_there),
        cmocka_unit_test(expired_session_is_told_apart_from_an_answer_that_is_lost),
        cmocka_unit_test(close_sends_nothing_on_a_dead_connection),
        cmocka_unit_test(close_waits_a_second_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
