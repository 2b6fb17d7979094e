/* SPDX-License-Identifier: MIT */
/* FILE_INFO_* and CONNECTION_INFO_* of lmshare.h as rows: [MS-SRVS] 2.2.4.1 to 2.2.4.7. */
#include "layout/layout.h"

#include "base/limits.h"
#include "lmshare.h"

static const struct ndr_word permission_words[] = {
    { PERM_FILE_READ, PERM_FILE_READ, "read" },
    { PERM_FILE_WRITE, PERM_FILE_WRITE, "write" },
    { PERM_FILE_CREATE, PERM_FILE_CREATE, "create" },
};
static const struct ndr_view view_permissions = { NDR_VIEW_FLAGS, permission_words,
                                                  NDR_COUNT(permission_words) };

static const struct ndr_field file_info_2[] = {
    F_U32(FILE_INFO_2, fi2_id, 0),
};
static const struct ndr_type file_2 = NDR_TYPE(FILE_INFO_2, file_info_2);

static const struct ndr_field file_info_3[] = {
    F_U32(FILE_INFO_3, fi3_id, 0),
    F_VIEW(FILE_INFO_3, fi3_permissions, 0, &view_permissions),
    F_U32(FILE_INFO_3, fi3_num_locks, 0),
    F_WSTR(FILE_INFO_3, fi3_pathname, 0, NET_STRING_MAX),
    F_WSTR(FILE_INFO_3, fi3_username, 0, NET_STRING_MAX),
};
static const struct ndr_type file_3 = NDR_TYPE(FILE_INFO_3, file_info_3);

static const struct net_level file_levels[] = {
    { 2, &file_2, NET_ENUM | NET_GET },
    { 3, &file_3, NET_ENUM | NET_GET },
};
const struct net_family net_file = NET_FAMILY("file", file_levels);

static const struct ndr_field connection_info_0[] = {
    F_U32(CONNECTION_INFO_0, coni0_id, 0),
};
static const struct ndr_type connection_0 = NDR_TYPE(CONNECTION_INFO_0, connection_info_0);

static const struct ndr_field connection_info_1[] = {
    F_U32(CONNECTION_INFO_1, coni1_id, 0),
    F_VIEW(CONNECTION_INFO_1, coni1_type, 0, &view_share_type),
    F_U32(CONNECTION_INFO_1, coni1_num_opens, 0),
    F_U32(CONNECTION_INFO_1, coni1_num_users, 0),
    F_U32(CONNECTION_INFO_1, coni1_time, 0),
    F_WSTR(CONNECTION_INFO_1, coni1_username, 0, NET_STRING_MAX),
    F_WSTR(CONNECTION_INFO_1, coni1_netname, 0, NET_STRING_MAX),
};
static const struct ndr_type connection_1 = NDR_TYPE(CONNECTION_INFO_1, connection_info_1);

static const struct net_level connection_levels[] = {
    { 0, &connection_0, NET_ENUM },
    { 1, &connection_1, NET_ENUM },
};
const struct net_family net_connection = NET_FAMILY("connection", connection_levels);
