/* SPDX-License-Identifier: MIT */
/*
 * Turns a credentials file into a log-on name and a password. All credentials live in memory that
 * is not swapped, not dumped with a core, and wiped when freed. The file is opened once and judged
 * by its descriptor, so nobody can exchange it between the check and the read.
 *
 * Two programs read such files and differ about blanks: mount.cifs documents `password=value` and
 * takes what follows the `=` as it stands, smbclient documents `password = value`. Here a blank
 * before the `=` tells which is meant: with it, blanks after the `=` do not belong to the password,
 * without it they do. Blanks at the end always do. User and domain never begin or end in blanks.
 */
#include "auth/credentials.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

#include <unistr.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "base/secret_file.h"
#include "base/utf16.h"
#include "winerror.h"

#define BLANKS " \t"

enum cred_key { CRED_USER, CRED_DOMAIN, CRED_PASSWORD, CRED_KEYS };

static const char *const cred_keys[CRED_KEYS] = {
    [CRED_USER] = "username",
    [CRED_DOMAIN] = "domain",
    [CRED_PASSWORD] = "password",
};

/* Values of a file, inside the buffer it was read into; NULL for keys it does not have. */
struct cred_values {
    char *of[CRED_KEYS];
};

/* The texts of struct credentials. */
static const size_t cred_texts[] = {
    offsetof(struct credentials, user),     offsetof(struct credentials, domain),
    offsetof(struct credentials, password), offsetof(struct credentials, keytab),
    offsetof(struct credentials, ccache),   offsetof(struct credentials, principal),
};
#define CRED_TEXTS (sizeof cred_texts / sizeof *cred_texts)

/* What struct credentials stands in: whole pages that hold nothing else, so that locking and
 * unlocking them touches no other object. */
struct cred_block {
    struct credentials public; /* first: the caller's pointer is ours */
    void *memory;              /* from x_new, not aligned */
    size_t size;               /* from the struct's start, whole pages */
    char text[];               /* what the members of public point to */
};

static struct cred_block *cred_block_new(size_t text_size)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    size_t size = (sizeof(struct cred_block) + text_size + page - 1) / page * page;
    char *memory = x_new(size + page);
    if (!memory)
        return NULL;
    struct cred_block *block = (void *)(memory + page - (uintptr_t)memory % page);
    block->memory = memory;
    block->size = size;
    credentials_lock(&block->public);
    madvise(block, size, MADV_DONTDUMP);
    return block;
}

void credentials_lock(const struct credentials *c)
{
    /* Best effort: RLIMIT_MEMLOCK may be used up, and then a log-on still beats none. */
    mlock(c, ((const struct cred_block *)(const void *)c)->size);
}

struct credentials *credentials_free(struct credentials *c)
{
    if (!c)
        return NULL;
    struct cred_block *block = (struct cred_block *)(void *)c;
    void *memory = block->memory;
    size_t size = block->size;
    x_wipe(block, size);
    munlock(block, size);
    madvise(block, size, MADV_DODUMP);
    return x_free(memory);
}

static const char **cred_text(struct credentials *c, size_t i)
{
    return (const char **)(void *)((char *)c + cred_texts[i]);
}

struct credentials *credentials_copy(const struct credentials *c)
{
    struct credentials from = *c;
    size_t size = 0;
    for (size_t i = 0; i < CRED_TEXTS; i++)
        size += *cred_text(&from, i) ? strlen(*cred_text(&from, i)) + 1 : 0;
    struct cred_block *block = cred_block_new(size);
    if (!block)
        return NULL;
    block->public.kind = from.kind;
    char *at = block->text;
    for (size_t i = 0; i < CRED_TEXTS; i++) {
        const char *text = *cred_text(&from, i);
        if (!text)
            continue;
        size = strlen(text) + 1;
        memcpy(at, text, size);
        *cred_text(&block->public, i) = at;
        at += size;
    }
    return &block->public;
}

bool credentials_same_user(const struct credentials *a, const struct credentials *b)
{
    return a->kind == b->kind && utf8_same_name(a->user, b->user) &&
           utf8_same_name(a->domain, b->domain);
}

bool credentials_equal(const struct credentials *a, const struct credentials *b)
{
    return credentials_same_user(a, b) &&
           (a->password && b->password ? !strcmp(a->password, b->password)
                                       : a->password == b->password);
}

struct credentials *credentials_anonymous(void)
{
    return credentials_copy(&(struct credentials){ .kind = CREDENTIALS_ANONYMOUS });
}

static char *cred_trim(char *text)
{
    text += strspn(text, BLANKS);
    size_t len = strlen(text);
    while (len && strchr(BLANKS, text[len - 1]))
        len--;
    text[len] = '\0';
    return text;
}

/* One line, NUL-terminated, without its end. */
static const char *cred_parse_line(struct cred_values *v, char *line)
{
    char *key = line + strspn(line, BLANKS);
    if (!*key || *key == '#' || *key == ';')
        return NULL;
    char *value = strchr(key, '=');
    if (!value)
        return "a line has no =";
    bool spaced = value > key && strchr(BLANKS, value[-1]);
    *value++ = '\0';
    cred_trim(key);
    for (int i = 0; i < CRED_KEYS; i++) {
        if (strcasecmp(key, cred_keys[i]) != 0)
            continue;
        if (i != CRED_PASSWORD)
            value = cred_trim(value);
        else if (spaced)
            value += strspn(value, BLANKS);
        v->of[i] = value;
    }
    return NULL;
}

static const char *cred_parse(struct cred_values *v, char *text, size_t len)
{
    static const char bom[] = "\xEF\xBB\xBF"; /* what Windows editors put before UTF-8 */
    const char *end = text + len;
    if (memchr(text, '\0', len))
        return "the file has a NUL character";
    if (u8_check((const uint8_t *)text, len))
        return "the file is not UTF-8";
    if (!strncmp(text, bom, sizeof bom - 1))
        text += sizeof bom - 1;
    for (char *line = text, *next; line; line = next) {
        next = memchr(line, '\n', (size_t)(end - line));
        if (next)
            *next++ = '\0';
        size_t line_len = strlen(line);
        if (line_len && line[line_len - 1] == '\r')
            line[line_len - 1] = '\0';
        const char *why = cred_parse_line(v, line);
        if (why)
            return why;
    }
    return NULL;
}

/* What the values mean together. DOMAIN\user says more than a domain line beside it. */
static const char *cred_resolve(struct cred_values *v, bool *anonymous)
{
    static char nothing[] = "";
    char *user = v->of[CRED_USER];
    if (!user)
        return "there is no username line";
    char *slash = strchr(user, '\\');
    if (slash) {
        *slash = '\0';
        v->of[CRED_DOMAIN] = user;
        v->of[CRED_USER] = slash + 1;
        if (!slash[1])
            return "the username ends in a backslash";
    }
    if (!v->of[CRED_DOMAIN])
        v->of[CRED_DOMAIN] = nothing;
    *anonymous = !*v->of[CRED_USER];
    if (*anonymous && v->of[CRED_PASSWORD] && *v->of[CRED_PASSWORD])
        return "there is a password without a username";
    if (!*anonymous && !v->of[CRED_PASSWORD])
        return "there is no password line";
    return NULL;
}

static uint32_t cred_load(char *text, size_t len, struct credentials **out, const char **why)
{
    struct cred_values v = { { NULL } };
    bool anonymous = false;
    *why = cred_parse(&v, text, len);
    if (!*why)
        *why = cred_resolve(&v, &anonymous);
    if (*why)
        return ERROR_BAD_FORMAT;
    struct credentials *c =
        anonymous ? credentials_anonymous()
                  : credentials_copy(&(struct credentials){ .user = v.of[CRED_USER],
                                                            .domain = v.of[CRED_DOMAIN],
                                                            .password = v.of[CRED_PASSWORD] });
    if (!c) {
        *why = "memory is short";
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    *out = c;
    return ERROR_SUCCESS;
}

uint32_t credentials_read(const char *path, struct credentials **out, const char **why)
{
    const char *reason = NULL;
    char *text = NULL;
    size_t len = 0;
    uint32_t status = secret_file_read(path, CONFIG_FILE_MAX, &text, &len, &reason);
    if (status == ERROR_SUCCESS)
        status = cred_load(text, len, out, &reason);
    x_free_secret(text, len);
    if (status != ERROR_SUCCESS && why)
        *why = reason;
    return status;
}
