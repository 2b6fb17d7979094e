/* SPDX-License-Identifier: MIT */
/* GetBackupList datagrams: ours to the byte, a recorded answer read and damaged, and a master on
 * loopback that answers late, wrongly, or not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/bytes.h"
#include "base/status.h"
#include "browse/mailslot.h"
#include "messages.h"

#define RECORDED_TOKEN 0x21E989E7u /* of browse_backups.txt */

static void requests_carry_names_and_frame(void **state)
{
    struct netbios_name from, to;
    uint8_t p[NBDGM_PACKET_MAX], name[NETBIOS_ENCODED];
    (void)state;
    netbios_name_make(&from, "CLI", NETBIOS_WORKSTATION);
    netbios_name_make(&to, "LABWG", NETBIOS_LOCAL_MASTER);
    size_t len = backup_request_encode(&from, 0x0A5D070E, 0xA203, &to, 0x01020304, p);
    assert_int_equal(len, 14 + 68 + 92);
    assert_memory_equal(p, "\x10\x02\x03\x04\x0A\x5D\x07\x0E\xA2\x03\0\xA0\0\0", 14);
    netbios_name_encode(&from, name);
    assert_memory_equal(p + 14, name, sizeof name);
    netbios_name_encode(&to, name);
    assert_memory_equal(p + 48, name, sizeof name);
    const uint8_t *smb = p + 82;
    assert_memory_equal(smb, "\xFFSMB\x25", 5);
    assert_int_equal(smb[32], 17);
    assert_int_equal(get_le16(smb + 33 + 22), 6);  /* data count */
    assert_int_equal(get_le16(smb + 33 + 24), 86); /* data offset */
    assert_memory_equal(smb + 33 + 26, "\3\0\1\0\1\0\2\0\x17\0\\MAILSLOT\\BROWSE", 27);
    assert_memory_equal(smb + 86, "\x09\x03\x04\x03\x02\x01", 6);
}

static void a_recorded_answer_is_read(void **state)
{
    struct messages m;
    struct backup_list list;
    char source[NETBIOS_CHARS + 1];
    (void)state;
    messages_load(&m, "browse_backups.txt");
    assert_true(backup_response_decode(m.m[0].data, m.m[0].len, RECORDED_TOKEN, &list));
    netbios_name_text(&list.source, source);
    assert_string_equal(source, "LABSRV1");
    assert_int_equal(list.n, 1);
    assert_string_equal(list.names[0], "LABSRV1");
    assert_false(backup_response_decode(m.m[0].data, m.m[0].len, RECORDED_TOKEN + 1, &list));
    messages_free(&m);
}

static void damaged_answers_are_harmless(void **state)
{
    struct messages m;
    struct backup_list list;
    (void)state;
    messages_load(&m, "browse_backups.txt");
    for (size_t len = 0; len < m.m[0].len; len++) {
        uint8_t *cut = malloc(len + !len);
        memcpy(cut, m.m[0].data, len);
        assert_false(backup_response_decode(cut, len, RECORDED_TOKEN, &list));
        free(cut);
    }
    for (size_t i = 0; i < m.m[0].len; i++)
        for (unsigned flip = 1; flip < 256; flip++) {
            m.m[0].data[i] ^= (uint8_t)flip;
            if (backup_response_decode(m.m[0].data, m.m[0].len, RECORDED_TOKEN, &list))
                assert_true(list.n <= BROWSE_BACKUPS_MAX);
            m.m[0].data[i] ^= (uint8_t)flip;
        }
    messages_free(&m);
}

static void fragments_are_refused(void **state)
{
    struct messages m;
    struct backup_list list;
    static const struct {
        size_t at;
        uint8_t value;
    } changes[] = {
        { 1, 0x03 },  /* more follow */
        { 1, 0x00 },  /* not the first */
        { 13, 0x08 }, /* an offset */
        { 0, 0x12 },  /* broadcast: a request of somebody else */
    };
    (void)state;
    messages_load(&m, "browse_backups.txt");
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        uint8_t before = m.m[0].data[changes[i].at];
        m.m[0].data[changes[i].at] = changes[i].value;
        assert_false(backup_response_decode(m.m[0].data, m.m[0].len, RECORDED_TOKEN, &list));
        m.m[0].data[changes[i].at] = before;
    }
    messages_free(&m);
}

/* The recorded answer with other names: count and text of the list. */
static bool with_names(unsigned count, const char *names, size_t size, struct backup_list *list)
{
    struct messages m;
    uint8_t p[NBDGM_PACKET_MAX] = { 0 };
    messages_load(&m, "browse_backups.txt");
    size_t start = m.m[0].len - 14; /* of the frame */
    memcpy(p, m.m[0].data, start + 6);
    p[start + 1] = (uint8_t)count;
    memcpy(p + start + 6, names, size);
    put_le16(p + 82 + 33 + 22, (uint16_t)(6 + size));
    bool good = backup_response_decode(p, start + 6 + size, RECORDED_TOKEN, list);
    messages_free(&m);
    return good;
}

static void lists_of_other_lengths_are_read(void **state)
{
    struct backup_list list;
    (void)state;
    assert_true(with_names(0, "", 0, &list));
    assert_int_equal(list.n, 0);
    assert_true(with_names(2, "ONE\0FIFTEEN-LETTERS", 20, &list));
    assert_int_equal(list.n, 2);
    assert_string_equal(list.names[1], "FIFTEEN-LETTERS");
    assert_true(with_names(5, "A\0B\0C\0D\0E", 10, &list));
    assert_int_equal(list.n, BROWSE_BACKUPS_MAX);
    assert_true(with_names(2, "\0B", 3, &list)); /* a name that is none */
    assert_int_equal(list.n, 1);
    assert_false(with_names(2, "ONE", 4, &list));
    assert_false(with_names(1, "ONE", 3, &list));
    assert_false(with_names(1, "SIXTEEN-LETTERS-", 17, &list));
}

/* A master in a thread. It answers each request with the recorded answer, with its token. */
struct master {
    int fd;
    uint16_t port;
    unsigned silent; /* requests it does not hear first */
    bool wrong;      /* answers with another token first */
    unsigned asked;
};

static void *serve(void *arg)
{
    struct master *master = arg;
    struct messages m;
    messages_load(&m, "browse_backups.txt");
    for (;;) {
        uint8_t p[NBDGM_PACKET_MAX];
        struct sockaddr_in from;
        socklen_t size = sizeof from;
        ssize_t n = recvfrom(master->fd, p, sizeof p, 0, (void *)&from, &size);
        if (n <= 1)
            break;
        if (master->asked++ < master->silent)
            continue;
        uint8_t *token = m.m[0].data + m.m[0].len - 12;
        memcpy(token, p + n - 4, 4);
        token[0] ^= 1;
        if (master->wrong)
            sendto(master->fd, m.m[0].data, m.m[0].len, 0, (const void *)&from, size);
        token[0] ^= 1;
        sendto(master->fd, m.m[0].data, m.m[0].len, 0, (const void *)&from, size);
    }
    messages_free(&m);
    return NULL;
}

static uint32_t ask_master(struct master *master, int ms, struct backup_list *list)
{
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof in;
    struct netbios_name from, to;
    pthread_t thread;
    master->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_false(bind(master->fd, (const void *)&in, sizeof in));
    assert_false(getsockname(master->fd, (void *)&in, &size));
    assert_false(pthread_create(&thread, NULL, serve, master));
    netbios_name_make(&from, "CLI", NETBIOS_WORKSTATION);
    netbios_name_make(&to, "LABWG", NETBIOS_LOCAL_MASTER);
    uint32_t status = backup_list_ask(&from, INADDR_LOOPBACK, ntohs(in.sin_port), &to,
                                      deadline_in(ms), list);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sendto(fd, "", 1, 0, (const void *)&in, sizeof in);
    close(fd);
    pthread_join(thread, NULL);
    close(master->fd);
    return status;
}

static void masters_are_asked(void **state)
{
    struct master plain = { 0 }, late = { .silent = 1 }, wrong = { .wrong = true };
    struct master silent = { .silent = 100 };
    struct backup_list list;
    (void)state;
    assert_int_equal(ask_master(&plain, 5000, &list), STATUS_OK);
    assert_int_equal(list.n, 1);
    assert_int_equal(ask_master(&late, 5000, &list), STATUS_OK);
    assert_int_equal(list.n, 1);
    assert_int_equal(late.asked, 2);
    assert_int_equal(ask_master(&wrong, 5000, &list), STATUS_OK);
    assert_int_equal(list.n, 1);
    assert_int_equal(ask_master(&silent, 5000, &list), STATUS_OK);
    assert_int_equal(list.n, 0);
    assert_int_equal(silent.asked, NBNS_TRIES);
    int64_t start = deadline_now_ms();
    assert_int_equal(ask_master(&silent, 50, &list), STATUS_OK);
    assert_true(deadline_now_ms() - start < NBNS_TRY_MS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests_carry_names_and_frame),
        cmocka_unit_test(a_recorded_answer_is_read),
        cmocka_unit_test(damaged_answers_are_harmless),
        cmocka_unit_test(fragments_are_refused),
        cmocka_unit_test(lists_of_other_lengths_are_read),
        cmocka_unit_test(masters_are_asked),
    };
    return cmocka_run_group_tests_name("mailslot", tests, NULL, NULL);
}
