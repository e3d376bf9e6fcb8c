/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * agenda.h - what the simulated company has still to live through.
 *
 * An agenda holds future events and hands them out one by one, soonest first,
 * moving the clock as it goes. What an event means is not its business: an
 * event carries a kind, the key of the entity that it happens to, and twelve
 * bytes of payload, and whoever takes it out does what is due.
 *
 * The order is total: time, then kind (a smaller one runs first, so the kinds
 * are ranks), then key, then the order of planning. Two events at the same
 * millisecond therefore run alike in every strategy, however differently the
 * strategies came to plan them; no address and no hash table has a say. The
 * order of planning decides only between events of the same kind and the same
 * entity.
 *
 * Nothing is ever cancelled. An event that must not happen any more is left
 * where it is: its subject has moved on to another version, and whoever takes
 * the event out compares and skips it.
 *
 * An event costs little more when many are pending than when few are, but for the
 * memory that they lie in (agenda.c says how). A few pending events need no memory
 * beyond the agenda's own; for more it takes 44 bytes for each place, of which there
 * are at most twice as many as were ever pending, and 64; it uses them again after a
 * restart. Should it fail to grow, the agenda says so from then on, so that a caller
 * may ask once a step instead of once an event.
 */
#ifndef FUNNELSIM_ENGINE_AGENDA_H
#define FUNNELSIM_ENGINE_AGENDA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/units.h"

typedef struct fnl_agenda fnl_agenda;

struct fnl_event {
    fnl_time time;    /* when it happens: from now to FNL_NEVER */
    uint64_t key;     /* of the entity (base/key.h); orders events of one time and kind */
    uint32_t subject; /* the caller's: to whom it happens, say an index */
    uint32_t version; /* the caller's: of the subject, when the event was planned */
    uint32_t detail;  /* the caller's: whatever else the event must remember */
    uint8_t kind;     /* what happens; of events at one time the smaller kind runs first */
};

/* An empty agenda whose clock reads 0, or NULL when memory runs out. */
fnl_agenda *fnl_agenda_new(void);

/* Forgets all events and frees the agenda. Accepts NULL. */
void fnl_agenda_free(fnl_agenda *agenda);

/*
 * Makes the agenda as good as new, for the next replication: no events, the
 * clock at 0, no failure. It keeps its memory.
 */
void fnl_agenda_restart(fnl_agenda *agenda);

/*
 * Plans a copy of `*event`. Planning the past is a bug and is asserted. When
 * memory runs out the event is lost, all others stay, and
 * fnl_agenda_has_failed() is true from then on.
 */
void fnl_agenda_plan(fnl_agenda *agenda, const struct fnl_event *event);

/*
 * Takes the next event out, copies it to `*event` and moves the clock to its
 * time. False, with `*event` and the clock left alone, when none is pending.
 */
bool fnl_agenda_next(fnl_agenda *agenda, struct fnl_event *event);

/* The time of the event that fnl_agenda_next() would take; FNL_NEVER when none is pending. */
fnl_time fnl_agenda_next_time(const fnl_agenda *agenda);

/* The time of the event that was taken last; 0 before the first. */
fnl_time fnl_agenda_now(const fnl_agenda *agenda);

/* Events still to come. */
size_t fnl_agenda_pending(const fnl_agenda *agenda);

/* Whether an event was lost for want of memory since the agenda was made or restarted. */
bool fnl_agenda_has_failed(const fnl_agenda *agenda);

#endif
