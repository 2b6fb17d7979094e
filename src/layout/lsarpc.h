/* SPDX-License-Identifier: MIT */
/*
 * The local security authority as it is on the wire: what turns names of accounts into SIDs and
 * back, and tells whose accounts a server has. [MS-LSAT] 2.2 and 3.1.4, [MS-LSAD] 2.2 and 3.1.4.4.
 */
#ifndef LAYOUT_LSARPC_H
#define LAYOUT_LSARPC_H

#include "rpc/op.h"
#include "windef.h"

#define LSA_HANDLE_SIZE 20u
#define LSA_SIDS_MAX    20480u /* of one look-up, [MS-LSAT] 2.2.18 */
#define LSA_NAMES_MAX   1000u  /* the same, 3.1.4.6 */

/* LSAPR_OBJECT_ATTRIBUTES, [MS-LSAD] 2.2.9: a server looks at the root alone, which must be NULL.
 * So the four pointers are never anything else, and stand for themselves as numbers. */
struct lsa_attributes {
    DWORD length, root, name, attributes, descriptor, quality;
};

/* One frame for all operations; each has rows for the members that it takes and gives. */
struct lsa_frame {
    BYTE handle[LSA_HANDLE_SIZE];     /* in: the policy; out: zeros when it was closed */
    BYTE opened[LSA_HANDLE_SIZE];     /* out: the policy */
    LPWSTR server;                    /* in: of the policy */
    struct lsa_attributes attributes; /* in: zeros */
    DWORD access;                     /* in: rights that are wanted */
    DWORD class;                      /* in: enum lsa_policy_class */
    DWORD level;                      /* in: enum lsa_lookup_level */
    DWORD options, revision;          /* in: of a look-up */
    DWORD mapped;                     /* in: 0; out: how many were found */
    struct net_list list;             /* in: names or SIDs */
    struct net_list found;            /* in: empty; out: what each of them is */
    void *info;                       /* out: struct lsa_domain_list, or one record of the class */
    DWORD status;                     /* out: NTSTATUS */
};

/* ---- Records ---- */

struct lsa_name {
    LPWSTR name;
};
struct lsa_sid {
    PSID sid;
};
struct lsa_domain { /* LSAPR_TRUST_INFORMATION, and what a policy says of its domains */
    LPWSTR name;
    PSID sid;
};
struct lsa_domain_list { /* LSAPR_REFERENCED_DOMAIN_LIST */
    DWORD count;
    struct lsa_domain *domains;
    DWORD max; /* means nothing */
};
struct lsa_found_name { /* LSAPR_TRANSLATED_NAME_EX */
    DWORD use;          /* SID_NAME_USE */
    LPWSTR name;
    LONG domain; /* index of the domain list; negative: none */
    DWORD flags;
};
struct lsa_found_sid { /* LSAPR_TRANSLATED_SID_EX2 */
    DWORD use;         /* SID_NAME_USE */
    PSID sid;
    LONG domain;
    DWORD flags;
};

enum lsa_policy_class { LSA_PRIMARY_DOMAIN = 3, LSA_ACCOUNT_DOMAIN = 5 };
enum lsa_lookup_level { LSA_LOOKUP_WKSTA = 1 };         /* everywhere the server can look, 2.2.16 */
enum lsa_client_revision { LSA_CLIENT_REVISION_2 = 2 }; /* we know of DNS names and forests */

/* Classes as levels. */
extern const struct net_family lsa_policies;

/* ---- Operations ---- */

extern const struct rpc_op LsarClose, LsarOpenPolicy2, LsarQueryInformationPolicy;

/* They succeed also when some or all are not found, which each entry says for itself. */
extern const struct rpc_op LsarLookupSids2, LsarLookupNames3;

/* All of them, for the tests that run over every table; NULL ends the list. */
extern const struct rpc_op *const lsarpc_ops[];

#endif
