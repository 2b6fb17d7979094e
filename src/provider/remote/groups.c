/* SPDX-License-Identifier: MIT */
/* Global groups. A display query gives everything that a list of them shows. */
#include "provider/remote/accounts.h"

#include <string.h>

#include "lmcons.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "winerror.h"

static NET_API_STATUS find_group(struct sam *s, LPCWSTR name, const struct sam_domain **d,
                                 DWORD *rid)
{
    NET_API_STATUS status = sam_open_domain(s, SAM_ACCOUNTS, d);
    return status == NERR_Success ? sam_lookup(s, *d, name, SidTypeGroup, NERR_GroupNotFound, rid)
                                  : status;
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

static NET_API_STATUS add_groups(struct rows *rows, const struct sam_domain *d,
                                 const struct net_list *list)
{
    const struct samr_display_other *groups = list->items;
    for (DWORD i = 0; i < list->count; i++) {
        struct group_record r = { .rec_name = text_or_empty(groups[i].name),
                                  .rec_comment = text_or_empty(groups[i].comment),
                                  .rec_group_id = groups[i].rid,
                                  .rec_group_sid = account_sid(rows->sam, d, groups[i].rid),
                                  .rec_attributes = groups[i].control };
        if (!r.rec_group_sid || !rows_add(rows, &group_record, &r))
            return ERROR_NOT_ENOUGH_MEMORY;
    }
    return NERR_Success;
}

static NET_API_STATUS list_task(struct sam *s, void *arg)
{
    struct account_page *page = arg;
    const struct sam_domain *d;
    struct rows rows = { .sam = s, .type = page->type };
    DWORD index = page->resume;
    NET_API_STATUS status = sam_open_domain(s, SAM_ACCOUNTS, &d), added = NERR_Success;
    while (status == NERR_Success || status == ERROR_MORE_DATA) {
        struct samr_frame frame = { .class = SAMR_DISPLAY_GROUP,
                                    .index = index,
                                    .entries = UINT32_MAX,
                                    .prefmaxlen = page->prefmaxlen };
        memcpy(frame.handle, d->handle, SAMR_HANDLE_SIZE);
        status = sam_call(s, &SamrQueryDisplayInformation3, &frame);
        if (status == NERR_Success || status == ERROR_MORE_DATA)
            added = add_groups(&rows, d, &frame.list);
        if (added != NERR_Success)
            return added;
        index += frame.list.count;
        if (status != ERROR_MORE_DATA || !frame.list.count ||
            page->prefmaxlen != MAX_PREFERRED_LENGTH)
            break;
    }
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
    LPWSTR *names;
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
        status = account_names(s, d, members->rids, members->count, &names);
    if (status != NERR_Success)
        return status;
    for (DWORD i = 0; i < members->count; i++)
        if (names[i] &&
            !rows_add(&rows, &group_record,
                      &(struct group_record){ .rec_name = names[i],
                                              .rec_attributes = members->attributes[i].value }))
            return ERROR_NOT_ENOUGH_MEMORY;
    return rows_pack_part(&rows, page);
}

NET_API_STATUS group_members_list(struct call *call, struct account_page *page)
{
    return sam_run(call, true, members_task, page);
}
