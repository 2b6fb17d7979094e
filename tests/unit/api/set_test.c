/* SPDX-License-Identifier: MIT */
/* The published functions that write, without any server: every level and member by the tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lm.h>
#include <winerror.h>

#include "base/limits.h"
#include "layout/layout.h"

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))
#define SERVER        WIDE(u"\\\\fs1") /* no credentials are configured for it */
#define GARBAGE       0x77u

static WCHAR too_long[NET_STRING_MAX + 1]; /* one more than a text may have */

/* An owner, a group and a DACL of one ACE, with nothing behind. */
static uint8_t descriptor[] = {
    1, 0, 0x04, 0x80, 20, 0, 0, 0, 32, 0, 0,  0, 0,    0, 0,    0, 44, 0, 0, 0, /* header */
    1, 1, 0,    0,    0,  0, 0, 5, 18, 0, 0,  0,                                /* owner */
    1, 1, 0,    0,    0,  0, 0, 5, 18, 0, 0,  0,                                /* group */
    2, 0, 28,   0,    1,  0, 0, 0, 0,  0, 20, 0, 0xFF, 1, 0x1F, 0,              /* DACL, ACE */
    1, 1, 0,    0,    0,  0, 0, 1, 0,  0, 0,  0,
};

/* ---- The functions, in one shape ---- */

static NET_API_STATUS share_set_info(DWORD level, LPBYTE buf, LPDWORD parm)
{
    return NetShareSetInfo(SERVER, WIDE(u"data"), level, buf, parm);
}

#define WITH_PARM(function)                                                                        \
    static NET_API_STATUS call_##function(DWORD level, LPBYTE buf, LPDWORD parm)                   \
    {                                                                                              \
        return function(SERVER, level, buf, parm);                                                 \
    }
#define WITHOUT_PARM(function)                                                                     \
    static NET_API_STATUS call_##function(DWORD level, LPBYTE buf, LPDWORD parm)                   \
    {                                                                                              \
        (void)parm;                                                                                \
        return function(SERVER, level, buf);                                                       \
    }
WITH_PARM(NetShareAdd)
WITH_PARM(NetServerSetInfo)
WITH_PARM(NetWkstaSetInfo)
WITH_PARM(NetWkstaTransportAdd)
WITHOUT_PARM(NetShareDelEx)
WITHOUT_PARM(NetServerTransportAdd)
WITHOUT_PARM(NetServerTransportAddEx)
WITHOUT_PARM(NetServerTransportDel)
WITHOUT_PARM(NetServerAliasAdd)
WITHOUT_PARM(NetServerAliasDel)

static const struct setter {
    const char *name;
    NET_API_STATUS (*call)(DWORD level, LPBYTE buf, LPDWORD parm);
    const struct net_family *family;
    enum net_use use;
    DWORD no_level, only; /* a level it does not take; the only one it takes, else ~0 */
    bool has_parm;
} setters[] = {
    { "NetShareAdd", call_NetShareAdd, &net_share, NET_ADD, 1, ~0u, true },
    { "NetShareSetInfo", share_set_info, &net_share, NET_SET, 501, ~0u, true },
    { "NetShareDelEx", call_NetShareDelEx, &net_share, NET_DEL, 2, ~0u, false },
    { "NetServerSetInfo", call_NetServerSetInfo, &net_server, NET_SET, 103, ~0u, true },
    { "NetWkstaSetInfo", call_NetWkstaSetInfo, &net_wksta, NET_SET, 1010, ~0u, true },
    { "NetWkstaTransportAdd", call_NetWkstaTransportAdd, &net_wksta_transport, NET_ADD, 1, ~0u,
      true },
    { "NetServerTransportAdd", call_NetServerTransportAdd, &net_server_transport, NET_ADD, 1, 0,
      false },
    { "NetServerTransportAddEx", call_NetServerTransportAddEx, &net_server_transport, NET_ADD, 4,
      ~0u, false },
    { "NetServerTransportDel", call_NetServerTransportDel, &net_server_transport, NET_DEL, 4, ~0u,
      false },
    { "NetServerAliasAdd", call_NetServerAliasAdd, &net_server_alias, NET_ADD, 1, ~0u, false },
    { "NetServerAliasDel", call_NetServerAliasDel, &net_server_alias, NET_DEL, 1, ~0u, false },
};

/* Calls f(setter, level row) for every level that a setter takes. */
static void each_level(void (*f)(const struct setter *, const struct net_level *))
{
    for (size_t i = 0; i < sizeof setters / sizeof *setters; i++) {
        const struct setter *s = &setters[i];
        for (size_t n = 0; n < s->family->n_levels; n++) {
            const struct net_level *level = &s->family->levels[n];
            if (!(level->uses & s->use) || (s->only != ~0u && s->only != level->level))
                continue;
            print_message("# %s, level %u\n", s->name, level->level);
            f(s, level);
        }
    }
}

/* Does the structure begin with the name of a share, which must be there? */
static bool is_named(const struct setter *s)
{
    return s->family == &net_share && s->use != NET_SET;
}

/* A structure of the level with nothing in it but that, in a block of its size. */
static uint8_t *empty_record(const struct setter *s, const struct net_level *level)
{
    LPWSTR name = WIDE(u"data");
    uint8_t *record = calloc(1, level->type->size);
    assert_non_null(record);
    if (is_named(s))
        memcpy(record, &name, sizeof name);
    return record;
}

/* ---- The tests ---- */

/* The arguments are good, so the next thing that is missing is told. */
static void check_good(const struct setter *s, const struct net_level *level)
{
    DWORD parm = GARBAGE;
    uint8_t *record = empty_record(s, level);
    assert_int_equal(s->call(level->level, record, &parm), ERROR_NO_SUCH_LOGON_SESSION);
    assert_int_equal(parm, s->has_parm ? PARM_ERROR_NONE : GARBAGE);
    assert_int_equal(s->call(level->level, record, NULL), ERROR_NO_SUCH_LOGON_SESSION);
    free(record);
}

static void every_level_that_the_protocol_carries_is_taken(void **state)
{
    (void)state;
    each_level(check_good);
}

static void check_null(const struct setter *s, const struct net_level *level)
{
    DWORD parm = GARBAGE;
    assert_int_equal(s->call(level->level, NULL, &parm), ERROR_INVALID_PARAMETER);
    assert_int_equal(parm, s->has_parm ? PARM_ERROR_UNKNOWN : GARBAGE);
    assert_int_equal(s->call(level->level, NULL, NULL), ERROR_INVALID_PARAMETER);
}

static void a_null_structure_is_refused(void **state)
{
    (void)state;
    each_level(check_null);
}

static void other_levels_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof setters / sizeof *setters; i++) {
        const DWORD levels[] = { setters[i].no_level, 77777, ~0u };
        for (size_t n = 0; n < sizeof levels / sizeof *levels; n++) {
            _Alignas(16) uint8_t record[NDR_STRUCT_MAX] = { 0 };
            DWORD parm = GARBAGE;
            print_message("# %s, level %u\n", setters[i].name, levels[n]);
            assert_int_equal(setters[i].call(levels[n], record, &parm), ERROR_INVALID_LEVEL);
            assert_int_equal(parm, setters[i].has_parm ? PARM_ERROR_NONE : GARBAGE);
        }
    }
}

static void check_texts(const struct setter *s, const struct net_level *level)
{
    for (size_t i = 0; i < level->type->n_fields; i++) {
        const struct ndr_field *f = &level->type->fields[i];
        LPWSTR text = too_long + 1;
        DWORD parm = GARBAGE, wanted = f->parm ? f->parm : PARM_ERROR_UNKNOWN;
        if (f->kind != NDR_WSTR || (i == 0 && is_named(s)))
            continue;
        uint8_t *record = empty_record(s, level);
        memcpy(record + f->at, &text, sizeof text);
        assert_int_equal(s->call(level->level, record, &parm), ERROR_NO_SUCH_LOGON_SESSION);
        text = too_long;
        memcpy(record + f->at, &text, sizeof text);
        assert_int_equal(s->call(level->level, record, &parm), ERROR_INVALID_PARAMETER);
        assert_int_equal(parm, s->has_parm ? wanted : GARBAGE);
        free(record);
    }
}

static void a_text_too_long_is_told_by_its_member(void **state)
{
    (void)state;
    for (size_t i = 0; i < NET_STRING_MAX; i++)
        too_long[i] = u'x';
    each_level(check_texts);
}

/* Calls with the descriptor in a block of its size. */
static NET_API_STATUS set_descriptor(const struct setter *s, const struct net_level *level,
                                     const struct ndr_field *f, const uint8_t *sd, size_t len)
{
    uint8_t *record = empty_record(s, level), *block = malloc(len);
    assert_non_null(block);
    memcpy(block, sd, len);
    memcpy(record + f->at, &block, sizeof block);
    memset(record + f->len_at, 0xFF, sizeof(DWORD)); /* reserved: whatever it says */
    NET_API_STATUS status = s->call(level->level, record, NULL);
    free(block);
    free(record);
    return status;
}

static void check_descriptors(const struct setter *s, const struct net_level *level)
{
    static const struct {
        const char *what;
        size_t at;
        uint8_t value;
    } damage[] = {
        { "another revision", 0, 2 },          { "absolute", 3, 0 },
        { "owner inside the header", 4, 4 },   { "owner far away", 7, 0x7F },
        { "owner is no SID", 20, 2 },          { "an ACE past its ACL", 54, 200 },
        { "more ACEs than there are", 48, 9 },
    };
    for (size_t i = 0; i < level->type->n_fields; i++) {
        const struct ndr_field *f = &level->type->fields[i];
        if (f->kind != NDR_SECDESC)
            continue;
        assert_int_equal(set_descriptor(s, level, f, descriptor, sizeof descriptor),
                         ERROR_NO_SUCH_LOGON_SESSION);
        for (size_t n = 0; n < sizeof damage / sizeof *damage; n++) {
            uint8_t bad[sizeof descriptor];
            memcpy(bad, descriptor, sizeof bad);
            bad[damage[n].at] = damage[n].value;
            print_message("# %s\n", damage[n].what);
            assert_int_equal(set_descriptor(s, level, f, bad, sizeof bad),
                             ERROR_INVALID_SECURITY_DESCR);
        }
    }
}

static void a_security_descriptor_is_checked_before_it_is_sent(void **state)
{
    (void)state;
    each_level(check_descriptors);
}

static void the_address_of_a_transport_is_where_its_length_says(void **state)
{
    uint8_t address[NET_TRANSPORT_ADDRESS_MAX + 1] = { 0 };
    SERVER_TRANSPORT_INFO_0 info = { .svti0_transportaddresslength = 1 };
    LPBYTE buf = (LPBYTE)&info;
    (void)state;
    assert_int_equal(NetServerTransportAdd(SERVER, 0, buf), ERROR_INVALID_PARAMETER);
    info.svti0_transportaddress = address;
    assert_int_equal(NetServerTransportAdd(SERVER, 0, buf), ERROR_NO_SUCH_LOGON_SESSION);
    info.svti0_transportaddresslength = NET_TRANSPORT_ADDRESS_MAX;
    assert_int_equal(NetServerTransportAdd(SERVER, 0, buf), ERROR_NO_SUCH_LOGON_SESSION);
    info.svti0_transportaddresslength++;
    assert_int_equal(NetServerTransportAdd(SERVER, 0, buf), ERROR_INVALID_PARAMETER);
}

static void the_password_of_a_transport_is_at_most_as_long_as_its_member(void **state)
{
    SERVER_TRANSPORT_INFO_3 info = { .svti3_passwordlength = sizeof info.svti3_password };
    LPBYTE buf = (LPBYTE)&info;
    (void)state;
    assert_int_equal(NetServerTransportAddEx(SERVER, 3, buf), ERROR_NO_SUCH_LOGON_SESSION);
    info.svti3_passwordlength++;
    assert_int_equal(NetServerTransportAddEx(SERVER, 3, buf), ERROR_INVALID_PARAMETER);
    assert_int_equal(NetServerTransportDel(SERVER, 3, buf), ERROR_INVALID_PARAMETER);
}

static void a_share_is_changed_by_its_name(void **state)
{
    SHARE_INFO_1005 info = { 0 };
    DWORD parm = GARBAGE;
    (void)state;
    assert_int_equal(NetShareSetInfo(SERVER, NULL, 1005, (LPBYTE)&info, &parm),
                     ERROR_INVALID_PARAMETER);
    assert_int_equal(parm, PARM_ERROR_NONE); /* it is no member that is wrong */
    assert_int_equal(NetShareSetInfo(SERVER, WIDE(u""), 1005, (LPBYTE)&info, NULL),
                     ERROR_INVALID_PARAMETER);
}

static void check_share_name(const struct setter *s, const struct net_level *level)
{
    static WCHAR name[NNLEN + 2] = { 0 };
    LPWSTR names[] = { NULL, WIDE(u"") };
    DWORD parm = GARBAGE;
    if (!is_named(s))
        return;
    uint8_t *record = empty_record(s, level);
    for (size_t i = 0; i < 2; i++) {
        memcpy(record, &names[i], sizeof names[i]);
        assert_int_equal(s->call(level->level, record, &parm), ERROR_INVALID_PARAMETER);
        assert_int_equal(parm, s->has_parm ? SHARE_NETNAME_PARMNUM : GARBAGE);
        assert_int_equal(s->call(level->level, record, NULL), ERROR_INVALID_PARAMETER);
    }
    for (size_t i = 0; i < NNLEN; i++)
        name[i] = u'n';
    names[0] = name;
    memcpy(record, &names[0], sizeof names[0]);
    assert_int_equal(s->call(level->level, record, &parm), ERROR_NO_SUCH_LOGON_SESSION);
    name[NNLEN] = u'n'; /* one character more than a name may have */
    assert_int_equal(s->call(level->level, record, &parm), ERROR_INVALID_NAME);
    assert_int_equal(parm, s->has_parm ? PARM_ERROR_NONE : GARBAGE);
    name[NNLEN] = 0;
    free(record);
}

static void a_share_has_a_name_of_at_most_80_characters(void **state)
{
    (void)state;
    each_level(check_share_name);
}

static char conf[] = "/tmp/netapi32-set-XXXXXX";

static int empty_configuration(void **state)
{
    (void)state;
    int fd = mkstemp(conf);
    unsetenv("NETAPI32_CREDENTIALS");
    setenv("KRB5CCNAME", "FILE:/nonexistent", 1); /* whatever whoever runs the test has */
    return fd < 0 || close(fd) || setenv("NETAPI32_CONF", conf, 1) ? -1 : 0;
}

static int remove_configuration(void **state)
{
    (void)state;
    return unlink(conf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_level_that_the_protocol_carries_is_taken),
        cmocka_unit_test(a_null_structure_is_refused),
        cmocka_unit_test(other_levels_are_refused),
        cmocka_unit_test(a_text_too_long_is_told_by_its_member),
        cmocka_unit_test(a_security_descriptor_is_checked_before_it_is_sent),
        cmocka_unit_test(the_address_of_a_transport_is_where_its_length_says),
        cmocka_unit_test(the_password_of_a_transport_is_at_most_as_long_as_its_member),
        cmocka_unit_test(a_share_is_changed_by_its_name),
        cmocka_unit_test(a_share_has_a_name_of_at_most_80_characters),
    };
    return cmocka_run_group_tests(tests, empty_configuration, remove_configuration);
}
