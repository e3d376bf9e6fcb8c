/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * markdown.h - text that is to look in Markdown as it looks on the screen.
 *
 * A table and a verdict are pasted into pull requests, where a star or a
 * bracket in the name of an option is markup and an @ calls people up.
 */
#ifndef FUNNELSIM_REPORT_MARKDOWN_H
#define FUNNELSIM_REPORT_MARKDOWN_H

#include <stdio.h>

/* Writes one line of text; what would be markup is escaped, blanks at its beginning spelt out. */
void fnl_markdown_text(const char *text, FILE *stream);

/*
 * Writes a paragraph of lines that end with line feeds: those that are set in
 * by two blanks become items of a list, whose headings (report/paragraph.h) get
 * a colon.
 */
void fnl_markdown_lines(const char *lines, FILE *stream);

#endif
