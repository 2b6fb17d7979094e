/* SPDX-License-Identifier: MIT */
/* Security descriptors: those that hold together and their SDDL, and every way to point outside. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../support/wire.h"
#include "base/secdesc.h"

/* [MS-DTYP] 2.4.6, 2.4.5, 2.4.4 and 2.4.2 */
#define SD(control, owner, group, sacl, dacl)                                                      \
    1, 0, LE16(0x8000 | (control)), LE32(owner), LE32(group), LE32(sacl), LE32(dacl)
#define ACL(size, count)             2, 0, LE16(size), LE16(count), LE16(0)
#define ACE(type, flags, size, mask) type, flags, LE16(size), LE32(mask)
#define SID_WORLD                    1, 1, 0, 0, 0, 0, 0, 1, LE32(0)             /* 12 bytes */
#define SID_ADMINS                   1, 2, 0, 0, 0, 0, 0, 5, LE32(32), LE32(544) /* 16 bytes */

#define DACL_PRESENT 0x0004
#define SACL_PRESENT 0x0010

#define BYTES(...)                                                                                 \
    .len = sizeof(uint8_t[]){ __VA_ARGS__ }, .bytes = (const uint8_t[])                            \
    {                                                                                              \
        __VA_ARGS__                                                                                \
    }

/* Owner at 20, group at 36, SACL at 48, DACL at 76, in all 128 bytes. */
#define FULL                                                                                       \
    SD(DACL_PRESENT | SACL_PRESENT | 0x1400, 20, 36, 48, 76), SID_ADMINS, SID_WORLD, ACL(28, 1),   \
        ACE(2, 0xC0, 20, 0x10000), SID_WORLD, ACL(52, 2), ACE(0, 3, 24, 0x1F01FF), SID_ADMINS,     \
        ACE(1, 0, 20, 2), SID_WORLD
static const uint8_t full[] = { FULL };

static const struct {
    const char *name;
    size_t len;
    const uint8_t *bytes;
    const char *sddl;
} good[] = {
    { "nothing", BYTES(SD(0, 0, 0, 0, 0)), "" },
    { "all parts", BYTES(FULL),
      "O:S-1-5-32-544G:S-1-1-0D:PAI(A;OICI;0x1f01ff;;;S-1-5-32-544)(D;;0x2;;;S-1-1-0)"
      "S:(AU;SAFA;0x10000;;;S-1-1-0)" },
    { "owner", BYTES(SD(0, 20, 0, 0, 0), SID_ADMINS), "O:S-1-5-32-544" },
    { "one SID for two", BYTES(SD(0, 20, 20, 0, 0), SID_WORLD), "O:S-1-1-0G:S-1-1-0" },
    { "empty DACL", BYTES(SD(DACL_PRESENT, 0, 0, 0, 20), ACL(8, 0)), "D:" },
    { "NULL DACL", BYTES(SD(DACL_PRESENT, 0, 0, 0, 0)), "D:NO_ACCESS_CONTROL" },
    { "DACL not present", BYTES(SD(0, 0, 0, 0, 20), ACL(8, 0)), "" },
    { "protected", BYTES(SD(DACL_PRESENT | 0x1000, 0, 0, 0, 20), ACL(8, 0)), "D:P" },
    { "all control flags", BYTES(SD(0x3F14, 0, 0, 20, 20), ACL(8, 0)), "D:PARAIS:PARAI" },
    { "all ACE flags",
      BYTES(SD(DACL_PRESENT, 0, 0, 0, 20), ACL(28, 1), ACE(0, 0x5F, 20, 0), SID_WORLD),
      "D:(A;OICINPIOIDSA;0x0;;;S-1-1-0)" },
    { "mandatory label",
      BYTES(SD(SACL_PRESENT, 0, 0, 20, 0), ACL(28, 1), ACE(0x11, 0, 20, 1), 1, 1, 0, 0, 0, 0, 0, 16,
            LE32(0x3000)),
      "S:(ML;;0x1;;;S-1-16-12288)" },
    { "unknown ACE type, with anything in it",
      BYTES(SD(DACL_PRESENT, 0, 0, 0, 20), ACL(36, 2), 0x99, 0, LE16(8), 0xFF, 0xFF, 0xFF, 0xFF,
            ACE(0, 0, 20, 1), SID_WORLD),
      "D:(0x99;;;;;)(A;;0x1;;;S-1-1-0)" },
    { "callback ACE with data behind its SID",
      BYTES(SD(DACL_PRESENT, 0, 0, 0, 20), ACL(32, 1), ACE(9, 0, 24, 1), SID_WORLD, 'a', 'r', 't',
            'x'),
      "D:(0x09;;;;;)" },
    { "object ACE with one GUID",
      BYTES(SD(DACL_PRESENT, 0, 0, 0, 20), ACL(48, 1), ACE(5, 0, 40, 1), LE32(2), LE32(1), LE32(2),
            LE32(3), LE32(4), SID_WORLD),
      "D:(0x05;;;;;)" },
    { "ACE that is only a header",
      BYTES(SD(DACL_PRESENT, 0, 0, 0, 20), ACL(12, 1), 0x42, 0, LE16(4)), "D:(0x42;;;;;)" },
    { "ACL with room to spare", BYTES(SD(DACL_PRESENT, 0, 0, 0, 20), ACL(12, 0), LE32(~0u)), "D:" },
    { "SID without subauthority", BYTES(SD(0, 20, 0, 0, 0), 1, 0, 0, 0, 0, 0, 0, 1), "O:S-1-1" },
    { "SID of most subauthorities",
      BYTES(SD(0, 20, 0, 0, 0), 1, 15, 0, 0, 0, 0, 0, 5, LE32(1), LE32(2), LE32(3), LE32(4),
            LE32(5), LE32(6), LE32(7), LE32(8), LE32(9), LE32(10), LE32(11), LE32(12), LE32(13),
            LE32(14), LE32(4294967295u)),
      "O:S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-4294967295" },
    { "authority of 32 bits", BYTES(SD(0, 20, 0, 0, 0), 1, 0, 0, 0, 255, 255, 255, 255),
      "O:S-1-4294967295" },
    { "authority of more, [MS-DTYP] 2.4.2.1", BYTES(SD(0, 20, 0, 0, 0), 1, 0, 0, 1, 0, 0, 0, 10),
      "O:S-1-0x00010000000a" },
};

/* The text of a descriptor that was checked. */
static void print_to(char *text, size_t size, const uint8_t *sd, size_t len)
{
    struct bytes out;
    bytes_init(&out, size - 1);
    secdesc_print(sd, len, &out);
    assert_false(out.failed);
    memset(text, 0, size);
    if (out.len)
        memcpy(text, out.data, out.len);
    bytes_free(&out);
}

static void descriptors_are_written_as_sddl(void **state)
{
    char text[512];
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        print_message("# %s\n", good[i].name);
        uint8_t *sd = exact_copy(good[i].bytes, good[i].len);
        assert_true(secdesc_check(sd, good[i].len));
        print_to(text, sizeof text, sd, good[i].len);
        assert_string_equal(text, good[i].sddl);
        exact_free(sd, good[i].len);
    }
}

/* What is wrong: some bytes of the full descriptor replaced. */
static const struct {
    const char *name;
    size_t at, size;
    uint32_t value;
} wrong[] = {
    { "revision 0", 0, 1, 0 },
    { "revision 2", 0, 1, 2 },
    { "not self-relative", 2, 2, DACL_PRESENT },
    { "owner in the header", 4, 4, 19 },
    { "owner at an address no integer has", 4, 4, 22 },
    { "owner at the last byte", 4, 4, 127 },
    { "object ACE whose GUID leaves no room for the SID", 84, 1, 5 },
    { "callback object ACE, the same", 84, 1, 11 },
    { "ACE of a size that is no multiple of 4", 86, 2, 25 },
    { "owner at the end", 4, 4, 128 },
    { "owner far outside", 4, 4, 0xFFFFFFFF },
    { "owner that wraps around", 4, 4, 0xFFFFFFF0 },
    { "group at the end", 8, 4, 128 },
    { "group just too far", 8, 4, 121 },
    { "group far outside", 8, 4, 0x80000000 },
    { "SACL at the end", 12, 4, 128 },
    { "SACL just too far", 12, 4, 121 },
    { "SACL in the header", 12, 4, 1 },
    { "DACL at the end", 16, 4, 128 },
    { "DACL just too far", 16, 4, 121 },
    { "DACL far outside", 16, 4, 0xFFFFFFFF },
    { "SID revision", 20, 1, 2 },
    { "16 subauthorities", 21, 1, 16 },
    { "subauthorities past the end", 36 + 1, 1, 255 },
    { "ACL smaller than its header", 78, 2, 7 },
    { "ACL of size 0", 78, 2, 0 },
    { "ACL one byte larger than what is left", 78, 2, 53 },
    { "ACL of the largest size", 78, 2, 0xFFFF },
    { "one ACE more than there is room", 80, 2, 3 },
    { "the most ACEs", 80, 2, 0xFFFF },
    { "ACL that cuts the last ACE", 78, 2, 51 },
    { "ACE of size 0", 86, 2, 0 },
    { "ACE smaller than its header", 86, 2, 3 },
    { "ACE that cuts its SID", 86, 2, 20 },
    { "ACE past the ACL", 110, 2, 21 },
    { "SID in an ACE past the ACE", 117, 1, 2 },
    { "SID revision in an ACE", 116, 1, 0 },
};

static void descriptors_that_reach_outside_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        uint8_t value[4], *sd = exact_copy(full, sizeof full);
        print_message("# %s\n", wrong[i].name);
        assert_true(secdesc_check(sd, sizeof full));
        put_le32(value, wrong[i].value);
        memcpy(sd + wrong[i].at, value, wrong[i].size);
        assert_false(secdesc_check(sd, sizeof full));
        exact_free(sd, sizeof full);
    }
}

static void a_descriptor_cut_anywhere_is_refused(void **state)
{
    (void)state;
    for (size_t len = 0; len < sizeof full; len++) {
        uint8_t *sd = exact_copy(full, len);
        assert_false(secdesc_check(sd, len));
        exact_free(sd, len);
    }
    /* larger than any descriptor: refused before it is read */
    assert_false(secdesc_check(full, ((size_t)1 << 24) + 1));
}

/* Under a sanitizer this finds every read past the end, whatever the check says. */
static void no_damage_makes_it_read_outside(void **state)
{
    char text[4096];
    size_t printed = 0;
    (void)state;
    for (size_t at = 0; at < sizeof full; at++) {
        for (unsigned flip = 1; flip < 256; flip++) {
            uint8_t *sd = exact_copy(full, sizeof full);
            sd[at] ^= (uint8_t)flip;
            if (secdesc_check(sd, sizeof full)) {
                print_to(text, sizeof text, sd, sizeof full);
                printed++;
            }
            exact_free(sd, sizeof full);
        }
    }
    assert_in_range(printed, 10000, 30000); /* of 32,640: most bytes are numbers without rules */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(descriptors_are_written_as_sddl),
        cmocka_unit_test(descriptors_that_reach_outside_are_refused),
        cmocka_unit_test(a_descriptor_cut_anywhere_is_refused),
        cmocka_unit_test(no_damage_makes_it_read_outside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
