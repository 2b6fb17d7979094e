/* SPDX-License-Identifier: MIT */
/* getrandom(2), repeated until all bytes are there. */
#include "base/random.h"

#include <errno.h>
#include <stdint.h>
#include <sys/random.h>

bool random_fill(void *out, size_t size)
{
    uint8_t *p = out;
    while (size) {
        ssize_t n = getrandom(p, size, 0);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            p += n;
            size -= (size_t)n;
        }
    }
    return true;
}
