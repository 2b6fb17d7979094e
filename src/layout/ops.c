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

/* ---- Others ---- */

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
    &NetrShareEnum,          &NetrShareEnumSticky, &NetrSessionEnum,
    &NetrFileEnum,           &NetrConnectionEnum,  &NetrWkstaUserEnum,
    &NetrWkstaTransportEnum, &NetrShareGetInfo,    &NetrServerGetInfo,
    &NetrFileGetInfo,        &NetrRemoteTOD,       &NetrWkstaGetInfo,
    &NetrSessionDel,         &NetrFileClose,       &NetrShareDel,
    &NetrShareDelSticky,     &NetrShareCheck,      NULL,
};
