/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * push.h - answers to the question: push deals to decide before the quarter ends?
 */
#ifndef FUNNELSIM_POLICY_PUSH_H
#define FUNNELSIM_POLICY_PUSH_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_PUSH_POLICIES 2
extern const struct fnl_policy *const fnl_push_policies[FNL_PUSH_POLICIES];

#endif
