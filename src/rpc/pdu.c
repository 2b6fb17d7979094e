/* SPDX-License-Identifier: MIT */
/* PDUs are written little-endian and read in whichever order the sender announces. */
#include "rpc/pdu.h"

#define RPC_VERSION   5u
#define DREP_LITTLE   0x10u /* integers little-endian, characters ASCII, floats IEEE */
#define DREP_INT_MASK 0xF0u

#define BIND_ACK_FIXED 26u /* header, fragment sizes, group, length of the secondary address */
#define RESULT_SIZE    24u

/* C706 appendix I. */
static const struct rpc_syntax ndr_syntax = {
    0x8a885d04, 0x1ceb, 0x11c9, { 0x9f, 0xe8, 0x08, 0x00, 0x2b, 0x10, 0x48, 0x60 }, 2, 0,
};

bool pdu_read_header(const uint8_t *p, struct pdu_header *h)
{
    h->type = p[2];
    h->flags = p[3];
    h->big_endian = (p[4] & DREP_INT_MASK) != DREP_LITTLE;
    h->frag_len = pdu_u16(h, p + 8);
    h->auth_len = pdu_u16(h, p + 10);
    h->call_id = pdu_u32(h, p + 12);
    /* minor version 1 is as good as 0, C706 12.6.3.1 */
    return p[0] == RPC_VERSION && p[1] <= 1 && (p[4] & DREP_INT_MASK) <= DREP_LITTLE &&
           h->frag_len >= PDU_HEADER && h->auth_len <= h->frag_len - PDU_HEADER;
}

static size_t pdu_start(struct bytes *out, uint8_t type, uint8_t flags, uint32_t call_id)
{
    static const uint8_t drep[4] = { DREP_LITTLE };
    size_t at = out->len;
    bytes_put_u8(out, RPC_VERSION);
    bytes_put_u8(out, 0);
    bytes_put_u8(out, type);
    bytes_put_u8(out, flags);
    bytes_put(out, drep, sizeof drep);
    bytes_put_le16(out, 0); /* length of the fragment, by pdu_end */
    bytes_put_le16(out, 0); /* length of the auth verifier */
    bytes_put_le32(out, call_id);
    return at;
}

static void pdu_end(struct bytes *out, size_t at)
{
    if (!out->failed)
        put_le16(out->data + at + 8, (uint16_t)(out->len - at));
}

static void put_syntax(struct bytes *out, const struct rpc_syntax *s)
{
    bytes_put_le32(out, s->time_low);
    bytes_put_le16(out, s->time_mid);
    bytes_put_le16(out, s->time_hi);
    bytes_put(out, s->clock_node, sizeof s->clock_node);
    bytes_put_le16(out, s->major);
    bytes_put_le16(out, s->minor);
}

static bool is_syntax(const struct pdu_header *h, const uint8_t *p, const struct rpc_syntax *s)
{
    return pdu_u32(h, p) == s->time_low && pdu_u16(h, p + 4) == s->time_mid &&
           pdu_u16(h, p + 6) == s->time_hi && !memcmp(p + 8, s->clock_node, sizeof s->clock_node) &&
           pdu_u32(h, p + 16) == ((uint32_t)s->minor << 16 | s->major);
}

/* bind and alter_context are the same but for their type. */
static void put_context(struct bytes *out, uint8_t type, uint32_t call_id, uint16_t max_fragment,
                        uint16_t context, const struct rpc_interface *interface)
{
    size_t at = pdu_start(out, type, PDU_FIRST | PDU_LAST, call_id);
    bytes_put_le16(out, max_fragment); /* to send */
    bytes_put_le16(out, max_fragment); /* to receive */
    bytes_put_le32(out, 0);            /* a new association group */
    bytes_put_le32(out, 1);            /* one context, padding */
    bytes_put_le16(out, context);      /* its id */
    bytes_put_le16(out, 1);            /* one transfer syntax, padding */
    put_syntax(out, &interface->syntax);
    put_syntax(out, &ndr_syntax);
    pdu_end(out, at);
}

void pdu_put_bind(struct bytes *out, uint32_t call_id, uint16_t max_fragment,
                  const struct rpc_interface *interface)
{
    put_context(out, PDU_BIND, call_id, max_fragment, 0, interface);
}

void pdu_put_alter_context(struct bytes *out, uint32_t call_id, uint16_t max_fragment,
                           uint16_t context, const struct rpc_interface *interface)
{
    put_context(out, PDU_ALTER_CONTEXT, call_id, max_fragment, context, interface);
}

void pdu_put_request(struct bytes *out, uint32_t call_id, uint8_t flags, uint16_t context,
                     uint16_t opnum, const uint8_t *stub, size_t stub_len, size_t left)
{
    size_t at = pdu_start(out, PDU_REQUEST, flags, call_id);
    bytes_put_le32(out, (uint32_t)left);
    bytes_put_le16(out, context);
    bytes_put_le16(out, opnum);
    bytes_put(out, stub, stub_len);
    pdu_end(out, at);
}

bool pdu_read_bind_ack(const struct pdu_header *h, const uint8_t *p, struct pdu_bind_ack *ack)
{
    size_t end = h->frag_len;
    if (end < BIND_ACK_FIXED)
        return false;
    ack->max_recv = pdu_u16(h, p + 18);
    size_t results = BIND_ACK_FIXED + pdu_u16(h, p + 24);
    results = (results + 3) & ~(size_t)3;
    if (results + 4 > end || p[results] != 1 || end - results - 4 < RESULT_SIZE)
        return false;
    const uint8_t *result = p + results + 4;
    ack->result = pdu_u16(h, result);
    ack->reason = pdu_u16(h, result + 2);
    ack->ndr = is_syntax(h, result + 4, &ndr_syntax);
    return true;
}
