/* SPDX-License-Identifier: MIT */
/* What the changing verbs share: MEMBER=VALUE into structures by the layout tables, the choice of
 * the level that holds the members, and what is said and asked. */
#include "lmctl.h"

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "lmapibuf.h"
#include "lmerr.h"
#include "winerror.h"

/* ---- Texts to values ---- */

static bool read_number(const char *text, size_t len, uint32_t *number)
{
    char *end, copy[24];
    if (!len || len >= sizeof copy)
        return false;
    memcpy(copy, text, len);
    copy[len] = '\0';
    errno = 0;
    unsigned long long n = strtoull(copy, &end, 0);
    *number = (uint32_t)n;
    return !errno && end > copy && !*end && *copy != '-' && n <= UINT32_MAX;
}

static bool read_word(const struct ndr_view *view, const char *text, size_t len, uint32_t *value)
{
    for (size_t i = 0; view && i < view->n_words; i++)
        if (strlen(view->words[i].name) == len && !strncmp(view->words[i].name, text, len)) {
            *value = view->words[i].value;
            return true;
        }
    if (view && view->kind == NDR_VIEW_LIMIT && len == 9 && !strncmp(text, "unlimited", len)) {
        *value = UINT32_MAX;
        return true;
    }
    return read_number(text, len, value);
}

bool read_view(const struct ndr_view *view, const char *text, uint32_t *value, struct word *wrong)
{
    bool several = view && view->kind == NDR_VIEW_FLAGS;
    *value = 0;
    for (;; text++) {
        size_t len = several ? strcspn(text, ",") : strlen(text);
        uint32_t one = 0;
        if ((len || !several) && !read_word(view, text, len, &one)) {
            *wrong = (struct word){ text, (int)len };
            return false;
        }
        *value |= one;
        text += len;
        if (!*text)
            return true;
    }
}

static uint32_t read_u32(const struct ndr_field *f, const char *text)
{
    uint32_t value;
    struct word wrong;
    if (!read_view(f->of.view, text, &value, &wrong))
        usage("%s: no value of it: %.*s", member_name(f), wrong.len, wrong.text);
    return value;
}

static int32_t read_signed(const struct ndr_field *f, const char *text)
{
    char *end;
    errno = 0;
    long n = strtol(text, &end, 0);
    if (errno || end == text || *end || n < INT32_MIN || n > INT32_MAX)
        usage("%s: no number: %s", member_name(f), text);
    return (int32_t)n;
}

static BOOL read_truth(const struct ndr_field *f, const char *text)
{
    static const char *const words[] = { "false", "true", "no", "yes", "0", "1", "off", "on" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcasecmp(words[i], text))
            return i % 2;
    usage("%s: neither true nor false: %s", member_name(f), text);
}

/* ---- Structures ---- */

static const struct ndr_field *find_member(const struct ndr_type *t, const char *name, size_t len)
{
    for (size_t i = 0; i < t->n_fields; i++) {
        const char *own = member_name(&t->fields[i]);
        if (strlen(own) == len && !strncasecmp(own, name, len))
            return &t->fields[i];
    }
    return NULL;
}

static void set_field(struct record *r, const struct ndr_field *f, const char *text)
{
    void *member = r->bytes + f->at;
    switch (f->kind) {
    case NDR_U32: *(DWORD *)member = read_u32(f, text); break;
    case NDR_I32: *(LONG *)member = read_signed(f, text); break;
    case NDR_BOOL: *(BOOL *)member = read_truth(f, text); break;
    case NDR_WSTR: *(LPWSTR *)member = keep_utf16(text); break;
    default: usage("%s cannot be set from a command line", member_name(f));
    }
    if (f->flags & NDR_SECRET)
        usage("%s is a secret, and secrets do not stand on a command line", member_name(f));
}

bool record_set(struct record *r, const char *name, const char *text)
{
    const struct ndr_field *f = find_member(r->level->type, name, strlen(name));
    if (f)
        set_field(r, f, text);
    return f;
}

void record_set_values(struct record *r, const struct request *q)
{
    for (size_t i = 0; i < q->n_values; i++) {
        size_t len = strcspn(q->values[i], "=");
        const struct ndr_field *f = find_member(r->level->type, q->values[i], len);
        if (!f)
            usage("level %u has no member %.*s", r->level->level, (int)len, q->values[i]);
        set_field(r, f, q->values[i] + len + 1);
    }
}

/* Has the level all members that have a value? */
static bool holds_values(const struct net_level *level, const struct request *q)
{
    for (size_t i = 0; i < q->n_values; i++)
        if (!find_member(level->type, q->values[i], strcspn(q->values[i], "=")))
            return false;
    return true;
}

/* The level to write at: the given one, or that with the fewest members that are not meant. */
static const struct net_level *choose_level(const struct request *q)
{
    const struct net_family *family = q->command->family;
    const struct net_level *best = NULL;
    if (q->level_given)
        return net_family_find(family, q->level, NET_SET);
    for (size_t i = 0; i < family->n_levels; i++) {
        const struct net_level *level = &family->levels[i];
        if (level->uses & NET_SET && holds_values(level, q) &&
            (!best || level->type->n_fields < best->type->n_fields))
            best = level;
    }
    if (!best)
        usage("no level has all these members; set them one by one");
    return best;
}

enum lmctl_exit report_member(const char *function, NET_API_STATUS status,
                              const struct ndr_type *type, DWORD parm)
{
    report_failure(function, status);
    for (size_t i = 0; status == ERROR_INVALID_PARAMETER && i < type->n_fields; i++)
        if (type->fields[i].parm && type->fields[i].parm == parm)
            fprintf(stderr, "lmctl: the member that is refused: %s\n",
                    member_name(&type->fields[i]));
    return EXIT_FAILED;
}

enum lmctl_exit set_members(const struct request *q, const struct setter *s)
{
    struct record r = { .level = choose_level(q) };
    LPBYTE before = NULL;
    DWORD parm = 0;
    if (!q->n_values)
        usage("%s set needs MEMBER=VALUE", s->what);
    bool all = r.level->type->n_fields == q->n_values;
    if (!all || q->dry_run) {
        NET_API_STATUS status = s->get(q, all ? s->any_level : r.level->level, &before);
        if (status != NERR_Success)
            return report_failure(s->get_name, status);
        if (!all)
            memcpy(r.bytes, before, r.level->type->size);
    }
    record_set_values(&r, q);
    NET_API_STATUS status = q->dry_run ? NERR_Success : s->set(q, r.level->level, r.bytes, &parm);
    NetApiBufferFree(before);
    if (status != NERR_Success)
        return report_member(s->set_name, status, r.level->type, parm);
    LPCWSTR thing = q->name ? q->name : q->server;
    say_done(q, keep_text("%s%s%s", s->what, thing ? " " : "", keep_utf8(thing)), "changed",
             q->name ? q->server : NULL);
    return EXIT_GOOD;
}

/* ---- Saying and asking ---- */

void say_done(const struct request *q, const char *thing, const char *done, LPCWSTR place)
{
    if (q->format != FORMAT_TABLE)
        return;
    printf("%s %s%s", thing, q->dry_run ? "would be " : "", done);
    if (place)
        printf(" on %s", keep_utf8(place));
    putchar('\n');
}

void ask_before(const struct request *q, const char *verb, const char *thing)
{
    char answer[16];
    if (q->yes || q->dry_run)
        return;
    if (!isatty(STDIN_FILENO))
        usage("this would %s %s; say --yes if it shall", verb, thing);
    fprintf(stderr, "%s %s? [y/N] ", verb, thing);
    if (!fgets(answer, sizeof answer, stdin) ||
        (strcasecmp(answer, "y\n") && strcasecmp(answer, "yes\n")))
        errx(EXIT_FAILED, "nothing was done");
}

enum lmctl_exit each_name(const struct request *q, const struct deed *d)
{
    enum lmctl_exit result = EXIT_GOOD;
    if (q->n_names > 1)
        ask_before(q, d->verb, keep_text("%zu %ss", q->n_names, d->what));
    for (size_t i = 0; i < q->n_names; i++) {
        const char *function = d->function;
        const char *thing = keep_text("%s %s", d->what, keep_utf8(q->names[i]));
        NET_API_STATUS status =
            q->dry_run ? d->find(q, q->names[i], &function) : d->act(q, q->names[i]);
        if (status == NERR_Success) {
            say_done(q, thing, d->done, q->server);
            continue;
        }
        if (q->n_names > 1)
            fprintf(stderr, "lmctl: %s:\n", thing);
        result = report_failure(function, status);
    }
    return result;
}
