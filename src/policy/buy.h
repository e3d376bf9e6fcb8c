/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * buy.h - answers to the question: where does extra budget buy more leads?
 */
#ifndef FUNNELSIM_POLICY_BUY_H
#define FUNNELSIM_POLICY_BUY_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_BUY_POLICIES 5
extern const struct fnl_policy *const fnl_buy_policies[FNL_BUY_POLICIES];

#endif
