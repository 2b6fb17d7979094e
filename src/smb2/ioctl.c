/* SPDX-License-Identifier: MIT */
/* One FSCTL: input bytes into an SMB2 IOCTL request, the reply into output bytes ([MS-SMB2] 2.2.31
 * and 2.2.32). */
#include "base/status.h"
#include "smb2/conn.h"

#define IOCTL_FIXED        56u
#define IOCTL_REPLY_SIZE   49u
#define SMB2_0_IOCTL_FSCTL 1u

uint32_t smb2_ioctl(struct smb2_conn *c, const struct smb2_ioctl *io, struct deadline deadline,
                    const uint8_t **out, size_t *out_len)
{
    uint8_t fixed[IOCTL_FIXED] = { 0 };
    struct smb2_reply reply;
    size_t max = smb2_payload_max(c, c->max_transact);
    if (io->in_len > max || io->out_max > max)
        return STATUS_INVALID_PARAMETER;
    put_le16(fixed, IOCTL_FIXED + 1);
    put_le32(fixed + 4, io->code);
    memcpy(fixed + 8, io->file_id, SMB2_FILE_ID_SIZE);
    put_le32(fixed + 24, SMB2_HEADER_SIZE + IOCTL_FIXED);
    put_le32(fixed + 28, (uint32_t)io->in_len);
    put_le32(fixed + 44, (uint32_t)io->out_max);
    put_le32(fixed + 48, SMB2_0_IOCTL_FSCTL);
    smb2_request(c, SMB2_IOCTL, fixed, sizeof fixed);
    c->payload = io->in_len > io->out_max ? io->in_len : io->out_max;
    bytes_put(&c->out, io->in, io->in_len);

    uint32_t status = smb2_call(c, IOCTL_REPLY_SIZE, STATUS_BUFFER_OVERFLOW, deadline, &reply);
    if (status != STATUS_OK && status != STATUS_BUFFER_OVERFLOW)
        return status;
    uint32_t offset = get_le32(reply.body + 32), count = get_le32(reply.body + 36);
    const uint8_t *data;
    if (get_le32(reply.body + 4) != io->code || count > io->out_max ||
        !smb2_reply_slice(&reply, offset, count, &data))
        return smb2_reply_refuse(c, "output that is not there");
    *out = data;
    *out_len = count;
    return status;
}
