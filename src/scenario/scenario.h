/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * scenario.h - what the layers above may see of a scenario besides its public
 * face: the plan for the model, and variants in which what is uncertain is moved.
 */
#ifndef FUNNELSIM_SCENARIO_SCENARIO_H
#define FUNNELSIM_SCENARIO_SCENARIO_H

#include <funnelsim/scenario.h>

#include "model/plan.h"
#include "scenario/evidence.h"

/* The plan; owned by the scenario. */
const struct fnl_plan *fnl_scenario_plan(const fnl_scenario *scenario);

/* The settings in force from the first day. */
const struct fnl_settings *fnl_scenario_settings(const fnl_scenario *scenario);

/* What every value in use rests on, `*count` of them; owned by the scenario. */
const struct fnl_evidence *fnl_scenario_evidence(const fnl_scenario *scenario, size_t *count);

/*
 * The scenario with each value that states a range moved to what it might be
 * instead: sample `sample` of `samples`, a Latin hypercube in which each value's
 * place depends on its path, on `seed` and on `samples` alone, so that every
 * option of a comparison moves the same way. The variant is the caller's to
 * free and must not outlive `scenario`.
 */
fnl_status fnl_scenario_shaken(const fnl_scenario *scenario, uint64_t seed, size_t sample,
                               size_t samples, fnl_scenario **variant, struct fnl_error *error);

#endif
