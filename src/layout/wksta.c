/* SPDX-License-Identifier: MIT */
/* WKSTA_INFO_*, WKSTA_USER_INFO_* and WKSTA_TRANSPORT_INFO_* of lmwksta.h as rows: [MS-WKST] 2.2.5.
 */
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

static const struct ndr_field wksta_user_info_0[] = {
    F_WSTR(WKSTA_USER_INFO_0, wkui0_username, 0, NET_STRING_MAX),
};
static const struct ndr_type wksta_user_0 = NDR_TYPE(WKSTA_USER_INFO_0, wksta_user_info_0);

static const struct ndr_field wksta_user_info_1[] = {
    F_WSTR(WKSTA_USER_INFO_1, wkui1_username, 0, NET_STRING_MAX),
    F_WSTR(WKSTA_USER_INFO_1, wkui1_logon_domain, 0, NET_STRING_MAX),
    F_WSTR(WKSTA_USER_INFO_1, wkui1_oth_domains, 0, NET_STRING_MAX),
    F_WSTR(WKSTA_USER_INFO_1, wkui1_logon_server, 0, NET_STRING_MAX),
};
static const struct ndr_type wksta_user_1 = NDR_TYPE(WKSTA_USER_INFO_1, wksta_user_info_1);

static const struct net_level wksta_user_levels[] = {
    { 0, &wksta_user_0, NET_ENUM },
    { 1, &wksta_user_1, NET_ENUM },
};
const struct net_family net_wksta_user = NET_FAMILY("wksta user", wksta_user_levels);

static const struct ndr_field wksta_transport_info_0[] = {
    F_U32(WKSTA_TRANSPORT_INFO_0, wkti0_quality_of_service, TRANSPORT_QUALITYOFSERVICE_PARMNUM),
    F_U32(WKSTA_TRANSPORT_INFO_0, wkti0_number_of_vcs, 0),
    F_WSTR(WKSTA_TRANSPORT_INFO_0, wkti0_transport_name, TRANSPORT_NAME_PARMNUM, NET_STRING_MAX),
    F_WSTR(WKSTA_TRANSPORT_INFO_0, wkti0_transport_address, 0, NET_STRING_MAX),
    F_BOOL(WKSTA_TRANSPORT_INFO_0, wkti0_wan_ish, 0),
};
static const struct ndr_type wksta_transport_0 =
    NDR_TYPE(WKSTA_TRANSPORT_INFO_0, wksta_transport_info_0);

static const struct net_level wksta_transport_levels[] = {
    { 0, &wksta_transport_0, NET_ENUM },
};
const struct net_family net_wksta_transport = NET_FAMILY("wksta transport", wksta_transport_levels);
