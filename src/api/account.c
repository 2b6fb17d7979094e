/* SPDX-License-Identifier: MIT */
/* NetUser*, NetGroup*, NetLocalGroup*, NetUserModals* and NetQueryDisplayInformation: arguments in,
 * an answer from the account database out. */
#include "lmaccess.h"

#include "api/api.h"
#include "base/utf16.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "provider/provider.h"
#include "provider/remote/accounts.h"
#include "winerror.h"

/* Starts a call to a server's accounts. This computer's are not served yet. */
static NET_API_STATUS start(struct call *call, const char *function, LPCWSTR servername)
{
    const struct provider *provider;
    NET_API_STATUS status = call_start(call, function, servername, &provider);
    return status == NERR_Success && provider == &provider_local ? ERROR_NOT_SUPPORTED : status;
}

/* ---- One structure ---- */

typedef NET_API_STATUS get_account(struct call *, struct account_info *);

static NET_API_STATUS get_info(const char *function, const struct net_family *family,
                               get_account *get, LPCWSTR servername, LPCWSTR name, DWORD level,
                               LPBYTE *bufptr)
{
    struct call call;
    *bufptr = NULL;
    const struct net_level *row = net_family_find(family, level, NET_GET);
    if (!row)
        return ERROR_INVALID_LEVEL;
    struct account_info info = { .name = name, .level = level, .type = row->type };
    NET_API_STATUS status = start(&call, function, servername);
    if (status == NERR_Success)
        status = get(&call, &info);
    *bufptr = info.block;
    call_end(&call);
    return status;
}

/* The name of an account that is asked for; missing: the code of one that is too long to be any. */
static NET_API_STATUS check_name(LPCWSTR name, LPBYTE *bufptr, NET_API_STATUS missing)
{
    if (bufptr)
        *bufptr = NULL;
    if (!name || !*name)
        return ERROR_INVALID_PARAMETER;
    return utf16_len(name) > UNLEN ? missing : NERR_Success;
}

static NET_API_STATUS get_named(const char *function, const struct net_family *family,
                                get_account *get, LPCWSTR servername, LPCWSTR name,
                                NET_API_STATUS missing, DWORD level, LPBYTE *bufptr)
{
    NET_API_STATUS status = check_name(name, bufptr, missing);
    if (!bufptr)
        status = ERROR_INVALID_PARAMETER;
    return status == NERR_Success ? get_info(function, family, get, servername, name, level, bufptr)
                                  : status;
}

NET_API_STATUS NetUserGetInfo(LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE *bufptr)
{
    return get_named(__func__, &net_user, user_get, servername, username, NERR_UserNotFound, level,
                     bufptr);
}

NET_API_STATUS NetGroupGetInfo(LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE *bufptr)
{
    return get_named(__func__, &net_group, group_get, servername, groupname, NERR_GroupNotFound,
                     level, bufptr);
}

NET_API_STATUS NetLocalGroupGetInfo(LPCWSTR servername, LPCWSTR groupname, DWORD level,
                                    LPBYTE *bufptr)
{
    return get_named(__func__, &net_localgroup, alias_get, servername, groupname,
                     NERR_GroupNotFound, level, bufptr);
}

NET_API_STATUS NetUserModalsGet(LPCWSTR servername, DWORD level, LPBYTE *bufptr)
{
    if (!bufptr)
        return ERROR_INVALID_PARAMETER;
    return get_info(__func__, &net_modals, policy_get, servername, NULL, level, bufptr);
}

/* ---- Lists ---- */

typedef NET_API_STATUS list_accounts(struct call *, struct account_page *);

/* args->name is of the account whose list it is; NULL: of the database. */
static NET_API_STATUS list(const char *function, const struct net_family *family,
                           list_accounts *accounts, DWORD kinds, const struct enum_args *args)
{
    struct call call;
    if (args->bufptr)
        *args->bufptr = NULL;
    if (!args->bufptr || !args->entriesread || !args->totalentries)
        return ERROR_INVALID_PARAMETER;
    *args->entriesread = *args->totalentries = 0;
    const struct net_level *row = net_family_find(family, args->level, NET_ENUM);
    if (!row)
        return ERROR_INVALID_LEVEL;
    struct account_page page = { .name = args->name,
                                 .type = row->type,
                                 .kinds = kinds,
                                 .prefmaxlen = args->prefmaxlen,
                                 .resume = args->resume ? *args->resume : 0 };
    NET_API_STATUS status = start(&call, function, args->servername);
    if (status == NERR_Success)
        status = accounts(&call, &page);
    if (status == NERR_Success || status == ERROR_MORE_DATA) {
        *args->bufptr = page.block;
        *args->entriesread = page.count;
        *args->totalentries = page.total;
        if (args->resume)
            *args->resume = page.resume;
    }
    call_end(&call);
    return status;
}

/* The published handle is as wide as a pointer. */
static NET_API_STATUS list_wide(const char *function, const struct net_family *family,
                                list_accounts *accounts, struct enum_args *args,
                                PDWORD_PTR resume_handle)
{
    DWORD resume = resume_handle ? (DWORD)*resume_handle : 0;
    args->resume = resume_handle ? &resume : NULL;
    NET_API_STATUS status = list(function, family, accounts, 0, args);
    if (resume_handle && (status == NERR_Success || status == ERROR_MORE_DATA))
        *resume_handle = resume;
    return status;
}

NET_API_STATUS NetUserEnum(LPCWSTR servername, DWORD level, DWORD filter, LPBYTE *bufptr,
                           DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                           LPDWORD resume_handle)
{
    return list(__func__, &net_user, user_list, filter,
                &(struct enum_args){ servername, NULL, NULL, level, bufptr, prefmaxlen, entriesread,
                                     totalentries, resume_handle });
}

NET_API_STATUS NetUserGetGroups(LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE *bufptr,
                                DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries)
{
    NET_API_STATUS status = check_name(username, bufptr, NERR_UserNotFound);
    if (status != NERR_Success)
        return status;
    return list(__func__, &net_group_user, user_groups_list, 0,
                &(struct enum_args){ servername, username, NULL, level, bufptr, prefmaxlen,
                                     entriesread, totalentries, NULL });
}

NET_API_STATUS NetUserGetLocalGroups(LPCWSTR servername, LPCWSTR username, DWORD level, DWORD flags,
                                     LPBYTE *bufptr, DWORD prefmaxlen, LPDWORD entriesread,
                                     LPDWORD totalentries)
{
    NET_API_STATUS status = check_name(username, bufptr, NERR_UserNotFound);
    if (status == NERR_Success && flags & ~(DWORD)LG_INCLUDE_INDIRECT)
        status = ERROR_INVALID_PARAMETER;
    if (status != NERR_Success)
        return status;
    return list(__func__, &net_localgroup_user, user_aliases_list, flags,
                &(struct enum_args){ servername, username, NULL, level, bufptr, prefmaxlen,
                                     entriesread, totalentries, NULL });
}

NET_API_STATUS NetGroupEnum(LPCWSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                            LPDWORD entriesread, LPDWORD totalentries, PDWORD_PTR resume_handle)
{
    return list_wide(__func__, &net_group, group_list,
                     &(struct enum_args){ servername, NULL, NULL, level, bufptr, prefmaxlen,
                                          entriesread, totalentries, NULL },
                     resume_handle);
}

NET_API_STATUS NetGroupGetUsers(LPCWSTR servername, LPCWSTR groupname, DWORD level, LPBYTE *bufptr,
                                DWORD prefmaxlen, LPDWORD entriesread, LPDWORD totalentries,
                                PDWORD_PTR ResumeHandle)
{
    NET_API_STATUS status = check_name(groupname, bufptr, NERR_GroupNotFound);
    if (status != NERR_Success)
        return status;
    return list_wide(__func__, &net_group_user, group_members_list,
                     &(struct enum_args){ servername, groupname, NULL, level, bufptr, prefmaxlen,
                                          entriesread, totalentries, NULL },
                     ResumeHandle);
}

NET_API_STATUS NetLocalGroupEnum(LPCWSTR servername, DWORD level, LPBYTE *bufptr, DWORD prefmaxlen,
                                 LPDWORD entriesread, LPDWORD totalentries, PDWORD_PTR resumehandle)
{
    return list_wide(__func__, &net_localgroup, alias_list,
                     &(struct enum_args){ servername, NULL, NULL, level, bufptr, prefmaxlen,
                                          entriesread, totalentries, NULL },
                     resumehandle);
}

#define DISPLAY_MAX 100u /* entries of an answer, as published for NetQueryDisplayInformation */

NET_API_STATUS NetQueryDisplayInformation(LPCWSTR ServerName, DWORD Level, DWORD Index,
                                          DWORD EntriesRequested, DWORD PreferredMaximumLength,
                                          LPDWORD ReturnedEntryCount, PVOID *SortedBuffer)
{
    struct call call;
    if (SortedBuffer)
        *SortedBuffer = NULL;
    if (!ReturnedEntryCount || !SortedBuffer)
        return ERROR_INVALID_PARAMETER;
    *ReturnedEntryCount = 0;
    const struct net_level *row = net_family_find(&net_display, Level, NET_ENUM);
    if (!row)
        return ERROR_INVALID_LEVEL;
    struct account_page page = { .type = row->type,
                                 .class = Level,
                                 .entries = EntriesRequested < DISPLAY_MAX ? EntriesRequested
                                                                           : DISPLAY_MAX,
                                 .prefmaxlen = PreferredMaximumLength,
                                 .resume = Index };
    NET_API_STATUS status = start(&call, __func__, ServerName);
    if (status == NERR_Success)
        status = display_list(&call, &page);
    if (status == NERR_Success || status == ERROR_MORE_DATA) {
        *ReturnedEntryCount = page.count;
        *SortedBuffer = page.block;
    }
    call_end(&call);
    return status;
}

/* ---- Changes ---- */

typedef NET_API_STATUS change_account(struct call *, struct account_change *);

/* The characters that no account's name has, as lmaccess.h tells; control characters aside. */
static bool is_account_name(LPCWSTR name)
{
    static const WCHAR refused[] = u"\"/\\[]:|<>+=;,?*";
    size_t len = utf16_len(name);
    if (len > UNLEN || name[len - 1] == u'.')
        return false;
    for (size_t i = 0; i < len; i++) {
        if (name[i] < u' ')
            return false;
        for (const WCHAR *c = refused; *c; c++)
            if (name[i] == *c)
                return false;
    }
    return true;
}

/* The name that a record gives to an account. */
static NET_API_STATUS check_new_name(const struct ndr_type *type, const BYTE *record, DWORD *parm)
{
    const struct ndr_field *f = ndr_member(type, "name");
    LPCWSTR name = *(const LPCWSTR *)(const void *)(record + f->at);
    if (!name || !*name) {
        *parm = f->parm;
        return ERROR_INVALID_PARAMETER;
    }
    return is_account_name(name) ? NERR_Success : NERR_BadUsername;
}

/* What can be seen to be wrong is told by the number of its member (set.c). */
static NET_API_STATUS change(const char *function, const struct net_family *family,
                             enum net_use use, change_account *write, const struct set_args *args)
{
    struct call call;
    if (args->parm_err)
        *args->parm_err = PARM_ERROR_NONE;
    const struct net_level *row = net_family_find(family, args->level, use);
    if (!row)
        return ERROR_INVALID_LEVEL;
    struct account_change c = { .name = args->name,
                                .level = args->level,
                                .type = row->type,
                                .record = args->buf,
                                .parm = PARM_ERROR_UNKNOWN };
    NET_API_STATUS status = api_check_record(row->type, args->buf, &c.parm);
    if (status == NERR_Success && (use == NET_ADD || args->level == 0))
        status = check_new_name(row->type, args->buf, &c.parm);
    if (status == NERR_Success) {
        status = start(&call, function, args->servername);
        if (status == NERR_Success)
            status = write(&call, &c);
        call_end(&call);
    }
    if (status == ERROR_INVALID_PARAMETER && args->parm_err)
        *args->parm_err = c.parm;
    return status;
}

NET_API_STATUS NetUserAdd(LPCWSTR servername, DWORD level, LPBYTE buf, LPDWORD parm_err)
{
    return change(__func__, &net_user, NET_ADD, user_add,
                  &(struct set_args){ servername, NULL, level, buf, parm_err });
}

NET_API_STATUS NetUserSetInfo(LPCWSTR servername, LPCWSTR username, DWORD level, LPBYTE buf,
                              LPDWORD parm_err)
{
    NET_API_STATUS status = check_name(username, NULL, NERR_UserNotFound);
    if (parm_err)
        *parm_err = PARM_ERROR_NONE;
    if (status != NERR_Success)
        return status;
    return change(__func__, &net_user, NET_SET, user_set,
                  &(struct set_args){ servername, username, level, buf, parm_err });
}

NET_API_STATUS NetUserDel(LPCWSTR servername, LPCWSTR username)
{
    struct call call;
    NET_API_STATUS status = check_name(username, NULL, NERR_UserNotFound);
    if (status != NERR_Success)
        return status;
    status = start(&call, __func__, servername);
    if (status == NERR_Success)
        status = user_delete(&call, username);
    call_end(&call);
    return status;
}

/* Another user's, or the caller's, on a server; the old password is the right to it. */
NET_API_STATUS NetUserChangePassword(LPCWSTR domainname, LPCWSTR username, LPCWSTR oldpassword,
                                     LPCWSTR newpassword)
{
    struct call call;
    NET_API_STATUS status = check_name(username, NULL, NERR_UserNotFound);
    if (status == NERR_Success && (!oldpassword || !newpassword))
        status = ERROR_INVALID_PARAMETER;
    if (status != NERR_Success)
        return status;
    status = start(&call, __func__, domainname);
    if (status == NERR_Success)
        status = user_change_password(&call, username, oldpassword, newpassword);
    call_end(&call);
    return status;
}
