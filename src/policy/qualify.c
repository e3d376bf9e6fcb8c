/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/qualify.h"

#include "model/question.h"

/* The parameters of a test, whoever makes it. */
struct testing {
    double sensitivity, specificity, bar;
    fnl_time takes;
    fnl_money hour_costs;
};

#define TEST_ROWS(sensitivity_, specificity_)                                                      \
    FNL_PARAM(testing, sensitivity, SHARE, SHARE, 0, 1, sensitivity_, NULL, NEVER, TUNING,         \
              "share of people worth it whom the test lets through", "guess: none published",      \
              "Of ten good prospects, how many do you recognise?"),                                \
        FNL_PARAM(testing, specificity, SHARE, SHARE, 0, 1, specificity_, NULL, NEVER, TUNING,     \
                  "share of people not worth it whom the test stops", "guess: none published",     \
                  "Of ten who will never buy, how many do you turn away?"),                        \
        FNL_PARAM(testing, takes, SPAN, MINUTES, 0, 10000, "20 minutes", NULL, NEVER, TUNING,      \
                  "time that the test takes", "guess", "How long does it take to find out?"),      \
        FNL_PARAM(testing, bar, SHARE, SHARE, 0, 1, "0.5", NULL, NEVER, EXPERT,                    \
                  "fit, budget and need that somebody worth it has at least", "convention", NULL)

static const struct fnl_param rep_rows[] = {TEST_ROWS("85 %", "70 %")};
static const struct fnl_param_table rep_table = FNL_PARAM_TABLE(rep_rows, struct testing);

static const struct fnl_param marketing_rows[] = {
    TEST_ROWS("75 %", "60 %"),
    FNL_PARAM(testing, hour_costs, MONEY, MONEY, 0, 10000, "45", NULL, NEVER, TUNING,
              "cost of an hour of whoever in marketing makes the test", "guess",
              "What does an hour of your marketing people cost?"),
};
static const struct fnl_param_table marketing_table =
    FNL_PARAM_TABLE(marketing_rows, struct testing);

static struct fnl_qualify_test test_nobody(const void *params)
{
    (void)params;
    return (struct fnl_qualify_test){.by = FNL_QUALIFIED_BY_NOBODY};
}

static struct fnl_qualify_test test_as(enum fnl_qualifier by, const struct testing *testing)
{
    return (struct fnl_qualify_test){.by = by,
                                     .sensitivity = testing->sensitivity,
                                     .specificity = testing->specificity,
                                     .takes = testing->takes,
                                     .hour_costs = testing->hour_costs,
                                     .bar = testing->bar};
}

static struct fnl_qualify_test test_as_rep(const void *params)
{
    return test_as(FNL_QUALIFIED_BY_REP, params);
}

static struct fnl_qualify_test test_as_marketing(const void *params)
{
    return test_as(FNL_QUALIFIED_BY_MARKETING, params);
}

static const struct fnl_qualify_policy nobody = {
    .base = {.name = "nobody",
             .about = "Nobody sorts: everybody who answers walks through the stages."},
    .test = test_nobody,
};
static const struct fnl_qualify_policy rep = {
    .base = {.name = "rep",
             .about = "The rep finds out in the first touch that takes place, in selling time.",
             .params = &rep_table},
    .test = test_as_rep,
};
static const struct fnl_qualify_policy marketing = {
    .base = {.name = "marketing",
             .about = "Marketing finds out before the handoff, cheaper and less well.",
             .params = &marketing_table},
    .test = test_as_marketing,
};

const struct fnl_policy *const fnl_qualify_policies[FNL_QUALIFY_POLICIES] = {
    &nobody.base, &rep.base, &marketing.base};
