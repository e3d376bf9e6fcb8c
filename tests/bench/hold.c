/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * hold.c - what an event costs the agenda.
 *
 *   hold [PENDING [HOLDS]]
 *
 * A hold takes the next event out and plans it again after an exponential
 * time, so that the number of pending events stays what it is (the customary
 * measure of event lists: Jones, 1986). Prints one row for each number of
 * pending events (10, 100, 1000, 100000, 1000000, or only PENDING), the median
 * of several runs in nanoseconds a hold, then the same for a plain binary heap
 * of the same 32-byte records with 100 pending, to compare on the same machine.
 * With HOLDS, runs of only so many for a profiler that counts what hold_agenda()
 * does; the row `counted` says how many it did.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/clock.h"
#include "engine/agenda.h"

enum { RUNS = 9, DELAYS = 1024 };

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

/* Never inlined, so that a profiler can be told to look at this alone. */
__attribute__((noinline)) static void hold_agenda(fnl_agenda *agenda, size_t times)
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

static double median_ns(void hold(fnl_agenda *, size_t), fnl_agenda *agenda, size_t holds)
{
    double ns[RUNS];
    for (int run = 0; run < RUNS; run++) {
        const double start = bench_seconds();
        hold(agenda, holds);
        ns[run] = 1e9 * (bench_seconds() - start) / (double)holds;
    }
    return bench_median(ns, RUNS);
}

static bool measure_agenda(size_t pending, size_t holds)
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
    const double ns = median_ns(hold_agenda, agenda, holds);
    const bool is_whole = !fnl_agenda_has_failed(agenda);
    fnl_agenda_free(agenda);
    if (is_whole)
        printf("hold,%zu,%.1f\n", pending, ns);
    return is_whole;
}

static void measure_plain(size_t pending, size_t holds)
{
    for (size_t i = 0; i < pending; i++) {
        struct fnl_event event = {.kind = 3};
        postpone(&event);
        plain_plan(&event);
    }
    hold_plain(NULL, 3 * pending);
    printf("binary_heap,%zu,%.1f\n", pending, median_ns(hold_plain, NULL, holds));
}

int main(int argc, char **argv)
{
    static const size_t sizes[] = {10, 100, 1000, 100000, 1000000};
    size_t holds = 400000;
    prepare_delays();
    bool is_whole = true;
    if (argc > 2) {
        const size_t pending = strtoul(argv[1], NULL, 10);
        holds = strtoul(argv[2], NULL, 10);
        is_whole = measure_agenda(pending, holds);
        printf("counted,hold,%zu\n", 3 * pending + RUNS * holds);
    } else if (argc > 1) {
        is_whole = measure_agenda(strtoul(argv[1], NULL, 10), holds);
    } else {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
            is_whole = measure_agenda(sizes[i], holds) && is_whole;
        measure_plain(100, holds);
    }
    return is_whole ? EXIT_SUCCESS : EXIT_FAILURE;
}
