/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/truth.h"

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

const struct fnl_truth *fnl_truth_of(const struct fnl_company *company, struct fnl_lead *lead)
{
    struct fnl_truth *truth = &lead->truth;
    if (truth->drawn)
        return truth;

    const struct fnl_source *source = fnl_company_source(company, lead->source);
    const uint64_t key = lead->key;
    truth->fit = clamped(draw_fit(company, lead));
    truth->budget = clamped(fnl_company_draw(company, &source->budget, key, FNL_PURPOSE_BUDGET));
    truth->need = clamped(fnl_company_draw(company, &source->need, key, FNL_PURPOSE_NEED));
    truth->interest =
        clamped(fnl_company_draw(company, &source->interest, key, FNL_PURPOSE_INTEREST));
    truth->trust = clamped(fnl_company_draw(company, &source->trust, key, FNL_PURPOSE_TRUST));
    truth->drawn = true;
    return truth;
}

bool fnl_truth_is_pita(const struct fnl_company *company, uint64_t key, uint32_t source,
                       bool referred_by_pita)
{
    double share = fnl_company_source(company, source)->pita;
    if (referred_by_pita)
        share *= company->settings->referrals.pita_likeness;
    return fnl_company_chance(company, share, key, FNL_PURPOSE_PITA);
}

double fnl_truth_effect(const struct fnl_company *company, struct fnl_lead *lead)
{
    const struct fnl_effects *effects = &company->settings->effects;
    if (!effects->present)
        return 0;
    const struct fnl_truth *truth = fnl_truth_of(company, lead);
    const double trust = (double)clamped((double)truth->trust + (double)lead->trust_gained);
    return effects->fit * ((double)truth->fit - effects->fit_reference) +
           effects->budget * ((double)truth->budget - effects->budget_reference) +
           effects->need * ((double)truth->need - effects->need_reference) +
           effects->interest * ((double)truth->interest - effects->interest_reference) +
           effects->trust * (trust - effects->trust_reference);
}

double fnl_truth_effect_on_shows(const struct fnl_company *company, struct fnl_lead *lead)
{
    const struct fnl_effects *effects = &company->settings->effects;
    if (effects->interest_on_shows == 0)
        return 0;
    const double interest = (double)fnl_truth_of(company, lead)->interest;
    return effects->interest_on_shows * (interest - effects->interest_reference);
}

bool fnl_truth_is_qualified(const struct fnl_company *company, struct fnl_lead *lead, double bar)
{
    const struct fnl_truth *truth = fnl_truth_of(company, lead);
    return (double)truth->fit >= bar && (double)truth->budget >= bar && (double)truth->need >= bar;
}
