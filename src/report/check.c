/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/check.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "experiment/contrast.h"
#include "report/grounds.h"
#include "report/idle.h"
#include "report/number.h"
#include "report/paragraph.h"
#include "report/screen.h"
#include "report/table.h"
#include "report/uncounted.h"
#include "scenario/implied.h"
#include "scenario/influx.h"
#include "scenario/scenario.h"

/* The number of a row's columns in the tables below. */
#define IMPLIED_COLUMNS 5
#define LOAD_COLUMNS    2
#define ACTUAL_COLUMNS  4

/* Fewer futures than that show little. */
#define FEW 20

static const char *hours_text(double hours, char *text)
{
    return fnl_number_hours(fnl_units_hours(hours), text);
}

static const char *money_text(double major, const char *currency, char *text)
{
    return fnl_number_money(fnl_units_integer(major * 100), currency, text);
}

/* "83 in 100", "1 in 19", "never". */
static const char *chance_text(double chance, char *text)
{
    char many[FNL_NUMBER_TEXT];
    if (chance <= 0)
        snprintf(text, FNL_NUMBER_TEXT, "never");
    else if (chance >= 0.2)
        fnl_number_in_100(chance, text);
    else if (chance < 1e-6)
        snprintf(text, FNL_NUMBER_TEXT, "under 1 in a million");
    else
        snprintf(text, FNL_NUMBER_TEXT, "1 in %.80s", fnl_number_count(round(1 / chance), many));
    return text;
}

/* "40" who come by themselves, "about 4.2" if others are reckoned with; "-" for nobody. */
static const char *people_text(const struct fnl_settings *settings, unsigned index, double certain,
                               char *text)
{
    const double about = fnl_influx_of(settings, index);
    char count[FNL_NUMBER_TEXT];
    if (certain + about <= 0)
        snprintf(text, FNL_NUMBER_TEXT, "-");
    else
        snprintf(text, FNL_NUMBER_TEXT, "%s%.80s", about > 0 ? "about " : "",
                 fnl_number_count(certain + about, count));
    return text;
}

static void add_source(fnl_table *table, const struct fnl_settings *settings, unsigned index)
{
    const struct fnl_implied implied = fnl_implied_source(settings, index);
    const double money = fnl_implied_costs(settings, &implied);
    char texts[IMPLIED_COLUMNS][FNL_NUMBER_TEXT];
    const char *const values[IMPLIED_COLUMNS] = {
        people_text(settings, index, implied.people_per_month, texts[0]),
        chance_text(implied.talks, texts[1]),
        chance_text(implied.signs, texts[2]),
        implied.signs > 0 ? hours_text(implied.hours / implied.signs, texts[3]) : "-",
        implied.signs > 0 ? money_text(money / implied.signs, settings->currency, texts[4]) : "-",
    };
    fnl_table_row(table, fnl_settings_source(settings, index)->name, values);
}

/* What `write` writes of `self`, below an empty line. */
static fnl_status print_paragraph(void (*write)(const void *self, FILE *stream), const void *self,
                                  FILE *out, struct fnl_error *error)
{
    char *text = fnl_paragraph_written(write, self);
    if (!text)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while writing the check");
    fputc('\n', out);
    fnl_paragraph_print(text, fnl_screen_text(out), out);
    free(text);
    return FNL_OK;
}

static bool is_any_about(const struct fnl_settings *settings)
{
    for (unsigned i = 0; i < settings->sources.count; i++)
        if (fnl_influx_of(settings, i) > 0)
            return true;
    return false;
}

/* Why referred people, of all, are talked to less often than others. */
static void write_ruled_out(const struct fnl_settings *settings, FILE *stream)
{
    char share[FNL_NUMBER_TEXT];
    if (settings->referrals.ruled_out > 0)
        fprintf(stream,
                " Of those whom clients send %s rule a firm out before any talk "
                "(referrals.ruled_out).",
                fnl_number_in_100(settings->referrals.ruled_out, share));
}

/* What is in the figures of the sources, and what is not. */
static void write_sources(const void *self, FILE *stream)
{
    fprintf(stream,
            "Hours and cost are for one who signs: the reps' time, and their salary for it beside "
            "the price of the people. Fees by the month or event, commission and overhead are not "
            "in it.%s",
            is_any_about(self)
                ? " \"About\": in the first year, if all planned hours are "
                  "prospected and clients send as many people as in their first mood."
                : "");
    write_ruled_out(self, stream);
    fnl_uncounted_write(self, stream);
    fputc('\n', stream);
}

static fnl_status print_sources(const struct fnl_settings *settings, FILE *out,
                                struct fnl_error *error)
{
    static const char *const headings[IMPLIED_COLUMNS] = {"people a month", "talks", "signs",
                                                          "hours a client", "cost a client"};
    fnl_table *table = fnl_table_new(headings, IMPLIED_COLUMNS);
    if (!table)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while making a table");
    for (unsigned i = 0; i < settings->sources.count; i++)
        add_source(table, settings, i);
    fputs("What the figures imply, if nobody waits, on average over the people of each source\n\n",
          out);
    const fnl_status status = fnl_table_print(table, fnl_screen_table(out), out, error);
    fnl_table_free(table);
    return status == FNL_OK ? print_paragraph(write_sources, settings, out, error) : status;
}

/* What the figures mean for the reps: this month, and a month in a year. */
struct load {
    struct fnl_implied_flow flow;
    struct fnl_implied_service service[LOAD_COLUMNS];
    double there[FNL_ROLES]; /* hours of reps */
    bool is_split;           /* some of them only develop */
};

static struct load load_of(const struct fnl_settings *settings)
{
    struct load load = {.flow = fnl_implied_flow(settings),
                        .is_split = settings->development.count > 0};
    for (int role = 0; role < FNL_ROLES; role++)
        load.there[role] = fnl_implied_hours(settings, (enum fnl_role)role);
    for (int i = 0; i < LOAD_COLUMNS; i++)
        load.service[i] = fnl_implied_service(settings, &load.flow, 12 * i);
    return load;
}

/* Hours that selling takes of all people of a role. */
static double sold(const struct load *load, enum fnl_role role)
{
    return role == FNL_ROLE_DEVELOPS ? load->flow.developing
                                     : load->flow.hours - load->flow.developing;
}

/* Of their hours, all together: only those who sell have clients to serve. */
static double taken(const struct load *load, enum fnl_role role, int column)
{
    return sold(load, role) + (role == FNL_ROLE_SELLS ? load->service[column].reps : 0);
}

/* Whether there are too few hours of either role. */
static bool is_too_much(const struct load *load, int column)
{
    for (int role = 0; role < FNL_ROLES; role++)
        if (taken(load, (enum fnl_role)role, column) > load->there[role])
            return true;
    return false;
}

/* The fixed rows of the load, in order. */
enum load_row {
    LOAD_CLIENTS,
    LOAD_WANTED,
    LOAD_POOL,
    LOAD_SERVED,
    LOAD_REFUSED,
    LOAD_DEVELOPED,
    LOAD_DEVELOPERS,
    LOAD_SHARE_OF_DEVELOPERS,
    LOAD_SOLD,
    LOAD_REPS,
    LOAD_SHARE
};

static const char *share_text(const struct load *load, enum fnl_role role, int column, char *text)
{
    return fnl_number_share(taken(load, role, column) / load->there[role], text);
}

static const char *load_text(const struct load *load, enum load_row row, int column, char *text)
{
    const struct fnl_implied_service *service = &load->service[column];
    switch (row) {
    case LOAD_CLIENTS:
        return fnl_number_count(service->clients, text);
    case LOAD_WANTED:
        return hours_text(service->wanted, text);
    case LOAD_POOL:
        return hours_text(service->pool, text);
    case LOAD_SERVED:
        return hours_text(service->reps, text);
    case LOAD_REFUSED:
        return hours_text(service->refused, text);
    case LOAD_DEVELOPED:
        return hours_text(sold(load, FNL_ROLE_DEVELOPS), text);
    case LOAD_DEVELOPERS:
        return hours_text(load->there[FNL_ROLE_DEVELOPS], text);
    case LOAD_SHARE_OF_DEVELOPERS:
        return share_text(load, FNL_ROLE_DEVELOPS, column, text);
    case LOAD_SOLD:
        return hours_text(sold(load, FNL_ROLE_SELLS), text);
    case LOAD_REPS:
        return hours_text(load->there[FNL_ROLE_SELLS], text);
    case LOAD_SHARE:
        return share_text(load, FNL_ROLE_SELLS, column, text);
    }
    return "";
}

/* Of service only what there is, and of roles only those that are. */
static bool is_shown(const struct load *load, enum load_row row)
{
    const struct fnl_implied_service *later = &load->service[LOAD_COLUMNS - 1];
    if (row == LOAD_REFUSED)
        return load->service[0].refused > 0 || later->refused > 0;
    if (row >= LOAD_DEVELOPED && row <= LOAD_SHARE_OF_DEVELOPERS)
        return load->is_split;
    const bool served = later->wanted > 0 || later->pool > 0 || load->service[0].wanted > 0;
    return served || row < LOAD_WANTED || row > LOAD_SERVED;
}

static fnl_status print_hours(const struct load *load, FILE *out, struct fnl_error *error)
{
    static const char *const headings[LOAD_COLUMNS] = {"today", "in a year"};
    static const char *const labels[] = {
        [LOAD_CLIENTS] = "Clients",
        [LOAD_WANTED] = "Service that they want",
        [LOAD_POOL] = "Service pool has",
        [LOAD_SERVED] = "Reps must serve",
        [LOAD_REFUSED] = "Nobody serves",
        [LOAD_DEVELOPED] = "Development reps must sell",
        [LOAD_DEVELOPERS] = "Development reps have",
        [LOAD_SHARE_OF_DEVELOPERS] = "of it taken",
        [LOAD_SOLD] = "Reps must sell",
        [LOAD_REPS] = "Reps have",
        [LOAD_SHARE] = "of it taken",
    };
    fnl_table *table = fnl_table_new(headings, LOAD_COLUMNS);
    if (!table)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while making a table");
    for (int row = 0; row <= LOAD_SHARE; row++) {
        if (!is_shown(load, (enum load_row)row))
            continue;
        char texts[LOAD_COLUMNS][FNL_NUMBER_TEXT];
        const char *values[LOAD_COLUMNS];
        for (int i = 0; i < LOAD_COLUMNS; i++)
            values[i] = load_text(load, (enum load_row)row, i, texts[i]);
        fnl_table_row(table, labels[row], values);
    }
    fputs("\nHours a month, if nobody waits and people come as they do every month\n\n", out);
    const fnl_status status = fnl_table_print(table, fnl_screen_table(out), out, error);
    fnl_table_free(table);
    return status;
}

/* What is in these figures, and what is not. */
static void write_load(const void *self, FILE *stream)
{
    const struct load *load = self;
    const char *when = is_too_much(load, 0)   ? " That"
                       : is_too_much(load, 1) ? " In a year that"
                                              : NULL;
    char made[FNL_NUMBER_TEXT];
    fprintf(stream,
            "People who come every month make %s new clients in one. Events, referrals, "
            "prospecting, returns and asks come on top.%s%s\n",
            fnl_number_count(load->flow.clients, made), when ? when : "",
            when ? " is more work than there are hours: people will wait, and many will be lost."
                 : "");
}

/* What somebody who signs brings in and takes, major units. */
struct deal {
    double value, cost;
    const char *currency;
};

/* On average over all who sign. */
static struct deal deal_of(const struct fnl_settings *settings)
{
    double clients = 0, value = 0, cost = 0;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_implied implied = fnl_implied_source(settings, i);
        const double people = implied.people_per_month + fnl_influx_of(settings, i);
        clients += people * implied.signs;
        value += people * implied.signs * fnl_law_mean(&settings->clients.contract_value) *
                 fnl_law_mean(&fnl_settings_source(settings, i)->deal_factor) *
                 fnl_segment_mean_value(settings, i) * settings->price.level;
        cost += people * fnl_implied_costs(settings, &implied);
    }
    return (struct deal){value / clients, cost / clients, settings->currency};
}

static void write_deal(const void *self, FILE *stream)
{
    const struct deal *deal = self;
    char value[FNL_NUMBER_TEXT], cost[FNL_NUMBER_TEXT];
    fprintf(stream,
            "A client signs for %s and costs %s to win: is clients.contract_value a month's? It is "
            "for the whole term.\n",
            money_text(deal->value, deal->currency, value),
            money_text(deal->cost, deal->currency, cost));
}

/* Who signs for less than it costs to win them is suspicious, unless the term is but a month. */
static fnl_status print_deal(const struct fnl_settings *settings, FILE *out,
                             struct fnl_error *error)
{
    const struct deal deal = deal_of(settings);
    const bool suspicious = deal.cost > deal.value && isfinite(deal.cost) &&
                            fnl_law_mean(&settings->clients.contract_months) > 1;
    return suspicious ? print_paragraph(write_deal, &deal, out, error) : FNL_OK;
}

static fnl_status print_load(const struct fnl_settings *settings, FILE *out,
                             struct fnl_error *error)
{
    const struct load load = load_of(settings);
    const fnl_status status = print_hours(&load, out, error);
    return status == FNL_OK ? print_paragraph(write_load, &load, out, error) : status;
}

static void write_idle(const void *self, FILE *stream)
{
    fnl_idle_write(self, stream);
}

/* What is said to no effect, as things stand in the end; an empty line only if there is any. */
static fnl_status print_idle(const fnl_scenario *scenario, FILE *out, struct fnl_error *error)
{
    const struct fnl_plan *plan = fnl_scenario_plan(scenario);
    char *text = fnl_paragraph_written(write_idle, plan->phases[plan->count - 1].settings);
    if (!text)
        return fnl_status_fail(FNL_ERR_MEMORY, error, "out of memory while writing the check");
    if (*text)
        fputc('\n', out);
    fnl_paragraph_print(text, fnl_screen_text(out), out);
    free(text);
    return FNL_OK;
}

fnl_status fnl_check_imply(const fnl_scenario *scenario, FILE *out, struct fnl_error *error)
{
    const struct fnl_settings *settings = fnl_scenario_settings(scenario);
    fnl_status status = print_sources(settings, out, error);
    if (status == FNL_OK)
        status = print_deal(settings, out, error);
    if (status == FNL_OK)
        status = print_load(settings, out, error);
    if (status == FNL_OK)
        status = print_idle(scenario, out, error);
    if (status == FNL_OK)
        status = fnl_grounds_print(scenario, out, error);
    if (status == FNL_OK && ferror(out))
        status = fnl_status_fail(FNL_ERR_IO, error, "cannot write the check");
    return status;
}

/* One total of last year beside the simulated year's. */
struct pair {
    const char *label;
    enum fnl_indicator indicator;
    double actual; /* in the indicator's unit; negative: not known */
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
    const char *const values[ACTUAL_COLUMNS] = {
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
    fprintf(out, "\nDoes it look like your %lld?\n\n", (long long)year);
    const fnl_status status = fnl_table_print(verdict->table, fnl_screen_table(out), out, error);
    return status == FNL_OK ? print_paragraph(write_sentence, verdict, out, error) : status;
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
    static const char *const headings[ACTUAL_COLUMNS] = {"you said", "simulated", "8 in 10 futures",
                                                         "it is"};
    struct verdict verdict = {.results = results,
                              .table = fnl_table_new(headings, ACTUAL_COLUMNS),
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

fnl_status fnl_check_actuals(const fnl_results *results, FILE *out, bool *fits,
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
        status = fnl_status_fail(FNL_ERR_IO, error, "cannot write the check");
    return status;
}
