/* SPDX-License-Identifier: MIT */
/*
 * One function of the API, called once and then COUNT times more, which are measured. The library
 * is opened at run time, this one and Samba's libnetapi alike; nothing of the latter is linked or
 * included. It takes names as UTF-8 and has to be told who we are; this one takes UTF-16 and reads
 * its configuration.
 *
 * usage: bench_call LIBRARY FUNCTION SERVER LEVEL COUNT CREDENTIALS
 *
 * SERVER without backslashes. Prints `NAME VALUE` lines: entries of the last answer, wall_ns and
 * cpu_ns of one measured call, then of the whole process its shared libraries and largest resident
 * size in KiB.
 */
#include "bench.h"

#include <link.h>
#include <stdbool.h>
#include <uchar.h>

#define TEXT_MAX      256
#define PREFERRED_ALL UINT32_MAX

struct library {
    uint32_t (*server_get_info)(const void *server, uint32_t level, uint8_t **buffer);
    uint32_t (*share_enum)(const void *server, uint32_t level, uint8_t **buffer, uint32_t preferred,
                           uint32_t *entries, uint32_t *total, uint32_t *resume);
    uint32_t (*release)(void *buffer);
};

struct question {
    struct library library;
    bool is_enum;
    const void *server;
    uint32_t level, entries;
};

/* ---- Samba's: who we are ---- */

struct libnetapi_ctx;

/* The value of a line NAME=VALUE of a credentials file. */
static bool credential(const char *path, const char *name, char value[TEXT_MAX])
{
    FILE *f = fopen(path, "r");
    char line[TEXT_MAX];
    bool found = false;
    size_t len = strlen(name);
    while (f && !found && fgets(line, sizeof line, f)) {
        line[strcspn(line, "\n")] = '\0';
        found = !strncmp(line, name, len) && line[len] == '=';
        if (found)
            snprintf(value, TEXT_MAX, "%s", line + len + 1);
    }
    if (f)
        fclose(f);
    return found;
}

static void log_on_samba(void *handle, const char *credentials)
{
    uint32_t (*init)(struct libnetapi_ctx **);
    uint32_t (*set_username)(struct libnetapi_ctx *, const char *);
    uint32_t (*set_password)(struct libnetapi_ctx *, const char *);
    struct libnetapi_ctx *context = NULL;
    char user[TEXT_MAX], password[TEXT_MAX];
    bench_symbol(handle, "libnetapi_init", &init);
    bench_symbol(handle, "libnetapi_set_username", &set_username);
    bench_symbol(handle, "libnetapi_set_password", &set_password);
    if (!credential(credentials, "username", user) ||
        !credential(credentials, "password", password) || init(&context) ||
        set_username(context, user) || set_password(context, password)) {
        fprintf(stderr, "libnetapi: cannot be set up\n");
        exit(1);
    }
}

/* ---- Calls ---- */

static const void *wide(const char *ascii)
{
    static char16_t name[TEXT_MAX];
    size_t n = 0;
    name[n++] = u'\\';
    name[n++] = u'\\';
    while (*ascii && n < TEXT_MAX - 1)
        name[n++] = (char16_t)(unsigned char)*ascii++;
    return name;
}

static void ask(struct question *q)
{
    uint8_t *buffer = NULL;
    uint32_t total, resume = 0, status;
    q->entries = 1;
    if (q->is_enum)
        status = q->library.share_enum(q->server, q->level, &buffer, PREFERRED_ALL, &q->entries,
                                       &total, &resume);
    else
        status = q->library.server_get_info(q->server, q->level, &buffer);
    if (status || !buffer) {
        fprintf(stderr, "the call returned %u\n", status);
        exit(1);
    }
    q->library.release(buffer);
}

/* ---- The process ---- */

static int count_library(struct dl_phdr_info *info, size_t size, void *count)
{
    (void)size;
    /* the program itself has no name, and the kernel's part no file */
    if (*info->dlpi_name && !strstr(info->dlpi_name, "linux-vdso"))
        ++*(unsigned *)count;
    return 0;
}

/* ru_maxrss would count what this process was before exec. */
static unsigned long peak_kib(void)
{
    FILE *f = fopen("/proc/self/status", "r");
    char line[TEXT_MAX];
    unsigned long kib = 0;
    while (f && fgets(line, sizeof line, f))
        if (!strncmp(line, "VmHWM:", 6))
            kib = strtoul(line + 6, NULL, 10);
    if (f)
        fclose(f);
    return kib;
}

int main(int argc, char **argv)
{
    if (argc != 7)
        return 2;
    struct question q = { .is_enum = !strcmp(argv[2], "NetShareEnum") };
    unsigned long count = strtoul(argv[5], NULL, 10);
    unsigned libraries = 0;
    void *handle = bench_open(argv[1]);
    bench_symbol(handle, "NetServerGetInfo", &q.library.server_get_info);
    bench_symbol(handle, "NetShareEnum", &q.library.share_enum);
    bench_symbol(handle, "NetApiBufferFree", &q.library.release);
    q.level = (uint32_t)strtoul(argv[4], NULL, 10);
    if (dlsym(handle, "libnetapi_init")) {
        log_on_samba(handle, argv[6]);
        q.server = argv[3];
    } else {
        q.server = wide(argv[3]);
    }

    ask(&q);
    uint64_t wall = wall_ns(), cpu = cpu_ns();
    for (unsigned long i = 0; i < count; i++)
        ask(&q);
    wall = wall_ns() - wall;
    cpu = cpu_ns() - cpu;
    printf("entries %u\n", q.entries);
    if (count)
        printf("wall_ns %.1f\ncpu_ns %.1f\n", (double)wall / (double)count,
               (double)cpu / (double)count);
    dl_iterate_phdr(count_library, &libraries);
    printf("libraries %u\nrss_kib %lu\n", libraries, peak_kib());
    return 0;
}
