/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/meet.h"

#include "model/question.h"

static bool meets_any(const void *params, const struct fnl_meet_view *view)
{
    (void)params;
    (void)view;
    return true;
}

static const struct fnl_meet_policy any = {
    .base = {.name = "any", .about = "Whoever is to be had is met."},
    .meets = meets_any,
};

struct good {
    double fit, interest;
};
static const struct fnl_param good_rows[] = {
    FNL_PARAM(good, fit, SHARE, SHARE, 0, 1, "0.5", NULL, NEVER, TUNING,
              "fit, as they declare it, that somebody has at least who is met", "guess",
              "Whom would you rather not spend an hour with?"),
    FNL_PARAM(good, interest, SHARE, SHARE, 0, 1, "0", NULL, NEVER, TUNING,
              "interest, as they declare it, that they have at least; of a client: satisfaction",
              "convention: none asked for", NULL),
};
static const struct fnl_param_table good_table = FNL_PARAM_TABLE(good_rows, struct good);

static bool meets_good(const void *params, const struct fnl_meet_view *view)
{
    const struct good *good = params;
    return view->fit >= good->fit && view->interest >= good->interest;
}

static const struct fnl_meet_policy good_only = {
    .base = {.name = "good_only",
             .about = "Only who looks worth it is met; what it took to find the others is spent.",
             .params = &good_table},
    .meets = meets_good,
};

const struct fnl_policy *const fnl_meet_policies[FNL_MEET_POLICIES] = {&any.base, &good_only.base};
