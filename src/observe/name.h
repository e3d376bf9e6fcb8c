/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * name.h - what people are called, from the key to the name and back.
 *
 * The model knows a person by a key of 64 bits, which mixes the parts of a
 * path; people read and type the path. Numbers in names count from 1.
 *
 *     website/2026-03-17/4     the 4th person of that source's day
 *     fairs/rep-3/17.2         the 2nd whom that rep found for that source in
 *                              the 17th block of prospecting
 *     fairs/rep-3/17           the 17th account on that rep's list
 *     fairs/rep-3/m17.2        the 2nd whom that rep met in its 17th meeting
 *                              with people beyond any deal
 *     fairs/rep-3/y17          the 17th whom that rep met in the years before
 *                              the first day
 *     open-deal/3              an open deal of the first day
 *     opening/3                a client of the first day
 *     rep-3                    a rep
 *
 * and behind any person or client, again and again:
 *
 *     .../r7.1                 the 1st whom they sent unasked in their 7th month as a client
 *     .../a2.1                 the 1st name that they gave at the 2nd ask
 *     .../m5                   whom they introduced after the 5th touch, before they bought
 *     .../v5                   whom they introduced in the 5th meeting with them as a client
 *     .../n2                   the 2nd deal opened with them when they were a client
 *
 * The name of a source may contain spaces and slashes: the longest known name
 * with which the text begins is taken for the source.
 */
#ifndef FUNNELSIM_OBSERVE_NAME_H
#define FUNNELSIM_OBSERVE_NAME_H

#include <stdint.h>

#include <funnelsim/status.h>

#include "model/fact.h"
#include "model/plan.h"

enum fnl_name_kind {
    FNL_NAME_PERSON,
    FNL_NAME_CLIENT, /* of the first day */
    FNL_NAME_REP,
};

/* Somebody whose name was read. */
struct fnl_name {
    enum fnl_name_kind kind;
    const char *text; /* the name; borrowed from who typed it */
    uint64_t key;
    uint32_t number; /* the 3 of rep-3 and opening/3; 0 of others */
};

/*
 * Reads `text` as a name in the world of `plan`. FNL_ERR_USAGE when it is none:
 * `*error` says what is wrong with it and what names look like. That somebody
 * can have the name does not mean that they come in every future.
 */
fnl_status fnl_name_find(const struct fnl_plan *plan, const char *text, struct fnl_name *name,
                         struct fnl_error *error);

/*
 * The name of who arrives by `arrival`, a fact of kind FNL_FACT_ARRIVED that is
 * not a return. `parent` is the name of who sent them, or of the client whose
 * new deal it is; not read for people whom nobody sent. NULL when memory runs
 * out. Free with free().
 */
char *fnl_name_make(const struct fnl_plan *plan, const struct fnl_fact *arrival,
                    const char *parent);

/* Room for the longest suffix and the terminating zero. */
#define FNL_NAME_SUFFIX 32

/*
 * "/r7.1" and the like for the `index` of a fact about somebody who was sent by
 * somebody; written to `text`, which is returned.
 */
const char *fnl_name_suffix(uint32_t index, char text[FNL_NAME_SUFFIX]);

#endif
