/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * team.h - who works on what: assignment, the shared queue, and reps taking
 * the next task when they are free.
 */
#ifndef FUNNELSIM_MODEL_TEAM_H
#define FUNNELSIM_MODEL_TEAM_H

#include <stdint.h>

#include "base/units.h"
#include "model/development.h"
#include "model/task.h"

struct fnl_company;
struct fnl_event;
struct fnl_lead;

/* Other settings are in force: whatever waits is ranked by them. */
void fnl_team_phase_begins(struct fnl_company *company);

/*
 * Asks the assign policy who works a lead in `stage`, of those whose stage it is; FNL_NOBODY for
 * their shared queue.
 */
uint32_t fnl_team_assign(struct fnl_company *company, const struct fnl_lead *lead, unsigned stage);

/* Gives a lead that has entered its stage to somebody whose stage it is, unless it is theirs. */
void fnl_team_suit(struct fnl_company *company, struct fnl_lead *lead);

/*
 * The rep who looks after what nobody owns, in turn; those who have not begun are passed over while
 * anybody has, and those who leave in any case. FNL_NOBODY: all leave.
 */
uint32_t fnl_team_next_owner(struct fnl_company *company);

/* The same of a role. */
uint32_t fnl_team_next(struct fnl_company *company, enum fnl_role role);

/*
 * Queues a task for rep `rep`, or for whoever is free first when FNL_NOBODY.
 * Fills in urgency, ready and version; starts it at once if a rep is idle.
 */
void fnl_team_queue(struct fnl_company *company, uint32_t index, struct fnl_task task);

/* Tells the assign policy what rep `index` has to do, in its queue and in work, or that it is away.
 */
void fnl_team_note_load(struct fnl_company *company, uint32_t index);

/* A rep is free: takes the most urgent task, or fills the slack, or waits. */
void fnl_team_free(struct fnl_company *company, uint32_t index);

/* A rep has finished its task (event->subject). */
void fnl_team_done(struct fnl_company *company, const struct fnl_event *event);

/* The working day begins: idle reps look for work, the longest idle first. */
void fnl_team_opens(struct fnl_company *company, const struct fnl_event *event);

/* A rep with no task in work is away until `away_until`: on vacation, or gone for good. */
void fnl_team_leave(struct fnl_company *company, uint32_t index);

/* What waits for rep `index` goes to whose leads and clients it is about now. */
void fnl_team_hand_over(struct fnl_company *company, uint32_t index);

#endif
