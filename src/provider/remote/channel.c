/* SPDX-License-Identifier: MIT */
/* The way to a server, from its name to a bound interface; each step's error is translated here.
 * Sessions come from the pool and go back to it. */
#include "provider/remote/channel.h"

#include "auth/auth.h"
#include "base/alloc.h"
#include "base/log.h"
#include "base/status.h"
#include "lmerr.h"
#include "net/resolve.h"
#include "provider/remote/logon.h"
#include "provider/remote/pool.h"
#include "provider/uses.h"
#include "smb2/smb2.h"
#include "winerror.h"

static void log_nt(const struct call *call, const char *step, uint32_t nt_status)
{
    const char *name = status_name(nt_status);
    log_line(LOG_ERRORS, "%s: %s: %s: %s (0x%08x)", call->function, call->host, step,
             name ? name : "status", nt_status);
}

/* What to log on with: credentials and the log-on that uses them. */
struct logon {
    struct credentials *credentials;
    struct auth *auth;
};

static void logon_end(struct logon *l)
{
    if (l->auth)
        l->auth->ops->free(l->auth);
    credentials_free(l->credentials);
}

/* Kerberos gets its ticket here: a call that has none connects nowhere. */
static NET_API_STATUS logon_start(const struct call *call, struct logon *l)
{
    *l = (struct logon){ 0 };
    NET_API_STATUS status = logon_credentials(call, &l->credentials);
    if (status != NERR_Success)
        return status;
    uint32_t nt_status = auth_spnego(l->credentials, call->host, &l->auth);
    if (nt_status != STATUS_OK)
        log_nt(call, "credentials", nt_status);
    return status_to_win32(nt_status);
}

/* Takes the stream over. */
static NET_API_STATUS log_on(struct call *call, struct net_stream *stream, struct auth *auth,
                             struct smb2_session **out)
{
    struct smb2_options options = {
        .encrypt = (enum smb2_encrypt)call->server.encrypt,
        .min_dialect = (uint16_t)call->server.min_protocol,
        .guest = call->server.guest == CONFIG_YES,
    };
    uint32_t nt_status = smb2_session_open(stream, auth, call->host, &options, call->deadline, out);
    if (nt_status != STATUS_OK)
        log_nt(call, "log-on", nt_status);
    return status_to_win32(nt_status);
}

static NET_API_STATUS connect_to(struct call *call, struct net_stream **out, uint64_t use)
{
    const char *address = call->server.address ? call->server.address : call->host;
    struct deadline deadline =
        deadline_min(call->deadline, deadline_in(call->server.connect_timeout_ms));
    struct nbns_scope names = { .broadcast = true, .servers = call->server.name_servers };
    struct addrinfo *list = NULL;
    uint32_t nt_status =
        net_resolve_name(address, (uint16_t)call->server.port,
                         call->server.netbios == CONFIG_YES ? &names : NULL, deadline, &list);
    if (nt_status == STATUS_OK)
        nt_status = net_tcp_connect_list(list, deadline, out);
    if (list)
        freeaddrinfo(list);
    uses_reached(use, nt_status == STATUS_OK);
    if (nt_status == STATUS_OK)
        return NERR_Success;
    log_nt(call, "connect", nt_status);
    /* a host that does not answer is not there, as far as a caller can tell */
    return nt_status == STATUS_IO_TIMEOUT ? ERROR_BAD_NETPATH : status_to_win32(nt_status);
}

static NET_API_STATUS session_key(const struct call *call, struct session_key *key)
{
    struct logon_key who = { 0 };
    NET_API_STATUS status = logon_key(call, &who);
    *key = (struct session_key){ call->host, call->server.fingerprint, who.identity, who.use };
    return status;
}

/* Are we still who we were when the key was made? */
static bool is_current(const struct call *call, const struct session_key *key)
{
    struct logon_key who;
    return logon_key(call, &who) == NERR_Success && who.identity == key->identity &&
           who.use == key->use;
}

static NET_API_STATUS open_session(struct call *call, const struct session_key *key,
                                   struct pooled_session **out)
{
    struct net_stream *stream = NULL;
    struct logon logon = { 0 };
    struct pooled_session *s = x_new(sizeof *s);
    NET_API_STATUS status = ERROR_NOT_ENOUGH_MEMORY;
    if (s) {
        s->key = *key;
        s->key.host = x_strdup(key->host);
    }
    if (s && s->key.host)
        status = logon_start(call, &logon);
    if (status == NERR_Success)
        status = connect_to(call, &stream, key->use);
    if (status == NERR_Success)
        status = log_on(call, stream, logon.auth, &s->session);
    logon_end(&logon);
    if (status != NERR_Success) {
        pool_drop(s);
        return status;
    }
    s->opened_ms = deadline_now_ms();
    /* the file may have been replaced between looking at it and reading it */
    s->unshared = !is_current(call, key);
    *out = s;
    return NERR_Success;
}

/* Whatever there is of it. */
static void unbind_interface(struct pooled_session *s, const struct rpc_interface *interface)
{
    struct bound_interface **at = &s->bound;
    while ((*at)->interface != interface)
        at = &(*at)->next;
    struct bound_interface *gone = *at;
    *at = gone->next;
    rpc_unbind(gone->assoc);
    if (gone->pipe)
        gone->pipe->ops->close(gone->pipe);
    x_free(gone->state);
    x_free(gone);
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
    s->bound = b; /* from here on unbinding, or dropping the session, drops it */
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
    if (b && !(b->assoc && rpc_usable(b->assoc))) {
        unbind_interface(s, interface); /* half a request may be in its pipe */
        b = NULL;
    }
    NET_API_STATUS status = b ? NERR_Success : open_interface(call, s, interface);
    if (status == NERR_Success)
        *assoc = b ? b->assoc : s->bound->assoc;
    return status;
}

NET_API_STATUS channel_also(struct call *call, struct channel *channel,
                            const struct rpc_interface *interface, struct rpc_assoc **assoc)
{
    return bind_interface(call, channel->session, interface, assoc);
}

/* Can every interface of the session carry another call? */
static bool all_usable(const struct pooled_session *s)
{
    const struct bound_interface *b = s->bound;
    while (b && b->assoc && rpc_usable(b->assoc))
        b = b->next;
    return !b;
}

bool channel_lost(const struct channel *channel)
{
    if (!channel->reused || !channel->session)
        return false;
    const struct bound_interface *b = channel->session->bound;
    while (b && !(b->assoc && rpc_lost(b->assoc)))
        b = b->next;
    return b;
}

/* What an end of the way says that was reached after the log-on: no such pipe, or nobody behind it
 * who speaks the interface. */
static bool is_unserved(NET_API_STATUS status)
{
    return status == RPC_S_SERVER_UNAVAILABLE || status == RPC_S_UNKNOWN_IF ||
           status == RPC_S_UNSUPPORTED_TRANS_SYN;
}

/* The channel is the call's. A use that has ended meanwhile has no session any more. */
static void channel_begin(struct channel *channel, struct pooled_session *s, bool reused)
{
    channel->session = s;
    channel->reused = reused;
    channel->counted = uses_enter(s->key.use);
    s->unshared |= !channel->counted;
}

NET_API_STATUS channel_take(struct call *call, const struct rpc_interface *interface, bool fresh,
                            struct channel *channel)
{
    *channel = (struct channel){ 0 };
    struct pooled_session *s = NULL;
    struct session_key key;
    NET_API_STATUS status = session_key(call, &key);
    if (status != NERR_Success)
        return status;
    if (!fresh && (s = pool_take(&key))) {
        if (bind_interface(call, s, interface, &channel->assoc) == NERR_Success) {
            channel_begin(channel, s, true);
            return NERR_Success;
        }
        pool_drop(s); /* it may have ended while it was idle; a new one will tell */
    }
    status = open_session(call, &key, &s);
    if (status != NERR_Success)
        return status;
    status = bind_interface(call, s, interface, &channel->assoc);
    if (status == NERR_Success) {
        channel_begin(channel, s, false);
        return NERR_Success;
    }
    channel->unserved = is_unserved(status);
    pool_drop(s);
    return status;
}

NET_API_STATUS channel_try_share(struct call *call, const char *share,
                                 struct pooled_session **session, enum smb2_share *type)
{
    struct pooled_session *s = NULL;
    struct session_key key;
    NET_API_STATUS status = session_key(call, &key);
    if (status != NERR_Success)
        return status;
    *session = pool_take(&key);
    if (*session &&
        smb2_share_look((*session)->session, call->host, share, call->deadline, type) == STATUS_OK)
        return NERR_Success;
    pool_drop(*session); /* as above */
    *session = NULL;
    status = open_session(call, &key, &s);
    if (status != NERR_Success)
        return status;
    uint32_t nt_status = smb2_share_look(s->session, call->host, share, call->deadline, type);
    if (nt_status == STATUS_OK) {
        *session = s;
        return NERR_Success;
    }
    log_nt(call, share, nt_status);
    pool_drop(s);
    return status_to_win32(nt_status);
}

bool channel_expired(const struct channel *channel)
{
    return channel->session && smb2_session_expired(channel->session->session);
}

const uint8_t *channel_key(const struct channel *channel)
{
    return smb2_session_key(channel->session->session);
}

NET_API_STATUS channel_renew(struct call *call, const struct rpc_interface *interface,
                             struct channel *channel)
{
    struct logon logon;
    NET_API_STATUS status = logon_start(call, &logon);
    if (status == NERR_Success) {
        uint32_t nt_status =
            smb2_session_renew(channel->session->session, logon.auth, call->deadline);
        if (nt_status != STATUS_OK)
            log_nt(call, "renewed log-on", nt_status);
        status = status_to_win32(nt_status);
    }
    channel->session->unshared |= !is_current(call, &channel->session->key);
    logon_end(&logon);
    if (status != NERR_Success)
        return status;
    /* a new pipe: the old one may have half a request in it */
    unbind_interface(channel->session, interface);
    channel->assoc = NULL;
    return bind_interface(call, channel->session, interface, &channel->assoc);
}

void *channel_state(struct channel *channel, const struct rpc_interface *interface, size_t size)
{
    struct bound_interface *b = channel->session->bound;
    while (b && b->interface != interface)
        b = b->next;
    if (b && !b->state)
        b->state = x_new(size);
    return b ? b->state : NULL;
}

void channel_give(struct channel *channel)
{
    bool usable = channel->session && channel->assoc && all_usable(channel->session);
    if (channel->counted)
        usable &= uses_leave(channel->session->key.use);
    if (usable)
        pool_give(channel->session);
    else
        pool_drop(channel->session);
    *channel = (struct channel){ 0 };
}
