/* SPDX-License-Identifier: MIT */
/* Look-ups of names and SIDs: what is asked, how often, and what becomes of answers that a server
 * ought not to give. The server is this test: it stands where a call goes out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/buffer.h"
#include "base/bytes.h"
#include "base/secdesc.h"
#include "base/utf16.h"
#include "lmerr.h"
#include "provider/remote/names.h"
#include "provider/remote/remote.h"
#include "winerror.h"

NET_API_STATUS __wrap_channel_also(struct call *call, struct channel *channel,
                                   const struct rpc_interface *interface, struct rpc_assoc **assoc);
void *__wrap_channel_state(struct channel *channel, const struct rpc_interface *interface,
                           size_t size);
NET_API_STATUS __wrap_remote_call_on(struct call *call, struct rpc_assoc *assoc,
                                     const struct rpc_op *op, void *frame, void **block);

#define WIDE(literal) ((WCHAR *)(uintptr_t)(literal))
#define ITEMS_MAX     LSA_SIDS_MAX
#define SID_SIZE      12u

/* What the server does, and what it has seen. */
static struct {
    NET_API_STATUS status; /* of a look-up */
    DWORD refused_rid;     /* a request with this one is refused; 0: none */
    DWORD found_less;      /* answers that are missing */
    bool empty;            /* no answers and no domains */
    LONG domain;           /* index in each answer */
    DWORD use;             /* of each answer */
    bool nameless;         /* without name, or SID */
    unsigned opened, asked;
    DWORD counts[8]; /* of the first requests */
} server;
static long state[16]; /* of the association */

NET_API_STATUS __wrap_channel_also(struct call *call, struct channel *channel,
                                   const struct rpc_interface *interface, struct rpc_assoc **assoc)
{
    (void)call;
    (void)channel;
    assert_string_equal(interface->name, "lsarpc");
    *assoc = NULL;
    return NERR_Success;
}

void *__wrap_channel_state(struct channel *channel, const struct rpc_interface *interface,
                           size_t size)
{
    (void)channel;
    (void)interface;
    assert_true(size <= sizeof state);
    return state;
}

static DWORD rid_of(PSID sid)
{
    return get_le32((const uint8_t *)sid + SID_HEADER);
}

/* A SID of one sub-authority. */
static PSID make_sid(uint8_t to[SID_SIZE], DWORD rid)
{
    memset(to, 0, SID_SIZE);
    to[0] = to[1] = 1;
    to[7] = 5;
    put_le32(to + SID_HEADER, rid);
    return to;
}

static struct lsa_domain domain = { WIDE(u"DOM"), NULL };
static struct lsa_domain_list domains = { 1, &domain, 32 };
static struct lsa_found_name found_names[ITEMS_MAX];
static struct lsa_found_sid found_sids[LSA_NAMES_MAX];
static uint8_t own_sid[SID_SIZE];

static void answer(const struct rpc_op *op, struct lsa_frame *frame)
{
    DWORD count = server.empty ? 0 : frame->list.count - server.found_less;
    bool to_names = op == &LsarLookupSids2;
    for (DWORD i = 0; i < count; i++) {
        if (to_names)
            found_names[i] =
                (struct lsa_found_name){ server.use, server.nameless ? NULL : WIDE(u"who"),
                                         server.domain, 0 };
        else
            found_sids[i] =
                (struct lsa_found_sid){ server.use, server.nameless ? NULL : make_sid(own_sid, 77),
                                        server.domain, 0 };
    }
    frame->found = (struct net_list){ count, to_names ? (void *)found_names : (void *)found_sids };
    frame->info = server.empty ? NULL : &domains;
}

NET_API_STATUS __wrap_remote_call_on(struct call *call, struct rpc_assoc *assoc,
                                     const struct rpc_op *op, void *out, void **block)
{
    struct lsa_frame *frame = out;
    (void)call;
    (void)assoc;
    *block = NULL;
    if (op == &LsarOpenPolicy2) {
        memset(frame->opened, 0xA5, sizeof frame->opened);
        server.opened++;
        return NERR_Success;
    }
    for (size_t i = 0; i < LSA_HANDLE_SIZE; i++)
        assert_int_equal(frame->handle[i], 0xA5);
    assert_int_equal(frame->level, LSA_LOOKUP_WKSTA);
    assert_true(frame->list.count && frame->list.count <= op->in.fields[1].max);
    if (server.asked < sizeof server.counts / sizeof *server.counts)
        server.counts[server.asked] = frame->list.count;
    server.asked++;
    const struct lsa_sid *sids = frame->list.items;
    for (DWORD i = 0; server.refused_rid && i < frame->list.count; i++)
        if (rid_of(sids[i].sid) == server.refused_rid)
            return ERROR_INVALID_SID;
    if (server.status == NERR_Success)
        answer(op, frame);
    return server.status;
}

/* ---- The questions ---- */

static struct call call;
static struct channel channel;
static uint8_t sid_bytes[ITEMS_MAX + 10][SID_SIZE];
static PSID sids[ITEMS_MAX + 10];
static LPCWSTR texts[LSA_NAMES_MAX + 10];
static WCHAR text_units[LSA_NAMES_MAX + 10][3];
static struct account_name accounts[ITEMS_MAX + 10];
static struct names names;

static int begin(void **test_state)
{
    (void)test_state;
    memset(&server, 0, sizeof server);
    memset(state, 0, sizeof state);
    server.use = SidTypeUser;
    names = (struct names){ .call = &call, .channel = &channel };
    for (size_t i = 0; i < sizeof sids / sizeof *sids; i++)
        sids[i] = make_sid(sid_bytes[i], (DWORD)i + 1);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        text_units[i][0] = (WCHAR)(0x4000 + i);
        texts[i] = text_units[i];
    }
    return 0;
}

static int end(void **test_state)
{
    (void)test_state;
    arena_drop(&call.arena);
    return 0;
}

static void assert_text(LPCWSTR text, const char16_t *wanted)
{
    assert_int_equal(utf16_len(text), utf16_len(wanted));
    assert_memory_equal(text, wanted, utf16_len(wanted) * sizeof *wanted);
}

static void assert_account(const struct account_name *a, DWORD use, const char16_t *domain_name,
                           const char16_t *name)
{
    assert_int_equal(a->use, use);
    assert_text(a->domain, domain_name);
    assert_text(a->name, name);
}

static void many_are_asked_for_in_requests_of_the_largest_size(void **test_state)
{
    (void)test_state;
    assert_int_equal(names_of_sids(&names, sids, LSA_SIDS_MAX + 5, accounts), NERR_Success);
    assert_int_equal(server.asked, 2);
    assert_int_equal(server.counts[0], LSA_SIDS_MAX);
    assert_int_equal(server.counts[1], 5);
    for (size_t i = 0; i < LSA_SIDS_MAX + 5; i++)
        assert_int_equal(rid_of(accounts[i].sid), i + 1);
    assert_int_equal(names_to_sids(&names, texts, LSA_NAMES_MAX + 3, accounts), NERR_Success);
    assert_int_equal(server.counts[2], LSA_NAMES_MAX);
    assert_int_equal(server.counts[3], 3);
    assert_int_equal(server.opened, 1);
}

static void what_was_asked_is_not_asked_again(void **test_state)
{
    (void)test_state;
    assert_int_equal(names_of_sids(&names, sids, 3, accounts), NERR_Success);
    PSID mixed[] = { sids[2], sids[3], sids[0], sids[3] };
    assert_int_equal(names_of_sids(&names, mixed, 4, accounts), NERR_Success);
    assert_int_equal(server.asked, 2);
    assert_int_equal(server.counts[1], 1); /* the fourth, once */
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(rid_of(accounts[i].sid), rid_of(mixed[i]));
    assert_int_equal(names_of_sids(&names, mixed, 4, accounts), NERR_Success);
    assert_int_equal(names_of_sids(&names, sids, 0, accounts), NERR_Success);
    assert_int_equal(server.asked, 2);
}

static void a_question_that_failed_is_asked_again(void **test_state)
{
    (void)test_state;
    server.status = ERROR_ACCESS_DENIED;
    assert_int_equal(names_of_sids(&names, sids, 2, accounts), ERROR_ACCESS_DENIED);
    server.status = NERR_Success;
    assert_int_equal(names_of_sids(&names, sids, 2, accounts), NERR_Success);
    assert_account(&accounts[1], SidTypeUser, u"DOM", u"who");
}

static void a_refused_sid_is_found_and_stays_unknown(void **test_state)
{
    (void)test_state;
    server.refused_rid = 4;
    assert_int_equal(names_of_sids(&names, sids, 7, accounts), NERR_Success);
    for (size_t i = 0; i < 7; i++)
        if (i == 3)
            assert_account(&accounts[i], SidTypeUnknown, u"", u"S-1-5-4");
        else
            assert_account(&accounts[i], SidTypeUser, u"DOM", u"who");
}

static const struct {
    const char *name;
    DWORD use;
    LONG domain;
    bool nameless;
    const char16_t *wanted_domain, *wanted_name;
} uses[] = {
    { "user", SidTypeUser, 0, false, u"DOM", u"who" },
    { "domain past the list", SidTypeUser, 1, false, u"", u"who" },
    { "domain far past the list", SidTypeUser, INT32_MAX, false, u"", u"who" },
    { "no domain", SidTypeWellKnownGroup, -1, false, u"", u"who" },
    { "domain before the list", SidTypeUser, INT32_MIN, false, u"", u"who" },
    { "domain", SidTypeDomain, 0, false, u"DOM", u"" },
    { "unknown, with a name", SidTypeUnknown, 0, false, u"", u"S-1-5-1" },
    { "invalid", SidTypeInvalid, 0, true, u"", u"S-1-5-1" },
    { "deleted", SidTypeDeletedAccount, 0, true, u"DOM", u"S-1-5-1" },
    { "deleted, with a name", SidTypeDeletedAccount, 0, false, u"DOM", u"who" },
    { "user without a name", SidTypeUser, -1, true, u"", u"S-1-5-1" },
};

static void each_use_says_which_members_mean_something(void **test_state)
{
    (void)test_state;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        print_message("# %s\n", uses[i].name);
        server.use = uses[i].use;
        server.domain = uses[i].domain;
        server.nameless = uses[i].nameless;
        names.known = NULL;
        assert_int_equal(names_of_sids(&names, sids, 1, accounts), NERR_Success);
        assert_account(&accounts[0], uses[i].use, uses[i].wanted_domain, uses[i].wanted_name);
    }
}

static void a_name_has_a_sid_or_is_unknown(void **test_state)
{
    LPCWSTR asked[] = { u"DOM\\who", u"who@dom", u"a\\b\\c" };
    (void)test_state;
    assert_int_equal(names_to_sids(&names, asked, 3, accounts), NERR_Success);
    assert_account(&accounts[0], SidTypeUser, u"DOM", u"who");
    assert_account(&accounts[1], SidTypeUser, u"DOM", u"who@dom");
    assert_account(&accounts[2], SidTypeUser, u"DOM", u"c");
    assert_int_equal(rid_of(accounts[0].sid), 77);
    assert_ptr_not_equal(accounts[0].sid, own_sid); /* the answer's memory is gone by then */

    names.known = NULL;
    server.nameless = true;
    assert_int_equal(names_to_sids(&names, asked, 1, accounts), NERR_Success);
    assert_account(&accounts[0], SidTypeUnknown, u"", u"who");
    assert_null(accounts[0].sid);
}

/* STATUS_NONE_MAPPED may come with empty lists. */
static void no_answers_are_unknown_and_too_few_are_an_error(void **test_state)
{
    (void)test_state;
    server.empty = true;
    assert_int_equal(names_of_sids(&names, sids, 2, accounts), NERR_Success);
    assert_account(&accounts[1], SidTypeUnknown, u"", u"S-1-5-2");
    assert_int_equal(names_to_sids(&names, texts, 1, accounts), NERR_Success);
    assert_account(&accounts[0], SidTypeUnknown, u"", texts[0]);
    server.empty = false;
    server.found_less = 1;
    assert_int_equal(names_of_sids(&names, sids + 5, 3, accounts), RPC_X_BAD_STUB_DATA);
}

static void what_is_no_sid_is_not_asked_for(void **test_state)
{
    uint8_t bad[2][SID_SIZE] = { { 2, 1 }, { 1, SID_AUTHORITIES + 1 } };
    PSID asked[][2] = { { sids[0], NULL }, { bad[0], sids[0] }, { sids[0], bad[1] } };
    (void)test_state;
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++)
        assert_int_equal(names_of_sids(&names, asked[i], 2, accounts), ERROR_INVALID_SID);
    assert_int_equal(server.asked, 0);
    assert_int_equal(names_of_sids(&names, sids, 1, accounts), NERR_Success);
    assert_account(&accounts[0], SidTypeUser, u"DOM", u"who");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(many_are_asked_for_in_requests_of_the_largest_size),
        TEST(what_was_asked_is_not_asked_again),
        TEST(a_question_that_failed_is_asked_again),
        TEST(a_refused_sid_is_found_and_stays_unknown),
        TEST(each_use_says_which_members_mean_something),
        TEST(a_name_has_a_sid_or_is_unknown),
        TEST(no_answers_are_unknown_and_too_few_are_an_error),
        TEST(what_is_no_sid_is_not_asked_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
