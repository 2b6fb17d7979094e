/* SPDX-License-Identifier: MIT */
#include "provider/use_list.h"

#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/utf16.h"
#include "lmerr.h"
#include "lmuse.h"
#include "winerror.h"

static struct use *use_free(struct use *u)
{
    if (u)
        x_free(u->share);
    return x_free(u);
}

static struct use_server *server_free(struct use_server *s)
{
    while (s && s->uses) {
        struct use *next = s->uses->next;
        use_free(s->uses);
        s->uses = next;
    }
    if (s) {
        credentials_free(s->credentials);
        x_free(s->host);
    }
    return x_free(s);
}

struct use_server *use_list_free(struct use_server *list)
{
    while (list) {
        struct use_server *next = list->next;
        server_free(list);
        list = next;
    }
    return NULL;
}

/* Names of servers are ASCII, or compared byte by byte, as in the configuration. */
struct use_server *use_list_find(struct use_server *list, const char *host)
{
    while (list && strcasecmp(list->host, host))
        list = list->next;
    return list;
}

struct use *use_find(const struct use_server *server, const char *share)
{
    struct use *u = server ? server->uses : NULL;
    while (u && !utf8_same_name(u->share, share))
        u = u->next;
    return u;
}

NET_API_STATUS use_list_admits(struct use_server *list, const struct use_wish *wish)
{
    const struct use_server *s = use_list_find(list, wish->host);
    if (!s || !wish->credentials)
        return NERR_Success;
    return s->credentials && credentials_same_user(s->credentials, wish->credentials)
               ? NERR_Success
               : ERROR_SESSION_CREDENTIAL_CONFLICT;
}

static struct use *use_new(const struct use_wish *wish)
{
    struct use *u = x_new(sizeof *u);
    if (!u)
        return NULL;
    u->share = x_strdup(wish->share);
    u->type = wish->type;
    u->flags = wish->flags;
    return u->share ? u : use_free(u);
}

static struct use_server *server_new(const struct use_wish *wish)
{
    struct use_server *s = x_new(sizeof *s);
    if (!s)
        return NULL;
    s->host = x_strdup(wish->host);
    if (wish->credentials)
        s->credentials = credentials_copy(wish->credentials);
    return s->host && (s->credentials || !wish->credentials) ? s : server_free(s);
}

/* Puts the use at the end of those of its server. */
static void append_use(struct use_server *s, struct use *u)
{
    struct use **at = &s->uses;
    while (*at)
        at = &(*at)->next;
    *at = u;
}

static void append_server(struct use_server **list, struct use_server *s)
{
    while (*list)
        list = &(*list)->next;
    *list = s;
}

/* What may fail comes first, so that a list is never half changed. */
NET_API_STATUS use_list_add(struct use_server **list, const struct use_wish *wish, uint64_t number)
{
    NET_API_STATUS status = use_list_admits(*list, wish);
    struct use_server *s = use_list_find(*list, wish->host), *made = NULL;
    struct use *u = use_find(s, wish->share), *made_use = NULL;
    struct credentials *changed = NULL;
    if (status != NERR_Success)
        return status;
    bool change = s && wish->credentials && !credentials_equal(s->credentials, wish->credentials);
    if (!s)
        s = made = server_new(wish);
    if (!u)
        u = made_use = use_new(wish);
    if (change)
        changed = credentials_copy(wish->credentials);
    if (!s || !u || (change && !changed)) {
        credentials_free(changed);
        use_free(made_use);
        server_free(made);
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    if (made)
        append_server(list, made);
    if (made_use)
        append_use(s, made_use);
    if (changed) {
        credentials_free(s->credentials);
        s->credentials = changed;
        s->busy = 0;
    }
    if (made || changed)
        s->number = number;
    s->unreachable = false;
    if (wish->type != USE_WILDCARD)
        u->type = wish->type;
    u->flags = wish->flags;
    u->usecount++;
    return NERR_Success;
}

uint64_t use_list_remove(struct use_server **list, const char *host, const char *share, bool all)
{
    struct use_server **at = list, *s = use_list_find(*list, host);
    struct use **use_at = &s->uses, *u = use_find(s, share);
    if (!all && --u->usecount)
        return 0;
    while (*use_at != u)
        use_at = &(*use_at)->next;
    *use_at = u->next;
    use_free(u);
    if (s->uses)
        return 0;
    while (*at != s)
        at = &(*at)->next;
    *at = s->next;
    uint64_t ended = s->number;
    server_free(s);
    return ended;
}
