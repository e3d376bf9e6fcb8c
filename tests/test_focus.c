/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "lab.h"
#include "model/focus.h"
#include "model/state.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_focus_table", &fnl_focus_table);
}

#define FIRM                                                                                       \
    "name = \"Focus\"; months = 6; " LAB_FROM_2025                                                 \
    "sources = ( { name = \"Small\"; kind = \"inbound\"; leads_per_month = 20; },"                 \
    "  { name = \"Big\"; kind = \"inbound\"; leads_per_month = 5; deal_factor = 4; } );"           \
    "stages = ( { name = \"A\"; hours = 1; touches = 2; days = 1; go_on = 0.5; } );"               \
    "reps = { count = 1; };"                                                                       \
    "%s"

/* Every touch of another lead than the last takes so much longer; the first of all does not. */
static void turning_to_another_lead_takes_time(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, "focus = { hours_to_switch = 0.25; distracted = 0.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    uint64_t last = 0;
    size_t turns = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TOUCH); i++) {
        const struct fnl_fact *fact = lab_tape_fact(&tape, FNL_FACT_TOUCH, i);
        const bool turned = last != 0 && fact->key != last;
        assert_int_equal(fact->span, turned ? FNL_HOUR * 5 / 4 : FNL_HOUR);
        turns += turned;
        last = fact->key;
    }
    assert_true(turns > 100 && turns < lab_tape_count(&tape, FNL_FACT_TOUCH));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A lead of `source` that came on day `day`, with a touch that waits for rep `rep`. */
static void let_wait(struct fnl_company *company, uint32_t source, int day, uint32_t rep)
{
    const uint32_t id = fnl_lead_new(company);
    struct fnl_lead *lead = &company->leads.items[id];
    lead->key = id + 1;
    lead->source = source;
    lead->arrived = day * FNL_DAY;
    const struct fnl_task task = {.kind = FNL_TASK_TOUCH,
                                  .subject = id,
                                  .version = lead->version,
                                  .key = lead->key,
                                  .urgency = id};
    struct fnl_queue *queue =
        rep == FNL_NOBODY ? &company->lines[FNL_ROLE_SELLS].shared : &company->reps[rep].queue;
    assert_true(fnl_task_push(queue, &task));
}

/* Of the large the newest, whether it waits in the rep's queue or in the shared one. */
static void the_shiniest_is_the_newest_of_the_largest(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, "focus = { distracted = 1.0; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    struct fnl_queue *queue = NULL;
    size_t place = 99;
    company->reps[0].queue.count = company->lines[FNL_ROLE_SELLS].shared.count = 0;
    assert_false(fnl_mechanism_distracts(company, 0, &queue, &place));
    assert_true(fnl_task_push(&company->reps[0].queue,
                              &(struct fnl_task){.kind = FNL_TASK_SERVICE, .urgency = -5}));
    assert_false(fnl_mechanism_distracts(company, 0, &queue, &place));

    let_wait(company, 0, 9, 0);
    assert_true(fnl_mechanism_distracts(company, 0, &queue, &place));
    let_wait(company, 1, 3, 0);
    let_wait(company, 1, 5, FNL_NOBODY);
    let_wait(company, 1, 4, 0);
    assert_true(fnl_mechanism_distracts(company, 0, &queue, &place));
    assert_ptr_equal(queue, &company->lines[FNL_ROLE_SELLS].shared);
    const uint32_t shiniest = queue->items[place].subject;
    assert_int_equal(company->leads.items[shiniest].arrived, 5 * FNL_DAY);
    company->leads.items[shiniest].version++;
    assert_true(fnl_mechanism_distracts(company, 0, &queue, &place));
    assert_ptr_equal(queue, &company->reps[0].queue);
    assert_int_equal(company->leads.items[queue->items[place].subject].arrived, 4 * FNL_DAY);
    lab_close(lab);
}

/* A fifth of the choices, and a larger share takes in a smaller one's. */
static void distraction_is_as_frequent_as_it_is_said_to_be(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM, "focus = { distracted = 0.2; };");
    struct fnl_company *company = lab_afresh(lab);
    company->reps[0].queue.count = 0;
    let_wait(company, 0, 9, 0);
    int64_t count = 0;
    struct fnl_queue *queue;
    size_t place;
    for (int i = 0; i < 5000; i++)
        count += fnl_mechanism_distracts(company, 0, &queue, &place);
    const struct fnl_interval share = fnl_interval_share(count, 5000, 0.9999);
    assert_true(share.low < 0.2 && 0.2 < share.high);
    lab_close(lab);
}

#define BUSY                                                                                       \
    "name = \"Busy\"; months = 12; " LAB_FROM_2025                                                 \
    "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 40; } );"                \
    "stages = ( { name = \"A\"; hours = 1; go_on = 0.6; }, { name = \"B\"; hours = 2; touches = "  \
    "2;"                                                                                           \
    "  days = 3; go_on = 0.5; } ); reps = { count = 2; };"                                         \
    "assign = { policy = \"shared_queue\"; }; %s"

/* In a firm with more work than hours: turning to and fro costs wins. */
static void chasing_what_is_new_costs_wins(void **state)
{
    (void)state;
    struct lab *steady = lab_open(BUSY, ""),
               *shiny = lab_open(BUSY, "focus = { hours_to_switch = 0.3; };"),
               *newest = lab_open(BUSY, "work = { policy = \"newest_big\"; };");
    struct fnl_tally lost = {0}, left = {0};
    for (uint64_t future = 0; future < 40; future++) {
        lab_run(steady, future, NULL);
        lab_run(shiny, future, NULL);
        lab_run(newest, future, NULL);
        fnl_tally_add(&lost, lab_value(shiny, FNL_WON) - lab_value(steady, FNL_WON));
        fnl_tally_add(&left, lab_value(newest, FNL_FIRST_WAIT) - lab_value(steady, FNL_FIRST_WAIT));
    }
    assert_true(fnl_interval_mean(&lost, 0.999).high < 0);
    assert_true(fnl_interval_mean(&left, 0.999).high < 0);
    lab_close(steady);
    lab_close(shiny);
    lab_close(newest);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(turning_to_another_lead_takes_time),
        cmocka_unit_test(the_shiniest_is_the_newest_of_the_largest),
        cmocka_unit_test(distraction_is_as_frequent_as_it_is_said_to_be),
        cmocka_unit_test(chasing_what_is_new_costs_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
