/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * With one stage, Poisson leads, nights and weekends open and a shared queue,
 * the whole model is a queue of which theory knows everything: M/M/c when
 * touches take exponential hours, M/G/1 when there is one rep.
 *
 * Erlang C for M/M/c; Pollaczek and Khinchine for the mean wait in M/G/1, and
 * Takacs for its second moment:
 *   E[W] = lambda E[S^2] / (2 (1 - rho)),
 *   E[W^2] = 2 E[W]^2 + lambda E[S^3] / (3 (1 - rho)).
 * Any textbook has them, say Gross and Harris, "Fundamentals of Queueing Theory".
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "oracles/student.h"

/* 35 judgements in this program; all of them together are wrong in 1 of 100 seeds at most. */
#define LEVEL (0.01 / 35)

/* The window whose leads count: the firm starts empty, and late leads are not all served. */
#define FROM (31 * FNL_DAY)
#define TO   (334 * FNL_DAY)

/* What one replication says; waits in hours. */
struct watch {
    double count, sum, squares, none, above; /* of waits; `above` the one given */
    double threshold;
    fnl_time since; /* the last change of `inside` */
    int64_t inside; /* leads that wait or are being served */
    double area;    /* lead-milliseconds in the window */
};

static void pass_time(struct watch *watch, fnl_time now)
{
    const fnl_time from = watch->since > FROM ? watch->since : FROM, to = now < TO ? now : TO;
    if (to > from)
        watch->area += (double)(to - from) * (double)watch->inside;
    watch->since = now;
}

static void note_wait(struct watch *watch, const struct fnl_fact *touch)
{
    const fnl_time arrived = touch->time - touch->span - touch->wait;
    if (arrived < FROM || arrived >= TO)
        return;
    const double wait = (double)touch->wait / (double)FNL_HOUR;
    watch->count++;
    watch->sum += wait;
    watch->squares += wait * wait;
    watch->none += touch->wait == 0;
    watch->above += wait > watch->threshold;
}

static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)levels;
    struct watch *watch = self;
    if (fact->kind == FNL_FACT_TOUCH) {
        note_wait(watch, fact);
        return;
    }
    pass_time(watch, fact->time);
    watch->inside += fact->kind == FNL_FACT_ARRIVED ? 1 : -1;
}

/* What the replications say. */
struct outcome {
    struct fnl_moments wait, square, none, above, inside, load;
};

static struct outcome observe(struct lab *lab, int replications, double threshold)
{
    struct outcome outcome = {0};
    for (int i = 0; i < replications; i++) {
        struct watch watch = {.threshold = threshold};
        const struct fnl_listener listener = {.self = &watch,
                                              .wants = FNL_FACT_BIT(FNL_FACT_TOUCH) |
                                                       FNL_FACT_BIT(FNL_FACT_ARRIVED) |
                                                       FNL_FACT_BIT(FNL_FACT_ENDED),
                                              .hear = hear};
        lab_run(lab, (uint64_t)i, &listener);
        pass_time(&watch, TO);
        fnl_moments_add(&outcome.wait, watch.sum / watch.count);
        fnl_moments_add(&outcome.square, watch.squares / watch.count);
        fnl_moments_add(&outcome.none, watch.none / watch.count);
        fnl_moments_add(&outcome.above, watch.above / watch.count);
        fnl_moments_add(&outcome.inside, watch.area / (double)(TO - FROM));
        fnl_moments_add(&outcome.load,
                        (double)lab->accounts.hours_worked / (double)lab->accounts.hours_available);
    }
    lab_close(lab);
    return outcome;
}

/* So many leads an hour, and so many reps who need `hours` for each. */
static struct lab *queue(double leads_per_hour, int reps, const char *hours)
{
    return lab_open("name = \"Queue\"; months = 12; " LAB_FROM_2025 LAB_ALWAYS_OPEN
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = "
                    "%.17g;" LAB_SAME_EVERY_DAY "} );"
                    "stages = ( { name = \"Talk\"; hours = %s; go_on = 0.0; } );"
                    "assign = { policy = \"shared_queue\"; };"
                    "reps = { count = %d; selling_share = 1.0; };",
                    leads_per_hour * 24, hours, reps);
}

/* Erlang's chance to wait with `reps` servers and a load of `load` erlangs. */
static double chance_to_wait(int reps, double load)
{
    double blocked = 1;
    for (int i = 1; i <= reps; i++)
        blocked = load * blocked / (i + load * blocked);
    return blocked / (1 - load / reps * (1 - blocked));
}

static void is_a_queue_of(double leads_per_hour, int reps, double mean_hours, int replications)
{
    char hours[80];
    snprintf(hours, sizeof hours, "{ law = \"exponential\"; mean = %.17g; }", mean_hours);
    const double load = leads_per_hour * mean_hours, waits = chance_to_wait(reps, load);
    const double drain = reps / mean_hours - leads_per_hour; /* an hour */
    const struct outcome seen =
        observe(queue(leads_per_hour, reps, hours), replications, 1 / drain);

    assert_agrees(&seen.wait, waits / drain, 0.02, LEVEL);
    assert_agrees(&seen.square, 2 * waits / (drain * drain), 0.04, LEVEL);
    assert_agrees(&seen.none, 1 - waits, 0.01, LEVEL);
    assert_agrees(&seen.above, waits * exp(-1), 0.02, LEVEL);
    /* By Little's law: leads an hour, times hours that each is here. */
    assert_agrees(&seen.inside, leads_per_hour * (waits / drain + mean_hours), 0.01, LEVEL);
    assert_agrees(&seen.load, load / reps, 0.003, LEVEL);
}

static void one_rep_is_an_mm1_queue(void **state)
{
    (void)state;
    is_a_queue_of(1, 1, 0.5, 100);
}

/* The bank of the Ciw documentation, its unit of time being 6 minutes: waits of 40/9. */
static void three_reps_are_an_mm3_queue(void **state)
{
    (void)state;
    assert_true(fabs(chance_to_wait(3, 2) - 4.0 / 9) < 1e-12);
    is_a_queue_of(2, 3, 1, 60);
}

static void ten_reps_are_an_mm10_queue(void **state)
{
    (void)state;
    assert_true(fabs(chance_to_wait(10, 8) - 4194304.0 / 10250507) < 1e-12);
    is_a_queue_of(8, 10, 1, 24);
}

/* With half of the time at work: P(no wait) is 1/2 whatever the law. */
static void is_half_loaded(const char *hours, double mean_wait, double mean_square,
                           int replications)
{
    const struct outcome seen = observe(queue(1, 1, hours), replications, 1);
    assert_agrees(&seen.wait, mean_wait, 0.04, LEVEL);
    assert_agrees(&seen.none, 0.5, 0.01, LEVEL);
    assert_agrees(&seen.load, 0.5, 0.006, LEVEL);
    if (mean_square > 0)
        assert_agrees(&seen.square, mean_square, 0.04, LEVEL);
}

static void constant_hours_are_an_md1_queue(void **state)
{
    (void)state;
    is_half_loaded("0.5", 1.0 / 4, 2.0 / 16 + 0.125 * 2 / 3, 60);
}

static void erlang_hours_are_an_me1_queue(void **state)
{
    (void)state;
    /* E[S^3] of Erlang-2 with mean 1/2: 2 * 3 * 4 / 4^3. */
    is_half_loaded("{ law = \"erlang\"; stages = 2; mean = 0.5; }", 3.0 / 8,
                   2 * 9.0 / 64 + 24.0 / 64 * 2 / 3, 60);
}

static void uniform_hours_are_an_mu1_queue(void **state)
{
    (void)state;
    is_half_loaded("{ law = \"uniform\"; low = 0; high = 1; }", 1.0 / 3, 2.0 / 9 + 0.25 * 2 / 3,
                   60);
}

/* The fourth moment that the error of the second would need is out of reach. */
static void lognormal_hours_are_an_mg1_queue(void **state)
{
    (void)state;
    is_half_loaded("{ law = \"lognormal\"; mean = 0.5; cv = 2; }", 5.0 / 4, 0, 150);
}

/* Last come, first served, changes who waits, but not how long on average. */
static void the_order_of_work_leaves_the_mean_wait(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Newest\"; months = 12; " LAB_FROM_2025 LAB_ALWAYS_OPEN
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = "
                 "24;" LAB_SAME_EVERY_DAY "} );"
                 "stages = ( { name = \"Talk\"; hours = { law = \"exponential\"; mean = 0.5; };"
                 "             go_on = 0.0; } );"
                 "work = { policy = \"newest_first\"; };"
                 "reps = { count = 1; selling_share = 1.0; };");
    const struct outcome seen = observe(lab, 60, 1);
    /* Takacs: under this order E[W^2] is that of first come, first served, over 1 - rho. */
    assert_agrees(&seen.wait, 0.5, 0.04, LEVEL);
    assert_agrees(&seen.square, 1 / 0.5, 0.08, LEVEL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_rep_is_an_mm1_queue),
        cmocka_unit_test(three_reps_are_an_mm3_queue),
        cmocka_unit_test(ten_reps_are_an_mm10_queue),
        cmocka_unit_test(constant_hours_are_an_md1_queue),
        cmocka_unit_test(erlang_hours_are_an_me1_queue),
        cmocka_unit_test(uniform_hours_are_an_mu1_queue),
        cmocka_unit_test(lognormal_hours_are_an_mg1_queue),
        cmocka_unit_test(the_order_of_work_leaves_the_mean_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
