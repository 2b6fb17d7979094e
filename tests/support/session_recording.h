/* SPDX-License-Identifier: MIT */
/*
 * Recorded sessions: text files in tests/smb2, each with every message of one connection to a real
 * server, and what it takes to send the same requests again. tests/live/record_session.c writes
 * them, docs/smb2.md tells how. A file is named DIALECT_KIND[_WORDS].txt, where the kind is signed,
 * encrypted, anonymous or guest, and holds
 *
 *   # who answered, server and version, how it was recorded
 *   host: LABSRV
 *   credentials: password USER PASSWORD           or: anonymous
 *   options: encrypt=allowed min-dialect=2.0.2 guest=no
 *   messages:                                     in hexadecimal, without their length in front
 *   > a request, going on
 *     in indented lines
 *   < a reply
 *   expected:                                     then session_answers_print's text, to the end
 */
#ifndef SUPPORT_SESSION_RECORDING_H
#define SUPPORT_SESSION_RECORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "auth/credentials.h"
#include "lmcons.h"
#include "smb2/smb2.h"

#define SESSION_MESSAGES_MAX 64u

struct session_message {
    bool reply;
    uint8_t *data;
    size_t len;
};

struct session_recording {
    char *host, *user, *password; /* no user: anonymous */
    LPWSTR unc;                   /* \\host */
    struct credentials credentials;
    struct smb2_options options;
    struct session_message messages[SESSION_MESSAGES_MAX];
    size_t n;
    char *expected;
};

/* An empty recording of a session with the host as this user (NULL: anonymous). False when memory
 * is short or the host is not UTF-8. */
bool session_recording_init(struct session_recording *r, const char *host, const char *user,
                            const char *password);

/* Appends a copy of a message. False when memory is short or there are too many. */
bool session_recording_add(struct session_recording *r, bool reply, const uint8_t *data,
                           size_t len);

/* Writes everything from `host:` on. The stream's error indicator tells whether it worked. */
void session_recording_write(const struct session_recording *r, FILE *f);

/* Reads folder/file. False with a sentence in why; *r is empty then. */
bool session_recording_read(const char *folder, const char *file, struct session_recording *r,
                            char *why, size_t why_size);

void session_recording_free(struct session_recording *r);

/* The words of an option, as files and the recorder's arguments have them; false when unknown. */
bool session_option_encrypt(const char *word, enum smb2_encrypt *encrypt);
bool session_option_dialect(const char *word, uint16_t *number);

#endif
