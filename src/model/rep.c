/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/rep.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "model/prospecting.h"
#include "model/state.h"
#include "model/team.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_reps, count, COUNT, NONE, 1, 100000, NULL, NULL, NEVER, ESSENTIAL,
              "reps who carry a number", "the firm's payroll", "How many reps carry a number?"),
    FNL_PARAM(fnl_reps, started, DATES, NONE, 0, 0, "( )", NULL, NEVER, ESSENTIAL,
              "when each rep began, oldest first; those not listed began long ago",
              "the firm's payroll", "When did each of them start?"),
    FNL_PARAM(fnl_reps, selling_share, SHARE, SHARE, 0.01, 1, "40 %", NULL, NEVER, ESSENTIAL,
              "share of the working hours that goes into selling, serving and prospecting",
              "benchmark: 41 % (CSO Insights 2011, over 2,000 firms)",
              "How much of a rep's week goes to clients and prospects, and how much to the rest?"),
    FNL_PARAM(fnl_reps, salary, MONEY, MONEY, 0, 1e8, "0", NULL, NEVER, ESSENTIAL,
              "fixed cost of a rep a year, all in", "the firm's payroll",
              "What does a rep cost a year before commission?"),
    FNL_PARAM(fnl_reps, commission, SHARE, SHARE, 0, 1, "0", NULL, NEVER, ESSENTIAL,
              "of the value of a new contract, paid when it is signed", "the firm's plan",
              "What commission do you pay on new business?"),
    FNL_PARAM(fnl_reps, ramp_months, LAW, MONTHS, 0, 120, "0", NULL, ENTITY, TUNING,
              "months until a new rep works at full speed",
              "convention: at once unless said; benchmark: median 5 (Bridge Group 2024)",
              "How long until a new rep pulls their weight?"),
    FNL_PARAM(fnl_reps, ramp_start, SHARE, SHARE, 0.01, 1, "30 %", NULL, NEVER, EXPERT,
              "speed of a new rep on the first day", "guess", NULL),
    FNL_PARAM(fnl_reps, skill_spread, NUMBER, LOGIT, 0, 5, "0", NULL, NEVER, TUNING,
              "standard deviation between reps of the log-odds to go on at a step",
              "convention: all alike unless said", "Best and worst rep: how many wins last year?"),
    FNL_PARAM(fnl_reps, vacation_days, COUNT, NONE, 0, 200, "0", NULL, NEVER, TUNING,
              "working days off a year, taken in one block", "the firm's rules",
              "How many days of vacation does a rep take?"),
    FNL_PARAM(fnl_reps, waiters, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
              "share of the reps who wait for leads to come in, though prospecting is planned",
              "convention: none unless said; \"many, average to below average\", is asserted",
              "Of ten reps, how many never prospect whatever the plan says?"),
};
const struct fnl_param_table fnl_rep_table = FNL_PARAM_TABLE(rows, struct fnl_reps);

#define YEAR (FNL_DAY * 1461 / 4)

double fnl_rep_share(const struct fnl_company *company, const struct fnl_rep *rep)
{
    const struct fnl_settings *settings = company->settings;
    return rep->role == FNL_ROLE_DEVELOPS ? settings->development.selling_share
                                          : settings->reps.selling_share;
}

double fnl_rep_speed(const struct fnl_company *company, const struct fnl_rep *rep, fnl_time at)
{
    const fnl_time since = at - rep->began;
    if (since >= rep->ramp)
        return 1;
    const double start = company->settings->reps.ramp_start;
    return start + (1 - start) * (double)since / (double)rep->ramp;
}

fnl_time fnl_rep_worked(const struct fnl_company *company, const struct fnl_rep *rep, fnl_time from,
                        fnl_time to)
{
    const fnl_calendar *calendar = company->plan->calendar;
    const fnl_time worked = fnl_calendar_worked(calendar, to) - fnl_calendar_worked(calendar, from);
    return fnl_units_integer(ceil((double)worked * rep->share));
}

fnl_time fnl_rep_hours(const struct fnl_company *company, const struct fnl_rep *rep, fnl_time until)
{
    if (rep->state == FNL_REP_ABSENT)
        return rep->hours;
    return rep->hours + fnl_rep_worked(company, rep, rep->settled, until);
}

void fnl_rep_settle(const struct fnl_company *company, struct fnl_rep *rep)
{
    rep->hours = fnl_rep_hours(company, rep, company->now);
    rep->settled = company->now;
    rep->share = fnl_rep_share(company, rep);
}

static void plan_vacation(struct fnl_company *company, uint32_t index, fnl_time year_begins)
{
    struct fnl_rep *rep = &company->reps[index];
    const double share =
        fnl_company_uniform(company, fnl_key_part(rep->key, rep->years), FNL_PURPOSE_VACATION);
    const fnl_time into_year = fnl_units_days(365.25 * fnl_units_rounded(share));
    const fnl_time morning = (year_begins + into_year) / FNL_DAY * FNL_DAY;
    fnl_company_plan(company, FNL_EVENT_VACATION, morning, rep->key, index, 0);
}

double fnl_rep_skill(const struct fnl_rep *rep)
{
    return rep->talent + rep->learnt;
}

/* What a rep is like, from its own streams: other laws give the same rep's other value. */
static void draw_traits(const struct fnl_company *company, struct fnl_rep *rep)
{
    const struct fnl_reps *reps = &company->settings->reps;
    const struct fnl_law *ramp = rep->role == FNL_ROLE_DEVELOPS
                                     ? &company->settings->development.ramp_months
                                     : &reps->ramp_months;
    const double months = fnl_company_draw(company, ramp, rep->key, FNL_PURPOSE_RAMP);
    rep->ramp = fnl_units_months(months);
    rep->talent = fnl_units_rounded(reps->skill_spread *
                                    fnl_company_normal(company, rep->key, FNL_PURPOSE_SKILL));
    rep->waits = fnl_company_chance(company, reps->waiters, rep->key, FNL_PURPOSE_WAITER);
}

/* Room for one rep more, with whatever is kept by rep; false when memory runs out. */
static bool make_room(struct fnl_company *company)
{
    const size_t before = company->rep_capacity, after = 2 * before;
    if (company->rep_count < before)
        return true;
    void *reps = company->reps, *loads = company->loads;
    const bool grown = fnl_memory_resize(&reps, after, sizeof *company->reps) &&
                       fnl_memory_resize(&loads, after, sizeof *company->loads);
    company->reps = reps;
    company->loads = loads;
    if (!grown)
        return false;
    memset(company->reps + before, 0, (after - before) * sizeof *company->reps);
    company->rep_capacity = after;
    if (fnl_mechanism_grow(company))
        return true;
    company->rep_capacity = before;
    return false;
}

static void pay_hiring(struct fnl_company *company, uint32_t index)
{
    const fnl_money cost = company->settings->attrition.hiring_cost;
    if (company->in_past || cost == 0)
        return;
    fnl_money_post(company, &(struct fnl_posting){.category = FNL_MONEY_HIRING,
                                                  .amount = -cost,
                                                  .paid = company->now,
                                                  .owner = FNL_OWNER_REP,
                                                  .owner_index = index,
                                                  .source = FNL_NOBODY});
}

/*
 * Puts the next rep on the team, having begun at `began`, which may be before
 * the run, in the place of rep `before` or of nobody.
 */
static void join(struct fnl_company *company, enum fnl_role role, fnl_time began, uint32_t before)
{
    if (!make_room(company)) {
        company->failed = true;
        return;
    }
    const uint32_t index = (uint32_t)company->rep_count;
    char name[32];
    snprintf(name, sizeof name, "rep-%u", index + 1);

    struct fnl_rep *rep = &company->reps[index];
    rep->key = fnl_key_text(name);
    rep->role = role;
    rep->began = began;
    draw_traits(company, rep);
    rep->state = FNL_REP_ABSENT;
    rep->older = rep->newer = FNL_NOBODY;
    rep->week = -1;
    company->loads[index] = FNL_NEVER;
    company->rep_count = index + 1;
    company->developers += role == FNL_ROLE_DEVELOPS;

    const fnl_time there = began > 0 ? began : 0;
    fnl_company_plan(company, FNL_EVENT_REP, there, rep->key, index, 0);
    plan_vacation(company, index, there);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_REP_JOINED,
                                                 .time = company->now,
                                                 .key = rep->key,
                                                 .rep = index,
                                                 .index = before == FNL_NOBODY ? 0 : before + 1,
                                                 .source = FNL_NOBODY,
                                                 .client = FNL_NOBODY});
    pay_hiring(company, index);
}

/*
 * When the next rep to join began: of those who are there on the first day the
 * first on their dates, and those without one long ago; others on the day.
 */
static fnl_time beginning_of_next(const struct fnl_company *company, enum fnl_role role)
{
    const struct fnl_reps *reps = &company->settings->reps;
    if (!company->in_past)
        return company->now;
    if (role == FNL_ROLE_DEVELOPS || company->rep_count >= reps->started.count)
        return -FNL_NEVER;
    const int day = reps->started.days[company->rep_count] - company->settings->start;
    return (fnl_time)day * FNL_DAY;
}

size_t fnl_rep_count(const struct fnl_company *company, enum fnl_role role)
{
    size_t developers = 0;
    for (size_t i = 0; company->developers > 0 && i < company->rep_count; i++)
        developers += company->reps[i].role == FNL_ROLE_DEVELOPS && !company->reps[i].left;
    return role == FNL_ROLE_DEVELOPS ? developers
                                     : company->rep_count - company->departed - developers;
}

/* Places of a role that are taken, or are going to be. */
static int64_t places(const struct fnl_company *company, enum fnl_role role)
{
    const size_t empty = role == FNL_ROLE_DEVELOPS
                             ? company->developer_vacancies
                             : company->vacancies - company->developer_vacancies;
    return (int64_t)(fnl_rep_count(company, role) + empty);
}

static int64_t count_wanted(const struct fnl_settings *settings, enum fnl_role role)
{
    return role == FNL_ROLE_DEVELOPS ? settings->development.count : settings->reps.count;
}

/* Before the first day nobody joins who would be more than there are on it. */
static void fill_places(struct fnl_company *company, enum fnl_role role)
{
    int64_t count = count_wanted(company->settings, role);
    const int64_t stay = count_wanted(company->plan->phases[0].settings, role);
    if (company->in_past && count > stay)
        count = stay;
    while (places(company, role) < count && !company->failed)
        join(company, role, beginning_of_next(company, role), FNL_NOBODY);
}

void fnl_rep_phase_begins(struct fnl_company *company)
{
    for (size_t i = 0; i < company->rep_count; i++)
        draw_traits(company, &company->reps[i]);
    fill_places(company, FNL_ROLE_SELLS);
    fill_places(company, FNL_ROLE_DEVELOPS);
}

uint32_t fnl_rep_replace(struct fnl_company *company, uint32_t index)
{
    const size_t count = company->rep_count;
    join(company, company->reps[index].role, company->now, index);
    return company->rep_count > count ? (uint32_t)count : FNL_NOBODY;
}

bool fnl_rep_is_there(const struct fnl_company *company, const struct fnl_rep *rep)
{
    return rep->began <= company->now && !rep->left;
}

/* Whoever was kept at work all through a vacation has had none; a later one goes on. */
void fnl_rep_present(struct fnl_company *company, const struct fnl_event *event)
{
    struct fnl_rep *rep = &company->reps[event->subject];
    if (rep->away_until > company->now)
        return;
    rep->away_until = 0;
    if (rep->state != FNL_REP_ABSENT) {
        fnl_team_note_load(company, event->subject);
        return;
    }
    fnl_rep_settle(company, rep);
    rep->state = FNL_REP_BUSY;
    fnl_team_free(company, event->subject);
}

/* The morning after so many working days off. */
static fnl_time back_after(const struct fnl_company *company, int64_t working_days)
{
    int day = (int)(company->now / FNL_DAY);
    while (working_days > 0) {
        if (fnl_company_is_workday(company, day))
            working_days--;
        day++;
    }
    return (fnl_time)day * FNL_DAY;
}

/* A task begun before is finished first: who is at work leaves when it is done. */
void fnl_rep_vacation(struct fnl_company *company, const struct fnl_event *event)
{
    struct fnl_rep *rep = &company->reps[event->subject];
    if (rep->resigned)
        return;
    const fnl_time back = back_after(company, company->settings->reps.vacation_days);
    const fnl_time year_begins =
        (rep->began > 0 ? rep->began : 0) + (fnl_time)(++rep->years) * YEAR;
    plan_vacation(company, event->subject, year_begins);
    if (back <= company->now)
        return;

    rep->away_until = back;
    fnl_team_note_load(company, event->subject);
    fnl_company_plan(company, FNL_EVENT_REP, back, rep->key, event->subject, 0);
    if (rep->state == FNL_REP_IDLE)
        fnl_team_leave(company, event->subject);
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_REP_AWAY,
                                                 .time = company->now,
                                                 .key = rep->key,
                                                 .rep = event->subject,
                                                 .until = back,
                                                 .source = FNL_NOBODY,
                                                 .client = FNL_NOBODY});
}
