/* SPDX-License-Identifier: MIT */
/* Walks a self-relative security descriptor twice over: to check it, and to write it as SDDL. */
#include "base/secdesc.h"

#include <inttypes.h>
#include <stdio.h>

#define SD_HEADER  20u
#define ACL_HEADER 8u
#define ACE_HEADER 4u
#define SD_MAX_LEN (1u << 24) /* offsets are compared as uint32_t */

/* Control bits, [MS-DTYP] 2.4.6. */
#define SE_DACL_PRESENT          0x0004u
#define SE_SACL_PRESENT          0x0010u
#define SE_DACL_AUTO_INHERIT_REQ 0x0100u
#define SE_SACL_AUTO_INHERIT_REQ 0x0200u
#define SE_DACL_AUTO_INHERITED   0x0400u
#define SE_SACL_AUTO_INHERITED   0x0800u
#define SE_DACL_PROTECTED        0x1000u
#define SE_SACL_PROTECTED        0x2000u
#define SE_SELF_RELATIVE         0x8000u

/* The SID at p and how long it is; 0 when it does not fit into left bytes. */
static size_t sid_len(const uint8_t *p, size_t left)
{
    if (left < SID_HEADER || p[0] != 1 || p[1] > SID_AUTHORITIES)
        return 0;
    size_t len = SID_HEADER + 4u * p[1];
    return len <= left ? len : 0;
}

#define ACE_OBJECT_TYPE           0x1u /* flags of an object ACE: which GUIDs are there */
#define ACE_INHERITED_OBJECT_TYPE 0x2u
#define GUID_SIZE                 16u

/* Where the SID of an ACE begins ([MS-DTYP] 2.4.4.1 to 2.4.4.17); 0 for types we do not know, of
 * which only the size is checked. The ACE has at least a header. */
static size_t ace_sid_at(const uint8_t *ace, size_t size)
{
    uint8_t type = ace[0];
    if (type <= 0x03 || (type >= 0x11 && type <= 0x13) || type == 0x09 || type == 0x0A ||
        type == 0x0D || type == 0x0E)
        return ACE_HEADER + 4;
    if ((type < 0x05 || type > 0x08) && type != 0x0B && type != 0x0C && type != 0x0F &&
        type != 0x10)
        return 0;
    uint32_t flags = size >= ACE_HEADER + 8 ? get_le32(ace + ACE_HEADER + 4) : 0;
    return ACE_HEADER + 8 + (flags & ACE_OBJECT_TYPE ? GUID_SIZE : 0) +
           (flags & ACE_INHERITED_OBJECT_TYPE ? GUID_SIZE : 0);
}

static bool ace_check(const uint8_t *ace, size_t size)
{
    size_t sid_at = ace_sid_at(ace, size);
    return size % 4 == 0 && (!sid_at || (sid_at <= size && sid_len(ace + sid_at, size - sid_at)));
}

static bool acl_check(const uint8_t *p, size_t left)
{
    if (left < ACL_HEADER)
        return false;
    size_t size = get_le16(p + 2), count = get_le16(p + 4);
    if (size < ACL_HEADER || size > left)
        return false;
    size_t at = ACL_HEADER;
    for (size_t i = 0; i < count; i++) {
        if (size - at < ACE_HEADER)
            return false;
        size_t ace = get_le16(p + at + 2);
        if (ace < ACE_HEADER || ace > size - at || !ace_check(p + at, ace))
            return false;
        at += ace;
    }
    return true;
}

/* The part an offset of the header points to; *left is what follows it. NULL when absent. */
static const uint8_t *sd_part(const uint8_t *sd, size_t len, size_t header_at, size_t *left)
{
    uint32_t offset = get_le32(sd + header_at);
    if (!offset)
        return NULL;
    *left = offset < len ? len - offset : 0;
    return sd + offset;
}

static const struct sd_parts {
    uint8_t at; /* of the offset, in the header */
    bool is_acl;
    uint16_t present, required, inherited, is_protected;
    const char *tag; /* SDDL */
} sd_parts[] = {
    { 4, false, 0, 0, 0, 0, "O:" },
    { 8, false, 0, 0, 0, 0, "G:" },
    { 16, true, SE_DACL_PRESENT, SE_DACL_AUTO_INHERIT_REQ, SE_DACL_AUTO_INHERITED,
      SE_DACL_PROTECTED, "D:" },
    { 12, true, SE_SACL_PRESENT, SE_SACL_AUTO_INHERIT_REQ, SE_SACL_AUTO_INHERITED,
      SE_SACL_PROTECTED, "S:" },
};
#define SD_PARTS (sizeof sd_parts / sizeof *sd_parts)

bool secdesc_check(const uint8_t *sd, size_t len)
{
    if (len < SD_HEADER || len > SD_MAX_LEN || sd[0] != 1 || !(get_le16(sd + 2) & SE_SELF_RELATIVE))
        return false;
    for (size_t i = 0; i < SD_PARTS; i++) {
        uint32_t offset = get_le32(sd + sd_parts[i].at);
        if (!offset)
            continue;
        /* callers read 32-bit members of what is there */
        if (offset < SD_HEADER || offset >= len || offset % 4)
            return false;
        if (sd_parts[i].is_acl ? !acl_check(sd + offset, len - offset)
                               : !sid_len(sd + offset, len - offset))
            return false;
    }
    return true;
}

size_t secdesc_measure(const uint8_t *sd, size_t max)
{
    size_t len = SD_HEADER;
    if (sd[0] != 1 || !(get_le16(sd + 2) & SE_SELF_RELATIVE))
        return 0;
    for (size_t i = 0; i < SD_PARTS; i++) {
        uint32_t offset = get_le32(sd + sd_parts[i].at);
        if (!offset)
            continue;
        if (offset < SD_HEADER || offset > max)
            return 0;
        const uint8_t *part = sd + offset;
        size_t end = offset + (sd_parts[i].is_acl ? (size_t)get_le16(part + 2)
                                                  : SID_HEADER + 4u * (size_t)part[1]);
        len = end > len ? end : len;
    }
    return len <= max && secdesc_check(sd, len) ? len : 0;
}

void sid_print(const uint8_t *sid, struct bytes *out)
{
    char text[32];
    uint64_t authority = (uint64_t)get_be16(sid + 2) << 32 | get_be32(sid + 4);
    /* [MS-DTYP] 2.4.2.1: past 32 bits in hexadecimal, with all twelve digits */
    snprintf(text, sizeof text, authority >> 32 ? "S-1-0x%012" PRIx64 : "S-1-%" PRIu64, authority);
    bytes_put_text(out, text);
    for (unsigned i = 0; i < sid[1]; i++) {
        snprintf(text, sizeof text, "-%" PRIu32, get_le32(sid + SID_HEADER + 4 * i));
        bytes_put_text(out, text);
    }
}

/* [MS-DTYP] 2.5.1.1: the ACE types of which we write every part. */
static const char *ace_type_name(uint8_t type)
{
    static const char *const names[] = { "A", "D", "AU", "AL" };
    return type < 4 ? names[type] : type == 0x11 ? "ML" : NULL;
}

static void ace_print(const uint8_t *ace, struct bytes *out)
{
    static const struct {
        uint8_t bit;
        const char *name;
    } flags[] = { { 0x01, "OI" }, { 0x02, "CI" }, { 0x04, "NP" }, { 0x08, "IO" },
                  { 0x10, "ID" }, { 0x40, "SA" }, { 0x80, "FA" } };
    char text[32];
    const char *type = ace_type_name(ace[0]);
    if (!type) {
        /* conditional and object ACEs: named by number, without their inner parts */
        snprintf(text, sizeof text, "(0x%02x;;;;;)", ace[0]);
        bytes_put_text(out, text);
        return;
    }
    bytes_put_text(out, "(");
    bytes_put_text(out, type);
    bytes_put_text(out, ";");
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (ace[1] & flags[i].bit)
            bytes_put_text(out, flags[i].name);
    snprintf(text, sizeof text, ";0x%" PRIx32 ";;;", get_le32(ace + ACE_HEADER));
    bytes_put_text(out, text);
    sid_print(ace + ACE_HEADER + 4, out);
    bytes_put_text(out, ")");
}

void secdesc_print(const uint8_t *sd, size_t len, struct bytes *out)
{
    uint16_t control = get_le16(sd + 2);
    for (size_t i = 0; i < SD_PARTS; i++) {
        const struct sd_parts *part = &sd_parts[i];
        size_t left;
        const uint8_t *p = sd_part(sd, len, part->at, &left);
        if (part->is_acl ? !(control & part->present) : !p)
            continue;
        bytes_put_text(out, part->tag);
        if (!part->is_acl) {
            sid_print(p, out);
            continue;
        }
        if (control & part->is_protected)
            bytes_put_text(out, "P");
        if (control & part->required)
            bytes_put_text(out, "AR");
        if (control & part->inherited)
            bytes_put_text(out, "AI");
        if (!p) {
            bytes_put_text(out, "NO_ACCESS_CONTROL");
            continue;
        }
        const uint8_t *ace = p + ACL_HEADER;
        for (unsigned n = get_le16(p + 4); n; n--, ace += get_le16(ace + 2))
            ace_print(ace, out);
    }
}
