/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dossier.h - findings as a page of Markdown: in which firm, from which seed
 * and at which error rate they were found, a table of all claims, another one of
 * the verdicts in other firms, where there are any, and for each claim what it says,
 * what came out, what that rests on, and what public evidence says.
 */
#ifndef FUNNELSIM_REPORT_DOSSIER_H
#define FUNNELSIM_REPORT_DOSSIER_H

#include <stdio.h>

#include "experiment/trial.h"

/* Writes the page. FNL_ERR_MEMORY. */
fnl_status fnl_dossier_write(const fnl_trial *trial, FILE *stream, struct fnl_error *error);

#endif
