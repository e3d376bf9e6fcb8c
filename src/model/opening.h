/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * opening.h - what exists on the first day: clients and pains among them, open
 * deals, cash and a credit line. An empty firm is a setting, not the default.
 *
 * The first day depends on the settings in force on that day and on nothing
 * later, and every client and deal is drawn from streams of its own name: a
 * strategy that begins in April finds the same people. A deal in a late stage
 * got there, so its person is drawn given that: where a gate before it is
 * another from the first day on, only those differ for whom it decides. How good
 * the rep is does not count, for nobody knows who had the deal until then.
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
    bool stops_when_broke; /* the firm ends when cash falls below minus the credit line */
};
extern const struct fnl_param_table fnl_opening_today_table;

/* Sets the company up for its first day. */
void fnl_opening_day(struct fnl_company *company);

#endif
