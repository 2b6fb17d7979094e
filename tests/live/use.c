/* SPDX-License-Identifier: MIT */
/*
 * A process that makes and ends uses whenever it is told to, so that a test can change the world
 * between two calls. It reads lines of words, `-` for NULL and `""` for an empty text, and answers
 * each with one line: add LEVEL REMOTE USER DOMAIN PASSWORD TYPE LOCAL FLAGS   NetUseAdd: result
 * and *ParmError del REMOTE FORCE         NetUseDel: result info REMOTE LEVEL        NetUseGetInfo:
 * result and the members of the level enum LEVEL SIZE          NetUseEnum from the start: each
 * result with its entries and total server HOST              NetServerGetInfo: result admin HOST
 * NetWkstaGetInfo 102, which is for administrators: result fork HOST                a child calls
 * NetServerGetInfo: its result threads HOST USER PASSWORD   eight threads add, call and end:
 * results that are none of those there can be sockets                  how many sockets this
 * process has open
 */
#include <windows.h>
#include <lm.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sockets.h"

#define WORDS_MAX   10
#define TEXT_MAX    400
#define THREADS     8
#define THREAD_RUNS 25

typedef WCHAR text[TEXT_MAX];

/* ASCII is enough for this test. NULL for `-`. */
static LPWSTR wide(const char *word, text to)
{
    size_t n = 0;
    if (!word || !strcmp(word, "-"))
        return NULL;
    if (strcmp(word, "\"\"") != 0)
        for (; word[n] && n < TEXT_MAX - 1; n++)
            to[n] = (WCHAR)(unsigned char)word[n];
    to[n] = 0;
    return to;
}

static void print_text(const char *name, LPCWSTR value)
{
    printf(" %s=", name);
    if (!value)
        putchar('-');
    else if (!*value)
        fputs("\"\"", stdout);
    for (; value && *value; value++)
        putchar(*value < 0x80 ? *value : '?');
}

static void print_use(DWORD level, const void *record)
{
    /* each level is the beginning of the next */
    const USE_INFO_3 *u3 = record;
    const USE_INFO_2 *u = record;
    print_text("local", u->ui2_local);
    print_text("remote", u->ui2_remote);
    if (level == 0)
        return;
    print_text("password", u->ui2_password);
    printf(" status=%u type=%d refcount=%u usecount=%u", u->ui2_status, (int)u->ui2_asg_type,
           u->ui2_refcount, u->ui2_usecount);
    if (level == 1)
        return;
    print_text("user", u->ui2_username);
    print_text("domain", u->ui2_domainname);
    if (level == 3)
        printf(" flags=%u", u3->ui3_flags);
}

static void do_add(char **w)
{
    text remote, user, domain, password, local;
    DWORD parm_err = 99;
    USE_INFO_3 use = { .ui3_ui2 = { .ui2_local = wide(w[7], local),
                                    .ui2_remote = wide(w[2], remote),
                                    .ui2_password = wide(w[5], password),
                                    .ui2_status = 77,
                                    .ui2_asg_type = (DWORD)atoi(w[6]),
                                    .ui2_refcount = 77,
                                    .ui2_usecount = 77,
                                    .ui2_username = wide(w[3], user),
                                    .ui2_domainname = wide(w[4], domain) },
                       .ui3_flags = (ULONG)atoi(w[8]) };
    NET_API_STATUS status = NetUseAdd(NULL, (DWORD)atoi(w[1]), (LPBYTE)&use, &parm_err);
    printf("%u %d", status, (int)parm_err);
}

static void do_del(char **w)
{
    text remote;
    printf("%u", NetUseDel(NULL, wide(w[1], remote), (DWORD)atoi(w[2])));
}

static void do_info(char **w)
{
    text remote;
    LPBYTE buffer;
    DWORD level = (DWORD)atoi(w[2]);
    NET_API_STATUS status = NetUseGetInfo(NULL, wide(w[1], remote), level, &buffer);
    printf("%u", status);
    if (status == NERR_Success)
        print_use(level, buffer);
    else if (buffer)
        printf(" buffer after an error");
    NetApiBufferFree(buffer);
}

static void do_enum(char **w)
{
    static const size_t sizes[] = { sizeof(USE_INFO_0), sizeof(USE_INFO_1), sizeof(USE_INFO_2) };
    DWORD level = (DWORD)atoi(w[1]), count, total, resume = 0;
    NET_API_STATUS status;
    do {
        LPBYTE buffer;
        status = NetUseEnum(NULL, level, &buffer, (DWORD)strtoul(w[2], NULL, 0), &count, &total,
                            &resume);
        printf("[%u of %u: %u]", count, total, status);
        for (DWORD i = 0; i < count; i++) {
            print_use(level, buffer + i * sizes[level]);
            putchar(';');
        }
        NetApiBufferFree(buffer);
    } while (status == ERROR_MORE_DATA);
}

static unsigned ask_server(LPWSTR host)
{
    LPBYTE buffer;
    NET_API_STATUS status = NetServerGetInfo(host, 101, &buffer);
    NetApiBufferFree(buffer);
    return status;
}

static void do_server(char **w)
{
    text host;
    printf("%u", ask_server(wide(w[1], host)));
}

static void do_admin(char **w)
{
    text host;
    LPBYTE buffer;
    printf("%u", NetWkstaGetInfo(wide(w[1], host), 102, &buffer));
    NetApiBufferFree(buffer);
}

static void do_fork(char **w)
{
    text host;
    int status = 0, ends[2];
    unsigned result = 99;
    if (pipe(ends))
        abort();
    pid_t child = fork();
    if (child == 0) {
        result = ask_server(wide(w[1], host));
        _exit(write(ends[1], &result, sizeof result) == sizeof result ? 0 : 1);
    }
    close(ends[1]);
    if (child < 0 || read(ends[0], &result, sizeof result) != sizeof result ||
        waitpid(child, &status, 0) != child || status)
        result = 98;
    close(ends[0]);
    printf("%u", result);
}

/* ---- Threads ---- */

static text thread_remote, thread_host, thread_user, thread_password;
static atomic_uint surprises;

static void expect(NET_API_STATUS got, NET_API_STATUS a, NET_API_STATUS b)
{
    if (got != a && got != b) {
        atomic_fetch_add(&surprises, 1);
        fprintf(stderr, "unexpected result %u\n", got);
    }
}

/* While others end the use, a call may find none and nothing configured. */
static void *add_call_end(void *unused)
{
    (void)unused;
    for (int i = 0; i < THREAD_RUNS; i++) {
        USE_INFO_2 use = { .ui2_remote = thread_remote,
                           .ui2_password = thread_password,
                           .ui2_username = thread_user,
                           .ui2_asg_type = USE_WILDCARD };
        LPBYTE buffer = NULL;
        DWORD count, total;
        expect(NetUseAdd(NULL, 2, (LPBYTE)&use, NULL), NERR_Success, NERR_Success);
        expect(ask_server(thread_host), NERR_Success, ERROR_NO_SUCH_LOGON_SESSION);
        expect(NetUseEnum(NULL, 2, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL),
               NERR_Success, NERR_Success);
        NetApiBufferFree(buffer);
        expect(NetUseDel(NULL, thread_remote, i % 3 ? USE_FORCE : USE_LOTS_OF_FORCE), NERR_Success,
               NERR_UseNotFound);
    }
    return NULL;
}

static void do_threads(char **w)
{
    pthread_t threads[THREADS];
    char remote[TEXT_MAX];
    snprintf(remote, sizeof remote, "\\\\%s\\IPC$", w[1]);
    wide(remote, thread_remote);
    wide(w[1], thread_host);
    wide(w[2], thread_user);
    wide(w[3], thread_password);
    atomic_store(&surprises, 0);
    for (size_t i = 0; i < THREADS; i++)
        if (pthread_create(&threads[i], NULL, add_call_end, NULL))
            abort();
    for (size_t i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    printf("%u", atomic_load(&surprises));
}

static void do_sockets(char **w)
{
    (void)w;
    printf("%u", count_sockets());
}

int main(void)
{
    static const struct {
        const char *word;
        int arguments;
        void (*action)(char **words);
    } actions[] = {
        { "add", 8, do_add },   { "del", 2, do_del },         { "info", 2, do_info },
        { "enum", 2, do_enum }, { "server", 1, do_server },   { "admin", 1, do_admin },
        { "fork", 1, do_fork }, { "threads", 3, do_threads }, { "sockets", 0, do_sockets },
    };
    char line[2000];
    while (fgets(line, sizeof line, stdin)) {
        char *words[WORDS_MAX] = { NULL }, *rest = line;
        int n = 0;
        while (n < WORDS_MAX - 1 && (words[n] = strtok_r(rest, " \n", &rest)))
            n++;
        for (size_t i = 0; n && i < sizeof actions / sizeof *actions; i++)
            if (!strcmp(words[0], actions[i].word) && n == actions[i].arguments + 1)
                actions[i].action(words);
        putchar('\n');
        fflush(stdout);
    }
    return 0;
}
