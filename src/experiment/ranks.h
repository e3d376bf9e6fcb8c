/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ranks.h - how ranks talk to each other: notes from one to another, with bytes
 * behind them, and bytes from rank 0 to all.
 *
 * This is the only place that knows MPI. Once work has begun nothing here waits in
 * MPI, because there waiting takes a whole core: it asks, sleeps a moment and asks again. Where
 * somebody is waited for who was lost, no word ever comes. Whoever starts the
 * ranks (mpirun, srun) notices and asks the others to end; so from the moment in
 * which we are to stop, patience is short.
 */
#ifndef FUNNELSIM_EXPERIMENT_RANKS_H
#define FUNNELSIM_EXPERIMENT_RANKS_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include <funnelsim/ranks.h>

/* What ranks have to say. To rank 0: */
enum fnl_ranks_kind {
    FNL_RANKS_HERE,   /* ready for the job with the signature `number`, of `more` cells, with `size`
                         threads */
    FNL_RANKS_WANT,   /* give me up to `number` cells */
    FNL_RANKS_DONE,   /* cell `number`; its place follows */
    FNL_RANKS_FAILED, /* cell `number`, with status `more`; why follows */
    FNL_RANKS_HALTED, /* I begin no more cells */
    FNL_RANKS_FINISHED, /* all that I was given is told */
    FNL_RANKS_LEFT,     /* I have come to the end, with exit code `number`; what I said follows */
    /* and from it: */
    FNL_RANKS_BEGIN,    /* all are here, with `number` threads */
    FNL_RANKS_CELLS,    /* take these, which follow; none: there are no more */
    FNL_RANKS_LIMIT,    /* cells behind `number` need not be filled */
    FNL_RANKS_HALT,     /* begin no more cells */
    FNL_RANKS_THANKS,   /* I know that you have finished, and say no more about this job */
    FNL_RANKS_OVER,     /* there will be no job */
    FNL_RANKS_FAREWELL, /* all have left; end with `number` */
};

/* One thing said. */
struct fnl_ranks_note {
    int64_t kind;
    uint64_t number, more;
    uint64_t size; /* bytes that follow; or what is said above */
};

/* How many threads this rank may have so that all on this machine share its cores; for NULL the
 * cores that it may use. */
int fnl_ranks_threads(const fnl_ranks *ranks);

/* What a rank's machine is called; rank 0 knows. */
const char *fnl_ranks_host(const fnl_ranks *ranks, int rank);

/* From now on patience is short as soon as `*stop` is not 0 or rank 0 says that we are to stop;
 * NULL: not by ourselves. */
void fnl_ranks_heed(fnl_ranks *ranks, const volatile sig_atomic_t *stop);

/* Lets other threads work for so many thousandths of a millisecond. */
void fnl_ranks_nap(long length);

/* While somebody waits; and while there is work. */
#define FNL_RANKS_SHORTLY 300
#define FNL_RANKS_LATER   1000

/*
 * Sends a note, with `size` bytes behind it. False when patience is over, or was:
 * then no rank can be talked to any more.
 */
bool fnl_ranks_send(fnl_ranks *ranks, int to, struct fnl_ranks_note note, const void *bytes,
                    size_t size);

/* The next note that somebody has sent; false when there is none now. Of a rank that has left it is
 * remembered, with its words. */
bool fnl_ranks_hear(fnl_ranks *ranks, int *from, struct fnl_ranks_note *note);

/* The bytes behind a note that was heard. False when patience is over. */
bool fnl_ranks_fetch(fnl_ranks *ranks, int from, void *bytes, size_t size);

/* Gives all ranks the bytes that stand here in rank 0. False when patience is over. */
bool fnl_ranks_pass(fnl_ranks *ranks, void *bytes, size_t size);

/* For rank 0: whether a rank has left, and what it had to say; "" for nothing. */
bool fnl_ranks_has_left(const fnl_ranks *ranks, int rank);
const char *fnl_ranks_words(const fnl_ranks *ranks, int rank);

/* Whether it is worth waiting for something that this rank has to say. */
bool fnl_ranks_is_patient(fnl_ranks *ranks, int rank);

/* Patience with that rank is over (-1: with somebody), and so nobody can be talked to any more; and
 * whether it is. */
void fnl_ranks_lose(fnl_ranks *ranks, int rank);
bool fnl_ranks_are_broken(const fnl_ranks *ranks);

/* Fails, because a rank was lost, and says which if that is known. */
fnl_status fnl_ranks_mourn(const fnl_ranks *ranks, struct fnl_error *error);

#endif
