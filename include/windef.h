/* SPDX-License-Identifier: MIT */
/*
 * windef.h - the base types the network management API is written in.
 *
 * Sizes and layouts are those of Windows x64, whatever the C library here calls `long` or
 * `wchar_t`: DWORD and LONG have 32 bits, WCHAR has 16. Only what the lm*.h headers and
 * their callers need is declared; this is not a general windows.h.
 */
#ifndef NETAPI32_WINDEF_H
#define NETAPI32_WINDEF_H

#include <stddef.h>
#include <stdint.h>

/*
 * WCHAR: one UTF-16 code unit. It is wchar_t where that has 16 bits (-fshort-wchar), so L"..."
 * literals fit; elsewhere it is char16_t, and literals are written u"...".
 */
#if defined(__SIZEOF_WCHAR_T__) && __SIZEOF_WCHAR_T__ == 2
typedef wchar_t WCHAR;
#define __TEXT(quote) L##quote
#else
#ifndef __cplusplus
#include <uchar.h>
#endif
typedef char16_t WCHAR;
#define __TEXT(quote) u##quote
#endif

/* As on Windows, TCHAR and TEXT("...") are wide only if UNICODE is defined. */
#ifdef UNICODE
typedef WCHAR TCHAR;
#define TEXT(quote) __TEXT(quote)
#else
typedef char TCHAR;
#define TEXT(quote) quote
#endif

/* Integers. */
typedef char CHAR;
typedef unsigned char UCHAR;
typedef unsigned char BYTE;
typedef short SHORT;
typedef unsigned short USHORT;
typedef unsigned short WORD;
typedef int INT;
typedef unsigned int UINT;
typedef int LONG;           /* 32 bits, also on LP64 */
typedef unsigned int ULONG; /* 32 bits, also on LP64 */
typedef unsigned int DWORD;
typedef int64_t LONGLONG;
typedef uint64_t ULONGLONG;
typedef uintptr_t DWORD_PTR; /* an integer as wide as a pointer */
typedef uintptr_t ULONG_PTR;
typedef intptr_t LONG_PTR;
typedef int BOOL;              /* four bytes: zero or not zero */
typedef unsigned char BOOLEAN; /* one byte */

/* Pointers to them. */
typedef void *PVOID, *LPVOID, *HANDLE;
typedef const void *LPCVOID;
typedef BYTE *PBYTE, *LPBYTE;
typedef UCHAR *PUCHAR;
typedef WORD *PWORD, *LPWORD;
typedef USHORT *PUSHORT;
typedef INT *PINT, *LPINT;
typedef UINT *PUINT;
typedef LONG *PLONG, *LPLONG;
typedef ULONG *PULONG;
typedef DWORD *PDWORD, *LPDWORD;
typedef DWORD_PTR *PDWORD_PTR;
typedef ULONG_PTR *PULONG_PTR;
typedef BOOL *PBOOL, *LPBOOL;
typedef BOOLEAN *PBOOLEAN;

/* 64 bits, whole or as two halves. */
typedef union _LARGE_INTEGER {
    __extension__ struct {
        DWORD LowPart;
        LONG HighPart;
    };
    struct {
        DWORD LowPart;
        LONG HighPart;
    } u;
    LONGLONG QuadPart;
} LARGE_INTEGER, *PLARGE_INTEGER;

/* Strings, all NUL-terminated. */
typedef CHAR *PCHAR, *PSTR, *LPSTR;
typedef const CHAR *PCSTR, *LPCSTR;
typedef WCHAR *PWCHAR, *PWSTR, *LPWSTR;
typedef const WCHAR *PCWSTR, *LPCWSTR;
typedef TCHAR *PTSTR, *LPTSTR;
typedef const TCHAR *PCTSTR, *LPCTSTR;

/* Opaque to this API: a security descriptor is self-relative ([MS-DTYP] 2.4.6), a SID is the
 * packet form ([MS-DTYP] 2.4.2.2); both are little-endian byte blocks. */
typedef PVOID PSECURITY_DESCRIPTOR;
typedef PVOID PSID;

/* What an account is that a SID names, [MS-SAMR] 2.2.2.3. */
typedef enum _SID_NAME_USE {
    SidTypeUser = 1,
    SidTypeGroup, /* global group */
    SidTypeDomain,
    SidTypeAlias,          /* local group */
    SidTypeWellKnownGroup, /* such as Everyone */
    SidTypeDeletedAccount,
    SidTypeInvalid,
    SidTypeUnknown, /* no name was found */
    SidTypeComputer,
    SidTypeLabel,       /* integrity level */
    SidTypeLogonSession /* one log-on */
} SID_NAME_USE,
    *PSID_NAME_USE;

/* Attributes of a group, and of a membership in one, [MS-SAMR] 2.2.1.10. */
#define SE_GROUP_MANDATORY          0x00000001 /* cannot be switched off */
#define SE_GROUP_ENABLED_BY_DEFAULT 0x00000002
#define SE_GROUP_ENABLED            0x00000004

/* RIDs of groups that every domain has, [MS-SAMR] 2.2.1.14. */
#define DOMAIN_GROUP_RID_ADMINS 0x00000200
#define DOMAIN_GROUP_RID_USERS  0x00000201
#define DOMAIN_GROUP_RID_GUESTS 0x00000202

/* A point in time: units of 100 nanoseconds since 1601-01-01 UTC, in two halves. */
typedef struct _FILETIME {
    DWORD dwLowDateTime;
    DWORD dwHighDateTime;
} FILETIME, *PFILETIME, *LPFILETIME;

typedef struct _GUID {
    ULONG Data1;
    USHORT Data2;
    USHORT Data3;
    UCHAR Data4[8];
} GUID;

/* Words that Windows sources put into declarations. There is one calling convention here. */
#define WINAPI
#define APIENTRY WINAPI
#ifndef PASCAL
#define PASCAL WINAPI
#endif
#ifndef FAR
#define FAR
#endif
#ifndef CONST
#define CONST const
#endif
#ifndef VOID
#define VOID void
#endif
#ifndef _NO_W32_PSEUDO_MODIFIERS /* define it if the names below disturb another header */
#ifndef IN
#define IN
#endif
#ifndef OUT
#define OUT
#endif
#ifndef OPTIONAL
#define OPTIONAL
#endif
#endif

#ifndef TRUE
#define TRUE 1
#endif
#ifndef FALSE
#define FALSE 0
#endif
#ifndef MAX_PATH
#define MAX_PATH 260 /* characters, the NUL included */
#endif

#endif
