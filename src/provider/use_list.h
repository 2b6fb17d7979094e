/* SPDX-License-Identifier: MIT */
/*
 * A list of uses: servers, how to log on to each, and the shares of it that are used. What the
 * process's table (uses.h) and the file of the log-in session (uses_file.h) have in common. Nothing
 * here locks or does I/O.
 */
#ifndef PROVIDER_USE_LIST_H
#define PROVIDER_USE_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/credentials.h"
#include "lmcons.h"

/* A share that is used. */
struct use {
    struct use *next;
    char *share;    /* UTF-8 */
    DWORD type;     /* USE_DISKDEV and so on; USE_WILDCARD: nobody has looked */
    DWORD flags;    /* of level 3 */
    DWORD usecount; /* how often it was added */
    DWORD place;    /* in the order of all uses, from 1 on */
};

/* The uses of one server and the log-on that they share. */
struct use_server {
    struct use_server *next;
    char *host;                      /* UTF-8, without backslashes */
    struct credentials *credentials; /* a user's or nobody's; NULL: none were given */
    uint64_t number;                 /* of this log-on; another one with other credentials */
    unsigned busy;                   /* calls that are on the server by it */
    bool unreachable;                /* the last call could not connect */
    struct use *uses;                /* oldest first; there is one at least */
};

/* What is asked for by NetUseAdd. */
struct use_wish {
    const char *host, *share;
    const struct credentials *credentials; /* NULL: none are given, any will do */
    DWORD type, flags;
};

struct use_server *use_list_find(struct use_server *list, const char *host);
struct use *use_find(const struct use_server *server, const char *share);

/* May this be added? ERROR_SESSION_CREDENTIAL_CONFLICT when there is another user. */
NET_API_STATUS use_list_admits(struct use_server *list, const struct use_wish *wish);

/*
 * Adds a use, or counts it up. A new server, or one that gets a new password, gets the number.
 * Returns ERROR_SESSION_CREDENTIAL_CONFLICT, or ERROR_NOT_ENOUGH_MEMORY and the list as it was.
 */
NET_API_STATUS use_list_add(struct use_server **list, const struct use_wish *wish, uint64_t number);

/* Counts a use down, or removes it at once; with a server's last use its log-on goes too. Returns
 * the number of the log-on that has ended, or 0. The use must be there. */
uint64_t use_list_remove(struct use_server **list, const char *host, const char *share, bool all);

/* Frees it all and wipes the passwords. Returns NULL. */
struct use_server *use_list_free(struct use_server *list);

#endif
