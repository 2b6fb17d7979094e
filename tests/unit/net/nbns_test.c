/* SPDX-License-Identifier: MIT */
/* Name queries to a name server on loopback that answers well, late, often, or wrongly. Nothing is
 * broadcast here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/status.h"
#include "name_server.h"
#include "net/nbns.h"

#define MASTER "LABWG          \x1D"

static uint32_t ask(const struct name_server *server, struct nbns_question *q, size_t n, int ms)
{
    struct nbns_scope scope = { .servers = "127.0.0.1", .port = server->port };
    netbios_name_make(&q[0].name, "LABWG", NETBIOS_LOCAL_MASTER);
    if (n > 1)
        netbios_name_make(&q[1].name, "LABWG", NETBIOS_DOMAIN_MASTER);
    return nbns_ask(q, n, &scope, deadline_in(ms));
}

static void answers_are_sorted_and_none_twice(void **state)
{
    struct name_server server = { .name = MASTER,
                                  .addresses = { 0xC0000207, 0x0A000001, 0xC0000207 } };
    struct nbns_question q[2] = { 0 };
    (void)state;
    name_server_start(&server);
    assert_int_equal(ask(&server, q, 2, 5000), STATUS_OK);
    /* the first packet of three is enough to end a try when all is answered; here one is not */
    assert_int_equal(q[0].n_addresses, 2);
    assert_int_equal(q[0].addresses[0], 0x0A000001);
    assert_int_equal(q[0].addresses[1], 0xC0000207);
    assert_int_equal(q[1].n_addresses, 0);
    name_server_stop(&server);
}

static void a_lost_query_is_repeated(void **state)
{
    struct name_server server = { .addresses = { 0xC0000207 }, .silent = 2 };
    struct nbns_question q = { 0 };
    (void)state;
    name_server_start(&server);
    int64_t start = deadline_now_ms();
    assert_int_equal(ask(&server, &q, 1, 5000), STATUS_OK);
    assert_int_equal(q.n_addresses, 1);
    assert_true(deadline_now_ms() - start >= 2 * NBNS_TRY_MS);
    assert_int_equal(server.asked, 3);
    name_server_stop(&server);
}

static void no_answer_is_no_error_and_ends(void **state)
{
    struct name_server server = { .silent = 100 };
    struct nbns_question q = { 0 };
    (void)state;
    name_server_start(&server);
    int64_t start = deadline_now_ms();
    assert_int_equal(ask(&server, &q, 1, 5000), STATUS_OK);
    assert_int_equal(q.n_addresses, 0);
    assert_true(deadline_now_ms() - start < 3000);
    assert_int_equal(server.asked, NBNS_TRIES);
    start = deadline_now_ms();
    assert_int_equal(ask(&server, &q, 1, 60), STATUS_OK); /* the deadline goes first */
    assert_true(deadline_now_ms() - start < NBNS_TRY_MS);
    name_server_stop(&server);
}

static void answers_to_nobodys_question_are_dropped(void **state)
{
    struct name_server server = { .addresses = { 0xC0000207 }, .wrong_id = 1 };
    struct nbns_question q = { 0 };
    (void)state;
    name_server_start(&server);
    assert_int_equal(ask(&server, &q, 1, 300), STATUS_OK);
    assert_int_equal(q.n_addresses, 0);
    name_server_stop(&server);
}

static void nobody_to_ask_takes_no_time(void **state)
{
    struct nbns_scope scope = { .servers = ", not-an-address 300.1.1.1" };
    struct nbns_question q = { 0 };
    (void)state;
    netbios_name_make(&q.name, "FRED", NETBIOS_SERVER);
    int64_t start = deadline_now_ms();
    assert_int_equal(nbns_ask(&q, 1, &scope, deadline_in(5000)), STATUS_OK);
    assert_true(deadline_now_ms() - start < NBNS_TRY_MS);
    assert_int_equal(q.n_addresses, 0);
}

static void addresses_are_written(void **state)
{
    char text[NBNS_TEXT_SIZE];
    (void)state;
    nbns_address_text(0xFFFEFDFC, text);
    assert_string_equal(text, "255.254.253.252");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_are_sorted_and_none_twice),
        cmocka_unit_test(a_lost_query_is_repeated),
        cmocka_unit_test(no_answer_is_no_error_and_ends),
        cmocka_unit_test(answers_to_nobodys_question_are_dropped),
        cmocka_unit_test(nobody_to_ask_takes_no_time),
        cmocka_unit_test(addresses_are_written),
    };
    return cmocka_run_group_tests_name("nbns", tests, NULL, NULL);
}
