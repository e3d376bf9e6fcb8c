/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/forecast.h"

#include <math.h>

#include "model/deal.h"
#include "model/mechanism.h"
#include "model/quarter.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_forecast, handed_in, SHARE, SHARE, 0, 1, "100 %", "0", NEVER, EXPERT,
              "share of the reps who hand in a forecast", "convention: all", NULL),
    FNL_PARAM(
        fnl_forecast, happy_ears, NUMBER, LOGIT, -20, 20, "0.5", "0", NEVER, TUNING,
        "log-odds that a rep adds to the true chance of a deal",
        "estimate: set so that, of the deals that the baseline firm commits, 47 % are won, as "
        "published (CSO Insights 2018: 47.3 %)",
        "Of ten deals that were certain, how many came?"),
    FNL_PARAM(fnl_forecast, noise, NUMBER, LOGIT, 0, 10, "1", "0", NEVER, TUNING,
              "standard deviation of a rep's guess of a deal's chance, in log-odds", "guess",
              "Do your reps know which of their deals are good?"),
    FNL_PARAM(fnl_forecast, value_noise, NUMBER, NONE, 0, 3, "0.2", "0", NEVER, EXPERT,
              "standard deviation of the logarithm of a guessed contract value", "guess", NULL),
    FNL_PARAM(fnl_forecast, kept_back, SHARE, SHARE, 0, 1, "0", "0", NEVER, TUNING,
              "share of what it expects that a rep does not tell (sandbagging)",
              "convention: none unless said", "How much do your reps keep up their sleeves?"),
    FNL_PARAM(fnl_forecast, commit_from, SHARE, SHARE, 0, 1, "50 %", "50 %", NEVER, TUNING,
              "guessed chance from which a rep commits a deal", "convention: likelier than not",
              "How sure must a rep be to put its name on a deal?"),
};
const struct fnl_param_table fnl_forecast_table = FNL_PARAM_TABLE(rows, struct fnl_forecast);

/* By rep. */
struct guess {
    int quarter; /* the last one for which it handed in a forecast; 0: none yet */
    uint32_t committed;
    fnl_money expected, came;
};

static struct guess *of_rep(const struct fnl_company *company, uint32_t index)
{
    return (struct guess *)fnl_mechanism_state(company, FNL_MECHANISM_FORECAST) + index;
}

static size_t state_size(const struct fnl_company *company)
{
    return company->rep_capacity * sizeof(struct guess);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->forecast.present && settings->forecast.handed_in > 0;
}

/* Touches that `stage` still asks of `lead`, on average where it has not come there. */
static double touches_of(const struct fnl_company *company, const struct fnl_lead *lead,
                         unsigned stage)
{
    if (stage == lead->stage)
        return lead->touches_left;
    return fnl_stage_touches(fnl_company_stage(company, stage));
}

double fnl_forecast_wins(const struct fnl_company *company, struct fnl_lead *lead)
{
    const double on_showing =
        fnl_truth_effect_on_shows(company, lead) + fnl_mechanism_on_showing(company, lead);
    const double on_going_on = fnl_truth_effect(company, lead) +
                               fnl_rep_skill(&company->reps[lead->rep]) +
                               fnl_mechanism_on_going_on(company, lead, lead->rep);
    double chance = 1;
    for (unsigned i = lead->stage; i < company->settings->stages.count; i++) {
        const struct fnl_stage *stage = fnl_company_stage(company, i);
        chance *= fnl_stage_holds(stage, on_showing, touches_of(company, lead, i)) *
                  fnl_chance_moved(stage->go_on, on_going_on);
    }
    return fnl_units_rounded(chance);
}

double fnl_forecast_days(const struct fnl_company *company, const struct fnl_lead *lead)
{
    double days = 0;
    for (unsigned i = lead->stage; i < company->settings->stages.count; i++)
        days += fnl_law_mean(&fnl_company_stage(company, i)->days) * touches_of(company, lead, i);
    return days * fnl_company_source(company, lead->source)->gap_factor;
}

/* The true chance that `lead` signs before the quarter's end. */
static double true_chance(const struct fnl_company *company, struct fnl_lead *lead,
                          const struct fnl_quarter *quarter)
{
    const double left = (double)(quarter->ends - company->now) / (double)FNL_DAY,
                 days = fnl_forecast_days(company, lead),
                 in_time = days > 0 ? 1 - exp(-left / days) : 1;
    return fnl_units_rounded(fnl_forecast_wins(company, lead) * in_time);
}

/* A number of mean 0 and spread 1 that is this deal's in this quarter. */
static double noise_of(const struct fnl_company *company, const struct fnl_lead *lead, int quarter,
                       enum fnl_purpose purpose)
{
    return fnl_company_normal(company, fnl_key_part(lead->episode_key, (uint64_t)quarter), purpose);
}

static void guess_of_deal(const struct fnl_company *company, struct fnl_lead *lead,
                          const struct fnl_quarter *quarter, struct guess *guess)
{
    const struct fnl_forecast *forecast = &company->settings->forecast;
    const double off = forecast->happy_ears +
                       forecast->noise *
                           noise_of(company, lead, quarter->number, FNL_PURPOSE_GUESSED_CHANCE),
                 value_off = forecast->value_noise *
                             noise_of(company, lead, quarter->number, FNL_PURPOSE_GUESSED_VALUE);
    const double chance = fnl_chance_moved(true_chance(company, lead, quarter), off);
    const double told = (1 - forecast->kept_back) * chance * exp(value_off);
    guess->expected += fnl_units_scaled(fnl_deal_value(company, lead), fnl_units_rounded(told));
    lead->forecast_in = (uint16_t)quarter->number;
    lead->committed = chance >= forecast->commit_from;
    guess->committed += lead->committed;
}

/* Whether the rep of `lead` is asked about it. */
static bool is_in_forecast(const struct fnl_company *company, const struct fnl_lead *lead,
                           int quarter)
{
    return lead->in_use && lead->stage_key && lead->talked && lead->rep != FNL_NOBODY &&
           of_rep(company, lead->rep)->quarter == quarter;
}

static void tell_of_rep(struct fnl_company *company, uint32_t index, struct fnl_fact fact)
{
    fact.time = company->now;
    fact.key = company->reps[index].key;
    fact.rep = index;
    fact.source = fact.client = FNL_NOBODY;
    fnl_company_tell(company, &fact);
}

/* A rep who is there opens an empty forecast, or none. */
static void open_forecasts(struct fnl_company *company, int quarter)
{
    const double handed_in = company->settings->forecast.handed_in;
    for (uint32_t i = 0; i < company->rep_count; i++) {
        const struct fnl_rep *rep = &company->reps[i];
        if (fnl_rep_is_there(company, rep) &&
            fnl_company_chance(company, handed_in, rep->key, FNL_PURPOSE_HANDS_IN))
            *of_rep(company, i) = (struct guess){.quarter = quarter};
    }
}

static void day_begins(struct fnl_company *company, int day)
{
    const struct fnl_quarter quarter = fnl_quarter_now(company);
    (void)day;
    if (company->now != quarter.begins)
        return;
    open_forecasts(company, quarter.number);
    for (size_t i = 0; i < company->leads.count; i++) {
        struct fnl_lead *lead = &company->leads.items[i];
        lead->committed = false;
        if (is_in_forecast(company, lead, quarter.number))
            guess_of_deal(company, lead, &quarter, of_rep(company, lead->rep));
    }
    for (uint32_t i = 0; i < company->rep_count; i++)
        if (of_rep(company, i)->quarter == quarter.number)
            tell_of_rep(company, i,
                        (struct fnl_fact){.kind = FNL_FACT_FORECAST,
                                          .amount = of_rep(company, i)->expected,
                                          .index = of_rep(company, i)->committed});
}

/* A deal of the present forecast is signed; the rep who has it now may not have guessed it. */
static void hear_signature(struct fnl_company *company, const struct fnl_fact *fact)
{
    if (fact->rep != FNL_NOBODY && fact->day == fnl_quarter_now(company).number)
        of_rep(company, fact->rep)->came += fact->amount;
}

static void month_ends(struct fnl_company *company)
{
    if (!fnl_quarter_ends_with_month(company))
        return;
    const int number = fnl_quarter_now(company).number;
    for (uint32_t i = 0; i < company->rep_count; i++)
        if (of_rep(company, i)->quarter == number)
            tell_of_rep(company, i,
                        (struct fnl_fact){.kind = FNL_FACT_FORECAST_CAME,
                                          .amount = of_rep(company, i)->came,
                                          .span = of_rep(company, i)->expected});
}

const struct fnl_mechanism fnl_forecast_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .day_begins = day_begins,
    .month_ends = month_ends,
    .hears = FNL_FACT_BIT(FNL_FACT_SIGNED),
    .hear = hear_signature,
};
