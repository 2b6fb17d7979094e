/* SPDX-License-Identifier: MIT */
/*
 * The answer comes to the port we asked from where the master takes that from the datagram, as
 * Samba does. Windows answers to port 138, which belongs to this computer's own NetBIOS service and
 * is not taken from it here: then there is no answer, and the master itself is asked for its list.
 */
#include "browse/mailslot.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/log.h"
#include "base/status.h"

/* RFC 1002 4.4.1 and 4.4.2 */
#define DATAGRAM_PORT   138
#define DATAGRAM_HEADER 14u
#define DIRECT_UNIQUE   0x10u
#define DIRECT_GROUP    0x11u
#define FLAG_MORE       0x01u
#define FLAG_FIRST      0x02u

/* [MS-MAIL] 2.2.1: an SMB transaction with three set-up words */
#define SMB_HEADER      32u
#define SMB_TRANSACTION 0x25u
#define MAILSLOT_WORDS  17u
#define MAILSLOT_WRITE  1u
#define MAILSLOT_CLASS  2u /* unreliable */
#define MAILSLOT_NAME   "\\MAILSLOT\\BROWSE"
#define AT_DATA_COUNT   (SMB_HEADER + 1 + 2 * 11)
#define AT_DATA_OFFSET  (SMB_HEADER + 1 + 2 * 12)
#define AT_SETUP        (SMB_HEADER + 1 + 2 * 14)
#define AT_BYTE_COUNT   (SMB_HEADER + 1 + 2 * MAILSLOT_WORDS)
#define AT_NAME         (AT_BYTE_COUNT + 2)

/* [MS-BRWS] 2.2.4, 2.2.5 */
#define GET_BACKUP_LIST_REQUEST  0x09u
#define GET_BACKUP_LIST_RESPONSE 0x0Au
#define FRAME_SIZE               6u

/* Into zeroed memory. Returns the length. */
static size_t put_mailslot(uint8_t *p, uint32_t token)
{
    size_t data = AT_NAME + sizeof MAILSLOT_NAME;
    memcpy(p, "\xFFSMB", 4);
    p[4] = SMB_TRANSACTION;
    p[9] = 0x18; /* flags, flags 2 and process id, as the specification wants them */
    put_le16(p + 10, 0x0004);
    put_le16(p + 26, 0xFEFF);
    p[SMB_HEADER] = MAILSLOT_WORDS;
    put_le16(p + SMB_HEADER + 3, FRAME_SIZE); /* of data in all */
    put_le16(p + AT_DATA_COUNT, FRAME_SIZE);
    put_le16(p + AT_DATA_OFFSET, (uint16_t)data);
    p[AT_SETUP - 2] = 3; /* set-up words */
    put_le16(p + AT_SETUP, MAILSLOT_WRITE);
    put_le16(p + AT_SETUP + 2, 1); /* priority */
    put_le16(p + AT_SETUP + 4, MAILSLOT_CLASS);
    put_le16(p + AT_BYTE_COUNT, (uint16_t)(sizeof MAILSLOT_NAME + FRAME_SIZE));
    memcpy(p + AT_NAME, MAILSLOT_NAME, sizeof MAILSLOT_NAME);
    p[data] = GET_BACKUP_LIST_REQUEST;
    p[data + 1] = BROWSE_BACKUPS_MAX;
    put_le32(p + data + 2, token);
    return data + FRAME_SIZE;
}

size_t backup_request_encode(const struct netbios_name *from, uint32_t address, uint16_t port,
                             const struct netbios_name *to, uint32_t token,
                             uint8_t out[NBDGM_PACKET_MAX])
{
    memset(out, 0, NBDGM_PACKET_MAX);
    out[0] = DIRECT_UNIQUE;
    out[1] = FLAG_FIRST; /* from a node that broadcasts */
    put_be16(out + 2, (uint16_t)token);
    put_be32(out + 4, address);
    put_be16(out + 8, port);
    netbios_name_encode(from, out + DATAGRAM_HEADER);
    netbios_name_encode(to, out + DATAGRAM_HEADER + NETBIOS_ENCODED);
    size_t names = 2 * NETBIOS_ENCODED;
    size_t data = put_mailslot(out + DATAGRAM_HEADER + names, token);
    put_be16(out + 10, (uint16_t)(names + data));
    return DATAGRAM_HEADER + names + data;
}

/* The data of a mailslot message; NULL when it is none to ours. */
static const uint8_t *mailslot_data(const uint8_t *p, size_t len, size_t *size)
{
    if (len < AT_NAME + sizeof MAILSLOT_NAME || memcmp(p, "\xFFSMB", 4) ||
        p[4] != SMB_TRANSACTION || p[SMB_HEADER] != MAILSLOT_WORDS ||
        get_le16(p + AT_SETUP) != MAILSLOT_WRITE ||
        strncasecmp((const char *)p + AT_NAME, MAILSLOT_NAME, sizeof MAILSLOT_NAME))
        return NULL;
    size_t at = get_le16(p + AT_DATA_OFFSET);
    *size = get_le16(p + AT_DATA_COUNT);
    return at <= len && *size <= len - at ? p + at : NULL;
}

bool backup_response_decode(const uint8_t *packet, size_t len, uint32_t token,
                            struct backup_list *out)
{
    struct netbios_name to;
    size_t at = DATAGRAM_HEADER, size = 0;
    *out = (struct backup_list){ 0 };
    if (len < DATAGRAM_HEADER || (packet[0] != DIRECT_UNIQUE && packet[0] != DIRECT_GROUP))
        return false;
    /* fragments are for more data than a backup list has */
    if ((packet[1] & (FLAG_FIRST | FLAG_MORE)) != FLAG_FIRST || get_be16(packet + 12))
        return false;
    if (!netbios_name_decode(packet, len, &at, &out->source) ||
        !netbios_name_decode(packet, len, &at, &to))
        return false;
    const uint8_t *frame = mailslot_data(packet + at, len - at, &size);
    if (!frame || size < FRAME_SIZE || frame[0] != GET_BACKUP_LIST_RESPONSE ||
        get_le32(frame + 2) != token)
        return false;
    const char *name = (const char *)frame + FRAME_SIZE;
    size_t left = size - FRAME_SIZE;
    for (unsigned i = 0; i < frame[1] && out->n < BROWSE_BACKUPS_MAX; i++) {
        size_t n = strnlen(name, left);
        if (n == left || n > NETBIOS_CHARS)
            return false;
        if (n)
            memcpy(out->names[out->n++], name, n);
        name += n + 1;
        left -= n + 1;
    }
    return true;
}

/* Makes the browser the only one whose answers are received, and tells our end. */
static bool connect_to(int fd, uint32_t address, uint16_t port, struct sockaddr_in *own)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons(port ? port : DATAGRAM_PORT),
                              .sin_addr.s_addr = htonl(address) };
    socklen_t size = sizeof *own;
    return !connect(fd, (const void *)&to, sizeof to) && !getsockname(fd, (void *)own, &size);
}

static bool wait_answer(int fd, uint32_t token, struct deadline end, struct backup_list *out)
{
    for (int i = 0; i < NBNS_RECEIVED_MAX; i++) {
        uint8_t packet[NBDGM_PACKET_MAX];
        struct pollfd p = { .fd = fd, .events = POLLIN };
        int left = deadline_left_ms(end);
        int ready = poll(&p, 1, left);
        if (ready < 0 && errno == EINTR && left)
            continue;
        if (ready <= 0)
            return false;
        ssize_t n = recv(fd, packet, sizeof packet, MSG_DONTWAIT);
        if (n > 0 && backup_response_decode(packet, (size_t)n, token, out))
            return true;
        if (n < 0 && errno == ECONNREFUSED)
            return false; /* nobody is there */
    }
    return false;
}

uint32_t backup_list_ask(const struct netbios_name *from, uint32_t address, uint16_t port,
                         const struct netbios_name *to, struct deadline deadline,
                         struct backup_list *out)
{
    struct sockaddr_in own;
    uint8_t packet[NBDGM_PACKET_MAX];
    uint32_t token;
    bool answered = false;
    *out = (struct backup_list){ 0 };
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || getrandom(&token, sizeof token, 0) != (ssize_t)sizeof token) {
        if (fd >= 0)
            close(fd);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (connect_to(fd, address, port, &own)) {
        size_t len = backup_request_encode(from, ntohl(own.sin_addr.s_addr), ntohs(own.sin_port),
                                           to, token, packet);
        for (int i = 0; i < NBNS_TRIES && !answered && deadline_left_ms(deadline); i++) {
            struct deadline end = deadline_min(deadline, deadline_in(NBNS_TRY_MS));
            if (send(fd, packet, len, MSG_NOSIGNAL) != (ssize_t)len)
                break;
            answered = wait_answer(fd, token, end, out);
        }
    }
    if (!answered)
        *out = (struct backup_list){ 0 };
    close(fd);
    return STATUS_OK;
}
