/* SPDX-License-Identifier: MIT */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stddef.h>
#include <sys/types.h>

/* Reads fd into buf until max bytes are there or the file ends. Returns how many there are, or -1
 * with errno when the system refuses. */
ssize_t file_read_all(int fd, void *buf, size_t max);

#endif
