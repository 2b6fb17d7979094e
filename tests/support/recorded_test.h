/* SPDX-License-Identifier: MIT */
/* What the tests over a folder of recordings share: a test for each file, one over all of them, and
 * the comparison with a file's expected text. Include cmocka.h before. */
#ifndef SUPPORT_RECORDED_TEST_H
#define SUPPORT_RECORDED_TEST_H

/* Runs a group of tests: that there are recordings in the folder; for_each by the name of each
 * file, which is its state; and for_all, whose state is the list of names (recording_list). Returns
 * what main does. folder NULL: no folder was given, which fails. */
int recorded_test_run(const char *group, const char *folder, CMUnitTestFunction for_each,
                      struct CMUnitTest for_all);

/* Fails with the first line in which the texts differ. */
void assert_same_text(const char *got, const char *expected);

#endif
