/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * supply.h - the cells of a job on their way through one process: still to be
 * had, in somebody's hands, done, or failed.
 *
 * The process that has the job hands its cells out in the order of their
 * numbers, one at a time to its own threads and in batches to others. Another
 * process has a stock of what it was given, and a list of what it has done since
 * it last told. After a failure only cells before it are worth filling, so that
 * the first failure by number is the one that is told, whoever was held up.
 *
 * All functions may be called by several threads at a time.
 */
#ifndef FUNNELSIM_EXPERIMENT_SUPPLY_H
#define FUNNELSIM_EXPERIMENT_SUPPLY_H

#include <stdbool.h>
#include <stddef.h>

#include <funnelsim/execution.h>
#include <funnelsim/status.h>

/* The most cells that a process is given and has not yet told of. */
#define FNL_SUPPLY_ROOM 1024

/* Numbers of cells, first in, first out. */
struct fnl_supply_line {
    size_t cells[FNL_SUPPLY_ROOM];
    size_t first, count;
};

struct fnl_supply {
    const struct fnl_execution *execution;
    size_t cells;        /* of the job */
    unsigned char *done; /* by cell */
    bool given;          /* cells come from another process */
    bool closed;         /* no more will come from there */
    bool halted;         /* begin no more */
    size_t next;         /* the first that was not handed out, where none are given */
    size_t finished;     /* cells that are done, here or where they were given to */
    size_t failed_cell;  /* the first that failed, by number; `cells` while none has */
    struct fnl_error error;
    struct fnl_supply_line waiting, told; /* of those given: not begun; done, and not yet told */
    size_t in_hand;                       /* of those given: begun */
};

/*
 * The supply of the process that has the job: all cells but those that `done`
 * says are done already; or that of another, which will be given some.
 */
void fnl_supply_init(struct fnl_supply *supply, const struct fnl_execution *execution, size_t cells,
                     unsigned char *done);
void fnl_supply_init_given(struct fnl_supply *supply, const struct fnl_execution *execution,
                           size_t cells, unsigned char *done);

/* What there is for a thread that has nothing to do. */
enum fnl_supply_turn {
    FNL_SUPPLY_CELL, /* a cell, to be filled and noted */
    FNL_SUPPLY_WAIT, /* nothing yet */
    FNL_SUPPLY_END,  /* nothing any more */
};
enum fnl_supply_turn fnl_supply_take(struct fnl_supply *supply, size_t *cell);

/*
 * What became of a cell: FNL_OK, FNL_ERR_STOPPED when it was given up, or a
 * failure. The process that has the job tells the execution's `progress`.
 */
void fnl_supply_note(struct fnl_supply *supply, size_t cell, fnl_status status,
                     const struct fnl_error *error);

/* --- the process that has the job */

/* Hands up to `most` cells to another process and returns how many: 0 when there are none any
 * more. */
size_t fnl_supply_batch(struct fnl_supply *supply, size_t most, size_t *cells);

/*
 * How many cells to hand to a process with `threads` threads of `all`: a part of
 * what is left, so that it becomes smaller towards the end and nobody has much
 * to do when others have nothing.
 */
size_t fnl_supply_portion(struct fnl_supply *supply, size_t threads, size_t all);

/* What came of the job: FNL_OK, FNL_ERR_STOPPED when cells are missing, or the first failure. */
fnl_status fnl_supply_outcome(const struct fnl_supply *supply, struct fnl_error *error);

/* --- another process */

/* Takes in what was given, for which there must be room, unless we are to begin no more; nothing
 * means that no more will come. */
void fnl_supply_give(struct fnl_supply *supply, const size_t *cells, size_t count);

/* How many cells were given of which nothing has been told yet; and how many of them wait. */
size_t fnl_supply_load(struct fnl_supply *supply);
size_t fnl_supply_waiting(struct fnl_supply *supply);

/* Whether no cell waits and none is in anybody's hands. */
bool fnl_supply_is_idle(struct fnl_supply *supply);

/* A cell that was done and is told herewith; false when there is none. */
bool fnl_supply_tell(struct fnl_supply *supply, size_t *cell);

/* --- either */

/* The first cell that failed, and why; false when none has. */
bool fnl_supply_failure(struct fnl_supply *supply, size_t *cell, struct fnl_error *error);

/* Some other process failed at `cell`: later ones need not be filled. */
void fnl_supply_limit(struct fnl_supply *supply, size_t cell);

/* Begin no more cells; whether that was said, here or by the execution's `stop`. */
void fnl_supply_halt(struct fnl_supply *supply);
bool fnl_supply_is_halted(struct fnl_supply *supply);

#endif
