/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/words.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "report/label.h"
#include "report/screen.h"

/* Whether a word is a sign or a letter that says of a number what it counts. */
static bool is_unit(const char *word)
{
    return *word == '%' || (*word == 'h' && !isalnum((unsigned char)word[1]));
}

static bool ends_in_digit(const char *text, size_t length)
{
    return length > 0 && isdigit((unsigned char)text[length - 1]);
}

size_t fnl_words_length(const char *text)
{
    const size_t length = strcspn(text, " ");
    if (ends_in_digit(text, length) && text[length] == ' ' && is_unit(text + length + 1))
        return length + 1 + strcspn(text + length + 1, " ");
    return length;
}

const char *fnl_words_between(size_t index, size_t count, const char *last)
{
    if (index == 0)
        return "";
    return index + 1 < count ? ", " : last;
}

/* How many columns the first `length` bytes of `text` fill. */
static size_t width_of(const char *text, size_t length)
{
    return fnl_label_width(text) - fnl_label_width(text + length);
}

void fnl_words_print(const char *text, size_t left, FILE *out)
{
    const size_t room = fnl_screen_text(out);
    size_t used = left;
    for (text += strspn(text, " "); *text; text += strspn(text, " ")) {
        const size_t length = fnl_words_length(text), width = width_of(text, length);
        const bool first = used == left, fits = used + !first + width <= room;
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
