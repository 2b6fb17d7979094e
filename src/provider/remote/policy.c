/* SPDX-License-Identifier: MIT */
/* The rules for all accounts of a server: what a domain's information classes say, in seconds. */
#include "provider/remote/accounts.h"

#include <string.h>

#include "lmaccess.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "winerror.h"

/* A span of time is negative; the most negative has no end. */
static DWORD span_seconds(LARGE_INTEGER span)
{
    if (span.QuadPart == INT64_MIN || span.QuadPart > 0)
        return TIMEQ_FOREVER;
    int64_t seconds = -(span.QuadPart / SAM_SECOND);
    return seconds < TIMEQ_FOREVER ? (DWORD)seconds : TIMEQ_FOREVER;
}

static NET_API_STATUS query(struct sam *s, const struct sam_domain *d, DWORD class,
                            const void **info)
{
    struct samr_frame frame = { .class = class };
    NET_API_STATUS status = sam_call_on(s, &SamrQueryInformationDomain, d->handle, &frame);
    *info = frame.info;
    return status == NERR_Success && !frame.info ? RPC_X_BAD_STUB_DATA : status;
}

static NET_API_STATUS read_passwords(struct sam *s, const struct sam_domain *d,
                                     struct policy_record *r)
{
    const void *password, *logoff;
    NET_API_STATUS status = query(s, d, SAMR_DOMAIN_PASSWORD, &password);
    if (status == NERR_Success)
        status = query(s, d, SAMR_DOMAIN_LOGOFF, &logoff);
    if (status != NERR_Success)
        return status;
    const struct samr_domain_password *p = password;
    const struct samr_domain_logoff *l = logoff;
    r->rec_min_passwd_len = p->min_passwd_len;
    r->rec_password_hist_len = p->password_hist_len;
    r->rec_max_passwd_age = span_seconds(p->max_passwd_age);
    r->rec_min_passwd_age = span_seconds(p->min_passwd_age);
    r->rec_force_logoff = span_seconds(l->force_logoff);
    return NERR_Success;
}

static NET_API_STATUS read_role(struct sam *s, const struct sam_domain *d, struct policy_record *r)
{
    const void *role, *primary;
    NET_API_STATUS status = query(s, d, SAMR_DOMAIN_ROLE, &role);
    if (status == NERR_Success)
        status = query(s, d, SAMR_DOMAIN_REPLICATION, &primary);
    if (status != NERR_Success)
        return status;
    /* 2 is backup and 3 primary in both */
    r->rec_role = ((const struct samr_domain_role *)role)->role;
    r->rec_primary = text_or_empty(((const struct samr_name *)primary)->name);
    return NERR_Success;
}

static NET_API_STATUS read_lockout(struct sam *s, const struct sam_domain *d,
                                   struct policy_record *r)
{
    const void *info;
    NET_API_STATUS status = query(s, d, SAMR_DOMAIN_LOCKOUT, &info);
    if (status != NERR_Success)
        return status;
    const struct samr_domain_lockout *l = info;
    r->rec_lockout_duration = span_seconds(l->duration);
    r->rec_lockout_observation_window = span_seconds(l->window);
    r->rec_lockout_threshold = l->threshold;
    return NERR_Success;
}

static NET_API_STATUS get_task(struct sam *s, void *arg)
{
    struct account_info *info = arg;
    const struct sam_domain *d;
    struct policy_record r = { 0 };
    NET_API_STATUS status = sam_open_domain(s, SAM_ACCOUNTS, &d);
    if (status != NERR_Success)
        return status;
    r.rec_domain_name = (LPWSTR)(uintptr_t)d->name;
    r.rec_domain_id = (PSID)(uintptr_t)d->sid;
    if (info->level == 0)
        status = read_passwords(s, d, &r);
    else if (info->level == 1)
        status = read_role(s, d, &r);
    else if (info->level == 3)
        status = read_lockout(s, d, &r);
    return status == NERR_Success ? info_pack(s, info, &policy_record, &r) : status;
}

NET_API_STATUS policy_get(struct call *call, struct account_info *info)
{
    return sam_run(call, true, get_task, info);
}
