/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * observation.h - what the firm can see of people: all that a policy is told.
 *
 * What somebody says is true as far as their source is reliable; the rest is
 * noise: observed = reliability * truth + (1 - reliability) * uniform, drawn
 * once for each thing that is observed, so that asking twice gives the same
 * answer. At a reliability of 1, the standard, people are what they say.
 *
 * Of a client the firm keeps what it saw when they signed, for nothing that is
 * published says how much better it knows them later; only that somebody is a
 * pain shows by itself, after four weeks of service: by the second bill in every
 * month of the year. Until then there are the red flags.
 */
#ifndef FUNNELSIM_MODEL_OBSERVATION_H
#define FUNNELSIM_MODEL_OBSERVATION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"

struct fnl_company;
struct fnl_client;
struct fnl_lead;

/* The fit and the interest that a lead declares, 0 to 1. */
double fnl_observation_fit(const struct fnl_company *company, struct fnl_lead *lead);
double fnl_observation_interest(const struct fnl_company *company, struct fnl_lead *lead);

/* The fit of somebody of that key and source whose true fit is `fit`. */
double fnl_observation_of_fit(const struct fnl_company *company, uint64_t key, uint32_t source,
                              double fit);

/*
 * Marketing's score of an episode: the mean of fit, budget, need and interest as the lead declares
 * them, with the scorer's own noise of standard deviation `noise` on top.
 */
double fnl_observation_score(const struct fnl_company *company, struct fnl_lead *lead,
                             double noise);

/* How satisfied a client says it is this month, 0 to 1. */
double fnl_observation_mood(const struct fnl_company *company, const struct fnl_client *client);

/* After so long it shows who is a pain. */
#define FNL_OBSERVATION_SHOWS (28 * FNL_DAY)

/* Whether a client looks like a pain by now. */
bool fnl_observation_of_pain(const struct fnl_company *company, const struct fnl_client *client);

#endif
