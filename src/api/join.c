/* SPDX-License-Identifier: MIT */
/* The names of a computer. */
#include "lmjoin.h"

#include <assert.h>

#include "api/api.h"
#include "base/alloc.h"
#include "base/buffer.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "winerror.h"

static_assert(sizeof(struct computer_name) == sizeof(LPWSTR), "an array of names is one of LPWSTR");

/* A name that is not there would be a trap for who reads the array. */
static bool names_are_there(const struct net_list *names)
{
    const struct computer_name *name = names->items;
    for (DWORD i = 0; i < names->count; i++)
        if (!name[i].name)
            return false;
    return true;
}

NET_API_STATUS NetEnumerateComputerNames(LPCWSTR Server, NET_COMPUTER_NAME_TYPE NameType,
                                         ULONG Reserved, PDWORD EntryCount, LPWSTR **ComputerNames)
{
    void *block;
    struct names_frame frame = { .type = (DWORD)NameType, .reserved = Reserved };
    if (EntryCount)
        *EntryCount = 0;
    if (ComputerNames)
        *ComputerNames = NULL;
    if (!EntryCount || !ComputerNames || frame.type >= NetComputerNameTypeMax)
        return ERROR_INVALID_PARAMETER;
    NET_API_STATUS status = api_call(__func__, &NetrEnumerateComputerNames, Server, &frame, &block);
    if (status == NERR_Success && names_are_there(&frame.names)) {
        assert(frame.names.items == block);
        *EntryCount = frame.names.count;
        *ComputerNames = block;
        return NERR_Success;
    }
    if (!block)
        return status;
    buffer_free(block);
    return RPC_X_BAD_STUB_DATA;
}

/* The frame, what it is made from, and where the sealed password stands. */
struct names_change {
    struct join_frame frame; /* first: it is what a seal gets */
    LPCWSTR password;
    struct join_password sealed;
};

static bool seal(void *frame, const uint8_t key[CALL_KEY_SIZE])
{
    struct names_change *c = frame;
    return join_password_seal(c->password, key, c->sealed.Buffer);
}

static NET_API_STATUS change_names(const char *function, const struct rpc_op *op, LPCWSTR server,
                                   const struct names_change *args)
{
    void *block;
    struct names_change c = *args;
    if (!c.frame.name || !*c.frame.name)
        return ERROR_INVALID_PARAMETER;
    if (!c.frame.account)
        c.password = NULL;
    if (c.password && utf16_len(c.password) > JOIN_PASSWORD_UNITS_MAX)
        return ERROR_INVALID_PARAMETER;
    if (c.password)
        c.frame.password = &c.sealed;
    return api_call_sealed(function, op, server, &c.frame, c.password ? seal : NULL, &block);
}

#define NAMES_CHANGE(n, a, p, r)                                                                   \
    &(struct names_change)                                                                         \
    {                                                                                              \
        .frame = { .name = frame_name(n), .account = frame_name(a), .reserved = (r) },             \
        .password = (p)                                                                            \
    }

NET_API_STATUS NetAddAlternateComputerName(LPCWSTR Server, LPCWSTR AlternateName,
                                           LPCWSTR DomainAccount, LPCWSTR DomainAccountPassword,
                                           ULONG Reserved)
{
    return change_names(
        __func__, &NetrAddAlternateComputerName, Server,
        NAMES_CHANGE(AlternateName, DomainAccount, DomainAccountPassword, Reserved));
}

NET_API_STATUS NetRemoveAlternateComputerName(LPCWSTR Server, LPCWSTR AlternateName,
                                              LPCWSTR DomainAccount, LPCWSTR DomainAccountPassword,
                                              ULONG Reserved)
{
    return change_names(
        __func__, &NetrRemoveAlternateComputerName, Server,
        NAMES_CHANGE(AlternateName, DomainAccount, DomainAccountPassword, Reserved));
}

NET_API_STATUS NetSetPrimaryComputerName(LPCWSTR Server, LPCWSTR PrimaryName, LPCWSTR DomainAccount,
                                         LPCWSTR DomainAccountPassword, ULONG Reserved)
{
    return change_names(__func__, &NetrSetPrimaryComputerName, Server,
                        NAMES_CHANGE(PrimaryName, DomainAccount, DomainAccountPassword, Reserved));
}
