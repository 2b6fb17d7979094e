/* SPDX-License-Identifier: MIT */
/*
 * Many threads ask several servers as several users, each whenever it pleases, and look at whether
 * the answer is the one that this server gives this user. Who is who is in the configuration:
 * pairs_test.py writes it. The program knows nothing of the library but its headers.
 *
 * usage: pairs THREADS SERVERS
 *
 * Server N, as the user WHO, is called \\srvN-WHO; its comment is `server N`, its workgroup
 * `GROUPN`. Reads lines and answers each with a number:
 *   each      one thread asks every server as every user: how many answers were wrong
 *   all       every thread asks every server as every user: how many answers were wrong
 *   forks     the same, while children are made who ask everything once: how many of all were wrong
 *   first     asks one server, as the administrator: 1 when the answer was wrong
 *   sockets   how many sockets this process has open
 * What was wrong is on standard error.
 */
#include <lm.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sockets.h"

#define THREADS_MAX 64
#define SERVERS_MAX 16
#define CHILDREN    4
#define TEXT_MAX    64

/* What NetServerGetInfo 101 and NetWkstaGetInfo 102 say to a user. */
static const struct user {
    const char *name;
    NET_API_STATUS server, wksta;
} users[] = {
    { "admin", NERR_Success, NERR_Success },
    { "alice", NERR_Success, 5 /* ERROR_ACCESS_DENIED */ },
    { "wrong", 1326 /* ERROR_LOGON_FAILURE */, 1326 },
};
#define USERS (sizeof users / sizeof *users)

struct pair {
    WCHAR name[TEXT_MAX];
    WCHAR comment[TEXT_MAX], group[TEXT_MAX]; /* of the server */
    const struct user *user;
};
static struct pair pairs[SERVERS_MAX * USERS];
static size_t n_pairs, n_threads;

/* ---- One call ---- */

static void widen(WCHAR *out, const char *format, unsigned number, const char *who)
{
    char text[TEXT_MAX];
    snprintf(text, sizeof text, format, number, who);
    for (size_t i = 0; i == 0 || text[i - 1]; i++)
        out[i] = (WCHAR)(unsigned char)text[i];
}

static bool same(const WCHAR *a, const WCHAR *b)
{
    while (*a && *a == *b)
        a++, b++;
    return *a == *b;
}

/* How many answers were wrong: 0, or 1, which is said. */
static unsigned judge(const struct pair *p, const char *function, NET_API_STATUS status,
                      NET_API_STATUS wanted, bool right_server)
{
    if (status == wanted && (status != NERR_Success || right_server))
        return 0;
    fprintf(stderr, "%s to pair %zu, %s: got %u%s, expected %u\n", function, (size_t)(p - pairs),
            p->user->name, status, right_server ? "" : " of another server", wanted);
    return 1;
}

static unsigned ask_server(const struct pair *p)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetServerGetInfo((LMSTR)p->name, 101, &buffer);
    const SERVER_INFO_101 *info = (const void *)buffer;
    unsigned wrong = judge(p, "NetServerGetInfo", status, p->user->server,
                           !info || same(info->sv101_comment, p->comment));
    return wrong + (NetApiBufferFree(buffer) != NERR_Success);
}

static unsigned ask_wksta(const struct pair *p)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetWkstaGetInfo((LMSTR)p->name, 102, &buffer);
    const WKSTA_INFO_102 *info = (const void *)buffer;
    unsigned wrong = judge(p, "NetWkstaGetInfo", status, p->user->wksta,
                           !info || same(info->wki102_langroup, p->group));
    return wrong + (NetApiBufferFree(buffer) != NERR_Success);
}

/* Everything once, in an order of its own. */
static unsigned ask_every_pair(size_t start)
{
    unsigned wrong = 0;
    for (size_t i = 0; i < n_pairs; i++) {
        /* those with an even number go the other way round */
        size_t at = (start + (start % 2 ? i : n_pairs - i)) % n_pairs;
        wrong += ask_server(&pairs[at]) + ask_wksta(&pairs[at]);
    }
    return wrong;
}

/* ---- What is told ---- */

static atomic_uint wrong_answers;

static void *work(void *number)
{
    atomic_fetch_add(&wrong_answers, ask_every_pair((size_t)number));
    return NULL;
}

static void start_threads(pthread_t *threads)
{
    atomic_store(&wrong_answers, 0);
    for (size_t i = 0; i < n_threads; i++)
        if (pthread_create(&threads[i], NULL, work, (void *)i))
            abort();
}

static unsigned join_threads(const pthread_t *threads)
{
    for (size_t i = 0; i < n_threads; i++)
        pthread_join(threads[i], NULL);
    return atomic_load(&wrong_answers);
}

static unsigned all(void)
{
    pthread_t threads[THREADS_MAX];
    start_threads(threads);
    return join_threads(threads);
}

static unsigned forks(void)
{
    pthread_t threads[THREADS_MAX];
    unsigned wrong = 0;
    start_threads(threads);
    for (size_t i = 0; i < CHILDREN; i++) {
        int status = 0;
        pid_t child = fork();
        if (child == 0)
            _exit(ask_every_pair(i) ? 1 : 0);
        if (child < 0 || waitpid(child, &status, 0) != child || status)
            wrong++;
    }
    return wrong + join_threads(threads);
}

static unsigned each(void)
{
    return ask_every_pair(1);
}

static unsigned first(void)
{
    return ask_server(&pairs[0]);
}

/* ---- The program ---- */

static void make_pairs(unsigned servers)
{
    for (unsigned server = 1; server <= servers; server++) {
        for (size_t i = 0; i < USERS; i++) {
            struct pair *p = &pairs[n_pairs++];
            p->user = &users[i];
            widen(p->name, "\\\\srv%u-%s", server, users[i].name);
            widen(p->comment, "server %u", server, "");
            widen(p->group, "GROUP%u", server, "");
        }
    }
}

int main(int argc, char **argv)
{
    static const struct {
        const char *word;
        unsigned (*action)(void);
    } actions[] = { { "each", each },
                    { "all", all },
                    { "forks", forks },
                    { "first", first },
                    { "sockets", count_sockets } };
    char line[TEXT_MAX];
    unsigned servers = argc == 3 ? (unsigned)atoi(argv[2]) : 0;
    n_threads = argc == 3 ? (size_t)atoi(argv[1]) : 0;
    if (!servers || servers > SERVERS_MAX || !n_threads || n_threads > THREADS_MAX)
        return 2;
    make_pairs(servers);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
            if (!strcmp(line, actions[i].word))
                printf("%u\n", actions[i].action());
        fflush(stdout);
    }
    return 0;
}
