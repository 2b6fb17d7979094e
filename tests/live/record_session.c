/* SPDX-License-Identifier: MIT */
/*
 * Keeps a whole session with a server as a recording (support/session_recording.h) for tests/smb2:
 * every message in both directions. It is linked with fixed random bytes in place of the kernel's,
 * so the keys of the session are known to whoever reads this file: only for a server of the
 * laboratory and its throw-away passwords, which the recording contains.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/limits.h"
#include "base/status.h"
#include "lmerr.h"
#include "session_play.h"

struct request {
    const char *by;   /* product and version of the server */
    const char *note; /* how it was configured */
    const char *path, *host, *address;
    uint16_t port;
    struct credentials *read; /* from a file; NULL: none */
    const char *user, *password;
    struct smb2_options options;
};

static int usage(void)
{
    fputs("usage: record_session [OPTION]... FILE HOST PORT\n"
          "\n"
          "Logs on to a server of the laboratory, asks it about itself and for its shares, and\n"
          "writes all messages to FILE, password included. Without --credentials or --user the\n"
          "log-on is anonymous.\n"
          "\n"
          "  --address ADDRESS    of the server; 127.0.0.1 by default\n"
          "  --by TEXT            product and version of the server, for the header\n"
          "  --note TEXT          how the server was configured, for the header\n"
          "  --credentials PATH   a credentials file, as samba.sh makes them\n"
          "  --user NAME          with the password `unknown`: a user the server does not know\n"
          "  --encrypt WORD       no, allowed (default) or required\n"
          "  --min-dialect NAME   2.0.2 (default) to 3.1.1\n"
          "  --guest              stay when the server takes the user for its guest\n",
          stderr);
    return 2;
}

/* ---- A stream that keeps what goes by ---- */

struct tee {
    struct net_stream base;
    struct net_stream *server; /* owned */
    struct session_recording *r;
};

static uint32_t tee_send(struct net_stream *stream, const uint8_t *msg, size_t len,
                         struct deadline deadline)
{
    struct tee *t = (struct tee *)stream;
    if (!session_recording_add(t->r, false, msg, len))
        return STATUS_NO_MEMORY;
    return t->server->ops->send(t->server, msg, len, deadline);
}

/* Kept before it is decrypted in place. */
static uint32_t tee_recv(struct net_stream *stream, uint8_t **msg, size_t *len,
                         struct deadline deadline)
{
    struct tee *t = (struct tee *)stream;
    uint32_t status = t->server->ops->recv(t->server, msg, len, deadline);
    if (status == STATUS_OK && !session_recording_add(t->r, true, *msg, *len))
        return STATUS_NO_MEMORY;
    return status;
}

static void tee_close(struct net_stream *stream)
{
    struct tee *t = (struct tee *)stream;
    t->server->ops->close(t->server);
}

static const struct net_stream_ops tee_ops = { tee_send, tee_recv, NULL, tee_close };

/* ---- Recording ---- */

static bool take_session(const struct request *q, struct session_recording *r)
{
    struct tee tee = { .base.ops = &tee_ops, .r = r };
    struct session_answers answers;
    struct bytes text;
    uint32_t nt_status =
        net_tcp_connect(q->address, q->port, deadline_in(CONNECT_TIMEOUT_MS), &tee.server);
    if (nt_status != STATUS_OK) {
        fprintf(stderr, "record_session: %s, port %u: 0x%08x\n", q->address, q->port, nt_status);
        return false;
    }
    NET_API_STATUS status = session_play(r, &tee.base, &answers);
    bytes_init(&text, RPC_STUB_MAX);
    if (status == NERR_Success)
        session_answers_print(&answers, &text);
    else
        fprintf(stderr, "record_session: error %u\n", status);
    session_answers_free(&answers);
    bytes_put_u8(&text, '\0');
    r->expected = text.failed ? NULL : strdup((const char *)text.data);
    bytes_free(&text);
    return status == NERR_Success && r->expected;
}

static bool write_file(const struct request *q, const struct session_recording *r)
{
    char date[16] = "";
    time_t now = time(NULL);
    struct tm utc;
    FILE *f = fopen(q->path, "w");
    if (!f) {
        perror(q->path);
        return false;
    }
    if (gmtime_r(&now, &utc))
        strftime(date, sizeof date, "%Y-%m-%d", &utc);
    fprintf(f, "# Answered by %s, %s%s%s.\n", q->by, date, q->note ? ", with " : "",
            q->note ? q->note : "");
    fputs("# Recorded by tests/live/record_session. The password is a throw-away server's.\n", f);
    session_recording_write(r, f);
    bool good = !ferror(f);
    return !fclose(f) && good && puts(q->path) >= 0;
}

static bool record(const struct request *q)
{
    struct session_recording r;
    const char *user = q->read ? q->read->user : q->user;
    bool good =
        session_recording_init(&r, q->host, user, q->read ? q->read->password : q->password);
    r.options = q->options;
    good = good && take_session(q, &r) && write_file(q, &r);
    session_recording_free(&r);
    return good;
}

/* ---- Arguments ---- */

static bool read_credentials(const char *path, struct request *q)
{
    const char *why = NULL;
    credentials_free(q->read);
    q->read = NULL;
    uint32_t status = credentials_read(path, &q->read, &why);
    if (status != NERR_Success)
        fprintf(stderr, "record_session: %s: %s\n", path, why ? why : "cannot be read");
    return status == NERR_Success;
}

static bool read_options(int argc, char **argv, struct request *q)
{
    static const struct option options[] = {
        { "address", required_argument, NULL, 'a' },
        { "by", required_argument, NULL, 'b' },
        { "note", required_argument, NULL, 'n' },
        { "credentials", required_argument, NULL, 'c' },
        { "user", required_argument, NULL, 'u' },
        { "encrypt", required_argument, NULL, 'e' },
        { "guest", no_argument, NULL, 'g' },
        { "min-dialect", required_argument, NULL, 'm' },
        { NULL, 0, NULL, 0 },
    };
    bool good = true;
    for (int o; good && (o = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        switch (o) {
        case 'a': q->address = optarg; break;
        case 'b': q->by = optarg; break;
        case 'n': q->note = optarg; break;
        case 'c': good = read_credentials(optarg, q); break;
        case 'u': q->user = optarg; break;
        case 'e': good = session_option_encrypt(optarg, &q->options.encrypt); break;
        case 'm': good = session_option_dialect(optarg, &q->options.min_dialect); break;
        case 'g': q->options.guest = true; break;
        default: good = false;
        }
    }
    return good && argc - optind == 3;
}

int main(int argc, char **argv)
{
    struct request q = {
        .by = "(say which server, and its version)",
        .address = "127.0.0.1",
        .password = "unknown",
        .options = { SMB2_ENCRYPT_ALLOWED, smb2_dialect_offer(0)->number, false },
    };
    int status = 2;
    if (read_options(argc, argv, &q)) {
        q.path = argv[optind];
        q.host = argv[optind + 1];
        q.port = (uint16_t)strtoul(argv[optind + 2], NULL, 10);
        status = record(&q) ? 0 : 1;
    } else {
        usage();
    }
    credentials_free(q.read);
    return status;
}
