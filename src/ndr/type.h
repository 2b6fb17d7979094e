/* SPDX-License-Identifier: MIT */
/*
 * Layout tables: what a C structure looks like in NDR (C706 chapter 14), one row a member, in wire
 * order. The same rows drive encode, decode, pack, print, lmctl and the tests. docs/ndr.md shows
 * how to add a level.
 */
#ifndef NDR_TYPE_H
#define NDR_TYPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "windef.h"

enum ndr_kind {
    /* four bytes in the fixed part: the value, or the pointer's referent id */
    NDR_U32 = 1,  /* DWORD */
    NDR_I32,      /* LONG */
    NDR_BOOL,     /* BOOL: 32 bits on the wire */
    NDR_BOOLEAN,  /* BOOLEAN: one byte on the wire, then padding: all that may follow is aligned */
    NDR_WSTR,     /* LPWSTR: [unique, string] wchar_t *, NUL-terminated */
    NDR_SECDESC,  /* PSECURITY_DESCRIPTOR: [unique, size_is(len_at)] byte *, self-relative */
    NDR_BYTES,    /* LPBYTE: [unique, size_is(len_at)] byte *; the count is a later row, NDR_COUNT */
    NDR_OPT_U32,  /* DWORD: [unique] DWORD *; len_at names the DWORD that says whether it is there */
    NDR_PTR,      /* a unique pointer to one structure */
    NDR_ARRAY,    /* a pointer: [unique, size_is(len_at)] T *, an array of structures */
    NDR_LIST_PTR, /* struct net_list: a unique pointer to {count, array} */
    NDR_SID,      /* PSID: a unique pointer to RPC_SID */
    NDR_HOURS,    /* LPBYTE: [unique, size_is(1260), length_is((bits + 7) / 8)] byte *; len_at names
                   * the NDR_U16 with the bits */
    NDR_CLASS,    /* a unique pointer to a union, 16-bit switch_is(len_at), of structures by value */
    NDR_COUNTED,  /* struct net_list: a count and, the next parameter, [ref, size_is(count)] T x[] */
    NDR_ARM,      /* union, switch_is(len_at), of structures of a level by value; only as a
                   * parameter. A pointer in C, never NULL */
    NDR_FOUR_BYTES = NDR_ARM,

    NDR_REF_WSTR,  /* LPWSTR: [ref, string]; only as a parameter, never NULL */
    NDR_REF,       /* a [ref] pointer to one structure; only as a parameter, never NULL */
    NDR_REF_SID,   /* PSID: the same of an RPC_SID */
    NDR_REF_CLASS, /* the same of a union, 16-bit switch_is(len_at), of structures by value */
    NDR_REF_LIST,  /* struct net_list: the same of such a union of containers by value */
    NDR_VARRAY,    /* struct net_list: [size_is(max), length_is(count)] T x[]; only as a parameter,
                    * whose count is another one */
    NDR_U8,        /* BYTE */
    NDR_U16,       /* WORD, aligned to 2 */
    NDR_ENUM16,    /* DWORD: an IDL enum, 16 bits on the wire, aligned to 2 */
    NDR_OLD_U64,   /* LARGE_INTEGER: OLD_LARGE_INTEGER, two halves aligned to 4 */
    NDR_U64,       /* LARGE_INTEGER: hyper, aligned to 8 */
    NDR_USTR,      /* LPWSTR: RPC_UNICODE_STRING, whose lengths are bytes and whose NUL need not be */
    NDR_INLINE,    /* BYTE[max]: bytes in the structure */
    NDR_FIXED,     /* LPBYTE to max bytes; of published structures that are in no stub */
    NDR_WCHARS,    /* WCHAR[max]: a [string] array in the structure, alone there: its size varies */
    NDR_STRUCT,    /* a structure by value */
    NDR_INFO,      /* union, switch_is(len_at), of unique pointers to one structure of a level */
    NDR_LIST,      /* struct net_list: the same union of unique pointers to {count, array} */
    NDR_CONTAINER, /* struct net_list: {count, array} by value */
    NDR_KINDS
};

enum ndr_flag {
    NDR_SECRET = 1,  /* wiped when freed, printed as *** */
    NDR_ECHO = 2,    /* as a result it must repeat what the request said */
    NDR_COUNT_OF = 4, /* it must repeat the count of an earlier NDR_BYTES */
    NDR_VARYING = 8, /* of a container: the array is [size_is, length_is] */
    NDR_USED_OF = 16, /* so many bytes of the next row, an NDR_INLINE, are meant: at most its max */
    NDR_ZERO_SID = 32, /* of an NDR_SID: one of zeros, S-0-0, is read as NULL */
};

struct ndr_type;
struct net_family;

/* How lmctl shows an integer. */
struct ndr_word {
    uint32_t value, mask; /* named when (integer & mask) == value */
    const char *name;
};
struct ndr_view {
    enum {
        NDR_VIEW_FLAGS,
        NDR_VIEW_CHOICE,
        NDR_VIEW_UNIX_TIME, /* seconds since 1970 */
        NDR_VIEW_FILE_TIME, /* of 64 bits: 100 ns since 1601 */
        NDR_VIEW_LIMIT,
    } kind;
    const struct ndr_word *words; /* of flags and choices */
    uint16_t n_words;
};

struct ndr_field {
    const char *name;     /* of the C member, for errors, lmctl and dumps */
    uint16_t at, len_at;  /* offsetof: the member; its size_is, switch_is or presence */
    uint16_t parm;        /* number reported through parm_err; 0 none */
    uint8_t kind, flags;  /* enum ndr_kind; enum ndr_flag */
    uint32_t max;         /* largest count accepted: characters with the NUL, bytes, entries; of a
                           * union with one structure: enum net_use, the levels that it takes */
    union {
        const struct ndr_type *type;
        const struct net_family *family;
        const struct ndr_view *view;
    } of;
};

struct ndr_type {
    const char *name; /* of the C structure */
    const struct ndr_field *fields;
    uint16_t n_fields, size, align;
};

/* Parameters of a call: not a structure, for each is followed by its own referents. They are
 * members of a frame all the same. */
struct ndr_params {
    const struct ndr_field *fields;
    uint16_t n_fields;
};

/* Which calls take a level. */
enum net_use { NET_ENUM = 1, NET_GET = 2, NET_SET = 4, NET_ADD = 8, NET_DEL = 16 };

struct net_level {
    uint32_t level;
    const struct ndr_type *type;
    uint32_t uses; /* enum net_use */
};

struct net_family {
    const char *name;
    const struct net_level *levels; /* ascending */
    uint16_t n_levels;
};

/* What an enumeration answers with. */
struct net_list {
    DWORD count;
    void *items;
};

#define NDR_COUNT(a) (sizeof(a) / sizeof *(a))
#define NDR_TYPE(T, rows) { #T, rows, NDR_COUNT(rows), sizeof(T), _Alignof(T) }
#define NDR_PARAMS(rows)  { rows, NDR_COUNT(rows) }
#define NDR_NO_PARAMS     { NULL, 0 }
#define NET_FAMILY(name, levels) { name, levels, NDR_COUNT(levels) }

/* The offset of a member of the C type a row is for; another type does not compile. */
#define NDR_AT(T, m, C) _Generic(((T *)0)->m, C: (uint16_t)offsetof(T, m))

#define F_U32(T, m, p)  { #m, NDR_AT(T, m, DWORD), 0, p, NDR_U32, 0, 0, { 0 } }
#define F_I32(T, m, p)  { #m, NDR_AT(T, m, LONG), 0, p, NDR_I32, 0, 0, { 0 } }
#define F_BOOL(T, m, p) { #m, NDR_AT(T, m, BOOL), 0, p, NDR_BOOL, 0, 0, { 0 } }
/* An integer with words for lmctl. */
#define F_VIEW(T, m, p, v) { #m, NDR_AT(T, m, DWORD), 0, p, NDR_U32, 0, 0, { .view = v } }
#define F_BOOLEAN(T, m, p) { #m, NDR_AT(T, m, BOOLEAN), 0, p, NDR_BOOLEAN, 0, 0, { 0 } }
#define F_ENUM16(T, m)  { #m, NDR_AT(T, m, DWORD), 0, 0, NDR_ENUM16, 0, 0, { 0 } }
#define F_U64(T, m)     { #m, NDR_AT(T, m, LARGE_INTEGER), 0, 0, NDR_U64, 0, 0, { 0 } }
#define F_U64_VIEW(T, m, v) { #m, NDR_AT(T, m, LARGE_INTEGER), 0, 0, NDR_U64, 0, 0, { .view = v } }
#define F_U8(T, m)      { #m, NDR_AT(T, m, BYTE), 0, 0, NDR_U8, 0, 0, { 0 } }
#define F_U16(T, m)     { #m, NDR_AT(T, m, WORD), 0, 0, NDR_U16, 0, 0, { 0 } }
#define F_OLD_U64(T, m) { #m, NDR_AT(T, m, LARGE_INTEGER), 0, 0, NDR_OLD_U64, 0, 0, { 0 } }
#define F_ECHO(T, m)    { #m, NDR_AT(T, m, DWORD), 0, 0, NDR_U32, NDR_ECHO, 0, { 0 } }
#define F_WSTR(T, m, p, n) { #m, NDR_AT(T, m, LPWSTR), 0, p, NDR_WSTR, 0, n, { 0 } }
#define F_PASS(T, m, p, n) { #m, NDR_AT(T, m, LPWSTR), 0, p, NDR_WSTR, NDR_SECRET, n, { 0 } }
#define F_REF_WSTR(T, m, n) { #m, NDR_AT(T, m, LPWSTR), 0, 0, NDR_REF_WSTR, 0, n, { 0 } }
#define F_SECDESC(T, m, len, p, n)                                                              \
    { #m, NDR_AT(T, m, PSECURITY_DESCRIPTOR), NDR_AT(T, len, DWORD), p, NDR_SECDESC, 0, n, { 0 } }
/* Bytes, and after them their count. */
#define F_BYTES(T, m, len, n)                                                                   \
    { #m, NDR_AT(T, m, LPBYTE), NDR_AT(T, len, DWORD), 0, NDR_BYTES, 0, n, { 0 } }
#define F_COUNT_OF(T, m) { #m, NDR_AT(T, m, DWORD), 0, 0, NDR_U32, NDR_COUNT_OF, 0, { 0 } }
#define F_USTR(T, m, n) { #m, NDR_AT(T, m, LPWSTR), 0, 0, NDR_USTR, 0, n, { 0 } }
#define F_USTR_SECRET(T, m, n) { #m, NDR_AT(T, m, LPWSTR), 0, 0, NDR_USTR, NDR_SECRET, n, { 0 } }
#define F_WCHARS(T, m, n) { #m, NDR_AT(T, m, WCHAR *), 0, 0, NDR_WCHARS, 0, n, { 0 } }
#define F_SID(T, m)     { #m, NDR_AT(T, m, PSID), 0, 0, NDR_SID, 0, 0, { 0 } }
/* The same, with the zeros that Samba sends for none. */
#define F_ZERO_SID(T, m) { #m, NDR_AT(T, m, PSID), 0, 0, NDR_SID, NDR_ZERO_SID, 0, { 0 } }
#define F_REF_SID(T, m) { #m, NDR_AT(T, m, PSID), 0, 0, NDR_REF_SID, 0, 0, { 0 } }
#define F_HOURS(T, m, units)                                                                    \
    { #m, NDR_AT(T, m, LPBYTE), NDR_AT(T, units, WORD), 0, NDR_HOURS, 0, NDR_HOURS_MAX, { 0 } }
#define F_INLINE(T, m, n) { #m, NDR_AT(T, m, BYTE *), 0, 0, NDR_INLINE, 0, n, { 0 } }
#define F_FIXED(T, m, p, n) { #m, NDR_AT(T, m, LPBYTE), 0, p, NDR_FIXED, 0, n, { 0 } }
#define F_API_SID(T, m, p) { #m, NDR_AT(T, m, PSID), 0, p, NDR_SID, 0, 0, { 0 } }
#define F_INLINE_SECRET(T, m, n) { #m, NDR_AT(T, m, BYTE *), 0, 0, NDR_INLINE, NDR_SECRET, n, { 0 } }
/* How many of the n bytes of the row that follows are meant. */
#define F_USED_OF(T, m, p, n) { #m, NDR_AT(T, m, DWORD), 0, p, NDR_U32, NDR_USED_OF, n, { 0 } }
#define F_OPT_U32(T, m, present)                                                                \
    { #m, NDR_AT(T, m, DWORD), NDR_AT(T, present, DWORD), 0, NDR_OPT_U32, 0, 0, { 0 } }
#define F_STRUCT(T, m, C, t) { #m, NDR_AT(T, m, C), 0, 0, NDR_STRUCT, 0, 0, { .type = t } }
#define F_PTR_TO(T, m, C, t) { #m, NDR_AT(T, m, C *), 0, 0, NDR_PTR, 0, 0, { .type = t } }
#define F_PTR(T, m, t)  { #m, NDR_AT(T, m, void *), 0, 0, NDR_PTR, 0, 0, { .type = t } }
#define F_ARRAY(T, m, C, len, t, n)                                                             \
    { #m, NDR_AT(T, m, C *), NDR_AT(T, len, DWORD), 0, NDR_ARRAY, 0, n, { .type = t } }
#define F_LIST_PTR(T, m, t, n)                                                                  \
    { #m, NDR_AT(T, m, struct net_list), 0, 0, NDR_LIST_PTR, 0, n, { .type = t } }
#define F_CONTAINER(T, m, t, n, flags)                                                          \
    { #m, NDR_AT(T, m, struct net_list), 0, 0, NDR_CONTAINER, flags, n, { .type = t } }
#define F_REF(T, m, t)  { #m, NDR_AT(T, m, void *), 0, 0, NDR_REF, 0, 0, { .type = t } }
#define F_ARM(T, m, level, f, use)                                                              \
    { #m, NDR_AT(T, m, void *), NDR_AT(T, level, DWORD), 0, NDR_ARM, 0, use, { .family = f } }
#define F_CLASS(T, m, class, f, use)                                                            \
    { #m, NDR_AT(T, m, void *), NDR_AT(T, class, DWORD), 0, NDR_CLASS, 0, use, { .family = f } }
#define F_REF_CLASS(T, m, class, f, use)                                                        \
    { #m, NDR_AT(T, m, void *), NDR_AT(T, class, DWORD), 0, NDR_REF_CLASS, 0, use, { .family = f } }
#define F_REF_LIST(T, m, class, f, n)                                                           \
    { #m, NDR_AT(T, m, struct net_list), NDR_AT(T, class, DWORD), 0, NDR_REF_LIST, 0, n,        \
      { .family = f } }
#define F_VARRAY(T, m, t, n)                                                                    \
    { #m, NDR_AT(T, m, struct net_list), 0, 0, NDR_VARRAY, 0, n, { .type = t } }
#define F_COUNTED(T, m, t, n)                                                                   \
    { #m, NDR_AT(T, m, struct net_list), 0, 0, NDR_COUNTED, 0, n, { .type = t } }
#define F_INFO(T, m, level, f, use)                                                             \
    { #m, NDR_AT(T, m, void *), NDR_AT(T, level, DWORD), 0, NDR_INFO, 0, use, { .family = f } }
#define F_LIST(T, m, level, f, n)                                                               \
    { #m, NDR_AT(T, m, struct net_list), NDR_AT(T, level, DWORD), 0, NDR_LIST, 0, n,            \
      { .family = f } }

/* The row of a level that is good for all of `uses`; NULL when there is none. */
const struct net_level *net_family_find(const struct net_family *family, uint32_t level,
                                        uint32_t uses);

/* The fixed part on the wire: its bytes without padding at the end, and what it is aligned to. An
 * NDR_WCHARS counts with what it has at least. */
size_t ndr_field_wire_size_of_more(const struct ndr_field *f); /* kinds past NDR_FOUR_BYTES */
size_t ndr_field_wire_align_of_more(const struct ndr_field *f);
size_t ndr_type_wire_size(const struct ndr_type *t);
size_t ndr_type_wire_align(const struct ndr_type *t);

static inline size_t ndr_field_wire_size(const struct ndr_field *f)
{
    return f->kind <= NDR_FOUR_BYTES ? 4 : ndr_field_wire_size_of_more(f);
}

static inline size_t ndr_field_wire_align(const struct ndr_field *f)
{
    return f->kind <= NDR_FOUR_BYTES ? 4 : ndr_field_wire_align_of_more(f);
}

/* Does each element of an array say how long it is? */
static inline bool ndr_type_varies(const struct ndr_type *t)
{
    return t->fields[0].kind == NDR_WCHARS;
}

static inline size_t ndr_align(size_t at, size_t align)
{
    return (at + align - 1) & ~(align - 1);
}

/* Bytes that logon hours have room for on the wire, [MS-SAMR] 2.2.6.5. */
#define NDR_HOURS_MAX 1260u

/* The bytes that logon hours of so many bits take. */
static inline size_t ndr_hours_len(const struct ndr_field *f, const void *record)
{
    return (*(const WORD *)((const uint8_t *)record + f->len_at) + 7u) / 8u;
}

/* The DWORD a row's len_at names. */
static inline DWORD ndr_field_len(const struct ndr_field *f, const void *record)
{
    return *(const DWORD *)((const uint8_t *)record + f->len_at);
}

/* What went wrong, where. The first error sticks. */
enum ndr_err {
    NDR_OK = 0,
    NDR_SHORT,         /* something ends past the stub */
    NDR_TRAILING,      /* the stub goes on after the last parameter */
    NDR_BAD_COUNT,     /* counts that contradict each other */
    NDR_TOO_MANY,      /* a count past the row's max */
    NDR_NO_NUL,        /* a string that does not end in NUL */
    NDR_BAD_LEVEL,     /* another level than was asked for, or one without a row */
    NDR_BAD_POINTER,   /* NULL where there must be something */
    NDR_BAD_SECDESC,   /* a security descriptor with parts outside itself */
    NDR_BAD_SID,       /* no security identifier of revision 1 */
    NDR_NO_MEMORY,
};

struct ndr_error {
    enum ndr_err code;
    const char *member; /* name of the row */
    size_t offset;      /* in the stub, bytes */
};

/* `string ends past the stub` and so on. */
const char *ndr_err_text(enum ndr_err code);

#endif
