/* SPDX-License-Identifier: MIT */
/* Who we are for one server: user, domain and password, in locked memory that is wiped when
 * freed. */
#ifndef AUTH_CREDENTIALS_H
#define AUTH_CREDENTIALS_H

#include <stdbool.h>
#include <stdint.h>

struct credentials {
    char *user;     /* UTF-8; NULL with anonymous */
    char *domain;   /* UTF-8; NULL or "": let the server decide */
    char *password; /* UTF-8 */
    bool anonymous; /* asked for in so many words; never a fall-back */
};

/*
 * Reads a credentials file (`username=`, `password=`, `domain=`, one a line; `#` and `;` start
 * comments; `username=DOMAIN\user` and `username=` alone, which means anonymous, are understood).
 * Returns a Win32 code: ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED when it cannot be read or when
 * group or others have any access to it or it belongs to another user than this process's or
 * root, ERROR_BAD_FORMAT, ERROR_NOT_ENOUGH_MEMORY. *why (may be NULL) names the reason of a
 * refusal in words, static storage.
 */
uint32_t credentials_read(const char *path, struct credentials **out, const char **why);

/* Anonymous log-on. NULL when memory is short. */
struct credentials *credentials_anonymous(void);

/* Wipes and frees; NULL is fine. Returns NULL. */
struct credentials *credentials_free(struct credentials *c);

#endif
