/* SPDX-License-Identifier: MIT */
/*
 * GetBackupList: a NetBIOS datagram with a mailslot message with a browser frame (RFC 1002 4.4,
 * [MS-MAIL] 2.2.1, [MS-BRWS] 2.2.4 and 2.2.5). It asks a master browser which hosts hold copies of
 * its list.
 */
#ifndef BROWSE_MAILSLOT_H
#define BROWSE_MAILSLOT_H

#include "base/limits.h"
#include "net/deadline.h"
#include "net/netbios.h"

struct backup_list {
    struct netbios_name source;                        /* who answers */
    char names[BROWSE_BACKUPS_MAX][NETBIOS_CHARS + 1]; /* in its order */
    size_t n;
};

/* The datagram from `from` (its address and port as integers) to the browser `to`. Returns its
 * length. */
size_t backup_request_encode(const struct netbios_name *from, uint32_t address, uint16_t port,
                             const struct netbios_name *to, uint32_t token,
                             uint8_t out[NBDGM_PACKET_MAX]);

/* False when it is not the answer to the request with the token, or malformed. Names past the
 * maximum are left out. */
bool backup_response_decode(const uint8_t *packet, size_t len, uint32_t token,
                            struct backup_list *out);

/* Asks the master browser `to` at the address (port 0: 138). No answer is an empty list. Returns an
 * NTSTATUS: STATUS_INSUFFICIENT_RESOURCES when there is no socket to be had. */
uint32_t backup_list_ask(const struct netbios_name *from, uint32_t address, uint16_t port,
                         const struct netbios_name *to, struct deadline deadline,
                         struct backup_list *out);

#endif
