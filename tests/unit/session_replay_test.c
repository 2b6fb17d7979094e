/* SPDX-License-Identifier: MIT */
/*
 * Every recorded session in tests/smb2 is played again: the same requests must leave us, byte for
 * byte, and what the server said must give the same answers. Then each reply is cut off at each
 * length and altered at each byte, and each allocation fails. What damage must be noticed follows
 * from what protects a message. A last test wants a recording of each dialect, signing algorithm
 * and cipher we have.
 *
 * usage: session_replay_test FOLDER
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/status.h"
#include "fail_alloc.h"
#include "lmerr.h"
#include "recorded_test.h"
#include "session_play.h"
#include "smb2/header.h"
#include "winerror.h"
#include "wire.h"

#define WHY_SIZE 512u
#define RUNS_MAX 500u /* far more allocations than a session makes */

/* NEGOTIATE's reply from SecurityMode to Capabilities: what validation asks for again, but for two
 * bytes that count contexts or are reserved. */
#define VALIDATED_FROM (SMB2_HEADER_SIZE + 2u)
#define VALIDATED_TO   (SMB2_HEADER_SIZE + 28u)
#define NOT_VALIDATED  (SMB2_HEADER_SIZE + 6u)

static const char *folder;

/* ---- The server: it says what was recorded ---- */

/* What happens to one reply on its way. */
struct damage {
    size_t message; /* its place in the recording */
    size_t at;      /* where it is cut off or altered */
    uint8_t bits;   /* to invert there; 0: it ends there */
};

struct replay {
    struct net_stream base;
    const struct session_recording *r;
    size_t at;                   /* the next message */
    bool strict;                 /* requests must be those recorded */
    const struct damage *damage; /* NULL: none */
    uint8_t *held;               /* what recv handed out last, and its size */
    size_t held_len;
    unsigned closed;
};

static void expect_request(const struct replay *s, const uint8_t *msg, size_t len)
{
    const struct session_message *m = s->at < s->r->n ? &s->r->messages[s->at] : NULL;
    size_t at = 0;
    if (!m || m->reply)
        fail_msg("message %zu is sent, but none was recorded there", s->at);
    while (at < len && at < m->len && msg[at] == m->data[at])
        at++;
    if (at < len || at < m->len)
        fail_msg("message %zu (%s): %zu bytes are sent, %zu were recorded, and they differ from "
                 "offset %zu on",
                 s->at, smb2_is_encrypted(msg, len) ? "encrypted" : "in clear", len, m->len, at);
}

static uint32_t replay_send(struct net_stream *stream, const uint8_t *msg, size_t len,
                            struct deadline deadline)
{
    struct replay *s = (struct replay *)stream;
    (void)deadline;
    if (s->strict) {
        expect_request(s, msg, len);
        s->at++;
    }
    return STATUS_OK;
}

/* Unless it is strict the next reply comes whatever was asked: that is what somebody in between
 * could do who has the messages, but not the key. */
static const struct session_message *replay_next(struct replay *s)
{
    while (!s->strict && s->at < s->r->n && !s->r->messages[s->at].reply)
        s->at++;
    if (s->at < s->r->n && s->r->messages[s->at].reply)
        return &s->r->messages[s->at];
    if (s->strict)
        fail_msg("a reply is waited for where message %zu was recorded", s->at);
    return NULL;
}

static void replay_let_go(struct replay *s)
{
    if (s->held)
        exact_free(s->held, s->held_len);
    s->held = NULL;
}

static uint32_t replay_recv(struct net_stream *stream, uint8_t **msg, size_t *len,
                            struct deadline deadline)
{
    struct replay *s = (struct replay *)stream;
    const struct session_message *m = replay_next(s);
    const struct damage *d = s->damage && s->damage->message == s->at ? s->damage : NULL;
    (void)deadline;
    if (!m)
        return STATUS_CONNECTION_DISCONNECTED;
    size_t countdown = fail_alloc_pause(); /* these are not the code's */
    replay_let_go(s);
    s->held_len = d && !d->bits ? d->at : m->len;
    s->held = exact_copy(m->data, s->held_len);
    if (d && d->bits)
        s->held[d->at] ^= d->bits;
    if (countdown) /* it would forget that one has failed */
        fail_alloc_at(countdown);
    *msg = s->held;
    *len = s->held_len;
    s->at++;
    return STATUS_OK;
}

static void replay_close(struct net_stream *stream)
{
    ((struct replay *)stream)->closed++;
}

static const struct net_stream_ops replay_ops = { replay_send, replay_recv, NULL, replay_close };

/* One run. Whatever becomes of it, the connection is closed once. */
static NET_API_STATUS play(const struct session_recording *r, bool strict,
                           const struct damage *damage, struct session_answers *answers)
{
    struct replay s = { .base.ops = &replay_ops, .r = r, .strict = strict, .damage = damage };
    NET_API_STATUS status = session_play(r, &s.base, answers);
    replay_let_go(&s);
    assert_int_equal(s.closed, 1);
    if (strict && s.at != r->n)
        fail_msg("the session ends before message %zu of %zu", s.at, r->n);
    return status;
}

/* ---- Answers ---- */

static void read_session(const char *file, struct session_recording *r)
{
    char why[WHY_SIZE];
    if (!session_recording_read(folder, file, r, why, sizeof why))
        fail_msg("%s/%s: %s", folder, file, why);
}

/* The text of answers as C string; free it. */
static char *text_of(const struct session_answers *answers)
{
    struct bytes out;
    bytes_init(&out, RPC_STUB_MAX);
    session_answers_print(answers, &out);
    bytes_put_u8(&out, '\0');
    assert_false(out.failed);
    return (char *)out.data;
}

static void assert_inside(const struct session_answers *answers)
{
    char why[WHY_SIZE];
    for (size_t i = 0; i < SESSION_CALLS; i++) {
        const struct session_answer *a = &answers->calls[i];
        size_t size = 0;
        assert_true(!a->block || buffer_check(a->block, &size));
        if (!frame_inside(&a->op->out, &a->frame, true, a->block, size, why, sizeof why))
            fail_msg("%s: %s", a->op->name, why);
    }
}

/* The undamaged session: its answers are to be freed. */
static void check_session(const struct session_recording *r, struct session_answers *answers)
{
    NET_API_STATUS status = play(r, true, NULL, answers);
    assert_int_equal(status, NERR_Success);
    assert_inside(answers);
    char *text = text_of(answers);
    assert_same_text(text, r->expected);
    free(text);
}

static bool is_anonymous(const struct session_recording *r)
{
    return r->credentials.kind == CREDENTIALS_ANONYMOUS;
}

static bool is_protected(const struct session_answers *a)
{
    return a->signing || a->cipher;
}

/* The name tells what is inside, so that a copy that was not edited is found. */
static void check_name(const char *file, const struct session_recording *r,
                       const struct session_answers *a)
{
    char start[64];
    const char *kind = a->cipher         ? "encrypted"
                       : a->signing      ? "signed"
                       : is_anonymous(r) ? "anonymous"
                                         : "guest";
    int n = snprintf(start, sizeof start, "%s_%s", a->dialect->name, kind);
    if (strncmp(file, start, (size_t)n) != 0 || !strchr("._", file[n]))
        fail_msg("by its content it must be named %s...txt", start);
}

/* ---- Damage ---- */

/* What must come of a damaged reply. */
enum proof {
    PROOF_NONE,    /* nothing protects it: any answer that keeps the promises */
    PROOF_ANSWERS, /* it may pass, with the answers as they were */
    PROOF_ALL,     /* it must be noticed */
};

/* The header of a recorded reply; false: it is encrypted. */
static bool header_of(const struct session_recording *r, size_t message, struct smb2_header *h)
{
    return smb2_header_get(r->messages[message].data, r->messages[message].len, h) == STATUS_OK;
}

/* Did the server tell again what it had said to NEGOTIATE? A Samba that has nothing newer
 * than 2.0.2 refuses; that it has not, by its signature, is all that is proven then. */
static bool is_validated(const struct session_recording *r)
{
    struct smb2_header h;
    for (size_t i = 0; i < r->n; i++)
        if (r->messages[i].reply && header_of(r, i, &h) && h.command == SMB2_IOCTL)
            return h.status == STATUS_OK;
    return true; /* encrypted: by dialects in which it is answered */
}

/* Before the last SESSION_SETUP reply there is no key. 3.1.1 makes it from a hash of what came
 * before; older dialects ask again over the signed session, and only for a part. */
static enum proof proof_before_key(const struct session_recording *r,
                                   const struct session_answers *a, uint16_t command,
                                   const struct damage *d)
{
    if (a->dialect->preauth)
        return PROOF_ALL;
    bool asked = command == SMB2_NEGOTIATE && d->at >= VALIDATED_FROM && d->at < VALIDATED_TO &&
                 d->at / 2 != NOT_VALIDATED / 2;
    return asked && d->bits && is_validated(r) ? PROOF_ALL : PROOF_ANSWERS;
}

static enum proof proof_of(const struct session_recording *r, const struct session_answers *a,
                           const struct damage *d)
{
    struct smb2_header h;
    if (!is_protected(a))
        return PROOF_NONE;
    if (d->message == r->n - 1)
        return PROOF_ANSWERS; /* of CLOSE, when there is nothing left to spoil */
    if (!header_of(r, d->message, &h))
        return PROOF_ALL;
    if (h.status == STATUS_PENDING)
        return PROOF_ANSWERS; /* [MS-SMB2] 3.2.5.1.3: interim answers are not verified */
    if (h.command == SMB2_NEGOTIATE || h.status == STATUS_MORE_PROCESSING_REQUIRED)
        return proof_before_key(r, a, h.command, d);
    return PROOF_ALL;
}

static void fail_damaged(const struct damage *d, const char *what)
{
    fail_msg("message %zu, %s at offset %zu (bits %02x): %s", d->message,
             d->bits ? "altered" : "cut off", d->at, d->bits, what);
}

static void check_damage(const struct session_recording *r, const struct session_answers *whole,
                         const struct damage *d)
{
    struct session_answers answers;
    NET_API_STATUS status = play(r, false, d, &answers);
    enum proof proof = proof_of(r, whole, d);
    if (status == NERR_Success) {
        if (proof == PROOF_ALL)
            fail_damaged(d, "nobody notices");
        assert_inside(&answers);
        char *text = text_of(&answers);
        if (proof == PROOF_ANSWERS && strcmp(text, r->expected) != 0)
            fail_damaged(d, "another answer");
        free(text);
    }
    session_answers_free(&answers);
}

/* Replies that open a session are altered in every bit, others once in every byte. */
static void damage_byte(const struct session_recording *r, const struct session_answers *whole,
                        struct damage *d)
{
    struct smb2_header h;
    bool opening = header_of(r, d->message, &h) && h.command <= SMB2_SESSION_SETUP;
    d->bits = 0;
    check_damage(r, whole, d);
    for (unsigned bit = 0; bit < 8; bit++) {
        d->bits = (uint8_t)(1u << bit);
        if (opening || bit == d->at % 8)
            check_damage(r, whole, d);
    }
}

static void damage_replies(const struct session_recording *r, const struct session_answers *whole)
{
    struct damage d = { 0 };
    for (d.message = 0; d.message < r->n; d.message++) {
        if (!r->messages[d.message].reply)
            continue;
        size_t len = r->messages[d.message].len;
        for (d.at = 0; d.at < len; d.at++)
            damage_byte(r, whole, &d);
    }
}

/* ---- Starvation ---- */

/* Fails one allocation after the other until the session needs no more. */
static void starve_session(const struct session_recording *r)
{
    bool failed = true;
    for (unsigned n = 1; failed; n++) {
        struct session_answers answers;
        assert_true(n < RUNS_MAX);
        fail_alloc_at(n);
        NET_API_STATUS status = play(r, false, NULL, &answers);
        fail_alloc_pause();
        failed = fail_alloc_done();
        session_answers_free(&answers);
        assert_int_equal(status, failed ? ERROR_NOT_ENOUGH_MEMORY : NERR_Success);
    }
}

/* ---- The tests ---- */

static void session_is_played_again(void **state)
{
    struct session_recording r;
    struct session_answers answers;
    read_session(*state, &r);
    check_session(&r, &answers);
    check_name(*state, &r, &answers);
    damage_replies(&r, &answers);
    starve_session(&r);
    session_answers_free(&answers);
    session_recording_free(&r);
}

/* What there must be a recording of: a row of one of our tables, or a kind of log-on. */
struct want {
    const char *what;
    const char *(*name)(size_t i); /* NULL past the last */
    bool (*shown)(size_t i, const struct session_recording *r, const struct session_answers *a);
};

static const char *dialect_name(size_t i)
{
    const struct smb2_dialect *d = smb2_dialect_offer(i);
    return d ? d->name : NULL;
}

static bool dialect_shown(size_t i, const struct session_recording *r,
                          const struct session_answers *a)
{
    (void)r;
    return a->dialect == smb2_dialect_offer(i) && a->signing;
}

/* With a cipher that comes with the dialect; negotiated ones are the next want. */
static bool dialect_encrypts(size_t i, const struct session_recording *r,
                             const struct session_answers *a)
{
    const struct smb2_dialect *d = smb2_dialect_offer(i);
    (void)r;
    return !d->cipher || (a->dialect == d && a->cipher);
}

static const char *signing_name(size_t i)
{
    const struct smb2_signing *s = smb2_signing_offer(i);
    return s ? s->name : NULL;
}

static bool signing_shown(size_t i, const struct session_recording *r,
                          const struct session_answers *a)
{
    (void)r;
    return a->dialect->preauth && a->signing == smb2_signing_offer(i);
}

static const char *cipher_name(size_t i)
{
    const struct smb2_cipher *c = smb2_cipher_offer(i);
    return c ? c->name : NULL;
}

static bool cipher_shown(size_t i, const struct session_recording *r,
                         const struct session_answers *a)
{
    (void)r;
    return a->dialect->preauth && a->cipher == smb2_cipher_offer(i);
}

static const char *nobody_name(size_t i)
{
    static const char *const names[] = { "anonymous", "guest", NULL };
    return names[i];
}

static bool nobody_shown(size_t i, const struct session_recording *r,
                         const struct session_answers *a)
{
    return !is_protected(a) && is_anonymous(r) == (i == 0);
}

static const struct want wants[] = {
    { "signed with dialect", dialect_name, dialect_shown },
    { "encrypted with dialect", dialect_name, dialect_encrypts },
    { "signed by choice of the server with", signing_name, signing_shown },
    { "encrypted by choice of the server with", cipher_name, cipher_shown },
    { "logged on as", nobody_name, nobody_shown },
};

static bool is_shown(char *const *files, const struct want *want, size_t i)
{
    bool shown = false;
    for (size_t n = 0; files[n] && !shown; n++) {
        struct session_recording r;
        struct session_answers answers;
        char why[WHY_SIZE];
        if (!session_recording_read(folder, files[n], &r, why, sizeof why))
            continue; /* its own test tells */
        shown = play(&r, false, NULL, &answers) == NERR_Success && want->shown(i, &r, &answers);
        session_answers_free(&answers);
        session_recording_free(&r);
    }
    return shown;
}

static void every_dialect_signing_algorithm_and_cipher_has_a_recording(void **state)
{
    unsigned missing = 0;
    for (size_t w = 0; w < sizeof wants / sizeof *wants; w++) {
        for (size_t i = 0; wants[w].name(i); i++) {
            if (is_shown(*state, &wants[w], i))
                continue;
            missing++;
            print_error("no recording of a session %s %s. Add a row to\n"
                        "tests/live/record_sessions.sh and run it: `record_sessions.sh BUILD %s\n"
                        "NAME`; docs/smb2.md tells how.\n",
                        wants[w].what, wants[w].name(i), folder);
        }
    }
    assert_int_equal(missing, 0);
}

int main(int argc, char **argv)
{
    folder = argc == 2 ? argv[1] : NULL;
    return recorded_test_run("tests/smb2", folder, session_is_played_again,
                             (struct CMUnitTest)cmocka_unit_test(
                                 every_dialect_signing_algorithm_and_cipher_has_a_recording));
}
