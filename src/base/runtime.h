/* SPDX-License-Identifier: MIT */
/* The folder of what lasts until log-out: $XDG_RUNTIME_DIR/netapi32. Set-user-id programs have
 * none. */
#ifndef BASE_RUNTIME_H
#define BASE_RUNTIME_H

#include <limits.h>
#include <stdbool.h>

/* The path of a file in it; of the folder for "". False when there is no such variable. */
bool runtime_path(char path[PATH_MAX], const char *file);

/* Opens the folder, made if it is not there; only one of our own that nobody else may enter.
 * Returns 0, ENOENT when there is no such variable, EPERM when the folder is not safe, or what
 * hinders; but for ENOENT it is in the log. */
int runtime_open(int *folder);

#endif
