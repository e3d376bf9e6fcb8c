/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * paragraph.h - sentences on a terminal.
 *
 * A text is made of lines that end with line feeds, each complete however long
 * it is. On a terminal a long one goes on in the next, set in under what it
 * continues: under the text of a line of detail, which begins with two blanks
 * and may have a heading of its own.
 *
 *     Referrals is best: +$0.7M contribution over As we are. More leads: too
 *       close to matter (you said $100k).
 *       Luck            ahead in 92 of 100 futures; in 8 of 10 the gain is
 *                       $0.06M to $1.34M
 */
#ifndef FUNNELSIM_REPORT_PARAGRAPH_H
#define FUNNELSIM_REPORT_PARAGRAPH_H

#include <stddef.h>
#include <stdio.h>

/* The column, from 0, in which the text behind a heading begins; two blanks at least before it. */
#define FNL_PARAGRAPH_HEADING 18

/*
 * What `write` writes for `self`, as one text; NULL when memory runs out. To be
 * freed.
 */
char *fnl_paragraph_written(void (*write)(const void *self, FILE *stream), const void *self);

/* Prints the lines for a terminal `width` columns wide, broken at blanks. */
void fnl_paragraph_print(const char *lines, size_t width, FILE *stream);

#endif
