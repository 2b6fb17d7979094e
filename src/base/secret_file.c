/* SPDX-License-Identifier: MIT */
#include "base/secret_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "winerror.h"

/* A reason in words to *why, and its code. */
static uint32_t refuse(const char **why, uint32_t code, const char *reason)
{
    *why = reason;
    return code;
}

/* May this file hold a password, and is it one we can read? */
static uint32_t judge(const struct stat *st, size_t max, const char **why)
{
    if (!S_ISREG(st->st_mode))
        return refuse(why, ERROR_ACCESS_DENIED, "it is not a regular file");
    if (st->st_uid != geteuid() && st->st_uid != 0)
        return refuse(why, ERROR_ACCESS_DENIED, "it belongs to another user");
    if (st->st_mode & (S_IRWXG | S_IRWXO))
        return refuse(why, ERROR_ACCESS_DENIED, "group or others have access to it");
    if (st->st_size > (off_t)max)
        return refuse(why, ERROR_BAD_FORMAT, "it is too large");
    return ERROR_SUCCESS;
}

static uint32_t open_refusal(int error, const char **why)
{
    if (error == ENOENT || error == ENOTDIR)
        return refuse(why, ERROR_FILE_NOT_FOUND, "there is no such file");
    if (error == ENOMEM)
        return refuse(why, ERROR_NOT_ENOUGH_MEMORY, "memory is short");
    return refuse(why, ERROR_ACCESS_DENIED, "it cannot be opened");
}

static uint32_t read_fd(int fd, size_t max, char **text, size_t *len, const char **why)
{
    struct stat st;
    if (fstat(fd, &st))
        return refuse(why, ERROR_ACCESS_DENIED, "it cannot be examined");
    uint32_t status = judge(&st, max, why);
    if (status != ERROR_SUCCESS)
        return status;
    size_t size = (size_t)st.st_size + 1; /* one more: shows a file that grew, holds the NUL */
    char *buffer = x_new(size);
    if (!buffer)
        return refuse(why, ERROR_NOT_ENOUGH_MEMORY, "memory is short");
    ssize_t n = file_read_all(fd, buffer, size);
    if (n == st.st_size) {
        *text = buffer;
        *len = (size_t)n;
        return ERROR_SUCCESS;
    }
    x_free_secret(buffer, size);
    return n < 0 ? refuse(why, ERROR_ACCESS_DENIED, "it cannot be read")
                 : refuse(why, ERROR_BAD_FORMAT, "it changed while it was read");
}

uint32_t secret_file_read(const char *path, size_t max, char **text, size_t *len, const char **why)
{
    /* O_NONBLOCK: a FIFO in place of the file must not hold us up. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return open_refusal(errno, why);
    uint32_t status = read_fd(fd, max, text, len, why);
    close(fd);
    return status;
}
