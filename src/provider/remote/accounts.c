/* SPDX-License-Identifier: MIT */
/* Records of accounts into answers. */
#include "provider/remote/accounts.h"

#include <string.h>

#include "base/secdesc.h"
#include "lmcons.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "winerror.h"

#define ROWS_FIRST 64u /* room of a list at first */

bool rows_add(struct rows *rows, const struct ndr_type *from, const void *record)
{
    if (rows->count == rows->room) {
        size_t room = rows->room ? 2 * rows->room : ROWS_FIRST;
        uint8_t *items = arena_new(&rows->sam->call->arena, room * rows->type->size);
        if (!items)
            return false;
        if (rows->count)
            memcpy(items, rows->items, rows->count * rows->type->size);
        rows->items = items;
        rows->room = room;
    }
    ndr_project(rows->type, rows->items + rows->count++ * rows->type->size, from, record);
    return true;
}

NET_API_STATUS rows_pack(const struct rows *rows, struct account_page *page, NET_API_STATUS status)
{
    page->count = (DWORD)rows->count;
    page->total = page->count + (status == ERROR_MORE_DATA);
    return ndr_pack(rows->type, rows->items, rows->count, rows->sam->call->function, &page->block)
               ? status
               : ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS rows_pack_part(const struct rows *rows, struct account_page *page)
{
    size_t from = page->resume < rows->count ? page->resume : rows->count;
    size_t left = rows->count - from;
    const uint8_t *items = from ? rows->items + from * rows->type->size : rows->items;
    size_t fit = left ? ndr_fit(rows->type, items, left, page->prefmaxlen) : 0;
    if (left && !fit)
        return NERR_BufTooSmall;
    page->count = (DWORD)fit;
    page->total = (DWORD)left;
    page->resume = fit < left ? (DWORD)(from + fit) : 0;
    if (!ndr_pack(rows->type, items, fit, rows->sam->call->function, &page->block))
        return ERROR_NOT_ENOUGH_MEMORY;
    return fit < left ? ERROR_MORE_DATA : NERR_Success;
}

NET_API_STATUS info_pack(const struct sam *s, struct account_info *info,
                         const struct ndr_type *from, const void *record)
{
    _Alignas(16) uint8_t copy[NDR_STRUCT_MAX] = { 0 };
    ndr_project(info->type, copy, from, record);
    return ndr_pack(info->type, copy, 1, s->call->function, &info->block) ? NERR_Success
                                                                          : ERROR_NOT_ENOUGH_MEMORY;
}

PSID account_sid(struct sam *s, const struct sam_domain *d, DWORD rid)
{
    size_t len = SID_HEADER + 4 * (size_t)d->sid[1];
    BYTE *sid = d->sid[1] < SID_AUTHORITIES ? arena_new(&s->call->arena, len + 4) : NULL;
    if (!sid)
        return NULL;
    memcpy(sid, d->sid, len);
    put_le32(sid + len, rid);
    sid[1]++;
    return sid;
}

/* At most SAMR_NAMES_MAX of them. */
static NET_API_STATUS look_up_names(struct sam *s, const struct sam_domain *d,
                                    const struct samr_number *rids, DWORD count, LPWSTR *names)
{
    struct samr_frame frame = { .count = count,
                                .list = { count, (struct samr_number *)(uintptr_t)rids } };
    NET_API_STATUS status = sam_call_on(s, &SamrLookupIdsInDomain, d->handle, &frame);
    if (status == ERROR_NONE_MAPPED)
        return NERR_Success;
    if (status != NERR_Success)
        return status;
    if (frame.list.count != count)
        return RPC_X_BAD_STUB_DATA;
    const struct samr_name *found = frame.list.items;
    for (DWORD i = 0; i < count; i++)
        names[i] = found[i].name;
    return NERR_Success;
}

/* The names of rids, in their order; NULL for those that have none. */
static NET_API_STATUS account_names(struct sam *s, const struct sam_domain *d,
                                    const struct samr_number *rids, DWORD count, LPWSTR **names)
{
    *names = arena_new(&s->call->arena, (count + (size_t)1) * sizeof **names);
    if (!*names)
        return ERROR_NOT_ENOUGH_MEMORY;
    NET_API_STATUS status = NERR_Success;
    for (DWORD at = 0; at < count && status == NERR_Success; at += SAMR_NAMES_MAX) {
        DWORD n = count - at < SAMR_NAMES_MAX ? count - at : SAMR_NAMES_MAX;
        status = look_up_names(s, d, rids + at, n, *names + at);
    }
    return status;
}

NET_API_STATUS rows_add_named(struct rows *rows, const struct sam_domain *d,
                              const struct samr_number *rids, const struct samr_number *attributes,
                              DWORD count)
{
    LPWSTR *names;
    NET_API_STATUS status = account_names(rows->sam, d, rids, count, &names);
    for (DWORD i = 0; i < count && status == NERR_Success; i++) {
        struct group_record r = { .rec_name = names[i],
                                  .rec_attributes = attributes ? attributes[i].value : 0 };
        if (r.rec_name && !rows_add(rows, &group_record, &r))
            status = ERROR_NOT_ENOUGH_MEMORY;
    }
    return status;
}

NET_API_STATUS rows_add_entries(struct rows *rows, const struct rpc_op *op,
                                const struct sam_domain *d, DWORD type, DWORD prefmaxlen,
                                DWORD *resume, add_entry *add)
{
    NET_API_STATUS status;
    do {
        struct samr_frame frame = { .context = *resume, .type = type, .prefmaxlen = prefmaxlen };
        status = sam_call_on(rows->sam, op, d->handle, &frame);
        if (status != NERR_Success && status != ERROR_MORE_DATA)
            return status;
        const struct samr_entry *entries = frame.list.items;
        for (DWORD i = 0; i < frame.list.count; i++) {
            NET_API_STATUS added = add(rows, d, &entries[i]);
            if (added != NERR_Success)
                return added;
        }
        if (status == ERROR_MORE_DATA && frame.context == *resume)
            return RPC_X_BAD_STUB_DATA; /* it would go on for ever */
        *resume = frame.context;
    } while (status == ERROR_MORE_DATA && (prefmaxlen == MAX_PREFERRED_LENGTH || !rows->count));
    return status;
}

LPWSTR text_or_empty(LPWSTR text)
{
    static WCHAR empty[] = u"";
    return text ? text : empty;
}
