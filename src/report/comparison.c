/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/comparison.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "experiment/contrast.h"
#include "report/breakdown.h"
#include "report/judgement.h"
#include "report/markdown.h"
#include "report/measure.h"
#include "report/table.h"

/* Fewer futures than this cannot show their skewness: see stats/trust.h. */
#define FEW 20
/* A standard error of less than this share of the mean is little. */
#define MUCH 0.05

#define CELL 128

/* What stands in the cells of a row. */
enum content { CONTENT_MEAN, CONTENT_MEDIAN, CONTENT_MEDIAN_AND_WORSE, CONTENT_UNSPENT };

struct row {
    enum fnl_indicator indicator;
    enum content content;
};

static const struct row rows[] = {
    {FNL_NEW_BUSINESS, CONTENT_MEAN},
    {FNL_REVENUE, CONTENT_MEAN},
    {FNL_COST, CONTENT_MEAN},
    {FNL_CONTRIBUTION, CONTENT_MEAN},
    {FNL_MISSES_QUOTA, CONTENT_MEAN},
    {FNL_LOWEST_CASH, CONTENT_MEDIAN_AND_WORSE},
    {FNL_LOWEST_CASH_DATE, CONTENT_MEDIAN},
    {FNL_GOES_BROKE, CONTENT_MEAN},
    {FNL_CYCLE, CONTENT_MEDIAN},
    {FNL_WIN_RATE, CONTENT_MEAN},
    {FNL_HOURS_NOWHERE, CONTENT_MEAN},
    {FNL_NEW_CLIENTS, CONTENT_MEAN},
    {FNL_PITA_CLIENTS_END, CONTENT_MEAN},
    {FNL_EXTRA_ALLOWED, CONTENT_UNSPENT},
};
#define ROWS (sizeof rows / sizeof *rows)

/* The table in the making, and what its notes must explain. */
struct making {
    const struct fnl_study *study;
    struct fnl_spread *spreads; /* of the row, by option */
    char (*cells)[CELL];        /* by column */
    const char **texts;
    fnl_table *table;
    bool untrusted, left_out;
};

static bool is_single(const struct making *making)
{
    return making->study->count == 1;
}

static fnl_status measure_row(struct making *making, enum fnl_indicator indicator)
{
    const struct fnl_quantity quantity = {FNL_QUANTITY_INDICATOR, (size_t)indicator, 0};
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < making->study->count && status == FNL_OK; i++)
        status = fnl_contrast_spread(making->study->results, i, quantity, &making->spreads[i]);
    return status;
}

static bool any_exists(const struct making *making)
{
    for (size_t i = 0; i < making->study->count; i++)
        if (making->spreads[i].count > 0)
            return true;
    return false;
}

static bool any_positive(const struct making *making)
{
    for (size_t i = 0; i < making->study->count; i++)
        if (making->spreads[i].count > 0 && making->spreads[i].mean > 0)
            return true;
    return false;
}

/* Rows that have nothing to say are left out. */
static bool is_shown(const struct making *making, enum fnl_indicator indicator)
{
    switch (indicator) {
    case FNL_MISSES_QUOTA:
        return any_exists(making);
    case FNL_GOES_BROKE:
    case FNL_EXTRA_ALLOWED:
        return any_positive(making);
    default:
        return true;
    }
}

static const char *label_of(const struct fnl_study *study, const struct row *row, char text[CELL])
{
    char word[FNL_STUDY_TEXT], number[FNL_NUMBER_TEXT], date[FNL_DATE_TEXT];
    switch (row->indicator) {
    case FNL_MISSES_QUOTA:
        snprintf(text, CELL, "Chance to miss the year's %s",
                 study->quota > 0 ? fnl_number_money(study->quota, study->currency, number)
                                  : "number");
        break;
    case FNL_LOWEST_CASH:
        snprintf(text, CELL, "Lowest cash (1 in 10 worse)");
        break;
    case FNL_LOWEST_CASH_DATE:
        snprintf(text, CELL, "  when");
        break;
    case FNL_HOURS_NOWHERE:
        snprintf(text, CELL, "%.90s hours that led nowhere",
                 fnl_study_capital(study->words.rep, "", word));
        break;
    case FNL_NEW_CLIENTS:
        snprintf(text, CELL, "New %.90ss", study->words.client);
        break;
    case FNL_PITA_CLIENTS_END:
        snprintf(text, CELL, "%.90s, %s", fnl_study_capital(study->words.pita, "s", word),
                 fnl_study_last_month_text(study, date));
        break;
    case FNL_EXTRA_ALLOWED:
        snprintf(text, CELL, "Extra budget unspent");
        break;
    default:
        snprintf(text, CELL, "%s", fnl_indicator_about((size_t)row->indicator)->label);
    }
    return text;
}

/*
 * Whether a few futures may have made much of a mean. No future, however far off, moves it by more
 * than the standard error: where that is little of the mean, its skewness does no harm.
 */
static bool is_made_by_few(const struct fnl_spread *spread)
{
    return spread->trust == FNL_TRUST_SKEWED &&
           spread->sd / sqrt((double)spread->count) > MUCH * fabs(spread->mean);
}

/* The marks behind a mean; chances are counts of futures, which a few futures cannot distort. */
static const char *marks_of(struct making *making, const struct fnl_spread *spread, bool mean)
{
    const size_t futures = fnl_study_futures(making->study);
    const bool few = spread->trust == FNL_TRUST_FEW && futures >= FEW;
    const bool untrusted = mean && (few || is_made_by_few(spread));
    const bool left_out = spread->undefined > 0;
    making->untrusted |= untrusted;
    making->left_out |= left_out;
    if (untrusted)
        return left_out ? " * **" : " *";
    return left_out ? " **" : "";
}

static void write_cell(struct making *making, const struct row *row, size_t option)
{
    const struct fnl_study *study = making->study;
    const struct fnl_spread *spread = &making->spreads[option];
    const enum fnl_measure measure = fnl_indicator_about((size_t)row->indicator)->measure;
    const bool mean = row->content == CONTENT_MEAN || row->content == CONTENT_UNSPENT;
    char *cell = making->cells[option], text[FNL_NUMBER_TEXT], worse[FNL_NUMBER_TEXT];
    double value = mean ? spread->mean : (double)spread->median;

    const bool nothing_allowed = row->content == CONTENT_UNSPENT && !(spread->mean > 0);
    if (spread->count == 0 || nothing_allowed) {
        strcpy(cell, "-");
        return;
    }
    if (row->content == CONTENT_UNSPENT)
        value -= fnl_breakdown_mean(study, option, FNL_EXTRA_SPENT);
    fnl_measure_text(study, measure, value, text);
    const char *marks = marks_of(making, spread, mean && measure != FNL_MEASURE_FLAG);
    if (row->content == CONTENT_MEDIAN_AND_WORSE)
        snprintf(cell, CELL, "%.50s (%.50s)%s", text,
                 fnl_measure_text(study, measure, (double)spread->low, worse), marks);
    else
        snprintf(cell, CELL, "%s%s", text, marks);
}

/* Beside a single option: where 8 in 10 futures lie. A chance has no such range. */
static void write_range(struct making *making, const struct row *row)
{
    const struct fnl_spread *spread = &making->spreads[0];
    const enum fnl_measure measure = fnl_indicator_about((size_t)row->indicator)->measure;
    const bool none =
        spread->count == 0 || measure == FNL_MEASURE_FLAG || row->content == CONTENT_UNSPENT;
    making->texts[1] = none ? NULL
                            : fnl_measure_range(making->study, measure, (double)spread->low,
                                                (double)spread->high, making->cells[1]);
}

static fnl_status add_row(struct making *making, const struct row *row)
{
    char label[CELL];
    const fnl_status status = measure_row(making, row->indicator);
    if (status != FNL_OK || !is_shown(making, row->indicator))
        return status;
    for (size_t i = 0; i < making->study->count; i++) {
        write_cell(making, row, i);
        making->texts[i] = making->cells[i];
    }
    if (is_single(making))
        write_range(making, row);
    fnl_table_row(making->table, label_of(making->study, row, label), making->texts);
    return FNL_OK;
}

/* What is judged by stands in the table even if it is not among the usual rows. */
static bool is_usual(enum fnl_indicator indicator)
{
    for (size_t i = 0; i < ROWS; i++)
        if (rows[i].indicator == indicator && rows[i].content != CONTENT_UNSPENT)
            return true;
    return false;
}

/* "79 in 100 (67 in 100)": luck, and shaky inputs where they were tried. */
static fnl_status write_ahead(struct making *making, size_t option, bool *shaken)
{
    const struct fnl_study *study = making->study;
    struct fnl_judgement judgement = {.option = option, .indicator = study->judge_by};
    const fnl_status status = fnl_judgement_make(study, &judgement);
    if (status != FNL_OK)
        return status;
    *shaken |= judgement.shaken.count > 0;
    if (judgement.difference.count == 0)
        strcpy(making->cells[option], "-");
    else if (judgement.shaken.count == 0)
        snprintf(making->cells[option], CELL, "%zu in %zu", judgement.ahead,
                 judgement.difference.count);
    else
        snprintf(making->cells[option], CELL, "%zu in %zu (%zu in %zu)", judgement.ahead,
                 judgement.difference.count, judgement.shaken_ahead, judgement.shaken.count);
    return FNL_OK;
}

/* Of two options the verdict says it; of more, each should be told how sure it is. */
static fnl_status add_ahead(struct making *making)
{
    const struct fnl_study *study = making->study;
    char label[CELL];
    bool shaken = false;
    fnl_status status = FNL_OK;
    if (study->count < 3)
        return FNL_OK;
    strcpy(making->cells[0], "-");
    for (size_t i = 1; i < study->count && status == FNL_OK; i++)
        status = write_ahead(making, i, &shaken);
    for (size_t i = 0; i < study->count; i++)
        making->texts[i] = making->cells[i];
    snprintf(label, CELL, "%s", shaken ? "Ahead in futures (inputs moved)" : "Ahead in futures");
    if (status == FNL_OK)
        fnl_table_row(making->table, label, making->texts);
    return status;
}

static fnl_status add_rows(struct making *making)
{
    const struct row yardstick = {making->study->judge_by, CONTENT_MEAN};
    fnl_status status = FNL_OK;
    for (size_t i = 0; i < ROWS && status == FNL_OK; i++) {
        status = add_row(making, &rows[i]);
        if (status == FNL_OK && rows[i].indicator == FNL_CONTRIBUTION &&
            !is_usual(yardstick.indicator))
            status = add_row(making, &yardstick);
    }
    return status == FNL_OK ? add_ahead(making) : status;
}

static void drop(struct making *making)
{
    fnl_table_free(making->table);
    free(making->texts);
    free(making->cells);
    free(making->spreads);
}

static fnl_status make(const struct fnl_study *study, struct making *making)
{
    const size_t columns = study->count == 1 ? 2 : study->count;
    *making = (struct making){.study = study};
    making->spreads = fnl_memory_zeroed(study->count, sizeof *making->spreads);
    making->cells = fnl_memory_zeroed(columns, sizeof *making->cells);
    making->texts = fnl_memory_zeroed(columns, sizeof *making->texts);
    if (!making->spreads || !making->cells || !making->texts)
        return FNL_ERR_MEMORY;
    if (study->count == 1)
        making->texts[1] = "8 in 10 futures";
    for (size_t i = 0; i < study->count; i++)
        making->texts[i] = study->options[i].name;
    making->table = fnl_table_new(making->texts, columns);
    return making->table ? add_rows(making) : FNL_ERR_MEMORY;
}

/* Of several options the verdict says it. */
static bool is_first_impression(const struct making *making)
{
    return is_single(making) && fnl_study_futures(making->study) < FEW;
}

static bool has_notes(const struct making *making)
{
    return is_first_impression(making) || making->untrusted || making->left_out;
}

/* The notes, as lines that are set in. */
static void write_notes(const struct making *making, void (*write)(const char *, FILE *),
                        FILE *stream)
{
    if (is_first_impression(making))
        write("  Fewer than 20 futures: a first impression and no more.\n", stream);
    if (making->untrusted)
        write("  * A few futures make much of this mean: do not lean on it.\n", stream);
    if (making->left_out)
        write("  ** Not there in every future; the others are counted.\n", stream);
}

static void write_plain(const char *line, FILE *stream)
{
    fputs(line, stream);
}

fnl_status fnl_comparison_print(const struct fnl_study *study, size_t width, FILE *stream,
                                struct fnl_error *error)
{
    struct making making;
    fnl_status status = make(study, &making);
    if (status == FNL_OK)
        status = fnl_table_print(making.table, width, stream, error);
    if (status == FNL_OK)
        write_notes(&making, write_plain, stream);
    drop(&making);
    return status;
}

fnl_status fnl_comparison_markdown(const struct fnl_study *study, FILE *stream,
                                   struct fnl_error *error)
{
    struct making making;
    fnl_status status = make(study, &making);
    if (status == FNL_OK)
        status = fnl_table_markdown(making.table, stream, error);
    if (status == FNL_OK && has_notes(&making)) {
        putc('\n', stream);
        write_notes(&making, fnl_markdown_lines, stream);
    }
    drop(&making);
    return status;
}
