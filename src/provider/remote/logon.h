/* SPDX-License-Identifier: MIT */
/* Which credentials a call logs on with. */
#ifndef PROVIDER_REMOTE_LOGON_H
#define PROVIDER_REMOTE_LOGON_H

#include "auth/credentials.h"
#include "provider/provider.h"

/* As whom a call goes on a server, for the key of its session. */
struct logon_key {
    uint64_t identity; /* another one when who we are has changed, as far as can be told */
    uint64_t use;      /* number of the uses' log-on; 0: there is none */
};

/* Returns a Win32 code: what uses_logon says. */
NET_API_STATUS logon_key(const struct call *call, struct logon_key *out);

/*
 * In this order: the user of a use of the server, and what is configured for it: a credentials
 * file, a keytab, a ccache, the default ccache; `auth` narrows it. Nothing is asked for over the
 * network, and no ticket is looked for yet. Returns a Win32 code: ERROR_NO_SUCH_LOGON_SESSION when
 * there is nothing to log on with, what credentials_read and uses_logon say,
 * ERROR_NOT_ENOUGH_MEMORY. The reason is logged.
 */
NET_API_STATUS logon_credentials(const struct call *call, struct credentials **out);

/*
 * A number for what logon_credentials takes of the configuration: another one when the credentials
 * file or the keytab was written anew, or when the ccache is another one or was filled anew.
 * Tickets that are added to a ccache do not change it. Of a ccache that is no file only the name
 * counts.
 */
uint64_t logon_identity(const struct server_config *s);

#endif
