/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * breakdown.h - what totals are made of: causes of loss, uses of hours,
 * categories of money, sources. All are means over the futures, and because
 * every future adds up exactly, so do the means.
 */
#ifndef FUNNELSIM_REPORT_BREAKDOWN_H
#define FUNNELSIM_REPORT_BREAKDOWN_H

#include <stddef.h>

#include "report/study.h"

/* The mean of the number at `place` of an option's row. */
double fnl_breakdown_mean(const struct fnl_study *study, size_t option, size_t place);

/* The sum over all months of a series, likewise. */
double fnl_breakdown_series(const struct fnl_study *study, size_t option, enum fnl_series series);

/* The mean of a series in one month. */
double fnl_breakdown_month(const struct fnl_study *study, size_t option, enum fnl_series series,
                           size_t month);

/* The places in an option's row; `cause_in` is for the episodes of one month. */
size_t fnl_breakdown_cause_at(const struct fnl_study *study, size_t option, enum fnl_cause cause);
size_t fnl_breakdown_cause_in(const struct fnl_study *study, size_t option, enum fnl_cause cause,
                              size_t month);
size_t fnl_breakdown_use_at(const struct fnl_study *study, size_t option, enum fnl_spent_on use);
size_t fnl_breakdown_category_at(const struct fnl_study *study, size_t option,
                                 enum fnl_category category);
size_t fnl_breakdown_source_at(const struct fnl_study *study, size_t option, size_t source,
                               size_t column);

/* "Won deals", "Bad-fit clients": what hours went into, in the firm's words. */
const char *fnl_breakdown_use_name(const struct fnl_study *study, enum fnl_spent_on use,
                                   char text[FNL_STUDY_TEXT]);

/*
 * The distinct names of the stages of all options, in order of first
 * appearance; at most FNL_BREAKDOWN_STAGES of them are put into `names`, and
 * their number is returned.
 */
#define FNL_BREAKDOWN_STAGES ((size_t)4 * FNL_STAGES)
size_t fnl_breakdown_stages(const struct fnl_study *study, const char *names[FNL_BREAKDOWN_STAGES]);

/* Which stage of an option has that name; its stage_count when none has. */
size_t fnl_breakdown_stage_named(const struct fnl_study_option *option, const char *name);

#endif
