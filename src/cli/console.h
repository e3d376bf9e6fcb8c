/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * console.h - how the program speaks to whoever started it: results on standard
 * output, everything else on standard error, and an exit code that a script can
 * build on.
 *
 * A reader that goes away (`funnelsim params | head`) has read enough: that is
 * no failure. A disk that is full is one, even if it shows only with the last
 * bytes. So nobody else asks whether standard output took what it was given;
 * it is asked once, at the end.
 */
#ifndef FUNNELSIM_CLI_CONSOLE_H
#define FUNNELSIM_CLI_CONSOLE_H

#include <funnelsim/status.h>

/* What the program ends with. A higher one is the worse news when several apply. */
enum fnl_exit {
    FNL_EXIT_DONE = 0,
    FNL_EXIT_FAILED = 1, /* a check did not hold, or a claim came out otherwise than it expects */
    FNL_EXIT_USAGE = 2,  /* asked wrongly, or a scenario is not acceptable */
    FNL_EXIT_SYSTEM = 3, /* disk, memory, gnuplot where figures were asked for */
    FNL_EXIT_UNDECIDED = 4, /* a claim that expects something could not be decided */
    FNL_EXIT_STOPPED = 130, /* Ctrl-C, or SIGTERM */
};

/* From now on a reader that goes away, or a file that grows beyond what the system allows us, shows
 * as a failure to write, and does not kill. */
void fnl_console_open(void);

/* Says one thing on standard error, printf-formatted, as `funnelsim: ...` and a new line. */
void fnl_console_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same, and returns FNL_EXIT_USAGE, so that a command can refuse in one line. */
enum fnl_exit fnl_console_refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Room for a hint, with any command or option of ours in it. */
#define FNL_CONSOLE_HINT 80

/* " (did you mean --seed?)", with `dashes` in front of the name, or "" for NULL. */
const char *fnl_console_hint(const char *dashes, const char *nearest, char hint[FNL_CONSOLE_HINT]);

/* Says what went wrong in the library, where it has words for it; returns what to end with. */
enum fnl_exit fnl_console_fail(fnl_status status, const struct fnl_error *error);

/* Hands over the last of standard output; returns `code`, or FNL_EXIT_SYSTEM if it was not taken.
 */
enum fnl_exit fnl_console_close(enum fnl_exit code);

#endif
