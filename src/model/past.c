/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/past.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "model/state.h"

static uint32_t source_named(const struct fnl_settings *settings, const char *name)
{
    uint32_t first = FNL_NOBODY;
    for (uint32_t i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        if (strcmp(source->name, name) == 0)
            return i;
        if (first == FNL_NOBODY && source->kind != FNL_SOURCE_REFERRAL)
            first = i;
    }
    return first == FNL_NOBODY ? 0 : first;
}

static unsigned stage_named(const struct fnl_settings *settings, const char *name)
{
    for (unsigned i = 0; i < settings->stages.count; i++)
        if (strcmp(fnl_settings_stage(settings, i)->name, name) == 0)
            return i;
    return (unsigned)settings->stages.count - 1;
}

bool fnl_past_init(struct fnl_past *past, const struct fnl_plan *plan)
{
    const struct fnl_settings *present = plan->phases[0].settings;
    past->settings = plan->past ? plan->past : present;
    const size_t sources = past->settings->sources.count, stages = past->settings->stages.count;
    past->sources = fnl_memory_zeroed(sources, sizeof *past->sources);
    past->stages = fnl_memory_zeroed(stages, sizeof *past->stages);
    past->shares = fnl_memory_zeroed((stages + 1) * sources, sizeof *past->shares);
    if (!past->sources || !past->stages || !past->shares)
        return false;
    for (uint32_t i = 0; i < sources; i++)
        past->sources[i] = source_named(present, fnl_settings_source(past->settings, i)->name);
    for (unsigned i = 0; i < stages; i++)
        past->stages[i] = stage_named(present, fnl_settings_stage(past->settings, i)->name);
    return true;
}

void fnl_past_fini(struct fnl_past *past)
{
    free(past->sources);
    free(past->stages);
    free(past->shares);
}

/* What moves the chances of a person: of going on, and of being there. */
struct effects {
    double going_on, showing;
};

/* The chance to come through `stage`: to be there for its touches and to go on. */
static double chance_of_stage(const struct fnl_stage *stage, struct effects effects)
{
    const double shows = fnl_chance_moved(stage->shows, effects.showing);
    const double held = 1 - pow(1 - shows, (double)stage->tries);
    const double touches = fnl_law_mean(&stage->touches);
    return pow(held, touches < 1 ? 1 : touches) * fnl_chance_moved(stage->go_on, effects.going_on);
}

/* The greatest effects that there can be. */
static struct effects best_effects(const struct fnl_company *company)
{
    const struct fnl_effects *effects = &company->settings->effects;
    const double slopes[FNL_TRAITS] = {effects->fit, effects->budget, effects->need,
                                       effects->interest, effects->trust};
    struct fnl_lead best = {.key = 0};
    for (unsigned trait = 0; trait < FNL_TRAITS; trait++)
        fnl_truth_take(&best.truth, (enum fnl_trait)trait, slopes[trait] > 0);
    const double going_on = fnl_truth_effect(company, &best);
    fnl_truth_take(&best.truth, FNL_TRAIT_INTEREST, effects->interest_on_shows > 0);
    return (struct effects){going_on, fnl_truth_effect_on_shows(company, &best)};
}

/* The chance that `person` passed the test of qualification, against that of the best. */
static double relative_chance_of_test(const struct fnl_company *company, struct fnl_lead *person)
{
    const struct fnl_qualify_test *test = &company->test;
    const double good = test->sensitivity, bad = 1 - test->specificity;
    if (test->by == FNL_QUALIFIED_BY_NOBODY || (good <= 0 && bad <= 0))
        return 1;
    return (fnl_truth_is_qualified(company, person, test->bar) ? good : bad) /
           (good > bad ? good : bad);
}

/* The chance to come through all stages before `stage`. */
static double chance_of_stages(const struct fnl_company *company, unsigned stage,
                               struct effects effects)
{
    double chance = 1;
    for (unsigned before = 0; before < stage; before++)
        chance *= chance_of_stage(fnl_company_stage(company, before), effects);
    return chance;
}

/* The chance that `person` got as far as `stage`, where that of the best there can be is `best`. */
static double relative_chance(const struct fnl_company *company, struct fnl_lead *person,
                              unsigned stage, double best)
{
    const struct effects effects = {fnl_truth_effect(company, person),
                                    fnl_truth_effect_on_shows(company, person)};
    const double of_test = relative_chance_of_test(company, person);
    return best > 0 ? of_test * chance_of_stages(company, stage, effects) / best : of_test;
}

/* Where hardly anybody gets so far, the last attempt is as good as any. */
#define MOST_ATTEMPTS 500

struct fnl_truth fnl_past_truth(const struct fnl_company *company, uint64_t key, uint32_t source,
                                unsigned stage)
{
    const double best = chance_of_stages(company, stage, best_effects(company));
    struct fnl_lead candidate = {.key = key, .source = source};
    for (uint64_t attempt = 1;; attempt++) {
        for (unsigned trait = 0; trait < FNL_TRAITS; trait++)
            fnl_truth_of(company, &candidate, (enum fnl_trait)trait);
        if (attempt == MOST_ATTEMPTS ||
            fnl_company_chance(company, relative_chance(company, &candidate, stage, best),
                               candidate.key, FNL_PURPOSE_OPENING_GATES))
            return candidate.truth;
        candidate = (struct fnl_lead){.key = fnl_key_part(key, attempt), .source = source};
    }
}

/*
 * Over the whole years that the dates span: what went before is the same however far one looks
 * ahead.
 */
static double events_a_month(const struct fnl_param_dates *dates)
{
    if (dates->count == 0)
        return 0;
    int first = dates->days[0], last = dates->days[0];
    for (size_t i = 1; i < dates->count; i++) {
        first = dates->days[i] < first ? dates->days[i] : first;
        last = dates->days[i] > last ? dates->days[i] : last;
    }
    return (double)dates->count / (12 * ceil((last - first + 1) / 365.25));
}

/* People a month, as far as they are stated. */
static double stated_volume(const struct fnl_source *source)
{
    return fnl_law_mean(&source->leads_per_month) +
           fnl_law_mean(&source->people_per_event) * events_a_month(&source->dates);
}

/* What the average person from a source is like. */
static struct fnl_lead average_person(const struct fnl_source *source, uint32_t index)
{
    struct fnl_lead person = {.source = index};
    fnl_truth_take(&person.truth, FNL_TRAIT_FIT, fnl_law_mean(&source->fit));
    fnl_truth_take(&person.truth, FNL_TRAIT_BUDGET, fnl_law_mean(&source->budget));
    fnl_truth_take(&person.truth, FNL_TRAIT_NEED, fnl_law_mean(&source->need));
    fnl_truth_take(&person.truth, FNL_TRAIT_INTEREST, fnl_law_mean(&source->interest));
    fnl_truth_take(&person.truth, FNL_TRAIT_TRUST, fnl_law_mean(&source->trust));
    return person;
}

/* Sources as the average person from each goes: near enough for who was there before. */
void fnl_past_weigh(struct fnl_company *company)
{
    const struct fnl_settings *settings = company->past.settings;
    const size_t sources = settings->sources.count;
    for (unsigned stage = 0; stage <= settings->stages.count; stage++) {
        const double best = chance_of_stages(company, stage, best_effects(company));
        double *shares = company->past.shares + stage * sources, sum = 0;
        for (uint32_t i = 0; i < sources; i++) {
            const struct fnl_source *source = fnl_settings_source(settings, i);
            struct fnl_lead person = average_person(source, i);
            sum += stated_volume(source) * relative_chance(company, &person, stage, best);
            shares[i] = sum;
        }
    }
}

uint32_t fnl_past_source(const struct fnl_company *company, uint64_t key, unsigned stage)
{
    const struct fnl_past *past = &company->past;
    const uint32_t sources = (uint32_t)past->settings->sources.count;
    const double *shares = past->shares + (size_t)stage * sources;
    if (shares[sources - 1] <= 0)
        return source_named(past->settings, "");
    struct fnl_stream stream;
    fnl_stream_open(&stream, company->key, key, FNL_PURPOSE_OPENING_SOURCE);
    const double place = fnl_stream_uniform(&stream) * shares[sources - 1];
    uint32_t source = 0;
    while (source + 1 < sources && place >= shares[source])
        source++;
    return source;
}
