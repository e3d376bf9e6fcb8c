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

/* The stage of that name, or the next one that is still there. */
static unsigned stage_met(const struct fnl_settings *past, const struct fnl_settings *present,
                          unsigned stage)
{
    for (; stage < past->stages.count; stage++)
        for (unsigned i = 0; i < present->stages.count; i++)
            if (strcmp(fnl_settings_stage(present, i)->name,
                       fnl_settings_stage(past, stage)->name) == 0)
                return i;
    return (unsigned)present->stages.count - 1;
}

/* People whom the events of a year bring, of those that are stated. */
static double people_of_events(const struct fnl_settings *settings, const struct fnl_source *source)
{
    size_t events = 0;
    for (size_t i = 0; i < source->dates.count; i++)
        events += source->dates.days[i] >= settings->start &&
                  source->dates.days[i] < settings->start + 365;
    return fnl_law_mean(&source->people_per_event) * (double)events;
}

static void add_up_volumes(struct fnl_past *past)
{
    double sum = 0;
    for (unsigned i = 0; i < past->settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(past->settings, i);
        sum +=
            fnl_law_mean(&source->leads_per_month) + people_of_events(past->settings, source) / 12;
        past->volumes[i] = sum;
    }
}

bool fnl_past_init(struct fnl_past *past, const struct fnl_plan *plan)
{
    const struct fnl_settings *present = plan->phases[0].settings;
    past->settings = plan->past ? plan->past : present;
    const size_t sources = past->settings->sources.count, stages = past->settings->stages.count;
    past->sources = fnl_memory_zeroed(sources, sizeof *past->sources);
    past->volumes = fnl_memory_zeroed(sources, sizeof *past->volumes);
    past->stages = fnl_memory_zeroed(stages, sizeof *past->stages);
    past->gates = fnl_memory_zeroed(stages + 1, sizeof *past->gates);
    if (!past->sources || !past->volumes || !past->stages || !past->gates)
        return false;
    for (uint32_t i = 0; i < sources; i++)
        past->sources[i] = source_named(present, fnl_settings_source(past->settings, i)->name);
    for (unsigned i = 0; i < stages; i++)
        past->stages[i] = stage_met(past->settings, present, i);
    add_up_volumes(past);
    return true;
}

void fnl_past_fini(struct fnl_past *past)
{
    free(past->sources);
    free(past->volumes);
    free(past->stages);
    free(past->gates);
}

/* What moves the chances of a person: of going on, and of being there. */
struct effects {
    double going_on, showing;
};

/* The chance to be there for the touches of `stage`. */
static double chance_of_showing(const struct fnl_stage *stage, double effect)
{
    return fnl_stage_holds(stage, effect, fnl_stage_touches(stage));
}

/* The chance to come through `stage`: to be there for its touches and to go on. */
static double chance_of_stage(const struct fnl_stage *stage, struct effects effects)
{
    return chance_of_showing(stage, effects.showing) *
           fnl_chance_moved(stage->go_on, effects.going_on);
}

/* Log-odds to go on that a trait adds between 0 and 1. */
static double slope_of(const struct fnl_effects *effects, enum fnl_trait trait)
{
    const double slopes[FNL_TRAITS] = {effects->fit, effects->budget, effects->need,
                                       effects->interest, effects->trust};
    return slopes[trait];
}

/* The greatest effects that there can be. */
static struct effects best_effects(const struct fnl_company *company)
{
    const struct fnl_effects *effects = &company->settings->effects;
    struct fnl_lead best = {.key = 0};
    for (enum fnl_trait trait = 0; trait < FNL_TRAITS; trait++)
        fnl_truth_take(&best.truth, trait, slope_of(effects, trait) > 0);
    const double going_on = fnl_truth_effect(company, &best);
    fnl_truth_take(&best.truth, FNL_TRAIT_INTEREST, effects->interest_on_shows > 0);
    return (struct effects){going_on, fnl_truth_effect_on_shows(company, &best)};
}

/* The chance to pass the test of qualification for who is qualified or not, against the best's. */
static double relative_chance_of_test(const struct fnl_qualify_test *test, bool is_qualified)
{
    const double good = test->sensitivity, bad = 1 - test->specificity;
    if (test->by == FNL_QUALIFIED_BY_NOBODY || (good <= 0 && bad <= 0))
        return 1;
    return (is_qualified ? good : bad) / (good > bad ? good : bad);
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

/* The chance that `person` got as far as `stage`, against that of the best there can be. */
static double relative_chance(const struct fnl_company *company, struct fnl_lead *person,
                              unsigned stage)
{
    const double best = company->past.gates[stage].best;
    const struct effects effects = {fnl_truth_effect(company, person),
                                    fnl_truth_effect_on_shows(company, person)};
    const double of_test = relative_chance_of_test(
        &company->test, fnl_truth_is_qualified(company, person, company->test.bar));
    return best > 0 ? of_test * chance_of_stages(company, stage, effects) / best : of_test;
}

/*
 * Most candidates fail, and what they lack most shows soon. So the number that decides is drawn
 * first, and traits only until the chance that is left, if all others were the best, is clearly
 * below it. How much less each chance is for an effect that falls short of the best is kept in
 * steps, from the better end of each. Above what remains there is a margin that no rounding of a
 * chance can use up, so that who is taken is the same as if all had been drawn.
 */
#define MARGIN_FACTOR 1.01
#define MARGIN        1e-9
/* Where the best chance is smaller, a chance has fewer digits, and all are drawn. */
#define LEAST_BEST 1e-30

/* How far the effect of the traits on going on can fall short of the best. */
static double range_of_going_on(const struct fnl_effects *effects)
{
    double range = 0;
    for (enum fnl_trait trait = 0; trait < FNL_TRAITS; trait++)
        range += fabs(slope_of(effects, trait));
    return range;
}

static void fill_gate(const struct fnl_company *company, unsigned stage, struct effects best)
{
    const struct fnl_effects *effects = &company->settings->effects;
    struct fnl_past_gate *gate = &company->past.gates[stage];
    gate->best = chance_of_stages(company, stage, best);
    for (int step = 0; step <= FNL_PAST_STEPS; step++) {
        const double share = (double)step / FNL_PAST_STEPS;
        const double showing = best.showing - share * fabs(effects->interest_on_shows);
        const double going_on = best.going_on - share * range_of_going_on(effects);
        gate->showing[step] = gate->going_on[step] = 1;
        for (unsigned before = 0; before < stage && gate->best > LEAST_BEST; before++) {
            const struct fnl_stage *its = fnl_company_stage(company, before);
            gate->showing[step] *=
                chance_of_showing(its, showing) / chance_of_showing(its, best.showing);
            gate->going_on[step] *= fnl_chance_moved(its->go_on, going_on) /
                                    fnl_chance_moved(its->go_on, best.going_on);
        }
    }
}

void fnl_past_begin(struct fnl_company *company)
{
    const struct effects best = best_effects(company);
    for (unsigned stage = 0; stage <= company->past.settings->stages.count; stage++)
        fill_gate(company, stage, best);
}

/* How far a trait is from its better end, 0 to 1. */
static double shortfall(double trait, double slope)
{
    return slope > 0 ? 1 - trait : trait;
}

/* Whether the chance of `person` surely is not above `uniform`, by as few traits as will do. */
static bool is_hopeless(const struct fnl_company *company, struct fnl_lead *person,
                        const struct fnl_past_gate *gate, double uniform)
{
    static const enum fnl_trait telling_first[FNL_TRAITS] = {
        FNL_TRAIT_INTEREST, FNL_TRAIT_TRUST, FNL_TRAIT_FIT, FNL_TRAIT_NEED, FNL_TRAIT_BUDGET};
    const struct fnl_effects *effects = &company->settings->effects;
    const double range = range_of_going_on(effects);
    const double of_unqualified = relative_chance_of_test(&company->test, false);
    double of_test = 1, showing = 1, lack = 0;
    for (unsigned i = 0; i < FNL_TRAITS; i++) {
        const enum fnl_trait trait = telling_first[i];
        const double value = fnl_truth_of(company, person, trait);
        const double slope = slope_of(effects, trait);
        lack += range > 0 ? fabs(slope) * shortfall(value, slope) / range : 0;
        if (trait == FNL_TRAIT_INTEREST)
            showing =
                gate->showing[(int)(shortfall(value, effects->interest_on_shows) * FNL_PAST_STEPS)];
        else if (trait != FNL_TRAIT_TRUST && value < company->test.bar)
            of_test = of_unqualified;
        /* A sum of shares may come out just above 1. */
        const double going_on = gate->going_on[(int)(fmin(lack, 1) * FNL_PAST_STEPS)];
        if (uniform >= MARGIN_FACTOR * of_test * showing * going_on + MARGIN)
            return true;
    }
    return false;
}

/* Whether `person` got as far as `stage`. */
static bool got_so_far(const struct fnl_company *company, struct fnl_lead *person, unsigned stage)
{
    const double uniform = fnl_company_uniform(company, person->key, FNL_PURPOSE_OPENING_GATES);
    return !is_hopeless(company, person, &company->past.gates[stage], uniform) &&
           uniform < relative_chance(company, person, stage);
}

/* The source of a candidate: as people come. */
static uint32_t draw_source(const struct fnl_company *company, uint64_t key)
{
    const struct fnl_past *past = &company->past;
    const size_t sources = past->settings->sources.count;
    const double all = past->volumes[sources - 1];
    if (all <= 0)
        return source_named(past->settings, "");
    const double place = fnl_company_uniform(company, key, FNL_PURPOSE_OPENING_SOURCE) * all;
    uint32_t source = 0;
    while (source + 1 < sources && place >= past->volumes[source])
        source++;
    return source;
}

/* Where hardly anybody gets so far, the last attempt is as good as any. */
#define MOST_ATTEMPTS 500

struct fnl_past_person fnl_past_draw(const struct fnl_company *company, uint64_t key,
                                     unsigned stage)
{
    struct fnl_lead candidate = {.key = key};
    candidate.source = draw_source(company, key);
    for (uint64_t attempt = 1; attempt < MOST_ATTEMPTS && !got_so_far(company, &candidate, stage);
         attempt++) {
        candidate = (struct fnl_lead){.key = fnl_key_part(key, attempt)};
        candidate.source = draw_source(company, candidate.key);
    }
    for (enum fnl_trait trait = 0; trait < FNL_TRAITS; trait++)
        fnl_truth_of(company, &candidate, trait);
    return (struct fnl_past_person){candidate.source, candidate.truth,
                                    fnl_truth_is_pita(company, key, candidate.source, false)};
}
