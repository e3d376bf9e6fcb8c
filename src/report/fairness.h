/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fairness.h - the first question that a comparison is asked: did all options
 * get the same?
 *
 *     Fair fight: each may spend $6,000 a month more on finding business; the
 *     same 8 reps' hours.     yes
 *
 *     Fair fight: not quite. Against As we are:
 *       Website x2 spends $6,583 a month more on leads.
 *       No verdict: to hire or to buy more may be the idea, and its cost is counted.
 *
 * Each option is held against the first by what it was given and not by what it
 * made of it:
 *
 *   - what it may spend on top to find business (extra_budget);
 *   - what it spends on finding business besides, in the mean of the futures:
 *     leads, campaigns, marketing, rewards and gifts;
 *   - the hours that its reps have for selling, whatever they do with them;
 *   - the hours and the cost of the service pool;
 *   - the first day: clients, bad-fit clients, open deals, cash, credit line.
 *
 * Of money spent and of hours, what differs by less than one in a hundred counts
 * as the same: vacations fall differently when a team lives through other
 * things, and who has more clients rewards more of them. The people are the same
 * in any case, because a future is the same seed in every option, and the
 * heading says so.
 *
 * A price is no part of the fight, because whoever pays it is outside; but as
 * nothing in the model links it to winning, an option that charges more without
 * saying what that costs in clients is pointed out (report/price.h).
 *
 * The first option is often the firm as it is, which has no money to spend on
 * top. Where all others have the same, the fight is fair among them, and the
 * line says that the first has none.
 */
#ifndef FUNNELSIM_REPORT_FAIRNESS_H
#define FUNNELSIM_REPORT_FAIRNESS_H

#include <stdbool.h>

#include "report/study.h"

/* Whether all that is listed above is the same for all options, the first too. */
bool fnl_fairness_holds(const struct fnl_study *study);

/*
 * The lines, for report/paragraph.h: one that ends in "yes", or "not quite" and
 * a line for each option that was given more or less than the first; one where
 * an allowance was not spent; and one for each option with another price. NULL when memory runs
 * out; to be freed.
 */
char *fnl_fairness_text(const struct fnl_study *study);

#endif
