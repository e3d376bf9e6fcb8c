/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "watch.h"

#include "crew.h"
#include "interrupt.h"
#include "seed.h"

struct fnl_execution fnl_watch_begin(struct fnl_watch *watch, const struct fnl_options *options,
                                     size_t each)
{
    fnl_seed_announce(options);
    watch->progress = fnl_progress_begin(options->quiet, each, options->saves);
    return (struct fnl_execution){
        .threads = (int)options->threads,
        .stop = fnl_interrupt_catch(),
        .progress = fnl_progress_tell,
        .progress_self = &watch->progress,
        .checkpoint = options->saves,
        .ranks = fnl_crew_ranks(),
    };
}

double fnl_watch_end(struct fnl_watch *watch)
{
    fnl_interrupt_release();
    return fnl_progress_end(&watch->progress);
}
