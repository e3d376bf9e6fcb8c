/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * past.h - where the people of the first day came from, and what they are like.
 *
 * Clients and open deals did not fall from the sky: they came from the sources
 * that there were, as many as these bring, and got as far as they are. One
 * candidate after the other is drawn, with a source by its stated volume, and is
 * taken with the chance that they came through the test and the stages before: so
 * a deal in a late stage is more often one of fit people. All of it is drawn as
 * the firm was before anybody had plans for it (plan.h), by the deal's own name:
 * what a strategy does about volumes, prices or stages leaves the first day as it
 * is.
 *
 * How many people were found by prospecting or sent by clients is not known
 * beforehand, so only stated volumes count. How good the rep is does not count
 * either, for nobody knows who had the deal until then.
 */
#ifndef FUNNELSIM_MODEL_PAST_H
#define FUNNELSIM_MODEL_PAST_H

#include <stdbool.h>
#include <stdint.h>

#include "model/truth.h"

struct fnl_company;
struct fnl_plan;
struct fnl_settings;

/*
 * What it takes to get to a stage: the chance of the fittest, and how much of
 * it is left, 1 to 0, when the effect of the traits on showing up and on going
 * on falls short of theirs by so many steps of its whole range.
 */
#define FNL_PAST_STEPS 16
struct fnl_past_gate {
    double best;
    double showing[FNL_PAST_STEPS + 1], going_on[FNL_PAST_STEPS + 1];
};

/* Kept by a company for all its runs. */
struct fnl_past {
    const struct fnl_settings *settings;
    uint32_t *sources;           /* of the phases, by source of the past */
    unsigned *stages;            /* of the phases, by stage of the past */
    double *volumes;             /* people a month by source of the past, cumulated */
    struct fnl_past_gate *gates; /* by stage; behind the last one is a signature */
};

/*
 * Meets the sources and stages of the past of `plan` with those of its phases,
 * by name. People of a source that the phases no longer list are told of as of
 * their first source that is not of referrals; a deal in a stage that they no
 * longer list is in the next one that they do. False when memory runs out; for
 * fnl_past_fini in any case.
 */
bool fnl_past_init(struct fnl_past *past, const struct fnl_plan *plan);
void fnl_past_fini(struct fnl_past *past);

/* A run begins; the company's settings must be those of its past. */
void fnl_past_begin(struct fnl_company *company);

/* Somebody who got to a stage: where from, what like, and whether a pain. */
struct fnl_past_person {
    uint32_t source; /* of the past */
    struct fnl_truth truth;
    bool pita;
};

/* Whoever has `key` and got to `stage` of the past; the stage behind the last is a signature. */
struct fnl_past_person fnl_past_draw(const struct fnl_company *company, uint64_t key,
                                     unsigned stage);

#endif
