/* SPDX-License-Identifier: MIT */
/* An interface and its operations as rows: what a bind and a call need to know. layout/ops.c holds
 * the rows. */
#ifndef RPC_OP_H
#define RPC_OP_H

#include <stdbool.h>
#include <stdint.h>

#include "ndr/type.h"

struct rpc_syntax {
    uint32_t time_low;
    uint16_t time_mid, time_hi;
    uint8_t clock_node[8];
    uint16_t major, minor;
};

struct rpc_interface {
    const char *name;
    const char *pipe; /* without \PIPE\ */
    struct rpc_syntax syntax;
    bool nt_status; /* its results are NTSTATUS codes, else Win32 or NERR_ codes */
};

/* A result code that servers use where the published API has a better one. */
struct status_rename {
    uint32_t from, to; /* Win32 or NERR_ codes; from 0 ends the list */
};

struct rpc_op {
    const struct rpc_interface *interface;
    uint16_t opnum;
    const char *name;
    struct ndr_params in, out;
    const struct status_rename *renames; /* NULL: none */
    bool repeatable; /* it only reads: carrying it out twice is as good as once */
};

#endif
