/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * findings.h - what became of claims, for people, for systems of continuous
 * integration and for other programs.
 */
#ifndef FUNNELSIM_FINDINGS_H
#define FUNNELSIM_FINDINGS_H

#include <stdio.h>

#include <funnelsim/status.h>
#include <funnelsim/trial.h>

enum fnl_findings_format {
    FNL_FINDINGS_TAP,   /* Test Anything Protocol, version 14 */
    FNL_FINDINGS_TABLE, /* for a terminal */
    FNL_FINDINGS_MARKDOWN,
    FNL_FINDINGS_JSON,
};

struct fnl_findings_request {
    const fnl_trial *trial;
    enum fnl_findings_format format;
    FILE *out;
    const char *file; /* a file to write instead, which appears whole or not at all; NULL: none */
};

/* Writes them. Nothing in them depends on the time, the machine or the number of threads.
 * FNL_ERR_IO, FNL_ERR_MEMORY. */
fnl_status fnl_findings_write(const struct fnl_findings_request *request, struct fnl_error *error);

#endif
