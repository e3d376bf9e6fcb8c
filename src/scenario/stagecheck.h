/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stagecheck.h - checks of the stages of a deal: how many there are, which meetings they
 * hold, and what becomes of deals that end in them.
 */
#ifndef FUNNELSIM_SCENARIO_STAGECHECK_H
#define FUNNELSIM_SCENARIO_STAGECHECK_H

#include "scenario/checking.h"

/* There is a stage, and there are no more than there is room for. */
void fnl_stagecheck_count(const struct fnl_checking *checking);

/* Each stage holds a kind of meeting that there is, and a loss in it has a cause. */
void fnl_stagecheck_stages(const struct fnl_checking *checking);

/* The stage after which the accept policy is asked is one of them. */
void fnl_stagecheck_early(const struct fnl_checking *checking);

#endif
