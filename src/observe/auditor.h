/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * auditor.h - the books must balance, in every run, to the cent and the
 * millisecond.
 *
 * Each rule is an equality (or, for hours, a bound) between what the company
 * counted and what was announced. A breach is our bug, never the user's: it is
 * reported as a sentence and fails the run.
 */
#ifndef FUNNELSIM_OBSERVE_AUDITOR_H
#define FUNNELSIM_OBSERVE_AUDITOR_H

#include <funnelsim/status.h>

#include "model/company.h"

/* What the auditor counts while it listens; zero-initialise. */
struct fnl_auditor {
    int64_t arrived, ended, won, signatures, new_clients, left, referred;
    fnl_time hours;                                     /* of finished tasks */
    fnl_money cash;                                     /* at the last day's end */
    fnl_money invoiced, written_off, costs, from_purse; /* of all that was posted */
};

/* The auditor's listener; clears it. */
struct fnl_listener fnl_auditor_begin(struct fnl_auditor *auditor);

/* FNL_ERR_AUDIT, with the rule and both numbers in `*error`, when the books do not balance. */
fnl_status fnl_auditor_check(const struct fnl_auditor *auditor, const struct fnl_accounts *accounts,
                             struct fnl_error *error);

#endif
