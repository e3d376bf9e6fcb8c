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

const struct fnl_policy *const fnl_buy_policies[FNL_BUY_POLICIES] = {&nothing.base, &same_mix.base,
                                                                     &lists.base, &inbound.base};
