/* SPDX-License-Identifier: MIT */
/* The dialects of SMB2, a table row each: everything in which one differs from another here. */
#ifndef SMB2_DIALECT_H
#define SMB2_DIALECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "smb2/sign.h"

/* What a derived key is for. Client to server is what we encrypt with. */
enum smb2_key {
    SMB2_KEY_SIGNING,
    SMB2_KEY_CLIENT_TO_SERVER,
    SMB2_KEY_SERVER_TO_CLIENT,
    SMB2_KEY_APPLICATION, /* what DCE/RPC calls the session key */
    SMB2_KEYS,
};

/* Label and context of one derivation, their lengths with the terminating NUL. */
struct smb2_key_label {
    const char *label, *context; /* no context: the preauthentication hash */
    size_t label_len, context_len;
};

struct smb2_dialect {
    uint16_t number;
    const char *name;
    uint16_t signing;                  /* the algorithm unless one is negotiated */
    uint16_t cipher;                   /* the same, if the server can encrypt; 0: none */
    bool multi_credit;                 /* requests state what they cost */
    bool preauth;                      /* negotiation is proven by the preauthentication hash */
    bool validate;                     /* … or by FSCTL_VALIDATE_NEGOTIATE_INFO */
    const struct smb2_key_label *keys; /* [SMB2_KEYS]; NULL: the session key serves as it is */
};

/* The rows we offer, ascending: the one at i, NULL past the last. */
const struct smb2_dialect *smb2_dialect_offer(size_t i);

/* The row of a number; NULL when we did not offer it. */
const struct smb2_dialect *smb2_dialect_find(uint16_t number);

/* One key of a session, from its session key and (3.1.1) its preauthentication hash. A key of 256
 * bits comes from the session key in its full length, any other from its first SMB2_KEY_SIZE bytes
 * ([MS-SMB2] 3.2.5.3.1). */
void smb2_dialect_key(const struct smb2_dialect *, enum smb2_key, struct smb2_bytes session_key,
                      const uint8_t preauth[SMB2_PREAUTH_SIZE], uint8_t *out, size_t out_len);

#endif
