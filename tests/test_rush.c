/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "lab.h"
#include "stats/interval.h"

/* Sixty people on a day, who are decided 60 days after; in a team without queues. */
static struct lab *fair(const char *date, const char *push)
{
    return lab_open("name = \"Fair\"; months = 12; " LAB_ALWAYS_OPEN
                    "sources = ( { name = \"Fair\"; kind = \"event\"; dates = [\"%s\"];"
                    "  people_per_event = 60; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; },"
                    "           { name = \"B\"; hours = 1; days = 60; go_on = 1.0; } );"
                    "reps = { count = 300; selling_share = 1.0; };"
                    "clients = { contract_value = 1000; }; %s",
                    date, push);
}

/* When all of them have signed, and how many; they do so within an hour or two. */
static fnl_time signed_at(struct lab *lab, const struct fnl_fact **first)
{
    static struct lab_tape tape;
    const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_SIGNED));
    lab_run(lab, 0, &listener);
    assert_true(tape.count > 30);
    assert_int_equal(tape.count, lab_value(lab, FNL_PEOPLE));
    *first = &tape.facts[0];
    return tape.facts[tape.count - 1].time;
}

static void assert_signed(const char *date, const char *push, int day, fnl_money value)
{
    const struct fnl_fact *first;
    struct lab *lab = fair(date, push);
    const fnl_time last = signed_at(lab, &first);
    assert_int_equal(first->time / FNL_DAY, day);
    assert_true(last - first->time < FNL_DAY + 2 * FNL_HOUR);
    assert_int_equal(first->amount, value);
    assert_int_equal(lab_value(lab, FNL_PUSHED), value < 100000 ? lab_value(lab, FNL_PEOPLE) : 0);
    lab_close(lab);
}

#define PUSH(days, stages)                                                                         \
    "push = { policy = \"quarter_end\"; days = " days "; stages = " stages "; discount = 0.2;"     \
    "  own_date = 0.0; on_going_on = 0; };"

/* The first quarter ends after day 89, and its last ten days begin with day 80. */
static void deals_that_would_decide_later_are_pulled_into_the_last_days(void **state)
{
    (void)state;
    assert_signed("2026-02-10", "", 100, 100000);
    assert_signed("2026-02-10", PUSH("10", "1"), 80, 80000);
    assert_signed("2026-02-10", PUSH("20", "1"), 70, 80000);
}

static void who_decides_in_time_is_left_alone(void **state)
{
    (void)state;
    assert_signed("2026-01-20", PUSH("10", "1"), 79, 100000);
}

/* Whoever comes to the last stage within the last days is pushed at once. */
static void in_the_last_days_there_is_no_gap(void **state)
{
    (void)state;
    assert_signed("2026-03-25", PUSH("10", "1"), 83, 80000);
}

static void other_stages_are_not_pushed(void **state)
{
    (void)state;
    assert_signed("2026-02-10", PUSH("10", "0"), 100, 100000);
}

/* The touch that was planned for later does not come on top. */
static void a_pushed_touch_is_held_once(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Twice\"; months = 12; sources = ( { name = \"Fair\"; kind = \"event\";"
                 "  dates = [\"2026-02-10\"]; people_per_event = 60; } );"
                 "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; },"
                 "           { name = \"B\"; hours = 0.1; days = 60; touches = 4; go_on = 1.0; } );"
                 "reps = { count = 9; }; push = { policy = \"quarter_end\"; own_date = 0.0; };");
    struct lab_tape tape = {0};
    const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_TOUCH));
    lab_run(lab, 0, &listener);
    assert_int_equal(lab_value(lab, FNL_PUSHED), lab_value(lab, FNL_PEOPLE));
    assert_int_equal(tape.count, 5 * lab_value(lab, FNL_PEOPLE));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* All who are pushed are lost, and come back half a year later: then nobody pushes them. */
static void who_comes_back_has_not_been_pushed(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Back\"; months = 12; sources = ( { name = \"Fair\"; kind = \"event\";"
                 "  dates = [\"2026-03-25\"]; people_per_event = 60; } );"
                 "stages = ( { name = \"A\"; hours = 0; go_on = 1.0; },"
                 "           { name = \"B\"; hours = 0; days = 20; go_on = 0.999; } );"
                 "reps = { count = 9; }; returns = { share = 1.0; after = 6.5; };"
                 "push = { policy = \"quarter_end\"; on_going_on = -20; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_PUSHED), lab_value(lab, FNL_PEOPLE));
    assert_int_equal(lab_value(lab, FNL_EPISODES), 2 * lab_value(lab, FNL_PEOPLE));
    assert_true(lab_value(lab, FNL_WON) > lab_value(lab, FNL_PEOPLE) / 2);
    lab_close(lab);
}

/* A date of one's own is kept, whatever is offered. */
static void a_date_of_ones_own_is_kept(void **state)
{
    (void)state;
    const struct fnl_fact *first;
    struct lab *lab = fair("2026-02-10", "push = { policy = \"quarter_end\"; days = 10;"
                                         "  own_date = 1.0; discount = 0.2; on_going_on = 0; };");
    signed_at(lab, &first);
    assert_int_equal(first->time / FNL_DAY, 100);
    assert_int_equal(first->amount, 80000);
    lab_close(lab);
}

/* Even odds become 0.2625 to 1: about 21 of 100 sign. At 99.99 %. */
static void who_is_pushed_is_lost_more_often(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Many\"; months = 6; sources = ( { name = \"Fair\"; kind = \"event\";"
                 "  dates = [\"2026-02-10\"]; people_per_event = 2000; } );"
                 "stages = ( { name = \"A\"; hours = 0; go_on = 1.0; },"
                 "           { name = \"B\"; hours = 0.01; days = 60; go_on = 0.5; } );"
                 "reps = { count = 300; }; push = { policy = \"quarter_end\"; };");
    lab_run(lab, 0, NULL);
    const int64_t people = lab_value(lab, FNL_PEOPLE);
    const struct fnl_interval share = fnl_interval_share(lab_value(lab, FNL_WON), people, 0.9999);
    const double expected = 3 / 14.43;
    assert_int_equal(lab_value(lab, FNL_PUSHED), people);
    assert_true(share.low < expected && expected < share.high && share.high < 0.3);
    lab_close(lab);
}

/* What is planned is asked about again on its day. */
static void a_push_that_is_given_up_is_not_made(void **state)
{
    (void)state;
    const struct lab_change given_up = {75, "push = { policy = \"none\"; };"};
    struct lab *lab = lab_open_changed(
        "name = \"Fair\"; months = 6; sources = ( { name = \"Fair\"; kind = \"event\";"
        "  dates = [\"2026-02-10\"]; people_per_event = 60; } );"
        "stages = ( { name = \"A\"; hours = 0; go_on = 1.0; },"
        "           { name = \"B\"; hours = 0; days = 60; go_on = 1.0; } );"
        "reps = { count = 3; }; push = { policy = \"quarter_end\"; };",
        &given_up, 1);
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_PUSHED), 0);
    assert_int_equal(lab_month(lab, FNL_SERIES_WON, 3), lab_value(lab, FNL_PEOPLE));
    lab_close(lab);
}

/* A steady firm that pushes in its first quarter and never again. */
static struct lab *steady(bool pushes)
{
    const struct lab_change no_more = {90, "push = { policy = \"none\"; };"};
    char text[1000];
    snprintf(text, sizeof text,
             "name = \"Steady\"; months = 12;"
             "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 200; } );"
             "stages = ( { name = \"A\"; hours = 0.2; days = 1; go_on = 0.5; },"
             "  { name = \"B\"; hours = 0.5; days = { law = \"exponential\"; mean = 45; };"
             "    go_on = 0.6; } );"
             "today = { open_deals = 150; }; reps = { count = 20; }; %s",
             pushes ? "push = { policy = \"quarter_end\"; };" : "");
    return lab_open_changed(text, &no_more, 1);
}

static int64_t won_in(const struct lab *lab, size_t from, size_t until)
{
    int64_t won = 0;
    for (size_t month = from; month < until; month++)
        won += lab_month(lab, FNL_SERIES_WON, month);
    return won;
}

/*
 * What is signed by the end of the quarter is missing in the next two, and a
 * part of it for good. Each interval holds in 99.9 of 100 such tests.
 */
static void a_push_takes_from_the_quarters_to_come(void **state)
{
    (void)state;
    struct lab *calm = steady(false), *pushed = steady(true);
    struct fnl_tally now = {0}, next = {0}, all = {0};
    for (uint64_t future = 0; future < 40; future++) {
        lab_run(calm, future, NULL);
        lab_run(pushed, future, NULL);
        fnl_tally_add(&now, won_in(pushed, 0, 3) - won_in(calm, 0, 3));
        fnl_tally_add(&next, won_in(pushed, 3, 9) - won_in(calm, 3, 9));
        fnl_tally_add(&all, won_in(pushed, 0, 12) - won_in(calm, 0, 12));
    }
    assert_true(fnl_interval_mean(&now, 0.999).low > 0);
    assert_true(fnl_interval_mean(&next, 0.999).high < 0);
    assert_true(fnl_interval_mean(&all, 0.999).high < 0);
    lab_close(calm);
    lab_close(pushed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deals_that_would_decide_later_are_pulled_into_the_last_days),
        cmocka_unit_test(who_decides_in_time_is_left_alone),
        cmocka_unit_test(in_the_last_days_there_is_no_gap),
        cmocka_unit_test(other_stages_are_not_pushed),
        cmocka_unit_test(a_pushed_touch_is_held_once),
        cmocka_unit_test(who_comes_back_has_not_been_pushed),
        cmocka_unit_test(a_date_of_ones_own_is_kept),
        cmocka_unit_test(who_is_pushed_is_lost_more_often),
        cmocka_unit_test(a_push_that_is_given_up_is_not_made),
        cmocka_unit_test(a_push_takes_from_the_quarters_to_come),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
