/* SPDX-License-Identifier: MIT */
/* NetBIOS names and name service packets. Whatever is read here may come from anybody on the
 * network. */
#include "net/netbios.h"

#include <string.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/utf16.h"

#define LABEL_SIZE   32u   /* a name has 16 bytes, each of them two letters */
#define POINTER_MARK 0xC0u /* RFC 1002 4.1: the two high bits of a label's length */
#define POINTER_MASK 0x3FFFu

#define HEADER_SIZE    12u /* RFC 1002 4.2.1.1 */
#define FLAG_RESPONSE  0x8000u
#define OPCODE_MASK    0x7800u /* 0 is a query */
#define FLAG_RECURSION 0x0100u
#define FLAG_BROADCAST 0x0010u
#define RCODE_MASK     0x000Fu

#define TYPE_NB    0x0020u
#define TYPE_NULL  0x000Au /* RFC 1002 4.2.14: a negative answer's record */
#define CLASS_IN   0x0001u
#define ENTRY_SIZE 6u /* NB_FLAGS and NB_ADDRESS */

bool netbios_allows(char16_t c)
{
    return c > u' ' && c != 0x7F && (c > 0x7F || !strchr("\"*+,/:;<=>?[\\]|", c));
}

bool netbios_name_make(struct netbios_name *name, const char *text, enum netbios_type type)
{
    size_t len = strlen(text);
    if (!len || len > NETBIOS_CHARS)
        return false;
    memset(name->bytes, ' ', NETBIOS_CHARS);
    for (size_t i = 0; i < len; i++)
        name->bytes[i] = (uint8_t)ascii_upper((uint8_t)text[i]);
    name->bytes[NETBIOS_CHARS] = (uint8_t)type;
    return true;
}

void netbios_name_text(const struct netbios_name *name, char text[NETBIOS_CHARS + 1])
{
    size_t len = NETBIOS_CHARS;
    while (len && (name->bytes[len - 1] == ' ' || !name->bytes[len - 1]))
        len--;
    memcpy(text, name->bytes, len);
    text[len] = '\0';
}

void netbios_name_own(struct netbios_name *name)
{
    char host[SERVER_NAME_MAX] = "";
    if (!gethostname(host, sizeof host - 1)) {
        host[strcspn(host, ".")] = '\0';
        host[NETBIOS_CHARS] = '\0';
    }
    if (!netbios_name_make(name, host, NETBIOS_WORKSTATION))
        netbios_name_make(name, "UNKNOWN", NETBIOS_WORKSTATION);
}

bool netbios_name_equal(const struct netbios_name *a, const struct netbios_name *b)
{
    return !memcmp(a->bytes, b->bytes, sizeof a->bytes);
}

void netbios_name_encode(const struct netbios_name *name, uint8_t out[NETBIOS_ENCODED])
{
    *out++ = LABEL_SIZE;
    for (size_t i = 0; i < sizeof name->bytes; i++) {
        *out++ = (uint8_t)('A' + (name->bytes[i] >> 4));
        *out++ = (uint8_t)('A' + (name->bytes[i] & 15));
    }
    *out = 0;
}

static bool decode_label(const uint8_t *label, struct netbios_name *name)
{
    for (size_t i = 0; i < sizeof name->bytes; i++) {
        unsigned high = label[2 * i] - (unsigned)'A', low = label[2 * i + 1] - (unsigned)'A';
        if (high > 15 || low > 15)
            return false;
        name->bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

bool netbios_name_decode(const uint8_t *packet, size_t len, size_t *at, struct netbios_name *name)
{
    size_t p = *at;      /* where we read */
    size_t end = len;    /* what a pointer leads to must lie before it */
    bool jumped = false; /* then *at stands behind the first pointer already */
    bool named = false;
    while (p < len) {
        size_t size = packet[p];
        if (!size) {
            if (!jumped)
                *at = p + 1;
            return named;
        }
        if ((size & POINTER_MARK) == POINTER_MARK) {
            if (len - p < 2)
                return false;
            size_t to = get_be16(packet + p) & POINTER_MASK;
            if (!jumped)
                *at = p + 2;
            if (to >= p || to >= end)
                return false;
            jumped = true;
            p = end = to;
            continue;
        }
        if (size > 63 || size >= len - p)
            return false;
        if (!named && (size != LABEL_SIZE || !decode_label(packet + p + 1, name)))
            return false;
        named = true;
        p += 1 + size;
    }
    return false;
}

void nbns_query_encode(uint16_t id, const struct netbios_name *name, bool broadcast,
                       uint8_t out[NBNS_QUERY_SIZE])
{
    memset(out, 0, NBNS_QUERY_SIZE);
    put_be16(out, id);
    put_be16(out + 2, FLAG_RECURSION | (broadcast ? FLAG_BROADCAST : 0));
    put_be16(out + 4, 1); /* questions */
    netbios_name_encode(name, out + HEADER_SIZE);
    put_be16(out + HEADER_SIZE + NETBIOS_ENCODED, TYPE_NB);
    put_be16(out + HEADER_SIZE + NETBIOS_ENCODED + 2, CLASS_IN);
}

static bool is_host(uint32_t address)
{
    unsigned first = address >> 24;
    return first != 0 && first != 127 && first < 224;
}

bool nbns_response_decode(const uint8_t *packet, size_t len, struct nbns_response *out)
{
    *out = (struct nbns_response){ 0 };
    if (len < HEADER_SIZE)
        return false;
    unsigned flags = get_be16(packet + 2);
    if (!(flags & FLAG_RESPONSE) || flags & OPCODE_MASK || !get_be16(packet + 6))
        return false;
    out->id = get_be16(packet);
    size_t at = HEADER_SIZE;
    for (unsigned questions = get_be16(packet + 4); questions; questions--) {
        /* a response repeats none, but some say they do */
        if (!netbios_name_decode(packet, len, &at, &out->name) || len - at < 4)
            return false;
        at += 4;
    }
    if (!netbios_name_decode(packet, len, &at, &out->name) || len - at < 10)
        return false;
    unsigned type = get_be16(packet + at), class = get_be16(packet + at + 2);
    size_t size = get_be16(packet + at + 8);
    at += 10;
    if (class != CLASS_IN || size > len - at)
        return false;
    if (flags & RCODE_MASK)
        return type == TYPE_NB || type == TYPE_NULL;
    if (type != TYPE_NB || !size || size % ENTRY_SIZE)
        return false;
    for (size_t i = 0; i < size / ENTRY_SIZE && out->n_addresses < NBNS_ANSWERS_MAX; i++) {
        uint32_t address = get_be32(packet + at + i * ENTRY_SIZE + 2);
        if (is_host(address))
            out->addresses[out->n_addresses++] = address;
    }
    return true;
}
