/* SPDX-License-Identifier: MIT */
/* Requests are put together and replies taken apart here; offsets and counts of a reply are
 * compared with the message before they are used. */
#include "browse/smb1.h"

#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"
#include "winerror.h"

/* [MS-CIFS] 2.2.3.1 */
#define HEADER_SIZE   32u
#define AT_COMMAND    4u
#define AT_STATUS     5u
#define AT_FLAGS      9u
#define AT_FLAGS2     10u
#define AT_TID        24u
#define AT_PID        26u
#define AT_UID        28u
#define AT_MID        30u
#define PROTOCOL      "\xFFSMB"
#define FLAGS         0x18u /* names without case, canonical paths */
#define FLAG_REPLY    0x80u
#define FLAGS2        0x4001u /* NTSTATUS codes, long names; texts are in the OEM code page */
#define FLAGS2_STATUS 0x4000u
#define OUR_PID       0x4E41u

enum command { TRANSACTION = 0x25, NEGOTIATE = 0x72, SESSION_SETUP = 0x73, TREE_CONNECT = 0x75 };

#define NO_ANDX                 0xFFu
#define DIALECT                 "NT LM 0.12"
#define DIALECT_NONE            0xFFFFu
#define NEGOTIATE_WORDS         17u   /* of the reply in that dialect without extended security */
#define SERVER_BUFFER_MIN       1024u /* [MS-CIFS] 2.2.4.52.2; our requests are smaller */
#define CLIENT_BUFFER           0xFFFFu
#define CAP_STATUS32            0x00000040u
#define REQUEST_MAX             1024u
#define TRANSACTION_WORDS       14u
#define TRANSACTION_REPLY_WORDS 10u

#define ERRDOS 1u /* class of error codes that are Win32's */

/* The requests with a text of the caller's, without that text but with all padding there can be. */
#define CONNECT_TREE_SIZE                                                                          \
    (HEADER_SIZE + 1 + 2 * 4 + 2 + sizeof "" + 2 + sizeof "\\IPC$" + sizeof "IPC")
#define TRANSACTION_SIZE (HEADER_SIZE + 1 + 2 * TRANSACTION_WORDS + 2 + sizeof "" + 3)

_Static_assert(CONNECT_TREE_SIZE + SERVER_NAME_MAX <= REQUEST_MAX, "a server's name fits");

struct smb1 {
    struct net_stream *stream;
    uint32_t session_key;
    uint16_t tid, uid, mid;
};

/* A reply whose words and bytes lie inside the message. */
struct reply {
    const uint8_t *message; /* offsets in transactions count from here */
    size_t len;
    const uint8_t *words;
    unsigned n_words;
    uint32_t status;
};

static uint32_t malformed(const char *what)
{
    log_line(LOG_ERRORS, "SMB 1: malformed reply: %s", what);
    return STATUS_INVALID_NETWORK_RESPONSE;
}

/* ---- Messages ---- */

static void request_begin(struct smb1 *s, enum command command, struct bytes *out)
{
    bytes_init(out, REQUEST_MAX);
    uint8_t *h = bytes_grow(out, HEADER_SIZE);
    if (!h)
        return;
    memcpy(h, PROTOCOL, 4);
    h[AT_COMMAND] = (uint8_t)command;
    h[AT_FLAGS] = FLAGS;
    put_le16(h + AT_FLAGS2, FLAGS2);
    put_le16(h + AT_TID, s->tid);
    put_le16(h + AT_PID, OUR_PID);
    put_le16(h + AT_UID, s->uid);
    put_le16(h + AT_MID, ++s->mid);
}

/* The count of bytes that follows the words; it is known at the end. */
static void bytes_begin(struct bytes *out, size_t *at)
{
    *at = out->len;
    bytes_put_le16(out, 0);
}

static void bytes_end(struct bytes *out, size_t at)
{
    if (!out->failed)
        put_le16(out->data + at, (uint16_t)(out->len - at - 2));
}

static void put_text(struct bytes *out, const char *text)
{
    bytes_put(out, text, strlen(text) + 1);
}

static const struct {
    unsigned code;
    uint32_t status;
} dos_codes[] = {
    { ERROR_ACCESS_DENIED, STATUS_ACCESS_DENIED },
    { ERROR_MORE_DATA, STATUS_BUFFER_OVERFLOW },
};

/* The status of a reply, whose server may not know NTSTATUS codes. */
static uint32_t reply_status(const uint8_t *h)
{
    uint32_t status = get_le32(h + AT_STATUS);
    if (!status || get_le16(h + AT_FLAGS2) & FLAGS2_STATUS)
        return status;
    unsigned class = h[AT_STATUS], code = get_le16(h + AT_STATUS + 2);
    log_line(LOG_ERRORS, "SMB 1: error class %u, code %u", class, code);
    for (size_t i = 0; class == ERRDOS && i < sizeof dos_codes / sizeof *dos_codes; i++)
        if (dos_codes[i].code == code)
            return dos_codes[i].status;
    return STATUS_REQUEST_NOT_ACCEPTED;
}

static uint32_t reply_read(struct smb1 *s, enum command command, struct deadline deadline,
                           struct reply *out)
{
    uint8_t *h = NULL;
    size_t len = 0;
    uint32_t status = s->stream->ops->recv(s->stream, &h, &len, deadline);
    if (status != STATUS_OK)
        return status;
    if (len < HEADER_SIZE + 3 || memcmp(h, PROTOCOL, 4))
        return malformed("not an SMB 1 message");
    if (h[AT_COMMAND] != command || !(h[AT_FLAGS] & FLAG_REPLY) || get_le16(h + AT_MID) != s->mid ||
        get_le16(h + AT_PID) != OUR_PID)
        return malformed("not the reply to this request");
    *out = (struct reply){ h, len, h + HEADER_SIZE + 1, h[HEADER_SIZE], reply_status(h) };
    size_t after = HEADER_SIZE + 1 + 2 * (size_t)out->n_words;
    if (len < after + 2 || len - after - 2 < get_le16(h + after))
        return malformed("shorter than it says");
    return STATUS_OK;
}

/* Sends the request and frees it; the first reply goes to *out. */
static uint32_t exchange(struct smb1 *s, struct bytes *request, enum command command,
                         struct deadline deadline, struct reply *out)
{
    uint32_t status = STATUS_NO_MEMORY;
    if (!request->failed)
        status = s->stream->ops->send(s->stream, request->data, request->len, deadline);
    bytes_free(request);
    return status == STATUS_OK ? reply_read(s, command, deadline, out) : status;
}

/* ---- Connection ---- */

/* [MS-CIFS] 2.2.4.52 */
static uint32_t negotiate(struct smb1 *s, struct deadline deadline)
{
    struct bytes request;
    struct reply r;
    size_t at;
    request_begin(s, NEGOTIATE, &request);
    bytes_put_u8(&request, 0);
    bytes_begin(&request, &at);
    bytes_put_u8(&request, 2); /* a dialect follows */
    put_text(&request, DIALECT);
    bytes_end(&request, at);
    uint32_t status = exchange(s, &request, NEGOTIATE, deadline, &r);
    /* a server without SMB 1 ends the connection, or says so */
    if (status == STATUS_CONNECTION_DISCONNECTED || status == STATUS_CONNECTION_RESET)
        return STATUS_NOT_SUPPORTED;
    if (status != STATUS_OK)
        return status;
    if (r.status != STATUS_OK || (r.n_words && get_le16(r.words) == DIALECT_NONE))
        return STATUS_NOT_SUPPORTED;
    if (r.n_words != NEGOTIATE_WORDS || get_le16(r.words))
        return malformed("negotiation");
    if (get_le32(r.words + 7) < SERVER_BUFFER_MIN)
        return malformed("a buffer too small for any request");
    s->session_key = get_le32(r.words + 15);
    return STATUS_OK;
}

/* [MS-CIFS] 2.2.4.53: without a name and, in place of a password, one NUL */
static uint32_t set_up_session(struct smb1 *s, struct deadline deadline)
{
    struct bytes request;
    struct reply r;
    size_t at;
    request_begin(s, SESSION_SETUP, &request);
    bytes_put_u8(&request, 13);
    bytes_put_le16(&request, NO_ANDX);
    bytes_put_le16(&request, 0);
    bytes_put_le16(&request, CLIENT_BUFFER);
    bytes_put_le16(&request, 1); /* one request at a time */
    bytes_put_le16(&request, 1); /* not 0, by which a server ends this client's other sessions */
    bytes_put_le32(&request, s->session_key);
    bytes_put_le16(&request, 1); /* bytes of password */
    bytes_put_le16(&request, 0);
    bytes_put_le32(&request, 0);
    bytes_put_le32(&request, CAP_STATUS32);
    bytes_begin(&request, &at);
    put_text(&request, ""); /* the password */
    put_text(&request, ""); /* user */
    put_text(&request, ""); /* domain */
    put_text(&request, "Unix");
    put_text(&request, "netapi32");
    bytes_end(&request, at);
    uint32_t status = exchange(s, &request, SESSION_SETUP, deadline, &r);
    if (status != STATUS_OK)
        return status;
    if (r.status == STATUS_OK)
        s->uid = get_le16(r.message + AT_UID);
    return r.status;
}

/* [MS-CIFS] 2.2.4.55 */
static uint32_t connect_tree(struct smb1 *s, const char *host, struct deadline deadline)
{
    struct bytes request;
    struct reply r;
    size_t at;
    if (strlen(host) > REQUEST_MAX - CONNECT_TREE_SIZE)
        return STATUS_INVALID_PARAMETER;
    request_begin(s, TREE_CONNECT, &request);
    bytes_put_u8(&request, 4);
    bytes_put_le16(&request, NO_ANDX);
    bytes_put_le16(&request, 0);
    bytes_put_le16(&request, 0); /* flags */
    bytes_put_le16(&request, 1); /* bytes of password */
    bytes_begin(&request, &at);
    put_text(&request, ""); /* the password */
    bytes_put(&request, "\\\\", 2);
    bytes_put(&request, host, strlen(host));
    put_text(&request, "\\IPC$");
    put_text(&request, "IPC");
    bytes_end(&request, at);
    uint32_t status = exchange(s, &request, TREE_CONNECT, deadline, &r);
    if (status != STATUS_OK)
        return status;
    if (r.status == STATUS_OK)
        s->tid = get_le16(r.message + AT_TID);
    return r.status;
}

uint32_t smb1_open(struct net_stream *stream, const char *host, struct deadline deadline,
                   struct smb1 **out)
{
    struct smb1 *s = x_new(sizeof *s);
    if (!s) {
        stream->ops->close(stream);
        return STATUS_NO_MEMORY;
    }
    s->stream = stream;
    uint32_t status = negotiate(s, deadline);
    if (status == STATUS_OK)
        status = set_up_session(s, deadline);
    if (status == STATUS_OK)
        status = connect_tree(s, host, deadline);
    if (status == STATUS_BUFFER_OVERFLOW)
        status = malformed("more of what has no more"); /* only a list may come in parts */
    if (status == STATUS_OK)
        *out = s;
    else
        smb1_close(s);
    return status;
}

struct smb1 *smb1_close(struct smb1 *s)
{
    if (s)
        s->stream->ops->close(s->stream);
    return x_free(s);
}

/* ---- Transactions: [MS-CIFS] 2.2.4.33 ---- */

static void put_transaction(struct bytes *out, const char *name, const struct bytes *params,
                            const struct bytes *reply_params, const struct bytes *reply_data)
{
    size_t at, after_words = HEADER_SIZE + 1 + 2 * TRANSACTION_WORDS + 2;
    size_t offset = (after_words + strlen(name) + 1 + 3) & ~(size_t)3;
    bytes_put_u8(out, TRANSACTION_WORDS);
    bytes_put_le16(out, (uint16_t)params->len);
    bytes_put_le16(out, 0); /* no data */
    bytes_put_le16(out, (uint16_t)reply_params->max);
    bytes_put_le16(out, (uint16_t)reply_data->max);
    bytes_put_le16(out, 0); /* no set-up words come back */
    bytes_put_le16(out, 0); /* flags */
    bytes_put_le32(out, 0); /* the server's time-out: its own */
    bytes_put_le16(out, 0);
    bytes_put_le16(out, (uint16_t)params->len);
    bytes_put_le16(out, (uint16_t)offset);
    bytes_put_le16(out, 0);
    bytes_put_le16(out, 0);
    bytes_put_le16(out, 0); /* no set-up words */
    bytes_begin(out, &at);
    put_text(out, name);
    bytes_align(out, 4);
    bytes_put(out, params->data, params->len);
    bytes_end(out, at);
}

/* Where a part of the reply's parameters or data goes. */
struct part {
    size_t total, count, offset, displacement;
};

static struct part part_read(const uint8_t *total, const uint8_t *count)
{
    return (struct part){ get_le16(total), get_le16(count), get_le16(count + 2),
                          get_le16(count + 4) };
}

/* Copies a part to its place. Servers send them in order, as they should; so a part that does not
 * continue the last one is refused, and no byte is left unset. */
static bool part_take(const struct reply *r, const struct part *p, struct bytes *to)
{
    if (p->total > to->max || p->displacement + p->count > p->total)
        return false;
    if (!p->count)
        return true;
    if (p->displacement != to->len || p->offset > r->len || p->count > r->len - p->offset)
        return false;
    bytes_put(to, r->message + p->offset, p->count);
    return true;
}

uint32_t smb1_transact(struct smb1 *s, const char *name, const struct bytes *params,
                       struct bytes *reply_params, struct bytes *reply_data,
                       struct deadline deadline)
{
    struct bytes request;
    struct reply r;
    reply_params->len = reply_data->len = 0;
    if (params->len > REQUEST_MAX || strlen(name) + params->len > REQUEST_MAX - TRANSACTION_SIZE)
        return STATUS_INVALID_PARAMETER;
    request_begin(s, TRANSACTION, &request);
    put_transaction(&request, name, params, reply_params, reply_data);
    uint32_t status = exchange(s, &request, TRANSACTION, deadline, &r);
    for (unsigned parts = 1; status == STATUS_OK; parts++) {
        /* a warning that there is more comes with what there is */
        if (r.status != STATUS_OK && r.status != STATUS_BUFFER_OVERFLOW)
            return r.status;
        if (r.n_words < TRANSACTION_REPLY_WORDS)
            return malformed("transaction");
        struct part p = part_read(r.words, r.words + 6), d = part_read(r.words + 2, r.words + 12);
        if (!part_take(&r, &p, reply_params) || !part_take(&r, &d, reply_data))
            return malformed("parts of a transaction");
        if (reply_params->failed || reply_data->failed)
            return STATUS_NO_MEMORY;
        /* totals may become smaller in later parts */
        if (reply_params->len >= p.total && reply_data->len >= d.total)
            return STATUS_OK;
        if (parts == SMB1_PARTS_MAX || (!p.count && !d.count))
            return malformed("a transaction that does not end");
        status = reply_read(s, TRANSACTION, deadline, &r);
    }
    return status;
}
