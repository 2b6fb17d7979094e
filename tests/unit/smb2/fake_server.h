/* SPDX-License-Identifier: MIT */
/*
 * The server's half of an SMB2 connection, for faults a real one does not make. It is a net_stream
 * without a network: what the client sends is kept, what it receives is a list of steps, each of
 * them the reply to the last request, changed as the step says.
 */
#ifndef SMB2_FAKE_SERVER_H
#define SMB2_FAKE_SERVER_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/bytes.h"
#include "base/status.h"
#include "net/stream.h"
#include "smb2/encrypt.h"
#include "smb2/header.h"
#include "smb2/sign.h"

#define FAKE_MESSAGE_MAX 8192u
#define FAKE_NOWHERE     SIZE_MAX

enum fake_oddity {
    FAKE_PLAIN,
    FAKE_OTHER_ID,
    FAKE_UNASKED, /* message id ~0 */
    FAKE_OTHER_COMMAND,
    FAKE_OTHER_SESSION,
    FAKE_UNSIGNED,
    FAKE_WRONG_SIGNATURE,
    FAKE_UNENCRYPTED,     /* signed, if there is a signer */
    FAKE_OTHER_TRANSFORM, /* the transform header names another session */
    FAKE_COMPOUNDED,      /* a second reply follows in the same message */
    FAKE_TWICE_ENCRYPTED,
};

struct fake_step {
    uint32_t status;
    uint32_t flags; /* beside those every reply has */
    uint16_t credits;
    enum fake_oddity oddity;
    const uint8_t *body;
    size_t body_len;
    uint32_t stream; /* not 0: no message, the stream reports this */
};

struct fake_server {
    struct net_stream base;
    struct smb2_signer signer;         /* signs replies when it has an algorithm */
    struct smb2_encryption encryption; /* encrypts replies when it has a cipher, instead */
    const struct fake_step *steps;
    size_t n_steps, at;
    uint8_t request[FAKE_MESSAGE_MAX]; /* the last, decrypted */
    size_t request_len;
    bool request_encrypted;
    unsigned requests;
    uint8_t *reply; /* of exactly its size, so that a sanitizer sees a read past it */
    size_t cut;     /* replies end here */
    size_t flip;    /* this byte of replies is inverted */
    uint32_t send_fails;
    struct deadline deadline; /* of the last recv */
    unsigned closed;
};

static inline uint32_t fake_send(struct net_stream *stream, const uint8_t *msg, size_t len,
                                 struct deadline deadline)
{
    struct fake_server *f = (struct fake_server *)stream;
    (void)deadline;
    if (f->send_fails)
        return f->send_fails;
    assert_true(len >= SMB2_HEADER_SIZE && len <= sizeof f->request);
    memcpy(f->request, msg, len);
    f->request_len = len;
    f->request_encrypted = smb2_is_encrypted(msg, len);
    if (f->request_encrypted) {
        uint8_t *plain;
        assert_null(smb2_decrypt(&f->encryption, get_le64(f->request + 44), f->request, len, &plain,
                                 &f->request_len));
        memmove(f->request, plain, f->request_len);
    }
    f->requests++;
    return STATUS_OK;
}

static inline void fake_header(const struct fake_server *f, const struct fake_step *s, uint8_t *msg)
{
    struct smb2_header h = {
        .status = s->status,
        .command = get_le16(f->request + 12),
        .credits = s->credits,
        .flags = SMB2_FLAGS_SERVER_TO_REDIR | s->flags,
        .message_id = get_le64(f->request + 24),
        .tree_id = 7,
        .async_id = 99,
        .session_id = get_le64(f->request + 40),
    };
    if (f->signer.algorithm && s->oddity != FAKE_UNSIGNED &&
        (!f->encryption.cipher || s->oddity == FAKE_UNENCRYPTED))
        h.flags |= SMB2_FLAGS_SIGNED;
    if (s->oddity == FAKE_OTHER_ID)
        h.message_id++;
    if (s->oddity == FAKE_UNASKED) {
        h.message_id = UINT64_MAX;
        h.command = SMB2_OPLOCK_BREAK;
    }
    if (s->oddity == FAKE_OTHER_COMMAND)
        h.command ^= 1;
    if (s->oddity == FAKE_OTHER_SESSION)
        h.session_id ^= 1;
    smb2_header_put(msg, &h);
}

/* Encrypts the message at msg, which is followed by room for a transform header. */
static inline size_t fake_encrypt(struct fake_server *f, const struct fake_step *s, uint8_t *msg,
                                  size_t size)
{
    uint8_t plain[FAKE_MESSAGE_MAX];
    uint64_t session_id = get_le64(f->request + 40) ^ (s->oddity == FAKE_OTHER_TRANSFORM);
    memcpy(plain, msg, size);
    assert_true(size + SMB2_TRANSFORM_SIZE <= sizeof plain);
    assert_true(smb2_encrypt(&f->encryption, session_id, plain, size, msg));
    return size + SMB2_TRANSFORM_SIZE;
}

static inline uint32_t fake_recv(struct net_stream *stream, uint8_t **msg, size_t *len,
                                 struct deadline deadline)
{
    struct fake_server *f = (struct fake_server *)stream;
    uint8_t whole[FAKE_MESSAGE_MAX];
    f->deadline = deadline;
    if (f->at == f->n_steps)
        return STATUS_IO_TIMEOUT;
    const struct fake_step *s = &f->steps[f->at++];
    if (s->stream)
        return s->stream;
    size_t size = SMB2_HEADER_SIZE + s->body_len;
    assert_true(size <= sizeof whole);
    fake_header(f, s, whole);
    if (s->body_len)
        memcpy(whole + SMB2_HEADER_SIZE, s->body, s->body_len);
    if (get_le32(whole + 16) & SMB2_FLAGS_SIGNED)
        smb2_sign(&f->signer, whole, size);
    if (s->oddity == FAKE_WRONG_SIGNATURE)
        whole[SMB2_SIGNATURE_AT] ^= 1;
    if (s->oddity == FAKE_COMPOUNDED) {
        memcpy(whole + size, whole, size);
        put_le32(whole + 20, (uint32_t)size);
        size *= 2;
    }
    if (f->encryption.cipher && s->oddity != FAKE_UNENCRYPTED)
        size = fake_encrypt(f, s, whole, size);
    if (s->oddity == FAKE_TWICE_ENCRYPTED)
        size = fake_encrypt(f, s, whole, size);
    if (f->flip < size)
        whole[f->flip] ^= 0xFF;
    if (f->cut < size)
        size = f->cut;
    test_free(f->reply);
    f->reply = test_malloc(size ? size : 1);
    memcpy(f->reply, whole, size);
    *msg = f->reply;
    *len = size;
    return STATUS_OK;
}

static inline void fake_close(struct net_stream *stream)
{
    struct fake_server *f = (struct fake_server *)stream;
    test_free(f->reply);
    f->reply = NULL;
    f->closed++;
}

static const struct net_stream_ops fake_ops = { fake_send, fake_recv, NULL, fake_close };

static inline void fake_init(struct fake_server *f, const struct fake_step *steps, size_t n)
{
    *f = (struct fake_server){ .base = { &fake_ops },
                               .steps = steps,
                               .n_steps = n,
                               .cut = FAKE_NOWHERE,
                               .flip = FAKE_NOWHERE };
}

#endif
