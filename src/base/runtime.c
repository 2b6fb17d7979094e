/* SPDX-License-Identifier: MIT */
#include "base/runtime.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"

bool runtime_path(char path[PATH_MAX], const char *file)
{
    const char *runtime = secure_getenv("XDG_RUNTIME_DIR");
    return runtime && *runtime == '/' &&
           snprintf(path, PATH_MAX, "%s/netapi32%s%s", runtime, *file ? "/" : "", file) < PATH_MAX;
}

static int refuse(const char *path, int error)
{
    log_line(LOG_ERRORS, "%s: %s", path,
             error == EPERM ? "it is another user's, or open to others" : strerror(error));
    return error;
}

int runtime_open(int *folder)
{
    char path[PATH_MAX];
    struct stat st;
    *folder = -1;
    if (!runtime_path(path, ""))
        return ENOENT;
    if (mkdir(path, 0700) && errno != EEXIST)
        return refuse(path, errno == ENOENT ? ENOTDIR : errno); /* the variable is there */
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return refuse(path, errno);
    if (fstat(fd, &st) || st.st_uid != geteuid() || st.st_mode & (S_IRWXG | S_IRWXO)) {
        close(fd);
        return refuse(path, EPERM);
    }
    *folder = fd;
    return 0;
}
