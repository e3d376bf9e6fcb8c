/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/passage.h"

#include <math.h>
#include <string.h>

#include "model/question.h"

static const struct fnl_handoff_policy *policy_of(const struct fnl_settings *settings)
{
    return (const struct fnl_handoff_policy *)settings->handoff.policy;
}

bool fnl_passage_tells_apart(const struct fnl_settings *settings)
{
    return policy_of(settings)->score_noise || policy_of(settings)->signal;
}

/* What is left of something that loses the same share with each of `touches`. */
static double left_after(int64_t touches, double share)
{
    return pow(1 - share, (double)touches);
}

/* A trait after `touches`, each of which gives a share of what is missing. */
static double warmed(double trait, double share, int64_t touches)
{
    return 1 - (1 - trait) * left_after(touches, share);
}

/* As model/observation.h has it, after so many touches of nurture. */
static double score_of(const struct fnl_settings *settings, const struct fnl_source *source,
                       const struct fnl_passage_person *person, int64_t touches)
{
    const double interest = warmed(person->interest, settings->nurture.interest_per_touch, touches);
    const double mean = (person->fit + person->budget + person->need + interest) / 4;
    const double noise = policy_of(settings)->score_noise(settings->handoff.params);
    return source->reliability * mean + (1 - source->reliability) * person->uniform +
           noise * person->normal;
}

static double chance_to_show(const struct fnl_signal *signal,
                             const struct fnl_passage_person *person)
{
    const bool worth =
        person->fit >= signal->bar && person->budget >= signal->bar && person->need >= signal->bar;
    return worth ? signal->sensitivity : 1 - signal->specificity;
}

/* Any of those called `name`; each is shown or not whatever the others are. */
static double chance_to_signal(const struct fnl_settings *settings, const char *name,
                               const struct fnl_passage_person *person)
{
    const struct fnl_signal *signals = settings->signals.items;
    double shows_none = 1;
    for (size_t i = 0; i < settings->signals.count; i++)
        if (strcmp(name, FNL_SIGNAL_ANY) == 0 || strcmp(name, signals[i].name) == 0)
            shows_none *= 1 - chance_to_show(&signals[i], person);
    return 1 - shows_none;
}

/* The chance that the policy hands somebody on after so many touches. */
static double chance_to_be_ready(const struct fnl_settings *settings,
                                 const struct fnl_source *source,
                                 const struct fnl_passage_person *person, int64_t touches)
{
    const struct fnl_handoff_policy *policy = policy_of(settings);
    const void *params = settings->handoff.params;
    struct fnl_handoff_view view = {.referred = source->kind == FNL_SOURCE_REFERRAL};
    if (policy->score_noise)
        view.score = score_of(settings, source, person, touches);
    const double silent = policy->hands_on(params, &view);
    if (!policy->signal)
        return silent;
    const double signals = chance_to_signal(settings, policy->signal(params), person);
    view.signalled = true;
    return signals * policy->hands_on(params, &view) + (1 - signals) * silent;
}

/* After how many touches somebody is ready who is not at first; more than are made for never. */
static int64_t touches_until_ready(const struct fnl_settings *settings,
                                   const struct fnl_source *source,
                                   const struct fnl_passage_person *person)
{
    int64_t early = 0, ready = settings->nurture.touches + 1;
    while (ready - early > 1) {
        const int64_t middle = early + (ready - early) / 2;
        if (chance_to_be_ready(settings, source, person, middle) > 0)
            ready = middle;
        else
            early = middle;
    }
    return ready;
}

/* The share of what is ready that gets from the one desk to the other. */
static double share_handed_over(const struct fnl_settings *settings,
                                const struct fnl_source *source, bool is_reps)
{
    const struct fnl_alignment *alignment = &settings->alignment;
    if (is_reps || source->kind == FNL_SOURCE_REFERRAL || fnl_source_is_prospected(source))
        return 1;
    return (1 - settings->management.dropped) *
           fnl_chance_moved(alignment->follow_up,
                            alignment->on_follow_up * (2 * alignment->trust - 1));
}

/* Touches that are made, expected, of `touches` after each of which some want no more. */
static double made_of(int64_t touches, double lost)
{
    return lost > 0 ? (1 - left_after(touches, lost)) / lost : (double)touches;
}

/* The way of somebody who is not ready at first. */
static struct fnl_passage nurture(const struct fnl_settings *settings,
                                  const struct fnl_source *source,
                                  const struct fnl_passage_person *person)
{
    const struct fnl_nurture *about = &settings->nurture;
    const bool by_reps = about->who == FNL_NURTURE_BY_REPS;
    const int64_t until = touches_until_ready(settings, source, person);
    const int64_t touches = until <= about->touches ? until : about->touches;
    struct fnl_passage passage = {
        .interest = warmed(person->interest, about->interest_per_touch, touches),
        .trust = warmed(person->trust, about->trust_per_touch, touches),
    };
    if (until <= about->touches)
        passage.share = left_after(touches, about->lost_per_touch) *
                        share_handed_over(settings, source, by_reps);
    if (by_reps)
        passage.hours = about->hours_per_touch * made_of(touches, about->lost_per_touch);
    return passage;
}

struct fnl_passage fnl_passage_of(const struct fnl_settings *settings,
                                  const struct fnl_source *source,
                                  const struct fnl_passage_person *person)
{
    const double ready = chance_to_be_ready(settings, source, person, 0);
    if (ready == 0 && policy_of(settings)->nurtures)
        return nurture(settings, source, person);
    return (struct fnl_passage){.share = ready * share_handed_over(settings, source, false),
                                .interest = person->interest,
                                .trust = person->trust};
}
