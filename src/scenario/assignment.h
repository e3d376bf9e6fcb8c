/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * assignment.h - one place of a scenario set or taken out, by its path.
 *
 * `--set`, sweeps, break-even searches and "which mechanism did it" change one
 * thing at a time. They do it as an overlay would that says only this
 * (overlay.h), so the same rules hold: a law or evidence is replaced whole, a
 * new `policy` drops the old one's keys.
 */
#ifndef FUNNELSIM_SCENARIO_ASSIGNMENT_H
#define FUNNELSIM_SCENARIO_ASSIGNMENT_H

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "scenario/section.h"
#include "scenario/tree.h"

/*
 * Sets what stands at `path` (path.h) to a copy of `value`, in every place that the path means;
 * groups on the way that are missing are made. Inside of a value that is written out (a law,
 * evidence) a path goes as far as the value has keys.
 */
fnl_status fnl_assignment_set(const struct fnl_section *root, struct fnl_tree *tree,
                              const char *path, const struct fnl_node *value,
                              struct fnl_mistakes *mistakes, struct fnl_error *error);

/* The same from `PATH=VALUE`, as typed after `--set`; the value as fnl_reader_value takes it. */
fnl_status fnl_assignment_read(const struct fnl_section *root, struct fnl_tree *tree,
                               const char *assignment, struct fnl_mistakes *mistakes,
                               struct fnl_error *error);

/*
 * The same from PATH=VALUE as the text `said`, a node of a file, which is then to blame for
 * whatever is wrong with it. `tree` may be another one than that of `said`.
 */
fnl_status fnl_assignment_said(const struct fnl_section *root, struct fnl_tree *tree,
                               const struct fnl_node *said, struct fnl_mistakes *mistakes,
                               struct fnl_error *error);

/* Takes out what stands at `path`, a key, a whole group or items; a mistake when there is nothing.
 */
fnl_status fnl_assignment_remove(const struct fnl_section *root, struct fnl_tree *tree,
                                 const char *path, struct fnl_mistakes *mistakes,
                                 struct fnl_error *error);

#endif
