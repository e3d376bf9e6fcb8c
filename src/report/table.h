/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * table.h - a table for the terminal, and the same table in Markdown.
 *
 *                                     As we are     More leads
 *       New business signed               $3.3M          $3.7M
 *       Lowest cash (1 in 10 worse)  $210k ($40k)   -$40k (-$190k)
 *         when                         Sep 2026       Feb 2027
 *
 * A column of labels on the left, one column an option, values centred under
 * their headings. Nothing is cut or wrapped: columns are as wide as their
 * widest entry, and where all of them do not fit side by side they stand in
 * several tables, one below the other, each with the labels.
 *
 * Texts are copied and cleaned (report/label.h). A function that runs out of
 * memory remembers it, and fnl_table_print reports it.
 */
#ifndef FUNNELSIM_REPORT_TABLE_H
#define FUNNELSIM_REPORT_TABLE_H

#include <stdio.h>

#include <funnelsim/status.h>

typedef struct fnl_table fnl_table;

/* An empty table with the given headings of its `columns` (> 0) value columns. NULL: no memory. */
fnl_table *fnl_table_new(const char *const *headings, size_t columns);

/*
 * Adds a row. `values` holds a text for each column, or NULL where there is
 * nothing to say. A label that begins with spaces is set in by as many, for a
 * row that adds to the one above it.
 */
void fnl_table_row(fnl_table *table, const char *label, const char *const *values);

/* Prints for a terminal that is `width` columns wide; each line ends behind its last character. */
fnl_status fnl_table_print(const fnl_table *table, size_t width, FILE *stream,
                           struct fnl_error *error);

/* Prints one table of GitHub's Markdown; what would be markup in a text is escaped. */
fnl_status fnl_table_markdown(const fnl_table *table, FILE *stream, struct fnl_error *error);

/* Accepts NULL. */
void fnl_table_free(fnl_table *table);

#endif
