/* SPDX-License-Identifier: MIT */
/* Settings to credentials. Anonymous is only what somebody wrote down; nothing falls back to it,
 * nor from Kerberos to NTLM. */
#include "provider/remote/logon.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fnv.h"
#include "base/log.h"
#include "provider/uses.h"
#include "winerror.h"

/* Bytes that tell one ccache from the next: header and principal take less, and the key of the
 * first ticket is random. */
#define CCACHE_BEGINNING 512u

static NET_API_STATUS logon_refuse(const struct call *call, const char *why)
{
    log_line(LOG_ERRORS, "%s: %s: %s", call->function, call->host, why);
    return ERROR_NO_SUCH_LOGON_SESSION;
}

static NET_API_STATUS logon_copy(const struct credentials *c, struct credentials **out)
{
    *out = credentials_copy(c);
    return *out ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
}

static NET_API_STATUS logon_file(const struct call *call, struct credentials **out)
{
    const char *path = call->server.credentials, *why = NULL;
    struct credentials *c = NULL;
    uint32_t status = credentials_read(path, &c, &why);
    if (status != ERROR_SUCCESS) {
        log_line(LOG_ERRORS, "%s: credentials file %s: %s", call->function, path,
                 why ? why : "cannot be used");
        return status;
    }
    if (call->server.auth == AUTH_KERBEROS) {
        if (c->kind == CREDENTIALS_ANONYMOUS) {
            credentials_free(c);
            return logon_refuse(call, "auth = kerberos, but the credentials file is anonymous");
        }
        c->kind = CREDENTIALS_KERBEROS_PASSWORD;
    }
    *out = c;
    return ERROR_SUCCESS;
}

/* By which uses the call goes, and their user; *credentials is NULL when they name none. */
static NET_API_STATUS logon_uses(const struct call *call, struct use_logon *who,
                                 struct credentials **credentials)
{
    const struct logon_attempt *attempt = call->attempt;
    bool given = attempt && attempt->credentials;
    *who = (struct use_logon){ 0 };
    NET_API_STATUS status = given ? ERROR_SUCCESS : uses_logon(call->host, who, credentials);
    if (attempt)
        who->use = attempt->use;
    if (given)
        who->source = attempt->use;
    return given && credentials ? logon_copy(attempt->credentials, credentials) : status;
}

/* user@realm without a domain says Kerberos by itself. */
static bool is_principal(const struct credentials *c)
{
    return (!c->domain || !*c->domain) && strchr(c->user, '@');
}

/* The user of a use; takes c over. */
static NET_API_STATUS logon_user(const struct call *call, struct credentials *c,
                                 struct credentials **out)
{
    bool nobody = c->kind == CREDENTIALS_ANONYMOUS;
    const char *why = NULL;
    if (call->server.auth == AUTH_ANONYMOUS && !nobody)
        why = "auth = anonymous, but there is a use by a user";
    else if (call->server.auth == AUTH_KERBEROS && nobody)
        why = "auth = kerberos, but there is an anonymous use";
    if (why) {
        credentials_free(c);
        return logon_refuse(call, why);
    }
    if (!nobody &&
        (call->server.auth == AUTH_KERBEROS || (call->server.auth != AUTH_NTLM && is_principal(c))))
        c->kind = CREDENTIALS_KERBEROS_PASSWORD;
    *out = c;
    return ERROR_SUCCESS;
}

NET_API_STATUS logon_credentials(const struct call *call, struct credentials **out)
{
    const struct server_config *s = &call->server;
    struct credentials *user = NULL;
    struct use_logon who;
    NET_API_STATUS status = logon_uses(call, &who, &user);
    if (status != ERROR_SUCCESS || user)
        return user ? logon_user(call, user, out) : status;
    if (s->auth == AUTH_ANONYMOUS)
        return logon_copy(&(struct credentials){ .kind = CREDENTIALS_ANONYMOUS }, out);
    if (s->credentials)
        return logon_file(call, out);
    if (s->auth == AUTH_NTLM)
        return logon_refuse(call, "auth = ntlm, but there is no credentials file");
    return logon_copy(
        &(struct credentials){ .kind = s->keytab ? CREDENTIALS_KEYTAB : CREDENTIALS_CCACHE,
                               .keytab = s->keytab,
                               .ccache = s->ccache,
                               .principal = s->principal },
        out);
}

/* The path of a ccache or keytab that is a file; names of other kinds are no path of anything. */
static const char *file_path(const char *name)
{
    return strncmp(name, "FILE:", 5) ? name : name + 5;
}

/* A ccache begins with its principal and the ticket-granting ticket, and grows at its end. */
static uint64_t mix_beginning(uint64_t hash, const char *path)
{
    uint8_t beginning[CCACHE_BEGINNING];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return hash;
    ssize_t n = read(fd, beginning, sizeof beginning);
    close(fd);
    return n > 0 ? fnv_mix(hash, beginning, (size_t)n) : hash;
}

/* What one user of the process may read, another need not. */
static uint64_t logon_user_hash(void)
{
    const uint32_t user[] = { geteuid(), getegid() };
    return fnv_mix(FNV_START, user, sizeof user);
}

uint64_t logon_identity(const struct server_config *s)
{
    char own_default[64];
    uint64_t hash = logon_user_hash();
    if (s->auth == AUTH_ANONYMOUS)
        return hash;
    if (s->credentials)
        return fnv_mix_file(hash, s->credentials);
    if (s->keytab)
        return fnv_mix_file(hash, file_path(s->keytab));
    const char *ccache = s->ccache ? s->ccache : secure_getenv("KRB5CCNAME");
    if (!ccache || !*ccache) {
        /* what libkrb5 takes, unless krb5.conf says otherwise */
        snprintf(own_default, sizeof own_default, "FILE:/tmp/krb5cc_%u", (unsigned)geteuid());
        ccache = own_default;
    }
    hash = fnv_mix(hash, ccache, strlen(ccache));
    return mix_beginning(hash, file_path(ccache));
}

NET_API_STATUS logon_key(const struct call *call, struct logon_key *out)
{
    struct use_logon who;
    NET_API_STATUS status = logon_uses(call, &who, NULL);
    if (status != ERROR_SUCCESS)
        return status;
    out->use = who.use;
    out->identity = who.source ? fnv_mix(logon_user_hash(), &who.source, sizeof who.source)
                               : logon_identity(&call->server);
    return ERROR_SUCCESS;
}
