/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * work.h - answers to the question: in what order does a rep take the work?
 */
#ifndef FUNNELSIM_POLICY_WORK_H
#define FUNNELSIM_POLICY_WORK_H

#include <stddef.h>

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
extern const struct fnl_policy *const fnl_work_policies[];
extern const size_t fnl_work_policy_count;

#endif
