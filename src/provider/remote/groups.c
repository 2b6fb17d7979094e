/* SPDX-License-Identifier: MIT */
/* Global groups. A display query gives everything that a list of them shows. */
#include "provider/remote/accounts.h"

#include "lmcons.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "winerror.h"

static NET_API_STATUS find_group(struct sam *s, LPCWSTR name, const struct sam_domain **d,
                                 DWORD *rid)
{
    return sam_lookup(s, SAM_ACCOUNTS, name, SidTypeGroup, NERR_GroupNotFound, d, rid);
}

static NET_API_STATUS read_group(struct sam *s, const struct sam_domain *d, DWORD rid,
                                 struct group_record *r)
{
    struct samr_frame frame = { .class = SAMR_GROUP_GENERAL };
    NET_API_STATUS status = sam_open(s, &SamrOpenGroup, d, rid, frame.handle);
    if (status != NERR_Success)
        return status;
    status = sam_call(s, &SamrQueryInformationGroup, &frame);
    sam_close(s, frame.handle);
    if (status != NERR_Success)
        return status;
    const struct samr_group *g = frame.info;
    if (!g)
        return RPC_X_BAD_STUB_DATA;
    *r = (struct group_record){ .rec_name = text_or_empty(g->name),
                                .rec_comment = text_or_empty(g->comment),
                                .rec_group_id = rid,
                                .rec_group_sid = account_sid(s, d, rid),
                                .rec_attributes = g->attributes };
    return r->rec_group_sid ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

static NET_API_STATUS get_task(struct sam *s, void *arg)
{
    struct account_info *info = arg;
    const struct sam_domain *d;
    struct group_record r;
    DWORD rid;
    NET_API_STATUS status = find_group(s, info->name, &d, &rid);
    if (status == NERR_Success)
        status = read_group(s, d, rid, &r);
    return status == NERR_Success ? info_pack(s, info, &group_record, &r) : status;
}

NET_API_STATUS group_get(struct call *call, struct account_info *info)
{
    return sam_run(call, true, get_task, info);
}

/* ---- Lists ---- */

static NET_API_STATUS list_task(struct sam *s, void *arg)
{
    struct account_page *page = arg;
    const struct sam_domain *d;
    struct rows rows = { .sam = s, .type = page->type };
    DWORD index = page->resume;
    NET_API_STATUS status = sam_open_domain(s, SAM_ACCOUNTS, &d);
    if (status != NERR_Success)
        return status;
    page->entries = DISPLAY_ENTRIES;
    do
        status = display_query(&rows, d, SAMR_DISPLAY_GROUP, 0, page, &index);
    while (status == ERROR_MORE_DATA && page->prefmaxlen == MAX_PREFERRED_LENGTH);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    page->resume = status == ERROR_MORE_DATA ? index : 0;
    return rows_pack(&rows, page, status);
}

NET_API_STATUS group_list(struct call *call, struct account_page *page)
{
    return sam_run(call, true, list_task, page);
}

/* ---- Members ---- */

static NET_API_STATUS members_task(struct sam *s, void *arg)
{
    struct account_page *page = arg;
    const struct sam_domain *d;
    struct rows rows = { .sam = s, .type = page->type };
    struct samr_frame frame = { .rid = 0 };
    DWORD rid;
    NET_API_STATUS status = find_group(s, page->name, &d, &rid);
    if (status == NERR_Success)
        status = sam_open(s, &SamrOpenGroup, d, rid, frame.handle);
    if (status != NERR_Success)
        return status;
    status = sam_call(s, &SamrGetMembersInGroup, &frame);
    sam_close(s, frame.handle);
    const struct samr_members *members = frame.info;
    if (status == NERR_Success && !members)
        status = RPC_X_BAD_STUB_DATA;
    if (status == NERR_Success)
        status = rows_add_named(&rows, d, members->rids, members->attributes, members->count);
    return status == NERR_Success ? rows_pack_part(&rows, page) : status;
}

NET_API_STATUS group_members_list(struct call *call, struct account_page *page)
{
    return sam_run(call, true, members_task, page);
}
