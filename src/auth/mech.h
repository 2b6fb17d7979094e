/* SPDX-License-Identifier: MIT */
/*
 * One mechanism of a log-on: what SPNEGO wraps. It makes messages for its peer at the server, has a
 * session key in the end, and can sign with it (the mechListMIC of RFC 4178).
 */
#ifndef AUTH_MECH_H
#define AUTH_MECH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/credentials.h"
#include "base/bytes.h"

struct auth_mech;

struct auth_mech_ops {
    /* Takes the server's message (NULL, 0 at first) and appends ours to out. Returns an NTSTATUS:
     * STATUS_MORE_PROCESSING_REQUIRED while the server must answer, STATUS_OK when the mechanism
     * has all it needs; a last message of ours may come with it. */
    uint32_t (*step)(struct auth_mech *, const uint8_t *in, size_t in_len, struct bytes *out);
    /* The session key, once step has returned STATUS_OK; NULL, 0 without one. Valid until free. */
    const uint8_t *(*key)(struct auth_mech *, size_t *len);
    /* A signature over msg, appended to mic, and the check of the server's. Only with a key. */
    uint32_t (*sign)(struct auth_mech *, const uint8_t *msg, size_t len, struct bytes *mic);
    bool (*verify)(struct auth_mech *, const uint8_t *msg, size_t len, const uint8_t *mic,
                   size_t mic_len);
    void (*free)(struct auth_mech *);
};

struct auth_mech {
    const struct auth_mech_ops *ops;
};

/*
 * The mechanisms there are. The credentials are used until free, target_host is copied. They return
 * an NTSTATUS: STATUS_NO_MEMORY, and for Kerberos what krb5.c makes of the errors of GSSAPI.
 */
uint32_t ntlm_mech_new(const struct credentials *c, const char *target_host,
                       struct auth_mech **out);
uint32_t kerberos_mech_new(const struct credentials *c, const char *target_host,
                           struct auth_mech **out);

#endif
