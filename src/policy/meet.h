/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * meet.h - answers to the question: a meeting in free hours is to be had; do we
 * take it?
 */
#ifndef FUNNELSIM_POLICY_MEET_H
#define FUNNELSIM_POLICY_MEET_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_MEET_POLICIES 2
extern const struct fnl_policy *const fnl_meet_policies[FNL_MEET_POLICIES];

#endif
