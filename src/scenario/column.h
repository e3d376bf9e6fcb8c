/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * column.h - numbers from a column of a CSV file, for laws that are as
 * observed.
 *
 *     days = { law = "empirical"; file = "won-deals.csv"; column = "days"; };
 *
 * The file is read once, when the scenario is: the numbers are put into the
 * tree as `values`. What is simulated then depends on the tree alone, however
 * often it is bound and whatever happens to the file meanwhile.
 */
#ifndef FUNNELSIM_SCENARIO_COLUMN_H
#define FUNNELSIM_SCENARIO_COLUMN_H

#include <stddef.h>

#include <funnelsim/mistakes.h>
#include <funnelsim/status.h>

#include "scenario/tree.h"

/* Largest CSV file, in bytes. */
#define FNL_COLUMN_LARGEST 16777216

/*
 * Reads the numbers below the heading `column` of the CSV file `path` (RFC 4180; commas, or
 * semicolons with decimal commas, whichever the first line has). Empty cells are passed over.
 * `*values`, of `*count` numbers, is the caller's to free(). FNL_ERR_SCENARIO when there is no such
 * column or a cell is no number; otherwise as fnl_reader_bytes.
 */
fnl_status fnl_column_read(const char *path, const char *column, double **values, size_t *count,
                           struct fnl_error *error);

/*
 * Gives every empirical law below `root`, a node of `tree`, that names a `file` its `values`,
 * unless it has them. A relative file is looked for beside the file that names it. FNL_ERR_SCENARIO
 * when that failed somewhere: what holds the law is then marked as refused. FNL_ERR_MEMORY.
 */
fnl_status fnl_column_resolve(struct fnl_tree *tree, struct fnl_node *root,
                              struct fnl_mistakes *mistakes, struct fnl_error *error);

#endif
