/* SPDX-License-Identifier: MIT */
/* The caller's structure into a frame: what can be seen to be wrong is told by the number of its
 * member, without asking the server. */
#include "api/api.h"

#include <string.h>

#include "base/limits.h"
#include "base/secdesc.h"
#include "base/utf16.h"
#include "lmerr.h"
#include "winerror.h"

/* Is the text one the server can be sent? A secret too long is as wrong as another text. */
static bool text_fits(const struct ndr_field *f, const uint8_t *record)
{
    const WCHAR *text = *(const LPWSTR *)(const void *)(record + f->at);
    return !text || utf16_len(text) < f->max;
}

/* A descriptor comes without a length; the published `reserved` beside it is where the wire has it.
 */
static NET_API_STATUS measure_descriptor(const struct ndr_field *f, uint8_t *record)
{
    const uint8_t *sd = *(const uint8_t *const *)(const void *)(record + f->at);
    size_t len = sd ? secdesc_measure(sd, f->max) : 0;
    *(DWORD *)(void *)(record + f->len_at) = (DWORD)len;
    return len || !sd ? NERR_Success : ERROR_INVALID_SECURITY_DESCR;
}

/* Is the count of what the row is about one that there can be? */
static bool count_fits(const struct ndr_field *f, const uint8_t *record)
{
    if (f->kind == NDR_BYTES && ndr_field_len(f, record))
        return ndr_field_len(f, record) <= f->max &&
               *(const LPBYTE *)(const void *)(record + f->at);
    return !(f->flags & NDR_USED_OF) || *(const DWORD *)(const void *)(record + f->at) <= f->max;
}

/* Checks and completes the copy of a caller's structure. *parm: the number of the wrong member. */
static NET_API_STATUS check_record(const struct ndr_type *t, uint8_t *record, DWORD *parm)
{
    NET_API_STATUS status = NERR_Success;
    for (size_t i = 0; i < t->n_fields && status == NERR_Success; i++) {
        const struct ndr_field *f = &t->fields[i];
        *parm = f->parm ? f->parm : PARM_ERROR_UNKNOWN;
        if (f->kind == NDR_SECDESC)
            status = measure_descriptor(f, record);
        else if (!count_fits(f, record) || (f->kind == NDR_WSTR && !text_fits(f, record)))
            status = ERROR_INVALID_PARAMETER;
    }
    return status;
}

NET_API_STATUS api_check_record(const struct ndr_type *type, const void *buf, DWORD *parm)
{
    _Alignas(16) uint8_t record[NDR_STRUCT_MAX];
    *parm = PARM_ERROR_UNKNOWN;
    if (!buf)
        return ERROR_INVALID_PARAMETER;
    memcpy(record, buf, type->size);
    return check_record(type, record, parm);
}

static NET_API_STATUS set_until(const char *function, const struct rpc_op *op,
                                const struct ndr_type *type, const struct set_args *args,
                                struct deadline *until)
{
    _Alignas(16) uint8_t record[NDR_STRUCT_MAX]; /* a copy: the caller's is only read */
    void *block;
    DWORD parm = PARM_ERROR_UNKNOWN;
    struct set_frame frame = {
        .name = frame_name(args->name), .level = args->level, .info = record, .has_parm_err = true
    };
    if (args->parm_err)
        *args->parm_err = PARM_ERROR_NONE;
    if (!type)
        return ERROR_INVALID_LEVEL;
    NET_API_STATUS status = ERROR_INVALID_PARAMETER;
    if (args->buf) {
        memcpy(record, args->buf, type->size);
        status = check_record(type, record, &parm);
    }
    if (status == NERR_Success) {
        status = api_call_until(function, op, args->servername, &frame, until, &block);
        parm = frame.has_parm_err ? frame.parm_err : PARM_ERROR_UNKNOWN;
    }
    if (status == ERROR_INVALID_PARAMETER && args->parm_err)
        *args->parm_err = parm;
    explicit_bzero(record, sizeof record);
    return status;
}

NET_API_STATUS api_set(const char *function, const struct rpc_op *op, const struct ndr_type *type,
                       const struct set_args *args)
{
    return set_until(function, op, type, args, NULL);
}

NET_API_STATUS api_set_level_until(const char *function, const struct rpc_op *op,
                                   const struct net_family *family, enum net_use use,
                                   const struct set_args *args, struct deadline *until)
{
    const struct net_level *level = net_family_find(family, args->level, use);
    return set_until(function, op, level ? level->type : NULL, args, until);
}

NET_API_STATUS api_set_level(const char *function, const struct rpc_op *op,
                             const struct net_family *family, enum net_use use,
                             const struct set_args *args)
{
    return api_set_level_until(function, op, family, use, args, NULL);
}
