/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * advocate.h - people who speak for a rep: clients, and others who never bought.
 *
 * A kind of meeting may win an advocate (meeting.h: advocates). Advocates speak
 * for the rep who met them, to whomever it deals with. With A of them a deal of
 * that rep goes on with so much more in log-odds:
 *
 *     on_going_on * log2(1 + A),
 *
 * so the first adds on_going_on, three add twice that, and seven three times.
 * People forget: what they are worth halves in `lasts`. When the rep leaves, so
 * do they. The link is by the rep, for who talks to whom is not simulated.
 */
#ifndef FUNNELSIM_MODEL_ADVOCATE_H
#define FUNNELSIM_MODEL_ADVOCATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"

struct fnl_company;
struct fnl_mechanism;
struct fnl_meeting_kind;

struct fnl_advocates {
    bool present;
    double on_going_on; /* log-odds of the rep's deals that the first adds */
    fnl_time lasts;     /* time in which what they are worth halves */
};
extern const struct fnl_param_table fnl_advocate_table;

extern const struct fnl_mechanism fnl_advocate_mechanism;

/* A meeting of which an advocate may come. */
struct fnl_advocate_meeting {
    uint64_t key;    /* of the meeting */
    uint64_t person; /* with whom it was */
    uint32_t source, rep, client;
};

/* Whether a meeting of `kind` that was held wins one; announces who does speak for the rep. */
void fnl_advocate_won(struct fnl_company *company, const struct fnl_meeting_kind *kind,
                      const struct fnl_advocate_meeting *meeting);

/* What the advocates of rep `index` are worth now: how many there are, less what is forgotten. */
double fnl_advocate_count(const struct fnl_company *company, uint32_t index);

#endif
