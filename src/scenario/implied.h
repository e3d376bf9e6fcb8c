/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * implied.h - what a scenario's figures imply, without simulating: how many
 * people, hours and how much money one signed client takes from each source.
 *
 * Who writes a scenario cannot tell whether "30 % go on" is right, but can tell
 * at once whether "61 hours and $3,900 for each signed client" is. The figures
 * are those of the average person of each source (every trait at its mean) if
 * nobody waits: the funnel is then an absorbing Markov chain, and these are its
 * absorption probability and expected costs. Without effects they are exact.
 */
#ifndef FUNNELSIM_SCENARIO_IMPLIED_H
#define FUNNELSIM_SCENARIO_IMPLIED_H

#include <stdbool.h>

#include "model/settings.h"

struct fnl_implied {
    double people_per_month; /* 0 for sources that reps or clients fill */
    double talks;            /* chance that somebody is ever talked to */
    double passes;           /* chance to pass qualification, of those who are tested */
    double signs;            /* chance to sign, of all who come */
    double hours;            /* a rep's, expected for everybody who comes */
    double money;            /* price of everybody who comes, major units */
};

/* What follows for the people of source `index`. */
struct fnl_implied fnl_implied_source(const struct fnl_settings *settings, unsigned index);

/* Whether an extra allowance (extra_budget) would be spent on anything: on leads that are bought,
 * or on asks that cost money. */
bool fnl_implied_spends(const struct fnl_settings *settings);

/* Selling hours a month of all reps, by the calendar's average month. */
double fnl_implied_hours(const struct fnl_settings *settings);

/* What an hour of a rep costs, salary alone, major units. */
double fnl_implied_hour_costs(const struct fnl_settings *settings);

/* The share of a law's draws that are at least `bar`. */
double fnl_implied_share_above(const struct fnl_law *law, double bar);

#endif
