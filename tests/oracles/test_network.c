/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A funnel of several stages, walked with pauses between touches, is an open
 * network of queues.
 *
 * The reps are shared by all stages, so there is one queue that leads come back
 * to, and a pause is a station at which nobody waits. With exponential hours of
 * the same mean at every stage this network has a product form (Jackson 1963;
 * Baskett, Chandy, Muntz and Palacios 1975): the queue behaves as M/M/c with the
 * sum of all its visits, at every visit alike, and pauses hold a Poisson number
 * of leads, whatever the law of the pause. (Queues in series, each with servers
 * of its own, cannot be built: reps are not told off to stages.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "oracles/student.h"

/* 16 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL  (0.01 / 16)

#define FROM   (31 * FNL_DAY)
#define TO     (334 * FNL_DAY)
#define STAGES 3

/* What one replication says. */
struct watch {
    double count[STAGES], sum[STAGES]; /* of waits by stage, hours */
    fnl_time since;
    int64_t open;
    double area, square_area; /* of the number of open leads, and of its square */
};

static void pass_time(struct watch *watch, fnl_time now)
{
    const fnl_time from = watch->since > FROM ? watch->since : FROM, to = now < TO ? now : TO;
    if (to > from) {
        const double open = (double)watch->open, span = (double)(to - from);
        watch->area += span * open;
        watch->square_area += span * open * open;
    }
    watch->since = now;
}

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct watch *watch = self;
    if (fact->kind != FNL_FACT_TOUCH) {
        pass_time(watch, fact->time);
        watch->open += fact->kind == FNL_FACT_ARRIVED ? 1 : -1;
    } else if (fact->time >= FROM && fact->time < TO) {
        watch->count[fact->detail]++;
        watch->sum[fact->detail] += (double)fact->wait / (double)FNL_HOUR;
    }
}

struct outcome {
    struct fnl_moments waits[STAGES], visits[STAGES], open, open_square, load;
};

static struct outcome observe(struct lab *lab, int replications)
{
    struct outcome outcome = {0};
    for (int i = 0; i < replications; i++) {
        struct watch watch = {0};
        const struct fnl_listener listener = {.self = &watch,
                                              .wants = FNL_FACT_BIT(FNL_FACT_TOUCH) |
                                                       FNL_FACT_BIT(FNL_FACT_ARRIVED) |
                                                       FNL_FACT_BIT(FNL_FACT_ENDED),
                                              .hear = hear};
        lab_run(lab, (uint64_t)i, &listener);
        pass_time(&watch, TO);
        for (int stage = 0; stage < STAGES && watch.count[stage] > 0; stage++) {
            fnl_moments_add(&outcome.waits[stage], watch.sum[stage] / watch.count[stage]);
            fnl_moments_add(&outcome.visits[stage],
                            watch.count[stage] / ((double)(TO - FROM) / (double)FNL_HOUR));
        }
        fnl_moments_add(&outcome.open, watch.area / (double)(TO - FROM));
        fnl_moments_add(&outcome.open_square, watch.square_area / (double)(TO - FROM));
        fnl_moments_add(&outcome.load,
                        (double)lab->accounts.hours_worked / (double)lab->accounts.hours_available);
    }
    lab_close(lab);
    return outcome;
}

#define DOOR                                                                                       \
    "name = \"Network\"; months = 12; " LAB_FROM_2025 LAB_ALWAYS_OPEN                              \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 24;" LAB_SAME_EVERY_DAY  \
    "} ); assign = { policy = \"shared_queue\"; };"

/*
 * One lead an hour; half go on from the first stage and three in ten from the
 * second, which takes two touches: 1 + 1 + 0.3 visits, of 0.3 hours each.
 */
static void leads_that_come_back_make_one_queue_of_all_visits(void **state)
{
    (void)state;
    const double visits = 1 + 2 * 0.5 + 0.5 * 0.3, mean = 0.3, load = visits * mean;
    const struct outcome seen = observe(
        lab_open(DOOR
                 "stages = ("
                 "{ name = \"A\"; hours = { law = \"exponential\"; mean = 0.3; }; go_on = 0.5; },"
                 "{ name = \"B\"; hours = { law = \"exponential\"; mean = 0.3; }; go_on = 0.3;"
                 "  touches = 2; },"
                 "{ name = \"C\"; hours = { law = \"exponential\"; mean = 0.3; }; go_on = 0.0; } );"
                 "reps = { count = 1; selling_share = 1.0; };"),
        100);
    const double wait = mean * load / (1 - load);
    assert_agrees(&seen.waits[0], wait, 0.03, LEVEL);
    assert_agrees(&seen.waits[1], wait, 0.03, LEVEL);
    assert_agrees(&seen.waits[2], wait, 0.03, LEVEL);
    assert_agrees(&seen.visits[0], 1, 0.005, LEVEL);
    assert_agrees(&seen.visits[1], 1, 0.005, LEVEL);
    assert_agrees(&seen.visits[2], 0.15, 0.01, LEVEL);
    assert_agrees(&seen.open, load / (1 - load), 0.02, LEVEL);
    assert_agrees(&seen.load, load, 0.005, LEVEL);
}

/*
 * Three reps, and a pause of 1.5 days on average before the second stage. Leads
 * in the queue and leads in the pause are independent at any moment, so their
 * variances add up.
 */
static void pauses_hold_a_poisson_number_of_leads(void **state)
{
    (void)state;
    const double visits = 1.6, mean = 1.5, load = visits * mean, pause = 36 * 0.6;
    const struct outcome seen = observe(
        lab_open(DOOR
                 "stages = ("
                 "{ name = \"A\"; hours = { law = \"exponential\"; mean = 1.5; }; go_on = 0.6; },"
                 "{ name = \"B\"; hours = { law = \"exponential\"; mean = 1.5; }; go_on = 0.0;"
                 "  days = { law = \"lognormal\"; mean = 1.5; cv = 1; }; } );"
                 "reps = { count = 3; selling_share = 1.0; };"),
        60);
    /* Of M/M/3 with a load of 2.4: chance to wait, mean and variance of the number here. */
    const double none = 1 / (1 + 2.4 + 2.4 * 2.4 / 2 + 2.4 * 2.4 * 2.4 / 6 / (1 - 0.8));
    double mean_here = 0, square_here = 0, chance = none;
    for (int here = 1; here < 2000; here++) {
        chance *= load / (here < 3 ? here : 3);
        mean_here += here * chance;
        square_here += (double)here * here * chance;
    }
    const double wait = (mean_here - load) / visits;
    assert_agrees(&seen.waits[0], wait, 0.04, LEVEL);
    assert_agrees(&seen.waits[1], wait, 0.04, LEVEL);
    assert_agrees(&seen.visits[1], 0.6, 0.005, LEVEL);
    assert_agrees(&seen.open, mean_here + pause, 0.01, LEVEL);
    const double variance = square_here - mean_here * mean_here + pause;
    assert_agrees(&seen.open_square, variance + (mean_here + pause) * (mean_here + pause), 0.02,
                  LEVEL);
    assert_agrees(&seen.load, load / 3, 0.005, LEVEL);
}

/*
 * Who sells only half of the day takes twice as long by the clock, whoever
 * works; and hours are counted as hours of selling.
 */
static void half_of_the_day_is_half_the_speed(void **state)
{
    (void)state;
    const struct outcome seen =
        observe(lab_open(DOOR "stages = ( { name = \"A\"; go_on = 0.0;"
                              "hours = { law = \"exponential\"; mean = 0.25; }; } );"
                              "reps = { count = 1; selling_share = 0.5; };"),
                100);
    assert_agrees(&seen.waits[0], 0.5, 0.02, LEVEL);
    assert_agrees(&seen.load, 0.5, 0.005, LEVEL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leads_that_come_back_make_one_queue_of_all_visits),
        cmocka_unit_test(pauses_hold_a_poisson_number_of_leads),
        cmocka_unit_test(half_of_the_day_is_half_the_speed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
