/* SPDX-License-Identifier: MIT */
/*
 * What the code under test writes to standard error: in this process between two calls, or in this
 * program run again as a child, for what is decided once in the life of a process.
 */
#ifndef SUPPORT_CAPTURE_H
#define SUPPORT_CAPTURE_H

#include <stddef.h>

/* From here on standard error goes to a file. */
void capture_start(void);

/* Ends that; what was written goes to text, cut to size - 1 bytes. Returns its whole length. */
size_t capture_end(char *text, size_t size);

/*
 * Runs this program with the one argument `mode`, and with `name`=`value` added to its environment
 * (value NULL: removed from it). Its standard error goes to text, as with capture_end. Returns its
 * exit status, or 128 and the number of the signal that ended it.
 */
int child_run(const char *mode, const char *name, const char *value, char *text, size_t size);

#endif
