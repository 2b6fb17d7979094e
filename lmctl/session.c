/* SPDX-License-Identifier: MIT */
/* lmctl session, file and connection: who uses a server, and what of it. */
#include "lmctl.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf16.h"
#include "layout/layout.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "lmshare.h"
#include "winerror.h"

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

/* The sessions that would be closed. */
struct sessions {
    size_t count;
    LPWSTR user, client; /* of the first */
    bool users, clients; /* others have other ones */
};

/* Whether it is another name than the first, which is kept. */
static bool is_other(LPWSTR *first, LPCWSTR name)
{
    if (!name)
        name = u"";
    if (!*first) {
        size_t bytes = (utf16_len(name) + 1) * sizeof *name;
        *first = memcpy(keep_room(bytes), name, bytes);
    }
    return !utf16_same_name(*first, name);
}

static void count_sessions(void *seer, const void *records, size_t count)
{
    struct sessions *all = seer;
    const SESSION_INFO_1 *s = records;
    for (size_t i = 0; i < count; i++) {
        all->users = is_other(&all->user, s[i].sesi1_username) || all->users;
        all->clients = is_other(&all->client, s[i].sesi1_cname) || all->clients;
    }
    all->count += count;
}

/* "3 sessions of alice from 192.0.2.1" */
static const char *tell_sessions(const struct sessions *s)
{
    return keep_text("%zu session%s of %s from %s", s->count, s->count == 1 ? "" : "s",
                     s->users ? "several users" : keep_shown(s->user),
                     s->clients ? "several clients" : keep_shown(s->client));
}

/* "sessions of alice": as they were asked for. */
static const char *tell_wanted(const struct request *r)
{
    return keep_text("sessions%s%s%s%s", r->user ? " of " : "", keep_utf8(r->user),
                     r->client ? " from " : "", keep_utf8(r->client));
}

/* At the level that Windows and Samba have and that tells user and client. None is an error. */
static NET_API_STATUS find_sessions(const struct request *r, struct sessions *found)
{
    struct request list = *r;
    list.level = 1;
    NET_API_STATUS status = walk_list(&list, session_step, count_sessions, found);
    return status == NERR_Success && !found->count ? NERR_ClientNameNotFound : status;
}

/* A user may have sessions from many clients, and a client of many users: they are listed first.
 * Samba lets the superuser end sessions that it does not let him list; they go uncounted. */
enum lmctl_exit session_close(const struct request *r)
{
    struct sessions found = { 0 };
    if (!r->client && !r->user)
        usage("session close needs --client, --user or both");
    NET_API_STATUS status = find_sessions(r, &found);
    bool uncounted = status == ERROR_ACCESS_DENIED && !r->dry_run;
    if (status != NERR_Success && !uncounted)
        return report_failure("NetSessionEnum", status);
    const char *thing = uncounted ? tell_wanted(r) : tell_sessions(&found);
    if (!r->client || !r->user || found.count > 1)
        ask_before(r, "close", thing);
    if (!r->dry_run)
        status = NetSessionDel(r->server, r->client, r->user);
    if (status != NERR_Success)
        return report_failure("NetSessionDel", status);
    say_done(r, thing, "closed", r->server);
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

struct sought_file {
    DWORD id;
    bool there;
};

static void look_for_file(void *seer, const void *records, size_t count)
{
    struct sought_file *sought = seer;
    const FILE_INFO_3 *f = records;
    for (size_t i = 0; i < count; i++)
        sought->there = f[i].fi3_id == sought->id || sought->there;
}

/* Samba shows no single file, but lists them all. */
static NET_API_STATUS find_file(const struct request *r, LPWSTR name, const char **function)
{
    struct sought_file sought = { .id = read_id(name) };
    struct request list = *r;
    LPBYTE buffer = NULL;
    list.level = 3;
    *function = "NetFileGetInfo";
    NET_API_STATUS status = NetFileGetInfo(r->server, sought.id, list.level, &buffer);
    NetApiBufferFree(buffer);
    if (status != RPC_S_PROCNUM_OUT_OF_RANGE)
        return status;
    *function = "NetFileEnum";
    status = walk_list(&list, file_step, look_for_file, &sought);
    return status == NERR_Success && !sought.there ? NERR_FileIdNotFound : status;
}

enum lmctl_exit file_close(const struct request *r)
{
    static const struct deed deed = { "file",         "close",    "closed",
                                      "NetFileClose", close_file, find_file };
    for (size_t i = 0; i < r->n_names; i++)
        read_id(r->names[i]); /* before the first is closed */
    return each_name(r, &deed);
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
