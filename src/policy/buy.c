/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/buy.h"

#include "model/question.h"

static double buy_nothing(const void *params, const struct fnl_buy_view *view)
{
    (void)params;
    (void)view;
    return 0;
}

static const struct fnl_buy_policy nothing = {
    .base = {.name = "nothing", .about = "No leads are bought on top."},
    .weight = buy_nothing,
};

/* As much of each source as it costs today: all volumes grow by the same share. */
static double buy_same_mix(const void *params, const struct fnl_buy_view *view)
{
    (void)params;
    return view->people_per_month * (double)view->cost_each;
}

static const struct fnl_buy_policy same_mix = {
    .base = {.name = "same_mix",
             .about =
                 "More of everything that has a price for each person, in today's proportions."},
    .weight = buy_same_mix,
};

static double buy_lists(const void *params, const struct fnl_buy_view *view)
{
    (void)params;
    return view->kind == FNL_SOURCE_LIST;
}

static const struct fnl_buy_policy lists = {
    .base = {.name = "lists", .about = "More names from bought lists, in equal parts."},
    .weight = buy_lists,
};

static double buy_inbound(const void *params, const struct fnl_buy_view *view)
{
    (void)params;
    return view->kind == FNL_SOURCE_INBOUND;
}

static const struct fnl_buy_policy inbound = {
    .base = {.name = "inbound", .about = "More inbound leads from advertising, in equal parts."},
    .weight = buy_inbound,
};

struct returning {
    fnl_money work_each;
    double sharpness;
};
static const struct fnl_param returning_rows[] = {
    FNL_PARAM(returning, work_each, MONEY, MONEY, 0, 1e6, "200", NULL, NEVER, TUNING,
              "what it costs to work one of them, in a rep's time, on top of the price",
              "guess: two hours; without it, cheap names would seem to be the best of all",
              "What is the time worth that a rep spends on one of these people?"),
    FNL_PARAM(returning, sharpness, NUMBER, NONE, 0, 100, "2", NULL, NEVER, EXPERT,
              "twice the return for the money gets 2 to this power as much of it: 0 equal parts, "
              "1 in proportion, 100 all to the best",
              "guess", NULL),
};
static const struct fnl_param_table returning_table =
    FNL_PARAM_TABLE(returning_rows, struct returning);

static double buy_by_return(const void *params, const struct fnl_buy_view *view)
{
    const struct returning *returning = params;
    const fnl_money each = view->cost_each + returning->work_each;
    if (view->cost_each <= 0)
        return 0;
    return view->promising * view->deal_factor / (double)each;
}

static double sharpness_of(const void *params)
{
    return ((const struct returning *)params)->sharpness;
}

static const struct fnl_buy_policy by_return = {
    .base = {.name = "by_return",
             .about =
                 "More from where the most comes back for the money: by how many of its people "
                 "declare fit, budget, need and interest alike, the size of their contracts, their "
                 "price and the time they take.",
             .params = &returning_table},
    .weight = buy_by_return,
    .sharpness = sharpness_of,
};

const struct fnl_policy *const fnl_buy_policies[FNL_BUY_POLICIES] = {
    &nothing.base, &same_mix.base, &lists.base, &inbound.base, &by_return.base};
