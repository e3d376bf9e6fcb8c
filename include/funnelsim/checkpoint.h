/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * checkpoint.h - long work that survives its end: a power cut, a batch system
 * that takes the machine away, Ctrl-C.
 *
 * Work comes in pieces that do not depend on each other (a future of an option,
 * a sample of what is uncertain), and a checkpoint is a file to which each of them
 * goes as soon as it is finished. The same work, begun again with this file, takes
 * what stands there and does the rest; what comes out is the same to the byte, for
 * any number of threads, before and after.
 *
 *     fnl_checkpoint *checkpoint;
 *     status = fnl_checkpoint_open("work.save", resume, &checkpoint, error);
 *     fnl_checkpoint_seed(checkpoint, &seed);          where none was asked for
 *     fnl_checkpoint_describe(checkpoint, &work);
 *     ... do the work, with `checkpoint` in its struct fnl_execution ...
 *     status = fnl_checkpoint_close(checkpoint, error);
 *
 * Each piece is one record with a check sum, written with one call. A process that is killed leaves
 * at most the last record incomplete; a machine that loses its power takes with it the last seconds
 * at most. Either is noticed, and what stands before it is used.
 *
 * What the pieces depend on (the version, the scenarios, the seed ...) has a signature. A file of
 * other work is refused before anything is simulated; so is one that another process is writing,
 * and one that was written on another kind of machine.
 */
#ifndef FUNNELSIM_CHECKPOINT_H
#define FUNNELSIM_CHECKPOINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/status.h>

typedef struct fnl_checkpoint fnl_checkpoint;

/* What has been found in the file of an earlier run. */
struct fnl_checkpoint_found {
    size_t pieces; /* that are intact */
    bool damaged;  /* behind them stood something that is not, and has been cut off */
};

/* What the work is, in words for whoever holds its file against other work. */
struct fnl_checkpoint_work {
    uint64_t seed;
    const char *command; /* one line that would do it again; copied */
    /* Called when the work has begun and what an earlier run has left was looked through, by the
     * thread that began it; or NULL. */
    void (*tell)(void *self, const struct fnl_checkpoint_found *found);
    void *self;
};

/*
 * Opens the file at `path`, and makes it where there is none. What is in it from an earlier run is
 * kept with `resume`; without, a file with anything in it is refused. Nothing is written before the
 * work begins. FNL_ERR_USAGE: the file is none of ours, or not to be used now; FNL_ERR_IO: it
 * cannot be opened, read or made; FNL_ERR_MEMORY. `*checkpoint` is NULL then.
 */
fnl_status fnl_checkpoint_open(const char *path, bool resume, fnl_checkpoint **checkpoint,
                               struct fnl_error *error);

/* Whether an earlier run has left anything to go on from; `*seed` is its seed then, and otherwise
 * left alone. */
bool fnl_checkpoint_seed(const fnl_checkpoint *checkpoint, uint64_t *seed);

/* Says what the work is, before it begins. FNL_OK or FNL_ERR_MEMORY. */
fnl_status fnl_checkpoint_describe(fnl_checkpoint *checkpoint,
                                   const struct fnl_checkpoint_work *work, struct fnl_error *error);

/* How many pieces of the work so far were taken from the file, and how many it has been given. */
size_t fnl_checkpoint_taken(const fnl_checkpoint *checkpoint);
size_t fnl_checkpoint_saved(const fnl_checkpoint *checkpoint);

/* Forces to the disk what was saved, and closes; a file that we have made and that nothing was
 * saved in is gone. FNL_ERR_IO. Accepts NULL. */
fnl_status fnl_checkpoint_close(fnl_checkpoint *checkpoint, struct fnl_error *error);

#endif
