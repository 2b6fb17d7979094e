/* SPDX-License-Identifier: MIT */
/*
 * The list of servers that browsers keep ([MS-BRWS]): finds a browser by NetBIOS names, asks it by
 * RAP over SMB 1, page by page. docs/browse.md tells what is sent.
 */
#ifndef BROWSE_BROWSE_H
#define BROWSE_BROWSE_H

#include <uchar.h>

#include "base/arena.h"
#include "base/codepage.h"
#include "net/nbns.h"
#include "net/stream.h"

/* What is wanted. Names are in the code page of the network. */
struct browse_query {
    const char *workgroup; /* at most NETBIOS_CHARS bytes, upper case */
    unsigned level;        /* RAP's: 0 names; 1 also version, type and comment */
    uint32_t type;         /* SV_TYPE_* filter */
    const char *first;     /* first name to return, or NULL */
};

/* How to get there. */
struct browse_route {
    const struct nbns_scope *names; /* NULL: no NetBIOS names are asked for */
    uint16_t datagram_port;         /* 0: 138 */
    uint16_t port;                  /* of SMB; 0: 445 and then 139 */
    int64_t connect_ms;             /* to reach one browser */
    struct netbios_name own;        /* this computer's, of type NETBIOS_WORKSTATION */
};

struct browse_entry {
    char16_t *name, *comment; /* comment NULL at level 0 */
    uint32_t type;
    uint8_t major, minor;
    uint32_t number; /* in the order in which entries came */
};

/* Sorted by name, none twice. Lives in the arena. */
struct browse_list {
    struct arena *arena;
    struct codepage *codepage;
    struct browse_entry *entries;
    size_t n, room;
    uint32_t numbered;
    size_t n_last;    /* entries that the browser asked last had */
    bool more;        /* there were more than could be had */
    size_t available; /* entries that a browser had, as it says: at least n when there were more */
};

/*
 * Asks one host. address is where it is (a name or an address), host what messages call it. Returns
 * a Win32 code: what RAP says (ERROR_REQ_NOT_ACCEP when it is no browser), ERROR_BAD_NETPATH,
 * ERROR_NOT_SUPPORTED when it speaks no SMB 1, ERROR_ACCESS_DENIED, ERROR_BAD_NET_RESP,
 * ERROR_SEM_TIMEOUT, ERROR_NOT_ENOUGH_MEMORY.
 */
uint32_t browse_host(const struct browse_query *query, const struct browse_route *route,
                     const char *address, struct deadline deadline, struct browse_list *list);

/*
 * Finds the browsers of the workgroup and asks one on each subnet; while one says nothing, there is
 * time kept back for the others. Returns a Win32 code: ERROR_SEM_TIMEOUT when all that were found
 * let the time pass, ERROR_NO_BROWSER_SERVERS_FOUND when none is found or none of them gives a
 * list, ERROR_NO_SYSTEM_RESOURCES, ERROR_NOT_ENOUGH_MEMORY.
 */
uint32_t browse_network(const struct browse_query *query, const struct browse_route *route,
                        struct deadline deadline, struct browse_list *list);

/* The conversation of browse_host on a connection, which is taken over. */
uint32_t browse_stream(const struct browse_query *query, struct net_stream *stream,
                       const char *host, struct deadline deadline, struct browse_list *list);

#endif
