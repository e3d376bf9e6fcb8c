/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/remark.h"

#include <stdio.h>
#include <string.h>

#include "model/prospecting.h"
#include "model/question.h"
#include "policy/accept.h"
#include "policy/slack.h"

static bool asks_in_vain(const struct fnl_settings *settings)
{
    const struct fnl_ask_policy *ask = (const struct fnl_ask_policy *)settings->ask.policy;
    return ask->terms && !settings->referrals.present;
}

static bool looks_for_no_flags(const struct fnl_settings *settings)
{
    return settings->accept.policy != fnl_accept_policies[0] && !settings->pita.present;
}

static bool aims_at_no_visits(const struct fnl_settings *settings)
{
    for (unsigned i = 0; i < settings->meetings.kinds.count; i++)
        if (fnl_settings_meeting_kind(settings, i)->when == FNL_MEETING_SPARE_TIME)
            return false;
    return settings->meetings.target_per_month > 0;
}

/* Sources that reps would find people in, if they looked; NULL where there is none or they do. */
static const char *searches_nowhere(const struct fnl_settings *settings, char text[FNL_REMARK_TEXT])
{
    const struct fnl_source *first = NULL;
    unsigned count = 0;
    for (unsigned i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        if (!fnl_prospecting_searches(settings, source))
            continue;
        first = count++ == 0 ? source : first;
    }
    if (count == 0 || settings->slack.policy != fnl_slack_policies[0])
        return NULL;
    snprintf(text, FNL_REMARK_TEXT,
             "nobody is found by prospecting (%s%s): reps wait in their free hours; say slack = { "
             "policy = \"prospect\"; };",
             first->name, count > 1 ? " and others" : "");
    return text;
}

const char *fnl_remark_idle(const struct fnl_settings *settings, size_t number,
                            char text[FNL_REMARK_TEXT])
{
    static const struct {
        bool (*is_idle)(const struct fnl_settings *settings);
        const char *sentence;
    } all[] = {
        {asks_in_vain, "whoever is asked for referrals never sends anybody: say referrals = { }; "
                       "in the firm, for the published figures"},
        {looks_for_no_flags, "nobody shows red flags before signing: say what clients who are a "
                             "pain do, pita = { }; in the firm for the usual"},
        {aims_at_no_visits, "no kind of meeting fills free hours: say in the firm meetings = { "
                            "kinds = ( { name = \"visit\"; when = \"spare_time\"; } ); };"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i].is_idle(settings) && number-- == 0)
            return all[i].sentence;
    return number == 0 ? searches_nowhere(settings, text) : NULL;
}

const char *fnl_remark_unpaid(const struct fnl_settings *settings)
{
    const struct fnl_development *development = &settings->development;
    return development->count > 0 && development->salary == 0 && settings->reps.salary > 0
               ? "those who only develop cost nothing as stated: say what one of them costs a "
                 "year, as in development = { salary = 45000; }"
               : NULL;
}

bool fnl_remark_spends(const struct fnl_settings *settings)
{
    const struct fnl_ask_policy *ask = (const struct fnl_ask_policy *)settings->ask.policy;
    const struct fnl_ask_terms terms =
        ask->terms ? ask->terms(settings->ask.params) : (struct fnl_ask_terms){.gift = 0};
    return strcmp(settings->buy.policy->name, "nothing") != 0 || terms.gift > 0 || terms.reward > 0;
}
