/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/microclose.h"

#include "model/chance.h"
#include "model/mechanism.h"
#include "model/state.h"

static const struct fnl_param rows[] = {
    FNL_PARAM(fnl_requests, per_touch, SHARE, SHARE, 0, 1, "40 %", "0", NEVER, TUNING,
              "chance that a touch brings a request, at the reference of interest and need",
              "guess: no published figure",
              "Of ten talks, after how many have they asked you to do something?"),
    FNL_PARAM(fnl_requests, on_interest, NUMBER, LOGIT, -20, 20, "2", "0", NEVER, EXPERT,
              "log-odds of a request between an interest of 0 and of 1", "guess", NULL),
    FNL_PARAM(fnl_requests, on_need, NUMBER, LOGIT, -20, 20, "2", "0", NEVER, EXPERT,
              "log-odds of a request between a need of 0 and of 1", "guess", NULL),
    FNL_PARAM(fnl_requests, reference, SHARE, SHARE, 0, 1, "0.5", "0.5", NEVER, EXPERT,
              "interest and need at which per_touch holds", "convention: the middle", NULL),
};
const struct fnl_param_table fnl_microclose_table = FNL_PARAM_TABLE(rows, struct fnl_requests);

static bool is_present(const struct fnl_settings *settings)
{
    return settings->requests.present;
}

static void touch_held(struct fnl_company *company, struct fnl_lead *lead, int kind,
                       uint64_t touch_key)
{
    (void)kind;
    const struct fnl_requests *requests = &company->settings->requests;
    const double interest = fnl_truth_of(company, lead, FNL_TRAIT_INTEREST);
    const double need = fnl_truth_of(company, lead, FNL_TRAIT_NEED);
    const double effect = requests->on_interest * (interest - requests->reference) +
                          requests->on_need * (need - requests->reference);
    if (!fnl_company_chance(company, fnl_chance_moved(requests->per_touch, effect), touch_key,
                            FNL_PURPOSE_REQUEST))
        return;
    if (lead->requests < UINT8_MAX)
        lead->requests++;
    fnl_company_tell(company, &(struct fnl_fact){.kind = FNL_FACT_REQUEST,
                                                 .time = company->now,
                                                 .key = lead->key,
                                                 .source = lead->source,
                                                 .rep = lead->rep,
                                                 .client = lead->client,
                                                 .index = lead->requests,
                                                 .detail = lead->stage});
}

const struct fnl_mechanism fnl_microclose_mechanism = {
    .is_present = is_present,
    .touch_held = touch_held,
};
