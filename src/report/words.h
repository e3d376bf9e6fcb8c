/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words.h - a sentence in the last column of a listing.
 *
 *     sources[*].cost_each    what one person costs, whether or not anything
 *                             comes of it
 */
#ifndef FUNNELSIM_REPORT_WORDS_H
#define FUNNELSIM_REPORT_WORDS_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints `text` from column `left` on, which the line has reached already, and goes on below where
 * the terminal (FNL_TABLE_WIDTH) ends. It is broken at blanks, each a single one in the end; no
 * line feed comes after it.
 */
void fnl_words_print(const char *text, size_t left, FILE *out);

#endif
