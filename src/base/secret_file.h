/* SPDX-License-Identifier: MIT */
/* Files that hold passwords: who may have access to them is looked at before they are believed. */
#ifndef BASE_SECRET_FILE_H
#define BASE_SECRET_FILE_H

#include <stddef.h>
#include <stdint.h>

/*
 * Reads a file whole. It must be a regular one of this process's user or root, of at most max
 * bytes, and nobody else may have any access to it. It is opened once and judged by its descriptor,
 * so nobody can exchange it between the check and the read. Returns a Win32 code:
 * ERROR_FILE_NOT_FOUND, ERROR_ACCESS_DENIED, ERROR_BAD_FORMAT (too large, or changing while it is
 * read), ERROR_NOT_ENOUGH_MEMORY; *why says more, in static storage. *text is NUL-terminated, the
 * NUL not counted in *len; it is wiped and freed by x_free_secret(*text, *len).
 */
uint32_t secret_file_read(const char *path, size_t max, char **text, size_t *len, const char **why);

#endif
