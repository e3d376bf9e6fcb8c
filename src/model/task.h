/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * task.h - a piece of work that waits for a rep: all work is one of these.
 *
 * Touches, service that spills over, asks, prospecting, unpaid scope, meetings
 * and the like differ only in their row of one table (team.c). The order in
 * which a rep takes them is a policy's, given as an urgency when the task is
 * queued; equal urgencies go by the time they became ready, then by key, then by
 * sequence.
 */
#ifndef FUNNELSIM_MODEL_TASK_H
#define FUNNELSIM_MODEL_TASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/units.h"

enum fnl_task_kind {
    FNL_TASK_TOUCH,       /* a lead's next touch */
    FNL_TASK_SERVICE,     /* client work that the pool could not take */
    FNL_TASK_SCOPE,       /* unpaid extra work that jumps the queue */
    FNL_TASK_ASK,         /* asking a client for referrals */
    FNL_TASK_MEETING,     /* with a client, beyond any deal */
    FNL_TASK_PROSPECTING, /* an hour or so of looking for new people */
    FNL_TASK_NETWORKING,  /* a meeting with somebody beyond any deal */
    FNL_TASK_ADMIN,       /* a block of administration */
    FNL_TASK_NURTURE,     /* keeping in touch with somebody who is not ready */
};
#define FNL_TASK_KINDS (FNL_TASK_NURTURE + 1)

/* What a rep's hour is counted as. */
enum fnl_hours_use {
    FNL_HOURS_SELLING, /* touches, whatever becomes of the lead */
    FNL_HOURS_SERVICE, /* of good clients */
    FNL_HOURS_PITA,    /* service, scope and meetings of clients who are a pain */
    FNL_HOURS_ASKING,
    FNL_HOURS_MEETINGS,
    FNL_HOURS_PROSPECTING,
    FNL_HOURS_ADMIN,
    FNL_HOURS_NURTURE,
};
#define FNL_HOURS_USES (FNL_HOURS_NURTURE + 1)

struct fnl_task {
    int64_t urgency;   /* smaller goes first */
    fnl_time ready;    /* joined the queue */
    uint64_t key;      /* of the lead, client or rep it is about */
    fnl_time work;     /* nominal, of a rep at full speed; for touches: if it takes place */
    uint32_t sequence; /* given by the queue */
    uint32_t subject;  /* index of the lead, client or rep */
    uint32_t version;  /* of the subject when it was queued: stale if it has changed */
    uint16_t kind;     /* enum fnl_task_kind */
    uint16_t detail;   /* meeting kind + 1, or 0 */
    uint32_t number;   /* of a meeting with its client, of a rep's networking or of a touch of
                          nurture, from 0; touches of accounts on the rep's list, in a block of
                          prospecting; else 0 */
};

/* Waiting tasks, the most urgent first. Zero-initialise; owns its items. */
struct fnl_queue {
    struct fnl_task *items; /* binary heap */
    size_t count, capacity;
    uint32_t sequence;
};

/* Adds a copy of `task`; false when memory runs out. */
bool fnl_task_push(struct fnl_queue *queue, const struct fnl_task *task);

/* The most urgent task, still queued; `queue` must not be empty. */
const struct fnl_task *fnl_task_first(const struct fnl_queue *queue);

/* Takes the most urgent task out; `queue` must not be empty. */
struct fnl_task fnl_task_pop(struct fnl_queue *queue);

/* Takes the task at `place` of the items out into `task`, which is none of them. */
void fnl_task_take(struct fnl_queue *queue, size_t place, struct fnl_task *task);

/* Puts the queue in order again after urgencies in it were changed. */
void fnl_task_order(struct fnl_queue *queue);

/* Whether `a` goes before `b`. */
bool fnl_task_before(const struct fnl_task *a, const struct fnl_task *b);

/* Frees the items and leaves an empty queue. */
void fnl_task_fini(struct fnl_queue *queue);

/* "touch", "service", ... */
const char *fnl_task_name(enum fnl_task_kind kind);

/* "selling", "service", ... */
const char *fnl_task_use_name(enum fnl_hours_use use);

#endif
