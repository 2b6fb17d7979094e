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

static const struct ndr_field share_enum_info[] = {
    F_ECHO(struct enum_info, level),
    F_LIST(struct enum_info, list, level, &net_share, NET_ENTRIES_MAX),
};
static const struct ndr_type share_enum_struct = NDR_TYPE(struct enum_info, share_enum_info);

#define ENUM_IN(info_type)                                                                         \
    {                                                                                              \
        F_WSTR(struct enum_frame, server, 0, SERVER_NAME_MAX),                                     \
            F_STRUCT(struct enum_frame, info, struct enum_info, info_type),                        \
            F_U32(struct enum_frame, prefmaxlen, 0),                                               \
            F_OPT_U32(struct enum_frame, resume, has_resume),                                      \
    }
#define ENUM_OUT(info_type)                                                                        \
    {                                                                                              \
        F_STRUCT(struct enum_frame, info, struct enum_info, info_type),                            \
            F_U32(struct enum_frame, total, 0), F_OPT_U32(struct enum_frame, resume, has_resume),  \
            F_U32(struct enum_frame, status, 0),                                                   \
    }

static const struct ndr_field share_enum_in[] = ENUM_IN(&share_enum_struct);
static const struct ndr_field share_enum_out[] = ENUM_OUT(&share_enum_struct);

const struct rpc_op NetrShareEnum = {
    &srvsvc, 15, "NetrShareEnum", NDR_PARAMS(share_enum_in), NDR_PARAMS(share_enum_out), NULL, true,
};

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
        F_INFO(struct info_frame, info, level, family), F_U32(struct info_frame, status, 0),       \
    }

static const struct ndr_field share_info_out[] = INFO_OUT(&net_share);
static const struct ndr_field server_info_out[] = INFO_OUT(&net_server);
static const struct ndr_field wksta_info_out[] = INFO_OUT(&net_wksta);

/* Samba says 123 or 67 for a share that is not there; the published code is 2310. */
static const struct status_rename share_missing[] = {
    { ERROR_INVALID_NAME, NERR_NetNameNotFound },
    { ERROR_BAD_NET_NAME, NERR_NetNameNotFound },
    { 0, 0 },
};

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
    &NetrShareEnum, &NetrShareGetInfo, &NetrServerGetInfo, &NetrRemoteTOD, &NetrWkstaGetInfo, NULL,
};
