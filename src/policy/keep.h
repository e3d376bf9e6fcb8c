/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keep.h - answers to the question: a client has turned out to be a pain; do we
 * keep it?
 */
#ifndef FUNNELSIM_POLICY_KEEP_H
#define FUNNELSIM_POLICY_KEEP_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_KEEP_POLICIES 4
extern const struct fnl_policy *const fnl_keep_policies[FNL_KEEP_POLICIES];

#endif
