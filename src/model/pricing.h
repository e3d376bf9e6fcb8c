/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pricing.h - what a price does to winning and to staying.
 *
 * The level is what new contracts cost against clients.contract_value, at which
 * the chances of the scenario were measured. On the logit scale it moves the
 * chance to sign after the last stage by on_winning * ln(level), and the chance
 * to renew what was signed at a level by on_renewal * ln(that level): 0 at the
 * level of 1, the same for a factor as its inverse gives back. At a chance p the
 * elasticity of winning is on_winning * (1 - p).
 *
 * Who is lost in the last stage is lost on price the oftener the higher the
 * level: the weight of that cause is multiplied by level^(-on_winning).
 *
 * Whoever has signed keeps the price until somebody renegotiates it (keep,
 * concessions), and an open deal of the first day whose amount is known was
 * quoted before: the level is not theirs.
 */
#ifndef FUNNELSIM_MODEL_PRICING_H
#define FUNNELSIM_MODEL_PRICING_H

#include <stdbool.h>

#include "base/param.h"

struct fnl_company;
struct fnl_lead;
struct fnl_mechanism;

struct fnl_pricing {
    bool present;
    double level;      /* of new contracts, against clients.contract_value */
    double on_winning; /* log-odds to sign after the last stage, for ln(level) */
    double on_renewal; /* log-odds to renew, for ln(level signed at) */
};
extern const struct fnl_param_table fnl_pricing_table;

/* The level at which `lead` is quoted now; 1 where the price was told before. */
double fnl_pricing_level(const struct fnl_company *company, const struct fnl_lead *lead);

extern const struct fnl_mechanism fnl_pricing_mechanism;

#endif
