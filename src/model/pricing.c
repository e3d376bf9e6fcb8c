/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/pricing.h"

#include <math.h>

#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_pricing, level, NUMBER, FACTOR, 0.5, 100, "1 x", "1 x", NEVER, ESSENTIAL,
              "price of new contracts against clients.contract_value",
              "convention: the price at which the chances were measured",
              "How much more, or less, would you charge?"),
    FNL_PARAM(fnl_pricing, on_winning, NUMBER, LOGIT, -50, 50, "-2.5", "0", NEVER, TUNING,
              "log-odds to sign after the last stage, for the logarithm of the level",
              "guess: where 3 in 10 sign, 10 % more loses one win in six; of consumer goods it "
              "loses one in five (Bijmolt, van Heerde and Pieters 2005: elasticity -2.6)",
              "Of ten deals that you win, how many would you lose at a tenth more?"),
    FNL_PARAM(fnl_pricing, on_renewal, NUMBER, LOGIT, -50, 50, "-1", "0", NEVER, TUNING,
              "log-odds to renew, for the logarithm of the level that was signed at",
              "guess: who has signed minds the price less than who compares offers",
              "Of ten clients who pay a tenth more, how many more would leave?"),
};
const struct fnl_param_table fnl_pricing_table = FNL_PARAM_TABLE(rows, struct fnl_pricing);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->price.present;
}

static bool is_quoted_now(const struct fnl_lead *lead)
{
    return lead->value == 0;
}

static bool is_last(const struct fnl_company *company, const struct fnl_lead *lead)
{
    return lead->stage + 1u == company->settings->stages.count;
}

static double on_going_on(const struct fnl_company *company, struct fnl_lead *lead, uint32_t rep)
{
    (void)rep;
    const struct fnl_pricing *price = &company->settings->price;
    return is_last(company, lead) && is_quoted_now(lead)
               ? fnl_units_rounded(price->on_winning * log(price->level))
               : 0;
}

static double on_price_loss(const struct fnl_company *company, const struct fnl_lead *lead)
{
    const struct fnl_pricing *price = &company->settings->price;
    return is_last(company, lead) && is_quoted_now(lead)
               ? fnl_units_rounded(pow(price->level, -price->on_winning))
               : 1;
}

double fnl_pricing_level(const struct fnl_company *company, const struct fnl_lead *lead)
{
    return is_quoted_now(lead) ? company->settings->price.level : 1;
}

static double on_renewal(const struct fnl_company *company, const struct fnl_client *client)
{
    const double level = client->price_level > 0 ? (double)client->price_level : 1;
    return fnl_units_rounded(company->settings->price.on_renewal * log(level));
}

const struct fnl_mechanism fnl_pricing_mechanism = {
    .is_present = is_present,
    .on_going_on = on_going_on,
    .on_renewal = on_renewal,
    .on_price = fnl_pricing_level,
    .on_price_loss = on_price_loss,
};
