/* SPDX-License-Identifier: MIT */
/* [MS-SAMR] as rows: records of 2.2, and the operations of 3.1.5 with their parameters in wire
 * order (appendix A). */
#include "layout/samr.h"

#include "base/limits.h"
#include "layout/ops.h"

/* ---- Records ---- */

#define USTR(T, m) F_USTR(struct T, m, NET_STRING_MAX)
#define TYPE(T, ...)                                                                               \
    static const struct ndr_field T##_rows[] = { __VA_ARGS__ };                                    \
    static const struct ndr_type T##_type = NDR_TYPE(struct T, T##_rows)

TYPE(samr_number, F_U32(struct samr_number, value, 0));
TYPE(samr_name, USTR(samr_name, name));
TYPE(samr_sid, F_SID(struct samr_sid, sid));
TYPE(samr_entry, F_U32(struct samr_entry, rid, 0), USTR(samr_entry, name));
TYPE(samr_membership, F_U32(struct samr_membership, rid, 0),
     F_U32(struct samr_membership, attributes, 0));
TYPE(samr_members, F_U32(struct samr_members, count, 0),
     F_ARRAY(struct samr_members, rids, struct samr_number, count, &samr_number_type,
             NET_ENTRIES_MAX),
     F_ARRAY(struct samr_members, attributes, struct samr_number, count, &samr_number_type,
             NET_ENTRIES_MAX));

#define USER(m)   USTR(samr_user, m)
#define SECRET(m) F_USTR_SECRET(struct samr_user, m, NET_STRING_MAX)
TYPE(samr_user, F_OLD_U64(struct samr_user, last_logon), F_OLD_U64(struct samr_user, last_logoff),
     F_OLD_U64(struct samr_user, password_last_set), F_OLD_U64(struct samr_user, account_expires),
     F_OLD_U64(struct samr_user, password_can_change),
     F_OLD_U64(struct samr_user, password_must_change), USER(name), USER(full_name), USER(home_dir),
     USER(home_dir_drive), USER(script_path), USER(profile), USER(comment), USER(workstations),
     USER(usr_comment), USER(parms), SECRET(lm_hash), SECRET(nt_hash), SECRET(private_data),
     F_U32(struct samr_user, sd_len, 0),
     F_SECDESC(struct samr_user, sd, sd_len, 0, NET_SECDESC_MAX),
     F_U32(struct samr_user, user_id, 0), F_U32(struct samr_user, primary_group_id, 0),
     F_U32(struct samr_user, control, 0), F_U32(struct samr_user, which, 0),
     F_U16(struct samr_user, units_per_week),
     F_HOURS(struct samr_user, logon_hours, units_per_week), F_U16(struct samr_user, bad_pw_count),
     F_U16(struct samr_user, num_logons), F_U16(struct samr_user, country_code),
     F_U16(struct samr_user, code_page), F_U8(struct samr_user, lm_present),
     F_U8(struct samr_user, nt_present), F_U8(struct samr_user, password_expired),
     F_U8(struct samr_user, private_sensitive));

TYPE(samr_password, F_INLINE_SECRET(struct samr_password, password, 516));
TYPE(samr_hash, F_INLINE_SECRET(struct samr_hash, hash, 16));
TYPE(samr_byte, F_U8(struct samr_byte, value));
TYPE(samr_password_salted, F_INLINE_SECRET(struct samr_password_salted, password, 532),
     F_U8(struct samr_password_salted, expired));
TYPE(samr_aes, F_INLINE(struct samr_aes, auth_data, 64), F_INLINE(struct samr_aes, salt, 16),
     F_U32(struct samr_aes, len, 0),
     F_ARRAY(struct samr_aes, cipher, struct samr_byte, len, &samr_byte_type, 1024),
     F_U64(struct samr_aes, iterations));
TYPE(samr_password_aes, F_STRUCT(struct samr_password_aes, aes, struct samr_aes, &samr_aes_type),
     F_U8(struct samr_password_aes, expired));

static const struct net_level user_classes[] = {
    { SAMR_USER_ALL, &samr_user_type, NET_GET | NET_SET },
    { SAMR_USER_PASSWORD_SALTED, &samr_password_salted_type, NET_SET },
    { SAMR_USER_PASSWORD_AES, &samr_password_aes_type, NET_SET },
};
const struct net_family samr_users = NET_FAMILY("SAM user", user_classes);

TYPE(samr_group, USTR(samr_group, name), F_U32(struct samr_group, attributes, 0),
     F_U32(struct samr_group, members, 0), USTR(samr_group, comment));
static const struct net_level group_classes[] = {
    { SAMR_GROUP_GENERAL, &samr_group_type, NET_GET },
    { SAMR_GROUP_NAME, &samr_name_type, NET_SET },
    { SAMR_GROUP_ATTRIBUTE, &samr_number_type, NET_SET },
    { SAMR_GROUP_COMMENT, &samr_name_type, NET_SET },
};
const struct net_family samr_groups = NET_FAMILY("SAM group", group_classes);

TYPE(samr_alias, USTR(samr_alias, name), F_U32(struct samr_alias, members, 0),
     USTR(samr_alias, comment));
static const struct net_level alias_classes[] = {
    { SAMR_ALIAS_GENERAL, &samr_alias_type, NET_GET },
    { SAMR_ALIAS_NAME, &samr_name_type, NET_SET },
    { SAMR_ALIAS_COMMENT, &samr_name_type, NET_SET },
};
const struct net_family samr_aliases = NET_FAMILY("SAM alias", alias_classes);

TYPE(samr_domain_password, F_U16(struct samr_domain_password, min_passwd_len),
     F_U16(struct samr_domain_password, password_hist_len),
     F_U32(struct samr_domain_password, properties, 0),
     F_OLD_U64(struct samr_domain_password, max_passwd_age),
     F_OLD_U64(struct samr_domain_password, min_passwd_age));
TYPE(samr_domain_logoff, F_OLD_U64(struct samr_domain_logoff, force_logoff));
/* An IDL enum, but the arms of this union are aligned to more than its 16 bits, and so is what
 * comes behind; Samba has it as 32 bits, which are the same bytes. */
TYPE(samr_domain_role, F_U32(struct samr_domain_role, role, 0));
TYPE(samr_domain_lockout, F_U64(struct samr_domain_lockout, duration),
     F_U64(struct samr_domain_lockout, window), F_U16(struct samr_domain_lockout, threshold));
static const struct net_level domain_classes[] = {
    { SAMR_DOMAIN_PASSWORD, &samr_domain_password_type, NET_GET | NET_SET },
    { SAMR_DOMAIN_LOGOFF, &samr_domain_logoff_type, NET_GET | NET_SET },
    { SAMR_DOMAIN_NAME, &samr_name_type, NET_GET },
    { SAMR_DOMAIN_REPLICATION, &samr_name_type, NET_GET | NET_SET },
    { SAMR_DOMAIN_ROLE, &samr_domain_role_type, NET_GET | NET_SET },
    { SAMR_DOMAIN_LOCKOUT, &samr_domain_lockout_type, NET_GET | NET_SET },
};
const struct net_family samr_domains = NET_FAMILY("SAM domain", domain_classes);

#define DISPLAY(T)                                                                                 \
    F_U32(struct T, index, 0), F_U32(struct T, rid, 0), F_U32(struct T, control, 0),               \
        USTR(T, name), USTR(T, comment)
TYPE(samr_display_user, DISPLAY(samr_display_user), USTR(samr_display_user, full_name));
TYPE(samr_display_other, DISPLAY(samr_display_other));
static const struct net_level display_classes[] = {
    { SAMR_DISPLAY_USER, &samr_display_user_type, NET_ENUM },
    { SAMR_DISPLAY_MACHINE, &samr_display_other_type, NET_ENUM },
    { SAMR_DISPLAY_GROUP, &samr_display_other_type, NET_ENUM },
};
const struct net_family samr_displays = NET_FAMILY("SAM display", display_classes);

/* ---- Operations ---- */

#define HANDLE     F_INLINE(struct samr_frame, handle, SAMR_HANDLE_SIZE)
#define OPENED     F_INLINE(struct samr_frame, opened, SAMR_HANDLE_SIZE)
#define NUMBER(m)  F_U32(struct samr_frame, m, 0)
#define NAME       F_USTR(struct samr_frame, name, NET_STRING_MAX)
#define CLASS      F_ENUM16(struct samr_frame, class)
#define STATUS     F_U32(struct samr_frame, status, 0)
#define NUMBERS(m) F_CONTAINER(struct samr_frame, m, &samr_number_type, NET_ENTRIES_MAX, 0)

/* A call that only reads may be sent again, but its handle is of the connection that was lost: so
 * none is repeatable here; provider/remote/sam.c starts anew. */
#define OP(opnum, op, in, out)                                                                     \
    const struct rpc_op op = { &samr, opnum, #op, NDR_PARAMS(in), NDR_PARAMS(out), NULL, false }

static const struct ndr_field status_out[] = { STATUS };
static const struct ndr_field opened_out[] = { OPENED, STATUS };
static const struct ndr_field closed_out[] = { HANDLE, STATUS };
static const struct ndr_field sid_out[] = { F_SID(struct samr_frame, sid), STATUS };
static const struct ndr_field handle_in[] = { HANDLE };

/* 3.1.5.1: the union of revisions has one arm, of two integers */
#define REVISION NUMBER(version), NUMBER(tag), NUMBER(revision), NUMBER(features)
static const struct ndr_field connect5_in[] = {
    F_WSTR(struct samr_frame, server, 0, SERVER_NAME_MAX), NUMBER(access), REVISION
};
static const struct ndr_field connect5_out[] = { REVISION, OPENED, STATUS };
OP(64, SamrConnect5, connect5_in, connect5_out);
static const struct ndr_field connect2_in[] = {
    F_WSTR(struct samr_frame, server, 0, SERVER_NAME_MAX), NUMBER(access)
};
OP(57, SamrConnect2, connect2_in, opened_out);
OP(1, SamrCloseHandle, handle_in, closed_out);

static const struct ndr_field open_domain_in[] = { HANDLE, NUMBER(access),
                                                   F_REF_SID(struct samr_frame, sid) };
OP(7, SamrOpenDomain, open_domain_in, opened_out);
static const struct ndr_field open_in[] = { HANDLE, NUMBER(access), NUMBER(rid) };
OP(34, SamrOpenUser, open_in, opened_out);
OP(19, SamrOpenGroup, open_in, opened_out);
OP(27, SamrOpenAlias, open_in, opened_out);

/* 3.1.5.2 */
#define ENTRIES F_LIST_PTR(struct samr_frame, list, &samr_entry_type, NET_ENTRIES_MAX)
static const struct ndr_field enum_in[] = { HANDLE, NUMBER(context), NUMBER(prefmaxlen) };
static const struct ndr_field enum_users_in[] = { HANDLE, NUMBER(context), NUMBER(type),
                                                  NUMBER(prefmaxlen) };
static const struct ndr_field enum_out[] = { NUMBER(context), ENTRIES, NUMBER(count), STATUS };
OP(6, SamrEnumerateDomainsInSamServer, enum_in, enum_out);
OP(11, SamrEnumerateGroupsInDomain, enum_in, enum_out);
OP(13, SamrEnumerateUsersInDomain, enum_users_in, enum_out);
OP(15, SamrEnumerateAliasesInDomain, enum_in, enum_out);

/* 3.1.5.3 */
static const struct ndr_field display_in[] = { HANDLE, CLASS, NUMBER(index), NUMBER(entries),
                                               NUMBER(prefmaxlen) };
static const struct ndr_field display_out[] = {
    NUMBER(total), NUMBER(returned),
    F_REF_LIST(struct samr_frame, list, class, &samr_displays, NET_ENTRIES_MAX), STATUS
};
OP(51, SamrQueryDisplayInformation3, display_in, display_out);
static const struct ndr_field display_index_in[] = { HANDLE, CLASS, NAME };
static const struct ndr_field display_index_out[] = { NUMBER(index), STATUS };
OP(49, SamrGetDisplayEnumerationIndex2, display_index_in, display_index_out);

/* 3.1.5.11 */
static const struct ndr_field lookup_domain_in[] = { HANDLE, NAME };
OP(5, SamrLookupDomainInSamServer, lookup_domain_in, sid_out);
static const struct ndr_field lookup_names_in[] = {
    HANDLE, NUMBER(count), F_VARRAY(struct samr_frame, list, &samr_name_type, SAMR_NAMES_MAX)
};
static const struct ndr_field lookup_names_out[] = { NUMBERS(list), NUMBERS(second), STATUS };
OP(17, SamrLookupNamesInDomain, lookup_names_in, lookup_names_out);
static const struct ndr_field lookup_ids_in[] = {
    HANDLE, NUMBER(count), F_VARRAY(struct samr_frame, list, &samr_number_type, SAMR_NAMES_MAX)
};
static const struct ndr_field lookup_ids_out[] = { F_CONTAINER(struct samr_frame, list,
                                                               &samr_name_type, NET_ENTRIES_MAX, 0),
                                                   NUMBERS(second), STATUS };
OP(18, SamrLookupIdsInDomain, lookup_ids_in, lookup_ids_out);
static const struct ndr_field rid_in[] = { HANDLE, NUMBER(rid) };
OP(65, SamrRidToSid, rid_in, sid_out);

/* 3.1.5.5, 3.1.5.6 */
static const struct ndr_field query_in[] = { HANDLE, CLASS };
#define QUERY_AND_SET(query_opnum, query, set_opnum, set, family)                                  \
    static const struct ndr_field query##_out[] = {                                                \
        F_CLASS(struct samr_frame, info, class, family, NET_GET), STATUS                           \
    };                                                                                             \
    static const struct ndr_field set##_in[] = {                                                   \
        HANDLE, CLASS, F_REF_CLASS(struct samr_frame, info, class, family, NET_SET)                \
    };                                                                                             \
    OP(query_opnum, query, query_in, query##_out);                                                 \
    OP(set_opnum, set, set##_in, status_out)
QUERY_AND_SET(8, SamrQueryInformationDomain, 9, SamrSetInformationDomain, &samr_domains);
QUERY_AND_SET(20, SamrQueryInformationGroup, 21, SamrSetInformationGroup, &samr_groups);
QUERY_AND_SET(28, SamrQueryInformationAlias, 29, SamrSetInformationAlias, &samr_aliases);
QUERY_AND_SET(36, SamrQueryInformationUser, 58, SamrSetInformationUser2, &samr_users);

/* 3.1.5.4, 3.1.5.7 */
static const struct ndr_field create_in[] = { HANDLE, NAME, NUMBER(access) };
static const struct ndr_field create_out[] = { OPENED, NUMBER(rid), STATUS };
OP(10, SamrCreateGroupInDomain, create_in, create_out);
OP(14, SamrCreateAliasInDomain, create_in, create_out);
static const struct ndr_field create_user_in[] = { HANDLE, NAME, NUMBER(type), NUMBER(access) };
static const struct ndr_field create_user_out[] = { OPENED, NUMBER(granted), NUMBER(rid), STATUS };
OP(50, SamrCreateUser2InDomain, create_user_in, create_user_out);
OP(23, SamrDeleteGroup, handle_in, closed_out);
OP(30, SamrDeleteAlias, handle_in, closed_out);
OP(35, SamrDeleteUser, handle_in, closed_out);

/* 3.1.5.8, 3.1.5.9 */
static const struct ndr_field groups_out[] = {
    F_LIST_PTR(struct samr_frame, list, &samr_membership_type, NET_ENTRIES_MAX), STATUS
};
OP(39, SamrGetGroupsForUser, handle_in, groups_out);
#define SIDS F_CONTAINER(struct samr_frame, list, &samr_sid_type, NET_ENTRIES_MAX, 0)
static const struct ndr_field alias_membership_in[] = { HANDLE, SIDS };
static const struct ndr_field alias_membership_out[] = { NUMBERS(list), STATUS };
OP(16, SamrGetAliasMembership, alias_membership_in, alias_membership_out);

static const struct ndr_field add_to_group_in[] = { HANDLE, NUMBER(rid), NUMBER(type) };
OP(22, SamrAddMemberToGroup, add_to_group_in, status_out);
OP(24, SamrRemoveMemberFromGroup, rid_in, status_out);
static const struct ndr_field group_members_out[] = {
    F_PTR(struct samr_frame, info, &samr_members_type), STATUS
};
OP(25, SamrGetMembersInGroup, handle_in, group_members_out);

static const struct ndr_field sid_in[] = { HANDLE, F_REF_SID(struct samr_frame, sid) };
OP(31, SamrAddMemberToAlias, sid_in, status_out);
OP(32, SamrRemoveMemberFromAlias, sid_in, status_out);
OP(45, SamrRemoveMemberFromForeignDomain, sid_in, status_out);
static const struct ndr_field alias_members_out[] = { SIDS, STATUS };
OP(33, SamrGetMembersInAlias, handle_in, alias_members_out);

/* 3.1.5.10: no handle, the old password is the right to it */
#define HOST F_PTR_TO(struct samr_frame, host, struct samr_name, &samr_name_type)
static const struct ndr_field change_rc4_in[] = {
    HOST,
    NAME,
    F_PTR(struct samr_frame, password, &samr_password_type),
    F_PTR(struct samr_frame, hash, &samr_hash_type),
    F_U8(struct samr_frame, lm_present),
    F_PTR(struct samr_frame, lm_password, &samr_password_type),
    F_PTR(struct samr_frame, lm_hash, &samr_hash_type),
};
OP(55, SamrUnicodeChangePasswordUser2, change_rc4_in, status_out);
static const struct ndr_field change_aes_in[] = { HOST, NAME,
                                                  F_REF(struct samr_frame, info, &samr_aes_type) };
OP(73, SamrUnicodeChangePasswordUser4, change_aes_in, status_out);

const struct rpc_op *const samr_ops[] = {
    &SamrConnect2,
    &SamrConnect5,
    &SamrCloseHandle,
    &SamrLookupDomainInSamServer,
    &SamrEnumerateDomainsInSamServer,
    &SamrOpenDomain,
    &SamrOpenUser,
    &SamrOpenGroup,
    &SamrOpenAlias,
    &SamrEnumerateUsersInDomain,
    &SamrEnumerateGroupsInDomain,
    &SamrEnumerateAliasesInDomain,
    &SamrQueryDisplayInformation3,
    &SamrGetDisplayEnumerationIndex2,
    &SamrLookupNamesInDomain,
    &SamrLookupIdsInDomain,
    &SamrRidToSid,
    &SamrQueryInformationDomain,
    &SamrSetInformationDomain,
    &SamrQueryInformationUser,
    &SamrSetInformationUser2,
    &SamrQueryInformationGroup,
    &SamrSetInformationGroup,
    &SamrQueryInformationAlias,
    &SamrSetInformationAlias,
    &SamrCreateUser2InDomain,
    &SamrCreateGroupInDomain,
    &SamrCreateAliasInDomain,
    &SamrDeleteUser,
    &SamrDeleteGroup,
    &SamrDeleteAlias,
    &SamrGetGroupsForUser,
    &SamrGetAliasMembership,
    &SamrAddMemberToGroup,
    &SamrRemoveMemberFromGroup,
    &SamrGetMembersInGroup,
    &SamrAddMemberToAlias,
    &SamrRemoveMemberFromAlias,
    &SamrGetMembersInAlias,
    &SamrRemoveMemberFromForeignDomain,
    &SamrUnicodeChangePasswordUser2,
    &SamrUnicodeChangePasswordUser4,
    NULL,
};
