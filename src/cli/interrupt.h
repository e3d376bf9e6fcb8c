/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * interrupt.h - Ctrl-C during long work, and SIGTERM, which batch systems send a while before they
 * take the machine away. The first one asks the work to end, so that what is complete can still be
 * shown; the second of the same kind ends the program at once, with a last word. What whoever
 * started us has switched off stays off.
 */
#ifndef FUNNELSIM_CLI_INTERRUPT_H
#define FUNNELSIM_CLI_INTERRUPT_H

#include <signal.h>

/* Room for a path and what is said about it. */
#define FNL_INTERRUPT_WORDS 4400

/* From now on either sets the flag that this returns; it is 0 until then. A second one puts
 * `words`, as they are, on standard error, unless it would have to wait for that; copied. */
const volatile sig_atomic_t *fnl_interrupt_catch(const char *words);

/* The work is over, and what came of it is being reported: from now on either ends the program at
 * once, as it always does, or where there was a first one as a second one. */
void fnl_interrupt_release(void);

/* All is reported: from now on either is what it was before. */
void fnl_interrupt_end(void);

#endif
