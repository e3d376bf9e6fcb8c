/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * remark.h - what is no mistake in a scenario and would mislead all the same: what
 * is said in vain, and what costs nothing though it looks as if it did.
 */
#ifndef FUNNELSIM_SCENARIO_REMARK_H
#define FUNNELSIM_SCENARIO_REMARK_H

#include <stdbool.h>
#include <stddef.h>

#include "model/settings.h"

/* Bytes of the longest remark. */
#define FNL_REMARK_TEXT 400

/*
 * What is chosen without the mechanism that it works on, or the other way round,
 * in a sentence: it does nothing, and would seem to be worth nothing. The
 * `number`-th, from 0; NULL when there are no more. One that names something of
 * the firm is written into `text`.
 */
const char *fnl_remark_idle(const struct fnl_settings *settings, size_t number,
                            char text[FNL_REMARK_TEXT]);

/* What is not paid for though it looks like it, in a sentence; NULL when there is no such thing. */
const char *fnl_remark_unpaid(const struct fnl_settings *settings);

/* Whether an extra allowance (extra_budget) would be spent on anything: on leads that are bought,
 * or on asks that cost money. */
bool fnl_remark_spends(const struct fnl_settings *settings);

#endif
