/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * idle.h - what a scenario says to no effect, because something else is not
 * said: pressure where no rep has a quota, advice on meetings that nobody has.
 *
 * None of it is a mistake: a firm may say how its reps take a quota before it
 * sets one. But whoever wonders why nothing came of it is told what is missing.
 */
#ifndef FUNNELSIM_REPORT_IDLE_H
#define FUNNELSIM_REPORT_IDLE_H

#include <stdio.h>

#include "model/settings.h"

/*
 * Writes a line for each group, policy or kind of meeting of `settings` that
 * changes nothing as they are, and what it takes; nothing where there is none. So
 * it does where traits differ between sources and count for no chance.
 */
void fnl_idle_write(const struct fnl_settings *settings, FILE *stream);

#endif
