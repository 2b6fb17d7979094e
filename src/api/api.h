/* SPDX-License-Identifier: MIT */
/* The shapes of the published calls: what each Get, each Enum and each act does with its arguments
 * and its answer, written once. A function of api/ names its operation and its family. */
#ifndef API_API_H
#define API_API_H

#include "layout/ops.h"
#include "lmcons.h"

/* The arguments of a Get: one structure. */
struct get_args {
    LPCWSTR servername;
    LPCWSTR name; /* of the thing asked about; NULL for the server itself */
    DWORD number; /* of it, where it has one */
    DWORD level;  /* 0 where there are none */
    LPBYTE *bufptr;
};

/* family is NULL for calls without levels. */
NET_API_STATUS api_get_info(const char *function, const struct rpc_op *op,
                            const struct net_family *family, const struct get_args *args);

/* The arguments of an Enum: an array of structures of a level. The members stand in the order in
 * which the published functions take them. */
struct enum_args {
    LPCWSTR servername;
    LPCWSTR name, user; /* filters; NULL: none */
    DWORD level;
    LPBYTE *bufptr;
    DWORD prefmaxlen; /* bytes */
    LPDWORD entriesread, totalentries;
    LPDWORD resume; /* NULL: no continuation */
};

NET_API_STATUS api_enum(const char *function, const struct rpc_op *op,
                        const struct net_family *family, const struct enum_args *args);

/* A call that does something. Only frame->name, user and number are the caller's; frame->answer is
 * set on success. */
NET_API_STATUS api_act(const char *function, const struct rpc_op *op, LPCWSTR servername,
                       struct act_frame *frame);

/* A name as a frame holds it. A frame's names are only read, so the const goes no further. */
static inline LPWSTR frame_name(LPCWSTR name)
{
    return (LPWSTR)(uintptr_t)name;
}

#endif
