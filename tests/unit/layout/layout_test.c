/* SPDX-License-Identifier: MIT */
/* The tables against the specifications' numbers: sizes on the wire and opnums. What a table can
 * get wrong by itself is found by ndr/check_test. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "all_ops.h"
#include "layout/layout.h"
#include "layout/ops.h"

/* Members of the structures of [MS-SRVS] 2.2.4 and [MS-WKST] 2.2.5, four bytes each on the wire. A
 * forgotten member that looks like padding is found here. Levels from 1000 on that are not listed
 * have one. */
static const struct {
    const struct net_family *family;
    uint32_t level;
    size_t members;
} levels[] = {
    { &net_share, 0, 1 },
    { &net_share, 1, 3 },
    { &net_share, 2, 8 },
    { &net_share, 501, 4 },
    { &net_share, 502, 10 },
    { &net_share, 503, 11 },
    { &net_share, 1501, 2 },
    { &net_server, 100, 2 },
    { &net_server, 101, 6 },
    { &net_server, 102, 13 },
    { &net_server, 103, 14 },
    { &net_server, 502, 18 },
    { &net_server, 503, 42 },
    { &net_server, 599, 56 },
    { &net_wksta, 100, 5 },
    { &net_wksta, 101, 6 },
    { &net_wksta, 102, 7 },
    { &net_wksta, 502, 35 },
    { &net_session, 0, 1 },
    { &net_session, 1, 6 },
    { &net_session, 2, 7 },
    { &net_session, 10, 4 },
    { &net_session, 502, 8 },
    { &net_file, 2, 1 },
    { &net_file, 3, 5 },
    { &net_connection, 0, 1 },
    { &net_connection, 1, 7 },
    { &net_wksta_user, 0, 1 },
    { &net_wksta_user, 1, 4 },
    { &net_wksta_user, 1101, 1 },
    { &net_wksta_transport, 0, 5 },
    { &net_server_transport, 0, 5 },
    { &net_server_transport, 1, 6 },
    { &net_server_transport, 2, 7 },
    { &net_server_transport, 3, 8 + 256 / 4 }, /* and a password of 256 bytes */
    { &net_server_alias, 0, 4 },
    { &net_server_disk, 0, 2 }, /* offset and count of a text of any length */
    { &net_use, 0, 2 },
    { &net_use, 1, 7 },
    { &net_use, 2, 9 },
    { &net_use, 3, 10 },
};

static const struct net_family *const families[] = {
    &net_share,
    &net_server,
    &net_wksta,
    &net_session,
    &net_file,
    &net_connection,
    &net_wksta_user,
    &net_wksta_transport,
    &net_server_transport,
    &net_server_alias,
    &net_server_disk,
    &net_use,
};

/* Bytes of the fixed parts of [MS-SAMR] 2.2.3 to 2.2.8: strings, OLD_LARGE_INTEGERs and hypers 8,
 * pointers and longs 4. */
static const struct {
    const struct net_family *family;
    uint32_t level;
    size_t size;
} records[] = {
    { &samr_users, 21, 6 * 8 + 13 * 8 + 2 * 4 + 4 * 4 + 2 * 4 + 4 * 2 + 4 },
    { &samr_users, 26, 532 + 1 },
    { &samr_users, 31, (64 + 16 + 4 + 4 + 8) + 1 },
    { &samr_groups, 1, 8 + 4 + 4 + 8 },
    { &samr_groups, 2, 8 },
    { &samr_groups, 3, 4 },
    { &samr_groups, 4, 8 },
    { &samr_aliases, 1, 8 + 4 + 8 },
    { &samr_aliases, 2, 8 },
    { &samr_aliases, 3, 8 },
    { &samr_domains, 1, 2 + 2 + 4 + 8 + 8 },
    { &samr_domains, 3, 8 },
    { &samr_domains, 5, 8 },
    { &samr_domains, 6, 8 },
    { &samr_domains, 7, 4 },
    { &samr_domains, 12, 8 + 8 + 2 },
    { &samr_displays, 1, 3 * 4 + 3 * 8 },
    { &samr_displays, 2, 3 * 4 + 2 * 8 },
    { &samr_displays, 3, 3 * 4 + 2 * 8 },
};

static const struct net_family *const account_families[] = {
    &samr_users, &samr_groups, &samr_aliases, &samr_domains, &samr_displays,
};

static size_t members_of(const struct net_family *family, uint32_t level)
{
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (levels[i].family == family && levels[i].level == level)
            return levels[i].members;
    return level >= 1000 ? 1 : 0;
}

/* Calls f with every level of every family. */
static void each_level(void (*f)(const struct net_family *, const struct net_level *))
{
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        for (size_t n = 0; n < families[i]->n_levels; n++) {
            print_message("# %s %u\n", families[i]->name, families[i]->levels[n].level);
            f(families[i], &families[i]->levels[n]);
        }
    }
}

static void check_members(const struct net_family *family, const struct net_level *level)
{
    assert_int_equal(ndr_type_wire_size(level->type), 4 * members_of(family, level->level));
}

static void levels_have_as_many_members_as_on_the_wire(void **state)
{
    (void)state;
    each_level(check_members);
    assert_int_equal(ndr_type_wire_size(&time_of_day_info), 48);  /* [MS-SRVS] 2.2.4.105 */
    assert_int_equal(ndr_type_wire_size(&stat_server_0), 17 * 4); /* [MS-SRVS] 2.2.4.39 */
    assert_int_equal(ndr_type_wire_size(&stat_workstation_0),
                     13 * 8 + 27 * 4); /* [MS-WKST] 2.2.5.11 */
}

static void records_of_accounts_have_their_size_on_the_wire(void **state)
{
    size_t n = 0;
    (void)state;
    for (size_t i = 0; i < sizeof records / sizeof *records; i++) {
        const struct net_level *level = net_family_find(records[i].family, records[i].level, 0);
        print_message("# %s %u\n", records[i].family->name, records[i].level);
        assert_non_null(level);
        assert_int_equal(ndr_type_wire_size(level->type), records[i].size);
        bool hypers = level->type == net_family_find(&samr_domains, 12, 0)->type ||
                      level->type == net_family_find(&samr_users, 31, 0)->type;
        bool bytes = level->type == net_family_find(&samr_users, 26, 0)->type;
        assert_int_equal(ndr_type_wire_align(level->type), hypers ? 8 : bytes ? 1 : 4);
    }
    for (size_t i = 0; i < sizeof account_families / sizeof *account_families; i++)
        n += account_families[i]->n_levels;
    assert_int_equal(n, sizeof records / sizeof *records);
}

static void every_level_that_is_listed_is_there(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        assert_non_null(net_family_find(levels[i].family, levels[i].level, 0));
}

/* The published structures are declared in the order of the wire; a row in a wrong place would
 * read another member's bytes. */
static void check_order(const struct net_family *family, const struct net_level *level)
{
    (void)family;
    for (size_t i = 1; i < level->type->n_fields; i++)
        assert_true(level->type->fields[i].at > level->type->fields[i - 1].at);
}

static void rows_stand_in_the_order_of_the_structure(void **state)
{
    (void)state;
    each_level(check_order);
    for (size_t i = 0; i < sizeof records / sizeof *records; i++)
        check_order(records[i].family, net_family_find(records[i].family, records[i].level, 0));
}

/* lmserver.h, lmshare.h, lmwksta.h: a level that sets one member is 1000 and the member's number.
 */
static void check_single(const struct net_family *family, const struct net_level *level)
{
    (void)family;
    const struct ndr_field *f = &level->type->fields[level->type->n_fields - 1];
    if (level->level >= 1000 && f->parm)
        assert_int_equal(f->parm, level->level - 1000);
}

static void levels_of_one_member_have_its_number(void **state)
{
    (void)state;
    each_level(check_single);
}

static const struct {
    const char *name;
    const struct rpc_op *op;
    const struct rpc_interface *interface;
    uint16_t opnum;
} ops[] = {
    /* [MS-SRVS] 3.1.4 */
    { "NetrConnectionEnum", &NetrConnectionEnum, &srvsvc, 8 },
    { "NetrFileEnum", &NetrFileEnum, &srvsvc, 9 },
    { "NetrFileGetInfo", &NetrFileGetInfo, &srvsvc, 10 },
    { "NetrFileClose", &NetrFileClose, &srvsvc, 11 },
    { "NetrSessionEnum", &NetrSessionEnum, &srvsvc, 12 },
    { "NetrSessionDel", &NetrSessionDel, &srvsvc, 13 },
    { "NetrShareAdd", &NetrShareAdd, &srvsvc, 14 },
    { "NetrShareEnum", &NetrShareEnum, &srvsvc, 15 },
    { "NetrShareGetInfo", &NetrShareGetInfo, &srvsvc, 16 },
    { "NetrShareSetInfo", &NetrShareSetInfo, &srvsvc, 17 },
    { "NetrShareDel", &NetrShareDel, &srvsvc, 18 },
    { "NetrShareDelSticky", &NetrShareDelSticky, &srvsvc, 19 },
    { "NetrShareCheck", &NetrShareCheck, &srvsvc, 20 },
    { "NetrServerGetInfo", &NetrServerGetInfo, &srvsvc, 21 },
    { "NetrServerSetInfo", &NetrServerSetInfo, &srvsvc, 22 },
    { "NetrServerDiskEnum", &NetrServerDiskEnum, &srvsvc, 23 },
    { "NetrServerStatisticsGet", &NetrServerStatisticsGet, &srvsvc, 24 },
    { "NetrServerTransportAdd", &NetrServerTransportAdd, &srvsvc, 25 },
    { "NetrServerTransportEnum", &NetrServerTransportEnum, &srvsvc, 26 },
    { "NetrServerTransportDel", &NetrServerTransportDel, &srvsvc, 27 },
    { "NetrRemoteTOD", &NetrRemoteTOD, &srvsvc, 28 },
    { "NetrShareEnumSticky", &NetrShareEnumSticky, &srvsvc, 36 },
    { "NetrServerTransportAddEx", &NetrServerTransportAddEx, &srvsvc, 41 },
    { "NetrServerTransportDelEx", &NetrServerTransportDelEx, &srvsvc, 53 },
    { "NetrServerAliasAdd", &NetrServerAliasAdd, &srvsvc, 54 },
    { "NetrServerAliasEnum", &NetrServerAliasEnum, &srvsvc, 55 },
    { "NetrServerAliasDel", &NetrServerAliasDel, &srvsvc, 56 },
    { "NetrShareDelEx", &NetrShareDelEx, &srvsvc, 57 },
    /* [MS-WKST] 3.2.4 */
    { "NetrWkstaGetInfo", &NetrWkstaGetInfo, &wkssvc, 0 },
    { "NetrWkstaSetInfo", &NetrWkstaSetInfo, &wkssvc, 1 },
    { "NetrWkstaUserEnum", &NetrWkstaUserEnum, &wkssvc, 2 },
    { "NetrWkstaTransportEnum", &NetrWkstaTransportEnum, &wkssvc, 5 },
    { "NetrWkstaTransportAdd", &NetrWkstaTransportAdd, &wkssvc, 6 },
    { "NetrWkstaTransportDel", &NetrWkstaTransportDel, &wkssvc, 7 },
    { "NetrWorkstationStatisticsGet", &NetrWorkstationStatisticsGet, &wkssvc, 13 },
    { "NetrAddAlternateComputerName", &NetrAddAlternateComputerName, &wkssvc, 27 },
    { "NetrRemoveAlternateComputerName", &NetrRemoveAlternateComputerName, &wkssvc, 28 },
    { "NetrSetPrimaryComputerName", &NetrSetPrimaryComputerName, &wkssvc, 29 },
    { "NetrEnumerateComputerNames", &NetrEnumerateComputerNames, &wkssvc, 30 },
    /* [MS-SAMR] 3.1.5 */
    { "SamrCloseHandle", &SamrCloseHandle, &samr, 1 },
    { "SamrLookupDomainInSamServer", &SamrLookupDomainInSamServer, &samr, 5 },
    { "SamrEnumerateDomainsInSamServer", &SamrEnumerateDomainsInSamServer, &samr, 6 },
    { "SamrOpenDomain", &SamrOpenDomain, &samr, 7 },
    { "SamrQueryInformationDomain", &SamrQueryInformationDomain, &samr, 8 },
    { "SamrSetInformationDomain", &SamrSetInformationDomain, &samr, 9 },
    { "SamrCreateGroupInDomain", &SamrCreateGroupInDomain, &samr, 10 },
    { "SamrEnumerateGroupsInDomain", &SamrEnumerateGroupsInDomain, &samr, 11 },
    { "SamrEnumerateUsersInDomain", &SamrEnumerateUsersInDomain, &samr, 13 },
    { "SamrCreateAliasInDomain", &SamrCreateAliasInDomain, &samr, 14 },
    { "SamrEnumerateAliasesInDomain", &SamrEnumerateAliasesInDomain, &samr, 15 },
    { "SamrGetAliasMembership", &SamrGetAliasMembership, &samr, 16 },
    { "SamrLookupNamesInDomain", &SamrLookupNamesInDomain, &samr, 17 },
    { "SamrLookupIdsInDomain", &SamrLookupIdsInDomain, &samr, 18 },
    { "SamrOpenGroup", &SamrOpenGroup, &samr, 19 },
    { "SamrQueryInformationGroup", &SamrQueryInformationGroup, &samr, 20 },
    { "SamrSetInformationGroup", &SamrSetInformationGroup, &samr, 21 },
    { "SamrAddMemberToGroup", &SamrAddMemberToGroup, &samr, 22 },
    { "SamrDeleteGroup", &SamrDeleteGroup, &samr, 23 },
    { "SamrRemoveMemberFromGroup", &SamrRemoveMemberFromGroup, &samr, 24 },
    { "SamrGetMembersInGroup", &SamrGetMembersInGroup, &samr, 25 },
    { "SamrOpenAlias", &SamrOpenAlias, &samr, 27 },
    { "SamrQueryInformationAlias", &SamrQueryInformationAlias, &samr, 28 },
    { "SamrSetInformationAlias", &SamrSetInformationAlias, &samr, 29 },
    { "SamrDeleteAlias", &SamrDeleteAlias, &samr, 30 },
    { "SamrAddMemberToAlias", &SamrAddMemberToAlias, &samr, 31 },
    { "SamrRemoveMemberFromAlias", &SamrRemoveMemberFromAlias, &samr, 32 },
    { "SamrGetMembersInAlias", &SamrGetMembersInAlias, &samr, 33 },
    { "SamrOpenUser", &SamrOpenUser, &samr, 34 },
    { "SamrDeleteUser", &SamrDeleteUser, &samr, 35 },
    { "SamrQueryInformationUser", &SamrQueryInformationUser, &samr, 36 },
    { "SamrGetGroupsForUser", &SamrGetGroupsForUser, &samr, 39 },
    { "SamrRemoveMemberFromForeignDomain", &SamrRemoveMemberFromForeignDomain, &samr, 45 },
    { "SamrGetDisplayEnumerationIndex2", &SamrGetDisplayEnumerationIndex2, &samr, 49 },
    { "SamrCreateUser2InDomain", &SamrCreateUser2InDomain, &samr, 50 },
    { "SamrQueryDisplayInformation3", &SamrQueryDisplayInformation3, &samr, 51 },
    { "SamrConnect2", &SamrConnect2, &samr, 57 },
    { "SamrSetInformationUser2", &SamrSetInformationUser2, &samr, 58 },
    { "SamrConnect5", &SamrConnect5, &samr, 64 },
    { "SamrRidToSid", &SamrRidToSid, &samr, 65 },
    /* [MS-LSAD] 3.1.4, [MS-LSAT] 3.1.4 */
    { "SamrUnicodeChangePasswordUser2", &SamrUnicodeChangePasswordUser2, &samr, 55 },
    { "SamrUnicodeChangePasswordUser4", &SamrUnicodeChangePasswordUser4, &samr, 73 },
    { "LsarClose", &LsarClose, &lsarpc, 0 },
    { "LsarQueryInformationPolicy", &LsarQueryInformationPolicy, &lsarpc, 7 },
    { "LsarOpenPolicy2", &LsarOpenPolicy2, &lsarpc, 44 },
    { "LsarLookupSids2", &LsarLookupSids2, &lsarpc, 57 },
    { "LsarLookupNames3", &LsarLookupNames3, &lsarpc, 68 },
};

static void operations_have_their_opnums(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
        print_message("# %s\n", ops[i].name);
        assert_string_equal(ops[i].op->name, ops[i].name);
        assert_ptr_equal(ops[i].op->interface, ops[i].interface);
        assert_int_equal(ops[i].op->opnum, ops[i].opnum);
    }
}

static void every_operation_is_counted(void **state)
{
    size_t counted = 0;
    (void)state;
    while (all_ops(counted))
        counted++;
    assert_int_equal(counted, sizeof ops / sizeof *ops);
}

/* What is lost on the way may be sent again only when it changes nothing. */
static void operations_that_only_read_say_so(void **state)
{
    static const struct rpc_op *const changing[] = {
        &NetrFileClose,
        &NetrSessionDel,
        &NetrShareAdd,
        &NetrShareSetInfo,
        &NetrShareDel,
        &NetrShareDelSticky,
        &NetrShareDelEx,
        &NetrServerSetInfo,
        &NetrServerTransportAdd,
        &NetrServerTransportDel,
        &NetrServerTransportAddEx,
        &NetrServerTransportDelEx,
        &NetrServerAliasAdd,
        &NetrServerAliasDel,
        &NetrWkstaSetInfo,
        &NetrWkstaTransportAdd,
        &NetrWkstaTransportDel,
        &NetrAddAlternateComputerName,
        &NetrRemoveAlternateComputerName,
        &NetrSetPrimaryComputerName,
    };
    (void)state;
    for (size_t i = 0; rpc_ops[i]; i++) {
        bool changes = false;
        for (size_t n = 0; n < sizeof changing / sizeof *changing; n++)
            changes |= rpc_ops[i] == changing[n];
        print_message("# %s\n", rpc_ops[i]->name);
        assert_int_equal(rpc_ops[i]->repeatable, !changes);
    }
    /* a handle is of the connection that was lost */
    for (size_t i = 0; samr_ops[i]; i++)
        assert_false(samr_ops[i]->repeatable);
    for (size_t i = 0; lsarpc_ops[i]; i++)
        assert_false(lsarpc_ops[i]->repeatable);
}

static void no_two_operations_are_one(void **state)
{
    (void)state;
    for (size_t a = 0; all_ops(a); a++) {
        for (size_t b = 0; b < a; b++) {
            assert_string_not_equal(all_ops(a)->name, all_ops(b)->name);
            assert_false(all_ops(a)->interface == all_ops(b)->interface &&
                         all_ops(a)->opnum == all_ops(b)->opnum);
        }
    }
}

static void every_operation_of_a_server_starts_with_its_name(void **state)
{
    (void)state;
    for (size_t i = 0; rpc_ops[i]; i++) {
        const struct ndr_params *in = &rpc_ops[i]->in;
        print_message("# %s\n", rpc_ops[i]->name);
        assert_true(in->n_fields);
        assert_string_equal(in->fields[0].name, "server");
        assert_int_equal(in->fields[0].kind, NDR_WSTR);
    }
}

/* [MS-SAMR] 3.1.5.1 and 3.1.5.10: the first handle is had by a connect; who changes a password
 * needs none. */
static void every_operation_on_accounts_starts_with_a_handle(void **state)
{
    (void)state;
    for (size_t i = 0; samr_ops[i]; i++) {
        const struct ndr_field *first = samr_ops[i]->in.fields;
        bool connects = samr_ops[i] == &SamrConnect2 || samr_ops[i] == &SamrConnect5;
        print_message("# %s\n", samr_ops[i]->name);
        if (samr_ops[i] == &SamrUnicodeChangePasswordUser2 ||
            samr_ops[i] == &SamrUnicodeChangePasswordUser4) {
            assert_string_equal(first->name, "host");
            continue;
        }
        assert_string_equal(first->name, connects ? "server" : "handle");
        assert_int_equal(first->kind, connects ? NDR_WSTR : NDR_INLINE);
        assert_true(connects || first->max == SAMR_HANDLE_SIZE);
    }
    for (size_t i = 0; lsarpc_ops[i]; i++)
        assert_string_equal(lsarpc_ops[i]->in.fields->name,
                            lsarpc_ops[i] == &LsarOpenPolicy2 ? "server" : "handle");
}

/* The remote provider takes the last parameter for the result of the call. */
static void every_operation_ends_with_its_result(void **state)
{
    (void)state;
    for (size_t i = 0; all_ops(i); i++) {
        const struct ndr_params *out = &all_ops(i)->out;
        print_message("# %s\n", all_ops(i)->name);
        assert_true(out->n_fields);
        assert_string_equal(out->fields[out->n_fields - 1].name, "status");
        assert_int_equal(out->fields[out->n_fields - 1].kind, NDR_U32);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_have_as_many_members_as_on_the_wire),
        cmocka_unit_test(records_of_accounts_have_their_size_on_the_wire),
        cmocka_unit_test(rows_stand_in_the_order_of_the_structure),
        cmocka_unit_test(every_level_that_is_listed_is_there),
        cmocka_unit_test(levels_of_one_member_have_its_number),
        cmocka_unit_test(operations_have_their_opnums),
        cmocka_unit_test(every_operation_is_counted),
        cmocka_unit_test(operations_that_only_read_say_so),
        cmocka_unit_test(no_two_operations_are_one),
        cmocka_unit_test(every_operation_of_a_server_starts_with_its_name),
        cmocka_unit_test(every_operation_on_accounts_starts_with_a_handle),
        cmocka_unit_test(every_operation_ends_with_its_result),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
