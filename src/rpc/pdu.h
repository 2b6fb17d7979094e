/* SPDX-License-Identifier: MIT */
/* Protocol data units of connection-oriented DCE/RPC, C706 12.6: bytes to fields and back. */
#ifndef RPC_PDU_H
#define RPC_PDU_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "rpc/op.h"

enum pdu_type {
    PDU_REQUEST = 0,
    PDU_RESPONSE = 2,
    PDU_FAULT = 3,
    PDU_BIND = 11,
    PDU_BIND_ACK = 12,
    PDU_BIND_NAK = 13,
    PDU_ALTER_CONTEXT = 14,
    PDU_ALTER_CONTEXT_RESP = 15,
};

#define PDU_FIRST 0x01u /* pfc_flags */
#define PDU_LAST  0x02u

#define PDU_HEADER          16u
#define PDU_REQUEST_HEADER  24u
#define PDU_RESPONSE_HEADER 24u
#define PDU_FAULT_SIZE      32u

struct pdu_header {
    uint8_t type, flags;
    bool big_endian;
    uint16_t frag_len, auth_len; /* bytes */
    uint32_t call_id;
};

/* Reads the 16 bytes at p. False when they are no header of version 5. */
bool pdu_read_header(const uint8_t *p, struct pdu_header *h);

static inline uint16_t pdu_u16(const struct pdu_header *h, const uint8_t *p)
{
    return h->big_endian ? get_be16(p) : get_le16(p);
}

static inline uint32_t pdu_u32(const struct pdu_header *h, const uint8_t *p)
{
    return h->big_endian ? get_be32(p) : get_le32(p);
}

/* Appends a bind with one presentation context (id 0) for the interface in NDR. */
void pdu_put_bind(struct bytes *out, uint32_t call_id, uint16_t max_fragment,
                  const struct rpc_interface *interface);

/* Appends an alter_context that adds the presentation context of this id. */
void pdu_put_alter_context(struct bytes *out, uint32_t call_id, uint16_t max_fragment,
                           uint16_t context, const struct rpc_interface *interface);

/* Appends one fragment of a request in a presentation context, with its part of the stub. left
 * counts the stub bytes from this fragment on (the allocation hint). */
void pdu_put_request(struct bytes *out, uint32_t call_id, uint8_t flags, uint16_t context,
                     uint16_t opnum, const uint8_t *stub, size_t stub_len, size_t left);

struct pdu_bind_ack {
    uint16_t max_recv;       /* largest fragment the server takes, bytes */
    uint16_t result, reason; /* of our one presentation context; 0 accepted */
    bool ndr;                /* the transfer syntax is NDR 2.0 */
};

/* Reads a whole bind_ack or alter_context_resp PDU of h->frag_len bytes; false when it does not
 * hold together. */
bool pdu_read_bind_ack(const struct pdu_header *h, const uint8_t *p, struct pdu_bind_ack *ack);

#endif
