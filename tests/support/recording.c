/* SPDX-License-Identifier: MIT */
/* Reads recordings, strictly: a recording with a typing error must not pass as another test. Then
 * the walks over frames, by rows. */
#include "recording.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "all_ops.h"
#include "base/secdesc.h"
#include "layout/layout.h"
#include "ndr/ndr.h"

#define FILE_SIZE_MAX (8 << 20)
#define UNCONFIRMED   "unconfirmed: " /* what the recorder writes for a person to replace */

static bool fail(char *why, size_t why_size, const char *what, const char *about)
{
    snprintf(why, why_size, "%s%s%s", what, about ? ": " : "", about ? about : "");
    return false;
}

/* ---- Reading ---- */

char *recording_text(const char *folder, const char *file)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *f = fopen(path, "rb");
    struct stat st = { 0 };
    bool fits = f && !fstat(fileno(f), &st) && st.st_size <= FILE_SIZE_MAX;
    size_t size = fits ? (size_t)st.st_size : 0;
    char *text = f ? malloc(size + 1) : NULL;
    if (text) {
        size_t n = fread(text, 1, size, f);
        text[memchr(text, 0, n) ? 0 : n] = '\0';
    }
    if (f)
        fclose(f);
    return text;
}

static const struct rpc_op *find_op(const char *name)
{
    const struct rpc_op *op;
    for (size_t i = 0; (op = all_ops(i)); i++)
        if (!strcmp(op->name, name))
            break;
    return op;
}

/* Sets *choice by which of the two words it is. */
static bool read_choice(const char *value, const char *no, const char *yes, bool *choice)
{
    *choice = !strcmp(value, yes);
    return *choice || !strcmp(value, no);
}

static bool read_number(const char *value, uint32_t *number)
{
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    *number = (uint32_t)n;
    return end > value && !*end && n <= UINT32_MAX;
}

enum { HAS_OP = 1, HAS_DIRECTION = 2, HAS_LEVEL = 4, HAS_ORDER = 8, HAS_RESULT = 16 };

/* One `key: value` line; false when the key is unknown, or the value is. */
static bool read_key(struct recording *r, const char *key, const char *value, unsigned *has)
{
    unsigned before = *has;
    if (!strcmp(key, "op")) {
        *has |= HAS_OP;
        r->op = find_op(value);
        return r->op && *has != before;
    }
    if (!strcmp(key, "direction")) {
        *has |= HAS_DIRECTION;
        return read_choice(value, "in", "out", &r->out) && *has != before;
    }
    if (!strcmp(key, "level")) {
        *has |= HAS_LEVEL;
        return (read_number(value, &r->level) || !strcmp(value, "none")) && *has != before;
    }
    if (!strcmp(key, "byte-order")) {
        *has |= HAS_ORDER;
        return read_choice(value, "little", "big", &r->big_endian) && *has != before;
    }
    if (!strcmp(key, "result")) {
        *has |= HAS_RESULT;
        return read_number(value, &r->result) && *has != before;
    }
    if (!strcmp(key, "re-encodes"))
        return read_choice(value, "bytes", "values", &r->values_only);
    if (!strcmp(key, "undecodable") && !r->undecodable)
        return (r->undecodable = strdup(value)) != NULL;
    return false;
}

bool recording_hex(const char *line, struct bytes *to)
{
    char *end;
    for (; *line; line += 2) {
        char digits[3] = { line[0], line[1], 0 };
        unsigned long v = strtoul(digits, &end, 16);
        if (end != digits + 2 || strchr("+- xX", line[0]) || line[1] == 'x' || line[1] == 'X')
            return false;
        bytes_put_u8(to, (uint8_t)v);
    }
    return !to->failed;
}

/* The stub into a block of its size, so that a sanitizer sees a read past it. */
static bool take_stub(struct recording *r, struct bytes *stub)
{
    r->stub = stub->len ? malloc(stub->len) : NULL;
    if (r->stub)
        memcpy(r->stub, stub->data, stub->len);
    r->stub_len = stub->len;
    bytes_free(stub);
    return r->stub;
}

static bool read_line(struct recording *r, char *line, unsigned *has)
{
    char *colon = strstr(line, ": ");
    if (!colon)
        return false;
    *colon = '\0';
    if (read_key(r, line, colon + 2, has))
        return true;
    *colon = ':';
    return false;
}

/* Header lines up to `stub:`, hexadecimal up to `expected:`, and the text. */
static bool read_lines(struct recording *r, char *text, char *why, size_t why_size)
{
    struct bytes stub;
    unsigned has = 0;
    bool in_stub = false, good = *text == '#';
    bytes_init(&stub, FILE_SIZE_MAX);
    fail(why, why_size, "does not begin with a comment that says who answered", NULL);
    while (good && *text && !r->expected) {
        size_t n = strcspn(text, "\n");
        char *line = text;
        text += n + (text[n] == '\n');
        line[n] = '\0';
        if (!*line || *line == '#')
            continue;
        if (!strcmp(line, "expected:"))
            good = (r->expected = strdup(text)) != NULL;
        else if (!strcmp(line, "stub:"))
            in_stub = true;
        else
            good = in_stub ? recording_hex(line, &stub) : read_line(r, line, &has);
        if (!good && !strncmp(line, UNCONFIRMED, strlen(UNCONFIRMED)))
            fail(why, why_size, "nobody vouches for the expected text", line);
        else if (!good)
            fail(why, why_size, in_stub ? "no hexadecimal" : "unknown, twice, or wrong", line);
    }
    if (!take_stub(r, &stub) && good)
        good = fail(why, why_size, "no stub", NULL);
    if (good && has != (HAS_OP | HAS_DIRECTION | HAS_LEVEL | HAS_ORDER | (r->out ? HAS_RESULT : 0)))
        good = fail(why, why_size, "one of the keys is missing, or a request has a result", NULL);
    if (good && !r->expected == !r->undecodable)
        good = fail(why, why_size, "needs either expected text or the words of an error", NULL);
    return good;
}

/* The name tells what is inside, so that a copy that was not edited is found. */
static bool check_name(const struct recording *r, const char *file, char *why, size_t why_size)
{
    char start[128], end[16], level[16] = "";
    uint32_t use;
    if (frame_family(r->op, &use))
        snprintf(level, sizeof level, "_%" PRIu32, r->level);
    int n = snprintf(start, sizeof start, "%s_%s%s_", r->op->interface->name, r->op->name, level);
    snprintf(end, sizeof end, "_%s.txt", r->out ? "out" : "in");
    size_t len = strlen(file);
    if (strncmp(file, start, (size_t)n) || len < strlen(end) ||
        strcmp(file + len - strlen(end), end)) {
        snprintf(why, why_size, "by its content it must be named %s...%s", start, end + 1);
        return false;
    }
    return true;
}

bool recording_read(const char *folder, const char *file, struct recording *r, char *why,
                    size_t why_size)
{
    *r = (struct recording){ 0 };
    char *text = recording_text(folder, file);
    bool good = text ? read_lines(r, text, why, why_size) && check_name(r, file, why, why_size)
                     : fail(why, why_size, "cannot be read", NULL);
    free(text);
    if (!good)
        recording_free(r);
    return good;
}

void recording_free(struct recording *r)
{
    free(r->stub);
    free(r->undecodable);
    free(r->expected);
    *r = (struct recording){ 0 };
}

static int is_recording(const struct dirent *entry)
{
    const char *end = strrchr(entry->d_name, '.');
    return end && !strcmp(end, ".txt");
}

char **recording_list(const char *folder, size_t *n)
{
    struct dirent **entries;
    int found = scandir(folder, &entries, is_recording, alphasort);
    *n = found < 0 ? 0 : (size_t)found;
    char **names = found < 0 ? NULL : calloc(*n + 1, sizeof *names);
    for (size_t i = 0; i < *n; i++) {
        if (names)
            names[i] = strdup(entries[i]->d_name);
        free(entries[i]);
    }
    if (found >= 0)
        free(entries);
    return names;
}

/* ---- Frames ---- */

/* Rows that refer to structures: what a call answers with, or what it writes. */
static bool is_list(const struct ndr_field *f)
{
    return f->kind == NDR_LIST || f->kind == NDR_LIST_PTR || f->kind == NDR_CONTAINER ||
           f->kind == NDR_REF_LIST || f->kind == NDR_VARRAY || f->kind == NDR_COUNTED;
}

static bool has_levels(const struct ndr_field *f)
{
    return f->kind == NDR_LIST || f->kind == NDR_INFO || f->kind == NDR_ARM ||
           f->kind == NDR_CLASS || f->kind == NDR_REF_CLASS || f->kind == NDR_REF_LIST;
}

static bool is_answer(const struct ndr_field *f)
{
    return is_list(f) || has_levels(f) || f->kind == NDR_PTR || f->kind == NDR_REF;
}

static const struct ndr_field *find_answer(const struct ndr_field *f, size_t n, size_t *at)
{
    size_t base = *at;
    for (; n; n--, f++) {
        const struct ndr_field *found = is_answer(f) ? f : NULL;
        if (f->kind == NDR_STRUCT) {
            *at = base + f->at;
            found = find_answer(f->of.type->fields, f->of.type->n_fields, at);
        }
        if (found)
            return found;
        *at = base;
    }
    return NULL;
}

const struct ndr_field *frame_answer(const struct rpc_op *op, size_t *at)
{
    *at = 0;
    return find_answer(op->out.fields, op->out.n_fields, at);
}

const struct ndr_field *frame_written(const struct rpc_op *op)
{
    size_t at = 0;
    return frame_answer(op, &at) ? NULL : find_answer(op->in.fields, op->in.n_fields, &at);
}

const struct net_family *frame_family(const struct rpc_op *op, uint32_t *use)
{
    size_t at;
    const struct ndr_field *f = frame_answer(op, &at);
    if (!f)
        f = frame_written(op);
    if (!f || !has_levels(f))
        return NULL;
    *use = is_list(f) ? NET_ENUM : f->max;
    return f->of.family;
}

void frame_start(union frame *frame, const struct rpc_op *op, uint32_t level)
{
    size_t at;
    const struct ndr_field *f = frame_answer(op, &at);
    memset(frame, 0, sizeof *frame);
    if (!f) {
        at = 0;
        f = frame_written(op);
    }
    if (f && has_levels(f))
        memcpy(frame->bytes + at + f->len_at, &level, sizeof level);
}

/* The last part of a row's name: that of a member in a nested structure has its path. */
static const char *last_name(const struct ndr_field *f)
{
    const char *dot = strrchr(f->name, '.');
    return dot ? dot + 1 : f->name;
}

static const struct ndr_field *find_name(const struct ndr_field *f, size_t n, uint8_t *record,
                                         const char *name, void **where)
{
    for (; n; n--, f++) {
        const struct ndr_field *found = NULL;
        *where = record;
        if (f->kind == NDR_STRUCT)
            found =
                find_name(f->of.type->fields, f->of.type->n_fields, record + f->at, name, where);
        else if (!strcmp(last_name(f), name))
            found = f;
        if (found)
            return found;
    }
    return NULL;
}

const struct ndr_field *frame_find(const struct ndr_params *p, union frame *frame, const char *name,
                                   void **record)
{
    return find_name(p->fields, p->n_fields, frame->bytes, name, record);
}

void frame_set_u32(const struct ndr_params *p, union frame *frame, const char *name, uint32_t v)
{
    void *record;
    const uint32_t present = 1;
    const struct ndr_field *f = frame_find(p, frame, name, &record);
    if (f)
        memcpy((uint8_t *)record + f->at, &v, sizeof v);
    if (f && f->kind == NDR_OPT_U32)
        memcpy((uint8_t *)record + f->len_at, &present, sizeof present);
}

void frame_set_text(const struct ndr_params *p, union frame *frame, const char *name, LPWSTR text)
{
    void *record;
    const struct ndr_field *f = frame_find(p, frame, name, &record);
    if (f)
        memcpy((uint8_t *)record + f->at, &text, sizeof text);
}

/* What an answer row's pointer refers to: items, how many of them, and their type. */
struct answer {
    const struct ndr_type *type;
    const uint8_t *items;
    size_t count;
};

static struct answer answer_of(const struct ndr_field *f, const uint8_t *record)
{
    const uint8_t *member = record + f->at;
    const struct net_level *level =
        has_levels(f) ? net_family_find(f->of.family, ndr_field_len(f, record), 0) : NULL;
    struct answer a = { has_levels(f) ? (level ? level->type : NULL) : f->of.type, NULL, 0 };
    if (is_list(f)) {
        const struct net_list *list = (const struct net_list *)(const void *)member;
        a.items = list->items;
        a.count = list->count;
    } else {
        a.items = *(const uint8_t *const *)(const void *)member;
        a.count = a.items != NULL;
    }
    return a;
}

static void put_line(struct bytes *out, const char *format, const char *name, const char *type,
                     size_t n)
{
    char line[160];
    snprintf(line, sizeof line, format, name, type, n);
    bytes_put(out, line, strlen(line));
}

static void print_answer(const struct ndr_field *f, const uint8_t *record, struct bytes *out)
{
    struct answer a = answer_of(f, record);
    if (is_list(f))
        put_line(out, "%s = %s[%zu]\n", last_name(f), a.type ? a.type->name : "none", a.count);
    else
        put_line(out, "%s = %s\n", last_name(f), a.items ? a.type->name : "null", 0);
    for (size_t i = 0; i < a.count; i++) {
        if (is_list(f))
            put_line(out, "%s%s[%zu]\n", last_name(f), "", i);
        ndr_print(a.type, a.items + i * a.type->size, "  ", out);
    }
}

/* Plain members, or what the call answers with. */
static void print_fields(const struct ndr_field *f, size_t n, const uint8_t *record, bool answers,
                         struct bytes *out)
{
    for (; n; n--, f++) {
        if (f->kind == NDR_STRUCT) {
            print_fields(f->of.type->fields, f->of.type->n_fields, record + f->at, answers, out);
        } else if (is_answer(f) && answers) {
            print_answer(f, record, out);
        } else if (!is_answer(f) && !answers) {
            put_line(out, "%s = %s", last_name(f), "", 0);
            ndr_print_value(f, record, NDR_PRINT_EXACT, out);
            bytes_put(out, "\n", 1);
        }
    }
}

void frame_print(const struct ndr_params *p, const union frame *frame, struct bytes *out)
{
    print_fields(p->fields, p->n_fields, frame->bytes, false, out);
    print_fields(p->fields, p->n_fields, frame->bytes, true, out);
}

struct inside {
    uintptr_t start, end; /* of the block */
    char *why;
    size_t why_size;
};

/* Do size bytes at p, aligned, lie in the block? */
static bool is_inside(const struct inside *in, const void *p, size_t size, size_t align)
{
    uintptr_t at = (uintptr_t)p;
    return at >= in->start && at <= in->end && in->end - at >= size && at % align == 0;
}

static bool string_inside(const struct inside *in, const WCHAR *text)
{
    do
        if (!is_inside(in, text, sizeof *text, sizeof *text))
            return false;
    while (*text++);
    return true;
}

static bool sid_inside(const struct inside *in, const uint8_t *sid)
{
    return is_inside(in, sid, SID_HEADER, sizeof(DWORD)) &&
           is_inside(in, sid, SID_HEADER + 4u * sid[1], sizeof(DWORD));
}

static bool fields_inside(const struct inside *in, const struct ndr_field *f, size_t n,
                          const uint8_t *record);

static bool structs_inside(const struct inside *in, const struct ndr_type *t, const uint8_t *items,
                           size_t n)
{
    if (!items)
        return !n;
    if (!is_inside(in, items, n * t->size, t->align))
        return false;
    for (size_t i = 0; i < n; i++)
        if (!fields_inside(in, t->fields, t->n_fields, items + i * t->size))
            return false;
    return true;
}

static bool answer_inside(const struct inside *in, const struct ndr_field *f, const uint8_t *record)
{
    struct answer a = answer_of(f, record);
    return structs_inside(in, a.type, a.items, a.count);
}

static bool field_inside(const struct inside *in, const struct ndr_field *f, const uint8_t *record)
{
    const void *p;
    DWORD len;
    switch (f->kind) {
    case NDR_WSTR:
    case NDR_USTR:
    case NDR_REF_WSTR: memcpy(&p, record + f->at, sizeof p); return !p || string_inside(in, p);
    case NDR_SECDESC:
        memcpy(&p, record + f->at, sizeof p);
        len = ndr_field_len(f, record);
        return !p || (is_inside(in, p, len, sizeof(DWORD)) && secdesc_check(p, len));
    case NDR_BYTES:
        memcpy(&p, record + f->at, sizeof p);
        return !p || is_inside(in, p, ndr_field_len(f, record), 1);
    case NDR_HOURS:
        memcpy(&p, record + f->at, sizeof p);
        return !p || is_inside(in, p, ndr_hours_len(f, record), 1);
    case NDR_SID:
    case NDR_REF_SID: memcpy(&p, record + f->at, sizeof p); return !p || sid_inside(in, p);
    case NDR_ARRAY:
        memcpy(&p, record + f->at, sizeof p);
        return structs_inside(in, f->of.type, p, ndr_field_len(f, record));
    case NDR_STRUCT:
        return fields_inside(in, f->of.type->fields, f->of.type->n_fields, record + f->at);
    default: return !is_answer(f) || answer_inside(in, f, record);
    }
}

static bool fields_inside(const struct inside *in, const struct ndr_field *f, size_t n,
                          const uint8_t *record)
{
    for (; n; n--, f++) {
        if (!field_inside(in, f, record)) {
            if (!*in->why)
                fail(in->why, in->why_size, "reaches outside the block, or itself", f->name);
            return false;
        }
    }
    return true;
}

bool frame_inside(const struct ndr_params *p, const union frame *frame, bool out, const void *block,
                  size_t block_size, char *why, size_t why_size)
{
    struct inside in = { (uintptr_t)block, (uintptr_t)block + block_size, why, why_size };
    *why = '\0';
    if (!fields_inside(&in, p->fields, p->n_fields, frame->bytes))
        return false;
    size_t at = 0;
    const struct ndr_field *f = find_answer(p->fields, p->n_fields, &at);
    const void *items = f ? answer_of(f, frame->bytes + at).items : NULL;
    if (out && items && items != block)
        return fail(why, why_size, "does not start the block", f->name);
    return true;
}
