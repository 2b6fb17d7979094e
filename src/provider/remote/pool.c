/* SPDX-License-Identifier: MIT */
/* A list behind a mutex, newest first. There is no thread that tidies up: each give and take drops
 * what has been idle for too long, and the end of the process drops the rest. */
#include "provider/remote/pool.h"

#include <pthread.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fork.h"
#include "base/limits.h"
#include "net/deadline.h"

static pthread_mutex_t pool_lock = PTHREAD_MUTEX_INITIALIZER;
static struct pooled_session *pool_idle; /* newest first */
static unsigned pool_uses_ended;         /* how many have */

void pool_drop(struct pooled_session *s)
{
    if (!s)
        return;
    smb2_session_abandon(s->session);
    while (s->bound) {
        struct bound_interface *b = s->bound;
        s->bound = b->next;
        rpc_unbind(b->assoc);
        if (b->pipe)
            b->pipe->ops->close(b->pipe);
        x_free(b->state);
        x_free(b);
    }
    smb2_session_close(s->session);
    x_free((void *)(uintptr_t)s->key.host);
    x_free(s);
}

static void pool_drop_list(struct pooled_session *s)
{
    while (s) {
        struct pooled_session *next = s->next;
        pool_drop(s);
        s = next;
    }
}

/* ---- Fork: a child must not speak on its parent's connections ---- */

/* The child closes its copies of the descriptors; the parent's connections do not notice. */
static void pool_in_child(void)
{
    struct pooled_session *parents = pool_idle;
    pool_idle = NULL;
    pool_drop_list(parents);
}

__attribute__((constructor)) static void pool_start(void)
{
    fork_lock_add(&pool_lock, pool_in_child);
}

/* ---- The list ---- */

/* Takes the sessions that have been idle too long, and those past the number we keep, out of the
 * list. They are the oldest, so they are its end. */
static struct pooled_session *pool_cut_old(void)
{
    int64_t limit = deadline_now_ms() - POOL_IDLE_MS;
    struct pooled_session **at = &pool_idle;
    for (unsigned n = 0; *at && (*at)->idle_since_ms >= limit && n < POOL_SESSIONS_MAX; n++)
        at = &(*at)->next;
    struct pooled_session *old = *at;
    *at = NULL;
    return old;
}

static bool key_equal(const struct session_key *a, const struct session_key *b)
{
    return a->configuration == b->configuration && a->identity == b->identity && a->use == b->use &&
           !strcmp(a->host, b->host);
}

static struct pooled_session *pool_find(const struct session_key *key)
{
    struct pooled_session **at = &pool_idle;
    while (*at && !key_equal(&(*at)->key, key))
        at = &(*at)->next;
    struct pooled_session *found = *at;
    if (found) {
        *at = found->next;
        found->next = NULL;
    }
    return found;
}

/* A connection that was used a moment ago is taken on trust; should it be gone, the call notices
 * and is repeated. */
static bool is_alive(const struct pooled_session *s)
{
    return deadline_now_ms() - s->idle_since_ms < POOL_TRUST_MS || smb2_session_alive(s->session);
}

struct pooled_session *pool_take(const struct session_key *key)
{
    for (;;) {
        pthread_mutex_lock(&pool_lock);
        struct pooled_session *old = pool_cut_old(), *found = pool_find(key);
        pthread_mutex_unlock(&pool_lock);
        pool_drop_list(old);
        if (!found || is_alive(found))
            return found;
        pool_drop(found);
    }
}

void pool_give(struct pooled_session *s)
{
    s->idle_since_ms = deadline_now_ms();
    if (s->unshared || s->idle_since_ms - s->opened_ms > POOL_AGE_MS) {
        pool_drop(s);
        return;
    }
    pthread_mutex_lock(&pool_lock);
    s->next = pool_idle;
    pool_idle = s;
    struct pooled_session *old = pool_cut_old();
    pthread_mutex_unlock(&pool_lock);
    pool_drop_list(old);
}

/* Takes the sessions of a use out of the list, in their order. *ended: how many uses have so far.
 */
static struct pooled_session *pool_take_use(uint64_t use, unsigned *ended)
{
    struct pooled_session *taken = NULL, **end = &taken;
    pthread_mutex_lock(&pool_lock);
    *ended = pool_uses_ended;
    for (struct pooled_session **at = &pool_idle; *at;) {
        struct pooled_session *s = *at;
        if (s->key.use != use) {
            at = &s->next;
            continue;
        }
        *at = s->next;
        s->next = NULL;
        *end = s;
        end = &s->next;
    }
    pthread_mutex_unlock(&pool_lock);
    return taken;
}

/* Puts the session where its age belongs. The lock is held. */
static void pool_insert(struct pooled_session *s)
{
    struct pooled_session **at = &pool_idle;
    while (*at && (*at)->idle_since_ms > s->idle_since_ms)
        at = &(*at)->next;
    s->next = *at;
    *at = s;
}

/* Puts them back, unless a use has ended meanwhile: it may be theirs. */
static void pool_return_use(struct pooled_session *taken, unsigned ended_before)
{
    pthread_mutex_lock(&pool_lock);
    bool same = pool_uses_ended == ended_before;
    for (struct pooled_session *next; same && taken; taken = next) {
        next = taken->next;
        pool_insert(taken);
    }
    pthread_mutex_unlock(&pool_lock);
    pool_drop_list(taken);
}

/* The sessions are looked at like those of a call, out of the list: no other call has one, and no
 * lock is held. A call that comes meanwhile opens one of its own. */
bool pool_has_use(uint64_t use)
{
    unsigned ended;
    struct pooled_session *taken = pool_take_use(use, &ended), **at = &taken;
    while (*at && !smb2_session_alive((*at)->session)) {
        struct pooled_session *dead = *at;
        *at = dead->next;
        pool_drop(dead);
    }
    bool found = taken != NULL;
    pool_return_use(taken, ended);
    return found;
}

void pool_drop_use(uint64_t use)
{
    unsigned ended;
    pthread_mutex_lock(&pool_lock);
    pool_uses_ended++;
    pthread_mutex_unlock(&pool_lock);
    pool_drop_list(pool_take_use(use, &ended));
}

__attribute__((destructor)) void pool_empty(void)
{
    pthread_mutex_lock(&pool_lock);
    struct pooled_session *all = pool_idle;
    pool_idle = NULL;
    pthread_mutex_unlock(&pool_lock);
    pool_drop_list(all);
}
