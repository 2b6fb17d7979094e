/* SPDX-License-Identifier: MIT */
/* TREE_CONNECT: a server name into a connection to its IPC$ ([MS-SMB2] 2.2.9, 2.2.10, 3.2.5.5). */
#include <stdio.h>

#include "base/limits.h"
#include "base/status.h"
#include "smb2/conn.h"

#define TREE_FIXED      8u
#define TREE_REPLY_SIZE 16u

#define SHARE_TYPE_PIPE        2u
#define SHAREFLAG_ENCRYPT_DATA 0x00008000u

static uint32_t tree_request(struct smb2_conn *c, const char *host)
{
    uint8_t fixed[TREE_FIXED] = { 0 };
    char path[SERVER_NAME_MAX + sizeof "\\\\\\IPC$"];
    int n = snprintf(path, sizeof path, "\\\\%s\\IPC$", host);
    if (n < 0 || (size_t)n >= sizeof path)
        return STATUS_OBJECT_NAME_INVALID;
    put_le16(fixed, TREE_FIXED + 1);
    put_le16(fixed + 4, SMB2_HEADER_SIZE + TREE_FIXED);
    smb2_request(c, SMB2_TREE_CONNECT, fixed, sizeof fixed);
    return smb2_request_name(c, 6, path);
}

uint32_t smb2_tree_connect(struct smb2_conn *c, const char *host, struct deadline deadline)
{
    struct smb2_reply reply;
    uint32_t status = tree_request(c, host);
    if (status == STATUS_OK)
        status = smb2_call(c, TREE_REPLY_SIZE, STATUS_OK, deadline, &reply);
    if (status != STATUS_OK)
        return status;
    if (reply.body[2] != SHARE_TYPE_PIPE || reply.header.flags & SMB2_FLAGS_ASYNC_COMMAND)
        return smb2_reply_refuse(c, "IPC$ is no pipe share");
    c->tree_id = reply.header.tree_id;
    if (!(get_le32(reply.body + 4) & SHAREFLAG_ENCRYPT_DATA) || c->encrypting)
        return STATUS_OK;
    return smb2_encrypt_start(c, "the server's IPC$");
}
