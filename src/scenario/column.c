/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/column.h"

#include <csv.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "scenario/buffer.h"
#include "scenario/reader.h"

#define MOST_HEADINGS 200

/* Where the parse of one file stands. */
struct parse {
    const char *path, *column;
    bool decimal_comma;
    size_t row, cell;              /* from 0 */
    char *headings[MOST_HEADINGS]; /* for proposing the nearest; ours */
    size_t heading_count, wanted;  /* `wanted`: the column's place, once `known` */
    bool known;
    double *values;
    size_t count, capacity;
    fnl_status status;
    struct fnl_error *error;
};

static void run_out_of_memory(struct parse *parse)
{
    parse->status = fnl_status_fail(FNL_ERR_MEMORY, parse->error, "out of memory while reading %s",
                                    parse->path);
}

static void take_heading(struct parse *parse, const char *text)
{
    if (strcmp(text, parse->column) == 0 && !parse->known) {
        parse->known = true;
        parse->wanted = parse->cell;
    }
    if (parse->heading_count == MOST_HEADINGS)
        return;
    char *copy = fnl_memory_text(text);
    if (copy)
        parse->headings[parse->heading_count++] = copy;
    else
        run_out_of_memory(parse);
}

static bool is_number(const char *text, double *value)
{
    char *end;
    if (!*text || strspn(text, "0123456789+-.eE") != strlen(text))
        return false;
    *value = strtod(text, &end);
    return !*end && isfinite(*value);
}

static void take_value(struct parse *parse, char *text)
{
    char *comma = parse->decimal_comma ? strchr(text, ',') : NULL;
    if (comma)
        *comma = '.';
    void *values = parse->values;
    double value;
    if (!is_number(text, &value)) {
        parse->status =
            fnl_status_fail(FNL_ERR_SCENARIO, parse->error, "%s: row %zu: \"%.60s\" is no number",
                            parse->path, parse->row + 1, text);
    } else if (!fnl_memory_grow(&values, parse->count, &parse->capacity, sizeof value)) {
        run_out_of_memory(parse);
    } else {
        parse->values = values;
        parse->values[parse->count++] = value;
    }
}

static void end_cell(void *text, size_t length, void *data)
{
    struct parse *parse = data;
    if (parse->status == FNL_OK && parse->row == 0)
        take_heading(parse, text);
    else if (parse->status == FNL_OK && parse->known && parse->cell == parse->wanted && length > 0)
        take_value(parse, text);
    parse->cell++;
}

static void end_row(int terminator, void *data)
{
    (void)terminator;
    struct parse *parse = data;
    parse->row++;
    parse->cell = 0;
}

static void *resized(void *block, size_t bytes)
{
    return fnl_memory_resize(&block, bytes, 1) ? block : NULL;
}

/* Spreadsheets of half the world separate by semicolons because their commas are decimal. */
static bool has_semicolons(const char *text)
{
    const size_t heading = strcspn(text, "\r\n");
    return memchr(text, ';', heading) && !memchr(text, ',', heading);
}

static void parse_text(struct parse *parse, const struct fnl_buffer *text)
{
    struct csv_parser csv;
    csv_init(&csv, CSV_APPEND_NULL);
    csv_set_realloc_func(&csv, resized);
    parse->decimal_comma = has_semicolons(text->text);
    if (parse->decimal_comma)
        csv_set_delim(&csv, ';');
    const size_t mark = strncmp(text->text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    const size_t length = text->length - mark;
    if (csv_parse(&csv, text->text + mark, length, end_cell, end_row, parse) != length ||
        csv_fini(&csv, end_cell, end_row, parse) != 0)
        run_out_of_memory(parse);
    csv_free(&csv);
}

static void check_column(struct parse *parse)
{
    const char *nearest =
        fnl_text_nearest(parse->column, (const char *const *)parse->headings, parse->heading_count);
    if (parse->status == FNL_OK && !parse->known)
        parse->status =
            fnl_status_fail(FNL_ERR_SCENARIO, parse->error, "%s has no column \"%.60s\"%s%.60s%s",
                            parse->path, parse->column, nearest ? " (did you mean \"" : "",
                            nearest ? nearest : "", nearest ? "\"?)" : "");
}

fnl_status fnl_column_read(const char *path, const char *column, double **values, size_t *count,
                           struct fnl_error *error)
{
    struct fnl_buffer text = {0};
    struct parse parse = {.path = path, .column = column, .error = error};
    parse.status = fnl_reader_bytes(path, FNL_COLUMN_LARGEST, &text, error);
    if (parse.status == FNL_OK) {
        parse_text(&parse, &text);
        check_column(&parse);
    }
    for (size_t i = 0; i < parse.heading_count; i++)
        free(parse.headings[i]);
    fnl_buffer_fini(&text);
    if (parse.status != FNL_OK) {
        free(parse.values);
        return parse.status;
    }
    *values = parse.values;
    *count = parse.count;
    return FNL_OK;
}

/* Adds `values` to the group `law`. */
static bool add_values(struct fnl_tree *tree, struct fnl_node *law, const double *values,
                       size_t count)
{
    struct fnl_node *list = fnl_tree_node(tree, FNL_NODE_LIST, "values");
    if (!list)
        return false;
    fnl_tree_insert(law, list, NULL);
    for (size_t i = 0; i < count; i++) {
        struct fnl_node *value = fnl_tree_node(tree, FNL_NODE_REAL, NULL);
        if (!value)
            return false;
        value->real = values[i];
        fnl_tree_insert(list, value, NULL);
        if (!fnl_tree_place(tree, value, law->file, law->line))
            return false;
    }
    return fnl_tree_place(tree, list, law->file, law->line);
}

/* Reads the column that `law` names. What is wrong with the file is the scenario's mistake. */
static fnl_status resolve_law(struct fnl_tree *tree, struct fnl_node *law,
                              struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    const struct fnl_node *file = fnl_tree_child(law, "file");
    const char *column = fnl_tree_child_text(law, "column");
    if (file->kind != FNL_NODE_TEXT || !column) {
        fnl_tree_complain(
            law, NULL, mistakes,
            "an empirical law is written { law = \"empirical\"; file = \"deals.csv\"; "
            "column = \"days\"; }");
        return FNL_ERR_SCENARIO;
    }

    char *path = fnl_reader_beside(file->file, file->text);
    double *values = NULL;
    size_t count = 0;
    struct fnl_error its_error = {0};
    fnl_status status =
        path ? fnl_column_read(path, column, &values, &count, &its_error) : FNL_ERR_MEMORY;
    if (status == FNL_OK && !add_values(tree, law, values, count))
        status = FNL_ERR_MEMORY;
    if (status == FNL_ERR_MEMORY)
        fnl_status_fail(status, error, "out of memory while reading %s", file->text);
    else if (status != FNL_OK)
        fnl_tree_complain(file, NULL, mistakes, "%s", its_error.text);
    free(values);
    free(path);
    return status == FNL_OK || status == FNL_ERR_MEMORY ? status : FNL_ERR_SCENARIO;
}

/* The value that holds the law has been refused: its own mistakes are said already. */
static void refuse_value(struct fnl_node *law)
{
    law->refused = true;
    if (law->name && strcmp(law->name, "value") == 0)
        law->parent->refused = true;
}

static bool is_unresolved(const struct fnl_node *node)
{
    const char *law = fnl_tree_child_text(node, "law");
    return law && strcmp(law, "empirical") == 0 && fnl_tree_child(node, "file") &&
           !fnl_tree_child(node, "values");
}

static fnl_status resolve_below(struct fnl_tree *tree, struct fnl_node *node,
                                struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    if (is_unresolved(node)) {
        const fnl_status status = resolve_law(tree, node, mistakes, error);
        if (status == FNL_ERR_SCENARIO)
            refuse_value(node);
        return status;
    }
    fnl_status worst = FNL_OK;
    for (struct fnl_node *child = node->first; child && worst != FNL_ERR_MEMORY;
         child = child->next) {
        const fnl_status status = resolve_below(tree, child, mistakes, error);
        worst = status != FNL_OK ? status : worst;
    }
    return worst;
}

fnl_status fnl_column_resolve(struct fnl_tree *tree, struct fnl_node *root,
                              struct fnl_mistakes *mistakes, struct fnl_error *error)
{
    return resolve_below(tree, root, mistakes, error);
}
