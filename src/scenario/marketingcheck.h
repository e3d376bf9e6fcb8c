/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * marketingcheck.h - checks of what is done between marketing and sales: how fast leads are
 * answered, what is found out about them, when they are handed over, who is blamed, and what money
 * buys.
 */
#ifndef FUNNELSIM_SCENARIO_MARKETINGCHECK_H
#define FUNNELSIM_SCENARIO_MARKETINGCHECK_H

#include "scenario/checking.h"

/* A day's delay does more than an hour's. */
void fnl_marketingcheck_response(const struct fnl_checking *checking);

/* Research is done where records matter. */
void fnl_marketingcheck_research(const struct fnl_checking *checking);

/* The policy by which leads are handed to sales has the nurture and the signals that it goes by. */
void fnl_marketingcheck_handoff(const struct fnl_checking *checking);

/* Where a missed quarter is blamed, a number can be missed, and there is money to shift. */
void fnl_marketingcheck_blame(const struct fnl_checking *checking);

/* A policy that buys leads has money, and a source with a price. */
void fnl_marketingcheck_budget(const struct fnl_checking *checking);

#endif
