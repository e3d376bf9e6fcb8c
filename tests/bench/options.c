/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * options.c - what a comparison costs by the number of strategies in it.
 *
 *   options CASE OPTIONS FUTURES [PATH=VALUE]...
 *
 * Reads scenarios/baseline.cfg so many times, each time with another volume of
 * the website within a few per cent, and lives through so many futures of each
 * in one experiment, as `compare` does, which itself takes few strategies
 * because nobody can read a table of many columns. Prints rows
 * `what,CASE,number`: the time of an event, that of reading one strategy, the
 * whole, and the memory at its peak. All processors are used but where OpenMP is
 * told otherwise: OMP_THREAD_LIMIT=1 leaves it one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include <funnelsim/experiment.h>

#include "base/memory.h"
#include "bench/clock.h"
#include "bench/load.h"

enum { SEED = 42, MOST_SETS = 50 };

/* Beside these, a volume that is the option's own. */
struct sets {
    const char *items[MOST_SETS + 1];
    size_t count;
};

static fnl_scenario *load(struct sets *sets, size_t option)
{
    char *volume =
        fnl_memory_format("sources[Website].leads_per_month=%.9g", 40 + 0.01 * (double)option);
    sets->items[sets->count] = volume;
    const struct fnl_scenario_request request = {
        .file = "scenarios/baseline.cfg", .sets = sets->items, .set_count = sets->count + 1};
    fnl_scenario *scenario = bench_load(&request);
    free(volume);
    return scenario;
}

/* Lives through them; the number of events. */
static int64_t live_through(fnl_scenario **options, size_t count, size_t futures)
{
    const struct fnl_experiment_request request = {.options = (const fnl_scenario *const *)options,
                                                   .count = count,
                                                   .seed = SEED,
                                                   .replications = futures};
    struct fnl_error error = {0};
    fnl_results *results;
    if (fnl_experiment_run(&request, &results, &error) != FNL_OK)
        bench_give_up(error.text);
    const int64_t events = fnl_experiment_events(results);
    fnl_experiment_free(results);
    return events;
}

/* Of this program, ever, in kB. */
static long peak_memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void measure(const char *name, size_t count, size_t futures, struct sets *sets)
{
    fnl_scenario **options = fnl_memory_zeroed(count, sizeof *options);
    if (!options)
        bench_give_up("not enough memory");
    const double start = bench_seconds();
    for (size_t i = 0; i < count; i++)
        options[i] = load(sets, i);
    const double loaded = bench_seconds();
    const int64_t events = live_through(options, count, futures);
    const double done = bench_seconds();

    printf("ns,%s,%.1f\n", name, 1e9 * (done - loaded) / (double)events);
    printf("ms,%s,%.3f\n", name, 1e3 * (done - loaded) / (double)(count * futures));
    printf("events,%s,%.0f\n", name, (double)events / (double)(count * futures));
    printf("read_ms,%s,%.3f\n", name, 1e3 * (loaded - start) / (double)count);
    printf("seconds,%s,%.3f\n", name, done - start);
    printf("peak_kb,%s,%ld\n", name, peak_memory());
    for (size_t i = 0; i < count; i++)
        fnl_scenario_free(options[i]);
    free(options);
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 4 + MOST_SETS)
        bench_give_up("options CASE OPTIONS FUTURES [PATH=VALUE]...");
    struct sets sets = {0};
    for (int i = 4; i < argc; i++)
        sets.items[sets.count++] = argv[i];
    measure(argv[1], strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10), &sets);
    return EXIT_SUCCESS;
}
