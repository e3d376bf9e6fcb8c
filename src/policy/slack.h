/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * slack.h - answers to the question: nothing waits: prospect or wait?
 */
#ifndef FUNNELSIM_POLICY_SLACK_H
#define FUNNELSIM_POLICY_SLACK_H

#include <stddef.h>

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
extern const struct fnl_policy *const fnl_slack_policies[];
extern const size_t fnl_slack_policy_count;

#endif
