/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/settings.h"

static const struct fnl_param hours_rows[] = {
    FNL_PARAM(fnl_hours, opens, NUMBER, NONE, 0, 23, "9", NULL, NEVER, EXPERT,
              "hour of the day at which work begins", "convention", NULL),
    FNL_PARAM(fnl_hours, hours_per_day, NUMBER, HOURS, 0.1, 24, "8", NULL, NEVER, TUNING,
              "hours of work a day", "convention", "How many hours is a working day?"),
    FNL_PARAM(fnl_hours, workdays, TEXT, NONE, 0, 0, "\"Mon Tue Wed Thu Fri\"", NULL, NEVER, TUNING,
              "days of the week on which people work", "convention", "On which days do you work?"),
    FNL_PARAM(fnl_hours, holidays, DATES, DAYS, 0, 0, "( )", NULL, NEVER, TUNING,
              "dates on which nobody works; \"2026-08-03 to 2026-08-21\" is every day of it",
              "the firm's calendar", "When does the whole firm close?"),
};
const struct fnl_param_table fnl_settings_hours_table =
    FNL_PARAM_TABLE(hours_rows, struct fnl_hours);

static const struct fnl_param label_rows[] = {
    FNL_PARAM(fnl_labels, pita, TEXT, NONE, 0, 0, "\"bad-fit client\"", NULL, NEVER, TUNING,
              "word for a client who is a pain, on tables and slides", "convention",
              "What do you call a client who makes life miserable?"),
    FNL_PARAM(fnl_labels, rep, TEXT, NONE, 0, 0, "\"rep\"", NULL, NEVER, EXPERT,
              "word for somebody who sells", "convention", NULL),
    FNL_PARAM(fnl_labels, client, TEXT, NONE, 0, 0, "\"client\"", NULL, NEVER, EXPERT,
              "word for somebody who has signed", "convention", NULL),
};
const struct fnl_param_table fnl_settings_labels_table =
    FNL_PARAM_TABLE(label_rows, struct fnl_labels);

#define LAST_YEAR "the firm's books"
static const struct fnl_param actual_rows[] = {
    FNL_PARAM(fnl_actuals, year, COUNT, NONE, 1900, 2200, "2025", "2025", NEVER, TUNING,
              "the year that the other figures are of", LAST_YEAR, NULL),
    FNL_PARAM(fnl_actuals, new_clients, COUNT, NONE, -1, 1e9, "-1", "-1", NEVER, ESSENTIAL,
              "clients signed in that year; leave it out if it is not known (-1 means that)",
              LAST_YEAR, "How many new clients did you sign last year?"),
    FNL_PARAM(fnl_actuals, new_business, MONEY, MONEY, -1, 1e12, "-1", "-1", NEVER, ESSENTIAL,
              "value of the contracts signed; leave it out if it is not known", LAST_YEAR,
              "For how much did they sign?"),
    FNL_PARAM(fnl_actuals, revenue, MONEY, MONEY, -1, 1e12, "-1", "-1", NEVER, TUNING,
              "invoiced; leave it out if it is not known", LAST_YEAR, "How much did you invoice?"),
    FNL_PARAM(fnl_actuals, median_cycle, NUMBER, DAYS, -1, 36500, "-1", "-1", NEVER, TUNING,
              "median days from the first talk to the signature, won deals only; leave it out if "
              "it is not known",
              LAST_YEAR, "How long did a won deal take from the first talk?"),
    FNL_PARAM(fnl_actuals, clients_lost, COUNT, NONE, -1, 1e9, "-1", "-1", NEVER, TUNING,
              "clients who left; leave it out if it is not known", LAST_YEAR,
              "How many clients left?"),
    FNL_PARAM(fnl_actuals, referred, COUNT, NONE, -1, 1e9, "-1", "-1", NEVER, TUNING,
              "people whom somebody sent, whatever became of them; leave it out if it is not known",
              LAST_YEAR, "How many people were sent to you last year?"),
};
const struct fnl_param_table fnl_settings_actuals_table =
    FNL_PARAM_TABLE(actual_rows, struct fnl_actuals);

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_settings, name, TEXT, NONE, 0, 0, NULL, NULL, NEVER, ESSENTIAL,
              "what tables and figures call this scenario", "the firm's word", NULL),
    FNL_PARAM(fnl_settings, about, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
              "the question that it asks, in a sentence", "the firm's word", NULL),
    FNL_PARAM(fnl_settings, start, DATE, NONE, 0, 0, "\"2026-01-01\"", NULL, NEVER, ESSENTIAL,
              "first day of the simulation, the first of a month", "convention", "From when on?"),
    FNL_PARAM(fnl_settings, months, COUNT, MONTHS, 1, 240, "36", NULL, NEVER, ESSENTIAL,
              "length of the simulation",
              "convention: three years, longer than a sales cycle's tail",
              "How far ahead do you want to look?"),
    FNL_PARAM(fnl_settings, currency, TEXT, NONE, 0, 0, "\"USD\"", NULL, NEVER, ESSENTIAL,
              "currency of all money, as an ISO code", "convention", "In which currency?"),
    FNL_PARAM(fnl_settings, fiscal_year_starts, TEXT, NONE, 0, 0, "\"Jan\"", NULL, NEVER, TUNING,
              "month in which the business year begins", "convention",
              "When does your business year begin?"),
    FNL_PARAM(fnl_settings, judge_by, TEXT, NONE, 0, 0, "\"contribution\"", NULL, NEVER, TUNING,
              "id of the indicator that decides a comparison (funnelsim indicators)", "convention",
              "By what do you judge?"),
    FNL_PARAM(fnl_settings, matters, MONEY, MONEY, 0, 1e12, "0", NULL, NEVER, ESSENTIAL,
              "a difference smaller than this is too close to matter",
              "convention: any difference matters", "How small a difference would you shrug off?"),
    FNL_PARAM(fnl_settings, extra_budget, MONEY, MONEY, 0, 1e10, "0", NULL, NEVER, ESSENTIAL,
              "extra money a month to find business with: buys leads, asks and rewards",
              "convention: none", "How much more a month would you spend?"),
};
const struct fnl_param_table fnl_settings_table = FNL_PARAM_TABLE(rows, struct fnl_settings);
