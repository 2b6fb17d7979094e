/* SPDX-License-Identifier: MIT */
/* [MS-LSAT] and [MS-LSAD] as rows: records of 2.2, and the operations of 3.1.4 with their
 * parameters in wire order (appendix A). */
#include "layout/lsarpc.h"

#include "base/limits.h"
#include "layout/ops.h"
#include "lmerr.h"
#include "winerror.h"

/* ---- Records ---- */

#define TYPE(T, ...)                                                                               \
    static const struct ndr_field T##_rows[] = { __VA_ARGS__ };                                    \
    static const struct ndr_type T##_type = NDR_TYPE(struct T, T##_rows)
#define ATTRIBUTE(m) F_U32(struct lsa_attributes, m, 0)

TYPE(lsa_attributes, ATTRIBUTE(length), ATTRIBUTE(root), ATTRIBUTE(name), ATTRIBUTE(attributes),
     ATTRIBUTE(descriptor), ATTRIBUTE(quality));
TYPE(lsa_name, F_USTR(struct lsa_name, name, NET_STRING_MAX));
TYPE(lsa_sid, F_SID(struct lsa_sid, sid));
TYPE(lsa_domain, F_USTR(struct lsa_domain, name, NET_STRING_MAX), F_SID(struct lsa_domain, sid));
TYPE(lsa_domain_list, F_U32(struct lsa_domain_list, count, 0),
     F_ARRAY(struct lsa_domain_list, domains, struct lsa_domain, count, &lsa_domain_type,
             LSA_SIDS_MAX),
     F_U32(struct lsa_domain_list, max, 0));
TYPE(lsa_found_name, F_ENUM16(struct lsa_found_name, use),
     F_USTR(struct lsa_found_name, name, NET_STRING_MAX), F_I32(struct lsa_found_name, domain, 0),
     F_U32(struct lsa_found_name, flags, 0));
TYPE(lsa_found_sid, F_ENUM16(struct lsa_found_sid, use), F_ZERO_SID(struct lsa_found_sid, sid),
     F_I32(struct lsa_found_sid, domain, 0), F_U32(struct lsa_found_sid, flags, 0));

static const struct net_level policy_classes[] = {
    { LSA_PRIMARY_DOMAIN, &lsa_domain_type, NET_GET },
    { LSA_ACCOUNT_DOMAIN, &lsa_domain_type, NET_GET },
};
const struct net_family lsa_policies = NET_FAMILY("LSA policy", policy_classes);

/* ---- Operations ---- */

#define HANDLE    F_INLINE(struct lsa_frame, handle, LSA_HANDLE_SIZE)
#define NUMBER(m) F_U32(struct lsa_frame, m, 0)
#define STATUS    F_U32(struct lsa_frame, status, 0)

/* None is repeatable, because of the handle, as in layout/samr.c. */
#define OP(opnum, op, in, out, renames)                                                            \
    const struct rpc_op op = {                                                                     \
        &lsarpc, opnum, #op, NDR_PARAMS(in), NDR_PARAMS(out), renames, false                       \
    }

/* [MS-LSAD] 3.1.4.4 and 3.1.4.9.4 */
static const struct ndr_field open_in[] = {
    F_WSTR(struct lsa_frame, server, 0, SERVER_NAME_MAX),
    F_STRUCT(struct lsa_frame, attributes, struct lsa_attributes, &lsa_attributes_type),
    NUMBER(access),
};
static const struct ndr_field open_out[] = {
    F_INLINE(struct lsa_frame, opened, LSA_HANDLE_SIZE),
    STATUS,
};
OP(44, LsarOpenPolicy2, open_in, open_out, NULL);
static const struct ndr_field close_in[] = { HANDLE };
static const struct ndr_field close_out[] = { HANDLE, STATUS };
OP(0, LsarClose, close_in, close_out, NULL);
static const struct ndr_field query_in[] = { HANDLE, F_ENUM16(struct lsa_frame, class) };
static const struct ndr_field query_out[] = {
    F_CLASS(struct lsa_frame, info, class, &lsa_policies, NET_GET),
    STATUS,
};
OP(7, LsarQueryInformationPolicy, query_in, query_out, NULL);

/* [MS-LSAT] 3.1.4: a code, and an answer that says the same of each. */
static const struct status_rename lookup_renames[] = {
    { ERROR_NONE_MAPPED, NERR_Success },
    { 0, 0 },
};
#define LOOKUP(opnum, op, asked, found_type, max)                                                  \
    static const struct ndr_field op##_in[] = {                                                    \
        HANDLE,                                                                                    \
        asked,                                                                                     \
        F_CONTAINER(struct lsa_frame, found, found_type, max, 0),                                  \
        F_ENUM16(struct lsa_frame, level),                                                         \
        NUMBER(mapped),                                                                            \
        NUMBER(options),                                                                           \
        NUMBER(revision),                                                                          \
    };                                                                                             \
    static const struct ndr_field op##_out[] = {                                                   \
        F_PTR(struct lsa_frame, info, &lsa_domain_list_type),                                      \
        F_CONTAINER(struct lsa_frame, found, found_type, max, 0),                                  \
        NUMBER(mapped),                                                                            \
        STATUS,                                                                                    \
    };                                                                                             \
    OP(opnum, op, op##_in, op##_out, lookup_renames)
LOOKUP(57, LsarLookupSids2, F_CONTAINER(struct lsa_frame, list, &lsa_sid_type, LSA_SIDS_MAX, 0),
       &lsa_found_name_type, LSA_SIDS_MAX);
LOOKUP(68, LsarLookupNames3, F_COUNTED(struct lsa_frame, list, &lsa_name_type, LSA_NAMES_MAX),
       &lsa_found_sid_type, LSA_NAMES_MAX);

const struct rpc_op *const lsarpc_ops[] = {
    &LsarClose,       &LsarQueryInformationPolicy, &LsarOpenPolicy2,
    &LsarLookupSids2, &LsarLookupNames3,           NULL,
};
