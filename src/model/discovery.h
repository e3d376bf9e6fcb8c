/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * discovery.h - who knows what people want has an easier sale at a better price.
 *
 * A meeting of a kind that `discovers` finds out a share of those needs of a
 * lead that are not known yet: after n meetings that each find d of the rest,
 * K = 1 - (1 - d)^n is known, so every further one finds less. From then on, in
 * the stage of that meeting and all later ones, the chance to go on has
 *
 *     on_going_on * (K - known)
 *
 * more in log-odds, and the price agreed at the end is 1 + on_price * (K - known)
 * times the usual: what is known need not be made up for by a discount. `known`
 * is what the stages' own chances were measured with. One more such meeting is
 * one more of the stage's touches. Who has had none goes by the stages' own
 * chances.
 */
#ifndef FUNNELSIM_MODEL_DISCOVERY_H
#define FUNNELSIM_MODEL_DISCOVERY_H

#include <stdbool.h>

#include "base/param.h"

struct fnl_mechanism;

struct fnl_discovery {
    bool present;
    double known;       /* share of the needs known where the stages' chances were measured */
    double on_going_on; /* log-odds between no need known and all */
    double on_price;    /* share of the price between no need known and all */
};
extern const struct fnl_param_table fnl_discovery_table;

extern const struct fnl_mechanism fnl_discovery_mechanism;

#endif
