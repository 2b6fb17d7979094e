/* SPDX-License-Identifier: MIT */
/* SERVER_INFO_* of lmserver.h as rows: [MS-SRVS] 2.2.4.40 to 2.2.4.46. */
#include "layout/layout.h"

#include "base/limits.h"
#include "lmserver.h"

#define SV_WORD(bit, name)                                                                         \
    {                                                                                              \
        SV_TYPE_##bit, SV_TYPE_##bit, name                                                         \
    }
static const struct ndr_word server_type_words[] = {
    SV_WORD(WORKSTATION, "workstation"),
    SV_WORD(SERVER, "server"),
    SV_WORD(SQLSERVER, "sqlserver"),
    SV_WORD(DOMAIN_CTRL, "domain_ctrl"),
    SV_WORD(DOMAIN_BAKCTRL, "domain_bakctrl"),
    SV_WORD(TIME_SOURCE, "time_source"),
    SV_WORD(AFP, "afp"),
    SV_WORD(NOVELL, "novell"),
    SV_WORD(DOMAIN_MEMBER, "domain_member"),
    SV_WORD(PRINTQ_SERVER, "printq_server"),
    SV_WORD(DIALIN_SERVER, "dialin_server"),
    SV_WORD(SERVER_UNIX, "unix"),
    SV_WORD(NT, "nt"),
    SV_WORD(WFW, "wfw"),
    SV_WORD(SERVER_MFPN, "mfpn"),
    SV_WORD(SERVER_NT, "server_nt"),
    SV_WORD(POTENTIAL_BROWSER, "potential_browser"),
    SV_WORD(BACKUP_BROWSER, "backup_browser"),
    SV_WORD(MASTER_BROWSER, "master_browser"),
    SV_WORD(DOMAIN_MASTER, "domain_master"),
    SV_WORD(SERVER_OSF, "osf"),
    SV_WORD(SERVER_VMS, "vms"),
    SV_WORD(WINDOWS, "windows"),
    SV_WORD(DFS, "dfs"),
    SV_WORD(CLUSTER_NT, "cluster_nt"),
    SV_WORD(TERMINALSERVER, "terminalserver"),
    SV_WORD(CLUSTER_VS_NT, "cluster_vs_nt"),
    SV_WORD(DCE, "dce"),
    SV_WORD(ALTERNATE_XPORT, "alternate_xport"),
    SV_WORD(LOCAL_LIST_ONLY, "local_list_only"),
    SV_WORD(DOMAIN_ENUM, "domain_enum"),
};
static const struct ndr_view view_server_type = { NDR_VIEW_FLAGS, server_type_words,
                                                  NDR_COUNT(server_type_words) };

static const struct ndr_field server_info_100[] = {
    F_VIEW(SERVER_INFO_100, sv100_platform_id, SV_PLATFORM_ID_PARMNUM, &view_platform_id),
    F_WSTR(SERVER_INFO_100, sv100_name, SV_NAME_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type server_100 = NDR_TYPE(SERVER_INFO_100, server_info_100);

static const struct ndr_field server_info_101[] = {
    F_VIEW(SERVER_INFO_101, sv101_platform_id, SV_PLATFORM_ID_PARMNUM, &view_platform_id),
    F_WSTR(SERVER_INFO_101, sv101_name, SV_NAME_PARMNUM, NET_STRING_MAX),
    F_U32(SERVER_INFO_101, sv101_version_major, SV_VERSION_MAJOR_PARMNUM),
    F_U32(SERVER_INFO_101, sv101_version_minor, SV_VERSION_MINOR_PARMNUM),
    F_VIEW(SERVER_INFO_101, sv101_type, SV_TYPE_PARMNUM, &view_server_type),
    F_WSTR(SERVER_INFO_101, sv101_comment, SV_COMMENT_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type server_101 = NDR_TYPE(SERVER_INFO_101, server_info_101);

static const struct ndr_field server_info_102[] = {
    F_VIEW(SERVER_INFO_102, sv102_platform_id, SV_PLATFORM_ID_PARMNUM, &view_platform_id),
    F_WSTR(SERVER_INFO_102, sv102_name, SV_NAME_PARMNUM, NET_STRING_MAX),
    F_U32(SERVER_INFO_102, sv102_version_major, SV_VERSION_MAJOR_PARMNUM),
    F_U32(SERVER_INFO_102, sv102_version_minor, SV_VERSION_MINOR_PARMNUM),
    F_VIEW(SERVER_INFO_102, sv102_type, SV_TYPE_PARMNUM, &view_server_type),
    F_WSTR(SERVER_INFO_102, sv102_comment, SV_COMMENT_PARMNUM, NET_STRING_MAX),
    F_VIEW(SERVER_INFO_102, sv102_users, SV_USERS_PARMNUM, &view_limit),
    F_I32(SERVER_INFO_102, sv102_disc, SV_DISC_PARMNUM),
    F_BOOL(SERVER_INFO_102, sv102_hidden, SV_HIDDEN_PARMNUM),
    F_U32(SERVER_INFO_102, sv102_announce, SV_ANNOUNCE_PARMNUM),
    F_U32(SERVER_INFO_102, sv102_anndelta, SV_ANNDELTA_PARMNUM),
    F_U32(SERVER_INFO_102, sv102_licenses, 0),
    F_WSTR(SERVER_INFO_102, sv102_userpath, SV_USERPATH_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type server_102 = NDR_TYPE(SERVER_INFO_102, server_info_102);

static const struct net_level server_levels[] = {
    { 100, &server_100, NET_GET | NET_ENUM },
    { 101, &server_101, NET_GET | NET_ENUM },
    { 102, &server_102, NET_GET },
};
const struct net_family net_server = NET_FAMILY("server", server_levels);
