/* SPDX-License-Identifier: MIT */
#include "sockets.h"

#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

unsigned count_sockets(void)
{
    unsigned n = 0;
    char path[300];
    struct stat st;
    DIR *dir = opendir("/proc/self/fd");
    for (struct dirent *e; dir && (e = readdir(dir));) {
        snprintf(path, sizeof path, "/proc/self/fd/%s", e->d_name);
        n += !stat(path, &st) && S_ISSOCK(st.st_mode);
    }
    if (dir)
        closedir(dir);
    return n;
}
