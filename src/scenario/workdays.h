/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * workdays.h - the days of the week on which people work, as one writes them.
 */
#ifndef FUNNELSIM_SCENARIO_WORKDAYS_H
#define FUNNELSIM_SCENARIO_WORKDAYS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Reads "Mon Tue Wed Thu Fri", "Mon-Fri" or names with commas into a set of bits,
 * bit 0 for Monday. False for a word that is no day, or for no day at all.
 */
bool fnl_workdays_read(const char *text, uint8_t *days);

#endif
