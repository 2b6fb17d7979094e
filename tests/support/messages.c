/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "messages.h"

static uint8_t *copy(const uint8_t *data, size_t len)
{
    uint8_t *block = malloc(len);
    assert_non_null(block);
    memcpy(block, data, len);
    return block;
}

static void add(struct messages *to, const uint8_t *data, size_t len)
{
    if (!len)
        return;
    assert_true(to->n < MESSAGES_MAX);
    to->m[to->n].data = copy(data, len);
    to->m[to->n++].len = len;
}

void messages_load(struct messages *to, const char *file)
{
    static uint8_t bytes[1 << 17];
    char path[512], line[512];
    size_t len = 0;
    snprintf(path, sizeof path, MESSAGES_FOLDER "/%s", file);
    FILE *f = fopen(path, "r");
    *to = (struct messages){ 0 };
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (*line == '#')
            continue;
        if (*line == '\n') {
            add(to, bytes, len);
            len = 0;
        }
        for (const char *p = line; isxdigit((unsigned char)p[0]); p += 2) {
            unsigned byte;
            assert_int_equal(sscanf(p, "%2x", &byte), 1);
            assert_true(len < sizeof bytes);
            bytes[len++] = (uint8_t)byte;
        }
    }
    add(to, bytes, len);
    fclose(f);
}

void messages_free(struct messages *messages)
{
    for (size_t i = 0; i < messages->n; i++)
        free(messages->m[i].data);
    *messages = (struct messages){ 0 };
}
