/* SPDX-License-Identifier: MIT */
/* lmctl server, disk, transport and stats. */
#include "lmctl.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf16.h"
#include "layout/layout.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "lmserver.h"
#include "lmstats.h"
#include "winerror.h"

/* The words of the type as output shows them. */
static const struct ndr_view *type_view(void)
{
    const struct ndr_type *t = net_family_find(&net_server, 101, NET_ENUM)->type;
    for (size_t i = 0; i < t->n_fields; i++)
        if (t->fields[i].of.view && t->fields[i].of.view->kind == NDR_VIEW_FLAGS)
            return t->fields[i].of.view;
    return NULL;
}

void print_server_types(FILE *out)
{
    const struct ndr_view *view = type_view();
    size_t at = (size_t)fprintf(out, "  all");
    for (size_t i = 0; view && i < view->n_words; i++) {
        const char *name = view->words[i].name;
        bool wrap = at + 2 + strlen(name) > 78;
        at = (wrap ? 0 : at) + (size_t)fprintf(out, wrap ? ",\n  %s" : ", %s", name);
    }
    fputc('\n', out);
}

static DWORD read_types(const char *text)
{
    DWORD types = 0;
    struct word wrong = { text, 0 };
    if (!text || !strcmp(text, "all"))
        return SV_TYPE_ALL;
    if (!read_view(type_view(), text, &types, &wrong) || !types) {
        fprintf(stderr, "lmctl: no type of server: %.*s. There are\n", wrong.len, wrong.text);
        print_server_types(stderr);
        exit(EXIT_USAGE);
    }
    if (types & SV_TYPE_DOMAIN_ENUM && types & ~(SV_TYPE_DOMAIN_ENUM | SV_TYPE_LOCAL_LIST_ONLY))
        usage("domain_enum lists domains: no types of servers go with it");
    return types;
}

enum lmctl_exit server_list(const struct request *r)
{
    LPBYTE buffer;
    DWORD count, total;
    NET_API_STATUS status = NetServerEnum(r->server, r->level, &buffer, MAX_PREFERRED_LENGTH,
                                          &count, &total, read_types(r->type), r->domain, NULL);
    if (status != NERR_Success && status != ERROR_MORE_DATA)
        return report_failure("NetServerEnum", status);
    struct output *o =
        output_new(r, "servers", net_family_find(&net_server, r->level, NET_ENUM)->type, false);
    output_add(o, buffer, count);
    NetApiBufferFree(buffer);
    enum lmctl_exit shown = output_end(o);
    /* what there is, and that it is not all */
    return status == NERR_Success ? shown : report_failure("NetServerEnum", status);
}

enum lmctl_exit server_show(const struct request *r)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetServerGetInfo(r->server, r->level, &buffer);
    if (status != NERR_Success)
        return report_failure("NetServerGetInfo", status);
    return show_one(r, "server", net_family_find(&net_server, r->level, NET_GET)->type, buffer);
}

static NET_API_STATUS get_server(const struct request *q, DWORD level, LPBYTE *buffer)
{
    return NetServerGetInfo(q->server, level, buffer);
}

static NET_API_STATUS set_server(const struct request *q, DWORD level, LPBYTE buffer, LPDWORD parm)
{
    return NetServerSetInfo(q->server, level, buffer, parm);
}

enum lmctl_exit server_set(const struct request *q)
{
    static const struct setter setter = { "server", "NetServerGetInfo", "NetServerSetInfo",
                                          101,      get_server,         set_server };
    return set_members(q, &setter);
}

enum lmctl_exit disk_list(const struct request *r)
{
    return show_all(r, "disks", "NetServerDiskEnum", NetServerDiskEnum);
}

enum lmctl_exit transport_list(const struct request *r)
{
    return show_all(r, "transports", "NetServerTransportEnum", NetServerTransportEnum);
}

enum lmctl_exit stats_show(const struct request *r)
{
    LPBYTE buffer;
    bool of_server = utf16_same_name(r->name, u"server");
    if (!of_server && !utf16_same_name(r->name, u"workstation"))
        usage("statistics are of `server` or `workstation`");
    NET_API_STATUS status = NetStatisticsGet(r->server, r->name, 0, 0, &buffer);
    if (status != NERR_Success)
        return report_failure("NetStatisticsGet", status);
    return show_one(r, "statistics", of_server ? &stat_server_0 : &stat_workstation_0, buffer);
}
