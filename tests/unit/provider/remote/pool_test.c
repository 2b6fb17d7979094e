/* SPDX-License-Identifier: MIT */
/* Idle sessions of uses, on streams that the test plays: which are found, and that nothing waits
 * while one is looked at. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "net/deadline.h"
#include "provider/remote/pool.h"
#include "smb2/conn.h"

static void (*meanwhile)(void); /* another thread, while a session is looked at */
static unsigned looks, closed;

struct played_stream {
    struct net_stream base;
    bool alive;
};

static bool stream_quiet(struct net_stream *stream)
{
    looks++;
    if (meanwhile)
        meanwhile();
    return ((struct played_stream *)stream)->alive;
}

static void stream_close(struct net_stream *stream)
{
    closed++;
    x_free(stream);
}

/* An idle session of the use, given back so long ago. */
static void give(uint64_t use, bool alive, int64_t age_ms)
{
    static const struct net_stream_ops ops = { .close = stream_close, .quiet = stream_quiet };
    struct pooled_session *s = x_new(sizeof *s);
    struct played_stream *stream = x_new(sizeof *stream);
    assert_true(s && stream);
    stream->base.ops = &ops;
    stream->alive = alive;
    s->session = x_new(sizeof *s->session);
    assert_non_null(s->session);
    smb2_conn_init(&s->session->conn, &stream->base);
    s->key = (struct session_key){ .host = x_strdup("fs1"), .use = use };
    s->opened_ms = deadline_now_ms();
    pool_give(s);
    s->idle_since_ms -= age_ms;
}

static struct pooled_session *take(uint64_t use)
{
    return pool_take(&(struct session_key){ .host = "fs1", .use = use });
}

static int start(void **state)
{
    (void)state;
    pool_empty();
    meanwhile = NULL;
    looks = closed = 0;
    alarm(20); /* whatever waits for a lock ends */
    return 0;
}

static void a_use_has_sessions_while_one_is_alive(void **state)
{
    (void)state;
    assert_false(pool_has_use(1));
    give(1, true, 0);
    give(2, true, 0);
    give(1, false, 0);
    assert_true(pool_has_use(1));
    assert_int_equal(looks, 2); /* the newest first, and none of another use */
    assert_int_equal(closed, 1);
    assert_true(pool_has_use(1));
    assert_true(pool_has_use(2));
    assert_false(pool_has_use(3));
    assert_int_equal(closed, 1);
}

static void sessions_are_put_back_by_their_age(void **state)
{
    static const int64_t ages[] = { 3000, 2000, 1500 };
    (void)state;
    for (size_t i = 0; i < 3; i++)
        give(1, true, ages[i]);
    assert_true(pool_has_use(1));
    for (size_t i = 3; i-- > 0;) {
        struct pooled_session *s = take(1);
        assert_non_null(s);
        int64_t age = deadline_now_ms() - s->idle_since_ms;
        assert_true(age >= ages[i] && age < ages[i] + 400);
        pool_drop(s);
    }
}

static void call_another(void)
{
    struct pooled_session *s = take(2);
    assert_non_null(s);
    pool_give(s);
}

static void other_calls_go_on_while_one_is_looked_at(void **state)
{
    (void)state;
    give(1, true, 0);
    give(2, true, 0);
    meanwhile = call_another;
    assert_true(pool_has_use(1));
    assert_int_equal(looks, 1);
    assert_int_equal(closed, 0);
}

static void end_the_use(void)
{
    pool_drop_use(1);
}

static void a_session_whose_use_ends_while_it_is_looked_at_is_closed(void **state)
{
    (void)state;
    give(1, true, 0);
    meanwhile = end_the_use;
    pool_has_use(1);
    assert_int_equal(closed, 1);
    assert_null(take(1));
}

static int end(void **state)
{
    (void)state;
    pool_empty();
    return 0;
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_use_has_sessions_while_one_is_alive, start),
        cmocka_unit_test_setup(sessions_are_put_back_by_their_age, start),
        cmocka_unit_test_setup(other_calls_go_on_while_one_is_looked_at, start),
        cmocka_unit_test_setup(a_session_whose_use_ends_while_it_is_looked_at_is_closed, start),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
