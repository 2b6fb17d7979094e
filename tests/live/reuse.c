/* SPDX-License-Identifier: MIT */
/*
 * A process that asks a server whenever it is told to, so that a test can change the world between
 * two calls: reuse SERVER reads lines and answers each with one.
 *   server, wksta, shares   make that call, print its result
 *   sessions                the same, of one that only an administrator may make
 *   fork                    a child asks too: its result, and then the parent's next one
 *   forks                   20 children ask while 4 threads do: how many calls failed
 *   sockets                 how many sockets this process has open
 */
#include <windows.h>
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

static WCHAR server[64];

static unsigned ask_server(void)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetServerGetInfo(server, 101, &buffer);
    NetApiBufferFree(buffer);
    return status;
}

static unsigned ask_wksta(void)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetWkstaGetInfo(server, 100, &buffer);
    NetApiBufferFree(buffer);
    return status;
}

static unsigned ask_sessions(void)
{
    LPBYTE buffer;
    DWORD count, total;
    NET_API_STATUS status =
        NetSessionEnum(server, NULL, NULL, 1, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL);
    NetApiBufferFree(buffer);
    return status;
}

static unsigned ask_shares(void)
{
    LPBYTE buffer;
    DWORD count, total;
    NET_API_STATUS status =
        NetShareEnum(server, 502, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL);
    NetApiBufferFree(buffer);
    return status;
}

static unsigned ask_in_child(void)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(ask_server() ? 1 : 0);
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status)
               ? (unsigned)WEXITSTATUS(status)
               : 99;
}

static atomic_bool calling;

static void *call_on(void *failures)
{
    while (atomic_load(&calling))
        if (ask_server())
            atomic_fetch_add((atomic_uint *)failures, 1);
    return NULL;
}

/* Children made while threads are in the middle of calls: how many of all these calls failed. */
static unsigned fork_among_threads(void)
{
    enum { THREADS = 4, CHILDREN = 20 };
    pthread_t threads[THREADS];
    atomic_uint failures = 0;
    atomic_store(&calling, true);
    for (size_t i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, call_on, &failures))
            abort();
    for (size_t i = 0; i < CHILDREN; i++)
        if (ask_in_child())
            atomic_fetch_add(&failures, 1);
    atomic_store(&calling, false);
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    return atomic_load(&failures);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *word;
        unsigned (*action)(void);
    } actions[] = {
        { "server", ask_server },        { "wksta", ask_wksta },   { "sessions", ask_sessions },
        { "shares", ask_shares },        { "fork", ask_in_child }, { "sockets", count_sockets },
        { "forks", fork_among_threads },
    };
    char line[64];
    if (argc != 2)
        return 2;
    for (size_t i = 0; argv[1][i] && i < sizeof server / sizeof *server - 1; i++)
        server[i] = (WCHAR)(unsigned char)argv[1][i]; /* ASCII is enough for this test */
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
            if (!strcmp(line, actions[i].word))
                printf("%u\n", actions[i].action());
        fflush(stdout);
    }
    return 0;
}
