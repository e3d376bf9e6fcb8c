/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/management.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_management_table", &fnl_management_table);
}

#define FIRM                                                                                       \
    "name = \"Hand\"; months = 12; " LAB_FROM_2025 LAB_ALWAYS_OPEN "sources = ("                   \
    "{ name = \"Door\"; kind = \"inbound\"; leads_per_month = 50; },"                              \
    "{ name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.05; },"                            \
    "{ name = \"Friends\"; kind = \"referral\"; } );"                                              \
    "today = { clients = 90; }; satisfaction = { }; clients = { service_hours = 0; }; referrals "  \
    "= { engaged = 9; "                                                                            \
    "content = 5; ruled_out = 0.0; };"                                                             \
    "stages = ( { name = \"A\"; hours = 0.5; go_on = 0.5; } ); reps = { count = 9; };"             \
    "slack = { policy = \"prospect\"; hours_per_week = 9; };"

/* How many ended by `cause` who were found by a rep or sent by a client. */
static size_t count_others(const struct lab_tape *tape, enum fnl_cause cause)
{
    size_t count = 0;
    for (size_t i = 0; i < lab_tape_count(tape, FNL_FACT_ENDED); i++) {
        const struct fnl_fact *end = lab_tape_fact(tape, FNL_FACT_ENDED, i);
        count += end->source != 0 && end->detail == cause;
    }
    return count;
}

/* 23.85 % of those who come by the door; nobody else passes through marketing's hands. */
static void a_share_of_marketings_leads_is_dropped(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM "management = { dropped = 0.2385; delay = 0; };");
    struct lab_tape tape = {0};
    double people = 0, dropped = 0;
    int64_t found = 0, sent = 0;
    for (uint64_t future = 0; future < 5; future++) {
        const struct fnl_listener listener = lab_tape_listener(&tape, FNL_FACT_BIT(FNL_FACT_ENDED));
        lab_run(lab, future, &listener);
        people += (double)lab_source(lab, 0, FNL_BY_SOURCE_PEOPLE);
        dropped += (double)lab_cause(lab, FNL_CAUSE_DROPPED);
        assert_int_equal(count_others(&tape, FNL_CAUSE_DROPPED), 0);
        assert_int_equal(lab_value(lab, FNL_NEVER_FOLLOWED_UP), lab_cause(lab, FNL_CAUSE_DROPPED));
        found += lab_source(lab, 1, FNL_BY_SOURCE_TALKED);
        sent += lab_source(lab, 2, FNL_BY_SOURCE_TALKED);
    }
    assert_true(found > 50 && sent > 50);
    /* Right in all but one of a thousand seeds. */
    assert_true(fabs(dropped / people - 0.2385) < 3.29 * sqrt(0.2385 * 0.7615 / people));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Everybody is assigned 17.5 hours after the handover, in the middle of the night if need be. */
static void what_is_not_dropped_is_late(void **state)
{
    (void)state;
    struct lab *lab = lab_open(FIRM "management = { dropped = 0.0; delay = 17.5; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t checked = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *arrival = &tape.facts[i];
        if (arrival->kind != FNL_FACT_ARRIVED || arrival->source != 0)
            continue;
        for (size_t j = i; j < tape.count; j++)
            if (tape.facts[j].kind == FNL_FACT_ASSIGNED && tape.facts[j].key == arrival->key) {
                assert_int_equal(tape.facts[j].time - arrival->time, 35 * FNL_HOUR / 2);
                checked++;
            }
    }
    assert_true(checked > 400);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* 12 minutes at 45 an hour for each who is handed over, dropped or not. */
static void handling_costs_marketings_hours(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(FIRM "management = { dropped = 0.5; takes = \"12 minutes\"; hour_costs = 45; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_money(lab, FNL_MONEY_MARKETING),
                     -900 * lab_source(lab, 0, FNL_BY_SOURCE_PEOPLE));
    lab_close(lab);
}

/* The same people are dropped, and some more. */
static void more_dropping_drops_the_same_people_and_more(void **state)
{
    (void)state;
    struct lab *few = lab_open(FIRM "management = { dropped = 0.1; delay = 0; };");
    struct lab *many = lab_open(FIRM "management = { dropped = 0.3; delay = 0; };");
    struct lab_tape of_few = {0}, of_many = {0};
    lab_record(few, &of_few);
    lab_record(many, &of_many);
    size_t checked = 0;
    for (size_t i = 0; i < lab_tape_count(&of_few, FNL_FACT_ENDED); i++) {
        const struct fnl_fact *end = lab_tape_fact(&of_few, FNL_FACT_ENDED, i);
        if (end->detail != FNL_CAUSE_DROPPED)
            continue;
        bool found = false;
        for (size_t j = 0; j < lab_tape_count(&of_many, FNL_FACT_ENDED) && !found; j++) {
            const struct fnl_fact *other = lab_tape_fact(&of_many, FNL_FACT_ENDED, j);
            found = other->key == end->key && other->detail == FNL_CAUSE_DROPPED;
        }
        assert_true(found);
        checked++;
    }
    assert_true(checked > 30);
    assert_true(lab_cause(many, FNL_CAUSE_DROPPED) > lab_cause(few, FNL_CAUSE_DROPPED));
    lab_tape_fini(&of_few);
    lab_tape_fini(&of_many);
    lab_close(few);
    lab_close(many);
}

/* With the published odds an answer after two days reaches fewer than one at once. */
static void a_late_answer_finds_colder_people(void **state)
{
    (void)state;
#define COLD "response = { }; stages = ( { name = \"A\"; shows = 0.5; tries = 1; } );"
    const struct lab_change at_once = {0, COLD}, late = {0, COLD "management = { dropped = 0.0;"
                                                                 "  delay = 48; };"};
    struct lab *fast = lab_open_overlaid(FIRM, &at_once, 1);
    struct lab *slow = lab_open_overlaid(FIRM, &late, 1);
    lab_run(fast, 0, NULL);
    lab_run(slow, 0, NULL);
    assert_true(2 * lab_source(slow, 0, FNL_BY_SOURCE_TALKED) <
                lab_source(fast, 0, FNL_BY_SOURCE_TALKED));
    lab_close(fast);
    lab_close(slow);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(a_share_of_marketings_leads_is_dropped),
        cmocka_unit_test(what_is_not_dropped_is_late),
        cmocka_unit_test(handling_costs_marketings_hours),
        cmocka_unit_test(more_dropping_drops_the_same_people_and_more),
        cmocka_unit_test(a_late_answer_finds_colder_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
