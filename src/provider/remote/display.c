/* SPDX-License-Identifier: MIT */
/* Display queries: users, computers or groups by name, many of them in one answer. */
#include "provider/remote/accounts.h"

#include "lmerr.h"
#include "ndr/ndr.h"
#include "winerror.h"

static void take_display(const struct samr_display_user *u, LPWSTR full_name, struct user_record *r)
{
    *r = (struct user_record){ .rec_name = text_or_empty(u->name),
                               .rec_comment = text_or_empty(u->comment),
                               .rec_full_name = text_or_empty(full_name),
                               .rec_flags = user_flags(u->control),
                               .rec_user_id = u->rid,
                               .rec_next_index = u->index };
}

static bool add_group(struct rows *rows, const struct sam_domain *d,
                      const struct samr_display_other *g)
{
    struct group_record r = { .rec_name = text_or_empty(g->name),
                              .rec_comment = text_or_empty(g->comment),
                              .rec_group_id = g->rid,
                              .rec_attributes = g->control,
                              .rec_next_index = g->index };
    if (ndr_member(rows->type, "group_sid") &&
        !(r.rec_group_sid = account_sid(rows->sam, d, g->rid)))
        return false;
    return rows_add(rows, &group_record, &r);
}

/* control: as of display_query. */
static bool add_displayed(struct rows *rows, const struct sam_domain *d, DWORD class, DWORD control,
                          const void *items, DWORD i)
{
    struct user_record r;
    const struct samr_display_user *user = (const struct samr_display_user *)items + i;
    const struct samr_display_other *other = (const struct samr_display_other *)items + i;
    if (class == SAMR_DISPLAY_GROUP)
        return add_group(rows, d, other);
    if (class == SAMR_DISPLAY_USER)
        take_display(user, user->full_name, &r);
    else /* the records of a user begin like those of all others */
        take_display(user = (const struct samr_display_user *)(const void *)other, NULL, &r);
    return (control && !(user->control & control)) || rows_add(rows, &user_record, &r);
}

NET_API_STATUS display_query(struct rows *rows, const struct sam_domain *d, DWORD class,
                             DWORD control, const struct account_page *page, DWORD *index)
{
    struct samr_frame frame = {
        .class = class, .index = *index, .entries = page->entries, .prefmaxlen = page->prefmaxlen
    };
    NET_API_STATUS status =
        sam_call_on(rows->sam, &SamrQueryDisplayInformation3, d->handle, &frame);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    for (DWORD i = 0; i < frame.list.count; i++)
        if (!add_displayed(rows, d, class, control, frame.list.items, i))
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
        status = display_query(&rows, d, page->class, 0, page, &index);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return status;
    page->resume = index;
    return rows_pack(&rows, page, status);
}

NET_API_STATUS display_list(struct call *call, struct account_page *page)
{
    return sam_run(call, true, display_task, page);
}
