/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/figure.h"

#include "base/memory.h"
#include "report/label.h"
#include "report/number.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fnl_figure {
    FILE *stream; /* collects into `text` */
    char *text;
    size_t length;
    bool in_block;
    bool exhausted;
};

fnl_figure *fnl_figure_new(void)
{
    fnl_figure *figure = fnl_memory_zeroed(1, sizeof *figure);
    if (!figure)
        return NULL;
    figure->stream = open_memstream(&figure->text, &figure->length);
    if (!figure->stream) {
        free(figure);
        return NULL;
    }
    return figure;
}

void fnl_figure_free(fnl_figure *figure)
{
    if (!figure)
        return;
    fclose(figure->stream);
    free(figure->text);
    free(figure);
}

static void assert_name(const char *name)
{
    assert(*name && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(name));
    (void)name;
}

static void write_number(fnl_figure *figure, double value)
{
    char text[FNL_NUMBER_TEXT];
    fputs(isfinite(value) ? fnl_number_real(value, text) : "NaN", figure->stream);
}

/*
 * Between single quotes only the quote itself means anything to gnuplot. The
 * end mark of a CDATA section gets a space, because gnuplot copies it as it is
 * into SVG, which is then no XML.
 */
static void write_character(const char *clean, const char *c, FILE *stream)
{
    if (*c == '\'') {
        fputs("\xe2\x80\x99", stream); /* U+2019 */
        return;
    }
    if (*c == '>' && c - clean >= 2 && c[-1] == ']' && c[-2] == ']')
        putc(' ', stream);
    putc(*c, stream);
}

static void write_text(fnl_figure *figure, const char *text)
{
    char *clean = fnl_label_clean(text);
    if (!clean) {
        figure->exhausted = true;
        return;
    }
    putc('\'', figure->stream);
    for (const char *c = clean; *c; c++)
        write_character(clean, c, figure->stream);
    putc('\'', figure->stream);
    free(clean);
}

static void begin_variable(fnl_figure *figure, const char *name)
{
    assert(!figure->in_block);
    assert_name(name);
    fprintf(figure->stream, "%s = ", name);
}

/* gnuplot counts from 1. */
static void begin_array(fnl_figure *figure, const char *name, size_t count)
{
    assert(!figure->in_block && count > 0);
    assert_name(name);
    fprintf(figure->stream, "array %s[%zu] = [", name, count);
}

void fnl_figure_text(fnl_figure *figure, const char *name, const char *text)
{
    begin_variable(figure, name);
    write_text(figure, text);
    putc('\n', figure->stream);
}

void fnl_figure_number(fnl_figure *figure, const char *name, double value)
{
    begin_variable(figure, name);
    write_number(figure, value);
    putc('\n', figure->stream);
}

void fnl_figure_texts(fnl_figure *figure, const char *name, const char *const *texts, size_t count)
{
    begin_array(figure, name, count);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ", " : "", figure->stream);
        write_text(figure, texts[i]);
    }
    fputs("]\n", figure->stream);
}

void fnl_figure_numbers(fnl_figure *figure, const char *name, const double *values, size_t count)
{
    begin_array(figure, name, count);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? ", " : "", figure->stream);
        write_number(figure, values[i]);
    }
    fputs("]\n", figure->stream);
}

void fnl_figure_block(fnl_figure *figure, const char *name)
{
    assert(!figure->in_block);
    assert_name(name);
    fprintf(figure->stream, "$%s << EOD\n", name);
    figure->in_block = true;
}

void fnl_figure_row(fnl_figure *figure, const double *values, size_t count)
{
    assert(figure->in_block && count > 0);
    for (size_t i = 0; i < count; i++) {
        fputs(i ? " " : "", figure->stream);
        write_number(figure, values[i]);
    }
    putc('\n', figure->stream);
}

void fnl_figure_gap(fnl_figure *figure)
{
    assert(figure->in_block);
    fputs("\n\n", figure->stream);
}

void fnl_figure_end(fnl_figure *figure)
{
    assert(figure->in_block);
    fputs("EOD\n", figure->stream);
    figure->in_block = false;
}

const char *fnl_figure_data(const fnl_figure *figure)
{
    assert(!figure->in_block);
    if (fflush(figure->stream) != 0 || ferror(figure->stream) || figure->exhausted)
        return NULL;
    return figure->text;
}
