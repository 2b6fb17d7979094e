/* SPDX-License-Identifier: MIT */
/* Which credentials a call logs on with. */
#ifndef PROVIDER_REMOTE_LOGON_H
#define PROVIDER_REMOTE_LOGON_H

#include "auth/credentials.h"
#include "provider/provider.h"

/*
 * What is configured for the call's server, in this order: a credentials file, a keytab, a ccache,
 * the default ccache; `auth` narrows it. Nothing is asked for over the network, and no ticket is
 * looked for yet. Returns a Win32 code: ERROR_NO_SUCH_LOGON_SESSION when there is nothing to log
 * on with, what credentials_read says, ERROR_NOT_ENOUGH_MEMORY. The reason is logged.
 */
NET_API_STATUS logon_credentials(const struct call *call, struct credentials **out);

/*
 * A number for what logon_credentials takes: another one when the credentials file or the keytab
 * was written anew, or when the ccache is another one or was filled anew. Tickets that are added to
 * a ccache do not change it. Of a ccache that is no file only the name counts.
 */
uint64_t logon_identity(const struct server_config *s);

#endif
