/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/concede.h"

#include "model/question.h"

static bool grants_all(const void *params, const struct fnl_concede_view *view)
{
    (void)params;
    (void)view;
    return true;
}

static const struct fnl_concede_policy all = {
    .base = {.name = "all", .about = "Whoever asks for a lower price gets it, every time."},
    .grants = grants_all,
};

static bool grants_none(const void *params, const struct fnl_concede_view *view)
{
    (void)params;
    (void)view;
    return false;
}

static const struct fnl_concede_policy none = {
    .base = {.name = "none", .about = "The price is the price, from the first time on."},
    .grants = grants_none,
};

struct risk {
    double satisfaction_below;
    int64_t months_left;
};
static const struct fnl_param risk_rows[] = {
    FNL_PARAM(risk, satisfaction_below, SHARE, SHARE, 0, 1, "0.4", NULL, NEVER, TUNING,
              "satisfaction below which a client is granted a lower price", "guess",
              "How unhappy must a client be before you give in?"),
    FNL_PARAM(risk, months_left, COUNT, NONE, 0, 120, "2", NULL, NEVER, TUNING,
              "months before the end of a term from which every client is granted a lower price",
              "guess", "How long before a renewal do you begin to give in?"),
};
static const struct fnl_param_table risk_table = FNL_PARAM_TABLE(risk_rows, struct risk);

static bool grants_at_risk(const void *params, const struct fnl_concede_view *view)
{
    const struct risk *risk = params;
    return view->satisfaction < risk->satisfaction_below || view->months_left <= risk->months_left;
}

static const struct fnl_concede_policy at_risk = {
    .base = {.name = "at_risk",
             .about = "Only who is likely to leave gets a lower price: the unhappy, and those "
                      "whose term ends soon.",
             .params = &risk_table},
    .grants = grants_at_risk,
};

const struct fnl_policy *const fnl_concede_policies[FNL_CONCEDE_POLICIES] = {&all.base, &none.base,
                                                                             &at_risk.base};
