/* SPDX-License-Identifier: MIT */
/* Local groups, which the protocol calls aliases: those of the server's own domain and those that
 * every server has. */
#include "provider/remote/accounts.h"

#include "lmcons.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "winerror.h"

static NET_API_STATUS read_alias(struct sam *s, const struct sam_domain *d, DWORD rid,
                                 struct group_record *r)
{
    struct samr_frame frame = { .class = SAMR_ALIAS_GENERAL };
    NET_API_STATUS status = sam_open(s, &SamrOpenAlias, d, rid, frame.handle);
    if (status != NERR_Success)
        return status;
    status = sam_call(s, &SamrQueryInformationAlias, &frame);
    sam_close(s, frame.handle);
    if (status != NERR_Success)
        return status;
    const struct samr_alias *a = frame.info;
    if (!a)
        return RPC_X_BAD_STUB_DATA;
    *r = (struct group_record){ .rec_name = text_or_empty(a->name),
                                .rec_comment = text_or_empty(a->comment),
                                .rec_group_id = rid };
    return NERR_Success;
}

static NET_API_STATUS find_alias(struct sam *s, LPCWSTR name, enum sam_domain_kind kind,
                                 struct group_record *r)
{
    const struct sam_domain *d;
    DWORD rid;
    NET_API_STATUS status = sam_lookup(s, kind, name, SidTypeAlias, NERR_GroupNotFound, &d, &rid);
    if (status == NERR_Success)
        status = read_alias(s, d, rid, r);
    /* a domain controller finds builtin names in its own domain too, but opens none of them there
     */
    return status == ERROR_NO_SUCH_ALIAS ? NERR_GroupNotFound : status;
}

/* In the server's own domain, else in the builtin one. */
static NET_API_STATUS get_task(struct sam *s, void *arg)
{
    struct account_info *info = arg;
    struct group_record r;
    NET_API_STATUS status = find_alias(s, info->name, SAM_ACCOUNTS, &r);
    if (status == NERR_GroupNotFound)
        status = find_alias(s, info->name, SAM_BUILTIN, &r);
    return status == NERR_Success ? info_pack(s, info, &group_record, &r) : status;
}

NET_API_STATUS alias_get(struct call *call, struct account_info *info)
{
    return sam_run(call, true, get_task, info);
}

/* ---- Lists ---- */

static NET_API_STATUS add_alias(struct rows *rows, const struct sam_domain *d,
                                const struct samr_entry *entry)
{
    struct group_record r = { .rec_name = text_or_empty(entry->name) };
    NET_API_STATUS status = NERR_Success;
    if (ndr_member(rows->type, "comment"))
        status = read_alias(rows->sam, d, entry->rid, &r);
    if (status == ERROR_NO_SUCH_ALIAS)
        return NERR_Success; /* deleted since it was listed */
    if (status == NERR_Success && !rows_add(rows, &group_record, &r))
        return ERROR_NOT_ENOUGH_MEMORY;
    return status;
}

static NET_API_STATUS list_domain(struct rows *rows, enum sam_domain_kind kind)
{
    const struct sam_domain *d;
    DWORD resume = 0;
    NET_API_STATUS status = sam_open_domain(rows->sam, kind, &d);
    return status == NERR_Success ? rows_add_entries(rows, &SamrEnumerateAliasesInDomain, d, 0,
                                                     MAX_PREFERRED_LENGTH, &resume, add_alias)
                                  : status;
}

static NET_API_STATUS list_task(struct sam *s, void *arg)
{
    struct account_page *page = arg;
    struct rows rows = { .sam = s, .type = page->type };
    NET_API_STATUS status = list_domain(&rows, SAM_ACCOUNTS);
    if (status == NERR_Success)
        status = list_domain(&rows, SAM_BUILTIN);
    return status == NERR_Success ? rows_pack_part(&rows, page) : status;
}

NET_API_STATUS alias_list(struct call *call, struct account_page *page)
{
    return sam_run(call, true, list_task, page);
}
