/* SPDX-License-Identifier: MIT */
/*
 * The least a call can cost over this connection: log on and bind once, then send one request PDU
 * that was encoded before and wait for all bytes of the answer, without looking into them. The
 * messages are signed as those of any call.
 *
 * usage: bench_floor FUNCTION SERVER LEVEL COUNT
 *
 * The first exchange is not measured. Prints `NAME VALUE` lines: bytes of the answer, wall_ns and
 * cpu_ns of one measured exchange.
 */
#include "bench.h"

#include "base/alloc.h"
#include "base/limits.h"
#include "base/status.h"
#include "base/utf16.h"
#include "layout/ops.h"
#include "lmcons.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "provider/remote/channel.h"
#include "provider/remote/pool.h"
#include "rpc/pdu.h"
#include "winerror.h"

static void die(const char *what, uint32_t code)
{
    fprintf(stderr, "%s: 0x%08x\n", what, code);
    exit(1);
}

static struct bytes encode_request(const char *function, LPWSTR server, uint32_t level)
{
    bool is_enum = !strcmp(function, "NetShareEnum");
    const struct rpc_op *op = is_enum ? &NetrShareEnum : &NetrServerGetInfo;
    struct enum_frame list = {
        .server = server, .info.level = level, .prefmaxlen = MAX_PREFERRED_LENGTH, .has_resume = 1
    };
    struct info_frame info = { .server = server, .level = level };
    struct bytes stub, pdu;
    struct ndr_error err;
    bytes_init(&stub, RPC_STUB_MAX);
    bytes_init(&pdu, RPC_STUB_MAX);
    if (!ndr_encode(&op->in, is_enum ? (void *)&list : (void *)&info, &stub, &err))
        die("encode", err.code);
    pdu_put_request(&pdu, 1000, PDU_FIRST | PDU_LAST, 0, op->opnum, stub.data, stub.len, stub.len);
    bytes_free(&stub);
    if (pdu.failed)
        die("encode", ERROR_NOT_ENOUGH_MEMORY);
    return pdu;
}

/* One exchange. Returns the bytes of the answer. */
static size_t exchange(struct pipe *pipe, const struct bytes *request)
{
    static uint8_t in[RPC_FRAGMENT_OFFER];
    struct deadline deadline = deadline_in(60000);
    struct pdu_header h = { 0 };
    size_t total = 0, len = 0, left = 0;
    uint32_t status =
        pipe->ops->transact(pipe, request->data, request->len, in, sizeof in, &len, deadline);
    for (;;) {
        if ((status != STATUS_OK && status != STATUS_BUFFER_OVERFLOW) || !len)
            die("pipe", status);
        if (!left) { /* a fragment begins */
            if (len < PDU_HEADER || !pdu_read_header(in, &h) || h.type != PDU_RESPONSE)
                die("the answer is no response", h.type);
            left = h.frag_len;
        }
        if (len > left)
            die("more than the fragment", (uint32_t)len);
        left -= len;
        total += len;
        if (!left && (h.flags & PDU_LAST))
            return total;
        status = pipe->ops->read(pipe, in, sizeof in, &len, deadline);
    }
}

int main(int argc, char **argv)
{
    char unc[256];
    struct call call;
    struct channel channel = { 0 };
    const struct provider *provider;
    if (argc != 5)
        return 2;
    snprintf(unc, sizeof unc, "\\\\%s", argv[2]);
    LPWSTR server = utf16_new(unc);
    unsigned long count = strtoul(argv[4], NULL, 10);
    NET_API_STATUS status = call_start(&call, "bench_floor", server, &provider);
    if (status == NERR_Success)
        status = channel_take(&call, &srvsvc, true, &channel);
    if (status != NERR_Success)
        die(argv[2], status);
    struct bytes request = encode_request(argv[1], server, (uint32_t)strtoul(argv[3], NULL, 10));

    struct pipe *pipe = channel.session->bound->pipe; /* the only interface of a fresh session */
    size_t bytes = exchange(pipe, &request);
    uint64_t wall = wall_ns(), cpu = cpu_ns();
    for (unsigned long i = 0; i < count; i++)
        bytes = exchange(pipe, &request);
    wall = wall_ns() - wall;
    cpu = cpu_ns() - cpu;
    printf("bytes %zu\n", bytes);
    if (count)
        printf("wall_ns %.1f\ncpu_ns %.1f\n", (double)wall / (double)count,
               (double)cpu / (double)count);
    bytes_free(&request);
    channel_give(&channel);
    call_end(&call);
    x_free(server);
    return 0;
}
