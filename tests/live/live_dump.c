/* SPDX-License-Identifier: MIT */
/*
 * Makes one call of the public API and prints the answer as lines `name=value`, for live_test.py to
 * compare with what another client was told. It knows nothing of the library but its headers, and
 * checks what they promise: everything in an answer lies inside one block, and one call frees it.
 *
 * usage: live_dump FUNCTION SERVER LEVEL [ARGUMENT...] [PREFMAXLEN RESUME]
 *
 * The arguments are those of the function, in its order; the table of functions below has them. A
 * function without levels takes any. SERVER and each name may be "-", which is NULL. Strings are
 * printed in JSON, with everything that is not ASCII escaped; security descriptors in hexadecimal.
 * Exit status: 0 the call was made, whatever it returned; 2 usage; 3 a promise was broken.
 */
#include <lm.h>

#include <inttypes.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "levels.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* --- The calls -------------------------------------------------------------------------------- */

struct call {
    LMSTR server, name, other; /* other: a second name */
    DWORD level, prefmaxlen, number;
    LPBYTE buffer;
    DWORD read, total, resume;
};

static NET_API_STATUS server_get_info(struct call *c)
{
    return NetServerGetInfo(c->server, c->level, &c->buffer);
}

static NET_API_STATUS server_enum(struct call *c)
{
    return NetServerEnum(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read, &c->total,
                         c->number, c->name, &c->resume);
}

static NET_API_STATUS server_enum_ex(struct call *c)
{
    return NetServerEnumEx(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read, &c->total,
                           c->number, c->name, c->other);
}

static NET_API_STATUS share_enum(struct call *c)
{
    return NetShareEnum(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read, &c->total,
                        &c->resume);
}

static NET_API_STATUS share_get_info(struct call *c)
{
    return NetShareGetInfo(c->server, c->name, c->level, &c->buffer);
}

static NET_API_STATUS remote_tod(struct call *c)
{
    return NetRemoteTOD(c->server, &c->buffer);
}

static NET_API_STATUS computer_supports(struct call *c)
{
    return NetRemoteComputerSupports(c->server, c->number, &c->number);
}

/* number: what kind of names, and then how many there are. */
static NET_API_STATUS enumerate_names(struct call *c)
{
    LPWSTR *names;
    NET_API_STATUS status = NetEnumerateComputerNames(c->server, (NET_COMPUTER_NAME_TYPE)c->number,
                                                      0, &c->number, &names);
    NetApiBufferFree(names);
    return status;
}

/* The password is no secret of anybody's. */
#define NAME_CHANGE(c) (c)->server, (c)->name, (c)->other, (LPCWSTR)u"none", 0

static NET_API_STATUS add_name(struct call *c)
{
    return NetAddAlternateComputerName(NAME_CHANGE(c));
}

static NET_API_STATUS remove_name(struct call *c)
{
    return NetRemoveAlternateComputerName(NAME_CHANGE(c));
}

static NET_API_STATUS set_primary_name(struct call *c)
{
    return NetSetPrimaryComputerName(NAME_CHANGE(c));
}

static NET_API_STATUS server_name_add(struct call *c)
{
    return NetServerComputerNameAdd(c->server, c->other, c->name);
}

static NET_API_STATUS server_name_del(struct call *c)
{
    return NetServerComputerNameDel(c->server, c->name);
}

static NET_API_STATUS wksta_get_info(struct call *c)
{
    return NetWkstaGetInfo(c->server, c->level, &c->buffer);
}

static NET_API_STATUS share_enum_sticky(struct call *c)
{
    return NetShareEnumSticky(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read, &c->total,
                              &c->resume);
}

static NET_API_STATUS share_del(struct call *c)
{
    return NetShareDel(c->server, c->name, 0);
}

static NET_API_STATUS share_del_sticky(struct call *c)
{
    return NetShareDelSticky(c->server, c->name, 0);
}

static NET_API_STATUS share_check(struct call *c)
{
    return NetShareCheck(c->server, c->name, &c->number);
}

static NET_API_STATUS session_enum(struct call *c)
{
    return NetSessionEnum(c->server, c->name, c->other, c->level, &c->buffer, c->prefmaxlen,
                          &c->read, &c->total, &c->resume);
}

static NET_API_STATUS session_get_info(struct call *c)
{
    return NetSessionGetInfo(c->server, c->name, c->other, c->level, &c->buffer);
}

static NET_API_STATUS session_del(struct call *c)
{
    return NetSessionDel(c->server, c->name, c->other);
}

static NET_API_STATUS file_enum(struct call *c)
{
    DWORD_PTR resume = c->resume;
    NET_API_STATUS status = NetFileEnum(c->server, c->name, c->other, c->level, &c->buffer,
                                        c->prefmaxlen, &c->read, &c->total, &resume);
    c->resume = (DWORD)resume;
    return status;
}

static NET_API_STATUS file_get_info(struct call *c)
{
    return NetFileGetInfo(c->server, c->number, c->level, &c->buffer);
}

static NET_API_STATUS file_close(struct call *c)
{
    return NetFileClose(c->server, c->number);
}

static NET_API_STATUS connection_enum(struct call *c)
{
    return NetConnectionEnum(c->server, c->name, c->level, &c->buffer, c->prefmaxlen, &c->read,
                             &c->total, &c->resume);
}

static NET_API_STATUS wksta_user_enum(struct call *c)
{
    return NetWkstaUserEnum(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read, &c->total,
                            &c->resume);
}

static NET_API_STATUS wksta_transport_enum(struct call *c)
{
    return NetWkstaTransportEnum(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read,
                                 &c->total, &c->resume);
}

static NET_API_STATUS server_disk_enum(struct call *c)
{
    return NetServerDiskEnum(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read, &c->total,
                             &c->resume);
}

static NET_API_STATUS server_transport_enum(struct call *c)
{
    return NetServerTransportEnum(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read,
                                  &c->total, &c->resume);
}

static NET_API_STATUS server_alias_enum(struct call *c)
{
    return NetServerAliasEnum(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read, &c->total,
                              &c->resume);
}

static NET_API_STATUS statistics_get(struct call *c)
{
    return NetStatisticsGet(c->server, c->name, c->level, c->number, &c->buffer);
}

static NET_API_STATUS wksta_transport_del(struct call *c)
{
    return NetWkstaTransportDel(c->server, c->name, c->number);
}

/* --- Accounts --------------------------------------------------------------------------------- */

static NET_API_STATUS user_enum(struct call *c)
{
    return NetUserEnum(c->server, c->level, c->number, &c->buffer, c->prefmaxlen, &c->read,
                       &c->total, &c->resume);
}

static NET_API_STATUS user_get_info(struct call *c)
{
    return NetUserGetInfo(c->server, c->name, c->level, &c->buffer);
}

static NET_API_STATUS user_get_groups(struct call *c)
{
    return NetUserGetGroups(c->server, c->name, c->level, &c->buffer, c->prefmaxlen, &c->read,
                            &c->total);
}

static NET_API_STATUS user_get_local_groups(struct call *c)
{
    return NetUserGetLocalGroups(c->server, c->name, c->level, c->number, &c->buffer, c->prefmaxlen,
                                 &c->read, &c->total);
}

static NET_API_STATUS user_del(struct call *c)
{
    return NetUserDel(c->server, c->name);
}

static NET_API_STATUS modals_get(struct call *c)
{
    return NetUserModalsGet(c->server, c->level, &c->buffer);
}

static NET_API_STATUS group_enum(struct call *c)
{
    DWORD_PTR resume = c->resume;
    NET_API_STATUS status =
        NetGroupEnum(c->server, c->level, &c->buffer, c->prefmaxlen, &c->read, &c->total, &resume);
    c->resume = (DWORD)resume;
    return status;
}

static NET_API_STATUS group_get_info(struct call *c)
{
    return NetGroupGetInfo(c->server, c->name, c->level, &c->buffer);
}

static NET_API_STATUS group_get_users(struct call *c)
{
    DWORD_PTR resume = c->resume;
    NET_API_STATUS status = NetGroupGetUsers(c->server, c->name, c->level, &c->buffer,
                                             c->prefmaxlen, &c->read, &c->total, &resume);
    c->resume = (DWORD)resume;
    return status;
}

static NET_API_STATUS local_group_enum(struct call *c)
{
    DWORD_PTR resume = c->resume;
    NET_API_STATUS status = NetLocalGroupEnum(c->server, c->level, &c->buffer, c->prefmaxlen,
                                              &c->read, &c->total, &resume);
    c->resume = (DWORD)resume;
    return status;
}

static NET_API_STATUS local_group_get_info(struct call *c)
{
    return NetLocalGroupGetInfo(c->server, c->name, c->level, &c->buffer);
}

/* number: how many at most; resume: the index to start at. */
static NET_API_STATUS query_display(struct call *c)
{
    PVOID buffer = c->buffer;
    NET_API_STATUS status = NetQueryDisplayInformation(c->server, c->level, c->resume, c->number,
                                                       c->prefmaxlen, &c->read, &buffer);
    c->buffer = buffer;
    return status;
}

enum shape {
    GET,  /* one structure */
    LIST, /* an array, with counts */
    ACT,  /* a result; a number at most */
};

static const struct function {
    const char *name, *family;
    NET_API_STATUS (*run)(struct call *);
    const char *arguments; /* # a number, n a name, o another name */
    enum shape shape;
} functions[] = {
    { "NetServerEnum", "server", server_enum, "#n", LIST },
    { "NetServerEnumEx", "server", server_enum_ex, "#no", LIST },
    { "NetServerGetInfo", "server", server_get_info, "", GET },
    { "NetServerDiskEnum", "server disk", server_disk_enum, "", LIST },
    { "NetServerTransportEnum", "server transport", server_transport_enum, "", LIST },
    { "NetServerAliasEnum", "server alias", server_alias_enum, "", LIST },
    { "NetStatisticsGet", "statistics", statistics_get, "n#", GET },
    { "NetShareEnum", "share", share_enum, "", LIST },
    { "NetShareEnumSticky", "share", share_enum_sticky, "", LIST },
    { "NetShareGetInfo", "share", share_get_info, "n", GET },
    { "NetShareDel", NULL, share_del, "n", ACT },
    { "NetShareDelSticky", NULL, share_del_sticky, "n", ACT },
    { "NetShareCheck", NULL, share_check, "n", ACT },
    { "NetSessionEnum", "session", session_enum, "no", LIST },
    { "NetSessionGetInfo", "session", session_get_info, "no", GET },
    { "NetSessionDel", NULL, session_del, "no", ACT },
    { "NetFileEnum", "file", file_enum, "no", LIST },
    { "NetFileGetInfo", "file", file_get_info, "#", GET },
    { "NetFileClose", NULL, file_close, "#", ACT },
    { "NetConnectionEnum", "connection", connection_enum, "n", LIST },
    { "NetRemoteTOD", "tod", remote_tod, "", GET },
    { "NetRemoteComputerSupports", NULL, computer_supports, "#", ACT },
    { "NetEnumerateComputerNames", NULL, enumerate_names, "#", ACT },
    { "NetAddAlternateComputerName", NULL, add_name, "no", ACT },
    { "NetRemoveAlternateComputerName", NULL, remove_name, "no", ACT },
    { "NetSetPrimaryComputerName", NULL, set_primary_name, "no", ACT },
    { "NetServerComputerNameAdd", NULL, server_name_add, "no", ACT },
    { "NetServerComputerNameDel", NULL, server_name_del, "n", ACT },
    { "NetWkstaGetInfo", "wksta", wksta_get_info, "", GET },
    { "NetWkstaUserEnum", "wksta user", wksta_user_enum, "", LIST },
    { "NetWkstaTransportEnum", "wksta transport", wksta_transport_enum, "", LIST },
    { "NetWkstaTransportDel", NULL, wksta_transport_del, "n#", ACT },
    { "NetUserEnum", "user", user_enum, "#", LIST },
    { "NetUserGetInfo", "user", user_get_info, "n", GET },
    { "NetUserGetGroups", "group user", user_get_groups, "n", LIST },
    { "NetUserGetLocalGroups", "localgroup user", user_get_local_groups, "n#", LIST },
    { "NetUserDel", NULL, user_del, "n", ACT },
    { "NetUserModalsGet", "modals", modals_get, "", GET },
    { "NetGroupEnum", "group", group_enum, "", LIST },
    { "NetGroupGetInfo", "group", group_get_info, "n", GET },
    { "NetGroupGetUsers", "group user", group_get_users, "n", LIST },
    { "NetLocalGroupEnum", "localgroup", local_group_enum, "", LIST },
    { "NetLocalGroupGetInfo", "localgroup", local_group_get_info, "n", GET },
    { "NetQueryDisplayInformation", "display", query_display, "#", LIST },
};

/* --- The promise of the buffer ---------------------------------------------------------------- */

static bool promises_kept = true;

static void broken(const char *what, const char *name)
{
    printf("BROKEN %s: %s\n", name, what);
    promises_kept = false;
}

struct block {
    const BYTE *start;
    size_t size;
};

static bool inside(const struct block *b, const void *p, size_t size)
{
    uintptr_t at = (uintptr_t)p, start = (uintptr_t)b->start;
    return at >= start && at - start <= b->size && size <= b->size - (at - start);
}

/* Length of a string that ends inside the block; -1 when it does not. */
static ptrdiff_t length_inside(const struct block *b, const WCHAR *s)
{
    ptrdiff_t n = 0;
    while (inside(b, s + n, sizeof(WCHAR))) {
        if (s[n] == 0)
            return n;
        n++;
    }
    return -1;
}

/* --- Printing --------------------------------------------------------------------------------- */

static void print_string(const struct block *b, const char *name, const WCHAR *s)
{
    if (!s) {
        printf("%s=null\n", name);
        return;
    }
    ptrdiff_t n = (uintptr_t)s % _Alignof(WCHAR) == 0 ? length_inside(b, s) : -1;
    if (n < 0) {
        broken("string is misaligned or not inside the block", name);
        return;
    }
    printf("%s=\"", name);
    for (ptrdiff_t i = 0; i < n; i++) {
        if (s[i] >= ' ' && s[i] <= '~' && s[i] != '"' && s[i] != '\\')
            putchar(s[i]);
        else
            printf("\\u%04x", (unsigned)s[i]);
    }
    puts("\"");
}

static void print_bytes(const struct block *b, const char *name, const BYTE *bytes, DWORD size)
{
    if (!bytes) {
        printf("%s=null\n", name);
        return;
    }
    if (!inside(b, bytes, size)) {
        broken("bytes are not inside the block", name);
        return;
    }
    printf("%s=", name);
    for (DWORD i = 0; i < size; i++)
        printf("%02x", bytes[i]);
    putchar('\n');
}

/* Its length is in its second byte. */
static void print_sid(const struct block *b, const char *name, const BYTE *sid)
{
    if (sid && !inside(b, sid, 8))
        broken("SID is not inside the block", name);
    else
        print_bytes(b, name, sid, sid ? 8 + 4 * (DWORD)sid[1] : 0);
}

static void print_member(const struct block *b, const struct member *m, const BYTE *entry)
{
    const void *at = entry + m->at;
    switch (m->kind) {
    case UNSIGNED: printf("%s=%" PRIu32 "\n", m->name, *(const DWORD *)at); break;
    case SIGNED: printf("%s=%" PRId32 "\n", m->name, *(const LONG *)at); break;
    case SMALL: printf("%s=%u\n", m->name, *(const BOOLEAN *)at); break;
    case STRING: print_string(b, m->name, *(const LMSTR *)at); break;
    case CHARS: print_string(b, m->name, at); break;
    case HOURS_OF: print_bytes(b, m->name, *(const LPBYTE *)at, UNITS_PER_WEEK / 8); break;
    case SID_OF: print_sid(b, m->name, *(const LPBYTE *)at); break;
    case SIZED:
        print_bytes(b, m->name, *(const LPBYTE *)at,
                    *(const DWORD *)(const void *)(entry + m->size_at));
        break;
    }
}

static void print_entries(const struct function *f, const struct call *c)
{
    const struct level *level = level_find(f->family, c->level);
    if (!level) {
        broken("the call succeeded with a level that does not exist", f->name);
        return;
    }

    DWORD size = 0, entries = f->shape == LIST ? c->read : 1;
    NET_API_STATUS status = NetApiBufferSize(c->buffer, &size);
    if (status != NERR_Success) {
        broken("NetApiBufferSize does not know the buffer", f->name);
        return;
    }
    struct block b = { c->buffer, size };
    if (size / level->size < entries) {
        broken("the array does not fit into the block", f->name);
        return;
    }
    for (DWORD i = 0; i < entries; i++) {
        printf("ENTRY %" PRIu32 "\n", i);
        for (size_t m = 0; m < level->n_members; m++)
            print_member(&b, &level->members[m], c->buffer + i * level->size);
    }
}

/* --- Arguments -------------------------------------------------------------------------------- */

static int usage(void)
{
    fputs("usage: live_dump FUNCTION SERVER LEVEL [ARGUMENT...] [PREFMAXLEN RESUME]\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    const struct function *f = NULL;
    for (size_t i = 0; argc >= 4 && i < COUNT(functions); i++) {
        if (strcmp(functions[i].name, argv[1]) == 0)
            f = &functions[i];
    }
    if (!f || !setlocale(LC_CTYPE, "C.UTF-8"))
        return usage();

    int next = 4 + (int)strlen(f->arguments);
    if (argc != next && !(f->shape == LIST && argc == next + 2))
        return usage();

    BYTE untouched = 0;
    struct call c = { .level = number(argv[3]), .prefmaxlen = MAX_PREFERRED_LENGTH };
    c.buffer = f->shape == ACT ? NULL : &untouched; /* shows whether a failing call sets it */
    c.server = wide(argv[2]);
    for (int i = 4; i < next; i++) {
        switch (f->arguments[i - 4]) {
        case '#': c.number = number(argv[i]); break;
        case 'n': c.name = wide(argv[i]); break;
        default: c.other = wide(argv[i]); break;
        }
    }
    if (argc > next) {
        c.prefmaxlen = number(argv[next]);
        c.resume = number(argv[next + 1]);
    }

    NET_API_STATUS status = f->run(&c);
    printf("status=%" PRIu32 "\n", status);
    if (f->shape == ACT)
        printf("number=%" PRIu32 "\n", c.number);
    if (f->shape == LIST)
        printf("entriesread=%" PRIu32 " totalentries=%" PRIu32 " resume=%" PRIu32 "\n", c.read,
               c.total, c.resume);
    if (c.buffer == &untouched) {
        printf("buffer=untouched\n");
    } else {
        printf("buffer=%s\n", c.buffer ? "set" : "null");
        if (c.buffer && (status == NERR_Success || status == ERROR_MORE_DATA))
            print_entries(f, &c);
        printf("freed=%" PRIu32 "\n", NetApiBufferFree(c.buffer));
    }
    free(c.server);
    free(c.name);
    free(c.other);
    return promises_kept ? 0 : 3;
}
