/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * words.h - where a line may be broken, and a sentence in the last column of a
 * listing.
 *
 *     sources[*].cost_each    what one person costs, whether or not anything
 *                             comes of it
 */
#ifndef FUNNELSIM_REPORT_WORDS_H
#define FUNNELSIM_REPORT_WORDS_H

#include <stddef.h>
#include <stdio.h>

/*
 * The bytes of the word that `text` begins with, and of all that may not be parted from it: a
 * number keeps its unit (73 %, 12 h). 0 at a blank.
 */
size_t fnl_words_length(const char *text);

/* What stands before name `index`, from 0, of `count` that are listed: "", ", " or `last`. */
const char *fnl_words_between(size_t index, size_t count, const char *last);

/*
 * Prints `text` from column `left` on, which the line has reached already, and goes on below where
 * there is no more room (report/screen.h). It is broken at blanks, each a single one in the end; no
 * line feed comes after it.
 */
void fnl_words_print(const char *text, size_t left, FILE *out);

#endif
