/* SPDX-License-Identifier: MIT */
/*
 * A connection that carries whole messages. SMB2 sits on this and not on a socket, so tests can
 * hand it recorded messages. tcp.c is the real one: direct TCP ([MS-SMB2] 2.1), each message
 * after a four-byte length.
 */
#ifndef NET_STREAM_H
#define NET_STREAM_H

#include <netdb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "net/deadline.h"
#include "net/netbios.h"

#define SMB_PORT  445 /* of TCP; [MS-SMB2] 2.1 */
#define NBSS_PORT 139 /* RFC 1002 4.3 */

struct net_stream;

struct net_stream_ops {
    /* Sends one message of len bytes. Returns an NTSTATUS. */
    uint32_t (*send)(struct net_stream *, const uint8_t *msg, size_t len, struct deadline);
    /* Waits for the next message. *msg stays valid until the next recv or close, and may be
     * written to (decryption works in place). Returns an NTSTATUS: STATUS_IO_TIMEOUT past the
     * deadline, STATUS_CONNECTION_DISCONNECTED at the peer's end of stream,
     * STATUS_CONNECTION_RESET, STATUS_INVALID_NETWORK_RESPONSE for a length past
     * SMB2_MESSAGE_MAX, STATUS_NO_MEMORY. */
    uint32_t (*recv)(struct net_stream *, uint8_t **msg, size_t *len, struct deadline);
    /* Nothing has arrived and nothing was closed while nobody asked. NULL: cannot be told. */
    bool (*quiet)(struct net_stream *);
    void (*close)(struct net_stream *);
};

struct net_stream {
    const struct net_stream_ops *ops;
};

/*
 * Connects by TCP to host (DNS name, IPv4 or IPv6 literal, UTF-8) and port, trying each address
 * until one answers or the deadline passes. Returns an NTSTATUS: STATUS_BAD_NETWORK_PATH for a
 * name without address, STATUS_CONNECTION_REFUSED, STATUS_HOST_UNREACHABLE,
 * STATUS_NETWORK_UNREACHABLE, STATUS_IO_TIMEOUT, STATUS_NO_MEMORY. Close with ops->close.
 */
uint32_t net_tcp_connect(const char *host, uint16_t port, struct deadline deadline,
                         struct net_stream **out);

/* The same to the addresses of a list (net/resolve.h), which stays the caller's. */
uint32_t net_tcp_connect_list(const struct addrinfo *list, struct deadline deadline,
                              struct net_stream **out);

/*
 * The same to a list of addresses of port 139, where messages follow a session request (RFC 1002
 * 4.3.2). called is the NetBIOS name of the server, calling that of this computer. Also returns
 * STATUS_REQUEST_NOT_ACCEPTED when there is no such name.
 */
uint32_t net_nbss_connect_list(const struct addrinfo *list, const struct netbios_name *called,
                               const struct netbios_name *calling, struct deadline deadline,
                               struct net_stream **out);

#endif
