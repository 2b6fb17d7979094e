/* SPDX-License-Identifier: MIT */
/*
 * Every string of every call, in requests and replies: as long as its row says it passes, one unit
 * longer it is neither written nor read. No call and no level is named here; a new one is tested as
 * soon as it is in rpc_ops.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "ndr/ndr.h"
#include "recording.h"
#include "records.h"

#define HEADER 12u /* bytes before the units of a string: maximum, offset, actual count */

/* One direction of one call at one level, with something in every string. */
struct exchange {
    const struct rpc_op *op;
    const struct ndr_params *params;
    uint32_t level;
    union frame frame;
    struct arena arena;
};

static LPWSTR text_of(struct exchange *x, size_t units)
{
    LPWSTR text = arena_new(&x->arena, (units + 1) * sizeof *text);
    assert_non_null(text);
    for (size_t i = 0; i < units; i++)
        text[i] = (WCHAR)(u'a' + i % 26);
    return text;
}

static bool is_string(const struct ndr_field *f)
{
    return f->kind == NDR_WSTR || f->kind == NDR_REF_WSTR;
}

static bool encode(const struct exchange *x, struct bytes *stub, struct ndr_error *err)
{
    bytes_init(stub, RPC_STUB_MAX);
    return ndr_encode(x->params, &x->frame, stub, err);
}

static bool decode(const struct exchange *x, const struct bytes *stub, struct ndr_error *err)
{
    union frame frame;
    void *block;
    frame_start(&frame, x->op, x->level);
    bool good = ndr_decode(x->params, &frame, &(struct ndr_stub){ stub->data, stub->len, false },
                           "strings_test", &block, err);
    if (block)
        buffer_free(block);
    return good;
}

/* Makes the one string of so many units longer by one: counts, the unit, and what aligns the rest.
 * What is behind it stays aligned, because the limits are even. */
static void lengthen(struct bytes *stub, uint32_t units)
{
    size_t at = 0;
    while (get_le32(stub->data + at) != units || get_le32(stub->data + at + 8) != units) {
        at += 4;
        assert_true(at + HEADER <= stub->len);
    }
    assert_true(units % 2 == 0 && at + HEADER + 2 * units <= stub->len);
    put_le32(stub->data + at, units + 1);
    put_le32(stub->data + at + 8, units + 1);
    size_t start = at + HEADER, rest = stub->len - start;
    assert_non_null(bytes_grow(stub, 4));
    memmove(stub->data + start + 4, stub->data + start, rest);
    /* the first two units twice: the string is one longer, and its NUL one before the alignment */
    size_t end = start + 2 * (size_t)(units + 1);
    memmove(stub->data + start + 2, stub->data + start + 4, end - start - 2);
    memset(stub->data + end, 0, 2);
}

/* record: what the row's member is in. */
static void try_string(struct exchange *x, const struct ndr_field *f, void *record)
{
    LPWSTR *member = (LPWSTR *)(void *)((uint8_t *)record + f->at), was = *member;
    struct bytes stub;
    struct ndr_error err;
    print_message("# %s %s, level %u: %s\n", x->op->name,
                  x->params == &x->op->in ? "request" : "reply", x->level, f->name);
    *member = text_of(x, f->max - 1);
    assert_true(encode(x, &stub, &err));
    assert_true(decode(x, &stub, &err));
    lengthen(&stub, f->max);
    assert_false(decode(x, &stub, &err));
    assert_int_equal(err.code, NDR_TOO_MANY);
    assert_string_equal(err.member, f->name);
    bytes_free(&stub);

    *member = text_of(x, f->max);
    assert_false(encode(x, &stub, &err));
    assert_int_equal(err.code, NDR_TOO_MANY);
    assert_string_equal(err.member, f->name);
    bytes_free(&stub);
    *member = was;
}

static void fill_names(struct exchange *x)
{
    for (size_t i = 0; i < x->params->n_fields; i++) {
        const struct ndr_field *f = &x->params->fields[i];
        if (is_string(f))
            *(LPWSTR *)(void *)(x->frame.bytes + f->at) = text_of(x, 1);
    }
}

/* The row of the structure that this direction carries, and where the record lies that it is in;
 * NULL when it carries none. */
static const struct ndr_field *structure_row(const struct exchange *x, size_t *at)
{
    *at = 0;
    return x->params == &x->op->out ? frame_answer(x->op, at) : frame_written(x->op);
}

/* Puts one there. */
static void *fill_structure(struct exchange *x, const struct ndr_type **type)
{
    size_t at;
    const struct ndr_field *f = structure_row(x, &at);
    if (!f)
        return NULL;
    bool has_levels = f->kind == NDR_LIST || f->kind == NDR_INFO || f->kind == NDR_ARM;
    *type = has_levels ? net_family_find(f->of.family, x->level, 0)->type : f->of.type;
    void *record = records_new(&x->arena, *type, 1, u""), *member = x->frame.bytes + at + f->at;
    if (f->kind == NDR_LIST || f->kind == NDR_LIST_PTR || f->kind == NDR_CONTAINER)
        *(struct net_list *)member = (struct net_list){ 1, record };
    else
        *(void **)member = record;
    return record;
}

static unsigned try_direction(const struct rpc_op *op, const struct ndr_params *params,
                              uint32_t level)
{
    struct exchange x = { .op = op, .params = params, .level = level };
    const struct ndr_type *type = NULL;
    unsigned strings = 0;
    frame_start(&x.frame, op, level);
    fill_names(&x);
    void *record = fill_structure(&x, &type);
    for (size_t i = 0; i < params->n_fields; i++)
        if (is_string(&params->fields[i]) && ++strings)
            try_string(&x, &params->fields[i], x.frame.bytes);
    for (size_t i = 0; record && i < type->n_fields; i++)
        if (is_string(&type->fields[i]) && ++strings)
            try_string(&x, &type->fields[i], record);
    arena_drop(&x.arena);
    return strings;
}

static void a_string_may_be_as_long_as_its_row_says_and_no_longer(void **state)
{
    unsigned strings = 0;
    (void)state;
    for (size_t i = 0; rpc_ops[i]; i++) {
        uint32_t use = 0;
        const struct net_family *family = frame_family(rpc_ops[i], &use);
        if (!family)
            strings += try_direction(rpc_ops[i], &rpc_ops[i]->in, 0) +
                       try_direction(rpc_ops[i], &rpc_ops[i]->out, 0);
        for (size_t n = 0; family && n < family->n_levels; n++)
            if (family->levels[n].uses & use)
                strings += try_direction(rpc_ops[i], &rpc_ops[i]->in, family->levels[n].level) +
                           try_direction(rpc_ops[i], &rpc_ops[i]->out, family->levels[n].level);
    }
    assert_true(strings > 100); /* of today's */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_string_may_be_as_long_as_its_row_says_and_no_longer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
