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
#include <strings.h>

#include "base/log.h"
#include "base/status.h"
#include "layout/layout.h"
#include "provider/uses.h"

static const struct command commands[] = {
    { "connection", "list", "[\\\\SERVER] SHARE", "Who is connected to a share.", &net_connection,
      NET_ENUM, 1, TAKES_NAME, connection_list },
    { "disk", "list", "[\\\\SERVER]", "The disk drives of a server.", &net_server_disk, NET_ENUM, 0,
      0, disk_list },
    { "file", "close", "[\\\\SERVER] ID...",
      "Closes files that clients have open; ID as `file list` shows it.", NULL, 0, 0,
      TAKES_NAMES | CHANGES, file_close },
    { "file", "list", "[\\\\SERVER]", "The files that clients have open.", &net_file, NET_ENUM, 3,
      TAKES_USER, file_list },
    { "file", "show", "[\\\\SERVER] ID", "One open file.", &net_file, NET_GET, 3, TAKES_NAME,
      file_show },
    { "server", "list", "[\\\\SERVER]", "The servers of a workgroup, or those that SERVER lists.",
      &net_server, NET_ENUM, 101, TAKES_FILTER, server_list },
    { "server", "set", "[\\\\SERVER] MEMBER=VALUE...", "Changes settings of a server.", &net_server,
      NET_SET, 0, TAKES_VALUES | CHANGES, server_set },
    { "server", "show", "[\\\\SERVER]", "What a server says about itself.", &net_server, NET_GET,
      101, 0, server_show },
    { "session", "close", "[\\\\SERVER]", "Ends the sessions of --user, from --client, or both.",
      NULL, 0, 0, TAKES_USER | TAKES_CLIENT | CHANGES, session_close },
    { "session", "list", "[\\\\SERVER]", "The sessions that clients have on a server.",
      &net_session, NET_ENUM, 1, TAKES_USER | TAKES_CLIENT, session_list },
    { "session", "show", "[\\\\SERVER]", "The session that --user has from --client.", &net_session,
      NET_GET, 1, TAKES_USER | TAKES_CLIENT, session_show },
    { "share", "add", "[\\\\SERVER] NAME path=PATH [MEMBER=VALUE...]", "Shares a folder.",
      &net_share, NET_ADD, 2, TAKES_NAME | TAKES_VALUES | CHANGES, share_add },
    { "share", "list", "[\\\\SERVER]", "The shares of a server.", &net_share, NET_ENUM, 1, 0,
      share_list },
    { "share", "remove", "[\\\\SERVER] NAME...", "Ends shares; the folders stay.", NULL, 0, 0,
      TAKES_NAMES | CHANGES, share_remove },
    { "share", "set", "[\\\\SERVER] NAME MEMBER=VALUE...", "Changes a share.", &net_share, NET_SET,
      0, TAKES_NAME | TAKES_VALUES | CHANGES, share_set },
    { "share", "show", "[\\\\SERVER] NAME", "One share. \\\\SERVER\\NAME is understood too.",
      &net_share, NET_GET, 2, TAKES_NAME, share_show },
    { "stats", "show", "[\\\\SERVER] server|workstation", "What a service has counted.", NULL, 0, 0,
      TAKES_NAME, stats_show },
    { "time", NULL, "[\\\\SERVER]", "The clock of a server.", NULL, 0, 0, 0, time_show },
    { "transport", "list", "[\\\\SERVER]", "The transports that a server is bound to.",
      &net_server_transport, NET_ENUM, 0, 0, transport_list },
    { "use", "add", "\\\\SERVER\\SHARE",
      "Logs on to a server as --user, until log-out or `use remove`.", NULL, 0, 0,
      TAKES_NAME | TAKES_USER | TAKES_PASSWORD | CHANGES, use_add_kept },
    { "use", "list", "", "The uses: which server is logged on to as whom.", &net_use, NET_ENUM, 2,
      0, use_list },
    { "use", "remove", "\\\\SERVER\\SHARE", "Ends a use: forgets user and password.", NULL, 0, 0,
      TAKES_NAME | CHANGES, use_remove },
    { "use", "show", "\\\\SERVER\\SHARE", "One use.", &net_use, NET_GET, 2, TAKES_NAME, use_show },
    { "wksta", "show", "[\\\\SERVER]", "What a computer says about itself as a workstation.",
      &net_wksta, NET_GET, 100, 0, wksta_show },
    { "wksta", "transports", "[\\\\SERVER]", "The network transports of a computer.",
      &net_wksta_transport, NET_ENUM, 0, 0, wksta_transports },
    { "wksta", "users", "[\\\\SERVER]", "Who is logged on to a computer.", &net_wksta_user,
      NET_ENUM, 1, 0, wksta_users },
};
#define COMMANDS (sizeof commands / sizeof *commands)

/* The words before and after the command, and the options, as they were given. */
struct words {
    const struct command *command;
    const char *noun; /* read, and waiting for its verb */
    char **operands;  /* server, names */
    size_t n_operands;
    bool help;
    bool credentials; /* were given as an option */
    const char *level, *domain, *client, *user;
    struct request request;
};

enum option_key {
    KEY_JSON = 'J',
    KEY_RAW = 'r',
    KEY_LEVEL = 'l',
    KEY_CREDENTIALS = 'c',
    KEY_DOMAIN = 'd',
    KEY_TYPE = 't',
    KEY_USER = 'u',
    KEY_YES = 'y',
    KEY_CLIENT = 0x101,
    KEY_DRY_RUN = 0x102,
    KEY_NO_HEADINGS = 'n',
    KEY_PASSWORD_FD = 0x103,
    KEY_HELP = 'h',
    KEY_USAGE = 0x100,
    KEY_VERSION = 'V'
};

static const struct argp_option options[] = {
    { "level", KEY_LEVEL, "N", 0, "information level; each has its own members", 1 },
    { "domain", KEY_DOMAIN, "NAME", 0,
      "of server list: another workgroup or domain than that of this computer", 1 },
    { "type", KEY_TYPE, "NAME,...", 0,
      "of server list: only servers of one of these types, such as server_nt; domain_enum lists "
      "domains",
      1 },
    { "client", KEY_CLIENT, "NAME", 0, "of sessions: those from this computer", 1 },
    { "user", KEY_USER, "NAME", 0,
      "of sessions and files: those of this user; of use add: NAME, DOMAIN\\NAME or NAME@REALM, "
      "whose password is asked for",
      1 },
    { "dry-run", KEY_DRY_RUN, 0, 0, "say what would be done, and do nothing but read", 1 },
    { "yes", KEY_YES, 0, 0, "do not ask before several things are closed or removed", 1 },
    { "json", KEY_JSON, 0, 0, "JSON, for scripts", 1 },
    { "raw", KEY_RAW, 0, 0, "lines with tabs between the cells, for scripts", 1 },
    { "noheadings", KEY_NO_HEADINGS, 0, 0, "no line of headings", 1 },
    { "credentials", KEY_CREDENTIALS, "FILE", 0,
      "log on with username=, password= and domain= of this file, whatever is configured or kept",
      1 },
    { "password-fd", KEY_PASSWORD_FD, "N", 0,
      "of use add: read the password from this file descriptor, a line", 1 },
    { "help", KEY_HELP, 0, 0, "show this, or the help of a command, and end", 2 },
    { "usage", KEY_USAGE, 0, OPTION_HIDDEN, NULL, 2 },
    { "version", KEY_VERSION, 0, 0, "show the version and end", 2 },
    { 0 },
};

static error_t take_option(int key, char *arg, struct argp_state *state);

/* Options that only some commands take, and what those take. */
static const struct {
    int key;
    unsigned takes;
} option_takes[] = {
    { KEY_DOMAIN, TAKES_FILTER }, { KEY_TYPE, TAKES_FILTER },
    { KEY_USER, TAKES_USER },     { KEY_PASSWORD_FD, TAKES_PASSWORD },
    { KEY_CLIENT, TAKES_CLIENT }, { KEY_DRY_RUN, CHANGES },
    { KEY_YES, CHANGES },
};

static bool takes_option(const struct command *c, int key)
{
    if (key == KEY_LEVEL)
        return c->family;
    if (key == KEY_CREDENTIALS) /* a use has its own, and servers are listed without any */
        return strcmp(c->noun, "use") && !(c->takes & TAKES_FILTER);
    for (size_t i = 0; i < sizeof option_takes / sizeof *option_takes; i++)
        if (option_takes[i].key == key)
            return c->takes & option_takes[i].takes;
    return true;
}

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

#define HELP_COLUMN 36 /* where the help of a command begins */
#define HELP_WIDTH  79

/* From the column on, by words, with the same indent in further lines. */
static void print_wrapped(FILE *out, const char *text)
{
    size_t at = HELP_COLUMN;
    for (const char *word = text; *word;) {
        size_t len = strcspn(word, " ");
        bool first = word == text, wrap = !first && at + 1 + len > HELP_WIDTH;
        if (wrap)
            at = (size_t)fprintf(out, "\n%*s", HELP_COLUMN, "") - 1;
        else if (!first)
            at += (size_t)fprintf(out, " ");
        at += (size_t)fprintf(out, "%.*s", (int)len, word);
        word += len + (word[len] == ' ');
    }
    fputc('\n', out);
}

static void print_commands(FILE *out, const char *noun)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        const struct command *c = &commands[i];
        if (noun && strcmp(noun, c->noun))
            continue;
        int width = fprintf(out, "  %s%s%s %s", c->noun, c->verb ? " " : "", c->verb ? c->verb : "",
                            c->args);
        if (width > HELP_COLUMN - 1)
            width = fprintf(out, "\n") - 1;
        fprintf(out, "%*s", HELP_COLUMN - width, "");
        print_wrapped(out, c->help);
    }
}

/* The options that the command takes, or with NULL all. */
static void print_options(FILE *out, const struct command *c)
{
    struct argp_option taken[sizeof options / sizeof *options];
    size_t n = 0;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (!c || !options[i].name || takes_option(c, options[i].key))
            taken[n++] = options[i];
    const struct argp shown = { .options = taken };
    fputs("\nOptions:\n", out);
    argp_help(&shown, out, ARGP_HELP_LONG, (char[]){ "lmctl" });
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
            if (c->use == NET_SET)
                fputs("\n(default: the one with these members and the fewest others)\n", out);
            else
                fprintf(out, " (default %u)\n", c->level);
        }
        if (c->takes & TAKES_VALUES)
            fputs("\nMembers are those that `show` shows at the level, with values as it shows "
                  "them:\n"
                  "numbers, words, true or false, `unlimited`. Others stay what they are.\n",
                  out);
        if (c->takes & TAKES_FILTER) {
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
    print_options(out, c);
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

/* MEMBER=VALUE, of a member that a level of the command's family has? */
static bool is_value(const struct command *c, const char *word)
{
    size_t len = strcspn(word, "=");
    if (!word[len] || !(c->takes & TAKES_VALUES))
        return false;
    for (size_t n = 0; n < c->family->n_levels; n++) {
        const struct ndr_type *t = c->family->levels[n].type;
        for (size_t i = 0; i < t->n_fields; i++)
            if (strlen(member_name(&t->fields[i])) == len &&
                !strncasecmp(member_name(&t->fields[i]), word, len))
                return true;
    }
    return false;
}

/* The members that are given are counted, so each stands once. */
static void refuse_twice(const struct request *r, const char *word)
{
    size_t len = strcspn(word, "=") + 1;
    for (size_t i = 0; i < r->n_values; i++)
        if (!strncasecmp(r->values[i], word, len))
            usage("%.*s is given twice", (int)len - 1, word);
}

static void take_word(struct words *w, char *word)
{
    if (w->command && is_value(w->command, word)) {
        refuse_twice(&w->request, word);
        w->request.values[w->request.n_values++] = word;
    } else if (w->command) {
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
    case KEY_CLIENT: w->client = arg; break;
    case KEY_USER: w->user = arg; break;
    case KEY_PASSWORD_FD: w->request.password_fd = read_descriptor(arg); break;
    case KEY_DRY_RUN: w->request.dry_run = true; break;
    case KEY_YES: w->request.yes = true; break;
    case KEY_JSON: w->request.format = FORMAT_JSON; break;
    case KEY_RAW: w->request.format = FORMAT_RAW; break;
    case KEY_NO_HEADINGS: w->request.no_headings = true; break;
    case KEY_CREDENTIALS:
        if (setenv("NETAPI32_CREDENTIALS", arg, 1))
            err(EXIT_FAILED, "NETAPI32_CREDENTIALS");
        uses_heed_session(false); /* what was asked for goes before them */
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

/* The words are a server and names, both of them there or not. With one name at most, two words are
 * a server and a name; where more names may follow, only \\SERVER is a server for certain. */
static void read_names(struct words *w)
{
    const struct command *c = w->command;
    struct request *r = &w->request;
    bool several = c->takes & TAKES_NAMES, names = several || c->takes & TAKES_NAME;
    size_t server = names ? w->n_operands > 1 : w->n_operands > 0;
    const char *last = w->n_operands ? w->operands[w->n_operands - 1] : "";
    if (c->takes & TAKES_VALUES && strchr(last, '='))
        usage("no level has such a member: %s", last);
    if (!several && w->n_operands > (names ? 2u : 1u))
        usage("too many arguments: %s", last);
    if (several && w->n_operands > 2 && strncmp(w->operands[0], "\\\\", 2))
        usage("several names are of a server that is given as \\\\SERVER: %s", w->operands[0]);
    if (names && (!*last || strchr(last, '\\')))
        usage("%s %s needs a name", c->noun, c->verb);
    r->server = server ? keep_utf16(w->operands[0]) : NULL;
    for (size_t i = server; i < w->n_operands; i++)
        r->names[r->n_names++] = keep_utf16(w->operands[i]);
    r->name = r->names[0];
}

/* Options that the command has no use for are mistakes. */
static void check_options(const struct words *w)
{
    const struct command *c = w->command;
    const struct request *r = &w->request;
    const struct {
        const char *option;
        int key;
        bool given;
    } rows[] = {
        { "--domain", KEY_DOMAIN, w->domain },
        { "--type", KEY_TYPE, r->type },
        { "--user", KEY_USER, w->user },
        { "--password-fd", KEY_PASSWORD_FD, r->password_fd >= 0 },
        { "--client", KEY_CLIENT, w->client },
        { "--dry-run", KEY_DRY_RUN, r->dry_run },
        { "--yes", KEY_YES, r->yes },
        { "--credentials", KEY_CREDENTIALS, w->credentials },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].given && !takes_option(c, rows[i].key))
            usage("%s%s%s takes no %s", c->noun, c->verb ? " " : "", c->verb ? c->verb : "",
                  rows[i].option);
}

static LPWSTR keep_utf16_or_null(const char *text)
{
    return text ? keep_utf16(text) : NULL;
}

/* The API wants clients with backslashes. */
static LPWSTR keep_client(const char *name)
{
    bool bare = name && *name && strncmp(name, "\\\\", 2);
    return keep_utf16_or_null(bare ? keep_text("\\\\%s", name) : name);
}

static void read_operands(struct words *w)
{
    const struct command *c = w->command;
    struct request *r = &w->request;
    r->command = c;
    if (c->takes & (TAKES_NAME | TAKES_NAMES) && w->n_operands == 1)
        split_path(w);
    check_options(w);
    read_names(w);
    r->domain = keep_utf16_or_null(w->domain);
    r->client = keep_client(w->client);
    r->user = keep_utf16_or_null(w->user);
    r->level_given = w->level != NULL;
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
    /* as many words as there are, and one that a path is split into */
    w.operands = keep_room(((size_t)argc + 2) * sizeof *w.operands);
    w.request.values = keep_room(((size_t)argc + 2) * sizeof *w.request.values);
    w.request.names = keep_room(((size_t)argc + 2) * sizeof *w.request.names);
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
    return (int)w.command->run(&w.request);
}
