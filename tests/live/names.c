/* SPDX-License-Identifier: MIT */
/*
 * Asks a server who SIDs are and which SIDs names have, by the functions of provider/remote/names.h
 * on the session of a channel for another interface.
 *
 * usage: names SERVER    questions come by standard input, a word a line:
 *   S-1-...       a SID
 *   =TEXT         a name
 *   primary, account    a domain of the server
 * All of a kind are asked together, and twice: the second time must be answered from memory.
 *
 * Prints the answers in order, use|domain|name|SID, and at the end how many sockets there are.
 * Exit status: 0, 1 with the result code on stderr.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/secdesc.h"
#include "base/utf16.h"
#include "layout/ops.h"
#include "lmerr.h"
#include "provider/remote/names.h"
#include "sockets.h"
#include "winerror.h"

#define QUESTIONS_MAX 50000u
#define LINE_MAX_     2000

static char *lines[QUESTIONS_MAX];
static PSID sids[QUESTIONS_MAX];
static LPCWSTR texts[QUESTIONS_MAX];
static struct account_name by_sid[QUESTIONS_MAX], by_name[QUESTIONS_MAX], again[QUESTIONS_MAX];

/* A SID of its text; NULL when it is none. */
static PSID sid_of(struct arena *arena, const char *text)
{
    BYTE *sid = arena_new(arena, SID_HEADER + 4 * SID_AUTHORITIES);
    char *rest;
    if (!sid || strncmp(text, "S-1-", 4) != 0)
        return NULL;
    unsigned long long authority = strtoull(text + 4, &rest, 0);
    sid[0] = 1;
    for (int i = 0; i < 6; i++)
        sid[7 - i] = (BYTE)(authority >> 8 * i);
    for (; *rest == '-' && sid[1] < SID_AUTHORITIES; sid[1]++)
        put_le32(sid + SID_HEADER + 4 * (size_t)sid[1], (uint32_t)strtoul(rest + 1, &rest, 10));
    return *rest ? NULL : sid;
}

static void print_text(LPCWSTR text)
{
    char *utf8 = utf8_new(text);
    fputs(utf8 ? utf8 : "?", stdout);
    x_free(utf8);
}

static void print_account(const struct account_name *a)
{
    struct bytes sid;
    bytes_init(&sid, SID_TEXT_MAX);
    if (a->sid)
        sid_print(a->sid, &sid);
    printf("%u|", (unsigned)a->use);
    print_text(a->domain);
    putchar('|');
    print_text(a->name);
    printf("|%.*s\n", (int)sid.len, (const char *)sid.data);
    bytes_free(&sid);
}

static size_t read_lines(void)
{
    char line[LINE_MAX_];
    size_t n = 0;
    while (n < QUESTIONS_MAX && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        lines[n++] = strdup(line);
    }
    return n;
}

static NET_API_STATUS print_domain(struct names *names, const char *which)
{
    struct account_name domain;
    NET_API_STATUS status = names_domain(
        names, !strcmp(which, "primary") ? LSA_PRIMARY_DOMAIN : LSA_ACCOUNT_DOMAIN, &domain);
    if (status == NERR_Success)
        print_account(&domain);
    return status;
}

static NET_API_STATUS ask(struct names *names, size_t n)
{
    size_t n_sids = 0, n_texts = 0, sid = 0, text = 0;
    for (size_t i = 0; i < n; i++)
        if (*lines[i] == 'S')
            sids[n_sids++] = sid_of(&names->call->arena, lines[i]);
        else if (*lines[i] == '=')
            texts[n_texts++] = utf16_new(lines[i] + 1);
    NET_API_STATUS status = names_of_sids(names, sids, n_sids, by_sid);
    if (status == NERR_Success)
        status = names_to_sids(names, texts, n_texts, by_name);
    if (status == NERR_Success)
        status = names_of_sids(names, sids, n_sids, again);
    for (size_t i = 0; i < n_sids && status == NERR_Success; i++)
        if (memcmp(&by_sid[i], &again[i], sizeof again[i]) != 0)
            status = ERROR_INTERNAL_ERROR; /* the same memory, so the same pointers */
    for (size_t i = 0; i < n && status == NERR_Success; i++) {
        if (*lines[i] == 'S')
            print_account(&by_sid[sid++]);
        else if (*lines[i] == '=')
            print_account(&by_name[text++]);
        else
            status = print_domain(names, lines[i]);
    }
    for (size_t i = 0; i < n_texts; i++)
        x_free((void *)(uintptr_t)texts[i]);
    return status;
}

int main(int argc, char **argv)
{
    struct call call;
    struct channel channel = { 0 };
    const struct provider *provider;
    if (argc != 2) {
        fputs("usage: names SERVER\n", stderr);
        return 2;
    }
    size_t n = read_lines();
    WCHAR *server = utf16_new(argv[1]);
    NET_API_STATUS status = call_start(&call, "names", server, &provider);
    if (status == NERR_Success)
        status = channel_take(&call, &samr, false, &channel);
    struct names names = { .call = &call, .channel = &channel };
    if (status == NERR_Success)
        status = ask(&names, n);
    printf("sockets %u\n", count_sockets());
    channel_give(&channel);
    call_end(&call);
    x_free(server);
    for (size_t i = 0; i < n; i++)
        free(lines[i]);
    if (status != NERR_Success)
        fprintf(stderr, "%u\n", (unsigned)status);
    return status != NERR_Success;
}
