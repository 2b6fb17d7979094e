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

#include <stdatomic.h>
#include <stdbool.h>

enum log_topic { LOG_ERRORS = 1, LOG_SMB2 = 2, LOG_RPC = 4, LOG_BUFFERS = 8 };

/* Topics that are wanted; all bits are set until the environment has been read. */
extern atomic_uint log_topics;
bool log_wanted_read(unsigned topics);

/* Is any of these topics wanted? One load and one branch where none is. */
static inline bool log_wanted(unsigned topics)
{
    return __builtin_expect(atomic_load_explicit(&log_topics, memory_order_relaxed) & topics, 0) &&
           log_wanted_read(topics);
}

/* One line, prefixed `netapi32: `, written with one write so that threads do not mix. */
void log_line(enum log_topic topic, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
