/* SPDX-License-Identifier: MIT */
/*
 * The account database of a server over one channel: connected, its domains opened. What was opened
 * stays open as long as the channel lives in the pool, so that a warm call begins with its own
 * question.
 */
#ifndef PROVIDER_REMOTE_SAM_H
#define PROVIDER_REMOTE_SAM_H

#include "layout/samr.h"
#include "provider/provider.h"
#include "provider/remote/channel.h"

#define SAM_MAXIMUM_ALLOWED 0x02000000u /* whatever the server gives us */

enum sam_domain_kind { SAM_ACCOUNTS, SAM_BUILTIN, SAM_DOMAINS };

struct sam_domain {
    bool open;
    BYTE handle[SAMR_HANDLE_SIZE];
    BYTE sid[8 + 4 * 15]; /* of the domain, in packet form */
    WCHAR name[256];
};

/* What was opened on a channel. */
struct sam_handles {
    bool connected;
    BYTE server[SAMR_HANDLE_SIZE];
    struct sam_domain domains[SAM_DOMAINS];
};

struct sam {
    struct call *call;
    struct channel channel;
    struct sam_handles *handles;
    struct sam_block *blocks; /* buffers of answers, until the end of the task */
};

/*
 * Runs the task on a channel. When an idle connection turns out to be gone, a task that only reads
 * runs again on a new one, from its beginning. Returns what the task returns, or a Win32 code.
 */
typedef NET_API_STATUS sam_task(struct sam *, void *arg);
NET_API_STATUS sam_run(struct call *call, bool reads, sam_task *task, void *arg);

/* Makes one call. What the frame points to afterwards is valid until the end of the task. */
NET_API_STATUS sam_call(struct sam *, const struct rpc_op *op, struct samr_frame *frame);

/* The same on what a handle is of. */
NET_API_STATUS sam_call_on(struct sam *, const struct rpc_op *op,
                           const BYTE handle[SAMR_HANDLE_SIZE], struct samr_frame *frame);

/* The domain, opened. *domain is valid until the end of the task. */
NET_API_STATUS sam_open_domain(struct sam *, enum sam_domain_kind kind,
                               const struct sam_domain **domain);

/* The rid of an account of this type (SidTypeUser, ...) in a domain, which it opens. missing: the
 * code when there is none of the name and the type. */
NET_API_STATUS sam_lookup(struct sam *, enum sam_domain_kind kind, LPCWSTR name, SID_NAME_USE type,
                          NET_API_STATUS missing, const struct sam_domain **domain, DWORD *rid);

/* Opens a user, group or alias by its rid (op: SamrOpenUser, ...); closes what was opened. */
NET_API_STATUS sam_open(struct sam *, const struct rpc_op *op, const struct sam_domain *, DWORD rid,
                        BYTE handle[SAMR_HANDLE_SIZE]);
void sam_close(struct sam *, BYTE handle[SAMR_HANDLE_SIZE]);

#endif
