/* SPDX-License-Identifier: MIT */
/* NetRemote*. */
#include "lmremutl.h"

#include "api/api.h"
#include "lmerr.h"
#include "provider/provider.h"
#include "winerror.h"

NET_API_STATUS NetRemoteTOD(LPCWSTR UncServerName, LPBYTE *BufferPtr)
{
    return api_get_info(__func__, &NetrRemoteTOD, NULL,
                        &(struct get_args){ .servername = UncServerName, .bufptr = BufferPtr });
}

/* What proves that a computer has the options: an interface that it serves. NDR carries names in
 * UTF-16. SUPPORTS_REMOTE_ADMIN_PROTOCOL has no proof: what would carry it is SMB 1. */
static const struct {
    DWORD options;
    const struct rpc_interface *interface;
} proofs[] = {
    { SUPPORTS_RPC | SUPPORTS_UNICODE, &srvsvc },
    { SUPPORTS_SAM_PROTOCOL, &samr },
};

/* Only what is wanted is asked for. */
static NET_API_STATUS ask_options(struct call *call, const struct provider *provider, DWORD wanted,
                                  DWORD *supported)
{
    for (size_t i = 0; i < NDR_COUNT(proofs); i++) {
        bool serves;
        if (!(wanted & proofs[i].options))
            continue;
        NET_API_STATUS status = provider->serves(call, proofs[i].interface, &serves);
        if (status != NERR_Success)
            return status;
        if (serves)
            *supported |= wanted & proofs[i].options;
    }
    return NERR_Success;
}

NET_API_STATUS NetRemoteComputerSupports(LPCWSTR UncServerName, DWORD OptionsWanted,
                                         LPDWORD OptionsSupported)
{
    struct call call;
    const struct provider *provider;
    DWORD supported = 0;
    if (OptionsSupported)
        *OptionsSupported = 0;
    if (!OptionsSupported || !OptionsWanted)
        return ERROR_INVALID_PARAMETER;
    NET_API_STATUS status = call_start(&call, __func__, UncServerName, &provider);
    if (provider == &provider_local)
        supported = OptionsWanted & SUPPORTS_LOCAL;
    if (status == NERR_Success)
        status = ask_options(&call, provider, OptionsWanted, &supported);
    if (status == NERR_Success)
        *OptionsSupported = supported;
    call_end(&call);
    return status;
}
