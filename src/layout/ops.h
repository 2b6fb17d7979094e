/* SPDX-License-Identifier: MIT */
/*
 * Every remote operation we know, by interface and opnum, and the frames their parameters live in.
 * Calls of one shape share a frame: what Get and Enum calls have in common is common here too.
 */
#ifndef LAYOUT_OPS_H
#define LAYOUT_OPS_H

#include "rpc/op.h"

/* A call that answers with one structure, of a level if it has levels. */
struct info_frame {
    LPWSTR server; /* in: \\name of the server */
    LPWSTR name;   /* in: of the thing asked about; NULL where a server is asked about itself */
    DWORD level;   /* in; 0 where there are no levels */
    void *info;    /* out: the structure */
    DWORD status;  /* out: Win32 or NERR_ code */
};

/* A call that answers with an array of structures of a level. */
struct enum_info {
    DWORD level;          /* in, out */
    struct net_list list; /* out */
};
struct enum_frame {
    LPWSTR server;         /* in: \\name of the server */
    struct enum_info info; /* in, out */
    DWORD prefmaxlen;      /* in: bytes */
    DWORD total;           /* out: entries there are */
    DWORD has_resume;      /* in, out: is the next one there? */
    DWORD resume;          /* in, out: 0 to start */
    DWORD status;          /* out: Win32 or NERR_ code */
};

extern const struct rpc_interface srvsvc, wkssvc;

extern const struct rpc_op NetrShareEnum;     /* enum_frame, net_share */
extern const struct rpc_op NetrShareGetInfo;  /* info_frame, net_share */
extern const struct rpc_op NetrServerGetInfo; /* info_frame, net_server */
extern const struct rpc_op NetrRemoteTOD;     /* info_frame, time_of_day_info */
extern const struct rpc_op NetrWkstaGetInfo;  /* info_frame, net_wksta */

/* All of them, for the tests that run over every table; NULL ends the list. */
extern const struct rpc_op *const rpc_ops[];

#endif
