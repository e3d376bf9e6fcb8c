/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * intake.h - from what was typed to scenarios that have been accepted.
 */
#ifndef FUNNELSIM_CLI_INTAKE_H
#define FUNNELSIM_CLI_INTAKE_H

#include <funnelsim/claims.h>
#include <funnelsim/map.h>
#include <funnelsim/scenario.h>

#include "options.h"

/*
 * Loads `file` as the options say (--set, --months), laid over `base` unless that is NULL. Whatever
 * is wrong with it is said on standard error, and so is, unless --quiet, over whose firm a strategy
 * is laid that stands by itself; with `told` not NULL, what is wrong in the scenario is added there
 * instead, unless it is there already: the options of a comparison share a base, and its mistakes
 * are said once. `*scenario` is the caller's to free; NULL when anything but FNL_EXIT_DONE is
 * returned.
 */
enum fnl_exit fnl_intake_load(const struct fnl_options *options, const char *file, const char *base,
                              struct fnl_mistakes *told, fnl_scenario **scenario);

/*
 * Loads the map that the options ask for: of one strategy held against --base, or of the second
 * against the first, each laid over --base if there is one. As above.
 */
enum fnl_exit fnl_intake_map(const struct fnl_options *options, fnl_map **map);

/* The first twelve months of a scenario that fnl_intake_load accepted, laid over --base. */
enum fnl_exit fnl_intake_year(const struct fnl_options *options, const char *file,
                              fnl_scenario **scenario);

/* What fnl_intake_load is for a scenario, for the claims of `count` files, laid over --base where
 * it was given. */
enum fnl_exit fnl_intake_claims(const struct fnl_options *options, const char *const *files,
                                size_t count, fnl_claims **claims);

#endif
