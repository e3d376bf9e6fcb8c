/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/influx.h"

#include <stdbool.h>

#include "base/date.h"
#include "model/prospecting.h"
#include "model/question.h"
#include "model/target.h"
#include "scenario/implied.h"

#define WEEKS_IN_MONTH (FNL_DAYS_IN_MONTH / 7)

static double of_events(const struct fnl_settings *settings, const struct fnl_source *source)
{
    const int end = fnl_date_month_start(settings->start, 12);
    size_t events = 0;
    for (size_t i = 0; i < source->dates.count; i++)
        events += source->dates.days[i] >= settings->start && source->dates.days[i] < end;
    return (double)events * fnl_law_mean(&source->people_per_event) / 12;
}

static bool is_listed(const struct fnl_settings *settings, const struct fnl_source *source)
{
    return source->kind == FNL_SOURCE_TARGET && fnl_target_lists_are_kept(settings);
}

/* Sources that are searched and those whose people are on lists. */
struct prospects {
    unsigned searched, listed;
};

static struct prospects count_prospects(const struct fnl_settings *settings)
{
    struct prospects count = {0};
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        count.searched += fnl_prospecting_searches(settings, source);
        count.listed += is_listed(settings, source);
    }
    return count;
}

/* Hours that a rep prospects in a week whose hours are all free: block after block. */
static double hours_a_week(const struct fnl_choice *choice)
{
    const struct fnl_slack_policy *policy = (const struct fnl_slack_policy *)choice->policy;
    fnl_time sum = 0;
    while (sum < FNL_WEEK) {
        const fnl_time block = policy->block(
            choice->params, &(struct fnl_slack_view){.prospected = sum, .willing = 1});
        if (block <= 0)
            break;
        sum += block;
    }
    return (double)sum / (double)FNL_HOUR;
}

/* Blocks of search and touches of the list take turns. */
static double of_prospecting(const struct fnl_settings *settings, const struct fnl_source *source)
{
    const struct fnl_targets *targets = &settings->targets;
    const struct prospects count = count_prospects(settings);
    const double hours =
        (double)fnl_settings_reps(settings) * hours_a_week(&settings->slack) * WEEKS_IN_MONTH;
    if (fnl_prospecting_searches(settings, source))
        return source->found_per_hour * hours / (count.searched + (count.listed > 0));
    if (is_listed(settings, source))
        return targets->agrees * hours / targets->hours_per_touch / (count.searched + 1) /
               count.listed;
    return 0;
}

/* Names that a client of a usual mood sends in a year without being asked. */
static double names_a_year(const struct fnl_settings *settings)
{
    const struct fnl_referrals *referrals = &settings->referrals;
    const struct fnl_law *mood = &settings->satisfaction.start;
    const double engaged = fnl_implied_share_above(mood, referrals->engaged_from);
    const double content = fnl_implied_share_above(mood, referrals->content_from);
    const double complacent = fnl_implied_share_above(mood, referrals->complacent_from);
    return engaged * referrals->engaged + (content - engaged) * referrals->content +
           (complacent - content) * referrals->complacent +
           (1 - complacent) * referrals->disgruntled;
}

static bool takes_referrals(const struct fnl_settings *settings, unsigned index)
{
    for (unsigned i = 0; i < index; i++)
        if (fnl_settings_source(settings, i)->kind == FNL_SOURCE_REFERRAL)
            return false;
    return fnl_settings_source(settings, index)->kind == FNL_SOURCE_REFERRAL;
}

double fnl_influx_of(const struct fnl_settings *settings, unsigned index)
{
    const struct fnl_source *source = fnl_settings_source(settings, index);
    if (takes_referrals(settings, index))
        return (double)settings->today.clients * names_a_year(settings) / 12;
    return of_events(settings, source) + of_prospecting(settings, source);
}
