/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * policy.h - a policy is a value that explains itself.
 *
 * The model asks a question; each answer is a constant with a name, a
 * paragraph and a table of its own parameters, and begins with a struct
 * fnl_policy, so that the scenario reader and `funnelsim policies` can treat
 * all of them alike. What the question is, and the function that answers it,
 * is declared with the question (model/question.h).
 */
#ifndef FUNNELSIM_BASE_POLICY_H
#define FUNNELSIM_BASE_POLICY_H

#include "base/param.h"

struct fnl_policy {
    const char *name;                     /* as in `policy = "walk_away"` */
    const char *about;                    /* what it does, in a sentence or two */
    const struct fnl_param_table *params; /* NULL: it has none */
};

/* Room for any policy's parameters; checked when the tables are. */
#define FNL_CHOICE_PARAMS 512

/* A policy that a scenario chose, with its parameters. */
struct fnl_choice {
    const struct fnl_policy *policy; /* never NULL once read */
    _Alignas(16) unsigned char params[FNL_CHOICE_PARAMS];
};

#endif
