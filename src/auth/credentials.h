/* SPDX-License-Identifier: MIT */
/* Who we are for one server, and what proves it: a password, a Kerberos ticket or the key to get
 * one. In memory that is locked where the system allows it, and wiped when freed. */
#ifndef AUTH_CREDENTIALS_H
#define AUTH_CREDENTIALS_H

#include <stdbool.h>
#include <stdint.h>

/* What there is decides the mechanism; none is a fall-back for another. */
enum credentials_kind {
    CREDENTIALS_PASSWORD,          /* NTLM by user, domain and password */
    CREDENTIALS_ANONYMOUS,         /* NTLM without a user; asked for in so many words */
    CREDENTIALS_KERBEROS_PASSWORD, /* Kerberos by user, domain (the realm) and password */
    CREDENTIALS_KEYTAB,            /* Kerberos by the key of a principal */
    CREDENTIALS_CCACHE,            /* Kerberos by the tickets somebody has got before */
};

/* All text is UTF-8; NULL: none. */
struct credentials {
    const char *user;
    const char *domain; /* NULL or "": let the server decide */
    const char *password;
    enum credentials_kind kind;
    const char *keytab;
    const char *ccache;    /* NULL: the default one; with a keytab, in memory for one log-on */
    const char *principal; /* NULL: the ccache's own, the keytab's first */
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

/* The same in memory of its own, texts included. NULL when memory is short. */
struct credentials *credentials_copy(const struct credentials *c);

/* Do both name the same user, case aside? And with the same password? Only for users and nobody
 * (CREDENTIALS_PASSWORD and _ANONYMOUS). */
bool credentials_same_user(const struct credentials *a, const struct credentials *b);
bool credentials_equal(const struct credentials *a, const struct credentials *b);

/* Locks the memory again, where the system allows it: a child does not inherit that. */
void credentials_lock(const struct credentials *c);

/* Anonymous log-on. NULL when memory is short. */
struct credentials *credentials_anonymous(void);

/* Wipes and frees; NULL is fine. Returns NULL. */
struct credentials *credentials_free(struct credentials *c);

#endif
