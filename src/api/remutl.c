/* SPDX-License-Identifier: MIT */
/* NetRemoteTOD. */
#include "lmremutl.h"

#include "api/api.h"

NET_API_STATUS NetRemoteTOD(LPCWSTR UncServerName, LPBYTE *BufferPtr)
{
    return api_get_info(__func__, &NetrRemoteTOD, NULL,
                        &(struct get_args){ .servername = UncServerName, .bufptr = BufferPtr });
}
