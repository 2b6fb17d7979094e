/* SPDX-License-Identifier: MIT */
/* RAP has no types on the wire: both sides take them from the two descriptor strings that stand in
 * the request ([MS-RAP] 2.5.1). */
#include "browse/rap.h"

#include "base/limits.h"
#include "winerror.h"

#define NET_SERVER_ENUM2 0x0068u
#define NET_SERVER_ENUM3 0x00D7u
#define ENTRY_0          16u /* [MS-RAP] 2.5.5.4.1 */
#define ENTRY_1          26u /* [MS-RAP] 2.5.5.4.2 */

static void put_text(struct bytes *out, const char *text)
{
    bytes_put(out, text, strlen(text) + 1);
}

void rap_request_put(const struct rap_request *request, struct bytes *out)
{
    bytes_put_le16(out, request->first ? NET_SERVER_ENUM3 : NET_SERVER_ENUM2);
    put_text(out, request->first ? "WrLehDzz" : "WrLehDz");
    put_text(out, request->level ? "B16BBDz" : "B16");
    bytes_put_le16(out, request->level ? 1 : 0);
    bytes_put_le16(out, RAP_DATA_MAX);
    bytes_put_le32(out, request->type);
    put_text(out, request->domain);
    if (request->first)
        put_text(out, request->first);
}

bool rap_reply_read(struct rap_reply *reply, unsigned level, const struct bytes *params,
                    const struct bytes *data)
{
    *reply = (struct rap_reply){ .entry_size = level ? ENTRY_1 : ENTRY_0,
                                 .data = data->data,
                                 .len = data->len };
    if (params->len < 2)
        return false;
    reply->status = get_le16(params->data);
    if (reply->status != ERROR_SUCCESS && reply->status != ERROR_MORE_DATA)
        return true;
    if (params->len < 8)
        return false;
    reply->converter = get_le16(params->data + 2);
    reply->count = get_le16(params->data + 4);
    reply->available = get_le16(params->data + 6);
    return reply->count <= reply->len / reply->entry_size;
}

static size_t length_until_nul(const uint8_t *bytes, size_t max)
{
    const uint8_t *nul = max ? memchr(bytes, 0, max) : NULL;
    return nul ? (size_t)(nul - bytes) : max;
}

bool rap_entry_read(const struct rap_reply *reply, size_t i, struct rap_entry *entry)
{
    const uint8_t *p = reply->data + i * reply->entry_size;
    *entry = (struct rap_entry){ 0 };
    /* the sixteenth byte is for the NUL; some leave the type of the name there */
    size_t len = length_until_nul(p, RAP_NAME_MAX - 1);
    while (len && p[len - 1] == ' ')
        len--;
    memcpy(entry->name, p, len);
    if (reply->entry_size == ENTRY_0)
        return true;
    entry->major = p[16];
    entry->minor = p[17];
    entry->type = get_le32(p + 18);
    unsigned pointer = get_le16(p + 22);
    if (!pointer && !get_le16(p + 24))
        return true; /* no comment */
    /* [MS-RAP] 2.5.2: both are counted modulo 2^16 */
    size_t at = (uint16_t)(pointer - reply->converter);
    if (at >= reply->len)
        return false;
    entry->comment = reply->data + at;
    entry->comment_len = length_until_nul(entry->comment, reply->len - at);
    return entry->comment_len < reply->len - at;
}
