/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/implied.h"

#include <math.h>
#include <string.h>

#include "model/question.h"
#include "scenario/crosscheck.h"

#define DAYS_IN_MONTH 30.4375

double fnl_implied_share_above(const struct fnl_law *law, double bar)
{
    if (fnl_law_is_constant(law))
        return fnl_law_mean(law) >= bar;
    double low = 0, high = 1; /* the share below `bar` lies between them */
    for (int i = 0; i < 40; i++) {
        const double middle = (low + high) / 2;
        if (fnl_law_quantile(law, middle) < bar)
            low = middle;
        else
            high = middle;
    }
    return 1 - (low + high) / 2;
}

static struct fnl_qualify_test test_of(const struct fnl_settings *settings)
{
    const struct fnl_choice *choice = &settings->qualify;
    return ((const struct fnl_qualify_policy *)choice->policy)->test(choice->params);
}

/* The noisy test passes so many of the people of this source. */
static double chance_to_pass(const struct fnl_qualify_test *test, const struct fnl_source *source)
{
    if (test->by == FNL_QUALIFIED_BY_NOBODY)
        return 1;
    const double worth = fnl_implied_share_above(&source->fit, test->bar) *
                         fnl_implied_share_above(&source->budget, test->bar) *
                         fnl_implied_share_above(&source->need, test->bar);
    return worth * test->sensitivity + (1 - worth) * (1 - test->specificity);
}

/* One touch: the chance that it takes place within the tries, and the hours it takes. */
struct touch {
    double chance, hours;
};

static struct touch touch_of(const struct fnl_settings *settings, const struct fnl_stage *stage)
{
    const int kind = fnl_meeting_kind_named(settings, stage->meeting);
    const double preparation =
        kind < 0 ? 0 : fnl_settings_meeting_kind(settings, (unsigned)kind)->preparation;
    const double misses_all = pow(1 - stage->shows, (double)stage->tries);
    const double tries = stage->shows > 0 ? (1 - misses_all) / stage->shows : (double)stage->tries;
    const double chance = 1 - misses_all;
    return (struct touch){.chance = chance,
                          .hours = chance * (fnl_law_mean(&stage->hours) + preparation) +
                                   (tries - chance) * stage->missed_hours};
}

/* A stage from its beginning: hours spent in it, and the chance to go on to the next. */
static struct touch walk(const struct fnl_settings *settings, const struct fnl_stage *stage,
                         double passes)
{
    const struct touch touch = touch_of(settings, stage);
    const double touches = fnl_law_mean(&stage->touches);
    struct touch walked = {1, 0};
    for (int i = 0; i < (int)(touches + 0.5); i++) {
        walked.hours += walked.chance * touch.hours;
        walked.chance *= touch.chance * (i == 0 ? passes : 1);
    }
    walked.chance *= stage->go_on;
    return walked;
}

/* Stage `index` as the average person of `source` meets it: moved by the mean of each trait. */
static struct fnl_stage stage_for(const struct fnl_settings *settings,
                                  const struct fnl_source *source, unsigned index)
{
    const struct fnl_effects *effects = &settings->effects;
    struct fnl_stage stage = *fnl_settings_stage(settings, index);
    const double interest = fnl_law_mean(&source->interest) - effects->interest_reference;
    const double effect =
        effects->fit * (fnl_law_mean(&source->fit) - effects->fit_reference) +
        effects->budget * (fnl_law_mean(&source->budget) - effects->budget_reference) +
        effects->need * (fnl_law_mean(&source->need) - effects->need_reference) +
        effects->trust * (fnl_law_mean(&source->trust) - effects->trust_reference) +
        effects->interest * interest;
    stage.go_on = fnl_chance_moved(stage.go_on, effect);
    stage.shows = fnl_chance_moved(stage.shows, effects->interest_on_shows * interest);
    return stage;
}

struct fnl_implied fnl_implied_source(const struct fnl_settings *settings, unsigned index)
{
    const struct fnl_source *source = fnl_settings_source(settings, index);
    const struct fnl_qualify_test test = test_of(settings);
    const struct fnl_stage first = stage_for(settings, source, 0);
    const bool by_rep = test.by == FNL_QUALIFIED_BY_REP;
    const double passes = chance_to_pass(&test, source);
    const double ruled_out =
        source->kind == FNL_SOURCE_REFERRAL ? settings->referrals.ruled_out : 0;
    const double seen = (1 - ruled_out) * (by_rep ? 1 : passes); /* by sales */
    const double there = seen * (1 - source->bad_contact);

    struct fnl_implied implied = {
        .people_per_month = fnl_law_mean(&source->leads_per_month),
        .talks = there * touch_of(settings, &first).chance,
        .passes = passes,
        .signs = there,
        .hours = seen * source->bad_contact * (double)first.tries * first.missed_hours,
        .money = (double)source->cost_each / 100,
    };
    if (by_rep)
        implied.hours += implied.talks * (double)test.takes / (double)FNL_HOUR;
    for (unsigned i = 0; i < settings->stages.count; i++) {
        const struct fnl_stage stage = stage_for(settings, source, i);
        const struct touch walked = walk(settings, &stage, i == 0 && by_rep ? passes : 1);
        implied.hours += implied.signs * walked.hours;
        implied.signs *= walked.chance;
    }
    return implied;
}

bool fnl_implied_spends(const struct fnl_settings *settings)
{
    const struct fnl_ask_policy *ask = (const struct fnl_ask_policy *)settings->ask.policy;
    const struct fnl_ask_terms terms =
        ask->terms ? ask->terms(settings->ask.params) : (struct fnl_ask_terms){.gift = 0};
    return strcmp(settings->buy.policy->name, "nothing") != 0 || terms.gift > 0 || terms.reward > 0;
}

double fnl_implied_hours(const struct fnl_settings *settings)
{
    uint8_t days = 0;
    fnl_crosscheck_workdays(settings->calendar.workdays, &days);
    int workdays = 0;
    for (int i = 0; i < 7; i++)
        workdays += (days >> i) & 1;
    return (double)settings->reps.count * settings->reps.selling_share *
           settings->calendar.hours_per_day * workdays / 7 * DAYS_IN_MONTH;
}

double fnl_implied_hour_costs(const struct fnl_settings *settings)
{
    const double hours = fnl_implied_hours(settings) / (double)settings->reps.count;
    return hours > 0 ? (double)settings->reps.salary / 100 / 12 / hours : 0;
}
