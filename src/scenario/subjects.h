/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * subjects.h - what claims have to answer, so that a gap can be seen.
 *
 *     id,says,why_not
 *     000-13,Ask clients for referrals.,
 *     000-99,People are kind.,Nothing that is measured here stands for it.
 *
 * A CSV file that stands beside the claims and can be read in a spreadsheet: one
 * row a subject, with an id that claims name in `covers`, what it says in a few
 * words, and, where no simulation could answer it honestly, why not.
 */
#ifndef FUNNELSIM_SCENARIO_SUBJECTS_H
#define FUNNELSIM_SCENARIO_SUBJECTS_H

#include <stddef.h>

#include <funnelsim/status.h>

/* Largest file, in bytes. */
#define FNL_SUBJECTS_LARGEST 1048576

struct fnl_subject {
    char *id, *says;
    char *why_not; /* "" for one that claims have to answer */
};

/* In the order of the file. */
struct fnl_subjects {
    struct fnl_subject *items;
    size_t count, capacity;
};

/*
 * Reads `path`. FNL_ERR_SCENARIO, with the row, when a column is missing, an id is empty or stands
 * there twice, or a row has more cells than the first; FNL_ERR_MEMORY; otherwise as
 * fnl_reader_bytes. `*subjects` is for fnl_subjects_fini in any case.
 */
fnl_status fnl_subjects_read(const char *path, struct fnl_subjects *subjects,
                             struct fnl_error *error);

/* The subject with that id; `count` where there is none. */
size_t fnl_subjects_named(const struct fnl_subjects *subjects, const char *id);

void fnl_subjects_fini(struct fnl_subjects *subjects);

#endif
