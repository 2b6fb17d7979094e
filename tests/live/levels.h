/* SPDX-License-Identifier: MIT */
/* What the structures of the public headers look like, for the programs that print answers
 * (live_dump.c) and fill requests (live_set.c), and how both read their arguments. */
#ifndef LIVE_LEVELS_H
#define LIVE_LEVELS_H

#include <lmcons.h>

enum kind {
    UNSIGNED, /* DWORD */
    SIGNED,   /* LONG, BOOL */
    SMALL,    /* BOOLEAN */
    STRING,   /* LMSTR */
    CHARS,    /* WCHARs inside the structure */
    SIZED,    /* a pointer to bytes */
    HOURS_OF, /* a pointer to the 21 bytes of log-on hours */
    SID_OF,   /* a pointer to a SID */
};

struct member {
    const char *name;
    enum kind kind;
    size_t at;
    size_t size_at; /* SIZED: the member with the size in bytes */
};

struct level {
    const char *family;
    DWORD number;
    size_t size; /* bytes */
    const struct member *members;
    size_t n_members;
};

/* NULL when there is none. */
const struct level *level_find(const char *family, DWORD number);

/* UTF-8 as a new UTF-16 string to free; NULL for "-". */
LMSTR wide(const char *utf8);
DWORD number(const char *text);

#endif
