/* SPDX-License-Identifier: MIT */
/* Users created, changed and deleted. The structure of a level becomes a record, the record the
 * members of SAMPR_USER_ALL_INFORMATION that it speaks of, and a password a call of its own. */
#include <string.h>

#include "auth/sampass.h"
#include "base/alloc.h"
#include "base/status.h"
#include "base/utf16.h"
#include "lmaccess.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "provider/remote/accounts.h"
#include "winerror.h"

#define CONTROL_NORMAL  0x10u
#define CONTROL_TYPES   0x1D8u   /* the bits of account types, [MS-SAMR] 2.2.1.12 */
#define CONTROL_EXPIRED 0x20000u /* given, never taken */

/* ---- Levels to what is sent ---- */

/* Members that can be set, and the bit that says so ([MS-SAMR] 2.2.1.8). A text that is NULL stays
 * what it is. */
static const struct {
    const char *member;
    DWORD which;
} settable[] = {
    { "full_name", 0x2 },        { "primary_group_id", 0x8 },
    { "comment", 0x10 },         { "usr_comment", 0x20 },
    { "home_dir", 0x40 },        { "home_dir_drive", 0x80 },
    { "script_path", 0x100 },    { "profile", 0x200 },
    { "workstations", 0x400 },   { "logon_hours", 0x2000 },
    { "acct_expires", 0x80000 }, { "flags", 0x100000 },
    { "parms", 0x200000 },       { "country_code", 0x400000 },
    { "code_page", 0x800000 },   { "password_expired", 0x8000000 },
};
#define WHICH_NAME    0x1u
#define WHICH_EXPIRED 0x8000000u
#define WHICH_FLAGS   0x100000u

static bool is_null_pointer(const struct ndr_field *f, const void *record)
{
    return (f->kind == NDR_WSTR || f->kind == NDR_FIXED) &&
           !*(void *const *)(const void *)((const uint8_t *)record + f->at);
}

static DWORD members_of(const struct ndr_type *type, const void *record)
{
    DWORD which = 0;
    for (size_t i = 0; i < sizeof settable / sizeof *settable; i++) {
        const struct ndr_field *f = ndr_member(type, settable[i].member);
        if (f && !is_null_pointer(f, record))
            which |= settable[i].which;
    }
    return which;
}

/* Never is 0 or INT64_MAX ([MS-SAMR] 2.2.7.1); Samba takes the second for a date in 1975. */
static LARGE_INTEGER sam_time(DWORD seconds)
{
    LARGE_INTEGER t = { .QuadPart = 0 };
    if (seconds != TIMEQ_FOREVER)
        t.QuadPart = ((LONGLONG)seconds + SAM_1970) * SAM_SECOND;
    return t;
}

static struct samr_user sam_user_of(const struct user_record *r, DWORD which)
{
    DWORD control = user_control(r->rec_flags) & ~CONTROL_EXPIRED;
    return (struct samr_user){
        .which = which,
        .name = which & WHICH_NAME ? r->rec_name : NULL, /* Samba renames without the bit */
        .full_name = r->rec_full_name,
        .comment = r->rec_comment,
        .usr_comment = r->rec_usr_comment,
        .home_dir = r->rec_home_dir,
        .home_dir_drive = r->rec_home_dir_drive,
        .script_path = r->rec_script_path,
        .profile = r->rec_profile,
        .workstations = r->rec_workstations,
        .parms = r->rec_parms,
        .units_per_week = UNITS_PER_WEEK,
        .logon_hours = which & 0x2000 ? r->rec_logon_hours : NULL,
        .account_expires = sam_time(r->rec_acct_expires),
        .control = control & CONTROL_TYPES ? control : control | CONTROL_NORMAL,
        .country_code = (WORD)r->rec_country_code,
        .code_page = (WORD)r->rec_code_page,
        .primary_group_id = r->rec_primary_group_id,
        .password_expired = r->rec_password_expired != 0,
    };
}

/* ---- Passwords ---- */

static NET_API_STATUS set_by_rc4(struct sam *s, const BYTE handle[SAMR_HANDLE_SIZE],
                                 LPCWSTR password, const uint8_t *key)
{
    struct samr_password_salted info = { .expired = 0 };
    struct samr_frame frame = { .class = SAMR_USER_PASSWORD_SALTED, .info = &info };
    NET_API_STATUS status = status_to_win32(sam_seal_salted(password, key, info.password));
    if (status == NERR_Success)
        status = sam_call_on(s, &SamrSetInformationUser2, handle, &frame);
    x_wipe(&info, sizeof info);
    return status;
}

static struct samr_aes aes_record(struct sam_password_aes *sealed)
{
    struct samr_aes aes = { .len = SAM_CIPHER_SIZE,
                            .cipher = (struct samr_byte *)sealed->cipher,
                            .iterations = { .QuadPart = (LONGLONG)sealed->iterations } };
    memcpy(aes.auth_data, sealed->auth_data, sizeof aes.auth_data);
    memcpy(aes.salt, sealed->salt, sizeof aes.salt);
    return aes;
}

static NET_API_STATUS set_by_aes(struct sam *s, const BYTE handle[SAMR_HANDLE_SIZE],
                                 LPCWSTR password, const uint8_t *key)
{
    struct sam_password_aes sealed;
    NET_API_STATUS status = status_to_win32(sam_seal_aes(password, key, &sealed));
    if (status != NERR_Success)
        return status;
    struct samr_password_aes info = { aes_record(&sealed), 0 };
    struct samr_frame frame = { .class = SAMR_USER_PASSWORD_AES, .info = &info };
    status = sam_call_on(s, &SamrSetInformationUser2, handle, &frame);
    /* only "no such class" lets the older form be tried */
    return frame.status == STATUS_INVALID_INFO_CLASS ? ERROR_INVALID_LEVEL : status;
}

static NET_API_STATUS set_password(struct sam *s, const BYTE handle[SAMR_HANDLE_SIZE],
                                   LPCWSTR password)
{
    const uint8_t *key = channel_key(&s->channel);
    if (!key)
        return ERROR_NO_USER_SESSION_KEY;
    if (utf16_len(password) > SAM_PASSWORD_UNITS_MAX)
        return NERR_PasswordTooShort;
    NET_API_STATUS status = set_by_aes(s, handle, password, key);
    return status == ERROR_INVALID_LEVEL ? set_by_rc4(s, handle, password, key) : status;
}

/* ---- Changes ---- */

static NET_API_STATUS write_members(struct sam *s, const BYTE handle[SAMR_HANDLE_SIZE],
                                    const struct user_record *r, DWORD which)
{
    struct samr_user user = sam_user_of(r, which);
    struct samr_frame frame = { .class = SAMR_USER_ALL, .info = &user };
    return which ? sam_call_on(s, &SamrSetInformationUser2, handle, &frame) : NERR_Success;
}

/* The password first: what it breaks must leave the rest as it was. */
static NET_API_STATUS write_user(struct sam *s, const BYTE handle[SAMR_HANDLE_SIZE],
                                 const struct account_change *c, const struct user_record *r)
{
    DWORD which = c->level == 0 ? WHICH_NAME : members_of(c->type, c->record);
    NET_API_STATUS status = NERR_Success;
    if (r->rec_password)
        status = set_password(s, handle, r->rec_password);
    return status == NERR_Success ? write_members(s, handle, r, which) : status;
}

static NET_API_STATUS set_task(struct sam *s, void *arg)
{
    struct account_change *c = arg;
    const struct sam_domain *d;
    struct user_record r = { .rec_name = NULL };
    BYTE handle[SAMR_HANDLE_SIZE];
    DWORD rid;
    ndr_project(&user_record, &r, c->type, c->record);
    NET_API_STATUS status = find_user(s, c->name, &d, &rid);
    if (status == NERR_Success)
        status = sam_open(s, &SamrOpenUser, d, rid, handle);
    if (status != NERR_Success)
        return status;
    status = write_user(s, handle, c, &r);
    sam_close(s, handle);
    return status;
}

NET_API_STATUS user_set(struct call *call, struct account_change *change)
{
    return sam_run(call, false, set_task, change);
}

/* An account that could not be given what was asked for is no account. */
static NET_API_STATUS add_task(struct sam *s, void *arg)
{
    struct account_change *c = arg;
    const struct sam_domain *d;
    struct user_record r = { .rec_name = NULL };
    ndr_project(&user_record, &r, c->type, c->record);
    DWORD type = user_control(r.rec_flags) & CONTROL_TYPES;
    struct samr_frame frame = { .name = r.rec_name,
                                .type = type ? type : CONTROL_NORMAL,
                                .access = SAM_MAXIMUM_ALLOWED };
    NET_API_STATUS status = sam_open_domain(s, SAM_ACCOUNTS, &d);
    if (status != NERR_Success)
        return status;
    status = sam_call_on(s, &SamrCreateUser2InDomain, d->handle, &frame);
    if (status != NERR_Success)
        return status;
    status = write_user(s, frame.opened, c, &r);
    if (status == NERR_Success) {
        sam_close(s, frame.opened);
        return status;
    }
    sam_call_on(s, &SamrDeleteUser, frame.opened, &frame);
    return status;
}

NET_API_STATUS user_add(struct call *call, struct account_change *change)
{
    return sam_run(call, false, add_task, change);
}

/* ---- Deleting ---- */

/* The aliases that every server has forget the account first ([MS-SAMR] 3.1.5.8.7). */
static NET_API_STATUS delete_task(struct sam *s, void *arg)
{
    const struct sam_domain *d, *builtin;
    struct samr_frame frame = { .rid = 0 };
    DWORD rid;
    NET_API_STATUS status = find_user(s, arg, &d, &rid);
    if (status == NERR_Success)
        status = sam_open_domain(s, SAM_BUILTIN, &builtin);
    if (status == NERR_Success && !(frame.sid = account_sid(s, d, rid)))
        status = ERROR_NOT_ENOUGH_MEMORY;
    if (status != NERR_Success)
        return status;
    /* it may be in none */
    sam_call_on(s, &SamrRemoveMemberFromForeignDomain, builtin->handle, &frame);
    status = sam_open(s, &SamrOpenUser, d, rid, frame.handle);
    if (status != NERR_Success)
        return status;
    status = sam_call(s, &SamrDeleteUser, &frame);
    if (status != NERR_Success)
        sam_close(s, frame.handle);
    return status;
}

NET_API_STATUS user_delete(struct call *call, LPCWSTR name)
{
    return sam_run(call, false, delete_task, (void *)(uintptr_t)name);
}

/* ---- Changing one's own password ---- */

#define CHANGE_ITERATIONS 10000u /* of PBKDF2, between 5,000 and 1,000,000 ([MS-SAMR] 3.2.2.5) */

struct password_change {
    LPCWSTR name, old_password, new_password;
};

static NET_API_STATUS change_by_aes(struct sam *s, const struct password_change *c,
                                    struct samr_frame *frame)
{
    struct sam_password_aes sealed;
    NET_API_STATUS status = status_to_win32(
        sam_change_aes(c->old_password, c->new_password, CHANGE_ITERATIONS, &sealed));
    if (status != NERR_Success)
        return status;
    struct samr_aes aes = aes_record(&sealed);
    frame->info = &aes;
    return sam_call(s, &SamrUnicodeChangePasswordUser4, frame);
}

static NET_API_STATUS change_by_rc4(struct sam *s, const struct password_change *c,
                                    struct samr_frame *frame)
{
    struct sam_change_rc4 sealed;
    NET_API_STATUS status =
        status_to_win32(sam_change_rc4(c->old_password, c->new_password, &sealed));
    if (status != NERR_Success)
        return status;
    frame->password = sealed.new_by_old;
    frame->hash = sealed.old_by_new;
    status = sam_call(s, &SamrUnicodeChangePasswordUser2, frame);
    x_wipe(&sealed, sizeof sealed);
    return status;
}

static NET_API_STATUS change_task(struct sam *s, void *arg)
{
    const struct password_change *c = arg;
    struct samr_name host = { s->call->unc };
    struct samr_frame frame = { .host = &host, .name = (LPWSTR)(uintptr_t)c->name };
    NET_API_STATUS status = change_by_aes(s, c, &frame);
    return status == RPC_S_PROCNUM_OUT_OF_RANGE ? change_by_rc4(s, c, &frame) : status;
}

NET_API_STATUS user_change_password(struct call *call, LPCWSTR name, LPCWSTR old_password,
                                    LPCWSTR new_password)
{
    if (utf16_len(new_password) > SAM_PASSWORD_UNITS_MAX)
        return NERR_PasswordTooShort;
    return sam_run(call, false, change_task,
                   &(struct password_change){ name, old_password, new_password });
}
