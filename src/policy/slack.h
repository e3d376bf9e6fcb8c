/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * slack.h - answers to the question: nothing waits: prospect or wait?
 */
#ifndef FUNNELSIM_POLICY_SLACK_H
#define FUNNELSIM_POLICY_SLACK_H

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
#define FNL_SLACK_POLICIES 2
extern const struct fnl_policy *const fnl_slack_policies[FNL_SLACK_POLICIES];

#endif
