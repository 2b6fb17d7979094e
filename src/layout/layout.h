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

extern const struct ndr_type time_of_day_info; /* remutl.c: TIME_OF_DAY_INFO */

/* views.c: words that several families share. */
extern const struct ndr_view view_platform_id;
extern const struct ndr_view view_share_type; /* in share.c */
extern const struct ndr_view view_limit;      /* 0xFFFFFFFF: unlimited */
extern const struct ndr_view view_unix_time;  /* seconds since 1970 */

#endif
