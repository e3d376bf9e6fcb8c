/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/table.h"

#include "base/memory.h"
#include "report/label.h"
#include "report/markdown.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Blank columns between two columns of values, and the margin at the left. */
#define GAP    3
#define MARGIN 2

/* The cells of all rows one after the other: a label and then a value a column; NULL is empty. */
struct fnl_table {
    size_t columns; /* of values */
    size_t count, capacity;
    char **cells; /* the first row holds the headings under an empty label */
    bool exhausted;
};

static size_t row_length(const fnl_table *table)
{
    return table->columns + 1;
}

static size_t rows_of(const fnl_table *table)
{
    return table->count / row_length(table);
}

/* Column 0 holds the labels. Never NULL. */
static const char *cell_at(const fnl_table *table, size_t row, size_t column)
{
    const char *text = table->cells[row * row_length(table) + column];
    return text ? text : "";
}

static void add_cell(fnl_table *table, const char *text)
{
    if (table->exhausted)
        return;
    char *clean = text ? fnl_label_clean(text) : NULL;
    table->exhausted = (text && !clean) || !fnl_memory_grow((void **)&table->cells, table->count,
                                                            &table->capacity, sizeof *table->cells);
    if (table->exhausted)
        free(clean);
    else
        table->cells[table->count++] = clean;
}

void fnl_table_row(fnl_table *table, const char *label, const char *const *values)
{
    add_cell(table, label);
    for (size_t i = 0; i < table->columns; i++)
        add_cell(table, values[i]);
}

fnl_table *fnl_table_new(const char *const *headings, size_t columns)
{
    fnl_table *table = fnl_memory_zeroed(1, sizeof *table);
    if (!table)
        return NULL;
    table->columns = columns;
    fnl_table_row(table, "", headings);
    if (table->exhausted) {
        fnl_table_free(table);
        return NULL;
    }
    return table;
}

void fnl_table_free(fnl_table *table)
{
    if (!table)
        return;
    for (size_t i = 0; i < table->count; i++)
        free(table->cells[i]);
    free(table->cells);
    free(table);
}

static size_t width_of(const fnl_table *table, size_t column)
{
    size_t widest = 0;
    for (size_t row = 0; row < rows_of(table); row++) {
        const size_t width = fnl_label_width(cell_at(table, row, column));
        if (width > widest)
            widest = width;
    }
    return widest;
}

static void print_blanks(size_t count, FILE *stream)
{
    while (count-- > 0)
        putc(' ', stream);
}

/* One line, from column `first` up to but not including `end`. Blanks are owed until text comes. */
static void print_line(const fnl_table *table, size_t row, size_t first, size_t end, FILE *stream)
{
    const char *label = cell_at(table, row, 0);
    size_t owed = MARGIN;
    if (*label) {
        print_blanks(owed, stream);
        fputs(label, stream);
        owed = 0;
    }
    owed += width_of(table, 0) - fnl_label_width(label);

    for (size_t column = first; column < end; column++) {
        const char *text = cell_at(table, row, column);
        const size_t spare = width_of(table, column) - fnl_label_width(text);
        owed += GAP + spare / 2;
        if (*text) {
            print_blanks(owed, stream);
            fputs(text, stream);
            owed = 0;
        }
        owed += spare - spare / 2;
    }
    putc('\n', stream);
}

/* One past the last column that fits beside the labels when `first` is the first; at least one. */
static size_t columns_that_fit(const fnl_table *table, size_t first, size_t width)
{
    size_t used = MARGIN + width_of(table, 0), end = first;
    while (end < row_length(table)) {
        used += GAP + width_of(table, end);
        if (used > width && end > first)
            break;
        end++;
    }
    return end;
}

static fnl_status out_of_memory(struct fnl_error *error)
{
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while making a table");
}

fnl_status fnl_table_print(const fnl_table *table, size_t width, FILE *stream,
                           struct fnl_error *error)
{
    if (table->exhausted)
        return out_of_memory(error);
    for (size_t first = 1, end; first < row_length(table); first = end) {
        end = columns_that_fit(table, first, width);
        if (first > 1)
            putc('\n', stream);
        for (size_t row = 0; row < rows_of(table); row++)
            print_line(table, row, first, end, stream);
    }
    return FNL_OK;
}

fnl_status fnl_table_markdown(const fnl_table *table, FILE *stream, struct fnl_error *error)
{
    if (table->exhausted)
        return out_of_memory(error);
    for (size_t row = 0; row < rows_of(table); row++) {
        for (size_t column = 0; column < row_length(table); column++) {
            fputs(column == 0 ? "| " : " | ", stream);
            fnl_markdown_text(cell_at(table, row, column), stream);
        }
        fputs(" |\n", stream);
        if (row > 0)
            continue;
        fputs("|:--", stream);
        for (size_t i = 0; i < table->columns; i++)
            fputs("|--:", stream);
        fputs("|\n", stream);
    }
    return FNL_OK;
}
