/* SPDX-License-Identifier: MIT */
/*
 * Users: records of [MS-SAMR] into the units of the API, and those into levels. What a level does
 * not show is not asked for: names come from the enumeration, comments and flags from display
 * queries, the rest from one query a user.
 */
#include "provider/remote/accounts.h"

#include <string.h>
#include <time.h>

#include "base/secdesc.h"
#include "lmaccess.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "winerror.h"

/* ---- Units ---- */

#define SAM_SECOND 10000000             /* units of 100 ns */
#define SAM_1970   INT64_C(11644473600) /* seconds from 1601 on */
#define SAM_NEVER  INT64_C(0x7FFFFFFFFFFFFFFF)

/* Seconds since 1970, or `never` for a time that has not come or will not. */
static DWORD unix_seconds(LARGE_INTEGER t, DWORD never)
{
    int64_t seconds = t.QuadPart / SAM_SECOND - SAM_1970;
    return t.QuadPart <= 0 || t.QuadPart == SAM_NEVER || seconds > UINT32_MAX
               ? never
               : (DWORD)(seconds < 0 ? 0 : seconds);
}

/* [MS-SAMR] 2.2.1.12 and 3.1.5.14.2: the same flags under other numbers. */
static const struct {
    DWORD control, flag;
} flags[] = {
    { 0x00000001, UF_ACCOUNTDISABLE },
    { 0x00000002, UF_HOMEDIR_REQUIRED },
    { 0x00000004, UF_PASSWD_NOTREQD },
    { 0x00000008, UF_TEMP_DUPLICATE_ACCOUNT },
    { 0x00000010, UF_NORMAL_ACCOUNT },
    { 0x00000020, UF_MNS_LOGON_ACCOUNT },
    { 0x00000040, UF_INTERDOMAIN_TRUST_ACCOUNT },
    { 0x00000080, UF_WORKSTATION_TRUST_ACCOUNT },
    { 0x00000100, UF_SERVER_TRUST_ACCOUNT },
    { 0x00000200, UF_DONT_EXPIRE_PASSWD },
    { 0x00000400, UF_LOCKOUT },
    { 0x00000800, UF_ENCRYPTED_TEXT_PASSWORD_ALLOWED },
    { 0x00001000, UF_SMARTCARD_REQUIRED },
    { 0x00002000, UF_TRUSTED_FOR_DELEGATION },
    { 0x00004000, UF_NOT_DELEGATED },
    { 0x00008000, UF_USE_DES_KEY_ONLY },
    { 0x00010000, UF_DONT_REQUIRE_PREAUTH },
    { 0x00020000, UF_PASSWORD_EXPIRED },
    { 0x00040000, UF_TRUSTED_TO_AUTHENTICATE_FOR_DELEGATION },
    { 0x00080000, UF_NO_AUTH_DATA_REQUIRED },
};

static DWORD flags_of(DWORD control)
{
    DWORD f = UF_SCRIPT; /* every account has it */
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (control & flags[i].control)
            f |= flags[i].flag;
    return f;
}

DWORD user_control(DWORD uf)
{
    DWORD control = 0;
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (uf & flags[i].flag)
            control |= flags[i].control;
    return control;
}

/* The control bits of the kinds of accounts that a filter lists; 0 for all. */
static DWORD control_of(DWORD kinds)
{
    return (kinds & FILTER_TEMP_DUPLICATE_ACCOUNT ? 0x08u : 0) |
           (kinds & FILTER_NORMAL_ACCOUNT ? 0x10u : 0) |
           (kinds & FILTER_INTERDOMAIN_TRUST_ACCOUNT ? 0x40u : 0) |
           (kinds & FILTER_WORKSTATION_TRUST_ACCOUNT ? 0x80u : 0) |
           (kinds & FILTER_SERVER_TRUST_ACCOUNT ? 0x100u : 0);
}

/* ---- What a user is by its memberships ---- */

#define RID_ADMINISTRATORS    544u /* aliases of the builtin domain, [MS-DTYP] 2.4.2.4 */
#define RID_GUESTS            546u
#define RID_ACCOUNT_OPERATORS 548u
#define RID_SERVER_OPERATORS  549u
#define RID_PRINT_OPERATORS   550u

static void grant(struct user_record *r, DWORD alias)
{
    switch (alias) {
    case RID_ADMINISTRATORS: r->rec_priv = USER_PRIV_ADMIN; break;
    case RID_GUESTS:
        if (r->rec_priv != USER_PRIV_ADMIN)
            r->rec_priv = USER_PRIV_GUEST;
        break;
    case RID_ACCOUNT_OPERATORS: r->rec_auth_flags |= AF_OP_ACCOUNTS; break;
    case RID_SERVER_OPERATORS: r->rec_auth_flags |= AF_OP_SERVER; break;
    case RID_PRINT_OPERATORS: r->rec_auth_flags |= AF_OP_PRINT; break;
    default: break;
    }
}

/* The user's own SID and those of its groups: what an alias may have as a member. */
static NET_API_STATUS sids_of(struct sam *s, const struct sam_domain *d, DWORD rid,
                              const BYTE handle[SAMR_HANDLE_SIZE], struct net_list *sids)
{
    struct samr_frame frame = { .rid = 0 };
    memcpy(frame.handle, handle, SAMR_HANDLE_SIZE);
    NET_API_STATUS status = sam_call(s, &SamrGetGroupsForUser, &frame);
    if (status != NERR_Success)
        return status;
    const struct samr_membership *groups = frame.list.items;
    struct samr_sid *all = arena_new(&s->call->arena, (frame.list.count + (size_t)1) * sizeof *all);
    if (!all || !(all[0].sid = account_sid(s, d, rid)))
        return ERROR_NOT_ENOUGH_MEMORY;
    for (DWORD i = 0; i < frame.list.count; i++)
        if (!(all[i + 1].sid = account_sid(s, d, groups[i].rid)))
            return ERROR_NOT_ENOUGH_MEMORY;
    *sids = (struct net_list){ frame.list.count + 1, all };
    return NERR_Success;
}

static NET_API_STATUS read_rights(struct sam *s, const struct sam_domain *d,
                                  const BYTE handle[SAMR_HANDLE_SIZE], struct user_record *r)
{
    const struct sam_domain *builtin;
    struct samr_frame frame = { .rid = 0 };
    NET_API_STATUS status = sam_open_domain(s, SAM_BUILTIN, &builtin);
    if (status == NERR_Success)
        status = sids_of(s, d, r->rec_user_id, handle, &frame.list);
    if (status != NERR_Success)
        return status;
    memcpy(frame.handle, builtin->handle, SAMR_HANDLE_SIZE);
    status = sam_call(s, &SamrGetAliasMembership, &frame);
    if (status != NERR_Success)
        return status;
    const struct samr_number *aliases = frame.list.items;
    for (DWORD i = 0; i < frame.list.count; i++)
        grant(r, aliases[i].value);
    return NERR_Success;
}

/* ---- One user ---- */

static WCHAR any_server[] = u"\\\\*";
static BYTE all_hours[LOGON_HOURS_SIZE] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                            0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };

static DWORD password_age(LARGE_INTEGER set)
{
    time_t now = time(NULL);
    DWORD at = unix_seconds(set, 0);
    return at && now > (time_t)at ? (DWORD)(now - (time_t)at) : 0;
}

static void take_texts(const struct samr_user *u, struct user_record *r)
{
    r->rec_name = text_or_empty(u->name);
    r->rec_full_name = text_or_empty(u->full_name);
    r->rec_comment = text_or_empty(u->comment);
    r->rec_usr_comment = text_or_empty(u->usr_comment);
    r->rec_home_dir = text_or_empty(u->home_dir);
    r->rec_home_dir_drive = text_or_empty(u->home_dir_drive);
    r->rec_script_path = text_or_empty(u->script_path);
    r->rec_profile = text_or_empty(u->profile);
    r->rec_workstations = text_or_empty(u->workstations);
    r->rec_parms = text_or_empty(u->parms);
    r->rec_logon_server = any_server;
}

static void take_numbers(const struct samr_user *u, struct user_record *r)
{
    r->rec_flags = flags_of(u->control);
    r->rec_user_id = u->user_id;
    r->rec_primary_group_id = u->primary_group_id;
    r->rec_password_age = password_age(u->password_last_set);
    r->rec_last_logon = unix_seconds(u->last_logon, 0);
    r->rec_last_logoff = unix_seconds(u->last_logoff, 0);
    r->rec_acct_expires = unix_seconds(u->account_expires, TIMEQ_FOREVER);
    r->rec_max_storage = USER_MAXSTORAGE_UNLIMITED;
    r->rec_units_per_week = UNITS_PER_WEEK;
    r->rec_logon_hours =
        u->units_per_week == UNITS_PER_WEEK && u->logon_hours ? u->logon_hours : all_hours;
    r->rec_bad_pw_count = u->bad_pw_count;
    r->rec_num_logons = u->num_logons;
    r->rec_country_code = u->country_code;
    r->rec_code_page = u->code_page;
    r->rec_password_expired = u->password_expired;
    r->rec_priv = USER_PRIV_USER;
}

/* Everything the type has a member for. */
static NET_API_STATUS read_user(struct sam *s, const struct sam_domain *d, DWORD rid,
                                const struct ndr_type *type, struct user_record *r)
{
    struct samr_frame frame = { .class = SAMR_USER_ALL };
    BYTE handle[SAMR_HANDLE_SIZE];
    *r = (struct user_record){ 0 };
    NET_API_STATUS status = sam_open(s, &SamrOpenUser, d, rid, handle);
    if (status != NERR_Success)
        return status;
    memcpy(frame.handle, handle, SAMR_HANDLE_SIZE);
    status = sam_call(s, &SamrQueryInformationUser, &frame);
    if (status == NERR_Success && !frame.info)
        status = RPC_X_BAD_STUB_DATA;
    if (status == NERR_Success) {
        take_texts(frame.info, r);
        take_numbers(frame.info, r);
        r->rec_user_id = rid;
    }
    if (status == NERR_Success && ndr_member(type, "user_sid") &&
        !(r->rec_user_sid = account_sid(s, d, rid)))
        status = ERROR_NOT_ENOUGH_MEMORY;
    if (status == NERR_Success && ndr_member(type, "priv"))
        status = read_rights(s, d, handle, r);
    sam_close(s, handle);
    return status;
}

/* Opens the database's own accounts and looks a user up. */
NET_API_STATUS find_user(struct sam *s, LPCWSTR name, const struct sam_domain **d, DWORD *rid)
{
    NET_API_STATUS status = sam_open_domain(s, SAM_ACCOUNTS, d);
    return status == NERR_Success ? sam_lookup(s, *d, name, SidTypeUser, NERR_UserNotFound, rid)
                                  : status;
}

static NET_API_STATUS get_task(struct sam *s, void *arg)
{
    struct account_info *info = arg;
    const struct sam_domain *d;
    struct user_record r;
    DWORD rid;
    NET_API_STATUS status = find_user(s, info->name, &d, &rid);
    if (status == NERR_Success)
        status = read_user(s, d, rid, info->type, &r);
    return status == NERR_Success ? info_pack(s, info, &user_record, &r) : status;
}

NET_API_STATUS user_get(struct call *call, struct account_info *info)
{
    return sam_run(call, true, get_task, info);
}

/* ---- Lists ---- */

/* Can a list of the type be made of what a display query gives? */
static bool is_displayed(const struct ndr_type *type)
{
    static const char *const shown[] = { "name",    "full_name",  "comment", "flags",
                                         "user_id", "next_index", "user_sid" };
    size_t found = 0;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        found += ndr_member(type, shown[i]) != NULL;
    return found == type->n_fields;
}

static void take_display(const struct samr_display_user *u, LPWSTR full_name, struct user_record *r)
{
    *r = (struct user_record){ .rec_name = text_or_empty(u->name),
                               .rec_comment = text_or_empty(u->comment),
                               .rec_full_name = text_or_empty(full_name),
                               .rec_flags = flags_of(u->control),
                               .rec_user_id = u->rid,
                               .rec_next_index = u->index };
}

static bool add_displayed(struct rows *rows, DWORD class, DWORD control, const void *items, DWORD i)
{
    struct user_record r;
    const struct samr_display_user *user = (const struct samr_display_user *)items + i;
    const struct samr_display_other *other = (const struct samr_display_other *)items + i;
    if (class == SAMR_DISPLAY_USER) {
        take_display(user, user->full_name, &r);
        return (control && !(user->control & control)) || rows_add(rows, &user_record, &r);
    }
    if (class == SAMR_DISPLAY_GROUP)
        return rows_add(rows, &group_record,
                        &(struct group_record){ .rec_name = text_or_empty(other->name),
                                                .rec_comment = text_or_empty(other->comment),
                                                .rec_group_id = other->rid,
                                                .rec_attributes = other->control,
                                                .rec_next_index = other->index });
    /* the records of a user begin like those of all others */
    take_display((const struct samr_display_user *)(const void *)other, NULL, &r);
    return (control && !(other->control & control)) || rows_add(rows, &user_record, &r);
}

/* One display query. *index: from where; after it, where to go on. */
static NET_API_STATUS query_display(struct rows *rows, const struct sam_domain *d, DWORD class,
                                    DWORD control, const struct account_page *page, DWORD *index)
{
    struct samr_frame frame = {
        .class = class, .index = *index, .entries = page->entries, .prefmaxlen = page->prefmaxlen
    };
    memcpy(frame.handle, d->handle, SAMR_HANDLE_SIZE);
    NET_API_STATUS status = sam_call(rows->sam, &SamrQueryDisplayInformation3, &frame);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    for (DWORD i = 0; i < frame.list.count; i++)
        if (!add_displayed(rows, class, control, frame.list.items, i))
            return ERROR_NOT_ENOUGH_MEMORY;
    *index += frame.list.count;
    return status == ERROR_MORE_DATA && !frame.list.count ? NERR_Success : status;
}

static NET_API_STATUS display_task(struct sam *s, void *arg)
{
    struct account_page *page = arg;
    const struct sam_domain *d;
    struct rows rows = { .sam = s, .type = page->type };
    DWORD index = page->resume;
    NET_API_STATUS status = sam_open_domain(s, SAM_ACCOUNTS, &d);
    if (status == NERR_Success)
        status = query_display(&rows, d, page->class, 0, page, &index);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    page->resume = index;
    return rows_pack(&rows, page, status);
}

NET_API_STATUS display_list(struct call *call, struct account_page *page)
{
    return sam_run(call, true, display_task, page);
}

/* Two display queries list all users: people, then computers and trusts. The handle of the second
 * has this bit. */
#define RESUME_SECOND   0x80000000u
#define DISPLAY_ENTRIES UINT32_MAX

static NET_API_STATUS list_displayed(struct rows *rows, const struct sam_domain *d,
                                     struct account_page *page)
{
    DWORD control = control_of(page->kinds), index = page->resume & ~RESUME_SECOND;
    bool second = page->resume & RESUME_SECOND;
    NET_API_STATUS status;
    do {
        DWORD class = second ? SAMR_DISPLAY_MACHINE : SAMR_DISPLAY_USER;
        status = query_display(rows, d, class, control, page, &index);
        if (status == NERR_Success && !second) {
            second = true;
            index = 0;
            status = ERROR_MORE_DATA;
        }
        page->resume = index | (second ? RESUME_SECOND : 0);
    } while (status == ERROR_MORE_DATA &&
             (page->prefmaxlen == MAX_PREFERRED_LENGTH || !rows->count));
    return status;
}

/* Names and rids by the enumeration; more of each user as the type wants. */
static NET_API_STATUS add_entry(struct rows *rows, const struct sam_domain *d,
                                const struct samr_entry *entry)
{
    struct user_record r = { .rec_name = text_or_empty(entry->name) };
    if (rows->type->n_fields > 1) {
        NET_API_STATUS status = read_user(rows->sam, d, entry->rid, rows->type, &r);
        if (status == NERR_UserNotFound)
            return NERR_Success; /* deleted since it was listed */
        if (status != NERR_Success)
            return status;
    }
    return rows_add(rows, &user_record, &r) ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

static NET_API_STATUS list_entries(struct rows *rows, const struct sam_domain *d,
                                   struct account_page *page)
{
    NET_API_STATUS status;
    do {
        struct samr_frame frame = { .context = page->resume,
                                    .type = control_of(page->kinds),
                                    .prefmaxlen = page->prefmaxlen };
        memcpy(frame.handle, d->handle, SAMR_HANDLE_SIZE);
        status = sam_call(rows->sam, &SamrEnumerateUsersInDomain, &frame);
        if (status != NERR_Success && status != ERROR_MORE_DATA)
            return status;
        const struct samr_entry *entries = frame.list.items;
        for (DWORD i = 0; i < frame.list.count; i++) {
            NET_API_STATUS added = add_entry(rows, d, &entries[i]);
            if (added != NERR_Success)
                return added;
        }
        if (status == ERROR_MORE_DATA && frame.context == page->resume)
            return RPC_X_BAD_STUB_DATA; /* it would go on for ever */
        page->resume = frame.context;
    } while (status == ERROR_MORE_DATA &&
             (page->prefmaxlen == MAX_PREFERRED_LENGTH || !rows->count));
    return status;
}

static NET_API_STATUS enum_task(struct sam *s, void *arg)
{
    struct account_page *page = arg, part = *page;
    const struct sam_domain *d;
    struct rows rows = { .sam = s, .type = page->type };
    NET_API_STATUS status = sam_open_domain(s, SAM_ACCOUNTS, &d);
    part.entries = DISPLAY_ENTRIES;
    if (status == NERR_Success)
        status = is_displayed(page->type) && page->type->n_fields > 1
                     ? list_displayed(&rows, d, &part)
                     : list_entries(&rows, d, &part);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    *page = part;
    if (status == NERR_Success)
        page->resume = 0;
    return rows_pack(&rows, page, status);
}

NET_API_STATUS user_list(struct call *call, struct account_page *page)
{
    return sam_run(call, true, enum_task, page);
}

/* ---- What a user belongs to ---- */

static NET_API_STATUS groups_task(struct sam *s, void *arg)
{
    struct account_page *page = arg;
    const struct sam_domain *d;
    struct rows rows = { .sam = s, .type = page->type };
    struct samr_frame frame = { .rid = 0 };
    LPWSTR *names;
    DWORD rid;
    NET_API_STATUS status = find_user(s, page->name, &d, &rid);
    if (status == NERR_Success)
        status = sam_open(s, &SamrOpenUser, d, rid, frame.handle);
    if (status != NERR_Success)
        return status;
    status = sam_call(s, &SamrGetGroupsForUser, &frame);
    sam_close(s, frame.handle);
    if (status != NERR_Success)
        return status;
    const struct samr_membership *groups = frame.list.items;
    struct samr_number *rids =
        arena_new(&s->call->arena, (frame.list.count + (size_t)1) * sizeof *rids);
    if (!rids)
        return ERROR_NOT_ENOUGH_MEMORY;
    for (DWORD i = 0; i < frame.list.count; i++)
        rids[i].value = groups[i].rid;
    status = account_names(s, d, rids, frame.list.count, &names);
    for (DWORD i = 0; i < frame.list.count && status == NERR_Success; i++)
        if (names[i] && !rows_add(&rows, &group_record,
                                  &(struct group_record){ .rec_name = names[i],
                                                          .rec_attributes = groups[i].attributes }))
            status = ERROR_NOT_ENOUGH_MEMORY;
    return status == NERR_Success ? rows_pack_part(&rows, page) : status;
}

NET_API_STATUS user_groups_list(struct call *call, struct account_page *page)
{
    return sam_run(call, true, groups_task, page);
}

/* The aliases of one domain that the SIDs are members of. */
static NET_API_STATUS add_aliases(struct rows *rows, enum sam_domain_kind kind,
                                  const struct net_list *sids)
{
    const struct sam_domain *d;
    struct samr_frame frame = { .list = *sids };
    LPWSTR *names;
    NET_API_STATUS status = sam_open_domain(rows->sam, kind, &d);
    if (status != NERR_Success)
        return status;
    memcpy(frame.handle, d->handle, SAMR_HANDLE_SIZE);
    status = sam_call(rows->sam, &SamrGetAliasMembership, &frame);
    if (status == NERR_Success)
        status = account_names(rows->sam, d, frame.list.items, frame.list.count, &names);
    for (DWORD i = 0; i < frame.list.count && status == NERR_Success; i++)
        if (names[i] &&
            !rows_add(rows, &group_record, &(struct group_record){ .rec_name = names[i] }))
            status = ERROR_NOT_ENOUGH_MEMORY;
    return status;
}

static NET_API_STATUS aliases_task(struct sam *s, void *arg)
{
    struct account_page *page = arg;
    const struct sam_domain *d;
    struct rows rows = { .sam = s, .type = page->type };
    struct samr_sid own;
    struct net_list sids = { 1, &own };
    BYTE handle[SAMR_HANDLE_SIZE];
    DWORD rid;
    NET_API_STATUS status = find_user(s, page->name, &d, &rid);
    if (status == NERR_Success && !(own.sid = account_sid(s, d, rid)))
        status = ERROR_NOT_ENOUGH_MEMORY;
    if (status == NERR_Success && page->kinds & LG_INCLUDE_INDIRECT) {
        status = sam_open(s, &SamrOpenUser, d, rid, handle);
        if (status == NERR_Success) {
            status = sids_of(s, d, rid, handle, &sids);
            sam_close(s, handle);
        }
    }
    if (status == NERR_Success)
        status = add_aliases(&rows, SAM_ACCOUNTS, &sids);
    if (status == NERR_Success)
        status = add_aliases(&rows, SAM_BUILTIN, &sids);
    return status == NERR_Success ? rows_pack_part(&rows, page) : status;
}

NET_API_STATUS user_aliases_list(struct call *call, struct account_page *page)
{
    return sam_run(call, true, aliases_task, page);
}
