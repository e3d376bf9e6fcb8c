/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * monthend.h - what a recorder hears at the end of each month: how much there is of
 * everything, what the month did to the cash, and how far the quarter's forecast was off.
 */
#ifndef FUNNELSIM_OBSERVE_MONTHEND_H
#define FUNNELSIM_OBSERVE_MONTHEND_H

#include "observe/recorder.h"

/* Takes `levels` down for the recorder's month, and for the end of the run as long as no later
 * month ends, and goes on to the next month. */
void fnl_monthend_hear(struct fnl_recorder *recorder, const struct fnl_levels *levels);

#endif
