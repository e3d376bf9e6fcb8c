/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interrupt.h"

#include <stddef.h>

static volatile sig_atomic_t stop;
/* mpirun and batch systems ask with SIGTERM. */
static const int signals[] = {SIGINT, SIGTERM};
#define SIGNALS (sizeof signals / sizeof *signals)
static struct sigaction before[SIGNALS];

static void ask_to_stop(int signal)
{
    (void)signal;
    stop = 1;
}

const volatile sig_atomic_t *fnl_interrupt_catch(void)
{
    /* SA_RESETHAND: the second Ctrl-C meets what stood here before us, the end. */
    struct sigaction action = {.sa_handler = ask_to_stop,
                               .sa_flags = (int)SA_RESETHAND | SA_RESTART};
    sigemptyset(&action.sa_mask);
    stop = 0;
    for (size_t i = 0; i < SIGNALS; i++) {
        sigaction(signals[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(signals[i], &action, NULL);
    }
    return &stop;
}

void fnl_interrupt_release(void)
{
    for (size_t i = 0; i < SIGNALS; i++)
        sigaction(signals[i], &before[i], NULL);
}
