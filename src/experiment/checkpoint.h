/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * checkpoint.h - what the executor does with a checkpoint
 * (funnelsim/checkpoint.h), from one thread at a time.
 *
 * The file (savefile.h) names the first job of the work: a command does several, which are known
 * only as they come, but the first is the same whenever it is the same work. Records of jobs that
 * never come do no harm and are no use.
 */
#ifndef FUNNELSIM_EXPERIMENT_CHECKPOINT_H
#define FUNNELSIM_EXPERIMENT_CHECKPOINT_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/checkpoint.h>

#include "experiment/executor.h"

/*
 * A job begins whose results depend on what `signature` says. The first one finds out whether the
 * file is of this work, looks all its records through and cuts off what is damaged at its end.
 * FNL_ERR_USAGE: it is of other work; FNL_ERR_IO, FNL_ERR_MEMORY.
 */
fnl_status fnl_checkpoint_begin(fnl_checkpoint *checkpoint, uint64_t signature,
                                struct fnl_error *error);

/* Heeds `stop` (funnelsim/execution.h): a large file is looked through no further once that is set,
 * which is FNL_OK, but nothing is told of it. It must live as long; NULL: no more. */
void fnl_checkpoint_heed(fnl_checkpoint *checkpoint, const volatile sig_atomic_t *stop);

/* A cell of the job that begun last of which the file has a record from an earlier run, in the
 * order in which they were saved, so that a cell may come twice; false when there are no more. */
bool fnl_checkpoint_next(fnl_checkpoint *checkpoint, uint64_t *cell);

/* Reads to `place` the cell that came last. False, with zeros there, when it has another size or
 * cannot be read any more: then it has to be filled again. */
bool fnl_checkpoint_take(fnl_checkpoint *checkpoint, struct fnl_place place);

/*
 * Saves what stands at `place` as cell `cell` of the job that begun last. FNL_ERR_IO, with the
 * cause, when the file does not take it; what was saved before is intact then, and whatever is to
 * be saved later fails alike. FNL_ERR_MEMORY. May be called by several threads at a time, as
 * nothing else here; and for NULL, which saves nothing and is FNL_OK.
 */
fnl_status fnl_checkpoint_save(fnl_checkpoint *checkpoint, size_t cell, struct fnl_place place,
                               struct fnl_error *error);

#endif
