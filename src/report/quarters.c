/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/quarters.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "report/breakdown.h"
#include "report/measure.h"
#include "report/number.h"

#define MONTHS 3

/* Which month of the study is the first of a fiscal quarter of `option`, 0 to 2. */
static size_t first_month(const struct fnl_study *study, size_t option)
{
    const struct fnl_settings *settings = study->options[option].last;
    const int starts = settings && settings->fiscal_year_starts
                           ? fnl_date_month_named(settings->fiscal_year_starts)
                           : 1;
    return (size_t)((starts - fnl_date_of(study->start).month + 12) % MONTHS);
}

size_t fnl_quarters_count(const struct fnl_study *study, size_t option)
{
    const size_t first = first_month(study, option);
    return study->months > first ? (study->months - first) / MONTHS : 0;
}

/* The first month of the quarter `quarter`, from 0; what is known of it stands in its last one. */
static size_t month_of(const struct fnl_study *study, size_t option, size_t quarter)
{
    return first_month(study, option) + MONTHS * quarter;
}

/* Low, mean and high of a series in the last month of the quarter that begins with `month`. */
static void put_band(struct fnl_sketch *sketch, size_t option, enum fnl_series series, size_t month,
                     double *values)
{
    const struct fnl_spread spread = fnl_sketch_spread(
        sketch, option,
        (struct fnl_quantity){FNL_QUANTITY_SERIES, (size_t)series, month + MONTHS - 1});
    values[0] = fnl_measure_exact(FNL_MEASURE_MONEY, (double)spread.low);
    values[1] = fnl_measure_exact(FNL_MEASURE_MONEY, spread.mean);
    values[2] = fnl_measure_exact(FNL_MEASURE_MONEY, (double)spread.high);
}

static void set_quarters(struct fnl_sketch *sketch)
{
    const struct fnl_study *study = sketch->study;
    double values[7];
    fnl_figure_block(sketch->figure, "quarters");
    for (size_t option = 0; option < sketch->shown; option++) {
        if (option > 0)
            fnl_figure_gap(sketch->figure);
        for (size_t quarter = 0; quarter < fnl_quarters_count(study, option); quarter++) {
            const size_t month = month_of(study, option, quarter);
            values[0] = fnl_study_month(study, month);
            put_band(sketch, option, FNL_SERIES_FORECAST, month, values + 1);
            put_band(sketch, option, FNL_SERIES_FORECAST_CAME, month, values + 4);
            fnl_figure_row(sketch->figure, values, 7);
        }
    }
    fnl_figure_end(sketch->figure);
}

/* What was expected of all quarters together, and what came. */
struct sums {
    double expected, came;
};

static struct sums sums_of(const struct fnl_sketch *sketch, size_t option)
{
    return (struct sums){
        .expected = fnl_breakdown_series(sketch->study, option, FNL_SERIES_FORECAST),
        .came = fnl_breakdown_series(sketch->study, option, FNL_SERIES_FORECAST_CAME)};
}

/* What differs by no more than this share is about the same to the eye. */
#define ALIKE  0.05

#define PHRASE (FNL_NUMBER_TEXT + 32)

/* "half as much again as came", "38 % more than came": what was expected by what came of it. */
static const char *put_phrase(struct sums sums, char text[PHRASE])
{
    const double ratio = sums.came > 0 ? sums.expected / sums.came : 0, off = fabs(ratio - 1);
    char share[FNL_NUMBER_TEXT];
    if (sums.expected <= 0)
        return "nothing";
    if (sums.came <= 0)
        return "what never came";
    if (off <= ALIKE)
        return "about as much as came";
    if (fabs(ratio - 1.5) <= ALIKE)
        return "half as much again as came";
    if (fabs(ratio - 2) <= ALIKE)
        return "twice as much as came";
    if (ratio > 2)
        snprintf(text, PHRASE, "%.2g times as much as came", ratio);
    else
        snprintf(text, PHRASE, "%s %s than came", fnl_number_share(off, share),
                 ratio > 1 ? "more" : "less");
    return text;
}

/* "Reps expected half as much again as came: $1.2M a quarter against $0.8M" */
static char *title_alone(const struct fnl_sketch *sketch, size_t option, const char *reps)
{
    const struct sums sums = sums_of(sketch, option);
    const double quarters = (double)fnl_quarters_count(sketch->study, option);
    const bool others = sketch->study->count > 1;
    char text[PHRASE], expected[FNL_NUMBER_TEXT], came[FNL_NUMBER_TEXT];
    const char *phrase = put_phrase(sums, text), *with = others ? " with " : "",
               *name = others ? fnl_sketch_name(sketch, option) : "";
    if (sums.expected <= 0)
        return fnl_memory_format("%s expected nothing%s%s", reps, with, name);
    return fnl_memory_format("%s expected %s%s%s: %s a quarter against %s", reps, phrase, with,
                             name, fnl_sketch_money(sketch, sums.expected / quarters, expected),
                             fnl_sketch_money(sketch, sums.came / quarters, came));
}

static bool forecasts(const struct fnl_settings *settings)
{
    return settings->forecast.present;
}

static char *forecast_title(const struct fnl_sketch *sketch)
{
    const struct fnl_sketch_pair of = fnl_sketch_pair(sketch, forecasts);
    char reps[FNL_STUDY_TEXT], text[PHRASE], other_text[PHRASE];
    fnl_study_capital(sketch->study->words.rep, "s", reps);
    if (of.one == of.other)
        return title_alone(sketch, of.one, reps);
    const char *phrase = put_phrase(sums_of(sketch, of.one), text),
               *other_phrase = put_phrase(sums_of(sketch, of.other), other_text);
    if (strcmp(phrase, other_phrase) == 0)
        return fnl_memory_format("%s expected %s, with %s as with %s", reps, phrase,
                                 fnl_sketch_name(sketch, of.one),
                                 fnl_sketch_name(sketch, of.other));
    return fnl_memory_format("%s expected %s with %s, and %s with %s", reps, phrase,
                             fnl_sketch_name(sketch, of.one), other_phrase,
                             fnl_sketch_name(sketch, of.other));
}

void fnl_quarters_forecast(struct fnl_sketch *sketch)
{
    fnl_sketch_title(sketch, forecast_title(sketch));
    fnl_sketch_options(sketch);
    set_quarters(sketch);
}
