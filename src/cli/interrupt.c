/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "interrupt.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const int caught[] = {SIGINT, SIGTERM};
#define CAUGHT (sizeof caught / sizeof *caught)

static volatile sig_atomic_t stop;
static bool is_known; /* what stood here before us */
static struct sigaction before[CAUGHT];
static char last_words[FNL_INTERRUPT_WORDS];

/* Says its words if nobody has to wait for that; the signal that is raised here is the end. */
static void end_at_once(int signal)
{
    struct pollfd complaints = {.fd = STDERR_FILENO, .events = POLLOUT};
    if (poll(&complaints, 1, 0) == 1) {
        const ssize_t said = write(STDERR_FILENO, last_words, strlen(last_words));
        (void)said;
    }
    (void)raise(signal);
}

/* Whatever it does when it is called, it is not called again: what comes next is the end. */
static const struct sigaction second = {.sa_handler = end_at_once,
                                        .sa_flags = (int)SA_RESETHAND | SA_NODEFER};

/* A SIGTERM behind a Ctrl-C is no second one: whoever starts us among others (mpirun) passes one on
 * as the other. */
static void ask_to_stop(int signal)
{
    stop = 1;
    sigaction(signal, &second, NULL);
}

static void set(const struct sigaction *action)
{
    for (size_t i = 0; i < CAUGHT; i++)
        if (before[i].sa_handler != SIG_IGN)
            sigaction(caught[i], action ? action : &before[i], NULL);
}

const volatile sig_atomic_t *fnl_interrupt_catch(const char *words)
{
    const struct sigaction first = {.sa_handler = ask_to_stop, .sa_flags = SA_RESTART};
    for (size_t i = 0; i < CAUGHT && !is_known; i++)
        sigaction(caught[i], NULL, &before[i]);
    is_known = true;
    stop = 0;
    snprintf(last_words, sizeof last_words, "%s", words);
    set(&first);
    return &stop;
}

void fnl_interrupt_release(void)
{
    set(stop ? &second : NULL);
}

void fnl_interrupt_end(void)
{
    if (is_known)
        set(NULL);
}
