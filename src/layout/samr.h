/* SPDX-License-Identifier: MIT */
/*
 * The account database as it is on the wire: the frame of its operations and the records that they
 * carry, [MS-SAMR] 2.2 and 3.1.5. No published structure looks like these; layout/user.h has what
 * is made of them.
 */
#ifndef LAYOUT_SAMR_H
#define LAYOUT_SAMR_H

#include "rpc/op.h"
#include "windef.h"

#define SAMR_HANDLE_SIZE 20u
#define SAMR_NAMES_MAX   1000u /* names or ids of one look-up, [MS-SAMR] 3.1.5.11.2 */

struct samr_name;

/* One frame for all operations; each has rows for the members that it takes and gives. */
struct samr_frame {
    BYTE handle[SAMR_HANDLE_SIZE];          /* in: what is asked; out: zeros when it was closed */
    BYTE opened[SAMR_HANDLE_SIZE];          /* out: what was opened or created */
    LPWSTR server;                          /* in: of a connect */
    LPWSTR name;                            /* in: of a domain, of what is created; a prefix */
    DWORD access;                           /* in: rights that are wanted */
    DWORD granted;                          /* out: rights that were given */
    DWORD version, tag, revision, features; /* in, out: of a connect */
    DWORD rid;                   /* in: of what is opened or added; out: of what was created */
    DWORD class;                 /* in: which information, as the specification numbers it */
    DWORD type;                  /* in: of the account; attributes of a member */
    DWORD context;               /* in, out: of an enumeration; 0 to start */
    DWORD index, entries;        /* in: of a display query: from where, how many; out: where */
    DWORD prefmaxlen;            /* in: bytes */
    DWORD count;                 /* in: names or ids; out: entries */
    DWORD total, returned;       /* out: bytes there are and bytes given of a display query */
    PSID sid;                    /* in: of a domain or member; out: of a domain or account */
    void *info;                  /* in, out: one record */
    struct net_list list;        /* in: names, ids or SIDs; out: what an enumeration gives */
    struct net_list second;      /* out: what belongs to each of them */
    struct samr_name *host;      /* in: of a change of a password: the server's own name */
    void *password, *hash;       /* in: the new one by the old, the old hash by the new */
    void *lm_password, *lm_hash; /* in: the same of LAN Manager: NULL */
    BYTE lm_present;             /* in: 0 */
    DWORD status;                /* out: NTSTATUS */
};

/* ---- Records ---- */

struct samr_number { /* a rid, a SID_NAME_USE, attributes */
    DWORD value;
};
struct samr_name {
    LPWSTR name;
};
struct samr_sid {
    PSID sid;
};
struct samr_entry { /* of a domain, user, group or alias */
    DWORD rid;
    LPWSTR name;
};
struct samr_membership {
    DWORD rid, attributes;
};
struct samr_members { /* of a group: two arrays of one count */
    DWORD count;
    struct samr_number *rids, *attributes;
};

enum samr_user_class {
    SAMR_USER_ALL = 21,
    SAMR_USER_PASSWORD_SALTED = 26, /* by RC4 */
    SAMR_USER_PASSWORD_AES = 31,    /* which older servers lack */
};
/* SAMPR_ENCRYPTED_USER_PASSWORD and _NEW, ENCRYPTED_NT_OWF_PASSWORD and _PASSWORD_AES: 2.2.6.21,
 * 2.2.6.22, 2.2.3.3 and 2.2.6.32. */
struct samr_password {
    BYTE password[516];
};
struct samr_hash {
    BYTE hash[16];
};
struct samr_byte {
    BYTE value;
};
struct samr_password_salted {
    BYTE password[532], expired;
};
struct samr_aes {
    BYTE auth_data[64], salt[16];
    DWORD len;
    struct samr_byte *cipher;
    LARGE_INTEGER iterations;
};
struct samr_password_aes {
    struct samr_aes aes;
    BYTE expired;
};

struct samr_user { /* SAMPR_USER_ALL_INFORMATION, 2.2.6.6; times in 100 ns since 1601 */
    LARGE_INTEGER last_logon, last_logoff, password_last_set, account_expires;
    LARGE_INTEGER password_can_change, password_must_change;
    LPWSTR name, full_name, home_dir, home_dir_drive, script_path, profile, comment, workstations;
    LPWSTR usr_comment, parms;
    LPWSTR lm_hash, nt_hash, private_data; /* never given; NULL */
    DWORD sd_len;
    PSECURITY_DESCRIPTOR sd;
    DWORD user_id, primary_group_id;
    DWORD control; /* USER_* of 2.2.1.12 */
    DWORD which;   /* USER_ALL_* of 2.2.1.8: the members that count */
    WORD units_per_week;
    LPBYTE logon_hours;
    WORD bad_pw_count, num_logons, country_code, code_page;
    BYTE lm_present, nt_present, password_expired, private_sensitive;
};

enum samr_group_class {
    SAMR_GROUP_GENERAL = 1,
    SAMR_GROUP_NAME = 2,
    SAMR_GROUP_ATTRIBUTE = 3,
    SAMR_GROUP_COMMENT = 4
};
struct samr_group {
    LPWSTR name;
    DWORD attributes, members;
    LPWSTR comment;
};

enum samr_alias_class { SAMR_ALIAS_GENERAL = 1, SAMR_ALIAS_NAME = 2, SAMR_ALIAS_COMMENT = 3 };
struct samr_alias {
    LPWSTR name;
    DWORD members;
    LPWSTR comment;
};

enum samr_domain_class {
    SAMR_DOMAIN_PASSWORD = 1,
    SAMR_DOMAIN_LOGOFF = 3,
    SAMR_DOMAIN_NAME = 5,
    SAMR_DOMAIN_REPLICATION = 6,
    SAMR_DOMAIN_ROLE = 7,
    SAMR_DOMAIN_LOCKOUT = 12
};
struct samr_domain_password {
    WORD min_passwd_len, password_hist_len;
    DWORD properties;
    LARGE_INTEGER max_passwd_age, min_passwd_age; /* negative, 100 ns */
};
struct samr_domain_logoff {
    LARGE_INTEGER force_logoff; /* negative, 100 ns */
};
struct samr_domain_role {
    DWORD role;
};
struct samr_domain_lockout {
    LARGE_INTEGER duration, window; /* negative, 100 ns */
    WORD threshold;
};

enum samr_display_class { SAMR_DISPLAY_USER = 1, SAMR_DISPLAY_MACHINE = 2, SAMR_DISPLAY_GROUP = 3 };
struct samr_display_user {
    DWORD index, rid, control;
    LPWSTR name, comment, full_name;
};
struct samr_display_other { /* machines: control; groups: attributes */
    DWORD index, rid, control;
    LPWSTR name, comment;
};

/* Classes as levels: NET_GET is a query, NET_SET a change. */
extern const struct net_family samr_users, samr_groups, samr_aliases, samr_domains, samr_displays;

/* ---- Operations, 3.1.5 ---- */

extern const struct rpc_op SamrConnect2, SamrConnect5, SamrCloseHandle;
extern const struct rpc_op SamrLookupDomainInSamServer, SamrEnumerateDomainsInSamServer;
extern const struct rpc_op SamrOpenDomain, SamrOpenUser, SamrOpenGroup, SamrOpenAlias;
extern const struct rpc_op SamrEnumerateUsersInDomain, SamrEnumerateGroupsInDomain;
extern const struct rpc_op SamrEnumerateAliasesInDomain;
extern const struct rpc_op SamrQueryDisplayInformation3, SamrGetDisplayEnumerationIndex2;
extern const struct rpc_op SamrLookupNamesInDomain, SamrLookupIdsInDomain, SamrRidToSid;
extern const struct rpc_op SamrQueryInformationDomain, SamrSetInformationDomain;
extern const struct rpc_op SamrQueryInformationUser, SamrSetInformationUser2;
extern const struct rpc_op SamrQueryInformationGroup, SamrSetInformationGroup;
extern const struct rpc_op SamrQueryInformationAlias, SamrSetInformationAlias;
extern const struct rpc_op SamrCreateUser2InDomain, SamrCreateGroupInDomain,
    SamrCreateAliasInDomain;
extern const struct rpc_op SamrDeleteUser, SamrDeleteGroup, SamrDeleteAlias;
extern const struct rpc_op SamrGetGroupsForUser, SamrGetAliasMembership;
extern const struct rpc_op SamrAddMemberToGroup, SamrRemoveMemberFromGroup, SamrGetMembersInGroup;
extern const struct rpc_op SamrAddMemberToAlias, SamrRemoveMemberFromAlias, SamrGetMembersInAlias;
extern const struct rpc_op SamrRemoveMemberFromForeignDomain;
extern const struct rpc_op SamrUnicodeChangePasswordUser2, SamrUnicodeChangePasswordUser4;

/* All of them, for the tests that run over every table; NULL ends the list. */
extern const struct rpc_op *const samr_ops[];

#endif
