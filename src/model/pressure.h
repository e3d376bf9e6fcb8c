/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * pressure.h - what a quota does to those who are behind it: the nearer the end
 * of the quarter and the more there is to make up, the lower the bar.
 *
 * Let g be the share of its quota that a rep has yet to attain and t the share
 * of the fiscal quarter that is left. Who needs the pace g / t = 1 is on plan;
 * the pressure rises from 0 there to 1 at the pace `full_at`:
 *
 *     P = (g / t - 1) / (full_at - 1), held between 0 and 1.
 *
 * With it every bar theta falls as theta = theta0 (1 - k P), each with a k of
 * its own: the share of red flags that the rep tells of, and, where leads are
 * what is counted, the share of unqualified leads whom it turns away. The hours
 * of prospecting rise with P, and so does the chance to quit. That quotas bend
 * judgement is said by everybody who has carried one; by how much is guessed.
 */
#ifndef FUNNELSIM_MODEL_PRESSURE_H
#define FUNNELSIM_MODEL_PRESSURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"

struct fnl_company;
struct fnl_mechanism;

struct fnl_pressure {
    bool present;
    double full_at;        /* pace needed, against the plan's, at which the pressure is full */
    double overlooks;      /* share of the red flags that are overlooked under full pressure */
    double lets_through;   /* share of the unqualified whom the test would stop who pass then */
    double prospects_more; /* hours of prospecting that it adds, as a share of the planned */
    double on_quitting;    /* log-odds of quitting in a month after one that ended under it */
};
extern const struct fnl_param_table fnl_pressure_table;

extern const struct fnl_mechanism fnl_pressure_mechanism;

/* The pressure on rep `index` now, 0 to 1. */
double fnl_pressure_on(const struct fnl_company *company, uint32_t index);

#endif
