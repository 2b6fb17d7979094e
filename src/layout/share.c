/* SPDX-License-Identifier: MIT */
/* SHARE_INFO_* of lmshare.h as rows: [MS-SRVS] 2.2.4.22 to 2.2.4.31. */
#include "layout/layout.h"

#include "base/limits.h"
#include "lmshare.h"

static const struct ndr_word share_type_words[] = {
    { STYPE_DISKTREE, STYPE_MASK, "disktree" },
    { STYPE_PRINTQ, STYPE_MASK, "printq" },
    { STYPE_DEVICE, STYPE_MASK, "device" },
    { STYPE_IPC, STYPE_MASK, "ipc" },
    { STYPE_RESERVED2, STYPE_RESERVED2, "cluster_fs" },
    { STYPE_RESERVED3, STYPE_RESERVED3, "cluster_sofs" },
    { STYPE_RESERVED4, STYPE_RESERVED4, "cluster_dfs" },
    { STYPE_TEMPORARY, STYPE_TEMPORARY, "temporary" },
    { STYPE_SPECIAL, STYPE_SPECIAL, "special" },
};
const struct ndr_view view_share_type = { NDR_VIEW_FLAGS, share_type_words,
                                          NDR_COUNT(share_type_words) };

#define SHI_WORD(bit, name)                                                                        \
    {                                                                                              \
        SHI1005_FLAGS_##bit, SHI1005_FLAGS_##bit, name                                             \
    }
static const struct ndr_word share_flag_words[] = {
    SHI_WORD(DFS, "dfs"),
    SHI_WORD(DFS_ROOT, "dfs_root"),
    { CSC_CACHE_MANUAL_REINT, CSC_MASK, "csc_manual" },
    { CSC_CACHE_AUTO_REINT, CSC_MASK, "csc_auto" },
    { CSC_CACHE_VDO, CSC_MASK, "csc_vdo" },
    { CSC_CACHE_NONE, CSC_MASK, "csc_none" },
    SHI_WORD(RESTRICT_EXCLUSIVE_OPENS, "restrict_exclusive_opens"),
    SHI_WORD(FORCE_SHARED_DELETE, "force_shared_delete"),
    SHI_WORD(ALLOW_NAMESPACE_CACHING, "allow_namespace_caching"),
    SHI_WORD(ACCESS_BASED_DIRECTORY_ENUM, "access_based_directory_enum"),
    SHI_WORD(FORCE_LEVELII_OPLOCK, "force_levelii_oplock"),
    SHI_WORD(ENABLE_HASH, "enable_hash"),
    SHI_WORD(ENABLE_CA, "enable_ca"),
    SHI_WORD(ENCRYPT_DATA, "encrypt_data"),
};
static const struct ndr_view view_share_flags = { NDR_VIEW_FLAGS, share_flag_words,
                                                  NDR_COUNT(share_flag_words) };

static const struct ndr_field share_info_0[] = {
    F_WSTR(SHARE_INFO_0, shi0_netname, SHARE_NETNAME_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type share_0 = NDR_TYPE(SHARE_INFO_0, share_info_0);

static const struct ndr_field share_info_1[] = {
    F_WSTR(SHARE_INFO_1, shi1_netname, SHARE_NETNAME_PARMNUM, NET_STRING_MAX),
    F_VIEW(SHARE_INFO_1, shi1_type, SHARE_TYPE_PARMNUM, &view_share_type),
    F_WSTR(SHARE_INFO_1, shi1_remark, SHARE_REMARK_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type share_1 = NDR_TYPE(SHARE_INFO_1, share_info_1);

static const struct ndr_field share_info_2[] = {
    F_WSTR(SHARE_INFO_2, shi2_netname, SHARE_NETNAME_PARMNUM, NET_STRING_MAX),
    F_VIEW(SHARE_INFO_2, shi2_type, SHARE_TYPE_PARMNUM, &view_share_type),
    F_WSTR(SHARE_INFO_2, shi2_remark, SHARE_REMARK_PARMNUM, NET_STRING_MAX),
    F_U32(SHARE_INFO_2, shi2_permissions, SHARE_PERMISSIONS_PARMNUM),
    F_VIEW(SHARE_INFO_2, shi2_max_uses, SHARE_MAX_USES_PARMNUM, &view_limit),
    F_U32(SHARE_INFO_2, shi2_current_uses, SHARE_CURRENT_USES_PARMNUM),
    F_WSTR(SHARE_INFO_2, shi2_path, SHARE_PATH_PARMNUM, NET_STRING_MAX),
    F_PASS(SHARE_INFO_2, shi2_passwd, SHARE_PASSWD_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type share_2 = NDR_TYPE(SHARE_INFO_2, share_info_2);

static const struct ndr_field share_info_501[] = {
    F_WSTR(SHARE_INFO_501, shi501_netname, SHARE_NETNAME_PARMNUM, NET_STRING_MAX),
    F_VIEW(SHARE_INFO_501, shi501_type, SHARE_TYPE_PARMNUM, &view_share_type),
    F_WSTR(SHARE_INFO_501, shi501_remark, SHARE_REMARK_PARMNUM, NET_STRING_MAX),
    F_VIEW(SHARE_INFO_501, shi501_flags, 0, &view_share_flags),
};
static const struct ndr_type share_501 = NDR_TYPE(SHARE_INFO_501, share_info_501);

/* The published `reserved` is the length of the security descriptor on the wire. */
static const struct ndr_field share_info_502[] = {
    F_WSTR(SHARE_INFO_502, shi502_netname, SHARE_NETNAME_PARMNUM, NET_STRING_MAX),
    F_VIEW(SHARE_INFO_502, shi502_type, SHARE_TYPE_PARMNUM, &view_share_type),
    F_WSTR(SHARE_INFO_502, shi502_remark, SHARE_REMARK_PARMNUM, NET_STRING_MAX),
    F_U32(SHARE_INFO_502, shi502_permissions, SHARE_PERMISSIONS_PARMNUM),
    F_VIEW(SHARE_INFO_502, shi502_max_uses, SHARE_MAX_USES_PARMNUM, &view_limit),
    F_U32(SHARE_INFO_502, shi502_current_uses, SHARE_CURRENT_USES_PARMNUM),
    F_WSTR(SHARE_INFO_502, shi502_path, SHARE_PATH_PARMNUM, NET_STRING_MAX),
    F_PASS(SHARE_INFO_502, shi502_passwd, SHARE_PASSWD_PARMNUM, NET_STRING_MAX),
    F_U32(SHARE_INFO_502, shi502_reserved, 0),
    F_SECDESC(SHARE_INFO_502, shi502_security_descriptor, shi502_reserved, SHARE_FILE_SD_PARMNUM,
              NET_SECDESC_MAX),
};
static const struct ndr_type share_502 = NDR_TYPE(SHARE_INFO_502, share_info_502);

static const struct ndr_field share_info_503[] = {
    F_WSTR(SHARE_INFO_503, shi503_netname, SHARE_NETNAME_PARMNUM, NET_STRING_MAX),
    F_VIEW(SHARE_INFO_503, shi503_type, SHARE_TYPE_PARMNUM, &view_share_type),
    F_WSTR(SHARE_INFO_503, shi503_remark, SHARE_REMARK_PARMNUM, NET_STRING_MAX),
    F_U32(SHARE_INFO_503, shi503_permissions, SHARE_PERMISSIONS_PARMNUM),
    F_VIEW(SHARE_INFO_503, shi503_max_uses, SHARE_MAX_USES_PARMNUM, &view_limit),
    F_U32(SHARE_INFO_503, shi503_current_uses, SHARE_CURRENT_USES_PARMNUM),
    F_WSTR(SHARE_INFO_503, shi503_path, SHARE_PATH_PARMNUM, NET_STRING_MAX),
    F_PASS(SHARE_INFO_503, shi503_passwd, SHARE_PASSWD_PARMNUM, NET_STRING_MAX),
    F_WSTR(SHARE_INFO_503, shi503_servername, SHARE_SERVER_PARMNUM, NET_STRING_MAX),
    F_U32(SHARE_INFO_503, shi503_reserved, 0),
    F_SECDESC(SHARE_INFO_503, shi503_security_descriptor, shi503_reserved, SHARE_FILE_SD_PARMNUM,
              NET_SECDESC_MAX),
};
static const struct ndr_type share_503 = NDR_TYPE(SHARE_INFO_503, share_info_503);

static const struct ndr_field share_info_1004[] = {
    F_WSTR(SHARE_INFO_1004, shi1004_remark, SHARE_REMARK_PARMNUM, NET_STRING_MAX),
};
static const struct ndr_type share_1004 = NDR_TYPE(SHARE_INFO_1004, share_info_1004);

static const struct ndr_field share_info_1005[] = {
    F_VIEW(SHARE_INFO_1005, shi1005_flags, 0, &view_share_flags),
};
static const struct ndr_type share_1005 = NDR_TYPE(SHARE_INFO_1005, share_info_1005);

static const struct ndr_field share_info_1006[] = {
    F_VIEW(SHARE_INFO_1006, shi1006_max_uses, SHARE_MAX_USES_PARMNUM, &view_limit),
};
static const struct ndr_type share_1006 = NDR_TYPE(SHARE_INFO_1006, share_info_1006);

static const struct ndr_field share_info_1501[] = {
    F_U32(SHARE_INFO_1501, shi1501_reserved, 0),
    F_SECDESC(SHARE_INFO_1501, shi1501_security_descriptor, shi1501_reserved, SHARE_FILE_SD_PARMNUM,
              NET_SECDESC_MAX),
};
static const struct ndr_type share_1501 = NDR_TYPE(SHARE_INFO_1501, share_info_1501);

/* NET_DEL is NetShareDelEx. */
#define READ (NET_ENUM | NET_GET)
static const struct net_level share_levels[] = {
    { 0, &share_0, READ | NET_DEL },
    { 1, &share_1, READ | NET_SET },
    { 2, &share_2, READ | NET_SET | NET_ADD },
    { 501, &share_501, READ },
    { 502, &share_502, READ | NET_SET | NET_ADD },
    { 503, &share_503, READ | NET_SET | NET_ADD | NET_DEL },
    { 1004, &share_1004, NET_GET | NET_SET },
    { 1005, &share_1005, NET_GET | NET_SET },
    { 1006, &share_1006, NET_GET | NET_SET },
    { 1501, &share_1501, NET_GET | NET_SET },
};
const struct net_family net_share = NET_FAMILY("share", share_levels);
