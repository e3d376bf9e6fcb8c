/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/alignment.h"

#include "model/marketing.h"
#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_alignment, trust, SHARE, SHARE, 0, 1, "0.5", "0.5", NEVER, TUNING,
              "trust of sales in marketing's leads on the day from which this holds: 0 none, 0.5 "
              "as expected, 1 full",
              "convention: as expected",
              "What do your reps think of the leads that they get: nothing, so so, or a lot?"),
    FNL_PARAM(fnl_alignment, follow_up, SHARE, SHARE, 0, 1, "50 %", "1", NEVER, TUNING,
              "share of the leads handed over that reps follow up, at a trust of 0.5",
              "benchmark: half are not pursued (MarketingSherpa); others found 27 to 64 %",
              "Of ten leads that marketing hands over, how many do reps call?"),
    FNL_PARAM(fnl_alignment, on_follow_up, NUMBER, LOGIT, 0, 20, "0.5", "0", NEVER, TUNING,
              "log-odds of a follow-up that full trust adds and none at all takes away", "guess",
              "After a good year of leads, how many more do reps call than after a bad one?"),
    FNL_PARAM(fnl_alignment, expected, SHARE, SHARE, 0.001, 1, "13 %", "13 %", NEVER, TUNING,
              "share of the leads handed over that should get beyond the first stage",
              "benchmark: 13 % of leads become opportunities (Implisit 2014)",
              "Of a hundred leads from marketing, how many should turn into opportunities?"),
    FNL_PARAM(
        fnl_alignment, per_lead, SHARE, SHARE, 0, 1, "0.5 %", "0", NEVER, EXPERT,
        "how far each lead moves trust towards what it was worth: at 0.5 % half of an opinion "
        "is gone after 139 leads",
        "guess", NULL),
};
const struct fnl_param_table fnl_alignment_table = FNL_PARAM_TABLE(rows, struct fnl_alignment);

#define AS_EXPECTED 0.5

struct opinion {
    double trust;
    double stated; /* by the settings, when it was last set to what they state */
    bool formed;   /* the group has been in force */
};

static struct opinion *opinion_of(const struct fnl_company *company)
{
    return fnl_mechanism_state(company, FNL_MECHANISM_ALIGNMENT);
}

static size_t state_size(const struct fnl_company *company)
{
    (void)company;
    return sizeof(struct opinion);
}

static bool is_present(const struct fnl_settings *settings)
{
    return settings->alignment.present;
}

/* Another value makes peace or war; the same one leaves them where they have got to. */
static void phase_begins(struct fnl_company *company)
{
    struct opinion *opinion = opinion_of(company);
    const double stated = company->settings->alignment.trust;
    if (!opinion->formed || opinion->stated != stated)
        *opinion = (struct opinion){stated, stated, true};
}

double fnl_alignment_trust(const struct fnl_company *company)
{
    return company->settings->alignment.present ? opinion_of(company)->trust : AS_EXPECTED;
}

static void measure(const struct fnl_company *company, struct fnl_levels *levels)
{
    levels->alignment = fnl_units_integer(fnl_alignment_trust(company) * (double)FNL_MILLION);
}

static void on_handover(struct fnl_company *company, const struct fnl_lead *lead,
                        struct fnl_handover *handover)
{
    const struct fnl_alignment *about = &company->settings->alignment;
    const double effect = about->on_follow_up * (2 * opinion_of(company)->trust - 1);
    const double chance = fnl_chance_moved(about->follow_up, effect);
    if (handover->lost || fnl_company_has(company, FNL_DEVICE_NOBODY_DROPPED) ||
        fnl_company_chance(company, chance, lead->episode_key, FNL_PURPOSE_FOLLOW_UP))
        return;
    handover->lost = true;
    handover->cause = FNL_CAUSE_NOT_FOLLOWED_UP;
}

static void on_verdict(struct fnl_company *company, bool good)
{
    const struct fnl_alignment *about = &company->settings->alignment;
    struct opinion *opinion = opinion_of(company);
    const double worth = good ? AS_EXPECTED / about->expected : 0;
    const double trust = opinion->trust + (worth - opinion->trust) * about->per_lead;
    opinion->trust = trust > 1 ? 1 : trust;
}

const struct fnl_mechanism fnl_alignment_mechanism = {
    .is_present = is_present,
    .state_size = state_size,
    .phase_begins = phase_begins,
    .on_handover = on_handover,
    .on_verdict = on_verdict,
    .measure = measure,
};
