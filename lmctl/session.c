/* SPDX-License-Identifier: MIT */
/* lmctl session, file and connection: who uses a server, and what of it. */
#include "lmctl.h"

#include <errno.h>
#include <stdlib.h>

#include "layout/layout.h"
#include "lmerr.h"
#include "lmshare.h"

static NET_API_STATUS session_step(const struct request *r, LPBYTE *buffer, DWORD *count,
                                   DWORD *resume)
{
    DWORD total;
    return NetSessionEnum(r->server, r->client, r->user, r->level, buffer, MAX_PREFERRED_LENGTH,
                          count, &total, resume);
}

enum lmctl_exit session_list(const struct request *r)
{
    return show_list(r, "sessions", &net_session, "NetSessionEnum", session_step);
}

enum lmctl_exit session_show(const struct request *r)
{
    LPBYTE buffer;
    if (!r->client || !r->user)
        usage("session show needs --client and --user");
    NET_API_STATUS status = NetSessionGetInfo(r->server, r->client, r->user, r->level, &buffer);
    if (status != NERR_Success)
        return report_failure("NetSessionGetInfo", status);
    return show_one(r, "session", net_family_find(&net_session, r->level, NET_GET)->type, buffer);
}

/* A user may have sessions from many clients, and a client of many users. */
enum lmctl_exit session_close(const struct request *r)
{
    if (!r->client && !r->user)
        usage("session close needs --client, --user or both");
    if (!r->client)
        ask_before(r, 0, "every session of the user", "close");
    else if (!r->user)
        ask_before(r, 0, "every session of the client", "close");
    NET_API_STATUS status =
        r->dry_run ? NERR_Success : NetSessionDel(r->server, r->client, r->user);
    if (status != NERR_Success)
        return report_failure("NetSessionDel", status);
    say_done(r, r->user ? "session of" : "sessions from", r->user ? r->user : r->client, "closed");
    return EXIT_GOOD;
}

static NET_API_STATUS file_step(const struct request *r, LPBYTE *buffer, DWORD *count,
                                DWORD *resume)
{
    DWORD total;
    DWORD_PTR wide = *resume;
    NET_API_STATUS status = NetFileEnum(r->server, NULL, r->user, r->level, buffer,
                                        MAX_PREFERRED_LENGTH, count, &total, &wide);
    *resume = (DWORD)wide;
    return status;
}

enum lmctl_exit file_list(const struct request *r)
{
    return show_list(r, "files", &net_file, "NetFileEnum", file_step);
}

/* The number that `file list` shows. */
static DWORD read_id(LPCWSTR name)
{
    const char *text = keep_utf8(name);
    char *end;
    errno = 0;
    unsigned long id = strtoul(text, &end, 0);
    if (errno || end == text || *end || id > UINT32_MAX)
        usage("no number of a file: %s", text);
    return (DWORD)id;
}

enum lmctl_exit file_show(const struct request *r)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetFileGetInfo(r->server, read_id(r->name), r->level, &buffer);
    if (status != NERR_Success)
        return report_failure("NetFileGetInfo", status);
    return show_one(r, "file", net_family_find(&net_file, r->level, NET_GET)->type, buffer);
}

static NET_API_STATUS close_file(const struct request *r, LPWSTR name)
{
    return NetFileClose(r->server, read_id(name));
}

enum lmctl_exit file_close(const struct request *r)
{
    for (size_t i = 0; i < r->n_names; i++)
        read_id(r->names[i]); /* before the first is closed */
    if (r->n_names > 1)
        ask_before(r, r->n_names, "files", "close");
    return each_name(r, "NetFileClose", "file", "closed", close_file);
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
