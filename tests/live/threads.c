/* SPDX-License-Identifier: MIT */
/*
 * Many threads ask one server at once. Each asks about shares that no other thread asks about, and
 * looks closely at every answer, so that an answer that went to the wrong thread is found. It knows
 * nothing of the library but its headers. The thread sanitizer's build of it finds the rest.
 *
 * usage: threads SERVER THREADS CALLS
 *
 * SERVER is one that samba.sh started with --shares of at least THREADS * CALLS, and whose name
 * LABSRV is. Prints a line `ok NAME` or `FAIL NAME` for each thread and function. Exit status: 0
 * all good, 1 something failed, 2 usage.
 */
#include <lm.h>

#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define THREADS_MAX 64
#define TEXT_MAX    128

static LMSTR server;
static unsigned long calls;
static DWORD shares_expected; /* as one thread was told before the others started */

struct worker {
    pthread_t thread;
    unsigned long number;
    char failure[2 * TEXT_MAX]; /* the first one; empty: none */
};

/* ---- Texts ---- */

static LMSTR wide(const char *ascii)
{
    LMSTR out = calloc(strlen(ascii) + 1, sizeof(WCHAR));
    if (!out)
        exit(1);
    for (size_t i = 0; ascii[i]; i++)
        out[i] = (WCHAR)(unsigned char)ascii[i];
    return out;
}

/* With a question mark for what is not ASCII; for comparing and showing. */
static const char *narrow(const WCHAR *text, char out[TEXT_MAX])
{
    size_t n = 0;
    for (; text && text[n] && n < TEXT_MAX - 1; n++)
        out[n] = text[n] < 0x80 ? (char)text[n] : '?';
    out[n] = '\0';
    return out;
}

/* ---- One call each: true, or w->failure says what was wrong ---- */

static bool equal(struct worker *w, const char *what, const WCHAR *got, const char *wanted)
{
    char text[TEXT_MAX];
    if (!strcmp(narrow(got, text), wanted))
        return true;
    snprintf(w->failure, sizeof w->failure, "%s: got `%.80s`, expected `%.80s`", what, text,
             wanted);
    return false;
}

static bool succeeded(struct worker *w, const char *what, NET_API_STATUS status)
{
    if (status == NERR_Success)
        return true;
    snprintf(w->failure, sizeof w->failure, "%s returned %u", what, status);
    return false;
}

/* number: of the share, from 1. */
static bool ask_share(struct worker *w, unsigned long number)
{
    char name[TEXT_MAX], remark[TEXT_MAX];
    LPBYTE buffer = NULL;
    snprintf(name, sizeof name, "s%05lu", number);
    snprintf(remark, sizeof remark, "share number %lu", number);
    LMSTR share = wide(name);
    NET_API_STATUS status = NetShareGetInfo(server, share, 1, &buffer);
    free(share);
    if (!succeeded(w, "NetShareGetInfo", status))
        return false;
    const SHARE_INFO_1 *info = (const void *)buffer;
    bool good = equal(w, "shi1_netname", info->shi1_netname, name) &&
                equal(w, "shi1_remark", info->shi1_remark, remark);
    return succeeded(w, "NetApiBufferFree", NetApiBufferFree(buffer)) && good;
}

static bool ask_server(struct worker *w)
{
    LPBYTE buffer = NULL;
    if (!succeeded(w, "NetServerGetInfo", NetServerGetInfo(server, 101, &buffer)))
        return false;
    const SERVER_INFO_101 *info = (const void *)buffer;
    bool good = equal(w, "sv101_name", info->sv101_name, "LABSRV") &&
                equal(w, "sv101_comment", info->sv101_comment, "lab server");
    return succeeded(w, "NetApiBufferFree", NetApiBufferFree(buffer)) && good;
}

/* Another pipe. */
static bool ask_wksta(struct worker *w)
{
    LPBYTE buffer = NULL;
    if (!succeeded(w, "NetWkstaGetInfo", NetWkstaGetInfo(server, 100, &buffer)))
        return false;
    const WKSTA_INFO_100 *info = (const void *)buffer;
    bool good = equal(w, "wki100_computername", info->wki100_computername, "LABSRV") &&
                equal(w, "wki100_langroup", info->wki100_langroup, "LABWG");
    return succeeded(w, "NetApiBufferFree", NetApiBufferFree(buffer)) && good;
}

/* The answer has several fragments, between which others come. */
static bool ask_shares(struct worker *w, DWORD *found)
{
    LPBYTE buffer = NULL;
    DWORD count = 0, total = 0;
    unsigned long number = 1;
    if (!succeeded(w, "NetShareEnum",
                   NetShareEnum(server, 1, &buffer, MAX_PREFERRED_LENGTH, &count, &total, NULL)))
        return false;
    const SHARE_INFO_1 *info = (const void *)buffer;
    bool good = count == total && (!*found || count == *found);
    if (!good)
        snprintf(w->failure, sizeof w->failure, "NetShareEnum: %u of %u shares, expected %u", count,
                 total, *found);
    *found = count;
    for (DWORD i = 0; good && i < count; i++) { /* the numbered ones stand in order */
        char name[TEXT_MAX], remark[TEXT_MAX];
        snprintf(name, sizeof name, "s%05lu", number);
        if (strcmp(narrow(info[i].shi1_netname, remark), name))
            continue;
        snprintf(remark, sizeof remark, "share number %lu", number++);
        good = equal(w, "shi1_remark", info[i].shi1_remark, remark);
    }
    return succeeded(w, "NetApiBufferFree", NetApiBufferFree(buffer)) && good;
}

/* ---- Threads ---- */

static void *work(void *argument)
{
    struct worker *w = argument;
    bool good = true;
    for (unsigned long i = 0; good && i < calls; i++) {
        switch ((i + w->number) % 5) {
        case 0: good = ask_server(w); break;
        case 1: good = ask_wksta(w); break;
        case 2: {
            DWORD count = shares_expected;
            good = ask_shares(w, &count);
            break;
        }
        default: good = ask_share(w, w->number * calls + i + 1);
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    static struct worker workers[THREADS_MAX];
    struct worker first = { 0 };
    unsigned long threads, started = 0;
    int failed = 0;
    if (argc != 4)
        return 2;
    threads = strtoul(argv[2], NULL, 10);
    calls = strtoul(argv[3], NULL, 10);
    if (!threads || threads > THREADS_MAX || !calls)
        return 2;
    server = wide(argv[1]);
    if (!ask_shares(&first, &shares_expected) || shares_expected < threads * calls) {
        printf("FAIL one thread alone\n    %s\n", first.failure[0] ? first.failure : "few shares");
        return 1;
    }
    for (; started < threads; started++) {
        workers[started].number = started;
        if (pthread_create(&workers[started].thread, NULL, work, &workers[started])) {
            printf("FAIL thread %lu starts\n", started + 1);
            failed = 1;
            break;
        }
    }
    for (unsigned long i = 0; i < started; i++) {
        pthread_join(workers[i].thread, NULL);
        bool good = !workers[i].failure[0];
        printf("%s thread %lu of %lu, %lu calls\n", good ? "ok" : "FAIL", i + 1, threads, calls);
        if (!good)
            printf("    %s\n", workers[i].failure);
        failed |= !good;
    }
    free(server);
    return failed;
}
