/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <funnelsim/check.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

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
