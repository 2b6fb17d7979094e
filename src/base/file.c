/* SPDX-License-Identifier: MIT */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include "base/random.h"

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

static bool write_all(int fd, const uint8_t *data, size_t len)
{
    while (len) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            data += n;
            len -= (size_t)n;
        }
    }
    return true;
}

/* A new file. 0 or an errno; it may be there after one. */
static int write_file(int folder, const char *name, const void *data, size_t len)
{
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return errno;
    int error = write_all(fd, data, len) && !fsync(fd) ? 0 : errno;
    return close(fd) && !error ? errno : error;
}

int file_replace(int folder, const char *name, const void *data, size_t len)
{
    char fresh[NAME_MAX + 1];
    uint64_t number; /* of others who write at the same time each has his own */
    if (!random_fill(&number, sizeof number))
        return EIO;
    if (snprintf(fresh, sizeof fresh, "%s.%016" PRIx64, name, number) >= (int)sizeof fresh)
        return ENAMETOOLONG;
    int error = write_file(folder, fresh, data, len);
    if (error == EEXIST)
        return error; /* it is not ours */
    if (!error && renameat(folder, fresh, folder, name))
        error = errno;
    if (error)
        unlinkat(folder, fresh, 0);
    else
        fsync(folder);
    return error;
}
