/* SPDX-License-Identifier: MIT */
/* The SMB2 header between its C form and its 64 bytes ([MS-SMB2] 2.2.1.1 and 2.2.1.2). */
#include "smb2/header.h"

#include <string.h>

#include "base/bytes.h"
#include "base/status.h"

static const uint8_t protocol_id[4] = { 0xFE, 'S', 'M', 'B' };

void smb2_header_put(uint8_t out[SMB2_HEADER_SIZE], const struct smb2_header *h)
{
    memset(out, 0, SMB2_HEADER_SIZE);
    memcpy(out, protocol_id, sizeof protocol_id);
    put_le16(out + 4, SMB2_HEADER_SIZE);
    put_le16(out + 6, h->credit_charge);
    put_le32(out + 8, h->status);
    put_le16(out + 12, h->command);
    put_le16(out + 14, h->credits);
    put_le32(out + 16, h->flags);
    put_le64(out + 24, h->message_id);
    if (h->flags & SMB2_FLAGS_ASYNC_COMMAND)
        put_le64(out + 32, h->async_id);
    else
        put_le32(out + 36, h->tree_id);
    put_le64(out + 40, h->session_id);
}

uint32_t smb2_header_get(const uint8_t *msg, size_t len, struct smb2_header *h)
{
    if (len < SMB2_HEADER_SIZE || memcmp(msg, protocol_id, sizeof protocol_id) ||
        get_le16(msg + 4) != SMB2_HEADER_SIZE)
        return STATUS_INVALID_NETWORK_RESPONSE;
    uint32_t flags = get_le32(msg + 16), next_command = get_le32(msg + 20);
    if (!(flags & SMB2_FLAGS_SERVER_TO_REDIR) || next_command)
        return STATUS_INVALID_NETWORK_RESPONSE;
    bool async = flags & SMB2_FLAGS_ASYNC_COMMAND;
    *h = (struct smb2_header){
        .credit_charge = get_le16(msg + 6),
        .status = get_le32(msg + 8),
        .command = get_le16(msg + 12),
        .credits = get_le16(msg + 14),
        .flags = flags,
        .message_id = get_le64(msg + 24),
        .async_id = async ? get_le64(msg + 32) : 0,
        .tree_id = async ? 0 : get_le32(msg + 36),
        .session_id = get_le64(msg + 40),
    };
    return STATUS_OK;
}

const char *smb2_command_name(uint16_t command)
{
    static const char *const names[] = {
        [SMB2_NEGOTIATE] = "NEGOTIATE",
        [SMB2_SESSION_SETUP] = "SESSION_SETUP",
        [SMB2_TREE_CONNECT] = "TREE_CONNECT",
        [SMB2_TREE_DISCONNECT] = "TREE_DISCONNECT",
        [SMB2_CREATE] = "CREATE",
        [SMB2_CLOSE] = "CLOSE",
        [SMB2_READ] = "READ",
        [SMB2_WRITE] = "WRITE",
        [SMB2_IOCTL] = "IOCTL",
        [SMB2_CANCEL] = "CANCEL",
        [SMB2_OPLOCK_BREAK] = "OPLOCK_BREAK",
    };
    const char *name = command < sizeof names / sizeof *names ? names[command] : NULL;
    return name ? name : "unknown command";
}
