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
#define ASK4(name, A, B, C)                                                                        \
    NET_API_STATUS name(A a, B b, C c, LPDWORD answer)                                             \
    {                                                                                              \
        (void)a, (void)b, (void)c;                                                                 \
        return unserved(NULL, answer, NULL);                                                       \
    }

/* The last parameter is a buffer given back. */
#define GIVE2(name, A, B)                                                                          \
    NET_API_STATUS name(A a, B b, LPBYTE *bufptr)                                                  \
    {                                                                                              \
        (void)a, (void)b;                                                                          \
        return unserved(bufptr, NULL, NULL);                                                       \
    }
#define GIVE3(name, A, B, C)                                                                       \
    NET_API_STATUS name(A a, B b, C c, LPBYTE *bufptr)                                             \
    {                                                                                              \
        (void)a, (void)b, (void)c;                                                                 \
        return unserved(bufptr, NULL, NULL);                                                       \
    }
#define GIVE4(name, A, B, C, D)                                                                    \
    NET_API_STATUS name(A a, B b, C c, D d, LPBYTE *bufptr)                                        \
    {                                                                                              \
        (void)a, (void)b, (void)c, (void)d;                                                        \
        return unserved(bufptr, NULL, NULL);                                                       \
    }

/* Lists: one to three parameters that say of what, and the five of every enumeration. */
#define LIST2(name, A, B, Resume)                                                                  \
    NET_API_STATUS name(A a, B b, LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,           \
                        LPDWORD totalentries, Resume resume)                                       \
    {                                                                                              \
        (void)a, (void)b, (void)prefmaxlen, (void)resume;                                          \
        return unserved(bufptr, entriesread, totalentries);                                        \
    }
#define LIST3(name, A, B, C, Resume)                                                               \
    NET_API_STATUS name(A a, B b, C c, LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,      \
                        LPDWORD totalentries, Resume resume)                                       \
    {                                                                                              \
        (void)a, (void)b, (void)c, (void)prefmaxlen, (void)resume;                                 \
        return unserved(bufptr, entriesread, totalentries);                                        \
    }
#define LIST4(name, A, B, C, D, Resume)                                                            \
    NET_API_STATUS name(A a, B b, C c, D d, LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread, \
                        LPDWORD totalentries, Resume resume)                                       \
    {                                                                                              \
        (void)a, (void)b, (void)c, (void)d, (void)prefmaxlen, (void)resume;                        \
        return unserved(bufptr, entriesread, totalentries);                                        \
    }

/* lmaccess.h: users and the rules for them */
ACT5(NetUserSetGroups, LPCWSTR, LPCWSTR, DWORD, LPBYTE, DWORD)
ACT4(NetUserModalsSet, LPCWSTR, DWORD, LPBYTE, LPDWORD)

/* lmaccess.h: global groups */
ACT4(NetGroupAdd, LPCWSTR, DWORD, LPBYTE, LPDWORD)
ACT3(NetGroupAddUser, LPCWSTR, LPCWSTR, LPCWSTR)
ACT5(NetGroupSetInfo, LPCWSTR, LPCWSTR, DWORD, LPBYTE, LPDWORD)
ACT2(NetGroupDel, LPCWSTR, LPCWSTR)
ACT3(NetGroupDelUser, LPCWSTR, LPCWSTR, LPCWSTR)
ACT5(NetGroupSetUsers, LPCWSTR, LPCWSTR, DWORD, LPBYTE, DWORD)

/* lmaccess.h: local groups */
ACT4(NetLocalGroupAdd, LPCWSTR, DWORD, LPBYTE, LPDWORD)
ACT3(NetLocalGroupAddMember, LPCWSTR, LPCWSTR, PSID)
ACT5(NetLocalGroupSetInfo, LPCWSTR, LPCWSTR, DWORD, LPBYTE, LPDWORD)
ACT2(NetLocalGroupDel, LPCWSTR, LPCWSTR)
ACT3(NetLocalGroupDelMember, LPCWSTR, LPCWSTR, PSID)
LIST3(NetLocalGroupGetMembers, LPCWSTR, LPCWSTR, DWORD, PDWORD_PTR)
ACT5(NetLocalGroupSetMembers, LPCWSTR, LPCWSTR, DWORD, LPBYTE, DWORD)
ACT5(NetLocalGroupAddMembers, LPCWSTR, LPCWSTR, DWORD, LPBYTE, DWORD)
ACT5(NetLocalGroupDelMembers, LPCWSTR, LPCWSTR, DWORD, LPBYTE, DWORD)

/* lmaccess.h: lists for display */
ASK4(NetGetDisplayInformationIndex, LPCWSTR, DWORD, LPCWSTR)

/* lmaccess.h: access lists of LAN Manager, which nothing carries any more */
ACT4(NetAccessAdd, LPCWSTR, DWORD, LPBYTE, LPDWORD)
LIST4(NetAccessEnum, LPCWSTR, LPCWSTR, DWORD, DWORD, LPDWORD)
GIVE3(NetAccessGetInfo, LPCWSTR, LPCWSTR, DWORD)
ACT5(NetAccessSetInfo, LPCWSTR, LPCWSTR, DWORD, LPBYTE, LPDWORD)
ACT2(NetAccessDel, LPCWSTR, LPCWSTR)
ASK4(NetAccessGetUserPerms, LPCWSTR, LPCWSTR, LPCWSTR)

/* lmaccess.h: password policy */
NET_API_STATUS NetValidatePasswordPolicy(LPCWSTR ServerName, LPVOID Qualifier,
                                         NET_VALIDATE_PASSWORD_TYPE ValidationType, LPVOID InputArg,
                                         LPVOID *OutputArg)
{
    (void)ServerName, (void)Qualifier, (void)ValidationType, (void)InputArg;
    if (OutputArg)
        *OutputArg = NULL;
    return unserved(NULL, NULL, NULL);
}

NET_API_STATUS NetValidatePasswordPolicyFree(LPVOID *OutputArg)
{
    (void)OutputArg;
    return unserved(NULL, NULL, NULL);
}

/* lmaccess.h: domain controllers */
GIVE2(NetGetDCName, LPCWSTR, LPCWSTR)
GIVE2(NetGetAnyDCName, LPCWSTR, LPCWSTR)
GIVE3(I_NetLogonControl, LPCWSTR, DWORD, DWORD)
GIVE4(I_NetLogonControl2, LPCWSTR, DWORD, DWORD, LPBYTE)
