/* SPDX-License-Identifier: MIT */
/*
 * A TCP connection turned into a stream of messages. Each message travels behind four bytes, a
 * zero and a 24-bit length in network order ([MS-SMB2] 2.1, direct TCP). Messages are read ahead
 * into one buffer, so that a small reply costs one poll and one recv.
 */
#include "net/stream.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"
#include "net/resolve.h"

#define TCP_PREFIX        4u
#define TCP_MESSAGE       0x00u /* RFC 1002 4.3.1: session message, session keep alive */
#define TCP_REQUEST       0x81u /* RFC 1002 4.3.2 to 4.3.4, with its answers */
#define TCP_ACCEPTED      0x82u
#define TCP_REFUSED       0x83u
#define TCP_KEEPALIVE     0x85u
#define TCP_BUFFER_FIRST  8192u /* holds the largest fragment of smbd with its headers */
#define TCP_KEEPALIVE_MAX 64u   /* in a row; a peer that sends nothing else is not answering */

struct tcp_stream {
    struct net_stream base;
    int fd;
    bool broken;     /* a message was cut while being sent: nothing after it makes sense */
    struct bytes in; /* what was received and not yet handed out, from `at` */
    size_t at;       /* start of the next message in `in` */
};

static const struct {
    int error;
    uint32_t status;
} errno_status[] = {
    { ECONNREFUSED, STATUS_CONNECTION_REFUSED },
    { EHOSTUNREACH, STATUS_HOST_UNREACHABLE },
    { EHOSTDOWN, STATUS_HOST_UNREACHABLE },
    { ENETUNREACH, STATUS_NETWORK_UNREACHABLE },
    { ENETDOWN, STATUS_NETWORK_UNREACHABLE },
    { EADDRNOTAVAIL, STATUS_NETWORK_UNREACHABLE },
    { EAFNOSUPPORT, STATUS_NETWORK_UNREACHABLE },
    { ETIMEDOUT, STATUS_IO_TIMEOUT },
    { ECONNRESET, STATUS_CONNECTION_RESET },
    { ECONNABORTED, STATUS_CONNECTION_RESET },
    { EPIPE, STATUS_CONNECTION_RESET },
    { EACCES, STATUS_NETWORK_ACCESS_DENIED },
    { EPERM, STATUS_NETWORK_ACCESS_DENIED },
    { ENOMEM, STATUS_NO_MEMORY },
    { ENOBUFS, STATUS_NO_MEMORY },
    { EMFILE, STATUS_INSUFFICIENT_RESOURCES },
    { ENFILE, STATUS_INSUFFICIENT_RESOURCES },
};

static uint32_t status_of_errno(int error)
{
    for (size_t i = 0; i < sizeof errno_status / sizeof *errno_status; i++)
        if (errno_status[i].error == error)
            return errno_status[i].status;
    return STATUS_INTERNAL_ERROR;
}

/* Waits until fd is ready for events, or has failed: the next call on it tells. What is ready
 * already is taken also past the deadline. */
static uint32_t tcp_wait(int fd, short events, struct deadline deadline)
{
    for (;;) {
        struct pollfd p = { .fd = fd, .events = events };
        int n = poll(&p, 1, deadline_left_ms(deadline));
        if (n > 0)
            return STATUS_OK;
        if (n == 0 && deadline_left_ms(deadline) == 0)
            return STATUS_IO_TIMEOUT;
        if (n < 0 && errno != EINTR)
            return status_of_errno(errno);
        if (n < 0 && deadline_left_ms(deadline) == 0)
            return STATUS_IO_TIMEOUT; /* signals must not keep a wait alive */
    }
}

/* Moves the I/O vector past n bytes that were sent. */
static void iov_advance(struct msghdr *m, size_t n)
{
    while (m->msg_iovlen && n >= m->msg_iov->iov_len) {
        n -= m->msg_iov->iov_len;
        m->msg_iov++;
        m->msg_iovlen--;
    }
    if (m->msg_iovlen) {
        m->msg_iov->iov_base = (uint8_t *)m->msg_iov->iov_base + n;
        m->msg_iov->iov_len -= n;
    }
}

static uint32_t tcp_send_typed(struct tcp_stream *s, uint32_t type, const uint8_t *msg, size_t len,
                               struct deadline deadline)
{
    uint8_t prefix[TCP_PREFIX];
    struct iovec iov[] = { { prefix, sizeof prefix }, { (void *)(uintptr_t)msg, len } };
    struct msghdr m = { .msg_iov = iov, .msg_iovlen = 2 };
    uint32_t status = STATUS_OK;
    if (s->broken)
        return STATUS_CONNECTION_DISCONNECTED;
    if (len > SMB2_MESSAGE_MAX)
        return STATUS_INVALID_PARAMETER;
    put_be32(prefix, type << 24 | (uint32_t)len);
    while (m.msg_iovlen && status == STATUS_OK) {
        ssize_t n = sendmsg(s->fd, &m, MSG_NOSIGNAL);
        if (n >= 0)
            iov_advance(&m, (size_t)n);
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            status = tcp_wait(s->fd, POLLOUT, deadline);
        else if (errno != EINTR)
            status = status_of_errno(errno);
    }
    s->broken = status != STATUS_OK;
    return status;
}

static uint32_t tcp_send(struct net_stream *stream, const uint8_t *msg, size_t len,
                         struct deadline deadline)
{
    return tcp_send_typed((struct tcp_stream *)stream, TCP_MESSAGE, msg, len, deadline);
}

/* Makes room for need bytes from `at` on, moving what is there to the front first. */
static bool tcp_room(struct tcp_stream *s, size_t need)
{
    size_t have = s->in.len - s->at;
    if (s->at && s->in.cap - s->at < need) {
        memmove(s->in.data, s->in.data + s->at, have);
        s->in.len = have;
        s->at = 0;
    }
    if (s->in.cap - s->at >= need)
        return true;
    x_wipe(s->in.data + s->in.len, s->in.cap - s->in.len); /* the old block is left behind */
    return bytes_reserve(&s->in, need - have);
}

/* Reads at least until need bytes are there, and as much more as has arrived and fits. */
static uint32_t tcp_fill(struct tcp_stream *s, size_t need, struct deadline deadline)
{
    if (!tcp_room(s, need))
        return STATUS_NO_MEMORY;
    while (s->in.len - s->at < need) {
        uint32_t status = tcp_wait(s->fd, POLLIN, deadline);
        if (status != STATUS_OK)
            return status;
        ssize_t n = recv(s->fd, s->in.data + s->in.len, s->in.cap - s->in.len, 0);
        if (n == 0)
            return STATUS_CONNECTION_DISCONNECTED;
        if (n > 0)
            s->in.len += (size_t)n;
        else if (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK)
            return status_of_errno(errno);
    }
    return STATUS_OK;
}

static uint32_t tcp_recv(struct net_stream *stream, uint8_t **msg, size_t *len,
                         struct deadline deadline)
{
    struct tcp_stream *s = (struct tcp_stream *)stream;
    for (unsigned i = 0; i < TCP_KEEPALIVE_MAX; i++) {
        if (s->at == s->in.len)
            s->at = s->in.len = 0;
        uint32_t status = tcp_fill(s, TCP_PREFIX, deadline);
        if (status != STATUS_OK)
            return status;
        uint32_t prefix = get_be32(s->in.data + s->at);
        uint32_t type = prefix >> 24, size = prefix & 0xFFFFFFu;
        if (size > SMB2_MESSAGE_MAX || (type == TCP_KEEPALIVE && size) ||
            (type != TCP_MESSAGE && type != TCP_KEEPALIVE)) {
            log_line(LOG_ERRORS, "message of type 0x%02x and %u bytes refused", type, size);
            return STATUS_INVALID_NETWORK_RESPONSE;
        }
        status = tcp_fill(s, TCP_PREFIX + size, deadline);
        if (status != STATUS_OK)
            return status;
        uint8_t *start = s->in.data + s->at + TCP_PREFIX;
        s->at += TCP_PREFIX + size;
        if (type == TCP_MESSAGE) {
            *msg = start;
            *len = size;
            return STATUS_OK;
        }
    }
    return STATUS_INVALID_NETWORK_RESPONSE;
}

static bool tcp_quiet(struct net_stream *stream)
{
    struct tcp_stream *s = (struct tcp_stream *)stream;
    struct pollfd p = { .fd = s->fd, .events = POLLIN | POLLRDHUP };
    return !s->broken && s->at == s->in.len && poll(&p, 1, 0) == 0;
}

static void tcp_close(struct net_stream *stream)
{
    struct tcp_stream *s = (struct tcp_stream *)stream;
    close(s->fd);
    s->in.len = s->in.cap; /* wipe all that was ever received into it */
    bytes_free(&s->in);
    x_free(s);
}

static const struct net_stream_ops tcp_ops = { tcp_send, tcp_recv, tcp_quiet, tcp_close };

/* Connects a new socket to one address. */
static uint32_t tcp_connect_one(const struct addrinfo *a, struct deadline deadline, int *out)
{
    int on = 1, error = 0;
    socklen_t size = sizeof error;
    uint32_t status = STATUS_OK;
    int fd = socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, a->ai_protocol);
    if (fd < 0)
        return status_of_errno(errno);
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on); /* without it slower, not wrong */
    if (connect(fd, a->ai_addr, a->ai_addrlen) < 0) {
        /* EINTR: the connection goes on being made, as with EINPROGRESS */
        if (errno == EINPROGRESS || errno == EINTR) {
            status = tcp_wait(fd, POLLOUT, deadline);
            if (status == STATUS_OK && getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0)
                error = errno;
        } else {
            error = errno;
        }
    }
    if (error)
        status = status_of_errno(error);
    if (status == STATUS_OK)
        *out = fd;
    else
        close(fd);
    return status;
}

/* Tries each address in turn, with an equal share of the time that is left: one that swallows
 * packets must not take it all. The error reported is the first: the addresses are sorted, and the
 * best one's trouble says most. */
static uint32_t tcp_connect_any(const struct addrinfo *list, struct deadline deadline, int *out)
{
    uint32_t first = STATUS_BAD_NETWORK_PATH;
    size_t left = 0;
    for (const struct addrinfo *a = list; a; a = a->ai_next)
        left++;
    for (const struct addrinfo *a = list; a; a = a->ai_next) {
        uint32_t status = tcp_connect_one(a, deadline_share(deadline, left--), out);
        if (status == STATUS_OK)
            return STATUS_OK;
        if (a == list)
            first = status;
        if (!deadline_left_ms(deadline))
            break;
    }
    return first;
}

static uint32_t tcp_open(const struct addrinfo *list, struct deadline deadline,
                         struct tcp_stream **out)
{
    int fd = -1;
    uint32_t status = tcp_connect_any(list, deadline, &fd);
    if (status != STATUS_OK)
        return status;
    struct tcp_stream *s = x_new(sizeof *s);
    if (s) {
        s->base.ops = &tcp_ops;
        s->fd = fd;
        bytes_init(&s->in, TCP_PREFIX + SMB2_MESSAGE_MAX);
    }
    if (!s || !bytes_reserve(&s->in, TCP_BUFFER_FIRST)) {
        close(fd);
        x_free(s);
        return STATUS_NO_MEMORY;
    }
    *out = s;
    return STATUS_OK;
}

uint32_t net_tcp_connect_list(const struct addrinfo *list, struct deadline deadline,
                              struct net_stream **out)
{
    struct tcp_stream *s = NULL;
    uint32_t status = tcp_open(list, deadline, &s);
    if (status == STATUS_OK)
        *out = &s->base;
    return status;
}

uint32_t net_tcp_connect(const char *host, uint16_t port, struct deadline deadline,
                         struct net_stream **out)
{
    struct addrinfo *list = NULL;
    uint32_t status = net_resolve(host, port, deadline, &list);
    if (status != STATUS_OK)
        return status;
    status = net_tcp_connect_list(list, deadline, out);
    freeaddrinfo(list);
    if (status != STATUS_OK)
        log_line(LOG_ERRORS, "connection to %s port %u: 0x%08x", host, (unsigned)port, status);
    return status;
}

/* Asks for a session and takes the answer, which is no message for those above. */
static uint32_t nbss_request(struct tcp_stream *s, const struct netbios_name *called,
                             const struct netbios_name *calling, struct deadline deadline)
{
    uint8_t names[2 * NETBIOS_ENCODED];
    netbios_name_encode(called, names);
    netbios_name_encode(calling, names + NETBIOS_ENCODED);
    uint32_t status = tcp_send_typed(s, TCP_REQUEST, names, sizeof names, deadline);
    if (status == STATUS_OK)
        status = tcp_fill(s, TCP_PREFIX, deadline);
    if (status != STATUS_OK)
        return status;
    uint32_t prefix = get_be32(s->in.data + s->at);
    s->at += TCP_PREFIX;
    if (prefix == TCP_ACCEPTED << 24)
        return STATUS_OK;
    log_line(LOG_ERRORS, "session request answered with type 0x%02x", prefix >> 24);
    return prefix >> 24 == TCP_REFUSED ? STATUS_REQUEST_NOT_ACCEPTED
                                       : STATUS_INVALID_NETWORK_RESPONSE;
}

uint32_t net_nbss_connect_list(const struct addrinfo *list, const struct netbios_name *called,
                               const struct netbios_name *calling, struct deadline deadline,
                               struct net_stream **out)
{
    struct tcp_stream *s = NULL;
    uint32_t status = tcp_open(list, deadline, &s);
    if (status != STATUS_OK)
        return status;
    status = nbss_request(s, called, calling, deadline);
    if (status == STATUS_OK)
        *out = &s->base;
    else
        tcp_close(&s->base);
    return status;
}
