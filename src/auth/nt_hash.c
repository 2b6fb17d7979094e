/* SPDX-License-Identifier: MIT */
/* MD4 over the password as the wire has it. */
#include "auth/nt_hash.h"

#include <nettle/md4.h>

#include "base/alloc.h"

void nt_hash(const uint8_t *text, size_t len, uint8_t hash[NT_HASH_SIZE])
{
    struct md4_ctx md4;
    md4_init(&md4);
    if (len)
        md4_update(&md4, len, text);
    md4_digest(&md4, NT_HASH_SIZE, hash);
    x_wipe(&md4, sizeof md4);
}
