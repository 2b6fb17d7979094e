/* SPDX-License-Identifier: MIT */
/* NetServerComputerName*: no method has a server answer to a further name, so it is bound to each
 * of its transports as an address. */
#include "lmserver.h"

#include <string.h>

#include "api/api.h"
#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "net/netbios.h"
#include "winerror.h"

/* A name as an address: [MS-SRVS] 2.2.4.93 to 2.2.4.96 have the 16 bytes that NetBIOS has. */
static bool name_address(LPCWSTR name, struct netbios_name *address)
{
    char text[NETBIOS_CHARS + 1];
    size_t len = 0;
    if (!name)
        return false;
    if (name[0] == u'\\' && name[1] == u'\\')
        name += 2;
    for (; name[len]; len++) {
        if (len == NETBIOS_CHARS || name[len] > 0x7F || !netbios_allows(name[len]))
            return false;
        text[len] = (char)name[len];
    }
    text[len] = '\0';
    return netbios_name_make(address, text, NETBIOS_SERVER);
}

/* What the name is, which server it is for, and until when. */
struct emulation {
    const char *function;
    LPCWSTR server;
    struct netbios_name address;
    LPWSTR domain;
    struct deadline until;
};

/* The list of a server, in the pages it came in. */
struct transports {
    const SERVER_TRANSPORT_INFO_0 *all[TRANSPORTS_MAX];
    LPBYTE pages[TRANSPORTS_MAX];
    DWORD count, n_pages;
};

/* Takes the page over. False when there are too many of them, or of what is in them. */
static bool take_page(struct transports *list, LPBYTE page, DWORD count)
{
    const SERVER_TRANSPORT_INFO_0 *entries = (const SERVER_TRANSPORT_INFO_0 *)(void *)page;
    if (list->n_pages == TRANSPORTS_MAX || count > TRANSPORTS_MAX - list->count) {
        NetApiBufferFree(page);
        return false;
    }
    list->pages[list->n_pages++] = page;
    for (DWORD i = 0; i < count; i++)
        list->all[list->count++] = &entries[i];
    return true;
}

static void transports_free(struct transports *list)
{
    while (list->n_pages)
        NetApiBufferFree(list->pages[--list->n_pages]);
}

/* All transports, before one is acted on: what is done to one changes the list. Handles that do not
 * move have no end. */
static NET_API_STATUS list_transports(struct emulation *e, struct transports *list)
{
    DWORD count, total, resume = 0, before;
    LPBYTE page;
    NET_API_STATUS status;
    do {
        before = resume;
        status = api_enum_until(e->function, &NetrServerTransportEnum, &net_server_transport,
                                &(struct enum_args){ .servername = e->server,
                                                     .level = 0,
                                                     .bufptr = &page,
                                                     .prefmaxlen = MAX_PREFERRED_LENGTH,
                                                     .entriesread = &count,
                                                     .totalentries = &total,
                                                     .resume = &resume },
                                &e->until);
        if (status != NERR_Success && status != ERROR_MORE_DATA)
            return status;
        if (!take_page(list, page, count) || (status == ERROR_MORE_DATA && resume == before)) {
            log_line(LOG_ERRORS, "%s: the list of transports does not end", e->function);
            return RPC_X_BAD_STUB_DATA;
        }
    } while (status == ERROR_MORE_DATA);
    return NERR_Success;
}

/* Is this transport of the list one to act on, and what is done with it. */
typedef bool transport_filter(const struct emulation *, const struct transports *, DWORD i);
typedef NET_API_STATUS transport_act(struct emulation *, const SERVER_TRANSPORT_INFO_0 *);

/* Nobody but the log can tell which, when others took the name. */
static void log_refusal(const struct emulation *e, const SERVER_TRANSPORT_INFO_0 *transport,
                        NET_API_STATUS status)
{
    char *name = transport->svti0_transportname ? utf8_new(transport->svti0_transportname) : NULL;
    log_line(LOG_ERRORS, "%s: transport %s: refused with %u", e->function, name ? name : "",
             (unsigned)status);
    x_free(name);
}

/* Success if the act succeeds once, else what the first one said; none: there was no transport. */
static NET_API_STATUS act_on_each(struct emulation *e, const struct transports *list,
                                  transport_filter *filter, transport_act *act, NET_API_STATUS none)
{
    bool done = false;
    NET_API_STATUS result = none;
    for (DWORD i = 0; i < list->count; i++) {
        if (!filter(e, list, i))
            continue;
        NET_API_STATUS one = act(e, list->all[i]);
        if (one == NERR_Success) {
            done = true;
            continue;
        }
        log_refusal(e, list->all[i], one);
        if (result == none)
            result = one;
    }
    return done ? NERR_Success : result;
}

static NET_API_STATUS each_transport(struct emulation *e, transport_filter *filter,
                                     transport_act *act, NET_API_STATUS none)
{
    struct transports list = { .count = 0 };
    NET_API_STATUS status = list_transports(e, &list);
    if (status == NERR_Success)
        status = act_on_each(e, &list, filter, act, none);
    transports_free(&list);
    return status;
}

/* ---- Add ---- */

/* A transport is listed once for each of its addresses. */
static bool is_first(const struct emulation *e, const struct transports *list, DWORD i)
{
    LPCWSTR name = list->all[i]->svti0_transportname;
    (void)e;
    for (DWORD n = 0; name && n < i; n++)
        if (list->all[n]->svti0_transportname &&
            utf16_same_name(list->all[n]->svti0_transportname, name))
            return false;
    return name != NULL;
}

static NET_API_STATUS bind_name(struct emulation *e, const SERVER_TRANSPORT_INFO_0 *transport)
{
    struct netbios_name address = e->address;
    SERVER_TRANSPORT_INFO_2 info = {
        .svti2_transportname = transport->svti0_transportname,
        .svti2_transportaddress = address.bytes,
        .svti2_transportaddresslength = sizeof address.bytes,
        .svti2_domain = e->domain,
    };
    return api_set_level_until(e->function, &NetrServerTransportAddEx, &net_server_transport,
                               NET_ADD, &(struct set_args){ e->server, NULL, 2, &info, NULL },
                               &e->until);
}

NET_API_STATUS NetServerComputerNameAdd(LMSTR ServerName, LMSTR EmulatedDomainName,
                                        LMSTR EmulatedServerName)
{
    struct emulation e = { .function = __func__, .server = ServerName };
    if (!name_address(EmulatedServerName, &e.address))
        return ERROR_INVALID_PARAMETER;
    if (EmulatedDomainName && *EmulatedDomainName)
        e.domain = EmulatedDomainName;
    if (e.domain && utf16_len(e.domain) > DNLEN)
        return ERROR_INVALID_DOMAINNAME;
    return each_transport(&e, is_first, bind_name, NERR_NetNotStarted);
}

/* ---- Del ---- */

/* Servers end a name with its type or with a NUL, and may leave both out. */
static bool has_address(const struct emulation *e, const struct transports *list, DWORD i)
{
    size_t len = list->all[i]->svti0_transportaddresslength;
    const uint8_t *bytes = list->all[i]->svti0_transportaddress;
    struct netbios_name has = e->address; /* with its type */
    if (!bytes || len > sizeof has.bytes)
        return false;
    memset(has.bytes, ' ', NETBIOS_CHARS);
    for (size_t n = 0; n < len && n < NETBIOS_CHARS && bytes[n]; n++)
        has.bytes[n] = (uint8_t)ascii_upper(bytes[n]);
    return netbios_name_equal(&has, &e->address);
}

static NET_API_STATUS unbind_name(struct emulation *e, const SERVER_TRANSPORT_INFO_0 *transport)
{
    return api_set_level_until(e->function, &NetrServerTransportDel, &net_server_transport, NET_DEL,
                               &(struct set_args){ e->server, NULL, 0, transport, NULL },
                               &e->until);
}

NET_API_STATUS NetServerComputerNameDel(LMSTR ServerName, LMSTR EmulatedServerName)
{
    struct emulation e = { .function = __func__, .server = ServerName };
    if (!name_address(EmulatedServerName, &e.address))
        return ERROR_INVALID_PARAMETER;
    return each_transport(&e, has_address, unbind_name, NERR_NetNameNotFound);
}
