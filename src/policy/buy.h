/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * buy.h - answers to the question: where does extra budget buy more leads?
 */
#ifndef FUNNELSIM_POLICY_BUY_H
#define FUNNELSIM_POLICY_BUY_H

#include <stddef.h>

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
extern const struct fnl_policy *const fnl_buy_policies[];
extern const size_t fnl_buy_policy_count;

#endif
