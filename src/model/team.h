/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * team.h - who works on what: the queues, and reps taking the next task when they
 * are free. Whose a lead or a client is, is for model/ownership.h.
 */
#ifndef FUNNELSIM_MODEL_TEAM_H
#define FUNNELSIM_MODEL_TEAM_H

#include <stdint.h>

#include "base/units.h"
#include "model/task.h"

struct fnl_company;
struct fnl_event;

/* Other settings are in force: whatever waits is ranked by them. */
void fnl_team_phase_begins(struct fnl_company *company);

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
