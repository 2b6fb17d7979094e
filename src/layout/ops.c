/* SPDX-License-Identifier: MIT */
/* The operations as rows: parameters in wire order, as [MS-SRVS] and [MS-WKST] (appendix A) give
 * them. */
#include "layout/ops.h"

#include "base/limits.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "winerror.h"

/* [MS-SRVS] 2.1, [MS-WKST] 2.1 */
const struct rpc_interface srvsvc = {
    .name = "srvsvc",
    .pipe = "srvsvc",
    .syntax = { 0x4b324fc8,
                0x1670,
                0x01d3,
                { 0x12, 0x78, 0x5a, 0x47, 0xbf, 0x6e, 0xe1, 0x88 },
                3,
                0 },
};
const struct rpc_interface wkssvc = {
    .name = "wkssvc",
    .pipe = "wkssvc",
    .syntax = { 0x6bffd098,
                0xa112,
                0x3610,
                { 0x98, 0x33, 0x46, 0xc3, 0xf8, 0x7e, 0x34, 0x5a },
                1,
                0 },
};

/* [MS-SAMR] 2.1 */
const struct rpc_interface samr = {
    .name = "samr",
    .pipe = "samr",
    .syntax = { 0x12345778,
                0x1234,
                0xabcd,
                { 0xef, 0x00, 0x01, 0x23, 0x45, 0x67, 0x89, 0xac },
                1,
                0 },
    .nt_status = true,
};

/* [MS-LSAT] 2.1 */
const struct rpc_interface lsarpc = {
    .name = "lsarpc",
    .pipe = "lsarpc",
    .syntax = { 0x12345778,
                0x1234,
                0xabcd,
                { 0xef, 0x00, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab },
                0,
                0 },
    .nt_status = true,
};

/* ---- Enumerations: [MS-SRVS] 3.1.4.8 and its like ---- */

/* The rows of an enumeration: what it is of, the level and the empty list, the rest. */
#define ENUM_TYPE(name, family)                                                                    \
    static const struct ndr_field name##_info[] = {                                                \
        F_ECHO(struct enum_info, level),                                                           \
        F_LIST(struct enum_info, list, level, family, NET_ENTRIES_MAX),                            \
    };                                                                                             \
    static const struct ndr_type name##_struct = NDR_TYPE(struct enum_info, name##_info);          \
    static const struct ndr_field name##_out[] = {                                                 \
        F_STRUCT(struct enum_frame, info, struct enum_info, &name##_struct),                       \
        F_U32(struct enum_frame, total, 0),                                                        \
        F_OPT_U32(struct enum_frame, resume, has_resume),                                          \
        F_U32(struct enum_frame, status, 0),                                                       \
    }
#define ENUM_IN_SERVER F_WSTR(struct enum_frame, server, 0, SERVER_NAME_MAX)
#define ENUM_IN_NAME   F_WSTR(struct enum_frame, name, 0, NET_STRING_MAX)
#define ENUM_IN_USER   F_WSTR(struct enum_frame, user, 0, NET_STRING_MAX)
#define ENUM_IN_REST(name)                                                                         \
    F_STRUCT(struct enum_frame, info, struct enum_info, &name##_struct),                           \
        F_U32(struct enum_frame, prefmaxlen, 0), F_OPT_U32(struct enum_frame, resume, has_resume)
#define ENUM_OP(interface, opnum, op, name, renames)                                               \
    const struct rpc_op op = {                                                                     \
        &interface, opnum, #op, NDR_PARAMS(name##_in), NDR_PARAMS(name##_out), renames, true       \
    }

/* Samba says 123 or 67 for a share that is not there; the published code is 2310. */
static const struct status_rename share_missing[] = {
    { ERROR_INVALID_NAME, NERR_NetNameNotFound },
    { ERROR_BAD_NET_NAME, NERR_NetNameNotFound },
    { 0, 0 },
};

ENUM_TYPE(share_enum, &net_share);
static const struct ndr_field share_enum_in[] = { ENUM_IN_SERVER, ENUM_IN_REST(share_enum) };
ENUM_OP(srvsvc, 15, NetrShareEnum, share_enum, NULL);
ENUM_OP(srvsvc, 36, NetrShareEnumSticky, share_enum, NULL);

ENUM_TYPE(session_enum, &net_session);
static const struct ndr_field session_enum_in[] = { ENUM_IN_SERVER, ENUM_IN_NAME, ENUM_IN_USER,
                                                    ENUM_IN_REST(session_enum) };
ENUM_OP(srvsvc, 12, NetrSessionEnum, session_enum, NULL);

ENUM_TYPE(file_enum, &net_file);
static const struct ndr_field file_enum_in[] = { ENUM_IN_SERVER, ENUM_IN_NAME, ENUM_IN_USER,
                                                 ENUM_IN_REST(file_enum) };
ENUM_OP(srvsvc, 9, NetrFileEnum, file_enum, NULL);

ENUM_TYPE(connection_enum, &net_connection);
static const struct ndr_field connection_enum_in[] = { ENUM_IN_SERVER, ENUM_IN_NAME,
                                                       ENUM_IN_REST(connection_enum) };
ENUM_OP(srvsvc, 8, NetrConnectionEnum, connection_enum, share_missing);

ENUM_TYPE(wksta_user_enum, &net_wksta_user);
static const struct ndr_field wksta_user_enum_in[] = { ENUM_IN_SERVER,
                                                       ENUM_IN_REST(wksta_user_enum) };
ENUM_OP(wkssvc, 2, NetrWkstaUserEnum, wksta_user_enum, NULL);

ENUM_TYPE(wksta_transport_enum, &net_wksta_transport);
static const struct ndr_field wksta_transport_enum_in[] = { ENUM_IN_SERVER,
                                                            ENUM_IN_REST(wksta_transport_enum) };
ENUM_OP(wkssvc, 5, NetrWkstaTransportEnum, wksta_transport_enum, NULL);

ENUM_TYPE(server_transport_enum, &net_server_transport);
static const struct ndr_field server_transport_enum_in[] = { ENUM_IN_SERVER,
                                                             ENUM_IN_REST(server_transport_enum) };
ENUM_OP(srvsvc, 26, NetrServerTransportEnum, server_transport_enum, NULL);

ENUM_TYPE(server_alias_enum, &net_server_alias);
static const struct ndr_field server_alias_enum_in[] = { ENUM_IN_SERVER,
                                                         ENUM_IN_REST(server_alias_enum) };
ENUM_OP(srvsvc, 55, NetrServerAliasEnum, server_alias_enum, NULL);

/* Of disks the level is a parameter, and the container is no union's. */
#define DISKS F_CONTAINER(struct enum_frame, info.list, &server_disk, NET_ENTRIES_MAX, NDR_VARYING)
static const struct ndr_field disk_enum_in[] = {
    ENUM_IN_SERVER,
    F_U32(struct enum_frame, info.level, 0),
    DISKS,
    F_U32(struct enum_frame, prefmaxlen, 0),
    F_OPT_U32(struct enum_frame, resume, has_resume),
};
static const struct ndr_field disk_enum_out[] = {
    DISKS,
    F_U32(struct enum_frame, total, 0),
    F_OPT_U32(struct enum_frame, resume, has_resume),
    F_U32(struct enum_frame, status, 0),
};
ENUM_OP(srvsvc, 23, NetrServerDiskEnum, disk_enum, NULL);

/* ---- One structure of a level ---- */

static const struct ndr_field info_in[] = {
    F_WSTR(struct info_frame, server, 0, SERVER_NAME_MAX),
    F_U32(struct info_frame, level, 0),
};
static const struct ndr_field named_info_in[] = {
    F_WSTR(struct info_frame, server, 0, SERVER_NAME_MAX),
    F_REF_WSTR(struct info_frame, name, NET_STRING_MAX),
    F_U32(struct info_frame, level, 0),
};
#define INFO_OUT(family)                                                                           \
    {                                                                                              \
        F_INFO(struct info_frame, info, level, family, NET_GET),                                   \
            F_U32(struct info_frame, status, 0),                                                   \
    }

static const struct ndr_field share_info_out[] = INFO_OUT(&net_share);
static const struct ndr_field server_info_out[] = INFO_OUT(&net_server);
static const struct ndr_field wksta_info_out[] = INFO_OUT(&net_wksta);

const struct rpc_op NetrShareGetInfo = {
    &srvsvc,       16,   "NetrShareGetInfo", NDR_PARAMS(named_info_in), NDR_PARAMS(share_info_out),
    share_missing, true,
};
const struct rpc_op NetrServerGetInfo = {
    &srvsvc, 21, "NetrServerGetInfo", NDR_PARAMS(info_in), NDR_PARAMS(server_info_out), NULL, true,
};
const struct rpc_op NetrWkstaGetInfo = {
    &wkssvc, 0, "NetrWkstaGetInfo", NDR_PARAMS(info_in), NDR_PARAMS(wksta_info_out), NULL, true,
};

/* Samba says 2 for a file that is not open; the published code is 2314. */
static const struct status_rename file_missing[] = {
    { ERROR_FILE_NOT_FOUND, NERR_FileIdNotFound },
    { 0, 0 },
};

static const struct ndr_field file_info_in[] = {
    F_WSTR(struct info_frame, server, 0, SERVER_NAME_MAX),
    F_U32(struct info_frame, number, 0),
    F_U32(struct info_frame, level, 0),
};
static const struct ndr_field file_info_out[] = INFO_OUT(&net_file);
const struct rpc_op NetrFileGetInfo = {
    &srvsvc,      10,   "NetrFileGetInfo", NDR_PARAMS(file_info_in), NDR_PARAMS(file_info_out),
    file_missing, true,
};

/* ---- Writing one structure ---- */

#define SET_SERVER   F_WSTR(struct set_frame, server, 0, SERVER_NAME_MAX)
#define SET_LEVEL    F_U32(struct set_frame, level, 0)
#define SET_PARM_ERR F_OPT_U32(struct set_frame, parm_err, has_parm_err)
#define SET_STATUS   F_U32(struct set_frame, status, 0)

static const struct ndr_field set_out[] = { SET_PARM_ERR, SET_STATUS };
static const struct ndr_field write_out[] = { SET_STATUS };

/* A structure of a level, and a place for the number of a wrong member. */
#define SET_OP(interface, opnum, op, family, use, renames)                                         \
    static const struct ndr_field op##_in[] = {                                                    \
        SET_SERVER,                                                                                \
        SET_LEVEL,                                                                                 \
        F_INFO(struct set_frame, info, level, family, use),                                        \
        SET_PARM_ERR,                                                                              \
    };                                                                                             \
    const struct rpc_op op = { &interface,          opnum,   #op,  NDR_PARAMS(op##_in),            \
                               NDR_PARAMS(set_out), renames, false }
/* The same without that place. */
#define WRITE_OP(opnum, op, row, renames)                                                          \
    static const struct ndr_field op##_in[] = { SET_SERVER, SET_LEVEL, row };                      \
    const struct rpc_op op = { &srvsvc, opnum, #op, NDR_PARAMS(op##_in), NDR_PARAMS(write_out),    \
                               renames, false }

/* Samba says 80 for a share that is there already, and 2 for a directory that is not there; the
 * published codes are 2118 and 2116. */
static const struct status_rename share_refused[] = {
    { ERROR_FILE_EXISTS, NERR_DuplicateShare },
    { ERROR_FILE_NOT_FOUND, NERR_UnknownDevDir },
    { 0, 0 },
};

SET_OP(srvsvc, 14, NetrShareAdd, &net_share, NET_ADD, share_refused);
SET_OP(srvsvc, 22, NetrServerSetInfo, &net_server, NET_SET, NULL);
SET_OP(wkssvc, 1, NetrWkstaSetInfo, &net_wksta, NET_SET, NULL);

static const struct ndr_field share_set_in[] = {
    SET_SERVER,   F_REF_WSTR(struct set_frame, name, NET_STRING_MAX),
    SET_LEVEL,    F_INFO(struct set_frame, info, level, &net_share, NET_SET),
    SET_PARM_ERR,
};
const struct rpc_op NetrShareSetInfo = {
    &srvsvc,       17,    "NetrShareSetInfo", NDR_PARAMS(share_set_in), NDR_PARAMS(set_out),
    share_missing, false,
};

WRITE_OP(57, NetrShareDelEx, F_INFO(struct set_frame, info, level, &net_share, NET_DEL),
         share_missing);
WRITE_OP(54, NetrServerAliasAdd, F_INFO(struct set_frame, info, level, &net_server_alias, NET_ADD),
         NULL);
WRITE_OP(56, NetrServerAliasDel, F_INFO(struct set_frame, info, level, &net_server_alias, NET_DEL),
         NULL);

/* Level 0 only: the structure itself. */
WRITE_OP(25, NetrServerTransportAdd, F_REF(struct set_frame, info, &server_transport_0), NULL);
WRITE_OP(27, NetrServerTransportDel, F_REF(struct set_frame, info, &server_transport_0), NULL);
/* Every level: a union of structures by value. */
WRITE_OP(41, NetrServerTransportAddEx,
         F_ARM(struct set_frame, info, level, &net_server_transport, NET_ADD), NULL);
WRITE_OP(53, NetrServerTransportDelEx,
         F_ARM(struct set_frame, info, level, &net_server_transport, NET_DEL), NULL);

static const struct ndr_field wksta_transport_add_in[] = {
    SET_SERVER,
    SET_LEVEL,
    F_REF(struct set_frame, info, &wksta_transport_0),
    SET_PARM_ERR,
};
const struct rpc_op NetrWkstaTransportAdd = {
    &wkssvc,
    6,
    "NetrWkstaTransportAdd",
    NDR_PARAMS(wksta_transport_add_in),
    NDR_PARAMS(set_out),
    NULL,
    false,
};

/* ---- Acts: [MS-SRVS] 3.1.4 ---- */

static const struct ndr_field act_out[] = {
    F_U32(struct act_frame, status, 0),
};

static const struct ndr_field session_del_in[] = {
    F_WSTR(struct act_frame, server, 0, SERVER_NAME_MAX),
    F_WSTR(struct act_frame, name, 0, NET_STRING_MAX),
    F_WSTR(struct act_frame, user, 0, NET_STRING_MAX),
};
const struct rpc_op NetrSessionDel = {
    &srvsvc, 13, "NetrSessionDel", NDR_PARAMS(session_del_in), NDR_PARAMS(act_out), NULL, false,
};

static const struct ndr_field file_close_in[] = {
    F_WSTR(struct act_frame, server, 0, SERVER_NAME_MAX),
    F_U32(struct act_frame, number, 0),
};
const struct rpc_op NetrFileClose = {
    &srvsvc,      11,    "NetrFileClose", NDR_PARAMS(file_close_in), NDR_PARAMS(act_out),
    file_missing, false,
};

static const struct ndr_field share_del_in[] = {
    F_WSTR(struct act_frame, server, 0, SERVER_NAME_MAX),
    F_REF_WSTR(struct act_frame, name, NET_STRING_MAX),
    F_U32(struct act_frame, number, 0), /* reserved */
};
const struct rpc_op NetrShareDel = {
    &srvsvc,       18,    "NetrShareDel", NDR_PARAMS(share_del_in), NDR_PARAMS(act_out),
    share_missing, false,
};
const struct rpc_op NetrShareDelSticky = {
    &srvsvc,       19,    "NetrShareDelSticky", NDR_PARAMS(share_del_in), NDR_PARAMS(act_out),
    share_missing, false,
};

static const struct ndr_field share_check_in[] = {
    F_WSTR(struct act_frame, server, 0, SERVER_NAME_MAX),
    F_REF_WSTR(struct act_frame, name, NET_STRING_MAX),
};
static const struct ndr_field share_check_out[] = {
    F_U32(struct act_frame, answer, 0),
    F_U32(struct act_frame, status, 0),
};
const struct rpc_op NetrShareCheck = {
    &srvsvc, 20,   "NetrShareCheck", NDR_PARAMS(share_check_in), NDR_PARAMS(share_check_out),
    NULL,    true,
};

static const struct ndr_field wksta_transport_del_in[] = {
    F_WSTR(struct act_frame, server, 0, SERVER_NAME_MAX),
    F_WSTR(struct act_frame, name, 0, NET_STRING_MAX),
    F_U32(struct act_frame, number, 0), /* how hard: USE_* */
};
const struct rpc_op NetrWkstaTransportDel = {
    &wkssvc,
    7,
    "NetrWkstaTransportDel",
    NDR_PARAMS(wksta_transport_del_in),
    NDR_PARAMS(act_out),
    NULL,
    false,
};

/* ---- Others ---- */

static const struct ndr_field stats_in[] = {
    F_WSTR(struct stats_frame, server, 0, SERVER_NAME_MAX),
    F_WSTR(struct stats_frame, name, 0, NET_STRING_MAX),
    F_U32(struct stats_frame, level, 0),
    F_U32(struct stats_frame, options, 0),
};
#define STATS_OP(interface, opnum, op, type)                                                       \
    static const struct ndr_field op##_out[] = {                                                   \
        F_PTR(struct stats_frame, info, type),                                                     \
        F_U32(struct stats_frame, status, 0),                                                      \
    };                                                                                             \
    const struct rpc_op op = { &interface,           opnum, #op, NDR_PARAMS(stats_in),             \
                               NDR_PARAMS(op##_out), NULL,  true }
STATS_OP(srvsvc, 24, NetrServerStatisticsGet, &stat_server_0);
STATS_OP(wkssvc, 13, NetrWorkstationStatisticsGet, &stat_workstation_0);

static const struct ndr_field names_in[] = {
    F_WSTR(struct names_frame, server, 0, SERVER_NAME_MAX),
    F_ENUM16(struct names_frame, type),
    F_U32(struct names_frame, reserved, 0),
};
static const struct ndr_field names_out[] = {
    F_LIST_PTR(struct names_frame, names, &computer_name, NET_ENTRIES_MAX),
    F_U32(struct names_frame, status, 0),
};
const struct rpc_op NetrEnumerateComputerNames = {
    &wkssvc, 30,   "NetrEnumerateComputerNames", NDR_PARAMS(names_in), NDR_PARAMS(names_out),
    NULL,    true,
};

static const struct ndr_field join_in[] = {
    F_WSTR(struct join_frame, server, 0, SERVER_NAME_MAX),
    F_WSTR(struct join_frame, name, 0, NET_STRING_MAX),
    F_WSTR(struct join_frame, account, 0, NET_STRING_MAX),
    F_PTR(struct join_frame, password, &join_password),
    F_U32(struct join_frame, reserved, 0),
};
static const struct ndr_field join_out[] = {
    F_U32(struct join_frame, status, 0),
};
#define JOIN_OP(opnum, op)                                                                         \
    const struct rpc_op op = { &wkssvc, opnum, #op, NDR_PARAMS(join_in), NDR_PARAMS(join_out),     \
                               NULL,    false }
JOIN_OP(27, NetrAddAlternateComputerName);
JOIN_OP(28, NetrRemoveAlternateComputerName);
JOIN_OP(29, NetrSetPrimaryComputerName);

static const struct ndr_field tod_in[] = {
    F_WSTR(struct info_frame, server, 0, SERVER_NAME_MAX),
};
static const struct ndr_field tod_out[] = {
    F_PTR(struct info_frame, info, &time_of_day_info),
    F_U32(struct info_frame, status, 0),
};
const struct rpc_op NetrRemoteTOD = {
    &srvsvc, 28, "NetrRemoteTOD", NDR_PARAMS(tod_in), NDR_PARAMS(tod_out), NULL, true,
};

const struct rpc_op *const rpc_ops[] = {
    &NetrShareEnum,
    &NetrShareEnumSticky,
    &NetrSessionEnum,
    &NetrFileEnum,
    &NetrConnectionEnum,
    &NetrWkstaUserEnum,
    &NetrWkstaTransportEnum,
    &NetrServerDiskEnum,
    &NetrServerTransportEnum,
    &NetrServerAliasEnum,
    &NetrShareGetInfo,
    &NetrServerGetInfo,
    &NetrFileGetInfo,
    &NetrRemoteTOD,
    &NetrWkstaGetInfo,
    &NetrServerStatisticsGet,
    &NetrWorkstationStatisticsGet,
    &NetrEnumerateComputerNames,
    &NetrAddAlternateComputerName,
    &NetrRemoveAlternateComputerName,
    &NetrSetPrimaryComputerName,
    &NetrShareAdd,
    &NetrShareSetInfo,
    &NetrShareDelEx,
    &NetrServerSetInfo,
    &NetrServerTransportAdd,
    &NetrServerTransportDel,
    &NetrServerTransportAddEx,
    &NetrServerTransportDelEx,
    &NetrServerAliasAdd,
    &NetrServerAliasDel,
    &NetrWkstaSetInfo,
    &NetrWkstaTransportAdd,
    &NetrWkstaTransportDel,
    &NetrSessionDel,
    &NetrFileClose,
    &NetrShareDel,
    &NetrShareDelSticky,
    &NetrShareCheck,
    NULL,
};
