/* SPDX-License-Identifier: MIT */
/* The user who runs the caller, on this computer. */
#ifndef PROVIDER_LOCAL_WKSTA_USER_H
#define PROVIDER_LOCAL_WKSTA_USER_H

#include "lmcons.h"

/* One structure of a level of net_wksta_user that has NET_GET, in a buffer of its own; *block is
 * NULL after an error. origin names the API function; static storage. */
NET_API_STATUS wksta_user_get(DWORD level, const char *origin, void **block);

/* Keeps the list for as long as the user is logged on. NULL and "" are an empty one.
 * ERROR_INVALID_PARAMETER when it is no list of domains; the header lmwksta.h has all codes. */
NET_API_STATUS wksta_user_set_oth_domains(LPCWSTR domains);

#endif
