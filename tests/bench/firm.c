/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * firm.c - what a future of a scenario costs.
 *
 *   firm [-c CASE] [-n FUTURES] [-m MONTHS] [-x FACTOR | -l FACTOR] SCENARIO [PATH=VALUE]...
 *
 * Lives through so many futures, each recorded and audited as in any
 * experiment, and prints rows `what,CASE,number`: the time of an event and of a
 * future in the middle one, how much there was at one time at most and the
 * memory that was taken for it, and the means and standard errors of a few
 * results, by which the same firm written for another simulator can be compared.
 *
 * With -x the firm is so many times as large: people who come, clients, open
 * deals, reps, the service pool, cash and overhead are all multiplied alike;
 * with -l only the people who come are. A profiler can be told to look at
 * live_through() alone, where `counted` events were handled.
 */
#include <inttypes.h>
#include <malloc.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/memory.h"
#include "bench/clock.h"
#include "bench/load.h"
#include "model/company.h"
#include "observe/auditor.h"
#include "observe/recorder.h"
#include "scenario/scenario.h"

enum { SEED = 42, MOST_SETS = 300 };

/* What was asked for. */
struct order {
    const char *name; /* of the case */
    const char *file;
    size_t futures;
    int months;        /* 0: as the scenario says */
    double factor;     /* the firm is so many times as large */
    bool people_alone; /* only the people who come are */
};

/* Assignments in the words of a scenario: what was asked for, and what is multiplied. */
struct sets {
    double factor;
    const char *items[MOST_SETS];
    size_t count;
};

static void multiply(struct sets *sets, double value, const char *path, ...)
    __attribute__((format(printf, 3, 4)));

static void multiply(struct sets *sets, double value, const char *path, ...)
{
    char place[500];
    va_list parts;
    va_start(parts, path);
    vsnprintf(place, sizeof place, path, parts);
    va_end(parts);
    if (sets->count == MOST_SETS)
        bench_give_up("too much is to be set");
    sets->items[sets->count++] = fnl_memory_format("%s=%.9g", place, value * sets->factor);
}

static double major(fnl_money amount)
{
    return (double)amount / 100;
}

static void multiply_people(struct sets *sets, const struct fnl_settings *settings)
{
    for (uint32_t i = 0; i < settings->sources.count; i++) {
        const struct fnl_source *source = fnl_settings_source(settings, i);
        const double volume = fnl_law_mean(&source->leads_per_month);
        const double crowd = fnl_law_mean(&source->people_per_event);
        if (volume > 0)
            multiply(sets, volume, "sources[%s].leads_per_month", source->name);
        if (crowd > 0)
            multiply(sets, crowd, "sources[%s].people_per_event", source->name);
    }
}

static void multiply_firm(struct sets *sets, const struct fnl_settings *settings)
{
    multiply(sets, (double)settings->today.clients, "today.clients");
    multiply(sets, (double)settings->today.pita_clients, "today.pita_clients");
    multiply(sets, (double)settings->today.open_deals, "today.open_deals");
    multiply(sets, major(settings->today.cash), "today.cash");
    multiply(sets, major(settings->today.credit_line), "today.credit_line");
    multiply(sets, (double)settings->reps.count, "reps.count");
    multiply(sets, settings->service.hours_per_month, "service.hours_per_month");
    multiply(sets, major(settings->service.cost_per_month), "service.cost_per_month");
    multiply(sets, major(settings->costs.overhead), "costs.overhead");
}

static fnl_scenario *load(const struct order *order, const struct sets *sets)
{
    const struct fnl_scenario_request request = {.file = order->file,
                                                 .sets = sets->items,
                                                 .set_count = sets->count,
                                                 .months = order->months};
    return bench_load(&request);
}

static fnl_scenario *load_multiplied(const struct order *order, struct sets *sets)
{
    fnl_scenario *as_it_is = load(order, sets);
    if (sets->factor == 1)
        return as_it_is;
    multiply_people(sets, fnl_scenario_settings(as_it_is));
    if (!order->people_alone)
        multiply_firm(sets, fnl_scenario_settings(as_it_is));
    fnl_scenario_free(as_it_is);
    return load(order, sets);
}

/* A mean over futures, and how sure it is. */
struct mean {
    double sum, squares;
};

/* One firm that is being measured, and what lives through its futures. */
struct bench {
    const struct fnl_plan *plan;
    fnl_company *company;
    struct fnl_recorder recorder;
    int64_t *row;
    size_t width;                 /* of the row, in bytes */
    struct fnl_accounts accounts; /* of the last future */
    uint64_t on_their_way;        /* people, at one time, at most */
    uint64_t records;             /* all that memory is needed for: they, clients, planned events */
    double seconds;               /* in which all futures were lived through */
    int64_t events;               /* of all futures */
    struct mean people, won, revenue;
};

static void keep_greatest(uint64_t *greatest, uint64_t number)
{
    if (number > *greatest)
        *greatest = number;
}

static void keep_peaks(struct bench *bench)
{
    const struct fnl_accounts *accounts = &bench->accounts;
    keep_greatest(&bench->on_their_way, accounts->peak_leads);
    keep_greatest(&bench->records,
                  accounts->peak_leads + (uint64_t)accounts->clients + accounts->peak_pending);
}

static void add(struct mean *mean, double value)
{
    mean->sum += value;
    mean->squares += value * value;
}

static void keep_results(struct bench *bench)
{
    bench->events += bench->accounts.events;
    add(&bench->people, (double)bench->row[FNL_PEOPLE]);
    add(&bench->won, (double)bench->row[FNL_WON]);
    add(&bench->revenue, major(bench->row[FNL_REVENUE]));
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
        bench_give_up("not enough memory");
    if (fnl_auditor_check(&auditor, &bench->accounts, &error) != FNL_OK)
        bench_give_up(error.text);
}

/* What an event and a future took in the middle one of `futures`. */
struct costs {
    double ns, ms;
};

static struct costs live_futures(struct bench *bench, size_t futures)
{
    double *ns = fnl_memory_zeroed(futures, sizeof *ns);
    double *ms = fnl_memory_zeroed(futures, sizeof *ms);
    if (!ns || !ms)
        bench_give_up("not enough memory");
    for (size_t i = 0; i < futures; i++) {
        const double start = bench_seconds();
        live_through(bench, i);
        const double took = bench_seconds() - start;
        bench->seconds += took;
        ns[i] = 1e9 * took / (double)bench->accounts.events;
        ms[i] = 1e3 * took;
        keep_peaks(bench);
        keep_results(bench);
    }
    const struct costs costs = {bench_median(ns, futures), bench_median(ms, futures)};
    free(ns);
    free(ms);
    return costs;
}

static size_t bytes_in_use(void)
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

/* Of this program, ever, in kB. */
static long peak_memory(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

static void open_bench(struct bench *bench, const struct fnl_plan *plan)
{
    const size_t sources = plan->phases[0].settings->sources.count;
    bench->plan = plan;
    bench->width = fnl_indicator_layout((size_t)plan->months, sources).width * sizeof *bench->row;
    bench->company = fnl_company_new(plan);
    bench->row = fnl_memory_zeroed(bench->width, 1);
    if (!bench->company || !bench->row)
        bench_give_up("not enough memory");
}

static void close_bench(struct bench *bench)
{
    fnl_company_free(bench->company);
    fnl_recorder_fini(&bench->recorder);
    free(bench->row);
}

static void print_mean(const char *what, const struct order *order, const struct mean *mean)
{
    const double n = (double)order->futures;
    const double average = mean->sum / n;
    printf("%s,%s,%.9g\n", what, order->name, average);
    if (order->futures > 1) {
        const double variance = (mean->squares - n * average * average) / (n - 1);
        printf("%s_error,%s,%.9g\n", what, order->name, sqrt(variance / n));
    }
}

static void print(const struct order *order, const struct bench *bench, struct costs costs,
                  size_t bytes)
{
    const char *name = order->name;
    printf("ns,%s,%.1f\n", name, costs.ns);
    printf("ms,%s,%.3f\n", name, costs.ms);
    printf("ns_person,%s,%.1f\n", name, 1e9 * bench->seconds / bench->people.sum);
    printf("events,%s,%.0f\n", name, (double)bench->events / (double)order->futures);
    printf("counted,%s,%" PRId64 "\n", name, bench->events);
    printf("on_their_way,%s,%" PRIu64 "\n", name, bench->on_their_way);
    printf("records,%s,%" PRIu64 "\n", name, bench->records);
    printf("clients_ever,%s,%" PRId64 "\n", name,
           bench->accounts.opening_clients + bench->accounts.clients_signed);
    printf("bytes,%s,%zu\n", name, bytes);
    printf("row_bytes,%s,%zu\n", name, bench->width);
    printf("peak_kb,%s,%ld\n", name, peak_memory());
    print_mean("people", order, &bench->people);
    print_mean("won", order, &bench->won);
    print_mean("revenue", order, &bench->revenue);
}

/* Lives through what was asked for and says what it cost. */
static void measure(const struct order *order, struct sets *sets)
{
    fnl_scenario *scenario = load_multiplied(order, sets);
    const size_t before = bytes_in_use();
    struct bench bench = {0};
    const double start = bench_seconds();
    open_bench(&bench, fnl_scenario_plan(scenario));
    const double setup = bench_seconds() - start;
    const struct costs costs = live_futures(&bench, order->futures);
    print(order, &bench, costs, bytes_in_use() - before);
    printf("setup_ms,%s,%.3f\n", order->name, 1e3 * setup);
    close_bench(&bench);
    fnl_scenario_free(scenario);
}

static void read_option(int option, struct order *order)
{
    switch (option) {
    case 'c':
        order->name = optarg;
        break;
    case 'n':
        order->futures = strtoul(optarg, NULL, 10);
        break;
    case 'm':
        order->months = (int)strtol(optarg, NULL, 10);
        break;
    case 'l':
        order->people_alone = true; /* fall through */
    case 'x':
        order->factor = strtod(optarg, NULL);
        break;
    default:
        exit(EXIT_FAILURE);
    }
}

int main(int argc, char **argv)
{
    struct order order = {.name = "firm", .futures = 1, .factor = 1};
    for (int option; (option = getopt(argc, argv, "c:n:m:l:x:")) != -1;)
        read_option(option, &order);
    if (optind == argc || order.futures == 0)
        bench_give_up("firm [-c CASE] [-n FUTURES] [-m MONTHS] [-x FACTOR | -l FACTOR] SCENARIO "
                      "[PATH=VALUE]...");
    order.file = argv[optind];
    struct sets sets = {.factor = order.factor};
    for (int i = optind + 1; i < argc && sets.count < MOST_SETS; i++)
        sets.items[sets.count++] = argv[i];
    measure(&order, &sets);
    return EXIT_SUCCESS;
}
