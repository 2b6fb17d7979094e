/* SPDX-License-Identifier: MIT */
/* TREE_CONNECT: the name of a share into a connection to it, and TREE_DISCONNECT ([MS-SMB2] 2.2.9
 * to 2.2.12, 3.2.5.5). */
#include <stdio.h>

#include "base/limits.h"
#include "base/status.h"
#include "smb2/conn.h"

#define TREE_FIXED      8u
#define TREE_REPLY_SIZE 16u
#define DISCONNECT_SIZE 4u
#define SHARE_NAME_MAX  256u /* bytes of UTF-8: 80 characters, and some */
#define NO_TREE         0u

#define SHAREFLAG_ENCRYPT_DATA 0x00008000u

static uint32_t tree_request(struct smb2_conn *c, const char *host, const char *share)
{
    uint8_t fixed[TREE_FIXED] = { 0 };
    char path[SERVER_NAME_MAX + SHARE_NAME_MAX + sizeof "\\\\\\"];
    int n = snprintf(path, sizeof path, "\\\\%s\\%s", host, share);
    if (n < 0 || (size_t)n >= sizeof path)
        return STATUS_OBJECT_NAME_INVALID;
    put_le16(fixed, TREE_FIXED + 1);
    put_le16(fixed + 4, SMB2_HEADER_SIZE + TREE_FIXED);
    smb2_request(c, SMB2_TREE_CONNECT, fixed, sizeof fixed);
    return smb2_request_name(c, 6, path);
}

/* The tree of all further requests becomes the share's. */
static uint32_t tree_connect(struct smb2_conn *c, const char *host, const char *share,
                             struct deadline deadline, uint8_t *type)
{
    struct smb2_reply reply;
    uint32_t status = tree_request(c, host, share);
    if (status == STATUS_OK)
        status = smb2_call(c, TREE_REPLY_SIZE, STATUS_OK, deadline, &reply);
    if (status != STATUS_OK)
        return status;
    if (reply.header.flags & SMB2_FLAGS_ASYNC_COMMAND)
        return smb2_reply_refuse(c, "it names no tree");
    *type = reply.body[2];
    c->tree_id = reply.header.tree_id;
    if (!(get_le32(reply.body + 4) & SHAREFLAG_ENCRYPT_DATA) || c->encrypting)
        return STATUS_OK;
    return smb2_encrypt_start(c, "the share");
}

static uint32_t tree_disconnect(struct smb2_conn *c, struct deadline deadline)
{
    uint8_t fixed[DISCONNECT_SIZE] = { DISCONNECT_SIZE };
    struct smb2_reply reply;
    smb2_request(c, SMB2_TREE_DISCONNECT, fixed, sizeof fixed);
    return smb2_call(c, DISCONNECT_SIZE, STATUS_OK, deadline, &reply);
}

uint32_t smb2_tree_connect(struct smb2_conn *c, const char *host, struct deadline deadline)
{
    uint8_t type;
    uint32_t status = tree_connect(c, host, "IPC$", deadline, &type);
    if (status == STATUS_OK && type != SMB2_SHARE_PIPE)
        return smb2_reply_refuse(c, "IPC$ is no pipe share");
    return status;
}

uint32_t smb2_share_look(struct smb2_session *session, const char *host, const char *share,
                         struct deadline deadline, enum smb2_share *type)
{
    struct smb2_conn *c = &session->conn;
    uint32_t own = c->tree_id;
    uint8_t found = 0;
    c->tree_id = NO_TREE;
    uint32_t status = tree_connect(c, host, share, deadline, &found);
    if (status == STATUS_OK && (found < SMB2_SHARE_DISK || found > SMB2_SHARE_PRINT))
        status = smb2_reply_refuse(c, "a share of unknown type");
    if (status == STATUS_OK)
        status = tree_disconnect(c, deadline);
    c->tree_id = own;
    if (status == STATUS_OK)
        *type = (enum smb2_share)found;
    return status;
}
