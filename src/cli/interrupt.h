/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * interrupt.h - Ctrl-C during long work. The first one asks the work to end, so
 * that what is complete can still be shown; the second ends the program at once.
 * Where whoever started us has switched Ctrl-C off, it stays off.
 */
#ifndef FUNNELSIM_CLI_INTERRUPT_H
#define FUNNELSIM_CLI_INTERRUPT_H

#include <signal.h>

/* From now on Ctrl-C sets the flag that this returns; it is 0 until then. */
const volatile sig_atomic_t *fnl_interrupt_catch(void);

/* From now on Ctrl-C ends the program at once, as it always does. */
void fnl_interrupt_release(void);

#endif
