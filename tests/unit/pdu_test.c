/* SPDX-License-Identifier: MIT */
/*
 * Every recording in tests/pdu is decoded, compared with its text, encoded again, damaged in every
 * place, and received with every allocation failing. A last test wants a recording of every level
 * of every call. Nothing here knows a call or a level: a new one comes with its table and its file.
 *
 * usage: pdu_test FOLDER
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "all_ops.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "fail_alloc.h"
#include "fake_pipe.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "provider/remote/remote.h"
#include "recorded_test.h"
#include "recording.h"
#include "winerror.h"

#define WHY_SIZE       512u
#define PADDING_MAX    7u   /* of a stub, bytes */
#define RUNS_MAX       200u /* far more allocations than a call makes */
#define SERVER_TAKES   4280u
#define REFERENT_FIRST 0x00020000u /* of our encoder; then 4 more each */

static const char *folder;

/* Reads the recording; the test fails when it cannot. */
static void read_recording(const char *file, struct recording *r)
{
    char why[WHY_SIZE];
    if (!recording_read(folder, file, r, why, sizeof why))
        fail_msg("%s/%s: %s", folder, file, why);
}

static const struct ndr_params *params_of(const struct recording *r)
{
    return r->out ? &r->op->out : &r->op->in;
}

/* Decodes stub bytes as the recording's parameters. */
static bool decode(const struct recording *r, const uint8_t *stub, size_t len, bool big_endian,
                   union frame *frame, void **block, struct ndr_error *err)
{
    struct ndr_stub s = { stub, len, big_endian };
    frame_start(frame, r->op, r->level);
    return ndr_decode(params_of(r), frame, &s, "pdu_test", block, err);
}

/* ---- Values ---- */

/* The text of the frame as C string; free it. */
static char *text_of(const struct ndr_params *p, const union frame *frame)
{
    struct bytes out;
    bytes_init(&out, RPC_STUB_MAX);
    frame_print(p, frame, &out);
    bytes_put_u8(&out, '\0');
    assert_false(out.failed);
    return (char *)out.data;
}

static void assert_values(const struct ndr_params *p, const union frame *frame,
                          const char *expected)
{
    char *text = text_of(p, frame);
    assert_same_text(text, expected);
    free(text);
}

static void assert_inside(const struct recording *r, const union frame *frame, const void *block)
{
    char why[WHY_SIZE];
    size_t size = 0;
    if (block)
        assert_true(buffer_check(block, &size));
    if (!frame_inside(params_of(r), frame, r->out, block, size, why, sizeof why))
        fail_msg("%s", why);
}

/* One call frees it, a second does not. */
static void assert_frees_once(void *block)
{
    if (!block)
        return;
    assert_true(buffer_free(block));
    assert_false(buffer_free(block));
}

/* ---- Encoding again ---- */

/* Words of 32 bits that differ must both be ids of a referent, ours in the order we count them. */
static void assert_same_stub(const struct recording *r, const struct bytes *ours)
{
    uint32_t next = REFERENT_FIRST;
    if (r->stub_len < ours->len || r->stub_len - ours->len > PADDING_MAX)
        fail_msg("%zu bytes were recorded, but encoding gives %zu", r->stub_len, ours->len);
    for (size_t at = 0; at < ours->len; at += 4) {
        size_t n = ours->len - at < 4 ? ours->len - at : 4;
        if (!memcmp(ours->data + at, r->stub + at, n))
            continue;
        uint32_t id = n == 4 ? get_le32(ours->data + at) : 0;
        bool is_id = id >= next && id % 4 == 0 && id - REFERENT_FIRST <= r->stub_len;
        if (!is_id || !get_le32(r->stub + at))
            fail_msg("the bytes at offset %zu differ when encoded again", at);
        next = id + 4;
    }
}

/* What was decoded is encoded to the same bytes, or to bytes of the same values. */
static void check_encoding(const struct recording *r, const union frame *frame)
{
    struct bytes ours;
    struct ndr_error err;
    bytes_init(&ours, RPC_STUB_MAX);
    if (!ndr_encode(params_of(r), frame, &ours, &err))
        fail_msg("encoding again: %s: %s", err.member, ndr_err_text(err.code));
    if (!r->values_only) {
        assert_same_stub(r, &ours);
    } else {
        union frame second;
        void *block;
        assert_true(decode(r, ours.data, ours.len, false, &second, &block, &err));
        assert_values(params_of(r), &second, r->expected);
        if (block)
            buffer_free(block);
    }
    bytes_free(&ours);
}

static void check_values(const struct recording *r)
{
    union frame frame;
    void *block;
    struct ndr_error err;
    if (!decode(r, r->stub, r->stub_len, r->big_endian, &frame, &block, &err))
        fail_msg("%s: %s (offset %zu)", err.member, ndr_err_text(err.code), err.offset);
    assert_values(params_of(r), &frame, r->expected);
    assert_inside(r, &frame, block);
    check_encoding(r, &frame);
    assert_frees_once(block);
}

static void check_refusal(const struct recording *r)
{
    union frame frame;
    void *block;
    struct ndr_error err;
    char words[WHY_SIZE];
    assert_false(decode(r, r->stub, r->stub_len, r->big_endian, &frame, &block, &err));
    assert_null(block);
    snprintf(words, sizeof words, "%s: %s", err.member, ndr_err_text(err.code));
    assert_string_equal(words, r->undecodable);
}

/* ---- Damage ---- */

/* Whatever the bytes are, the decoder either refuses them, leaving nothing, or gives an answer that
 * keeps every promise. The stub lies in a block of its size. */
static void decode_damaged(const struct recording *r, const uint8_t *stub, size_t len)
{
    union frame frame;
    void *block;
    struct ndr_error err;
    if (!decode(r, stub, len, r->big_endian, &frame, &block, &err)) {
        assert_null(block);
        assert_int_not_equal(err.code, NDR_OK);
        assert_int_not_equal(err.code, NDR_NO_MEMORY);
        return;
    }
    assert_inside(r, &frame, block);
    free(text_of(params_of(r), &frame));
    assert_frees_once(block);
}

static void damage_by_truncation(const struct recording *r)
{
    for (size_t len = 0; len < r->stub_len; len++) {
        uint8_t *copy = malloc(len ? len : 1);
        assert_non_null(copy);
        if (len)
            memcpy(copy, r->stub, len);
        decode_damaged(r, copy, len);
        free(copy);
    }
}

static void damage_by_alteration(const struct recording *r)
{
    for (size_t at = 0; at < r->stub_len; at++) {
        uint8_t was = r->stub[at];
        const uint8_t values[] = { was ^ 0xFF, was ^ 0x01, 0x00, 0x80, 0x7F, 0xFF };
        for (size_t i = 0; i < sizeof values; i++) {
            r->stub[at] = values[i];
            decode_damaged(r, r->stub, r->stub_len);
        }
        r->stub[at] = was;
    }
}

/* ---- Receiving, with memory short ---- */

/* A request that encodes: what is not to be NULL is there, a structure with nothing in it. */
static void frame_request(union frame *frame, const struct recording *r)
{
    static WCHAR name[] = u"name";
    static uint8_t everyone[] = { 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0 };
    static _Alignas(16) uint8_t nothing[NDR_STRUCT_MAX];
    LPWSTR text = name;
    PSID sid = everyone;
    void *record = nothing;
    const struct ndr_field *written = frame_written(r->op);
    frame_start(frame, r->op, r->level);
    for (size_t i = 0; i < r->op->in.n_fields; i++) {
        const struct ndr_field *f = &r->op->in.fields[i];
        if (f->kind == NDR_REF_WSTR)
            memcpy(frame->bytes + f->at, &text, sizeof text);
        if (f->kind == NDR_REF_SID)
            memcpy(frame->bytes + f->at, &sid, sizeof sid);
        if (f->kind == NDR_REF)
            memcpy(frame->bytes + f->at, &record, sizeof record);
    }
    if (written)
        memcpy(frame->bytes + written->at, &record, sizeof record);
}

/* Binds and calls on the pipe; what provider.call would give. */
static NET_API_STATUS call_on(struct fake_pipe *pipe, const struct recording *r, union frame *frame,
                              void **block)
{
    struct call call = { .function = "pdu_test", .deadline = deadline_in(CALL_TIMEOUT_MS) };
    struct rpc_assoc *assoc;
    struct rpc_error err;
    *block = NULL;
    frame_request(frame, r);
    if (!rpc_bind(&pipe->base, r->op->interface, call.deadline, &assoc, &err))
        return rpc_error_win32(&err);
    NET_API_STATUS status = remote_call_on(&call, assoc, r->op, frame, block);
    rpc_unbind(assoc);
    return status;
}

static void check_answer(const struct recording *r, NET_API_STATUS status, const union frame *frame,
                         void *block)
{
    assert_int_equal(status, r->result);
    bool answers = status == NERR_Success || status == ERROR_MORE_DATA;
    if (answers)
        assert_values(&r->op->out, frame, r->expected);
    else
        assert_null(block);
    assert_frees_once(block);
}

/* Fails one allocation after the other until the call needs no more. */
static void starve(struct fake_pipe *pipe, const struct recording *r)
{
    bool failed = true;
    for (unsigned n = 1; failed; n++) {
        union frame frame;
        void *block;
        assert_true(n < RUNS_MAX);
        fake_pipe_rewind(pipe);
        fail_alloc_at(n);
        NET_API_STATUS status = call_on(pipe, r, &frame, &block);
        fail_alloc_pause();
        failed = fail_alloc_done();
        if (!failed) {
            check_answer(r, status, &frame, block);
        } else {
            assert_int_equal(status, ERROR_NOT_ENOUGH_MEMORY);
            assert_null(block);
        }
    }
}

static void receive_in_all_ways(const struct recording *r)
{
    static const struct {
        size_t fragment, cut; /* bytes of a PDU, and of one read (0: all) */
        bool joined, no_hint;
    } ways[] = {
        { RPC_FRAGMENT_OFFER, 0, false, false },
        { 256, 0, false, true },
        { 256, 0, true, false },
        { 256, 1, false, false },
    };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct fake_pipe pipe;
        fake_pipe_init(&pipe);
        pipe.cut = ways[i].cut;
        pipe.joined = ways[i].joined;
        pipe.no_hint = ways[i].no_hint;
        fake_pipe_add_bind_ack(&pipe, 1, SERVER_TAKES);
        fake_pipe_add_response(&pipe, 2, r->stub, r->stub_len, ways[i].fragment, r->big_endian);
        starve(&pipe, r);
        fake_pipe_free(&pipe);
    }
}

static void starve_request(const struct recording *r)
{
    union frame frame;
    void *block;
    struct ndr_error err;
    fail_alloc_at(1);
    bool good = decode(r, r->stub, r->stub_len, r->big_endian, &frame, &block, &err);
    fail_alloc_pause();
    assert_true(good != fail_alloc_done());
    assert_true(good || (err.code == NDR_NO_MEMORY && !block));
    if (block)
        buffer_free(block);
}

/* ---- The tests ---- */

static void recording_is_understood(void **state)
{
    struct recording r;
    read_recording(*state, &r);
    if (r.undecodable)
        check_refusal(&r);
    else
        check_values(&r);
    damage_by_truncation(&r);
    damage_by_alteration(&r);
    if (r.out)
        receive_in_all_ways(&r);
    else
        starve_request(&r);
    recording_free(&r);
}

/* Does the recording hold what the call and the level are for: the structure that the request
 * brings, where it brings one, else the answer, not only an error? A call that gives back no
 * structure answers with success. */
static bool answers(const char *file, const struct rpc_op *op, bool out, uint32_t level)
{
    size_t at;
    struct recording r;
    char why[WHY_SIZE];
    union frame frame;
    void *block = NULL;
    struct ndr_error err;
    if (!strstr(file, op->name) || !recording_read(folder, file, &r, why, sizeof why))
        return false; /* its own test tells */
    bool found = r.out == out && r.op == op && r.level == level &&
                 decode(&r, r.stub, r.stub_len, r.big_endian, &frame, &block, &err) &&
                 (!out || (frame_answer(op, &at) ? block != NULL : r.result == NERR_Success));
    if (block)
        buffer_free(block);
    recording_free(&r);
    return found;
}

/* Prints what is missing when it is; returns how many (0 or 1). */
static unsigned miss_recording(char *const *files, const struct rpc_op *op, bool out,
                               uint32_t level, const char *level_text)
{
    for (size_t i = 0; files[i]; i++)
        if (answers(files[i], op, out, level))
            return 0;
    bool none = !strcmp(level_text, "none");
    print_error("%s, level %s: no recording. Write %s/%s_%s%s%s_%s.txt: let tests/live/record ask\n"
                "a server (`record DIR SERVER %s %s [NAME]`) and confirm its text; docs/ndr.md\n"
                "tells how.\n",
                op->name, level_text, folder, op->interface->name, op->name, none ? "" : "_",
                none ? "" : level_text, out ? "out" : "in", op->name, level_text);
    return 1;
}

/* What a call is known by: its answer at each level, or, where it writes, its request at each level
 * and one answer. */
static unsigned miss_levels(char *const *files, const struct rpc_op *op)
{
    uint32_t use = 0;
    unsigned missing = 0;
    const struct net_family *family = frame_family(op, &use);
    bool writes = frame_written(op) != NULL, any = false;
    if (!family)
        return miss_recording(files, op, true, 0, "none");
    for (size_t n = 0; n < family->n_levels; n++) {
        char level[16];
        if (!(family->levels[n].uses & use))
            continue;
        snprintf(level, sizeof level, "%" PRIu32, family->levels[n].level);
        missing += miss_recording(files, op, !writes, family->levels[n].level, level);
        for (size_t i = 0; files[i] && writes && !any; i++)
            any = answers(files[i], op, true, family->levels[n].level);
    }
    if (writes && !any)
        print_error("%s: no reply is recorded\n", op->name);
    return missing + (writes && !any);
}

static void every_level_of_every_call_has_a_recording(void **state)
{
    unsigned missing = 0;
    for (size_t i = 0; all_ops(i); i++)
        missing += miss_levels(*state, all_ops(i));
    assert_int_equal(missing, 0);
}

int main(int argc, char **argv)
{
    folder = argc == 2 ? argv[1] : NULL;
    return recorded_test_run(
        "tests/pdu", folder, recording_is_understood,
        (struct CMUnitTest)cmocka_unit_test(every_level_of_every_call_has_a_recording));
}
