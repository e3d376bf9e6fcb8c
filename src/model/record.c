/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/record.h"

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_records, on_shows, NUMBER, LOGIT, 0, 20, "1", "0", NEVER, TUNING,
              "log-odds that a touch takes place, of a complete record against an empty one",
              "guess: no published figure",
              "How much oftener do you reach somebody whose direct number you have?"),
    FNL_PARAM(fnl_records, on_going_on, NUMBER, LOGIT, 0, 20, "0.3", "0", NEVER, TUNING,
              "log-odds to go on at every step, likewise", "guess: no published figure",
              "Do you win oftener when you knew about them beforehand?"),
    FNL_PARAM(fnl_records, hours, NUMBER, HOURS, 0, 1000, "0.5", "0", NEVER, TUNING,
              "a rep's hours to make a complete record out of nothing",
              "guess: reps spend 24 % of their time on research (CSO Insights 2011)",
              "How long do you look somebody up before you call?"),
};
const struct fnl_param_table fnl_record_table = FNL_PARAM_TABLE(rows, struct fnl_records);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->records.present;
}

double fnl_record_known(const struct fnl_company *company, const struct fnl_lead *lead)
{
    const double found = lead->researched / 100.0;
    const double came = fnl_company_source(company, lead->source)->completeness;
    return found > came ? found : came;
}

static double on_going_on(const struct fnl_company *company, struct fnl_lead *lead, uint32_t rep)
{
    (void)rep;
    return company->settings->records.on_going_on * (fnl_record_known(company, lead) - 1);
}

static double on_showing(const struct fnl_company *company, struct fnl_lead *lead)
{
    return company->settings->records.on_shows * (fnl_record_known(company, lead) - 1);
}

/* Before the very first touch of all; whoever is known already is not looked up. */
static fnl_time on_task(struct fnl_company *company, uint32_t rep, const struct fnl_task *task)
{
    (void)rep;
    if (task->kind != FNL_TASK_TOUCH)
        return 0;
    struct fnl_lead *lead = &company->leads.items[task->subject];
    if (lead->met || lead->episode > 0 || lead->stage > 0 || lead->touch > 0)
        return 0;
    const struct fnl_choice *choice = &company->settings->research;
    const struct fnl_research_policy *policy = (const struct fnl_research_policy *)choice->policy;
    const double known = fnl_record_known(company, lead);
    const struct fnl_research_view view = {.known = known,
                                           .value = fnl_lead_expected_value(company, lead)};
    const uint8_t per_cent = (uint8_t)(100 * policy->completes_to(choice->params, &view) + 0.5);
    const double to = per_cent / 100.0;
    if (to <= known)
        return 0;
    lead->researched = per_cent;
    return fnl_units_hours((to - known) * company->settings->records.hours);
}

const struct fnl_mechanism fnl_record_mechanism = {
    .is_present = is_present,
    .on_going_on = on_going_on,
    .on_showing = on_showing,
    .on_task = on_task,
};
