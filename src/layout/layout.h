/* SPDX-License-Identifier: MIT */
/* The families of information levels, one file each in this folder. A new level is a table and a
 * row in its family's list: docs/ndr.md. */
#ifndef LAYOUT_LAYOUT_H
#define LAYOUT_LAYOUT_H

#include "ndr/type.h"

extern const struct net_family net_server;          /* server.c: SERVER_INFO_* */
extern const struct net_family net_share;           /* share.c: SHARE_INFO_* */
extern const struct net_family net_wksta;           /* wksta.c: WKSTA_INFO_* */
extern const struct net_family net_wksta_user;      /* wksta.c: WKSTA_USER_INFO_* */
extern const struct net_family net_wksta_transport; /* wksta.c: WKSTA_TRANSPORT_INFO_* */
extern const struct net_family net_use;             /* use.c: USE_INFO_* */
extern const struct net_family net_session;         /* session.c: SESSION_INFO_* */
extern const struct net_family net_file;            /* file.c: FILE_INFO_* */
extern const struct net_family net_connection;      /* file.c: CONNECTION_INFO_* */

extern const struct net_family net_server_transport; /* server.c: SERVER_TRANSPORT_INFO_* */
extern const struct net_family net_server_alias;     /* server.c: SERVER_ALIAS_INFO_0 */
extern const struct net_family net_server_disk;      /* server.c: struct disk_info */

/* What NetServerDiskEnum answers with: "C:" and its NUL. */
#define DISK_NAME_CHARS 3
struct disk_info {
    WCHAR disk_name[DISK_NAME_CHARS];
};

extern const struct ndr_type server_transport_0; /* server.c: SERVER_TRANSPORT_INFO_0 */
extern const struct ndr_type server_disk;        /* server.c: struct disk_info */
extern const struct ndr_type wksta_transport_0;  /* wksta.c: WKSTA_TRANSPORT_INFO_0 */

/* What NetEnumerateComputerNames answers with: an array of pointers. */
struct computer_name {
    LPWSTR name;
};
extern const struct ndr_type computer_name; /* wksta.c */

extern const struct ndr_type stat_server_0;      /* stats.c: STAT_SERVER_0 */
extern const struct ndr_type stat_workstation_0; /* stats.c: STAT_WORKSTATION_0 */
extern const struct ndr_type time_of_day_info;   /* remutl.c: TIME_OF_DAY_INFO */

/* views.c: words that several families share. */
extern const struct ndr_view view_platform_id;
extern const struct ndr_view view_share_type; /* in share.c */
extern const struct ndr_view view_limit;      /* 0xFFFFFFFF: unlimited */
extern const struct ndr_view view_unix_time;  /* seconds since 1970 */
extern const struct ndr_view view_file_time;  /* 100 ns since 1601 */

#endif
