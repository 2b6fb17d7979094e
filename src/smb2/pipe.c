/* SPDX-License-Identifier: MIT */
/*
 * A named pipe on IPC$: CREATE makes it, FSCTL_PIPE_TRANSCEIVE, WRITE and READ move the bytes of
 * DCE/RPC, CLOSE ends it ([MS-SMB2] 2.2.13 to 2.2.22).
 */
#include "smb2/smb2.h"

#include "base/alloc.h"
#include "base/log.h"
#include "base/status.h"
#include "smb2/conn.h"

#define FSCTL_PIPE_TRANSCEIVE 0x0011C017u

#define CREATE_FIXED      56u
#define CREATE_REPLY_SIZE 89u
#define READ_FIXED        48u
#define READ_REPLY_SIZE   17u
#define WRITE_FIXED       48u
#define WRITE_REPLY_SIZE  17u
#define CLOSE_FIXED       24u
#define CLOSE_REPLY_SIZE  60u

#define IMPERSONATION_LEVEL_IMPERSONATION 2u
#define PIPE_DESIRED_ACCESS               0x0012019Fu /* read and write data, attributes, EAs; synchronize */
#define FILE_SHARE_ALL                    7u
#define FILE_OPEN                         1u

/* Closing is a courtesy; nobody wants to wait for it. */
#define PIPE_CLOSE_TIMEOUT_MS 1000

struct smb2_pipe {
    struct pipe base;
    struct smb2_conn *conn; /* the session's, which outlives the pipe */
    uint8_t file_id[SMB2_FILE_ID_SIZE];
};

static size_t size_min(size_t a, size_t b)
{
    return a < b ? a : b;
}

static uint32_t pipe_transact(struct pipe *pipe, const uint8_t *out, size_t out_len, uint8_t *in,
                              size_t in_max, size_t *in_len, struct deadline deadline)
{
    struct smb2_pipe *p = (struct smb2_pipe *)pipe;
    const uint8_t *data = NULL;
    size_t len = 0;
    struct smb2_ioctl io = { FSCTL_PIPE_TRANSCEIVE, p->file_id, out, out_len,
                             size_min(in_max, smb2_payload_max(p->conn, p->conn->max_transact)) };
    uint32_t status = smb2_ioctl(p->conn, &io, deadline, &data, &len);
    if (status != STATUS_OK && status != STATUS_BUFFER_OVERFLOW)
        return status;
    if (len)
        memcpy(in, data, len);
    *in_len = len;
    return status;
}

static uint32_t pipe_write(struct pipe *pipe, const uint8_t *out, size_t out_len,
                           struct deadline deadline)
{
    struct smb2_pipe *p = (struct smb2_pipe *)pipe;
    uint8_t fixed[WRITE_FIXED] = { 0 };
    struct smb2_reply reply;
    if (out_len > smb2_payload_max(p->conn, p->conn->max_write))
        return STATUS_INVALID_PARAMETER;
    put_le16(fixed, WRITE_FIXED + 1);
    put_le16(fixed + 2, SMB2_HEADER_SIZE + WRITE_FIXED);
    put_le32(fixed + 4, (uint32_t)out_len);
    memcpy(fixed + 16, p->file_id, SMB2_FILE_ID_SIZE);
    smb2_request(p->conn, SMB2_WRITE, fixed, sizeof fixed);
    p->conn->payload = out_len;
    bytes_put(&p->conn->out, out, out_len);
    uint32_t status = smb2_call(p->conn, WRITE_REPLY_SIZE, STATUS_OK, deadline, &reply);
    if (status != STATUS_OK)
        return status;
    /* A pipe takes a message whole. */
    return get_le32(reply.body + 4) == out_len ? STATUS_OK
                                               : smb2_reply_refuse(p->conn, "a part was written");
}

static uint32_t pipe_read(struct pipe *pipe, uint8_t *in, size_t in_max, size_t *in_len,
                          struct deadline deadline)
{
    struct smb2_pipe *p = (struct smb2_pipe *)pipe;
    uint8_t fixed[READ_FIXED + 1] = { 0 }; /* its buffer has at least one byte: 2.2.19 */
    struct smb2_reply reply;
    size_t max = size_min(in_max, smb2_payload_max(p->conn, p->conn->max_read));
    put_le16(fixed, READ_FIXED + 1);
    put_le32(fixed + 4, (uint32_t)max);
    memcpy(fixed + 16, p->file_id, SMB2_FILE_ID_SIZE);
    smb2_request(p->conn, SMB2_READ, fixed, sizeof fixed);
    p->conn->payload = max;
    uint32_t status = smb2_call(p->conn, READ_REPLY_SIZE, STATUS_BUFFER_OVERFLOW, deadline, &reply);
    /* What was asked before has been carried out: nobody must repeat it. */
    if (status == STATUS_NETWORK_SESSION_EXPIRED)
        return STATUS_PIPE_BROKEN;
    if (status != STATUS_OK && status != STATUS_BUFFER_OVERFLOW)
        return status;
    size_t offset = reply.body[2], len = get_le32(reply.body + 4);
    const uint8_t *data;
    if (len > max || !smb2_reply_slice(&reply, offset, len, &data))
        return smb2_reply_refuse(p->conn, "data that is not there");
    if (len)
        memcpy(in, data, len);
    *in_len = len;
    return status;
}

static void pipe_close(struct pipe *pipe)
{
    struct smb2_pipe *p = (struct smb2_pipe *)pipe;
    uint8_t fixed[CLOSE_FIXED] = { 0 };
    struct smb2_reply reply;
    if (!p->conn->dead) {
        put_le16(fixed, CLOSE_FIXED);
        memcpy(fixed + 8, p->file_id, SMB2_FILE_ID_SIZE);
        smb2_request(p->conn, SMB2_CLOSE, fixed, sizeof fixed);
        smb2_call(p->conn, CLOSE_REPLY_SIZE, STATUS_OK, deadline_in(PIPE_CLOSE_TIMEOUT_MS), &reply);
    }
    x_free(p);
}

static const struct pipe_ops pipe_ops = { pipe_transact, pipe_write, pipe_read, pipe_close };

static uint32_t create_request(struct smb2_conn *c, const char *name)
{
    uint8_t fixed[CREATE_FIXED] = { 0 };
    put_le16(fixed, CREATE_FIXED + 1);
    put_le32(fixed + 4, IMPERSONATION_LEVEL_IMPERSONATION);
    put_le32(fixed + 24, PIPE_DESIRED_ACCESS);
    put_le32(fixed + 32, FILE_SHARE_ALL);
    put_le32(fixed + 36, FILE_OPEN);
    put_le16(fixed + 44, SMB2_HEADER_SIZE + CREATE_FIXED);
    smb2_request(c, SMB2_CREATE, fixed, sizeof fixed);
    return smb2_request_name(c, 46, name);
}

uint32_t smb2_pipe_open(struct smb2_session *session, const char *name, struct deadline deadline,
                        struct pipe **out)
{
    struct smb2_conn *c = &session->conn;
    struct smb2_reply reply;
    uint32_t status = create_request(c, name);
    if (status != STATUS_OK)
        return status;
    struct smb2_pipe *p = x_new(sizeof *p); /* first, so that no open pipe is lost */
    if (!p)
        return STATUS_NO_MEMORY;
    status = smb2_call(c, CREATE_REPLY_SIZE, STATUS_OK, deadline, &reply);
    if (status != STATUS_OK) {
        log_line(LOG_ERRORS, "smb2 CREATE %s: 0x%08x", name, status);
        x_free(p);
        return status;
    }
    p->base.ops = &pipe_ops;
    p->conn = c;
    memcpy(p->file_id, reply.body + 64, SMB2_FILE_ID_SIZE);
    *out = &p->base;
    return STATUS_OK;
}
