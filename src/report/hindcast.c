/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/hindcast.h>

#include <math.h>
#include <stdbool.h>

#include "experiment/contrast.h"
#include "report/number.h"
#include "report/page.h"
#include "report/paragraph.h"
#include "report/screen.h"
#include "report/table.h"
#include "scenario/scenario.h"

#define COLUMNS 4

/* Fewer futures than that show little. */
#define FEW 20

/* One total of last year beside the simulated year's. */
struct pair {
    const char *label;
    enum fnl_indicator indicator;
    double actual;      /* in the indicator's unit; negative: not known */
    const char *levers; /* what moves it first */
};

/* The table, and how its rows were judged. */
struct verdict {
    const fnl_results *results;
    fnl_table *table;
    const char *currency;
    size_t rows, unlikely, misfits; /* of all rows, outside of 8 in 10 futures; out of reach */
    double gap;                     /* of the row that is furthest off, 0 to 1 */
    const char *furthest, *levers;  /* its label, and what moves it */
};

static struct fnl_quantity quantity_of(const struct pair *pair)
{
    return (struct fnl_quantity){FNL_QUANTITY_INDICATOR, (size_t)pair->indicator, 0};
}

/* Whether fewer than 1 in 100 futures come as far as last year did, from their middle. */
static bool is_out_of_reach(const struct verdict *verdict, const struct pair *pair,
                            const struct fnl_spread *spread)
{
    const fnl_results *results = verdict->results;
    const struct fnl_row_layout *layout = fnl_experiment_layout(results, 0);
    const bool above = pair->actual > (double)spread->median;
    size_t reached = 0;
    for (size_t i = 0; i < fnl_experiment_complete(results); i++) {
        int64_t value;
        if (fnl_contrast_value(layout, fnl_experiment_row(results, 0, i), quantity_of(pair),
                               &value))
            reached += above ? (double)value >= pair->actual : (double)value <= pair->actual;
    }
    return reached * 100 < spread->count;
}

/* Keeps the row that is furthest off, by its distance as a share of the larger of the two. */
static void note_gap(struct verdict *verdict, const struct pair *pair, double simulated)
{
    const double gap =
        fabs(pair->actual - simulated) / fmax(fmax(fabs(pair->actual), fabs(simulated)), 1);
    if (verdict->furthest && gap <= verdict->gap)
        return;
    verdict->gap = gap;
    verdict->furthest = pair->label;
    verdict->levers = pair->levers;
}

/* What the simulated year is beside the actual one. */
static const char *judge(struct verdict *verdict, const struct pair *pair,
                         const struct fnl_spread *spread)
{
    const bool high = pair->actual < (double)spread->low;
    if (!high && pair->actual <= (double)spread->high)
        return "fits";
    verdict->unlikely++;
    note_gap(verdict, pair, (double)spread->median);
    if (!is_out_of_reach(verdict, pair, spread))
        return high ? "rather high" : "rather low";
    verdict->misfits++;
    return high ? "too high" : "too low";
}

/* Whether so many totals are unlikely that luck does not explain it, though each is in reach. */
static bool is_too_unlikely(const struct verdict *verdict)
{
    return verdict->unlikely >= 2 && 2 * verdict->unlikely > verdict->rows;
}

static bool is_like_last_year(const struct verdict *verdict)
{
    return verdict->misfits == 0 && !is_too_unlikely(verdict);
}

static const char *show(const struct pair *pair, double value, const char *currency, char *text)
{
    switch (fnl_indicator_about((size_t)pair->indicator)->measure) {
    case FNL_MEASURE_MONEY:
        return fnl_number_money(fnl_units_integer(value), currency, text);
    case FNL_MEASURE_SPAN:
        return fnl_number_span(fnl_units_integer(value), text);
    default:
        return fnl_number_count(value, text);
    }
}

static void add_pair(struct verdict *verdict, const struct pair *pair,
                     const struct fnl_spread *spread)
{
    const double low = (double)spread->low, high = (double)spread->high;
    char said[FNL_NUMBER_TEXT], median[FNL_NUMBER_TEXT], from[FNL_NUMBER_TEXT], to[FNL_NUMBER_TEXT],
        range[2 * FNL_NUMBER_TEXT + 8];
    snprintf(range, sizeof range, "%s to %s", show(pair, low, verdict->currency, from),
             show(pair, high, verdict->currency, to));
    const char *const values[COLUMNS] = {
        show(pair, pair->actual, verdict->currency, said),
        show(pair, (double)spread->median, verdict->currency, median), range,
        judge(verdict, pair, spread)};
    fnl_table_row(verdict->table, pair->label, values);
    verdict->rows++;
}

/* Totals that nobody stated are left out, and those of which the simulated year has none. */
static fnl_status add_pairs(struct verdict *verdict, const struct fnl_actuals *actuals)
{
    const struct pair pairs[] = {
        {"New clients", FNL_NEW_CLIENTS_YEAR, (double)actuals->new_clients,
         "stages[*].go_on and sources[*].leads_per_month"},
        {"New business signed", FNL_NEW_BUSINESS_YEAR, (double)actuals->new_business,
         "clients.contract_value and stages[*].go_on"},
        {"Revenue invoiced", FNL_REVENUE_YEAR, (double)actuals->revenue,
         "today.clients and clients.contract_value"},
        {"Cycle of won deals", FNL_CYCLE, actuals->median_cycle * (double)FNL_DAY,
         "stages[*].days and stages[*].touches"},
        {"Clients lost", FNL_CLIENTS_LOST_YEAR, (double)actuals->clients_lost,
         "clients.renewal and clients.cancels_per_year"},
        {"Referred people", FNL_REFERRED_YEAR, (double)actuals->referred,
         "today.clients and the group referrals"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct fnl_spread spread;
        if (pairs[i].actual < 0)
            continue;
        if (fnl_contrast_spread(verdict->results, 0, quantity_of(&pairs[i]), &spread) != FNL_OK)
            return FNL_ERR_MEMORY;
        if (spread.count > 0)
            add_pair(verdict, &pairs[i], &spread);
    }
    return FNL_OK;
}

/* "the total lies", "1 of 4 totals lies", "all 4 totals lie" */
static void write_totals(const struct verdict *verdict, size_t count, FILE *stream)
{
    if (verdict->rows == 1)
        fputs("the total lies", stream);
    else if (count == verdict->rows)
        fprintf(stream, "all %zu totals lie", count);
    else
        fprintf(stream, "%zu of %zu totals %s", count, verdict->rows, count == 1 ? "lies" : "lie");
}

static void write_misfits(const struct verdict *verdict, FILE *stream)
{
    const size_t futures = fnl_experiment_complete(verdict->results);
    fputs("It does not: ", stream);
    write_totals(verdict, verdict->misfits > 0 ? verdict->misfits : verdict->unlikely, stream);
    if (verdict->misfits == 0)
        fputs(" outside of 8 in 10 futures, which luck alone hardly explains", stream);
    else if (futures <= 100)
        fprintf(stream, " where none of the %zu futures comes", futures);
    else
        fputs(" where fewer than 1 in 100 futures come", stream);
    fprintf(stream,
            ". Trust no comparison before this is mended. Furthest off: %s; begin with %s, where "
            "you are least sure of them.\n",
            verdict->furthest, verdict->levers);
}

static void write_sentence(const void *self, FILE *stream)
{
    const struct verdict *verdict = self;
    if (!is_like_last_year(verdict)) {
        write_misfits(verdict, stream);
    } else if (verdict->unlikely > 0) {
        fputs("It does, by and large: ", stream);
        write_totals(verdict, verdict->unlikely, stream);
        fputs(" outside of 8 in 10 futures, as one in five does by luck alone.\n", stream);
    } else {
        fputs("It does: ", stream);
        write_totals(verdict, verdict->rows, stream);
        fputs(" where 8 in 10 futures do.\n", stream);
    }
    if (fnl_experiment_complete(verdict->results) < FEW)
        fputs("Fewer than 20 futures: a first impression and no more.\n", stream);
}

static fnl_status print_verdict(const struct verdict *verdict, int64_t year, FILE *out,
                                struct fnl_error *error)
{
    const struct fnl_page page = {out, false};
    fprintf(out, "\nDoes it look like your %lld?\n\n", (long long)year);
    const fnl_status status = fnl_table_print(verdict->table, fnl_screen_table(out), out, error);
    if (status != FNL_OK)
        return status;
    fputc('\n', out);
    if (fnl_page_lines(&page, write_sentence, verdict) == FNL_OK)
        return FNL_OK;
    return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while comparing with last year");
}

static void say_why_not(const char *reason, FILE *out)
{
    char lines[300];
    snprintf(lines, sizeof lines, "Does it look like last year? %s\n", reason);
    fputc('\n', out);
    fnl_paragraph_print(lines, fnl_screen_text(out), out);
}

static fnl_status compare_years(const fnl_results *results, const struct fnl_settings *settings,
                                FILE *out, bool *fits, struct fnl_error *error)
{
    static const char *const headings[COLUMNS] = {"you said", "simulated", "8 in 10 futures",
                                                  "it is"};
    struct verdict verdict = {.results = results,
                              .table = fnl_table_new(headings, COLUMNS),
                              .currency = settings->currency};
    fnl_status status = verdict.table ? FNL_OK : FNL_ERR_MEMORY;
    if (status == FNL_OK)
        status = add_pairs(&verdict, &settings->actuals);
    if (status != FNL_OK)
        fnl_status_fail(status, error, "out of memory while comparing with last year");
    else if (verdict.rows == 0)
        say_why_not("The group `actuals` states no total to tell it by.", out);
    else
        status = print_verdict(&verdict, settings->actuals.year, out, error);
    *fits = is_like_last_year(&verdict);
    fnl_table_free(verdict.table);
    return status;
}

fnl_status fnl_hindcast_print(const fnl_results *results, FILE *out, bool *fits,
                              struct fnl_error *error)
{
    const struct fnl_settings *settings = fnl_scenario_settings(fnl_experiment_option(results, 0));
    fnl_status status = FNL_OK;
    *fits = true;
    if (!settings->actuals.present)
        say_why_not("The scenario does not say: give last year's totals in a group `actuals`; "
                    "`funnelsim params actuals` lists them.",
                    out);
    else if (settings->months < 12)
        say_why_not("A year is compared with a year: look at least 12 months ahead.", out);
    else
        status = compare_years(results, settings, out, fits, error);
    if (status == FNL_OK && ferror(out))
        status = fnl_status_fail(FNL_ERR_IO, error, "cannot write the comparison with last year");
    return status;
}
