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
    DWORD number;  /* in: of the thing asked about, where it has a number */
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
    LPWSTR name, user;     /* in: only what belongs to this client, path or share, and this user */
    struct enum_info info; /* in, out */
    DWORD prefmaxlen;      /* in: bytes */
    DWORD total;           /* out: entries there are */
    DWORD has_resume;      /* in, out: is the next one there? */
    DWORD resume;          /* in, out: 0 to start */
    DWORD status;          /* out: Win32 or NERR_ code */
};

/* A call that writes one structure, of a level if it has levels. */
struct set_frame {
    LPWSTR server;      /* in: \\name of the server */
    LPWSTR name;        /* in: of the thing written to; NULL for what is new, or a server */
    DWORD level;        /* in */
    void *info;         /* in: the structure */
    DWORD has_parm_err; /* in, out: is the next one there? */
    DWORD parm_err;     /* in, out: the member that a server refuses */
    DWORD status;       /* out: Win32 or NERR_ code */
};

/* The counters of a service. */
struct stats_frame {
    LPWSTR server; /* in: \\name of the server */
    LPWSTR name;   /* in: of the service */
    DWORD level;   /* in: 0 */
    DWORD options; /* in */
    void *info;    /* out: the structure */
    DWORD status;  /* out: Win32 or NERR_ code */
};

/* The names of a computer. */
struct names_frame {
    LPWSTR server;         /* in: \\name of the server */
    DWORD type;            /* in: NET_COMPUTER_NAME_TYPE */
    DWORD reserved;        /* in */
    struct net_list names; /* out: struct computer_name */
    DWORD status;          /* out: Win32 or NERR_ code */
};

/* A call that changes the names of a computer. */
struct join_frame {
    LPWSTR server;  /* in: \\name of the server */
    LPWSTR name;    /* in: the new or old one */
    LPWSTR account; /* in: who may do it, in the domain; NULL: the caller */
    void *password; /* in: struct join_password; NULL: none */
    DWORD reserved; /* in */
    DWORD status;   /* out: Win32 or NERR_ code */
};

/* A call that does something, and gives back a number at most. */
struct act_frame {
    LPWSTR server; /* in: \\name of the server */
    LPWSTR name;   /* in: what it is done to */
    LPWSTR user;   /* in: and whose */
    DWORD number;  /* in: what it is done to, where it has a number; else 0 */
    DWORD answer;  /* out */
    DWORD status;  /* out: Win32 or NERR_ code */
};

extern const struct rpc_interface srvsvc, wkssvc, samr, lsarpc;

extern const struct rpc_op NetrShareEnum;     /* enum_frame, net_share */
extern const struct rpc_op NetrShareGetInfo;  /* info_frame, net_share */
extern const struct rpc_op NetrServerGetInfo; /* info_frame, net_server */
extern const struct rpc_op NetrRemoteTOD;     /* info_frame, time_of_day_info */
extern const struct rpc_op NetrWkstaGetInfo;  /* info_frame, net_wksta */

extern const struct rpc_op NetrShareEnumSticky;    /* enum_frame, net_share */
extern const struct rpc_op NetrSessionEnum;        /* enum_frame, net_session */
extern const struct rpc_op NetrFileEnum;           /* enum_frame, net_file */
extern const struct rpc_op NetrConnectionEnum;     /* enum_frame, net_connection */
extern const struct rpc_op NetrWkstaUserEnum;      /* enum_frame, net_wksta_user */
extern const struct rpc_op NetrWkstaTransportEnum; /* enum_frame, net_wksta_transport */
extern const struct rpc_op NetrFileGetInfo;        /* info_frame, net_file */

extern const struct rpc_op NetrServerDiskEnum;      /* enum_frame, server_disk */
extern const struct rpc_op NetrServerTransportEnum; /* enum_frame, net_server_transport */
extern const struct rpc_op NetrServerAliasEnum;     /* enum_frame, net_server_alias */

extern const struct rpc_op NetrShareAdd;             /* set_frame, net_share */
extern const struct rpc_op NetrShareSetInfo;         /* set_frame, net_share */
extern const struct rpc_op NetrShareDelEx;           /* set_frame, net_share */
extern const struct rpc_op NetrServerSetInfo;        /* set_frame, net_server */
extern const struct rpc_op NetrServerTransportAdd;   /* set_frame, server_transport_0 */
extern const struct rpc_op NetrServerTransportDel;   /* set_frame, server_transport_0 */
extern const struct rpc_op NetrServerTransportAddEx; /* set_frame, net_server_transport */
extern const struct rpc_op NetrServerTransportDelEx; /* set_frame, net_server_transport */
extern const struct rpc_op NetrServerAliasAdd;       /* set_frame, net_server_alias */
extern const struct rpc_op NetrServerAliasDel;       /* set_frame, net_server_alias */
extern const struct rpc_op NetrWkstaSetInfo;         /* set_frame, net_wksta */
extern const struct rpc_op NetrWkstaTransportAdd;    /* set_frame, wksta_transport_0 */

extern const struct rpc_op NetrServerStatisticsGet;      /* stats_frame, stat_server_0 */
extern const struct rpc_op NetrWorkstationStatisticsGet; /* stats_frame, stat_workstation_0 */
extern const struct rpc_op NetrEnumerateComputerNames;   /* names_frame, computer_name */

extern const struct rpc_op NetrAddAlternateComputerName;    /* join_frame */
extern const struct rpc_op NetrRemoveAlternateComputerName; /* join_frame */
extern const struct rpc_op NetrSetPrimaryComputerName;      /* join_frame */

extern const struct rpc_op NetrWkstaTransportDel; /* act_frame: name, number */
extern const struct rpc_op NetrSessionDel;        /* act_frame: name, user */
extern const struct rpc_op NetrFileClose;         /* act_frame: number */
extern const struct rpc_op NetrShareDel;          /* act_frame: name */
extern const struct rpc_op NetrShareDelSticky;    /* act_frame: name */
extern const struct rpc_op NetrShareCheck;        /* act_frame: name; answer */

/* All of them, for the tests that run over every table; NULL ends the list. */
extern const struct rpc_op *const rpc_ops[];

#endif
