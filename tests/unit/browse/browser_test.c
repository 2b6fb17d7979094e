/* SPDX-License-Identifier: MIT */
/* Lists put together from the pages of a scripted server: in order, with names that come twice, with
 * pages that never end, and with a server that gives up half-way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/status.h"
#include "base/utf16.h"
#include "browse/browse.h"
#include "fail_alloc.h"
#include "lmserver.h"
#include "messages.h"
#include "script_stream.h"
#include "winerror.h"

/* One reply of level 0: names between blanks, and a status. */
struct page {
    const char *names;
    uint16_t status;
};

static struct messages recorded; /* negotiation, session, tree, and a transaction */

static size_t make_page(const struct page *page, size_t number, uint8_t *p)
{
    size_t count = 0;
    memcpy(p, recorded.m[3].data, 64);
    put_le16(p + 30, (uint16_t)(4 + number)); /* the request's id */
    for (const char *name = page->names; *name;) {
        size_t len = strcspn(name, " ");
        memset(p + 64 + 16 * count, 0, 16);
        memcpy(p + 64 + 16 * count++, name, len);
        name += len + (name[len] != '\0');
    }
    uint8_t *w = p + 33;
    put_le16(w + 2, (uint16_t)(16 * count));
    put_le16(w + 12, (uint16_t)(16 * count));
    put_le16(w + 14, 64);
    put_le16(p + 53, (uint16_t)(9 + 16 * count));
    put_le16(p + 56, page->status);
    put_le16(p + 58, 0);
    put_le16(p + 60, (uint16_t)count);
    put_le16(p + 62, 999);
    return 64 + 16 * count;
}

struct result {
    struct arena arena;
    struct codepage codepage;
    struct browse_list list;
    struct script script;
    uint8_t pages[SCRIPT_MAX][512];
};

static uint32_t browse(struct result *r, const struct page *pages, size_t n, const char *first)
{
    struct browse_query query = {
        .workgroup = "LABWG", .level = 0, .type = SV_TYPE_ALL, .first = first
    };
    memset(r, 0, sizeof *r);
    codepage_begin(&r->codepage, NULL);
    r->list.arena = &r->arena;
    r->list.codepage = &r->codepage;
    script_init(&r->script);
    for (size_t i = 0; i < 3; i++)
        script_reply(&r->script, recorded.m[i].data, recorded.m[i].len);
    for (size_t i = 0; i < n; i++)
        script_reply(&r->script, r->pages[i], make_page(&pages[i], i, r->pages[i]));
    return browse_stream(&query, &r->script.base, "192.0.2.1", deadline_in(1000), &r->list);
}

static void finish(struct result *r)
{
    script_finish(&r->script);
    codepage_end(&r->codepage);
    arena_drop(&r->arena);
}

static void expect_names(const struct browse_list *list, const char *names)
{
    char got[512] = "";
    for (size_t i = 0; i < list->n; i++) {
        char *name = utf8_new(list->entries[i].name);
        strcat(strcat(got, i ? " " : ""), name);
        free(name);
    }
    assert_string_equal(got, names);
}

/* Where the name to go on with stands in a request of level 0 for LABWG. */
#define AT_NAME (76 + 2 + 9 + 4 + 2 + 2 + 4 + 6)

static void expect_continued(const struct result *r, size_t request, const char *name)
{
    const uint8_t *p = r->script.sent[request].data;
    assert_memory_equal(p + 76, "\xD7\0WrLehDzz\0B16\0", 15);
    assert_string_equal((const char *)p + AT_NAME, name);
}

static void pages_become_one_sorted_list(void **state)
{
    static const struct page pages[] = {
        { "B A C", ERROR_MORE_DATA }, { "C D E", ERROR_MORE_DATA }, { "E G F", ERROR_SUCCESS }
    };
    struct result *r = *state;
    assert_int_equal(browse(r, pages, 3, NULL), ERROR_SUCCESS);
    expect_names(&r->list, "A B C D E F G");
    assert_false(r->list.more);
    assert_int_equal(r->list.available, 7);
    assert_int_equal(r->script.n_sent, 6);
    assert_memory_equal(r->script.sent[3].data + 76, "\x68\0WrLehDz\0B16\0", 14);
    expect_continued(r, 4, "C");
    expect_continued(r, 5, "E");
    finish(r);
}

static void a_list_may_begin_at_a_name(void **state)
{
    static const struct page pages[] = { { "M N", ERROR_SUCCESS } };
    struct result *r = *state;
    assert_int_equal(browse(r, pages, 1, "M"), ERROR_SUCCESS);
    expect_continued(r, 3, "M");
    expect_names(&r->list, "M N");
    finish(r);
}

static void names_differ_by_more_than_case(void **state)
{
    static const struct page pages[] = { { "host HOST Host2 -", ERROR_SUCCESS } };
    struct result *r = *state;
    assert_int_equal(browse(r, pages, 1, NULL), ERROR_SUCCESS);
    expect_names(&r->list, "- host Host2"); /* the first of two stays */
    finish(r);
}

static void a_server_that_repeats_itself_is_left(void **state)
{
    static const struct page pages[] = {
        { "A B", ERROR_MORE_DATA }, { "B", ERROR_MORE_DATA }, { "B", ERROR_MORE_DATA }
    };
    struct result *r = *state;
    assert_int_equal(browse(r, pages, 3, NULL), ERROR_SUCCESS);
    expect_names(&r->list, "A B");
    assert_true(r->list.more);
    assert_int_equal(r->list.available, 999);
    assert_int_equal(r->script.n_sent, 5);
    finish(r);
    static const struct page empty[] = { { "", ERROR_MORE_DATA } };
    assert_int_equal(browse(r, empty, 1, NULL), ERROR_SUCCESS);
    assert_int_equal(r->list.n, 0);
    assert_true(r->list.more);
    finish(r);
}

static void a_server_that_gives_up_half_way_leaves_what_came(void **state)
{
    static const struct page pages[] = { { "A B", ERROR_MORE_DATA }, { "", 2142 } };
    struct result *r = *state;
    assert_int_equal(browse(r, pages, 2, NULL), ERROR_SUCCESS);
    expect_names(&r->list, "A B");
    assert_true(r->list.more);
    finish(r);
    assert_int_equal(browse(r, pages, 1, NULL), ERROR_SUCCESS); /* or the connection ends */
    expect_names(&r->list, "A B");
    finish(r);
}

static void the_status_of_the_server_is_told(void **state)
{
    static const struct page pages[] = { { "", ERROR_REQ_NOT_ACCEP } };
    struct result *r = *state;
    assert_int_equal(browse(r, pages, 1, NULL), ERROR_REQ_NOT_ACCEP);
    assert_int_equal(r->list.n, 0);
    finish(r);
}

static void nothing_that_matches_is_no_error(void **state)
{
    static const struct page pages[] = { { "", ERROR_SUCCESS } };
    struct result *r = *state;
    assert_int_equal(browse(r, pages, 1, NULL), ERROR_SUCCESS);
    assert_int_equal(r->list.n, 0);
    assert_false(r->list.more);
    finish(r);
}

/* The recorded reply of level 1, as it was or changed. */
static uint32_t browse_recorded(struct result *r, size_t skip)
{
    struct browse_query query = { .workgroup = "LABWG", .level = 1, .type = SV_TYPE_ALL };
    memset(r, 0, sizeof *r);
    codepage_begin(&r->codepage, NULL);
    r->list.arena = &r->arena;
    r->list.codepage = &r->codepage;
    script_init(&r->script);
    for (size_t i = 0; i < 4; i++)
        if (i != skip)
            script_reply(&r->script, recorded.m[i].data, recorded.m[i].len);
    return browse_stream(&query, &r->script.base, "192.0.2.1", deadline_in(1000), &r->list);
}

static void a_recorded_list_becomes_text(void **state)
{
    struct result *r = *state;
    assert_int_equal(browse_recorded(r, 4), ERROR_SUCCESS);
    expect_names(&r->list, "B\xC3\x9CRO EXACTLY15CHARSX LABSRV3 PRINTER1");
    static const char16_t comment[] = u"Größe, é ½";
    assert_memory_equal(r->list.entries[0].comment, comment, sizeof comment);
    assert_int_equal(*r->list.entries[1].comment, 0);
    assert_int_equal(r->list.entries[2].type, 0x00849A03);
    finish(r);
}

static void a_comment_outside_the_reply_is_refused(void **state)
{
    struct result *r = *state;
    uint8_t *pointer = recorded.m[3].data + 64 + 22;
    uint8_t before = pointer[1];
    pointer[1] = 0x70;
    assert_int_equal(browse_recorded(r, 4), ERROR_BAD_NET_RESP);
    pointer[1] = before;
    finish(r);
}

static void a_lost_step_is_an_error(void **state)
{
    for (size_t i = 0; i < 4; i++) {
        assert_int_not_equal(browse_recorded(*state, i), ERROR_SUCCESS);
        finish(*state);
    }
}

static void flipped_bytes_do_no_harm(void **state)
{
    for (size_t at = 0; at < recorded.m[3].len; at++) {
        recorded.m[3].data[at] ^= 0xFF;
        browse_recorded(*state, 4);
        finish(*state);
        recorded.m[3].data[at] ^= 0xFF;
    }
}

static void memory_shortage_is_told(void **state)
{
    static const struct page pages[] = { { "A B", ERROR_MORE_DATA }, { "B C", ERROR_SUCCESS } };
    struct result *r = *state;
    bool failed = true;
    for (size_t nth = 1; failed; nth++) {
        fail_alloc_at(nth);
        uint32_t status = browse(r, pages, 2, NULL);
        failed = fail_alloc_done();
        fail_alloc_at(0);
        assert_int_equal(status, failed ? ERROR_NOT_ENOUGH_MEMORY : ERROR_SUCCESS);
        finish(r);
    }
}

static void without_names_there_is_no_network(void **state)
{
    struct browse_query query = { .workgroup = "LABWG", .type = SV_TYPE_ALL };
    struct browse_route route = { .connect_ms = 100 };
    struct nbns_scope nobody = { .broadcast = false };
    struct browse_list list = { 0 };
    (void)state;
    assert_int_equal(browse_network(&query, &route, deadline_in(1000), &list),
                     ERROR_NO_BROWSER_SERVERS_FOUND);
    route.names = &nobody;
    assert_int_equal(browse_network(&query, &route, deadline_in(1000), &list),
                     ERROR_NO_BROWSER_SERVERS_FOUND);
    query.workgroup = "SIXTEEN-LETTERS-";
    assert_int_equal(browse_network(&query, &route, deadline_in(1000), &list),
                     ERROR_NO_BROWSER_SERVERS_FOUND);
}

static int load(void **state)
{
    messages_load(&recorded, "browse_list_1.txt");
    *state = malloc(sizeof(struct result));
    return 0;
}

static int unload(void **state)
{
    messages_free(&recorded);
    free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_become_one_sorted_list),
        cmocka_unit_test(a_list_may_begin_at_a_name),
        cmocka_unit_test(names_differ_by_more_than_case),
        cmocka_unit_test(a_server_that_repeats_itself_is_left),
        cmocka_unit_test(a_server_that_gives_up_half_way_leaves_what_came),
        cmocka_unit_test(the_status_of_the_server_is_told),
        cmocka_unit_test(nothing_that_matches_is_no_error),
        cmocka_unit_test(a_recorded_list_becomes_text),
        cmocka_unit_test(a_comment_outside_the_reply_is_refused),
        cmocka_unit_test(a_lost_step_is_an_error),
        cmocka_unit_test(flipped_bytes_do_no_harm),
        cmocka_unit_test(memory_shortage_is_told),
        cmocka_unit_test(without_names_there_is_no_network),
    };
    return cmocka_run_group_tests_name("browser", tests, load, unload);
}
