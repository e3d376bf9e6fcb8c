/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * development.h - split roles: some people only work the first stages, find and
 * warm up, and pass whoever goes on to a rep who closes.
 *
 * Those who develop do the first stages of the funnel, as many as the group says
 * but never the last one. They have hours, a salary and a ramp of their own; in
 * everything else they are reps: they have numbers, talents and vacations,
 * prospect when nothing waits, tire and leave. They have a shared queue of their
 * own, the assign policy chooses among them for their stages and among the
 * others for the rest, and no client is theirs.
 *
 * When a person passes from one role to the other, a share is lost ("lost
 * between two reps"), and the rest must learn to trust somebody new. A client
 * knows its rep already: new business with it passes nobody else. With
 * full-cycle reps, the group absent, nobody is ever passed on: which of the two
 * pays is a matter of what a handoff loses against what an hour costs.
 *
 * Those who develop are numbered after the reps who join on the same day.
 */
#ifndef FUNNELSIM_MODEL_DEVELOPMENT_H
#define FUNNELSIM_MODEL_DEVELOPMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

struct fnl_company;
struct fnl_lead;
struct fnl_mechanism;

/* Who does a stage, and what a rep does. */
enum fnl_role { FNL_ROLE_SELLS, FNL_ROLE_DEVELOPS };
#define FNL_ROLES (FNL_ROLE_DEVELOPS + 1)

struct fnl_development {
    bool present;
    int64_t count;              /* people who only develop */
    int64_t stages;             /* that are theirs, from the first on */
    double selling_share;       /* of their working hours */
    fnl_money salary;           /* a year, each, all in */
    struct fnl_law ramp_months; /* until a new one works at full speed */
    double handoff_loss;        /* share of those who go on that is lost between the two roles */
    double handoff_trust;       /* trust that the others lose by it, 0 to 1 */
};
extern const struct fnl_param_table fnl_development_table;

extern const struct fnl_mechanism fnl_development_mechanism;

/* Whose stage `stage` of a new person is; a rep's wherever nobody develops. */
enum fnl_role fnl_development_does(const struct fnl_company *company, unsigned stage);

/* The same of this lead: a client's new business is its rep's from the start. */
enum fnl_role fnl_development_works(const struct fnl_company *company, const struct fnl_lead *lead,
                                    unsigned stage);

/* A lead goes on to `stage`, which may be the other role's; false when it is lost on the way. */
bool fnl_development_passes(const struct fnl_company *company, struct fnl_lead *lead,
                            unsigned stage);

#endif
