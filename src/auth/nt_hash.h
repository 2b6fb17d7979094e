/* SPDX-License-Identifier: MIT */
/* What NTLM and SAM know of a password: NTOWFv1, [MS-NLMP] 3.3.1. Whoever has it needs no password,
 * so it is a secret like one. */
#ifndef AUTH_NT_HASH_H
#define AUTH_NT_HASH_H

#include <stddef.h>
#include <stdint.h>

#define NT_HASH_SIZE 16u

/* text: len bytes of little-endian UTF-16, without a NUL. */
void nt_hash(const uint8_t *text, size_t len, uint8_t hash[NT_HASH_SIZE]);

#endif
