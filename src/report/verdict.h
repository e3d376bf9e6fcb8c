/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * verdict.h - what a comparison says, in sentences.
 *
 *     Referrals is best: +$0.7M contribution over As we are. More leads: too
 *     close to matter (you said $100k).
 *       Luck            ahead in 92 of 100 futures; in 8 of 10 the gain is $0.06M to $1.34M
 *       Shaky inputs    ahead in 79 of 100 futures when the 9 inputs with a range move, too;
 *                       in 8 of 10 the difference is -$0.39M to +$1.79M
 *       Noise of the simulation itself: +-$0.05M (more futures would not change the answer)
 *       Behind at first by at most $60k (Aug 2026); ahead from Feb 2027 to the end.
 *
 * Three uncertainties stand apart, in the order in which they concern whoever
 * decides: what may happen to somebody who decides once; the same where the
 * inputs are not known either; and last what more futures would take away. "Too
 * close to matter" (surely within what the user shrugs off) is another thing
 * than "cannot tell yet" (the noise is too large). The lines below the first
 * are about the foremost of the options that are compared with the first one.
 * When it falls behind and gets ahead is always told of contribution.
 */
#ifndef FUNNELSIM_REPORT_VERDICT_H
#define FUNNELSIM_REPORT_VERDICT_H

#include "report/judgement.h"
#include "report/study.h"

/*
 * The verdict as lines for report/paragraph.h, those of detail set in by two
 * blanks. Needs two options at least. NULL when memory runs out; to be freed.
 */
char *fnl_verdict_text(const struct fnl_study *study, const struct fnl_judgement_set *set);

#endif
