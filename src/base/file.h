/* SPDX-License-Identifier: MIT */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>
#include <sys/types.h>

/* Reads fd into buf until max bytes are there or the file ends. Returns how many there are, or -1
 * with errno when the system refuses. */
ssize_t file_read_all(int fd, void *buf, size_t max);

/*
 * Puts a file with these bytes, which only the user has access to, in the place of `name` in the
 * folder: written beside it and made sure of first, so nobody sees half of it, and after an error
 * everything is as it was. Returns 0 or an errno.
 */
int file_replace(int folder, const char *name, const void *data, size_t len);

#endif
