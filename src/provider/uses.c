/* SPDX-License-Identifier: MIT */
/* Two lists behind one mutex. The file is read outside of it. */
#include "provider/uses.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/fork.h"
#include "lmerr.h"
#include "lmuse.h"
#include "provider/uses_file.h"
#include "winerror.h"

#define LISTS 2u

static pthread_mutex_t uses_lock = PTHREAD_MUTEX_INITIALIZER;
static struct use_server *uses_lists[LISTS]; /* by enum uses_whose */
static uint64_t lasting_look;                /* of the file, when it was read */
static bool lasting_unheeded;                /* as if there were no file */
static uint64_t last_number;                 /* of a log-on */
static DWORD last_place;                     /* of a use */

/* ---- Fork ---- */

/* A child has its parent's uses, but no call of another thread, and no memory is locked in it. */
static void uses_in_child(void)
{
    for (size_t i = 0; i < LISTS; i++)
        for (struct use_server *s = uses_lists[i]; s; s = s->next) {
            s->busy = 0;
            if (s->credentials)
                credentials_lock(s->credentials);
        }
}

__attribute__((constructor)) static void uses_start(void)
{
    fork_lock_add(&uses_lock, uses_in_child);
}

static void empty_list(enum uses_whose whose)
{
    pthread_mutex_lock(&uses_lock);
    struct use_server *gone = uses_lists[whose];
    uses_lists[whose] = NULL;
    if (whose == USES_LASTING)
        lasting_look = 0;
    pthread_mutex_unlock(&uses_lock);
    use_list_free(gone);
}

void uses_empty(void)
{
    empty_list(USES_OWN);
}

__attribute__((destructor)) static void uses_end(void)
{
    empty_list(USES_OWN);
    empty_list(USES_LASTING);
}

/* ---- With the lock held ---- */

static void number_uses(struct use_server *s)
{
    for (struct use *u = s->uses; u; u = u->next)
        if (!u->place)
            u->place = ++last_place;
}

static bool same_logon(const struct use_server *a, const struct use_server *b)
{
    return a->credentials && b->credentials ? credentials_equal(a->credentials, b->credentials)
                                            : a->credentials == b->credentials;
}

/* What was read from the file stays what it was where that is the same: its sessions go on, and
 * whoever is in the middle of a list finds his place. */
static void adopt(struct use_server *s, const struct use_server *before)
{
    if (before && same_logon(s, before)) {
        s->number = before->number;
        s->busy = before->busy;
        s->unreachable = before->unreachable;
    } else {
        s->number = ++last_number;
    }
    for (struct use *u = s->uses; u; u = u->next) {
        const struct use *same = use_find(before, u->share);
        u->place = same ? same->place : 0;
    }
    number_uses(s);
}

static struct use_server *find_number(uint64_t number)
{
    for (size_t i = 0; i < LISTS; i++)
        for (struct use_server *s = uses_lists[i]; s; s = s->next)
            if (s->number == number)
                return s;
    return NULL;
}

/* ---- The file ---- */

void uses_heed_session(bool heed)
{
    lasting_unheeded = !heed;
}

static NET_API_STATUS refresh(void)
{
    uint64_t look = lasting_unheeded ? 0 : uses_file_look();
    struct use_server *list = NULL;
    pthread_mutex_lock(&uses_lock);
    bool same = look == lasting_look;
    pthread_mutex_unlock(&uses_lock);
    if (same)
        return NERR_Success;
    NET_API_STATUS status = look ? uses_file_read(&list) : NERR_Success;
    if (status != NERR_Success)
        return status;
    pthread_mutex_lock(&uses_lock);
    struct use_server *before = uses_lists[USES_LASTING];
    for (struct use_server *s = list; s; s = s->next)
        adopt(s, use_list_find(before, s->host));
    uses_lists[USES_LASTING] = list;
    lasting_look = look; /* of before the reading: what changed since is seen next time */
    pthread_mutex_unlock(&uses_lock);
    use_list_free(before);
    return NERR_Success;
}

/* ---- Calls ---- */

NET_API_STATUS uses_logon(const char *host, struct use_logon *out, struct credentials **credentials)
{
    *out = (struct use_logon){ 0 };
    struct credentials *copy = NULL;
    NET_API_STATUS status = refresh();
    if (status != NERR_Success)
        return status;
    pthread_mutex_lock(&uses_lock);
    for (size_t i = 0; i < LISTS && !out->source; i++) {
        const struct use_server *s = use_list_find(uses_lists[i], host);
        if (!s)
            continue;
        if (!out->use)
            out->use = s->number;
        if (!s->credentials)
            continue;
        out->source = s->number;
        if (credentials && !(copy = credentials_copy(s->credentials)))
            status = ERROR_NOT_ENOUGH_MEMORY;
    }
    pthread_mutex_unlock(&uses_lock);
    if (credentials)
        *credentials = copy;
    return status;
}

bool uses_enter(uint64_t use)
{
    if (!use)
        return true;
    pthread_mutex_lock(&uses_lock);
    struct use_server *s = find_number(use);
    if (s)
        s->busy++;
    pthread_mutex_unlock(&uses_lock);
    return s != NULL;
}

bool uses_leave(uint64_t use)
{
    if (!use)
        return true;
    pthread_mutex_lock(&uses_lock);
    struct use_server *s = find_number(use);
    if (s && s->busy)
        s->busy--;
    pthread_mutex_unlock(&uses_lock);
    return s != NULL;
}

void uses_reached(uint64_t use, bool reached)
{
    if (!use)
        return;
    pthread_mutex_lock(&uses_lock);
    struct use_server *s = find_number(use);
    if (s)
        s->unreachable = !reached;
    pthread_mutex_unlock(&uses_lock);
}

/* ---- NetUseAdd and NetUseDel ---- */

/* Is what the wish asks for the log-on that there is? */
static bool is_content(const struct use_server *s, const struct use_wish *wish)
{
    return s && (!wish->credentials ||
                 (s->credentials && credentials_equal(s->credentials, wish->credentials)));
}

NET_API_STATUS uses_propose(enum uses_whose whose, const struct use_wish *wish, uint64_t *number)
{
    NET_API_STATUS status = refresh();
    if (status != NERR_Success)
        return status;
    pthread_mutex_lock(&uses_lock);
    const struct use_server *s = use_list_find(uses_lists[whose], wish->host);
    status = use_list_admits(uses_lists[whose], wish);
    *number = is_content(s, wish) ? s->number : ++last_number;
    pthread_mutex_unlock(&uses_lock);
    return status;
}

static NET_API_STATUS add_lasting(struct use_server **list, const struct use_wish *wish)
{
    return use_list_add(list, wish, 0);
}

NET_API_STATUS uses_add(enum uses_whose whose, const struct use_wish *wish, uint64_t number,
                        uint64_t *ended)
{
    *ended = 0;
    if (whose == USES_LASTING)
        return uses_file_change(add_lasting, wish);
    pthread_mutex_lock(&uses_lock);
    struct use_server *s = use_list_find(uses_lists[whose], wish->host);
    uint64_t before = s ? s->number : 0;
    NET_API_STATUS status = use_list_add(&uses_lists[whose], wish, number);
    if (status == NERR_Success) {
        s = use_list_find(uses_lists[whose], wish->host);
        number_uses(s);
        *ended = before == s->number ? 0 : before;
    }
    pthread_mutex_unlock(&uses_lock);
    return status;
}

static NET_API_STATUS remove_lasting(struct use_server **list, const struct use_wish *wish)
{
    if (!use_find(use_list_find(*list, wish->host), wish->share))
        return NERR_UseNotFound;
    use_list_remove(list, wish->host, wish->share, true);
    return NERR_Success;
}

/* Would removing the use end a log-on under a call? */
static bool is_in_the_way(const struct use_server *s, const struct use *u)
{
    return s->busy && u == s->uses && !u->next && u->usecount == 1;
}

/* NERR_UseNotFound when the list does not have it. The lasting ones are only looked at. */
static NET_API_STATUS remove_from(enum uses_whose whose, const struct use_wish *wish, DWORD force,
                                  uint64_t *ended)
{
    NET_API_STATUS status = NERR_UseNotFound;
    pthread_mutex_lock(&uses_lock);
    const struct use_server *s = use_list_find(uses_lists[whose], wish->host);
    const struct use *u = use_find(s, wish->share);
    if (u && force == USE_NOFORCE && is_in_the_way(s, u))
        status = NERR_OpenFiles;
    else if (u)
        status = NERR_Success;
    if (status == NERR_Success && whose == USES_OWN)
        *ended = use_list_remove(&uses_lists[whose], wish->host, wish->share,
                                 force == USE_LOTS_OF_FORCE);
    else if (status == NERR_Success && u == s->uses && !u->next)
        *ended = s->number;
    pthread_mutex_unlock(&uses_lock);
    return status;
}

NET_API_STATUS uses_remove(const char *host, const char *share, DWORD force, uint64_t *ended)
{
    const struct use_wish wish = { .host = host, .share = share };
    *ended = 0;
    NET_API_STATUS status = remove_from(USES_OWN, &wish, force, ended);
    if (status != NERR_UseNotFound)
        return status;
    status = refresh();
    if (status == NERR_Success)
        status = remove_from(USES_LASTING, &wish, force, ended);
    if (status == NERR_Success)
        status = uses_file_change(remove_lasting, &wish);
    return status;
}

/* ---- Lists ---- */

static char *arena_text(struct arena *arena, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = arena_new(arena, size);
    return copy ? memcpy(copy, text, size) : NULL;
}

static bool make_record(struct arena *arena, const struct use_server *s, const struct use *u,
                        struct use_record *r)
{
    const struct credentials *c = s->credentials;
    *r = (struct use_record){
        .host = arena_text(arena, s->host),
        .share = arena_text(arena, u->share),
        .user = c ? arena_text(arena, c->user ? c->user : "") : NULL,
        .domain = c ? arena_text(arena, c->domain ? c->domain : "") : NULL,
        .type = u->type,
        .flags = u->flags,
        .refcount = s->busy,
        .usecount = u->usecount,
        .place = u->place,
        .number = s->number,
        .unreachable = s->unreachable,
    };
    return r->host && r->share && (!c || (r->user && r->domain));
}

static int by_place(const void *a, const void *b)
{
    DWORD left = ((const struct use_record *)a)->place,
          right = ((const struct use_record *)b)->place;
    return (left > right) - (left < right);
}

static size_t count_uses(void)
{
    size_t n = 0;
    for (size_t i = 0; i < LISTS; i++)
        for (const struct use_server *s = uses_lists[i]; s; s = s->next)
            for (const struct use *u = s->uses; u; u = u->next)
                n++;
    return n;
}

static bool make_records(struct arena *arena, struct use_record *r)
{
    for (size_t i = 0; i < LISTS; i++)
        for (const struct use_server *s = uses_lists[i]; s; s = s->next)
            for (const struct use *u = s->uses; u; u = u->next, r++) {
                if (!make_record(arena, s, u, r))
                    return false;
                r->lasting = i == USES_LASTING;
            }
    return true;
}

NET_API_STATUS uses_list(struct arena *arena, struct use_record **records, size_t *count)
{
    NET_API_STATUS status = refresh();
    if (status != NERR_Success)
        return status;
    pthread_mutex_lock(&uses_lock);
    *count = count_uses();
    *records = arena_new(arena, *count * sizeof **records);
    if (!*records || !make_records(arena, *records))
        status = ERROR_NOT_ENOUGH_MEMORY;
    pthread_mutex_unlock(&uses_lock);
    if (status == NERR_Success)
        qsort(*records, *count, sizeof **records, by_place);
    return status;
}
