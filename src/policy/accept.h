/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * accept.h - answers to the question: they are ready to sign; are we?
 */
#ifndef FUNNELSIM_POLICY_ACCEPT_H
#define FUNNELSIM_POLICY_ACCEPT_H

#include <stddef.h>

#include "base/policy.h"

/* The answers there are; the first is the one in force when nothing is said. */
extern const struct fnl_policy *const fnl_accept_policies[];
extern const size_t fnl_accept_policy_count;

#endif
