/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * microclose.h - small closes: every time somebody who might buy asks us to do
 * something, they have decided for us a little.
 *
 * Of each touch that takes place a request comes with
 *
 *     chance = logistic(logit(per_touch) + on_interest * (interest - reference)
 *                                        + on_need * (need - reference)),
 *
 * so requests show what nobody sees: how much somebody wants it. They change
 * nothing else. How well they tell who will sign, against what a stage's name
 * tells, is a matter of what the stages' chances rest on (group effects).
 */
#ifndef FUNNELSIM_MODEL_MICROCLOSE_H
#define FUNNELSIM_MODEL_MICROCLOSE_H

#include <stdbool.h>

#include "base/param.h"

struct fnl_mechanism;

struct fnl_requests {
    bool present;
    double per_touch;   /* chance that a touch brings one, at the reference */
    double on_interest; /* log-odds between interest 0 and 1 */
    double on_need;     /* log-odds between need 0 and 1 */
    double reference;   /* of both */
};
extern const struct fnl_param_table fnl_microclose_table;

extern const struct fnl_mechanism fnl_microclose_mechanism;

#endif
