/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/discovery.h"

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_discovery, known, SHARE, SHARE, 0, 1, "50 %", "50 %", NEVER, TUNING,
              "share of the needs that was known where the stages' chances were measured",
              "convention: one meeting that finds out half",
              "Of what your clients wanted, how much did you know when you made the offer?"),
    FNL_PARAM(fnl_discovery, on_going_on, NUMBER, LOGIT, 0, 20, "1", "0", NEVER, TUNING,
              "log-odds to go on between knowing none of the needs and all", "guess",
              "Of ten offers, how many more do you win when you know what they want?"),
    FNL_PARAM(fnl_discovery, on_price, SHARE, SHARE, 0, 1, "10 %", "0", NEVER, TUNING,
              "share of the price between knowing none of the needs and all", "guess",
              "And how much smaller is the discount then?"),
};
const struct fnl_param_table fnl_discovery_table = FNL_PARAM_TABLE(rows, struct fnl_discovery);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->discovery.present;
}

static void touch_held(struct fnl_company *company, struct fnl_lead *lead, int kind,
                       uint64_t touch_key)
{
    (void)touch_key;
    const double finds =
        kind < 0 ? 0 : fnl_settings_meeting_kind(company->settings, (unsigned)kind)->discovers;
    lead->needs_known += (float)(finds * (1 - (double)lead->needs_known));
}

/* What is known beyond what the stages' chances rest on; nothing where nobody has asked. */
static double beyond(const struct fnl_company *company, const struct fnl_lead *lead)
{
    const double known = (double)lead->needs_known;
    return known > 0 ? known - company->settings->discovery.known : 0;
}

static double on_going_on(const struct fnl_company *company, struct fnl_lead *lead, uint32_t rep)
{
    (void)rep;
    return company->settings->discovery.on_going_on * beyond(company, lead);
}

static double on_price(const struct fnl_company *company, const struct fnl_lead *lead)
{
    return 1 + company->settings->discovery.on_price * beyond(company, lead);
}

const struct fnl_mechanism fnl_discovery_mechanism = {
    .is_present = is_present,
    .touch_held = touch_held,
    .on_going_on = on_going_on,
    .on_price = on_price,
};
