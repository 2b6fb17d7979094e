/* SPDX-License-Identifier: MIT */
/*
 * One SMB2 connection: a request goes out, its reply comes back ([MS-SMB2] 3.2.4.1 and 3.2.5.1).
 * Message ids, credits, signatures, interim and unasked messages are dealt with here and nowhere
 * else. Callers give the fixed part of a request, append what follows it to `out`, and make the
 * call. The steps that open a session, each in a file of its own, are declared at the end.
 */
#ifndef SMB2_CONN_H
#define SMB2_CONN_H

#include "auth/auth.h"
#include "base/bytes.h"
#include "net/stream.h"
#include "smb2/dialect.h"
#include "smb2/encrypt.h"
#include "smb2/header.h"
#include "smb2/sign.h"
#include "smb2/smb2.h"

#define SMB2_GUID_SIZE    16u
#define SMB2_FILE_ID_SIZE 16u

/* Our SecurityMode, in NEGOTIATE and SESSION_SETUP; SIGNING_ENABLED must not stand beside it
 * ([MS-SMB2] 2.2.3). */
#define SMB2_NEGOTIATE_SIGNING_REQUIRED 2u

/* What one credit pays for, in either direction ([MS-SMB2] 3.1.5.2). */
#define SMB2_CREDIT_PAYS 65536u

struct smb2_conn {
    struct net_stream *stream; /* owned */
    struct smb2_options options;
    struct bytes out;  /* the request being built, afterwards the one last sent */
    struct bytes wire; /* that request, encrypted */
    uint16_t command;  /* of that request */
    size_t payload;    /* bytes it carries or asks for, whichever is more */
    bool dead;         /* an exchange broke off: replies can no longer be told apart */
    bool expired;      /* the log-on has run out; smb2_session_renew ends that */
    uint32_t credits;
    uint64_t message_id; /* of the next request */
    uint64_t sent_id;    /* of the one last sent */
    uint64_t session_id; /* 0 until the server gives one */
    uint32_t tree_id;
    struct smb2_signer signer;         /* no algorithm until there is a session key */
    struct smb2_encryption encryption; /* no cipher until there is one and a session key */
    bool encrypting;                   /* all requests, and all replies must be */
    bool keyed;                        /* there is a session key, and with it the next one */
    uint8_t application_key[SMB2_KEY_SIZE];

    /* NEGOTIATE */
    const struct smb2_dialect *dialect; /* NULL until then */
    const struct smb2_signing *signing; /* the algorithm chosen */
    const struct smb2_cipher *cipher;   /* the same; NULL: the server cannot encrypt */
    bool multi_credit;
    uint16_t server_security_mode;
    uint32_t server_capabilities;
    uint32_t max_transact, max_read, max_write; /* at most SMB2_PAYLOAD_MAX */
    struct bytes hint; /* the server's first token: which mechanisms it has */
    uint8_t client_guid[SMB2_GUID_SIZE], server_guid[SMB2_GUID_SIZE];
    uint8_t preauth[SMB2_PREAUTH_SIZE];
};

/* A reply whose header is checked and whose fixed part is there. Valid until the next call. */
struct smb2_reply {
    struct smb2_header header;
    const uint8_t *msg; /* the whole message, decrypted */
    size_t len;
    bool encrypted;      /* it was */
    bool interim;        /* an interim answer came before it */
    const uint8_t *body; /* what follows the header, StructureSize first */
};

/* Takes the stream over. */
void smb2_conn_init(struct smb2_conn *, struct net_stream *stream);

/* Closes the stream, wipes keys and buffer. */
void smb2_conn_close(struct smb2_conn *);

/* Starts a request in c->out: room for the header, then the fixed part. A request that carries or
 * asks for bytes then sets c->payload. */
void smb2_request(struct smb2_conn *, enum smb2_command, const uint8_t *fixed, size_t fixed_size);

/* How many bytes a request may carry or ask for, where the server allows `most`: as many as the
 * credits at hand pay for. */
size_t smb2_payload_max(const struct smb2_conn *, uint32_t most);

/* From now on everything is encrypted, as `who` demands. STATUS_NOT_SUPPORTED when that cannot be;
 * the log says why. */
uint32_t smb2_encrypt_start(struct smb2_conn *, const char *who);

/* Ends the connection because of what is wrong with the last reply, and says so in the log. Returns
 * STATUS_INVALID_NETWORK_RESPONSE. */
uint32_t smb2_reply_refuse(struct smb2_conn *, const char *why);

/* Appends a name (UTF-8) as UTF-16 and puts its size in bytes at len_at of the fixed part.
 * STATUS_OBJECT_NAME_INVALID when it is empty, too long or not UTF-8, STATUS_NO_MEMORY. */
uint32_t smb2_request_name(struct smb2_conn *, size_t len_at, const char *text);

/*
 * Sends the request in c->out and waits for its reply, which must have this StructureSize.
 * Returns STATUS_OK, or `also` (0: nothing), with a reply; any other NTSTATUS is an error, either
 * the server's or our own: STATUS_NO_MEMORY, STATUS_INSUFFICIENT_RESOURCES without the credits it
 * costs, what the stream said, STATUS_INVALID_NETWORK_RESPONSE for a malformed or wrongly protected
 * reply, STATUS_CONNECTION_DISCONNECTED when an earlier call broke off.
 * STATUS_NETWORK_SESSION_EXPIRED is as sure as any other reply: the server has done nothing.
 */
uint32_t smb2_call(struct smb2_conn *, uint16_t structure_size, uint32_t also,
                   struct deadline deadline, struct smb2_reply *reply);

/* Bytes the reply says it has at offset (from the start of the message); false when it does not
 * have them. */
bool smb2_reply_slice(const struct smb2_reply *, size_t offset, size_t len, const uint8_t **out);

/* One FSCTL ([MS-SMB2] 2.2.31). */
struct smb2_ioctl {
    uint32_t code;
    const uint8_t *file_id; /* SMB2_FILE_ID_SIZE bytes */
    const uint8_t *in;
    size_t in_len;
    size_t out_max;
};

/* STATUS_OK, or STATUS_BUFFER_OVERFLOW when there is more than out_max: *out is valid until the
 * next call. Else an error. */
uint32_t smb2_ioctl(struct smb2_conn *, const struct smb2_ioctl *, struct deadline deadline,
                    const uint8_t **out, size_t *out_len);

/* Offers the dialects and ciphers the options allow and takes down what the server chose. host goes
 * into the NETNAME context. */
uint32_t smb2_negotiate(struct smb2_conn *, const char *host, struct deadline deadline);

/* Asks again over the signed session what was negotiated, so that nobody in between can have made
 * us take less. Does nothing where it is not due. */
uint32_t smb2_negotiate_validate(struct smb2_conn *, struct deadline deadline);

/* Logs on. Afterwards all messages are signed or encrypted, unless the log-on is anonymous or a
 * guest's. */
uint32_t smb2_session_setup(struct smb2_conn *, struct auth *, struct deadline deadline);

/* Connects to \\host\IPC$. */
uint32_t smb2_tree_connect(struct smb2_conn *, const char *host, struct deadline deadline);

/* What smb2.h hands out. */
struct smb2_session {
    struct smb2_conn conn;
};

#endif
