/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/page.h"

#include <stdlib.h>

#include "report/markdown.h"
#include "report/paragraph.h"
#include "report/screen.h"

fnl_status fnl_page_table(const struct fnl_page *page, fnl_table *table, struct fnl_error *error)
{
    if (!table)
        return FNL_ERR_MEMORY;
    const fnl_status status =
        page->markdown ? fnl_table_markdown(table, page->out, error)
                       : fnl_table_print(table, fnl_screen_table(page->out), page->out, error);
    fnl_table_free(table);
    return status;
}

fnl_status fnl_page_lines(const struct fnl_page *page,
                          void (*write)(const void *self, FILE *stream), const void *self)
{
    char *lines = fnl_paragraph_written(write, self);
    if (!lines)
        return FNL_ERR_MEMORY;
    if (page->markdown)
        fnl_markdown_lines(lines, page->out);
    else
        fnl_paragraph_print(lines, fnl_screen_text(page->out), page->out);
    free(lines);
    return FNL_OK;
}
