/* SPDX-License-Identifier: MIT */
/* INI files to the settings of one server. Sections of other servers are checked and skipped. What
 * was read is kept until a file changes: a call to a known server costs two stats. */
#include "provider/config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/fnv.h"
#include "base/fork.h"
#include "base/limits.h"
#include "base/log.h"
#include "net/stream.h"
#include "winerror.h"

#define SYSTEM_CONF    "/etc/netapi32.conf"
#define CONF_NAME      "netapi32.conf"
#define PORT_MAX       65535
#define TIMEOUT_MAX_MS (24 * 3600 * 1000)

/* A word a setting may be, and the number it stands for, not 0. A NULL word ends a list. */
struct choice {
    const char *word;
    int64_t value;
};

static const struct choice encrypt_choices[] = {
    { "no", SMB2_ENCRYPT_NO },
    { "allowed", SMB2_ENCRYPT_ALLOWED },
    { "required", SMB2_ENCRYPT_REQUIRED },
    { NULL, 0 },
};

static const struct choice protocol_choices[] = {
    { "2.0.2", 0x0202 }, { "2.1", 0x0210 },   { "3.0", 0x0300 },
    { "3.0.2", 0x0302 }, { "3.1.1", 0x0311 }, { NULL, 0 },
};

static const struct choice auth_choices[] = {
    { "any", AUTH_ANY },
    { "ntlm", AUTH_NTLM },
    { "kerberos", AUTH_KERBEROS },
    { "anonymous", AUTH_ANONYMOUS },
    { NULL, 0 },
};

static const struct choice answer_choices[] = {
    { "no", CONFIG_NO },
    { "yes", CONFIG_YES },
    { NULL, 0 },
};

/* A setting: a name, the member it goes to, the largest number it may be (0: text), and the words
 * that stand for numbers, if it is written so. */
static const struct setting {
    const char *name;
    size_t at;
    int64_t max;
    const struct choice *choices;
    enum { IN_SERVER, IN_BOTH, IN_GLOBAL } where; /* [server NAME], [global] */
} settings[] = {
    { "address", offsetof(struct server_config, address), 0, NULL, IN_SERVER },
    { "port", offsetof(struct server_config, port), PORT_MAX, NULL, IN_BOTH },
    { "credentials", offsetof(struct server_config, credentials), 0, NULL, IN_BOTH },
    { "timeout_ms", offsetof(struct server_config, timeout_ms), TIMEOUT_MAX_MS, NULL, IN_BOTH },
    { "connect_timeout_ms", offsetof(struct server_config, connect_timeout_ms), TIMEOUT_MAX_MS,
      NULL, IN_BOTH },
    { "encrypt", offsetof(struct server_config, encrypt), SMB2_ENCRYPT_REQUIRED, encrypt_choices,
      IN_BOTH },
    { "min_protocol", offsetof(struct server_config, min_protocol), 0x0311, protocol_choices,
      IN_BOTH },
    { "keytab", offsetof(struct server_config, keytab), 0, NULL, IN_BOTH },
    { "ccache", offsetof(struct server_config, ccache), 0, NULL, IN_BOTH },
    { "principal", offsetof(struct server_config, principal), 0, NULL, IN_BOTH },
    { "auth", offsetof(struct server_config, auth), AUTH_ANONYMOUS, auth_choices, IN_BOTH },
    { "guest", offsetof(struct server_config, guest), CONFIG_YES, answer_choices, IN_BOTH },
    { "smb1", offsetof(struct server_config, smb1), CONFIG_YES, answer_choices, IN_BOTH },
    { "netbios", offsetof(struct server_config, netbios), CONFIG_YES, answer_choices, IN_GLOBAL },
    { "name_servers", offsetof(struct server_config, name_servers), 0, NULL, IN_GLOBAL },
    { "browser", offsetof(struct server_config, browser), 0, NULL, IN_GLOBAL },
    { "workgroup", offsetof(struct server_config, workgroup), 0, NULL, IN_GLOBAL },
    { "codepage", offsetof(struct server_config, codepage), 0, NULL, IN_BOTH },
};
#define SETTINGS (sizeof settings / sizeof *settings)

struct parser {
    const char *path, *server;
    unsigned line;
    enum { SECTION_NONE, SECTION_GLOBAL, SECTION_OURS, SECTION_OTHER } section;
    struct server_config global, ours; /* a server's own setting goes before a global one */
};

static uint32_t parse_fail(const struct parser *p, const char *what)
{
    log_line(LOG_ERRORS, "%s:%u: %s", p->path, p->line, what);
    return ERROR_INVALID_DATA;
}

static char *trim(char *text)
{
    text += strspn(text, " \t");
    size_t len = strlen(text);
    while (len && strchr(" \t\r", text[len - 1]))
        text[--len] = '\0';
    return text;
}

static uint32_t parse_section(struct parser *p, char *text)
{
    char *end = strchr(text, ']');
    if (!end || end[1])
        return parse_fail(p, "a section is written [global] or [server NAME]");
    *end = '\0';
    text = trim(text + 1);
    if (!strcasecmp(text, "global")) {
        p->section = SECTION_GLOBAL;
        return ERROR_SUCCESS;
    }
    if (strncasecmp(text, "server", 6) || !strchr(" \t", text[6]) || !*trim(text + 6))
        return parse_fail(p, "a section is written [global] or [server NAME]");
    p->section = strcasecmp(trim(text + 6), p->server) ? SECTION_OTHER : SECTION_OURS;
    if (p->section == SECTION_OURS)
        p->ours.known = true;
    return ERROR_SUCCESS;
}

static uint32_t parse_choice(const struct parser *p, const struct choice *choices,
                             const char *value, int64_t *to)
{
    for (; choices->word; choices++)
        if (!strcasecmp(choices->word, value)) {
            *to = choices->value;
            return ERROR_SUCCESS;
        }
    return parse_fail(p, "not one of the words this setting takes");
}

static uint32_t parse_value(struct parser *p, const struct setting *s, const char *value)
{
    struct server_config scratch;
    uint8_t *to = (uint8_t *)(p->section == SECTION_GLOBAL ? &p->global
                              : p->section == SECTION_OURS ? &p->ours
                                                           : &scratch) +
                  s->at;
    if (s->choices)
        return parse_choice(p, s->choices, value, (int64_t *)to);
    if (!s->max) {
        if (!*value)
            return parse_fail(p, "a setting without a value");
        *(const char **)to = value;
        return ERROR_SUCCESS;
    }
    char *end;
    errno = 0;
    long long number = strtoll(value, &end, 10);
    if (errno || end == value || *end || number <= 0 || number > s->max)
        return parse_fail(p, "not a number in range");
    *(int64_t *)to = number;
    return ERROR_SUCCESS;
}

static uint32_t parse_line(struct parser *p, char *text)
{
    text = trim(text);
    if (!*text || *text == '#' || *text == ';')
        return ERROR_SUCCESS;
    if (*text == '[')
        return parse_section(p, text);
    char *equals = strchr(text, '=');
    if (!equals || p->section == SECTION_NONE)
        return parse_fail(p, "neither a section nor a setting in one");
    *equals = '\0';
    char *name = trim(text), *value = trim(equals + 1);
    for (size_t i = 0; i < SETTINGS; i++) {
        if (strcasecmp(settings[i].name, name))
            continue;
        if (p->section == SECTION_GLOBAL && settings[i].where == IN_SERVER)
            return parse_fail(p, "a setting of a server, not of [global]");
        if (p->section != SECTION_GLOBAL && settings[i].where == IN_GLOBAL)
            return parse_fail(p, "a setting of [global], not of a server");
        return parse_value(p, &settings[i], value);
    }
    /* a newer library may know it */
    log_line(LOG_ERRORS, "%s:%u: unknown setting %s", p->path, p->line, name);
    return ERROR_SUCCESS;
}

static uint32_t read_text(const char *path, struct arena *arena, char **text)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO is not waited for */
    if (fd < 0)
        return errno == ENOENT || errno == ENOTDIR ? ERROR_FILE_NOT_FOUND : ERROR_ACCESS_DENIED;
    uint32_t status = ERROR_SUCCESS;
    struct stat st;
    ssize_t used = 0;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size > (off_t)CONFIG_FILE_MAX)
        status = ERROR_INVALID_DATA;
    else if (!(*text = arena_new(arena, (size_t)st.st_size + 1)))
        status = ERROR_NOT_ENOUGH_MEMORY;
    else if ((used = file_read_all(fd, *text, (size_t)st.st_size)) < 0)
        status = ERROR_ACCESS_DENIED;
    close(fd);
    /* what follows a NUL would be ignored without a word */
    return status == ERROR_SUCCESS && memchr(*text, '\0', (size_t)used) ? ERROR_INVALID_DATA
                                                                        : status;
}

static uint32_t parse_file(struct parser *p, const char *path, struct arena *arena)
{
    char *text = NULL;
    uint32_t status = read_text(path, arena, &text);
    p->path = path;
    p->section = SECTION_NONE;
    p->line = 0;
    const char *end = text ? text + strlen(text) : NULL;
    for (char *line = text, *next; status == ERROR_SUCCESS && line; line = next) {
        next = memchr(line, '\n', (size_t)(end - line));
        if (next)
            *next++ = '\0';
        p->line++;
        status = parse_line(p, line);
    }
    return status;
}

/* The files that are read, and how each looked when it was: what was read before holds as long as
 * none of them has changed. */
struct source {
    char paths[2][PATH_MAX]; /* in order; empty: none */
    bool must_be_there;      /* the first */
    uint64_t fingerprint;
};

static void user_default(char path[PATH_MAX])
{
    const char *home = secure_getenv("XDG_CONFIG_HOME"), *sub = "";
    if (!home || !*home) {
        home = secure_getenv("HOME");
        sub = "/.config";
    }
    if (!home || !*home || snprintf(path, PATH_MAX, "%s%s/" CONF_NAME, home, sub) >= PATH_MAX)
        *path = '\0';
}

static void source_find(struct source *s, const char *credentials)
{
    const char *one = secure_getenv("NETAPI32_CONF");
    s->must_be_there = one && *one;
    s->paths[1][0] = '\0';
    if (s->must_be_there) {
        /* a path too long is cut, and then not there */
        size_t len = strnlen(one, PATH_MAX - 1);
        memcpy(s->paths[0], one, len);
        s->paths[0][len] = '\0';
    } else {
        strcpy(s->paths[0], SYSTEM_CONF);
        user_default(s->paths[1]);
    }
    s->fingerprint = fnv_mix(FNV_START, credentials, strlen(credentials));
    for (size_t i = 0; i < 2; i++) {
        s->fingerprint = fnv_mix(s->fingerprint, s->paths[i], strlen(s->paths[i]));
        if (s->paths[i][0])
            s->fingerprint = fnv_mix_file(s->fingerprint, s->paths[i]);
    }
}

/* The server's own setting, else the global one, else the default. */
static int64_t pick(int64_t ours, int64_t global, int64_t otherwise)
{
    return ours ? ours : global ? global : otherwise;
}

/* Who we are for the server; nothing of its own and of [global] is mixed. */
static void pick_credentials(const struct parser *p, const char *file, struct server_config *out)
{
    const struct server_config *from =
        p->ours.credentials || p->ours.keytab || p->ours.ccache || p->ours.principal ? &p->ours
                                                                                     : &p->global;
    out->credentials = *file ? file : from->credentials;
    out->keytab = from->keytab;
    out->ccache = from->ccache;
    out->principal = from->principal;
}

static uint32_t source_parse(const struct source *s, const char *server, const char *credentials,
                             struct arena *arena, struct server_config *out)
{
    struct parser p = { .server = server };
    for (size_t i = 0; i < 2 && s->paths[i][0]; i++) {
        uint32_t status = parse_file(&p, s->paths[i], arena);
        if (status == ERROR_FILE_NOT_FOUND && !s->must_be_there)
            continue; /* a default file need not be there */
        if (status != ERROR_SUCCESS) {
            log_line(LOG_ERRORS, "%s: cannot be used as configuration", s->paths[i]);
            return status;
        }
    }
    *out = p.ours;
    pick_credentials(&p, credentials, out);
    out->auth = pick(p.ours.auth, p.global.auth, AUTH_ANY);
    out->guest = pick(p.ours.guest, p.global.guest, CONFIG_NO);
    out->port = pick(p.ours.port, p.global.port, SMB_PORT);
    out->timeout_ms = pick(p.ours.timeout_ms, p.global.timeout_ms, CALL_TIMEOUT_MS);
    out->connect_timeout_ms =
        pick(p.ours.connect_timeout_ms, p.global.connect_timeout_ms, CONNECT_TIMEOUT_MS);
    out->encrypt = pick(p.ours.encrypt, p.global.encrypt, SMB2_ENCRYPT_ALLOWED);
    out->min_protocol = pick(p.ours.min_protocol, p.global.min_protocol, protocol_choices[0].value);
    out->smb1 = pick(p.ours.smb1, p.global.smb1, CONFIG_YES);
    out->netbios = pick(0, p.global.netbios, CONFIG_YES);
    out->name_servers = p.global.name_servers;
    out->browser = p.global.browser;
    out->workgroup = p.global.workgroup;
    out->codepage = p.ours.codepage ? p.ours.codepage : p.global.codepage;
    out->fingerprint = s->fingerprint;
    return ERROR_SUCCESS;
}

/* ---- What was read last, for a few servers ---- */

static struct cached {
    char server[SERVER_NAME_MAX];
    struct arena arena; /* of the texts */
    struct server_config config;
} cache[CONFIG_CACHE];
static unsigned cache_next; /* the slot to be used next */
static pthread_mutex_t cache_lock = PTHREAD_MUTEX_INITIALIZER;

/* Copies a configuration with its texts. */
static bool config_copy(const struct server_config *from, struct arena *arena,
                        struct server_config *to)
{
    *to = *from;
    for (size_t i = 0; i < SETTINGS; i++) {
        const char **text = (const char **)((uint8_t *)to + settings[i].at);
        if (settings[i].max || !*text)
            continue;
        size_t size = strlen(*text) + 1;
        char *copy = arena_new(arena, size);
        if (!copy)
            return false;
        memcpy(copy, *text, size);
        *text = copy;
    }
    return true;
}

/* False when the server is not there as it is now; *status is set when true. */
static bool cache_get(const char *server, uint64_t fingerprint, struct arena *arena,
                      struct server_config *out, uint32_t *status)
{
    bool found = false;
    pthread_mutex_lock(&cache_lock);
    for (size_t i = 0; i < CONFIG_CACHE && !found; i++) {
        found = cache[i].config.fingerprint == fingerprint && !strcmp(cache[i].server, server);
        if (found)
            *status =
                config_copy(&cache[i].config, arena, out) ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
    }
    pthread_mutex_unlock(&cache_lock);
    return found;
}

/* Memory shortage costs nothing but the next reading. */
static void cache_put(const char *server, const struct server_config *config)
{
    pthread_mutex_lock(&cache_lock);
    struct cached *slot = &cache[cache_next++ % CONFIG_CACHE];
    arena_drop(&slot->arena);
    slot->config = (struct server_config){ 0 };
    if (strlen(server) < sizeof slot->server && config_copy(config, &slot->arena, &slot->config))
        strcpy(slot->server, server);
    else
        slot->config = (struct server_config){ 0 };
    pthread_mutex_unlock(&cache_lock);
}

__attribute__((destructor)) static void cache_empty(void)
{
    pthread_mutex_lock(&cache_lock);
    for (size_t i = 0; i < CONFIG_CACHE; i++) {
        arena_drop(&cache[i].arena);
        cache[i].config = (struct server_config){ 0 }; /* a thread may still be calling */
    }
    pthread_mutex_unlock(&cache_lock);
}

__attribute__((constructor)) static void cache_start(void)
{
    fork_lock_add(&cache_lock, NULL);
}

uint32_t config_read(const char *server, struct arena *arena, struct server_config *out)
{
    struct source source;
    uint32_t status;
    const char *credentials = secure_getenv("NETAPI32_CREDENTIALS");
    credentials = credentials ? credentials : "";
    source_find(&source, credentials);
    if (cache_get(server, source.fingerprint, arena, out, &status))
        return status;
    struct arena texts = { 0 };
    struct server_config read;
    status = source_parse(&source, server, credentials, &texts, &read);
    if (status == ERROR_SUCCESS) {
        cache_put(server, &read);
        status = config_copy(&read, arena, out) ? ERROR_SUCCESS : ERROR_NOT_ENOUGH_MEMORY;
    }
    arena_drop(&texts);
    return status;
}
