/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * csv.h - rows for spreadsheets and scripts.
 *
 * The form is that of RFC 4180 but for the end of a row, which is a line feed
 * alone: every spreadsheet reads that, and diff and awk read nothing else
 * well. There is a header and there are rows, never a comment. Text is quoted
 * where it has to be, numbers never are.
 *
 * With ';' between the cells the decimals of reals and of money have a comma
 * and the file begins with the byte order mark of UTF-8: that is what a
 * spreadsheet in most of Europe opens with a double click.
 *
 * A spreadsheet takes a cell that begins with one of = + - @ for a formula
 * and runs it. Names come from files that people send each other, so a *text*
 * that begins with one of these gets an apostrophe before it, which
 * spreadsheets read as "this is text". Numbers are left alone: -40 is -40.
 *
 * No function here fails: what goes wrong with the stream stays recorded in
 * it, and fnl_file_finish reports it.
 */
#ifndef FUNNELSIM_REPORT_CSV_H
#define FUNNELSIM_REPORT_CSV_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/units.h"

/* One table being written, cell by cell. Holds nothing that needs freeing. */
struct fnl_csv {
    FILE *stream;   /* the caller's */
    char separator; /* ',' or ';' */
    bool inside;    /* the row has a cell already */
};

/* Begins a table on `stream`; `separator` is ',' or ';' and is asserted to be one of them. */
void fnl_csv_init(struct fnl_csv *csv, FILE *stream, char separator);

/* One cell of text, line breaks and all. */
void fnl_csv_text(struct fnl_csv *csv, const char *text);

/* One cell with a whole number. */
void fnl_csv_integer(struct fnl_csv *csv, int64_t value);

/* One cell with a real of at most 9 significant digits; empty for what is not finite. */
void fnl_csv_real(struct fnl_csv *csv, double value);

/* One cell with an amount in major units and two decimals. */
void fnl_csv_money(struct fnl_csv *csv, fnl_money amount);

/* One cell with a day as "2026-04-01"; `number` is a day number (base/date.h). */
void fnl_csv_date(struct fnl_csv *csv, int number);

/* One cell with nothing in it. */
void fnl_csv_nothing(struct fnl_csv *csv);

/* Ends the row. */
void fnl_csv_end(struct fnl_csv *csv);

#endif
