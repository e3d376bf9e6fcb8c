/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * options.h - a command line that has been read.
 *
 * Which options there are, is said by the table of option.h. Here the words that a
 * user typed become values of its rows, or a sentence that says what would have been
 * understood.
 */
#ifndef FUNNELSIM_CLI_OPTIONS_H
#define FUNNELSIM_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <funnelsim/checkpoint.h>
#include <funnelsim/writing.h>

#include "console.h"

struct fnl_command;

#define FNL_OPTIONS_SETS      200 /* times --set may be given */
#define FNL_OPTIONS_FIRMS     20  /* times --also may be given */
#define FNL_OPTIONS_ARGUMENTS 12  /* scenarios of one comparison; more columns nobody can read */
#define FNL_OPTIONS_FILES     200 /* files that are looked at one after the other */

/* A command line that has been understood. All texts are the command line's own. */
struct fnl_options {
    const struct fnl_command *command;
    const char *arguments[FNL_OPTIONS_FILES]; /* what is no option, in order */
    size_t argument_count;
    uint64_t given; /* a bit for each row of fnl_option_table */

    const char *base; /* or NULL */
    const char *sets[FNL_OPTIONS_SETS];
    size_t set_count;
    uint64_t months; /* 0: as the scenario says */

    uint64_t seed; /* drawn where none was given */
    uint64_t replications;
    uint64_t samples;
    uint64_t threads;       /* 0: as many as there are processors */
    const char *checkpoint; /* file, or NULL */
    bool resume;
    fnl_checkpoint *saves; /* the file when it is open, for as long as the command is at work */

    const char *also[FNL_OPTIONS_FIRMS];
    size_t also_count;
    const char *coverage; /* a file of subjects, or NULL */
    const char *axes[2];  /* of a map, PATH=VALUE,VALUE; or NULL */
    const char *metric;   /* id of an indicator, or NULL */

    const char *only;    /* ids with commas, or NULL */
    uint64_t most;       /* futures for one claim */
    uint64_t error_rate; /* in per cent */
    bool boundaries;

    const char *out;           /* folder or file; NULL: as usual for the command */
    const char *format;        /* one of the words of its row */
    const char *separator;     /* ditto */
    const char *figures;       /* or NULL */
    const char *figure_format; /* or NULL */
    const char *scripts;       /* folder, or NULL */
    const char *plots;         /* folder, or NULL */
    bool quiet;

    bool run, all, family;
    const char *follow;    /* or NULL */
    uint64_t future;       /* from 0 */
    const char *from, *to; /* dates, or NULL */
    uint64_t limit;
    uint64_t top;
    uint64_t target; /* in major units; 0: as the scenario says */
    bool help;
};

/* Whether the option called `name` was given. */
bool fnl_options_given(const struct fnl_options *options, const char *name);

/* What --format says of a report. */
enum fnl_writing_format fnl_options_format(const struct fnl_options *options);

/*
 * Understands `words`, of which the first is the command's name. What cannot be understood is
 * said on standard error, with what would be, and FNL_EXIT_USAGE is returned.
 */
enum fnl_exit fnl_options_read(const struct fnl_command *command, int count, char **words,
                               struct fnl_options *options);

#endif
