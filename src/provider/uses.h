/* SPDX-License-Identifier: MIT */
/*
 * The uses that a process knows: its own, which NetUseAdd made, and those of the log-in session,
 * read from their file whenever that has changed. They are the first source of credentials of a
 * call. Whether a server takes them is not known here; remote/use.h asks it.
 */
#ifndef PROVIDER_USES_H
#define PROVIDER_USES_H

#include "base/arena.h"
#include "provider/use_list.h"

enum uses_whose { USES_OWN, USES_LASTING };

/* By which uses a call to a server goes. */
struct use_logon {
    uint64_t use;    /* number of the log-on it counts for; 0: there is no use of the server */
    uint64_t source; /* of the one whose credentials it takes; 0: it takes what is configured */
};

/*
 * For a call to the host. Own uses go first, and where they say nothing about who we are, those of
 * the log-in session are asked. credentials (NULL: not wanted) are a copy, to be freed by the
 * caller, NULL without a source. Returns ERROR_NOT_ENOUGH_MEMORY, or what uses_file_read says.
 */
NET_API_STATUS uses_logon(const char *host, struct use_logon *out,
                          struct credentials **credentials);

/* A call begins, or ends, to be on the server by this log-on. False: that has ended meanwhile, and
 * what belongs to it is not to be used again. */
bool uses_enter(uint64_t use);
bool uses_leave(uint64_t use);

/* Whether the server could be connected to. */
void uses_reached(uint64_t use, bool reached);

/* Before a log-on is tried. *number is that of the log-on there is, where the wish is content with
 * it, or a new one. ERROR_SESSION_CREDENTIAL_CONFLICT, or what uses_logon says. */
NET_API_STATUS uses_propose(enum uses_whose whose, const struct use_wish *wish, uint64_t *number);

/* Records what was tried. *ended is the number of a log-on that the new one has taken the place of,
 * or 0. As use_list_add and uses_file_change. */
NET_API_STATUS uses_add(enum uses_whose whose, const struct use_wish *wish, uint64_t number,
                        uint64_t *ended);

/* NetUseDel: force is USE_NOFORCE and so on. *ended is the number of a log-on that has ended with
 * it, or 0. NERR_UseNotFound, NERR_OpenFiles, or what uses_file_change says. */
NET_API_STATUS uses_remove(const char *host, const char *share, DWORD force, uint64_t *ended);

/* A use and its server, for an answer. Texts are UTF-8. */
struct use_record {
    const char *host, *share, *user, *domain; /* user and domain: NULL when none were given */
    DWORD type, flags, refcount, usecount, place;
    uint64_t number; /* of the log-on */
    bool unreachable, lasting;
};

/* All of them in the arena, in the order of their places. Errors as uses_logon. */
NET_API_STATUS uses_list(struct arena *arena, struct use_record **records, size_t *count);

/* Whether those of the log-in session count for this process, which they do until false is said:
 * for a program that was told otherwise who it is. To be said before there are threads. */
void uses_heed_session(bool heed);

/* Forgets the process's own. */
void uses_empty(void);

#endif
