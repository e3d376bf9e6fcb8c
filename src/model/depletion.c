/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/depletion.h"

#include <math.h>

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_depletion, size, COUNT, NONE, 0, 1e9, "20000", "0", NEVER, ESSENTIAL,
              "firms that could ever buy from you and that you have not met; 0: without end",
              "guess: count them in a directory of your trade",
              "How many firms could ever buy from you?"),
    FNL_PARAM(fnl_depletion, best_first, NUMBER, LOGIT, 0, 20, "1", "0", NEVER, TUNING,
              "log-odds by which the fit of new people falls until the last of them has come",
              "guess: no published figure",
              "Are those who come now as good as those who came three years ago?"),
    FNL_PARAM(fnl_depletion, renews_per_year, SHARE, SHARE, 0, 1, "20 %", "0", NEVER, TUNING,
              "share of those who have come who are as good as new a year later: firms are "
              "founded, people change jobs",
              "guess: about a fifth of business addresses go stale in a year",
              "Of the people on a list of last year, how many have left their job?"),
};
const struct fnl_param_table fnl_depletion_table = FNL_PARAM_TABLE(rows, struct fnl_depletion);

#define NEEDS 0.5

struct state {
    double gone;    /* firms that are not to be had now */
    double today;   /* share of the market that this was when the day began */
    double renewed; /* firms that are as good as new again, ever */
    int64_t came;   /* firms, ever */
    int64_t needy;  /* of them, with need */
    int64_t talked; /* of those, talked to */
};

static struct state *state_of(const struct fnl_company *company)
{
    return fnl_mechanism_state(company, FNL_MECHANISM_DEPLETION);
}

static size_t state_size(const struct fnl_company *company)
{
    (void)company;
    return sizeof(struct state);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->market.present && settings->market.size > 0;
}

double fnl_depletion_gone(const struct fnl_company *company)
{
    return is_present(company->settings) ? state_of(company)->today : 0;
}

/* Of `firms`, the share of the market that they are; it may have been made smaller on a date. */
static double share_of_market(const struct fnl_company *company, double firms)
{
    const double share = firms / (double)company->settings->market.size;
    return share < 1 ? share : 1;
}

static void day_begins(struct fnl_company *company, int day)
{
    struct state *state = state_of(company);
    const double kept = pow(1 - company->settings->market.renews_per_year, 1 / 365.25);
    const double gone = day > 0 ? fnl_units_rounded(state->gone * kept) : state->gone;
    state->renewed += state->gone - gone;
    state->gone = gone;
    state->today = share_of_market(company, gone);
}

static void meet(struct fnl_company *company, struct fnl_lead *lead)
{
    struct state *state = state_of(company);
    const double shift = company->settings->market.best_first * state->today;
    state->gone++;
    state->came++;
    const bool needs = fnl_truth_of(company, lead, FNL_TRAIT_NEED) >= NEEDS;
    state->needy += needs;
    state->talked += needs && lead->met;
    if (shift > 0)
        fnl_truth_take(&lead->truth, FNL_TRAIT_FIT,
                       fnl_chance_moved(fnl_truth_of(company, lead, FNL_TRAIT_FIT), -shift));
}

/* The first talk of all with somebody who has come; an account on a list has not yet. */
static void note_talk(struct fnl_company *company, struct fnl_lead *lead, bool held)
{
    if (held && lead->in_use && lead->first_touch == FNL_NEVER && !lead->met)
        state_of(company)->talked += fnl_truth_of(company, lead, FNL_TRAIT_NEED) >= NEEDS;
}

static double on_supply(const struct fnl_company *company, uint32_t source)
{
    (void)source;
    return 1 - state_of(company)->today;
}

/*
 * The share of the market that is left, and the share of its firms with need
 * (one half or more of it) that nobody has ever talked to: those who have not
 * come are taken to need it as often as those who have. Without the group or in
 * a market without end all is left, and nobody knows the other; nor does anybody
 * before the first with need has come.
 */
static void measure(const struct fnl_company *company, struct fnl_levels *levels)
{
    const double million = (double)FNL_MILLION;
    levels->market_left = FNL_MILLION;
    levels->unreached = -1;
    if (!is_present(company->settings))
        return;
    const struct state *state = state_of(company);
    levels->market_left = fnl_units_integer(million * (1 - share_of_market(company, state->gone)));
    if (state->needy == 0)
        return;
    const double ever = (double)company->settings->market.size + state->renewed;
    const double came = (double)state->came < ever ? (double)state->came / ever : 1;
    levels->unreached =
        fnl_units_integer(million * (1 - came * (double)state->talked / (double)state->needy));
}

const struct fnl_mechanism fnl_depletion_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .day_begins = day_begins,
    .person = meet,
    .touched = note_talk,
    .on_supply = on_supply,
    .measure = measure,
};
