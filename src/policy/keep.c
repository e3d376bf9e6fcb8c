/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/keep.h"

#include "model/question.h"

static const struct fnl_keep_answer as_it_is = {.verdict = FNL_KEEP};

static struct fnl_keep_answer keep_all(const void *params, const struct fnl_keep_view *view)
{
    (void)params;
    (void)view;
    return as_it_is;
}

static const struct fnl_keep_policy all = {
    .base = {.name = "all", .about = "Whoever wants to stay, stays, as they are."},
    .decide = keep_all,
};

struct firing {
    bool at_once;
};
static const struct fnl_param firing_rows[] = {
    FNL_PARAM(firing, at_once, FLAG, NONE, 0, 0, "false", NULL, NEVER, TUNING,
              "whether the contract ends with the month instead of not being renewed",
              "convention: contracts are kept", "Could you end such a contract before its term?"),
};
static const struct fnl_param_table firing_table = FNL_PARAM_TABLE(firing_rows, struct firing);

static struct fnl_keep_answer fire_pains(const void *params, const struct fnl_keep_view *view)
{
    const struct firing *firing = params;
    const bool may_end = firing->at_once || view->term_ends;
    return view->pita && may_end ? (struct fnl_keep_answer){.verdict = FNL_FIRE} : as_it_is;
}

static const struct fnl_keep_policy fire = {
    .base = {.name = "fire",
             .about = "Who looks like a pain is let go, when the term ends or at once.",
             .params = &firing_table},
    .decide = fire_pains,
};

struct repricing {
    double price_factor, takes_it;
};
static const struct fnl_param repricing_rows[] = {
    FNL_PARAM(repricing, price_factor, NUMBER, FACTOR, 0, 100, "1.25 x", NULL, NEVER, TUNING,
              "price of the next term asked of those who look like a pain, against the last",
              "guess: 1.25 to 2", "What would you charge your worst clients to go on?"),
    FNL_PARAM(repricing, takes_it, SHARE, SHARE, 0, 1, "60 %", NULL, NEVER, TUNING,
              "share of those who would renew who do so at that price; the others leave",
              "guess: no published figure", "Of ten of them, how many would stay at that price?"),
};
static const struct fnl_param_table repricing_table =
    FNL_PARAM_TABLE(repricing_rows, struct repricing);

static struct fnl_keep_answer ask_for_more(const void *params, const struct fnl_keep_view *view)
{
    const struct repricing *repricing = params;
    if (!view->pita || !view->term_ends || view->repriced)
        return as_it_is;
    return (struct fnl_keep_answer){.verdict = FNL_REPRICE,
                                    .price_factor = repricing->price_factor,
                                    .takes_it = repricing->takes_it};
}

static const struct fnl_keep_policy reprice = {
    .base = {.name = "reprice",
             .about = "Who looks like a pain is asked for more, once, when the term ends, and "
                      "pays or leaves.",
             .params = &repricing_table},
    .decide = ask_for_more,
};

struct reforming {
    double hours_per_month, works_per_month;
};
static const struct fnl_param reforming_rows[] = {
    FNL_PARAM(reforming, hours_per_month, NUMBER, HOURS, 0, 1000, "4", NULL, NEVER, TUNING,
              "hours a month put into each client who looks like a pain, as service is", "guess",
              "How many hours a month would you put into winning such a client over?"),
    FNL_PARAM(reforming, works_per_month, SHARE, SHARE, 0, 1, "2 %", NULL, NEVER, TUNING,
              "chance a month that such a client is a pain no more", "guess: no published figure",
              "Of ten bad clients, how many did you ever turn into good ones?"),
};
static const struct fnl_param_table reforming_table =
    FNL_PARAM_TABLE(reforming_rows, struct reforming);

static struct fnl_keep_answer win_over(const void *params, const struct fnl_keep_view *view)
{
    const struct reforming *reforming = params;
    if (!view->pita)
        return as_it_is;
    return (struct fnl_keep_answer){.verdict = FNL_REFORM,
                                    .hours = fnl_units_hours(reforming->hours_per_month),
                                    .works = reforming->works_per_month};
}

static const struct fnl_keep_policy reform = {
    .base = {.name = "reform",
             .about = "Hours are put into who looks like a pain; now and then it helps.",
             .params = &reforming_table},
    .decide = win_over,
};

const struct fnl_policy *const fnl_keep_policies[FNL_KEEP_POLICIES] = {&all.base, &fire.base,
                                                                       &reprice.base, &reform.base};
