/* SPDX-License-Identifier: MIT */
/* A network of browsers on loopback: some have the list, some take the connection and say nothing,
 * some are not there. Nobody believes a name server that an address is a loopback one, so this
 * computer's connect() stands for the network and leads 192.0.2.N to 127.0.0.N. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <dlfcn.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/bytes.h"
#include "browse/browse.h"
#include "lmserver.h"
#include "messages.h"
#include "name_server.h"
#include "winerror.h"

#define NETWORK  0xC0000200u
#define LOOPBACK 0x7F000000u

/* Hosts of the network. */
enum { SILENT_1 = 2, SILENT_2, CLOSED, MASTER };

typedef int connect_fn(int, const struct sockaddr *, socklen_t);

/* Takes the place of the C library's, whose header declares it with a type of its own. */
int lead_to_loopback(int fd, const struct sockaddr *to, socklen_t size) __asm__("connect");

int lead_to_loopback(int fd, const struct sockaddr *to, socklen_t size)
{
    connect_fn *real;
    void *symbol = dlsym(RTLD_NEXT, "connect");
    struct sockaddr_in in;
    memcpy(&real, &symbol, sizeof real);
    if (to->sa_family != AF_INET || size != sizeof in)
        return real(fd, to, size);
    memcpy(&in, to, sizeof in);
    if ((ntohl(in.sin_addr.s_addr) & ~255u) == NETWORK)
        in.sin_addr.s_addr = htonl(LOOPBACK | (ntohl(in.sin_addr.s_addr) & 255));
    return real(fd, (const void *)&in, sizeof in);
}

static struct network {
    struct messages list, backups;
    int master, silent[2], datagrams;
    uint16_t port, datagram_port;
    pthread_t browser, mailslot;
} network;

/* A socket of the host, at *port or, when that is 0, at one that becomes *port. */
static int bind_host(int type, unsigned host, uint16_t *port)
{
    struct sockaddr_in in = { .sin_family = AF_INET,
                              .sin_port = htons(*port),
                              .sin_addr.s_addr = htonl(LOOPBACK | host) };
    socklen_t size = sizeof in;
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_false(bind(fd, (const void *)&in, sizeof in));
    assert_false(getsockname(fd, (void *)&in, &size));
    *port = ntohs(in.sin_port);
    if (type == SOCK_STREAM)
        assert_false(listen(fd, 5)); /* connections are made without an accept() */
    return fd;
}

static void *serve_browser(void *arg)
{
    (void)arg;
    for (;;) {
        int fd = accept(network.master, NULL, NULL);
        if (fd < 0)
            return NULL;
        for (size_t i = 0; i < network.list.n; i++) {
            uint8_t prefix[4], request[1024];
            if (recv(fd, prefix, 4, MSG_WAITALL) != 4 || get_be32(prefix) > sizeof request ||
                recv(fd, request, get_be32(prefix), MSG_WAITALL) <= 0)
                break;
            put_be32(prefix, (uint32_t)network.list.m[i].len);
            send(fd, prefix, sizeof prefix, MSG_NOSIGNAL | MSG_MORE);
            send(fd, network.list.m[i].data, network.list.m[i].len, MSG_NOSIGNAL);
        }
        close(fd);
    }
}

/* The recorded answer, to every token. The name in it is SILENT1's (load). */
static void *serve_mailslot(void *arg)
{
    (void)arg;
    for (;;) {
        uint8_t request[NBDGM_PACKET_MAX];
        struct sockaddr_in from;
        socklen_t size = sizeof from;
        ssize_t n = recvfrom(network.datagrams, request, sizeof request, 0, (void *)&from, &size);
        if (n <= 1)
            return NULL;
        memcpy(network.backups.m[0].data + 170, request + 170, 4);
        sendto(network.datagrams, network.backups.m[0].data, network.backups.m[0].len, 0,
               (const void *)&from, size);
    }
}

struct result {
    struct arena arena;
    struct codepage codepage;
    struct browse_list list;
    int64_t took_ms;
};

/* Asks the network with these masters. */
static uint32_t browse(struct result *r, unsigned first_master, unsigned second_master, int ms)
{
    struct browse_query query = { .workgroup = "LABWG", .level = 1, .type = SV_TYPE_ALL };
    struct name_server names = {
        .name = "LABWG          \x1D",
        .addresses = { NETWORK | first_master, second_master ? NETWORK | second_master : 0 },
        .others = { { "SILENT1        \x20", NETWORK | SILENT_1 } },
    };
    name_server_start(&names);
    struct nbns_scope scope = { .servers = "127.0.0.1", .port = names.port };
    struct browse_route route = { .names = &scope,
                                  .datagram_port = network.datagram_port,
                                  .port = network.port,
                                  .connect_ms = 5000 };
    netbios_name_make(&route.own, "CLI", NETBIOS_WORKSTATION);
    memset(r, 0, sizeof *r);
    codepage_begin(&r->codepage, NULL);
    r->list.arena = &r->arena;
    r->list.codepage = &r->codepage;
    int64_t start = deadline_now_ms();
    uint32_t status = browse_network(&query, &route, deadline_in(ms), &r->list);
    r->took_ms = deadline_now_ms() - start;
    name_server_stop(&names);
    codepage_end(&r->codepage);
    arena_drop(&r->arena);
    return status;
}

static void a_silent_backup_leaves_time_for_the_master(void **state)
{
    struct result r;
    (void)state;
    assert_int_equal(browse(&r, MASTER, 0, 2000), ERROR_SUCCESS);
    assert_int_equal(r.list.n, 4);
    assert_true(r.took_ms < 2000);
}

static void a_silent_master_leaves_time_for_the_next(void **state)
{
    struct result r;
    (void)state;
    assert_int_equal(browse(&r, SILENT_2, MASTER, 3000), ERROR_SUCCESS);
    assert_int_equal(r.list.n, 4);
    assert_true(r.took_ms < 3000);
}

static void silence_of_all_is_a_time_out(void **state)
{
    struct result r;
    (void)state;
    assert_int_equal(browse(&r, SILENT_1, SILENT_2, 1000), ERROR_SEM_TIMEOUT);
    assert_true(r.took_ms < 2000);
}

static void a_refusal_among_silence_is_none(void **state)
{
    struct result r;
    (void)state;
    assert_int_equal(browse(&r, SILENT_1, CLOSED, 1000), ERROR_NO_BROWSER_SERVERS_FOUND);
    assert_int_equal(browse(&r, CLOSED, 0, 1000), ERROR_NO_BROWSER_SERVERS_FOUND);
}

static int start(void **state)
{
    (void)state;
    messages_load(&network.list, "browse_list_1.txt");
    messages_load(&network.backups, "browse_backups.txt");
    memcpy(network.backups.m[0].data + 174, "SILENT1", 7); /* as long as the recorded name */
    network.master = bind_host(SOCK_STREAM, MASTER, &network.port);
    network.silent[0] = bind_host(SOCK_STREAM, SILENT_1, &network.port);
    network.silent[1] = bind_host(SOCK_STREAM, SILENT_2, &network.port);
    network.datagrams = bind_host(SOCK_DGRAM, MASTER, &network.datagram_port);
    assert_false(pthread_create(&network.browser, NULL, serve_browser, NULL));
    assert_false(pthread_create(&network.mailslot, NULL, serve_mailslot, NULL));
    return 0;
}

static int stop(void **state)
{
    struct sockaddr_in in = { .sin_family = AF_INET,
                              .sin_port = htons(network.datagram_port),
                              .sin_addr.s_addr = htonl(LOOPBACK | MASTER) };
    (void)state;
    sendto(network.datagrams, "", 1, 0, (const void *)&in, sizeof in);
    shutdown(network.master, SHUT_RDWR);
    pthread_join(network.mailslot, NULL);
    pthread_join(network.browser, NULL);
    close(network.master);
    close(network.silent[0]);
    close(network.silent[1]);
    close(network.datagrams);
    messages_free(&network.list);
    messages_free(&network.backups);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_silent_backup_leaves_time_for_the_master),
        cmocka_unit_test(a_silent_master_leaves_time_for_the_next),
        cmocka_unit_test(silence_of_all_is_a_time_out),
        cmocka_unit_test(a_refusal_among_silence_is_none),
    };
    return cmocka_run_group_tests_name("network", tests, start, stop);
}
