/* SPDX-License-Identifier: MIT */
/* NETAPI32_DEBUG read once; lines composed on the stack and written whole. */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LOG_UNREAD ~0u /* the environment has not been read yet */
#define LOG_MAX    1024

atomic_uint log_topics = LOG_UNREAD;

static unsigned log_parse(const char *text)
{
    static const struct {
        const char *name;
        unsigned topics;
    } names[] = {
        { "errors", LOG_ERRORS },
        { "smb2", LOG_SMB2 },
        { "rpc", LOG_RPC },
        { "buffers", LOG_BUFFERS },
        { "all", LOG_ERRORS | LOG_SMB2 | LOG_RPC | LOG_BUFFERS },
    };
    unsigned wanted = 0;
    while (text && *text) {
        size_t len = strcspn(text, ",");
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (strlen(names[i].name) == len && !strncmp(names[i].name, text, len))
                wanted |= names[i].topics;
        text += len + (text[len] == ',');
    }
    return wanted;
}

bool log_wanted_read(unsigned topics)
{
    unsigned wanted = atomic_load_explicit(&log_topics, memory_order_relaxed);
    if (wanted == LOG_UNREAD) {
        wanted = log_parse(secure_getenv("NETAPI32_DEBUG"));
        atomic_store_explicit(&log_topics, wanted, memory_order_relaxed);
    }
    return wanted & topics;
}

void log_line(enum log_topic topic, const char *format, ...)
{
    if (!log_wanted(topic))
        return;
    char line[LOG_MAX] = "netapi32: ";
    size_t used = strlen(line);
    va_list args;
    va_start(args, format);
    int n = vsnprintf(line + used, sizeof line - used - 1, format, args);
    va_end(args);
    if (n < 0)
        return;
    used += (size_t)n < sizeof line - used - 1 ? (size_t)n : sizeof line - used - 2;
    line[used++] = '\n';
    ssize_t written = write(STDERR_FILENO, line, used);
    (void)written;
}
