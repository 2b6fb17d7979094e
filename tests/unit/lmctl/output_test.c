/* SPDX-License-Identifier: MIT */
/* How lmctl lists what a server gives in parts: whole and once, and never for ever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../../../lmctl/lmctl.h"
#include "layout/layout.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "lmshare.h"
#include "winerror.h"

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))

/* ---- In the place of main.c ---- */

static NET_API_STATUS reported;

enum lmctl_exit report_failure(const char *function, NET_API_STATUS status)
{
    assert_string_equal(function, "NetShareEnum");
    reported = status;
    return EXIT_FAILED;
}

/* ---- A server's answers ---- */

static const struct part {
    const char16_t *names[3]; /* up to the first NULL */
    DWORD resume;             /* given back */
    NET_API_STATUS status;
} * parts;
static unsigned calls;
static DWORD resumed[8]; /* the handles that came with the calls */

static NET_API_STATUS step(const struct request *r, LPBYTE *buffer, DWORD *count, DWORD *resume)
{
    const struct part *p = &parts[calls];
    (void)r;
    assert_true(calls < sizeof resumed / sizeof *resumed);
    resumed[calls++] = *resume;
    *buffer = NULL;
    for (*count = 0; p->names[*count]; ++*count)
        ;
    if (*count) {
        assert_int_equal(NetApiBufferAllocate(sizeof p->names, (LPVOID *)buffer), NERR_Success);
        for (DWORD i = 0; i < *count; i++)
            ((SHARE_INFO_0 *)(void *)*buffer)[i].shi0_netname = WIDE(p->names[i]);
    }
    *resume = p->resume;
    return p->status;
}

/* Lists, and gives what was printed. */
static enum lmctl_exit list(const struct part *given, char *text, size_t size)
{
    const struct request r = { .level = 0, .format = FORMAT_RAW, .no_headings = true };
    FILE *file = tmpfile();
    int out = dup(STDOUT_FILENO);
    assert_true(file && out >= 0);
    parts = given;
    calls = 0;
    reported = NERR_Success;
    fflush(stdout);
    assert_true(dup2(fileno(file), STDOUT_FILENO) >= 0);
    enum lmctl_exit result = show_list(&r, "shares", &net_share, "NetShareEnum", step);
    fflush(stdout);
    assert_true(dup2(out, STDOUT_FILENO) >= 0);
    close(out);
    rewind(file);
    text[fread(text, 1, size - 1, file)] = '\0';
    fclose(file);
    return result;
}

/* ---- The tests ---- */

static void a_list_in_parts_is_shown_whole_and_once(void **state)
{
    static const struct part given[] = {
        { { u"one", u"two", NULL }, 7, ERROR_MORE_DATA },
        { { NULL }, 8, ERROR_MORE_DATA }, /* nothing fits, but it moves */
        { { u"three", NULL }, 9, ERROR_MORE_DATA },
        { { u"four", NULL }, 0, NERR_Success },
    };
    char text[64];
    (void)state;
    assert_int_equal(list(given, text, sizeof text), EXIT_GOOD);
    assert_string_equal(text, "one\ntwo\nthree\nfour\n");
    assert_int_equal(calls, 4);
    assert_int_equal(resumed[0], 0);
    assert_int_equal(resumed[1], 7);
    assert_int_equal(resumed[2], 8);
    assert_int_equal(resumed[3], 9);
}

static void a_handle_that_does_not_move_ends_the_list_as_a_failure(void **state)
{
    static const struct part given[] = {
        { { u"one", NULL }, 7, ERROR_MORE_DATA },
        { { u"two", NULL }, 7, ERROR_MORE_DATA },
    };
    char text[64];
    (void)state;
    assert_int_equal(list(given, text, sizeof text), EXIT_FAILED);
    assert_int_equal(calls, 2);
    assert_int_equal(reported, ERROR_MORE_DATA);
    assert_string_equal(text, ""); /* half a list is none */
}

static void a_failure_in_the_middle_shows_nothing(void **state)
{
    static const struct part given[] = {
        { { u"one", NULL }, 7, ERROR_MORE_DATA },
        { { NULL }, 7, ERROR_NETNAME_DELETED },
    };
    char text[64];
    (void)state;
    assert_int_equal(list(given, text, sizeof text), EXIT_FAILED);
    assert_int_equal(reported, ERROR_NETNAME_DELETED);
    assert_string_equal(text, "");
}

static void an_empty_list_is_a_good_one(void **state)
{
    static const struct part given[] = { { { NULL }, 0, NERR_Success } };
    char text[64];
    (void)state;
    assert_int_equal(list(given, text, sizeof text), EXIT_GOOD);
    assert_string_equal(text, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_in_parts_is_shown_whole_and_once),
        cmocka_unit_test(a_handle_that_does_not_move_ends_the_list_as_a_failure),
        cmocka_unit_test(a_failure_in_the_middle_shows_nothing),
        cmocka_unit_test(an_empty_list_is_a_good_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
