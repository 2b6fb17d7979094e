/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics on standard error, off unless NETAPI32_DEBUG asks for them: a list, separated by
 * commas, of
 *   errors    why a call failed, with the member and offset of a reply that did not decode
 *   smb2      each SMB2 request and its status
 *   rpc       each bind, call and fault
 *   buffers   buffers that were never freed, at exit (buffer.c)
 *   all
 * Nothing secret is ever logged.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include <stdbool.h>

enum log_topic { LOG_ERRORS = 1, LOG_SMB2 = 2, LOG_RPC = 4, LOG_BUFFERS = 8 };

/* Is any of these topics wanted? Cheap: one load once the environment has been read. */
bool log_wanted(unsigned topics);

/* One line, prefixed `netapi32: `, written with one write so that threads do not mix. */
void log_line(enum log_topic topic, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
