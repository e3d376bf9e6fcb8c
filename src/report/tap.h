/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * tap.h - findings as the Test Anything Protocol, version 14
 * (testanything.org/tap-version-14-specification.html), which every system of
 * continuous integration understands.
 *
 *     TAP version 14
 *     1..2
 *     ok 1 - H1 Referrals beat more leads over three years.
 *       ---
 *       verdict: "refuted"
 *       ...
 *     ok 2 - H5 Walking away pays. # SKIP undecided after 800 futures
 *
 * A line is `not ok` only where the verdict is the opposite of what the claim
 * expects. A claim that could not be decided is skipped: it is no failure of
 * the firm that is simulated, and no success of the claim.
 */
#ifndef FUNNELSIM_REPORT_TAP_H
#define FUNNELSIM_REPORT_TAP_H

#include <stdio.h>

#include "experiment/trial.h"

/* Writes them all. FNL_ERR_MEMORY. */
fnl_status fnl_tap_write(const fnl_trial *trial, FILE *stream, struct fnl_error *error);

#endif
