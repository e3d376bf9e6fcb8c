/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * screen.h - how much room there is for what is printed.
 *
 * On a terminal, as much as it has, so that the terminal does not break lines
 * in the middle of a number. In a file or a pipe nobody knows, and the same
 * bytes are wanted everywhere: then it is always the usual width.
 */
#ifndef FUNNELSIM_REPORT_SCREEN_H
#define FUNNELSIM_REPORT_SCREEN_H

#include <stddef.h>
#include <stdio.h>

/* Columns of what is no terminal; and of the widest text that is read with ease. */
#define FNL_SCREEN_WIDTH 100

/* Listings need so many columns: on a narrower terminal its own line breaks are the lesser evil. */
#define FNL_SCREEN_LEAST 60

/* The columns that a table may fill when it goes to `out`: those of the terminal. */
size_t fnl_screen_table(FILE *out);

/* The columns that a sentence may fill there, FNL_SCREEN_WIDTH at most. */
size_t fnl_screen_text(FILE *out);

#endif
