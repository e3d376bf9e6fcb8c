/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * handoff.h - answers to the question: hand this person over to sales now?
 */
#ifndef FUNNELSIM_POLICY_HANDOFF_H
#define FUNNELSIM_POLICY_HANDOFF_H

#include <stddef.h>

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
extern const struct fnl_policy *const fnl_handoff_policies[];
extern const size_t fnl_handoff_policy_count;

#endif
