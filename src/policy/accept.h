/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * accept.h - answers to the question: they are ready to sign; are we?
 */
#ifndef FUNNELSIM_POLICY_ACCEPT_H
#define FUNNELSIM_POLICY_ACCEPT_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_ACCEPT_POLICIES 7
extern const struct fnl_policy *const fnl_accept_policies[FNL_ACCEPT_POLICIES];

#endif
