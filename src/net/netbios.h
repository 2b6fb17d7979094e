/* SPDX-License-Identifier: MIT */
/*
 * NetBIOS names as RFC 1001 and 1002 write them into packets, and the packets that ask for the
 * addresses of a name. Bytes only; nbns.c sends them.
 */
#ifndef NET_NETBIOS_H
#define NET_NETBIOS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

#include "base/limits.h"

#define NETBIOS_CHARS   15u /* of a name, without its type */
#define NETBIOS_ENCODED 34u /* bytes of an encoded name without scope */

/* Blank-padded, the last byte is the type. In the code page of the network. */
struct netbios_name {
    uint8_t bytes[NETBIOS_CHARS + 1];
};

enum netbios_type {
    NETBIOS_WORKSTATION = 0x00,
    NETBIOS_DOMAIN_MASTER = 0x1B, /* of a domain: the domain master browser */
    NETBIOS_LOCAL_MASTER = 0x1D,  /* of a workgroup or domain: the master browser of a subnet */
    NETBIOS_SERVER = 0x20,
};

/* May the character stand in the name of a computer or a domain? Neither control characters nor
 * those that separate names in lists and paths may. */
bool netbios_allows(char16_t c);

/* text of the type, ASCII letters in upper case. False when it is empty or too long. */
bool netbios_name_make(struct netbios_name *name, const char *text, enum netbios_type type);

/* The name without type and blanks, NUL-terminated. */
void netbios_name_text(const struct netbios_name *name, char text[NETBIOS_CHARS + 1]);

/* This computer's: its host name without a domain, as Samba makes it. Type WORKSTATION. */
void netbios_name_own(struct netbios_name *name);

bool netbios_name_equal(const struct netbios_name *a, const struct netbios_name *b);

/* RFC 1001 14.1, first-level encoding, in one label and without a scope. */
void netbios_name_encode(const struct netbios_name *name, uint8_t out[NETBIOS_ENCODED]);

/* Reads the name at *at of the packet and moves *at behind it. Pointers of the second-level
 * encoding (RFC 1002 4.1) are followed backwards only, so there is an end; a scope is passed over.
 * False when it is malformed or goes past the packet. */
bool netbios_name_decode(const uint8_t *packet, size_t len, size_t *at, struct netbios_name *name);

#define NBNS_QUERY_SIZE (12u + NETBIOS_ENCODED + 4u)

/* RFC 1002 4.2.12: asks for the addresses of the name. */
void nbns_query_encode(uint16_t id, const struct netbios_name *name, bool broadcast,
                       uint8_t out[NBNS_QUERY_SIZE]);

/* IPv4 addresses in the order of this computer's integers. */
struct nbns_response {
    uint16_t id;
    struct netbios_name name;
    uint32_t addresses[NBNS_ANSWERS_MAX];
    size_t n_addresses; /* 0: the answer is that there is no such name */
};

/* RFC 1002 4.2.13 and 4.2.14. False when it is no response to a query, or malformed. Addresses that
 * no host has (0.0.0.0, loopback, multicast, broadcast) are left out. */
bool nbns_response_decode(const uint8_t *packet, size_t len, struct nbns_response *out);

#endif
