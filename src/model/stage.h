/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * stage.h - one step of the firm's own funnel.
 *
 * A stage is a number of touches, each taking a rep's hours, with a gap before
 * the next; people miss some and go dark after too many tries; those who were
 * there for all of them go on to the next stage with a chance.
 */
#ifndef FUNNELSIM_MODEL_STAGE_H
#define FUNNELSIM_MODEL_STAGE_H

#include "base/param.h"
#include "random/law.h"

/* A funnel may have so many stages; result rows reserve a column for each. */
#define FNL_STAGES 12

struct fnl_stage {
    const char *name;       /* the firm's word for it; unique */
    const char *meeting;    /* the kind of meeting its touches are (meetings.kinds); "" for none */
    struct fnl_law hours;   /* of a rep, for one touch that takes place */
    double missed_hours;    /* of a rep, for one that does not: voicemail, waiting for a no-show */
    struct fnl_law days;    /* before each touch, calendar days; none before the first of all */
    struct fnl_law touches; /* that must take place before it is decided who goes on; at least 1 */
    double shows;           /* chance that a touch takes place */
    int64_t tries;          /* in a row that may fail before the lead has gone dark; at least 1 */
    double go_on; /* chance to go on after the last touch, at the reference of all effects */
    double to_competitor, on_price, no_decision; /* weights of the causes of a loss here */
};

extern const struct fnl_param_table fnl_stage_table;

struct fnl_settings;

/* Index of the stage called `name`, -1 for none. */
int fnl_stage_named(const struct fnl_settings *settings, const char *name);

/* Touches that it takes on average, at least 1. */
double fnl_stage_touches(const struct fnl_stage *stage);

/* The chance that so many touches take place before too many tries in a row have failed, of
 * somebody whose log-odds to be there are moved by `effect`. */
double fnl_stage_holds(const struct fnl_stage *stage, double effect, double touches);

#endif
