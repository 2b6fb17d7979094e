/* SPDX-License-Identifier: MIT */
/* A file that takes the place of another: in spite of interruptions and short writes, or not at
 * all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static char path[] = "/tmp/netapi32-file-XXXXXX";
static int folder = -1;

/* ---- The system, as the test wants it ---- */

static struct {
    unsigned interruptions; /* of the next writes */
    size_t at_once;         /* bytes of one write; 0: all */
    int write_error, sync_error, rename_error;
} system_is;

ssize_t __real_write(int fd, const void *data, size_t len);
int __real_renameat(int from, const char *old, int to, const char *fresh);
ssize_t __wrap_write(int fd, const void *data, size_t len);
int __wrap_fsync(int fd);
int __wrap_renameat(int from, const char *old, int to, const char *fresh);

static int refuse(int error)
{
    errno = error;
    return -1;
}

ssize_t __wrap_write(int fd, const void *data, size_t len)
{
    if (system_is.interruptions) {
        system_is.interruptions--;
        return refuse(EINTR);
    }
    if (system_is.write_error)
        return refuse(system_is.write_error);
    return __real_write(fd, data,
                        system_is.at_once && system_is.at_once < len ? system_is.at_once : len);
}

int __wrap_fsync(int fd)
{
    (void)fd;
    return system_is.sync_error ? refuse(system_is.sync_error) : 0;
}

int __wrap_renameat(int from, const char *old, int to, const char *fresh)
{
    return system_is.rename_error ? refuse(system_is.rename_error)
                                  : __real_renameat(from, old, to, fresh);
}

/* ---- Tests ---- */

static void assert_file(const char *expected)
{
    char text[64] = "";
    struct stat st;
    int fd = openat(folder, "f", O_RDONLY);
    assert_true(fd >= 0);
    assert_int_equal(file_read_all(fd, text, sizeof text - 1), strlen(expected));
    assert_string_equal(text, expected);
    assert_int_equal(fstat(fd, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    close(fd);
}

/* Nothing else is left in the folder. */
static void assert_alone(void)
{
    DIR *d = opendir(path);
    size_t entries = 0;
    while (readdir(d))
        entries++;
    closedir(d);
    assert_int_equal(entries, 3); /* with . and .. */
}

static int start(void **state)
{
    (void)state;
    memset(&system_is, 0, sizeof system_is);
    return file_replace(folder, "f", "before", 6);
}

static void a_file_takes_the_place_of_another(void **state)
{
    (void)state;
    assert_file("before");
    assert_int_equal(file_replace(folder, "f", "after it", 8), 0);
    assert_file("after it");
    assert_int_equal(file_replace(folder, "f", "", 0), 0);
    assert_file("");
    assert_alone();
}

static void interruptions_and_short_writes_are_gone_on_from(void **state)
{
    (void)state;
    system_is.interruptions = 3;
    system_is.at_once = 2;
    assert_int_equal(file_replace(folder, "f", "after", 5), 0);
    assert_file("after");
    assert_alone();
}

static void after_an_error_all_is_as_it_was(void **state)
{
    int *const errors[] = { &system_is.write_error, &system_is.sync_error,
                            &system_is.rename_error };
    (void)state;
    for (size_t i = 0; i < 3; i++) {
        *errors[i] = ENOSPC;
        assert_int_equal(file_replace(folder, "f", "after", 5), ENOSPC);
        *errors[i] = 0;
        assert_file("before");
        assert_alone();
    }
    assert_int_equal(file_replace(-1, "f", "", 0), EBADF);
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(path))
        return -1;
    folder = open(path, O_RDONLY | O_DIRECTORY);
    return folder < 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlinkat(folder, "f", 0);
    close(folder);
    return rmdir(path);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_file_takes_the_place_of_another, start),
        cmocka_unit_test_setup(interruptions_and_short_writes_are_gone_on_from, start),
        cmocka_unit_test_setup(after_an_error_all_is_as_it_was, start),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
