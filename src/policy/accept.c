/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/accept.h"

#include "model/question.h"

static const struct fnl_accept_answer as_it_is = {
    .verdict = FNL_ACCEPT, .price_factor = 1, .terms_factor = 1};

static struct fnl_accept_answer accept_all(const void *params, const struct fnl_accept_view *view)
{
    (void)params;
    (void)view;
    return as_it_is;
}

static const struct fnl_accept_policy all = {
    .base = {.name = "all",
             .about = "Whoever wants to sign, signs: any business is better than no business."},
    .decide = accept_all,
};

static struct fnl_accept_answer decline_flagged(const void *params,
                                                const struct fnl_accept_view *view)
{
    (void)params;
    return view->flags ? (struct fnl_accept_answer){.verdict = FNL_DECLINE} : as_it_is;
}

static const struct fnl_accept_policy screen = {
    .base = {.name = "screen", .about = "Who shows red flags is turned down, for good."},
    .decide = decline_flagged,
};

struct early {
    const char *stage;
};
static const struct fnl_param early_rows[] = {
    FNL_PARAM(early, stage, TEXT, NONE, 0, 0, "\"\"", NULL, NEVER, TUNING,
              "name of the stage after which they are turned down; \"\": the first",
              "the firm's rule", "When do you know whom you would rather not work for?"),
};
static const struct fnl_param_table early_table = FNL_PARAM_TABLE(early_rows, struct early);

static const char *early_stage(const void *params)
{
    return ((const struct early *)params)->stage;
}

static const struct fnl_accept_policy screen_early = {
    .base = {.name = "screen_early",
             .about = "Who shows red flags is turned down, for good, as soon as a stage is done, "
                      "before more hours go into them.",
             .params = &early_table},
    .after = early_stage,
    .decide = decline_flagged,
};

struct turning {
    double comes_back, price_factor, terms_factor;
    fnl_time back_after;
};
static const struct fnl_param turning_rows[] = {
    FNL_PARAM(turning, comes_back, SHARE, SHARE, 0, 1, "10 %", NULL, NEVER, TUNING,
              "share of those we walked away from who come back on our terms",
              "guess: no published figure", "Of ten you walked away from, how many came back?"),
    FNL_PARAM(turning, back_after, SPAN, DAYS, 0, 3650, "60 days", NULL, NEVER, EXPERT,
              "time until they do", "guess", NULL),
    FNL_PARAM(turning, price_factor, NUMBER, FACTOR, 0, 100, "1.25 x", NULL, NEVER, TUNING,
              "price that they then accept, against the first one", "guess",
              "What would you charge them then?"),
    FNL_PARAM(turning, terms_factor, NUMBER, FACTOR, 0, 10, "0.7 x", NULL, NEVER, TUNING,
              "days to payment that they then accept, against the usual", "guess", NULL),
};
static const struct fnl_param_table turning_table = FNL_PARAM_TABLE(turning_rows, struct turning);

static struct fnl_accept_answer turn_the_tables(const void *params,
                                                const struct fnl_accept_view *view)
{
    const struct turning *turning = params;
    if (view->on_our_terms)
        return (struct fnl_accept_answer){.verdict = FNL_ACCEPT,
                                          .price_factor = turning->price_factor,
                                          .terms_factor = turning->terms_factor};
    if (!view->flags)
        return as_it_is;
    return (struct fnl_accept_answer){.verdict = FNL_DECLINE,
                                      .comes_back = turning->comes_back,
                                      .back_after = turning->back_after};
}

static const struct fnl_accept_policy walk_away = {
    .base = {.name = "walk_away",
             .about =
                 "Who shows red flags is turned down; some come back and sign on our price and "
                 "terms.",
             .params = &turning_table},
    .decide = turn_the_tables,
};

struct charging {
    double price_factor, terms_factor, takes_it;
};
static const struct fnl_param charging_rows[] = {
    FNL_PARAM(charging, price_factor, NUMBER, FACTOR, 0, 100, "1.25 x", NULL, NEVER, TUNING,
              "price asked of those who show red flags", "guess: 1.25 to 2",
              "What surcharge would you ask of a difficult client?"),
    FNL_PARAM(charging, terms_factor, NUMBER, FACTOR, 0, 10, "0.7 x", NULL, NEVER, TUNING,
              "days to payment asked of them, against the usual", "guess", NULL),
    FNL_PARAM(charging, takes_it, SHARE, SHARE, 0, 1, "60 %", NULL, NEVER, TUNING,
              "share of them who sign all the same", "guess: no published figure",
              "Of ten whom you ask for more, how many still sign?"),
};
static const struct fnl_param_table charging_table =
    FNL_PARAM_TABLE(charging_rows, struct charging);

static struct fnl_accept_answer ask_for_more(const void *params, const struct fnl_accept_view *view)
{
    const struct charging *charging = params;
    if (!view->flags)
        return as_it_is;
    return (struct fnl_accept_answer){.verdict = FNL_COUNTER,
                                      .price_factor = charging->price_factor,
                                      .terms_factor = charging->terms_factor,
                                      .takes_it = charging->takes_it};
}

static const struct fnl_accept_policy charge_more = {
    .base = {.name = "charge_more",
             .about = "Who shows red flags pays more, and sooner, or goes.",
             .params = &charging_table},
    .decide = ask_for_more,
};

struct need {
    double pace;
};
static const struct fnl_param need_rows[] = {
    FNL_PARAM(need, pace, NUMBER, FACTOR, 0, 1000, "1 x", NULL, NEVER, TUNING,
              "pace needed to make the quota, against the plan's, beyond which a rep is behind",
              "convention: on plan is not behind", "How far behind may a rep take anybody?"),
};
static const struct fnl_param_table need_table = FNL_PARAM_TABLE(need_rows, struct need);

static struct fnl_accept_answer take_when_behind(const void *params,
                                                 const struct fnl_accept_view *view)
{
    const struct need *need = params;
    const bool behind = view->missing > need->pace * view->left;
    return view->flags && !behind ? (struct fnl_accept_answer){.verdict = FNL_DECLINE} : as_it_is;
}

static const struct fnl_accept_policy when_behind = {
    .base = {.name = "when_behind",
             .about = "Who shows red flags signs only with a rep who is behind its quota.",
             .params = &need_table},
    .decide = take_when_behind,
};

struct slack {
    double hours;
};
static const struct fnl_param slack_rows[] = {
    FNL_PARAM(slack, hours, NUMBER, HOURS, 0, 10000, "4", NULL, NEVER, TUNING,
              "hours of work that may wait for a rep who still takes somebody difficult", "guess",
              "How full may the desk be before you turn difficult clients away?"),
};
static const struct fnl_param_table slack_table = FNL_PARAM_TABLE(slack_rows, struct slack);

static struct fnl_accept_answer take_with_slack(const void *params,
                                                const struct fnl_accept_view *view)
{
    const struct slack *slack = params;
    const bool busy = view->waiting > fnl_units_hours(slack->hours);
    return view->flags && busy ? (struct fnl_accept_answer){.verdict = FNL_DECLINE} : as_it_is;
}

static const struct fnl_accept_policy with_slack = {
    .base = {.name = "with_slack",
             .about = "Who shows red flags signs only with a rep for whom little work waits.",
             .params = &slack_table},
    .decide = take_with_slack,
};

const struct fnl_policy *const fnl_accept_policies[FNL_ACCEPT_POLICIES] = {
    &all.base,         &screen.base,      &screen_early.base, &walk_away.base,
    &charge_more.base, &when_behind.base, &with_slack.base};
