/* SPDX-License-Identifier: MIT */
/* Settings that are written as words: what each means, whose word counts, and what is no word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "provider/config.h"
#include "winerror.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* The configuration of FS1 by a file with this text. */
static uint32_t read_config(const char *text, struct server_config *out)
{
    char path[] = "/tmp/config_choices_XXXXXX";
    struct arena arena = { 0 };
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_true(dprintf(fd, "%s", text) >= 0);
    close(fd);
    setenv("NETAPI32_CONF", path, 1);
    uint32_t status = config_read("FS1", &arena, out);
    unlink(path);
    arena_drop(&arena);
    return status;
}

static void words_are_read_and_the_servers_goes_before_the_global_one(void **state)
{
    static const struct {
        const char *text;
        int64_t encrypt, min_protocol;
    } rows[] = {
        { "", SMB2_ENCRYPT_ALLOWED, 0x0202 },
        { "[server FS1]\nencrypt = no\nmin_protocol = 2.0.2\n", SMB2_ENCRYPT_NO, 0x0202 },
        { "[server FS1]\nencrypt = allowed\nmin_protocol = 2.1\n", SMB2_ENCRYPT_ALLOWED, 0x0210 },
        { "[global]\nencrypt=required\nmin_protocol=3.0\n", SMB2_ENCRYPT_REQUIRED, 0x0300 },
        { "[global]\nENCRYPT=Required\n[server fs1]\nmin_protocol=3.0.2", SMB2_ENCRYPT_REQUIRED,
          0x0302 },
        { "[server FS1]\nencrypt=allowed\nmin_protocol=2.1\n[global]\nencrypt=required\n"
          "min_protocol=3.1.1\n",
          SMB2_ENCRYPT_ALLOWED, 0x0210 },
        { "[server FS2]\nencrypt=required\nmin_protocol=3.1.1\n", SMB2_ENCRYPT_ALLOWED, 0x0202 },
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct server_config c;
        assert_int_equal(read_config(rows[i].text, &c), ERROR_SUCCESS);
        assert_int_equal(c.encrypt, rows[i].encrypt);
        assert_int_equal(c.min_protocol, rows[i].min_protocol);
    }
}

static void other_words_are_refused_in_any_section(void **state)
{
    static const char *const rows[] = {
        "[global]\nencrypt = yes\n",
        "[global]\nencrypt =\n",
        "[server FS1]\nmin_protocol = 3\n",
        "[server FS1]\nmin_protocol = 0x0311\n",
        "[server FS2]\nmin_protocol = NT1\n",
        "[server FS1]\nencrypt = required now\n",
        "[server FS1]\nmin_protocol = 3.1.1.\n",
    };
    (void)state;
    for (size_t i = 0; i < LEN(rows); i++) {
        struct server_config c;
        assert_int_equal(read_config(rows[i], &c), ERROR_INVALID_DATA);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_read_and_the_servers_goes_before_the_global_one),
        cmocka_unit_test(other_words_are_refused_in_any_section),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
