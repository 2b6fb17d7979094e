/* SPDX-License-Identifier: MIT */
/* lmctl share. */
#include "lmctl.h"

#include <strings.h>

#include "layout/layout.h"
#include "lmapibuf.h"
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

static NET_API_STATUS find_share(const struct request *q, LPWSTR name, const char **function)
{
    LPBYTE buffer = NULL;
    *function = "NetShareGetInfo";
    NET_API_STATUS status = NetShareGetInfo(q->server, name, 1, &buffer);
    NetApiBufferFree(buffer);
    return status;
}

/* What NetShareAdd would say of the name. */
static NET_API_STATUS may_add(const struct request *q)
{
    const char *function;
    NET_API_STATUS status = find_share(q, q->name, &function);
    if (status == NERR_NetNameNotFound)
        return NERR_Success;
    return status == NERR_Success ? NERR_DuplicateShare : status;
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
        q->dry_run ? may_add(q) : NetShareAdd(q->server, q->level, r.bytes, &parm);
    if (status != NERR_Success)
        return report_member("NetShareAdd", status, r.level->type, parm);
    say_done(q, keep_text("share %s", keep_utf8(q->name)), "added", q->server);
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
    static const struct setter setter = { "share", "NetShareGetInfo", "NetShareSetInfo",
                                          1,       get_share,         set_share };
    return set_members(q, &setter);
}

static NET_API_STATUS remove_share(const struct request *q, LPWSTR name)
{
    return NetShareDel(q->server, name, 0);
}

enum lmctl_exit share_remove(const struct request *q)
{
    static const struct deed deed = { "share",       "remove",     "removed",
                                      "NetShareDel", remove_share, find_share };
    return each_name(q, &deed);
}
