/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * forecast.h - what the reps think that they will sign, against what comes.
 *
 * At the beginning of each fiscal quarter every rep who hands in a forecast
 * guesses about each of its deals with which it has talked. Let w be the chance
 * that the deal, as it stands, is signed one day: that it goes on at every step
 * still to come, with what mechanisms say of it where it is now, and never goes
 * dark; d the days that its gaps take on average until then, and D those of the
 * quarter. The true chance to be signed in the quarter, were the time until then
 * exponential and no work waiting, is
 *
 *     p = w (1 - exp(-D / d)),
 *
 * which the rep sees with happy ears b and noise of spread s:
 *
 *     logit(guess) = logit(p) + b + s z,
 *
 * and the value with noise of its own, v' = v exp(r z'). It expects the sum of
 * guess times value, of which it may keep a share back (sandbagging), and it
 * commits the deals that it guesses as likely as `commit_from` or likelier.
 *
 * A forecast only looks: nothing but what is said of it is different with it.
 * What came of it is what was signed in the quarter of the deals that were in
 * it; deals in a queue that all reps share are in nobody's.
 */
#ifndef FUNNELSIM_MODEL_FORECAST_H
#define FUNNELSIM_MODEL_FORECAST_H

#include <stdbool.h>

#include "base/param.h"

struct fnl_company;
struct fnl_lead;
struct fnl_mechanism;

struct fnl_forecast {
    bool present;
    double handed_in;   /* share of the reps who hand one in */
    double happy_ears;  /* log-odds added to the true chance */
    double noise;       /* standard deviation of a deal's guess, in log-odds */
    double value_noise; /* the same of its value, in logarithms */
    double kept_back;   /* share of what it expects that a rep does not tell */
    double commit_from; /* guessed chance from which a deal is committed */
};
extern const struct fnl_param_table fnl_forecast_table;

extern const struct fnl_mechanism fnl_forecast_mechanism;

/*
 * The true chance that `lead`, which is in a stage, signs with its rep one day, and the days that
 * its gaps take on average until it does.
 */
double fnl_forecast_wins(const struct fnl_company *company, struct fnl_lead *lead);
double fnl_forecast_days(const struct fnl_company *company, const struct fnl_lead *lead);

#endif
