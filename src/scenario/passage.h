/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * passage.h - the way of one person from marketing to sales, as the figures imply
 * it, without simulating.
 *
 * The handoff policy is asked about them as it would be in a simulation
 * (model/marketing.h): with the score that marketing gives them, and whether they
 * show the signal that it goes by. Whoever is not ready is nurtured, where the
 * policy says so, and asked about again after each touch; since their luck with
 * the scorer stays the same and a touch only adds interest, they are ready from
 * some touch on, or never. What is handed over is dropped with a chance, and
 * followed up with another, at the trust between the two desks that is stated.
 *
 * Reps keep whom they have found or nurtured, and nobody drops whom a client has
 * recommended: of these all get to sales who are ready.
 */
#ifndef FUNNELSIM_SCENARIO_PASSAGE_H
#define FUNNELSIM_SCENARIO_PASSAGE_H

#include <stdbool.h>

#include "model/settings.h"

/* Somebody before sales. */
struct fnl_passage_person {
    double fit, budget, need, interest, trust; /* 0 to 1 */
    double uniform, normal;                    /* their luck with what the scorer sees of them */
};

struct fnl_passage {
    double share;           /* chance to get to sales, 0 to 1 */
    double hours;           /* of reps, expected, to nurture them before that */
    double interest, trust; /* of whoever gets there, 0 to 1 */
};

/* Whether the handoff policy sets people apart. */
bool fnl_passage_tells_apart(const struct fnl_settings *settings);

/* The way of `person`, who is of `source` and has not been ruled out before. */
struct fnl_passage fnl_passage_of(const struct fnl_settings *settings,
                                  const struct fnl_source *source,
                                  const struct fnl_passage_person *person);

#endif
