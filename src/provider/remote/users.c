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

#define SAM_NEVER INT64_C(0x7FFFFFFFFFFFFFFF)

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

DWORD user_flags(DWORD control)
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
    return user_control(
        (kinds & FILTER_TEMP_DUPLICATE_ACCOUNT ? UF_TEMP_DUPLICATE_ACCOUNT : 0u) |
        (kinds & FILTER_NORMAL_ACCOUNT ? UF_NORMAL_ACCOUNT : 0u) |
        (kinds & FILTER_INTERDOMAIN_TRUST_ACCOUNT ? UF_INTERDOMAIN_TRUST_ACCOUNT : 0u) |
        (kinds & FILTER_WORKSTATION_TRUST_ACCOUNT ? UF_WORKSTATION_TRUST_ACCOUNT : 0u) |
        (kinds & FILTER_SERVER_TRUST_ACCOUNT ? UF_SERVER_TRUST_ACCOUNT : 0u));
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
    NET_API_STATUS status = sam_call_on(s, &SamrGetGroupsForUser, handle, &frame);
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
    status = sam_call_on(s, &SamrGetAliasMembership, builtin->handle, &frame);
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
    r->rec_flags = user_flags(u->control);
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
    status = sam_call_on(s, &SamrQueryInformationUser, handle, &frame);
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

NET_API_STATUS find_user(struct sam *s, LPCWSTR name, const struct sam_domain **d, DWORD *rid)
{
    return sam_lookup(s, SAM_ACCOUNTS, name, SidTypeUser, NERR_UserNotFound, d, rid);
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
    static const char *const shown[] = { "name", "full_name", "comment", "flags", "user_id" };
    size_t found = 0;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        found += ndr_member(type, shown[i]) != NULL;
    return found == type->n_fields;
}

/* Two display queries list all users: people, then computers and trusts. The handle of the second
 * has this bit. */
#define RESUME_SECOND 0x80000000u

static NET_API_STATUS list_displayed(struct rows *rows, const struct sam_domain *d,
                                     struct account_page *page)
{
    DWORD control = control_of(page->kinds), index = page->resume & ~RESUME_SECOND;
    bool second = page->resume & RESUME_SECOND;
    NET_API_STATUS status;
    do {
        DWORD class = second ? SAMR_DISPLAY_MACHINE : SAMR_DISPLAY_USER;
        status = display_query(rows, d, class, control, page, &index);
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
static NET_API_STATUS add_user(struct rows *rows, const struct sam_domain *d,
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

static NET_API_STATUS enum_task(struct sam *s, void *arg)
{
    struct account_page *page = arg, part = *page;
    const struct sam_domain *d;
    struct rows rows = { .sam = s, .type = page->type };
    NET_API_STATUS status = sam_open_domain(s, SAM_ACCOUNTS, &d);
    part.entries = DISPLAY_ENTRIES;
    if (status == NERR_Success)
        status =
            is_displayed(page->type) && page->type->n_fields > 1
                ? list_displayed(&rows, d, &part)
                : rows_add_entries(&rows, &SamrEnumerateUsersInDomain, d, control_of(part.kinds),
                                   part.prefmaxlen, &part.resume, add_user);
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
        arena_new(&s->call->arena, 2 * (frame.list.count + (size_t)1) * sizeof *rids);
    if (!rids)
        return ERROR_NOT_ENOUGH_MEMORY;
    struct samr_number *attributes = rids + frame.list.count;
    for (DWORD i = 0; i < frame.list.count; i++) {
        rids[i].value = groups[i].rid;
        attributes[i].value = groups[i].attributes;
    }
    status = rows_add_named(&rows, d, rids, attributes, frame.list.count);
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
    NET_API_STATUS status = sam_open_domain(rows->sam, kind, &d);
    if (status != NERR_Success)
        return status;
    status = sam_call_on(rows->sam, &SamrGetAliasMembership, d->handle, &frame);
    if (status == NERR_Success)
        status = rows_add_named(rows, d, frame.list.items, NULL, frame.list.count);
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
