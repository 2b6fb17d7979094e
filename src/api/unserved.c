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

/* Functions of two to four parameters that give nothing back. */
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
#define ACT4(name, A, B, C, D)                                                                     \
    NET_API_STATUS name(A a, B b, C c, D d)                                                        \
    {                                                                                              \
        (void)a, (void)b, (void)c, (void)d;                                                        \
        return unserved(NULL, NULL, NULL);                                                         \
    }
#define ACT5(name, A, B, C, D, E)                                                                  \
    NET_API_STATUS name(A a, B b, C c, D d, E e)                                                   \
    {                                                                                              \
        (void)a, (void)b, (void)c, (void)d, (void)e;                                               \
        return unserved(NULL, NULL, NULL);                                                         \
    }

/* The last parameter is a number given back. */
#define ASK3(name, A, B)                                                                           \
    NET_API_STATUS name(A a, B b, LPDWORD answer)                                                  \
    {                                                                                              \
        (void)a, (void)b;                                                                          \
        return unserved(NULL, answer, NULL);                                                       \
    }

/* One struct: what it is of, the level, bufptr. */
#define GET1(name, A)                                                                              \
    NET_API_STATUS name(A a, DWORD level, LPBYTE *bufptr)                                          \
    {                                                                                              \
        (void)a, (void)level;                                                                      \
        return unserved(bufptr, NULL, NULL);                                                       \
    }

/* Lists: what of, the level, the five parameters of every enumeration. */
#define LIST1(name, A, Resume)                                                                     \
    NET_API_STATUS name(A a, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,   \
                        LPDWORD totalentries, Resume resume)                                       \
    {                                                                                              \
        (void)a, (void)level, (void)prefmaxlen, (void)resume;                                      \
        return unserved(bufptr, entriesread, totalentries);                                        \
    }

/* lmserver.h */
ACT3(NetServerComputerNameAdd, LMSTR, LMSTR, LMSTR)
ACT2(NetServerComputerNameDel, LMSTR, LMSTR)

/* lmshare.h */

/* lmwksta.h */
GET1(NetWkstaUserGetInfo, LMSTR)
ACT4(NetWkstaUserSetInfo, LMSTR, DWORD, LPBYTE, LPDWORD)

/* lmremutl.h */
ASK3(NetRemoteComputerSupports, LPCWSTR, DWORD)
