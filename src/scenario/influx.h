/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * influx.h - about how many people a month the figures imply of sources that
 * have no number of people of their own: events have dates, reps find people in
 * the hours that they plan for it, clients send them.
 *
 * How many really come is up to what happens: reps who are busy do not look for
 * anybody, moods change, clients come and go. So these are the first year's
 * figures where nothing gets in the way.
 */
#ifndef FUNNELSIM_SCENARIO_INFLUX_H
#define FUNNELSIM_SCENARIO_INFLUX_H

#include "model/settings.h"

/*
 * People a month of source `index`, beside those who come by themselves
 * (fnl_implied_people); 0 where there are none:
 *
 *   - the dates of an event in the first 12 months, by the people of each;
 *   - all reps' hours of prospecting, less those avoided, by found_per_hour,
 *     shared equally by the sources that are prospected; of the lists of target
 *     accounts, which count as one, the touches by the chance that somebody who
 *     knows us agrees to talk;
 *   - today's clients by the names a year of each class of mood, classes as the
 *     law of a new client's satisfaction has them, unasked; of the first
 *     referral source, which is where they go.
 */
double fnl_influx_of(const struct fnl_settings *settings, unsigned index);

#endif
