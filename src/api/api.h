/* SPDX-License-Identifier: MIT */
/* The shapes of the published calls: what each Get, each Enum and each act does with its arguments
 * and its answer, written once. A function of api/ names its operation and its family. */
#ifndef API_API_H
#define API_API_H

#include "layout/ops.h"
#include "lmcons.h"
#include "provider/provider.h"

/* Makes the call: picks who answers and hands the frame over. Every frame begins with the name of
 * the server, which is filled in here. As provider.call for the rest. */
NET_API_STATUS api_call(const char *function, const struct rpc_op *op, LPCWSTR servername,
                        void *frame, void **block);

/* The same with a password, or another secret, in the frame. */
NET_API_STATUS api_call_sealed(const char *function, const struct rpc_op *op, LPCWSTR servername,
                               void *frame, call_seal *seal, void **block);

/* The same for one of several calls that a function makes, which have one deadline: *until, set by
 * the first, before which it is 0. */
NET_API_STATUS api_call_until(const char *function, const struct rpc_op *op, LPCWSTR servername,
                              void *frame, struct deadline *until, void **block);

/* The same for a call that answers with one structure, *info of the frame: it goes to *bufptr. */
NET_API_STATUS api_call_info(const char *function, const struct rpc_op *op, LPCWSTR servername,
                             void *frame, void **info, LPBYTE *bufptr);

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

/* One page of several, as api_call_until. */
NET_API_STATUS api_enum_until(const char *function, const struct rpc_op *op,
                              const struct net_family *family, const struct enum_args *args,
                              struct deadline *until);

/* Leaves the first count entries of an answer of api_enum; without any there is no buffer. */
void api_shorten(const struct enum_args *args, DWORD count);

/* Drops what the filter does not keep from an answer of api_enum with *args->entriesread entries of
 * size bytes. For filters that not every server heeds. */
void api_filter(const struct enum_args *args, size_t size,
                bool (*keep)(const void *entry, const struct enum_args *));

/* The arguments of a call that writes one structure. */
struct set_args {
    LPCWSTR servername;
    LPCWSTR name; /* of the thing written to; NULL for what is new, or a server */
    DWORD level;
    const void *buf;
    LPDWORD parm_err; /* NULL: not wanted, or the function has none */
};

/* Can the caller's structure be what a server is sent? *parm: the number of the wrong member. */
NET_API_STATUS api_check_record(const struct ndr_type *type, const void *buf, DWORD *parm);

/* The structure has this type (set.c); NULL: the level is none. */
NET_API_STATUS api_set(const char *function, const struct rpc_op *op, const struct ndr_type *type,
                       const struct set_args *args);
/* The type is that of the level in the family, if it is good for the use. */
NET_API_STATUS api_set_level(const char *function, const struct rpc_op *op,
                             const struct net_family *family, enum net_use use,
                             const struct set_args *args);

/* The same as api_call_until. */
NET_API_STATUS api_set_level_until(const char *function, const struct rpc_op *op,
                                   const struct net_family *family, enum net_use use,
                                   const struct set_args *args, struct deadline *until);

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
