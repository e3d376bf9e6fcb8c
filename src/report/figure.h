/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * figure.h - what a figure shows: the numbers and the words, without a word on
 * how they are drawn.
 *
 * A figure is written down as the opening lines of a gnuplot program: blocks
 * of numbers, and variables with texts and numbers. The script of the figure
 * (plots/NAME.gp) follows them and says at its head which ones it expects.
 *
 *     $months << EOD
 *     20454 310000 402000 511000
 *     20485 298000 395000 503000
 *     EOD
 *     title = 'Referrals pay from the second year on'
 *     array option[2] = ['As we are', 'Ask clients']
 *
 * gnuplot runs shell commands that it finds in a text between backticks or
 * double quotes, or on a line that begins with an exclamation mark. So text
 * gets here in one way only: cleaned (report/label.h, so it is one line) and
 * between single quotes, inside of which nothing is special but the quote
 * itself. That one becomes the typographic apostrophe, which looks better and
 * cannot end anything; doubling it, as gnuplot's manual advises, fails in
 * gnuplot 5.4 where a text begins with it. Blocks hold numbers and nothing else.
 *
 * The names of blocks and variables are ours, not the user's: small letters,
 * digits and underscores. A function that runs out of memory leaves that to be
 * reported by fnl_figure_data.
 */
#ifndef FUNNELSIM_REPORT_FIGURE_H
#define FUNNELSIM_REPORT_FIGURE_H

#include <stddef.h>

typedef struct fnl_figure fnl_figure;

/* A figure that shows nothing yet, or NULL when memory runs out. */
fnl_figure *fnl_figure_new(void);

/* Accepts NULL. */
void fnl_figure_free(fnl_figure *figure);

/* A variable with a text. */
void fnl_figure_text(fnl_figure *figure, const char *name, const char *text);

/* An array of `count` (> 0) texts, which gnuplot counts from 1. */
void fnl_figure_texts(fnl_figure *figure, const char *name, const char *const *texts, size_t count);

/* A variable with a number, at most 9 significant digits; NaN where it is not finite. */
void fnl_figure_number(fnl_figure *figure, const char *name, double value);

/* An array of `count` (> 0) numbers, likewise. */
void fnl_figure_numbers(fnl_figure *figure, const char *name, const double *values, size_t count);

/* Begins the block $`name`, which fnl_figure_end ends; in between there are rows and gaps only. */
void fnl_figure_block(fnl_figure *figure, const char *name);

/* One row of a block: `count` numbers as in fnl_figure_number. */
void fnl_figure_row(fnl_figure *figure, const double *values, size_t count);

/* Ends one data set of a block and begins the next, which gnuplot tells apart by their `index`. */
void fnl_figure_gap(fnl_figure *figure);

void fnl_figure_end(fnl_figure *figure);

/* All of it, as gnuplot reads it. NULL when memory ran out; valid until the figure changes. */
const char *fnl_figure_data(const fnl_figure *figure);

#endif
