/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mm1.c - how fast the engine is at the customary yardstick: one server, people
 * who come 0.9 an hour and are served 1.0 an hour, both at exponential times,
 * first come first served (M/M/1).
 *
 *   mm1 [OBJECTS]
 *
 * It is built from the pieces that the model is built from and from nothing
 * made for the occasion: events in an agenda, laws drawn from streams, times in
 * the house's ticks, every person's time in the system taken into a tally.
 * peers/mm1_simpy.py is the same in SimPy. Prints rows `what,case,number`: objects a
 * second (an object is one person: an arrival and a departure), and the mean
 * hours in the system, which in theory are 10. `counted` are the events, for a
 * profiler that counts what serve() does.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "bench/clock.h"
#include "engine/agenda.h"
#include "random/law.h"
#include "random/stream.h"
#include "stats/tally.h"

enum kind { DEPARTURE, ARRIVAL };

/* That a line is ever this long has a chance of 0.9 to the power of it. */
enum { LONGEST_LINE = 4096 };

struct station {
    fnl_agenda *agenda;
    struct fnl_law gaps, services;
    struct fnl_stream arrivals, departures;
    fnl_time came[LONGEST_LINE]; /* when each person came who is still here, in a ring */
    size_t arrived, left;
    struct fnl_tally stays;
};

static fnl_time draw(const struct fnl_law *law, struct fnl_stream *stream)
{
    return fnl_units_hours(fnl_law_draw(law, stream));
}

static void plan(struct station *station, enum kind kind, fnl_time after)
{
    const struct fnl_event event = {.time = fnl_agenda_now(station->agenda) + after,
                                    .kind = (uint8_t)kind};
    fnl_agenda_plan(station->agenda, &event);
}

static void begin_service(struct station *station)
{
    plan(station, DEPARTURE, draw(&station->services, &station->departures));
}

static void arrive(struct station *station, fnl_time now)
{
    if (station->arrived == station->left)
        begin_service(station);
    station->came[station->arrived++ % LONGEST_LINE] = now;
    assert(station->arrived - station->left < LONGEST_LINE);
    plan(station, ARRIVAL, draw(&station->gaps, &station->arrivals));
}

static void depart(struct station *station, fnl_time now)
{
    fnl_tally_add(&station->stays, now - station->came[station->left++ % LONGEST_LINE]);
    if (station->left < station->arrived)
        begin_service(station);
}

/* Never inlined, so that a profiler can be told to look at this alone. */
__attribute__((noinline)) static void serve(struct station *station, size_t objects)
{
    plan(station, ARRIVAL, draw(&station->gaps, &station->arrivals));
    struct fnl_event event;
    while (station->left < objects && fnl_agenda_next(station->agenda, &event)) {
        if (event.kind == ARRIVAL)
            arrive(station, event.time);
        else
            depart(station, event.time);
    }
}

static struct fnl_law exponential(double rate)
{
    const struct fnl_law_argument argument = {"rate", rate};
    struct fnl_law law = {0};
    struct fnl_error error = {0};
    if (fnl_law_make("exponential", &argument, 1, &law, &error) != FNL_OK) {
        fprintf(stderr, "%s\n", error.text);
        exit(EXIT_FAILURE);
    }
    return law;
}

int main(int argc, char **argv)
{
    const size_t objects = argc > 1 ? strtoul(argv[1], NULL, 10) : 2000000;
    static struct station station;
    station.gaps = exponential(0.9);
    station.services = exponential(1.0);
    station.agenda = fnl_agenda_new();
    if (!station.agenda)
        return EXIT_FAILURE;
    const struct fnl_stream_key key = fnl_stream_key(42, 0);
    fnl_stream_open(&station.arrivals, key, ARRIVAL, 1);
    fnl_stream_open(&station.departures, key, DEPARTURE, 1);

    const double start = bench_seconds();
    serve(&station, objects);
    const double took = bench_seconds() - start;

    const int failed = fnl_agenda_has_failed(station.agenda);
    fnl_agenda_free(station.agenda);
    printf("mm1_per_second,funnelsim,%.0f\n", (double)objects / took);
    printf("mm1_hours,funnelsim,%.3f\n", fnl_tally_mean(&station.stays) / (double)FNL_HOUR);
    printf("counted,mm1,%zu\n", station.arrived + station.left);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
