/* SPDX-License-Identifier: MIT */
/* lmctl session, file and connection: who uses a server, and what of it. */
#include "lmctl.h"

#include "layout/layout.h"
#include "lmshare.h"

static NET_API_STATUS session_step(const struct request *r, LPBYTE *buffer, DWORD *count,
                                   DWORD *resume)
{
    DWORD total;
    return NetSessionEnum(r->server, NULL, NULL, r->level, buffer, MAX_PREFERRED_LENGTH, count,
                          &total, resume);
}

enum lmctl_exit session_list(const struct request *r)
{
    return show_list(r, "sessions", &net_session, "NetSessionEnum", session_step);
}

static NET_API_STATUS file_step(const struct request *r, LPBYTE *buffer, DWORD *count,
                                DWORD *resume)
{
    DWORD total;
    DWORD_PTR wide = *resume;
    NET_API_STATUS status = NetFileEnum(r->server, NULL, NULL, r->level, buffer,
                                        MAX_PREFERRED_LENGTH, count, &total, &wide);
    *resume = (DWORD)wide;
    return status;
}

enum lmctl_exit file_list(const struct request *r)
{
    return show_list(r, "files", &net_file, "NetFileEnum", file_step);
}

static NET_API_STATUS connection_step(const struct request *r, LPBYTE *buffer, DWORD *count,
                                      DWORD *resume)
{
    DWORD total;
    return NetConnectionEnum(r->server, r->name, r->level, buffer, MAX_PREFERRED_LENGTH, count,
                             &total, resume);
}

enum lmctl_exit connection_list(const struct request *r)
{
    return show_list(r, "connections", &net_connection, "NetConnectionEnum", connection_step);
}
