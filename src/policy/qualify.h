/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * qualify.h - answers to the question: who finds out whether a lead is worth it, and how well?
 */
#ifndef FUNNELSIM_POLICY_QUALIFY_H
#define FUNNELSIM_POLICY_QUALIFY_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_QUALIFY_POLICIES 3
extern const struct fnl_policy *const fnl_qualify_policies[FNL_QUALIFY_POLICIES];

#endif
