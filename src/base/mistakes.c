/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/mistakes.h>

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static char *copied(const char *text)
{
    return text ? fnl_memory_text(text) : NULL;
}

void fnl_mistakes_add(struct fnl_mistakes *mistakes, const char *file, int line, const char *path,
                      const char *format, ...)
{
    char sentence[1000];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);

    void *items = mistakes->items;
    if (!fnl_memory_grow(&items, mistakes->count, &mistakes->capacity, sizeof *mistakes->items)) {
        mistakes->exhausted = true;
        return;
    }
    mistakes->items = items;

    const struct fnl_mistake mistake = {copied(file), line, copied(path), copied(sentence)};
    if (!mistake.text || (file && !mistake.file) || (path && !mistake.path))
        mistakes->exhausted = true;
    mistakes->items[mistakes->count++] = mistake;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool has(const struct fnl_mistakes *mistakes, const struct fnl_mistake *mistake)
{
    for (size_t i = 0; i < mistakes->count; i++) {
        const struct fnl_mistake *item = &mistakes->items[i];
        if (item->line == mistake->line && same_text(item->file, mistake->file) &&
            same_text(item->path, mistake->path) && same_text(item->text, mistake->text))
            return true;
    }
    return false;
}

void fnl_mistakes_take(struct fnl_mistakes *mistakes, struct fnl_mistakes *more)
{
    for (size_t i = 0; i < more->count; i++) {
        struct fnl_mistake *item = &more->items[i];
        void *items = mistakes->items;
        if (has(mistakes, item))
            continue;
        if (!fnl_memory_grow(&items, mistakes->count, &mistakes->capacity, sizeof *item)) {
            mistakes->exhausted = true;
            break;
        }
        mistakes->items = items;
        mistakes->items[mistakes->count++] = *item;
        *item = (struct fnl_mistake){.file = NULL};
    }
    mistakes->exhausted = mistakes->exhausted || more->exhausted;
    fnl_mistakes_fini(more);
}

bool fnl_mistakes_any(const struct fnl_mistakes *mistakes)
{
    return mistakes->count > 0 || mistakes->exhausted;
}

/* A value quoted from a file may hold anything: one mistake stays one line of plain text. */
static void print_plain(const char *text, FILE *stream)
{
    for (; *text; text++)
        fputc((unsigned char)*text < 0x20 || *text == 0x7f ? '?' : *text, stream);
}

void fnl_mistakes_print(const struct fnl_mistakes *mistakes, FILE *stream)
{
    for (size_t i = 0; i < mistakes->count; i++) {
        const struct fnl_mistake *mistake = &mistakes->items[i];
        if (mistake->file && mistake->line > 0)
            fprintf(stream, "%s:%d: ", mistake->file, mistake->line);
        else if (mistake->file)
            fprintf(stream, "%s: ", mistake->file);
        if (mistake->path) {
            print_plain(mistake->path, stream);
            fputs(": ", stream);
        }
        print_plain(mistake->text ? mistake->text : "out of memory", stream);
        fputc('\n', stream);
    }
    if (mistakes->exhausted)
        fprintf(stream, "out of memory: there may be more mistakes than are shown\n");
}

void fnl_mistakes_fini(struct fnl_mistakes *mistakes)
{
    for (size_t i = 0; i < mistakes->count; i++) {
        free(mistakes->items[i].file);
        free(mistakes->items[i].path);
        free(mistakes->items[i].text);
    }
    free(mistakes->items);
    *mistakes = (struct fnl_mistakes){0};
}
