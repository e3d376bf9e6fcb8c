/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ownership.h - whose a lead or a client is: whom the assign policy chooses, whose
 * stage it is where several roles share the work, and who takes over what is
 * nobody's.
 *
 * Whatever is owned waits for its owner; what nobody owns waits in the queue that
 * all of a role share (model/team.h).
 */
#ifndef FUNNELSIM_MODEL_OWNERSHIP_H
#define FUNNELSIM_MODEL_OWNERSHIP_H

#include <stdint.h>

#include "model/development.h"

struct fnl_company;
struct fnl_lead;

/*
 * Asks the assign policy who works a lead in `stage`, of those whose stage it is; FNL_NOBODY for
 * their shared queue.
 */
uint32_t fnl_ownership_assign(struct fnl_company *company, const struct fnl_lead *lead,
                              unsigned stage);

/* Gives a lead that has entered its stage to somebody whose stage it is, unless it is theirs. */
void fnl_ownership_suit(struct fnl_company *company, struct fnl_lead *lead);

/*
 * The rep who looks after what nobody owns, in turn; those who have not begun are passed over while
 * anybody has, and those who leave in any case. FNL_NOBODY: all leave.
 */
uint32_t fnl_ownership_next_owner(struct fnl_company *company);

/* The same of a role. */
uint32_t fnl_ownership_next(struct fnl_company *company, enum fnl_role role);

#endif
