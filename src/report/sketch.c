/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/sketch.h"

#include <inttypes.h>
#include <stdlib.h>

#include "report/heading.h"
#include "report/measure.h"
#include "report/paragraph.h"
#include "report/document.h"

void fnl_sketch_begin(struct fnl_sketch *sketch, const struct fnl_study *study,
                      const struct fnl_judgement_set *judged)
{
    *sketch = (struct fnl_sketch){.study = study, .judged = judged, .figure = fnl_figure_new()};
    sketch->shown = study->count < FNL_SKETCH_MOST ? study->count : FNL_SKETCH_MOST;
    sketch->exhausted = !sketch->figure;
}

const char *fnl_sketch_name(const struct fnl_sketch *sketch, size_t option)
{
    return sketch->study->options[option].name;
}

/* The option that a figure of a single one is about. */
size_t fnl_sketch_subject(const struct fnl_sketch *sketch)
{
    return sketch->judged->better ? sketch->judged->foremost : 0;
}

/* The option that is set against the first one; the first where there is no other. */
size_t fnl_sketch_other(const struct fnl_sketch *sketch)
{
    return sketch->study->count > 1 ? sketch->judged->foremost : 0;
}

struct fnl_sketch_pair fnl_sketch_pair(const struct fnl_sketch *sketch,
                                       bool (*has)(const struct fnl_settings *settings))
{
    const struct fnl_study *study = sketch->study;
    const size_t foremost = fnl_sketch_other(sketch);
    struct fnl_sketch_pair pair = {0, 0};
    size_t found = 0;
    for (size_t i = 0; i < study->count; i++) {
        const struct fnl_settings *last = study->options[i].last;
        if (last && !has(last))
            continue;
        if (found == 0)
            pair = (struct fnl_sketch_pair){i, i};
        else if (found == 1 || i == foremost)
            pair.other = i;
        found++;
    }
    return pair;
}

struct fnl_spread fnl_sketch_spread(struct fnl_sketch *sketch, size_t option,
                                    struct fnl_quantity quantity)
{
    struct fnl_spread spread = {0};
    if (fnl_contrast_spread(sketch->study->results, option, quantity, &spread) != FNL_OK)
        sketch->exhausted = true;
    return spread;
}

struct fnl_spread fnl_sketch_indicator(struct fnl_sketch *sketch, size_t option,
                                       enum fnl_indicator indicator)
{
    return fnl_sketch_spread(sketch, option,
                             (struct fnl_quantity){FNL_QUANTITY_INDICATOR, (size_t)indicator, 0});
}

const char *fnl_sketch_money(const struct fnl_sketch *sketch, double amount, char *text)
{
    return fnl_measure_text(sketch->study, FNL_MEASURE_MONEY, amount, text);
}

/* Sets a variable to `text`, which is freed and may be NULL for lack of memory. */
static void take_text(struct fnl_sketch *sketch, const char *name, char *text)
{
    if (text)
        fnl_figure_text(sketch->figure, name, text);
    else
        sketch->exhausted = true;
    free(text);
}

void fnl_sketch_title(struct fnl_sketch *sketch, char *title)
{
    take_text(sketch, "title", title);
}

void fnl_sketch_options(struct fnl_sketch *sketch)
{
    const char *names[FNL_SKETCH_MOST];
    for (size_t i = 0; i < sketch->shown; i++)
        names[i] = fnl_sketch_name(sketch, i);
    fnl_figure_texts(sketch->figure, "option", names, sketch->shown);
}

static void write_subtitle(const void *self, FILE *stream)
{
    const struct fnl_sketch *sketch = self;
    const struct fnl_study *study = sketch->study;
    fnl_heading_futures(study, stream);
    if (study->count > 1)
        fputs(", the same people in each", stream);
    putc('.', stream);
    if (sketch->shown < study->count)
        fprintf(stream, " The first %zu of %zu options.", sketch->shown, study->count);
}

static void write_source(const void *self, FILE *stream)
{
    const struct fnl_sketch *sketch = self;
    fprintf(stream, "funnelsim %s, seed %" PRIu64 ", scenarios", fnl_document_version(),
            fnl_experiment_seed(sketch->study->results));
    for (size_t i = 0; i < sketch->shown; i++)
        fprintf(stream, " %.8s", sketch->study->options[i].digest);
}

void fnl_sketch_frame(struct fnl_sketch *sketch)
{
    char currency[FNL_NUMBER_TEXT];
    take_text(sketch, "subtitle", fnl_paragraph_written(write_subtitle, sketch));
    take_text(sketch, "source", fnl_paragraph_written(write_source, sketch));
    fnl_figure_text(sketch->figure, "currency",
                    fnl_number_currency(sketch->study->currency, currency));
}
