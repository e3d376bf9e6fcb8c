/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * keys.h - the keys of a group that nobody knows.
 *
 * Each is refused with the nearest that may stand there, or with the place where
 * it might belong. What it was probably meant for is in doubt from then on: it
 * is not missed under its right name, and nothing is concluded from its
 * standard value (doubt.h). So this comes before the rows are bound.
 */
#ifndef FUNNELSIM_SCENARIO_KEYS_H
#define FUNNELSIM_SCENARIO_KEYS_H

#include "scenario/doubt.h"
#include "scenario/reading.h"
#include "scenario/section.h"

/* Where keys stand, and what they may be. */
struct fnl_keys {
    const struct fnl_section *root, *section;
    const struct fnl_policy *policy; /* of a policy section; NULL where none is known, and then the
                                        keys of each are taken for its */
    const struct fnl_node *group;    /* NULL where there is none */
    const unsigned char *fields;     /* of the section's table, or of the policy's */
};

/* Refuses every key of the group that is not known, and casts doubt on what it was meant for. */
void fnl_keys_refuse_unknown(const struct fnl_keys *keys, struct fnl_reading *reading,
                             struct fnl_doubt *doubt);

#endif
