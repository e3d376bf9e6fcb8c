/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * work.h - answers to the question: in what order does a rep take the work?
 */
#ifndef FUNNELSIM_POLICY_WORK_H
#define FUNNELSIM_POLICY_WORK_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_WORK_POLICIES 8
extern const struct fnl_policy *const fnl_work_policies[FNL_WORK_POLICIES];

#endif
