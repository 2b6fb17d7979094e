/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <stdint.h>
#include <unistd.h>

ssize_t file_read_all(int fd, void *buf, size_t max)
{
    size_t len = 0;
    while (len < max) {
        ssize_t n = read(fd, (uint8_t *)buf + len, max - len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (!n)
            break;
        len += (size_t)n;
    }
    return (ssize_t)len;
}
