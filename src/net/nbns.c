/* SPDX-License-Identifier: MIT */
/* NetBIOS name queries over UDP (RFC 1002 5.1, a node that broadcasts, and may know name servers).
 * One socket at a random port; the ids of the queries are random too, so that only who saw them can
 * answer. */
#include "net/nbns.h"

#include <arpa/inet.h>
#include <errno.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/log.h"
#include "base/status.h"

#define NBNS_PORT 137

struct asking {
    int fd;
    uint16_t port;
    uint16_t id; /* of the first question; the others follow */
    struct nbns_question *questions;
    size_t n_questions;
    struct {
        uint32_t address;
        bool broadcast;
    } targets[NBNS_TARGETS_MAX];
    size_t n_targets;
    bool broadcast; /* one of them is */
};

void nbns_address_text(uint32_t address, char text[NBNS_TEXT_SIZE])
{
    snprintf(text, NBNS_TEXT_SIZE, "%u.%u.%u.%u", (unsigned)(address >> 24),
             (unsigned)(address >> 16 & 255), (unsigned)(address >> 8 & 255),
             (unsigned)(address & 255));
}

static void add_target(struct asking *a, uint32_t address, bool broadcast)
{
    for (size_t i = 0; i < a->n_targets; i++)
        if (a->targets[i].address == address)
            return;
    if (a->n_targets == NBNS_TARGETS_MAX)
        return;
    a->targets[a->n_targets].address = address;
    a->targets[a->n_targets++].broadcast = broadcast;
    a->broadcast |= broadcast;
}

static void add_interfaces(struct asking *a)
{
    struct ifaddrs *list;
    const unsigned wanted = IFF_UP | IFF_BROADCAST;
    if (getifaddrs(&list))
        return; /* then nobody is asked by broadcast */
    for (const struct ifaddrs *i = list; i; i = i->ifa_next) {
        if (!i->ifa_addr || i->ifa_addr->sa_family != AF_INET || !i->ifa_broadaddr ||
            (i->ifa_flags & (wanted | IFF_LOOPBACK)) != wanted)
            continue;
        const struct sockaddr_in *in = (const void *)i->ifa_broadaddr;
        if (in->sin_addr.s_addr)
            add_target(a, ntohl(in->sin_addr.s_addr), true);
    }
    freeifaddrs(list);
}

static void add_servers(struct asking *a, const char *text)
{
    while (text && *text) {
        char one[INET_ADDRSTRLEN];
        struct in_addr in;
        size_t len = strcspn(text, ", \t");
        if (len && len < sizeof one) {
            memcpy(one, text, len);
            one[len] = '\0';
        }
        if (len && len < sizeof one && inet_pton(AF_INET, one, &in) == 1)
            add_target(a, ntohl(in.s_addr), false);
        else if (len)
            log_line(LOG_ERRORS, "not an IPv4 address: %.*s", (int)len, text);
        text += len + (text[len] != '\0');
    }
}

/* False when nothing could be sent. */
static bool send_queries(const struct asking *a)
{
    bool sent = false;
    for (size_t q = 0; q < a->n_questions; q++) {
        for (size_t t = 0; t < a->n_targets; t++) {
            uint8_t packet[NBNS_QUERY_SIZE];
            struct sockaddr_in to = { .sin_family = AF_INET,
                                      .sin_port = htons(a->port),
                                      .sin_addr.s_addr = htonl(a->targets[t].address) };
            nbns_query_encode((uint16_t)(a->id + q), &a->questions[q].name, a->targets[t].broadcast,
                              packet);
            if (sendto(a->fd, packet, sizeof packet, MSG_NOSIGNAL, (const void *)&to, sizeof to) ==
                (ssize_t)sizeof packet)
                sent = true;
            else
                log_line(LOG_ERRORS, "NetBIOS name query: %s", strerror(errno));
        }
    }
    return sent;
}

/* In order, none twice. */
static void add_address(struct nbns_question *q, uint32_t address)
{
    size_t i = 0;
    while (i < q->n_addresses && q->addresses[i] < address)
        i++;
    if ((i < q->n_addresses && q->addresses[i] == address) || q->n_addresses == NBNS_ANSWERS_MAX)
        return;
    memmove(&q->addresses[i + 1], &q->addresses[i], (q->n_addresses - i) * sizeof *q->addresses);
    q->addresses[i] = address;
    q->n_addresses++;
}

static void take_packet(struct asking *a, const uint8_t *packet, size_t len)
{
    struct nbns_response r;
    if (!nbns_response_decode(packet, len, &r))
        return;
    size_t i = (uint16_t)(r.id - a->id);
    if (i >= a->n_questions || !netbios_name_equal(&r.name, &a->questions[i].name))
        return;
    for (size_t n = 0; n < r.n_addresses; n++)
        add_address(&a->questions[i], r.addresses[n]);
}

static bool has_answers(const struct asking *a, bool all)
{
    for (size_t i = 0; i < a->n_questions; i++)
        if ((a->questions[i].n_addresses != 0) != all)
            return !all;
    return all;
}

/* Collects answers to the end of the try: on a broadcast another host may answer too. */
static void collect(struct asking *a, struct deadline end)
{
    for (int i = 0; i < NBNS_RECEIVED_MAX; i++) {
        uint8_t packet[NBNS_PACKET_MAX];
        struct pollfd p = { .fd = a->fd, .events = POLLIN };
        int left = deadline_left_ms(end);
        int ready = poll(&p, 1, left);
        if (ready < 0 && errno == EINTR && left)
            continue;
        if (ready <= 0)
            return;
        ssize_t n = recv(a->fd, packet, sizeof packet, MSG_DONTWAIT);
        if (n > 0)
            take_packet(a, packet, (size_t)n);
        if (!a->broadcast && has_answers(a, true))
            return;
    }
}

uint32_t nbns_ask(struct nbns_question *questions, size_t n_questions,
                  const struct nbns_scope *scope, struct deadline deadline)
{
    struct asking a = { .questions = questions,
                        .n_questions = n_questions,
                        .port = scope->port ? scope->port : NBNS_PORT };
    int on = 1;
    for (size_t i = 0; i < n_questions; i++)
        questions[i].n_addresses = 0;
    if (scope->broadcast)
        add_interfaces(&a);
    add_servers(&a, scope->servers);
    if (!a.n_targets)
        return STATUS_OK;
    a.fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (a.fd < 0)
        return errno == EAFNOSUPPORT ? STATUS_OK : STATUS_INSUFFICIENT_RESOURCES;
    uint32_t status = STATUS_OK;
    if (setsockopt(a.fd, SOL_SOCKET, SO_BROADCAST, &on, sizeof on) ||
        getrandom(&a.id, sizeof a.id, 0) != (ssize_t)sizeof a.id)
        status = STATUS_INSUFFICIENT_RESOURCES;
    for (int i = 0; i < NBNS_TRIES && status == STATUS_OK && deadline_left_ms(deadline); i++) {
        if (!send_queries(&a))
            break; /* there is no network */
        collect(&a, deadline_min(deadline, deadline_in(NBNS_TRY_MS)));
        if (has_answers(&a, false))
            break;
    }
    close(a.fd);
    return status;
}
