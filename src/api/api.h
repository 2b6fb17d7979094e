/* SPDX-License-Identifier: MIT */
/* The shapes of the published calls: what each Get and each Enum function does with its arguments
 * and its answer, written once. A function of api/ names its operation and its family. */
#ifndef API_API_H
#define API_API_H

#include "layout/ops.h"
#include "lmcons.h"

/* One structure. family is NULL for calls without levels, name for calls about the server itself. */
NET_API_STATUS api_get_info(const char *function, const struct rpc_op *op,
                            const struct net_family *family, LPCWSTR servername, LPCWSTR name,
                            DWORD level, LPBYTE *bufptr);

/* An array of structures of a level. resume may be NULL. */
NET_API_STATUS api_enum(const char *function, const struct rpc_op *op,
                        const struct net_family *family, LPCWSTR servername, DWORD level,
                        LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                        LPDWORD totalentries, LPDWORD resume);

#endif
