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
#include <uchar.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* --- What the levels look like ---------------------------------------------------------------- */

enum kind { UNSIGNED, SIGNED, STRING, DESCRIPTOR };

struct member {
    const char *name;
    enum kind kind;
    size_t at;
    size_t size_at; /* DESCRIPTOR: the member with its size in bytes */
};

struct level {
    const char *family;
    DWORD number;
    size_t size;
    const struct member *members;
    size_t n_members;
};

/* clang-format off */
/* The type of a member decides how it is printed. */
#define KIND_OF(x) _Generic((x), DWORD: UNSIGNED, LONG: SIGNED, LMSTR: STRING)
#define M(T, m) { #m, KIND_OF(((T *)0)->m), offsetof(T, m), 0 }
#define SD(T, m, s) { #m, DESCRIPTOR, offsetof(T, m), offsetof(T, s) }
#define LEVEL(family, n, T, members) { family, n, sizeof(T), members, COUNT(members) }
/* clang-format on */

static const struct member server_100[] = {
    M(SERVER_INFO_100, sv100_platform_id),
    M(SERVER_INFO_100, sv100_name),
};
static const struct member server_101[] = {
    M(SERVER_INFO_101, sv101_platform_id),   M(SERVER_INFO_101, sv101_name),
    M(SERVER_INFO_101, sv101_version_major), M(SERVER_INFO_101, sv101_version_minor),
    M(SERVER_INFO_101, sv101_type),          M(SERVER_INFO_101, sv101_comment),
};
static const struct member server_102[] = {
    M(SERVER_INFO_102, sv102_platform_id),   M(SERVER_INFO_102, sv102_name),
    M(SERVER_INFO_102, sv102_version_major), M(SERVER_INFO_102, sv102_version_minor),
    M(SERVER_INFO_102, sv102_type),          M(SERVER_INFO_102, sv102_comment),
    M(SERVER_INFO_102, sv102_users),         M(SERVER_INFO_102, sv102_disc),
    M(SERVER_INFO_102, sv102_hidden),        M(SERVER_INFO_102, sv102_announce),
    M(SERVER_INFO_102, sv102_anndelta),      M(SERVER_INFO_102, sv102_licenses),
    M(SERVER_INFO_102, sv102_userpath),
};
static const struct member share_0[] = {
    M(SHARE_INFO_0, shi0_netname),
};
static const struct member share_1[] = {
    M(SHARE_INFO_1, shi1_netname),
    M(SHARE_INFO_1, shi1_type),
    M(SHARE_INFO_1, shi1_remark),
};
static const struct member share_2[] = {
    M(SHARE_INFO_2, shi2_netname),  M(SHARE_INFO_2, shi2_type),
    M(SHARE_INFO_2, shi2_remark),   M(SHARE_INFO_2, shi2_permissions),
    M(SHARE_INFO_2, shi2_max_uses), M(SHARE_INFO_2, shi2_current_uses),
    M(SHARE_INFO_2, shi2_path),     M(SHARE_INFO_2, shi2_passwd),
};
static const struct member share_501[] = {
    M(SHARE_INFO_501, shi501_netname),
    M(SHARE_INFO_501, shi501_type),
    M(SHARE_INFO_501, shi501_remark),
    M(SHARE_INFO_501, shi501_flags),
};
static const struct member share_502[] = {
    M(SHARE_INFO_502, shi502_netname),
    M(SHARE_INFO_502, shi502_type),
    M(SHARE_INFO_502, shi502_remark),
    M(SHARE_INFO_502, shi502_permissions),
    M(SHARE_INFO_502, shi502_max_uses),
    M(SHARE_INFO_502, shi502_current_uses),
    M(SHARE_INFO_502, shi502_path),
    M(SHARE_INFO_502, shi502_passwd),
    M(SHARE_INFO_502, shi502_reserved),
    SD(SHARE_INFO_502, shi502_security_descriptor, shi502_reserved),
};
static const struct member tod[] = {
    M(TIME_OF_DAY_INFO, tod_elapsedt), M(TIME_OF_DAY_INFO, tod_msecs),
    M(TIME_OF_DAY_INFO, tod_hours),    M(TIME_OF_DAY_INFO, tod_mins),
    M(TIME_OF_DAY_INFO, tod_secs),     M(TIME_OF_DAY_INFO, tod_hunds),
    M(TIME_OF_DAY_INFO, tod_timezone), M(TIME_OF_DAY_INFO, tod_tinterval),
    M(TIME_OF_DAY_INFO, tod_day),      M(TIME_OF_DAY_INFO, tod_month),
    M(TIME_OF_DAY_INFO, tod_year),     M(TIME_OF_DAY_INFO, tod_weekday),
};
static const struct member wksta_100[] = {
    M(WKSTA_INFO_100, wki100_platform_id), M(WKSTA_INFO_100, wki100_computername),
    M(WKSTA_INFO_100, wki100_langroup),    M(WKSTA_INFO_100, wki100_ver_major),
    M(WKSTA_INFO_100, wki100_ver_minor),
};
static const struct member wksta_101[] = {
    M(WKSTA_INFO_101, wki101_platform_id), M(WKSTA_INFO_101, wki101_computername),
    M(WKSTA_INFO_101, wki101_langroup),    M(WKSTA_INFO_101, wki101_ver_major),
    M(WKSTA_INFO_101, wki101_ver_minor),   M(WKSTA_INFO_101, wki101_lanroot),
};
static const struct member wksta_102[] = {
    M(WKSTA_INFO_102, wki102_platform_id),     M(WKSTA_INFO_102, wki102_computername),
    M(WKSTA_INFO_102, wki102_langroup),        M(WKSTA_INFO_102, wki102_ver_major),
    M(WKSTA_INFO_102, wki102_ver_minor),       M(WKSTA_INFO_102, wki102_lanroot),
    M(WKSTA_INFO_102, wki102_logged_on_users),
};

static const struct member wksta_user_0[] = {
    M(WKSTA_USER_INFO_0, wkui0_username),
};
static const struct member wksta_user_1[] = {
    M(WKSTA_USER_INFO_1, wkui1_username),
    M(WKSTA_USER_INFO_1, wkui1_logon_domain),
    M(WKSTA_USER_INFO_1, wkui1_oth_domains),
    M(WKSTA_USER_INFO_1, wkui1_logon_server),
};
static const struct member wksta_transport_0[] = {
    M(WKSTA_TRANSPORT_INFO_0, wkti0_quality_of_service),
    M(WKSTA_TRANSPORT_INFO_0, wkti0_number_of_vcs),
    M(WKSTA_TRANSPORT_INFO_0, wkti0_transport_name),
    M(WKSTA_TRANSPORT_INFO_0, wkti0_transport_address),
    M(WKSTA_TRANSPORT_INFO_0, wkti0_wan_ish),
};
static const struct member session_0[] = {
    M(SESSION_INFO_0, sesi0_cname),
};
static const struct member session_1[] = {
    M(SESSION_INFO_1, sesi1_cname),     M(SESSION_INFO_1, sesi1_username),
    M(SESSION_INFO_1, sesi1_num_opens), M(SESSION_INFO_1, sesi1_time),
    M(SESSION_INFO_1, sesi1_idle_time), M(SESSION_INFO_1, sesi1_user_flags),
};
static const struct member session_2[] = {
    M(SESSION_INFO_2, sesi2_cname),       M(SESSION_INFO_2, sesi2_username),
    M(SESSION_INFO_2, sesi2_num_opens),   M(SESSION_INFO_2, sesi2_time),
    M(SESSION_INFO_2, sesi2_idle_time),   M(SESSION_INFO_2, sesi2_user_flags),
    M(SESSION_INFO_2, sesi2_cltype_name),
};
static const struct member session_10[] = {
    M(SESSION_INFO_10, sesi10_cname),
    M(SESSION_INFO_10, sesi10_username),
    M(SESSION_INFO_10, sesi10_time),
    M(SESSION_INFO_10, sesi10_idle_time),
};
static const struct member session_502[] = {
    M(SESSION_INFO_502, sesi502_cname),       M(SESSION_INFO_502, sesi502_username),
    M(SESSION_INFO_502, sesi502_num_opens),   M(SESSION_INFO_502, sesi502_time),
    M(SESSION_INFO_502, sesi502_idle_time),   M(SESSION_INFO_502, sesi502_user_flags),
    M(SESSION_INFO_502, sesi502_cltype_name), M(SESSION_INFO_502, sesi502_transport),
};
static const struct member file_2[] = {
    M(FILE_INFO_2, fi2_id),
};
static const struct member file_3[] = {
    M(FILE_INFO_3, fi3_id),       M(FILE_INFO_3, fi3_permissions), M(FILE_INFO_3, fi3_num_locks),
    M(FILE_INFO_3, fi3_pathname), M(FILE_INFO_3, fi3_username),
};
static const struct member connection_0[] = {
    M(CONNECTION_INFO_0, coni0_id),
};
static const struct member connection_1[] = {
    M(CONNECTION_INFO_1, coni1_id),        M(CONNECTION_INFO_1, coni1_type),
    M(CONNECTION_INFO_1, coni1_num_opens), M(CONNECTION_INFO_1, coni1_num_users),
    M(CONNECTION_INFO_1, coni1_time),      M(CONNECTION_INFO_1, coni1_username),
    M(CONNECTION_INFO_1, coni1_netname),
};

static const struct level levels[] = {
    LEVEL("server", 100, SERVER_INFO_100, server_100),
    LEVEL("server", 101, SERVER_INFO_101, server_101),
    LEVEL("server", 102, SERVER_INFO_102, server_102),
    LEVEL("share", 0, SHARE_INFO_0, share_0),
    LEVEL("share", 1, SHARE_INFO_1, share_1),
    LEVEL("share", 2, SHARE_INFO_2, share_2),
    LEVEL("share", 501, SHARE_INFO_501, share_501),
    LEVEL("share", 502, SHARE_INFO_502, share_502),
    LEVEL("tod", 0, TIME_OF_DAY_INFO, tod),
    LEVEL("wksta", 100, WKSTA_INFO_100, wksta_100),
    LEVEL("wksta", 101, WKSTA_INFO_101, wksta_101),
    LEVEL("wksta", 102, WKSTA_INFO_102, wksta_102),
    LEVEL("wksta user", 0, WKSTA_USER_INFO_0, wksta_user_0),
    LEVEL("wksta user", 1, WKSTA_USER_INFO_1, wksta_user_1),
    LEVEL("wksta transport", 0, WKSTA_TRANSPORT_INFO_0, wksta_transport_0),
    LEVEL("session", 0, SESSION_INFO_0, session_0),
    LEVEL("session", 1, SESSION_INFO_1, session_1),
    LEVEL("session", 2, SESSION_INFO_2, session_2),
    LEVEL("session", 10, SESSION_INFO_10, session_10),
    LEVEL("session", 502, SESSION_INFO_502, session_502),
    LEVEL("file", 2, FILE_INFO_2, file_2),
    LEVEL("file", 3, FILE_INFO_3, file_3),
    LEVEL("connection", 0, CONNECTION_INFO_0, connection_0),
    LEVEL("connection", 1, CONNECTION_INFO_1, connection_1),
};

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

static void print_descriptor(const struct block *b, const char *name, const BYTE *bytes, DWORD size)
{
    if (!bytes) {
        printf("%s=null\n", name);
        return;
    }
    if (!inside(b, bytes, size)) {
        broken("descriptor is not inside the block", name);
        return;
    }
    printf("%s=", name);
    for (DWORD i = 0; i < size; i++)
        printf("%02x", bytes[i]);
    putchar('\n');
}

static void print_member(const struct block *b, const struct member *m, const BYTE *entry)
{
    const void *at = entry + m->at;
    switch (m->kind) {
    case UNSIGNED: printf("%s=%" PRIu32 "\n", m->name, *(const DWORD *)at); break;
    case SIGNED: printf("%s=%" PRId32 "\n", m->name, *(const LONG *)at); break;
    case STRING: print_string(b, m->name, *(const LMSTR *)at); break;
    case DESCRIPTOR:
        print_descriptor(b, m->name, *(const PSECURITY_DESCRIPTOR *)at,
                         *(const DWORD *)(const void *)(entry + m->size_at));
        break;
    }
}

static void print_entries(const struct function *f, const struct call *c)
{
    const struct level *level = NULL;
    for (size_t i = 0; i < COUNT(levels); i++) {
        if (strcmp(levels[i].family, f->family) == 0 && levels[i].number == c->level)
            level = &levels[i];
    }
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

static LMSTR wide(const char *utf8)
{
    if (strcmp(utf8, "-") == 0)
        return NULL;
    size_t size = strlen(utf8) + 1, n = 0;
    LMSTR out = calloc(size, sizeof(WCHAR)); /* UTF-16 has never more units than UTF-8 bytes */
    mbstate_t state = { 0 };
    const char *end = utf8 + size;
    while (out && utf8 < end) {
        char16_t unit;
        size_t used = mbrtoc16(&unit, utf8, (size_t)(end - utf8), &state);
        if (used == (size_t)-1 || used == (size_t)-2) {
            free(out);
            return NULL;
        }
        out[n++] = unit;
        if (unit == 0)
            break;
        if (used != (size_t)-3) /* -3: the second half of a pair, nothing was read */
            utf8 += used;
    }
    return out;
}

static DWORD number(const char *text)
{
    return (DWORD)strtoul(text, NULL, 0);
}

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
