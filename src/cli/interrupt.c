/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interrupt.h"

#include <stddef.h>

static volatile sig_atomic_t stop;
static struct sigaction before;

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
    sigaction(SIGINT, NULL, &before);
    if (before.sa_handler != SIG_IGN)
        sigaction(SIGINT, &action, NULL);
    return &stop;
}

void fnl_interrupt_release(void)
{
    sigaction(SIGINT, &before, NULL);
}
