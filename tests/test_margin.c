/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/memory.h"
#include "busy_firm.h"
#include "hearsay.h"
#include "lab.h"
#include "observe/margin.h"

/* Fates made by hand: two clients and one who never signed. */
static struct fnl_person names[] = {{1, NULL}, {2, NULL}, {3, NULL}};
static struct fnl_fate records[3];
static struct fnl_settings settings;
static struct fnl_phase phase = {.settings = &settings};
static struct fnl_plan plan = {.phases = &phase, .count = 1};
static struct fnl_fates fates;

static int make(void **state)
{
    (void)state;
    settings = (struct fnl_settings){.costs.interest = 0.365};
    fates = (struct fnl_fates){.plan = &plan, .items = records, .pool_capacity = 50};
    fates.people.items = names;
    fates.people.count = 3;
    fates.nobodys[FNL_MONEY_SALARIES] = -100000;
    fates.nobodys[FNL_MONEY_SERVICE] = -20000;
    fates.nobodys[FNL_MONEY_OVERHEAD] = -700;
    for (uint32_t i = 0; i < 3; i++)
        records[i] = (struct fnl_fate){.key = i + 1,
                                       .owner = i,
                                       .sender = FNL_NOBODY,
                                       .signed_at = FNL_NEVER,
                                       .left_at = FNL_NEVER};
    records[0].money[FNL_MONEY_LEADS] = -164;
    records[0].hours[FNL_HOURS_SELLING] = 3 * FNL_HOUR;
    records[1].pita = true;
    records[1].opening = true;
    records[1].signed_at = FNL_FATE_BEFORE;
    records[1].money[FNL_MONEY_REVENUE] = 9000;
    records[1].money[FNL_MONEY_BAD_DEBT] = -1000;
    records[1].hours[FNL_HOURS_PITA] = 4 * FNL_HOUR;
    records[1].by_pool = 20 * FNL_HOUR;
    records[1].lent = 9000 * 10;
    records[2].signed_at = FNL_DAY;
    records[2].signed_for = 24000;
    records[2].earned = 6000;
    records[2].money[FNL_MONEY_REVENUE] = 6000;
    records[2].money[FNL_MONEY_COMMISSION] = -2400;
    records[2].money[FNL_MONEY_LEADS] = -200;
    records[2].money[FNL_MONEY_REWARDS] = -50;
    records[2].hours[FNL_HOURS_SELLING] = 2 * FNL_HOUR;
    return 0;
}

static fnl_money sum_of_rests(const struct fnl_margins *margins)
{
    fnl_money sum = 0;
    for (size_t i = 0; i < FNL_MARGIN_RESTS; i++)
        sum += margins->rests[i];
    return sum;
}

/* An hour of a rep costs 1000 cents, one of the pool 400, a day's credit a thousandth. */
static void each_client_is_charged_with_what_it_takes(void **state)
{
    (void)state;
    struct fnl_margins margins = {0};
    assert_true(fnl_margin_reckon(&margins, &fates, 100 * FNL_HOUR));
    assert_int_equal(margins.count, 2);
    const struct fnl_margin *best = &margins.items[0], *worst = &margins.items[1];
    assert_int_equal(best->index, 2);
    assert_int_equal(best->winning, (2400 + 200 + 2000) / 4); /* a quarter has been invoiced */
    assert_int_equal(best->profit, 6000 - 1150 - 50);
    assert_int_equal(worst->by_reps, 4000);
    assert_int_equal(worst->by_pool, 8000);
    assert_int_equal(worst->late, 90);
    assert_int_equal(worst->profit, 9000 - 1000 - 4000 - 8000 - 90);
    assert_int_equal(margins.total, 4800 - 4090);
    assert_int_equal(margins.peak, 4800);
    assert_int_equal(margins.winners, 1);
    assert_int_equal(margins.pitas, 1);
    assert_int_equal(margins.losing_pitas, 1);
    assert_int_equal(margins.pita_profit, -4090);
    fnl_margin_fini(&margins);
}

static void what_no_client_takes_is_the_rest(void **state)
{
    (void)state;
    struct fnl_margins margins = {0};
    assert_true(fnl_margin_reckon(&margins, &fates, 100 * FNL_HOUR));
    assert_int_equal(margins.rests[FNL_MARGIN_REPS], -100000 + 4000 + 2000);
    assert_int_equal(margins.rests[FNL_MARGIN_POOL], -20000 + 8000);
    assert_int_equal(margins.rests[FNL_MARGIN_UNSIGNED], -164);
    assert_int_equal(margins.rests[FNL_MARGIN_RUNNING], -(4600 - 1150));
    assert_int_equal(margins.rests[FNL_MARGIN_OVERHEAD], -700);
    assert_int_equal(margins.rests[FNL_MARGIN_INTEREST], 90);
    const fnl_money contribution = 15000 - 1000 - 2400 - 200 - 164 - 50 - 100000 - 20000 - 700;
    assert_int_equal(margins.total + sum_of_rests(&margins), contribution);
    fnl_margin_fini(&margins);
}

static void a_contract_that_was_renewed_has_earned_what_it_cost(void **state)
{
    (void)state;
    struct fnl_margins margins = {0};
    records[2].renewals = 1;
    assert_true(fnl_margin_reckon(&margins, &fates, 100 * FNL_HOUR));
    assert_int_equal(margins.items[0].winning, 4600);
    assert_int_equal(margins.rests[FNL_MARGIN_RUNNING], 0);
    records[2].renewals = 0;
    records[2].left_at = 30 * FNL_DAY;
    assert_true(fnl_margin_reckon(&margins, &fates, 100 * FNL_HOUR));
    assert_int_equal(margins.items[0].winning, 4600);
    fnl_margin_fini(&margins);
}

static void the_curve_rises_and_falls_back_to_the_total(void **state)
{
    (void)state;
    struct fnl_margins margins = {0};
    assert_true(fnl_margin_reckon(&margins, &fates, 100 * FNL_HOUR));
    assert_int_equal(fnl_margin_curve(&margins, 0), 0);
    assert_int_equal(fnl_margin_curve(&margins, 0.25), 2400);
    assert_int_equal(fnl_margin_curve(&margins, 0.5), 4800);
    assert_int_equal(fnl_margin_curve(&margins, 0.75), 4800 - 2045);
    assert_int_equal(fnl_margin_curve(&margins, 1), margins.total);
    fnl_margin_fini(&margins);
}

static void whatever_is_posted_about_a_client_is_charged_to_it(void **state)
{
    (void)state;
    struct fnl_margins margins = {0};
    records[2].money[FNL_MONEY_CAMPAIGNS] = -2385;
    assert_true(fnl_margin_reckon(&margins, &fates, 100 * FNL_HOUR));
    assert_int_equal(margins.items[0].rewards, 50 + 2385);
    assert_int_equal(margins.items[0].profit, 4800 - 2385);
    fnl_margin_fini(&margins);
}

static void without_hours_nobody_is_charged_for_them(void **state)
{
    (void)state;
    struct fnl_margins margins = {0};
    fates.pool_capacity = 0;
    assert_true(fnl_margin_reckon(&margins, &fates, 0));
    assert_int_equal(margins.rests[FNL_MARGIN_REPS], -100000);
    assert_int_equal(margins.rests[FNL_MARGIN_POOL], -20000);
    fnl_margin_fini(&margins);
}

static void profits_and_rest_are_the_contribution_of_a_run(void **state)
{
    (void)state;
    struct lab *lab = lab_open("%s", BUSY_FIRM("Asking") BUSY_ASKS);
    struct fnl_fates heard = {0};
    struct fnl_margins margins = {0};
    for (uint64_t replication = 0; replication < 5; replication++) {
        const struct fnl_listener listener = fnl_fate_begin(&heard, &lab->plan);
        lab_run(lab, replication, &listener);
        assert_true(fnl_margin_reckon(&margins, &heard, lab->accounts.hours_available));
        assert_int_equal(margins.total + sum_of_rests(&margins), lab_value(lab, FNL_CONTRIBUTION));
        assert_true(margins.rests[FNL_MARGIN_REPS] <= 0);
        /* The pool may have taken two days' work and a demand more than it has done: 15 h at $75.
         */
        assert_true(margins.rests[FNL_MARGIN_POOL] <= 120000);
        for (size_t i = 1; i < margins.count; i++)
            assert_true(margins.items[i - 1].profit >= margins.items[i].profit);
        /* Whoever left and was won back has signed as a new client twice. */
        const int64_t signatures = 12 + lab_value(lab, FNL_NEW_CLIENTS);
        assert_in_range(margins.count, signatures - 2, signatures);
    }
    fnl_margin_fini(&margins);
    fnl_fate_fini(&heard);
    lab_close(lab);
}

static void lack_of_memory_is_noticed(void **state)
{
    (void)state;
    struct fnl_margins margins = {0};
    fnl_memory_fail_after(0);
    assert_false(fnl_margin_reckon(&margins, &fates, FNL_HOUR));
    fnl_memory_fail_after(-1);
    fnl_margin_fini(&margins);
}

static void every_rest_has_a_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < FNL_MARGIN_RESTS; i++)
        assert_true(strlen(fnl_margin_rest_name((enum fnl_margin_rest)i)) > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(each_client_is_charged_with_what_it_takes, make),
        cmocka_unit_test_setup(what_no_client_takes_is_the_rest, make),
        cmocka_unit_test_setup(a_contract_that_was_renewed_has_earned_what_it_cost, make),
        cmocka_unit_test_setup(the_curve_rises_and_falls_back_to_the_total, make),
        cmocka_unit_test_setup(whatever_is_posted_about_a_client_is_charged_to_it, make),
        cmocka_unit_test_setup(without_hours_nobody_is_charged_for_them, make),
        cmocka_unit_test(profits_and_rest_are_the_contribution_of_a_run),
        cmocka_unit_test_setup(lack_of_memory_is_noticed, make),
        cmocka_unit_test(every_rest_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
