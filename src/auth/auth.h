/* SPDX-License-Identifier: MIT */
/*
 * A log-on in progress: tokens go back and forth until both sides are satisfied, then there is a
 * session key. SMB2 session set-up drives it and knows no mechanism.
 */
#ifndef AUTH_AUTH_H
#define AUTH_AUTH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/credentials.h"

struct auth;

struct auth_ops {
    /* Takes the server's token (at first the one that came with NEGOTIATE, or NULL, 0), appends
     * ours to out (nothing when the last word was the server's). Returns an NTSTATUS:
     * STATUS_MORE_PROCESSING_REQUIRED while the server must speak again, STATUS_OK when we need
     * nothing more. When the server reports success, its last token is given here too. */
    uint32_t (*step)(struct auth *, const uint8_t *in, size_t in_len, uint8_t **out,
                     size_t *out_len);
    /* The session key, once the log-on is complete: NTLM 16 bytes, Kerberos mostly 32. NULL, 0
     * without one (anonymous). Valid until free. */
    const uint8_t *(*session_key)(struct auth *, size_t *len);
    void (*free)(struct auth *);
};

struct auth {
    const struct auth_ops *ops;
};

/*
 * A log-on by the mechanism of these credentials, NTLMv2 ([MS-NLMP]) or Kerberos (RFC 4121), in
 * SPNEGO (RFC 4178, [MS-SPNG]). target_host (UTF-8, without slashes) is the service's name,
 * `cifs/host`. The credentials are used until free. *out tokens belong to the log-on and are valid
 * until its next step.
 *
 * Kerberos needs a ticket now, and looks for it: see krb5.c for what it may wait for. Returns an
 * NTSTATUS: STATUS_NO_MEMORY, STATUS_NO_SUCH_LOGON_SESSION without a ticket, or what else keeps
 * Kerberos from getting one.
 */
uint32_t auth_spnego(const struct credentials *c, const char *target_host, struct auth **out);

#endif
