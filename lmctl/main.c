/* SPDX-License-Identifier: MIT */
/* The command line: lmctl [OPTION…] NOUN VERB [\\SERVER] [NAME]. The table of commands is all that
 * a new one is added to. */
#include "lmctl.h"

#include <argp.h>
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/log.h"
#include "base/status.h"
#include "base/utf16.h"
#include "layout/layout.h"

static const struct command commands[] = {
    { "connection", "list", "[\\\\SERVER] SHARE", "Who is connected to a share.", &net_connection,
      NET_ENUM, 1, true, false, connection_list },
    { "file", "list", "[\\\\SERVER]", "The files that clients have open.", &net_file, NET_ENUM, 3,
      false, false, file_list },
    { "server", "list", "[\\\\SERVER]", "The servers of a workgroup, or those that SERVER lists.",
      &net_server, NET_ENUM, 101, false, true, server_list },
    { "server", "show", "[\\\\SERVER]", "What a server says about itself.", &net_server, NET_GET,
      101, false, false, server_show },
    { "session", "list", "[\\\\SERVER]", "The sessions that clients have on a server.",
      &net_session, NET_ENUM, 1, false, false, session_list },
    { "share", "list", "[\\\\SERVER]", "The shares of a server.", &net_share, NET_ENUM, 1, false,
      false, share_list },
    { "share", "show", "[\\\\SERVER] NAME", "One share. \\\\SERVER\\NAME is understood too.",
      &net_share, NET_GET, 2, true, false, share_show },
    { "time", NULL, "[\\\\SERVER]", "The clock of a server.", NULL, 0, 0, false, false, time_show },
    { "use", "add", "\\\\SERVER\\SHARE",
      "Log on to a server as --user, until log-out or use remove.", NULL, 0, 0, true, false,
      use_add_kept },
    { "use", "list", "", "Whom calls to servers log on as, because of use add.", &net_use, NET_ENUM,
      2, false, false, use_list },
    { "use", "remove", "\\\\SERVER\\SHARE", "Forget a use.", NULL, 0, 0, true, false, use_remove },
    { "use", "show", "\\\\SERVER\\SHARE", "One use.", &net_use, NET_GET, 2, true, false, use_show },
    { "wksta", "show", "[\\\\SERVER]", "What a computer says about itself as a workstation.",
      &net_wksta, NET_GET, 100, false, false, wksta_show },
    { "wksta", "transports", "[\\\\SERVER]", "The network transports of a computer.",
      &net_wksta_transport, NET_ENUM, 0, false, false, wksta_transports },
    { "wksta", "users", "[\\\\SERVER]", "Who is logged on to a computer.", &net_wksta_user,
      NET_ENUM, 1, false, false, wksta_users },
};
#define COMMANDS (sizeof commands / sizeof *commands)

/* --user and --password-fd */
static bool takes_user(const struct command *c)
{
    return c->run == use_add_kept;
}

/* The words before and after the command, and the options, as they were given. */
struct words {
    const struct command *command;
    const char *noun;  /* read, and waiting for its verb */
    char *operands[2]; /* server, name */
    unsigned n_operands;
    bool help;
    bool credentials; /* were given as an option */
    const char *level, *domain, *user;
    struct request request;
};

enum option_key {
    KEY_JSON = 'J',
    KEY_RAW = 'r',
    KEY_LEVEL = 'l',
    KEY_CREDENTIALS = 'c',
    KEY_DOMAIN = 'd',
    KEY_TYPE = 't',
    KEY_NO_HEADINGS = 'n',
    KEY_USER = 'u',
    KEY_PASSWORD_FD = 0x101,
    KEY_HELP = 'h',
    KEY_USAGE = 0x100,
    KEY_VERSION = 'V'
};

static const struct argp_option options[] = {
    { "level", KEY_LEVEL, "N", 0, "information level; each has its own members", 1 },
    { "domain", KEY_DOMAIN, "NAME", 0, "of server list: workgroup or domain, not the own one", 1 },
    { "type", KEY_TYPE, "NAME,...", 0,
      "of server list: only servers of one of these types, such as server_nt; domain_enum lists "
      "domains",
      1 },
    { "json", KEY_JSON, 0, 0, "JSON, for scripts", 1 },
    { "raw", KEY_RAW, 0, 0, "lines with tabs between the cells, for scripts", 1 },
    { "noheadings", KEY_NO_HEADINGS, 0, 0, "no line of headings", 1 },
    { "credentials", KEY_CREDENTIALS, "FILE", 0,
      "log on with username=, password= and domain= of this file", 1 },
    { "user", KEY_USER, "NAME", 0,
      "of use add: NAME, DOMAIN\\NAME or NAME@REALM; the password is asked for", 1 },
    { "password-fd", KEY_PASSWORD_FD, "N", 0,
      "of use add: read the password from this file descriptor, a line", 1 },
    { "help", KEY_HELP, 0, 0, "show this, or the help of a command, and end", 2 },
    { "usage", KEY_USAGE, 0, OPTION_HIDDEN, NULL, 2 },
    { "version", KEY_VERSION, 0, 0, "show the version and end", 2 },
    { 0 },
};

static error_t take_option(int key, char *arg, struct argp_state *state);

static const struct argp parser = { .options = options, .parser = take_option };

static void print_levels(FILE *out, const struct command *c)
{
    const char *separator = "";
    for (size_t i = 0; i < c->family->n_levels; i++) {
        const struct net_level *level = &c->family->levels[i];
        if ((level->uses & c->use) != c->use)
            continue;
        fprintf(out, "%s%u", separator, level->level);
        separator = ", ";
    }
}

static void print_commands(FILE *out, const char *noun)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        const struct command *c = &commands[i];
        if (noun && strcmp(noun, c->noun))
            continue;
        int width = fprintf(out, "  lmctl %s%s%s %s", c->noun, c->verb ? " " : "",
                            c->verb ? c->verb : "", c->args);
        fprintf(out, "%*s%s\n", width < 40 ? 42 - width : 2, "", c->help);
    }
}

/* Help for as much of a command as was given. */
static void print_help(FILE *out, const struct words *w)
{
    const struct command *c = w->command;
    if (c) {
        fprintf(out, "Usage: lmctl %s%s%s %s [OPTION...]\n%s\n", c->noun, c->verb ? " " : "",
                c->verb ? c->verb : "", c->args, c->help);
        if (c->family) {
            fputs("\nLevels: ", out);
            print_levels(out, c);
            fprintf(out, " (default %u)\n", c->level);
        }
        if (c->takes_filter) {
            fputs("\nTypes:\n", out);
            print_server_types(out);
        }
    } else {
        fprintf(out, "Usage: lmctl %s VERB [\\\\SERVER] [OPTION...]\n", w->noun ? w->noun : "NOUN");
        fputs("Asks Windows and Samba servers by the Windows Network Management API.\n\n"
              "Commands:\n",
              out);
        print_commands(out, w->noun);
    }
    fputs("\nOptions:\n", out);
    argp_help(&parser, out, ARGP_HELP_LONG, (char[]){ "lmctl" });
    fputc('\n', out);
    if (!c)
        fputs(
            "\nThe server may be a name or an address, with or without \\\\. Addresses, ports and\n"
            "credentials are configured in netapi32.conf; see docs/configuration.md.\n"
            "Exit status: 0 good, 1 an operation failed, 2 wrong usage.\n",
            out);
}

void usage(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("lmctl: ", stderr);
    vfprintf(stderr, format, args);
    fputs("\nTry 'lmctl --help'.\n", stderr);
    va_end(args);
    exit(EXIT_USAGE);
}

static const struct command *find_command(const char *noun, const char *verb)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        const struct command *c = &commands[i];
        if (!strcmp(c->noun, noun) && (!verb ? !c->verb : c->verb && !strcmp(c->verb, verb)))
            return c;
    }
    return NULL;
}

static bool is_noun(const char *word)
{
    for (size_t i = 0; i < COMMANDS; i++)
        if (!strcmp(commands[i].noun, word))
            return true;
    return false;
}

static void take_word(struct words *w, char *word)
{
    if (w->command) {
        if (w->n_operands == 2)
            usage("too many arguments: %s", word);
        w->operands[w->n_operands++] = word;
    } else if (w->noun) {
        w->command = find_command(w->noun, word);
        if (!w->command)
            usage("%s has no verb '%s'", w->noun, word);
    } else {
        if (!is_noun(word))
            usage("unknown noun '%s'", word);
        w->noun = word;
        w->command = find_command(word, NULL);
    }
}

static int read_descriptor(const char *text)
{
    char *end;
    errno = 0;
    long fd = strtol(text, &end, 10);
    if (errno || end == text || *end || fd < 0 || fd > INT_MAX || fcntl((int)fd, F_GETFD) < 0)
        usage("not an open file descriptor: %s", text);
    return (int)fd;
}

static error_t take_option(int key, char *arg, struct argp_state *state)
{
    struct words *w = state->input;
    switch (key) {
    case KEY_LEVEL: w->level = arg; break;
    case KEY_DOMAIN: w->domain = arg; break;
    case KEY_TYPE: w->request.type = arg; break;
    case KEY_USER: w->user = arg; break;
    case KEY_PASSWORD_FD: w->request.password_fd = read_descriptor(arg); break;
    case KEY_JSON: w->request.format = FORMAT_JSON; break;
    case KEY_RAW: w->request.format = FORMAT_RAW; break;
    case KEY_NO_HEADINGS: w->request.no_headings = true; break;
    case KEY_CREDENTIALS:
        if (setenv("NETAPI32_CREDENTIALS", arg, 1))
            err(EXIT_FAILED, "NETAPI32_CREDENTIALS");
        unsetenv("XDG_RUNTIME_DIR"); /* what was asked for goes before the session's uses */
        w->credentials = true;
        break;
    case KEY_USAGE:
    case KEY_HELP: w->help = true; break; /* shown by main, when the words are known */
    case KEY_VERSION: puts("lmctl " LMCTL_VERSION); exit(EXIT_GOOD);
    case ARGP_KEY_ARG: take_word(w, arg); break;
    default: return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

static LPWSTR to_utf16(const char *text)
{
    LPWSTR wide = utf16_new(text);
    if (!wide && errno == ENOMEM)
        errx(EXIT_FAILED, "out of memory");
    if (!wide)
        usage("not UTF-8: %s", text);
    return wide;
}

static DWORD read_level(const struct command *c, const char *text)
{
    char *end;
    errno = 0;
    unsigned long level = strtoul(text, &end, 10);
    if (!c->family)
        usage("%s has no levels", c->noun);
    if (errno || end == text || *end || level > UINT32_MAX ||
        !net_family_find(c->family, (DWORD)level, c->use)) {
        fprintf(stderr, "lmctl: no such level: %s. There are ", text);
        print_levels(stderr, c);
        fputc('\n', stderr);
        exit(EXIT_USAGE);
    }
    return (DWORD)level;
}

/* \\SERVER\NAME in one word is two. */
static void split_path(struct words *w)
{
    char *path = w->operands[0];
    char *separator = !strncmp(path, "\\\\", 2) ? strchr(path + 2, '\\') : NULL;
    if (!separator)
        return;
    *separator = '\0';
    w->operands[1] = separator + 1;
    w->n_operands = 2;
}

static void read_operands(struct words *w)
{
    const struct command *c = w->command;
    struct request *r = &w->request;
    if (c->takes_name && w->n_operands == 1)
        split_path(w);
    if (w->n_operands > (c->takes_name ? 2u : 1u))
        usage("too many arguments: %s", w->operands[w->n_operands - 1]);
    if (c->takes_name && (!w->n_operands || strchr(w->operands[w->n_operands - 1], '\\')))
        usage("%s %s needs a name", c->noun, c->verb);
    /* the name comes last; before it, the server */
    char *name = c->takes_name ? w->operands[w->n_operands - 1] : NULL;
    char *server = w->n_operands > (c->takes_name ? 1u : 0u) ? w->operands[0] : NULL;
    r->server = server ? to_utf16(server) : NULL;
    r->name = name ? to_utf16(name) : NULL;
    if ((w->domain || r->type) && !c->takes_filter)
        usage("%s has no %s", c->noun, w->domain ? "--domain" : "--type");
    if (w->credentials && c->takes_filter)
        usage("%s %s asks without logging on: no --credentials", c->noun, c->verb);
    if ((w->user || r->password_fd >= 0) && !takes_user(c))
        usage("%s has no %s", c->noun, w->user ? "--user" : "--password-fd");
    if (w->credentials && !strcmp(c->noun, "use"))
        usage("use %s takes no --credentials", c->verb);
    r->user = w->user ? to_utf16(w->user) : NULL;
    r->verb = c->verb;
    r->domain = w->domain ? to_utf16(w->domain) : NULL;
    r->level = w->level ? read_level(c, w->level) : c->level;
}

enum lmctl_exit report_failure(const char *function, NET_API_STATUS status)
{
    const char *name, *text;
    if (win32_describe(status, &name, &text))
        fprintf(stderr, "lmctl: %s: %u %s%s%s\n", function, status, name, *text ? ": " : "", text);
    else
        fprintf(stderr, "lmctl: %s: %u\n", function, status);
    if (!log_wanted(LOG_ERRORS))
        fputs("NETAPI32_DEBUG=errors says more.\n", stderr);
    return EXIT_FAILED;
}

/* The API speaks UTF-16, so text is UTF-8 here whatever an unset locale says. */
static void set_locale(void)
{
    setlocale(LC_ALL, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8"))
        setlocale(LC_CTYPE, "C.UTF-8");
}

int main(int argc, char **argv)
{
    struct words w = { .request.password_fd = -1 };
    set_locale();
    if (argc)
        argv[0] = program_invocation_short_name; /* what messages begin with */
    argp_err_exit_status = EXIT_USAGE;
    argp_parse(&parser, argc, argv, ARGP_NO_HELP, NULL, &w);
    if (w.help) {
        print_help(stdout, &w);
        return EXIT_GOOD;
    }
    if (!w.command) {
        print_help(stderr, &w);
        return EXIT_USAGE;
    }
    read_operands(&w);
    enum lmctl_exit status = w.command->run(&w.request);
    x_free(w.request.server);
    x_free(w.request.name);
    x_free(w.request.domain);
    x_free(w.request.user);
    return (int)status;
}
