/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * depletion.h - a market that ends: so many firms could ever buy, the best of
 * them come first, and those who have come are gone.
 *
 * Of `size` firms let C have come, been bought or found, or been put on a list,
 * since the first day; g = C / size is the share that is gone. In what is left,
 * a source brings 1 - g of the people that it says, whether they come by
 * themselves, are bought or are looked for by reps: the same effort finds fewer
 * who are not known yet. How many are referred is up to the clients. And since
 * those who fit come first, the fit f of somebody new is
 *
 *     logistic(logit(f) - best_first * g),
 *
 * so what the sources say holds where nobody is gone: today. Every day a part of
 * C is as good as new, for firms are founded, people change their jobs, and what
 * was said is forgotten. With n people a day from sources that are not depleted
 * themselves, no renewal and no referrals, C after d days is on average
 * size * (1 - (1 - n / size)^d).
 *
 * What is gone counts from one day to the next: on one day everybody comes from
 * the same market.
 */
#ifndef FUNNELSIM_MODEL_DEPLETION_H
#define FUNNELSIM_MODEL_DEPLETION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"

struct fnl_company;
struct fnl_levels;
struct fnl_mechanism;

struct fnl_depletion {
    bool present;
    int64_t size;           /* firms that could buy and have not been met; 0: without end */
    double best_first;      /* log-odds of fit between an untouched market and one that is gone */
    double renews_per_year; /* share of those who are gone who are as good as new a year later */
};
extern const struct fnl_param_table fnl_depletion_table;

extern const struct fnl_mechanism fnl_depletion_mechanism;

/* The share of the market that is gone today, 0 to 1; 0 without the group. */
double fnl_depletion_gone(const struct fnl_company *company);

#endif
