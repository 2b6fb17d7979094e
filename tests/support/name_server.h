/* SPDX-License-Identifier: MIT */
/* A NetBIOS name server on a port of 127.0.0.1, in a thread: it answers each query as it is told. */
#ifndef SUPPORT_NAME_SERVER_H
#define SUPPORT_NAME_SERVER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>

struct name_server {
    int fd;
    uint16_t port;
    pthread_t thread;
    const char *name;       /* the only one it knows, blank-padded to 16 bytes; NULL: every name */
    uint32_t addresses[4];  /* one answer each; 0 ends them */
    struct {
        const char *name; /* as above; NULL: no more */
        uint32_t address;
    } others[4];
    unsigned silent;        /* queries it does not hear first */
    int wrong_id;           /* answers with another id */
    atomic_uint asked;
};

/* Set the members above port to what it shall do, and start it. */
void name_server_start(struct name_server *server);
void name_server_stop(struct name_server *server);

#endif
