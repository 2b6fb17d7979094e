/* SPDX-License-Identifier: MIT */
/* The servers of a network: asks every source of them that there is and that the configuration
 * allows, and makes one buffer of the answers. Today's source is the browser (browse/). */
#ifndef PROVIDER_SERVERS_H
#define PROVIDER_SERVERS_H

#include "provider/provider.h"

struct servers_query {
    DWORD level;      /* 100 or 101 */
    DWORD type;       /* SV_TYPE_* filter */
    LPCWSTR domain;   /* NetBIOS name; NULL: the configured workgroup */
    LPCWSTR first;    /* first name to return; NULL: from the beginning */
    DWORD prefmaxlen; /* bytes */
};

struct servers_answer {
    void *block; /* SERVER_INFO_100 or _101; NULL when there are none */
    DWORD count, total;
};

/*
 * The call must have been started by call_start_network. Returns NERR_Success, ERROR_MORE_DATA
 * (with an answer), NERR_BufTooSmall (not one entry fits prefmaxlen), ERROR_INVALID_PARAMETER (a
 * name that is no NetBIOS name), ERROR_NO_BROWSER_SERVERS_FOUND, ERROR_INVALID_DATA (the configured
 * code page or workgroup does not exist), and what browse_host says when the call names a server.
 */
NET_API_STATUS servers_list(struct call *call, const struct servers_query *query,
                            struct servers_answer *out);

#endif
