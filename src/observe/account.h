/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * account.h - what happens with a client every month, added up until it is
 * told: invoices and what became of them, and ordinary service.
 */
#ifndef FUNNELSIM_OBSERVE_ACCOUNT_H
#define FUNNELSIM_OBSERVE_ACCOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/units.h"
#include "model/fact.h"
#include "observe/tale.h"

/* Zero is an empty account. */
struct fnl_account {
    int64_t invoices, unpaid; /* issued; of them never paid */
    fnl_money invoiced, lost; /* amounts of both */
    fnl_time delays;          /* from invoice to payment, of those that are paid */
    fnl_time served, by_reps; /* hours of service wanted; worked by reps */
};

/* Adds an invoice, announced by a fact of kind FNL_FACT_INVOICED. */
void fnl_account_invoice(struct fnl_account *account, const struct fnl_fact *invoice);

/* Whether there is nothing to tell. */
bool fnl_account_is_empty(const struct fnl_account *account);

/*
 * Adds to the open line "12 invoices, $25,000 in all, paid after 52 days on
 * average; 30 h of service wanted, 12 h of service done by reps", as far as there is any.
 */
void fnl_account_tell(const struct fnl_account *account, struct fnl_tale *tale);

#endif
