/* SPDX-License-Identifier: MIT */
/* lmctl server. */
#include "lmctl.h"

#include <string.h>

#include "layout/layout.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "lmserver.h"
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

static DWORD read_word(const char *word, size_t len)
{
    const struct ndr_view *view = type_view();
    for (size_t i = 0; view && i < view->n_words; i++)
        if (strlen(view->words[i].name) == len && !strncmp(view->words[i].name, word, len))
            return view->words[i].value;
    usage("no type of server: %.*s", (int)len, word);
}

static DWORD read_types(const char *text)
{
    DWORD types = 0;
    if (!text || !strcmp(text, "all"))
        return SV_TYPE_ALL;
    for (size_t len;; text += len + 1) {
        len = strcspn(text, ",");
        types |= read_word(text, len);
        if (!text[len])
            return types;
    }
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
