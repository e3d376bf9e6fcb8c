/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * little_firm.h - a small scenario layout for the tests of src/scenario: one of
 * each type, each section and each way of being absent.
 */
#ifndef FUNNELSIM_TESTS_LITTLE_FIRM_H
#define FUNNELSIM_TESTS_LITTLE_FIRM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/units.h"
#include "random/law.h"
#include "scenario/section.h"

struct quota {
    bool present;
    fnl_money per_quarter;
};
static const struct fnl_param quota_rows[] = {
    FNL_PARAM(quota, per_quarter, MONEY, MONEY, 0, 1e9, "75k", "0", NEVER, ESSENTIAL,
              "what a rep must sell in a quarter", "the firm's plan", NULL),
};
static const struct fnl_param_table quota_table = FNL_PARAM_TABLE(quota_rows, struct quota);

struct reps {
    int64_t count;
    double selling_time, leave;
    fnl_money salary;
    fnl_time ramp, meeting;
    struct fnl_param_dates started;
    struct quota quota;
};
static const struct fnl_param reps_rows[] = {
    FNL_PARAM(reps, count, COUNT, NONE, 0, 1000, "6", NULL, NEVER, ESSENTIAL,
              "people who carry a number", "the firm's count", NULL),
    FNL_PARAM(reps, selling_time, SHARE, SHARE, 0, 1, "40 %", NULL, NEVER, ESSENTIAL,
              "share of working time that goes into selling", "benchmark: CSO Insights 2011", NULL),
    FNL_PARAM(reps, leave, NUMBER, PER_YEAR, 0, 10, "1 in 3 a year", NULL, NEVER, TUNING,
              "how often a rep leaves", "benchmark: Bridge Group 2018", NULL),
    FNL_PARAM(reps, salary, MONEY, MONEY, 0, 1e6, "85000", NULL, NEVER, ESSENTIAL,
              "what a rep costs in a year", "guess", NULL),
    FNL_PARAM(reps, ramp, SPAN, MONTHS, 0, 60, "5 months", NULL, NEVER, TUNING,
              "time until a new rep sells as others do", "benchmark: Bridge Group 2018", NULL),
    FNL_PARAM(reps, meeting, SPAN, HOURS, 0, 100, "45 minutes", NULL, NEVER, EXPERT,
              "length of a meeting", "guess", NULL),
    FNL_PARAM(reps, started, DATES, NONE, 0, 0, "( )", NULL, NEVER, TUNING, "when each rep started",
              "the firm's count", NULL),
};
static const struct fnl_param_table reps_table = FNL_PARAM_TABLE(reps_rows, struct reps);

struct pita {
    bool present;
    double hours_factor;
    fnl_time late;
};
static const struct fnl_param pita_rows[] = {
    FNL_PARAM(pita, hours_factor, NUMBER, FACTOR, 1, 100, "2.5 x", "1 x", NEVER, TUNING,
              "hours of service as a multiple of a normal client's", "guess", NULL),
    FNL_PARAM(pita, late, SPAN, DAYS, 0, 365, "25 days", "0", NEVER, TUNING,
              "how much later they pay", "guess", NULL),
};
static const struct fnl_param_table pita_table = FNL_PARAM_TABLE(pita_rows, struct pita);

struct trip {
    bool present;
    fnl_money cost;
};
static const struct fnl_param trip_rows[] = {
    FNL_PARAM(trip, cost, MONEY, MONEY, 0, 1e6, NULL, NULL, NEVER, TUNING, "price of the trip",
              "the firm's ledger", NULL),
};
static const struct fnl_param_table trip_table = FNL_PARAM_TABLE(trip_rows, struct trip);

static const char *const source_kinds[] = {"inbound", "list", "event", NULL};

struct source {
    const char *name;
    int kind;
    struct fnl_law leads_per_month, days, fit;
    fnl_money cost_each;
    struct fnl_param_plan seasonality;
    bool on;
    struct trip trip;
};
static const struct fnl_param source_rows[] = {
    FNL_PARAM(source, name, TEXT, NONE, 0, 0, NULL, NULL, NEVER, ESSENTIAL, "what you call it",
              "the firm's word", NULL),
    FNL_PARAM_ONE_OF(source, kind, source_kinds, NULL, ESSENTIAL, "how they come",
                     "the firm's word", NULL),
    FNL_PARAM(source, leads_per_month, LAW, PER_MONTH, 0, 1e6, NULL, NULL, MONTH, ESSENTIAL,
              "people a month", "the firm's count", NULL),
    FNL_PARAM(source, days, LAW, DAYS, 0, 3650, "[2, 8, 25]", NULL, USE, TUNING,
              "days until an answer", "guess", NULL),
    FNL_PARAM(source, fit, LAW, SHARE, 0, 1, "{ law = \"beta\"; alpha = 2; beta = 2; }", NULL,
              ENTITY, TUNING, "how well they fit", "guess", NULL),
    FNL_PARAM(source, cost_each, MONEY, MONEY, 0, 1e6, "0", NULL, NEVER, ESSENTIAL,
              "price of one person", "the firm's ledger", NULL),
    FNL_PARAM(source, seasonality, PLAN, FACTOR, 0, 100, "1 x", NULL, NEVER, TUNING,
              "factor for each month", "convention: no season", NULL),
    FNL_PARAM(source, on, FLAG, NONE, 0, 0, "true", NULL, NEVER, EXPERT, "whether it is in use",
              "convention", NULL),
};
static const struct fnl_param_table source_table = FNL_PARAM_TABLE(source_rows, struct source);
static const struct fnl_section source_sections[] = {
    {.name = "trip",
     .kind = FNL_SECTION_GROUP,
     .table = &trip_table,
     .offset = offsetof(struct source, trip),
     .marked = true,
     .present = offsetof(struct trip, present),
     .about = "A journey that brings these people."},
};

struct payment {
    int day;
    fnl_money amount;
};
static const struct fnl_param payment_rows[] = {
    FNL_PARAM(payment, day, DATE, NONE, 0, 0, NULL, NULL, NEVER, TUNING, "when it is paid",
              "the firm's plan", NULL),
    FNL_PARAM(payment, amount, MONEY, MONEY, 0, 0, NULL, NULL, NEVER, TUNING, "how much",
              "the firm's plan", NULL),
};
static const struct fnl_param_table payment_table = FNL_PARAM_TABLE(payment_rows, struct payment);

struct asking {
    double per_client_year;
    fnl_time hours_per_ask;
};
static const struct fnl_param asking_rows[] = {
    FNL_PARAM(asking, per_client_year, NUMBER, PER_YEAR, 0, 52, "2 a year", NULL, NEVER, ESSENTIAL,
              "how often each client is asked", "guess", NULL),
    FNL_PARAM(asking, hours_per_ask, SPAN, HOURS, 0, 10, "0.75", NULL, NEVER, TUNING,
              "of a rep, for one ask", "guess", NULL),
};
static const struct fnl_param_table everybody_table = {
    .rows = asking_rows, .count = 1, .size = sizeof(struct asking)};
static const struct fnl_param_table ideal_table = FNL_PARAM_TABLE(asking_rows, struct asking);
static const struct fnl_policy ask_nobody = {.name = "nobody", .about = "Nobody is asked."};
static const struct fnl_policy ask_everybody = {
    .name = "everybody", .about = "All clients are asked.", .params = &everybody_table};
static const struct fnl_policy ask_ideal = {
    .name = "ideal_clients", .about = "Those who fit are asked.", .params = &ideal_table};
static const struct fnl_policy *const ask_policies[] = {&ask_nobody, &ask_everybody, &ask_ideal};

struct firm {
    const char *name, *about;
    int start;
    int64_t months;
    fnl_money matters;
    struct reps reps;
    struct pita pita;
    struct fnl_list sources, payments;
    struct fnl_choice ask;
};
static const struct fnl_param firm_rows[] = {
    FNL_PARAM(firm, name, TEXT, NONE, 0, 0, "a firm", NULL, NEVER, ESSENTIAL, "shown in reports",
              "convention", NULL),
    FNL_PARAM(firm, about, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING, "what the file is for",
              "convention", NULL),
    FNL_PARAM(firm, start, DATE, NONE, 0, 0, "2026-01-01", NULL, NEVER, ESSENTIAL, "the first day",
              "convention", NULL),
    FNL_PARAM(firm, months, COUNT, MONTHS, 1, 240, "36", NULL, NEVER, ESSENTIAL, "the horizon",
              "convention", NULL),
    FNL_PARAM(firm, matters, MONEY, MONEY, 0, 1e12, "100k", NULL, NEVER, ESSENTIAL,
              "a smaller difference does not matter", "convention", NULL),
};
static const struct fnl_param_table firm_table = FNL_PARAM_TABLE(firm_rows, struct firm);

static const struct fnl_section reps_sections[] = {
    {.name = "quota",
     .kind = FNL_SECTION_GROUP,
     .table = &quota_table,
     .offset = offsetof(struct reps, quota),
     .marked = true,
     .present = offsetof(struct quota, present),
     .about = "What each rep must sell."},
};
static const struct fnl_section firm_sections[] = {
    {.name = "reps",
     .kind = FNL_SECTION_GROUP,
     .table = &reps_table,
     .offset = offsetof(struct firm, reps),
     .sections = reps_sections,
     .section_count = 1,
     .about = "The people who sell."},
    {.name = "sources",
     .kind = FNL_SECTION_LIST,
     .table = &source_table,
     .offset = offsetof(struct firm, sources),
     .sections = source_sections,
     .section_count = 1,
     .about = "Where people come from."},
    {.name = "payments",
     .kind = FNL_SECTION_LIST,
     .table = &payment_table,
     .offset = offsetof(struct firm, payments),
     .about = "Payments that are planned."},
    {.name = "pita",
     .kind = FNL_SECTION_GROUP,
     .table = &pita_table,
     .offset = offsetof(struct firm, pita),
     .marked = true,
     .present = offsetof(struct pita, present),
     .about = "Clients who are a pain."},
    {.name = "ask",
     .kind = FNL_SECTION_POLICY,
     .offset = offsetof(struct firm, ask),
     .policies = ask_policies,
     .policy_count = 3,
     .about = "Who is asked for a referral."},
    {.name = "labels", .kind = FNL_SECTION_ELSEWHERE, .about = "Words for slides."},
    {.name = "claims", .kind = FNL_SECTION_ELSEWHERE, .about = "What is expected."},
    {.name = "changes", .kind = FNL_SECTION_ELSEWHERE, .about = "What changes when."},
};
static const struct fnl_section little_firm = {
    .kind = FNL_SECTION_GROUP,
    .table = &firm_table,
    .sections = firm_sections,
    .section_count = sizeof firm_sections / sizeof *firm_sections,
    .about = "A little firm.",
};

#endif
