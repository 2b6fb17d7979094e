/* SPDX-License-Identifier: MIT */
/* USE_INFO_* of lmuse.h as rows: [MS-WKST] 2.2.5.22 to 2.2.5.25. They are never on a wire here. */
#include "layout/layout.h"

#include "base/limits.h"
#include "lmuse.h"

static const struct ndr_word use_status_words[] = {
    { USE_OK, ~0u, "ok" },         { USE_PAUSED, ~0u, "paused" }, { USE_DISCONN, ~0u, "disconn" },
    { USE_NETERR, ~0u, "neterr" }, { USE_CONN, ~0u, "conn" },     { USE_RECONN, ~0u, "reconn" },
};
static const struct ndr_view view_use_status = { NDR_VIEW_CHOICE, use_status_words,
                                                 NDR_COUNT(use_status_words) };

static const struct ndr_word use_type_words[] = {
    { USE_WILDCARD, ~0u, "wildcard" }, { USE_DISKDEV, ~0u, "diskdev" },
    { USE_SPOOLDEV, ~0u, "spooldev" }, { USE_CHARDEV, ~0u, "chardev" },
    { USE_IPC, ~0u, "ipc" },
};
static const struct ndr_view view_use_type = { NDR_VIEW_CHOICE, use_type_words,
                                               NDR_COUNT(use_type_words) };

static const struct ndr_word use_flag_words[] = {
    { CREATE_NO_CONNECT, CREATE_NO_CONNECT, "no_connect" },
    { CREATE_BYPASS_CSC, CREATE_BYPASS_CSC, "bypass_csc" },
    { USE_DEFAULT_CREDENTIALS, USE_DEFAULT_CREDENTIALS, "default_credentials" },
};
static const struct ndr_view view_use_flags = { NDR_VIEW_FLAGS, use_flag_words,
                                                NDR_COUNT(use_flag_words) };

static const struct ndr_field use_info_0[] = {
    F_WSTR(USE_INFO_0, ui0_local, USE_LOCAL_PARMNUM, NET_STRING_MAX),
    F_WSTR(USE_INFO_0, ui0_remote, USE_REMOTE_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type use_0 = NDR_TYPE(USE_INFO_0, use_info_0);

static const struct ndr_field use_info_1[] = {
    F_WSTR(USE_INFO_1, ui1_local, USE_LOCAL_PARMNUM, NET_STRING_MAX),
    F_WSTR(USE_INFO_1, ui1_remote, USE_REMOTE_PARMNUM, NET_STRING_MAX),
    F_PASS(USE_INFO_1, ui1_password, USE_PASSWORD_PARMNUM, NET_STRING_MAX),
    F_VIEW(USE_INFO_1, ui1_status, 0, &view_use_status),
    F_VIEW(USE_INFO_1, ui1_asg_type, USE_ASGTYPE_PARMNUM, &view_use_type),
    F_U32(USE_INFO_1, ui1_refcount, 0),
    F_U32(USE_INFO_1, ui1_usecount, 0),
};
static const struct ndr_type use_1 = NDR_TYPE(USE_INFO_1, use_info_1);

static const struct ndr_field use_info_2[] = {
    F_WSTR(USE_INFO_2, ui2_local, USE_LOCAL_PARMNUM, NET_STRING_MAX),
    F_WSTR(USE_INFO_2, ui2_remote, USE_REMOTE_PARMNUM, NET_STRING_MAX),
    F_PASS(USE_INFO_2, ui2_password, USE_PASSWORD_PARMNUM, NET_STRING_MAX),
    F_VIEW(USE_INFO_2, ui2_status, 0, &view_use_status),
    F_VIEW(USE_INFO_2, ui2_asg_type, USE_ASGTYPE_PARMNUM, &view_use_type),
    F_U32(USE_INFO_2, ui2_refcount, 0),
    F_U32(USE_INFO_2, ui2_usecount, 0),
    F_WSTR(USE_INFO_2, ui2_username, USE_USERNAME_PARMNUM, NET_STRING_MAX),
    F_WSTR(USE_INFO_2, ui2_domainname, USE_DOMAINNAME_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type use_2 = NDR_TYPE(USE_INFO_2, use_info_2);

static const struct ndr_field use_info_3[] = {
    F_STRUCT(USE_INFO_3, ui3_ui2, USE_INFO_2, &use_2),
    F_VIEW(USE_INFO_3, ui3_flags, 0, &view_use_flags),
};
static const struct ndr_type use_3 = NDR_TYPE(USE_INFO_3, use_info_3);

static const struct net_level use_levels[] = {
    { 0, &use_0, NET_ENUM | NET_GET },
    { 1, &use_1, NET_ENUM | NET_GET | NET_ADD },
    { 2, &use_2, NET_ENUM | NET_GET | NET_ADD },
    { 3, &use_3, NET_GET | NET_ADD },
};
const struct net_family net_use = NET_FAMILY("use", use_levels);
