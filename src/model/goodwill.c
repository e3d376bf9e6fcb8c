/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/goodwill.h"

#include <math.h>

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_goodwill, per_thousand, SHARE, SHARE, 0, 1, "2 %", "0", NEVER, TUNING,
              "share of the market's goodwill that a thousand touches take which nobody wanted",
              "guess: no published figure",
              "How many more people hang up on you than a few years ago?"),
    FNL_PARAM(fnl_goodwill, heals_in, SPAN, DAYS, 1, 3650, "180 days", "180 days", NEVER, TUNING,
              "time in which half of what was lost is forgiven", "guess",
              "If you stopped calling, how long until you are welcome again?"),
    FNL_PARAM(fnl_goodwill, on_going_on, NUMBER, LOGIT, 0, 20, "0.5", "0", NEVER, TUNING,
              "log-odds to go on at a step that no goodwill at all takes off", "guess", NULL),
    FNL_PARAM(fnl_goodwill, on_showing, NUMBER, LOGIT, 0, 20, "1", "0", NEVER, TUNING,
              "log-odds that a touch takes place that no goodwill at all takes off", "guess", NULL),
    FNL_PARAM(
        fnl_goodwill, fatigue, NUMBER, LOGIT, 0, 5, "0.02", "0", NEVER, TUNING,
        "log-odds of both that each unwanted touch takes off with the one who is touched",
        "guess: 93 % of talks happen by the third call (Cognism 2024), later ones hardly ever",
        "Somebody who does not want to talk: how often can you call before you are blocked?"),
    FNL_PARAM(fnl_goodwill, uninterested_below, SHARE, SHARE, 0, 1, "0.5", "0.5", NEVER, EXPERT,
              "interest below which a touch is unwanted", "convention: the middle", NULL),
};
const struct fnl_param_table fnl_goodwill_table = FNL_PARAM_TABLE(rows, struct fnl_goodwill);

/* As of its last change. Zero is unworn. */
struct state {
    double lost;
    fnl_time as_of;
};

static struct state *state_of(const struct fnl_company *company)
{
    return fnl_mechanism_state(company, FNL_MECHANISM_GOODWILL);
}

static size_t state_size(const struct fnl_company *company)
{
    (void)company;
    return sizeof(struct state);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->goodwill.present;
}

double fnl_goodwill_level(const struct fnl_company *company)
{
    if (!is_present(company->settings))
        return 1;
    const struct state *state = state_of(company);
    return 1 - fnl_units_rounded(fnl_units_faded(state->lost, company->now - state->as_of,
                                                 company->settings->goodwill.heals_in));
}

static bool is_unwanted(const struct fnl_company *company, struct fnl_lead *lead)
{
    return lead->client == FNL_NOBODY &&
           fnl_truth_of(company, lead, FNL_TRAIT_INTEREST) <
               company->settings->goodwill.uninterested_below &&
           !fnl_lead_is_unreachable(company, lead);
}

static void wear_down(struct fnl_company *company, struct fnl_lead *lead, bool held)
{
    (void)held;
    if (!is_unwanted(company, lead))
        return;
    const double kept = pow(1 - company->settings->goodwill.per_thousand, 1e-3);
    const double level = fnl_goodwill_level(company) * kept;
    *state_of(company) = (struct state){1 - level, company->now};
    if (lead->truth.bothered < UINT8_MAX)
        lead->truth.bothered++;
}

/* What is worn down takes off; clients know us otherwise. */
static double effect(const struct fnl_company *company, const struct fnl_lead *lead, double weight)
{
    if (lead->client != FNL_NOBODY)
        return 0;
    return -weight * (1 - fnl_goodwill_level(company)) -
           company->settings->goodwill.fatigue * lead->truth.bothered;
}

static double on_going_on(const struct fnl_company *company, struct fnl_lead *lead, uint32_t rep)
{
    (void)rep;
    return effect(company, lead, company->settings->goodwill.on_going_on);
}

static double on_showing(const struct fnl_company *company, struct fnl_lead *lead)
{
    return effect(company, lead, company->settings->goodwill.on_showing);
}

static void measure(const struct fnl_company *company, struct fnl_levels *levels)
{
    levels->goodwill = fnl_units_integer(fnl_goodwill_level(company) * (double)FNL_MILLION);
}

const struct fnl_mechanism fnl_goodwill_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .on_going_on = on_going_on,
    .on_showing = on_showing,
    .touched = wear_down,
    .measure = measure,
};
