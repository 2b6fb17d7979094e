/* SPDX-License-Identifier: MIT */
/* WKSTA_INFO_* of lmwksta.h as rows: [MS-WKST] 2.2.5.1 to 2.2.5.3. */
#include "layout/layout.h"

#include "base/limits.h"
#include "lmwksta.h"

static const struct ndr_field wksta_info_100[] = {
    F_VIEW(WKSTA_INFO_100, wki100_platform_id, WKSTA_PLATFORM_ID_PARMNUM, &view_platform_id),
    F_WSTR(WKSTA_INFO_100, wki100_computername, WKSTA_COMPUTERNAME_PARMNUM, NET_STRING_MAX),
    F_WSTR(WKSTA_INFO_100, wki100_langroup, WKSTA_LANGROUP_PARMNUM, NET_STRING_MAX),
    F_U32(WKSTA_INFO_100, wki100_ver_major, WKSTA_VER_MAJOR_PARMNUM),
    F_U32(WKSTA_INFO_100, wki100_ver_minor, WKSTA_VER_MINOR_PARMNUM),
};
static const struct ndr_type wksta_100 = NDR_TYPE(WKSTA_INFO_100, wksta_info_100);

static const struct ndr_field wksta_info_101[] = {
    F_VIEW(WKSTA_INFO_101, wki101_platform_id, WKSTA_PLATFORM_ID_PARMNUM, &view_platform_id),
    F_WSTR(WKSTA_INFO_101, wki101_computername, WKSTA_COMPUTERNAME_PARMNUM, NET_STRING_MAX),
    F_WSTR(WKSTA_INFO_101, wki101_langroup, WKSTA_LANGROUP_PARMNUM, NET_STRING_MAX),
    F_U32(WKSTA_INFO_101, wki101_ver_major, WKSTA_VER_MAJOR_PARMNUM),
    F_U32(WKSTA_INFO_101, wki101_ver_minor, WKSTA_VER_MINOR_PARMNUM),
    F_WSTR(WKSTA_INFO_101, wki101_lanroot, WKSTA_LANROOT_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type wksta_101 = NDR_TYPE(WKSTA_INFO_101, wksta_info_101);

static const struct ndr_field wksta_info_102[] = {
    F_VIEW(WKSTA_INFO_102, wki102_platform_id, WKSTA_PLATFORM_ID_PARMNUM, &view_platform_id),
    F_WSTR(WKSTA_INFO_102, wki102_computername, WKSTA_COMPUTERNAME_PARMNUM, NET_STRING_MAX),
    F_WSTR(WKSTA_INFO_102, wki102_langroup, WKSTA_LANGROUP_PARMNUM, NET_STRING_MAX),
    F_U32(WKSTA_INFO_102, wki102_ver_major, WKSTA_VER_MAJOR_PARMNUM),
    F_U32(WKSTA_INFO_102, wki102_ver_minor, WKSTA_VER_MINOR_PARMNUM),
    F_WSTR(WKSTA_INFO_102, wki102_lanroot, WKSTA_LANROOT_PARMNUM, NET_STRING_MAX),
    F_U32(WKSTA_INFO_102, wki102_logged_on_users, WKSTA_LOGGED_ON_USERS_PARMNUM),
};
static const struct ndr_type wksta_102 = NDR_TYPE(WKSTA_INFO_102, wksta_info_102);

static const struct net_level wksta_levels[] = {
    { 100, &wksta_100, NET_GET },
    { 101, &wksta_101, NET_GET },
    { 102, &wksta_102, NET_GET },
};
const struct net_family net_wksta = NET_FAMILY("wksta", wksta_levels);
