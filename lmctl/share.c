/* SPDX-License-Identifier: MIT */
/* lmctl share. */
#include "lmctl.h"

#include <strings.h>

#include "layout/layout.h"
#include "lmerr.h"
#include "lmshare.h"

enum lmctl_exit share_list(const struct request *r)
{
    return show_all(r, "shares", "NetShareEnum", NetShareEnum);
}

enum lmctl_exit share_show(const struct request *r)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetShareGetInfo(r->server, r->name, r->level, &buffer);
    if (status != NERR_Success)
        return report_failure("NetShareGetInfo", status);
    return show_one(r, "share", net_family_find(&net_share, r->level, NET_GET)->type, buffer);
}

/* It has been given as NAME. */
static void refuse_netname(const struct request *q)
{
    for (size_t i = 0; i < q->n_values; i++)
        if (!strncasecmp(q->values[i], "netname=", 8))
            usage("the share is called %s already: no netname=", keep_utf8(q->name));
}

enum lmctl_exit share_add(const struct request *q)
{
    struct record r = { .level = net_family_find(&net_share, q->level, NET_ADD) };
    DWORD parm = 0;
    refuse_netname(q);
    record_set(&r, "type", "disktree");
    record_set(&r, "max_uses", "unlimited");
    record_set(&r, "netname", keep_utf8(q->name));
    record_set_values(&r, q);
    NET_API_STATUS status =
        q->dry_run ? NERR_Success : NetShareAdd(q->server, q->level, r.bytes, &parm);
    if (status != NERR_Success)
        return report_member("NetShareAdd", status, r.level->type, parm);
    say_done(q, "share", q->name, "added");
    return EXIT_GOOD;
}

static NET_API_STATUS get_share(const struct request *q, DWORD level, LPBYTE *buffer)
{
    return NetShareGetInfo(q->server, q->name, level, buffer);
}

static NET_API_STATUS set_share(const struct request *q, DWORD level, LPBYTE buffer, LPDWORD parm)
{
    return NetShareSetInfo(q->server, q->name, level, buffer, parm);
}

enum lmctl_exit share_set(const struct request *q)
{
    static const struct setter setter = { "share", "NetShareGetInfo", "NetShareSetInfo", get_share,
                                          set_share };
    return set_members(q, &setter);
}

static NET_API_STATUS remove_share(const struct request *q, LPWSTR name)
{
    return NetShareDel(q->server, name, 0);
}

enum lmctl_exit share_remove(const struct request *q)
{
    if (q->n_names > 1)
        ask_before(q, q->n_names, "shares", "remove");
    return each_name(q, "NetShareDel", "share", "removed", remove_share);
}
