/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * ranks.h - several processes, on one machine or many, that do one thing
 * together.
 *
 * Every rank is started with the same command line and does all that the command
 * does, but for living through futures: that is shared out among them, and what
 * came of it is brought to rank 0. It is brought to the others, too, where it
 * decides what is lived through next (claims), so that all decide alike. Rank 0
 * alone is seen: it alone should print and write files.
 *
 * A program that was built without MPI is always alone. Where ranks are asked
 * for, NULL stands for one that is alone.
 *
 * All of this is for the thread alone that opened the ranks.
 */
#ifndef FUNNELSIM_RANKS_H
#define FUNNELSIM_RANKS_H

#include <stddef.h>

#include <funnelsim/status.h>

typedef struct fnl_ranks fnl_ranks;

/* Finds out who else there is: to be called first, and once. `*ranks` is NULL when nobody is.
 * FNL_ERR_MEMORY, FNL_ERR_IO. */
fnl_status fnl_ranks_open(fnl_ranks **ranks, struct fnl_error *error);

/* Which one this is, from 0; and of how many. */
int fnl_ranks_own(const fnl_ranks *ranks);
int fnl_ranks_count(const fnl_ranks *ranks);

/* Gives all ranks the bytes that stand here in rank 0. All must call it. */
void fnl_ranks_share(fnl_ranks *ranks, void *bytes, size_t size);

/*
 * Waits for all ranks and makes `*code` the exit code of all: that of rank 0,
 * unless another one that could have gone on ended otherwise. Rank 0 then returns
 * FNL_ERR_IO with its number, its host and `words`, which is what it had to say.
 * Frees the ranks.
 */
fnl_status fnl_ranks_close(fnl_ranks *ranks, int *code, const char *words, struct fnl_error *error);

#endif
