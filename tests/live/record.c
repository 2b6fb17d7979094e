/* SPDX-License-Identifier: MIT */
/*
 * Asks a server and keeps the stubs of request and reply as recordings (support/recording.h) for
 * tests/pdu. NETAPI32_CONF and the other settings of the library say how to reach the server. The
 * expected text is printed by the code under test, so a person has to confirm it before the tests
 * take it.
 */
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "provider/remote/channel.h"
#include "provider/remote/remote.h"
#include "recording.h"

#define HEX_LINE 32u /* bytes */

struct request {
    const char *by; /* product and version of the server */
    const char *as; /* words for the names of the files, or NULL */
    const char *folder, *server, *name, *user, *level_text;
    const char *file; /* a recording in the folder with the stub to send, or NULL */
    const struct rpc_op *op;
    uint32_t level, number, prefmaxlen, resume;
};

struct answer {
    struct bytes in, out; /* stubs */
    bool big_endian;
};

static int usage(void)
{
    fputs(
        "usage: record [OPTION]... DIR SERVER OP LEVEL [NAME]\n"
        "\n"
        "Calls OP (NetrShareEnum, ...) of SERVER and writes DIR/INTERFACE_OP_LEVEL_in.txt and\n"
        "_out.txt. LEVEL is `none` for a call without levels; NAME is of the thing asked about.\n"
        "\n"
        "  --by TEXT        product and version of the server, for the header\n"
        "  --as WORDS       a further part of the files' names, such as `denied`\n"
        "  --request FILE   sends the request of this recording in DIR, such as one that writes a\n"
        "                   structure; only the reply is kept\n"
        "  --user NAME      whose sessions, files, ...; NULL by default\n"
        "  --number N       of the thing asked about, where it has one; 0 by default\n"
        "  --prefmaxlen N   of an enumeration; everything by default\n"
        "  --resume N       of an enumeration; 0 by default\n",
        stderr);
    return 2;
}

/* ---- Asking ---- */

/* The bytes of a request that was recorded or built. */
static bool read_request(const struct request *q, struct bytes *stub)
{
    struct recording r;
    char why[200] = "it is of another call";
    bool good = recording_read(q->folder, q->file, &r, why, sizeof why);
    bool same = good && r.op == q->op && !r.out && r.level == q->level && !r.big_endian;
    if (same)
        bytes_put(stub, r.stub, r.stub_len);
    else
        fprintf(stderr, "record: %s: %s\n", q->file, why);
    if (good)
        recording_free(&r);
    return same;
}

static bool encode_request(const struct request *q, const struct call *call, struct bytes *stub)
{
    union frame frame;
    struct ndr_error err;
    LPWSTR name = q->name ? utf16_new(q->name) : NULL;
    LPWSTR user = q->user ? utf16_new(q->user) : NULL;
    frame_start(&frame, q->op, q->level);
    frame_set_text(&q->op->in, &frame, "server", call->unc);
    frame_set_text(&q->op->in, &frame, "name", name);
    frame_set_text(&q->op->in, &frame, "user", user);
    frame_set_u32(&q->op->in, &frame, "number", q->number);
    frame_set_u32(&q->op->in, &frame, "level", q->level);
    frame_set_u32(&q->op->in, &frame, "prefmaxlen", q->prefmaxlen);
    frame_set_u32(&q->op->in, &frame, "resume", q->resume);
    bool good = ndr_encode(&q->op->in, &frame, stub, &err);
    if (!good)
        fprintf(stderr, "record: request: %s: %s\n", err.member, ndr_err_text(err.code));
    x_free(name);
    x_free(user);
    return good;
}

static bool ask_on(const struct request *q, struct call *call, struct rpc_assoc *assoc,
                   struct answer *a)
{
    struct rpc_reply reply = { 0 };
    struct rpc_error err;
    if (!(q->file ? read_request(q, &a->in) : encode_request(q, call, &a->in)))
        return false;
    if (!rpc_call(assoc, q->op->opnum, a->in.data, a->in.len, call->deadline, &reply, &err)) {
        fprintf(stderr, "record: %s: %s (0x%08" PRIx32 ")\n", q->op->name, err.what, err.code);
        return false;
    }
    a->out = reply.stub;
    a->big_endian = reply.big_endian;
    return true;
}

static bool ask(const struct request *q, struct answer *a)
{
    struct call call;
    struct channel channel = { 0 };
    const struct provider *provider;
    LPWSTR server = utf16_new(q->server);
    NET_API_STATUS status = call_start(&call, "record", server, &provider);
    if (status == NERR_Success)
        status = channel_take(&call, q->op->interface, true, &channel);
    bool good = status == NERR_Success && ask_on(q, &call, channel.assoc, a);
    if (status != NERR_Success)
        fprintf(stderr, "record: %s: error %u\n", q->server, status);
    channel_give(&channel);
    call_end(&call);
    x_free(server);
    return good;
}

/* ---- Writing ---- */

/* What the published function would return. */
static NET_API_STATUS result_of(const struct request *q, const struct ndr_stub *stub)
{
    union frame frame;
    void *block;
    frame_start(&frame, q->op, q->level);
    NET_API_STATUS status = remote_take_reply("record", q->op, stub, &frame, &block);
    if (block)
        buffer_free(block);
    return status;
}

/* What the stub says, or the words of the error. */
static bool describe(const struct request *q, bool out, const struct ndr_stub *stub,
                     struct bytes *text, struct ndr_error *err)
{
    const struct ndr_params *p = out ? &q->op->out : &q->op->in;
    union frame frame;
    void *block;
    frame_start(&frame, q->op, q->level);
    bool good = ndr_decode(p, &frame, stub, "record", &block, err);
    if (good)
        frame_print(p, &frame, text);
    if (block)
        buffer_free(block);
    return good;
}

static void write_header(FILE *f, const struct request *q, bool out)
{
    char date[16] = "";
    time_t now = time(NULL);
    struct tm utc;
    if (gmtime_r(&now, &utc))
        strftime(date, sizeof date, "%Y-%m-%d", &utc);
    fprintf(f, "# %s %s, %s.\n", out ? "Answered by" : "Request to", q->by, date);
    fprintf(f, "# Recorded by: record %s %s %s%s%s", q->server, q->op->name, q->level_text,
            q->name ? " " : "", q->name ? q->name : "");
    if (q->file)
        fprintf(f, " --request %s", q->file);
    if (q->user)
        fprintf(f, " --user %s", q->user);
    if (q->number)
        fprintf(f, " --number %" PRIu32, q->number);
    if (q->prefmaxlen != MAX_PREFERRED_LENGTH)
        fprintf(f, " --prefmaxlen %" PRIu32, q->prefmaxlen);
    if (q->resume)
        fprintf(f, " --resume %" PRIu32, q->resume);
    fputs("\nunconfirmed: compare the text with another client's answer; say here who agrees\n", f);
}

static bool write_file(const struct request *q, bool out, const struct ndr_stub *stub)
{
    char path[4096];
    struct bytes text;
    struct ndr_error err;
    uint32_t use;
    bool levels = frame_family(q->op, &use);
    bytes_init(&text, RPC_STUB_MAX);
    snprintf(path, sizeof path, "%s/%s_%s%s%s%s%s_%s.txt", q->folder, q->op->interface->name,
             q->op->name, levels ? "_" : "", levels ? q->level_text : "", q->as ? "_" : "",
             q->as ? q->as : "", out ? "out" : "in");
    FILE *f = fopen(path, "w");
    if (!f) {
        perror(path);
        return false;
    }
    write_header(f, q, out);
    fprintf(f, "op: %s\ndirection: %s\nlevel: %s\nbyte-order: %s\n", q->op->name,
            out ? "out" : "in", q->level_text, stub->big_endian ? "big" : "little");
    if (out)
        fprintf(f, "result: %" PRIu32 "\n", result_of(q, stub));
    bool decoded = describe(q, out, stub, &text, &err);
    if (!decoded)
        fprintf(f, "undecodable: %s: %s\n", err.member, ndr_err_text(err.code));
    fputs("stub:\n", f);
    for (size_t i = 0; i < stub->len; i++)
        fprintf(f, "%02x%s", stub->data[i],
                i % HEX_LINE == HEX_LINE - 1 || i + 1 == stub->len ? "\n" : "");
    if (decoded)
        fprintf(f, "expected:\n%.*s", (int)text.len, (const char *)text.data);
    bytes_free(&text);
    bool good = !ferror(f);
    return !fclose(f) && good && puts(path) >= 0;
}

static bool record(const struct request *q)
{
    struct answer a = { 0 };
    bytes_init(&a.in, RPC_STUB_MAX);
    bool good =
        ask(q, &a) &&
        (q->file || write_file(q, false, &(struct ndr_stub){ a.in.data, a.in.len, false })) &&
        write_file(q, true, &(struct ndr_stub){ a.out.data, a.out.len, a.big_endian });
    bytes_free(&a.in);
    bytes_free(&a.out);
    return good;
}

/* ---- Arguments ---- */

static bool read_options(int argc, char **argv, struct request *q)
{
    static const struct option options[] = {
        { "by", required_argument, NULL, 'b' },      { "as", required_argument, NULL, 'a' },
        { "request", required_argument, NULL, 'f' }, { "user", required_argument, NULL, 'u' },
        { "number", required_argument, NULL, 'n' },  { "prefmaxlen", required_argument, NULL, 'p' },
        { "resume", required_argument, NULL, 'r' },  { NULL, 0, NULL, 0 },
    };
    for (int o; (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (o) {
        case 'b': q->by = optarg; break;
        case 'a': q->as = optarg; break;
        case 'f': q->file = optarg; break;
        case 'u': q->user = optarg; break;
        case 'n': q->number = (uint32_t)strtoul(optarg, NULL, 10); break;
        case 'p': q->prefmaxlen = (uint32_t)strtoul(optarg, NULL, 10); break;
        case 'r': q->resume = (uint32_t)strtoul(optarg, NULL, 10); break;
        default: return false;
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    struct request q = { .by = "(say which server, and its version)",
                         .prefmaxlen = MAX_PREFERRED_LENGTH };
    if (!read_options(argc, argv, &q))
        return usage();
    argc -= optind;
    argv += optind;
    if (argc < 4 || argc > 5)
        return usage();
    q.folder = argv[0];
    q.server = argv[1];
    q.level_text = argv[3];
    q.level = (uint32_t)strtoul(q.level_text, NULL, 10);
    q.name = argc == 5 ? argv[4] : NULL;
    for (size_t i = 0; rpc_ops[i] && !q.op; i++)
        if (!strcmp(rpc_ops[i]->name, argv[2]))
            q.op = rpc_ops[i];
    if (!q.op) {
        fprintf(stderr, "record: %s has no row in rpc_ops (src/layout/ops.c)\n", argv[2]);
        return 2;
    }
    return record(&q) ? 0 : 1;
}
