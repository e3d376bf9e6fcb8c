/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "busy_firm.h"
#include "experiment/pair.h"
#include "experiment/toll.h"
#include "lab.h"
#include "stats/interval.h"

#define FUTURES 5

static struct lab *lab;
static struct fnl_burden burdens[FUTURES * FNL_TOLL_WORLDS];
static struct fnl_toll toll;

static int take(void **state)
{
    (void)state;
    struct fnl_error error = {0};
    lab = lab_open("%s", BUSY_FIRM("Busy") BUSY_ASKS);
    toll = (struct fnl_toll){.plan = &lab->plan,
                             .seed = LAB_SEED,
                             .replications = FUTURES,
                             .execution.threads = 1,
                             .burdens = burdens};
    return fnl_toll_take(&toll, &error) == FNL_OK ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    lab_close(lab);
    return 0;
}

static int64_t contribution(size_t future, fnl_device_set devices)
{
    lab->plan.devices = devices;
    lab_run(lab, future, NULL);
    lab->plan.devices = 0;
    return lab_value(lab, FNL_CONTRIBUTION);
}

static void both_parts_are_the_difference_in_contribution(void **state)
{
    (void)state;
    static const fnl_device_set devices[FNL_TOLL_WORLDS] = {0, FNL_DEVICE_NO_NEW_PAINS,
                                                            FNL_DEVICE_NO_PAINS};
    for (size_t future = 0; future < FUTURES; future++)
        for (unsigned world = 1; world < FNL_TOLL_WORLDS; world++) {
            const struct fnl_toll_sum sum =
                fnl_toll_until(&toll, future, (enum fnl_toll_world)world, 26);
            assert_int_equal(sum.opportunity - sum.direct,
                             contribution(future, devices[world]) - contribution(future, 0));
            assert_true(sum.direct > 0);
        }
}

/* The worth of the twins who are a pain, as `funnelsim twins` has it, to the cent. */
static void the_direct_margin_is_the_worth_of_the_pains_among_twins(void **state)
{
    (void)state;
    struct fnl_pair pair = {0};
    struct fnl_error error = {0};
    struct fnl_plan without = lab->plan;
    without.devices = FNL_DEVICE_NO_PAINS;
    const struct fnl_plan *const plans[2] = {&lab->plan, &without};
    const struct fnl_pair_future future = {.seed = LAB_SEED, .replication = 2};
    assert_int_equal(fnl_pair_live(&pair, plans, &future, &error), FNL_OK);
    fnl_money worth = 0;
    for (size_t i = 0; i < pair.count; i++) {
        const size_t side = pair.twins[i].index[0] == FNL_NOBODY;
        if (pair.fates[side].items[pair.twins[i].index[side]].pita)
            worth += pair.twins[i].worth;
    }
    /* A deal with a client is a record of its own, with no money in it. */
    assert_int_equal(fnl_toll_until(&toll, 2, FNL_TOLL_NONE, 26).direct, -worth);
    fnl_pair_fini(&pair);
}

static void there_are_no_pains_where_there_are_none(void **state)
{
    (void)state;
    for (size_t future = 0; future < FUTURES; future++) {
        const struct fnl_burden *as_it_is = fnl_toll_burden(&toll, future, FNL_TOLL_AS_IT_IS);
        const struct fnl_burden *no_new = fnl_toll_burden(&toll, future, FNL_TOLL_NO_NEW);
        const struct fnl_burden *none = fnl_toll_burden(&toll, future, FNL_TOLL_NONE);
        assert_true(as_it_is->numbers[FNL_BURDEN_PAINS_SIGNED] > 0);
        assert_int_equal(no_new->numbers[FNL_BURDEN_PAINS_SIGNED], 0);
        assert_int_equal(none->numbers[FNL_BURDEN_PAINS_SIGNED], 0);
        assert_true(
            no_new->numbers[FNL_BURDEN_POOL_PAINS] + no_new->numbers[FNL_BURDEN_HOURS_PAINS] > 0);
        assert_int_equal(none->numbers[FNL_BURDEN_HOURS_PAINS], 0);
        assert_int_equal(none->numbers[FNL_BURDEN_POOL_PAINS], 0);
        /* Those who were declined may still have sent somebody before. */
        assert_true(none->numbers[FNL_BURDEN_SENT_BY_PAINS] <
                    as_it_is->numbers[FNL_BURDEN_SENT_BY_PAINS]);
    }
}

static void futures_are_the_same_with_any_number_of_threads(void **state)
{
    (void)state;
    static struct fnl_burden others[FUTURES * FNL_TOLL_WORLDS];
    struct fnl_error error = {0};
    struct fnl_toll again = toll;
    again.execution.threads = 3;
    again.burdens = others;
    assert_int_equal(fnl_toll_take(&again, &error), FNL_OK);
    assert_memory_equal(burdens, others, sizeof burdens);
}

static void what_is_stopped_says_so(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    struct fnl_error error = {0};
    struct fnl_toll stopped = toll;
    static struct fnl_burden none[FUTURES * FNL_TOLL_WORLDS];
    stopped.burdens = none;
    stopped.execution.stop = &stop;
    assert_int_equal(fnl_toll_take(&stopped, &error), FNL_ERR_STOPPED);
}

static void lack_of_memory_is_reported(void **state)
{
    (void)state;
    static struct fnl_burden one[FNL_TOLL_WORLDS];
    struct fnl_toll starved = toll;
    fnl_status status = FNL_ERR_MEMORY;
    starved.replications = 1;
    starved.burdens = one;
    for (long after = 0; status != FNL_OK; after = after < 30 ? after + 1 : after + after / 3) {
        struct fnl_error error = {0};
        fnl_memory_fail_after(after);
        status = fnl_toll_take(&starved, &error);
        fnl_memory_fail_after(-1);
        assert_true(status == FNL_OK || (status == FNL_ERR_MEMORY && error.text[0]));
    }
}

/* Where pains take all the hours there are, others suffer: what no book shows is not nothing. */
static void in_a_firm_without_an_hour_to_spare_pains_cost_others(void **state)
{
    (void)state;
    static struct fnl_burden full[40 * FNL_TOLL_WORLDS];
    struct fnl_error error = {0};
    struct lab *firm = lab_open(
        "name = \"Full\"; months = 24;"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; pita = 0.3; } );"
        "stages = ( { name = \"Talk\"; hours = 3; go_on = 0.5; days = 3; } );"
        "clients = { contract_value = 9000; service_hours = 3; };"
        "pita = { hours_factor = 6; };"
        "reps = { count = 2; };");
    struct fnl_toll of_firm = {.plan = &firm->plan,
                               .seed = 2385,
                               .replications = 40,
                               .execution.threads = 1,
                               .burdens = full};
    assert_int_equal(fnl_toll_take(&of_firm, &error), FNL_OK);
    struct fnl_tally late = {0}, early = {0};
    for (size_t i = 0; i < 40; i++) {
        fnl_tally_add(&late, fnl_toll_until(&of_firm, i, FNL_TOLL_NONE, 23).opportunity);
        fnl_tally_add(&early, fnl_toll_until(&of_firm, i, FNL_TOLL_NONE, 7).opportunity);
    }
    assert_true(fnl_interval_mean(&late, 0.999).low > 0);
    assert_true(fnl_tally_mean(&late) > 3 * fnl_tally_mean(&early));
    lab_close(firm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_parts_are_the_difference_in_contribution),
        cmocka_unit_test(the_direct_margin_is_the_worth_of_the_pains_among_twins),
        cmocka_unit_test(there_are_no_pains_where_there_are_none),
        cmocka_unit_test(futures_are_the_same_with_any_number_of_threads),
        cmocka_unit_test(what_is_stopped_says_so),
        cmocka_unit_test(lack_of_memory_is_reported),
        cmocka_unit_test(in_a_firm_without_an_hour_to_spare_pains_cost_others),
    };
    return cmocka_run_group_tests(tests, take, end);
}
