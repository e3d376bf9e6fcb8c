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

/* Where blanks in a row begin, which set a heading off from what it heads; `end` if nowhere. */
static const char *find_gap(const char *line, const char *end)
{
    while (line < end && strncmp(line, "  ", 2) != 0)
        line++;
    return line;
}

/* An item where the line is set in, with a colon behind its heading if it has one. */
static void write_line(const char *line, const char *end, FILE *stream)
{
    const bool item = strncmp(line, "  ", 2) == 0;
    const char *c = line + (item ? 2 : 0), *gap = find_gap(c, end);
    if (item)
        fputs("- ", stream);
    for (; c < end; c++) {
        if (c == gap && item)
            putc(':', stream);
        if (*c != ' ' || c[1] != ' ')
            write_escaped(*c, stream);
    }
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
