/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * past.h - where the people of the first day came from, and what they are like.
 *
 * Clients and open deals did not fall from the sky: they came from the sources
 * that there were, in the shares that these bring, and got as far as they are.
 * A deal in a late stage is therefore more often one from a source of fit
 * people, and its person is drawn given that it came through the gates before.
 * All of it is drawn as the firm was before anybody had plans for it (plan.h),
 * by the deal's own name: what a strategy does about volumes, prices or stages
 * leaves the first day as it is.
 *
 * Of a source's share only its stated volume counts; how many were found by
 * prospecting or sent by clients is not known beforehand. How good the rep is
 * does not count either, for nobody knows who had the deal until then.
 */
#ifndef FUNNELSIM_MODEL_PAST_H
#define FUNNELSIM_MODEL_PAST_H

#include <stdbool.h>
#include <stdint.h>

#include "model/truth.h"

struct fnl_company;
struct fnl_plan;
struct fnl_settings;

/* Kept by a company for all its runs. */
struct fnl_past {
    const struct fnl_settings *settings;
    uint32_t *sources; /* of the phases, by source of the past */
    unsigned *stages;  /* of the phases, by stage of the past */
    double *shares; /* of each source among those in a stage, cumulated; the stage behind the last
                       is a signature */
};

/*
 * Meets the sources and stages of the past of `plan` with those of its phases,
 * by name. One that the phases no longer list is told of as their first source
 * that is not of referrals, and their last stage. False when memory runs out;
 * for fnl_past_fini in any case.
 */
bool fnl_past_init(struct fnl_past *past, const struct fnl_plan *plan);
void fnl_past_fini(struct fnl_past *past);

/* Weighs the sources; the company's settings must be those of its past. */
void fnl_past_weigh(struct fnl_company *company);

/* The source, of the past, of whoever has `key` and got to `stage`. */
uint32_t fnl_past_source(const struct fnl_company *company, uint64_t key, unsigned stage);

/*
 * What whoever has `key`, came from `source` and got to `stage` is like. One
 * candidate after the other is drawn, the first as the key's own person, and
 * taken with the chance that they came through the test and the stages before.
 */
struct fnl_truth fnl_past_truth(const struct fnl_company *company, uint64_t key, uint32_t source,
                                unsigned stage);

#endif
