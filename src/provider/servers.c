/* SPDX-License-Identifier: MIT */
/* Names into the network's code page, the question to a source, the answer into SERVER_INFO_*. */
#include "provider/servers.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/utf16.h"
#include "browse/browse.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "lmserver.h"
#include "ndr/ndr.h"
#include "net/stream.h"
#include "winerror.h"

#define DEFAULT_WORKGROUP "WORKGROUP"            /* that of Windows and Samba */
#define OEM_NAME_ROOM     (2u * SERVER_NAME_MAX) /* to see that a name is too long */

/* ---- Names ---- */

/* [MS-RAP] and NetBIOS know no DNS names, so a dot is refused too. */
static bool is_netbios_text(const char *text)
{
    for (const char *p = text; *p; p++)
        if ((unsigned char)*p < ' ' || strchr("\\/:*?\"<>|.", *p))
            return false;
    return *text && *text != ' ';
}

/* UTF-8 to a name in upper case and the network's code page. */
static NET_API_STATUS oem_name(const struct codepage *codepage, const char *utf8,
                               char out[NETBIOS_CHARS + 1])
{
    struct bytes wide, name;
    NET_API_STATUS status = ERROR_NOT_ENOUGH_MEMORY;
    char *capitals = NULL;
    if (!is_netbios_text(utf8) || strlen(utf8) >= SERVER_NAME_MAX)
        return ERROR_INVALID_PARAMETER;
    bytes_init(&wide, 2 * (SERVER_NAME_MAX + 1));
    bytes_init(&name, OEM_NAME_ROOM);
    if (!utf16_from_utf8_upper(&wide, utf8) && !wide.failed)
        status = ERROR_INVALID_PARAMETER;
    bytes_put_le16(&wide, 0);
    if (status != ERROR_INVALID_PARAMETER && !wide.failed)
        capitals = utf8_new((const char16_t *)(const void *)wide.data);
    if (capitals) {
        bool encoded = codepage_encode(codepage, capitals, &name);
        if (encoded && name.len <= NETBIOS_CHARS) {
            memcpy(out, name.data, name.len);
            out[name.len] = '\0';
            status = NERR_Success;
        } else if (!name.failed) {
            status = ERROR_INVALID_PARAMETER; /* too long, or not in that code page */
        }
    }
    x_free(capitals);
    bytes_free(&wide);
    bytes_free(&name);
    return status;
}

static NET_API_STATUS encode_argument(const struct codepage *codepage, LPCWSTR text,
                                      char out[NETBIOS_CHARS + 1])
{
    if (utf16_len(text) > NETBIOS_CHARS)
        return ERROR_INVALID_PARAMETER;
    char *utf8 = utf8_new_strict(text);
    if (!utf8)
        return errno == ENOMEM ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER;
    NET_API_STATUS status = oem_name(codepage, utf8, out);
    x_free(utf8);
    return status;
}

/* The same for an argument. */
static NET_API_STATUS oem_argument(const struct call *call, const struct codepage *codepage,
                                   LPCWSTR text, char out[NETBIOS_CHARS + 1])
{
    NET_API_STATUS status = encode_argument(codepage, text, out);
    if (status == ERROR_INVALID_PARAMETER && log_wanted(LOG_ERRORS)) {
        char *utf8 = utf8_new(text);
        log_line(LOG_ERRORS, "%s: not a NetBIOS name of at most %u characters: %s", call->function,
                 NETBIOS_CHARS, utf8 ? utf8 : "?");
        x_free(utf8);
    }
    return status;
}

/* This computer's NetBIOS name: its host name without a domain, as Samba makes it. */
static void own_name(struct netbios_name *name)
{
    char host[SERVER_NAME_MAX] = "";
    if (!gethostname(host, sizeof host - 1)) {
        host[strcspn(host, ".")] = '\0';
        host[NETBIOS_CHARS] = '\0';
    }
    if (!netbios_name_make(name, host, NETBIOS_WORKSTATION))
        netbios_name_make(name, "UNKNOWN", NETBIOS_WORKSTATION);
}

/* ---- The source ---- */

static NET_API_STATUS ask_browser(const struct call *call, const struct browse_query *query,
                                  struct browse_list *list)
{
    const struct server_config *server = &call->server;
    struct nbns_scope names = { .broadcast = true, .servers = server->name_servers };
    struct browse_route route = {
        .names = server->netbios == CONFIG_YES ? &names : NULL,
        .port = server->port == SMB_PORT ? 0 : (uint16_t)server->port,
        .connect_ms = server->connect_timeout_ms,
    };
    own_name(&route.own);
    if (server->smb1 != CONFIG_YES) {
        log_line(LOG_ERRORS, "%s: smb1 = no: no browser is asked", call->function);
        return ERROR_NO_BROWSER_SERVERS_FOUND;
    }
    if (call->host)
        return browse_host(query, &route, server->address ? server->address : call->host,
                           call->deadline, list);
    if (!server->browser)
        return browse_network(query, &route, call->deadline, list);
    NET_API_STATUS status = browse_host(query, &route, server->browser, call->deadline, list);
    if (status == NERR_Success || status == ERROR_NOT_ENOUGH_MEMORY || status == ERROR_SEM_TIMEOUT)
        return status;
    return ERROR_NO_BROWSER_SERVERS_FOUND;
}

/* ---- The answer ---- */

/* The array of the level, in the arena. NULL when memory is short. */
static void *make_records(struct arena *arena, DWORD level, const struct browse_list *list)
{
    size_t size = level == 100 ? sizeof(SERVER_INFO_100) : sizeof(SERVER_INFO_101);
    void *records = arena_new(arena, list->n * size);
    SERVER_INFO_100 *r100 = records;
    SERVER_INFO_101 *r101 = records;
    for (size_t i = 0; records && i < list->n; i++) {
        const struct browse_entry *e = &list->entries[i];
        if (level == 100)
            r100[i] =
                (SERVER_INFO_100){ .sv100_platform_id = SV_PLATFORM_ID_NT, .sv100_name = e->name };
        else
            r101[i] = (SERVER_INFO_101){ .sv101_platform_id = SV_PLATFORM_ID_NT,
                                         .sv101_name = e->name,
                                         .sv101_version_major = e->major,
                                         .sv101_version_minor = e->minor,
                                         .sv101_type = e->type,
                                         .sv101_comment = e->comment };
    }
    return records;
}

static NET_API_STATUS make_answer(struct call *call, const struct servers_query *query,
                                  const struct browse_list *list, struct servers_answer *out)
{
    if (!list->n)
        return NERR_Success;
    const struct ndr_type *type = net_family_find(&net_server, query->level, NET_ENUM)->type;
    void *records = make_records(&call->arena, query->level, list);
    if (!records)
        return ERROR_NOT_ENOUGH_MEMORY;
    size_t fit = ndr_fit(type, records, list->n, query->prefmaxlen);
    if (!fit)
        return NERR_BufTooSmall;
    if (!ndr_pack(type, records, fit, call->function, &out->block))
        return ERROR_NOT_ENOUGH_MEMORY;
    out->count = (DWORD)fit;
    out->total = (DWORD)(list->more ? list->available : list->n);
    return list->more || fit < list->n ? ERROR_MORE_DATA : NERR_Success;
}

static NET_API_STATUS read_query(const struct call *call, const struct servers_query *query,
                                 const struct codepage *codepage, char domain[NETBIOS_CHARS + 1],
                                 char first[NETBIOS_CHARS + 1])
{
    NET_API_STATUS status;
    const char *workgroup = call->server.workgroup ? call->server.workgroup : DEFAULT_WORKGROUP;
    if (query->domain && *query->domain) {
        status = oem_argument(call, codepage, query->domain, domain);
    } else {
        status = oem_name(codepage, workgroup, domain);
        if (status == ERROR_INVALID_PARAMETER) {
            log_line(LOG_ERRORS, "not a workgroup: %s", workgroup);
            status = ERROR_INVALID_DATA;
        }
    }
    if (status == NERR_Success && query->first && *query->first)
        status = oem_argument(call, codepage, query->first, first);
    return status;
}

NET_API_STATUS servers_list(struct call *call, const struct servers_query *query,
                            struct servers_answer *out)
{
    struct codepage codepage;
    char domain[NETBIOS_CHARS + 1] = "", first[NETBIOS_CHARS + 1] = "";
    struct browse_list list = { .arena = &call->arena, .codepage = &codepage };
    struct browse_query question = { .workgroup = domain,
                                     .level = query->level == 100 ? 0 : 1,
                                     .type = query->type };
    NET_API_STATUS status = ERROR_INVALID_DATA;
    *out = (struct servers_answer){ 0 };
    if (codepage_begin(&codepage, call->server.codepage))
        status = read_query(call, query, &codepage, domain, first);
    else
        log_line(LOG_ERRORS, "no such code page: %s", call->server.codepage);
    question.first = *first ? first : NULL;
    if (status == NERR_Success)
        status = ask_browser(call, &question, &list);
    if (status == NERR_Success)
        status = make_answer(call, query, &list, out);
    codepage_end(&codepage);
    return status;
}
