/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * uncounted.h - what a scenario says that changes who signs, how many come, or
 * what hours and people there are to sell, and that scenario/implied.h does not count.
 *
 * These depend on what happens on the way - whom the firm has reached, bothered or
 * won so far, how its reps fare - and have no figures of their own before anything has happened.
 * Whoever reads what the figures imply is told, or takes a table for the answer
 * that is the same with such a group and without it.
 */
#ifndef FUNNELSIM_REPORT_UNCOUNTED_H
#define FUNNELSIM_REPORT_UNCOUNTED_H

#include <stdio.h>

#include "model/settings.h"

/* Writes a sentence that lists all of them, after a blank; nothing where there is none. */
void fnl_uncounted_write(const struct fnl_settings *settings, FILE *stream);

#endif
