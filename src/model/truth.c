/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/truth.h"

#include <math.h>

#include "model/referral.h"
#include "model/state.h"

static float clamped(double share)
{
    return (float)(share < 0 ? 0 : share > 1 ? 1 : share);
}

/* Like refers like: a referred person's fit lies between its own draw and its referrer's. */
static double draw_fit(const struct fnl_company *company, const struct fnl_lead *lead)
{
    const struct fnl_source *source = fnl_company_source(company, lead->source);
    const double own = fnl_company_draw(company, &source->fit, lead->key, FNL_PURPOSE_FIT);
    const double likeness = lead->referrer ? company->settings->referrals.likeness : 0;
    return likeness * (double)lead->referrer_fit + (1 - likeness) * own;
}

static double draw(const struct fnl_company *company, const struct fnl_lead *lead,
                   enum fnl_trait trait)
{
    const struct fnl_source *source = fnl_company_source(company, lead->source);
    switch (trait) {
    case FNL_TRAIT_FIT:
        return draw_fit(company, lead);
    case FNL_TRAIT_BUDGET:
        return fnl_company_draw(company, &source->budget, lead->key, FNL_PURPOSE_BUDGET);
    case FNL_TRAIT_NEED:
        return fnl_company_draw(company, &source->need, lead->key, FNL_PURPOSE_NEED);
    case FNL_TRAIT_INTEREST:
        return fnl_company_draw(company, &source->interest, lead->key, FNL_PURPOSE_INTEREST);
    case FNL_TRAIT_TRUST:
        return fnl_company_draw(company, &source->trust, lead->key, FNL_PURPOSE_TRUST);
    }
    return 0;
}

double fnl_truth_of(const struct fnl_company *company, struct fnl_lead *lead, enum fnl_trait trait)
{
    struct fnl_truth *truth = &lead->truth;
    if (!(truth->drawn & 1u << trait)) {
        truth->traits[trait] = clamped(draw(company, lead, trait));
        truth->drawn |= (uint8_t)(1u << trait);
    }
    return (double)truth->traits[trait];
}

void fnl_truth_take(struct fnl_truth *truth, enum fnl_trait trait, double value)
{
    truth->traits[trait] = clamped(value);
    truth->drawn |= (uint8_t)(1u << trait);
}

bool fnl_truth_is_pita(const struct fnl_company *company, uint64_t key, uint32_t source,
                       bool referred_by_pita)
{
    double share = fnl_company_source(company, source)->pita;
    if (referred_by_pita)
        share *= company->settings->referrals.pita_likeness;
    return fnl_company_chance(company, share, key, FNL_PURPOSE_PITA);
}

/* With what it has gained since it was drawn. */
static double trust_of(const struct fnl_company *company, struct fnl_lead *lead)
{
    return (double)clamped(fnl_truth_of(company, lead, FNL_TRAIT_TRUST) +
                           (double)lead->trust_gained);
}

double fnl_truth_effect(const struct fnl_company *company, struct fnl_lead *lead)
{
    const struct fnl_effects *effects = &company->settings->effects;
    if (!effects->present)
        return 0;
    const double fit = fnl_truth_of(company, lead, FNL_TRAIT_FIT);
    const double budget = fnl_truth_of(company, lead, FNL_TRAIT_BUDGET);
    const double need = fnl_truth_of(company, lead, FNL_TRAIT_NEED);
    const double interest = fnl_truth_of(company, lead, FNL_TRAIT_INTEREST);
    const double trust = trust_of(company, lead);
    return effects->fit * (fit - effects->fit_reference) +
           effects->budget * (budget - effects->budget_reference) +
           effects->need * (need - effects->need_reference) +
           effects->interest * (interest - effects->interest_reference) +
           effects->trust * (trust - effects->trust_reference);
}

double fnl_truth_effect_on_shows(const struct fnl_company *company, struct fnl_lead *lead)
{
    const struct fnl_effects *effects = &company->settings->effects;
    if (effects->interest_on_shows == 0)
        return 0;
    const double interest = fnl_truth_of(company, lead, FNL_TRAIT_INTEREST);
    return effects->interest_on_shows * (interest - effects->interest_reference);
}

double fnl_truth_factor_on_gaps(const struct fnl_company *company, struct fnl_lead *lead)
{
    const struct fnl_effects *effects = &company->settings->effects;
    if (effects->trust_on_gaps == 0)
        return 1;
    const double more = trust_of(company, lead) - effects->trust_reference;
    return fnl_units_rounded(exp(-effects->trust_on_gaps * more));
}

bool fnl_truth_is_qualified(const struct fnl_company *company, struct fnl_lead *lead, double bar)
{
    return fnl_truth_of(company, lead, FNL_TRAIT_FIT) >= bar &&
           fnl_truth_of(company, lead, FNL_TRAIT_BUDGET) >= bar &&
           fnl_truth_of(company, lead, FNL_TRAIT_NEED) >= bar;
}
