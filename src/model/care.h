/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * care.h - something extra for good clients, in the hours that the service pool
 * has left.
 *
 * At the end of a month the hours in which the pool had nothing to do are known.
 * They were spent on the clients who do not look like a pain, the same for each
 * and not more than so many hours; each hour raises satisfaction. Whatever takes
 * the pool's time, first of all pains, thereby takes it from the good clients.
 * Without a pool there are no such hours. What an hour of care does has not been
 * measured in public.
 */
#ifndef FUNNELSIM_MODEL_CARE_H
#define FUNNELSIM_MODEL_CARE_H

#include <stdbool.h>

#include "base/param.h"

struct fnl_mechanism;

struct fnl_care {
    bool present;
    double hours_per_month; /* for each client, at most */
    double per_hour;        /* satisfaction that an hour of it adds */
};
extern const struct fnl_param_table fnl_care_table;

extern const struct fnl_mechanism fnl_care_mechanism;

#endif
