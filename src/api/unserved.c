/* SPDX-License-Identifier: MIT */
/*
 * Functions that are declared and exported, but not served yet.
 *
 * Each answers ERROR_NOT_SUPPORTED, with a NULL buffer and counts of 0, so that programs link
 * and find out at run time. The rows name the parameter types; the compiler checks them against
 * the public prototypes. A function that becomes served loses its row here.
 */
#include <lm.h>

static NET_API_STATUS unserved(LPBYTE *bufptr, LPDWORD entriesread, LPDWORD totalentries)
{
    if (bufptr)
        *bufptr = NULL;
    if (entriesread)
        *entriesread = 0;
    if (totalentries)
        *totalentries = 0;
    return ERROR_NOT_SUPPORTED;
}

/* Functions of two or three parameters that give nothing back. */
#define ACT2(name, A, B)                                                                           \
    NET_API_STATUS name(A a, B b)                                                                  \
    {                                                                                              \
        (void)a, (void)b;                                                                          \
        return unserved(NULL, NULL, NULL);                                                         \
    }
#define ACT3(name, A, B, C)                                                                        \
    NET_API_STATUS name(A a, B b, C c)                                                             \
    {                                                                                              \
        (void)a, (void)b, (void)c;                                                                 \
        return unserved(NULL, NULL, NULL);                                                         \
    }

/* lmserver.h */
ACT3(NetServerComputerNameAdd, LMSTR, LMSTR, LMSTR)
ACT2(NetServerComputerNameDel, LMSTR, LMSTR)
