/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/check.h>

#include "base/date.h"
#include "experiment/contrast.h"
#include "report/number.h"
#include "report/table.h"
#include "scenario/implied.h"
#include "scenario/quantity.h"
#include "scenario/scenario.h"

#define COLUMNS 5

static fnl_money minor(double major)
{
    return fnl_units_integer(major * 100);
}

/* "1 in 24", or "never". */
static const char *one_in(double chance, char *text)
{
    if (chance <= 0)
        snprintf(text, FNL_NUMBER_TEXT, "never");
    else if (chance >= 0.5)
        fnl_number_in_100(chance, text);
    else
        snprintf(text, FNL_NUMBER_TEXT, "1 in %.0f", 1 / chance);
    return text;
}

static void add_source(fnl_table *table, const struct fnl_settings *settings, unsigned index)
{
    const struct fnl_source *source = fnl_settings_source(settings, index);
    const struct fnl_implied implied = fnl_implied_source(settings, index);
    const double money = implied.money + implied.hours * fnl_implied_hour_costs(settings);
    char texts[COLUMNS][FNL_NUMBER_TEXT];
    const char *const values[COLUMNS] = {
        implied.people_per_month > 0 ? fnl_number_count(implied.people_per_month, texts[0]) : "-",
        one_in(implied.talks, texts[1]),
        one_in(implied.signs, texts[2]),
        implied.signs > 0
            ? fnl_number_hours(fnl_units_hours(implied.hours / implied.signs), texts[3])
            : "-",
        implied.signs > 0
            ? fnl_number_money(minor(money / implied.signs), settings->currency, texts[4])
            : "-",
    };
    fnl_table_row(table, source->name, values);
}

static fnl_status print_sources(const struct fnl_settings *settings, FILE *out,
                                struct fnl_error *error)
{
    static const char *const headings[COLUMNS] = {"people a month", "one talks", "one signs",
                                                  "rep hours for one", "price and pay for one"};
    fnl_table *table = fnl_table_new(headings, COLUMNS);
    if (!table)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory");
    for (unsigned i = 0; i < settings->sources.count; i++)
        add_source(table, settings, i);
    fputs("What the figures imply, if nobody waits and no effect is at work\n\n", out);
    const fnl_status status = fnl_table_print(table, FNL_TABLE_WIDTH, out, error);
    fnl_table_free(table);
    return status;
}

static void print_load(const struct fnl_settings *settings, FILE *out)
{
    double hours = 0, clients = 0;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_implied implied = fnl_implied_source(settings, i);
        hours += implied.people_per_month * implied.hours;
        clients += implied.people_per_month * implied.signs;
    }
    const double there = fnl_implied_hours(settings);
    char a[FNL_NUMBER_TEXT], b[FNL_NUMBER_TEXT], c[FNL_NUMBER_TEXT], d[FNL_NUMBER_TEXT];
    fprintf(out,
            "\nPeople who come every month make %s new clients and take %s of the %s that the reps "
            "have for\nselling (%s). Events, referrals, prospecting, service that spills over and "
            "asks come on top.\n",
            fnl_number_count(clients, a), fnl_number_hours(fnl_units_hours(hours), b),
            fnl_number_hours(fnl_units_hours(there), c), fnl_number_share(hours / there, d));
}

static void print_guess(const struct fnl_evidence *evidence, FILE *out)
{
    char low[FNL_QUANTITY_TEXT], high[FNL_QUANTITY_TEXT];
    fprintf(out, "  %-44s %s", evidence->path, evidence->shown);
    if (evidence->ranged)
        fprintf(out, "   (8 in 10 sure: %s to %s)",
                fnl_quantity_text(evidence->low, evidence->row->unit, low),
                fnl_quantity_text(evidence->high, evidence->row->unit, high));
    fputc('\n', out);
}

static size_t print_guesses(const struct fnl_evidence *evidence, size_t count, FILE *out)
{
    size_t guesses = 0, ranges = 0;
    for (size_t i = 0; i < count; i++) {
        guesses += evidence[i].basis == FNL_EVIDENCE_GUESS;
        ranges += evidence[i].ranged;
    }
    fprintf(out, "\n%zu values in use, %zu of them guesses; %zu state a range.\n", count, guesses,
            ranges);
    for (size_t i = 0; i < count; i++)
        if (evidence[i].basis == FNL_EVIDENCE_GUESS)
            print_guess(&evidence[i], out);
    return guesses;
}

static bool is_old(const struct fnl_evidence *evidence, int start)
{
    return evidence->dated && evidence->as_of < start - 366;
}

/* A guess without a range, and evidence older than a year before the start. */
static void print_doubts(const struct fnl_evidence *evidence, size_t count, int start, FILE *out)
{
    for (size_t i = 0; i < count; i++) {
        const char *file = evidence[i].file ? evidence[i].file : "--set";
        char date[FNL_DATE_TEXT];
        if (evidence[i].basis == FNL_EVIDENCE_GUESS && !evidence[i].ranged)
            fprintf(out, "%s:%d: %s: a guess needs a range\n", file, evidence[i].line,
                    evidence[i].path);
        if (is_old(&evidence[i], start))
            fprintf(out, "%s:%d: %s: the evidence is of %s, over a year before the start\n", file,
                    evidence[i].line, evidence[i].path, fnl_date_text(evidence[i].as_of, date));
    }
}

fnl_status fnl_check_imply(const fnl_scenario *scenario, FILE *out, struct fnl_error *error)
{
    const struct fnl_settings *settings = fnl_scenario_settings(scenario);
    size_t count;
    const struct fnl_evidence *evidence = fnl_scenario_evidence(scenario, &count);
    const fnl_status status = print_sources(settings, out, error);
    if (status != FNL_OK)
        return status;
    print_load(settings, out);
    print_guesses(evidence, count, out);
    print_doubts(evidence, count, settings->start, out);
    return ferror(out) ? fnl_status_fail(FNL_ERR_IO, error, "cannot write the check") : FNL_OK;
}

/* One figure of last year beside the simulated year's. */
struct pair {
    const char *label;
    enum fnl_indicator indicator;
    double actual; /* in the indicator's unit; negative: not known */
};

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

static fnl_status add_pair(fnl_table *table, const fnl_results *results, const struct pair *pair,
                           const char *currency)
{
    if (pair->actual < 0)
        return FNL_OK;
    struct fnl_spread spread;
    const fnl_status status = fnl_contrast_spread(
        results, 0, (struct fnl_quantity){FNL_QUANTITY_INDICATOR, (size_t)pair->indicator, 0},
        &spread);
    if (status != FNL_OK || spread.count == 0)
        return status;
    char said[FNL_NUMBER_TEXT], median[FNL_NUMBER_TEXT], low[FNL_NUMBER_TEXT],
        high[FNL_NUMBER_TEXT], range[3 * FNL_NUMBER_TEXT];
    snprintf(range, sizeof range, "%s to %s", show(pair, (double)spread.low, currency, low),
             show(pair, (double)spread.high, currency, high));
    const bool fits = pair->actual >= (double)spread.low && pair->actual <= (double)spread.high;
    const char *const values[] = {show(pair, pair->actual, currency, said),
                                  show(pair, (double)spread.median, currency, median), range,
                                  fits ? "fits" : "does not fit"};
    fnl_table_row(table, pair->label, values);
    return FNL_OK;
}

fnl_status fnl_check_actuals(const fnl_results *results, FILE *out, struct fnl_error *error)
{
    const struct fnl_settings *settings = fnl_scenario_settings(fnl_experiment_option(results, 0));
    const struct fnl_actuals *actuals = &settings->actuals;
    if (!actuals->present) {
        fputs(
            "\nDoes it look like last year? The scenario does not say: give last year's totals in "
            "a group `actuals`.\n",
            out);
        return FNL_OK;
    }
    const struct pair pairs[] = {
        {"New clients", FNL_NEW_CLIENTS_YEAR, (double)actuals->new_clients},
        {"New business signed", FNL_NEW_BUSINESS_YEAR, (double)actuals->new_business},
        {"Revenue invoiced", FNL_REVENUE_YEAR, (double)actuals->revenue},
        {"Cycle, first talk to signature", FNL_CYCLE, actuals->median_cycle * (double)FNL_DAY},
        {"Clients lost", FNL_CLIENTS_LOST_YEAR, (double)actuals->clients_lost},
    };
    static const char *const headings[] = {"you said", "simulated", "8 in 10 years", ""};
    fnl_table *table = fnl_table_new(headings, 4);
    fnl_status status =
        table ? FNL_OK : fnl_status_fail(FNL_ERR_MEMORY, error, "not enough memory");
    for (size_t i = 0; status == FNL_OK && i < sizeof pairs / sizeof *pairs; i++)
        status = add_pair(table, results, &pairs[i], settings->currency);
    if (status == FNL_OK) {
        fprintf(out, "\nDoes it look like your %lld?\n\n", (long long)actuals->year);
        status = fnl_table_print(table, FNL_TABLE_WIDTH, out, error);
    }
    fnl_table_free(table);
    return status;
}
