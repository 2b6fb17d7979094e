/* SPDX-License-Identifier: MIT */
/*
 * NetServerEnum2 and NetServerEnum3 of the Remote Administration Protocol ([MS-RAP] 2.5.5): the
 * parameters of a request, and the entries of a reply. Names and texts are in the code page of the
 * network.
 */
#ifndef BROWSE_RAP_H
#define BROWSE_RAP_H

#include "base/bytes.h"

#define RAP_PIPE     "\\PIPE\\LANMAN"
#define RAP_NAME_MAX 16u /* bytes of a name; NUL-padded */

struct rap_request {
    unsigned level;     /* 0 names; 1 also version, type and comment */
    uint32_t type;      /* SV_TYPE_* */
    const char *domain; /* never NULL */
    const char *first;  /* first name to return; NULL: from the beginning (NetServerEnum2) */
};

/* Appends the parameters. */
void rap_request_put(const struct rap_request *request, struct bytes *out);

struct rap_reply {
    uint16_t status;    /* Win32 or NERR_ code */
    uint16_t converter; /* what offsets are too large by */
    uint16_t available; /* entries there are, from the first that was asked for */
    size_t count, entry_size;
    const uint8_t *data;
    size_t len;
};

struct rap_entry {
    char name[RAP_NAME_MAX]; /* NUL-terminated, without the blanks some pad with */
    uint8_t major, minor;    /* of level 1, as all that follows */
    uint32_t type;
    const uint8_t *comment;
    size_t comment_len;
};

/* Reads a reply of the level; it refers to data. False when it is malformed. Only the status is set
 * when that is an error (other than ERROR_MORE_DATA). */
bool rap_reply_read(struct rap_reply *reply, unsigned level, const struct bytes *params,
                    const struct bytes *data);

/* Reads an entry below count. False when its comment is not inside the data. */
bool rap_entry_read(const struct rap_reply *reply, size_t i, struct rap_entry *entry);

#endif
