/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/chance.h"

#include <math.h>

#define EFFECT(field_, reference_, what_)                                                          \
    FNL_PARAM(fnl_effects, field_, NUMBER, LOGIT, -20, 20, "0", "0", NEVER, TUNING,                \
              "log-odds to go on that " what_ " adds between 0 and 1, at every step",              \
              "convention: no effect unless said", NULL),                                          \
        FNL_PARAM(fnl_effects, reference_, NUMBER, NONE, 0, 1, "0.5", "0.5", NEVER, EXPERT,        \
                  "the " what_ " at which go_on was measured", "convention: the middle", NULL)

static const struct fnl_param effect_rows[] = {
    EFFECT(fit, fit_reference, "fit"),
    EFFECT(budget, budget_reference, "budget"),
    EFFECT(need, need_reference, "need"),
    EFFECT(interest, interest_reference, "interest"),
    EFFECT(trust, trust_reference, "trust"),
    FNL_PARAM(fnl_effects, interest_on_shows, NUMBER, LOGIT, -20, 20, "0", "0", NEVER, TUNING,
              "log-odds that a touch takes place that interest adds between 0 and 1",
              "convention: no effect unless said",
              "How much oftener does somebody who wants to talk pick up the phone?"),
    FNL_PARAM(fnl_effects, trust_on_gaps, NUMBER, NONE, -5, 5, "0", "0", NEVER, TUNING,
              "shortens the gaps between touches: full trust against none divides them by e to "
              "this power, so that 0.7 halves them",
              "convention: no effect unless said",
              "How much faster does somebody who trusts you get from one talk to the next?"),
};
const struct fnl_param_table fnl_chance_effects_table =
    FNL_PARAM_TABLE(effect_rows, struct fnl_effects);

static const struct fnl_param response_rows[] = {
    FNL_PARAM(fnl_response, odds_next_hour, NUMBER, FACTOR, 1.001, 1000, "7 x", "7 x", NEVER,
              TUNING, "odds to reach an inbound person within the hour against an hour later",
              "benchmark: 7 (Oldroyd, McElheran and Elkington, HBR 2011, 1.25 million leads)",
              "Call back within the hour or the next: how many times likelier is a talk?"),
    FNL_PARAM(fnl_response, odds_next_day, NUMBER, FACTOR, 1.001, 10000, "60 x", "60 x", NEVER,
              TUNING,
              "odds to reach an inbound person within the hour against after a day; above "
              "odds_next_hour",
              "benchmark: 60 (the same study)",
              "Call back within the hour or the next day: how many times likelier is a talk?"),
    FNL_PARAM(
        fnl_response, measured_at, SPAN, HOURS, 0, 10000, "2 h", "2 h", NEVER, TUNING,
        "delay at which shows was measured",
        "estimate: the delays of the same study (37 % within 1 h, 16 % within a day, the rest "
        "later or never) have the mean effect of 2 h",
        "How long does it take you to call back, typically?"),
    FNL_PARAM(fnl_response, weight, NUMBER, FACTOR, 0, 10, "1 x", "0 x", NEVER, TUNING,
              "how much of the published effect to believe: 1 all, 0 none",
              "guess: the study observed firms, it did not experiment", NULL),
};
const struct fnl_param_table fnl_chance_response_table =
    FNL_PARAM_TABLE(response_rows, struct fnl_response);

double fnl_chance_moved(double base, double effect)
{
    if (effect == 0 || base <= 0 || base >= 1)
        return base;
    const double odds = base / (1 - base) * exp(effect);
    return isinf(odds) ? 1 : fnl_units_rounded(odds / (1 + odds));
}

struct fnl_decay fnl_chance_decay(const struct fnl_response *response)
{
    if (!response->present || response->weight == 0)
        return (struct fnl_decay){
            .strength = 0, .life = (double)FNL_HOUR, .lifetime = FNL_HOUR, .at_measure = 0};

    const double hour = log(response->odds_next_hour), day = log(response->odds_next_day);
    const double life_hours = -1 / log(1 - hour / day);
    const double life = life_hours * (double)FNL_HOUR;
    return (struct fnl_decay){
        .strength = response->weight * day * exp(0.5 / life_hours),
        .life = life,
        .lifetime = fnl_units_integer(life),
        .at_measure = exp(-(double)response->measured_at / life),
    };
}

double fnl_chance_of_delay(const struct fnl_decay *decay, fnl_time delay)
{
    if (decay->strength == 0)
        return 0;
    return decay->strength * (exp(-(double)delay / decay->life) - decay->at_measure);
}
