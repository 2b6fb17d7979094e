/* SPDX-License-Identifier: MIT */
/*
 * Kerberos by the GSSAPI of MIT, so that ccaches, keytabs and krb5.conf work as everywhere. The
 * library is loaded by the first log-on that needs it; nobody else pays for it. No environment is
 * set and nothing is shared between log-ons: what to use goes in through credential stores.
 *
 * The library may ask a KDC: for a ticket to the server when the ccache has none yet, and before
 * that for a ticket-granting one when there is a keytab or a password. Such a question cannot be
 * interrupted; it ends by the library's own rules (krb5.conf, some seconds a KDC), and a call's
 * deadline is looked at afterwards.
 */
#include "auth/mech.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <gssapi/gssapi_ext.h>
#include <gssapi/gssapi_krb5.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/status.h"

#define GSS_LIBRARY "libgssapi_krb5.so.2"

#define KERBEROS_FLAGS                                                                             \
    (GSS_C_MUTUAL_FLAG | GSS_C_REPLAY_FLAG | GSS_C_SEQUENCE_FLAG | GSS_C_INTEG_FLAG |              \
     GSS_C_CONF_FLAG)
#define KERBEROS_FLAGS_REQUIRED (GSS_C_MUTUAL_FLAG | GSS_C_INTEG_FLAG)
#define KERBEROS_KEY_MAX        64u /* 32 bytes is the longest there is */

/* --- the library --- */

/* The functions we use: a member of struct gss each, by its name. */
#define GSS_FUNCTIONS(F)                                                                           \
    F(gss_acquire_cred_from)                                                                       \
    F(gss_acquire_cred_with_password)                                                              \
    F(gss_delete_sec_context)                                                                      \
    F(gss_display_status)                                                                          \
    F(gss_get_mic)                                                                                 \
    F(gss_import_name)                                                                             \
    F(gss_init_sec_context)                                                                        \
    F(gss_inquire_sec_context_by_oid)                                                              \
    F(gss_release_buffer)                                                                          \
    F(gss_release_buffer_set)                                                                      \
    F(gss_release_cred)                                                                            \
    F(gss_release_name)                                                                            \
    F(gss_verify_mic)                                                                              \
    F(krb5_cc_destroy)                                                                             \
    F(krb5_cc_resolve)                                                                             \
    F(krb5_free_context)                                                                           \
    F(krb5_init_context)

#define GSS_MEMBER(name) __typeof__(name) *name;
#define GSS_SYMBOL(name) { #name, offsetof(struct gss, name) },

struct gss {
    void *library;
    GSS_FUNCTIONS(GSS_MEMBER)
};

static const struct {
    const char *name;
    size_t at;
} gss_symbols[] = { GSS_FUNCTIONS(GSS_SYMBOL) };

/* Object identifiers. Their type has no const, but nobody writes to them. */
#define OID(text)                                                                                  \
    {                                                                                              \
        sizeof text - 1, (void *)(uintptr_t)text                                                   \
    }

/* 1.2.840.113554.1.2.2 */
static gss_OID_desc oid_krb5 = OID("\x2A\x86\x48\x86\xF7\x12\x01\x02\x02");
/* 1.2.840.113554.1.2.1.4, RFC 2743 4.1 */
static gss_OID_desc oid_service_name = OID("\x2A\x86\x48\x86\xF7\x12\x01\x02\x01\x04");
/* 1.2.840.113554.1.2.2.1, RFC 1964 2.1.1 */
static gss_OID_desc oid_principal_name = OID("\x2A\x86\x48\x86\xF7\x12\x01\x02\x02\x01");
/* 1.2.840.113554.1.2.2.5.5, GSS_C_INQ_SSPI_SESSION_KEY */
static gss_OID_desc oid_session_key = OID("\x2A\x86\x48\x86\xF7\x12\x01\x02\x02\x05\x05");

/* Once loaded the library stays (RTLD_NODELETE): it keeps data for each thread. */
static bool gss_load(struct gss *gss)
{
    void *library = dlopen(GSS_LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    const char *missing = GSS_LIBRARY;
    for (size_t i = 0; library && i < sizeof gss_symbols / sizeof *gss_symbols; i++) {
        void *symbol = dlsym(library, gss_symbols[i].name);
        if (!symbol) {
            missing = gss_symbols[i].name;
            dlclose(library);
            library = NULL;
        }
        memcpy((char *)gss + gss_symbols[i].at, &symbol, sizeof symbol);
    }
    gss->library = library;
    if (!library)
        log_line(LOG_ERRORS, "kerberos: %s cannot be loaded", missing);
    return library;
}

/* --- errors --- */

/* What a log-on fails with. GSSAPI passes the errors of Kerberos on in its minor status. */
static const struct {
    krb5_error_code minor;
    uint32_t status;
} kerberos_errors[] = {
    { ENOMEM, STATUS_NO_MEMORY },
    /* nobody to ask */
    { KRB5_KDC_UNREACH, STATUS_NO_LOGON_SERVERS },
    { KRB5_REALM_UNKNOWN, STATUS_NO_LOGON_SERVERS },
    { KRB5_REALM_CANT_RESOLVE, STATUS_NO_LOGON_SERVERS },
    /* the user */
    { KRB5KDC_ERR_C_PRINCIPAL_UNKNOWN, STATUS_LOGON_FAILURE },
    { KRB5KDC_ERR_PREAUTH_FAILED, STATUS_LOGON_FAILURE },
    { KRB5KRB_AP_ERR_BAD_INTEGRITY, STATUS_LOGON_FAILURE },
    { KRB5KDC_ERR_KEY_EXP, STATUS_PASSWORD_EXPIRED },
    { KRB5KDC_ERR_CLIENT_REVOKED, STATUS_ACCOUNT_RESTRICTION }, /* disabled, locked, expired */
    { KRB5KDC_ERR_NAME_EXP, STATUS_ACCOUNT_EXPIRED },
    { KRB5KDC_ERR_POLICY, STATUS_ACCOUNT_RESTRICTION },
    /* the server */
    { KRB5KDC_ERR_S_PRINCIPAL_UNKNOWN, STATUS_KDC_UNABLE_TO_REFER },
    { KRB5KRB_AP_ERR_MODIFIED, STATUS_MUTUAL_AUTHENTICATION_FAILED },
    { KRB5KRB_AP_WRONG_PRINC, STATUS_MUTUAL_AUTHENTICATION_FAILED },
    /* the time */
    { KRB5KRB_AP_ERR_SKEW, STATUS_TIME_DIFFERENCE_AT_DC },
    { KRB5_KDCREP_SKEW, STATUS_TIME_DIFFERENCE_AT_DC },
    { KRB5KRB_AP_ERR_TKT_NYV, STATUS_TIME_DIFFERENCE_AT_DC },
    /* a ticket that has expired is none */
    { KRB5KRB_AP_ERR_TKT_EXPIRED, STATUS_NO_SUCH_LOGON_SESSION },
    { KRB5_KT_NOTFOUND, STATUS_NO_SUCH_LOGON_SESSION },
};

static uint32_t kerberos_status(OM_uint32 major, OM_uint32 minor)
{
    for (size_t i = 0; i < sizeof kerberos_errors / sizeof *kerberos_errors; i++)
        if ((OM_uint32)kerberos_errors[i].minor == minor)
            return kerberos_errors[i].status;
    switch (GSS_ROUTINE_ERROR(major)) {
    case GSS_S_NO_CRED:
    case GSS_S_CREDENTIALS_EXPIRED: return STATUS_NO_SUCH_LOGON_SESSION;
    case GSS_S_DEFECTIVE_TOKEN: return STATUS_INVALID_NETWORK_RESPONSE;
    case GSS_S_BAD_NAME:
    case GSS_S_BAD_NAMETYPE: return STATUS_INVALID_PARAMETER;
    default: return STATUS_LOGON_FAILURE;
    }
}

/* A status code in words, cut to size; false when the library has none. */
static bool kerberos_text(const struct gss *gss, OM_uint32 code, int type, char *text, size_t size)
{
    OM_uint32 minor, more = 0;
    gss_buffer_desc words = GSS_C_EMPTY_BUFFER;
    if (!code || GSS_ERROR(gss->gss_display_status(&minor, code, type, &oid_krb5, &more, &words)))
        return false;
    snprintf(text, size, "%.*s", (int)words.length, (const char *)words.value);
    gss->gss_release_buffer(&minor, &words);
    return true;
}

/* Logs what the library says, and turns it into an NTSTATUS. Where the major status is a general
 * one, the minor status says what Kerberos met. */
static uint32_t kerberos_fail(const struct gss *gss, const char *what, OM_uint32 major,
                              OM_uint32 minor)
{
    char text[512] = "unknown error";
    if (log_wanted(LOG_ERRORS)) {
        OM_uint32 general = GSS_ROUTINE_ERROR(major);
        if ((general != GSS_S_FAILURE && general != GSS_S_NO_CRED) ||
            !kerberos_text(gss, minor, GSS_C_MECH_CODE, text, sizeof text))
            kerberos_text(gss, major, GSS_C_GSS_CODE, text, sizeof text);
        log_line(LOG_ERRORS, "kerberos: %s: %s", what, text);
    }
    return kerberos_status(major, minor);
}

/* --- a log-on --- */

struct kerberos {
    struct auth_mech base; /* first: the caller's pointer is ours */
    struct gss gss;
    gss_cred_id_t cred;
    gss_name_t target;
    gss_ctx_id_t context;
    char *own_ccache; /* in memory, for this log-on */
    uint8_t key[KERBEROS_KEY_MAX];
    size_t key_len; /* 0 until the log-on is complete */
};

static uint32_t kerberos_name(struct kerberos *k, const char *text, gss_OID type, gss_name_t *out)
{
    OM_uint32 minor;
    gss_buffer_desc buffer = { strlen(text), (void *)(uintptr_t)text };
    OM_uint32 major = k->gss.gss_import_name(&minor, &buffer, type, out);
    return GSS_ERROR(major) ? kerberos_fail(&k->gss, text, major, minor) : STATUS_OK;
}

/* Text of three parts; NULL when memory is short. */
static char *kerberos_join(const char *a, const char *b, const char *c)
{
    size_t size = strlen(a) + strlen(b) + strlen(c) + 1;
    char *text = x_new(size);
    if (text)
        snprintf(text, size, "%s%s%s", a, b, c);
    return text;
}

/* The tickets of a ccache, or those that a keytab's key gets into one. */
static uint32_t kerberos_acquire_stored(struct kerberos *k, const struct credentials *c,
                                        gss_name_t name)
{
    gss_OID_set_desc mechs = { 1, &oid_krb5 };
    gss_key_value_element_desc elements[2];
    gss_key_value_set_desc store = { 0, elements };
    OM_uint32 minor;
    const char *ccache = k->own_ccache ? k->own_ccache : c->ccache;
    if (c->kind == CREDENTIALS_KEYTAB)
        elements[store.count++] = (gss_key_value_element_desc){ "client_keytab", c->keytab };
    if (ccache)
        elements[store.count++] = (gss_key_value_element_desc){ "ccache", ccache };
    OM_uint32 major = k->gss.gss_acquire_cred_from(
        &minor, name, GSS_C_INDEFINITE, &mechs, GSS_C_INITIATE,
        store.count ? &store : GSS_C_NO_CRED_STORE, &k->cred, NULL, NULL);
    if (!GSS_ERROR(major))
        return STATUS_OK;
    if (c->kind == CREDENTIALS_KEYTAB)
        log_line(LOG_ERRORS, "kerberos: no ticket by the key of %s in %s",
                 c->principal ? c->principal : "the first principal", c->keytab);
    return kerberos_fail(&k->gss, "no ticket", major, minor);
}

static uint32_t kerberos_acquire_by_password(struct kerberos *k, const char *password,
                                             gss_name_t name)
{
    gss_OID_set_desc mechs = { 1, &oid_krb5 };
    gss_buffer_desc buffer = { strlen(password), (void *)(uintptr_t)password };
    OM_uint32 minor;
    OM_uint32 major = k->gss.gss_acquire_cred_with_password(
        &minor, name, &buffer, GSS_C_INDEFINITE, &mechs, GSS_C_INITIATE, &k->cred, NULL, NULL);
    return GSS_ERROR(major) ? kerberos_fail(&k->gss, "no ticket by this password", major, minor)
                            : STATUS_OK;
}

/* The principal of a user with a password: the domain is its realm, unless the name has one. */
static char *kerberos_principal(const struct credentials *c)
{
    bool realm = c->domain && *c->domain && !strchr(c->user, '@');
    return kerberos_join(c->user, realm ? "@" : "", realm ? c->domain : "");
}

static uint32_t kerberos_acquire(struct kerberos *k, const struct credentials *c)
{
    bool by_password = c->kind == CREDENTIALS_KERBEROS_PASSWORD;
    char *text = by_password ? kerberos_principal(c) : x_strdup(c->principal);
    gss_name_t name = GSS_C_NO_NAME;
    OM_uint32 minor;
    uint32_t status = STATUS_OK;
    if (!text && (by_password || c->principal))
        return STATUS_NO_MEMORY;
    if (c->kind == CREDENTIALS_KEYTAB && !c->ccache) {
        char own[32];
        /* nobody else has this address while the log-on lives */
        snprintf(own, sizeof own, "%p", (void *)k);
        k->own_ccache = kerberos_join("MEMORY:netapi32-", own, "");
        status = k->own_ccache ? STATUS_OK : STATUS_NO_MEMORY;
    }
    if (!status && text)
        status = kerberos_name(k, text, &oid_principal_name, &name);
    if (!status)
        status = by_password ? kerberos_acquire_by_password(k, c->password, name)
                             : kerberos_acquire_stored(k, c, name);
    if (name)
        k->gss.gss_release_name(&minor, &name);
    x_free(text);
    return status;
}

/* A ticket is for a name. An address could only be one that a KDC has no entry for. */
static bool kerberos_is_address(const char *host)
{
    struct in_addr any;
    return strchr(host, ':') || inet_aton(host, &any);
}

static uint32_t kerberos_target(struct kerberos *k, const char *host)
{
    if (kerberos_is_address(host)) {
        log_line(LOG_ERRORS, "kerberos: a ticket is for the name of a server; %s is an address",
                 host);
        return STATUS_KDC_UNABLE_TO_REFER;
    }
    char *text = kerberos_join("cifs", "@", host);
    uint32_t status =
        text ? kerberos_name(k, text, &oid_service_name, &k->target) : STATUS_NO_MEMORY;
    x_free(text);
    return status;
}

/* Only once the context is complete: the library crashes when it is asked before. */
static uint32_t kerberos_take_key(struct kerberos *k)
{
    gss_buffer_set_t set = GSS_C_NO_BUFFER_SET;
    OM_uint32 minor;
    OM_uint32 major =
        k->gss.gss_inquire_sec_context_by_oid(&minor, k->context, &oid_session_key, &set);
    if (GSS_ERROR(major))
        return kerberos_fail(&k->gss, "no session key", major, minor);
    uint32_t status = STATUS_INTERNAL_ERROR;
    if (set->count && set->elements[0].length && set->elements[0].length <= sizeof k->key) {
        k->key_len = set->elements[0].length;
        memcpy(k->key, set->elements[0].value, k->key_len);
        status = STATUS_OK;
    }
    for (size_t i = 0; i < set->count; i++)
        x_wipe(set->elements[i].value, set->elements[i].length);
    k->gss.gss_release_buffer_set(&minor, &set);
    return status;
}

static uint32_t kerberos_step(struct auth_mech *mech, const uint8_t *in, size_t in_len,
                              struct bytes *out)
{
    struct kerberos *k = (struct kerberos *)mech;
    gss_buffer_desc input = { in_len, (void *)(uintptr_t)in }, output = GSS_C_EMPTY_BUFFER;
    OM_uint32 minor, ignored, flags = 0;
    OM_uint32 major = k->gss.gss_init_sec_context(
        &minor, k->cred, &k->context, k->target, &oid_krb5, KERBEROS_FLAGS, 0,
        GSS_C_NO_CHANNEL_BINDINGS, in_len ? &input : GSS_C_NO_BUFFER, NULL, &output, &flags, NULL);
    if (GSS_ERROR(major)) {
        k->gss.gss_release_buffer(&ignored, &output);
        uint32_t status = kerberos_fail(&k->gss, "no log-on", major, minor);
        /* what is wrong with the server's word is not the user's fault */
        return in_len && status == STATUS_LOGON_FAILURE ? STATUS_MUTUAL_AUTHENTICATION_FAILED
                                                        : status;
    }
    bytes_put(out, output.value, output.length);
    k->gss.gss_release_buffer(&ignored, &output);
    if (out->failed)
        return STATUS_NO_MEMORY;
    if (major & GSS_S_CONTINUE_NEEDED)
        return STATUS_MORE_PROCESSING_REQUIRED;
    if ((flags & KERBEROS_FLAGS_REQUIRED) != KERBEROS_FLAGS_REQUIRED) {
        log_line(LOG_ERRORS, "kerberos: the log-on ended without proof of who the server is");
        return STATUS_MUTUAL_AUTHENTICATION_FAILED;
    }
    return kerberos_take_key(k);
}

static const uint8_t *kerberos_key(struct auth_mech *mech, size_t *len)
{
    struct kerberos *k = (struct kerberos *)mech;
    *len = k->key_len;
    return k->key_len ? k->key : NULL;
}

static uint32_t kerberos_sign(struct auth_mech *mech, const uint8_t *msg, size_t len,
                              struct bytes *mic)
{
    struct kerberos *k = (struct kerberos *)mech;
    gss_buffer_desc message = { len, (void *)(uintptr_t)msg }, token = GSS_C_EMPTY_BUFFER;
    OM_uint32 minor;
    OM_uint32 major = k->gss.gss_get_mic(&minor, k->context, GSS_C_QOP_DEFAULT, &message, &token);
    if (GSS_ERROR(major))
        return kerberos_fail(&k->gss, "no signature", major, minor);
    bytes_put(mic, token.value, token.length);
    k->gss.gss_release_buffer(&minor, &token);
    return mic->failed ? STATUS_NO_MEMORY : STATUS_OK;
}

static bool kerberos_verify(struct auth_mech *mech, const uint8_t *msg, size_t len,
                            const uint8_t *mic, size_t mic_len)
{
    struct kerberos *k = (struct kerberos *)mech;
    gss_buffer_desc message = { len, (void *)(uintptr_t)msg };
    gss_buffer_desc token = { mic_len, (void *)(uintptr_t)mic };
    OM_uint32 minor;
    return k->gss.gss_verify_mic(&minor, k->context, &message, &token, NULL) == GSS_S_COMPLETE;
}

/* A ccache in memory stays until somebody destroys it; releasing the credentials does not. */
static void kerberos_destroy_own_ccache(struct kerberos *k)
{
    krb5_context context = NULL;
    krb5_ccache ccache = NULL;
    if (!k->own_ccache || k->gss.krb5_init_context(&context))
        return;
    if (!k->gss.krb5_cc_resolve(context, k->own_ccache, &ccache))
        k->gss.krb5_cc_destroy(context, ccache);
    k->gss.krb5_free_context(context);
}

static void kerberos_free(struct auth_mech *mech)
{
    struct kerberos *k = (struct kerberos *)mech;
    OM_uint32 minor;
    if (k->gss.library) {
        if (k->context)
            k->gss.gss_delete_sec_context(&minor, &k->context, GSS_C_NO_BUFFER);
        if (k->target)
            k->gss.gss_release_name(&minor, &k->target);
        if (k->cred)
            k->gss.gss_release_cred(&minor, &k->cred);
        kerberos_destroy_own_ccache(k);
        dlclose(k->gss.library);
    }
    x_free(k->own_ccache);
    x_free_secret(k, sizeof *k);
}

static const struct auth_mech_ops kerberos_ops = { kerberos_step, kerberos_key, kerberos_sign,
                                                   kerberos_verify, kerberos_free };

uint32_t kerberos_mech_new(const struct credentials *c, const char *target_host,
                           struct auth_mech **out)
{
    struct kerberos *k = x_new(sizeof *k);
    if (!k)
        return STATUS_NO_MEMORY;
    k->base.ops = &kerberos_ops;
    uint32_t status = gss_load(&k->gss) ? STATUS_OK : STATUS_NO_SUCH_LOGON_SESSION;
    if (!status)
        status = kerberos_acquire(k, c);
    if (!status)
        status = kerberos_target(k, target_host);
    if (status)
        kerberos_free(&k->base);
    else
        *out = &k->base;
    return status;
}
