/* SPDX-License-Identifier: MIT */
/*
 * The TCP stream against a peer in a thread, on the loopback interface, that does what real peers
 * do on bad days: is silent, drips, cuts, resets, does not read. Names are looked up by a
 * getaddrinfo of our own, which knows a slow name and a missing one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/limits.h"
#include "base/status.h"
#include "net/resolve.h"
#include "net/stream.h"
#include "fail_alloc.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define SHORT_MS 60   /* deadlines that pass */
#define LONG_MS  5000 /* deadlines that do not */
#define SLOW_MS  250  /* the slow name */

#if defined(__SANITIZE_THREAD__)
#define UNDER_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define UNDER_TSAN 1
#endif
#endif
#ifndef UNDER_TSAN
#define UNDER_TSAN 0
#endif

typedef int getaddrinfo_fn(const char *, const char *, const struct addrinfo *, struct addrinfo **);

static void sleep_ms(int ms)
{
    poll(NULL, 0, ms);
}

/* Takes the place of the C library's. */
int getaddrinfo(const char *restrict host, const char *restrict service,
                const struct addrinfo *restrict hints, struct addrinfo **restrict out)
{
    getaddrinfo_fn *real;
    void *symbol = dlsym(RTLD_NEXT, "getaddrinfo");
    memcpy(&real, &symbol, sizeof real);
    bool numeric = hints->ai_flags & AI_NUMERICHOST;
    if (!numeric && !strcmp(host, "slow.test"))
        sleep_ms(SLOW_MS);
    if (!numeric && !strcmp(host, "missing.test"))
        return EAI_NODATA;
    if (!numeric && strstr(host, ".test"))
        host = "127.0.0.1";
    return real(host, service, hints, out);
}

/* A listener, and what a thread does with the one connection it accepts. */
struct peer {
    int listener;
    uint16_t port;
    void (*act)(struct peer *, int fd);
    pthread_t thread;
    size_t seen; /* bytes received */
};

static int listener_new(uint16_t *port, int backlog)
{
    struct sockaddr_in a = { .sin_family = AF_INET };
    socklen_t size = sizeof a;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&a, sizeof a), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&a, &size), 0);
    if (backlog)
        assert_int_equal(listen(fd, backlog), 0);
    *port = ntohs(a.sin_port);
    return fd;
}

static void *peer_run(void *arg)
{
    struct peer *p = arg;
    int fd = accept(p->listener, NULL, NULL);
    if (fd >= 0) {
        p->act(p, fd);
        close(fd);
    }
    return NULL;
}

static struct net_stream *peer_start(struct peer *p, void (*act)(struct peer *, int))
{
    struct net_stream *s = NULL;
    *p = (struct peer){ .act = act };
    p->listener = listener_new(&p->port, 1);
    assert_int_equal(pthread_create(&p->thread, NULL, peer_run, p), 0);
    assert_int_equal(net_tcp_connect("127.0.0.1", p->port, deadline_in(LONG_MS), &s), STATUS_OK);
    return s;
}

/* Closing our end lets a peer that reads until the end return. */
static void peer_end(struct peer *p, struct net_stream *s)
{
    s->ops->close(s);
    pthread_join(p->thread, NULL);
    close(p->listener);
}

static void put(int fd, const void *data, size_t len)
{
    const uint8_t *p = data;
    while (len) {
        ssize_t n = send(fd, p, len, MSG_NOSIGNAL);
        if (n <= 0)
            return;
        p += n;
        len -= (size_t)n;
    }
}

static bool take(int fd, void *data, size_t len)
{
    return !len || recv(fd, data, len, MSG_WAITALL) == (ssize_t)len;
}

static void until_end(struct peer *p, int fd)
{
    uint8_t some[4096];
    ssize_t n;
    while ((n = recv(fd, some, sizeof some, 0)) > 0)
        p->seen += (size_t)n;
}

static uint32_t recv_in(struct net_stream *s, uint8_t **msg, size_t *len, int ms)
{
    return s->ops->recv(s, msg, len, deadline_in(ms));
}

/* One recv that must end in this way. */
static void expect_recv(void (*act)(struct peer *, int), int ms, uint32_t expected)
{
    struct peer p;
    uint8_t *msg;
    size_t len;
    struct net_stream *s = peer_start(&p, act);
    assert_int_equal(recv_in(s, &msg, &len, ms), expected);
    peer_end(&p, s);
}

static void act_echo(struct peer *p, int fd)
{
    static uint8_t data[4 + SMB2_MESSAGE_MAX];
    (void)p;
    while (take(fd, data, 4)) {
        size_t len = get_be32(data);
        if (len > SMB2_MESSAGE_MAX || !take(fd, data + 4, len))
            return;
        put(fd, data, 4 + len);
    }
}

static void messages_of_any_size_go_out_and_come_back(void **state)
{
    static const size_t sizes[] = { 1, 68, 5904, 8188, 8189, 70000, SMB2_MESSAGE_MAX, 0, 100 };
    static uint8_t data[SMB2_MESSAGE_MAX];
    struct peer p;
    (void)state;
    for (size_t i = 0; i < sizeof data; i++)
        data[i] = (uint8_t)(i * 7 + i / 251);
    struct net_stream *s = peer_start(&p, act_echo);
    for (size_t i = 0; i < LEN(sizes); i++) {
        uint8_t *msg = NULL;
        size_t len = 1234;
        assert_int_equal(
            s->ops->send(s, data + i, sizes[i] - (sizes[i] > 9 ? i : 0), deadline_in(LONG_MS)),
            STATUS_OK);
        assert_int_equal(recv_in(s, &msg, &len, LONG_MS), STATUS_OK);
        assert_int_equal(len, sizes[i] - (sizes[i] > 9 ? i : 0));
        assert_memory_equal(msg, data + i, len);
    }
    assert_int_equal(s->ops->send(s, data, SMB2_MESSAGE_MAX + 1, deadline_in(LONG_MS)),
                     STATUS_INVALID_PARAMETER);
    peer_end(&p, s);
}

/* Five messages in pieces that fit no message, the pieces growing. */
static void act_pieces(struct peer *p, int fd)
{
    uint8_t all[5 * (4 + 3000)];
    for (size_t i = 0; i < 5; i++) {
        put_be32(all + i * 3004, 3000);
        memset(all + i * 3004 + 4, 'a' + (int)i, 3000);
    }
    for (size_t at = 0, n = 1; at < sizeof all; at += n, n = n * 2 + 1) {
        put(fd, all + at, n < sizeof all - at ? n : sizeof all - at);
        sleep_ms(1);
    }
    until_end(p, fd);
}

static void messages_cut_anywhere_are_put_together(void **state)
{
    struct peer p;
    (void)state;
    struct net_stream *s = peer_start(&p, act_pieces);
    for (size_t i = 0; i < 5; i++) {
        uint8_t *msg;
        size_t len;
        assert_int_equal(recv_in(s, &msg, &len, LONG_MS), STATUS_OK);
        assert_int_equal(len, 3000);
        assert_int_equal(msg[0], 'a' + (int)i);
        assert_int_equal(msg[2999], 'a' + (int)i);
    }
    peer_end(&p, s);
}

static void act_byte_by_byte(struct peer *p, int fd)
{
    static const char data[] = "\0\0\0\5hello";
    for (size_t i = 0; i < sizeof data - 1; i++) {
        put(fd, data + i, 1);
        sleep_ms(1);
    }
    until_end(p, fd);
}

static void message_that_comes_byte_by_byte_is_one(void **state)
{
    struct peer p;
    uint8_t *msg;
    size_t len;
    (void)state;
    struct net_stream *s = peer_start(&p, act_byte_by_byte);
    assert_int_equal(recv_in(s, &msg, &len, LONG_MS), STATUS_OK);
    assert_int_equal(len, 5);
    assert_memory_equal(msg, "hello", 5);
    peer_end(&p, s);
}

static void silent_peer_costs_no_more_than_the_deadline(void **state)
{
    int64_t start = deadline_now_ms();
    (void)state;
    expect_recv(until_end, SHORT_MS, STATUS_IO_TIMEOUT);
    int64_t took = deadline_now_ms() - start;
    assert_in_range(took, SHORT_MS - 1, SHORT_MS + 1000);
}

static void act_drip(struct peer *p, int fd)
{
    static const uint8_t prefix[4] = { 0, 0, 4, 0 };
    put(fd, prefix, sizeof prefix);
    for (int i = 0; i < 100; i++) {
        sleep_ms(5);
        put(fd, "x", 1);
    }
    until_end(p, fd);
}

static void dripping_peer_costs_no_more_than_the_deadline(void **state)
{
    struct peer p;
    uint8_t *msg;
    size_t len;
    (void)state;
    struct net_stream *s = peer_start(&p, act_drip);
    int64_t start = deadline_now_ms();
    assert_int_equal(recv_in(s, &msg, &len, SHORT_MS), STATUS_IO_TIMEOUT);
    assert_in_range(deadline_now_ms() - start, SHORT_MS - 1, SHORT_MS + 250);
    peer_end(&p, s);
}

static void act_two_messages(struct peer *p, int fd)
{
    static const char data[] = "\0\0\0\3one\0\0\0\3two";
    put(fd, data, sizeof data - 1);
    until_end(p, fd);
}

static void what_has_arrived_is_handed_out_past_the_deadline(void **state)
{
    struct peer p;
    uint8_t *msg;
    size_t len;
    (void)state;
    struct net_stream *s = peer_start(&p, act_two_messages);
    assert_int_equal(recv_in(s, &msg, &len, LONG_MS), STATUS_OK);
    assert_memory_equal(msg, "one", 3);
    sleep_ms(5);
    assert_int_equal(recv_in(s, &msg, &len, 0), STATUS_OK);
    assert_memory_equal(msg, "two", 3);
    assert_int_equal(recv_in(s, &msg, &len, 0), STATUS_IO_TIMEOUT);
    peer_end(&p, s);
}

static void act_close(struct peer *p, int fd)
{
    (void)p;
    (void)fd;
}

static void act_close_in_prefix(struct peer *p, int fd)
{
    (void)p;
    put(fd, "\0\0", 2);
}

static void act_close_in_message(struct peer *p, int fd)
{
    (void)p;
    put(fd, "\0\0\0\144half", 8);
}

static void peer_that_closes_at_any_point_is_disconnected(void **state)
{
    (void)state;
    expect_recv(act_close, LONG_MS, STATUS_CONNECTION_DISCONNECTED);
    expect_recv(act_close_in_prefix, LONG_MS, STATUS_CONNECTION_DISCONNECTED);
    expect_recv(act_close_in_message, LONG_MS, STATUS_CONNECTION_DISCONNECTED);
}

/* Not before something has come: connecting must not see it. */
static void act_reset(struct peer *p, int fd)
{
    struct linger l = { .l_onoff = 1, .l_linger = 0 };
    uint8_t first;
    (void)p;
    take(fd, &first, 1);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &l, sizeof l);
}

static void peer_that_resets_is_told_apart(void **state)
{
    struct peer p;
    uint8_t *msg;
    size_t len;
    (void)state;
    struct net_stream *s = peer_start(&p, act_reset);
    assert_int_equal(s->ops->send(s, (const uint8_t *)"x", 1, deadline_in(LONG_MS)), STATUS_OK);
    assert_int_equal(recv_in(s, &msg, &len, LONG_MS), STATUS_CONNECTION_RESET);
    peer_end(&p, s);
}

static void act_oversize(struct peer *p, int fd)
{
    put(fd, "\0\2\0\1", 4); /* 128 KiB and one */
    until_end(p, fd);
}

static void act_largest(struct peer *p, int fd)
{
    put(fd, "\0\xFF\xFF\xFF", 4);
    until_end(p, fd);
}

static void act_other_type(struct peer *p, int fd)
{
    put(fd, "\x81\0\0\0", 4);
    until_end(p, fd);
}

static void act_long_keepalive(struct peer *p, int fd)
{
    put(fd, "\x85\0\0\1x", 5);
    until_end(p, fd);
}

static void lengths_and_types_that_cannot_be_are_refused(void **state)
{
    (void)state;
    expect_recv(act_oversize, LONG_MS, STATUS_INVALID_NETWORK_RESPONSE);
    expect_recv(act_largest, LONG_MS, STATUS_INVALID_NETWORK_RESPONSE);
    expect_recv(act_other_type, LONG_MS, STATUS_INVALID_NETWORK_RESPONSE);
    expect_recv(act_long_keepalive, LONG_MS, STATUS_INVALID_NETWORK_RESPONSE);
}

static void act_keepalives(struct peer *p, int fd)
{
    for (int i = 0; i < 10; i++)
        put(fd, "\x85\0\0\0", 4);
    put(fd, "\0\0\0\2ok", 6);
    until_end(p, fd);
}

static void act_only_keepalives(struct peer *p, int fd)
{
    for (int i = 0; i < 1000; i++)
        put(fd, "\x85\0\0\0", 4);
    until_end(p, fd);
}

static void keepalives_are_skipped_but_not_forever(void **state)
{
    struct peer p;
    uint8_t *msg;
    size_t len;
    (void)state;
    struct net_stream *s = peer_start(&p, act_keepalives);
    assert_int_equal(recv_in(s, &msg, &len, LONG_MS), STATUS_OK);
    assert_memory_equal(msg, "ok", 2);
    peer_end(&p, s);
    expect_recv(act_only_keepalives, LONG_MS, STATUS_INVALID_NETWORK_RESPONSE);
}

static void act_wait_for_close(struct peer *p, int fd)
{
    struct pollfd w = { .fd = fd, .events = POLLRDHUP };
    (void)p;
    poll(&w, 1, LONG_MS);
}

static void peer_that_does_not_read_costs_no_more_than_the_deadline(void **state)
{
    static uint8_t data[SMB2_MESSAGE_MAX];
    struct peer p;
    uint32_t status = STATUS_OK;
    (void)state;
    struct net_stream *s = peer_start(&p, act_wait_for_close);
    for (int i = 0; i < 1000 && status == STATUS_OK; i++)
        status = s->ops->send(s, data, sizeof data, deadline_in(SHORT_MS));
    assert_int_equal(status, STATUS_IO_TIMEOUT);
    /* The message was cut: whatever came next would be taken for its rest. */
    assert_int_equal(s->ops->send(s, data, 1, deadline_in(SHORT_MS)),
                     STATUS_CONNECTION_DISCONNECTED);
    peer_end(&p, s);
}

static void sending_to_a_peer_that_has_gone_raises_no_signal(void **state)
{
    static const uint8_t data[100];
    struct peer p;
    uint32_t status = STATUS_OK;
    (void)state;
    struct net_stream *s = peer_start(&p, act_reset);
    for (int i = 0; i < 100 && status == STATUS_OK; i++) {
        status = s->ops->send(s, data, sizeof data, deadline_in(LONG_MS));
        sleep_ms(1);
    }
    assert_int_equal(status, STATUS_CONNECTION_RESET);
    peer_end(&p, s);
}

static void on_alarm(int signal)
{
    (void)signal;
}

static void signals_neither_end_nor_prolong_a_wait(void **state)
{
    const struct itimerval often = { { 0, 5000 }, { 0, 5000 } }, off = { { 0, 0 }, { 0, 0 } };
    struct sigaction act = { .sa_handler = on_alarm }, before;
    (void)state;
    sigaction(SIGALRM, &act, &before); /* without SA_RESTART */
    setitimer(ITIMER_REAL, &often, NULL);
    int64_t start = deadline_now_ms();
    expect_recv(until_end, SHORT_MS, STATUS_IO_TIMEOUT);
    int64_t took = deadline_now_ms() - start;
    setitimer(ITIMER_REAL, &off, NULL);
    sigaction(SIGALRM, &before, NULL);
    assert_in_range(took, SHORT_MS - 1, SHORT_MS + 1000);
}

static void port_nobody_listens_at_is_refused(void **state)
{
    struct net_stream *s = NULL;
    uint16_t port;
    int fd = listener_new(&port, 0);
    (void)state;
    assert_int_equal(net_tcp_connect("127.0.0.1", port, deadline_in(LONG_MS), &s),
                     STATUS_CONNECTION_REFUSED);
    assert_null(s);
    close(fd);
}

static void address_that_does_not_answer_costs_no_more_than_the_deadline(void **state)
{
    struct sockaddr_in a = { .sin_family = AF_INET };
    struct net_stream *s = NULL;
    uint16_t port;
    int full[4], fd = listener_new(&port, 1);
    (void)state;
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    a.sin_port = htons(port);
    /* A listener whose queue is full drops what comes, as a dead host does. */
    for (size_t i = 0; i < LEN(full); i++) {
        full[i] = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        connect(full[i], (struct sockaddr *)&a, sizeof a);
    }
    int64_t start = deadline_now_ms();
    assert_int_equal(net_tcp_connect("127.0.0.1", port, deadline_in(SHORT_MS), &s),
                     STATUS_IO_TIMEOUT);
    assert_in_range(deadline_now_ms() - start, SHORT_MS - 1, SHORT_MS + 1000);
    for (size_t i = 0; i < LEN(full); i++)
        close(full[i]);
    close(fd);
}

static void name_is_looked_up_and_connected_to(void **state)
{
    struct net_stream *s = NULL;
    uint16_t port;
    int fd = listener_new(&port, 1);
    (void)state;
    assert_int_equal(net_tcp_connect("good.test", port, deadline_in(LONG_MS), &s), STATUS_OK);
    s->ops->close(s);
    assert_int_equal(net_tcp_connect("slow.test", port, deadline_in(LONG_MS), &s), STATUS_OK);
    s->ops->close(s);
    close(fd);
}

static void name_without_address_is_a_bad_path(void **state)
{
    char name[SERVER_NAME_MAX + 2];
    struct net_stream *s = NULL;
    (void)state;
    assert_int_equal(net_tcp_connect("missing.test", 445, deadline_in(LONG_MS), &s),
                     STATUS_BAD_NETWORK_PATH);
    assert_int_equal(net_tcp_connect("", 445, deadline_in(LONG_MS), &s), STATUS_BAD_NETWORK_PATH);
    memset(name, 'a', sizeof name);
    name[sizeof name - 1] = '\0';
    assert_int_equal(net_tcp_connect(name, 445, deadline_in(LONG_MS), &s), STATUS_BAD_NETWORK_PATH);
}

static void look_up_that_takes_too_long_is_left_behind(void **state)
{
    struct addrinfo *list = NULL;
    (void)state;
    int64_t start = deadline_now_ms();
    assert_int_equal(net_resolve("slow.test", 445, deadline_in(SHORT_MS), &list),
                     STATUS_IO_TIMEOUT);
    assert_in_range(deadline_now_ms() - start, SHORT_MS - 1, SLOW_MS - 1);
    assert_null(list);
    sleep_ms(2 * SLOW_MS); /* it ends and frees itself, or the leak checker tells */
}

static void child_of_a_fork_can_look_up_too(void **state)
{
    struct addrinfo *list = NULL;
    int status = -1;
    (void)state;
    if (UNDER_TSAN)
        skip(); /* it ends children that start threads */
    assert_int_equal(net_resolve("good.test", 445, deadline_in(LONG_MS), &list), STATUS_OK);
    freeaddrinfo(list);
    pid_t child = fork();
    if (child == 0)
        _exit(net_resolve("good.test", 445, deadline_in(LONG_MS), &list) == STATUS_OK ? 0 : 1);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void memory_shortage_while_connecting_is_reported_and_leaks_nothing(void **state)
{
    uint16_t port;
    int fd = listener_new(&port, 16);
    size_t nth = 0;
    (void)state;
    do {
        struct net_stream *s = NULL;
        fail_alloc_at(++nth);
        uint32_t status = net_tcp_connect("good.test", port, deadline_in(LONG_MS), &s);
        assert_int_equal(status, fail_alloc_done() ? STATUS_NO_MEMORY : STATUS_OK);
        if (s)
            s->ops->close(s);
    } while (fail_alloc_done());
    fail_alloc_at(0);
    assert_int_equal(nth, 4); /* look-up, stream, its buffer, then none */
    close(fd);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_of_any_size_go_out_and_come_back),
        cmocka_unit_test(messages_cut_anywhere_are_put_together),
        cmocka_unit_test(message_that_comes_byte_by_byte_is_one),
        cmocka_unit_test(silent_peer_costs_no_more_than_the_deadline),
        cmocka_unit_test(dripping_peer_costs_no_more_than_the_deadline),
        cmocka_unit_test(what_has_arrived_is_handed_out_past_the_deadline),
        cmocka_unit_test(peer_that_closes_at_any_point_is_disconnected),
        cmocka_unit_test(peer_that_resets_is_told_apart),
        cmocka_unit_test(lengths_and_types_that_cannot_be_are_refused),
        cmocka_unit_test(keepalives_are_skipped_but_not_forever),
        cmocka_unit_test(peer_that_does_not_read_costs_no_more_than_the_deadline),
        cmocka_unit_test(sending_to_a_peer_that_has_gone_raises_no_signal),
        cmocka_unit_test(signals_neither_end_nor_prolong_a_wait),
        cmocka_unit_test(port_nobody_listens_at_is_refused),
        cmocka_unit_test(address_that_does_not_answer_costs_no_more_than_the_deadline),
        cmocka_unit_test(name_is_looked_up_and_connected_to),
        cmocka_unit_test(name_without_address_is_a_bad_path),
        cmocka_unit_test(look_up_that_takes_too_long_is_left_behind),
        cmocka_unit_test(child_of_a_fork_can_look_up_too),
        cmocka_unit_test(memory_shortage_while_connecting_is_reported_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
