/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/slack.h"

#include "model/question.h"

static fnl_time wait_always(const void *params, const struct fnl_slack_view *view)
{
    (void)params;
    (void)view;
    return 0;
}

static const struct fnl_slack_policy wait = {
    .base = {.name = "wait", .about = "Waits for leads to come in; free hours swell with admin."},
    .block = wait_always,
};

struct prospecting {
    double hours_per_week, block_hours, avoidance;
};
static const struct fnl_param rows[] = {
    FNL_PARAM(prospecting, hours_per_week, NUMBER, HOURS, 0, 100, "5", NULL, NEVER, TUNING,
              "hours of prospecting that a rep plans for a week", "guess",
              "How many hours of prospecting are planned in a week?"),
    FNL_PARAM(prospecting, block_hours, NUMBER, HOURS, 0.1, 24, "1", NULL, NEVER, EXPERT,
              "hours at a stretch", "convention", NULL),
    FNL_PARAM(prospecting, avoidance, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
              "share of the planned hours that the rep finds a reason not to do",
              "convention: none unless said; that 40 to 80 % of reps avoid it is promotional",
              "Of the hours planned, how many are in the calendar afterwards?"),
};
static const struct fnl_param_table prospecting_table = FNL_PARAM_TABLE(rows, struct prospecting);

static fnl_time block_within_plan(const void *params, const struct fnl_slack_view *view)
{
    const struct prospecting *plan = params;
    const double avoided = view->as_planned ? 0 : plan->avoidance;
    const fnl_time done = fnl_units_hours(plan->hours_per_week * (1 - avoided) * view->willing);
    const fnl_time left = done - view->prospected;
    const fnl_time block = fnl_units_hours(plan->block_hours);
    return left < 0 ? 0 : left < block ? left : block;
}

static const struct fnl_slack_policy prospect = {
    .base = {.name = "prospect",
             .about =
                 "Looks for new people in free hours, up to the hours planned for the week less "
                 "those avoided.",
             .params = &prospecting_table},
    .block = block_within_plan,
};

const struct fnl_policy *const fnl_slack_policies[FNL_SLACK_POLICIES] = {&wait.base,
                                                                         &prospect.base};
