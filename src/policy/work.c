/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/work.h"

#include <math.h>

#include "model/question.h"

/*
 * An urgency is a number in ms, so that it can be weighed against waiting. What
 * jumps the queue comes before everything else, in every order.
 */
#define JUMPS (-FNL_NEVER)

static int64_t by_coming(const void *params, const struct fnl_work_view *view)
{
    (void)params;
    return view->kind == FNL_TASK_SCOPE ? JUMPS : view->ready;
}

static const struct fnl_work_policy first_come = {
    .base = {.name = "first_come", .about = "Whatever has waited longest is done first."},
    .urgency = by_coming,
};

/*
 * Interest that decays as exp(-age / life) from what was declared keeps its
 * order as time goes by, so a lead's heat can be ranked once, by
 * arrived + life * ln(declared): the greater, the hotter.
 */
static int64_t by_heat(const void *params, const struct fnl_work_view *view)
{
    (void)params;
    if (view->kind == FNL_TASK_SCOPE)
        return JUMPS;
    const double declared = view->declared > 1e-3 ? view->declared : 1e-3;
    return -view->arrived - fnl_units_integer((double)view->decay * log(declared));
}

static const struct fnl_work_policy hottest_first = {
    .base = {.name = "hottest_first",
             .about =
                 "Whose declared interest, decayed since they came, is highest is done first."},
    .wants_declared = true,
    .urgency = by_heat,
};

static int64_t by_newness(const void *params, const struct fnl_work_view *view)
{
    (void)params;
    return view->kind == FNL_TASK_SCOPE ? JUMPS : -view->arrived;
}

static const struct fnl_work_policy newest_first = {
    .base = {.name = "newest_first",
             .about = "The bright shiny object: whoever came last is done first."},
    .urgency = by_newness,
};

static int64_t by_service(const void *params, const struct fnl_work_view *view)
{
    (void)params;
    if (view->kind == FNL_TASK_SCOPE)
        return JUMPS;
    const bool for_client = view->kind == FNL_TASK_SERVICE || view->kind == FNL_TASK_MEETING;
    return for_client ? view->ready - FNL_NEVER / 2 : view->ready;
}

static const struct fnl_work_policy service_first = {
    .base = {.name = "service_first",
             .about =
                 "Work for clients is done before anything for prospects; each by waiting time."},
    .urgency = by_service,
};

static int64_t by_value(const void *params, const struct fnl_work_view *view)
{
    (void)params;
    return view->kind == FNL_TASK_SCOPE ? JUMPS : -fnl_units_integer(view->value * 100);
}

static const struct fnl_work_policy best_value_first = {
    .base = {.name = "best_value_first",
             .about =
                 "Leads from the source with the largest average contracts are done first, other "
                 "work after them; each by waiting time."},
    .urgency = by_value,
};

/*
 * Opening is the first half of the stages, closing the second. Who goes first is
 * treated as if it had waited so much longer: from nothing to always, with every
 * split of the hours between.
 */
struct start {
    fnl_time head_start;
};
static const struct fnl_param start_rows[] = {
    FNL_PARAM(start, head_start, SPAN, DAYS, 0, 3650, "5 days", NULL, NEVER, TUNING,
              "who goes first is treated as if it had waited so much longer",
              "guess: a week's work goes first", "How long may the others wait for it?"),
};
static const struct fnl_param_table start_table = FNL_PARAM_TABLE(start_rows, struct start);

static int64_t with_start(const void *params, const struct fnl_work_view *view, bool closing)
{
    const struct start *start = params;
    if (view->kind == FNL_TASK_SCOPE)
        return JUMPS;
    const bool first = view->kind == FNL_TASK_TOUCH && (view->progress > 0.5) == closing;
    return first ? view->ready - start->head_start : view->ready;
}

static int64_t by_opening(const void *params, const struct fnl_work_view *view)
{
    return with_start(params, view, false);
}

static const struct fnl_work_policy opening_first = {
    .base = {.name = "opening_first",
             .about = "Touches in the first half of the stages have a head start; all else by "
                      "waiting time.",
             .params = &start_table},
    .urgency = by_opening,
};

static int64_t by_closing(const void *params, const struct fnl_work_view *view)
{
    return with_start(params, view, true);
}

static const struct fnl_work_policy closing_first = {
    .base = {.name = "closing_first",
             .about = "Touches in the second half of the stages have a head start; all else by "
                      "waiting time.",
             .params = &start_table},
    .urgency = by_closing,
};

/*
 * One doubling of the value is worth more than any newness: the times of a run
 * lie within 2^41 ms (69 years).
 */
#define DOUBLING ((int64_t)1 << 41)

static int64_t by_size_and_newness(const void *params, const struct fnl_work_view *view)
{
    (void)params;
    if (view->kind == FNL_TASK_SCOPE)
        return JUMPS;
    const int64_t doublings = view->value >= 1 ? ilogb(view->value) + 1 : 0;
    return -view->arrived - doublings * DOUBLING;
}

static const struct fnl_work_policy newest_big = {
    .base = {.name = "newest_big",
             .about =
                 "Leads from the source with the largest average contracts are done first, the "
                 "newest of them before all others (sizes count as alike within a factor of two)."},
    .urgency = by_size_and_newness,
};

const struct fnl_policy *const fnl_work_policies[FNL_WORK_POLICIES] = {
    &first_come.base,       &hottest_first.base, &newest_first.base,  &service_first.base,
    &best_value_first.base, &opening_first.base, &closing_first.base, &newest_big.base};
