/* SPDX-License-Identifier: MIT */
/* What users, groups and local groups of a server's account database have in common: structures of
 * a level out of records, pages of them, and SIDs. */
#ifndef PROVIDER_REMOTE_ACCOUNTS_H
#define PROVIDER_REMOTE_ACCOUNTS_H

#include "layout/account.h"
#include "provider/remote/sam.h"

#define SAM_SECOND 10000000             /* times and spans are in units of 100 ns */
#define SAM_1970   INT64_C(11644473600) /* seconds from 1601, where times begin, on */

/* One structure that is asked for. */
struct account_info {
    LPCWSTR name;                /* in: of the account; NULL: of the database itself */
    DWORD level;                 /* in */
    const struct ndr_type *type; /* in: of the structure */
    void *block;                 /* out */
};

/* A part of a list that is asked for. */
struct account_page {
    LPCWSTR name;                /* in: of the account whose list it is; NULL: of the database */
    const struct ndr_type *type; /* in: of the structures */
    DWORD kinds;                 /* in: FILTER_* of lmaccess.h; 0: all. Or other flags */
    DWORD class;                 /* in: of a display query */
    DWORD entries, prefmaxlen;   /* in: at most so many, of so many bytes */
    DWORD resume;                /* in, out: 0 to start */
    void *block;                 /* out: the array; NULL without entries */
    DWORD count, total;          /* out: entries in it; entries from here on, as far as is known */
};

/* users.c. NERR_UserNotFound when there is none of the name; ERROR_MORE_DATA: there are more, from
 * page->resume on. */
NET_API_STATUS user_get(struct call *, struct account_info *);
NET_API_STATUS user_list(struct call *, struct account_page *);
NET_API_STATUS user_groups_list(struct call *, struct account_page *);
NET_API_STATUS user_aliases_list(struct call *, struct account_page *); /* kinds: LG_* */

/* user_set.c: what the level in `record` says of a user. The first member that cannot be, by its
 * PARMNUM, is *parm. */
struct account_change {
    LPCWSTR name; /* of the account; NULL for a new one */
    DWORD level;
    const struct ndr_type *type; /* of the structure */
    const void *record;          /* the structure */
    DWORD parm;                  /* out, with ERROR_INVALID_PARAMETER */
};
NET_API_STATUS user_add(struct call *, struct account_change *);
NET_API_STATUS user_set(struct call *, struct account_change *);
NET_API_STATUS user_delete(struct call *, LPCWSTR name);
NET_API_STATUS user_change_password(struct call *, LPCWSTR name, LPCWSTR old_password,
                                    LPCWSTR new_password);

/* groups.c. NERR_GroupNotFound when there is none of the name. */
NET_API_STATUS group_get(struct call *, struct account_info *);
NET_API_STATUS group_list(struct call *, struct account_page *);
NET_API_STATUS group_members_list(struct call *, struct account_page *);

/* aliases.c */
NET_API_STATUS alias_get(struct call *, struct account_info *);
NET_API_STATUS alias_list(struct call *, struct account_page *);

/* display.c: by name. ERROR_MORE_DATA: there are more, from page->resume on. */
NET_API_STATUS display_list(struct call *, struct account_page *);

/* policy.c */
NET_API_STATUS policy_get(struct call *, struct account_info *);

/* ---- accounts.c: what these files share ---- */

/* Structures of a type, until they are packed. */
struct rows {
    struct sam *sam;
    const struct ndr_type *type;
    uint8_t *items;
    size_t count, room;
};

/* One more, projected from a record. False when memory is short. */
bool rows_add(struct rows *, const struct ndr_type *from, const void *record);

/* Those that rids are of, with their attributes, which may be NULL; without those that have no name
 * in the domain. */
NET_API_STATUS rows_add_named(struct rows *, const struct sam_domain *,
                              const struct samr_number *rids, const struct samr_number *attributes,
                              DWORD count);

/* What an enumeration (SamrEnumerateUsersInDomain, ...) lists, by `add`, from *resume on: all, or
 * as much as prefmaxlen lets the server send. type: of the accounts. ERROR_MORE_DATA: there are
 * more, from *resume on. */
typedef NET_API_STATUS add_entry(struct rows *, const struct sam_domain *,
                                 const struct samr_entry *);
NET_API_STATUS rows_add_entries(struct rows *, const struct rpc_op *op, const struct sam_domain *,
                                DWORD type, DWORD prefmaxlen, DWORD *resume, add_entry *add);

/* All of them as the page's answer; status is what it ends with: NERR_Success or ERROR_MORE_DATA.
 */
NET_API_STATUS rows_pack(const struct rows *, struct account_page *, NET_API_STATUS status);

/* Those from page->resume on that fit, of a list that has been read whole. */
NET_API_STATUS rows_pack_part(const struct rows *, struct account_page *);

/* One structure, projected from a record, as an answer. */
NET_API_STATUS info_pack(const struct sam *, struct account_info *, const struct ndr_type *from,
                         const void *record);

/* The SID of an account: that of its domain and its rid. NULL when memory is short. */
PSID account_sid(struct sam *, const struct sam_domain *, DWORD rid);

/* users.c: the domain of a user of this name, and its rid. */
NET_API_STATUS find_user(struct sam *, LPCWSTR name, const struct sam_domain **, DWORD *rid);

/* users.c: the control bits that UF_* flags are, and back. */
DWORD user_control(DWORD flags);
DWORD user_flags(DWORD control);

/* display.c: one display query, for page->entries at most. control: bits of which an account must
 * have one; 0: of any kind. *index: from where; afterwards where to go on. */
NET_API_STATUS display_query(struct rows *, const struct sam_domain *, DWORD class, DWORD control,
                             const struct account_page *, DWORD *index);
#define DISPLAY_ENTRIES UINT32_MAX /* as many as there are */

/* An answer of this API has no NULL for an empty text. */
LPWSTR text_or_empty(LPWSTR text);

#endif
