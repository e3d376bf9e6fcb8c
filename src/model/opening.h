/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * opening.h - what exists on the first day: clients and pains among them, open
 * deals, cash and a credit line. An empty firm is a setting, not the default.
 *
 * The first day depends on the firm as it was (plan.h) and on no plan for it,
 * and every client and deal is drawn from streams of its own name: every
 * strategy finds the same people under the contracts that they signed. Where
 * they came from and what they are like is past.h's.
 */
#ifndef FUNNELSIM_MODEL_OPENING_H
#define FUNNELSIM_MODEL_OPENING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/param.h"
#include "base/units.h"
#include "random/law.h"

struct fnl_company;

/* One deal that is open on the first day, as a file names it. */
struct fnl_open_deal {
    int stage_index;      /* of its stage */
    fnl_money amount;     /* 0: not known, drawn */
    fnl_time first_touch; /* before the start, so negative; 0 where it is not known */
};

struct fnl_today {
    bool present;
    int64_t clients, pita_clients;
    struct fnl_law client_fit;
    int64_t open_deals;          /* spread over the stages */
    const char *open_deals_file; /* "" for none */
    fnl_money cash, credit_line;
    double people_met_per_month; /* new people whom each rep met in earlier years (networking.h) */
    bool stops_when_broke;       /* the firm ends when cash falls below minus the credit line */
};
extern const struct fnl_param_table fnl_opening_today_table;

/* Who and what is there on the first day; the company's settings must be those of its past. */
void fnl_opening_past(struct fnl_company *company);

/* The open deals go on, by the settings of the first day. */
void fnl_opening_day(struct fnl_company *company);

#endif
