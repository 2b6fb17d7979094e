/* SPDX-License-Identifier: MIT */
/* The operations of every interface, for tests that run over all tables. */
#ifndef SUPPORT_ALL_OPS_H
#define SUPPORT_ALL_OPS_H

#include "layout/lsarpc.h"
#include "layout/ops.h"
#include "layout/samr.h"

/* The i-th of all lists together; NULL past the last. */
static inline const struct rpc_op *all_ops(size_t i)
{
    const struct rpc_op *const *const lists[] = { rpc_ops, samr_ops, lsarpc_ops };
    for (size_t list = 0; list < sizeof lists / sizeof *lists; list++)
        for (size_t n = 0; lists[list][n]; n++)
            if (!i--)
                return lists[list][n];
    return NULL;
}

#endif
