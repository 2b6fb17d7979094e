/* SPDX-License-Identifier: MIT */
/*
 * Buffers: malloc with a 16-byte header that seals address and size with a secret of the process.
 *
 * Reading the header of a wrong pointer could itself crash, for it may lie in memory that was
 * unmapped (a large buffer freed twice is). So a buffer is looked up first in a small table of
 * recent ones: a hit says that the header is there. A miss is rare and costs one system call that
 * tells whether the header can be read at all.
 */
#include "base/buffer.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fork.h"
#include "base/log.h"

struct buffer_header {
    uint64_t seal;   /* of address, size and secret; 0 once freed */
    uint32_t size;   /* bytes the caller asked for */
    uint32_t secret; /* wipe when freed */
};
_Static_assert(sizeof(struct buffer_header) == BUFFER_ALIGN, "the header keeps the alignment");

/* A slot holds the last buffer made whose address hashes there. It is emptied before the buffer is
 * freed, so an address found in its slot is always live. The complement is what is stored: an
 * address here would hide a lost buffer from leak checkers. */
#define RECENT_BITS  10
#define RECENT_SLOTS (1u << RECENT_BITS)

static _Atomic uintptr_t recent[RECENT_SLOTS];
static uint64_t process_secret[2];

static inline _Atomic uintptr_t *recent_slot(uintptr_t address)
{
    return &recent[(address * UINT64_C(0x9E3779B97F4A7C15)) >> (64 - RECENT_BITS)];
}

/* A sum of two products, each of a half of the secret, folded: without the secret nobody can make a
 * seal. Never 0, which means freed. */
static inline uint64_t buffer_seal(uintptr_t address, uint32_t size)
{
    uint64_t x = (address ^ process_secret[0]) * UINT64_C(0xBF58476D1CE4E5B9) +
                 (size ^ process_secret[1]) * UINT64_C(0x94D049BB133111EB);
    return (x ^ x >> 32) | 1;
}

/* Runs before main and before any other thread. After fork the child keeps the secret, and with
 * it the parent's buffers. */
__attribute__((constructor(101))) static void buffer_start(void)
{
    if (getrandom(process_secret, sizeof process_secret, GRND_NONBLOCK) !=
        (ssize_t)sizeof process_secret) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        process_secret[0] = (uint64_t)now.tv_nsec << 32 ^ (uintptr_t)&now;
        process_secret[1] =
            (uint64_t)now.tv_sec * UINT64_C(0x9E3779B97F4A7C15) ^ (uint64_t)getpid();
    }
}

/* ---- The register of NETAPI32_DEBUG=buffers ---- */

struct live_buffer {
    struct live_buffer *next;
    uintptr_t address;
    size_t size;
    const char *origin;
};

static pthread_mutex_t register_lock = PTHREAD_MUTEX_INITIALIZER;
static struct live_buffer *live_buffers;

static void register_add(uintptr_t address, size_t size, const char *origin)
{
    struct live_buffer *live = malloc(sizeof *live);
    if (!live)
        return; /* the buffer works; only its row in the report is missing */
    pthread_mutex_lock(&register_lock);
    *live = (struct live_buffer){ live_buffers, address, size, origin };
    live_buffers = live;
    pthread_mutex_unlock(&register_lock);
}

static void register_remove(uintptr_t address)
{
    pthread_mutex_lock(&register_lock);
    struct live_buffer **at = &live_buffers;
    while (*at && (*at)->address != address)
        at = &(*at)->next;
    struct live_buffer *gone = *at;
    if (gone)
        *at = gone->next;
    pthread_mutex_unlock(&register_lock);
    free(gone);
}

__attribute__((constructor)) static void register_start(void)
{
    fork_lock_add(&register_lock, NULL);
}

__attribute__((destructor)) static void register_report(void)
{
    size_t n = 0, bytes = 0;
    for (struct live_buffer *live = live_buffers, *next; live; live = next) {
        next = live->next;
        log_line(LOG_BUFFERS, "buffer %p of %zu bytes, made by %s, was never freed",
                 (void *)live->address, live->size, live->origin);
        n++;
        bytes += live->size;
        free(live);
    }
    live_buffers = NULL;
    if (n)
        log_line(LOG_BUFFERS, "%zu buffers, %zu bytes, were never freed", n, bytes);
}

/* ---- Making, finding, freeing ---- */

static inline void *buffer_start_at(struct buffer_header *header, size_t size, const char *origin)
{
    uintptr_t address = (uintptr_t)(header + 1);
    header->size = (uint32_t)size;
    header->secret = false;
    header->seal = buffer_seal(address, (uint32_t)size);
    atomic_store_explicit(recent_slot(address), ~address, memory_order_relaxed);
    if (log_wanted(LOG_BUFFERS))
        register_add(address, size, origin);
    return header + 1;
}

void *buffer_new(size_t size, const char *origin)
{
    if (size > BUFFER_MAX)
        return NULL;
    struct buffer_header *header = malloc(sizeof *header + size);
    return header ? buffer_start_at(header, size, origin) : NULL;
}

/* The kernel reads the eight bytes of a signal set before it looks at `how`: EFAULT says that they
 * cannot be read, EINVAL that they can. No signal mask changes. */
static bool buffer_readable(const void *p)
{
    int saved = errno;
    bool readable =
        syscall(SYS_rt_sigprocmask, -1, p, NULL, sizeof(uint64_t)) == -1 && errno == EINVAL;
    errno = saved;
    return readable;
}

static inline bool buffer_sealed(const struct buffer_header *header)
{
    return header->seal == buffer_seal((uintptr_t)(header + 1), header->size);
}

/* The same for an address that was not met lately. It may look at memory that was freed, which is
 * its purpose; the sanitizers are told so. */
__attribute__((no_sanitize("address"), no_sanitize("thread"), noinline)) static bool
buffer_sealed_if_there(const struct buffer_header *header)
{
    /* 16 aligned bytes lie in one page: one probe answers for all */
    return buffer_readable(header) &&
           header->seal == buffer_seal((uintptr_t)(header + 1), header->size);
}

/* The header of a live buffer, or NULL. */
static inline struct buffer_header *buffer_find(const void *p)
{
    uintptr_t address = (uintptr_t)p;
    if (address % BUFFER_ALIGN || address <= sizeof(struct buffer_header))
        return NULL;
    struct buffer_header *header = (struct buffer_header *)(address - sizeof *header);
    bool live =
        __builtin_expect(
            atomic_load_explicit(recent_slot(address), memory_order_relaxed) == ~address, true)
            ? buffer_sealed(header)
            : buffer_sealed_if_there(header);
    return live ? header : NULL;
}

/* From here on the address is no buffer. */
static inline void buffer_forget(struct buffer_header *header)
{
    uintptr_t address = (uintptr_t)(header + 1);
    if (log_wanted(LOG_BUFFERS))
        register_remove(address);
    _Atomic uintptr_t *slot = recent_slot(address);
    if (atomic_load_explicit(slot, memory_order_relaxed) == ~address)
        atomic_store_explicit(slot, 0, memory_order_relaxed);
    /* volatile: the compiler would drop a store to memory that is freed next */
    *(volatile uint64_t *)&header->seal = 0;
}

void buffer_mark_secret(void *p)
{
    ((struct buffer_header *)p - 1)->secret = true;
}

int buffer_check(const void *p, size_t *size)
{
    const struct buffer_header *header = buffer_find(p);
    if (header && size)
        *size = header->size;
    return header != NULL;
}

int buffer_free(void *p)
{
    struct buffer_header *header = buffer_find(p);
    if (!header)
        return 0;
    buffer_forget(header);
    if (__builtin_expect(header->secret, false))
        x_wipe(p, header->size);
    free(header);
    return 1;
}

/* realloc would leave a copy of a secret in what it frees; so a secret always moves. */
static struct buffer_header *buffer_realloc(struct buffer_header *header, size_t size)
{
    if (!header->secret)
        return realloc(header, sizeof *header + size);
    struct buffer_header *moved = malloc(sizeof *header + size);
    if (!moved)
        return NULL;
    memcpy(moved + 1, header + 1, header->size < size ? header->size : size);
    x_wipe(header + 1, header->size);
    free(header);
    return moved;
}

void *buffer_resize(void *p, size_t size, const char *origin)
{
    struct buffer_header *header = (struct buffer_header *)p - 1;
    if (size > BUFFER_MAX)
        return NULL;
    size_t old_size = header->size;
    bool held_secret = header->secret;
    buffer_forget(header);
    struct buffer_header *moved = buffer_realloc(header, size);
    if (!moved)
        size = old_size;
    void *resized = buffer_start_at(moved ? moved : header, size, origin);
    if (held_secret)
        buffer_mark_secret(resized);
    return moved ? resized : NULL;
}
