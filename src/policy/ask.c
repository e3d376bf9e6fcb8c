/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "policy/ask.h"

#include <math.h>

#include "model/question.h"

static bool asks_nobody(const void *params, const struct fnl_ask_view *view)
{
    (void)params;
    (void)view;
    return false;
}

static const struct fnl_ask_policy nobody = {
    .base = {.name = "nobody", .about = "Nobody is asked; referrals come unasked or not at all."},
    .asks = asks_nobody,
};

/* What an ask costs, and how often. */
struct asking {
    double per_client_year, hours_per_ask;
    fnl_money reward_per_accepted_referral, gift_per_ask;
    double ideal_fit, ideal_satisfaction;
};

#define ASK_ROWS                                                                                   \
    FNL_PARAM(asking, per_client_year, NUMBER, NONE, 0, 12, "2", NULL, NEVER, ESSENTIAL,           \
              "asks a year for each client who is asked", "guess",                                 \
              "How often a year would you ask the same client?"),                                  \
        FNL_PARAM(asking, hours_per_ask, NUMBER, HOURS, 0, 100, "0.75", NULL, NEVER, ESSENTIAL,    \
                  "a rep's hours for one ask", "guess", "How long does it take to ask?"),          \
        FNL_PARAM(asking, reward_per_accepted_referral, MONEY, MONEY, 0, 1e6, "0", NULL, NEVER,    \
                  ESSENTIAL, "paid to the client for each person named who then talks to us",      \
                  "convention: none unless said; a bank paid EUR 25 (Schmitt et al. 2013)",        \
                  "What would you give for a referral that leads to a talk?"),                     \
        FNL_PARAM(asking, gift_per_ask, MONEY, MONEY, 0, 1e6, "0", NULL, NEVER, TUNING,            \
                  "spent on each ask: a lunch, an event", "convention: none unless said",          \
                  "What does an ask cost besides time?")

static const struct fnl_param everybody_rows[] = {ASK_ROWS};
static const struct fnl_param_table everybody_table =
    FNL_PARAM_TABLE(everybody_rows, struct asking);

/* So many asks a year, spread evenly over the client's months and, by its number, over clients. */
static bool is_due(const struct asking *asking, const struct fnl_ask_view *view)
{
    const double before = (double)(view->month + view->spread % 240);
    const double per_month = asking->per_client_year / 12;
    return floor((before + 1) * per_month + 1e-9) > floor(before * per_month + 1e-9);
}

static struct fnl_ask_terms terms_of(const void *params)
{
    const struct asking *asking = params;
    return (struct fnl_ask_terms){.hours = fnl_units_hours(asking->hours_per_ask),
                                  .reward = asking->reward_per_accepted_referral,
                                  .gift = asking->gift_per_ask};
}

static bool asks_everybody(const void *params, const struct fnl_ask_view *view)
{
    return is_due(params, view);
}

static const struct fnl_ask_policy everybody = {
    .base = {.name = "everybody",
             .about = "Every client is asked, so many times a year.",
             .params = &everybody_table},
    .asks = asks_everybody,
    .terms = terms_of,
};

static const struct fnl_param ideal_rows[] = {
    ASK_ROWS,
    FNL_PARAM(asking, ideal_fit, SHARE, SHARE, 0, 1, "0.5", NULL, NEVER, EXPERT,
              "fit from which a client is ideal", "convention", NULL),
    FNL_PARAM(asking, ideal_satisfaction, SHARE, SHARE, 0, 1, "0.6", NULL, NEVER, EXPERT,
              "satisfaction from which a client is asked", "convention", NULL),
};
static const struct fnl_param_table ideal_table = FNL_PARAM_TABLE(ideal_rows, struct asking);

static bool asks_ideal(const void *params, const struct fnl_ask_view *view)
{
    const struct asking *asking = params;
    return !view->pita && view->fit >= asking->ideal_fit &&
           view->satisfaction >= asking->ideal_satisfaction && is_due(asking, view);
}

static const struct fnl_ask_policy ideal_clients = {
    .base = {.name = "ideal_clients",
             .about = "Only clients who fit, are satisfied and are no pain are asked.",
             .params = &ideal_table},
    .asks = asks_ideal,
    .terms = terms_of,
};

static bool asks_after_success(const void *params, const struct fnl_ask_view *view)
{
    const struct asking *asking = params;
    return view->just_succeeded && view->asks < asking->per_client_year;
}

static const struct fnl_ask_policy after_success = {
    .base = {.name = "after_success",
             .about = "A client is asked when it has just signed or renewed.",
             .params = &everybody_table},
    .asks = asks_after_success,
    .terms = terms_of,
};

const struct fnl_policy *const fnl_ask_policies[FNL_ASK_POLICIES] = {
    &nobody.base, &everybody.base, &ideal_clients.base, &after_success.base};
