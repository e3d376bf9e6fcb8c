/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "watch.h"

#include <stdio.h>
#include <unistd.h>

#include "crew.h"
#include "interrupt.h"
#include "seed.h"

/* With what a second Ctrl-C is answered. On a terminal it stands in the line that was being drawn.
 */
static const volatile sig_atomic_t *catch_interrupts(const struct fnl_options *options)
{
    char words[FNL_INTERRUPT_WORDS];
    const bool saves = options->saves;
    snprintf(words, sizeof words, "%sfunnelsim: ended at once: nothing more is reported%s%s\n",
             isatty(STDERR_FILENO) ? "\n" : "",
             saves ? "; the same command with --resume goes on from what is in " : "",
             saves ? options->checkpoint : "");
    return fnl_interrupt_catch(words);
}

struct fnl_execution fnl_watch_begin(struct fnl_watch *watch, const struct fnl_options *options,
                                     size_t each)
{
    fnl_seed_announce(options);
    watch->progress = fnl_progress_begin(options->quiet, each, options->saves);
    return (struct fnl_execution){
        .threads = (int)options->threads,
        .stop = catch_interrupts(options),
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
