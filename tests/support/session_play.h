/* SPDX-License-Identifier: MIT */
/* The session every recording is of: log on, open srvsvc, ask the server about itself and for its
 * shares, close. The recorder plays it to a server, the test to what was recorded. */
#ifndef SUPPORT_SESSION_PLAY_H
#define SUPPORT_SESSION_PLAY_H

#include "net/stream.h"
#include "recording.h"
#include "session_recording.h"
#include "smb2/dialect.h"
#include "smb2/encrypt.h"
#include "smb2/sign.h"

#define SESSION_CALLS 2u

struct session_answers {
    const struct smb2_dialect *dialect;
    const struct smb2_signing *signing; /* of messages in clear; NULL: they were not signed */
    const struct smb2_cipher *cipher;   /* NULL: messages were not encrypted */
    struct session_answer {
        const struct rpc_op *op;
        union frame frame;
        void *block; /* NULL: not there */
    } calls[SESSION_CALLS];
};

/*
 * Plays the session with the recording's credentials and options on a fresh stream, which is closed
 * in any case. Starts the fixed random bytes. Returns a Win32 code as a call of the API would; the
 * answers are whole after NERR_Success and to be freed in any case.
 */
NET_API_STATUS session_play(const struct session_recording *r, struct net_stream *stream,
                            struct session_answers *answers);

/* Appends how the session was protected and what each call answered. */
void session_answers_print(const struct session_answers *answers, struct bytes *out);

void session_answers_free(struct session_answers *answers);

#endif
