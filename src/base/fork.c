/* SPDX-License-Identifier: MIT */
/* The library's locks in one list, taken around a fork in one order. */
#include "base/fork.h"

#include <assert.h>
#include <stddef.h>

#define FORK_LOCKS_MAX 8u /* far more than there are */

static struct fork_lock {
    pthread_mutex_t *lock;
    void (*in_child)(void);
} fork_locks[FORK_LOCKS_MAX];
static size_t n_fork_locks;

static void fork_prepare(void)
{
    for (size_t i = 0; i < n_fork_locks; i++)
        pthread_mutex_lock(fork_locks[i].lock);
}

static void fork_in_parent(void)
{
    for (size_t i = n_fork_locks; i; i--)
        pthread_mutex_unlock(fork_locks[i - 1].lock);
}

static void fork_in_child(void)
{
    fork_in_parent();
    for (size_t i = 0; i < n_fork_locks; i++)
        if (fork_locks[i].in_child)
            fork_locks[i].in_child();
}

void fork_lock_add(pthread_mutex_t *lock, void (*in_child)(void))
{
    assert(n_fork_locks < FORK_LOCKS_MAX);
    if (!n_fork_locks)
        pthread_atfork(fork_prepare, fork_in_parent, fork_in_child);
    fork_locks[n_fork_locks++] = (struct fork_lock){ lock, in_child };
}
