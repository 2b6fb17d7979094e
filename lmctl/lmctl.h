/* SPDX-License-Identifier: MIT */
/* lmctl: what its files share. main.c reads the command line, one file a noun makes the calls,
 * output.c shows the answers by the layout tables. */
#ifndef LMCTL_LMCTL_H
#define LMCTL_LMCTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/limits.h"
#include "lmcons.h"
#include "ndr/type.h"

enum lmctl_exit { EXIT_GOOD = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

enum lmctl_format { FORMAT_TABLE, FORMAT_JSON, FORMAT_RAW };

/* An enumeration that is asked for nothing but its level. */
typedef NET_API_STATUS plain_enum(LMSTR server, DWORD level, LPBYTE *buffer, DWORD prefmaxlen,
                                  LPDWORD count, LPDWORD total, LPDWORD resume);

/* A command line, read. Names are UTF-16 as the API takes them; NULL when not given. */
struct request {
    const struct command *command;
    LPWSTR server, name;
    LPWSTR *names; /* all names, where there may be several; the first is name */
    size_t n_names;
    char **values; /* MEMBER=VALUE, as they were given; no member twice */
    size_t n_values;
    LPWSTR domain;       /* --domain */
    LPWSTR client, user; /* --client, --user */
    int password_fd;     /* --password-fd; -1 when not given */
    const char *type;    /* --type, as it was given */
    DWORD level;
    bool level_given;
    enum lmctl_format format;
    bool no_headings, dry_run, yes;
    plain_enum *call; /* of show_all */
};

/* What a command takes beside a server. */
enum takes {
    TAKES_NAME = 1,      /* one name */
    TAKES_NAMES = 2,     /* one or more names */
    TAKES_VALUES = 4,    /* MEMBER=VALUE */
    TAKES_FILTER = 8,    /* --domain and --type */
    TAKES_USER = 16,     /* --user */
    TAKES_CLIENT = 32,   /* --client */
    TAKES_PASSWORD = 64, /* --password-fd */
    /* It changes something, on a server or for the log-in session: --dry-run and --yes. That is
     * taken also where nothing is asked. */
    CHANGES = 128,
};

/* A row of the table in main.c. */
struct command {
    const char *noun, *verb;         /* verb NULL: the noun alone is the command */
    const char *args;                /* for the usage line */
    const char *help;                /* one sentence */
    const struct net_family *family; /* of --level and of values; NULL: no levels */
    uint32_t use;                    /* enum net_use, of its levels */
    DWORD level;                     /* when --level is not given */
    unsigned takes;                  /* enum takes */
    enum lmctl_exit (*run)(const struct request *);
};

/* The words of --type, in lines. */
void print_server_types(FILE *out);

enum lmctl_exit connection_list(const struct request *);
enum lmctl_exit disk_list(const struct request *);
enum lmctl_exit file_list(const struct request *), file_show(const struct request *);
enum lmctl_exit file_close(const struct request *);
enum lmctl_exit server_list(const struct request *), server_show(const struct request *);
enum lmctl_exit server_set(const struct request *);
enum lmctl_exit session_list(const struct request *), session_show(const struct request *);
enum lmctl_exit session_close(const struct request *);
enum lmctl_exit share_list(const struct request *), share_show(const struct request *);
enum lmctl_exit share_add(const struct request *), share_set(const struct request *);
enum lmctl_exit share_remove(const struct request *);
enum lmctl_exit stats_show(const struct request *);
enum lmctl_exit transport_list(const struct request *);
enum lmctl_exit time_show(const struct request *);
enum lmctl_exit use_add_kept(const struct request *), use_remove(const struct request *);
enum lmctl_exit use_list(const struct request *), use_show(const struct request *);
enum lmctl_exit wksta_show(const struct request *);
enum lmctl_exit wksta_transports(const struct request *), wksta_users(const struct request *);

/* Says on standard error that the API function failed: its name, the code, name and text of the
 * code. Returns EXIT_FAILED. */
enum lmctl_exit report_failure(const char *function, NET_API_STATUS status);

/* Says what is wrong with the command line, and ends the program. */
__attribute__((noreturn, format(printf, 1, 2))) void usage(const char *format, ...);

/* ---- keep.c: memory until the program ends. It ends when there is none. ---- */

void *keep_room(size_t bytes);
/* A name as the API takes it. Ends the program when the text is not UTF-8. */
LPWSTR keep_utf16(const char *text);
/* A name as UTF-8; "" for NULL. */
const char *keep_utf8(LPCWSTR text);
/* The same of what a server said, for messages: control characters become `?`. */
const char *keep_shown(LPCWSTR text);
__attribute__((format(printf, 1, 2))) const char *keep_text(const char *format, ...);

/* ---- change.c ---- */

/* A part of a text. */
struct word {
    const char *text;
    int len;
};
/* The value that output shows as this text: words of the view, which NULL has none of, and numbers;
 * of flags any number of them between commas. False: *wrong is what is neither. */
bool read_view(const struct ndr_view *, const char *text, uint32_t *value, struct word *wrong);

/* A structure that is being put together from values. */
struct record {
    const struct net_level *level;
    _Alignas(16) uint8_t bytes[NDR_STRUCT_MAX]; /* the structure */
};

/* Sets a member by the name that output shows it with; false when the level has none of this name.
 * Ends the program when the text is no value of it. */
bool record_set(struct record *, const char *name, const char *text);
/* All values of the request. Ends the program when the level lacks one of the members. */
void record_set_values(struct record *, const struct request *);

/* How the structure is read and written at a level: NetShareGetInfo and NetShareSetInfo, ... */
struct setter {
    const char *what; /* `share`, `server` */
    const char *get_name, *set_name;
    DWORD any_level; /* one that every server can be asked for */
    NET_API_STATUS (*get)(const struct request *, DWORD level, LPBYTE *buffer);
    NET_API_STATUS (*set)(const struct request *, DWORD level, LPBYTE buffer, LPDWORD parm_err);
};
/* Every `set`: the values are written at the level with the fewest other members, or at that of
 * --level; the others are read before and stay what they are. --dry-run reads in any case. */
enum lmctl_exit set_members(const struct request *, const struct setter *);

/* Says on standard output what was done, or with --dry-run what would be; nothing with --json and
 * --raw. thing and done as in "share x added"; place: the server it was done on, NULL when the
 * thing tells that already. */
void say_done(const struct request *, const char *thing, const char *done, LPCWSTR place);
/* When more would go than was named one by one: asks "verb thing?", unless --yes or --dry-run was
 * given. Ends the program when the answer is no or nobody can be asked. */
void ask_before(const struct request *, const char *verb, const char *thing);
/* Says that the API function failed, and which member it refuses. Returns EXIT_FAILED. */
enum lmctl_exit report_member(const char *function, NET_API_STATUS status,
                              const struct ndr_type *type, DWORD parm);

/* What is done to each of many names, as in "share x removed". */
struct deed {
    const char *what, *verb, *done;
    const char *function; /* the name of what `act` calls */
    NET_API_STATUS (*act)(const struct request *, LPWSTR name);
    /* For --dry-run: whether there is such a thing. *function: what was called for that. */
    NET_API_STATUS (*find)(const struct request *, LPWSTR name, const char **function);
};
/* Does it, after asking where the names are several; what fails is reported, and the rest is done.
 */
enum lmctl_exit each_name(const struct request *, const struct deed *);

/* ---- output.c ---- */

/* A member as output shows it: its name without the prefix of the structure. */
const char *member_name(const struct ndr_field *);

struct output;

/* A table of records of the type. name is its name in JSON; `single` shows one record as a list of
 * members to people. Ends the program when memory is short. */
struct output *output_new(const struct request *, const char *name, const struct ndr_type *type,
                          bool single);
void output_add(struct output *, const void *records, size_t count);
/* Prints to standard output and frees. EXIT_FAILED when it could not be written. */
enum lmctl_exit output_end(struct output *);
/* Frees it unprinted. */
void output_drop(struct output *);

/* One step of an enumeration: from *resume on, as much as the server gives. */
typedef NET_API_STATUS list_step(const struct request *, LPBYTE *buffer, DWORD *count,
                                 DWORD *resume);

/* Takes every step, and gives what each has read to `see`. Returns what the last step did. */
NET_API_STATUS walk_list(const struct request *, list_step *step,
                         void (*see)(void *seer, const void *records, size_t count), void *seer);

/* Shows all that the steps give. function is their name. */
enum lmctl_exit show_list(const struct request *, const char *name, const struct net_family *family,
                          const char *function, list_step *step);
/* The same where a step is a call that takes nothing of its own. */
enum lmctl_exit show_all(const struct request *, const char *name, const char *function,
                         plain_enum *call);

/* Shows one record and frees its buffer: the end of every `show`. */
enum lmctl_exit show_one(const struct request *, const char *name, const struct ndr_type *type,
                         LPBYTE buffer);

#endif
