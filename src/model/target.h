/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * target.h - the list of target accounts that each rep keeps: firms chosen for
 * their fit, with the need and without the knowledge that there is anything
 * against it, who are touched until they agree to talk.
 *
 * Where lists are kept, a rep who prospects (question slack) turns to its list
 * and to the sources that it searches by turns, block by block. In a block it
 * touches as many accounts as there is time for, hours_per_touch each: of those
 * that have had their rest, the ones that have waited longest. So the hours are
 * shared by all accounts on the list: a list too short leaves nobody to call, a
 * list too long is called so seldom that everybody has forgotten (awareness.h).
 *
 * An account agrees to talk after a touch with the chance `agrees`, moved by its
 * interest (effects.interest_on_shows) and by all that moves the chance that a
 * touch takes place (mechanism.h: awareness, goodwill). Then it arrives as a lead
 * of its source, stays with the rep, and has its way through the stages before
 * it. After too many touches without a yes it is given up.
 *
 * A list is written anew every so often, or when there is nobody left on it:
 * then each empty place gets the account that looks best of `chosen_from`, where
 * sight is noisy. An account is called after its source, its rep, and how many
 * its rep had listed before. The sources of kind target take turns. Whoever
 * leaves takes the list along.
 */
#ifndef FUNNELSIM_MODEL_TARGET_H
#define FUNNELSIM_MODEL_TARGET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_mechanism;
struct fnl_settings;

struct fnl_targets {
    bool present;
    int64_t accounts;       /* on the list of each rep; 0: there are no lists */
    double hours_per_touch; /* of a rep */
    double agrees;          /* chance after a touch, of somebody interested who knows us */
    int64_t touches;        /* without a yes, after which an account is given up */
    fnl_time rests;         /* between two touches of an account, at least */
    fnl_time refreshed;     /* time from one writing of the list to the next */
    int64_t chosen_from;    /* accounts that are looked at for each place */
    double sight_noise;     /* standard deviation of the fit that is seen */
};
extern const struct fnl_param_table fnl_target_table;

extern const struct fnl_mechanism fnl_target_mechanism;

/* Whether reps keep lists now. */
bool fnl_target_lists_are_kept(const struct fnl_settings *settings);

/*
 * How many accounts on the list of rep `index` have had their rest; 0 where there
 * are no lists. Writes the list when that is due.
 */
uint32_t fnl_target_count_due(struct fnl_company *company, uint32_t index);

/*
 * Rep `index` has touched `touches` accounts, those that had waited longest:
 * they are told of us, and may agree to talk. Fewer where fewer are due.
 */
void fnl_target_touch(struct fnl_company *company, uint32_t index, uint32_t touches);

#endif
