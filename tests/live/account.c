/* SPDX-License-Identifier: MIT */
/*
 * One call of the account functions on a server.
 *
 * usage: account SERVER CALL [ARGUMENT...]
 *   users LEVEL | groups LEVEL | aliases LEVEL    NetUserEnum, NetGroupEnum, NetLocalGroupEnum
 *   display LEVEL                                 NetQueryDisplayInformation, every page
 *   user LEVEL NAME | group LEVEL NAME | alias LEVEL NAME | rules LEVEL
 *   groups-of NAME | aliases-of NAME              NetUserGetGroups 0, NetUserGetLocalGroups 0
 *   members-of GROUP                              NetGroupGetUsers 0
 *   add NAME PASSWORD | comment NAME TEXT | password NAME NEW | change NAME OLD NEW | delete NAME
 * The passwords are those of accounts that live as long as the test.
 *
 * Prints the structures, an empty line after each. Exit status: 0; 1 with the result code on
 * stderr.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/utf16.h"
#include "layout/account.h"
#include "lmaccess.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "winerror.h"

#define TEXT_MAX (1u << 20)
#define WORDS    5

static void show(const struct net_family *family, DWORD level, const BYTE *records, DWORD n)
{
    const struct net_level *row = net_family_find(family, level, 0);
    struct bytes text;
    for (DWORD i = 0; row && i < n; i++) {
        bytes_init(&text, TEXT_MAX);
        ndr_print(row->type, records + i * row->type->size, "", &text);
        fwrite(text.data, 1, text.len, stdout);
        putchar('\n');
        bytes_free(&text);
    }
}

static NET_API_STATUS show_displays(LPCWSTR server, DWORD level)
{
    NET_API_STATUS status;
    DWORD from = 0;
    do {
        DWORD n = 0;
        void *page = NULL;
        status =
            NetQueryDisplayInformation(server, level, from, 3, MAX_PREFERRED_LENGTH, &n, &page);
        const BYTE *records = page;
        show(&net_display, level, records, n);
        if (n && level == 1)
            from = ((const NET_DISPLAY_USER *)page)[n - 1].usri1_next_index;
        else if (n && level == 2)
            from = ((const NET_DISPLAY_MACHINE *)page)[n - 1].usri2_next_index;
        else if (n)
            from = ((const NET_DISPLAY_GROUP *)page)[n - 1].grpi3_next_index;
        NetApiBufferFree(page);
        if (status == ERROR_MORE_DATA && !n)
            return ERROR_INVALID_DATA; /* no way on */
    } while (status == ERROR_MORE_DATA);
    return status;
}

static NET_API_STATUS ask(LPCWSTR server, const char *call, char **words, LPWSTR *w)
{
    DWORD level = (DWORD)strtoul(words[0] ? words[0] : "0", NULL, 10), n = 1, total, parm;
    const struct net_family *family = &net_user;
    LPBYTE answer = NULL;
    NET_API_STATUS status;
    if (!strcmp(call, "users")) {
        status = NetUserEnum(server, level, 0, &answer, MAX_PREFERRED_LENGTH, &n, &total, NULL);
    } else if (!strcmp(call, "groups")) {
        family = &net_group;
        status = NetGroupEnum(server, level, &answer, MAX_PREFERRED_LENGTH, &n, &total, NULL);
    } else if (!strcmp(call, "aliases")) {
        family = &net_localgroup;
        status = NetLocalGroupEnum(server, level, &answer, MAX_PREFERRED_LENGTH, &n, &total, NULL);
    } else if (!strcmp(call, "display")) {
        return show_displays(server, level);
    } else if (!strcmp(call, "user")) {
        status = NetUserGetInfo(server, w[1], level, &answer);
    } else if (!strcmp(call, "group")) {
        family = &net_group;
        status = NetGroupGetInfo(server, w[1], level, &answer);
    } else if (!strcmp(call, "alias")) {
        family = &net_localgroup;
        status = NetLocalGroupGetInfo(server, w[1], level, &answer);
    } else if (!strcmp(call, "rules")) {
        family = &net_modals;
        status = NetUserModalsGet(server, level, &answer);
    } else if (!strcmp(call, "groups-of")) {
        family = &net_group_user;
        level = 0;
        status = NetUserGetGroups(server, w[0], 0, &answer, MAX_PREFERRED_LENGTH, &n, &total);
    } else if (!strcmp(call, "aliases-of")) {
        family = &net_localgroup_user;
        level = 0;
        status = NetUserGetLocalGroups(server, w[0], 0, LG_INCLUDE_INDIRECT, &answer,
                                       MAX_PREFERRED_LENGTH, &n, &total);
    } else if (!strcmp(call, "members-of")) {
        family = &net_group_user;
        level = 0;
        status = NetGroupGetUsers(server, w[0], 0, &answer, MAX_PREFERRED_LENGTH, &n, &total, NULL);
    } else if (!strcmp(call, "add")) {
        USER_INFO_1 user = { .usri1_name = w[0],
                             .usri1_password = w[1],
                             .usri1_priv = USER_PRIV_USER,
                             .usri1_flags = UF_SCRIPT | UF_NORMAL_ACCOUNT };
        return NetUserAdd(server, 1, (LPBYTE)&user, &parm);
    } else if (!strcmp(call, "comment")) {
        USER_INFO_1007 comment = { w[1] };
        return NetUserSetInfo(server, w[0], 1007, (LPBYTE)&comment, &parm);
    } else if (!strcmp(call, "password")) {
        USER_INFO_1003 password = { w[1] };
        return NetUserSetInfo(server, w[0], 1003, (LPBYTE)&password, &parm);
    } else if (!strcmp(call, "change")) {
        return NetUserChangePassword(server, w[0], w[1], w[2]);
    } else if (!strcmp(call, "delete")) {
        return NetUserDel(server, w[0]);
    } else {
        return ERROR_INVALID_FUNCTION;
    }
    if (status == NERR_Success)
        show(family, level, answer, n);
    NetApiBufferFree(answer);
    return status;
}

int main(int argc, char **argv)
{
    LPWSTR wide[WORDS] = { NULL };
    char *words[WORDS] = { NULL };
    if (argc < 3 || argc > 3 + WORDS - 1)
        return 2;
    LPWSTR server = utf16_new(argv[1]);
    for (int i = 3; i < argc; i++) {
        words[i - 3] = argv[i];
        wide[i - 3] = utf16_new(argv[i]);
    }
    NET_API_STATUS status = ask(server, argv[2], words, wide);
    for (int i = 0; i < WORDS; i++)
        x_free(wide[i]);
    x_free(server);
    if (status != NERR_Success)
        fprintf(stderr, "%u\n", status);
    return status != NERR_Success;
}
