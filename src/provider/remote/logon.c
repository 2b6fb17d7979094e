/* SPDX-License-Identifier: MIT */
/* Settings to credentials. Anonymous is only what somebody wrote down; nothing falls back to it,
 * nor from Kerberos to NTLM. */
#include "provider/remote/logon.h"

#include "base/log.h"
#include "winerror.h"

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

NET_API_STATUS logon_credentials(const struct call *call, struct credentials **out)
{
    const struct server_config *s = &call->server;
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
