/* SPDX-License-Identifier: MIT */
/* The way to a server, from its name to a bound interface; each step's error is translated here. */
#include "provider/remote/channel.h"

#include "auth/auth.h"
#include "base/log.h"
#include "base/status.h"
#include "lmerr.h"
#include "provider/remote/logon.h"
#include "smb2/smb2.h"
#include "winerror.h"

static void log_nt(const struct call *call, const char *step, uint32_t nt_status)
{
    const char *name = status_name(nt_status);
    log_line(LOG_ERRORS, "%s: %s: %s: %s (0x%08x)", call->function, call->host, step,
             name ? name : "status", nt_status);
}

/* What to log on with. Kerberos gets its ticket here: a call that has none connects nowhere. */
static NET_API_STATUS log_on_start(const struct call *call, const struct credentials *credentials,
                                   struct auth **out)
{
    uint32_t nt_status = auth_spnego(credentials, call->host, out);
    if (nt_status != STATUS_OK)
        log_nt(call, "credentials", nt_status);
    return status_to_win32(nt_status);
}

/* Takes the stream over. */
static NET_API_STATUS log_on(struct call *call, struct net_stream *stream, struct auth *auth,
                             struct smb2_session **out)
{
    struct smb2_options options = { .guest = call->server.guest == CONFIG_YES };
    uint32_t nt_status = smb2_session_open(stream, auth, call->host, &options, call->deadline, out);
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

static NET_API_STATUS open_interface(struct call *call, const struct rpc_interface *interface,
                                     struct channel *channel)
{
    uint32_t nt_status =
        smb2_pipe_open(channel->session, interface->pipe, call->deadline, &channel->pipe);
    if (nt_status != STATUS_OK) {
        log_nt(call, interface->pipe, nt_status);
        return status_to_win32(nt_status);
    }
    struct rpc_error err;
    if (rpc_bind(channel->pipe, interface, call->deadline, &channel->assoc, &err))
        return NERR_Success;
    log_line(LOG_ERRORS, "%s: %s: bind to %s: %s", call->function, call->host, interface->name,
             err.what);
    return rpc_error_win32(&err);
}

NET_API_STATUS channel_take(struct call *call, const struct rpc_interface *interface,
                            struct channel *channel)
{
    *channel = (struct channel){ 0 };
    struct net_stream *stream = NULL;
    struct credentials *credentials = NULL;
    struct auth *auth = NULL;
    NET_API_STATUS status = logon_credentials(call, &credentials);
    if (status == NERR_Success)
        status = log_on_start(call, credentials, &auth);
    if (status == NERR_Success)
        status = connect_to(call, &stream);
    if (status == NERR_Success)
        status = log_on(call, stream, auth, &channel->session);
    if (auth)
        auth->ops->free(auth);
    credentials_free(credentials);
    if (status == NERR_Success)
        status = open_interface(call, interface, channel);
    if (status != NERR_Success)
        channel_give(channel);
    return status;
}

void channel_give(struct channel *channel)
{
    channel->assoc = rpc_unbind(channel->assoc);
    if (channel->pipe)
        channel->pipe->ops->close(channel->pipe);
    channel->pipe = NULL;
    channel->session = smb2_session_close(channel->session);
}
