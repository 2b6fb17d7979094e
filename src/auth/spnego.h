/* SPDX-License-Identifier: MIT */
/*
 * The tokens of SPNEGO (RFC 4178, [MS-SPNG]) that a client writes and reads. The log-on that uses
 * them, auth_spnego, is declared in auth.h; these stand apart so that tests and fuzzers reach
 * them.
 */
#ifndef AUTH_SPNEGO_H
#define AUTH_SPNEGO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/auth.h"
#include "auth/mech.h"
#include "base/bytes.h"

/* A mechanism we know: the contents of its object identifier, and how it starts. */
struct spnego_mech {
    const char *name;
    uint8_t oid[10];
    size_t oid_len;
    uint32_t (*start)(const struct credentials *, const char *target_host, struct auth_mech **);
};

/* In the order they are offered in; a bit in a set of mechanisms is 1 << index. */
enum spnego_mech_index { SPNEGO_KRB5, SPNEGO_NTLM, SPNEGO_MECHS };
extern const struct spnego_mech spnego_mechs[SPNEGO_MECHS];

/* RFC 4178 4.2.2 negState */
enum spnego_state {
    SPNEGO_STATE_ABSENT = -1,
    SPNEGO_ACCEPT_COMPLETED = 0,
    SPNEGO_ACCEPT_INCOMPLETE = 1,
    SPNEGO_REJECT = 2,
    SPNEGO_REQUEST_MIC = 3,
};

/* Bytes inside a token; data is NULL for a part that is absent. */
struct spnego_part {
    const uint8_t *data;
    size_t len;
};

struct spnego_resp {
    enum spnego_state state;
    struct spnego_part mech; /* contents of the identifier */
    struct spnego_part token, mic;
};

/* Appends the MechTypeList of a set of mechanisms; the mechListMIC is computed over these bytes. */
void spnego_put_mech_list(struct bytes *out, unsigned mechs);

/* Appends a NegTokenInit that offers a set of mechanisms, with the first one's token. */
void spnego_put_init(struct bytes *out, unsigned mechs, const uint8_t *token, size_t len);

/* Appends a NegTokenResp. Parts without data are left out. */
void spnego_put_resp(struct bytes *out, const struct spnego_resp *resp);

/* Reads a NegTokenResp; false when it is not one. The parts point into the token. */
bool spnego_parse_resp(const uint8_t *token, size_t len, struct spnego_resp *resp);

/* Reads the NegTokenInit2 a server sends in advance: *mechs is the set of ours it offers. False
 * when it is not one. */
bool spnego_parse_hint(const uint8_t *token, size_t len, unsigned *mechs);

/*
 * A log-on by one mechanism, which is the only one offered: credentials decide the mechanism, so
 * there is nothing for the server to choose. Takes mech over, also when memory is short (NULL).
 */
struct auth *spnego_new(enum spnego_mech_index index, struct auth_mech *mech);

#endif
