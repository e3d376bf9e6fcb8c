/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * kinship.h - how clients beget clients: who sent whom, by what they are and by
 * generation.
 *
 * A line of referrals is a branching process of two types, ideal clients and
 * those who are a pain. The mean number of new clients of each type that a client
 * of each type sends is its matrix; the number by which the matrix stretches in
 * the long run, its spectral radius, tells whether lines die out (below 1) or
 * carry themselves (Harris 1963, "The Theory of Branching Processes", chapter 2).
 *
 * Only clients beget here: who was introduced by somebody who had not signed is
 * counted apart. A run sees what was sent until its end, and who signed late has
 * had little time: these numbers are of the horizon, not of whole lives.
 */
#ifndef FUNNELSIM_OBSERVE_KINSHIP_H
#define FUNNELSIM_OBSERVE_KINSHIP_H

#include <stdint.h>

#include "observe/fate.h"

/* Generations counted by themselves; the last one holds all after it, too. */
#define FNL_KINSHIP_GENERATIONS 6

enum fnl_kin { FNL_KIN_IDEAL, FNL_KIN_PITA };
#define FNL_KINDS_OF_KIN 2

struct fnl_kinship {
    /* People, by generation and type: who left and was won back is one. */
    int64_t clients[FNL_KINSHIP_GENERATIONS][FNL_KINDS_OF_KIN];
    /* New clients by the generation and the type of who sent them, and by their own type. */
    int64_t sent[FNL_KINSHIP_GENERATIONS][FNL_KINDS_OF_KIN][FNL_KINDS_OF_KIN];
    int64_t by_others; /* new clients who were introduced by somebody who was no client then */
};

/* Counts what became of everybody. */
struct fnl_kinship fnl_kinship_of(const struct fnl_fates *fates);

/* Whether a client with that record was sent by a client. */
bool fnl_kinship_is_sent(const struct fnl_fate *fate);

/* Clients of a type, and of these how many new clients of type `to` they sent, over all
 * generations. */
int64_t fnl_kinship_clients(const struct fnl_kinship *kinship, enum fnl_kin kin);
int64_t fnl_kinship_sent(const struct fnl_kinship *kinship, enum fnl_kin from, enum fnl_kin to);

/* The spectral radius of a matrix of means, each at least 0. */
double fnl_kinship_radius(const double means[FNL_KINDS_OF_KIN][FNL_KINDS_OF_KIN]);

#endif
