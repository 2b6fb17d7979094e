/* SPDX-License-Identifier: MIT */
/* A second interface on an association: what is sent for it, which presentation context calls go
 * to, and answers that refuse it or are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/status.h"
#include "fail_alloc.h"
#include "layout/ops.h"
#include "rpc/pdu.h"
#include "rpc/rpc.h"
#include "winerror.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define ANSWERS_MAX 24u
#define PDU_MAX     96u

static const struct deadline never = { INT64_MAX };

static const uint8_t ndr_syntax[20] = {
    0x04, 0x5d, 0x88, 0x8a, 0xeb, 0x1c, 0xc9, 0x11, 0x9f, 0xe8,
    0x08, 0x00, 0x2b, 0x10, 0x48, 0x60, 0x02, 0x00, 0x00, 0x00
};

/* A pipe that keeps the last request and answers by a script. */
struct script {
    struct pipe base;
    uint8_t sent[256];
    size_t sent_len;
    unsigned transacts;
    uint8_t answers[ANSWERS_MAX][PDU_MAX];
    size_t lens[ANSWERS_MAX];
    uint32_t statuses[ANSWERS_MAX]; /* not STATUS_OK: no answer */
    size_t n, at;
};

static uint32_t script_transact(struct pipe *pipe, const uint8_t *out, size_t out_len, uint8_t *in,
                                size_t in_max, size_t *in_len, struct deadline deadline)
{
    struct script *p = (struct script *)pipe;
    (void)deadline;
    assert_true(out_len <= sizeof p->sent);
    memcpy(p->sent, out, out_len);
    p->sent_len = out_len;
    p->transacts++;
    if (p->at == p->n)
        return STATUS_PIPE_BROKEN;
    size_t i = p->at++;
    if (p->statuses[i] != STATUS_OK)
        return p->statuses[i];
    assert_true(p->lens[i] <= in_max);
    memcpy(in, p->answers[i], p->lens[i]);
    *in_len = p->lens[i];
    return STATUS_OK;
}

static uint32_t script_read(struct pipe *pipe, uint8_t *in, size_t in_max, size_t *in_len,
                            struct deadline deadline)
{
    (void)pipe, (void)in, (void)in_max, (void)in_len, (void)deadline;
    return STATUS_PIPE_BROKEN;
}

static const struct pipe_ops script_ops = { script_transact, NULL, script_read, NULL };

static uint8_t *answer_add(struct script *p, uint8_t type, uint32_t call_id, size_t len)
{
    uint8_t *pdu = p->answers[p->n];
    assert_true(p->n < ANSWERS_MAX && len <= PDU_MAX);
    memset(pdu, 0, PDU_MAX);
    pdu[0] = 5;
    pdu[2] = type;
    pdu[3] = PDU_FIRST | PDU_LAST;
    pdu[4] = 0x10;
    put_le16(pdu + 8, (uint16_t)len);
    put_le32(pdu + 12, call_id);
    p->lens[p->n++] = len;
    return pdu;
}

/* bind_ack or alter_context_resp, without a secondary address. */
static uint8_t *answer_context(struct script *p, uint8_t type, uint32_t call_id, uint16_t result,
                               uint16_t reason)
{
    uint8_t *pdu = answer_add(p, type, call_id, 56);
    put_le16(pdu + 16, 4280);
    put_le16(pdu + 18, 4280);
    pdu[28] = 1;
    put_le16(pdu + 32, result);
    put_le16(pdu + 34, reason);
    if (!result)
        memcpy(pdu + 36, ndr_syntax, sizeof ndr_syntax);
    return pdu;
}

static void answer_response(struct script *p, uint32_t call_id, uint16_t context)
{
    uint8_t *pdu = answer_add(p, PDU_RESPONSE, call_id, PDU_RESPONSE_HEADER + 4);
    put_le32(pdu + 16, 4);
    put_le16(pdu + 20, context);
    put_le32(pdu + 24, call_id);
}

static void answer_fault(struct script *p, uint32_t call_id, uint32_t code)
{
    put_le32(answer_add(p, PDU_FAULT, call_id, PDU_FAULT_SIZE) + 24, code);
}

static struct rpc_assoc *bound(struct script *p)
{
    struct rpc_assoc *assoc = NULL;
    struct rpc_error err;
    *p = (struct script){ .base = { &script_ops } };
    answer_context(p, PDU_BIND_ACK, 1, 0, 0);
    assert_true(rpc_bind(&p->base, &srvsvc, never, &assoc, &err));
    return assoc;
}

static bool call(struct rpc_assoc *assoc, struct rpc_error *err)
{
    struct rpc_reply reply;
    bool ok = rpc_call(assoc, 7, (const uint8_t *)"stub", 4, never, &reply, err);
    if (ok)
        bytes_free(&reply.stub);
    return ok;
}

static void second_interface_has_a_context_of_its_own(void **state)
{
    struct script p;
    struct rpc_error err;
    struct bytes expected;
    struct rpc_assoc *assoc = bound(&p);
    (void)state;
    answer_context(&p, PDU_ALTER_CONTEXT_RESP, 2, 0, 0);
    answer_response(&p, 3, 1);
    answer_response(&p, 4, 0);
    answer_response(&p, 5, 1);
    assert_true(rpc_alter(assoc, &wkssvc, never, &err));
    assert_int_equal(err.kind, RPC_OK);

    /* as a bind, but for its type and the number of the context */
    bytes_init(&expected, 100);
    pdu_put_bind(&expected, 2, RPC_FRAGMENT_OFFER, &wkssvc);
    expected.data[2] = PDU_ALTER_CONTEXT;
    put_le16(expected.data + 28, 1);
    assert_int_equal(p.sent_len, expected.len);
    assert_memory_equal(p.sent, expected.data, expected.len);
    bytes_free(&expected);

    assert_true(call(assoc, &err));
    assert_int_equal(get_le16(p.sent + 20), 1);
    assert_int_equal(get_le16(p.sent + 22), 7);
    /* back and forth costs nothing */
    assert_true(rpc_alter(assoc, &srvsvc, never, &err));
    assert_true(call(assoc, &err));
    assert_int_equal(get_le16(p.sent + 20), 0);
    assert_true(rpc_alter(assoc, &wkssvc, never, &err));
    assert_true(call(assoc, &err));
    assert_int_equal(get_le16(p.sent + 20), 1);
    assert_int_equal(p.transacts, 5);
    rpc_unbind(assoc);
}

static void refused_interface_leaves_the_association_as_it_was(void **state)
{
    static const struct {
        uint16_t result, reason;
        uint32_t expected;
    } rows[] = {
        { 2, 1, RPC_S_UNKNOWN_IF },      { 2, 2, RPC_S_UNSUPPORTED_TRANS_SYN },
        { 2, 3, RPC_S_SERVER_TOO_BUSY }, { 2, 0, RPC_S_CALL_FAILED },
        { 1, 0, RPC_S_CALL_FAILED },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct script p;
        struct rpc_error err;
        struct rpc_assoc *assoc = bound(&p);
        answer_context(&p, PDU_ALTER_CONTEXT_RESP, 2, rows[i].result, rows[i].reason);
        answer_response(&p, 3, 0);
        answer_fault(&p, 4, 0x1C010003);
        answer_response(&p, 5, 0);
        answer_context(&p, PDU_ALTER_CONTEXT_RESP, 6, 0, 0);
        answer_response(&p, 7, 1);
        assert_false(rpc_alter(assoc, &wkssvc, never, &err));
        assert_int_equal(err.kind, RPC_ERR_REJECTED);
        assert_int_equal(rpc_error_win32(&err), rows[i].expected);
        assert_true(call(assoc, &err));
        assert_false(rpc_alter(assoc, &wkssvc, never, &err));
        assert_int_equal(err.kind, RPC_ERR_FAULT);
        assert_int_equal(rpc_error_win32(&err), RPC_S_UNKNOWN_IF);
        assert_true(call(assoc, &err));
        /* the context's number was not used up */
        assert_true(rpc_alter(assoc, &wkssvc, never, &err));
        assert_true(call(assoc, &err));
        assert_true(rpc_usable(assoc));
        rpc_unbind(assoc);
    }
}

static void answers_that_are_none_are_refused(void **state)
{
    (void)state;
    for (unsigned row = 0; row < 7; row++) {
        struct script p;
        struct rpc_error err;
        struct rpc_assoc *assoc = bound(&p);
        uint8_t *pdu =
            answer_context(&p, row ? PDU_ALTER_CONTEXT_RESP : PDU_BIND_ACK, row == 1 ? 9 : 2, 0, 0);
        if (row == 2)
            pdu[28] = 2; /* two results */
        if (row == 3)
            pdu[36] ^= 1; /* another transfer syntax */
        if (row == 4)
            pdu[2] = PDU_RESPONSE;
        if (row == 5)
            put_le16(pdu + 8, 55); /* cut */
        if (row == 6)
            put_le16(pdu + 24, 0xFFFF); /* secondary address past the end */
        assert_false(rpc_alter(assoc, &wkssvc, never, &err));
        if (err.kind != RPC_ERR_PROTOCOL)
            fail_msg("row %u: %d %s", row, err.kind, err.what);
        assert_false(rpc_usable(assoc)); /* nobody knows what comes next */
        rpc_unbind(assoc);
    }
}

static void response_in_another_context_is_refused(void **state)
{
    struct script p;
    struct rpc_error err;
    struct rpc_assoc *assoc = bound(&p);
    (void)state;
    answer_context(&p, PDU_ALTER_CONTEXT_RESP, 2, 0, 0);
    answer_response(&p, 3, 0);
    assert_true(rpc_alter(assoc, &wkssvc, never, &err));
    assert_false(call(assoc, &err));
    assert_int_equal(err.kind, RPC_ERR_PROTOCOL);
    rpc_unbind(assoc);
}

static void contexts_end_at_the_limit(void **state)
{
    struct rpc_interface interfaces[RPC_CONTEXTS_MAX];
    struct script p;
    struct rpc_error err;
    struct rpc_assoc *assoc = bound(&p);
    (void)state;
    for (uint16_t i = 1; i < RPC_CONTEXTS_MAX; i++) {
        interfaces[i] = wkssvc;
        answer_context(&p, PDU_ALTER_CONTEXT_RESP, i + 1u, 0, 0);
        assert_true(rpc_alter(assoc, &interfaces[i], never, &err));
        assert_int_equal(get_le16(p.sent + 28), i);
    }
    unsigned before = p.transacts;
    assert_false(rpc_alter(assoc, &wkssvc, never, &err));
    assert_int_equal(err.kind, RPC_ERR_REJECTED);
    assert_int_equal(rpc_error_win32(&err), ERROR_NO_SYSTEM_RESOURCES);
    assert_true(rpc_alter(assoc, &interfaces[1], never, &err));
    assert_int_equal(p.transacts, before);
    rpc_unbind(assoc);
}

static void error_of_the_pipe_is_passed_on(void **state)
{
    struct script p;
    struct rpc_error err;
    struct rpc_assoc *assoc = bound(&p);
    (void)state;
    p.statuses[p.n++] = STATUS_NETWORK_SESSION_EXPIRED;
    assert_false(rpc_alter(assoc, &wkssvc, never, &err));
    assert_int_equal(err.kind, RPC_ERR_PIPE);
    assert_int_equal(err.code, STATUS_NETWORK_SESSION_EXPIRED);
    rpc_unbind(assoc);
}

static void answer_changed_or_cut_anywhere_does_no_harm(void **state)
{
    (void)state;
    for (size_t i = 0; i < 56; i++)
        for (int cut = 0; cut < 2; cut++) {
            struct script p;
            struct rpc_error err;
            struct rpc_assoc *assoc = bound(&p);
            uint8_t *pdu = answer_context(&p, PDU_ALTER_CONTEXT_RESP, 2, 0, 0);
            if (cut)
                p.lens[p.n - 1] = i;
            else
                pdu[i] ^= 0xFF;
            if (cut)
                assert_false(rpc_alter(assoc, &wkssvc, never, &err));
            else
                rpc_alter(assoc, &wkssvc, never, &err);
            rpc_unbind(assoc);
        }
}

static void altering_needs_no_memory_that_binding_did_not(void **state)
{
    struct script p;
    struct rpc_error err;
    struct rpc_assoc *assoc = bound(&p);
    (void)state;
    answer_context(&p, PDU_ALTER_CONTEXT_RESP, 2, 0, 0);
    fail_alloc_at(1);
    /* the fragment of the bind is large enough for this one */
    assert_true(rpc_alter(assoc, &wkssvc, never, &err));
    assert_false(fail_alloc_done());
    fail_alloc_at(0);
    rpc_unbind(assoc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(second_interface_has_a_context_of_its_own),
        cmocka_unit_test(refused_interface_leaves_the_association_as_it_was),
        cmocka_unit_test(answers_that_are_none_are_refused),
        cmocka_unit_test(response_in_another_context_is_refused),
        cmocka_unit_test(contexts_end_at_the_limit),
        cmocka_unit_test(error_of_the_pipe_is_passed_on),
        cmocka_unit_test(answer_changed_or_cut_anywhere_does_no_harm),
        cmocka_unit_test(altering_needs_no_memory_that_binding_did_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
