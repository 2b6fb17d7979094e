/* SPDX-License-Identifier: MIT */
/* Records to a table, JSON or raw lines: a column a row of the layout table, a cell by ndr_print.
 * No level has printing code of its own. */
#include "lmctl.h"

#include <ctype.h>
#include <err.h>
#include <libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/limits.h"
#include "lmapibuf.h"
#include "lmerr.h"
#include "ndr/ndr.h"
#include "winerror.h"

#define CELL_MAX (4u << 20) /* bytes of text: the SDDL of the largest descriptor */

struct output {
    struct libscols_table *table;
    const struct ndr_type *type;
    enum lmctl_format format;
    bool vertical; /* one member a line */
};

static void out_of_memory(void)
{
    errx(EXIT_FAILED, "out of memory");
}

const char *member_name(const struct ndr_field *f)
{
    const char *prefix_end = strchr(f->name, '_');
    return prefix_end ? prefix_end + 1 : f->name;
}

/* In capitals. */
static void column_name(const struct ndr_field *f, char *name, size_t size)
{
    const char *from = member_name(f);
    size_t i = 0;
    for (; from[i] && i < size - 1; i++)
        name[i] = (char)toupper((unsigned char)from[i]);
    name[i] = '\0';
}

static bool is_number(const struct ndr_field *f)
{
    bool integer = f->kind == NDR_U32 || f->kind == NDR_OPT_U32 || f->kind == NDR_U64;
    return f->kind == NDR_I32 || (integer && (!f->of.view || f->of.view->kind == NDR_VIEW_LIMIT));
}

static int json_type(const struct ndr_field *f)
{
    if (is_number(f))
        return SCOLS_JSON_NUMBER;
    if (f->kind == NDR_BOOL || f->kind == NDR_BOOLEAN)
        return SCOLS_JSON_BOOLEAN;
    if (f->kind == NDR_U32 && f->of.view->kind == NDR_VIEW_FLAGS)
        return SCOLS_JSON_ARRAY_STRING;
    return SCOLS_JSON_STRING;
}

static void add_column(struct output *o, const char *name, bool number, int json)
{
    struct libscols_column *c =
        scols_table_new_column(o->table, name, 0, number ? SCOLS_FL_RIGHT : 0);
    if (!c || scols_column_set_json_type(c, json))
        out_of_memory();
    /* an array is told apart from a text by this splitting at newlines */
    if (json == SCOLS_JSON_ARRAY_STRING && o->format == FORMAT_JSON &&
        (scols_column_set_flags(c, SCOLS_FL_WRAP) || scols_column_set_safechars(c, "\n") ||
         scols_column_set_wrapfunc(c, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL)))
        out_of_memory();
}

static void add_columns(struct output *o, const struct ndr_type *t)
{
    char name[64];
    for (size_t i = 0; i < t->n_fields; i++) {
        const struct ndr_field *f = &t->fields[i];
        if (f->kind == NDR_STRUCT) {
            add_columns(o, f->of.type);
            continue;
        }
        column_name(f, name, sizeof name);
        add_column(o, name, is_number(f), json_type(f));
    }
}

struct output *output_new(const struct request *r, const char *name, const struct ndr_type *type,
                          bool single)
{
    struct output *o = x_new(sizeof *o);
    if (!o || !(o->table = scols_new_table()))
        out_of_memory();
    o->type = type;
    o->format = r->format;
    o->vertical = single && r->format == FORMAT_TABLE;
    scols_table_set_name(o->table, name);
    scols_table_enable_json(o->table, r->format == FORMAT_JSON);
    scols_table_enable_raw(o->table, r->format == FORMAT_RAW);
    if (r->format == FORMAT_RAW)
        scols_table_set_column_separator(o->table, "\t");
    scols_table_enable_noheadings(o->table, r->no_headings || o->vertical);
    if (o->vertical) {
        add_column(o, "MEMBER", false, SCOLS_JSON_STRING);
        add_column(o, "VALUE", false, SCOLS_JSON_STRING);
    } else {
        add_columns(o, type);
    }
    return o;
}

static struct libscols_line *new_line(struct output *o)
{
    struct libscols_line *line = scols_table_new_line(o->table, NULL);
    if (!line)
        out_of_memory();
    return line;
}

static void set_cell(struct libscols_line *line, size_t column, const char *text)
{
    if (scols_line_set_data(line, column, text))
        out_of_memory();
}

static void print_cell(struct output *o, struct libscols_line *line, size_t column,
                       const struct ndr_field *f, const void *record)
{
    struct bytes text;
    bytes_init(&text, CELL_MAX);
    ndr_print_value(f, record, o->format == FORMAT_JSON ? NDR_PRINT_LINES : NDR_PRINT_HUMAN, &text);
    bytes_put_u8(&text, '\0');
    if (text.failed)
        out_of_memory();
    set_cell(line, column, (const char *)text.data);
    bytes_free(&text);
}

/* The members of one record: into cells of a line, or a line each. */
static void add_members(struct output *o, struct libscols_line *line, size_t *column,
                        const struct ndr_type *t, const void *record)
{
    char name[64];
    for (size_t i = 0; i < t->n_fields; i++) {
        const struct ndr_field *f = &t->fields[i];
        if (f->kind == NDR_STRUCT) {
            add_members(o, line, column, f->of.type, (const uint8_t *)record + f->at);
            continue;
        }
        if (!o->vertical) {
            print_cell(o, line, (*column)++, f, record);
            continue;
        }
        struct libscols_line *own = new_line(o);
        column_name(f, name, sizeof name);
        for (char *p = name; *p; p++)
            *p = (char)tolower((unsigned char)*p);
        set_cell(own, 0, name);
        print_cell(o, own, 1, f, record);
    }
}

void output_add(struct output *o, const void *records, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t column = 0;
        add_members(o, o->vertical ? NULL : new_line(o), &column, o->type,
                    (const uint8_t *)records + i * o->type->size);
    }
}

void output_drop(struct output *o)
{
    scols_unref_table(o->table);
    x_free(o);
}

enum lmctl_exit output_end(struct output *o)
{
    int rc = scols_print_table(o->table);
    output_drop(o);
    if (rc || fflush(stdout)) {
        warn("standard output");
        return EXIT_FAILED;
    }
    return EXIT_GOOD;
}

NET_API_STATUS walk_list(const struct request *r, list_step *step,
                         void (*see)(void *seer, const void *records, size_t count), void *seer)
{
    NET_API_STATUS status;
    DWORD resume = 0, before;
    do {
        LPBYTE buffer;
        DWORD count;
        before = resume;
        status = step(r, &buffer, &count, &resume);
        see(seer, buffer, count);
        NetApiBufferFree(buffer);
        /* a server that does not move on would go on for ever */
    } while (status == ERROR_MORE_DATA && resume != before);
    return status;
}

static void see_output(void *seer, const void *records, size_t count)
{
    output_add(seer, records, count);
}

enum lmctl_exit show_list(const struct request *r, const char *name,
                          const struct net_family *family, const char *function, list_step *step)
{
    struct output *o =
        output_new(r, name, net_family_find(family, r->level, NET_ENUM)->type, false);
    NET_API_STATUS status = walk_list(r, step, see_output, o);
    if (status == NERR_Success)
        return output_end(o);
    output_drop(o);
    return report_failure(function, status);
}

static NET_API_STATUS plain_step(const struct request *r, LPBYTE *buffer, DWORD *count,
                                 DWORD *resume)
{
    DWORD total;
    return r->call(r->server, r->level, buffer, MAX_PREFERRED_LENGTH, count, &total, resume);
}

enum lmctl_exit show_all(const struct request *r, const char *name, const char *function,
                         plain_enum *call)
{
    struct request plain = *r;
    plain.call = call;
    return show_list(&plain, name, r->command->family, function, plain_step);
}

enum lmctl_exit show_one(const struct request *r, const char *name, const struct ndr_type *type,
                         LPBYTE buffer)
{
    struct output *o = output_new(r, name, type, true);
    output_add(o, buffer, 1);
    NetApiBufferFree(buffer);
    return output_end(o);
}
