/* SPDX-License-Identifier: MIT */
/*
 * Turns a mechanism's messages into the tokens of SMB2 session set-up and back. The reader takes
 * definite lengths only, compares each with what is left, and has no recursion: a token has a fixed
 * depth. Lengths that are longer than they need be are taken, because nothing is ever compared or
 * signed in the form a peer encoded it.
 */
#include "auth/spnego.h"

#include "auth/auth.h"
#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"

#define DER_OCTETS      0x04u
#define DER_OID         0x06u
#define DER_ENUMERATED  0x0Au
#define DER_SEQUENCE    0x30u
#define DER_APPLICATION 0x60u
#define DER_CONTEXT(n)  (0xA0u | (n))
#define DER_CLASS       0xE0u /* class and constructed bits of a tag */
#define DER_NUMBER      0x1Fu /* the other bits; all set: more bytes follow */
#define DER_LONG        0x80u /* in a length: this many bytes of length follow */
#define DER_LENGTH_MAX  4u

/* Context tags inside NegTokenInit and NegTokenResp */
#define INIT_MECHS DER_CONTEXT(0)
#define INIT_TOKEN DER_CONTEXT(2)
#define RESP_STATE DER_CONTEXT(0)
#define RESP_MECH  DER_CONTEXT(1)
#define RESP_TOKEN DER_CONTEXT(2)
#define RESP_MIC   DER_CONTEXT(3)
/* ... and around them */
#define CHOICE_INIT DER_CONTEXT(0)
#define CHOICE_RESP DER_CONTEXT(1)

/* 1.3.6.1.5.5.2 */
static const uint8_t spnego_oid[] = { 0x2B, 0x06, 0x01, 0x05, 0x05, 0x02 };

const struct spnego_mech spnego_mechs[SPNEGO_MECHS] = {
    /* 1.2.840.113554.1.2.2 */
    [SPNEGO_KRB5] = { "Kerberos",
                      { 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x12, 0x01, 0x02, 0x02 },
                      9,
                      kerberos_mech_new },
    /* 1.3.6.1.4.1.311.2.2.10 */
    [SPNEGO_NTLM] = { "NTLM",
                      { 0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x02, 0x02, 0x0A },
                      10,
                      ntlm_mech_new },
};

/* What credentials of each kind are for. */
static const enum spnego_mech_index mech_of_kind[] = {
    [CREDENTIALS_PASSWORD] = SPNEGO_NTLM,
    [CREDENTIALS_ANONYMOUS] = SPNEGO_NTLM,
    [CREDENTIALS_KERBEROS_PASSWORD] = SPNEGO_KRB5,
    [CREDENTIALS_KEYTAB] = SPNEGO_KRB5,
    [CREDENTIALS_CCACHE] = SPNEGO_KRB5,
};

/* --- writing --- */

static size_t der_length_size(size_t len)
{
    size_t size = 1;
    if (len >= DER_LONG)
        for (size_t left = len; left; left >>= 8)
            size++;
    return size;
}

/* The size of an element with len bytes of contents. */
static size_t der_size(size_t len)
{
    return 1 + der_length_size(len) + len;
}

static void der_put_header(struct bytes *out, unsigned tag, size_t len)
{
    size_t size = der_length_size(len);
    bytes_put_u8(out, (uint8_t)tag);
    if (size == 1) {
        bytes_put_u8(out, (uint8_t)len);
        return;
    }
    bytes_put_u8(out, (uint8_t)(DER_LONG | (size - 1)));
    while (--size)
        bytes_put_u8(out, (uint8_t)(len >> 8 * (size - 1)));
}

static void der_put(struct bytes *out, unsigned tag, const void *data, size_t len)
{
    der_put_header(out, tag, len);
    bytes_put(out, data, len);
}

/* An element inside an explicit tag; nothing without data. */
static size_t der_part_size(struct spnego_part p)
{
    return p.data ? der_size(der_size(p.len)) : 0;
}

static void der_put_part(struct bytes *out, unsigned context, unsigned tag, struct spnego_part p)
{
    if (!p.data)
        return;
    der_put_header(out, context, der_size(p.len));
    der_put(out, tag, p.data, p.len);
}

static size_t spnego_mech_list_len(unsigned mechs)
{
    size_t len = 0;
    for (size_t i = 0; i < SPNEGO_MECHS; i++)
        if (mechs & 1u << i)
            len += der_size(spnego_mechs[i].oid_len);
    return len;
}

void spnego_put_mech_list(struct bytes *out, unsigned mechs)
{
    der_put_header(out, DER_SEQUENCE, spnego_mech_list_len(mechs));
    for (size_t i = 0; i < SPNEGO_MECHS; i++)
        if (mechs & 1u << i)
            der_put(out, DER_OID, spnego_mechs[i].oid, spnego_mechs[i].oid_len);
}

void spnego_put_init(struct bytes *out, unsigned mechs, const uint8_t *token, size_t len)
{
    struct spnego_part part = { token, len };
    size_t list = der_size(spnego_mech_list_len(mechs));
    size_t fields = der_size(list) + der_part_size(part);
    size_t sequence = der_size(fields);
    der_put_header(out, DER_APPLICATION, der_size(sizeof spnego_oid) + der_size(sequence));
    der_put(out, DER_OID, spnego_oid, sizeof spnego_oid);
    der_put_header(out, CHOICE_INIT, sequence);
    der_put_header(out, DER_SEQUENCE, fields);
    der_put_header(out, INIT_MECHS, list);
    spnego_put_mech_list(out, mechs);
    der_put_part(out, INIT_TOKEN, DER_OCTETS, part);
}

void spnego_put_resp(struct bytes *out, const struct spnego_resp *resp)
{
    uint8_t value = (uint8_t)resp->state;
    struct spnego_part state = { resp->state == SPNEGO_STATE_ABSENT ? NULL : &value, 1 };
    size_t fields = der_part_size(state) + der_part_size(resp->mech) + der_part_size(resp->token) +
                    der_part_size(resp->mic);
    der_put_header(out, CHOICE_RESP, der_size(fields));
    der_put_header(out, DER_SEQUENCE, fields);
    der_put_part(out, RESP_STATE, DER_ENUMERATED, state);
    der_put_part(out, RESP_MECH, DER_OID, resp->mech);
    der_put_part(out, RESP_TOKEN, DER_OCTETS, resp->token);
    der_put_part(out, RESP_MIC, DER_OCTETS, resp->mic);
}

/* --- reading --- */

/* Takes the next element, which must have this tag, off the front of in. */
static bool der_take(struct spnego_part *in, unsigned tag, struct spnego_part *contents)
{
    if (in->len < 2 || in->data[0] != tag || (tag & DER_NUMBER) == DER_NUMBER)
        return false;
    size_t header = 2, len = in->data[1];
    if (len & DER_LONG) {
        size_t n = len & ~(size_t)DER_LONG;
        if (!n || n > DER_LENGTH_MAX || in->len - header < n)
            return false;
        for (len = 0; n; n--)
            len = len << 8 | in->data[header++];
    }
    if (in->len - header < len)
        return false;
    *contents = (struct spnego_part){ in->data + header, len };
    in->data += header + len;
    in->len -= header + len;
    return true;
}

/* The same for an element that is all there is. */
static bool der_only(struct spnego_part in, unsigned tag, struct spnego_part *contents)
{
    return der_take(&in, tag, contents) && !in.len;
}

/* The next field of a sequence of explicit context tags, which ascend. *tag is the last one. */
static bool der_next_field(struct spnego_part *in, unsigned *tag, struct spnego_part *field)
{
    unsigned next = in->data[0];
    if ((next & DER_CLASS) != DER_CONTEXT(0) || next <= *tag)
        return false;
    *tag = next;
    return der_take(in, next, field);
}

static bool spnego_parse_state(struct spnego_part field, enum spnego_state *state)
{
    struct spnego_part value;
    if (!der_only(field, DER_ENUMERATED, &value) || value.len != 1 ||
        value.data[0] > SPNEGO_REQUEST_MIC)
        return false;
    *state = (enum spnego_state)value.data[0];
    return true;
}

bool spnego_parse_resp(const uint8_t *token, size_t len, struct spnego_resp *resp)
{
    struct spnego_resp r = { .state = SPNEGO_STATE_ABSENT };
    struct spnego_part all = { token, len }, choice, fields, field;
    if (!der_only(all, CHOICE_RESP, &choice) || !der_only(choice, DER_SEQUENCE, &fields))
        return false;
    for (unsigned tag = 0; fields.len;) {
        bool good = der_next_field(&fields, &tag, &field);
        if (good && tag == RESP_STATE)
            good = spnego_parse_state(field, &r.state);
        else if (good && tag == RESP_MECH)
            good = der_only(field, DER_OID, &r.mech);
        else if (good && tag == RESP_TOKEN)
            good = der_only(field, DER_OCTETS, &r.token);
        else if (good && tag == RESP_MIC)
            good = der_only(field, DER_OCTETS, &r.mic);
        if (!good)
            return false; /* later fields are extensions, and skipped */
    }
    *resp = r;
    return true;
}

static bool spnego_is_mech(struct spnego_part oid, size_t index)
{
    const struct spnego_mech *mech = &spnego_mechs[index];
    return oid.len == mech->oid_len && !memcmp(oid.data, mech->oid, oid.len);
}

static bool spnego_parse_mech_list(struct spnego_part field, unsigned *mechs)
{
    struct spnego_part list, oid;
    if (!der_only(field, DER_SEQUENCE, &list))
        return false;
    *mechs = 0;
    while (list.len) {
        if (!der_take(&list, DER_OID, &oid))
            return false;
        for (size_t i = 0; i < SPNEGO_MECHS; i++)
            if (spnego_is_mech(oid, i))
                *mechs |= 1u << i;
    }
    return true;
}

bool spnego_parse_hint(const uint8_t *token, size_t len, unsigned *mechs)
{
    struct spnego_part all = { token, len }, rest, oid, choice, fields, field;
    unsigned found = 0;
    if (!der_only(all, DER_APPLICATION, &rest) || !der_take(&rest, DER_OID, &oid) ||
        oid.len != sizeof spnego_oid || memcmp(oid.data, spnego_oid, oid.len) != 0 ||
        !der_only(rest, CHOICE_INIT, &choice) || !der_only(choice, DER_SEQUENCE, &fields))
        return false;
    for (unsigned tag = 0; fields.len;) {
        if (!der_next_field(&fields, &tag, &field))
            return false;
        if (tag == INIT_MECHS && !spnego_parse_mech_list(field, &found))
            return false;
    }
    *mechs = found;
    return true;
}

/* --- the log-on --- */

enum spnego_turn { TURN_START, TURN_REPLY, TURN_DONE, TURN_FAILED };

struct spnego {
    struct auth base; /* first: the caller's pointer is ours */
    enum spnego_turn turn;
    enum spnego_mech_index index;
    struct auth_mech *mech; /* owned */
    bool complete;          /* the mechanism needs nothing more */
    struct bytes message;   /* the mechanism's, of this turn */
    struct bytes token;     /* what it is wrapped in: the caller's until the next step */
};

static uint32_t spnego_malformed(const char *why)
{
    log_line(LOG_ERRORS, "spnego: %s", why);
    return STATUS_INVALID_NETWORK_RESPONSE;
}

/* Has the mechanism its next word; notes whether that was the last. */
static uint32_t spnego_mech_step(struct spnego *s, struct spnego_part in)
{
    uint32_t status = s->mech->ops->step(s->mech, in.data, in.len, &s->message);
    s->complete = status == STATUS_OK;
    return status == STATUS_MORE_PROCESSING_REQUIRED ? STATUS_OK : status;
}

static bool spnego_has_key(const struct spnego *s)
{
    size_t len;
    return s->complete && s->mech->ops->key(s->mech, &len);
}

/* First turn: our offer. The server may have sent its own in advance. */
static uint32_t spnego_start(struct spnego *s, const uint8_t *in, size_t in_len)
{
    unsigned mechs, ours = 1u << s->index;
    if (in_len && !spnego_parse_hint(in, in_len, &mechs))
        return spnego_malformed("the server's first token is not a NegTokenInit2");
    if (in_len && !(mechs & ours)) {
        log_line(LOG_ERRORS, "spnego: the server does not offer %s", spnego_mechs[s->index].name);
        return STATUS_NOT_SUPPORTED;
    }
    uint32_t status = spnego_mech_step(s, (struct spnego_part){ NULL, 0 });
    if (status)
        return status;
    spnego_put_init(&s->token, ours, s->message.data, s->message.len);
    s->turn = TURN_REPLY;
    return s->token.failed ? STATUS_NO_MEMORY : STATUS_MORE_PROCESSING_REQUIRED;
}

/* RFC 4178 5: over the list we offered, in our encoding. */
static uint32_t spnego_sign_mechs(struct spnego *s, struct bytes *mic)
{
    struct bytes list;
    bytes_init(&list, AUTH_TOKEN_MAX);
    spnego_put_mech_list(&list, 1u << s->index);
    uint32_t status = list.failed ? STATUS_NO_MEMORY : STATUS_OK;
    if (!status)
        status = s->mech->ops->sign(s->mech, list.data, list.len, mic);
    bytes_free(&list);
    return status;
}

static uint32_t spnego_verify_mechs(struct spnego *s, struct spnego_part mic)
{
    struct bytes list;
    bytes_init(&list, AUTH_TOKEN_MAX);
    spnego_put_mech_list(&list, 1u << s->index);
    uint32_t status = list.failed ? STATUS_NO_MEMORY : STATUS_OK;
    if (!status && !s->mech->ops->verify(s->mech, list.data, list.len, mic.data, mic.len))
        status = spnego_malformed("the server's mechListMIC is wrong");
    bytes_free(&list);
    return status;
}

/*
 * The server is content, and so are we. It may leave out its mechListMIC, because we offered only
 * one mechanism (RFC 4178 5), and must leave it out of a guest's log-on, for lack of a key. The
 * signature of the SMB2 message around it proves the key in any case.
 */
static uint32_t spnego_finish(struct spnego *s, const struct spnego_resp *resp)
{
    if (resp->mic.data && spnego_has_key(s)) {
        uint32_t status = spnego_verify_mechs(s, resp->mic);
        if (status)
            return status;
    }
    s->turn = TURN_DONE;
    return STATUS_OK;
}

/* Our next token: the mechanism's message, if it has one, and after its last one our signature. */
static uint32_t spnego_put_answer(struct spnego *s)
{
    struct bytes mic;
    bytes_init(&mic, AUTH_TOKEN_MAX);
    uint32_t status = spnego_has_key(s) ? spnego_sign_mechs(s, &mic) : STATUS_OK;
    struct spnego_resp ours = {
        .state = SPNEGO_ACCEPT_INCOMPLETE, /* what Windows sends; the server ignores it */
        .token = { s->message.data, s->message.len },
        .mic = { mic.data, mic.len },
    };
    if (!status && !ours.token.len && !ours.mic.len)
        status = spnego_malformed("the server wants another message after the last");
    if (!status)
        spnego_put_resp(&s->token, &ours);
    if (!status)
        status = s->token.failed ? STATUS_NO_MEMORY : STATUS_MORE_PROCESSING_REQUIRED;
    bytes_free(&mic);
    return status;
}

/* The server speaks, and the mechanism has not heard all it needs. */
static uint32_t spnego_continue(struct spnego *s, const struct spnego_resp *resp)
{
    if (!resp->token.len)
        return spnego_malformed("there is no message in the server's NegTokenResp");
    uint32_t status = spnego_mech_step(s, resp->token);
    if (status)
        return status;
    if (resp->state != SPNEGO_ACCEPT_COMPLETED)
        return spnego_put_answer(s);
    if (!s->complete || s->message.len)
        return spnego_malformed("the server ended the log-on too early");
    return spnego_finish(s, resp);
}

static uint32_t spnego_reply(struct spnego *s, const uint8_t *in, size_t in_len)
{
    struct spnego_resp resp = { .state = SPNEGO_STATE_ABSENT };
    if (!in_len && !s->complete)
        return STATUS_INVALID_PARAMETER;
    if (in_len && !spnego_parse_resp(in, in_len, &resp))
        return spnego_malformed("the server's token is not a NegTokenResp");
    if (resp.state == SPNEGO_REJECT) {
        log_line(LOG_ERRORS, "spnego: the server refuses %s", spnego_mechs[s->index].name);
        return STATUS_LOGON_FAILURE;
    }
    if (resp.mech.data && !spnego_is_mech(resp.mech, s->index))
        return spnego_malformed("the server chose a mechanism we did not offer");
    if (!s->complete)
        return spnego_continue(s, &resp);
    if (resp.state > SPNEGO_ACCEPT_COMPLETED || resp.token.len)
        return spnego_malformed("the server wants another message after the last");
    return spnego_finish(s, &resp);
}

static uint32_t spnego_turn_take(struct spnego *s, const uint8_t *in, size_t in_len)
{
    if (in_len > AUTH_TOKEN_MAX)
        return spnego_malformed("the token is too long");
    switch (s->turn) {
    case TURN_START: return spnego_start(s, in, in_len);
    case TURN_REPLY: return spnego_reply(s, in, in_len);
    default: return STATUS_INVALID_PARAMETER;
    }
}

static uint32_t spnego_step(struct auth *auth, const uint8_t *in, size_t in_len, uint8_t **out,
                            size_t *out_len)
{
    struct spnego *s = (struct spnego *)auth;
    bytes_free(&s->token);
    uint32_t status = spnego_turn_take(s, in, in_len);
    bytes_free(&s->message);
    if (status != STATUS_OK && status != STATUS_MORE_PROCESSING_REQUIRED) {
        if (s->turn != TURN_DONE)
            s->turn = TURN_FAILED;
        return status;
    }
    *out = s->token.data;
    *out_len = s->token.len;
    return status;
}

static const uint8_t *spnego_session_key(struct auth *auth, size_t *len)
{
    struct spnego *s = (struct spnego *)auth;
    if (s->turn == TURN_DONE)
        return s->mech->ops->key(s->mech, len);
    *len = 0;
    return NULL;
}

static void spnego_free(struct auth *auth)
{
    struct spnego *s = (struct spnego *)auth;
    if (!s)
        return;
    s->mech->ops->free(s->mech);
    bytes_free(&s->message);
    bytes_free(&s->token);
    x_free(s);
}

static const struct auth_ops spnego_ops = { spnego_step, spnego_session_key, spnego_free };

struct auth *spnego_new(enum spnego_mech_index index, struct auth_mech *mech)
{
    struct spnego *s = x_new(sizeof *s);
    if (!s) {
        mech->ops->free(mech);
        return NULL;
    }
    s->base.ops = &spnego_ops;
    s->index = index;
    s->mech = mech;
    bytes_init(&s->message, AUTH_TOKEN_MAX);
    bytes_init(&s->token, AUTH_TOKEN_MAX);
    return &s->base;
}

uint32_t auth_spnego(const struct credentials *c, const char *target_host, struct auth **out)
{
    enum spnego_mech_index index = mech_of_kind[c->kind];
    struct auth_mech *mech = NULL;
    uint32_t status = spnego_mechs[index].start(c, target_host, &mech);
    if (status)
        return status;
    struct auth *auth = spnego_new(index, mech);
    if (!auth)
        return STATUS_NO_MEMORY;
    *out = auth;
    return STATUS_OK;
}
