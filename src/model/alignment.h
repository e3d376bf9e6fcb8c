/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * alignment.h - whether sales trusts what comes from marketing, and follows it up.
 *
 * Trust T goes from 0 to 1 and is one half where leads convert as expected. A lead
 * that marketing hands over is followed up with the chance
 *
 *     f(T) = logistic(logit(follow_up) + on_follow_up * (2 T - 1)).
 *
 * Each such lead that sales has got beyond the first stage counts 1 / (2 expected),
 * each that ended before, or was never followed up, counts 0, and trust moves towards
 * it by a share of the distance, `per_lead`. So trust tends to k f(T), where k
 * = c / (2 expected) and c is the share of the leads followed up that get beyond the
 * first stage: no more than 1, and one half where c f = expected.
 *
 * That is a circle: leads that are not followed up do not convert, so they are not
 * followed up. Where k f'(T) is above 1 somewhere, there are two states in which the
 * same firm stays, one of trust and one of resentment, and it depends on where it
 * began in which it is; since f' is at most on_follow_up / 2, that takes on_follow_up
 * > 2 / k. A lead's judgement comes with its first stage, not with its signature, so
 * that good leads are not known later than bad ones.
 *
 * That each side blames the other is told everywhere and measured nowhere: but for
 * the shares followed up, all is guessed.
 */
#ifndef FUNNELSIM_MODEL_ALIGNMENT_H
#define FUNNELSIM_MODEL_ALIGNMENT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"

struct fnl_company;
struct fnl_levels;
struct fnl_mechanism;

struct fnl_alignment {
    bool present;
    double trust;        /* on the day from which this value is in force, 0 to 1 */
    double follow_up;    /* share of handed-over leads that are followed up at a trust of 0.5 */
    double on_follow_up; /* log-odds that full trust adds to it, and none takes away */
    double expected;     /* share of handed-over leads that should get beyond the first stage */
    double per_lead;     /* share of the way to what a lead was worth that trust goes with it */
};
extern const struct fnl_param_table fnl_alignment_table;

extern const struct fnl_mechanism fnl_alignment_mechanism;

/* The trust now, 0 to 1; one half without the group. */
double fnl_alignment_trust(const struct fnl_company *company);

#endif
