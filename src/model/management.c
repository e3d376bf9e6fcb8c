/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/management.h"

#include "model/marketing.h"
#include "model/mechanism.h"
#include "model/state.h"

/*
 * Of 2,241 firms 37 % answered within the hour, 16 % within a day, 24 % later and 23 %
 * never; those who did within a month took 42 h on average (Oldroyd, McElheran and
 * Elkington, HBR, March 2011). Of those who answer that is 48 % within the hour and 69 %
 * within the day; a gamma law with that mean and a cv of 2.3 gives 39 % and 70 %.
 */
static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_management, dropped, SHARE, SHARE, 0, 1, "23 %", "0", NEVER, TUNING,
              "share of the leads handed over that nobody ever follows up",
              "benchmark: 23 % of 2,241 firms never answered (HBR 2011); other audits found 36 % "
              "of leads never called and up to 70 % never followed up",
              "Of ten leads that marketing hands over, how many get lost in lists and mails?"),
    FNL_PARAM(fnl_management, delay, LAW, HOURS, 0, 100000,
              "{ law = \"gamma\"; mean = 42; cv = 2.3 }", "0", ENTITY, TUNING,
              "hours from the handover until sales has the lead, nights and weekends included",
              "benchmark: 42 h on average (the same firms); the wait for a rep comes on top",
              "How long is a lead on its way from marketing to a rep?"),
    FNL_PARAM(fnl_management, takes, SPAN, MINUTES, 0, 10000, "5 minutes", "0 minutes", NEVER,
              EXPERT, "time of marketing's that each lead takes", "guess", NULL),
    FNL_PARAM(fnl_management, hour_costs, MONEY, MONEY, 0, 10000, "45", "0", NEVER, EXPERT,
              "cost of an hour of whoever in marketing handles leads", "guess", NULL),
};
const struct fnl_param_table fnl_management_table = FNL_PARAM_TABLE(rows, struct fnl_management);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->management.present;
}

static void pay_for(struct fnl_company *company, const struct fnl_lead *lead)
{
    const struct fnl_management *about = &company->settings->management;
    const fnl_money cost =
        fnl_units_scaled(about->hour_costs, (double)about->takes / (double)FNL_HOUR);
    if (cost > 0)
        fnl_marketing_spends(company, lead, cost);
}

static void on_handover(struct fnl_company *company, const struct fnl_lead *lead,
                        struct fnl_handover *handover)
{
    const struct fnl_management *about = &company->settings->management;
    pay_for(company, lead);
    if (!fnl_company_has(company, FNL_DEVICE_NOBODY_DROPPED) &&
        fnl_company_chance(company, about->dropped, lead->episode_key, FNL_PURPOSE_DROPPED)) {
        handover->lost = true;
        handover->cause = FNL_CAUSE_DROPPED;
        return;
    }
    if (fnl_company_has(company, FNL_DEVICE_NO_WAITING))
        return;
    handover->delay += fnl_units_hours(
        fnl_company_draw(company, &about->delay, lead->episode_key, FNL_PURPOSE_HANDOVER));
}

const struct fnl_mechanism fnl_management_mechanism = {
    .is_present = is_present,
    .on_handover = on_handover,
};
