/* SPDX-License-Identifier: MIT */
/*
 * fork() while other threads run: a lock that one of them holds would stay locked in the child for
 * ever. So the thread that forks takes all of the library's locks first, and parent and child give
 * them back.
 */
#ifndef BASE_FORK_H
#define BASE_FORK_H

#include <pthread.h>

/* Registers a lock of static storage, from a constructor. in_child (may be NULL) runs in a child,
 * with all locks free again. Code that holds one of the locks takes no other one of them. */
void fork_lock_add(pthread_mutex_t *lock, void (*in_child)(void));

#endif
