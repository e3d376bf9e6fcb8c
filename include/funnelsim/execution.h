/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * execution.h - how long work is done: by how many, watched by whom, and what
 * ends it early.
 *
 * Whatever lives through futures is asked for in two parts: what is to be known,
 * which decides every number that comes out, and how that is to be got done,
 * which decides none. This is the second part. Every request that simulates has
 * one in it, by value: it is small, and whoever hands work on to somebody below
 * can copy it and change what that one sees of it.
 */
#ifndef FUNNELSIM_EXECUTION_H
#define FUNNELSIM_EXECUTION_H

#include <signal.h>
#include <stddef.h>

#include <funnelsim/checkpoint.h>
#include <funnelsim/ranks.h>

/* All zero: on all cores, unwatched, unsaved, to the end. */
struct fnl_execution {
    int threads; /* 0: as many as there are cores, shared with the ranks that are on the same
                    machine; 1: the caller's alone */
    const volatile sig_atomic_t *stop; /* set to non-zero to end early; or NULL */
    /* `done` of `total` pieces, told as each is finished and never by two threads at once; or NULL.
     * Where work has several parts, `total` may change from one to the next. */
    void (*progress)(void *self, size_t done, size_t total);
    void *progress_self;
    fnl_checkpoint *checkpoint; /* to which each piece goes when it is finished; or NULL */
    fnl_ranks *ranks;           /* with whom; NULL: nobody. All of them must be at the same work,
                                   and what comes of it may be known to rank 0 alone */
};

#endif
