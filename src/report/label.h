/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * label.h - what users call things, made fit to be shown.
 *
 * The name of an option, a source or a stage comes from somebody's file and
 * ends up in a terminal, a table and the text of a gnuplot program. There a
 * line break ends a row, an escape character commands the terminal and a byte
 * that is not UTF-8 spoils the whole file. So every name is cleaned once on
 * its way out, and what is left is one line of printable text. Quoting it for
 * its destination (CSV, Markdown, gnuplot) is the business of whoever writes
 * there.
 */
#ifndef FUNNELSIM_REPORT_LABEL_H
#define FUNNELSIM_REPORT_LABEL_H

#include <stddef.h>

/*
 * A copy of `text` as one line of printable UTF-8, or NULL when memory runs
 * out. Control characters, line and paragraph separators and the marks that
 * turn the direction of writing become a space each; a byte that is not part
 * of valid UTF-8 becomes a question mark. Free with free().
 */
char *fnl_label_clean(const char *text);

/*
 * How many columns of a terminal `text` fills: two for the wide characters of
 * East Asia and for pictographs, none for combining marks, one for all else.
 * The locale has no say in it.
 */
size_t fnl_label_width(const char *text);

#endif
