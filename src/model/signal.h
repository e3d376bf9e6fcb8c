/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * signal.h - what people do before anybody has talked to them: they download a
 * white paper, watch a demo, raise a hand.
 *
 * None of this makes somebody a qualified lead; each is a noisy test of it. Of
 * those whose fit, budget and need are high enough, a share shows the signal (its
 * sensitivity); of the others, all but a share do not (its specificity). Signals
 * are shown independently of each other, once an episode. Whether one is a reason
 * to hand somebody on is the handoff policy's to say.
 */
#ifndef FUNNELSIM_MODEL_SIGNAL_H
#define FUNNELSIM_MODEL_SIGNAL_H

#include <stdint.h>

#include "base/param.h"

struct fnl_company;
struct fnl_lead;
struct fnl_settings;

struct fnl_signal {
    const char *name;   /* unique among the signals */
    double sensitivity; /* share of people worth it who show it */
    double specificity; /* share of the others who do not */
    double bar;         /* fit, budget and need that somebody worth it has at least */
};
extern const struct fnl_param_table fnl_signal_table;

/* The name that means whichever signal there is. */
#define FNL_SIGNAL_ANY "any"

/* The index of the signal called `name`; -1 when there is none. */
int fnl_signal_named(const struct fnl_settings *settings, const char *name);

/*
 * The index + 1 of the first signal that `lead` shows of those called `name`
 * (FNL_SIGNAL_ANY: of all); 0 when it shows none.
 */
uint32_t fnl_signal_shown(const struct fnl_company *company, struct fnl_lead *lead,
                          const char *name);

#endif
