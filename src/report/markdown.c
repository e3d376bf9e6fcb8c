/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/markdown.h"

#include <stdbool.h>
#include <string.h>

static void write_escaped(char c, FILE *stream)
{
    if (strchr("\\`*_[]<>|~&#@", c))
        putc('\\', stream);
    putc(c, stream);
}

void fnl_markdown_text(const char *text, FILE *stream)
{
    for (; *text == ' '; text++)
        fputs("&nbsp;", stream);
    for (; *text; text++)
        write_escaped(*text, stream);
}

/* An item where the line is set in; blanks in a row, which align on the screen, become one. */
static void write_line(const char *line, const char *end, FILE *stream)
{
    const bool item = strncmp(line, "  ", 2) == 0;
    if (item)
        fputs("- ", stream);
    for (const char *c = line + (item ? 2 : 0); c < end; c++)
        if (*c != ' ' || c[1] != ' ')
            write_escaped(*c, stream);
    putc('\n', stream);
}

void fnl_markdown_lines(const char *lines, FILE *stream)
{
    while (*lines) {
        const char *end = lines + strcspn(lines, "\n");
        write_line(lines, end, stream);
        lines = *end ? end + 1 : end;
    }
}
