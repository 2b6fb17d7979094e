/* SPDX-License-Identifier: MIT */
/* Stub to buffer: what hand-written replies become in either byte order, and the code, member and
 * offset of everything that can be wrong with one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <string.h>

#include "../../support/fail_alloc.h"
#include "../../support/freed.h"
#include "../../support/recording.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "layout/ops.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "lmremutl.h"
#include "lmserver.h"
#include "lmshare.h"
#include "ndr/ndr.h"
#include "share_stubs.h"

static const uint8_t enum_le[] = { SHARE_ENUM_1(LE16, LE32) };
static const uint8_t enum_be[] = { SHARE_ENUM_1(BE16, BE32) };
static const uint8_t info_le[] = { SHARE_INFO_502_OUT(LE16, LE32) };
static const uint8_t info_be[] = { SHARE_INFO_502_OUT(BE16, BE32) };

/* An answer and the operation it is the answer to. */
static const struct reply {
    const struct rpc_op *op;
    uint32_t level;
    size_t len;
    const uint8_t *bytes[2]; /* little-endian, big-endian */
} enum_reply = { &NetrShareEnum, 1, sizeof enum_le, { enum_le, enum_be } },
  info_reply = { &NetrShareGetInfo, 502, sizeof info_le, { info_le, info_be } };

static bool decode(const struct reply *r, const uint8_t *bytes, size_t len, bool big_endian,
                   union frame *frame, void **block, struct ndr_error *err)
{
    struct ndr_stub stub = { bytes, len, big_endian };
    frame_start(frame, r->op, r->level);
    return ndr_decode(&r->op->out, frame, &stub, "decode_test", block, err);
}

static bool same(const WCHAR *a, const char16_t *b)
{
    return utf16_len(a) == utf16_len(b) && !memcmp(a, b, 2 * utf16_len(b));
}

static size_t size_of(void *block)
{
    size_t size = 0;
    assert_true(buffer_check(block, &size));
    return size;
}

static void assert_inside(const struct reply *r, const union frame *frame, void *block)
{
    char why[200];
    if (!frame_inside(&r->op->out, frame, true, block, size_of(block), why, sizeof why))
        fail_msg("%s", why);
}

static void a_list_becomes_an_array_and_its_strings(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        union frame frame;
        void *block;
        struct ndr_error err;
        assert_true(
            decode(&enum_reply, enum_reply.bytes[big], enum_reply.len, big, &frame, &block, &err));
        const struct enum_frame *f = (const struct enum_frame *)&frame;
        const SHARE_INFO_1 *share = f->info.list.items;
        assert_ptr_equal(share, block);
        assert_inside(&enum_reply, &frame, block);
        assert_int_equal(f->info.list.count, 2);
        assert_true(same(share[0].shi1_netname, u"C$"));
        assert_int_equal(share[0].shi1_type, 0);
        assert_true(same(share[0].shi1_remark, u""));
        assert_true(same(share[1].shi1_netname, u"D"));
        assert_int_equal(share[1].shi1_type, 0x80000003);
        assert_null(share[1].shi1_remark);
        assert_int_equal(f->total, 2);
        assert_int_equal(f->has_resume, 1);
        assert_int_equal(f->resume, 7);
        assert_int_equal(f->status, 0);
        assert_true(buffer_free(block));
    }
}

static void one_structure_becomes_a_block_with_its_descriptor(void **state)
{
    (void)state;
    for (int big = 0; big < 2; big++) {
        union frame frame;
        void *block;
        struct ndr_error err;
        assert_true(
            decode(&info_reply, info_reply.bytes[big], info_reply.len, big, &frame, &block, &err));
        const SHARE_INFO_502 *share = ((const struct info_frame *)&frame)->info;
        assert_ptr_equal(share, block);
        assert_inside(&info_reply, &frame, block);
        assert_true(same(share->shi502_netname, u"D"));
        assert_null(share->shi502_remark);
        assert_null(share->shi502_path);
        assert_int_equal(share->shi502_max_uses, 0xFFFFFFFF);
        assert_int_equal(share->shi502_reserved, 28);
        assert_true(same(share->shi502_passwd, u"pw"));
        assert_int_equal((uintptr_t)share->shi502_security_descriptor % 8, 0);
        assert_memory_equal(share->shi502_security_descriptor, info_le + 88, 28);
        assert_true(buffer_free(block));
    }
}

static void a_pointer_to_a_structure_without_levels(void **state)
{
    static const uint8_t tod[] = { LE32(0x20000), LE32(1700000000), LE32(2),   LE32(3),   LE32(4),
                                   LE32(5),       LE32(6),          LE32(-60), LE32(310), LE32(10),
                                   LE32(11),      LE32(2025),       LE32(6),   LE32(0) };
    static const struct reply reply = { &NetrRemoteTOD, 0, sizeof tod, { tod, NULL } };
    union frame frame;
    void *block;
    struct ndr_error err;
    (void)state;
    assert_true(decode(&reply, tod, sizeof tod, false, &frame, &block, &err));
    const TIME_OF_DAY_INFO *info = ((const struct info_frame *)&frame)->info;
    assert_ptr_equal(info, block);
    assert_int_equal(size_of(block), sizeof *info);
    assert_int_equal(info->tod_elapsedt, 1700000000);
    assert_int_equal(info->tod_timezone, -60);
    assert_int_equal(info->tod_weekday, 6);
    assert_true(buffer_free(block));
}

#define WORDS(...)                                                                                 \
    .len = sizeof(uint8_t[]){ __VA_ARGS__ }, .bytes = { (const uint8_t[]){ __VA_ARGS__ } }

/* Replies with nothing in them: the calls failed, or there is nothing. */
static const struct {
    const char *name;
    struct reply reply;
    uint32_t status;
} empty[] = {
    { "no container",
      { &NetrShareEnum, 1, WORDS(LE32(1), LE32(1), LE32(0), LE32(0), LE32(0), LE32(5)) },
      5 },
    { "no array",
      { &NetrShareEnum, 1,
        WORDS(LE32(1), LE32(1), LE32(4), LE32(0), LE32(0), LE32(0), LE32(0), LE32(124)) },
      124 },
    { "array of none",
      { &NetrShareEnum, 1,
        WORDS(LE32(1), LE32(1), LE32(4), LE32(0), LE32(8), LE32(0), LE32(0), LE32(0), LE32(2123)) },
      2123 },
    { "no structure", { &NetrShareGetInfo, 502, WORDS(LE32(502), LE32(0), LE32(2310)) }, 2310 },
    { "no time", { &NetrRemoteTOD, 0, WORDS(LE32(0), LE32(5)) }, 5 },
};

static void an_answer_with_nothing_makes_no_block(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        const struct reply *r = &empty[i].reply;
        union frame frame;
        void *block = &frame;
        struct ndr_error err;
        print_message("# %s\n", empty[i].name);
        fail_alloc_at(1);
        assert_true(decode(r, r->bytes[0], r->len, false, &frame, &block, &err));
        assert_false(fail_alloc_done());
        fail_alloc_at(0);
        assert_null(block);
        size_t status_at = r->op == &NetrShareEnum ? offsetof(struct enum_frame, status)
                                                   : offsetof(struct info_frame, status);
        assert_int_equal(*(const DWORD *)(const void *)(frame.bytes + status_at), empty[i].status);
        if (r->op == &NetrShareEnum)
            assert_int_equal(((const struct enum_frame *)&frame)->has_resume, 0);
    }
}

/* ---- What can be wrong ---- */

/* One or two integers of the stub replaced. */
/* clang-format off */
static const struct {
    const char *name;
    const struct reply *reply;
    struct {
        size_t at;
        uint32_t value;
    } patch[2];
    enum ndr_err code;
    const char *member;
    size_t offset;
} wrong[] = {
    { "level not asked for", &enum_reply, { { 0, 2 } }, NDR_BAD_LEVEL, "level", 0 },
    { "union of another level", &enum_reply, { { 4, 2 } }, NDR_BAD_LEVEL, "list", 4 },
    { "union of no level", &enum_reply, { { 4, 77 } }, NDR_BAD_LEVEL, "list", 4 },
    { "count and array differ", &enum_reply, { { 12, 3 } }, NDR_BAD_COUNT, "list", 20 },
    { "array and count differ", &enum_reply, { { 20, 1 } }, NDR_BAD_COUNT, "list", 20 },
    { "array of the most", &enum_reply, { { 20, ~0u } }, NDR_BAD_COUNT, "list", 20 },
    { "count of none, array of some", &enum_reply, { { 12, 0 } }, NDR_BAD_COUNT, "list", 20 },
    { "count past the stub", &enum_reply, { { 12, 8 }, { 20, 8 } }, NDR_SHORT, "list", 24 },
    { "count far past the stub", &enum_reply,
      { { 12, NET_ENTRIES_MAX }, { 20, NET_ENTRIES_MAX } }, NDR_SHORT, "list", 24 },
    { "one more than the maximum", &enum_reply,
      { { 12, NET_ENTRIES_MAX + 1 }, { 20, NET_ENTRIES_MAX + 1 } }, NDR_TOO_MANY, "list", 12 },
    { "count of the most", &enum_reply, { { 12, ~0u }, { 20, ~0u } }, NDR_TOO_MANY, "list", 12 },
    { "count that overflows", &enum_reply, { { 12, 0x80000001 }, { 20, 0x80000001 } },
      NDR_TOO_MANY, "list", 12 },
    { "NULL array with a count", &enum_reply, { { 16, 0 } }, NDR_BAD_POINTER, "list", 16 },
    { "string at an offset", &enum_reply, { { 52, 1 } }, NDR_BAD_COUNT, "shi1_netname", 48 },
    { "string longer than its maximum", &enum_reply, { { 56, 4 } }, NDR_BAD_COUNT, "shi1_netname",
      48 },
    { "string of no maximum", &enum_reply, { { 48, 0 } }, NDR_BAD_COUNT, "shi1_netname", 48 },
    { "string of nothing", &enum_reply, { { 48, 0 }, { 56, 0 } }, NDR_NO_NUL, "shi1_netname", 56 },
    { "string of nothing, with room", &enum_reply, { { 56, 0 } }, NDR_NO_NUL, "shi1_netname", 56 },
    { "string without NUL", &enum_reply, { { 56, 2 } }, NDR_NO_NUL, "shi1_netname", 62 },
    { "string of one without NUL", &enum_reply, { { 56, 1 } }, NDR_NO_NUL, "shi1_netname", 60 },
    { "string with half a NUL", &enum_reply, { { 80, 0x01000100 } }, NDR_NO_NUL, "shi1_remark",
      80 },
    { "string past the stub", &enum_reply, { { 84, 11 }, { 92, 11 } }, NDR_SHORT, "shi1_netname",
      96 },
    { "longest string", &enum_reply, { { 84, NET_STRING_MAX }, { 92, NET_STRING_MAX } }, NDR_SHORT,
      "shi1_netname", 96 },
    { "one more than the longest", &enum_reply,
      { { 84, NET_STRING_MAX + 1 }, { 92, NET_STRING_MAX + 1 } }, NDR_TOO_MANY, "shi1_netname",
      92 },
    { "string of the most", &enum_reply, { { 48, ~0u }, { 56, ~0u } }, NDR_TOO_MANY,
      "shi1_netname", 56 },
    { "string that overflows", &enum_reply, { { 48, 0x80000000 }, { 56, 0x80000000 } },
      NDR_TOO_MANY, "shi1_netname", 56 },
    { "container left out", &enum_reply, { { 8, 0 } }, NDR_TRAILING, "", 28 },
    { "one string left out", &enum_reply, { { 24, 0 } }, NDR_TRAILING, "", 96 },
    { "one string more", &enum_reply, { { 44, 4 } }, NDR_BAD_COUNT, "shi1_remark", 100 },
    { "structure of another level", &info_reply, { { 0, 503 } }, NDR_BAD_LEVEL, "info", 0 },
    { "structure of no level", &info_reply, { { 0, ~0u } }, NDR_BAD_LEVEL, "info", 0 },
    { "descriptor longer than it says", &info_reply, { { 40, 27 } }, NDR_BAD_COUNT,
      "shi502_security_descriptor", 84 },
    { "descriptor shorter than it says", &info_reply, { { 84, 27 } }, NDR_BAD_COUNT,
      "shi502_security_descriptor", 84 },
    { "NULL descriptor with a length", &info_reply, { { 44, 0 } }, NDR_BAD_POINTER,
      "shi502_security_descriptor", 44 },
    { "descriptor past the stub", &info_reply, { { 40, 33 }, { 84, 33 } }, NDR_SHORT,
      "shi502_security_descriptor", 88 },
    { "longest descriptor", &info_reply, { { 40, NET_SECDESC_MAX }, { 84, NET_SECDESC_MAX } },
      NDR_SHORT, "shi502_security_descriptor", 88 },
    { "one more than the longest descriptor", &info_reply,
      { { 40, NET_SECDESC_MAX + 1 }, { 84, NET_SECDESC_MAX + 1 } }, NDR_TOO_MANY,
      "shi502_security_descriptor", 84 },
    { "descriptor of the most", &info_reply, { { 40, ~0u }, { 84, ~0u } }, NDR_TOO_MANY,
      "shi502_security_descriptor", 84 },
    { "descriptor that is too short", &info_reply, { { 40, 19 }, { 84, 19 } }, NDR_BAD_SECDESC,
      "shi502_security_descriptor", 88 },
    { "descriptor that reaches outside itself", &info_reply, { { 104, 0x1C00001C } },
      NDR_BAD_SECDESC, "shi502_security_descriptor", 88 },
};
/* clang-format on */

static void put_u32(uint8_t *p, bool big_endian, uint32_t v)
{
    if (big_endian)
        put_be32(p, v);
    else
        put_le32(p, v);
}

static void assert_refused(const struct reply *r, const uint8_t *bytes, size_t len, bool big,
                           enum ndr_err code, const char *member, size_t offset)
{
    union frame frame;
    void *block = &frame;
    struct ndr_error err;
    assert_false(decode(r, bytes, len, big, &frame, &block, &err));
    assert_int_equal(err.code, code);
    assert_string_equal(err.member, member);
    assert_int_equal(err.offset, offset);
    assert_null(block);
}

static void everything_wrong_is_refused_with_member_and_offset(void **state)
{
    (void)state;
    for (size_t i = 0; i < 2 * sizeof wrong / sizeof *wrong; i++) {
        const struct reply *r = wrong[i / 2].reply;
        bool big = i % 2;
        uint8_t *bytes = exact_copy(r->bytes[big], r->len);
        print_message("# %s, %s-endian\n", wrong[i / 2].name, big ? "big" : "little");
        for (size_t n = 0; n < 2 && (!n || wrong[i / 2].patch[n].at); n++)
            put_u32(bytes + wrong[i / 2].patch[n].at, big, wrong[i / 2].patch[n].value);
        assert_refused(r, bytes, r->len, big, wrong[i / 2].code, wrong[i / 2].member,
                       wrong[i / 2].offset);
        exact_free(bytes, r->len);
    }
}

static void a_level_without_a_row_is_refused(void **state)
{
    struct reply r = info_reply;
    uint8_t bytes[sizeof info_le];
    (void)state;
    r.level = 77;
    memcpy(bytes, info_le, sizeof bytes);
    put_le32(bytes, 77);
    assert_refused(&r, bytes, sizeof bytes, false, NDR_BAD_LEVEL, "info", 0);
}

static void a_stub_cut_anywhere_is_too_short(void **state)
{
    static const struct reply *const replies[] = { &enum_reply, &info_reply };
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        const struct reply *r = replies[i / 2];
        for (size_t len = 0; len < r->len; len++) {
            union frame frame;
            void *block;
            struct ndr_error err;
            uint8_t *bytes = exact_copy(r->bytes[i % 2], len);
            assert_false(decode(r, bytes, len, i % 2, &frame, &block, &err));
            assert_int_equal(err.code, NDR_SHORT);
            assert_in_range(err.offset, 0, ndr_align(len, 4));
            assert_null(block);
            exact_free(bytes, len);
        }
    }
}

/* RPC run-times round a stub up to 8 bytes; what is more is something we did not understand. */
static void padding_after_the_last_parameter_is_taken_and_more_is_not(void **state)
{
    (void)state;
    for (size_t extra = 0; extra < 20; extra++) {
        uint8_t bytes[sizeof enum_le + 20] = { 0 };
        union frame frame;
        void *block;
        struct ndr_error err;
        memcpy(bytes, enum_le, sizeof enum_le);
        if (extra < 8) {
            assert_true(
                decode(&enum_reply, bytes, sizeof enum_le + extra, false, &frame, &block, &err));
            assert_true(buffer_free(block));
        } else {
            assert_refused(&enum_reply, bytes, sizeof enum_le + extra, false, NDR_TRAILING, "",
                           sizeof enum_le);
        }
    }
}

/* Whatever a damaged stub still decodes to, it is one block that holds together. */
static void no_damage_makes_a_pointer_leave_the_block(void **state)
{
    static const struct reply *const replies[] = { &enum_reply, &info_reply };
    size_t good = 0, bad = 0;
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        const struct reply *r = replies[i / 2];
        for (size_t n = 0; n < 8 * r->len; n++) {
            union frame frame;
            void *block;
            struct ndr_error err;
            uint8_t *bytes = exact_copy(r->bytes[i % 2], r->len);
            bytes[n / 8] ^= (uint8_t)(1u << n % 8);
            if (decode(r, bytes, r->len, i % 2, &frame, &block, &err)) {
                assert_inside(r, &frame, block);
                assert_true(buffer_free(block));
                good++;
            } else {
                assert_null(block);
                bad++;
            }
            exact_free(bytes, r->len);
        }
    }
    assert_true(good > 500 && bad > 500);
}

/* ---- Memory ---- */

/* A transport at level 3 that says its password has this many bytes. */
static bool decode_transport(DWORD passwordlength, struct ndr_error *err)
{
    static SERVER_TRANSPORT_INFO_3 transport;
    transport.svti3_passwordlength = passwordlength;
    struct enum_frame frame = { .info = { 3, { 1, &transport } } }, answer = { .info.level = 3 };
    struct bytes stub;
    void *block;
    bytes_init(&stub, RPC_STUB_MAX);
    assert_true(ndr_encode(&NetrServerTransportEnum.out, &frame, &stub, err));
    const struct ndr_stub wire = { stub.data, stub.len, false };
    bool good = ndr_decode(&NetrServerTransportEnum.out, &answer, &wire, __func__, &block, err);
    assert_int_equal(good, block != NULL);
    if (good)
        NetApiBufferFree(block);
    bytes_free(&stub);
    return good;
}

static void a_length_reaches_no_further_than_the_inline_bytes_behind_it(void **state)
{
    struct ndr_error err;
    (void)state;
    assert_true(decode_transport(256, &err));
    assert_false(decode_transport(257, &err));
    assert_int_equal(err.code, NDR_BAD_COUNT);
    assert_string_equal(err.member, "svti3_passwordlength");
    assert_false(decode_transport(0xFFFFFFFF, &err));
}

static void an_answer_is_one_allocation(void **state)
{
    static const struct reply *const replies[] = { &enum_reply, &info_reply };
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        const struct reply *r = replies[i];
        union frame frame;
        void *block;
        struct ndr_error err;
        fail_alloc_at(1);
        assert_refused(r, r->bytes[0], r->len, false, NDR_NO_MEMORY, "", 0);
        assert_true(fail_alloc_done());
        fail_alloc_at(2);
        assert_true(decode(r, r->bytes[0], r->len, false, &frame, &block, &err));
        assert_false(fail_alloc_done());
        fail_alloc_at(0);
        assert_true(buffer_free(block));
    }
}

/* Ten thousand shares: one allocation for everything, and NetApiBufferFree of it is one free. */
static void an_answer_of_10000_shares_is_one_allocation_and_one_free(void **state)
{
    enum { MANY = 10000 };
    static SHARE_INFO_2 shares[MANY];
    static WCHAR name[] = u"s00001", remark[] = u"one of many", path[] = u"C:\\tmp";
    (void)state;
    for (size_t i = 0; i < MANY; i++)
        shares[i] =
            (SHARE_INFO_2){ .shi2_netname = name, .shi2_remark = remark, .shi2_path = path };
    struct enum_frame frame = { .info = { 2, { MANY, shares } }, .total = MANY }, answer = { 0 };
    struct ndr_error err;
    struct bytes stub;
    bytes_init(&stub, RPC_STUB_MAX);
    assert_true(ndr_encode(&NetrShareEnum.out, &frame, &stub, &err));
    struct ndr_stub wire = { stub.data, stub.len, false };
    void *block;
    answer.info.level = 2;
    fail_alloc_at(2);
    assert_true(ndr_decode(&NetrShareEnum.out, &answer, &wire, __func__, &block, &err));
    assert_int_equal(fail_alloc_pause(), 1); /* one was made, and one more would have failed */
    assert_int_equal(answer.info.list.count, MANY);
    assert_ptr_equal(answer.info.list.items, block);
    size_t frees = fail_alloc_frees();
    assert_int_equal(NetApiBufferFree(block), NERR_Success);
    assert_int_equal(fail_alloc_frees(), frees + 1);
    bytes_free(&stub);
}

static void an_answer_with_a_password_is_wiped_when_freed(void **state)
{
    static const struct {
        const struct reply *reply;
        bool wiped;
    } rows[] = { { &enum_reply, false }, { &info_reply, true } };
    (void)state;
    if (!freed_bytes_stay(150))
        skip();
    for (size_t i = 0; i < 2; i++) {
        union frame frame;
        void *block;
        struct ndr_error err;
        const struct reply *r = rows[i].reply;
        assert_true(decode(r, r->bytes[0], r->len, false, &frame, &block, &err));
        uintptr_t address = (uintptr_t)block;
        size_t size = size_of(block);
        assert_true(buffer_free(block));
        assert_int_equal(bytes_left(address, size, 0) == size, rows[i].wiped);
    }
}

/* A stack that can be looked at when its thread has ended. */
#define STACK_SIZE (256u << 10)
static _Alignas(4096) uint8_t stack[STACK_SIZE];

static void *decode_cut_password(void *wire)
{
    struct enum_frame answer = { .info.level = 3 };
    struct ndr_error err;
    void *block;
    return ndr_decode(&NetrServerTransportEnum.out, &answer, wire, __func__, &block, &err) ? wire
                                                                                           : NULL;
}

static size_t longest_run_on_stack(uint8_t byte)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < STACK_SIZE; i++) {
        run = stack[i] == byte ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* The answer is refused in the counting run, after the password was passed. */
static void a_password_that_was_only_counted_is_not_left_on_the_stack(void **state)
{
    SERVER_TRANSPORT_INFO_3 transport = { .svti3_passwordlength = 256 };
    struct enum_frame frame = { .info = { 3, { 1, &transport } } };
    struct ndr_error err;
    struct bytes stub;
    pthread_attr_t attr;
    pthread_t thread;
    void *decoded;
    (void)state;
    memset(transport.svti3_password, 0xA7, sizeof transport.svti3_password);
    bytes_init(&stub, RPC_STUB_MAX);
    assert_true(ndr_encode(&NetrServerTransportEnum.out, &frame, &stub, &err));
    struct ndr_stub wire = { stub.data, stub.len - 4, false };
    assert_int_equal(pthread_attr_init(&attr), 0);
    assert_int_equal(pthread_attr_setstack(&attr, stack, sizeof stack), 0);
    assert_int_equal(pthread_create(&thread, &attr, decode_cut_password, &wire), 0);
    assert_int_equal(pthread_join(thread, &decoded), 0);
    assert_null(decoded);
    /* a vector register that was saved may hold some of it */
    assert_true(longest_run_on_stack(0xA7) < sizeof transport.svti3_password / 2);
    pthread_attr_destroy(&attr);
    bytes_free(&stub);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_becomes_an_array_and_its_strings),
        cmocka_unit_test(one_structure_becomes_a_block_with_its_descriptor),
        cmocka_unit_test(a_pointer_to_a_structure_without_levels),
        cmocka_unit_test(an_answer_with_nothing_makes_no_block),
        cmocka_unit_test(everything_wrong_is_refused_with_member_and_offset),
        cmocka_unit_test(a_level_without_a_row_is_refused),
        cmocka_unit_test(a_stub_cut_anywhere_is_too_short),
        cmocka_unit_test(padding_after_the_last_parameter_is_taken_and_more_is_not),
        cmocka_unit_test(no_damage_makes_a_pointer_leave_the_block),
        cmocka_unit_test(a_length_reaches_no_further_than_the_inline_bytes_behind_it),
        cmocka_unit_test(an_answer_is_one_allocation),
        cmocka_unit_test(an_answer_of_10000_shares_is_one_allocation_and_one_free),
        cmocka_unit_test(an_answer_with_a_password_is_wiped_when_freed),
        cmocka_unit_test(a_password_that_was_only_counted_is_not_left_on_the_stack),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
