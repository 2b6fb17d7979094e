/* SPDX-License-Identifier: MIT */
/*
 * The client of NTLMv2 ([MS-NLMP]): three messages, then a session key and signatures. NTLMv1, LM
 * responses, OEM text, and keys of less than 128 bits are not done; a server that wants them is
 * refused. The AUTHENTICATE message always has a message integrity code.
 *
 * Names are sent as the credentials have them. No domain means an empty domain: the server then
 * looks among its own accounts first and in its domain next ([MS-APDS]; tried with Samba), and the
 * response (which covers the domain) verifies in either case. A name like user@realm without a
 * domain goes as a whole into the user name, again with an empty domain.
 */
#ifndef AUTH_NTLM_H
#define AUTH_NTLM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <nettle/arcfour.h>

#include "auth/credentials.h"
#include "base/bytes.h"

#define NTLM_KEY_SIZE       16u
#define NTLM_CHALLENGE_SIZE 8u
#define NTLM_MAC_SIZE       16u

/* What differs from one log-on to the next. */
struct ntlm_seed {
    uint64_t now; /* FILETIME; used when the server does not tell its time */
    uint8_t client_challenge[NTLM_CHALLENGE_SIZE];
    uint8_t session_key[NTLM_KEY_SIZE]; /* what key exchange gives to the server */
};

/* One direction of session security ([MS-NLMP] 3.4). */
struct ntlm_direction {
    uint8_t sign_key[NTLM_KEY_SIZE];
    struct arcfour_ctx seal;
    uint32_t sequence; /* number of the next signature */
};

struct ntlm {
    const struct credentials *credentials;
    const char *target_host;
    struct ntlm_seed seed;
    struct bytes negotiate; /* our first message: the integrity code covers it */
    uint32_t flags;         /* offered at first, agreed on after ntlm_authenticate */
    bool has_key;
    uint8_t session_key[NTLM_KEY_SIZE]; /* ExportedSessionKey; valid when has_key */
    struct ntlm_direction ours, theirs; /* likewise */
};

/* The time and random numbers of now. Returns an NTSTATUS. */
uint32_t ntlm_seed_fill(struct ntlm_seed *seed);

/* Prepares a log-on. The credentials and target_host (UTF-8) are used until ntlm_free. */
void ntlm_init(struct ntlm *n, const struct credentials *c, const char *target_host,
               const struct ntlm_seed *seed);

/*
 * Appends the NEGOTIATE message to out. STATUS_INVALID_PARAMETER: no user and not anonymous, or
 * names too long. STATUS_NO_MEMORY.
 */
uint32_t ntlm_negotiate(struct ntlm *n, struct bytes *out);

/*
 * Takes the server's CHALLENGE message, appends the AUTHENTICATE message to out and makes the keys
 * (none with anonymous).
 *
 * STATUS_INVALID_NETWORK_RESPONSE when the challenge is malformed, STATUS_NOT_SUPPORTED when the
 * server does not agree to what we insist on, STATUS_INVALID_PARAMETER when user, domain or
 * password are not UTF-8 or ntlm_negotiate has not been called, STATUS_NO_MEMORY.
 */
uint32_t ntlm_authenticate(struct ntlm *n, const uint8_t *challenge, size_t len, struct bytes *out);

/* The signature of our next message, and the check of theirs ([MS-NLMP] 3.4.4.2). Only when
 * has_key. A signature that did not verify leaves the state unusable. */
void ntlm_sign(struct ntlm *n, const uint8_t *msg, size_t len, uint8_t mac[NTLM_MAC_SIZE]);
bool ntlm_verify(struct ntlm *n, const uint8_t *msg, size_t len, const uint8_t *mac,
                 size_t mac_len);

/* Wipes everything. */
void ntlm_free(struct ntlm *n);

/*
 * The two computations of [MS-NLMP] 3.3.2, apart so that the published vectors reach them.
 * ntlm_owf_v2: the response key from user, domain and password. NTSTATUS as ntlm_authenticate.
 * ntlm_proof_v2: NTProofStr over `temp`, and SessionBaseKey.
 */
uint32_t ntlm_owf_v2(const struct credentials *c, uint8_t key[NTLM_KEY_SIZE]);
void ntlm_proof_v2(const uint8_t key[NTLM_KEY_SIZE],
                   const uint8_t server_challenge[NTLM_CHALLENGE_SIZE], const uint8_t *temp,
                   size_t temp_len, uint8_t proof[NTLM_KEY_SIZE],
                   uint8_t session_base_key[NTLM_KEY_SIZE]);

#endif
