/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * document.h - results as JSON: run.json, with all that is needed to run the
 * same again and to know whether it was the same, and the whole report as one
 * object for other programs.
 *
 * Neither holds a time, a host or a number of threads: the same run gives the
 * same bytes. A seed that is too large for a program that reads JSON numbers
 * as doubles (above 2^53) is written as text.
 */
#ifndef FUNNELSIM_REPORT_DOCUMENT_H
#define FUNNELSIM_REPORT_DOCUMENT_H

#include <stddef.h>
#include <stdio.h>

#include <funnelsim/status.h>

#include "report/judgement.h"
#include "report/study.h"

/* The version of the program. */
const char *fnl_document_version(void);

/*
 * Writes run.json: version, command (NULL: not known), seed, futures asked for
 * and complete, whether the run is partial, samples of the inputs asked for,
 * complete, and lived as stated because what was moved did not fit together,
 * options with name, file, digest, guesses and ranges, and the names of `files`.
 */
fnl_status fnl_document_run(const struct fnl_study *study, const char *command,
                            const char *const *files, size_t file_count, FILE *stream,
                            struct fnl_error *error);

/*
 * Writes the report: the same head, each option with the distribution of every
 * indicator, and for two options or more the differences, whether the fight was
 * fair, and the verdict. Names and units are those of report/export.h; a null
 * stands for what does not exist.
 */
fnl_status fnl_document_report(const struct fnl_study *study,
                               const struct fnl_judgement_set *judged, FILE *stream,
                               struct fnl_error *error);

#endif
