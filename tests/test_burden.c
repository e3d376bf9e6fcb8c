/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "busy_firm.h"
#include "lab.h"
#include "observe/burden.h"

static struct lab *lab;
static struct fnl_fates fates;
static struct fnl_burden_ledger ledger;

/* Both have to hear of everything, the fates first. */
static void hear(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    const struct fnl_listener *both = self;
    for (size_t i = 0; i < 2; i++)
        if (both[i].wants & FNL_FACT_BIT(fact->kind))
            both[i].hear(both[i].self, fact, levels);
}

static int live(void **state)
{
    (void)state;
    lab = lab_open("%s", BUSY_FIRM("Busy") BUSY_ASKS);
    struct fnl_listener both[2] = {fnl_fate_begin(&fates, &lab->plan),
                                   fnl_burden_begin(&ledger, &fates)};
    const struct fnl_listener listener = {
        .self = both, .wants = both[0].wants | both[1].wants, .hear = hear};
    lab_run(lab, 3, &listener);
    return 0;
}

static int end(void **state)
{
    (void)state;
    fnl_fate_fini(&fates);
    lab_close(lab);
    return 0;
}

static void every_cent_belongs_to_one_side(void **state)
{
    (void)state;
    fnl_money sum = 0;
    for (size_t month = 0; month < 27; month++) {
        fnl_money of_month = 0;
        for (size_t side = 0; side < FNL_BURDEN_SIDES; side++)
            of_month += ledger.burden.months[month][side];
        assert_int_equal(of_month, lab_month(lab, FNL_SERIES_REVENUE, month) -
                                       lab_month(lab, FNL_SERIES_COST, month));
        sum += of_month;
    }
    assert_int_equal(sum, lab_value(lab, FNL_CONTRIBUTION));
}

/* What is the pains' by their fates, deals with them included. */
static void the_pains_money_is_that_of_their_fates(void **state)
{
    (void)state;
    fnl_money sums[2] = {0, 0}, pains = 0;
    int64_t lost = 0;
    for (size_t i = 0; i < fnl_fate_count(&fates); i++) {
        const struct fnl_fate *fate = &fates.items[i];
        sums[fates.items[fate->owner].pita] += fnl_fate_worth(fate);
        lost += fnl_fate_is_person(&fates, i) && fnl_fate_is_client(fate) && !fate->pita &&
                fate->left_at != FNL_NEVER;
    }
    for (size_t month = 0; month < 27; month++)
        pains += ledger.burden.months[month][FNL_BURDEN_PAINS];
    assert_int_equal(pains, sums[1]);
    assert_true(pains > 0 && sums[0] > 0);
    assert_int_equal(ledger.burden.numbers[FNL_BURDEN_OTHERS_LOST] > 0, lost > 0);
}

static int64_t over_months(enum fnl_series series)
{
    int64_t sum = 0;
    for (size_t month = 0; month < 27; month++)
        sum += lab_month(lab, series, month);
    return sum;
}

static void counts_are_those_of_the_recorder(void **state)
{
    (void)state;
    const int64_t *numbers = ledger.burden.numbers;
    assert_int_equal(numbers[FNL_BURDEN_PAINS_SIGNED] + numbers[FNL_BURDEN_OTHERS_SIGNED],
                     lab_value(lab, FNL_NEW_CLIENTS));
    assert_int_equal(numbers[FNL_BURDEN_HOURS_PAINS], over_months(FNL_SERIES_HOURS_PITA));
    assert_int_equal(numbers[FNL_BURDEN_HOURS_SERVICE], over_months(FNL_SERIES_HOURS_SERVICE));
    assert_int_equal(numbers[FNL_BURDEN_HOURS_SELLING], over_months(FNL_SERIES_HOURS_SELLING));
    assert_int_equal(numbers[FNL_BURDEN_LOWEST_CASH], lab_value(lab, FNL_LOWEST_CASH));
    assert_true(numbers[FNL_BURDEN_REFUSED] < lab_value(lab, FNL_SERVICE_REFUSED));
    assert_true(numbers[FNL_BURDEN_POOL_PAINS] > 0 && numbers[FNL_BURDEN_POOL_OTHERS] > 0);
    assert_int_equal(numbers[FNL_BURDEN_SENT_BY_PAINS] + numbers[FNL_BURDEN_SENT_BY_OTHERS],
                     lab_value(lab, FNL_REFERRED));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cent_belongs_to_one_side),
        cmocka_unit_test(the_pains_money_is_that_of_their_fates),
        cmocka_unit_test(counts_are_those_of_the_recorder),
    };
    return cmocka_run_group_tests(tests, live, end);
}
