/* SPDX-License-Identifier: MIT */
/* An association over a scripted pipe: binds, requests cut into fragments, replies in pieces of any
 * size, and everything a server may answer that is not the answer. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "../../support/fail_alloc.h"
#include "../../support/fake_pipe.h"
#include "../../support/wire.h"
#include "base/limits.h"
#include "base/status.h"
#include "layout/ops.h"
#include "rpc/pdu.h"
#include "rpc/rpc.h"
#include "winerror.h"

#define FIRST_CALL 2u /* the bind has call id 1 */
#define OPNUM      15u
#define STUB_MAX   20000u

static const struct deadline never = { INT64_MAX };
static uint8_t stub[STUB_MAX]; /* numbered, so that a part in a wrong place is seen */

static int number_the_stub(void **state)
{
    (void)state;
    for (size_t i = 0; i < STUB_MAX; i++)
        stub[i] = (uint8_t)(i ^ i >> 8);
    return 0;
}

static struct rpc_assoc *bound(struct fake_pipe *pipe, uint16_t max_recv)
{
    struct rpc_assoc *assoc = NULL;
    struct rpc_error err;
    fake_pipe_init(pipe);
    fake_pipe_add_bind_ack(pipe, 1, max_recv);
    if (!rpc_bind(&pipe->base, &srvsvc, never, &assoc, &err))
        fail_msg("%s", err.what);
    return assoc;
}

static bool call(struct rpc_assoc *assoc, size_t len, struct rpc_reply *reply,
                 struct rpc_error *err)
{
    return rpc_call(assoc, OPNUM, stub, len, never, reply, err);
}

static void end(struct rpc_assoc *assoc, struct fake_pipe *pipe)
{
    assert_null(rpc_unbind(assoc));
    assert_int_equal(pipe->closes, 0); /* the pipe is the caller's */
    fake_pipe_free(pipe);
}

/* ---- Bind ---- */

static void a_bind_sends_one_pdu_and_takes_the_answer(void **state)
{
    struct fake_pipe pipe;
    struct bytes expected;
    (void)state;
    struct rpc_assoc *assoc = bound(&pipe, 4280);
    bytes_init(&expected, 100);
    pdu_put_bind(&expected, 1, RPC_FRAGMENT_OFFER, &srvsvc);
    assert_int_equal(pipe.n_sent, 1);
    assert_int_equal(pipe.transacts, 1);
    assert_int_equal(pipe.sent[0].len, expected.len);
    assert_memory_equal(pipe.sent[0].data, expected.data, expected.len);
    bytes_free(&expected);
    end(assoc, &pipe);
    assert_null(rpc_unbind(NULL));
}

static void a_bind_ack_may_come_byte_by_byte(void **state)
{
    (void)state;
    for (size_t cut = 1; cut <= 68; cut++) {
        struct fake_pipe pipe;
        struct rpc_assoc *assoc;
        struct rpc_error err;
        fake_pipe_init(&pipe);
        fake_pipe_add_bind_ack(&pipe, 1, 4280);
        pipe.cut = cut;
        assert_true(rpc_bind(&pipe.base, &srvsvc, never, &assoc, &err));
        assert_int_equal(pipe.reads, (68 + cut - 1) / cut - 1);
        end(assoc, &pipe);
    }
}

#define HEADER(type, flags, frag_len, call_id)                                                     \
    5, 0, type, flags, 0x10, 0, 0, 0, LE16(frag_len), LE16(0), LE32(call_id)
#define NAK(reason) HEADER(13, 3, 20, 1), LE16(reason), 1, 5
#define NDR_SYNTAX                                                                                 \
    0x04, 0x5d, 0x88, 0x8a, 0xeb, 0x1c, 0xc9, 0x11, 0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60
#define ACK(type, flags, call_id, max_recv, result, reason, version)                               \
    HEADER(type, flags, 56, call_id), LE16(4280), LE16(max_recv), LE32(1), LE16(0), LE16(0), 1, 0, \
        0, 0, LE16(result), LE16(reason), NDR_SYNTAX, LE32(version)

#define BYTES(...)                                                                                 \
    .len = sizeof(uint8_t[]){ __VA_ARGS__ }, .bytes = (const uint8_t[])                            \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

static const struct {
    const char *name;
    size_t len;
    const uint8_t *bytes;
    enum rpc_err kind;
    uint32_t code;
    const char *what;
} bad_binds[] = {
    { "nak: busy", BYTES(NAK(1)), RPC_ERR_REJECTED, RPC_S_SERVER_TOO_BUSY, "bind refused" },
    { "nak: resources", BYTES(NAK(2)), RPC_ERR_REJECTED, RPC_S_OUT_OF_RESOURCES, "bind refused" },
    { "nak: version", BYTES(NAK(4)), RPC_ERR_REJECTED, RPC_S_PROTOCOL_ERROR, "bind refused" },
    { "nak: authentication", BYTES(NAK(8)), RPC_ERR_REJECTED, RPC_S_UNKNOWN_AUTHN_SERVICE,
      "bind refused" },
    { "nak: checksum", BYTES(NAK(9)), RPC_ERR_REJECTED, ERROR_ACCESS_DENIED, "bind refused" },
    { "nak: no reason", BYTES(NAK(0)), RPC_ERR_REJECTED, RPC_S_CALL_FAILED, "bind refused" },
    { "nak without its reason", BYTES(HEADER(13, 3, 16, 1)), RPC_ERR_PROTOCOL, 0,
      "malformed answer to bind" },
    { "interface unknown", BYTES(ACK(12, 3, 1, 4280, 2, 1, 2)), RPC_ERR_REJECTED, RPC_S_UNKNOWN_IF,
      "interface or transfer syntax refused" },
    { "transfer syntax refused", BYTES(ACK(12, 3, 1, 4280, 2, 2, 2)), RPC_ERR_REJECTED,
      RPC_S_UNSUPPORTED_TRANS_SYN, "interface or transfer syntax refused" },
    { "limit exceeded", BYTES(ACK(12, 3, 1, 4280, 2, 3, 2)), RPC_ERR_REJECTED,
      RPC_S_SERVER_TOO_BUSY, "interface or transfer syntax refused" },
    { "user rejection", BYTES(ACK(12, 3, 1, 4280, 1, 0, 2)), RPC_ERR_REJECTED, RPC_S_CALL_FAILED,
      "interface or transfer syntax refused" },
    { "another syntax", BYTES(ACK(12, 3, 1, 4280, 0, 0, 1)), RPC_ERR_PROTOCOL, 0,
      "bind accepted with terms we did not offer" },
    { "tiny fragments", BYTES(ACK(12, 3, 1, 255, 0, 0, 2)), RPC_ERR_PROTOCOL, 0,
      "bind accepted with terms we did not offer" },
    { "fragments of nothing", BYTES(ACK(12, 3, 1, 0, 0, 0, 2)), RPC_ERR_PROTOCOL, 0,
      "bind accepted with terms we did not offer" },
    { "another call id", BYTES(ACK(12, 3, 2, 4280, 0, 0, 2)), RPC_ERR_PROTOCOL, 0,
      "answer to another call" },
    { "a response", BYTES(ACK(2, 3, 1, 4280, 0, 0, 2)), RPC_ERR_PROTOCOL, 0,
      "malformed answer to bind" },
    { "no PDU", BYTES("HTTP/1.1 200 OK\r\n"), RPC_ERR_PROTOCOL, 0, "no DCE/RPC header" },
    { "nothing", .len = 0, .bytes = stub, RPC_ERR_PIPE, STATUS_PIPE_BROKEN, "pipe failed" },
    { "less than a header", BYTES(5, 0, 12), RPC_ERR_PIPE, STATUS_PIPE_BROKEN, "pipe failed" },
};

static void a_bind_that_is_refused_or_malformed_says_why(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_binds / sizeof *bad_binds; i++) {
        struct fake_pipe pipe;
        struct rpc_assoc *assoc = (struct rpc_assoc *)(void *)&pipe;
        struct rpc_error err;
        print_message("# %s\n", bad_binds[i].name);
        fake_pipe_init(&pipe);
        fake_pipe_add(&pipe, STATUS_OK, bad_binds[i].bytes, bad_binds[i].len);
        assert_false(rpc_bind(&pipe.base, &srvsvc, never, &assoc, &err));
        assert_null(assoc);
        assert_int_equal(err.kind, bad_binds[i].kind);
        assert_int_equal(err.code, bad_binds[i].code);
        assert_string_equal(err.what, bad_binds[i].what);
        fake_pipe_free(&pipe);
    }
}

/* ---- Requests ---- */

/* The sent fragments from number `from` on are this stub, and each says the right things. */
static void assert_fragments(const struct fake_pipe *pipe, size_t from, size_t len, size_t max,
                             uint32_t call_id)
{
    size_t at = 0;
    for (size_t i = from; i < pipe->n_sent; i++) {
        const uint8_t *pdu = pipe->sent[i].data;
        size_t part = pipe->sent[i].len - PDU_REQUEST_HEADER;
        struct pdu_header h;
        bool last = i + 1 == pipe->n_sent;
        assert_true(pdu_read_header(pdu, &h));
        assert_int_equal(h.type, PDU_REQUEST);
        assert_int_equal(h.frag_len, pipe->sent[i].len);
        assert_int_equal(h.auth_len, 0);
        assert_int_equal(h.call_id, call_id);
        assert_int_equal(h.flags, (i == from ? PDU_FIRST : 0) | (last ? PDU_LAST : 0));
        assert_int_equal(get_le32(pdu + 16), len - at); /* allocation hint */
        assert_int_equal(get_le16(pdu + 20), 0);
        assert_int_equal(get_le16(pdu + 22), OPNUM);
        assert_true(last ? h.frag_len <= max : h.frag_len == max);
        assert_true(part <= len - at);
        assert_memory_equal(pdu + PDU_REQUEST_HEADER, stub + at, part);
        at += part;
    }
    assert_int_equal(at, len);
}

static void a_request_is_cut_to_the_size_the_server_takes(void **state)
{
    static const uint16_t sizes[] = { 256, 257, 1432, 4280, 5840, 65535 };
    static const size_t lens[] = { 0, 1, 231, 232, 233, 464, 465, 5815, 5816, 5817, 11632, 20000 };
    (void)state;
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        struct fake_pipe pipe;
        struct rpc_assoc *assoc = bound(&pipe, sizes[s]);
        size_t max = sizes[s] < RPC_FRAGMENT_OFFER ? sizes[s] : RPC_FRAGMENT_OFFER;
        for (uint32_t l = 0; l < sizeof lens / sizeof *lens; l++) {
            struct rpc_reply reply;
            struct rpc_error err;
            size_t sent = pipe.n_sent;
            print_message("# %zu bytes in fragments of %u\n", lens[l], sizes[s]);
            fake_pipe_add_response(&pipe, FIRST_CALL + l, stub, 4, 1000, false);
            assert_true(call(assoc, lens[l], &reply, &err));
            assert_fragments(&pipe, sent, lens[l], max, FIRST_CALL + l);
            /* all but the last are written; the last one takes the start of the reply along */
            assert_int_equal(pipe.transacts, 2 + l);
            assert_int_equal(pipe.writes + pipe.transacts, pipe.n_sent);
            bytes_free(&reply.stub);
        }
        end(assoc, &pipe);
    }
}

/* ---- Replies ---- */

static void assert_reply(struct fake_pipe *pipe, struct rpc_assoc *assoc, size_t len, bool big)
{
    struct rpc_reply reply;
    struct rpc_error err;
    if (!call(assoc, 10, &reply, &err))
        fail_msg("%s", err.what);
    assert_int_equal(reply.stub.len, len);
    if (len)
        assert_memory_equal(reply.stub.data, stub, len);
    assert_int_equal(reply.big_endian, big);
    assert_int_equal(pipe->at, pipe->n_script);
    bytes_free(&reply.stub);
}

static void join_a_reply(size_t fragment, size_t cut, size_t len)
{
    for (int i = 0; i < 4; i++) {
        struct fake_pipe pipe;
        struct rpc_assoc *assoc = bound(&pipe, 4280);
        pipe.cut = cut;
        pipe.joined = i / 2; /* a read may run on into the next fragment */
        fake_pipe_add_response(&pipe, FIRST_CALL, stub, len, fragment, i % 2);
        assert_reply(&pipe, assoc, len, i % 2);
        end(assoc, &pipe);
    }
}

static void a_reply_is_joined_however_it_is_cut(void **state)
{
    static const size_t fragments[] = { 25, 32, 100, 1000, 5840 };
    static const size_t cuts[] = { 1, 2, 15, 16, 17, 24, 31, 999, 0 };
    static const size_t lens[] = { 0, 1, 7, 8, 300, 6000 };
    (void)state;
    for (size_t f = 0; f < 5; f++)
        for (size_t c = 0; c < 9; c++)
            for (size_t l = 0; l < 6; l++)
                if (lens[l] < 1000 || fragments[f] >= 100) /* else it only takes long */
                    join_a_reply(fragments[f], cuts[c], lens[l]);
}

static void the_first_read_may_be_empty_and_the_next_may_not(void **state)
{
    struct fake_pipe pipe;
    struct rpc_reply reply;
    struct rpc_error err;
    struct rpc_assoc *assoc = bound(&pipe, 4280);
    (void)state;
    fake_pipe_add(&pipe, STATUS_OK, "", 0);
    fake_pipe_add_response(&pipe, FIRST_CALL, stub, 100, 200, false);
    assert_reply(&pipe, assoc, 100, false);
    fake_pipe_add(&pipe, STATUS_OK, "", 0);
    fake_pipe_add(&pipe, STATUS_OK, "", 0);
    assert_false(call(assoc, 10, &reply, &err));
    assert_int_equal(err.kind, RPC_ERR_PROTOCOL);
    assert_string_equal(err.what, "empty read from the pipe");
    end(assoc, &pipe);
}

static const struct {
    const char *name;
    uint32_t hint;
} hints[] = { { "none", 0 }, { "too small", 1 }, { "too large", 100000 }, { "absurd", ~0u } };

static void a_wrong_allocation_hint_does_no_harm(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        struct fake_pipe pipe;
        struct rpc_assoc *assoc = bound(&pipe, 4280);
        print_message("# %s\n", hints[i].name);
        fake_pipe_add_response(&pipe, FIRST_CALL, stub, 5000, 1000, false);
        put_le32(pipe.script[1].data + 16, hints[i].hint);
        assert_reply(&pipe, assoc, 5000, false);
        end(assoc, &pipe);
    }
}

/* ---- Replies that are none ---- */

/* Two bytes of one of the three fragments replaced. */
/* clang-format off */
static const struct {
    const char *name;
    size_t fragment;
    struct {
        size_t at;
        uint8_t value;
    } patch[2];
    enum rpc_err kind;
    uint32_t code;
    const char *what;
} bad_replies[] = {
    { "version", 1, { { 0, 4 }, { 0, 4 } }, RPC_ERR_PROTOCOL, 0, "no DCE/RPC header" },
    { "minor version", 1, { { 1, 9 }, { 1, 9 } }, RPC_ERR_PROTOCOL, 0, "no DCE/RPC header" },
    { "byte order", 1, { { 4, 0x30 }, { 4, 0x30 } }, RPC_ERR_PROTOCOL, 0, "no DCE/RPC header" },
    { "length of less than a header", 1, { { 8, 15 }, { 9, 0 } }, RPC_ERR_PROTOCOL, 0,
      "no DCE/RPC header" },
    { "length of no stub header", 1, { { 8, 23 }, { 9, 0 } }, RPC_ERR_PROTOCOL, 0, "no response" },
    { "length past what we take", 1, { { 8, 0xD1 }, { 9, 0x16 } }, RPC_ERR_PROTOCOL, 0,
      "fragment larger than we take" },
    { "length of the most", 1, { { 8, 0xFF }, { 9, 0xFF } }, RPC_ERR_PROTOCOL, 0,
      "fragment larger than we take" },
    { "length past the message", 3, { { 8, 200 }, { 9, 0 } }, RPC_ERR_PIPE, STATUS_PIPE_BROKEN,
      "pipe failed" },
    { "verifier", 1, { { 10, 8 }, { 11, 0 } }, RPC_ERR_PROTOCOL, 0,
      "auth verifier that was not negotiated" },
    { "verifier in the last one", 3, { { 10, 8 }, { 11, 0 } }, RPC_ERR_PROTOCOL, 0,
      "auth verifier that was not negotiated" },
    { "call id", 1, { { 12, 1 }, { 12, 1 } }, RPC_ERR_PROTOCOL, 0, "answer to another call" },
    { "call id, later", 2, { { 15, 1 }, { 15, 1 } }, RPC_ERR_PROTOCOL, 0,
      "answer to another call" },
    { "a request", 1, { { 2, 0 }, { 2, 0 } }, RPC_ERR_PROTOCOL, 0, "no response" },
    { "a bind_ack", 2, { { 2, 12 }, { 2, 12 } }, RPC_ERR_PROTOCOL, 0, "no response" },
    { "first without its flag", 1, { { 3, 0 }, { 3, 0 } }, RPC_ERR_PROTOCOL, 0,
      "fragment out of order" },
    { "first again", 2, { { 3, 1 }, { 3, 1 } }, RPC_ERR_PROTOCOL, 0, "fragment out of order" },
    { "first and last again", 3, { { 3, 3 }, { 3, 3 } }, RPC_ERR_PROTOCOL, 0,
      "fragment out of order" },
    { "another context", 2, { { 20, 1 }, { 20, 1 } }, RPC_ERR_PROTOCOL, 0,
      "fragment out of order" },
    { "no last one", 3, { { 3, 0 }, { 3, 0 } }, RPC_ERR_PIPE, STATUS_PIPE_BROKEN, "pipe failed" },
    { "short fault", 1, { { 2, 3 }, { 8, 28 } }, RPC_ERR_PROTOCOL, 0, "short fault" },
    { "fault in the middle", 2, { { 2, 3 }, { 2, 3 } }, RPC_ERR_FAULT, 0x23222120, "fault" },
};
/* clang-format on */

static void a_reply_that_is_none_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_replies / sizeof *bad_replies; i++) {
        struct fake_pipe pipe;
        struct rpc_reply reply = { .big_endian = true, .stub = { .len = 77 } };
        struct rpc_error err;
        struct rpc_assoc *assoc = bound(&pipe, 4280);
        print_message("# %s\n", bad_replies[i].name);
        /* three fragments with 32, 32 and 16 bytes of the stub */
        fake_pipe_add_response(&pipe, FIRST_CALL, stub, 80, 56, false);
        assert_int_equal(pipe.n_script, 4);
        for (size_t n = 0; n < 2; n++)
            pipe.script[bad_replies[i].fragment].data[bad_replies[i].patch[n].at] =
                bad_replies[i].patch[n].value;
        assert_false(call(assoc, 10, &reply, &err));
        assert_int_equal(err.kind, bad_replies[i].kind);
        assert_int_equal(err.code, bad_replies[i].code);
        assert_string_equal(err.what, bad_replies[i].what);
        assert_int_equal(reply.stub.len, 77); /* not touched */
        end(assoc, &pipe);
    }
}

static void the_byte_order_does_not_change_within_a_reply(void **state)
{
    struct fake_pipe pipe, other;
    struct rpc_reply reply;
    struct rpc_error err;
    struct rpc_assoc *assoc = bound(&pipe, 4280);
    (void)state;
    fake_pipe_init(&other);
    fake_pipe_add_response(&pipe, FIRST_CALL, stub, 80, 56, false);
    fake_pipe_add_response(&other, FIRST_CALL, stub, 80, 56, true);
    memcpy(pipe.script[2].data, other.script[1].data, pipe.script[2].len);
    assert_false(call(assoc, 10, &reply, &err));
    assert_string_equal(err.what, "byte order changes within a reply");
    fake_pipe_free(&other);
    end(assoc, &pipe);
}

static void after_a_fault_the_association_is_good(void **state)
{
    struct fake_pipe pipe;
    struct rpc_reply reply;
    struct rpc_error err;
    struct rpc_assoc *assoc = bound(&pipe, 4280);
    (void)state;
    for (uint32_t id = FIRST_CALL; id < FIRST_CALL + 6; id += 2) {
        fake_pipe_add_fault(&pipe, id, 0x1C010002);
        assert_false(call(assoc, 10, &reply, &err));
        assert_int_equal(err.kind, RPC_ERR_FAULT);
        assert_int_equal(err.code, 0x1C010002);
        fake_pipe_add_response(&pipe, id + 1, stub, 80, 56, false);
        assert_reply(&pipe, assoc, 80, false);
    }
    end(assoc, &pipe);
}

/* ---- Errors of the pipe ---- */

static void an_error_of_the_pipe_is_passed_on(void **state)
{
    static const char *const names[] = { "bind", "write", "transact", "read" };
    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct fake_pipe pipe;
        struct rpc_assoc *assoc = NULL;
        struct rpc_reply reply;
        struct rpc_error err;
        print_message("# %s\n", names[i]);
        if (i)
            assoc = bound(&pipe, 4280);
        else
            fake_pipe_init(&pipe);
        if (i == 1)
            pipe.write_status = STATUS_IO_TIMEOUT;
        if (i == 3)
            fake_pipe_add(&pipe, STATUS_OK, "\5", 1);
        fake_pipe_add(&pipe, STATUS_IO_TIMEOUT, "", 0);
        assert_false(i ? call(assoc, i == 1 ? 5000 : 10, &reply, &err)
                       : rpc_bind(&pipe.base, &srvsvc, never, &assoc, &err));
        assert_int_equal(err.kind, RPC_ERR_PIPE);
        assert_int_equal(err.code, STATUS_IO_TIMEOUT);
        end(assoc, &pipe);
    }
}

/* ---- Damage and shortage ---- */

/* Binds and calls on the script as it is. */
static bool talk(struct fake_pipe *pipe, struct rpc_error *err)
{
    struct rpc_assoc *assoc;
    struct rpc_reply reply;
    if (!rpc_bind(&pipe->base, &srvsvc, never, &assoc, err))
        return false;
    bool ok = call(assoc, 10000, &reply, err);
    if (ok)
        bytes_free(&reply.stub);
    rpc_unbind(assoc);
    return ok;
}

static void script_everything(struct fake_pipe *pipe)
{
    fake_pipe_init(pipe);
    fake_pipe_add_bind_ack(pipe, 1, 4280);
    fake_pipe_add_response(pipe, FIRST_CALL, stub, 80, 56, false);
}

static void no_damage_makes_it_read_outside(void **state)
{
    struct fake_pipe pipe;
    size_t good = 0, bad = 0;
    (void)state;
    script_everything(&pipe);
    for (size_t m = 0; m < pipe.n_script; m++) {
        for (size_t n = 0; n < 8 * pipe.script[m].len; n++) {
            struct rpc_error err;
            pipe.script[m].data[n / 8] ^= (uint8_t)(1u << n % 8);
            if (talk(&pipe, &err)) {
                assert_int_equal(err.kind, RPC_OK);
                good++;
            } else {
                assert_int_not_equal(err.kind, RPC_OK);
                assert_true(*err.what);
                bad++;
            }
            pipe.script[m].data[n / 8] ^= (uint8_t)(1u << n % 8);
            fake_pipe_rewind(&pipe);
        }
    }
    assert_true(good > 500 && bad > 500);
    fake_pipe_free(&pipe);
}

static void a_script_cut_anywhere_is_an_error(void **state)
{
    struct fake_pipe pipe;
    (void)state;
    script_everything(&pipe);
    for (size_t m = pipe.n_script; m--; pipe.n_script--) {
        for (; pipe.script[m].len; pipe.script[m].len--) {
            struct rpc_error err;
            size_t whole = m + 1 == 4 ? 40 : m ? 56 : 68;
            assert_int_equal(talk(&pipe, &err), m == 3 && pipe.script[m].len == whole);
            fake_pipe_rewind(&pipe);
        }
        free(pipe.script[m].data);
    }
    fake_pipe_free(&pipe);
}

static void memory_shortage_is_told_and_nothing_is_left(void **state)
{
    struct fake_pipe pipe;
    size_t nth = 0;
    bool failed;
    (void)state;
    script_everything(&pipe);
    do {
        struct rpc_error err;
        fail_alloc_at(++nth);
        bool ok = talk(&pipe, &err);
        failed = fail_alloc_done();
        fail_alloc_at(0);
        assert_int_equal(ok, !failed);
        assert_int_equal(err.kind, failed ? RPC_ERR_NO_MEMORY : RPC_OK);
        fake_pipe_rewind(&pipe);
    } while (failed);
    assert_true(nth > 3); /* association, fragment, a larger one, reply */
    fake_pipe_free(&pipe);
}

static const struct {
    struct rpc_error err;
    uint32_t win32;
} errors[] = {
    { { RPC_OK, 7, "" }, ERROR_SUCCESS },
    { { RPC_ERR_PIPE, STATUS_IO_TIMEOUT, "" }, ERROR_SEM_TIMEOUT },
    { { RPC_ERR_FAULT, 0x1C010003, "" }, RPC_S_UNKNOWN_IF },
    { { RPC_ERR_REJECTED, RPC_S_SERVER_TOO_BUSY, "" }, RPC_S_SERVER_TOO_BUSY },
    { { RPC_ERR_PROTOCOL, 0, "" }, RPC_S_PROTOCOL_ERROR },
    { { RPC_ERR_NO_MEMORY, 0, "" }, ERROR_NOT_ENOUGH_MEMORY },
};

static void every_error_has_a_published_code(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        assert_int_equal(rpc_error_win32(&errors[i].err), errors[i].win32);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bind_sends_one_pdu_and_takes_the_answer),
        cmocka_unit_test(a_bind_ack_may_come_byte_by_byte),
        cmocka_unit_test(a_bind_that_is_refused_or_malformed_says_why),
        cmocka_unit_test(a_request_is_cut_to_the_size_the_server_takes),
        cmocka_unit_test(a_reply_is_joined_however_it_is_cut),
        cmocka_unit_test(the_first_read_may_be_empty_and_the_next_may_not),
        cmocka_unit_test(a_wrong_allocation_hint_does_no_harm),
        cmocka_unit_test(a_reply_that_is_none_is_refused),
        cmocka_unit_test(the_byte_order_does_not_change_within_a_reply),
        cmocka_unit_test(after_a_fault_the_association_is_good),
        cmocka_unit_test(an_error_of_the_pipe_is_passed_on),
        cmocka_unit_test(no_damage_makes_it_read_outside),
        cmocka_unit_test(a_script_cut_anywhere_is_an_error),
        cmocka_unit_test(memory_shortage_is_told_and_nothing_is_left),
        cmocka_unit_test(every_error_has_a_published_code),
    };
    return cmocka_run_group_tests(tests, number_the_stub, NULL);
}
