/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/export.h"

#include <assert.h>
#include <math.h>

#include "report/breakdown.h"
#include "report/csv.h"
#include "report/judgement.h"
#include "report/measure.h"

static void write_header(struct fnl_csv *csv, const char *const *names)
{
    for (; *names; names++)
        fnl_csv_text(csv, *names);
    fnl_csv_end(csv);
}

static void begin_row(const struct fnl_study *study, size_t option, struct fnl_csv *csv)
{
    fnl_csv_text(csv, study->options[option].name);
}

/* --- summary.csv and series.csv */

/* Mean to noise; all empty where the number exists in no future. */
static void write_spread(const struct fnl_study *study, enum fnl_measure measure,
                         const struct fnl_spread *spread, struct fnl_csv *csv)
{
    const bool none = spread->count == 0;
    const double values[] = {(double)spread->median, (double)spread->low, (double)spread->high,
                             spread->noise.low, spread->noise.high};
    fnl_measure_cell(study, measure, none ? NAN : spread->mean, csv);
    fnl_measure_difference_cell(measure, none ? NAN : spread->sd, csv);
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        fnl_measure_cell(study, measure, none ? NAN : values[i], csv);
}

static fnl_status write_summary_row(const struct fnl_study *study, size_t option, size_t indicator,
                                    struct fnl_csv *csv)
{
    const struct fnl_indicator_about *about = fnl_indicator_about(indicator);
    struct fnl_spread spread;
    const fnl_status status =
        fnl_contrast_spread(study->results, option,
                            (struct fnl_quantity){FNL_QUANTITY_INDICATOR, indicator, 0}, &spread);
    begin_row(study, option, csv);
    fnl_csv_text(csv, about->id);
    fnl_csv_text(csv, about->label);
    fnl_csv_text(csv, fnl_measure_unit(study, about->measure));
    write_spread(study, about->measure, &spread, csv);
    fnl_csv_integer(csv, (int64_t)spread.count);
    fnl_csv_integer(csv, (int64_t)spread.undefined);
    fnl_csv_end(csv);
    return status;
}

static fnl_status write_summary(const struct fnl_study *study, struct fnl_csv *csv)
{
    static const char *const names[] = {
        "option",      "indicator",    "label",     "unit",       "mean",    "sd",        "median",
        "low_1_in_10", "high_1_in_10", "noise_low", "noise_high", "futures", "undefined", NULL};
    fnl_status status = FNL_OK;
    write_header(csv, names);
    for (size_t i = 0; i < study->count; i++)
        for (size_t j = 0; j < fnl_indicator_count() && status == FNL_OK; j++)
            status = write_summary_row(study, i, j, csv);
    return status;
}

static fnl_status write_month(const struct fnl_study *study, size_t option,
                              struct fnl_quantity quantity, struct fnl_csv *csv)
{
    const struct fnl_indicator_about *about = fnl_indicator_series_about(quantity.index);
    struct fnl_spread spread;
    const fnl_status status = fnl_contrast_spread(study->results, option, quantity, &spread);
    begin_row(study, option, csv);
    fnl_csv_date(csv, fnl_study_month(study, quantity.month));
    fnl_csv_text(csv, about->id);
    fnl_csv_text(csv, fnl_measure_unit(study, about->measure));
    fnl_measure_cell(study, about->measure, spread.mean, csv);
    fnl_measure_cell(study, about->measure, (double)spread.median, csv);
    fnl_measure_cell(study, about->measure, (double)spread.low, csv);
    fnl_measure_cell(study, about->measure, (double)spread.high, csv);
    fnl_csv_end(csv);
    return status;
}

static fnl_status write_series(const struct fnl_study *study, struct fnl_csv *csv)
{
    static const char *const names[] = {"option", "month", "series", "unit", "mean",
                                        "median", "low",   "high",   NULL};
    fnl_status status = FNL_OK;
    write_header(csv, names);
    for (size_t i = 0; i < study->count; i++)
        for (size_t month = 0; month < study->months; month++)
            for (size_t j = 0; j < fnl_indicator_series_count() && status == FNL_OK; j++)
                status = write_month(study, i, (struct fnl_quantity){FNL_QUANTITY_SERIES, j, month},
                                     csv);
    return status;
}

/* --- futures.csv */

static void write_value(const struct fnl_study *study, enum fnl_measure measure, int64_t value,
                        struct fnl_csv *csv)
{
    const bool whole = measure == FNL_MEASURE_COUNT || measure == FNL_MEASURE_FLAG;
    if (value == FNL_UNDEFINED)
        fnl_csv_nothing(csv);
    else if (whole)
        fnl_csv_integer(csv, value);
    else
        fnl_measure_cell(study, measure, (double)value, csv);
}

static fnl_status write_futures(const struct fnl_study *study, struct fnl_csv *csv)
{
    const size_t count = fnl_indicator_count();
    fnl_csv_text(csv, "option");
    fnl_csv_text(csv, "future");
    for (size_t i = 0; i < count; i++)
        fnl_csv_text(csv, fnl_indicator_about(i)->id);
    fnl_csv_end(csv);
    for (size_t i = 0; i < study->count; i++) {
        for (size_t future = 0; future < fnl_study_futures(study); future++) {
            const int64_t *row = fnl_experiment_row(study->results, i, future);
            begin_row(study, i, csv);
            fnl_csv_integer(csv, (int64_t)future);
            for (size_t j = 0; j < count; j++)
                write_value(study, fnl_indicator_about(j)->measure, row[j], csv);
            fnl_csv_end(csv);
        }
    }
    return FNL_OK;
}

/* --- differences.csv */

static void write_pair(const struct fnl_judgement *judgement, enum fnl_measure measure,
                       struct fnl_csv *csv)
{
    const struct fnl_spread *difference = &judgement->difference;
    const bool none = difference->count == 0;
    fnl_measure_difference_cell(measure, none ? NAN : difference->mean, csv);
    fnl_measure_difference_cell(measure, none ? NAN : (double)difference->low, csv);
    fnl_measure_difference_cell(measure, none ? NAN : (double)difference->high, csv);
    fnl_csv_integer(csv, (int64_t)judgement->ahead);
    fnl_csv_integer(csv, (int64_t)judgement->ties);
    fnl_csv_integer(csv, (int64_t)difference->count);
    fnl_measure_difference_cell(measure, none ? NAN : difference->noise.low, csv);
    fnl_measure_difference_cell(measure, none ? NAN : difference->noise.high, csv);
}

static void write_shaken(const struct fnl_judgement *judgement, enum fnl_measure measure,
                         struct fnl_csv *csv)
{
    const struct fnl_spread *shaken = &judgement->shaken;
    const bool none = shaken->count == 0;
    fnl_csv_integer(csv, (int64_t)shaken->count);
    if (none)
        fnl_csv_nothing(csv);
    else
        fnl_csv_integer(csv, (int64_t)judgement->shaken_ahead);
    fnl_measure_difference_cell(measure, none ? NAN : (double)shaken->low, csv);
    fnl_measure_difference_cell(measure, none ? NAN : (double)shaken->high, csv);
}

static fnl_status write_difference(const struct fnl_study *study, size_t option, size_t indicator,
                                   struct fnl_csv *csv)
{
    const struct fnl_indicator_about *about = fnl_indicator_about(indicator);
    const bool judged = about->better != 0 || (enum fnl_indicator)indicator == study->judge_by;
    struct fnl_judgement judgement = {.option = option, .indicator = (enum fnl_indicator)indicator};
    const fnl_status status = fnl_judgement_make(study, &judgement);
    begin_row(study, option, csv);
    begin_row(study, 0, csv);
    fnl_csv_text(csv, about->id);
    fnl_csv_text(csv, fnl_measure_difference_unit(study, about->measure));
    write_pair(&judgement, about->measure, csv);
    write_shaken(&judgement, about->measure, csv);
    if (judged && judgement.difference.count > 0)
        fnl_csv_text(csv, fnl_judgement_word(judgement.verdict));
    else
        fnl_csv_nothing(csv);
    fnl_csv_end(csv);
    return status;
}

static fnl_status write_differences(const struct fnl_study *study, struct fnl_csv *csv)
{
    static const char *const names[] = {
        "option",         "against",      "indicator",  "unit",        "mean",      "low",
        "high",           "ahead",        "ties",       "futures",     "noise_low", "noise_high",
        "shaken_futures", "shaken_ahead", "shaken_low", "shaken_high", "verdict",   NULL};
    fnl_status status = FNL_OK;
    write_header(csv, names);
    for (size_t i = 1; i < study->count; i++)
        for (size_t j = 0; j < fnl_indicator_count() && status == FNL_OK; j++)
            status = write_difference(study, i, j, csv);
    return status;
}

/* --- sources.csv */

/* A mean of an option and source. */
struct of_source {
    const struct fnl_study *study;
    size_t option, source;
};

static double mean_of(const struct of_source *from, size_t column)
{
    return fnl_breakdown_mean(
        from->study, from->option,
        fnl_breakdown_source_at(from->study, from->option, from->source, column));
}

static void write_stages(const struct of_source *from, struct fnl_csv *csv)
{
    const char *names[FNL_BREAKDOWN_STAGES];
    const struct fnl_study_option *option = &from->study->options[from->option];
    const size_t count = fnl_breakdown_stages(from->study, names);
    for (size_t i = 0; i < count; i++) {
        const size_t stage = fnl_breakdown_stage_named(option, names[i]);
        if (stage < option->stage_count)
            fnl_csv_real(csv, mean_of(from, FNL_BY_SOURCE_STAGES + stage));
        else
            fnl_csv_nothing(csv);
    }
}

static void write_source(const struct of_source *from, struct fnl_csv *csv)
{
    const double won = mean_of(from, FNL_BY_SOURCE_WON), cost = mean_of(from, FNL_BY_SOURCE_COST);
    begin_row(from->study, from->option, csv);
    fnl_csv_text(csv, from->study->options[from->option].sources[from->source]);
    fnl_csv_real(csv, mean_of(from, FNL_BY_SOURCE_PEOPLE));
    fnl_csv_real(csv, mean_of(from, FNL_BY_SOURCE_TALKED));
    write_stages(from, csv);
    fnl_csv_real(csv, won);
    fnl_csv_real(csv, mean_of(from, FNL_BY_SOURCE_PITA));
    fnl_measure_difference_cell(FNL_MEASURE_MONEY, mean_of(from, FNL_BY_SOURCE_NEW_BUSINESS), csv);
    fnl_measure_difference_cell(FNL_MEASURE_MONEY, cost, csv);
    fnl_measure_difference_cell(FNL_MEASURE_HOURS, mean_of(from, FNL_BY_SOURCE_HOURS), csv);
    fnl_measure_difference_cell(FNL_MEASURE_MONEY, won > 0 ? cost / won : NAN, csv);
    fnl_csv_end(csv);
}

static void write_source_header(const struct fnl_study *study, struct fnl_csv *csv)
{
    static const char *const before[] = {"option", "source", "people", "talked"};
    static const char *const after[] = {
        "won", "won_pita", "new_business", "finding_cost", "hours", "finding_cost_per_win", NULL};
    const char *names[FNL_BREAKDOWN_STAGES];
    const size_t count = fnl_breakdown_stages(study, names);
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        fnl_csv_text(csv, before[i]);
    for (size_t i = 0; i < count; i++) {
        char name[FNL_STUDY_TEXT];
        snprintf(name, sizeof name, "reached %s", names[i]);
        fnl_csv_text(csv, name);
    }
    write_header(csv, after);
}

static fnl_status write_sources(const struct fnl_study *study, struct fnl_csv *csv)
{
    write_source_header(study, csv);
    for (size_t i = 0; i < study->count; i++)
        for (size_t j = 0; j < study->options[i].source_count; j++)
            write_source(&(struct of_source){study, i, j}, csv);
    return FNL_OK;
}

/* --- losses.csv, losses-by-month.csv, hours.csv, money.csv */

/* The parts of something, in a row from `place` on. */
struct parts {
    size_t place, count;
    enum fnl_measure measure;
    bool shared; /* whether each part's share of the sum is told */
    const char *const *names;
};

static void write_parts(const struct fnl_study *study, size_t option, const struct parts *parts,
                        struct fnl_csv *csv)
{
    double sum = 0;
    for (size_t i = 0; i < parts->count; i++)
        sum += fnl_breakdown_mean(study, option, parts->place + i);
    for (size_t i = 0; i < parts->count; i++) {
        const double mean = fnl_breakdown_mean(study, option, parts->place + i);
        begin_row(study, option, csv);
        fnl_csv_text(csv, parts->names[i]);
        fnl_measure_difference_cell(parts->measure, mean, csv);
        if (parts->shared)
            fnl_csv_real(csv, sum > 0 ? mean / sum : NAN);
        fnl_csv_end(csv);
    }
}

static fnl_status write_losses(const struct fnl_study *study, struct fnl_csv *csv)
{
    const enum fnl_cause first = FNL_CAUSE_RULED_OUT;
    const char *names[FNL_CAUSES];
    struct parts parts = {0, FNL_CAUSES - (size_t)first, FNL_MEASURE_COUNT, true, names};
    for (size_t i = 0; i < parts.count; i++)
        names[i] = fnl_lead_cause_name((enum fnl_cause)(first + i));
    write_header(csv, (const char *const[]){"option", "cause", "episodes", "share", NULL});
    for (size_t i = 0; i < study->count; i++) {
        parts.place = fnl_breakdown_cause_at(study, i, first);
        write_parts(study, i, &parts, csv);
    }
    return FNL_OK;
}

static void write_losses_of_month(const struct fnl_study *study, size_t option, size_t month,
                                  struct fnl_csv *csv)
{
    for (int cause = FNL_CAUSE_RULED_OUT; cause < FNL_CAUSES; cause++) {
        begin_row(study, option, csv);
        fnl_csv_date(csv, fnl_study_month(study, month));
        fnl_csv_text(csv, fnl_lead_cause_name((enum fnl_cause)cause));
        fnl_csv_real(csv, fnl_breakdown_mean(
                              study, option,
                              fnl_breakdown_cause_in(study, option, (enum fnl_cause)cause, month)));
        fnl_csv_end(csv);
    }
}

static fnl_status write_monthly_losses(const struct fnl_study *study, struct fnl_csv *csv)
{
    write_header(csv, (const char *const[]){"option", "month", "cause", "episodes", NULL});
    for (size_t i = 0; i < study->count; i++)
        for (size_t month = 0; month < study->months; month++)
            write_losses_of_month(study, i, month, csv);
    return FNL_OK;
}

static fnl_status write_hours(const struct fnl_study *study, struct fnl_csv *csv)
{
    char texts[FNL_SPENT_ON_COUNT][FNL_STUDY_TEXT];
    const char *names[FNL_SPENT_ON_COUNT];
    struct parts parts = {0, FNL_SPENT_ON_COUNT, FNL_MEASURE_HOURS, true, names};
    for (size_t i = 0; i < parts.count; i++)
        names[i] = fnl_breakdown_use_name(study, (enum fnl_spent_on)i, texts[i]);
    write_header(csv, (const char *const[]){"option", "use", "hours", "share", NULL});
    for (size_t i = 0; i < study->count; i++) {
        parts.place = fnl_breakdown_use_at(study, i, FNL_SPENT_ON_WON);
        write_parts(study, i, &parts, csv);
    }
    return FNL_OK;
}

static fnl_status write_money(const struct fnl_study *study, struct fnl_csv *csv)
{
    const char *names[FNL_MONEY_CATEGORIES];
    struct parts parts = {0, FNL_MONEY_CATEGORIES, FNL_MEASURE_MONEY, false, names};
    for (size_t i = 0; i < parts.count; i++)
        names[i] = fnl_money_category_name((enum fnl_category)i);
    write_header(csv, (const char *const[]){"option", "category", "amount", NULL});
    for (size_t i = 0; i < study->count; i++) {
        parts.place = fnl_breakdown_category_at(study, i, FNL_MONEY_REVENUE);
        write_parts(study, i, &parts, csv);
    }
    return FNL_OK;
}

static const struct table {
    const char *file;
    bool compares; /* means nothing for a single option */
    fnl_status (*write)(const struct fnl_study *study, struct fnl_csv *csv);
} tables[] = {
    {"summary.csv", false, write_summary},
    {"series.csv", false, write_series},
    {"futures.csv", false, write_futures},
    {"differences.csv", true, write_differences},
    {"sources.csv", false, write_sources},
    {"losses.csv", false, write_losses},
    {"losses-by-month.csv", false, write_monthly_losses},
    {"hours.csv", false, write_hours},
    {"money.csv", false, write_money},
};
#define TABLES (sizeof tables / sizeof *tables)

static bool applies(const struct table *table, const struct fnl_study *study)
{
    return study->count > 1 || !table->compares;
}

static const struct table *table_of(const struct fnl_study *study, size_t index)
{
    const struct table *table = tables;
    assert(index < fnl_export_count(study));
    while (!applies(table, study) || index-- > 0)
        table++;
    return table;
}

size_t fnl_export_count(const struct fnl_study *study)
{
    size_t count = 0;
    for (size_t i = 0; i < TABLES; i++)
        count += applies(&tables[i], study);
    return count;
}

const char *fnl_export_file(const struct fnl_study *study, size_t index)
{
    return table_of(study, index)->file;
}

fnl_status fnl_export_write(const struct fnl_study *study, size_t index, char separator,
                            FILE *stream)
{
    struct fnl_csv csv;
    fnl_csv_init(&csv, stream, separator);
    return table_of(study, index)->write(study, &csv);
}
