/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/research.h"

#include "model/question.h"

static double leave_as_it_is(const void *params, const struct fnl_research_view *view)
{
    (void)params;
    return view->known;
}

static const struct fnl_research_policy nobody = {
    .base = {.name = "nobody", .about = "Reps call with what the source has told them."},
    .completes_to = leave_as_it_is,
};

struct looking_up {
    double to;
    fnl_money worth;
};
static const struct fnl_param looking_up_rows[] = {
    FNL_PARAM(looking_up, to, SHARE, SHARE, 0, 1, "90 %", NULL, NEVER, TUNING,
              "how complete a record is to be; better ones are left as they are", "guess",
              "How much do you want to know before you call?"),
    FNL_PARAM(looking_up, worth, MONEY, MONEY, 0, 1e9, "0", NULL, NEVER, TUNING,
              "only of people whose contracts are worth so much on average",
              "convention: of everybody", "For whom is it worth while?"),
};
static const struct fnl_param_table looking_up_table =
    FNL_PARAM_TABLE(looking_up_rows, struct looking_up);

static double complete(const void *params, const struct fnl_research_view *view)
{
    const struct looking_up *looking_up = params;
    return view->value * 100 < (double)looking_up->worth ? view->known : looking_up->to;
}

static const struct fnl_research_policy before_first_touch = {
    .base = {.name = "before_first_touch",
             .about = "Reps look people up before they first touch them (group records).",
             .params = &looking_up_table},
    .completes_to = complete,
};

const struct fnl_policy *const fnl_research_policies[FNL_RESEARCH_POLICIES] = {
    &nobody.base, &before_first_touch.base};
