/* SPDX-License-Identifier: MIT */
/* A look at a share, on a server that answers by a script. (The tree of a session is in
 * session_test.) */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fake_server.h"
#include "smb2/conn.h"
#include "smb2/smb2.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define OWN_TREE 5u

/* TREE_CONNECT replies; the fake server gives tree 7. */
#define TREE(type, flags)                                                                          \
    {                                                                                              \
        16, 0, type, 0, 0, (flags) >> 8                                                            \
    }
static const uint8_t disk[16] = TREE(1, 0), pipe_share[16] = TREE(2, 0), print[16] = TREE(3, 0),
                     tape[16] = TREE(4, 0), none[16] = TREE(0, 0), sealed[16] = TREE(1, 0x8000);
static const uint8_t parted[4] = { 4 };
static const uint8_t refused[9] = { 9 };

#define ANSWER(b)                                                                                  \
    {                                                                                              \
        .body = b, .body_len = sizeof(b), .credits = 2                                             \
    }

struct fixture {
    struct fake_server server;
    struct smb2_session session;
};

static uint32_t look(struct fixture *t, const struct fake_step *steps, size_t n, const char *share,
                     enum smb2_share *type)
{
    fake_init(&t->server, steps, n);
    smb2_conn_init(&t->session.conn, &t->server.base);
    t->session.conn.session_id = 0x1000;
    t->session.conn.tree_id = OWN_TREE;
    t->session.conn.credits = 8;
    return smb2_share_look(&t->session, "fs1", share, deadline_in(1000), type);
}

static void a_share_tells_its_type_and_is_left_again(void **state)
{
    static const struct {
        const uint8_t *reply;
        enum smb2_share type;
    } rows[] = { { disk, SMB2_SHARE_DISK },
                 { pipe_share, SMB2_SHARE_PIPE },
                 { print, SMB2_SHARE_PRINT } };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        const struct fake_step steps[] = {
            { .body = rows[i].reply, .body_len = sizeof disk, .credits = 2 }, ANSWER(parted)
        };
        struct fixture t;
        enum smb2_share type;
        assert_int_equal(look(&t, steps, LEN(steps), "d", &type), STATUS_OK);
        assert_int_equal(type, rows[i].type);
        assert_int_equal(t.server.requests, 2);
        assert_int_equal(get_le16(t.server.request + 12), SMB2_TREE_DISCONNECT);
        assert_int_equal(get_le32(t.server.request + 36), 7); /* the share's tree */
        assert_int_equal(get_le16(t.server.request + SMB2_HEADER_SIZE), 4);
        assert_int_equal(t.server.request_len, SMB2_HEADER_SIZE + 4);
        assert_int_equal(t.session.conn.tree_id, OWN_TREE);
        assert_true(smb2_session_alive(&t.session));
        smb2_conn_close(&t.session.conn);
    }
}

static void a_share_is_asked_for_by_its_path(void **state)
{
    static const uint8_t path[] = "\\\0\\\0f\0s\0001\0\\\0\xDC\0b\0";
    static const struct fake_step steps[] = { { .stream = STATUS_IO_TIMEOUT } };
    struct fixture t;
    enum smb2_share type;
    (void)state;
    assert_int_equal(look(&t, steps, LEN(steps),
                          "\xC3\x9C"
                          "b",
                          &type),
                     STATUS_IO_TIMEOUT);
    assert_int_equal(get_le16(t.server.request + 12), SMB2_TREE_CONNECT);
    assert_int_equal(get_le32(t.server.request + 36), 0);
    assert_int_equal(get_le16(t.server.request + SMB2_HEADER_SIZE), 9);
    assert_int_equal(get_le16(t.server.request + SMB2_HEADER_SIZE + 4), 72);
    assert_int_equal(get_le16(t.server.request + SMB2_HEADER_SIZE + 6), sizeof path - 1);
    assert_memory_equal(t.server.request + 72, path, sizeof path - 1);
    assert_false(smb2_session_alive(&t.session));
    smb2_conn_close(&t.session.conn);
}

static void a_share_that_is_not_there_leaves_the_session_as_it_was(void **state)
{
    static const uint32_t statuses[] = { STATUS_BAD_NETWORK_NAME, STATUS_ACCESS_DENIED };
    (void)state;
    for (size_t i = 0; i < LEN(statuses); i++) {
        const struct fake_step steps[] = {
            { .status = statuses[i], .body = refused, .body_len = sizeof refused, .credits = 1 }
        };
        struct fixture t;
        enum smb2_share type;
        assert_int_equal(look(&t, steps, LEN(steps), "d", &type), statuses[i]);
        assert_int_equal(t.server.requests, 1);
        assert_int_equal(t.session.conn.tree_id, OWN_TREE);
        assert_true(smb2_session_alive(&t.session));
        smb2_conn_close(&t.session.conn);
    }
}

static void answers_that_break_the_rules_end_the_session(void **state)
{
    static const struct {
        const char *name;
        struct fake_step steps[2];
    } rows[] = {
        { "a type that is none", { ANSWER(tape) } },
        { "no type", { ANSWER(none) } },
        { "no tree id",
          { { .body = disk,
              .body_len = sizeof disk,
              .credits = 2,
              .flags = SMB2_FLAGS_ASYNC_COMMAND } } },
        { "too short", { { .body = disk, .body_len = 15, .credits = 2 } } },
        { "no end of it", { ANSWER(disk), { .body = parted, .body_len = 3, .credits = 1 } } },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct fixture t;
        enum smb2_share type;
        print_message("# %s\n", rows[i].name);
        assert_int_equal(look(&t, rows[i].steps, 2, "d", &type), STATUS_INVALID_NETWORK_RESPONSE);
        assert_false(smb2_session_alive(&t.session));
        smb2_conn_close(&t.session.conn);
    }
}

/* There is no key in this session. */
static void a_share_that_demands_what_cannot_be_is_refused(void **state)
{
    static const struct fake_step steps[] = { ANSWER(sealed), ANSWER(parted) };
    struct fixture t;
    enum smb2_share type;
    (void)state;
    assert_int_equal(look(&t, steps, LEN(steps), "d", &type), STATUS_NOT_SUPPORTED);
    assert_int_equal(t.server.requests, 1); /* nothing goes to that tree in clear */
    smb2_conn_close(&t.session.conn);
}

static void names_that_are_none_are_not_sent(void **state)
{
    static char long_name[600];
    static const char *const names[] = { "\xFF", long_name };
    (void)state;
    memset(long_name, 'a', sizeof long_name - 1);
    for (size_t i = 0; i < LEN(names); i++) {
        struct fixture t;
        enum smb2_share type;
        assert_int_equal(look(&t, NULL, 0, names[i], &type), STATUS_OBJECT_NAME_INVALID);
        assert_int_equal(t.server.requests, 0);
        smb2_conn_close(&t.session.conn);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_tells_its_type_and_is_left_again),
        cmocka_unit_test(a_share_is_asked_for_by_its_path),
        cmocka_unit_test(a_share_that_is_not_there_leaves_the_session_as_it_was),
        cmocka_unit_test(answers_that_break_the_rules_end_the_session),
        cmocka_unit_test(a_share_that_demands_what_cannot_be_is_refused),
        cmocka_unit_test(names_that_are_none_are_not_sent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
