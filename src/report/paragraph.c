/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/paragraph.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "report/label.h"
#include "report/words.h"

/* A word that is longer, in bytes, may be broken anywhere. */
#define LONGEST 160

char *fnl_paragraph_written(void (*write)(const void *self, FILE *stream), const void *self)
{
    char *text = NULL;
    size_t length;
    FILE *stream = open_memstream(&text, &length);
    if (!stream)
        return NULL;
    write(self, stream);
    const bool overflowed = ferror(stream);
    if (fclose(stream) != 0 || overflowed) {
        free(text);
        return NULL;
    }
    return text;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* One line of `length` bytes, broken at blanks. */
static void print_line(const char *line, size_t length, size_t width, FILE *stream)
{
    const bool detail = strncmp(line, "  ", 2) == 0;
    const bool headed = detail && length > FNL_PARAGRAPH_HEADING &&
                        strncmp(line + FNL_PARAGRAPH_HEADING - 2, "  ", 2) == 0;
    const int indent = headed ? FNL_PARAGRAPH_HEADING : detail ? 4 : 2;
    size_t used = 0;
    for (size_t at = 0; at < length;) {
        char word[LONGEST] = "";
        size_t end = at;
        while (end < length && line[end] == ' ' && end - at < sizeof word - 1)
            end++;
        end += least(fnl_words_length(line + end), least(length, at + sizeof word - 1) - end);
        memcpy(word, line + at, end - at);
        const size_t wide = fnl_label_width(word);
        const size_t blanks = strspn(word, " ");
        if (used > 0 && used + wide > width && blanks > 0) {
            fprintf(stream, "\n%*s%s", indent, "", word + blanks);
            used = (size_t)indent + wide - blanks;
        } else {
            fputs(word, stream);
            used += wide;
        }
        at = end;
    }
    putc('\n', stream);
}

void fnl_paragraph_print(const char *lines, size_t width, FILE *stream)
{
    while (*lines) {
        const size_t length = strcspn(lines, "\n");
        print_line(lines, length, width, stream);
        lines += length + (lines[length] == '\n');
    }
}
