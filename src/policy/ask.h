/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ask.h - answers to the question: ask this client for a referral this month?
 */
#ifndef FUNNELSIM_POLICY_ASK_H
#define FUNNELSIM_POLICY_ASK_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_ASK_POLICIES 4
extern const struct fnl_policy *const fnl_ask_policies[FNL_ASK_POLICIES];

#endif
