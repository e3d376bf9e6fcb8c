/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * assign.h - answers to the question: who works this lead?
 */
#ifndef FUNNELSIM_POLICY_ASSIGN_H
#define FUNNELSIM_POLICY_ASSIGN_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_ASSIGN_POLICIES 3
extern const struct fnl_policy *const fnl_assign_policies[FNL_ASSIGN_POLICIES];

#endif
