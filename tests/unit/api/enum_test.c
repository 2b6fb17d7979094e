/* SPDX-License-Identifier: MIT */
/*
 * Every enumeration, as a program calls it, of a server that this test plays: in pages, with
 * whatever prefmaxlen, empty, too long, and malformed in ways that damaged recordings (pdu_test.c)
 * do not show. Each test runs over every level of every enumeration among rpc_ops; a new one needs
 * a row in the table of functions below, and a new level nothing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <lm.h>
#include <winerror.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "fake_server.h"
#include "layout/layout.h"
#include "ndr/ndr.h"
#include "records.h"

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))
#define SERVER        WIDE(u"\\\\fs1")

/* What the server calls the entry it would go on with: handles are the server's business, and this
 * one is negative where somebody takes it for a signed number. */
#define HANDLE 0x80000000u

/* ---- The functions ---- */

struct question {
    LPWSTR name, user; /* filters; functions that have none leave them out */
    DWORD level;
    LPBYTE *bufptr;
    DWORD prefmaxlen;
    LPDWORD read, total;
    PDWORD_PTR resume; /* NULL: none */
};

/* resume_type is as wide as the function's handle. */
#define ENUM(function, resume_type, ...)                                                           \
    static NET_API_STATUS ask_##function(const struct question *q)                                 \
    {                                                                                              \
        resume_type resume = q->resume ? (resume_type)*q->resume : 0;                              \
        NET_API_STATUS status = function(SERVER, __VA_ARGS__ q->level, q->bufptr, q->prefmaxlen,   \
                                         q->read, q->total, q->resume ? &resume : NULL);           \
        if (q->resume)                                                                             \
            *q->resume = resume;                                                                   \
        return status;                                                                             \
    }
#define NAME q->name,
#define USER q->user,

ENUM(NetShareEnum, DWORD, )
ENUM(NetShareEnumSticky, DWORD, )
ENUM(NetSessionEnum, DWORD, NAME USER)
ENUM(NetFileEnum, DWORD_PTR, NAME USER)
ENUM(NetConnectionEnum, DWORD, NAME)
ENUM(NetWkstaUserEnum, DWORD, )
ENUM(NetWkstaTransportEnum, DWORD, )
ENUM(NetServerTransportEnum, DWORD, )
ENUM(NetServerAliasEnum, DWORD, )
ENUM(NetServerDiskEnum, DWORD, )

static const struct function {
    const struct rpc_op *op;
    NET_API_STATUS (*ask)(const struct question *q);
    bool wide;                       /* its handle is a DWORD_PTR */
    const struct net_family *family; /* where the operation's rows have none */
    bool filters;                    /* it leaves out what is not asked for, whatever it got */
} functions[] = {
    { &NetrShareEnum, ask_NetShareEnum, false, NULL, false },
    { &NetrShareEnumSticky, ask_NetShareEnumSticky, false, NULL, false },
    { &NetrSessionEnum, ask_NetSessionEnum, false, NULL, true },
    { &NetrFileEnum, ask_NetFileEnum, true, NULL, true },
    { &NetrConnectionEnum, ask_NetConnectionEnum, false, NULL, false },
    { &NetrWkstaUserEnum, ask_NetWkstaUserEnum, false, NULL, false },
    { &NetrWkstaTransportEnum, ask_NetWkstaTransportEnum, false, NULL, false },
    { &NetrServerTransportEnum, ask_NetServerTransportEnum, false, NULL, false },
    { &NetrServerAliasEnum, ask_NetServerAliasEnum, false, NULL, false },
    { &NetrServerDiskEnum, ask_NetServerDiskEnum, false, &net_server_disk, false },
};

/* ---- The server ---- */

/* Places in the stub of a list, which is a union's container or, for disks, one by itself. */
enum slot { NO_SLOT, LEVEL, SWITCH, CONTAINER, COUNT, ARRAY, MAX_COUNT, ACTUAL_COUNT, ENTRIES };

#define NOWHERE -1
static const int of_union[] = { NOWHERE, 0, 4, 8, 12, 16, 20, NOWHERE, 24 };
static const int by_itself[] = { NOWHERE, NOWHERE, NOWHERE, NOWHERE, 0, 4, 8, 16, 20 };

/* After the list: total, resume handle behind a pointer, result. */
#define TAIL 16u

struct change {
    enum slot slot;
    uint32_t value; /* the number written there, where the list has such a place */
};

/* What becomes of a stub before it is sent. */
struct damage {
    const char *name;
    struct change changes[4]; /* up to the first of NO_SLOT */
    enum slot drop;           /* what is from here up to `total` is left out */
    size_t more;              /* zeros behind the end */
};

struct world {
    const struct function *function;
    const struct rpc_op *op;
    const struct net_level *level;
    struct fake_server server;
    struct arena arena;
    uint8_t *records; /* what the server has */
    DWORD count;
    DWORD page;       /* entries it gives at most */
    DWORD entry_cost; /* bytes; not 0: it gives as many entries as prefmaxlen has room for */
    bool stuck;       /* it gives back the handle it got */
    long pause_ms;    /* before it answers */
    const struct damage *damage;
    LPWSTR name, user;       /* filters of the question */
    struct enum_frame asked; /* the last request; its pointers are void */
};

static const int *slots(const struct rpc_op *op)
{
    return op->out.fields[0].kind == NDR_CONTAINER ? by_itself : of_union;
}

static bool has_param(const struct rpc_op *op, const char *name)
{
    for (size_t i = 0; i < op->in.n_fields; i++)
        if (!strcmp(op->in.fields[i].name, name))
            return true;
    return false;
}

/* A request carries the filters the call has, unit by unit. */
static void assert_filter(const struct world *w, const char *param, LPCWSTR got, LPCWSTR said)
{
    if (!has_param(w->op, param) || !said) {
        assert_null(got);
        return;
    }
    assert_non_null(got);
    assert_int_equal(utf16_len(got), utf16_len(said));
    assert_memory_equal(got, said, utf16_len(said) * sizeof *said);
}

/* Encodes as a server does that knows none of our limits of strings: by copies of the tables. */
static void encode_unlimited(const struct world *w, const struct enum_frame *frame,
                             struct bytes *reply)
{
    enum { FIELDS_MAX = 64, OUTS = 4, INFO = 2 };
    struct ndr_field fields[FIELDS_MAX], info[INFO], outs[OUTS];
    struct ndr_type type = *w->level->type, container = *w->op->out.fields[0].of.type;
    const struct net_level level = { w->level->level, &type, NET_ENUM };
    const struct net_family family = { "unlimited", &level, 1 };
    struct ndr_error err;
    if (w->op->out.fields[0].kind == NDR_CONTAINER) { /* there are no strings in it */
        assert_true(ndr_encode(&w->op->out, frame, reply, &err));
        return;
    }
    assert_true(type.n_fields <= FIELDS_MAX && w->op->out.n_fields == OUTS);
    memcpy(fields, type.fields, type.n_fields * sizeof *fields);
    for (size_t i = 0; i < type.n_fields; i++)
        if (fields[i].kind == NDR_WSTR)
            fields[i].max = UINT32_MAX;
    type.fields = fields;
    memcpy(info, container.fields, sizeof info);
    info[1].of.family = &family;
    container.fields = info;
    memcpy(outs, w->op->out.fields, sizeof outs);
    outs[0].of.type = &container;
    assert_true(ndr_encode(&(struct ndr_params){ outs, OUTS }, frame, reply, &err));
}

/* Can this befall the list? The first place that is changed says so. */
static bool applies(const struct damage *d, const struct rpc_op *op)
{
    return d->changes[0].slot == NO_SLOT || slots(op)[d->changes[0].slot] != NOWHERE;
}

static void damage_stub(const struct damage *d, const int *at, struct bytes *stub)
{
    for (const struct change *c = d->changes; c->slot != NO_SLOT; c++)
        if (at[c->slot] != NOWHERE)
            put_le32(stub->data + at[c->slot], c->value);
    if (d->drop != NO_SLOT) {
        memmove(stub->data + at[d->drop], stub->data + stub->len - TAIL, TAIL);
        stub->len = (size_t)at[d->drop] + TAIL;
    }
    if (d->more)
        memset(bytes_grow(stub, d->more), 0, d->more);
}

static void answer(void *context, const union frame *request, struct bytes *reply)
{
    struct world *w = context;
    nanosleep(&(struct timespec){ .tv_nsec = w->pause_ms * 1000000 }, NULL);
    const struct enum_frame *in = (const struct enum_frame *)(const void *)request;
    assert_filter(w, "name", in->name, w->name);
    assert_filter(w, "user", in->user, w->user);
    DWORD from = in->resume ? in->resume - HANDLE : 0;
    assert_true(from <= w->count);
    DWORD n = w->entry_cost ? in->prefmaxlen / w->entry_cost : w->page;
    n = n < w->count - from ? n : w->count - from;
    bool end = from + n == w->count;
    struct enum_frame out = {
        .info = { w->level->level, { n, n ? w->records + from * w->level->type->size : NULL } },
        .total = w->count - from,
        .has_resume = in->has_resume,
        .resume = w->stuck ? in->resume
                  : end    ? 0
                           : HANDLE + from + n,
        .status = end ? NERR_Success : ERROR_MORE_DATA,
    };
    encode_unlimited(w, &out, reply);
    if (w->damage)
        damage_stub(w->damage, slots(w->op), reply);
    w->asked = *in;
}

static void stock(struct world *w, DWORD count, const WCHAR *text)
{
    w->records = records_new(&w->arena, w->level->type, count, text);
    w->count = w->page = count;
}

/* ---- A program ---- */

struct given {
    NET_API_STATUS status;
    LPBYTE buffer;
    DWORD read, total;
};

/* Everything in the answer lies in its one block, and the array starts it. */
static void assert_one_block(const struct world *w, const struct given *g)
{
    char why[128];
    size_t size;
    union frame frame;
    assert_true(buffer_check(g->buffer, &size));
    frame_start(&frame, w->op, w->level->level);
    ((struct enum_frame *)(void *)&frame)->info.list = (struct net_list){ g->read, g->buffer };
    if (!frame_inside(&w->op->out, &frame, true, g->buffer, size, why, sizeof why))
        fail_msg("%s", why);
}

/* One call, and what holds after any. */
static struct given ask(struct world *w, DWORD prefmaxlen, PDWORD_PTR resume)
{
    BYTE any;
    struct given g = { .buffer = &any, .read = 77, .total = 77 };
    DWORD_PTR before = resume ? *resume : 0;
    g.status = w->function->ask(&(struct question){ w->name, w->user, w->level->level, &g.buffer,
                                                    prefmaxlen, &g.read, &g.total, resume });
    if (g.status != NERR_Success && g.status != ERROR_MORE_DATA) {
        assert_null(g.buffer);
        assert_int_equal(g.read, 0);
        assert_int_equal(g.total, 0);
        assert_true(!resume || *resume == (w->function->wide ? before : (DWORD)before));
    } else if (g.read) {
        assert_one_block(w, &g);
    } else {
        assert_null(g.buffer);
    }
    return g;
}

/* Compares what came with the server's records from `first` on, and frees it. */
static void take_entries(const struct world *w, const struct given *g, DWORD first)
{
    size_t size = w->level->type->size;
    assert_true(first + g->read <= w->count);
    for (DWORD i = 0; i < g->read; i++) {
        const char *member = record_difference(w->level->type, g->buffer + i * size,
                                               w->records + (first + i) * size);
        if (member)
            fail_msg("entry %u: %s is another", first + i, member);
    }
    assert_int_equal(NetApiBufferFree(g->buffer), NERR_Success);
}

/* The loop of the manual. Returns how many calls it took. */
static unsigned list_all(struct world *w, DWORD prefmaxlen)
{
    DWORD_PTR resume = 0;
    DWORD at = 0;
    unsigned before = w->server.calls;
    struct given g;
    do {
        g = ask(w, prefmaxlen, &resume);
        assert_int_equal(g.total, w->count - at);
        take_entries(w, &g, at);
        at += g.read;
        assert_true(w->server.calls - before <= w->count); /* it goes on */
    } while (g.status == ERROR_MORE_DATA);
    assert_int_equal(g.status, NERR_Success);
    assert_int_equal(at, w->count);
    return w->server.calls - before;
}

/* ---- Every level of every enumeration ---- */

static void on_level(const struct function *f, const struct net_level *level,
                     void (*test)(struct world *))
{
    static struct world w;
    print_message("# %s, level %u\n", f->op->name, level->level);
    w = (struct world){ .function = f,
                        .op = f->op,
                        .level = level,
                        .name = WIDE(f->filters ? u"" : u"a filter"),
                        .user = WIDE(f->filters ? u"" : u"a user") };
    fake_server_start(&w.server, f->op, level->level, answer, &w);
    test(&w);
    fake_server_stop(&w.server);
    arena_drop(&w.arena);
}

static const struct net_family *family_of(const struct function *f)
{
    uint32_t use;
    return f->family ? f->family : frame_family(f->op, &use);
}

static void on_every_level(void (*test)(struct world *))
{
    for (size_t i = 0; i < NDR_COUNT(functions); i++) {
        const struct net_family *family = family_of(&functions[i]);
        for (size_t n = 0; n < family->n_levels; n++)
            if (family->levels[n].uses & NET_ENUM)
                on_level(&functions[i], &family->levels[n], test);
    }
}

/* A test over every level; its body follows. */
#define ON_EVERY_LEVEL(name)                                                                       \
    static void body_##name(struct world *w);                                                      \
    static void name(void **state)                                                                 \
    {                                                                                              \
        (void)state;                                                                               \
        on_every_level(body_##name);                                                               \
    }                                                                                              \
    static void body_##name(struct world *w)

static bool is_tested(const struct rpc_op *op)
{
    for (size_t i = 0; i < NDR_COUNT(functions); i++)
        if (functions[i].op == op)
            return true;
    return false;
}

/* Those whose frame is struct enum_frame: all that go through api_enum. */
static bool is_enumeration(const struct rpc_op *op)
{
    const struct ndr_field *first = &op->out.fields[0];
    return first->kind == NDR_CONTAINER ||
           (first->kind == NDR_STRUCT && !strcmp(first->of.type->name, "struct enum_info"));
}

static void every_enumeration_is_tested_here(void **state)
{
    unsigned missing = 0;
    (void)state;
    for (size_t i = 0; rpc_ops[i]; i++) {
        if (is_enumeration(rpc_ops[i]) && !is_tested(rpc_ops[i])) {
            print_error("%s: write its row in the table of functions\n", rpc_ops[i]->name);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

/* ---- Complete, however the server cuts it ---- */

ON_EVERY_LEVEL(a_loop_over_a_server_that_pages_gets_every_entry_once)
{
    static const DWORD pages[] = { 1, 3, 6, 7, 100 };
    static const size_t fragments[] = { 256, RPC_FRAGMENT_OFFER };
    stock(w, 7, u"some text, so that a page takes several small fragments, ");
    for (size_t i = 0; i < NDR_COUNT(fragments); i++) {
        w->server.fragment = fragments[i];
        for (size_t n = 0; n < NDR_COUNT(pages); n++) {
            w->page = pages[n];
            assert_int_equal(list_all(w, 1), (w->count + w->page - 1) / w->page);
        }
    }
}

ON_EVERY_LEVEL(prefmaxlen_reaches_the_server_as_it_was_said)
{
    stock(w, 7, u"");
    w->entry_cost = 100;
    assert_int_equal(list_all(w, 100), 7);
    assert_int_equal(w->asked.prefmaxlen, 100);
    assert_int_equal(list_all(w, 399), 3);
    assert_int_equal(w->asked.prefmaxlen, 399);
    assert_int_equal(list_all(w, MAX_PREFERRED_LENGTH), 1);
    assert_int_equal(w->asked.prefmaxlen, MAX_PREFERRED_LENGTH);
}

ON_EVERY_LEVEL(a_server_that_ignores_prefmaxlen_gives_everything_at_once)
{
    stock(w, 1000, u"");
    assert_int_equal(list_all(w, 0), 1);
    assert_int_equal(list_all(w, 1), 1);
}

ON_EVERY_LEVEL(without_a_resume_handle_a_part_is_said_to_be_one)
{
    stock(w, 7, u"");
    w->page = 3;
    struct given g = ask(w, 1, NULL);
    assert_int_equal(g.status, ERROR_MORE_DATA);
    assert_int_equal(w->asked.has_resume, 0);
    assert_int_equal(g.read, 3);
    assert_int_equal(g.total, 7);
    take_entries(w, &g, 0);
}

ON_EVERY_LEVEL(room_for_no_entry_at_all_is_told_with_no_buffer)
{
    DWORD_PTR resume = 0;
    stock(w, 7, u"");
    w->page = 0;
    struct given g = ask(w, 1, &resume);
    assert_int_equal(g.status, ERROR_MORE_DATA);
    assert_int_equal(g.read, 0);
    assert_int_equal(g.total, 7);
}

/* What the manual (lmcons.h) tells a loop to look at. */
ON_EVERY_LEVEL(a_resume_handle_that_does_not_move_is_given_back_as_it_was)
{
    DWORD_PTR resume = HANDLE + 2;
    stock(w, 7, u"");
    w->page = 3;
    w->stuck = true;
    for (unsigned i = 0; i < 2; i++) {
        struct given g = ask(w, 1, &resume);
        assert_int_equal(g.status, ERROR_MORE_DATA);
        assert_true(resume == HANDLE + 2);
        take_entries(w, &g, 2);
    }
    assert_int_equal(w->server.calls, 2); /* nothing goes on by itself */
}

ON_EVERY_LEVEL(a_handle_has_32_bits_whatever_stood_above_them)
{
    DWORD_PTR resume = 0xDEADBEEF00000000ull | (HANDLE + 2);
    stock(w, 7, u"");
    w->page = 3;
    struct given g = ask(w, 1, &resume);
    assert_int_equal(g.status, ERROR_MORE_DATA);
    assert_int_equal(w->asked.resume, HANDLE + 2);
    assert_true(resume == (DWORD_PTR)(HANDLE + 5));
    take_entries(w, &g, 2);

    g = ask(w, 1, &resume); /* the end: the server gives back 0 */
    assert_int_equal(g.status, NERR_Success);
    assert_true(resume == 0);
    take_entries(w, &g, 5);
}

/* ---- Empty ---- */

ON_EVERY_LEVEL(an_empty_list_is_no_entry_and_no_buffer_however_it_is_said)
{
    static const struct damage ways[] = {
        { "a count of 0 without an array", { { COUNT, 0 }, { ARRAY, 0 } }, MAX_COUNT, 0 },
        { "an array of 0", { { COUNT, 0 }, { MAX_COUNT, 0 }, { ACTUAL_COUNT, 0 } }, ENTRIES, 0 },
        { "a container that is NULL", { { CONTAINER, 0 } }, COUNT, 0 },
    };
    stock(w, 1, u"");
    for (size_t i = 0; i < NDR_COUNT(ways); i++) {
        DWORD_PTR resume = 0;
        if (!applies(&ways[i], w->op))
            continue;
        print_message("# %s\n", ways[i].name);
        w->damage = &ways[i];
        struct given g = ask(w, MAX_PREFERRED_LENGTH, &resume);
        assert_int_equal(g.status, NERR_Success);
        assert_int_equal(g.read, 0);
        assert_int_equal(g.total, 1); /* the server's word */
    }
}

/* ---- Malformed: 4 entries of 6 ---- */

#define NO_LEVEL 4711u

#define COUNTS(n)                                                                                  \
    { COUNT, n }, { MAX_COUNT, n },                                                                \
    {                                                                                              \
        ACTUAL_COUNT, n                                                                            \
    }

static const struct damage malformed[] = {
    { "another level than was asked for",
      { { LEVEL, NO_LEVEL }, { SWITCH, NO_LEVEL } },
      NO_SLOT,
      0 },
    { "the level is another", { { LEVEL, NO_LEVEL } }, NO_SLOT, 0 },
    { "the discriminant is another", { { SWITCH, NO_LEVEL } }, NO_SLOT, 0 },
    { "a count without an array", { { ARRAY, 0 } }, MAX_COUNT, 0 },
    { "a count of less than the array has", { { COUNT, 3 } }, NO_SLOT, 0 },
    { "a count of more than the array has", { { COUNT, 5 } }, NO_SLOT, 0 },
    { "a count of 0 and an array", { { COUNT, 0 } }, NO_SLOT, 0 },
    { "an array of more than the count", { { MAX_COUNT, 5 } }, NO_SLOT, 0 },
    { "more entries sent than there is room for", { { ACTUAL_COUNT, 5 } }, NO_SLOT, 0 },
    { "one entry more than there is", { COUNTS(5) }, NO_SLOT, 0 },
    { "as many as may be", { COUNTS(NET_ENTRIES_MAX) }, NO_SLOT, 0 },
    { "more than may be", { COUNTS(0x10000000) }, NO_SLOT, 0 },
    { "all ones", { COUNTS(0xFFFFFFFF) }, NO_SLOT, 0 },
    { "no entries where they are counted", { { NO_SLOT, 0 } }, ENTRIES, 0 },
    { "more behind the end", { { NO_SLOT, 0 } }, NO_SLOT, 8 },
};

ON_EVERY_LEVEL(an_answer_that_contradicts_itself_or_the_question_is_refused)
{
    stock(w, 6, u"");
    w->page = 4;
    for (size_t i = 0; i < NDR_COUNT(malformed); i++) {
        DWORD_PTR resume = 0;
        if (!applies(&malformed[i], w->op))
            continue;
        print_message("# %s\n", malformed[i].name);
        w->damage = &malformed[i];
        assert_int_equal(ask(w, MAX_PREFERRED_LENGTH, &resume).status, RPC_X_BAD_STUB_DATA);
    }
}

/* It is well formed, but the caller would take its entries for others. */
ON_EVERY_LEVEL(an_answer_of_another_level_of_the_family_is_refused)
{
    const struct net_family *family = family_of(w->function);
    const struct net_level *asked = w->level;
    for (size_t i = 0; i < family->n_levels; i++) {
        if (&family->levels[i] == asked || !(family->levels[i].uses & NET_ENUM))
            continue;
        w->level = &family->levels[i];
        stock(w, 2, u"");
        static struct world question; /* asks for one level, while the server answers in another */
        question = *w;
        question.level = asked;
        assert_int_equal(ask(&question, MAX_PREFERRED_LENGTH, NULL).status, RPC_X_BAD_STUB_DATA);
    }
}

/* ---- Strings ---- */

/* n units and a NUL. */
static LPWSTR long_text(struct arena *arena, size_t n)
{
    LPWSTR text = arena_new(arena, (n + 1) * sizeof *text);
    assert_non_null(text);
    for (size_t i = 0; i < n; i++)
        text[i] = (WCHAR)(u'a' + i % 26);
    return text;
}

ON_EVERY_LEVEL(a_string_of_an_answer_may_be_as_long_as_the_limit_and_no_longer)
{
    const struct ndr_type *type = w->level->type;
    for (size_t i = 0; i < type->n_fields; i++) {
        const struct ndr_field *f = &type->fields[i];
        if (f->kind != NDR_WSTR)
            continue;
        print_message("# %s\n", f->name);
        stock(w, 2, u"");
        LPWSTR *text = (LPWSTR *)(void *)(w->records + f->at);
        *text = long_text(&w->arena, f->max - 1); /* the limit counts the NUL */
        assert_int_equal(list_all(w, MAX_PREFERRED_LENGTH), 1);
        *text = long_text(&w->arena, f->max);
        assert_int_equal(ask(w, MAX_PREFERRED_LENGTH, NULL).status, RPC_X_BAD_STUB_DATA);
    }
}

/* One question with the filters, all of whose answer comes, or what the function keeps of it. */
static void list_by_filter(struct world *w)
{
    if (!w->function->filters) {
        assert_int_equal(list_all(w, MAX_PREFERRED_LENGTH), 1);
        return;
    }
    struct given g = ask(w, MAX_PREFERRED_LENGTH, NULL);
    assert_int_equal(g.status, NERR_Success);
    NetApiBufferFree(g.buffer);
}

ON_EVERY_LEVEL(a_filter_may_be_as_long_as_the_limit_and_a_longer_one_is_not_sent)
{
    static const char *const filters[] = { "name", "user" };
    stock(w, 2, u"");
    for (size_t i = 0; i < NDR_COUNT(filters); i++) {
        LPWSTR *filter = i ? &w->user : &w->name, was = *filter;
        if (!has_param(w->op, filters[i]))
            continue;
        print_message("# %s\n", filters[i]);
        *filter = long_text(&w->arena, NET_STRING_MAX - 1);
        list_by_filter(w);
        unsigned calls = w->server.calls;
        *filter = long_text(&w->arena, NET_STRING_MAX);
        assert_int_equal(ask(w, MAX_PREFERRED_LENGTH, NULL).status, ERROR_INVALID_PARAMETER);
        assert_int_equal(w->server.calls, calls);
        *filter = was;
    }
}

/* A server that lists everything, whatever it is asked for. */
ON_EVERY_LEVEL(what_was_not_asked_for_is_left_out)
{
    const struct ndr_field *user = &w->level->type->fields[1];
    if (!w->function->filters || w->level->type->n_fields < 2 || user->kind != NDR_WSTR)
        return; /* the others pass on what they get, or cannot tell */
    stock(w, 3, u"x");
    memcpy(w->records + w->level->type->size + user->at, &(LPWSTR){ WIDE(u"ALICE") },
           sizeof(LPWSTR));
    w->user = WIDE(u"alice");
    struct given g = ask(w, MAX_PREFERRED_LENGTH, NULL);
    assert_int_equal(g.status, NERR_Success);
    assert_int_equal(g.read, 1);
    assert_int_equal(g.total, 1);
    NetApiBufferFree(g.buffer);
}

/* UTF-16 is what the wire and the caller speak, so nothing is converted, and nothing is lost where
 * a name is no text: as NTFS takes any units, so do shares, paths and users. */
ON_EVERY_LEVEL(pairs_and_halves_of_pairs_come_through_in_both_directions)
{
    static const WCHAR texts[][4] = { { 0xD834, 0xDD1E, 0 },   /* U+1D11E */
                                      { u'a', 0xD800, 0 },     /* half a pair at the end */
                                      { 0xDC00, u'b', 0 },     /* the other half alone */
                                      { 0xDD1E, 0xD834, 0 } }; /* the wrong way round */
    for (size_t i = 0; i < NDR_COUNT(texts); i++) {
        w->name = w->user = WIDE(texts[i]);
        stock(w, 3, texts[i]);
        list_by_filter(w);
    }
}

/* ---- One session, out of a list ---- */

/* A server that gives one session a page; the wanted one is the last. */
static void one_session_is_found_on_whatever_page(const struct net_level *level)
{
    static const struct function *sessions;
    static struct world w;
    LPBYTE buffer;
    for (size_t i = 0; i < NDR_COUNT(functions); i++)
        if (functions[i].op == &NetrSessionEnum)
            sessions = &functions[i];
    w = (struct world){ .function = sessions,
                        .op = sessions->op,
                        .level = level,
                        .name = WIDE(u"CLIENT"),
                        .user = WIDE(u"alice") };
    fake_server_start(&w.server, w.op, level->level, answer, &w);
    stock(&w, 7, u"");
    uint8_t *last = w.records + 6 * level->type->size;
    for (size_t i = 0; i < 2 && i < level->type->n_fields; i++)
        memcpy(last + level->type->fields[i].at, i ? &w.user : &w.name, sizeof w.user);
    w.page = 1;
    w.pause_ms = 2;
    assert_int_equal(NetSessionGetInfo(SERVER, w.name, w.user, level->level, &buffer),
                     NERR_Success);
    assert_null(record_difference(level->type, buffer, last));
    NetApiBufferFree(buffer);
    assert_int_equal(w.server.calls, 7);
    assert_int_equal(w.server.deadlines, 1);

    LPWSTR other = w.name = WIDE(u"other");
    assert_int_equal(NetSessionGetInfo(SERVER, other, w.user, level->level, &buffer),
                     NERR_ClientNameNotFound);
    assert_null(buffer);
    assert_int_equal(w.server.calls, 14);
    w.stuck = true;
    assert_int_equal(NetSessionGetInfo(SERVER, other, w.user, level->level, &buffer),
                     RPC_X_BAD_STUB_DATA);
    assert_null(buffer);
    assert_int_equal(w.server.calls, 15);
    fake_server_stop(&w.server);
    arena_drop(&w.arena);
}

static void one_session_is_found_at_every_level(void **state)
{
    (void)state;
    for (size_t i = 0; i < net_session.n_levels; i++) {
        assert_true(net_session.levels[i].uses & NET_GET);
        one_session_is_found_on_whatever_page(&net_session.levels[i]);
    }
}

/* ---- Surroundings ---- */

static char conf[] = "/tmp/netapi32-enum-XXXXXX";

static int write_configuration(void **state)
{
    static const char text[] = "[server fs1]\naddress = 127.0.0.1\n";
    int fd = mkstemp(conf);
    (void)state;
    if (fd < 0)
        return -1;
    bool written = write(fd, text, sizeof text - 1) == sizeof text - 1;
    close(fd);
    return written ? setenv("NETAPI32_CONF", conf, 1) : -1;
}

static int remove_configuration(void **state)
{
    (void)state;
    return unlink(conf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_enumeration_is_tested_here),
        cmocka_unit_test(a_loop_over_a_server_that_pages_gets_every_entry_once),
        cmocka_unit_test(prefmaxlen_reaches_the_server_as_it_was_said),
        cmocka_unit_test(a_server_that_ignores_prefmaxlen_gives_everything_at_once),
        cmocka_unit_test(without_a_resume_handle_a_part_is_said_to_be_one),
        cmocka_unit_test(room_for_no_entry_at_all_is_told_with_no_buffer),
        cmocka_unit_test(a_resume_handle_that_does_not_move_is_given_back_as_it_was),
        cmocka_unit_test(a_handle_has_32_bits_whatever_stood_above_them),
        cmocka_unit_test(an_empty_list_is_no_entry_and_no_buffer_however_it_is_said),
        cmocka_unit_test(an_answer_that_contradicts_itself_or_the_question_is_refused),
        cmocka_unit_test(an_answer_of_another_level_of_the_family_is_refused),
        cmocka_unit_test(a_string_of_an_answer_may_be_as_long_as_the_limit_and_no_longer),
        cmocka_unit_test(what_was_not_asked_for_is_left_out),
        cmocka_unit_test(a_filter_may_be_as_long_as_the_limit_and_a_longer_one_is_not_sent),
        cmocka_unit_test(pairs_and_halves_of_pairs_come_through_in_both_directions),
        cmocka_unit_test(one_session_is_found_at_every_level),
    };
    return cmocka_run_group_tests(tests, write_configuration, remove_configuration);
}
