/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handoff.h - answers to the question: hand this person over to sales now?
 */
#ifndef FUNNELSIM_POLICY_HANDOFF_H
#define FUNNELSIM_POLICY_HANDOFF_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_HANDOFF_POLICIES 4
extern const struct fnl_policy *const fnl_handoff_policies[FNL_HANDOFF_POLICIES];

#endif
