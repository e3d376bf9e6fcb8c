/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/words.h"

#include <stdbool.h>
#include <string.h>

#include "report/label.h"
#include "report/table.h"

/* How many columns the first `length` bytes of `text` fill. */
static size_t width_of(const char *text, size_t length)
{
    return fnl_label_width(text) - fnl_label_width(text + length);
}

void fnl_words_print(const char *text, size_t left, FILE *out)
{
    size_t used = left;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        const size_t length = strcspn(text, " "), width = width_of(text, length);
        const bool first = used == left, fits = used + !first + width <= FNL_TABLE_WIDTH;
        if (!first && !fits) {
            fprintf(out, "\n%*s", (int)left, "");
            used = left;
        } else if (!first) {
            fputc(' ', out);
            used++;
        }
        (void)fwrite(text, 1, length, out);
        used += width;
        text += length;
    }
}
