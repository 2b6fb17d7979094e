/* SPDX-License-Identifier: MIT */
/* A host name turned into addresses, under a deadline that getaddrinfo(3) itself does not have. */
#ifndef NET_RESOLVE_H
#define NET_RESOLVE_H

#include <netdb.h>
#include <stdint.h>

#include "net/deadline.h"
#include "net/nbns.h"

/*
 * The TCP addresses of host (DNS name, IPv4 or IPv6 literal, also [::1] and ipv6-literal.net) and
 * port, best first. A literal asks nobody, and so does a name that is a number (1234), which
 * getaddrinfo would take for an address: it has none here. Returns an NTSTATUS:
 * STATUS_BAD_NETWORK_PATH for a name without address, STATUS_IO_TIMEOUT, STATUS_NO_MEMORY,
 * STATUS_INSUFFICIENT_RESOURCES. Free *out with freeaddrinfo.
 */
uint32_t net_resolve(const char *host, uint16_t port, struct deadline deadline,
                     struct addrinfo **out);

/*
 * The same; a name of one label that DNS does not know is then asked for as the NetBIOS name of a
 * server, where scope says. NULL: it is not. A part of the deadline is kept back for that.
 */
uint32_t net_resolve_name(const char *host, uint16_t port, const struct nbns_scope *scope,
                          struct deadline deadline, struct addrinfo **out);

#endif
