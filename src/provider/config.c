/* SPDX-License-Identifier: MIT */
/* INI files to the settings of one server. Sections of other servers are checked and skipped. */
#include "provider/config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "winerror.h"

#define SYSTEM_CONF    "/etc/netapi32.conf"
#define CONF_NAME      "netapi32.conf"
#define SMB_PORT       445
#define PORT_MAX       65535
#define TIMEOUT_MAX_MS (24 * 3600 * 1000)

static const char *const auth_words[] = { "any", "ntlm", "kerberos", "anonymous", NULL };
static const char *const answer_words[] = { "no", "yes", NULL };

/* A setting: a name and the member it goes to. A number has a largest value, a choice its words,
 * of which the first is 1; anything else is text. */
static const struct setting {
    const char *name;
    size_t at;
    bool global; /* may stand in [global] */
    int64_t max;
    const char *const *words;
} settings[] = {
    { "address", offsetof(struct server_config, address), false, 0, NULL },
    { "port", offsetof(struct server_config, port), true, PORT_MAX, NULL },
    { "credentials", offsetof(struct server_config, credentials), true, 0, NULL },
    { "keytab", offsetof(struct server_config, keytab), true, 0, NULL },
    { "ccache", offsetof(struct server_config, ccache), true, 0, NULL },
    { "principal", offsetof(struct server_config, principal), true, 0, NULL },
    { "auth", offsetof(struct server_config, auth), true, 0, auth_words },
    { "guest", offsetof(struct server_config, guest), true, 0, answer_words },
    { "timeout_ms", offsetof(struct server_config, timeout_ms), true, TIMEOUT_MAX_MS, NULL },
    { "connect_timeout_ms", offsetof(struct server_config, connect_timeout_ms), true,
      TIMEOUT_MAX_MS, NULL },
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

static uint32_t parse_choice(struct parser *p, const char *const *words, const char *value,
                             int64_t *to)
{
    for (int64_t i = 0; words[i]; i++)
        if (!strcasecmp(words[i], value)) {
            *to = i + 1;
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
    if (s->words)
        return parse_choice(p, s->words, value, (int64_t *)(void *)to);
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
        if (p->section == SECTION_GLOBAL && !settings[i].global)
            return parse_fail(p, "a setting of a server, not of [global]");
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
    size_t used = 0;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size > (off_t)CONFIG_FILE_MAX)
        status = ERROR_INVALID_DATA;
    else if (!(*text = arena_new(arena, (size_t)st.st_size + 1)))
        status = ERROR_NOT_ENOUGH_MEMORY;
    while (status == ERROR_SUCCESS && used < (size_t)st.st_size) {
        ssize_t n = read(fd, *text + used, (size_t)st.st_size - used);
        if (n < 0 && errno != EINTR)
            status = ERROR_ACCESS_DENIED;
        if (!n)
            break;
        used += n > 0 ? (size_t)n : 0;
    }
    close(fd);
    /* what follows a NUL would be ignored without a word */
    return status == ERROR_SUCCESS && memchr(*text, '\0', used) ? ERROR_INVALID_DATA : status;
}

static uint32_t parse_file(struct parser *p, const char *path, struct arena *arena)
{
    char *text = NULL;
    uint32_t status = read_text(path, arena, &text);
    p->path = path;
    p->section = SECTION_NONE;
    p->line = 0;
    for (char *line = text, *next; status == ERROR_SUCCESS && line; line = next) {
        next = strchr(line, '\n');
        if (next)
            *next++ = '\0';
        p->line++;
        status = parse_line(p, line);
    }
    return status;
}

/* A default file need not be there. */
static uint32_t parse_default(struct parser *p, const char *path, struct arena *arena)
{
    uint32_t status = parse_file(p, path, arena);
    return status == ERROR_FILE_NOT_FOUND ? ERROR_SUCCESS : status;
}

static uint32_t parse_user_default(struct parser *p, struct arena *arena)
{
    const char *home = secure_getenv("XDG_CONFIG_HOME"), *sub = "";
    if (!home || !*home) {
        home = secure_getenv("HOME");
        sub = "/.config";
    }
    if (!home || !*home)
        return ERROR_SUCCESS;
    size_t size = strlen(home) + strlen(sub) + sizeof "/" CONF_NAME;
    char *path = arena_new(arena, size);
    if (!path)
        return ERROR_NOT_ENOUGH_MEMORY;
    snprintf(path, size, "%s%s/" CONF_NAME, home, sub);
    return parse_default(p, path, arena);
}

/* The server's own setting, else the global one, else the default. */
static int64_t pick(int64_t ours, int64_t global, int64_t otherwise)
{
    return ours ? ours : global ? global : otherwise;
}

/* Who we are for the server; nothing of its own and of [global] is mixed. */
static void pick_credentials(const struct parser *p, struct server_config *out)
{
    const char *file = secure_getenv("NETAPI32_CREDENTIALS");
    const struct server_config *from =
        p->ours.credentials || p->ours.keytab || p->ours.ccache || p->ours.principal ? &p->ours
                                                                                     : &p->global;
    out->credentials = file && *file ? file : from->credentials;
    out->keytab = from->keytab;
    out->ccache = from->ccache;
    out->principal = from->principal;
}

uint32_t config_read(const char *server, struct arena *arena, struct server_config *out)
{
    struct parser p = { .server = server };
    const char *one = secure_getenv("NETAPI32_CONF");
    uint32_t status;
    if (one && *one) {
        status = parse_file(&p, one, arena);
        if (status != ERROR_SUCCESS)
            log_line(LOG_ERRORS, "%s: cannot be used as configuration", one);
    } else {
        status = parse_default(&p, SYSTEM_CONF, arena);
        if (status == ERROR_SUCCESS)
            status = parse_user_default(&p, arena);
    }
    if (status != ERROR_SUCCESS)
        return status;

    *out = p.ours;
    pick_credentials(&p, out);
    out->auth = pick(p.ours.auth, p.global.auth, AUTH_ANY);
    out->guest = pick(p.ours.guest, p.global.guest, CONFIG_NO);
    out->port = pick(p.ours.port, p.global.port, SMB_PORT);
    out->timeout_ms = pick(p.ours.timeout_ms, p.global.timeout_ms, CALL_TIMEOUT_MS);
    out->connect_timeout_ms =
        pick(p.ours.connect_timeout_ms, p.global.connect_timeout_ms, CONNECT_TIMEOUT_MS);
    return ERROR_SUCCESS;
}
