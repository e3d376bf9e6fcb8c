/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * concede.h - answers to the question: a client asks for a lower price; do we
 * give in?
 */
#ifndef FUNNELSIM_POLICY_CONCEDE_H
#define FUNNELSIM_POLICY_CONCEDE_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_CONCEDE_POLICIES 3
extern const struct fnl_policy *const fnl_concede_policies[FNL_CONCEDE_POLICIES];

#endif
