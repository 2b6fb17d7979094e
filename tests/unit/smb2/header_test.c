/* SPDX-License-Identifier: MIT */
/* The SMB2 header in both directions, and what is not accepted as one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/status.h"
#include "smb2/header.h"

static const struct smb2_header sample = {
    .credit_charge = 1,
    .status = STATUS_BUFFER_OVERFLOW,
    .command = SMB2_IOCTL,
    .credits = 64,
    .flags = SMB2_FLAGS_SERVER_TO_REDIR | SMB2_FLAGS_SIGNED,
    .message_id = 0x0102030405060708u,
    .tree_id = 0x11223344,
    .session_id = 0xA1A2A3A4A5A6A7A8u,
};

static void header_survives_the_way_out_and_back(void **state)
{
    uint8_t raw[SMB2_HEADER_SIZE];
    struct smb2_header h;
    (void)state;
    smb2_header_put(raw, &sample);
    assert_int_equal(smb2_header_get(raw, sizeof raw, &h), STATUS_OK);
    assert_int_equal(h.credit_charge, sample.credit_charge);
    assert_int_equal(h.status, sample.status);
    assert_int_equal(h.command, sample.command);
    assert_int_equal(h.credits, sample.credits);
    assert_int_equal(h.flags, sample.flags);
    assert_true(h.message_id == sample.message_id);
    assert_int_equal(h.tree_id, sample.tree_id);
    assert_true(h.async_id == 0);
    assert_true(h.session_id == sample.session_id);
}

static void request_header_has_the_bytes_of_the_specification(void **state)
{
    static const uint8_t expected[SMB2_HEADER_SIZE] = {
        0xFE, 'S', 'M', 'B', 64,   0,    1,    0,    0,    0,    0,    0,    11,   0,    64,   0,
        8,    0,   0,   0,   0,    0,    0,    0,    8,    7,    6,    5,    4,    3,    2,    1,
        0,    0,   0,   0,   0x44, 0x33, 0x22, 0x11, 0xA8, 0xA7, 0xA6, 0xA5, 0xA4, 0xA3, 0xA2, 0xA1,
    };
    struct smb2_header h = sample;
    uint8_t raw[SMB2_HEADER_SIZE];
    (void)state;
    h.status = 0;
    h.flags = SMB2_FLAGS_SIGNED;
    smb2_header_put(raw, &h);
    assert_memory_equal(raw, expected, sizeof raw);
}

static void asynchronous_reply_has_an_async_id_and_no_tree_id(void **state)
{
    struct smb2_header h = sample, back;
    uint8_t raw[SMB2_HEADER_SIZE];
    (void)state;
    h.flags |= SMB2_FLAGS_ASYNC_COMMAND;
    h.async_id = 0x5152535455565758u;
    smb2_header_put(raw, &h);
    assert_int_equal(smb2_header_get(raw, sizeof raw, &back), STATUS_OK);
    assert_true(back.async_id == h.async_id);
    assert_int_equal(back.tree_id, 0);
}

static void short_header_is_refused_at_each_length(void **state)
{
    uint8_t raw[SMB2_HEADER_SIZE];
    struct smb2_header h;
    (void)state;
    smb2_header_put(raw, &sample);
    for (size_t len = 0; len < sizeof raw; len++)
        assert_int_equal(smb2_header_get(raw, len, &h), STATUS_INVALID_NETWORK_RESPONSE);
}

static void what_is_no_single_reply_is_refused(void **state)
{
    static const struct {
        size_t at;
        uint8_t flip;
    } rows[] = {
        { 0, 0x03 },                                                       /* 0xFD: encrypted */
        { 0, 0x02 },                                                       /* 0xFC: compressed */
        { 0, 0x01 },                                                       /* 0xFF: SMB1 */
        { 1, 0x20 },  { 2, 0x20 },  { 3, 0x20 }, { 4, 0x01 }, { 5, 0x01 }, /* StructureSize */
        { 16, 0x01 },                                                      /* a request */
        { 20, 0x08 }, { 23, 0x80 }, /* NextCommand: compounded */
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint8_t raw[SMB2_HEADER_SIZE];
        struct smb2_header h;
        smb2_header_put(raw, &sample);
        raw[rows[i].at] ^= rows[i].flip;
        assert_int_equal(smb2_header_get(raw, sizeof raw, &h), STATUS_INVALID_NETWORK_RESPONSE);
    }
}

static void commands_have_names_and_unknown_ones_say_so(void **state)
{
    (void)state;
    assert_string_equal(smb2_command_name(SMB2_NEGOTIATE), "NEGOTIATE");
    assert_string_equal(smb2_command_name(SMB2_OPLOCK_BREAK), "OPLOCK_BREAK");
    assert_string_equal(smb2_command_name(2), "unknown command");
    assert_string_equal(smb2_command_name(0xFFFF), "unknown command");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(header_survives_the_way_out_and_back),
        cmocka_unit_test(request_header_has_the_bytes_of_the_specification),
        cmocka_unit_test(asynchronous_reply_has_an_async_id_and_no_tree_id),
        cmocka_unit_test(short_header_is_refused_at_each_length),
        cmocka_unit_test(what_is_no_single_reply_is_refused),
        cmocka_unit_test(commands_have_names_and_unknown_ones_say_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
