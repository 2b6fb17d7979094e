/* SPDX-License-Identifier: MIT */
/* Browsers found, asked, and their pages put together into one list. */
#include "browse/browse.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"
#include "base/utf16.h"
#include "browse/mailslot.h"
#include "browse/rap.h"
#include "browse/smb1.h"
#include "net/resolve.h"
#include "net/stream.h"
#include "winerror.h"

/* ---- The list ---- */

static int compare_names(const char16_t *a, const char16_t *b)
{
    while (*a && ascii_upper(*a) == ascii_upper(*b)) {
        a++;
        b++;
    }
    return ascii_upper(*a) - ascii_upper(*b);
}

/* By name; of the same name, what came first. */
static int compare_entries(const void *a, const void *b)
{
    const struct browse_entry *x = a, *y = b;
    int order = compare_names(x->name, y->name);
    return order ? order : x->number < y->number ? -1 : 1;
}

static void list_settle(struct browse_list *list)
{
    size_t kept = 0;
    if (list->n < 2)
        return;
    qsort(list->entries, list->n, sizeof *list->entries, compare_entries);
    for (size_t i = 1; i < list->n; i++)
        if (compare_names(list->entries[kept].name, list->entries[i].name))
            list->entries[++kept] = list->entries[i];
    list->n = kept + 1;
}

static bool list_reserve(struct browse_list *list, size_t n)
{
    if (list->room - list->n >= n)
        return true; /* also when there is nothing to add to nothing */
    size_t room = list->n + n > 2 * list->room ? list->n + n : 2 * list->room;
    struct browse_entry *entries = arena_new(list->arena, room * sizeof *entries);
    if (!entries)
        return false;
    if (list->n)
        memcpy(entries, list->entries, list->n * sizeof *entries);
    list->entries = entries;
    list->room = room;
    return true;
}

static uint32_t list_add(struct browse_list *list, const struct rap_entry *e, unsigned level)
{
    struct browse_entry *to = &list->entries[list->n];
    *to = (struct browse_entry){ .type = e->type, .major = e->major, .minor = e->minor };
    to->name =
        codepage_decode(list->codepage, (const uint8_t *)e->name, strlen(e->name), list->arena);
    if (level)
        to->comment = codepage_decode(list->codepage, e->comment, e->comment_len, list->arena);
    if (!to->name || (level && !to->comment))
        return ERROR_NOT_ENOUGH_MEMORY;
    to->number = list->numbered++;
    list->n++;
    return ERROR_SUCCESS;
}

/* Adds the entries of a reply; last becomes the name to go on with. */
static uint32_t list_add_reply(struct browse_list *list, const struct rap_reply *reply,
                               unsigned level, char last[RAP_NAME_MAX])
{
    /* it counts from the name that was asked for, so the first page tells most */
    if (reply->available > list->available)
        list->available = reply->available;
    if (!list_reserve(list, reply->count))
        return ERROR_NOT_ENOUGH_MEMORY;
    for (size_t i = 0; i < reply->count; i++) {
        struct rap_entry e;
        if (!rap_entry_read(reply, i, &e)) {
            log_line(LOG_ERRORS, "RAP: entry %zu: comment outside the reply", i);
            return ERROR_BAD_NET_RESP;
        }
        if (!*e.name)
            continue; /* nobody could ask for it */
        uint32_t status = list_add(list, &e, level);
        if (status != ERROR_SUCCESS)
            return status;
        memcpy(last, e.name, RAP_NAME_MAX);
    }
    return ERROR_SUCCESS;
}

/* Takes over the entries of one browser. */
static uint32_t list_merge(struct browse_list *list, const struct browse_list *from)
{
    if (!list_reserve(list, from->n))
        return ERROR_NOT_ENOUGH_MEMORY;
    if (from->n)
        memcpy(list->entries + list->n, from->entries, from->n * sizeof *from->entries);
    list->n += from->n;
    list->numbered = from->numbered;
    list_settle(list);
    list->more |= from->more;
    if (from->more && from->available > list->available)
        list->available = from->available;
    if (list->n > list->available)
        list->available = list->n;
    return ERROR_SUCCESS;
}

/* ---- One browser ---- */

/* One request and its reply. *more: the server has more than it sent. */
static uint32_t ask_page(struct smb1 *smb, const struct rap_request *request,
                         struct deadline deadline, struct browse_list *list,
                         char last[RAP_NAME_MAX], bool *more)
{
    struct bytes params, reply_params, reply_data;
    struct rap_reply reply;
    bytes_init(&params, UINT16_MAX);
    bytes_init(&reply_params, RAP_PARAMS_MAX);
    bytes_init(&reply_data, RAP_DATA_MAX);
    rap_request_put(request, &params);
    uint32_t status = ERROR_NOT_ENOUGH_MEMORY;
    if (!params.failed)
        status = status_to_win32(
            smb1_transact(smb, RAP_PIPE, &params, &reply_params, &reply_data, deadline));
    if (status == ERROR_SUCCESS) {
        if (!rap_reply_read(&reply, request->level, &reply_params, &reply_data)) {
            log_line(LOG_ERRORS, "RAP: malformed reply");
            status = ERROR_BAD_NET_RESP;
        } else if (reply.status != ERROR_SUCCESS && reply.status != ERROR_MORE_DATA) {
            log_line(LOG_ERRORS, "RAP: status %u", reply.status);
            status = reply.status;
        } else {
            *more = reply.status == ERROR_MORE_DATA;
            status = list_add_reply(list, &reply, request->level, last);
        }
    }
    bytes_free(&params);
    bytes_free(&reply_params);
    bytes_free(&reply_data);
    return status;
}

/* Pages until the server has no more. It starts a page with the last name of the one before, so a
 * page that brings no new name is the end, whatever it says. */
static uint32_t ask_pages(const struct browse_query *query, struct smb1 *smb,
                          struct deadline deadline, struct browse_list *list)
{
    char last[RAP_NAME_MAX] = "";
    struct rap_request request = { .level = query->level,
                                   .type = query->type,
                                   .domain = query->workgroup,
                                   .first = query->first };
    for (unsigned page = 0;; page++) {
        bool more = false;
        size_t before = list->n;
        uint32_t status = ask_page(smb, &request, deadline, list, last, &more);
        list_settle(list);
        if (status != ERROR_SUCCESS && page && status != ERROR_NOT_ENOUGH_MEMORY) {
            list->more = true; /* what came is good; this server cannot go on */
            return ERROR_SUCCESS;
        }
        if (status != ERROR_SUCCESS || !more)
            return status;
        if (list->n == before || list->n > BROWSE_ENTRIES_MAX || page + 1 == BROWSE_PAGES_MAX) {
            list->more = true;
            return ERROR_SUCCESS;
        }
        request.first = last;
    }
}

uint32_t browse_stream(const struct browse_query *query, struct net_stream *stream,
                       const char *host, struct deadline deadline, struct browse_list *list)
{
    struct smb1 *smb = NULL;
    uint32_t nt_status = smb1_open(stream, host, deadline, &smb);
    if (nt_status != STATUS_OK) {
        const char *name = status_name(nt_status);
        log_line(LOG_ERRORS, "browser %s: SMB 1: %s (0x%08x)", host, name ? name : "status",
                 nt_status);
        return status_to_win32(nt_status);
    }
    struct browse_list own = { .arena = list->arena,
                               .codepage = list->codepage,
                               .numbered = list->numbered };
    uint32_t status = ask_pages(query, smb, deadline, &own);
    smb1_close(smb);
    if (status != ERROR_SUCCESS) {
        log_line(LOG_ERRORS, "browser %s: no list: %u", host, status);
        return status;
    }
    list->n_last = own.n;
    return list_merge(list, &own);
}

static uint32_t connect_session(const struct browse_route *route, const char *address,
                                struct deadline deadline, struct net_stream **out)
{
    struct netbios_name called;
    struct addrinfo *list = NULL;
    uint32_t status = net_resolve_name(address, NBSS_PORT, route->names, deadline, &list);
    if (status != STATUS_OK)
        return status;
    netbios_name_make(&called, "*SMBSERVER", NETBIOS_SERVER); /* whatever its name may be */
    status = net_nbss_connect_list(list, &called, &route->own, deadline, out);
    freeaddrinfo(list);
    return status;
}

/* At the configured port; else directly, and where nobody listens for that, by NetBIOS session. */
static uint32_t connect_browser(const struct browse_route *route, const char *address,
                                struct deadline deadline, struct net_stream **out)
{
    struct deadline end = deadline_min(deadline, deadline_in(route->connect_ms));
    struct deadline first = end;
    struct addrinfo *list = NULL;
    if (route->port == NBSS_PORT)
        return connect_session(route, address, end, out);
    if (!route->port)
        first = deadline_min(end, deadline_in(route->connect_ms / 2));
    uint32_t status =
        net_resolve_name(address, route->port ? route->port : SMB_PORT, route->names, first, &list);
    if (status != STATUS_OK)
        return status;
    status = net_tcp_connect_list(list, first, out);
    freeaddrinfo(list);
    if (status == STATUS_OK || status == STATUS_NO_MEMORY || route->port)
        return status;
    /* the first error says most, unless there is a session to be refused */
    uint32_t session = connect_session(route, address, end, out);
    return session == STATUS_OK || session == STATUS_REQUEST_NOT_ACCEPTED ? session : status;
}

uint32_t browse_host(const struct browse_query *query, const struct browse_route *route,
                     const char *address, struct deadline deadline, struct browse_list *list)
{
    struct net_stream *stream = NULL;
    uint32_t nt_status = connect_browser(route, address, deadline, &stream);
    if (nt_status != STATUS_OK) {
        log_line(LOG_ERRORS, "browser %s: 0x%08x", address, nt_status);
        return nt_status == STATUS_IO_TIMEOUT ? ERROR_BAD_NETPATH : status_to_win32(nt_status);
    }
    return browse_stream(query, stream, address, deadline, list);
}

/* ---- Finding one ---- */

/* The address of a browser on a backup list. */
static uint32_t backup_address(const struct browse_route *route, const struct backup_list *backups,
                               size_t i, uint32_t master, struct deadline deadline, uint32_t *out)
{
    struct nbns_question q = { 0 };
    char source[NETBIOS_CHARS + 1];
    *out = 0;
    netbios_name_text(&backups->source, source);
    if (!netbios_name_make(&q.name, backups->names[i], NETBIOS_SERVER))
        return STATUS_OK;
    char name[NETBIOS_CHARS + 1];
    netbios_name_text(&q.name, name);
    if (!strcmp(name, source)) {
        *out = master; /* it named itself */
        return STATUS_OK;
    }
    uint32_t status = nbns_ask(&q, 1, route->names, deadline);
    if (status == STATUS_OK && q.n_addresses)
        *out = q.addresses[0];
    return status;
}

/* What is looked for, and what came of it so far. */
struct search {
    const struct browse_query *query;
    const struct browse_route *route;
    struct browse_list *list;
    unsigned lists, silent, failed; /* browsers that gave one, that said nothing in time, others */
};

static uint32_t search_status(const struct search *s)
{
    if (s->lists)
        return ERROR_SUCCESS;
    return s->silent && !s->failed ? ERROR_SEM_TIMEOUT : ERROR_NO_BROWSER_SERVERS_FOUND;
}

/* Asks the browser at the address. Only a shortage of memory is an error. */
static uint32_t ask_found(struct search *s, uint32_t address, struct deadline deadline)
{
    char text[NBNS_TEXT_SIZE];
    nbns_address_text(address, text);
    s->list->n_last = 0;
    uint32_t status = browse_host(s->query, s->route, text, deadline, s->list);
    s->lists += status == ERROR_SUCCESS;
    s->silent += status == ERROR_SEM_TIMEOUT;
    s->failed += status != ERROR_SUCCESS && status != ERROR_SEM_TIMEOUT;
    return status == ERROR_NOT_ENOUGH_MEMORY ? status : ERROR_SUCCESS;
}

/* Asks the browsers that the master names, in its order, and then itself, until one has a list; one
 * with an empty list may not have its copy yet. Each gets an equal share of the time that is left:
 * anybody may have put a name on that list, or hang. */
static uint32_t ask_subnet(struct search *s, uint32_t master, const struct netbios_name *name,
                           struct deadline deadline)
{
    struct backup_list backups;
    const struct browse_route *route = s->route;
    bool asked_master = false;
    uint32_t nt_status =
        backup_list_ask(&route->own, master, route->datagram_port, name, deadline, &backups);
    for (size_t i = 0; i <= backups.n && nt_status == STATUS_OK; i++) {
        uint32_t address = master;
        size_t left = backups.n - i + !asked_master;
        struct deadline share = deadline_share(deadline, left ? left : 1);
        if (i < backups.n)
            nt_status = backup_address(route, &backups, i, master, share, &address);
        if (nt_status != STATUS_OK || !address || (asked_master && address == master))
            continue;
        asked_master |= address == master;
        uint32_t status = ask_found(s, address, share);
        if (status != ERROR_SUCCESS || s->list->n_last)
            return status;
    }
    s->failed += nt_status != STATUS_OK;
    return nt_status == STATUS_NO_MEMORY ? ERROR_NOT_ENOUGH_MEMORY : ERROR_SUCCESS;
}

uint32_t browse_network(const struct browse_query *query, const struct browse_route *route,
                        struct deadline deadline, struct browse_list *list)
{
    struct nbns_question q[2] = { 0 };
    const struct nbns_question *masters = &q[0];
    struct search search = { .query = query, .route = route, .list = list };
    if (!route->names || !netbios_name_make(&q[0].name, query->workgroup, NETBIOS_LOCAL_MASTER) ||
        !netbios_name_make(&q[1].name, query->workgroup, NETBIOS_DOMAIN_MASTER))
        return search_status(&search);
    uint32_t nt_status = nbns_ask(q, 2, route->names, deadline);
    if (nt_status != STATUS_OK)
        return status_to_win32(nt_status);
    if (!masters->n_addresses)
        masters = &q[1]; /* the domain master has the lists of all subnets */
    if (!masters->n_addresses)
        log_line(LOG_ERRORS, "no master browser of %s answers", query->workgroup);
    size_t left =
        masters->n_addresses < BROWSE_MASTERS_MAX ? masters->n_addresses : BROWSE_MASTERS_MAX;
    for (size_t i = 0; left; i++, left--) {
        uint32_t status = ask_subnet(&search, masters->addresses[i], &masters->name,
                                     deadline_share(deadline, left));
        if (status != ERROR_SUCCESS)
            return status;
    }
    return search_status(&search);
}
