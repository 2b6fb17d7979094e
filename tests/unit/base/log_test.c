/* SPDX-License-Identifier: MIT */
/* Diagnostics: which topics NETAPI32_DEBUG turns on, and that a line is one line. The environment
 * is read once in the life of a process, so this program runs again for each value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../support/capture.h"
#include "base/log.h"

#define LINE_MAX_BYTES 1024u
#define PREFIX         "netapi32: "

static void child_says_its_topics(void)
{
    log_line(LOG_ERRORS, "errors");
    log_line(LOG_SMB2, "smb2");
    log_line(LOG_RPC, "rpc");
    log_line(LOG_BUFFERS, "buffers");
    if (log_wanted(LOG_ERRORS | LOG_RPC))
        log_line(LOG_ERRORS, "%s", log_wanted(LOG_RPC) ? "both" : "errors, asked for either");
}

static void child_changes_the_environment(void)
{
    log_line(LOG_ERRORS, "before");
    setenv("NETAPI32_DEBUG", "rpc", 1);
    log_line(LOG_RPC, "never");
    log_line(LOG_ERRORS, "after");
}

static void child_writes_long_lines(void)
{
    for (int width = 900; width < 1200; width++)
        log_line(LOG_ERRORS, "%0*d", width, 0);
    log_line(LOG_ERRORS, "%s", "");
    log_line(LOG_ERRORS, "%0*d", 100000, 0);
}

static void *write_many(void *arg)
{
    for (unsigned i = 0; i < 500; i++)
        log_line(LOG_ERRORS, "%s and %s", (const char *)arg, (const char *)arg);
    return NULL;
}

static void child_writes_from_threads(void)
{
    static char word[4][8] = { "alpha", "bravo", "charlie", "delta" };
    pthread_t threads[4];
    for (size_t i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, write_many, word[i]);
    for (size_t i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
}

static const struct {
    const char *name;
    void (*run)(void);
} children[] = {
    { "topics", child_says_its_topics },
    { "change", child_changes_the_environment },
    { "long", child_writes_long_lines },
    { "threads", child_writes_from_threads },
};

static int run_child(const char *mode)
{
    for (size_t i = 0; i < sizeof children / sizeof *children; i++)
        if (!strcmp(children[i].name, mode))
            children[i].run();
    return 0;
}

static const struct {
    const char *debug; /* NULL: not set */
    const char *text;
} topics[] = {
    { NULL, "" },
    { "", "" },
    { "errors", PREFIX "errors\n" PREFIX "errors, asked for either\n" },
    { "smb2", PREFIX "smb2\n" },
    { "rpc", PREFIX "rpc\n" },
    { "buffers", PREFIX "buffers\n" },
    { "errors,rpc", PREFIX "errors\n" PREFIX "rpc\n" PREFIX "both\n" },
    { "buffers,smb2", PREFIX "smb2\n" PREFIX "buffers\n" },
    { "all", PREFIX "errors\n" PREFIX "smb2\n" PREFIX "rpc\n" PREFIX "buffers\n" PREFIX "both\n" },
    { ",,rpc,,nothing,", PREFIX "rpc\n" },
    { "rpc,rpc", PREFIX "rpc\n" },
    { "error", "" },
    { "errorss", "" },
    { "rp,c", "" },
    { "1", "" },
};

static void topics_are_a_list_separated_by_commas(void **state)
{
    char text[1024];
    (void)state;
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        print_message("# %s\n", topics[i].debug ? topics[i].debug : "not set");
        assert_int_equal(child_run("topics", "NETAPI32_DEBUG", topics[i].debug, text, sizeof text),
                         0);
        assert_string_equal(text, topics[i].text);
    }
}

static void the_environment_is_read_once(void **state)
{
    char text[1024];
    (void)state;
    assert_int_equal(child_run("change", "NETAPI32_DEBUG", "errors", text, sizeof text), 0);
    assert_string_equal(text, PREFIX "before\n" PREFIX "after\n");
}

/* A line of the expected length: the prefix, zeros, and nothing else. */
static bool is_zeros(const char *line, size_t len)
{
    size_t prefix = strlen(PREFIX);
    return len >= prefix && !memcmp(line, PREFIX, prefix) &&
           strspn(line + prefix, "0") >= len - prefix;
}

static void a_long_line_is_cut_and_still_ends(void **state)
{
    static char text[1 << 20];
    size_t lines = 0, cut = 0;
    (void)state;
    assert_int_equal(child_run("long", "NETAPI32_DEBUG", "errors", text, sizeof text), 0);
    for (char *line = text, *end; *line; line = end + 1, lines++) {
        end = strchr(line, '\n');
        assert_non_null(end);
        size_t len = (size_t)(end - line), wanted = strlen(PREFIX) + 900 + lines;
        assert_true(len < LINE_MAX_BYTES);
        assert_true(is_zeros(line, len));
        if (lines < 300 && len != wanted) {
            assert_true(len < wanted);
            assert_true(len >= LINE_MAX_BYTES - 2); /* as much as there is room for */
            cut++;
        }
        if (lines == 300)
            assert_int_equal(len, strlen(PREFIX));
    }
    assert_int_equal(lines, 302);
    assert_in_range(cut, 100, 200);
}

static void lines_of_threads_do_not_mix(void **state)
{
    static char text[1 << 20];
    size_t lines = 0;
    (void)state;
    assert_int_equal(child_run("threads", "NETAPI32_DEBUG", "errors", text, sizeof text), 0);
    for (char *line = text, *end; *line; line = end + 1, lines++) {
        char first[16], second[16];
        end = strchr(line, '\n');
        assert_non_null(end);
        *end = '\0';
        assert_int_equal(sscanf(line, PREFIX "%15s and %15s", first, second), 2);
        assert_string_equal(first, second);
    }
    assert_int_equal(lines, 2000);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(topics_are_a_list_separated_by_commas),
        cmocka_unit_test(the_environment_is_read_once),
        cmocka_unit_test(a_long_line_is_cut_and_still_ends),
        cmocka_unit_test(lines_of_threads_do_not_mix),
    };
    if (argc > 1)
        return run_child(argv[1]);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
