/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * concession.h - what a client who is a pain asks for after the sale, and the
 * spiral that begins with the first yes.
 *
 * Such a client asks for a lower price again and again. A yes takes a share off
 * all that is still to be invoiced and off the next term, and makes the client
 * ask more often from its next month on; a no costs satisfaction and makes it
 * likelier to leave at the end of the term. Which it is, the concede policy says
 * (model/question.h). The first yes therefore costs more than it takes off: the
 * asks that would never have been made come on top. How much more, two runs of
 * the same future show that differ in `spiral` alone. Nothing of this has been
 * measured in public: all of it is guesses.
 */
#ifndef FUNNELSIM_MODEL_CONCESSION_H
#define FUNNELSIM_MODEL_CONCESSION_H

#include <stdbool.h>

#include "base/param.h"

struct fnl_company;
struct fnl_client;
struct fnl_event;
struct fnl_mechanism;

struct fnl_concessions {
    bool present;
    double asks_per_year;      /* of a pain that has never been granted anything */
    double spiral;             /* factor on that for each concession granted */
    double asks_at_most;       /* a year, however much was granted */
    double cut;                /* share that a concession takes off the price */
    double refusal_costs_mood; /* satisfaction that a refusal costs */
    double refusal_on_renewal; /* logit of the next renewal, for each refusal in the term */
};
extern const struct fnl_param_table fnl_concession_table;

extern const struct fnl_mechanism fnl_concession_mechanism;

/* Asks a year of `client`, which must be a pain, after what it has been granted so far. */
double fnl_concession_rate(const struct fnl_company *company, const struct fnl_client *client);

/* A client asks for a concession: FNL_EVENT_CONCESSION. */
void fnl_concession_asked(struct fnl_company *company, const struct fnl_event *event);

#endif
