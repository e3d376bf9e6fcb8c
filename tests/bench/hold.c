/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold.c - what an event costs the agenda.
 *
 *   hold [PENDING]
 *
 * A hold takes the next event out and plans it again after an exponential
 * time, so that the number of pending events stays what it is (the customary
 * measure of event lists: Jones, 1986). Prints one row for each number of
 * pending events (10, 100, 1000, 100000, 1000000, or only PENDING), the median
 * of several runs in nanoseconds a hold, then the same for a plain binary heap
 * of the same 32-byte records with 100 pending, to compare on the same machine.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "engine/agenda.h"

enum { RUNS = 9, HOLDS = 400000, DELAYS = 1024 };

static const double mean_delay_days = 1;

static fnl_time delays[DELAYS]; /* an exponential's quantiles; drawing from these costs a load */
static uint64_t random_state = UINT64_C(88172645463325252);

static uint64_t draw(void)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return random_state;
}

static void prepare_delays(void)
{
    for (int i = 0; i < DELAYS; i++)
        delays[i] = fnl_units_days(-mean_delay_days * log((i + 0.5) / DELAYS));
}

static void postpone(struct fnl_event *event)
{
    const uint64_t bits = draw();
    event->time += delays[bits % DELAYS];
    event->key = bits;
}

/* A textbook binary heap from index 1, for comparison. */
static struct fnl_event plain[128];
static size_t plain_count;

static bool plain_before(const struct fnl_event *a, const struct fnl_event *b)
{
    if (a->time != b->time)
        return a->time < b->time;
    if (a->kind != b->kind)
        return a->kind < b->kind;
    return a->key < b->key;
}

static void plain_plan(const struct fnl_event *event)
{
    size_t i = ++plain_count;
    for (; i > 1 && plain_before(event, &plain[i / 2]); i /= 2)
        plain[i] = plain[i / 2];
    plain[i] = *event;
}

static void plain_next(struct fnl_event *event)
{
    *event = plain[1];
    const struct fnl_event last = plain[plain_count--];
    size_t i = 1;
    for (size_t child = 2; child <= plain_count; child = 2 * i) {
        if (child < plain_count && plain_before(&plain[child + 1], &plain[child]))
            child++;
        if (!plain_before(&plain[child], &last))
            break;
        plain[i] = plain[child];
        i = child;
    }
    plain[i] = last;
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void hold_agenda(fnl_agenda *agenda, size_t times)
{
    struct fnl_event event;
    for (size_t i = 0; i < times && fnl_agenda_next(agenda, &event); i++) {
        postpone(&event);
        fnl_agenda_plan(agenda, &event);
    }
}

static void hold_plain(fnl_agenda *unused, size_t times)
{
    (void)unused;
    struct fnl_event event;
    for (size_t i = 0; i < times; i++) {
        plain_next(&event);
        postpone(&event);
        plain_plan(&event);
    }
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_ns(void hold(fnl_agenda *, size_t), fnl_agenda *agenda)
{
    double ns[RUNS];
    for (int run = 0; run < RUNS; run++) {
        const double start = seconds();
        hold(agenda, HOLDS);
        ns[run] = 1e9 * (seconds() - start) / HOLDS;
    }
    qsort(ns, RUNS, sizeof *ns, compare_doubles);
    return ns[RUNS / 2];
}

static bool measure_agenda(size_t pending)
{
    fnl_agenda *agenda = fnl_agenda_new();
    if (!agenda)
        return false;
    for (size_t i = 0; i < pending; i++) {
        struct fnl_event event = {.kind = 3};
        postpone(&event);
        fnl_agenda_plan(agenda, &event);
    }
    hold_agenda(agenda, 3 * pending);
    const double ns = median_ns(hold_agenda, agenda);
    const bool is_whole = !fnl_agenda_has_failed(agenda);
    fnl_agenda_free(agenda);
    if (is_whole)
        printf("hold,%zu,%.1f\n", pending, ns);
    return is_whole;
}

static void measure_plain(size_t pending)
{
    for (size_t i = 0; i < pending; i++) {
        struct fnl_event event = {.kind = 3};
        postpone(&event);
        plain_plan(&event);
    }
    hold_plain(NULL, 3 * pending);
    printf("binary_heap,%zu,%.1f\n", pending, median_ns(hold_plain, NULL));
}

int main(int argc, char **argv)
{
    static const size_t sizes[] = {10, 100, 1000, 100000, 1000000};
    prepare_delays();
    printf("what,pending,ns\n");
    bool is_whole = true;
    if (argc > 1) {
        is_whole = measure_agenda(strtoul(argv[1], NULL, 10));
    } else {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            is_whole = measure_agenda(sizes[i]) && is_whole;
    }
    measure_plain(100);
    return is_whole ? EXIT_SUCCESS : EXIT_FAILURE;
}
