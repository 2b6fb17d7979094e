/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/bytes.h"
#include "name_server.h"
#include "net/netbios.h"

static void answer(struct name_server *s, const uint8_t *query, const struct sockaddr_in *to,
                   uint32_t address)
{
    uint8_t packet[62] = { 0 };
    memcpy(packet, query, 2);
    packet[1] ^= s->wrong_id ? 0x80 : 0;
    packet[2] = 0x85;
    packet[3] = 0x80;
    packet[7] = 1;
    memcpy(packet + 12, query + 12, NETBIOS_ENCODED + 4); /* name, type, class */
    packet[12 + NETBIOS_ENCODED + 9] = 6;
    put_be32(packet + 12 + NETBIOS_ENCODED + 12, address);
    sendto(s->fd, packet, sizeof packet, 0, (const void *)to, sizeof *to);
}

static void *serve(void *arg)
{
    struct name_server *s = arg;
    for (;;) {
        uint8_t query[NBNS_QUERY_SIZE];
        struct netbios_name name;
        struct sockaddr_in from;
        socklen_t size = sizeof from;
        size_t at = 12;
        ssize_t n = recvfrom(s->fd, query, sizeof query, 0, (void *)&from, &size);
        if (n <= 1)
            return NULL; /* name_server_stop */
        if (n != (ssize_t)sizeof query || !netbios_name_decode(query, sizeof query, &at, &name))
            continue;
        if (atomic_fetch_add(&s->asked, 1) < s->silent)
            continue;
        for (size_t i = 0; i < 4 && s->others[i].name; i++)
            if (!memcmp(s->others[i].name, name.bytes, sizeof name.bytes))
                answer(s, query, &from, s->others[i].address);
        if (s->name && memcmp(s->name, name.bytes, sizeof name.bytes))
            continue;
        for (size_t i = 0; i < 4 && s->addresses[i]; i++)
            answer(s, query, &from, s->addresses[i]);
    }
}

void name_server_start(struct name_server *s)
{
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof in;
    atomic_init(&s->asked, 0);
    s->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_true(s->fd >= 0);
    assert_false(bind(s->fd, (const void *)&in, sizeof in));
    assert_false(getsockname(s->fd, (void *)&in, &size));
    s->port = ntohs(in.sin_port);
    assert_false(pthread_create(&s->thread, NULL, serve, s));
}

void name_server_stop(struct name_server *s)
{
    struct sockaddr_in in = { .sin_family = AF_INET,
                              .sin_port = htons(s->port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    sendto(s->fd, "", 1, 0, (const void *)&in, sizeof in);
    pthread_join(s->thread, NULL);
    close(s->fd);
}
