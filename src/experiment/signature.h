/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * signature.h - a number for all that the results of a job depend on.
 *
 * Results that were lived through elsewhere, in another process or last night,
 * may stand beside our own only if they are those that we would have come to.
 * So whoever has a job mixes what it depends on: the kind of work, the seed, the
 * plans, the sizes of what is left behind. This program's version and how this
 * machine lays out numbers are in every signature. What makes no difference to
 * a result is in none: threads, or how many futures there are to be besides.
 */
#ifndef FUNNELSIM_EXPERIMENT_SIGNATURE_H
#define FUNNELSIM_EXPERIMENT_SIGNATURE_H

#include <stdint.h>

#include "base/key.h"
#include "model/plan.h"

/* The signature of work of that kind, to begin with. */
uint64_t fnl_signature_begin(const char *kind, uint64_t seed);

/* The same with one thing more that it depends on. Order matters. */
static inline uint64_t fnl_signature_with(uint64_t signature, uint64_t part)
{
    return fnl_key_part(signature, part);
}

/* The same with a plan: its scenario and the devices in it. */
uint64_t fnl_signature_plan(uint64_t signature, const struct fnl_plan *plan);

#endif
