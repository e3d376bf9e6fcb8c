/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interrupt.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const int caught[] = {SIGINT, SIGTERM};
#define CAUGHT (sizeof caught / sizeof *caught)

static volatile sig_atomic_t stop;
static struct sigaction before[CAUGHT];
static char last_words[FNL_INTERRUPT_WORDS];

/* The signal that is raised here is the end, as soon as this returns. */
static void end_at_once(int signal)
{
    const ssize_t said = write(STDERR_FILENO, last_words, strlen(last_words));
    (void)said;
    (void)raise(signal);
}

static const struct sigaction second = {.sa_handler = end_at_once, .sa_flags = (int)SA_RESETHAND};

/* A SIGTERM behind a Ctrl-C is no second one: whoever starts us among others (mpirun) passes one on
 * as the other. */
static void ask_to_stop(int signal)
{
    stop = 1;
    sigaction(signal, &second, NULL);
}

const volatile sig_atomic_t *fnl_interrupt_catch(const char *words)
{
    struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    stop = 0;
    snprintf(last_words, sizeof last_words, "%s", words);
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
        sigaction(caught[i], stop && before[i].sa_handler != SIG_IGN ? &second : &before[i], NULL);
}
