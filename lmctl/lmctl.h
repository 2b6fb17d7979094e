/* SPDX-License-Identifier: MIT */
/* lmctl: what its files share. main.c reads the command line, one file a noun makes the calls,
 * output.c shows the answers by the layout tables. */
#ifndef LMCTL_LMCTL_H
#define LMCTL_LMCTL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "lmcons.h"
#include "ndr/type.h"

enum lmctl_exit { EXIT_GOOD = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

enum lmctl_format { FORMAT_TABLE, FORMAT_JSON, FORMAT_RAW };

/* A command line, read. Names are UTF-16 as the API takes them; NULL when not given. */
struct request {
    LPWSTR server, name;
    LPWSTR domain;    /* --domain */
    LPWSTR user;      /* --user */
    int password_fd;  /* --password-fd; -1 when not given */
    const char *verb; /* of the command */
    const char *type; /* --type, as it was given */
    DWORD level;
    enum lmctl_format format;
    bool no_headings;
};

/* A row of the table in main.c. */
struct command {
    const char *noun, *verb;         /* verb NULL: the noun alone is the command */
    const char *args;                /* for the usage line */
    const char *help;                /* one sentence */
    const struct net_family *family; /* of --level; NULL: no levels */
    uint32_t use;                    /* enum net_use, of its levels */
    DWORD level;                     /* when --level is not given */
    bool takes_name;
    bool takes_filter; /* --domain and --type */
    enum lmctl_exit (*run)(const struct request *);
};

/* The words of --type, in lines. */
void print_server_types(FILE *out);

enum lmctl_exit connection_list(const struct request *);
enum lmctl_exit file_list(const struct request *);
enum lmctl_exit server_list(const struct request *), server_show(const struct request *);
enum lmctl_exit session_list(const struct request *);
enum lmctl_exit share_list(const struct request *), share_show(const struct request *);
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

/* ---- output.c ---- */

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

/* Shows all that the steps give; every `list` but that of servers. function is their name. */
enum lmctl_exit show_list(const struct request *, const char *name, const struct net_family *family,
                          const char *function, list_step *step);

/* Shows one record and frees its buffer: the end of every `show`. */
enum lmctl_exit show_one(const struct request *, const char *name, const struct ndr_type *type,
                         LPBYTE buffer);

#endif
