/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/awareness.h"

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_awareness, per_touch, SHARE, SHARE, 0, 1, "20 %", "0", NEVER, TUNING,
              "share of what somebody does not know yet that a touch tells them",
              "guess: after the 8 touches that a first meeting takes (RAIN Group) 83 % know it",
              "How often must somebody hear of you until they know what you do?"),
    FNL_PARAM(fnl_awareness, fades_in, SPAN, DAYS, 1, 3650, "60 days", "60 days", NEVER, TUNING,
              "time in which an account on a rep's list has forgotten half of what it was told",
              "guess", "Somebody hears nothing of you for a quarter: do they still know you?"),
    FNL_PARAM(fnl_awareness, on_going_on, NUMBER, LOGIT, 0, 20, "1", "0", NEVER, TUNING,
              "log-odds to go on at a step that somebody lacks who knows nothing of us", "guess",
              "How much oftener does a talk lead on with people who know what you do?"),
    FNL_PARAM(fnl_awareness, on_showing, NUMBER, LOGIT, 0, 20, "2", "0", NEVER, TUNING,
              "log-odds that a touch takes place, or that an account agrees to talk, that "
              "somebody lacks who knows nothing of us",
              "estimate: cold talks lead to a meeting in 4.7 % (Belkins 2025; Cognism 2024), "
              "target accounts after several touches in 19 of 100 (RAIN Group)",
              "How much oftener do people talk to you who know what you do?"),
};
const struct fnl_param_table fnl_awareness_table = FNL_PARAM_TABLE(rows, struct fnl_awareness);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->awareness.present;
}

double fnl_awareness_of(const struct fnl_lead *lead)
{
    return 1 - (double)lead->truth.unaware / UINT16_MAX;
}

static void set(struct fnl_lead *lead, double awareness)
{
    lead->truth.unaware = (uint16_t)fnl_units_integer((1 - awareness) * UINT16_MAX);
}

static void meet(struct fnl_company *company, struct fnl_lead *lead)
{
    set(lead, fnl_company_source(company, lead->source)->awareness);
}

static void tell(struct fnl_company *company, struct fnl_lead *lead, bool held)
{
    const double missing = 1 - fnl_awareness_of(lead);
    if (held)
        set(lead, 1 - missing * (1 - company->settings->awareness.per_touch));
}

/* What they knew before we called, they go on knowing. */
void fnl_awareness_fades(const struct fnl_company *company, struct fnl_lead *account, fnl_time span)
{
    if (!is_present(company->settings))
        return;
    const double before = fnl_company_source(company, account->source)->awareness;
    const double told = fnl_awareness_of(account) - before;
    if (told > 0)
        set(account, before + fnl_units_faded(told, span, company->settings->awareness.fades_in));
}

static double on_going_on(const struct fnl_company *company, struct fnl_lead *lead, uint32_t rep)
{
    (void)rep;
    return -company->settings->awareness.on_going_on * (1 - fnl_awareness_of(lead));
}

static double on_showing(const struct fnl_company *company, struct fnl_lead *lead)
{
    return -company->settings->awareness.on_showing * (1 - fnl_awareness_of(lead));
}

const struct fnl_mechanism fnl_awareness_mechanism = {
    .is_present = is_present,
    .on_going_on = on_going_on,
    .on_showing = on_showing,
    .person = meet,
    .touched = tell,
};
