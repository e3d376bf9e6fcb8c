/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lab.h"
#include "model/state.h"

#define SMALL_FIRM                                                                                 \
    "name = \"Small\"; months = 4; "                                                               \
    "today = { clients = 5; open_deals = 3; };"                                                    \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; cost_each = 5; },"   \
    "            { name = \"Friends\"; kind = \"referral\"; } );"                                  \
    "stages = ( { name = \"A\"; hours = 0.5; days = 2; shows = 0.6; go_on = 0.5; } );"             \
    "reps = { count = 2; }; referrals = { engaged = 5; }; effects = { fit = 1; }; "                \
    "clients = { service_hours = 2; }; "

static void facts_come_in_the_order_of_time_and_within_the_horizon(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SMALL_FIRM);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_true(tape.count > 1000);
    for (size_t i = 1; i < tape.count; i++)
        assert_true(tape.facts[i].time >= tape.facts[i - 1].time);
    assert_true(tape.facts[tape.count - 1].time < lab->plan.end);
    assert_int_equal(tape.facts[tape.count - 1].kind, FNL_FACT_MONTH_CLOSED);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* January to April 2026: 31 + 28 + 31 + 30 days. */
static void every_day_and_every_month_is_closed_once(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SMALL_FIRM);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_DAY_CLOSED), 120);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_MONTH_CLOSED), 4);
    const int last_days[] = {30, 58, 89, 119};
    for (size_t month = 0; month < 4; month++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_MONTH_CLOSED, month);
        assert_int_equal(fact->index, month);
        assert_int_equal(fact->time, (last_days[month] + 1) * FNL_DAY - 1);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Whoever listens hears what it wants and nothing else, and nobody lives differently for it. */
static void listening_changes_nothing(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SMALL_FIRM);
    int64_t *quiet = calloc(lab->layout.width, sizeof *quiet);
    assert_non_null(quiet);
    lab_run(lab, 0, NULL);
    memcpy(quiet, lab->row, lab->layout.width * sizeof *quiet);

    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_memory_equal(quiet, lab->row, lab->layout.width * sizeof *quiet);
    const size_t everything = tape.count, touches = lab_tape_count(&tape, FNL_FACT_TOUCH);

    const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_TOUCH));
    lab_run(lab, 0, &listener);
    assert_int_equal(tape.count, touches);
    assert_true(touches > 0 && touches < everything);
    free(quiet);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void a_dated_change_takes_effect_on_its_morning(void **state)
{
    (void)state;
    const struct lab_change changes[] = {
        {40, "sources = ( { name = \"Door\"; leads_per_month = 300; cost_each = 7; } );"},
        {41, "sources = ( { name = \"Door\"; leads_per_month = 0; } ); reps = { count = 3; };"},
    };
    struct lab *lab = lab_open_changed(SMALL_FIRM, changes, 2);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_PHASE), 2);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_PHASE, 0)->time, 40 * FNL_DAY);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_PHASE, 1)->index, 2);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_REP_JOINED), 3);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_REP_JOINED, 2)->time, 41 * FNL_DAY);

    size_t on_day_40 = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind == FNL_FACT_ARRIVED && fact->source == 0 && fact->day > 0)
            on_day_40 += fact->time / FNL_DAY == 40;
        if (fact->kind == FNL_FACT_ARRIVED && fact->source == 0)
            assert_true(fact->time < 41 * FNL_DAY);
        if (fact->kind == FNL_FACT_POSTED && fact->detail == FNL_MONEY_LEADS)
            assert_int_equal(fact->amount, fact->time < 40 * FNL_DAY ? -500 : -700);
    }
    assert_true(on_day_40 >= 3); /* 10.7 are expected, and one without the change */
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* More reps for a while than at the end: there must be room for the most of them. */
static void reps_find_room_in_every_phase(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SMALL_FIRM);
    struct fnl_settings many = *lab->settings;
    many.reps.count = 40;
    const struct fnl_phase phases[] = {{.settings = lab->settings},
                                       {.from = 10 * FNL_DAY, .settings = &many},
                                       {.from = 20 * FNL_DAY, .settings = lab->settings}};
    struct fnl_plan plan = lab->plan;
    plan.phases = phases;
    plan.count = 3;
    fnl_company *company = fnl_company_new(&plan);
    assert_non_null(company);
    assert_int_equal(fnl_company_run(company, 1, 1, NULL, 0, NULL), FNL_OK);
    assert_int_equal(((struct fnl_company *)company)->rep_count, 40);
    fnl_company_free(company);
    lab_close(lab);
}

/* Somebody who has had enough when the first month is over. */
static void have_enough(void *self, const struct fnl_fact *fact, const struct fnl_levels *levels)
{
    (void)fact;
    (void)levels;
    *(volatile sig_atomic_t *)self = 1;
}

static void a_run_that_is_to_end_ends_at_once(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SMALL_FIRM);
    volatile sig_atomic_t stop = 0;
    struct lab_tape tape = {0};
    const struct fnl_listener listeners[] = {
        {.self = (void *)&stop, .wants = FNL_FACT_BIT(FNL_FACT_MONTH_CLOSED), .hear = have_enough},
        lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_DAY_CLOSED))};
    fnl_company_heed(lab->company, &stop);
    assert_int_equal(fnl_company_run(lab->company, 1, 1, listeners, 2, NULL), FNL_ERR_STOPPED);
    assert_int_equal(tape.count, 31);

    stop = 0;
    assert_int_equal(fnl_company_run(lab->company, 1, 1, NULL, 0, NULL), FNL_OK);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void a_firm_that_stops_when_broke_ends_on_that_day(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Broke\"; months = 12; "
        "today = { cash = 1000; credit_line = 500; stops_when_broke = true; clients = 4; };"
        "sources = ( { name = \"Fair\"; kind = \"event\"; cost_per_event = 1600;"
        "  dates = [\"2026-02-10\"]; people_per_event = 3; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; };"
        "clients = { contract_value = 1; pays_after = 1000; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const struct fnl_fact *broke = lab_tape_fact(&tape, FNL_FACT_BROKE, 0);
    assert_int_equal(broke->time / FNL_DAY, 40);
    assert_int_equal(broke->amount, -60000);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_DAY_CLOSED), 41);
    assert_int_equal(lab_value(lab, FNL_GOES_BROKE), 1);
    /* The month in which it ends is closed on that day. */
    assert_int_equal(lab_value(lab, FNL_CASH_END), -60000);
    assert_int_equal(lab_value(lab, FNL_CLIENTS_END), 4);
    assert_int_equal(lab_month(lab, FNL_SERIES_CASH, 1), -60000);
    assert_int_equal(lab_month(lab, FNL_SERIES_CASH, 11), -60000);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* What its clients owe it on that day is told: the auditor adds it up. */
static void a_firm_that_stops_has_money_to_come(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Broke\"; months = 12;"
                 "today = { clients = 20; cash = 60000; stops_when_broke = true; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 5; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; };"
                 "costs = { overhead = 100000; };");
    lab_run(lab, 0, NULL);
    assert_true(lab->company->stopped);
    assert_true(lab->accounts.receivable > 0 && lab->accounts.opening_receipts > 0);
    lab_close(lab);
}

static void a_firm_that_goes_on_says_so_only_once(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Debt\"; months = 6; today = { cash = 100; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 1; };"
                 "costs = { overhead = 1000; interest = 0.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_BROKE), 1);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_MONTH_CLOSED), 6);
    assert_int_equal(lab_value(lab, FNL_CASH_END), 10000 - 600000);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A higher mean adds points and moves none. */
static void points_nest(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SMALL_FIRM);
    lab_run(lab, 0, NULL);
    double few[FNL_COMPANY_POINTS], many[FNL_COMPANY_POINTS], sum = 0;
    for (uint64_t entity = 1; entity <= 500; entity++) {
        const size_t less = fnl_company_points(lab->company, 2.385, entity, 1, few);
        const size_t more = fnl_company_points(lab->company, 6, entity, 1, many);
        assert_true(less <= more);
        for (size_t i = 0; i < less; i++)
            assert_true(few[i] == many[i] && few[i] >= 0 && few[i] <= 1);
        sum += (double)less;
    }
    /* 1192.5 are expected, with a standard deviation of 34.5. */
    assert_true(sum > 1080 && sum < 1300);
    assert_int_equal(fnl_company_points(lab->company, 0, 1, 1, few), 0);
    assert_int_equal(fnl_company_points(lab->company, 1e6, 1, 1, many), FNL_COMPANY_POINTS);
    lab_close(lab);
}

static void certainties_are_certain(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SMALL_FIRM);
    lab_run(lab, 0, NULL);
    int yes = 0;
    for (uint64_t entity = 0; entity < 1000; entity++) {
        assert_true(fnl_company_chance(lab->company, 1, entity, 1));
        assert_false(fnl_company_chance(lab->company, 0, entity, 1));
        assert_false(fnl_company_chance(lab->company, -1, entity, 1));
        const bool at_03 = fnl_company_chance(lab->company, 0.3, entity, 1);
        assert_true(!at_03 || fnl_company_chance(lab->company, 0.31, entity, 1));
        yes += at_03;
    }
    assert_true(yes > 220 && yes < 380);
    lab_close(lab);
}

static size_t run_with_failure(const struct fnl_plan *plan, long after, fnl_status *status)
{
    fnl_memory_fail_after(after);
    fnl_company *company = fnl_company_new(plan);
    *status = FNL_ERR_MEMORY;
    if (company)
        *status = fnl_company_run(company, LAB_SEED, 0, NULL, 0, NULL);
    fnl_memory_fail_after(-1);
    fnl_company_free(company);
    return company != NULL;
}

static void memory_that_runs_out_is_reported(void **state)
{
    (void)state;
    struct lab *lab = lab_open(SMALL_FIRM);
    fnl_status status = FNL_ERR_MEMORY;
    long after = 0;
    size_t begun = 0;
    for (; status != FNL_OK; after++) {
        begun += run_with_failure(&lab->plan, after, &status);
        assert_true(status == FNL_OK || status == FNL_ERR_MEMORY);
        assert_true(after < 1000);
    }
    assert_true(after > 15 && begun > 3);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(facts_come_in_the_order_of_time_and_within_the_horizon),
        cmocka_unit_test(every_day_and_every_month_is_closed_once),
        cmocka_unit_test(listening_changes_nothing),
        cmocka_unit_test(a_dated_change_takes_effect_on_its_morning),
        cmocka_unit_test(reps_find_room_in_every_phase),
        cmocka_unit_test(a_run_that_is_to_end_ends_at_once),
        cmocka_unit_test(a_firm_that_stops_when_broke_ends_on_that_day),
        cmocka_unit_test(a_firm_that_stops_has_money_to_come),
        cmocka_unit_test(a_firm_that_goes_on_says_so_only_once),
        cmocka_unit_test(points_nest),
        cmocka_unit_test(certainties_are_certain),
        cmocka_unit_test(memory_that_runs_out_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
