/* SPDX-License-Identifier: MIT */
/* The server argument of a call to the provider that answers it. */
#include "provider/provider.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "lmerr.h"
#include "winerror.h"

#define HOST_LEN_MAX 253u /* characters of a DNS name, RFC 1035 2.3.4 */

static NET_API_STATUS check_host(const char *host)
{
    size_t len = strlen(host);
    if (!len || len > HOST_LEN_MAX || strpbrk(host, "\\/"))
        return ERROR_INVALID_NAME;
    for (const char *p = host; *p; p++)
        if ((unsigned char)*p <= ' ' || strchr("\"*<>|?,;=+@#&()'^!~`{}$", *p))
            return ERROR_BAD_NETPATH; /* no host is called that */
    return NERR_Success;
}

/* \\host or host to call->host; stays NULL when there is no name. */
static NET_API_STATUS read_name(struct call *call, LPCWSTR name)
{
    if (!name || !*name)
        return NERR_Success;
    if (utf16_len(name) > HOST_LEN_MAX + 2)
        return ERROR_INVALID_NAME;
    if (name[0] == u'\\' && name[1] == u'\\')
        name += 2;
    char *utf8 = utf8_new_strict(name);
    if (!utf8)
        return errno == ENOMEM ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_NAME;
    NET_API_STATUS status = check_host(utf8);
    if (status == NERR_Success) {
        size_t units = utf16_len(name), bytes = strlen(utf8) + 1;
        call->host = arena_new(&call->arena, bytes);
        call->unc = arena_new(&call->arena, (units + 3) * sizeof(WCHAR));
        if (call->host && call->unc) {
            memcpy(call->host, utf8, bytes);
            call->unc[0] = call->unc[1] = u'\\';
            memcpy(call->unc + 2, name, units * sizeof(WCHAR));
        } else {
            status = ERROR_NOT_ENOUGH_MEMORY;
        }
    }
    x_free(utf8);
    return status;
}

/* This computer's host name, with or without its domain. A [server] section of that name wins. */
static bool is_own_name(const char *host)
{
    char own[HOST_LEN_MAX + 1];
    if (!strcasecmp(host, "localhost"))
        return true;
    if (gethostname(own, sizeof own))
        return false;
    own[sizeof own - 1] = '\0';
    if (!strcasecmp(host, own))
        return true;
    own[strcspn(own, ".")] = '\0';
    return !strcasecmp(host, own);
}

NET_API_STATUS call_start(struct call *call, const char *function, LPCWSTR servername,
                          const struct provider **provider)
{
    *call = (struct call){ .function = function };
    *provider = &provider_local;
    NET_API_STATUS status = read_name(call, servername);
    if (status != NERR_Success || !call->host)
        return status;
    status = config_read(call->host, &call->arena, &call->server);
    if (status != NERR_Success)
        return status;
    call->deadline = deadline_in(call->server.timeout_ms);
    if (call->server.known || !is_own_name(call->host))
        *provider = &provider_remote;
    return NERR_Success;
}

NET_API_STATUS call_start_network(struct call *call, const char *function, LPCWSTR servername)
{
    *call = (struct call){ .function = function };
    NET_API_STATUS status = read_name(call, servername);
    if (status == NERR_Success)
        status = config_read(call->host ? call->host : "", &call->arena, &call->server);
    if (status == NERR_Success)
        call->deadline = deadline_in(call->server.timeout_ms);
    return status;
}

void call_end(struct call *call)
{
    arena_drop(&call->arena);
}
