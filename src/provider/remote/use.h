/* SPDX-License-Identifier: MIT */
/* Uses of servers, made and ended: what the table of uses says and what the server says together.
 */
#ifndef PROVIDER_REMOTE_USE_H
#define PROVIDER_REMOTE_USE_H

#include "lmuse.h"
#include "provider/provider.h"
#include "provider/uses.h"

/*
 * Tries the wish on its server and records it. The call was started for that server. Returns a
 * Win32 code: ERROR_BAD_DEV_TYPE when the share is of another type than wish->type, what
 * uses_propose, uses_add and the log-on say. Nothing is recorded then.
 */
NET_API_STATUS use_make(struct call *call, enum uses_whose whose, const struct use_wish *wish);

/* As uses_remove; the sessions of a log-on that ends with it are closed. */
NET_API_STATUS use_end(const char *host, const char *share, DWORD force);

/* A use as level 3 shows it, which all other levels are the beginning of. Texts are in the arena.
 */
NET_API_STATUS use_info(struct arena *arena, const struct use_record *record, USE_INFO_3 *info);

#endif
