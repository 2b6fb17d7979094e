/* SPDX-License-Identifier: MIT */
/*
 * Names into addresses. getaddrinfo(3) may wait for a name server as long as resolv.conf allows,
 * so it runs in a thread of its own, and the caller waits for that thread only until its deadline.
 * A look-up nobody waits for any more finishes by itself and frees what it holds.
 *
 * glibc's getaddrinfo_a is not used: its helper threads are shared and do not survive fork(), so a
 * look-up in a child made shortly after one in the parent would never be answered.
 */
#include "net/resolve.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"
#include "net/literal.h"

/* Owned by the waiting caller and the thread together; the second to let go frees it. */
struct lookup {
    pthread_mutex_t lock;
    pthread_cond_t answered;
    bool done; /* the thread has finished */
    bool left; /* the caller has gone */
    int error; /* EAI_ code */
    struct addrinfo *list;
    char host[SERVER_NAME_MAX];
    char port[sizeof "65535"];
};

static int resolve_now(const char *host, const char *port, int flags, struct addrinfo **list)
{
    struct addrinfo hints = {
        .ai_flags = flags | AI_NUMERICSERV,
        .ai_family = AF_UNSPEC,
        .ai_socktype = SOCK_STREAM,
        .ai_protocol = IPPROTO_TCP,
    };
    return getaddrinfo(host, port, &hints, list);
}

static uint32_t resolve_status(const char *host, int error)
{
    if (!error)
        return STATUS_OK;
    log_line(LOG_ERRORS, "look-up of %s: %s", host, gai_strerror(error));
    return error == EAI_MEMORY ? STATUS_NO_MEMORY : STATUS_BAD_NETWORK_PATH;
}

static struct lookup *lookup_new(const char *host, const char *port)
{
    struct lookup *l = x_new(sizeof *l);
    pthread_condattr_t attr;
    if (!l)
        return NULL;
    pthread_mutex_init(&l->lock, NULL);
    pthread_condattr_init(&attr);
    pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
    pthread_cond_init(&l->answered, &attr);
    pthread_condattr_destroy(&attr);
    snprintf(l->host, sizeof l->host, "%s", host);
    snprintf(l->port, sizeof l->port, "%s", port);
    return l;
}

static void lookup_free(struct lookup *l)
{
    if (l->list)
        freeaddrinfo(l->list);
    pthread_cond_destroy(&l->answered);
    pthread_mutex_destroy(&l->lock);
    x_free(l);
}

static void *lookup_run(void *arg)
{
    struct lookup *l = arg;
    struct addrinfo *list = NULL;
    int error = resolve_now(l->host, l->port, 0, &list);
    pthread_mutex_lock(&l->lock);
    l->error = error;
    l->list = error ? NULL : list;
    l->done = true;
    bool left = l->left;
    pthread_cond_signal(&l->answered);
    pthread_mutex_unlock(&l->lock);
    if (left)
        lookup_free(l);
    return NULL;
}

/* The thread must not take the signals of a program that does not know it has this thread. */
static bool lookup_start(struct lookup *l)
{
    sigset_t all, before;
    pthread_attr_t attr;
    pthread_t thread;
    sigfillset(&all);
    pthread_attr_init(&attr);
    pthread_attr_setdetachstate(&attr, PTHREAD_CREATE_DETACHED);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int error = pthread_create(&thread, &attr, lookup_run, l);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_attr_destroy(&attr);
    return !error;
}

/* Waits, takes the answer, and frees the look-up unless its thread is still at work. */
static uint32_t lookup_finish(struct lookup *l, struct deadline deadline, struct addrinfo **out)
{
    struct timespec at = { .tv_sec = deadline.at_ms / 1000,
                           .tv_nsec = deadline.at_ms % 1000 * 1000000 };
    int waited = 0;
    pthread_mutex_lock(&l->lock);
    while (!l->done && waited != ETIMEDOUT)
        waited = pthread_cond_timedwait(&l->answered, &l->lock, &at);
    bool done = l->done;
    l->left = true;
    pthread_mutex_unlock(&l->lock);
    if (!done) {
        log_line(LOG_ERRORS, "look-up: no answer in time"); /* l may be gone by now */
        return STATUS_IO_TIMEOUT;
    }
    uint32_t status = resolve_status(l->host, l->error);
    if (status == STATUS_OK) {
        *out = l->list;
        l->list = NULL;
    }
    lookup_free(l);
    return status;
}

/* getaddrinfo takes a label like 1234 or 0x12 for an IPv4 address in one number, as nobody writes
 * them; it may well be the NetBIOS name of a host. */
static bool is_number(const char *host)
{
    struct in_addr address;
    return !strpbrk(host, ".:") && inet_aton(host, &address);
}

uint32_t net_resolve(const char *host, uint16_t port, struct deadline deadline,
                     struct addrinfo **out)
{
    char service[sizeof "65535"], literal[SERVER_NAME_MAX];
    struct addrinfo *list = NULL;
    host = net_literal(host, literal, sizeof literal);
    if (!*host || strlen(host) >= SERVER_NAME_MAX)
        return STATUS_BAD_NETWORK_PATH;
    if (is_number(host))
        return resolve_status(host, EAI_NONAME);
    snprintf(service, sizeof service, "%u", (unsigned)port);
    int error = resolve_now(host, service, AI_NUMERICHOST, &list);
    if (error != EAI_NONAME) {
        if (!error)
            *out = list;
        return resolve_status(host, error);
    }
    struct lookup *l = lookup_new(host, service);
    if (!l)
        return STATUS_NO_MEMORY;
    if (!lookup_start(l)) {
        lookup_free(l);
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    return lookup_finish(l, deadline, out);
}

/* One label of ASCII that fits into a NetBIOS name. An address never comes here. */
static bool is_netbios_name(const char *host, struct netbios_name *name)
{
    for (const char *p = host; *p; p++)
        if (*p == '.' || *p == ':' || *p <= ' ' || *p > '~')
            return false;
    return netbios_name_make(name, host, NETBIOS_SERVER);
}

/* The addresses of a NetBIOS name as a list that freeaddrinfo takes. Never empty. */
static uint32_t netbios_list(const struct nbns_question *q, uint16_t port, struct addrinfo **out)
{
    struct addrinfo *list = NULL, **end = &list;
    for (size_t i = 0; i < q->n_addresses; i++) {
        char address[NBNS_TEXT_SIZE], service[sizeof "65535"];
        nbns_address_text(q->addresses[i], address);
        snprintf(service, sizeof service, "%u", (unsigned)port);
        int error = resolve_now(address, service, AI_NUMERICHOST, end);
        if (error) {
            if (list)
                freeaddrinfo(list);
            return resolve_status(address, error);
        }
        while (*end)
            end = &(*end)->ai_next;
    }
    *out = list;
    return STATUS_OK;
}

uint32_t net_resolve_name(const char *host, uint16_t port, const struct nbns_scope *scope,
                          struct deadline deadline, struct addrinfo **out)
{
    struct nbns_question q = { 0 };
    struct deadline dns = deadline;
    bool ask = scope && is_netbios_name(host, &q.name);
    if (ask && deadline_left_ms(deadline) > 2 * NBNS_RESERVE_MS)
        dns.at_ms -= NBNS_RESERVE_MS;
    uint32_t status = net_resolve(host, port, dns, out);
    if (!ask || (status != STATUS_BAD_NETWORK_PATH && status != STATUS_IO_TIMEOUT))
        return status;
    uint32_t asked = nbns_ask(&q, 1, scope, deadline);
    if (asked == STATUS_OK && q.n_addresses)
        asked = netbios_list(&q, port, out);
    else if (asked == STATUS_OK)
        asked = status;
    return asked;
}
