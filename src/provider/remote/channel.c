/* SPDX-License-Identifier: MIT */
/* The way to a server, from its name to a bound interface; each step's error is translated here.
 * Sessions come from the pool and go back to it. */
#include "provider/remote/channel.h"

#include <sys/stat.h>

#include "auth/auth.h"
#include "base/alloc.h"
#include "base/log.h"
#include "base/status.h"
#include "lmerr.h"
#include "provider/remote/pool.h"
#include "smb2/smb2.h"
#include "winerror.h"

static void log_nt(const struct call *call, const char *step, uint32_t nt_status)
{
    const char *name = status_name(nt_status);
    log_line(LOG_ERRORS, "%s: %s: %s: %s (0x%08x)", call->function, call->host, step,
             name ? name : "status", nt_status);
}

static NET_API_STATUS read_credentials(const struct call *call, struct credentials **out)
{
    const char *path = call->server.credentials, *why = NULL;
    if (!path) {
        log_line(LOG_ERRORS, "%s: no credentials for %s", call->function, call->host);
        return ERROR_NO_SUCH_LOGON_SESSION;
    }
    uint32_t status = credentials_read(path, out, &why);
    if (status != ERROR_SUCCESS)
        log_line(LOG_ERRORS, "%s: credentials file %s: %s", call->function, path,
                 why ? why : "cannot be used");
    return status;
}

/* Takes the stream over. */
static NET_API_STATUS log_on(struct call *call, struct net_stream *stream,
                             const struct credentials *credentials, struct smb2_session **out)
{
    struct auth *auth = auth_spnego_ntlm(credentials, call->host);
    if (!auth) {
        stream->ops->close(stream);
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    struct smb2_options options = {
        .encrypt = (enum smb2_encrypt)call->server.encrypt,
        .min_dialect = (uint16_t)call->server.min_protocol,
    };
    uint32_t nt_status = smb2_session_open(stream, auth, call->host, &options, call->deadline, out);
    auth->ops->free(auth);
    if (nt_status != STATUS_OK)
        log_nt(call, "log-on", nt_status);
    return status_to_win32(nt_status);
}

static NET_API_STATUS connect_to(struct call *call, struct net_stream **out)
{
    const char *address = call->server.address ? call->server.address : call->host;
    struct deadline deadline =
        deadline_min(call->deadline, deadline_in(call->server.connect_timeout_ms));
    uint32_t nt_status = net_tcp_connect(address, (uint16_t)call->server.port, deadline, out);
    if (nt_status == STATUS_OK)
        return NERR_Success;
    log_nt(call, "connect", nt_status);
    /* a host that does not answer is not there, as far as a caller can tell */
    return nt_status == STATUS_IO_TIMEOUT ? ERROR_BAD_NETPATH : status_to_win32(nt_status);
}

static struct session_key session_key(const struct call *call)
{
    struct session_key key = { call->host, call->server.fingerprint, { 0 } };
    struct stat st;
    /* one that is not there will be missed when it is opened */
    if (call->server.credentials && !stat(call->server.credentials, &st)) {
        key.credentials[0] = st.st_dev;
        key.credentials[1] = st.st_ino;
        key.credentials[2] = (uint64_t)st.st_size;
        key.credentials[3] = (uint64_t)st.st_ctim.tv_sec;
        key.credentials[4] = (uint64_t)st.st_ctim.tv_nsec;
    }
    return key;
}

static NET_API_STATUS open_session(struct call *call, const struct session_key *key,
                                   struct pooled_session **out)
{
    struct net_stream *stream = NULL;
    struct credentials *credentials = NULL;
    struct pooled_session *s = x_new(sizeof *s);
    NET_API_STATUS status = ERROR_NOT_ENOUGH_MEMORY;
    if (s) {
        s->key = *key;
        s->key.host = x_strdup(key->host);
    }
    if (s && s->key.host)
        status = read_credentials(call, &credentials);
    if (status == NERR_Success)
        status = connect_to(call, &stream);
    if (status == NERR_Success)
        status = log_on(call, stream, credentials, &s->session);
    credentials_free(credentials);
    if (status == NERR_Success)
        *out = s;
    else
        pool_drop(s);
    return status;
}

/* Opens the interface's pipe and binds. */
static NET_API_STATUS open_interface(struct call *call, struct pooled_session *s,
                                     const struct rpc_interface *interface)
{
    struct rpc_error err;
    struct bound_interface *b = x_new(sizeof *b);
    if (!b)
        return ERROR_NOT_ENOUGH_MEMORY;
    b->interface = interface;
    b->next = s->bound;
    s->bound = b; /* from here on dropping the session drops it */
    uint32_t nt_status = smb2_pipe_open(s->session, interface->pipe, call->deadline, &b->pipe);
    if (nt_status != STATUS_OK) {
        log_nt(call, interface->pipe, nt_status);
        return status_to_win32(nt_status);
    }
    if (rpc_bind(b->pipe, interface, call->deadline, &b->assoc, &err))
        return NERR_Success;
    log_line(LOG_ERRORS, "%s: %s: bind to %s: %s", call->function, call->host, interface->name,
             err.what);
    return rpc_error_win32(&err);
}

/* The association for the interface on this session, made if it is not there. */
static NET_API_STATUS bind_interface(struct call *call, struct pooled_session *s,
                                     const struct rpc_interface *interface,
                                     struct rpc_assoc **assoc)
{
    struct bound_interface *b = s->bound;
    while (b && b->interface != interface)
        b = b->next;
    NET_API_STATUS status = b ? NERR_Success : open_interface(call, s, interface);
    if (status == NERR_Success)
        *assoc = b ? b->assoc : s->bound->assoc;
    return status;
}

NET_API_STATUS channel_take(struct call *call, const struct rpc_interface *interface, bool fresh,
                            struct channel *channel)
{
    *channel = (struct channel){ 0 };
    struct pooled_session *s = NULL;
    struct session_key key = session_key(call);
    if (!fresh && (s = pool_take(&key))) {
        if (bind_interface(call, s, interface, &channel->assoc) == NERR_Success) {
            channel->session = s;
            channel->reused = true;
            return NERR_Success;
        }
        pool_drop(s); /* it may have ended while it was idle; a new one will tell */
    }
    NET_API_STATUS status = open_session(call, &key, &s);
    if (status != NERR_Success)
        return status;
    status = bind_interface(call, s, interface, &channel->assoc);
    if (status == NERR_Success)
        channel->session = s;
    else
        pool_drop(s);
    return status;
}

void channel_give(struct channel *channel)
{
    if (channel->session && rpc_usable(channel->assoc))
        pool_give(channel->session);
    else
        pool_drop(channel->session);
    *channel = (struct channel){ 0 };
}
