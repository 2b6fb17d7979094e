/* SPDX-License-Identifier: MIT */
/* PDUs against bytes written by hand from C706 12.6: what we write, and what we read in either byte
 * order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../support/wire.h"
#include "layout/ops.h"
#include "rpc/pdu.h"

/* C706 12.6.3.1: version, type, flags, data representation, lengths, call id. */
#define HEADER(type, flags, drep, U16, U32, frag_len, auth_len, call_id)                           \
    5, 0, type, flags, drep, 0, 0, 0, U16(frag_len), U16(auth_len), U32(call_id)

/* Syntax identifiers as they lie on the wire: UUID, version. */
#define SRVSVC(U16, U32)                                                                           \
    U32(0x4b324fc8), U16(0x1670), U16(0x01d3), 0x12, 0x78, 0x5a, 0x47, 0xbf, 0x6e, 0xe1, 0x88,     \
        U32(3)
#define NDR(U16, U32)                                                                              \
    U32(0x8a885d04), U16(0x1ceb), U16(0x11c9), 0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60,     \
        U32(2)

static void a_bind_offers_one_interface_in_ndr(void **state)
{
    /* clang-format off */
    static const uint8_t expected[] = { HEADER(11, 3, 0x10, LE16, LE32, 72, 0, 0x01020304),
                                        LE16(5840), LE16(5840), LE32(0), /* group */
                                        1, 0, 0, 0, LE16(0), 1, 0,       /* one context, id 0 */
                                        SRVSVC(LE16, LE32), NDR(LE16, LE32) };
    /* clang-format on */
    struct bytes out;
    (void)state;
    bytes_init(&out, 100);
    pdu_put_bind(&out, 0x01020304, 5840, &srvsvc);
    assert_int_equal(out.len, sizeof expected);
    assert_memory_equal(out.data, expected, sizeof expected);
    bytes_free(&out);
}

static void a_request_carries_its_part_of_the_stub(void **state)
{
    /* clang-format off */
    static const uint8_t expected[] = { 0xFF, 0xFF, 0xFF, /* what was there before */
                                        HEADER(0, 1, 0x10, LE16, LE32, 29, 0, 7), LE32(1000),
                                        LE16(0), LE16(15), 'h', 'e', 'l', 'l', 'o' };
    /* clang-format on */
    struct bytes out;
    (void)state;
    bytes_init(&out, 100);
    bytes_put(&out, "\xFF\xFF\xFF", 3);
    pdu_put_request(&out, 7, PDU_FIRST, 0, 15, (const uint8_t *)"hello", 5, 1000);
    assert_int_equal(out.len, sizeof expected);
    assert_memory_equal(out.data, expected, sizeof expected);
    bytes_free(&out);
    pdu_put_request(&out, 7, PDU_LAST, 0, 15, NULL, 0, 0);
    assert_int_equal(out.len, PDU_REQUEST_HEADER);
    bytes_free(&out);
}

static void a_pdu_that_finds_no_room_fails(void **state)
{
    (void)state;
    for (size_t max = 0; max < 72; max++) {
        struct bytes out;
        bytes_init(&out, max);
        pdu_put_bind(&out, 1, 5840, &srvsvc);
        assert_true(out.failed);
        bytes_free(&out);
    }
}

#define BYTES(...)                                                                                 \
    (const uint8_t[])                                                                              \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

static const struct {
    const char *name;
    const uint8_t *bytes; /* 16 */
    bool ok, big_endian;
    uint8_t type, flags;
    uint16_t frag_len, auth_len;
    uint32_t call_id;
} headers[] = {
    { "little-endian", BYTES(HEADER(2, 3, 0x10, LE16, LE32, 24, 0, 0x01020304)), true, false, 2, 3,
      24, 0, 0x01020304 },
    { "big-endian", BYTES(HEADER(3, 1, 0x00, BE16, BE32, 0x1234, 8, 0x01020304)), true, true, 3, 1,
      0x1234, 8, 0x01020304 },
    { "EBCDIC and VAX numbers, which nobody sends", BYTES(HEADER(2, 3, 0x11, LE16, LE32, 16, 0, 1)),
      true, false, 2, 3, 16, 0, 1 },
    { "minor version 1", BYTES(5, 1, 2, 3, 0x10, 0, 0, 0, LE16(16), LE16(0), LE32(1)), true, false,
      2, 3, 16, 0, 1 },
    { "largest", BYTES(HEADER(2, 3, 0x10, LE16, LE32, 65535, 65519, ~0u)), true, false, 2, 3, 65535,
      65519, ~0u },
    { "version 4", BYTES(4, 0, 2, 3, 0x10, 0, 0, 0, LE16(24), LE16(0), LE32(1)), .ok = false },
    { "minor version 2", BYTES(5, 2, 2, 3, 0x10, 0, 0, 0, LE16(24), LE16(0), LE32(1)),
      .ok = false },
    { "unknown byte order", BYTES(HEADER(2, 3, 0x20, LE16, LE32, 24, 0, 1)), .ok = false },
    { "shorter than itself", BYTES(HEADER(2, 3, 0x10, LE16, LE32, 15, 0, 1)), .ok = false },
    { "no length", BYTES(HEADER(2, 3, 0x10, LE16, LE32, 0, 0, 1)), .ok = false },
    { "verifier longer than the rest", BYTES(HEADER(2, 3, 0x10, LE16, LE32, 24, 9, 1)),
      .ok = false },
    { "longest verifier", BYTES(HEADER(2, 3, 0x00, BE16, BE32, 24, 65535, 1)), .ok = false },
};

static void headers_are_read_in_either_byte_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
        struct pdu_header h;
        print_message("# %s\n", headers[i].name);
        uint8_t *bytes = exact_copy(headers[i].bytes, PDU_HEADER);
        assert_int_equal(pdu_read_header(bytes, &h), headers[i].ok);
        exact_free(bytes, PDU_HEADER);
        if (!headers[i].ok)
            continue;
        assert_int_equal(h.big_endian, headers[i].big_endian);
        assert_int_equal(h.type, headers[i].type);
        assert_int_equal(h.flags, headers[i].flags);
        assert_int_equal(h.frag_len, headers[i].frag_len);
        assert_int_equal(h.auth_len, headers[i].auth_len);
        assert_int_equal(h.call_id, headers[i].call_id);
    }
}

/* ---- bind_ack ---- */

/* 26 bytes, the secondary address, padding to 4, and one result. */
#define ACK_START(drep, U16, U32, frag_len, address_len)                                           \
    HEADER(12, 3, drep, U16, U32, frag_len, 0, 1), U16(4280), U16(4320), U32(0x1234),              \
        U16(address_len)
#define ACK_RESULT(U16, U32, result, reason) 1, 0, 0, 0, U16(result), U16(reason), NDR(U16, U32)

/* clang-format off */
static const struct {
    const char *name;
    size_t len;
    const uint8_t *bytes;
    bool ok;
    uint16_t max_recv, result, reason;
    bool ndr;
} acks[] = {
#define ACK(...) sizeof(uint8_t[]){ __VA_ARGS__ }, BYTES(__VA_ARGS__)
    { "accepted",
      ACK(ACK_START(0x10, LE16, LE32, 60, 6), 'a', 'b', 'c', 'd', 'e', 0,
          ACK_RESULT(LE16, LE32, 0, 0)),
      true, 4320, 0, 0, true },
    { "big-endian",
      ACK(ACK_START(0, BE16, BE32, 60, 6), 'a', 'b', 'c', 'd', 'e', 0,
          ACK_RESULT(BE16, BE32, 0, 0)),
      true, 4320, 0, 0, true },
    { "no address", ACK(ACK_START(0x10, LE16, LE32, 56, 0), 0, 0, ACK_RESULT(LE16, LE32, 0, 0)),
      true, 4320, 0, 0, true },
    { "address that needs padding",
      ACK(ACK_START(0x10, LE16, LE32, 60, 3), 'a', 'b', 0, 0xFF, 0xFF, 0xFF,
          ACK_RESULT(LE16, LE32, 0, 0)),
      true, 4320, 0, 0, true },
    { "refused", ACK(ACK_START(0x10, LE16, LE32, 56, 0), 0, 0, ACK_RESULT(LE16, LE32, 2, 1)), true,
      4320, 2, 1, true },
    { "another syntax",
      ACK(ACK_START(0x10, LE16, LE32, 56, 0), 0, 0, 1, 0, 0, 0, LE16(0), LE16(0),
          SRVSVC(LE16, LE32)),
      true, 4320, 0, 0, false },
    { "no results",
      ACK(ACK_START(0x10, LE16, LE32, 56, 0), 0, 0, 0, 0, 0, 0, LE16(0), LE16(0), NDR(LE16, LE32)),
      .ok = false },
    { "two results",
      ACK(ACK_START(0x10, LE16, LE32, 56, 0), 0, 0, 2, 0, 0, 0, LE16(0), LE16(0), NDR(LE16, LE32)),
      .ok = false },
    { "address past the end",
      ACK(ACK_START(0x10, LE16, LE32, 56, 65535), 0, 0, ACK_RESULT(LE16, LE32, 0, 0)),
      .ok = false },
    { "address up to the end",
      ACK(ACK_START(0x10, LE16, LE32, 56, 30), 0, 0, ACK_RESULT(LE16, LE32, 0, 0)), .ok = false },
    { "address that leaves too little",
      ACK(ACK_START(0x10, LE16, LE32, 56, 3), 0, 0, ACK_RESULT(LE16, LE32, 0, 0)), .ok = false },
};
/* clang-format on */

static void a_bind_ack_says_what_was_accepted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof acks / sizeof *acks; i++) {
        struct pdu_header h;
        struct pdu_bind_ack ack;
        print_message("# %s\n", acks[i].name);
        uint8_t *bytes = exact_copy(acks[i].bytes, acks[i].len);
        assert_true(pdu_read_header(bytes, &h));
        assert_int_equal(h.frag_len, acks[i].len);
        assert_int_equal(pdu_read_bind_ack(&h, bytes, &ack), acks[i].ok);
        exact_free(bytes, acks[i].len);
        if (!acks[i].ok)
            continue;
        assert_int_equal(ack.max_recv, acks[i].max_recv);
        assert_int_equal(ack.result, acks[i].result);
        assert_int_equal(ack.reason, acks[i].reason);
        assert_int_equal(ack.ndr, acks[i].ndr);
    }
}

static void a_bind_ack_cut_anywhere_is_refused(void **state)
{
    (void)state;
    for (size_t len = PDU_HEADER; len < acks[0].len; len++) {
        struct pdu_header h;
        struct pdu_bind_ack ack;
        uint8_t *bytes = exact_copy(acks[0].bytes, len);
        put_le16(bytes + 8, (uint16_t)len);
        assert_true(pdu_read_header(bytes, &h));
        assert_false(pdu_read_bind_ack(&h, bytes, &ack));
        exact_free(bytes, len);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bind_offers_one_interface_in_ndr),
        cmocka_unit_test(a_request_carries_its_part_of_the_stub),
        cmocka_unit_test(a_pdu_that_finds_no_room_fails),
        cmocka_unit_test(headers_are_read_in_either_byte_order),
        cmocka_unit_test(a_bind_ack_says_what_was_accepted),
        cmocka_unit_test(a_bind_ack_cut_anywhere_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
