/* SPDX-License-Identifier: MIT */
/* Structures to text, by the same rows that decode them: exact for tests, in words for people. */
#include "ndr/ndr.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"
#include "base/secdesc.h"
#include "base/utf16.h"

#define SECRET_TEXT "***"

/* As a JSON string: quotes, backslashes and control characters escaped. */
static void put_quoted(struct bytes *out, const char *text)
{
    char escape[8];
    bytes_put_text(out, "\"");
    for (const char *p = text; *p; p++) {
        if (*p == '"' || *p == '\\')
            snprintf(escape, sizeof escape, "\\%c", *p);
        else if ((unsigned char)*p < 0x20)
            snprintf(escape, sizeof escape, "\\u%04x", *p);
        else
            snprintf(escape, sizeof escape, "%c", *p);
        bytes_put_text(out, escape);
    }
    bytes_put_text(out, "\"");
}

static void print_null(enum ndr_print_mode mode, struct bytes *out)
{
    bytes_put_text(out, mode == NDR_PRINT_EXACT ? "null" : "");
}

static void print_string(const struct ndr_field *f, const WCHAR *text, enum ndr_print_mode mode,
                         struct bytes *out)
{
    if (!text) {
        print_null(mode, out);
        return;
    }
    char *utf8 = f->flags & NDR_SECRET ? x_strdup(SECRET_TEXT) : utf8_new(text);
    if (!utf8)
        out->failed = true;
    else if (mode == NDR_PRINT_EXACT)
        put_quoted(out, utf8);
    else
        bytes_put_text(out, utf8);
    x_free(utf8);
}

static void print_hex(const struct ndr_field *f, const uint8_t *p, size_t len, struct bytes *out)
{
    char hex[3];
    if (f->flags & NDR_SECRET) {
        bytes_put_text(out, SECRET_TEXT);
        return;
    }
    for (size_t i = 0; i < len; i++) {
        snprintf(hex, sizeof hex, "%02x", p[i]);
        bytes_put_text(out, hex);
    }
}

/* A security descriptor, or bytes that mean something to nobody here. */
static void print_bytes(const struct ndr_field *f, const uint8_t *p, DWORD len,
                        enum ndr_print_mode mode, struct bytes *out)
{
    if (!p || !len)
        print_null(mode, out);
    else if (f->kind == NDR_SECDESC && mode != NDR_PRINT_EXACT)
        secdesc_print(p, len, out);
    else
        print_hex(f, p, len, out);
}

static void print_sid(const uint8_t *sid, enum ndr_print_mode mode, struct bytes *out)
{
    if (sid)
        sid_print(sid, out);
    else
        print_null(mode, out);
}

/* Flags and choices in words; bits without a word follow in hexadecimal. */
static void print_words(const struct ndr_view *view, DWORD v, const char *separator,
                        struct bytes *out)
{
    char number[16];
    DWORD rest = v;
    bool any = false;
    for (size_t i = 0; i < view->n_words; i++) {
        const struct ndr_word *word = &view->words[i];
        if ((v & word->mask) != word->value)
            continue;
        bytes_put_text(out, any ? separator : "");
        bytes_put_text(out, word->name);
        rest &= ~word->mask;
        any = true;
        if (view->kind == NDR_VIEW_CHOICE)
            return;
    }
    if (view->kind == NDR_VIEW_CHOICE)
        snprintf(number, sizeof number, "%" PRIu32, v);
    else if (rest)
        snprintf(number, sizeof number, "%s0x%" PRIx32, any ? separator : "", rest);
    else
        return;
    bytes_put_text(out, number);
}

static void print_unix_time(time_t at, struct bytes *out)
{
    char text[32];
    struct tm utc;
    if (gmtime_r(&at, &utc) && strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc))
        bytes_put_text(out, text);
}

static void print_u32(const struct ndr_field *f, DWORD v, enum ndr_print_mode mode,
                      struct bytes *out)
{
    char number[16];
    const struct ndr_view *view = mode == NDR_PRINT_EXACT ? NULL : f->of.view;
    snprintf(number, sizeof number, "%" PRIu32, v);
    switch (view ? (int)view->kind : -1) {
    case NDR_VIEW_FLAGS:
    case NDR_VIEW_CHOICE: print_words(view, v, mode == NDR_PRINT_LINES ? "\n" : ",", out); break;
    case NDR_VIEW_UNIX_TIME: print_unix_time(v, out); break;
    case NDR_VIEW_LIMIT:
        bytes_put_text(out, v == UINT32_MAX && mode == NDR_PRINT_HUMAN ? "unlimited" : number);
        break;
    default: bytes_put_text(out, number); break;
    }
}

#define FILE_TIME_SECOND 10000000             /* units of 100 ns */
#define FILE_TIME_1970   INT64_C(11644473600) /* seconds from 1601 on */

static void print_u64(const struct ndr_field *f, LONGLONG v, enum ndr_print_mode mode,
                      struct bytes *out)
{
    char number[24];
    if (mode != NDR_PRINT_EXACT && f->of.view && f->of.view->kind == NDR_VIEW_FILE_TIME) {
        if (v)
            print_unix_time(v / FILE_TIME_SECOND - FILE_TIME_1970, out);
        return;
    }
    snprintf(number, sizeof number, "%" PRId64, v);
    bytes_put_text(out, number);
}

static void print_truth(bool v, enum ndr_print_mode mode, struct bytes *out)
{
    if (mode == NDR_PRINT_LINES)
        bytes_put_text(out, v ? "1" : "0");
    else
        bytes_put_text(out, v ? "true" : "false");
}

/* Structures of an array in one line: `[{ a = 1, b = 2 }, { a = 3, b = 4 }]`. */
static void print_array(const struct ndr_type *t, const uint8_t *items, size_t n,
                        enum ndr_print_mode mode, struct bytes *out)
{
    if (!items) {
        print_null(mode, out);
        return;
    }
    bytes_put_text(out, "[");
    for (size_t i = 0; i < n; i++) {
        bytes_put_text(out, i ? ", { " : "{ ");
        for (size_t m = 0; m < t->n_fields; m++) {
            bytes_put_text(out, m ? ", " : "");
            bytes_put_text(out, t->fields[m].name);
            bytes_put_text(out, " = ");
            ndr_print_value(&t->fields[m], items + i * t->size, mode, out);
        }
        bytes_put_text(out, " }");
    }
    bytes_put_text(out, "]");
}

void ndr_print_value(const struct ndr_field *f, const void *record, enum ndr_print_mode mode,
                     struct bytes *out)
{
    char number[16];
    const uint8_t *member = (const uint8_t *)record + f->at;
    switch (f->kind) {
    case NDR_U32:
    case NDR_ENUM16: print_u32(f, *(const DWORD *)member, mode, out); break;
    case NDR_U8:
        snprintf(number, sizeof number, "%u", *member);
        bytes_put_text(out, number);
        break;
    case NDR_U16:
        snprintf(number, sizeof number, "%u", *(const WORD *)(const void *)member);
        bytes_put_text(out, number);
        break;
    case NDR_ARRAY:
        print_array(f->of.type, *(const uint8_t *const *)member, ndr_field_len(f, record), mode,
                    out);
        break;
    case NDR_SID:
    case NDR_REF_SID: print_sid(*(const uint8_t *const *)member, mode, out); break;
    case NDR_HOURS:
        print_bytes(f, *(const uint8_t *const *)member, (DWORD)ndr_hours_len(f, record), mode, out);
        break;
    case NDR_U64:
    case NDR_OLD_U64:
        print_u64(f, ((const LARGE_INTEGER *)(const void *)member)->QuadPart, mode, out);
        break;
    case NDR_OPT_U32:
        if (ndr_field_len(f, record))
            print_u32(f, *(const DWORD *)member, mode, out);
        else
            print_null(mode, out);
        break;
    case NDR_I32:
        snprintf(number, sizeof number, "%" PRId32, *(const LONG *)member);
        bytes_put_text(out, number);
        break;
    case NDR_BOOL: print_truth(*(const BOOL *)member, mode, out); break;
    case NDR_BOOLEAN: print_truth(*member, mode, out); break;
    case NDR_WSTR:
    case NDR_USTR:
    case NDR_REF_WSTR: print_string(f, *(const LPWSTR *)member, mode, out); break;
    case NDR_WCHARS: print_string(f, (const WCHAR *)(const void *)member, mode, out); break;
    case NDR_INLINE: print_hex(f, member, f->max, out); break;
    case NDR_FIXED: print_bytes(f, *(const uint8_t *const *)member, f->max, mode, out); break;
    case NDR_SECDESC:
    case NDR_BYTES:
        print_bytes(f, *(const uint8_t *const *)member, ndr_field_len(f, record), mode, out);
        break;
    default: break;
    }
}

void ndr_print(const struct ndr_type *t, const void *record, const char *indent, struct bytes *out)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        const struct ndr_field *f = &t->fields[i];
        if (f->kind == NDR_STRUCT) {
            ndr_print(f->of.type, (const uint8_t *)record + f->at, indent, out);
            continue;
        }
        bytes_put_text(out, indent);
        bytes_put_text(out, f->name);
        bytes_put_text(out, " = ");
        ndr_print_value(f, record, NDR_PRINT_EXACT, out);
        bytes_put_text(out, "\n");
    }
}
