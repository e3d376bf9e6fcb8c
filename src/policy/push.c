/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/push.h"

#include "model/question.h"

static const struct fnl_push_policy none = {
    .base = {.name = "none", .about = "Deals are decided when the client is ready."},
};

struct pushing {
    fnl_time days;
    int64_t stages;
    double discount, own_date, on_going_on;
};
static const struct fnl_param rows[] = {
    FNL_PARAM(pushing, days, SPAN, DAYS, 0, 92, "14 days", NULL, NEVER, TUNING,
              "last days of a fiscal quarter in which deals are pushed that would decide later",
              "guess", "When does the rush at the end of a quarter begin?"),
    FNL_PARAM(pushing, stages, COUNT, NONE, 0, 12, "1", NULL, NEVER, TUNING,
              "how many of the last stages they are in", "convention: the last one", NULL),
    FNL_PARAM(pushing, discount, SHARE, SHARE, 0, 1, "34.5 %", NULL, NEVER, TUNING,
              "off the price of whoever was pushed and signs",
              "benchmark: deals are 34.5 % smaller at a month's end (InsideSales, HBR 2017)",
              "What do you give away to get a signature by the end of the quarter?"),
    FNL_PARAM(pushing, own_date, SHARE, SHARE, 0, 1, "50 %", NULL, NEVER, TUNING,
              "share of deals whose date is the client's own: a push makes them no sooner",
              "guess: no published figure",
              "Of ten clients whom you press, how many decide when they would have anyway?"),
    FNL_PARAM(pushing, on_going_on, NUMBER, LOGIT, -20, 20, "-1.34", NULL, NEVER, TUNING,
              "log-odds to go on, from the push on, of all who were pushed",
              "benchmark: at a month's end 3 times the wins and 11.43 times the losses "
              "(InsideSales, HBR 2017): observed, not tried out",
              "Of ten deals that you press, how many more are lost?"),
};
static const struct fnl_param_table table = FNL_PARAM_TABLE(rows, struct pushing);

static struct fnl_push_terms terms_of(const void *params)
{
    const struct pushing *pushing = params;
    return (struct fnl_push_terms){.days = pushing->days,
                                   .stages = pushing->stages,
                                   .discount = pushing->discount,
                                   .own_date = pushing->own_date,
                                   .on_going_on = pushing->on_going_on};
}

static const struct fnl_push_policy quarter_end = {
    .base = {.name = "quarter_end",
             .about = "Whoever would decide after the end of the quarter is pressed to decide "
                      "before it, for a lower price.",
             .params = &table},
    .terms = terms_of,
};

const struct fnl_policy *const fnl_push_policies[FNL_PUSH_POLICIES] = {&none.base,
                                                                       &quarter_end.base};
