/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/prospecting.h"

#include "model/state.h"

/* Where reps keep lists, target accounts come from these alone. */
static bool is_searched(const struct fnl_company *company, const struct fnl_source *source)
{
    const bool listed =
        source->kind == FNL_SOURCE_TARGET && fnl_target_lists_are_kept(company->settings);
    return fnl_source_is_prospected(source) && source->found_per_hour > 0 && !listed;
}

static uint32_t count_sources(const struct fnl_company *company)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < company->settings->sources.count; i++)
        count += is_searched(company, fnl_company_source(company, i));
    return count;
}

static uint32_t nth_source(const struct fnl_company *company, uint32_t n)
{
    uint32_t i = 0;
    while (!is_searched(company, fnl_company_source(company, i)) || n-- > 0)
        i++;
    return i;
}

/* The share of what is planned that rep `index` is willing to do; all of it at least in an
 * experiment in which nobody avoids it. */
static double willing(const struct fnl_company *company, uint32_t index, bool as_planned)
{
    const double share =
        company->reps[index].waits ? 0 : fnl_mechanism_on_prospecting(company, index);
    return as_planned && share < 1 ? 1 : share;
}

/* What the slack policy would have rep `index` do now: hours of prospecting, or 0. */
static fnl_time hours_wanted(struct fnl_company *company, uint32_t index)
{
    const struct fnl_choice *choice = &company->settings->slack;
    const struct fnl_slack_policy *policy = (const struct fnl_slack_policy *)choice->policy;
    struct fnl_rep *rep = &company->reps[index];
    const int32_t week = (int32_t)(company->now / (7 * FNL_DAY));
    if (rep->week != week) {
        rep->week = week;
        rep->prospected = 0;
    }
    const bool as_planned = fnl_company_has(company, FNL_DEVICE_PROSPECTING_DONE);
    const struct fnl_slack_view view = {.prospected = rep->prospected,
                                        .willing = willing(company, index, as_planned),
                                        .as_planned = as_planned};
    return policy->block(choice->params, &view);
}

/* How many accounts on its list rep `index` touches in a block of `hours`, if it is their turn. */
static uint32_t touches_now(struct fnl_company *company, uint32_t index, uint32_t sources,
                            fnl_time hours)
{
    if (company->reps[index].blocks % (sources + 1) != sources)
        return 0;
    const uint32_t due = fnl_target_count_due(company, index);
    const fnl_time each = fnl_units_hours(company->settings->targets.hours_per_touch);
    const fnl_time most = hours > each ? hours / each : 1;
    return due < most ? due : (uint32_t)most;
}

bool fnl_prospecting_fill(struct fnl_company *company, uint32_t index, struct fnl_task *task)
{
    struct fnl_rep *rep = &company->reps[index];
    const fnl_time hours = hours_wanted(company, index);
    if (hours <= 0)
        return false;
    const uint32_t sources = count_sources(company);
    const uint32_t touches = touches_now(company, index, sources, hours);
    if (touches == 0 && sources == 0)
        return false;

    *task = (struct fnl_task){.kind = FNL_TASK_PROSPECTING,
                              .key = fnl_key_part(rep->key, rep->blocks),
                              .subject = index,
                              .ready = company->now,
                              .work = hours,
                              .number = touches};
    if (touches > 0)
        task->work = touches * fnl_units_hours(company->settings->targets.hours_per_touch);
    rep->prospected += task->work;
    return true;
}

/* Each block is spent in one source, taken in turn. */
static void search(struct fnl_company *company, uint32_t index, uint32_t block, fnl_time hours)
{
    const struct fnl_rep *rep = &company->reps[index];
    const uint32_t sources = count_sources(company);
    if (sources == 0)
        return;
    const uint32_t source = nth_source(company, block % sources);
    const uint64_t block_key = fnl_key_part(company->source_keys[source], rep->key);
    const double found = fnl_company_source(company, source)->found_per_hour *
                         fnl_mechanism_on_supply(company, source) * (double)hours /
                         (double)FNL_HOUR;
    double places[FNL_COMPANY_POINTS];
    const size_t count = fnl_company_points(company, found, fnl_key_part(block_key, block),
                                            FNL_PURPOSE_PROSPECTING, places);
    for (size_t i = 0; i < count; i++) {
        const uint32_t item = FNL_LEAD_INDEX(FNL_CHANNEL_PROSPECTING, block, i);
        fnl_lead_arrives(company, &(struct fnl_lead_origin){.key = fnl_lead_key(block_key, item),
                                                            .source = source,
                                                            .index = item,
                                                            .day = FNL_LEAD_NO_DAY,
                                                            .client = FNL_NOBODY,
                                                            .rep = index});
    }
}

void fnl_prospecting_done(struct fnl_company *company, uint32_t index, const struct fnl_task *task)
{
    const uint32_t block = company->reps[index].blocks++;
    if (task->number > 0)
        fnl_target_touch(company, index, task->number);
    else
        search(company, index, block, task->work);
}
