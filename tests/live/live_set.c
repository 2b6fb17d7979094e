/* SPDX-License-Identifier: MIT */
/*
 * Makes one call of the public API that writes, and prints its result, for write_test.py to compare
 * with what another client is told. It knows nothing of the library but its headers.
 *
 * usage: live_set FUNCTION SERVER LEVEL NAME [MEMBER=VALUE...]
 *
 * NAME is of the thing written to, "-" where the function has none. The structure has the members
 * that are given, as levels.c knows them; the others are 0. A string is UTF-8, or "-", which is
 * NULL, or "<", which is the next line of standard input, for passwords; bytes are hexadecimal, and
 * a length of their own is set unless it is a security descriptor's. Prints `status=N` and, of a
 * function that has it, `parm_err=N`, or `parm_err=untouched`. Exit status: 0 the call was made,
 * whatever it returned; 2 usage; 3 the structure was changed.
 */
#include <lm.h>

#include <inttypes.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "levels.h"

#define COUNT(a)       (sizeof(a) / sizeof((a)[0]))
#define STRUCT_MAX     1024 /* bytes; more than any structure has */
#define POINTERS       16   /* strings and bytes of a structure, at most */
#define LINE_MAX_BYTES 4096
#define NEVER_A_PARM   0xABCDEF01u

struct call {
    LMSTR server, name;
    DWORD level, parm_err;
    _Alignas(max_align_t) BYTE buf[STRUCT_MAX];
    void *pointers[POINTERS]; /* what buf points to, to free */
    size_t n_pointers;
};

/* --- The calls -------------------------------------------------------------------------------- */

static NET_API_STATUS share_add(struct call *c)
{
    return NetShareAdd(c->server, c->level, c->buf, &c->parm_err);
}

static NET_API_STATUS share_set_info(struct call *c)
{
    return NetShareSetInfo(c->server, c->name, c->level, c->buf, &c->parm_err);
}

static NET_API_STATUS share_del_ex(struct call *c)
{
    return NetShareDelEx(c->server, c->level, c->buf);
}

static NET_API_STATUS server_set_info(struct call *c)
{
    return NetServerSetInfo(c->server, c->level, c->buf, &c->parm_err);
}

static NET_API_STATUS server_transport_add(struct call *c)
{
    return NetServerTransportAdd(c->server, c->level, c->buf);
}

static NET_API_STATUS server_transport_add_ex(struct call *c)
{
    return NetServerTransportAddEx(c->server, c->level, c->buf);
}

static NET_API_STATUS server_transport_del(struct call *c)
{
    return NetServerTransportDel(c->server, c->level, c->buf);
}

static NET_API_STATUS server_alias_add(struct call *c)
{
    return NetServerAliasAdd(c->server, c->level, c->buf);
}

static NET_API_STATUS server_alias_del(struct call *c)
{
    return NetServerAliasDel(c->server, c->level, c->buf);
}

static NET_API_STATUS wksta_set_info(struct call *c)
{
    return NetWkstaSetInfo(c->server, c->level, c->buf, &c->parm_err);
}

static NET_API_STATUS wksta_transport_add(struct call *c)
{
    return NetWkstaTransportAdd(c->server, c->level, c->buf, &c->parm_err);
}

static NET_API_STATUS user_add(struct call *c)
{
    return NetUserAdd(c->server, c->level, c->buf, &c->parm_err);
}

static NET_API_STATUS user_set_info(struct call *c)
{
    return NetUserSetInfo(c->server, c->name, c->level, c->buf, &c->parm_err);
}

static NET_API_STATUS user_change_password(struct call *c)
{
    LMSTR passwords[2];
    memcpy(passwords, c->buf, sizeof passwords);
    return NetUserChangePassword(c->server, c->name, passwords[0], passwords[1]);
}

static const struct function {
    const char *name, *family;
    NET_API_STATUS (*run)(struct call *);
    bool has_parm_err;
} functions[] = {
    { "NetShareAdd", "share", share_add, true },
    { "NetShareSetInfo", "share", share_set_info, true },
    { "NetShareDelEx", "share", share_del_ex, false },
    { "NetServerSetInfo", "server", server_set_info, true },
    { "NetServerTransportAdd", "server transport", server_transport_add, false },
    { "NetServerTransportAddEx", "server transport", server_transport_add_ex, false },
    { "NetServerTransportDel", "server transport", server_transport_del, false },
    { "NetServerAliasAdd", "server alias", server_alias_add, false },
    { "NetServerAliasDel", "server alias", server_alias_del, false },
    { "NetWkstaSetInfo", "wksta", wksta_set_info, true },
    { "NetWkstaTransportAdd", "wksta transport", wksta_transport_add, true },
    { "NetUserAdd", "user", user_add, true },
    { "NetUserSetInfo", "user", user_set_info, true },
    { "NetUserChangePassword", "passwords", user_change_password, false },
};

/* --- Filling ---------------------------------------------------------------------------------- */

/* Bytes of hexadecimal text; *size is how many. NULL when it is none. */
static BYTE *bytes_of(const char *text, DWORD *size)
{
    size_t n = strlen(text) / 2;
    BYTE *out = calloc(n + 1, 1);
    unsigned value;
    for (size_t i = 0; out && i < n; i++) {
        if (sscanf(text + 2 * i, "%2x", &value) != 1) {
            free(out);
            return NULL;
        }
        out[i] = (BYTE)value;
    }
    *size = (DWORD)n;
    return out;
}

/* What a member points to is freed with the call. */
static bool set_pointer(struct call *c, size_t at, void *value)
{
    if (!value || c->n_pointers == POINTERS) {
        free(value);
        return false;
    }
    memcpy(c->buf + at, &value, sizeof value);
    c->pointers[c->n_pointers++] = value;
    return true;
}

/* A string; "<" is the next line of standard input. */
static bool set_string(struct call *c, size_t at, const char *text)
{
    char line[LINE_MAX_BYTES];
    if (strcmp(text, "-") == 0)
        return true;
    if (strcmp(text, "<") != 0)
        return set_pointer(c, at, wide(text));
    if (!fgets(line, sizeof line, stdin))
        return false;
    line[strcspn(line, "\n")] = '\0';
    return set_pointer(c, at, wide(line));
}

static bool set_member(struct call *c, const struct member *m, const char *text)
{
    DWORD value = number(text);
    switch (m->kind) {
    case UNSIGNED:
    case SIGNED: memcpy(c->buf + m->at, &value, sizeof value); return true;
    case SMALL: c->buf[m->at] = (BYTE)value; return true;
    case STRING: return set_string(c, m->at, text);
    case HOURS_OF: return strcmp(text, "-") == 0 || set_pointer(c, m->at, bytes_of(text, &value));
    case SID_OF: return false; /* no call takes one */
    case SIZED:
        if (strcmp(text, "-") == 0)
            return true;
        if (!set_pointer(c, m->at, bytes_of(text, &value)))
            return false;
        /* a descriptor has its size in itself: `reserved` is not read */
        if (!strstr(m->name, "security_descriptor"))
            memcpy(c->buf + m->size_at, &value, sizeof value);
        return true;
    case CHARS: break; /* of answers only */
    }
    return false;
}

static bool set_argument(struct call *c, const struct level *level, const char *argument)
{
    const char *value = strchr(argument, '=');
    for (size_t i = 0; level && value && i < level->n_members; i++) {
        const struct member *m = &level->members[i];
        if (strlen(m->name) == (size_t)(value - argument) &&
            strncmp(m->name, argument, (size_t)(value - argument)) == 0)
            return set_member(c, m, value + 1);
    }
    fprintf(stderr, "live_set: %s: no member of that level, or no value for it\n", argument);
    return false;
}

/* --- One call --------------------------------------------------------------------------------- */

static int run(const struct function *f, struct call *c)
{
    BYTE before[STRUCT_MAX];
    memcpy(before, c->buf, sizeof before);
    printf("status=%" PRIu32 "\n", f->run(c));
    if (f->has_parm_err && c->parm_err == NEVER_A_PARM)
        puts("parm_err=untouched");
    else if (f->has_parm_err)
        printf("parm_err=%" PRIu32 "\n", c->parm_err);
    if (memcmp(before, c->buf, sizeof before) == 0)
        return 0;
    puts("BROKEN the caller's structure was changed");
    return 3;
}

int main(int argc, char **argv)
{
    const struct function *f = NULL;
    for (size_t i = 0; argc >= 5 && i < COUNT(functions); i++) {
        if (strcmp(functions[i].name, argv[1]) == 0)
            f = &functions[i];
    }
    if (!f || !setlocale(LC_CTYPE, "C.UTF-8")) {
        fputs("usage: live_set FUNCTION SERVER LEVEL NAME [MEMBER=VALUE...]\n", stderr);
        return 2;
    }
    struct call c = { .server = wide(argv[2]),
                      .name = wide(argv[4]),
                      .level = number(argv[3]),
                      .parm_err = NEVER_A_PARM };
    const struct level *level = level_find(f->family, c.level);
    bool good = !level || level->size <= sizeof c.buf;
    for (int i = 5; good && i < argc; i++)
        good = set_argument(&c, level, argv[i]);
    int status = good ? run(f, &c) : 2;
    free(c.server);
    free(c.name);
    for (size_t i = 0; i < c.n_pointers; i++)
        free(c.pointers[i]);
    return status;
}
