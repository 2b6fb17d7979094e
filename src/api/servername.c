/* SPDX-License-Identifier: MIT */
/* NetServerComputerName*: no method has a server answer to a further name, so it is bound to each
 * of its transports as an address. */
#include "lmserver.h"

#include <string.h>

#include "api/api.h"
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

/* All transports: there is no second page, since all of it is asked for. */
static NET_API_STATUS list_transports(const char *function, LPCWSTR server,
                                      SERVER_TRANSPORT_INFO_0 **list, DWORD *count)
{
    LPBYTE buffer = NULL;
    DWORD total;
    NET_API_STATUS status = api_enum(function, &NetrServerTransportEnum, &net_server_transport,
                                     &(struct enum_args){ .servername = server,
                                                          .level = 0,
                                                          .bufptr = &buffer,
                                                          .prefmaxlen = MAX_PREFERRED_LENGTH,
                                                          .entriesread = count,
                                                          .totalentries = &total });
    *list = (SERVER_TRANSPORT_INFO_0 *)(void *)buffer;
    return status;
}

/* What the name is, and which server it is for. */
struct emulation {
    const char *function;
    LPCWSTR server;
    struct netbios_name address;
    LPWSTR domain;
};

/* Is this transport of the list one to act on, and what is done with it. */
typedef bool transport_filter(const struct emulation *, const SERVER_TRANSPORT_INFO_0 *list,
                              DWORD i);
typedef NET_API_STATUS transport_act(const struct emulation *, const SERVER_TRANSPORT_INFO_0 *);

/* Success if the act succeeds once, else what the first one said; none: there was no transport. */
static NET_API_STATUS each_transport(const struct emulation *e, transport_filter *filter,
                                     transport_act *act, NET_API_STATUS none)
{
    SERVER_TRANSPORT_INFO_0 *list;
    DWORD count = 0;
    bool done = false;
    NET_API_STATUS result = none;
    NET_API_STATUS status = list_transports(e->function, e->server, &list, &count);
    for (DWORD i = 0; status == NERR_Success && i < count; i++) {
        if (!filter(e, list, i))
            continue;
        NET_API_STATUS one = act(e, &list[i]);
        if (one == NERR_Success)
            done = true;
        else if (result == none)
            result = one;
    }
    NetApiBufferFree(list);
    if (status != NERR_Success)
        return status;
    return done ? NERR_Success : result;
}

/* ---- Add ---- */

/* A transport is listed once for each of its addresses. */
static bool is_first(const struct emulation *e, const SERVER_TRANSPORT_INFO_0 *list, DWORD i)
{
    (void)e;
    if (!list[i].svti0_transportname)
        return false;
    for (DWORD n = 0; n < i; n++)
        if (list[n].svti0_transportname &&
            utf16_same_name(list[n].svti0_transportname, list[i].svti0_transportname))
            return false;
    return true;
}

static NET_API_STATUS bind_name(const struct emulation *e, const SERVER_TRANSPORT_INFO_0 *transport)
{
    struct netbios_name address = e->address;
    SERVER_TRANSPORT_INFO_2 info = {
        .svti2_transportname = transport->svti0_transportname,
        .svti2_transportaddress = address.bytes,
        .svti2_transportaddresslength = sizeof address.bytes,
        .svti2_domain = e->domain,
    };
    return api_set_level(e->function, &NetrServerTransportAddEx, &net_server_transport, NET_ADD,
                         &(struct set_args){ e->server, NULL, 2, &info, NULL });
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
static bool has_address(const struct emulation *e, const SERVER_TRANSPORT_INFO_0 *list, DWORD i)
{
    size_t len = list[i].svti0_transportaddresslength;
    const uint8_t *bytes = list[i].svti0_transportaddress;
    struct netbios_name has = e->address; /* with its type */
    if (!bytes || len > sizeof has.bytes)
        return false;
    memset(has.bytes, ' ', NETBIOS_CHARS);
    for (size_t n = 0; n < len && n < NETBIOS_CHARS && bytes[n]; n++)
        has.bytes[n] = (uint8_t)ascii_upper(bytes[n]);
    return netbios_name_equal(&has, &e->address);
}

static NET_API_STATUS unbind_name(const struct emulation *e,
                                  const SERVER_TRANSPORT_INFO_0 *transport)
{
    return api_set_level(e->function, &NetrServerTransportDel, &net_server_transport, NET_DEL,
                         &(struct set_args){ e->server, NULL, 0, transport, NULL });
}

NET_API_STATUS NetServerComputerNameDel(LMSTR ServerName, LMSTR EmulatedServerName)
{
    struct emulation e = { .function = __func__, .server = ServerName };
    if (!name_address(EmulatedServerName, &e.address))
        return ERROR_INVALID_PARAMETER;
    return each_transport(&e, has_address, unbind_name, NERR_NetNameNotFound);
}
