/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * truth.h - what a person really is: fit, budget, need, interest, trust, and
 * whether a pain.
 *
 * Nobody in the simulated firm can see this. Policies see noisy observations
 * (model/question.h) and may not include this header; a check holds them to it.
 * Each trait is drawn when it is first needed: a name that nobody ever reaches
 * costs one draw at most, and since every draw has its own address, when makes
 * no difference to what.
 */
#ifndef FUNNELSIM_MODEL_TRUTH_H
#define FUNNELSIM_MODEL_TRUTH_H

#include <stdbool.h>
#include <stdint.h>

struct fnl_company;
struct fnl_lead;

enum fnl_trait {
    FNL_TRAIT_FIT,
    FNL_TRAIT_BUDGET,
    FNL_TRAIT_NEED,
    FNL_TRAIT_INTEREST,
    FNL_TRAIT_TRUST,
};
#define FNL_TRAITS (FNL_TRAIT_TRUST + 1)

/* Zeroed, nothing is known yet. */
struct fnl_truth {
    float traits[FNL_TRAITS]; /* 0 to 1 */
    uint8_t drawn;            /* one bit for each that has been */
    uint8_t bothered;         /* unwanted touches so far; 255 for more (goodwill.h) */
    uint16_t unaware;         /* of us, in 65535ths: 0 is fully aware (awareness.h) */
};

/* A trait of `lead`, 0 to 1, drawn if it has not been. */
double fnl_truth_of(const struct fnl_company *company, struct fnl_lead *lead, enum fnl_trait trait);

/* Sets a trait that is known from elsewhere: a client who buys again is who it was. */
void fnl_truth_take(struct fnl_truth *truth, enum fnl_trait trait, double value);

/* Whether somebody of this key and source, referred by a pain or not, is a pain. */
bool fnl_truth_is_pita(const struct fnl_company *company, uint64_t key, uint32_t source,
                       bool referred_by_pita);

/* The sum of all effects on this lead's chance to go on, on the logit scale, but skill's. */
double fnl_truth_effect(const struct fnl_company *company, struct fnl_lead *lead);

/* The same on the chance that a touch takes place. */
double fnl_truth_effect_on_shows(const struct fnl_company *company, struct fnl_lead *lead);

/* Factor on the gaps between this lead's touches, above 0: whoever trusts us moves faster. */
double fnl_truth_factor_on_gaps(const struct fnl_company *company, struct fnl_lead *lead);

/* Whether fit, budget and need are each at least `bar`. */
bool fnl_truth_is_qualified(const struct fnl_company *company, struct fnl_lead *lead, double bar);

#endif
