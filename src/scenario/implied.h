/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * implied.h - what a scenario's figures imply, without simulating: how many
 * people, hours and how much money one signed client takes from each source,
 * and how much of the hours there are that fills.
 *
 * Who writes a scenario cannot tell whether "30 % go on" is right, but can tell
 * at once whether "61 hours and $3,900 for each signed client" is. If nobody
 * waits longer than when the rates were measured, and nobody comes back, the
 * funnel is an absorbing Markov chain for each person, and these are its
 * absorption probability and expected costs. Its first step is the way through
 * marketing (scenario/passage.h). Where nothing sets people apart - no effect of
 * a trait, no skill of a rep, no number of touches that varies, no handoff that
 * looks at them - one chain stands for all, and the figures are exact.
 *
 * Otherwise the chance of the average person is not the average chance: whoever
 * fits twice as well is not twice as likely to sign, and it is those who go on
 * whose hours count. So the chain is averaged over FNL_IMPLIED_PEOPLE people
 * drawn from the laws of the source, always the same; for chances that vary as
 * much between people as their mean, the error is about 1 in 100.
 */
#ifndef FUNNELSIM_SCENARIO_IMPLIED_H
#define FUNNELSIM_SCENARIO_IMPLIED_H

#include <stdbool.h>
#include <stddef.h>

#include "model/settings.h"

/* How many people of a source are drawn where they are not all alike. */
#define FNL_IMPLIED_PEOPLE 8192

struct fnl_implied {
    double people_per_month; /* on average over a year; 0 for sources that reps or clients fill */
    double talks;            /* chance that somebody is ever talked to */
    double passes;           /* chance to pass qualification, of all who come, were they tested */
    double signs;            /* chance to sign, of all who come */
    double hours;            /* a rep's, expected for everybody who comes */
    double developing;       /* of these hours, those of people who only develop */
    double money;            /* price of everybody who comes, major units */
};

/* What follows for the people of source `index`. */
struct fnl_implied fnl_implied_source(const struct fnl_settings *settings, unsigned index);

/*
 * People a month from `source` at full volume, on average over the seasons, the
 * waves of attention and the draws of a month's rate; as model/market.c has them.
 */
double fnl_implied_people(const struct fnl_source *source);

/* What the people who come by themselves bring and take, in one month of people. */
struct fnl_implied_flow {
    double clients, pains; /* who sign; of them those who are a pain */
    double hours;          /* of reps, to sell to all who come */
    double developing;     /* of these hours, those of people who only develop */
};
struct fnl_implied_flow fnl_implied_flow(const struct fnl_settings *settings);

/*
 * Who is served, and by whom, in a month. The clients of the first day renew
 * and cancel at the rates of the scenario, whatever their mood; what the pool
 * cannot take spills over, or is refused, as settings.service says.
 */
struct fnl_implied_service {
    double clients, pains;     /* there; of them those who are a pain */
    double wanted, pool, reps; /* hours: wanted, that the pool has, that reps must give */
    double refused;            /* hours that nobody gives */
};

/* The same so many months after the first day, with `flow` in each of them; today at 0. */
struct fnl_implied_service fnl_implied_service(const struct fnl_settings *settings,
                                               const struct fnl_implied_flow *flow, int months);

/* Selling hours a month of all reps of a role, by the calendar's average month. */
double fnl_implied_hours(const struct fnl_settings *settings, enum fnl_role role);

/*
 * What somebody costs of whom `implied` holds, major units: their price, and for the hours that
 * they take the salary, and nothing else, of those who work them.
 */
double fnl_implied_costs(const struct fnl_settings *settings, const struct fnl_implied *implied);

/* The share of a law's draws that are at least `bar`. */
double fnl_implied_share_above(const struct fnl_law *law, double bar);

#endif
