/* SPDX-License-Identifier: MIT */
/* What the command line is read into stays until the program ends, so nobody has to free it. */
#include "lmctl.h"

#include <err.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/utf16.h"

static struct arena kept;

void *keep_room(size_t bytes)
{
    void *room = arena_new(&kept, bytes);
    if (!room)
        errx(EXIT_FAILED, "out of memory");
    return room;
}

static void *keep_copy(void *text, size_t bytes)
{
    void *copy = memcpy(keep_room(bytes), text, bytes);
    x_free(text);
    return copy;
}

LPWSTR keep_utf16(const char *text)
{
    LPWSTR wide = utf16_new(text);
    if (!wide && errno == ENOMEM)
        errx(EXIT_FAILED, "out of memory");
    if (!wide)
        usage("not UTF-8: %s", text);
    return keep_copy(wide, (utf16_len(wide) + 1) * sizeof *wide);
}

const char *keep_utf8(LPCWSTR text)
{
    char *utf8 = utf8_new(text ? text : u"");
    if (!utf8)
        errx(EXIT_FAILED, "out of memory");
    return keep_copy(utf8, strlen(utf8) + 1);
}

const char *keep_shown(LPCWSTR text)
{
    size_t len = text ? utf16_len(text) : 0;
    LPWSTR safe = keep_room((len + 1) * sizeof *safe);
    for (size_t i = 0; i < len; i++)
        safe[i] = text[i] < 0x20 || (text[i] >= 0x7F && text[i] < 0xA0) ? u'?' : text[i];
    safe[len] = u'\0';
    return keep_utf8(safe);
}

const char *keep_text(const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = keep_room((size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, args);
    va_end(args);
    return text;
}
