/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * research.h - answers to the question: how much is found out about somebody
 * before the first touch?
 */
#ifndef FUNNELSIM_POLICY_RESEARCH_H
#define FUNNELSIM_POLICY_RESEARCH_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_RESEARCH_POLICIES 2
extern const struct fnl_policy *const fnl_research_policies[FNL_RESEARCH_POLICIES];

#endif
