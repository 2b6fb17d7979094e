/* SPDX-License-Identifier: MIT */
/*
 * Who a SID is and which SID a name has, asked of the server's local security authority on the
 * session of a channel that a call has for another interface. One request asks for many; what was
 * asked once is not asked again.
 */
#ifndef PROVIDER_REMOTE_NAMES_H
#define PROVIDER_REMOTE_NAMES_H

#include "layout/lsarpc.h"
#include "provider/provider.h"
#include "provider/remote/channel.h"

struct account_name {
    LPWSTR domain; /* "" where there is none, never NULL */
    LPWSTR name;   /* "" for a domain itself, never NULL */
    DWORD use;     /* SID_NAME_USE */
    PSID sid;      /* NULL for a name that is unknown */
};

/* What is known already; starts as { call, channel }, and needs no end: all of it, and all that the
 * functions below give, is the call's arena's. */
struct names {
    struct call *call;
    struct channel *channel; /* of any interface; not empty */
    struct known_names *known;
};

/*
 * The names of n SIDs, in their order. One that the server cannot name is SidTypeUnknown (or
 * SidTypeDeletedAccount, when the server knows that much), and its name is its text S-1-...; a name
 * of a well-known SID is in the server's language. Returns a Win32 code; ERROR_INVALID_SID for one
 * that is NULL or none.
 */
NET_API_STATUS names_of_sids(struct names *, const PSID *sids, size_t n,
                             struct account_name *accounts);

/*
 * The SIDs of n names, in their order: DOMAIN\name, name@domain, or a name that the server looks
 * for in its own domain first and then wherever it can ([MS-LSAT] 3.1.4.5). One that is unknown is
 * SidTypeUnknown. account->name is the name as it was asked for, without a domain before it.
 * Returns a Win32 code.
 */
NET_API_STATUS names_to_sids(struct names *, const LPCWSTR *texts, size_t n,
                             struct account_name *accounts);

/* The domain of the server's own accounts (LSA_ACCOUNT_DOMAIN), or the one it is a member of
 * (LSA_PRIMARY_DOMAIN), whose SID is NULL where that is a workgroup. Returns a Win32 code. */
NET_API_STATUS names_domain(struct names *, enum lsa_policy_class class,
                            struct account_name *domain);

#endif
