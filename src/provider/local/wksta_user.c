/* SPDX-License-Identifier: MIT */
/* The effective user as a WKSTA_USER_INFO_1: the name from the user database, where it is at home
 * from that name or this computer's, and the list of further domains from a file. The file lies in
 * $XDG_RUNTIME_DIR/netapi32, in the folder that the system makes for a user who logs on and removes
 * when the user has logged off: as long lasts the list on Windows. */
#include "provider/local/wksta_user.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/login.h"
#include "base/runtime.h"
#include "base/utf16.h"
#include "layout/layout.h"
#include "lmerr.h"
#include "lmwksta.h"
#include "ndr/ndr.h"
#include "net/netbios.h"
#include "winerror.h"

#define LIST_FILE "oth_domains"

/* ---- The list of domains ---- */

static size_t domain_len(LPCWSTR text)
{
    size_t len = 0;
    while (netbios_allows(text[len]))
        len++;
    return len;
}

/* NetBIOS names with one space between each two of them, or nothing. */
static bool is_domain_list(LPCWSTR text)
{
    while (*text) {
        size_t len = domain_len(text);
        if (!len || len > DNLEN)
            return false;
        text += len;
        if (!*text)
            return true;
        if (*text++ != u' ' || !*text)
            return false;
    }
    return true;
}

/* Is the user logged on? Not when there is no such folder, or it is left over from another user
 * (after su). */
static bool is_logged_on(void)
{
    struct stat st;
    const char *folder = secure_getenv("XDG_RUNTIME_DIR");
    return folder && *folder == '/' && !stat(folder, &st) && st.st_uid == geteuid();
}

/* The text of the file, NUL-terminated; empty when there is none. */
static void list_read(char text[OTH_DOMAINS_MAX + 1])
{
    char path[PATH_MAX];
    ssize_t n = 0;
    bool there = is_logged_on() && runtime_path(path, LIST_FILE);
    int fd = there ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) : -1;
    if (fd >= 0) {
        n = file_read_all(fd, text, OTH_DOMAINS_MAX);
        close(fd);
    }
    text[n > 0 ? n : 0] = '\0';
}

static NET_API_STATUS errno_win32(int error)
{
    switch (error) {
    case ENOMEM: return ERROR_NOT_ENOUGH_MEMORY;
    case EACCES:
    case EPERM:
    case EROFS: return ERROR_ACCESS_DENIED;
    default: return ERROR_WRITE_FAULT;
    }
}

static NET_API_STATUS list_write(const char *text)
{
    int folder;
    if (!is_logged_on())
        return ERROR_NO_SUCH_LOGON_SESSION;
    int error = runtime_open(&folder);
    if (error)
        return errno_win32(error);
    error = file_replace(folder, LIST_FILE, text, strlen(text));
    close(folder);
    if (error)
        log_line(LOG_ERRORS, "$XDG_RUNTIME_DIR/netapi32/" LIST_FILE ": %s", strerror(error));
    return error ? errno_win32(error) : NERR_Success;
}

NET_API_STATUS wksta_user_set_oth_domains(LPCWSTR domains)
{
    if (!domains)
        domains = u"";
    if (utf16_len(domains) > OTH_DOMAINS_MAX || !is_domain_list(domains))
        return ERROR_INVALID_PARAMETER;
    char *utf8 = utf8_new_strict(domains);
    if (!utf8)
        return errno == EILSEQ ? ERROR_INVALID_PARAMETER : ERROR_NOT_ENOUGH_MEMORY;
    NET_API_STATUS status =
        strlen(utf8) > OTH_DOMAINS_MAX ? ERROR_INVALID_PARAMETER : list_write(utf8);
    x_free(utf8);
    return status;
}

/* ---- The user ---- */

static NET_API_STATUS wide(const char *text, LPWSTR *out)
{
    *out = utf16_new(text);
    if (*out)
        return NERR_Success;
    return errno == EILSEQ ? ERROR_INVALID_DATA : ERROR_NOT_ENOUGH_MEMORY;
}

/* What another program wrote into the file counts for nothing if it is no list. */
static NET_API_STATUS read_oth_domains(LPWSTR *out)
{
    char text[OTH_DOMAINS_MAX + 1];
    list_read(text);
    NET_API_STATUS status = wide(text, out);
    if (status == ERROR_NOT_ENOUGH_MEMORY || (status == NERR_Success && is_domain_list(*out)))
        return status;
    log_line(LOG_ERRORS, "$XDG_RUNTIME_DIR/netapi32/" LIST_FILE ": not a list of domains");
    x_free(*out);
    return wide("", out);
}

/* A user of a domain is called DOMAIN\user by winbind and user@domain by SSSD; neither sign may
 * stand in the name of a local one. *domain is NULL for those. */
static void split_login(char *login, const char **name, const char **domain)
{
    char *sign = strpbrk(login, "\\@");
    *name = login;
    *domain = NULL;
    if (!sign)
        return;
    *(*sign == '\\' ? name : domain) = sign + 1;
    if (*sign == '\\')
        *domain = login;
    *sign = '\0';
}

static void user_drop(WKSTA_USER_INFO_1 *user)
{
    x_free(user->wkui1_username);
    x_free(user->wkui1_logon_domain);
    x_free(user->wkui1_oth_domains);
    x_free(user->wkui1_logon_server);
}

/* user_drop must follow whatever it returns. */
static NET_API_STATUS user_read(WKSTA_USER_INFO_1 *user)
{
    struct netbios_name own;
    char computer[NETBIOS_CHARS + 1], *login;
    const char *name, *domain;
    netbios_name_own(&own);
    netbios_name_text(&own, computer);
    int error = login_name(&login);
    if (error)
        return error == ENOMEM ? ERROR_NOT_ENOUGH_MEMORY : NERR_UserNotFound;
    split_login(login, &name, &domain);
    NET_API_STATUS status = wide(name, &user->wkui1_username);
    if (status == NERR_Success)
        status = wide(domain ? domain : computer, &user->wkui1_logon_domain);
    if (status == NERR_Success)
        status = wide(domain ? "" : computer, &user->wkui1_logon_server);
    if (status == NERR_Success)
        status = read_oth_domains(&user->wkui1_oth_domains);
    x_free(login);
    return status;
}

static_assert(sizeof(WKSTA_USER_INFO_0) == sizeof(LMSTR) &&
                  sizeof(WKSTA_USER_INFO_1101) == sizeof(LMSTR),
              "levels 0 and 1101 are one member of level 1 each");

static const void *user_view(const WKSTA_USER_INFO_1 *user, DWORD level)
{
    switch (level) {
    case 0: return &user->wkui1_username;
    case 1101: return &user->wkui1_oth_domains;
    default: return user;
    }
}

NET_API_STATUS wksta_user_get(DWORD level, const char *origin, void **block)
{
    const struct ndr_type *type = net_family_find(&net_wksta_user, level, NET_GET)->type;
    WKSTA_USER_INFO_1 user = { 0 };
    *block = NULL;
    NET_API_STATUS status = user_read(&user);
    if (status == NERR_Success && !ndr_pack(type, user_view(&user, level), 1, origin, block))
        status = ERROR_NOT_ENOUGH_MEMORY;
    user_drop(&user);
    return status;
}
