/* SPDX-License-Identifier: MIT */
/*
 * Two replies of a server about its shares, written by hand by the rules of C706 chapter 14 and the
 * structures of [MS-SRVS] 2.2.4, in either byte order: U16 and U32 are LE16 and LE32, or BE16 and
 * BE32. The numbers on the left are offsets.
 */
#ifndef SHARE_STUBS_H
#define SHARE_STUBS_H

#include "../../support/wire.h"

/* clang-format off */
/* NetrShareEnum, level 1: C$ with an empty remark, and D, of another type, without one. */
#define SHARE_ENUM_1(U16, U32)                                                                     \
    /*   0 */ U32(1),                                   /* level */                                \
    /*   4 */ U32(1), U32(0x20000),                     /* union: level, container */              \
    /*  12 */ U32(2), U32(0x20004),                     /* container: count, array */              \
    /*  20 */ U32(2),                                   /* maximum count of the array */           \
    /*  24 */ U32(0x20008), U32(0), U32(0x2000C),                                                  \
    /*  36 */ U32(0x20010), U32(0x80000003), U32(0),                                               \
    /*  48 */ U32(3), U32(0), U32(3), U16('C'), U16('$'), U16(0), U16(0),                          \
    /*  68 */ U32(1), U32(0), U32(1), U16(0), U16(0),                                              \
    /*  84 */ U32(2), U32(0), U32(2), U16('D'), U16(0),                                            \
    /* 100 */ U32(2),                                   /* entries there are */                    \
    /* 104 */ U32(0x20014), U32(7),                     /* resume handle */                        \
    /* 112 */ U32(0)                                    /* result */

/* NetrShareGetInfo, level 502: D with the password `pw` and an empty DACL. */
#define SHARE_INFO_502_OUT(U16, U32)                                                               \
    /*   0 */ U32(502), U32(0x20000),                                                              \
    /*   8 */ U32(0x20004), U32(0), U32(0), U32(0x7F), U32(0xFFFFFFFF), U32(1),                    \
    /*  32 */ U32(0), U32(0x20008), U32(28), U32(0x2000C),                                         \
    /*  48 */ U32(2), U32(0), U32(2), U16('D'), U16(0),                                            \
    /*  64 */ U32(3), U32(0), U32(3), U16('p'), U16('w'), U16(0), U16(0),                          \
    /*  84 */ U32(28),                                                                             \
    /*  88 */ 1, 0, LE16(0x8004), LE32(0), LE32(0), LE32(0), LE32(20),                             \
    /* 108 */ 2, 0, LE16(8), LE16(0), LE16(0),                                                     \
    /* 116 */ U32(0)
/* clang-format on */

#endif
