/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * heading.h - the line that says what stands below it: how many options, over
 * which time, in how many futures, from which seed; and whether the run was
 * stopped before it was complete.
 *
 *     3 options, 36 months from Jan 2026, 100 futures, the same people in each, seed 42   2.1 s
 */
#ifndef FUNNELSIM_REPORT_HEADING_H
#define FUNNELSIM_REPORT_HEADING_H

#include <stdio.h>

#include "report/study.h"

/* Writes the line; `seconds` below 0 are left out. A single option is called by its name. */
void fnl_heading_write(const struct fnl_study *study, double seconds, FILE *stream);

/* "100 futures", or "stopped early: 37 of 100 futures". */
void fnl_heading_futures(const struct fnl_study *study, FILE *stream);

#endif
