/* SPDX-License-Identifier: MIT */
#include "base/login.h"

#include <errno.h>
#include <pwd.h>
#include <stddef.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"

#define PASSWD_ENTRY_SIZE 1024u /* bytes to start with; what passwd entries mostly need */

int login_name(char **name)
{
    struct passwd entry, *found = NULL;
    size_t size = PASSWD_ENTRY_SIZE;
    char *room = NULL;
    int error;
    do {
        x_free(room);
        room = x_new_bytes(size);
        error = room ? getpwuid_r(geteuid(), &entry, room, size, &found) : ENOMEM;
        size *= 2;
    } while (error == ERANGE && size <= PASSWD_ENTRY_MAX);
    *name = found ? x_strdup(entry.pw_name) : NULL;
    x_free(room);
    if (*name)
        return 0;
    if (found || error == ENOMEM)
        return ENOMEM;
    log_line(LOG_ERRORS, "user %u: %s", (unsigned)geteuid(),
             error ? strerror(error) : "not in the user database");
    return error ? error : ENOENT;
}
