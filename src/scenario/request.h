/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * request.h - what somebody asked for, as one tree: the file that was named,
 * laid over its base, with what the command line says on top.
 */
#ifndef FUNNELSIM_SCENARIO_REQUEST_H
#define FUNNELSIM_SCENARIO_REQUEST_H

#include <funnelsim/scenario.h>

#include "scenario/tree.h"

/*
 * Reads all that is asked for into the empty `tree`; `*file` becomes the path of the file, to be
 * freed. FNL_ERR_SCENARIO with mistakes: `tree` then has as much as there is, or no root where the
 * text of the file is not acceptable (extends.h). FNL_ERR_USAGE or FNL_ERR_IO when a file cannot be
 * read; FNL_ERR_MEMORY. `tree` is then for fnl_tree_fini, and `*file` may be NULL or not.
 */
fnl_status fnl_request_read(const struct fnl_scenario_request *request,
                            struct fnl_mistakes *mistakes, struct fnl_tree *tree, char **file,
                            struct fnl_error *error);

/* Takes out of a tree what is planned for a time behind its first `months` months. */
void fnl_request_drop_changes(struct fnl_node *root, int64_t months);

#endif
