/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interrupt.h"

#include <stddef.h>

static const int caught[] = {SIGINT, SIGTERM};
#define CAUGHT (sizeof caught / sizeof *caught)

static volatile sig_atomic_t stop;
static struct sigaction before[CAUGHT];

static void ask_to_stop(int signal)
{
    (void)signal;
    stop = 1;
}

const volatile sig_atomic_t *fnl_interrupt_catch(void)
{
    /* SA_RESETHAND: the second Ctrl-C meets what stood here before us, the end. A SIGTERM behind a
       Ctrl-C does not: whoever starts us among others (mpirun) passes one on as the other. */
    struct sigaction action = {.sa_handler = ask_to_stop,
                               .sa_flags = (int)SA_RESETHAND | SA_RESTART};
    sigemptyset(&action.sa_mask);
    stop = 0;
    for (size_t i = 0; i < CAUGHT; i++) {
        sigaction(caught[i], NULL, &before[i]);
        if (before[i].sa_handler != SIG_IGN)
            sigaction(caught[i], &action, NULL);
    }
    return &stop;
}

void fnl_interrupt_release(void)
{
    for (size_t i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &before[i], NULL);
}
