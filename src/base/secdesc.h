/* SPDX-License-Identifier: MIT */
/* Self-relative security descriptors ([MS-DTYP] 2.4.6): checked before a caller sees them, and
 * written as SDDL (2.5.1) for people. */
#ifndef BASE_SECDESC_H
#define BASE_SECDESC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"

/* A SID in packet form, [MS-DTYP] 2.4.2.2: eight bytes and four for each sub-authority. */
#define SID_HEADER      8u
#define SID_AUTHORITIES 15u

/* Do all owner, group, ACL and ACE offsets and lengths stay inside the len bytes? */
bool secdesc_check(const uint8_t *sd, size_t len);

/* How many bytes a descriptor of unknown length takes: it ends with its last part. 0 when it is not
 * self-relative, passes max bytes, or secdesc_check refuses it. */
size_t secdesc_measure(const uint8_t *sd, size_t max);

/* Appends the SDDL text of a descriptor that passed secdesc_check; SIDs are written out, access
 * masks in hexadecimal. */
void secdesc_print(const uint8_t *sd, size_t len, struct bytes *out);

/* Characters of the longest: revision, 48 bits of authority, sub-authorities. */
#define SID_TEXT_MAX 184u

/* Appends a SID as S-1-...; it has as many sub-authorities as it says. */
void sid_print(const uint8_t *sid, struct bytes *out);

#endif
