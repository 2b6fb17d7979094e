/* SPDX-License-Identifier: MIT */
/* The group is made while the program runs, because only the folder knows its tests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "recorded_test.h"
#include "recording.h"

static const char *folder_name;

static void there_are_recordings(void **state)
{
    char **files = *state;
    if (!files || !files[0])
        fail_msg("no recordings in %s", folder_name ? folder_name : "(no folder given)");
}

int recorded_test_run(const char *group, const char *folder, CMUnitTestFunction for_each,
                      struct CMUnitTest for_all)
{
    size_t n = 0;
    folder_name = folder;
    char **files = folder ? recording_list(folder, &n) : NULL;
    struct CMUnitTest *tests = calloc(n + 2, sizeof *tests);
    if (!tests)
        return 2;
    tests[0] = (struct CMUnitTest)cmocka_unit_test_prestate(there_are_recordings, files);
    for (size_t i = 0; i < n; i++)
        tests[i + 1] = (struct CMUnitTest){ files[i], for_each, NULL, NULL, files[i] };
    for_all.initial_state = files;
    if (n)
        tests[n + 1] = for_all;
    /* the macro counts a real array, so the function behind it is called */
    int failures = _cmocka_run_group_tests(group, tests, n + 2, NULL, NULL);
    for (size_t i = 0; i < n; i++)
        free(files[i]);
    free(files);
    free(tests);
    return failures != 0;
}

void assert_same_text(const char *got, const char *expected)
{
    for (unsigned line = 1;; line++) {
        size_t n = strcspn(got, "\n"), m = strcspn(expected, "\n");
        if (n != m || memcmp(got, expected, n))
            fail_msg("line %u of the expected text is\n  %.*s\nbut decoding gives\n  %.*s", line,
                     (int)m, expected, (int)n, got);
        if (!got[n] && !expected[m])
            return;
        got += n + (got[n] == '\n');
        expected += m + (expected[m] == '\n');
    }
}
