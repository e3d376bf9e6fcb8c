/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * service.h - who serves the clients: a pool of people with hours of its own
 * takes the work first; what it cannot take in time spills to the reps.
 *
 * The pool works its backlog down evenly through the working hours. Work that
 * would wait longer than `longest_wait` is not taken: a share of it goes to the
 * client's rep, the rest is refused, and the client minds. Without the group
 * there is no pool and all of it goes to the rep.
 */
#ifndef FUNNELSIM_MODEL_SERVICE_H
#define FUNNELSIM_MODEL_SERVICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_task;

struct fnl_service {
    bool present;
    double hours_per_month;   /* that the pool can work */
    fnl_time longest_wait;    /* working time that work may wait for the pool */
    double spills;            /* share of the rest that goes to the reps */
    fnl_money cost_per_month; /* of the pool */
};
extern const struct fnl_param_table fnl_service_table;

/* What the pool still has to do. */
struct fnl_pool {
    fnl_time backlog; /* ms of its work, at `as_of` */
    fnl_time as_of;   /* working time of the calendar */
    fnl_time longest; /* backlog behind which nobody waits */
    double speed;     /* ms of its work done in a working ms; 0: there is no pool */
    fnl_time
        spare; /* ms of its work that it could have done besides, in this month up to `as_of` */
};

/* Other settings are in force: sets the pool up; its backlog stays. */
void fnl_service_phase_begins(struct fnl_company *company);

/* So does another month, in which no hours are left over yet. */
void fnl_service_month_begins(struct fnl_company *company);

/* What the pool could have done besides in this month so far, in ms of its work. */
fnl_time fnl_service_spare(struct fnl_company *company);

/* Work that spilled over is begun by a rep: the client has waited for it. */
void fnl_service_waited(struct fnl_company *company, const struct fnl_task *task);

/* What a client wants. */
enum fnl_service_kind {
    FNL_SERVICE_USUAL,
    FNL_SERVICE_EXTRA,   /* unpaid, jumping the queue */
    FNL_SERVICE_AT_ONCE, /* the same, interrupting whatever its rep is at */
};

/* Serves a client: `work` hours of that kind, by the pool and by its rep. */
void fnl_service_request(struct fnl_company *company, uint32_t id, fnl_time work,
                         enum fnl_service_kind kind);

#endif
