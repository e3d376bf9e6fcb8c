/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scenario/crosscheck.h"

#include "scenario/checking.h"
#include "scenario/framecheck.h"
#include "scenario/marketingcheck.h"
#include "scenario/meetingcheck.h"
#include "scenario/peoplecheck.h"
#include "scenario/sourcecheck.h"
#include "scenario/stagecheck.h"

typedef void check(const struct fnl_checking *checking);

/* In the order in which their mistakes are told where these stand in the same line. */
static check *const checks[] = {
    fnl_framecheck_dates,       fnl_framecheck_money,        fnl_framecheck_hours,
    fnl_sourcecheck_sources,    fnl_sourcecheck_targets,     fnl_sourcecheck_referrals,
    fnl_stagecheck_count,       fnl_meetingcheck_count,      fnl_meetingcheck_occasions,
    fnl_meetingcheck_whom,      fnl_meetingcheck_networking, fnl_stagecheck_stages,
    fnl_peoplecheck_reps,       fnl_peoplecheck_today,       fnl_marketingcheck_response,
    fnl_peoplecheck_referrals,  fnl_sourcecheck_segments,    fnl_marketingcheck_research,
    fnl_marketingcheck_handoff, fnl_marketingcheck_blame,    fnl_marketingcheck_budget,
    fnl_peoplecheck_quota,      fnl_stagecheck_early,
};

void fnl_crosscheck_settings(const struct fnl_node *root, const struct fnl_settings *settings,
                             const struct fnl_doubt *doubt, struct fnl_mistakes *mistakes)
{
    const struct fnl_checking checking = {root, settings, doubt, mistakes};
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++)
        checks[i](&checking);
}
