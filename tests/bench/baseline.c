/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * baseline.c - what a future of scenarios/baseline.cfg costs, and how that
 * grows with the firm.
 *
 *   baseline [FACTOR]
 *
 * Lives through the firm as it is, ten times and a hundred times as large:
 * people who come, clients, open deals, reps, the service pool, cash and
 * overhead are all multiplied alike. A future is recorded and audited as in any
 * experiment. Prints rows `what,factor,number`: the time of an event in the
 * middle one of several futures of each size, the events of the last, how much
 * there was at one time at most, and the memory that was taken for it. With
 * FACTOR, lives through a single future of that size, for a profiler that
 * counts what live_through() does.
 */
#include <inttypes.h>
#include <malloc.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "model/company.h"
#include "observe/auditor.h"
#include "observe/recorder.h"
#include "scenario/scenario.h"

enum { SEED = 42, MOST_SETS = 100 };

static void give_up(const char *why)
{
    fprintf(stderr, "%s\n", why);
    exit(EXIT_FAILURE);
}

/* What is multiplied, as assignments in the words of a scenario. */
struct growth {
    int64_t factor;
    char *sets[MOST_SETS];
    size_t count;
};

static void set(struct growth *growth, double value, const char *path, ...)
    __attribute__((format(printf, 3, 4)));

static void set(struct growth *growth, double value, const char *path, ...)
{
    char place[500];
    va_list parts;
    va_start(parts, path);
    vsnprintf(place, sizeof place, path, parts);
    va_end(parts);
    if (growth->count < MOST_SETS)
        growth->sets[growth->count++] =
            fnl_memory_format("%s=%.9g", place, value * (double)growth->factor);
}

static double major(fnl_money amount)
{
    return (double)amount / 100;
}

static void multiply(struct growth *growth, const struct fnl_settings *settings)
{
    for (uint32_t i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        const double volume = fnl_law_mean(&source->leads_per_month);
        const double crowd = fnl_law_mean(&source->people_per_event);
        if (volume > 0)
            set(growth, volume, "sources[%s].leads_per_month", source->name);
        if (crowd > 0)
            set(growth, crowd, "sources[%s].people_per_event", source->name);
    }
    set(growth, (double)settings->today.clients, "today.clients");
    set(growth, (double)settings->today.pita_clients, "today.pita_clients");
    set(growth, (double)settings->today.open_deals, "today.open_deals");
    set(growth, major(settings->today.cash), "today.cash");
    set(growth, major(settings->today.credit_line), "today.credit_line");
    set(growth, (double)settings->reps.count, "reps.count");
    set(growth, settings->service.hours_per_month, "service.hours_per_month");
    set(growth, major(settings->service.cost_per_month), "service.cost_per_month");
    set(growth, major(settings->costs.overhead), "costs.overhead");
}

static fnl_scenario *load(const struct growth *growth)
{
    const char *sets[MOST_SETS];
    for (size_t i = 0; i < growth->count; i++)
        sets[i] = growth->sets[i];
    const struct fnl_scenario_request request = {
        .file = "scenarios/baseline.cfg", .sets = sets, .set_count = growth->count};
    struct fnl_mistakes mistakes = {0};
    struct fnl_error error = {0};
    fnl_scenario *scenario;
    if (fnl_scenario_load(&request, &mistakes, &scenario, &error) != FNL_OK) {
        fnl_mistakes_print(&mistakes, stderr);
        give_up(error.text);
    }
    fnl_mistakes_fini(&mistakes);
    return scenario;
}

static fnl_scenario *load_multiplied(int64_t factor)
{
    struct growth growth = {.factor = factor};
    fnl_scenario *as_it_is = load(&growth);
    multiply(&growth, fnl_scenario_settings(as_it_is));
    fnl_scenario_free(as_it_is);
    fnl_scenario *scenario = load(&growth);
    for (size_t i = 0; i < growth.count; i++)
        free(growth.sets[i]);
    return scenario;
}

/* One firm that is being measured, and what lives through its futures. */
struct bench {
    const struct fnl_plan *plan;
    fnl_company *company;
    struct fnl_recorder recorder;
    int64_t *row;
    struct fnl_accounts accounts; /* of the last future */
    uint64_t people, records;     /* see keep_peaks() */
};

static void keep_greatest(uint64_t *greatest, uint64_t number)
{
    if (number > *greatest)
        *greatest = number;
}

/* People on their way, and all that memory is needed for: them, clients and planned events. */
static void keep_peaks(struct bench *bench)
{
    const struct fnl_accounts *accounts = &bench->accounts;
    keep_greatest(&bench->people, accounts->peak_leads);
    keep_greatest(&bench->records,
                  accounts->peak_leads + (uint64_t)accounts->clients + accounts->peak_pending);
}

/* Never inlined, so that a profiler can be told to look at this alone. */
__attribute__((noinline)) static void live_through(struct bench *bench, uint64_t replication)
{
    struct fnl_auditor auditor;
    struct fnl_error error = {0};
    const struct fnl_listener listeners[] = {
        fnl_recorder_begin(&bench->recorder, bench->plan, bench->row), fnl_auditor_begin(&auditor)};
    if (fnl_company_run(bench->company, SEED, replication, listeners, 2, &bench->accounts) !=
            FNL_OK ||
        fnl_recorder_finish(&bench->recorder, &bench->accounts) != FNL_OK)
        give_up("not enough memory");
    if (fnl_auditor_check(&auditor, &bench->accounts, &error) != FNL_OK)
        give_up(error.text);
    keep_peaks(bench);
}

static double now_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int compare_doubles(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Nanoseconds an event in the middle one of `futures` futures. */
static double median_ns(struct bench *bench, size_t futures)
{
    double *ns = fnl_memory_zeroed(futures, sizeof *ns);
    if (!ns)
        give_up("not enough memory");
    for (size_t i = 0; i < futures; i++) {
        const double start = now_ns();
        live_through(bench, i);
        ns[i] = (now_ns() - start) / (double)bench->accounts.events;
    }
    qsort(ns, futures, sizeof *ns, compare_doubles);
    const double median = ns[futures / 2];
    free(ns);
    return median;
}

static size_t bytes_in_use(void)
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* Lives through futures of the firm times `factor` and says what they cost. */
static void measure(int64_t factor, size_t futures)
{
    fnl_scenario *scenario = load_multiplied(factor);
    const size_t before = bytes_in_use();
    struct bench bench = {.plan = fnl_scenario_plan(scenario)};
    const size_t sources = bench.plan->phases[0].settings->sources.count;
    bench.company = fnl_company_new(bench.plan);
    bench.row = fnl_memory_zeroed(fnl_indicator_layout((size_t)bench.plan->months, sources).width,
                                  sizeof *bench.row);
    if (!bench.company || !bench.row)
        give_up("not enough memory");

    printf("baseline_ns,%" PRId64 ",%.1f\n", factor, median_ns(&bench, futures));
    printf("baseline_events,%" PRId64 ",%" PRId64 "\n", factor, bench.accounts.events);
    printf("baseline_people,%" PRId64 ",%" PRIu64 "\n", factor, bench.people);
    printf("baseline_records,%" PRId64 ",%" PRIu64 "\n", factor, bench.records);
    printf("baseline_bytes,%" PRId64 ",%zu\n", factor, bytes_in_use() - before);

    fnl_company_free(bench.company);
    fnl_recorder_fini(&bench.recorder);
    free(bench.row);
    fnl_scenario_free(scenario);
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        measure(strtoll(argv[1], NULL, 10), 1);
    } else {
        measure(1, 21);
        measure(10, 5);
        measure(100, 1);
    }
    return EXIT_SUCCESS;
}
