/* SPDX-License-Identifier: MIT */
/* Frame to stub: requests compared with bytes written by hand by the rules of C706 chapter 14, and
 * the frames that make no request. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../support/fail_alloc.h"
#include "../../support/recording.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "layout/ops.h"
#include "lmcons.h"
#include "lmshare.h"
#include "ndr/ndr.h"
#include "share_stubs.h"

/* A string without const, as frames have them. */
#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))

#define BYTES(...)                                                                                 \
    .len = sizeof(uint8_t[]){ __VA_ARGS__ }, .bytes = (const uint8_t[])                            \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }
#define UNITS1(a)      LE16(a), LE16(0)
#define UNITS2(a, b)   LE16(a), LE16(b)
#define STRING_HEAD(n) LE32(n), LE32(0), LE32(n)

static const struct enum_frame enum_plain = {
    .server = WIDE(u"\\\\s"),
    .info = { .level = 1 },
    .prefmaxlen = MAX_PREFERRED_LENGTH,
    .has_resume = 1,
    .resume = 5,
};
static const struct enum_frame enum_bare = { .info = { .level = 503 },
                                             .prefmaxlen = 100,
                                             .resume = 9 };
static const struct info_frame info_odd = { .server = WIDE(u"\\\\ab"), .level = 101 };
static const struct info_frame info_even = { .server = WIDE(u"\\\\abc"), .level = 101 };
static const struct info_frame info_named = { .server = WIDE(u"\\\\s"),
                                              .name = WIDE(u"C$"),
                                              .level = 2 };
static const struct info_frame info_empty_name = { .name = WIDE(u""), .level = 0 };

static const struct {
    const char *name;
    const struct rpc_op *op;
    const void *frame;
    size_t len;
    const uint8_t *bytes;
} requests[] = {
    { "list: unique server, inline structure, union, container, unique handle", &NetrShareEnum,
      &enum_plain,
      BYTES(LE32(0x20000), STRING_HEAD(4), UNITS2('\\', '\\'), UNITS2('s', 0), /* 24 bytes */
            LE32(1), LE32(1), LE32(0x20004), LE32(0), LE32(0), LE32(0xFFFFFFFF), LE32(0x20008),
            LE32(5)) },
    { "list: no server, no handle", &NetrShareEnum, &enum_bare,
      BYTES(LE32(0), LE32(503), LE32(503), LE32(0x20000), LE32(0), LE32(0), LE32(100), LE32(0)) },
    { "string of odd length, padded", &NetrServerGetInfo, &info_odd,
      BYTES(LE32(0x20000), STRING_HEAD(5), UNITS2('\\', '\\'), UNITS2('a', 'b'), UNITS1(0),
            LE32(101)) },
    { "string of even length", &NetrWkstaGetInfo, &info_even,
      BYTES(LE32(0x20000), STRING_HEAD(6), UNITS2('\\', '\\'), UNITS2('a', 'b'), UNITS2('c', 0),
            LE32(101)) },
    { "reference string has no pointer", &NetrShareGetInfo, &info_named,
      BYTES(LE32(0x20000), STRING_HEAD(4), UNITS2('\\', '\\'), UNITS2('s', 0), STRING_HEAD(3),
            UNITS2('C', '$'), UNITS1(0), LE32(2)) },
    { "empty string is its NUL", &NetrShareGetInfo, &info_empty_name,
      BYTES(LE32(0), STRING_HEAD(1), UNITS1(0), LE32(0)) },
    { "server only", &NetrRemoteTOD, &info_named,
      BYTES(LE32(0x20000), STRING_HEAD(4), UNITS2('\\', '\\'), UNITS2('s', 0)) },
};

static void requests_are_the_bytes_the_rules_give(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
        struct bytes out;
        struct ndr_error err;
        print_message("# %s\n", requests[i].name);
        bytes_init(&out, 1000);
        assert_true(ndr_encode(&requests[i].op->in, requests[i].frame, &out, &err));
        assert_int_equal(err.code, NDR_OK);
        assert_int_equal(out.len, requests[i].len);
        assert_memory_equal(out.data, requests[i].bytes, requests[i].len);
        bytes_free(&out);
    }
}

/* Nothing comes before this string, not even a byte. */
static void a_reference_string_may_come_first(void **state)
{
    static const struct ndr_field rows[] = { F_REF_WSTR(struct info_frame, name, 10) };
    static const struct ndr_params params = NDR_PARAMS(rows);
    static const uint8_t expected[] = { STRING_HEAD(3), UNITS2('C', '$'), LE16(0) };
    struct bytes out;
    struct ndr_error err;
    (void)state;
    bytes_init(&out, 100);
    assert_true(ndr_encode(&params, &info_named, &out, &err));
    assert_int_equal(out.len, sizeof expected);
    assert_memory_equal(out.data, expected, sizeof expected);
    bytes_free(&out);
}

/* ---- What makes no request ---- */

static WCHAR long_name[NET_STRING_MAX + 2];

static const SHARE_INFO_1 some_shares[2];
static const struct enum_frame enum_no_level = { .info = { .level = 3 } };
static const struct enum_frame enum_no_items = { .info = { 1, { 1, NULL } } };
static const struct enum_frame enum_many = {
    .info = { 1, { NET_ENTRIES_MAX + 1, (void *)(uintptr_t)some_shares } }
};
static const struct enum_frame enum_long_server = { .server = long_name, .info = { .level = 1 } };
static const struct info_frame info_no_name = { .level = 2 };
static const struct info_frame info_long_name = { .name = long_name, .level = 2 };
static SHARE_INFO_502 large_descriptor = { .shi502_reserved = NET_SECDESC_MAX + 1,
                                           .shi502_security_descriptor = &large_descriptor };
static const struct info_frame info_large_descriptor = { .level = 502, .info = &large_descriptor };

static const struct {
    const char *name;
    const struct ndr_params *params;
    const void *frame;
    enum ndr_err code;
    const char *member;
} wrong[] = {
    { "no such level", &NetrShareEnum.in, &enum_no_level, NDR_BAD_LEVEL, "list" },
    { "count without items", &NetrShareEnum.in, &enum_no_items, NDR_BAD_POINTER, "list" },
    { "too many items", &NetrShareEnum.in, &enum_many, NDR_TOO_MANY, "list" },
    { "server name too long", &NetrShareEnum.in, &enum_long_server, NDR_TOO_MANY, "server" },
    { "NULL for a reference", &NetrShareGetInfo.in, &info_no_name, NDR_BAD_POINTER, "name" },
    { "name too long", &NetrShareGetInfo.in, &info_long_name, NDR_TOO_MANY, "name" },
    { "descriptor too large", &NetrShareGetInfo.out, &info_large_descriptor, NDR_TOO_MANY,
      "shi502_security_descriptor" },
};

static void frames_that_make_no_request_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < NET_STRING_MAX + 1; i++)
        long_name[i] = 'x';
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct bytes out;
        struct ndr_error err;
        print_message("# %s\n", wrong[i].name);
        bytes_init(&out, RPC_STUB_MAX);
        assert_false(ndr_encode(wrong[i].params, wrong[i].frame, &out, &err));
        assert_int_equal(err.code, wrong[i].code);
        assert_string_equal(err.member, wrong[i].member);
        bytes_free(&out);
    }
}

static void the_longest_name_is_one_less_than_the_maximum(void **state)
{
    struct info_frame frame = { .level = 101 };
    (void)state;
    for (size_t len = SERVER_NAME_MAX - 2; len <= SERVER_NAME_MAX; len++) {
        WCHAR name[SERVER_NAME_MAX + 1] = { 0 };
        struct bytes out;
        struct ndr_error err;
        for (size_t i = 0; i < len; i++)
            name[i] = 'x';
        frame.server = name;
        bytes_init(&out, 1000);
        assert_int_equal(ndr_encode(&NetrServerGetInfo.in, &frame, &out, &err),
                         len < SERVER_NAME_MAX);
        bytes_free(&out);
    }
}

/* ---- Back and forth ---- */

static const uint8_t enum_stub[] = { SHARE_ENUM_1(LE16, LE32) };
static const uint8_t enum_stub_be[] = { SHARE_ENUM_1(BE16, BE32) };
static const uint8_t info_stub[] = { SHARE_INFO_502_OUT(LE16, LE32) };
static const uint8_t info_stub_be[] = { SHARE_INFO_502_OUT(BE16, BE32) };

static const struct {
    const char *name;
    const struct rpc_op *op;
    uint32_t level;
    bool big_endian;
    size_t len;
    const uint8_t *from, *to;
} replies[] = {
    { "list", &NetrShareEnum, 1, false, sizeof enum_stub, enum_stub, enum_stub },
    { "list from big-endian", &NetrShareEnum, 1, true, sizeof enum_stub, enum_stub_be, enum_stub },
    { "structure", &NetrShareGetInfo, 502, false, sizeof info_stub, info_stub, info_stub },
    { "structure from big-endian", &NetrShareGetInfo, 502, true, sizeof info_stub, info_stub_be,
      info_stub },
};

static void a_decoded_answer_encodes_to_the_same_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof replies / sizeof *replies; i++) {
        const struct rpc_op *op = replies[i].op;
        struct ndr_stub stub = { replies[i].from, replies[i].len, replies[i].big_endian };
        union frame frame;
        void *block;
        struct ndr_error err;
        struct bytes out;
        print_message("# %s\n", replies[i].name);
        frame_start(&frame, op, replies[i].level);
        assert_true(ndr_decode(&op->out, &frame, &stub, "encode_test", &block, &err));
        bytes_init(&out, 1000);
        assert_true(ndr_encode(&op->out, &frame, &out, &err));
        assert_int_equal(out.len, replies[i].len);
        assert_memory_equal(out.data, replies[i].to, replies[i].len);
        bytes_free(&out);
        buffer_free(block);
    }
}

/* ---- Memory ---- */

static void a_stub_larger_than_its_maximum_fails(void **state)
{
    struct bytes out;
    struct ndr_error err;
    (void)state;
    for (size_t max = 0; max < requests[0].len; max++) {
        bytes_init(&out, max);
        assert_false(ndr_encode(&NetrShareEnum.in, &enum_plain, &out, &err));
        assert_int_equal(err.code, NDR_NO_MEMORY);
        assert_in_range(out.len, 0, max);
        bytes_free(&out);
    }
    bytes_init(&out, requests[0].len);
    assert_true(ndr_encode(&NetrShareEnum.in, &enum_plain, &out, &err));
    bytes_free(&out);
}

static void memory_shortage_is_said(void **state)
{
    size_t nth = 0;
    (void)state;
    for (size_t i = 0; i < NET_STRING_MAX + 1; i++)
        long_name[i] = i < 5000 ? 'x' : 0; /* more than the first allocation holds */
    bool failed;
    do {
        struct bytes out;
        struct ndr_error err;
        bytes_init(&out, RPC_STUB_MAX);
        fail_alloc_at(++nth);
        bool ok = ndr_encode(&NetrShareGetInfo.in, &info_long_name, &out, &err);
        failed = fail_alloc_done();
        fail_alloc_at(0);
        assert_int_equal(ok, !failed);
        assert_int_equal(err.code, failed ? NDR_NO_MEMORY : NDR_OK);
        bytes_free(&out);
    } while (failed);
    assert_int_equal(nth, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_are_the_bytes_the_rules_give),
        cmocka_unit_test(a_reference_string_may_come_first),
        cmocka_unit_test(frames_that_make_no_request_are_refused),
        cmocka_unit_test(the_longest_name_is_one_less_than_the_maximum),
        cmocka_unit_test(a_decoded_answer_encodes_to_the_same_bytes),
        cmocka_unit_test(a_stub_larger_than_its_maximum_fails),
        cmocka_unit_test(memory_shortage_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
