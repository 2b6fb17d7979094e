/* SPDX-License-Identifier: MIT */
/* The 64 bytes every SMB2 message begins with ([MS-SMB2] 2.2.1), and the numbers they hold. */
#ifndef SMB2_HEADER_H
#define SMB2_HEADER_H

#include <stddef.h>
#include <stdint.h>

#define SMB2_HEADER_SIZE 64u

/* Where the signature lies in the header, and its size. */
#define SMB2_SIGNATURE_AT   48u
#define SMB2_SIGNATURE_SIZE 16u

enum smb2_command {
    SMB2_NEGOTIATE = 0,
    SMB2_SESSION_SETUP = 1,
    SMB2_TREE_CONNECT = 3,
    SMB2_TREE_DISCONNECT = 4,
    SMB2_CREATE = 5,
    SMB2_CLOSE = 6,
    SMB2_READ = 8,
    SMB2_WRITE = 9,
    SMB2_IOCTL = 11,
    SMB2_CANCEL = 12,
    SMB2_OPLOCK_BREAK = 18,
};

#define SMB2_FLAGS_SERVER_TO_REDIR 0x00000001u
#define SMB2_FLAGS_ASYNC_COMMAND   0x00000002u
#define SMB2_FLAGS_SIGNED          0x00000008u

/* The message id of what the server sends unasked: oplock and lease breaks. */
#define SMB2_MESSAGE_ID_UNASKED UINT64_MAX

struct smb2_header {
    uint16_t credit_charge;
    uint32_t status; /* 0 in requests */
    uint16_t command;
    uint16_t credits; /* asked for, or granted */
    uint32_t flags;
    uint64_t message_id;
    uint32_t tree_id;  /* not in asynchronous replies */
    uint64_t async_id; /* only in asynchronous replies */
    uint64_t session_id;
};

/* Writes the header of a request; the signature is zero. */
void smb2_header_put(uint8_t out[SMB2_HEADER_SIZE], const struct smb2_header *h);

/* Reads the header of a reply. STATUS_INVALID_NETWORK_RESPONSE unless there is a whole one, sent
 * by a server, that no other follows (we never send compounded requests). */
uint32_t smb2_header_get(const uint8_t *msg, size_t len, struct smb2_header *h);

/* `NEGOTIATE` and so on, for the log. */
const char *smb2_command_name(uint16_t command);

#endif
