/* SPDX-License-Identifier: MIT */
/* Recorded messages of tests/messages: comment lines begin with #, messages are in hexadecimal, a blank
 * line stands before each. */
#ifndef SUPPORT_MESSAGES_H
#define SUPPORT_MESSAGES_H

#include <stddef.h>
#include <stdint.h>

#define MESSAGES_MAX 8

struct messages {
    struct {
        uint8_t *data; /* a block of exactly len bytes, so that reads past it are seen */
        size_t len;
    } m[MESSAGES_MAX];
    size_t n;
};

/* Fails the test when the file cannot be read. */
void messages_load(struct messages *to, const char *file);
void messages_free(struct messages *messages);

#endif
