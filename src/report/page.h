/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * page.h - what a report prints, piece by piece: for the screen, as wide as that
 * is, or in Markdown.
 */
#ifndef FUNNELSIM_REPORT_PAGE_H
#define FUNNELSIM_REPORT_PAGE_H

#include <stdbool.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "report/table.h"

/* Where it goes, and in which of both ways. */
struct fnl_page {
    FILE *out;
    bool markdown;
};

/* Prints a table, which is freed; NULL for one that could not be made is FNL_ERR_MEMORY. */
fnl_status fnl_page_table(const struct fnl_page *page, fnl_table *table, struct fnl_error *error);

/* Prints the lines (report/paragraph.h) that `write` writes of `self`. FNL_ERR_MEMORY. */
fnl_status fnl_page_lines(const struct fnl_page *page,
                          void (*write)(const void *self, FILE *stream), const void *self);

#endif
