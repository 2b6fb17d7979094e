/* SPDX-License-Identifier: MIT */
/* NetUse*. Members into UTF-8 and credentials; tables into answers. */
#include "api/use.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/login.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "lmuse.h"
#include "ndr/ndr.h"
#include "provider/provider.h"
#include "provider/remote/use.h"
#include "winerror.h"

#define DOMAIN_MAX 255u /* characters: a realm or DNS name (RFC 1035 2.3.4) */
#define ALL_FLAGS  (CREATE_NO_CONNECT | CREATE_BYPASS_CSC | USE_DEFAULT_CREDENTIALS)

/* All levels are the beginning of the last. */
static_assert(offsetof(USE_INFO_1, ui1_usecount) == offsetof(USE_INFO_2, ui2_usecount) &&
                  offsetof(USE_INFO_1, ui1_password) == offsetof(USE_INFO_2, ui2_password) &&
                  offsetof(USE_INFO_0, ui0_remote) == offsetof(USE_INFO_2, ui2_remote) &&
                  offsetof(USE_INFO_3, ui3_ui2) == 0,
              "a level begins with the one below it");

/* Only LAN Manager lets others look at its uses. */
static NET_API_STATUS check_server(const char *function, LPCWSTR name)
{
    struct call call;
    const struct provider *provider;
    NET_API_STATUS status = call_start(&call, function, name, &provider);
    if (status == NERR_Success && provider != &provider_local)
        status = ERROR_NOT_SUPPORTED;
    call_end(&call);
    return status;
}

/* ---- Names ---- */

/* \\server\share taken apart. */
struct remote_name {
    WCHAR server[SERVER_NAME_MAX + 2]; /* with its backslashes */
    char *share;                       /* UTF-8, from x_new */
};

/* ERROR_INVALID_PARAMETER when it is no such name, ERROR_NOT_ENOUGH_MEMORY. */
static NET_API_STATUS split_remote(LPCWSTR text, struct remote_name *name)
{
    if (!text || text[0] != u'\\' || text[1] != u'\\')
        return ERROR_INVALID_PARAMETER;
    size_t len = 2;
    while (text[len] && text[len] != u'\\' && len < SERVER_NAME_MAX)
        len++;
    LPCWSTR share = text + len + 1;
    if (len == 2 || text[len] != u'\\' || !*share || utf16_len(share) > NNLEN)
        return ERROR_INVALID_PARAMETER;
    for (LPCWSTR p = share; *p; p++)
        if (*p < u' ' || *p == u'\\' || *p == u'/')
            return ERROR_INVALID_PARAMETER;
    memcpy(name->server, text, len * sizeof *text);
    name->server[len] = u'\0';
    name->share = utf8_new_strict(share);
    if (name->share)
        return NERR_Success;
    return errno == ENOMEM ? ERROR_NOT_ENOUGH_MEMORY : ERROR_INVALID_PARAMETER;
}

/* ---- Who ---- */

/* Texts of a user, UTF-8; NULL where none was given. */
struct user_texts {
    char *user, *domain, *password;
};

static void free_secret_text(char *text)
{
    x_free_secret(text, text ? strlen(text) : 0);
}

static void free_texts(struct user_texts *t)
{
    x_free(t->user);
    x_free(t->domain);
    free_secret_text(t->password);
}

static NET_API_STATUS take_text(LPCWSTR from, size_t max, DWORD parm, char **to, DWORD *wrong)
{
    if (!from)
        return NERR_Success;
    if (utf16_len(from) <= max && (*to = utf8_new_strict(from)))
        return NERR_Success;
    if (utf16_len(from) <= max && errno == ENOMEM)
        return ERROR_NOT_ENOUGH_MEMORY;
    *wrong = parm;
    return ERROR_INVALID_PARAMETER;
}

static NET_API_STATUS take_texts(const USE_INFO_2 *info, struct user_texts *t, DWORD *wrong)
{
    NET_API_STATUS status =
        take_text(info->ui2_password, PWLEN, USE_PASSWORD_PARMNUM, &t->password, wrong);
    if (status == NERR_Success)
        status = take_text(info->ui2_username, UNLEN, USE_USERNAME_PARMNUM, &t->user, wrong);
    if (status == NERR_Success)
        status =
            take_text(info->ui2_domainname, DOMAIN_MAX, USE_DOMAINNAME_PARMNUM, &t->domain, wrong);
    return status;
}

/* The user the process runs as: whom a password without a user belongs to. */
static NET_API_STATUS own_user(char **name)
{
    char *own;
    int error = login_name(&own);
    if (error)
        return error == ENOMEM ? ERROR_NOT_ENOUGH_MEMORY : ERROR_NO_SUCH_LOGON_SESSION;
    x_free(*name);
    *name = own;
    return NERR_Success;
}

/* The texts to credentials in their own memory; NULL when they name nobody in particular.
 * DOMAIN\user says more than a domain beside it. */
static NET_API_STATUS make_credentials(struct user_texts *t, struct credentials **out, DWORD *wrong)
{
    bool no_user = !t->user || !*t->user, no_password = !t->password || !*t->password;
    struct credentials c = { .kind = CREDENTIALS_ANONYMOUS };
    bool nobody = no_user && no_password && t->user && t->password;
    if (no_user && no_password && !nobody)
        return NERR_Success;
    NET_API_STATUS status = no_user && !nobody ? own_user(&t->user) : NERR_Success;
    if (status != NERR_Success)
        return status;
    if (!nobody) {
        char *slash = strchr(t->user, '\\');
        c = (struct credentials){ .user = slash ? slash + 1 : t->user,
                                  .domain = slash ? t->user : t->domain,
                                  .password = t->password ? t->password : "" };
        if (slash)
            *slash = '\0';
        if (!*c.user) {
            *wrong = USE_USERNAME_PARMNUM;
            return ERROR_INVALID_PARAMETER;
        }
    }
    *out = credentials_copy(&c);
    return *out ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

static NET_API_STATUS read_user(const USE_INFO_2 *info, struct credentials **out, DWORD *wrong)
{
    struct user_texts texts = { 0 };
    NET_API_STATUS status = take_texts(info, &texts, wrong);
    if (status == NERR_Success)
        status = make_credentials(&texts, out, wrong);
    free_texts(&texts);
    return status;
}

/* ---- NetUseAdd ---- */

static NET_API_STATUS check_flags(const USE_INFO_3 *info, DWORD *wrong)
{
    const USE_INFO_2 *of = &info->ui3_ui2;
    bool by_default = info->ui3_flags & USE_DEFAULT_CREDENTIALS;
    if (info->ui3_flags & ~(ULONG)ALL_FLAGS)
        *wrong = PARM_ERROR_UNKNOWN;
    else if (by_default && of->ui2_password && *of->ui2_password)
        *wrong = USE_PASSWORD_PARMNUM;
    else if (by_default && of->ui2_username && *of->ui2_username)
        *wrong = USE_USERNAME_PARMNUM;
    return *wrong == PARM_ERROR_NONE ? NERR_Success : ERROR_INVALID_PARAMETER;
}

/* What can be said about the members without asking anybody. */
static NET_API_STATUS check_members(const USE_INFO_3 *info, DWORD *wrong)
{
    const USE_INFO_2 *of = &info->ui3_ui2;
    if (of->ui2_local && *of->ui2_local) {
        *wrong = USE_LOCAL_PARMNUM;
        return ERROR_BAD_DEVICE;
    }
    if (of->ui2_asg_type != USE_WILDCARD && of->ui2_asg_type > USE_IPC) {
        *wrong = USE_ASGTYPE_PARMNUM;
        return NERR_BadAsgType;
    }
    return check_flags(info, wrong);
}

/* Whoever calls this computer is not asked who he is. */
static NET_API_STATUS start_for(struct call *call, const char *function, LPCWSTR server,
                                DWORD *wrong)
{
    const struct provider *provider;
    NET_API_STATUS status = call_start(call, function, server, &provider);
    if (status == NERR_Success && provider == &provider_local) {
        log_line(LOG_ERRORS, "%s: %s: calls to this computer need no log-on", function, call->host);
        return ERROR_NOT_SUPPORTED;
    }
    if (status != ERROR_INVALID_NAME)
        return status;
    *wrong = USE_REMOTE_PARMNUM;
    return ERROR_INVALID_PARAMETER;
}

static NET_API_STATUS add_info(const char *function, enum uses_whose whose, const USE_INFO_3 *info,
                               DWORD *wrong)
{
    struct remote_name name = { .share = NULL };
    struct credentials *user = NULL;
    struct call call = { 0 };
    NET_API_STATUS status = check_members(info, wrong);
    if (status == NERR_Success) {
        status = split_remote(info->ui3_ui2.ui2_remote, &name);
        if (status == ERROR_INVALID_PARAMETER)
            *wrong = USE_REMOTE_PARMNUM;
    }
    if (status == NERR_Success && !(info->ui3_flags & USE_DEFAULT_CREDENTIALS))
        status = read_user(&info->ui3_ui2, &user, wrong);
    if (status == NERR_Success)
        status = start_for(&call, function, name.server, wrong);
    if (status == NERR_Success) {
        const struct use_wish wish = { call.host, name.share, user, info->ui3_ui2.ui2_asg_type,
                                       info->ui3_flags };
        status = use_make(&call, whose, &wish);
        if (status == ERROR_BAD_DEV_TYPE)
            *wrong = USE_ASGTYPE_PARMNUM;
    }
    call_end(&call);
    credentials_free(user);
    x_free(name.share);
    return status;
}

NET_API_STATUS use_add(const char *function, enum uses_whose whose, DWORD level, LPBYTE buf,
                       LPDWORD parm_err)
{
    const struct net_level *row = net_family_find(&net_use, level, NET_ADD);
    DWORD wrong = PARM_ERROR_NONE;
    USE_INFO_3 info = { .ui3_flags = 0 };
    NET_API_STATUS status = ERROR_INVALID_LEVEL;
    if (row && buf) {
        memcpy(&info, buf, row->type->size);
        status = add_info(function, whose, &info, &wrong);
    } else if (row) {
        status = ERROR_INVALID_PARAMETER;
    }
    if (parm_err)
        *parm_err = wrong;
    return status;
}

NET_API_STATUS NetUseAdd(LMSTR UncServerName, DWORD Level, LPBYTE Buf, LPDWORD ParmError)
{
    NET_API_STATUS status = check_server(__func__, UncServerName);
    if (status == NERR_Success)
        return use_add(__func__, USES_OWN, Level, Buf, ParmError);
    if (ParmError)
        *ParmError = PARM_ERROR_NONE;
    return status;
}

/* ---- NetUseDel ---- */

/* A name that cannot be one's is nobody's. */
static NET_API_STATUS split_use(LPCWSTR use, struct remote_name *name, char **host)
{
    if (!use || !*use)
        return ERROR_INVALID_PARAMETER;
    NET_API_STATUS status = split_remote(use, name);
    if (status == ERROR_INVALID_PARAMETER)
        return NERR_UseNotFound;
    if (status == NERR_Success && !(*host = utf8_new_strict(name->server + 2)))
        return errno == ENOMEM ? ERROR_NOT_ENOUGH_MEMORY : NERR_UseNotFound;
    return status;
}

NET_API_STATUS NetUseDel(LMSTR UncServerName, LMSTR UseName, DWORD ForceCond)
{
    struct remote_name name = { .share = NULL };
    char *host = NULL;
    NET_API_STATUS status = check_server(__func__, UncServerName);
    if (status == NERR_Success && ForceCond > USE_LOTS_OF_FORCE)
        status = ERROR_INVALID_LEVEL;
    if (status == NERR_Success)
        status = split_use(UseName, &name, &host);
    if (status == NERR_Success)
        status = use_end(host, name.share, ForceCond);
    x_free(host);
    x_free(name.share);
    return status;
}

/* ---- Answers ---- */

/* An array of the level, in the arena, of these records. */
static NET_API_STATUS make_infos(struct arena *arena, const struct ndr_type *type,
                                 const struct use_record *records, size_t count, void **infos)
{
    BYTE *at = arena_new(arena, count * type->size);
    NET_API_STATUS status = at ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
    *infos = at;
    for (size_t i = 0; i < count && status == NERR_Success; i++, at += type->size) {
        USE_INFO_3 info;
        status = use_info(arena, &records[i], &info);
        memcpy(at, &info, type->size);
    }
    return status;
}

/* What an Enum gives back. */
struct uses_answer {
    void *block;
    DWORD count, total, resume;
};

static NET_API_STATUS answer_list(struct arena *arena, const struct ndr_type *type,
                                  DWORD prefmaxlen, struct uses_answer *answer)
{
    struct use_record *records;
    size_t count = 0, first = 0;
    void *infos;
    NET_API_STATUS status = uses_list(arena, &records, &count);
    if (status != NERR_Success)
        return status;
    while (first < count && records[first].place <= answer->resume)
        first++;
    records += first;
    count -= first;
    status = make_infos(arena, type, records, count, &infos);
    if (status != NERR_Success || !count)
        return status;
    size_t fit = ndr_fit(type, infos, count, prefmaxlen);
    if (!fit)
        return NERR_BufTooSmall;
    if (!ndr_pack(type, infos, fit, "NetUseEnum", &answer->block))
        return ERROR_NOT_ENOUGH_MEMORY;
    answer->count = (DWORD)fit;
    answer->total = (DWORD)count;
    answer->resume = fit < count ? records[fit - 1].place : 0;
    return fit < count ? ERROR_MORE_DATA : NERR_Success;
}

NET_API_STATUS NetUseEnum(LMSTR UncServerName, DWORD Level, LPBYTE *BufPtr,
                          DWORD PreferedMaximumSize, LPDWORD EntriesRead, LPDWORD TotalEntries,
                          LPDWORD ResumeHandle)
{
    const struct net_level *row = net_family_find(&net_use, Level, NET_ENUM);
    struct uses_answer answer = { .resume = ResumeHandle ? *ResumeHandle : 0 };
    struct arena arena = { NULL };
    if (BufPtr)
        *BufPtr = NULL;
    if (!BufPtr || !EntriesRead || !TotalEntries)
        return ERROR_INVALID_PARAMETER;
    *EntriesRead = *TotalEntries = 0;
    NET_API_STATUS status = check_server(__func__, UncServerName);
    if (status == NERR_Success && !row)
        status = ERROR_INVALID_LEVEL;
    if (status == NERR_Success)
        status = answer_list(&arena, row->type, PreferedMaximumSize, &answer);
    arena_drop(&arena);
    if (status == NERR_Success || status == ERROR_MORE_DATA) {
        *BufPtr = answer.block;
        *EntriesRead = answer.count;
        *TotalEntries = answer.total;
        if (ResumeHandle)
            *ResumeHandle = answer.resume;
    }
    return status;
}

/* The record of this name; one of the process goes before one of the log-in session. */
static const struct use_record *find_record(const struct use_record *records, size_t count,
                                            const char *host, const char *share)
{
    const struct use_record *found = NULL;
    for (const struct use_record *r = records; r < records + count; r++)
        if (utf8_same_name(r->host, host) && utf8_same_name(r->share, share) &&
            (!found || !r->lasting))
            found = r;
    return found;
}

static NET_API_STATUS answer_one(struct arena *arena, const struct ndr_type *type, const char *host,
                                 const char *share, LPBYTE *bufptr)
{
    struct use_record *records;
    size_t count;
    void *info, *block;
    NET_API_STATUS status = uses_list(arena, &records, &count);
    if (status != NERR_Success)
        return status;
    const struct use_record *found = find_record(records, count, host, share);
    if (!found)
        return NERR_UseNotFound;
    status = make_infos(arena, type, found, 1, &info);
    if (status == NERR_Success && !ndr_pack(type, info, 1, "NetUseGetInfo", &block))
        status = ERROR_NOT_ENOUGH_MEMORY;
    if (status == NERR_Success)
        *bufptr = block;
    return status;
}

NET_API_STATUS NetUseGetInfo(LMSTR UncServerName, LMSTR UseName, DWORD Level, LPBYTE *BufPtr)
{
    const struct net_level *row = net_family_find(&net_use, Level, NET_GET);
    struct remote_name name = { .share = NULL };
    struct arena arena = { NULL };
    char *host = NULL;
    if (!BufPtr)
        return ERROR_INVALID_PARAMETER;
    *BufPtr = NULL;
    NET_API_STATUS status = check_server(__func__, UncServerName);
    if (status == NERR_Success && !row)
        status = ERROR_INVALID_LEVEL;
    if (status == NERR_Success)
        status = split_use(UseName, &name, &host);
    if (status == NERR_Success)
        status = answer_one(&arena, row->type, host, name.share, BufPtr);
    arena_drop(&arena);
    x_free(host);
    x_free(name.share);
    return status;
}
