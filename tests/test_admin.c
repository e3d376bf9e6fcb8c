/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lab.h"
#include "model/admin.h"
#include "model/state.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_admin_table", &fnl_admin_table);
}

/* Round the clock and without anything else to do. */
static struct lab *desk(const char *admin, const char *more)
{
    return lab_open(
        "name = \"Desk\"; months = 3; " LAB_ALWAYS_OPEN LAB_FROM_2025
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 0; },"
        "  { name = \"Cold\"; kind = \"outbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
        "reps = { count = 2; selling_share = 1.0; vacation_days = 0; }; admin = { %s }; %s",
        admin, more);
}

/* Ninety days: twelve weeks and six days, so thirteen beginnings of a week. */
static void the_duty_of_each_week_is_done_in_blocks(void **state)
{
    (void)state;
    struct lab *lab = desk("hours_per_week = 5.5; swells_to = 0; block = 2;", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const size_t tasks = lab_tape_count(&tape, FNL_FACT_TASK);
    assert_int_equal(tasks, 13 * 2 * 3);
    fnl_time hours[2] = {0};
    for (size_t i = 0; i < tasks; i++) {
        const struct fnl_fact *task = lab_tape_fact(&tape, FNL_FACT_TASK, i);
        assert_int_equal(task->detail, FNL_TASK_ADMIN);
        assert_int_equal(task->index, FNL_HOURS_ADMIN);
        assert_int_equal(task->client, FNL_NOBODY);
        assert_true(task->span == 2 * FNL_HOUR || task->span == FNL_HOUR * 3 / 2);
        hours[task->rep] += task->span;
    }
    assert_int_equal(hours[0], 13 * FNL_HOUR * 11 / 2);
    assert_int_equal(hours[1], 13 * FNL_HOUR * 11 / 2);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_ADMIN), 2 * 13 * FNL_HOUR * 11 / 2);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void it_swells_to_what_is_left(void **state)
{
    (void)state;
    struct lab *lab = desk("hours_per_week = 5; swells_to = 23.5; block = 2;", "");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_ADMIN), 2 * 13 * FNL_HOUR * 47 / 2);
    lab_close(lab);
    lab = desk("hours_per_week = 5; swells_to = 168; block = 2;", "");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_ADMIN), 2 * 90 * 24 * FNL_HOUR);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_REST), 0);
    assert_int_equal(lab_month(lab, FNL_SERIES_HOURS_ADMIN, 1), 2 * 28 * 24 * FNL_HOUR);
    lab_close(lab);
}

/* The target of meetings and what is planned of prospecting are not touched by it. */
static void meetings_and_prospecting_come_first(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Desk\"; months = 3; " LAB_ALWAYS_OPEN LAB_FROM_2025
        "today = { clients = 5; }; sources = ( { name = \"Door\"; kind = \"inbound\"; },"
        "  { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.001; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
        "meetings = { target_per_month = 12; kinds = ( { name = \"visit\"; shows = 1.0;"
        "  when = \"spare_time\"; } ); };"
        "slack = { policy = \"prospect\"; hours_per_week = 8; avoidance = 0.0; };"
        "reps = { count = 2; selling_share = 1.0; };";
    struct lab *free = lab_open("%s", text), *full = lab_open("%s admin = { };", text);
    lab_run(free, 0, NULL);
    lab_run(full, 0, NULL);
    assert_true(llabs(lab_value(full, FNL_MEETINGS) - lab_value(free, FNL_MEETINGS)) <= 2);
    assert_true(llabs(lab_spent(full, FNL_SPENT_ON_PROSPECTING) -
                      lab_spent(free, FNL_SPENT_ON_PROSPECTING)) <= 4 * FNL_HOUR);
    assert_int_equal(lab_spent(full, FNL_SPENT_ON_REST), 0);
    assert_true(lab_spent(free, FNL_SPENT_ON_REST) > 0);
    lab_close(free);
    lab_close(full);
}

/* Whoever calls during a block of 8 hours waits half of that on average, else nothing. */
static void nobody_interrupts_a_block(void **state)
{
    (void)state;
    static const char calls[] =
        "name = \"Desk\"; months = 12; " LAB_ALWAYS_OPEN LAB_FROM_2025
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 20; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 0.0; } );"
        "reps = { count = 1; selling_share = 1.0; };";
    struct lab *idle = lab_open("%s", calls),
               *busy = lab_open("%s admin = { hours_per_week = 0; block = 8; };", calls);
    lab_run(idle, 0, NULL);
    assert_true(lab_value(idle, FNL_FIRST_WAIT) == 0);
    double waited = 0, count = 0;
    struct lab_tape tape = {0};
    lab_record(busy, &tape);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TOUCH); i++) {
        const fnl_time wait = lab_tape_fact(&tape, FNL_FACT_TOUCH, i)->wait;
        assert_true(wait <= 9 * FNL_HOUR);
        waited += (double)wait / (double)FNL_HOUR;
        count++;
    }
    /* The standard deviation of one wait is 8 / sqrt(12) = 2.3 hours; 1 test in 1,000 fails. */
    assert_true(waited / count > 4 - 3.29 * 2.31 / 15 && waited / count < 4.2 + 3.29 * 2.31 / 15);
    lab_tape_fini(&tape);
    lab_close(idle);
    lab_close(busy);
}

/* A desk is cleared when its rep leaves: nobody else does that work. */
static void nobody_takes_over_a_desk(void **state)
{
    (void)state;
    struct lab *lab = desk("hours_per_week = 160; swells_to = 0; block = 2;",
                           "attrition = { share_per_year = 1.0; replaced_after = 1000; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_REPS_LEFT), 2);
    assert_true(lab->accounts.hours_at_work == 0);
    lab_close(lab);
}

/* Who is on vacation on the first day of a week has no duty in it. */
static void who_is_away_has_no_duty(void **state)
{
    (void)state;
    struct lab *away = lab_open("name = \"Away\"; months = 12; " LAB_ALWAYS_OPEN LAB_FROM_2025
                                "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                                "stages = ( { name = \"A\"; hours = 1; go_on = 1.0; } );"
                                "reps = { count = 4; selling_share = 1.0; vacation_days = 70; };"
                                "admin = { hours_per_week = 2; swells_to = 0; };");
    struct lab_tape tape = {0};
    lab_record(away, &tape);
    int64_t missed = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_REP_AWAY); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_REP_AWAY, i);
        for (fnl_time week = 0; week < away->plan.end; week += 7 * FNL_DAY)
            missed += week > fact->time && week < fact->until;
    }
    assert_true(missed >= 9 * 3);
    assert_int_equal(lab_spent(away, FNL_SPENT_ON_ADMIN), (53 * 4 - missed) * 2 * FNL_HOUR);
    lab_tape_fini(&tape);
    lab_close(away);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(the_duty_of_each_week_is_done_in_blocks),
        cmocka_unit_test(it_swells_to_what_is_left),
        cmocka_unit_test(meetings_and_prospecting_come_first),
        cmocka_unit_test(nobody_interrupts_a_block),
        cmocka_unit_test(nobody_takes_over_a_desk),
        cmocka_unit_test(who_is_away_has_no_duty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
