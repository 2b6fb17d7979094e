/* SPDX-License-Identifier: MIT */
/* Credentials files as mount.cifs, smbclient and people write them, and those that are refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../support/fail_alloc.h"
#include "auth/credentials.h"
#include "base/limits.h"
#include "winerror.h"

static char folder[] = "/tmp/netapi32-credentials-XXXXXX";
static char path[64];

static void write_file(const char *text, size_t len, mode_t mode)
{
    unlink(path);
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, len), (ssize_t)len);
    assert_int_equal(fchmod(fd, mode), 0);
    assert_int_equal(close(fd), 0);
}

static uint32_t read_text(const char *text, struct credentials **c)
{
    write_file(text, strlen(text), 0600);
    return credentials_read(path, c, NULL);
}

static const struct {
    const char *name, *text, *user, *domain, *password;
} good[] = {
    { "mount.cifs", "username=bob\npassword=secret\ndomain=WORK\n", "bob", "WORK", "secret" },
    { "smbclient", "username = bob\npassword = secret\ndomain = WORK\n", "bob", "WORK", "secret" },
    { "no domain", "username=bob\npassword=secret\n", "bob", "", "secret" },
    { "empty domain", "domain=\nusername=bob\npassword=x", "bob", "", "x" },
    { "no line end", "username=bob\npassword=secret", "bob", "", "secret" },
    { "CRLF", "username=bob\r\npassword=secret\r\ndomain=W\r\n", "bob", "W", "secret" },
    { "CRLF only once", "username=bob\r\npassword=s\r\r\n", "bob", "", "s\r" },
    { "comments", "# a\n; b\n\n  # c\nusername=bob\npassword=#;x\n", "bob", "", "#;x" },
    { "unknown keys", "workgroup=A\nusername=bob\nport=1\npassword=x\n", "bob", "", "x" },
    { "capital keys", "UserName=bob\nPASSWORD=x\n", "bob", "", "x" },
    { "blanks around keys", "\t username =bob\n  password=x\n", "bob", "", "x" },
    { "blanks around names", "username= bob \ndomain=\tW \npassword=x\n", "bob", "W", "x" },
    { "blanks in the password", "username=bob\npassword=  a b \n", "bob", "", "  a b " },
    { "blanks before =", "username=bob\npassword =  a b \n", "bob", "", "a b " },
    { "= in the password", "username=bob\npassword=a=b=\n", "bob", "", "a=b=" },
    { "empty password", "username=bob\npassword=\n", "bob", "", "" },
    { "backslash in the password", "username=bob\npassword=a\\b\n", "bob", "", "a\\b" },
    { "DOMAIN\\user", "username=WORK\\bob\npassword=x\n", "bob", "WORK", "x" },
    { "DOMAIN\\user and a domain", "domain=OLD\nusername=NEW\\bob\npassword=x\n", "bob", "NEW",
      "x" },
    { "user@realm", "username=bob@work.test\npassword=x\n", "bob@work.test", "", "x" },
    { "the last one counts", "username=a\nusername=b\npassword=1\npassword=2\n", "b", "", "2" },
    { "UTF-8", "username=j\u00F6rg\npassword=\u65E5\U0001F600\n", "j\u00F6rg", "",
      "\u65E5\U0001F600" },
    { "byte order mark", "\uFEFFusername=bob\npassword=x\n", "bob", "", "x" },
};

static void files_are_read_as_people_write_them(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        struct credentials *c = NULL;
        print_message("# %s\n", good[i].name);
        assert_int_equal(read_text(good[i].text, &c), 0);
        assert_string_equal(c->user, good[i].user);
        assert_string_equal(c->domain, good[i].domain);
        assert_string_equal(c->password, good[i].password);
        assert_int_equal(c->kind, CREDENTIALS_PASSWORD);
        assert_null(credentials_free(c));
    }
}

static void an_empty_user_name_means_anonymous(void **state)
{
    static const char *const texts[] = { "username=\n", "username=\npassword=\ndomain=\n",
                                         "username =  \npassword = \n" };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct credentials *c = NULL;
        assert_int_equal(read_text(texts[i], &c), 0);
        assert_int_equal(c->kind, CREDENTIALS_ANONYMOUS);
        assert_null(c->user);
        assert_null(credentials_free(c));
    }
}

static const struct {
    const char *name, *text;
    size_t len; /* 0: strlen */
    const char *why;
} bad[] = {
    { "empty file", "", 0, "there is no username line" },
    { "no user", "password=x\n", 0, "there is no username line" },
    { "no password", "username=bob\n", 0, "there is no password line" },
    { "password without user", "username=\npassword=x\n", 0,
      "there is a password without a username" },
    { "domain without user", "username=WORK\\\npassword=x\n", 0,
      "the username ends in a backslash" },
    { "no =", "username=bob\nsecret\n", 0, "a line has no =" },
    { "NUL", "username=bob\npassword=x\0y\n", 26, "the file has a NUL character" },
    { "not UTF-8", "username=\xF6\npassword=x\n", 0, "the file is not UTF-8" },
};

static void files_that_make_no_sense_are_refused_with_the_reason(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct credentials *c = NULL;
        const char *why = NULL;
        print_message("# %s\n", bad[i].name);
        write_file(bad[i].text, bad[i].len ? bad[i].len : strlen(bad[i].text), 0600);
        assert_int_equal(credentials_read(path, &c, &why), ERROR_BAD_FORMAT);
        assert_string_equal(why, bad[i].why);
        assert_null(c);
    }
}

static void files_others_have_access_to_are_refused(void **state)
{
    static const char text[] = "username=bob\npassword=x\n";
    (void)state;
    for (mode_t mode = 0; mode <= 0777; mode++) {
        struct credentials *c = NULL;
        if (!(mode & 0400))
            continue; /* only root can read it */
        write_file(text, sizeof text - 1, mode);
        uint32_t code = credentials_read(path, &c, NULL);
        assert_int_equal(code, mode & 0077 ? ERROR_ACCESS_DENIED : 0);
        credentials_free(c);
    }
}

static void a_file_of_another_user_is_refused(void **state)
{
    struct credentials *c = NULL;
    (void)state;
    write_file("username=bob\npassword=x\n", 24, 0600);
    if (chown(path, 12345, (gid_t)-1))
        skip();
    assert_int_equal(credentials_read(path, &c, NULL), ERROR_ACCESS_DENIED);
    assert_null(c);
}

static void only_regular_files_are_read_and_nothing_is_waited_for(void **state)
{
    struct credentials *c = NULL;
    const char *why = NULL;
    (void)state;
    unlink(path);
    assert_int_equal(credentials_read(path, &c, &why), ERROR_FILE_NOT_FOUND);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(credentials_read(path, &c, &why), ERROR_ACCESS_DENIED);
    assert_string_equal(why, "it is not a regular file");
    assert_int_equal(credentials_read(folder, &c, &why), ERROR_ACCESS_DENIED);
    assert_null(c);
}

static void a_file_larger_than_the_maximum_is_refused(void **state)
{
    struct credentials *c = NULL;
    (void)state;
    size_t len = CONFIG_FILE_MAX + 1;
    char *text = malloc(len);
    assert_non_null(text);
    memset(text, '\n', len);
    memcpy(text, "username=a\npassword=b\n", 22);
    write_file(text, len, 0600);
    assert_int_equal(credentials_read(path, &c, NULL), ERROR_BAD_FORMAT);
    write_file(text, len - 1, 0600);
    assert_int_equal(credentials_read(path, &c, NULL), 0);
    credentials_free(c);
    free(text);
}

/* The flags of the mapping that holds address; false when /proc does not tell. */
static bool mapping_flags(uintptr_t address, char *flags, size_t size)
{
    char line[512];
    bool inside = false, found = false;
    FILE *maps = fopen("/proc/self/smaps", "re");
    while (maps && !found && fgets(line, sizeof line, maps)) {
        unsigned long from, to;
        if (sscanf(line, "%lx-%lx ", &from, &to) == 2)
            inside = from <= address && address < to;
        else if (inside && !strncmp(line, "VmFlags:", 8))
            found = snprintf(flags, size, "%s", line) > 0;
    }
    if (maps)
        fclose(maps);
    return found;
}

static void a_password_is_left_out_of_core_dumps_until_it_is_freed(void **state)
{
    struct credentials *c = NULL;
    char flags[512];
    (void)state;
    assert_int_equal(read_text("username=bob\npassword=secret\n", &c), 0);
    uintptr_t where = (uintptr_t)c->password;
    if (!mapping_flags(where, flags, sizeof flags)) {
        credentials_free(c);
        skip();
    }
    assert_non_null(strstr(flags, " dd"));
    credentials_free(c);
    if (mapping_flags(where, flags, sizeof flags))
        assert_null(strstr(flags, " dd"));
}

static void a_copy_has_texts_of_its_own(void **state)
{
    char keytab[] = "FILE:/k", ccache[] = "MEMORY:c", principal[] = "svc/h@R";
    const struct credentials from = {
        .kind = CREDENTIALS_KEYTAB, .keytab = keytab, .ccache = ccache, .principal = principal
    };
    (void)state;
    struct credentials *c = credentials_copy(&from);
    memset(keytab, 'x', sizeof keytab - 1);
    memset(ccache, 'x', sizeof ccache - 1);
    memset(principal, 'x', sizeof principal - 1);
    assert_int_equal(c->kind, CREDENTIALS_KEYTAB);
    assert_string_equal(c->keytab, "FILE:/k");
    assert_string_equal(c->ccache, "MEMORY:c");
    assert_string_equal(c->principal, "svc/h@R");
    assert_null(c->user);
    assert_null(c->domain);
    assert_null(c->password);
    assert_null(credentials_free(c));
}

static void memory_shortage_leaves_nothing_behind(void **state)
{
    struct credentials *c = NULL;
    size_t nth = 0;
    (void)state;
    do {
        assert_null(c);
        fail_alloc_at(++nth);
        uint32_t code = read_text("username=bob\npassword=secret\n", &c);
        assert_int_equal(code, fail_alloc_done() ? ERROR_NOT_ENOUGH_MEMORY : 0);
    } while (fail_alloc_done());
    assert_int_equal(nth, 3);
    credentials_free(c);
    fail_alloc_at(1);
    assert_null(credentials_anonymous());
    fail_alloc_at(0);
    c = credentials_anonymous();
    assert_int_equal(c->kind, CREDENTIALS_ANONYMOUS);
    assert_null(credentials_free(c));
    assert_null(credentials_free(NULL));
}

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    return snprintf(path, sizeof path, "%s/file", folder) > 0 ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_read_as_people_write_them),
        cmocka_unit_test(an_empty_user_name_means_anonymous),
        cmocka_unit_test(files_that_make_no_sense_are_refused_with_the_reason),
        cmocka_unit_test(files_others_have_access_to_are_refused),
        cmocka_unit_test(a_file_of_another_user_is_refused),
        cmocka_unit_test(only_regular_files_are_read_and_nothing_is_waited_for),
        cmocka_unit_test(a_file_larger_than_the_maximum_is_refused),
        cmocka_unit_test(a_password_is_left_out_of_core_dumps_until_it_is_freed),
        cmocka_unit_test(a_copy_has_texts_of_its_own),
        cmocka_unit_test(memory_shortage_leaves_nothing_behind),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
