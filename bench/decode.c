/* SPDX-License-Identifier: MIT */
/*
 * Decodes the answer to NetShareEnum at level 2 into a buffer and frees it, against copying the
 * same bytes. The stub is one that this library's encoder makes of so many shares.
 *
 * usage: bench_decode SHARES ROUNDS TIMES
 *
 * Prints `stub BYTES` once, then `netapi32 NANOSECONDS` and `memcpy NANOSECONDS` for each round:
 * nanoseconds one stub takes.
 */
#include "bench.h"

#include "base/buffer.h"
#include "base/limits.h"
#include "base/utf16.h"
#include "layout/ops.h"
#include "lmshare.h"
#include "ndr/ndr.h"

static LPWSTR text(const char *format, unsigned long i)
{
    char line[64];
    snprintf(line, sizeof line, format, i);
    LPWSTR wide = utf16_new(line);
    if (!wide)
        exit(1);
    return wide;
}

/* What a server with these shares would send. The process ends with the strings. */
static struct bytes encode_shares(unsigned long count)
{
    SHARE_INFO_2 *shares = calloc(count, sizeof *shares);
    struct enum_frame frame = { .total = (DWORD)count };
    struct ndr_error err;
    struct bytes stub;
    bytes_init(&stub, RPC_STUB_MAX);
    if (!shares)
        exit(1);
    for (unsigned long i = 0; i < count; i++) {
        shares[i].shi2_netname = text("s%05lu", i + 1);
        shares[i].shi2_remark = text("share number %lu", i + 1);
        shares[i].shi2_path = text("C:\\tmp\\lab\\share\\s%05lu", i + 1);
        shares[i].shi2_passwd = text("", i);
        shares[i].shi2_max_uses = SHI_USES_UNLIMITED;
    }
    frame.info.level = 2;
    frame.info.list.count = (DWORD)count;
    frame.info.list.items = shares;
    if (!ndr_encode(&NetrShareEnum.out, &frame, &stub, &err)) {
        fprintf(stderr, "encode: %s: %s\n", err.member, ndr_err_text(err.code));
        exit(1);
    }
    return stub;
}

static void decode(const struct ndr_stub *stub, unsigned long count)
{
    struct enum_frame frame = { .info.level = 2 };
    struct ndr_error err;
    void *block;
    if (!ndr_decode(&NetrShareEnum.out, &frame, stub, "bench", &block, &err) ||
        frame.info.list.count != count) {
        fprintf(stderr, "decode: %s: %s\n", err.member, ndr_err_text(err.code));
        exit(1);
    }
    buffer_free(block);
}

static double decode_ns(const struct ndr_stub *stub, unsigned long count, unsigned long times)
{
    uint64_t start = wall_ns();
    for (unsigned long i = 0; i < times; i++)
        decode(stub, count);
    return (double)(wall_ns() - start) / (double)times;
}

static double copy_ns(const struct ndr_stub *stub, uint8_t *to, unsigned long times)
{
    /* volatile: a copy that nobody reads would not be made */
    void *(*volatile copy)(void *, const void *, size_t) = memcpy;
    uint64_t start = wall_ns();
    for (unsigned long i = 0; i < times; i++)
        copy(to, stub->data, stub->len);
    return (double)(wall_ns() - start) / (double)times;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return 2;
    unsigned long count = strtoul(argv[1], NULL, 10), rounds = strtoul(argv[2], NULL, 10);
    unsigned long times = strtoul(argv[3], NULL, 10);
    struct bytes bytes = encode_shares(count);
    struct ndr_stub stub = { bytes.data, bytes.len, false };
    uint8_t *to = malloc(bytes.len);
    if (!to)
        return 1;
    printf("stub %zu\n", bytes.len);
    decode_ns(&stub, count, 1); /* the heap grows, once */
    copy_ns(&stub, to, 1);
    for (unsigned long round = 0; round < rounds; round++) {
        printf("netapi32 %.1f\n", decode_ns(&stub, count, times));
        printf("memcpy %.1f\n", copy_ns(&stub, to, times));
    }
    free(to);
    bytes_free(&bytes);
    return 0;
}
