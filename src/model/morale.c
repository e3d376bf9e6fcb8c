/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/morale.h"

#include <math.h>

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_morale, energy_per_pain_hour, SHARE, SHARE, 0, 1, "1.5 %", "0", NEVER, TUNING,
              "share of a rep's energy that an hour for a client who is a pain takes",
              "guess: at four such hours a week a quarter of the energy is gone",
              "After a week with your worst client, how tired is a rep?"),
    FNL_PARAM(fnl_morale, energy_per_extra_hour, SHARE, SHARE, 0, 1, "1 %", "0", NEVER, TUNING,
              "share of it that an hour of a week takes beyond the normal load", "guess",
              "After a week without a free hour, how tired is a rep?"),
    FNL_PARAM(fnl_morale, normal_load, SHARE, SHARE, 0, 1, "85 %", "1", NEVER, TUNING,
              "share of a week's selling hours that can be worked without getting tired", "guess",
              "How full may a week be before it wears people out?"),
    FNL_PARAM(fnl_morale, recovers_in, SPAN, DAYS, 1, 3650, "30 days", "30 days", NEVER, TUNING,
              "time in which half of the lost energy is back", "guess",
              "When the trouble is over, how long until a rep is half recovered?"),
    FNL_PARAM(fnl_morale, slowest, SHARE, SHARE, 0.01, 1, "60 %", "1", NEVER, TUNING,
              "speed of a rep who has no energy left", "guess",
              "Somebody who is worn out: how much of the usual gets done?"),
    FNL_PARAM(fnl_morale, per_pain_hour, SHARE, SHARE, 0, 1, "0.5 %", "0", NEVER, TUNING,
              "share of a rep's morale that an hour for a client who is a pain takes", "guess",
              "How much do bad clients get the team down?"),
    FNL_PARAM(fnl_morale, per_setback, SHARE, SHARE, 0, 1, "0.5 %", "0", NEVER, EXPERT,
              "share of it that an unpaid demand takes, or a deal lost at the last stage", "guess",
              NULL),
    FNL_PARAM(fnl_morale, per_success, SHARE, SHARE, 0, 1, "2 %", "0", NEVER, EXPERT,
              "share of what is missing that a win gives back, or a meeting to celebrate one",
              "guess", NULL),
    FNL_PARAM(fnl_morale, drifts_in, SPAN, DAYS, 1, 3650, "90 days", "90 days", NEVER, TUNING,
              "time in which half of a good or a bad mood has passed",
              "guess: longer than it takes to recover",
              "How long does the team remember a bad quarter?"),
    FNL_PARAM(fnl_morale, on_quitting, NUMBER, LOGIT, 0, 10, "1", "0", NEVER, TUNING,
              "log-odds of quitting in a month that no morale at all adds (group attrition)",
              "guess: a full load of pains makes it 1.5 times as likely; that incivility does is "
              "published (Namin et al. 2021)",
              "Of those who left, how many had had enough?"),
};
const struct fnl_param_table fnl_morale_table = FNL_PARAM_TABLE(rows, struct fnl_morale);

#define USUAL 0.5

/* By rep: as of its last change. Zero is fresh. */
struct mind {
    double lost; /* energy */
    double mood; /* morale beyond the usual, -0.5 to 0.5 */
    fnl_time as_of;
    fnl_time worked; /* hours of the week `week` */
    int32_t week;
};

static struct mind *of_rep(const struct fnl_company *company, uint32_t index)
{
    return (struct mind *)fnl_mechanism_state(company, FNL_MECHANISM_MORALE) + index;
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * sizeof(struct mind);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->morale.present;
}

/* What is left of `level` now. */
static double faded(const struct fnl_company *company, const struct mind *mind, double level,
                    fnl_time half_life)
{
    return fnl_units_rounded(fnl_units_faded(level, company->now - mind->as_of, half_life));
}

double fnl_morale_energy(const struct fnl_company *company, uint32_t index)
{
    const struct mind *mind = of_rep(company, index);
    return 1 - faded(company, mind, mind->lost, company->settings->morale.recovers_in);
}

double fnl_morale_of(const struct fnl_company *company, uint32_t index)
{
    const struct mind *mind = of_rep(company, index);
    return USUAL + faded(company, mind, mind->mood, company->settings->morale.drifts_in);
}

/* Brings both up to now, so that they can be changed. */
static struct mind *settled(const struct fnl_company *company, uint32_t index)
{
    struct mind *mind = of_rep(company, index);
    mind->lost = 1 - fnl_morale_energy(company, index);
    mind->mood = fnl_morale_of(company, index) - USUAL;
    mind->as_of = company->now;
    return mind;
}

/* Takes `share` of what is left, `times` over: 3 hours are 3 times an hour. */
static double left_of(double level, double share, double times)
{
    return fnl_units_rounded(level * pow(1 - share, times));
}

static void tire(struct mind *mind, double share, fnl_time hours)
{
    mind->lost = 1 - left_of(1 - mind->lost, share, (double)hours / (double)FNL_HOUR);
}

static void dishearten(struct mind *mind, double share, double times)
{
    mind->mood = left_of(USUAL + mind->mood, share, times) - USUAL;
}

static void hearten(struct mind *mind, double share)
{
    mind->mood = USUAL - left_of(USUAL - mind->mood, share, 1);
}

/* Hours that a rep can work in the present week without getting tired. */
static fnl_time normal_hours(const struct fnl_company *company, uint32_t rep)
{
    const fnl_calendar *calendar = company->plan->calendar;
    const fnl_time begins = company->now / FNL_WEEK * FNL_WEEK;
    const fnl_time worked =
        fnl_calendar_worked(calendar, begins + FNL_WEEK) - fnl_calendar_worked(calendar, begins);
    const double share = fnl_rep_share(company, &company->reps[rep]);
    return fnl_units_scaled(worked, share * company->settings->morale.normal_load);
}

/* Of `hours` just worked, those that the week has beyond the normal. */
static fnl_time extra_hours(const struct fnl_company *company, struct mind *mind,
                            const struct fnl_fact *fact)
{
    const fnl_time hours = fact->span;
    const int32_t week = (int32_t)(company->now / FNL_WEEK);
    if (mind->week != week)
        mind->worked = 0;
    mind->week = week;
    mind->worked += hours;
    const fnl_time beyond = mind->worked - normal_hours(company, fact->rep);
    return beyond <= 0 ? 0 : beyond < hours ? beyond : hours;
}

/* Hours for a pain, before it signs or after. */
static void suffer(const struct fnl_company *company, struct mind *mind, fnl_time hours)
{
    const struct fnl_morale *morale = &company->settings->morale;
    tire(mind, morale->energy_per_pain_hour, hours);
    dishearten(mind, morale->per_pain_hour, (double)hours / (double)FNL_HOUR);
}

static void hear_task(struct fnl_company *company, const struct fnl_fact *fact)
{
    const struct fnl_morale *morale = &company->settings->morale;
    struct mind *mind = settled(company, fact->rep);
    tire(mind, morale->energy_per_extra_hour, extra_hours(company, mind, fact));
    if (fact->index == FNL_HOURS_PITA)
        suffer(company, mind, fact->span);
    if (fact->detail == FNL_TASK_SCOPE)
        dishearten(mind, morale->per_setback, 1);
}

static bool is_lost_at_last_stage(const struct fnl_company *company, const struct fnl_fact *fact)
{
    return !fact->flag && fact->detail + 1 == company->settings->stages.count;
}

static bool is_celebration(const struct fnl_company *company, const struct fnl_fact *fact)
{
    const int when = fnl_settings_meeting_kind(company->settings, fact->index)->when;
    return when == FNL_MEETING_AFTER_WIN || when == FNL_MEETING_AFTER_RENEWAL;
}

static void hear(struct fnl_company *company, const struct fnl_fact *fact)
{
    const struct fnl_morale *morale = &company->settings->morale;
    if (fact->rep == FNL_NOBODY)
        return;
    if (fact->kind == FNL_FACT_TASK)
        hear_task(company, fact);
    else if (fact->kind == FNL_FACT_TOUCH && fact->amount > 0)
        suffer(company, settled(company, fact->rep), fact->span);
    else if (fact->kind == FNL_FACT_SIGNED ||
             (fact->kind == FNL_FACT_MEETING && is_celebration(company, fact)))
        hearten(settled(company, fact->rep), morale->per_success);
    else if (fact->kind == FNL_FACT_DECIDED && is_lost_at_last_stage(company, fact))
        dishearten(settled(company, fact->rep), morale->per_setback, 1);
}

static double on_speed(const struct fnl_company *company, uint32_t index)
{
    const double lost = 1 - fnl_morale_energy(company, index);
    return 1 - (1 - company->settings->morale.slowest) * lost;
}

static double on_quitting(const struct fnl_company *company, uint32_t index)
{
    return company->settings->morale.on_quitting * (1 - 2 * fnl_morale_of(company, index));
}

/*
 * Their means over the reps who are there; without the group, or with nobody
 * there, all energy and one half of morale.
 */
static void measure(const struct fnl_company *company, struct fnl_levels *levels)
{
    double energy = 0, morale = 0, there = 0;
    for (uint32_t i = 0; company->settings->morale.present && i < company->rep_count; i++) {
        if (!fnl_rep_is_there(company, &company->reps[i]))
            continue;
        energy += fnl_morale_energy(company, i);
        morale += fnl_morale_of(company, i);
        there++;
    }
    const double million = (double)FNL_MILLION;
    levels->energy = fnl_units_integer(million * (there > 0 ? energy / there : 1));
    levels->morale = fnl_units_integer(million * (there > 0 ? morale / there : USUAL));
}

const struct fnl_mechanism fnl_morale_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .hears = FNL_FACT_BIT(FNL_FACT_TASK) | FNL_FACT_BIT(FNL_FACT_SIGNED) |
             FNL_FACT_BIT(FNL_FACT_MEETING) | FNL_FACT_BIT(FNL_FACT_DECIDED) |
             FNL_FACT_BIT(FNL_FACT_TOUCH),
    .hear = hear,
    .on_speed = on_speed,
    .on_quitting = on_quitting,
    .on_leaving = fnl_morale_energy,
    .measure = measure,
};
