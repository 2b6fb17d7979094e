/* SPDX-License-Identifier: MIT */
/* Look-ups in batches, and a table of what they found. */
#include "provider/remote/names.h"

#include <string.h>

#include "base/buffer.h"
#include "base/fnv.h"
#include "base/secdesc.h"
#include "base/utf16.h"
#include "layout/ops.h"
#include "lmerr.h"
#include "provider/remote/remote.h"
#include "winerror.h"

#define POLICY_MAXIMUM_ALLOWED 0x02000000u /* whatever the server gives us */
#define KNOWN_LISTS            512u

/* A SID or a name that was asked for, and what it turned out to be. */
struct known {
    struct known *next; /* of its list */
    const void *key;    /* the bytes of the SID or the text */
    size_t len;
    bool is_sid;
    struct account_name account;
};

struct known_names {
    struct known *lists[KNOWN_LISTS];
};

/* What the two ways have in common and where they differ. */
struct direction {
    const struct rpc_op *op;
    DWORD max;        /* of one request */
    size_t item_size; /* of what is asked */
    void (*put)(const struct known *, void *item);
    bool (*take)(struct arena *, const struct lsa_frame *, DWORD i, struct known *);
};

/* Answers have no NULL for a text. */
static WCHAR empty[] = u"";

/* ---- Copies in the arena; NULL when memory is short ---- */

static LPWSTR copy_text(struct arena *arena, const WCHAR *text)
{
    size_t units = text ? utf16_len(text) : 0;
    LPWSTR copy = arena_new(arena, (units + 1) * sizeof *copy);
    if (copy && units)
        memcpy(copy, text, units * sizeof *copy);
    return copy;
}

static size_t sid_size(const BYTE *sid)
{
    return SID_HEADER + 4 * (size_t)sid[1];
}

static PSID copy_sid(struct arena *arena, const BYTE *sid)
{
    BYTE *copy = arena_new(arena, sid_size(sid));
    if (copy)
        memcpy(copy, sid, sid_size(sid));
    return copy;
}

static LPWSTR sid_text(struct arena *arena, const BYTE *sid)
{
    struct bytes text;
    LPWSTR copy = NULL;
    bytes_init(&text, SID_TEXT_MAX);
    sid_print(sid, &text);
    if (!text.failed)
        copy = arena_new(arena, (text.len + 1) * sizeof *copy);
    for (size_t i = 0; copy && i < text.len; i++)
        copy[i] = text.data[i];
    bytes_free(&text);
    return copy;
}

/* ---- The policy, opened once an association ---- */

struct policy {
    bool open;
    BYTE handle[LSA_HANDLE_SIZE];
};

static NET_API_STATUS open_policy(struct names *n, struct rpc_assoc *assoc, struct policy *p)
{
    struct lsa_frame frame = { .server = n->call->unc, .access = POLICY_MAXIMUM_ALLOWED };
    void *block;
    if (p->open)
        return NERR_Success;
    NET_API_STATUS status = remote_call_on(n->call, assoc, &LsarOpenPolicy2, &frame, &block);
    buffer_free(block);
    if (status != NERR_Success)
        return status;
    memcpy(p->handle, frame.opened, LSA_HANDLE_SIZE);
    p->open = true;
    return NERR_Success;
}

/* Calls with the policy's handle. The block is the caller's. */
static NET_API_STATUS call_policy(struct names *n, const struct rpc_op *op, struct lsa_frame *frame,
                                  void **block)
{
    struct rpc_assoc *assoc;
    *block = NULL;
    NET_API_STATUS status = channel_also(n->call, n->channel, &lsarpc, &assoc);
    if (status != NERR_Success)
        return status;
    struct policy *policy = channel_state(n->channel, &lsarpc, sizeof *policy);
    status = policy ? open_policy(n, assoc, policy) : ERROR_NOT_ENOUGH_MEMORY;
    if (status != NERR_Success)
        return status;
    memcpy(frame->handle, policy->handle, LSA_HANDLE_SIZE);
    return remote_call_on(n->call, assoc, op, frame, block);
}

/* ---- SIDs to names ---- */

static void put_sid(const struct known *k, void *item)
{
    ((struct lsa_sid *)item)->sid = (PSID)(uintptr_t)k->key;
}

/* The domain of an answer; NULL for none. */
static const WCHAR *domain_name(const struct lsa_frame *frame, LONG index)
{
    const struct lsa_domain_list *list = frame->info;
    if (!list || index < 0 || (DWORD)index >= list->count)
        return NULL;
    return list->domains[index].name;
}

/* Has the account no name, whatever text the server gives? */
static bool is_nameless(DWORD use)
{
    return use == SidTypeUnknown || use == SidTypeInvalid;
}

/* [MS-LSAT] 2.2.13: which members mean something for which use. A name that means nothing stays
 * the text of the SID. */
static bool take_name(struct arena *arena, const struct lsa_frame *frame, DWORD i, struct known *k)
{
    const struct lsa_found_name *found = (const struct lsa_found_name *)frame->found.items + i;
    struct account_name *a = &k->account;
    a->use = found->use;
    if (is_nameless(found->use))
        return true;
    a->domain = copy_text(arena, domain_name(frame, found->domain));
    if (found->use == SidTypeDomain)
        a->name = empty;
    else if (found->name && *found->name)
        a->name = copy_text(arena, found->name);
    return a->domain && a->name;
}

static const struct direction sids_to_names = { &LsarLookupSids2, LSA_SIDS_MAX,
                                                sizeof(struct lsa_sid), put_sid, take_name };

/* ---- Names to SIDs ---- */

static void put_name(const struct known *k, void *item)
{
    ((struct lsa_name *)item)->name = (LPWSTR)(uintptr_t)k->key;
}

/* The name behind the domain. */
static const WCHAR *isolated(const WCHAR *text)
{
    const WCHAR *name = text;
    for (; *text; text++)
        if (*text == u'\\')
            name = text + 1;
    return name;
}

static bool take_sid(struct arena *arena, const struct lsa_frame *frame, DWORD i, struct known *k)
{
    const struct lsa_found_sid *found = (const struct lsa_found_sid *)frame->found.items + i;
    struct account_name *a = &k->account;
    if (!found->sid || is_nameless(found->use))
        return true;
    a->use = found->use;
    a->sid = copy_sid(arena, found->sid);
    a->domain = copy_text(arena, domain_name(frame, found->domain));
    if (found->use == SidTypeDomain)
        a->name = empty;
    return a->domain && a->sid;
}

static const struct direction names_to_ids = { &LsarLookupNames3, LSA_NAMES_MAX,
                                               sizeof(struct lsa_name), put_name, take_sid };

/* ---- What is known ---- */

static struct known **known_list(struct known_names *names, const void *key, size_t len)
{
    return &names->lists[fnv_mix(FNV_START, key, len) % KNOWN_LISTS];
}

static struct known *known_find(struct known *k, const void *key, size_t len, bool is_sid)
{
    while (k && !(k->len == len && k->is_sid == is_sid && !memcmp(k->key, key, len)))
        k = k->next;
    return k;
}

/* Things that are asked for, in order. */
struct question {
    const struct direction *direction;
    struct known **all;   /* each of them */
    struct known **fresh; /* those that have no answer yet, once */
    size_t n, n_fresh;
};

/* What is known of a SID or a name before it is asked for. */
static bool known_nothing(struct arena *arena, struct known *k)
{
    k->account = (struct account_name){ .use = SidTypeUnknown, .domain = empty };
    if (k->is_sid)
        k->account.sid = (PSID)(uintptr_t)k->key;
    k->account.name = k->is_sid ? sid_text(arena, k->key) : copy_text(arena, isolated(k->key));
    return k->account.name;
}

/* One more. False when memory is short. */
static bool question_add(struct names *n, struct question *q, const void *key, size_t len)
{
    bool is_sid = q->direction == &sids_to_names;
    struct known **list = known_list(n->known, key, len);
    struct known *k = known_find(*list, key, len, is_sid);
    if (!k) {
        void *copy = arena_new(&n->call->arena, len + sizeof(WCHAR)); /* a text ends in NUL */
        k = arena_new(&n->call->arena, sizeof *k);
        if (!k || !copy)
            return false;
        memcpy(copy, key, len);
        *k = (struct known){ .next = *list, .key = copy, .len = len, .is_sid = is_sid };
        if (!known_nothing(&n->call->arena, k))
            return false;
        *list = k;
        q->fresh[q->n_fresh++] = k;
    }
    q->all[q->n++] = k;
    return true;
}

/* One request, of at most direction->max. Answers that were left out stay as they were. */
static NET_API_STATUS ask_once(struct names *n, const struct direction *d,
                               struct known *const *asked, DWORD count)
{
    struct lsa_frame frame = { .level = LSA_LOOKUP_WKSTA,
                               .revision = LSA_CLIENT_REVISION_2,
                               .list = { count,
                                         arena_new(&n->call->arena, count * d->item_size) } };
    void *block;
    if (!frame.list.items)
        return ERROR_NOT_ENOUGH_MEMORY;
    for (DWORD i = 0; i < count; i++)
        d->put(asked[i], (BYTE *)frame.list.items + i * d->item_size);
    NET_API_STATUS status = call_policy(n, d->op, &frame, &block);
    if (status == NERR_Success && frame.found.count && frame.found.count != count)
        status = RPC_X_BAD_STUB_DATA;
    for (DWORD i = 0; i < frame.found.count && status == NERR_Success; i++)
        if (!d->take(&n->call->arena, &frame, i, asked[i]))
            status = ERROR_NOT_ENOUGH_MEMORY;
    buffer_free(block);
    return status;
}

/* The same, of a server that may refuse the whole for the sake of one SID, as Samba's domain
 * controller does for an authority it does not know: halves find which. */
static NET_API_STATUS ask_batch(struct names *n, const struct direction *d,
                                struct known *const *asked, DWORD count)
{
    NET_API_STATUS status = ask_once(n, d, asked, count);
    if (status != ERROR_INVALID_SID)
        return status;
    if (count == 1)
        return NERR_Success; /* it stays unknown */
    status = ask_batch(n, d, asked, count / 2);
    return status == NERR_Success ? ask_batch(n, d, asked + count / 2, count - count / 2) : status;
}

static NET_API_STATUS question_start(struct names *n, struct question *q, size_t count)
{
    struct arena *arena = &n->call->arena;
    if (!n->known)
        n->known = arena_new(arena, sizeof *n->known);
    q->all = arena_new(arena, (count + 1) * sizeof(struct known *));
    q->fresh = arena_new(arena, (count + 1) * sizeof(struct known *));
    return n->known && q->all && q->fresh ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

/* Asks what has no answer yet, if all went well so far, and gives the answers out. */
static NET_API_STATUS question_end(struct names *n, struct question *q, NET_API_STATUS status,
                                   struct account_name *accounts)
{
    for (size_t at = 0; at < q->n_fresh && status == NERR_Success; at += q->direction->max) {
        size_t left = q->n_fresh - at;
        DWORD count = left < q->direction->max ? (DWORD)left : q->direction->max;
        status = ask_batch(n, q->direction, q->fresh + at, count);
    }
    if (status != NERR_Success) {
        n->known = NULL; /* some of it has no answer */
        return status;
    }
    for (size_t i = 0; i < q->n; i++)
        accounts[i] = q->all[i]->account;
    return NERR_Success;
}

/* ---- The functions ---- */

static bool is_sid(const BYTE *sid)
{
    return sid && sid[0] == 1 && sid[1] <= SID_AUTHORITIES;
}

NET_API_STATUS names_of_sids(struct names *n, const PSID *sids, size_t count,
                             struct account_name *accounts)
{
    struct question q = { .direction = &sids_to_names };
    NET_API_STATUS status = question_start(n, &q, count);
    for (size_t i = 0; i < count && status == NERR_Success; i++) {
        if (!is_sid(sids[i]))
            status = ERROR_INVALID_SID;
        else if (!question_add(n, &q, sids[i], sid_size(sids[i])))
            status = ERROR_NOT_ENOUGH_MEMORY;
    }
    return question_end(n, &q, status, accounts);
}

NET_API_STATUS names_to_sids(struct names *n, const LPCWSTR *texts, size_t count,
                             struct account_name *accounts)
{
    struct question q = { .direction = &names_to_ids };
    NET_API_STATUS status = question_start(n, &q, count);
    for (size_t i = 0; i < count && status == NERR_Success; i++)
        if (!question_add(n, &q, texts[i], utf16_len(texts[i]) * sizeof(WCHAR)))
            status = ERROR_NOT_ENOUGH_MEMORY;
    return question_end(n, &q, status, accounts);
}

NET_API_STATUS names_domain(struct names *n, enum lsa_policy_class class,
                            struct account_name *domain)
{
    struct lsa_frame frame = { .class = class };
    struct account_name a = { .use = SidTypeDomain };
    void *block;
    NET_API_STATUS status = call_policy(n, &LsarQueryInformationPolicy, &frame, &block);
    const struct lsa_domain *found = status == NERR_Success ? frame.info : NULL;
    if (status == NERR_Success && !found)
        status = RPC_X_BAD_STUB_DATA;
    if (found) {
        a.domain = copy_text(&n->call->arena, found->name);
        a.name = copy_text(&n->call->arena, NULL);
        a.sid = found->sid ? copy_sid(&n->call->arena, found->sid) : NULL;
        if (!a.domain || !a.name || (found->sid && !a.sid))
            status = ERROR_NOT_ENOUGH_MEMORY;
    }
    if (status == NERR_Success)
        *domain = a;
    buffer_free(block);
    return status;
}
