/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sourcecheck.h - checks of the sources, from which people come: that each brings
 * them in the way of its kind, that the mechanisms which need a source of some kind
 * have one, and that it is known of which segment people are.
 */
#ifndef FUNNELSIM_SCENARIO_SOURCECHECK_H
#define FUNNELSIM_SCENARIO_SOURCECHECK_H

#include "scenario/checking.h"

/* There is a source, and each has the volume, the events and the lists of its kind alone. */
void fnl_sourcecheck_sources(const struct fnl_checking *checking);

/* Lists of target accounts have a source that says what these are like. */
void fnl_sourcecheck_targets(const struct fnl_checking *checking);

/* Referrals, and a policy that asks for them, have a source that says what referred people are
 * like. */
void fnl_sourcecheck_referrals(const struct fnl_checking *checking);

/* Each source names a segment that there is, or leaves it to the shares of all. */
void fnl_sourcecheck_segments(const struct fnl_checking *checking);

#endif
