/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fairness.h - the first question that a comparison is asked: did all options
 * get the same?
 *
 *     Fair fight: yes. Each may spend $6,000 a month more on finding business;
 *     the same 8 reps' hours.
 *     Fair fight: not quite. More leads and Referrals may spend $6,000 a month
 *     more on finding business, the others nothing more; the same 8 reps' hours.
 *
 * The money is what an option may spend on top (extra_budget), not what it
 * costs: what is spent is a cost like any other and stands in its contribution.
 * The hours are those that the reps have for selling, whatever they do with
 * them. Amounts that differ by less than one in a hundred count as the same:
 * vacations fall differently when a team lives through other things. The people
 * are the same in any case, because a future is the same seed in every option,
 * and the heading says so.
 *
 * The first option is often the firm as it is, which has no money to spend on
 * top. Where all others have the same, the fight is fair among them, and the
 * line says that the first has none.
 */
#ifndef FUNNELSIM_REPORT_FAIRNESS_H
#define FUNNELSIM_REPORT_FAIRNESS_H

#include <stdbool.h>

#include "report/study.h"

/* Whether money and hours are the same for all options, the first too, by their means. */
bool fnl_fairness_holds(const struct fnl_study *study);

/*
 * The line, for report/paragraph.h: "yes" or "not quite", and the numbers, with those who have the
 * same named together; and a second one where an allowance was not spent. NULL
 * when memory runs out; to be freed.
 */
char *fnl_fairness_text(const struct fnl_study *study);

#endif
