/* SPDX-License-Identifier: MIT */
/*
 * Allocate and free one block: malloc, and NetApiBufferAllocate of each library named. All are
 * called through a pointer, in one process, in turns.
 *
 * usage: bench_buffer SIZE ROUNDS PAIRS NAME=LIBRARY...
 *
 * Prints `NAME NANOSECONDS` for each round and peer: nanoseconds a pair of allocate and free takes.
 */
#include "bench.h"

#define PEERS_MAX 8

/* The same prototypes in both libraries. */
struct peer {
    const char *name;
    uint32_t (*allocate)(uint32_t size, void **buffer);
    uint32_t (*release)(void *buffer);
};

static uint32_t plain_allocate(uint32_t size, void **buffer)
{
    *buffer = malloc(size);
    return *buffer ? 0 : 8;
}

static uint32_t plain_release(void *buffer)
{
    free(buffer);
    return 0;
}

/* Nanoseconds of one pair. */
static double measure(const struct peer *peer, uint32_t size, unsigned long pairs)
{
    uint64_t start = wall_ns();
    for (unsigned long i = 0; i < pairs; i++) {
        void *buffer = NULL;
        if (peer->allocate(size, &buffer) || peer->release(buffer)) {
            fprintf(stderr, "%s: a call failed\n", peer->name);
            exit(1);
        }
    }
    return (double)(wall_ns() - start) / (double)pairs;
}

int main(int argc, char **argv)
{
    struct peer peers[PEERS_MAX] = { { "malloc", plain_allocate, plain_release } };
    int n = 1;
    if (argc < 4 || argc - 4 >= PEERS_MAX)
        return 2;
    uint32_t size = (uint32_t)strtoul(argv[1], NULL, 10);
    unsigned long rounds = strtoul(argv[2], NULL, 10), pairs = strtoul(argv[3], NULL, 10);
    for (; n < argc - 3; n++) {
        char *path = strchr(argv[n + 3], '=');
        if (!path)
            return 2;
        *path++ = '\0';
        void *library = bench_open(path);
        peers[n].name = argv[n + 3];
        bench_symbol(library, "NetApiBufferAllocate", &peers[n].allocate);
        bench_symbol(library, "NetApiBufferFree", &peers[n].release);
    }
    for (int i = 0; i < n; i++)
        measure(&peers[i], size, pairs); /* caches and heap settle */
    for (unsigned long round = 0; round < rounds; round++)
        for (int i = 0; i < n; i++)
            printf("%s %.3f\n", peers[i].name, measure(&peers[i], size, pairs));
    return 0;
}
