/* SPDX-License-Identifier: MIT */
/* UNC names know no colons, so Windows writes IPv6 addresses as names of a domain that nobody
 * looks up. */
#include "net/literal.h"

#include <string.h>
#include <strings.h>

static const char *copy(const char *text, size_t len, char *out, size_t size, const char *otherwise)
{
    if (!len || len >= size)
        return otherwise;
    memcpy(out, text, len);
    out[len] = '\0';
    return out;
}

const char *net_literal(const char *host, char *out, size_t size)
{
    static const char suffix[] = ".ipv6-literal.net";
    size_t len = strlen(host), tail = sizeof suffix - 1;
    if (len > 2 && host[0] == '[' && host[len - 1] == ']')
        return copy(host + 1, len - 2, out, size, host);
    if (len <= tail || strcasecmp(host + len - tail, suffix))
        return host;
    if (copy(host, len - tail, out, size, host) == host)
        return host;
    size_t zone = strcspn(out, "sS"); /* what follows is the name or number of an interface */
    for (size_t i = 0; i < zone; i++)
        if (out[i] == '-')
            out[i] = ':';
    if (out[zone])
        out[zone] = '%';
    return out;
}
