/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/state.h"
#include "model/team.h"

/* Open round the clock; so many open deals, all of them ready at midnight of the first day. */
static struct lab *deals(int count, int reps, const char *hours, const char *more)
{
    return lab_open("name = \"Team\"; months = 3; " LAB_ALWAYS_OPEN "today = { open_deals = %d; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                    "stages = ( { name = \"A\"; hours = %s; go_on = 0.0; } );"
                    "reps = { count = %d; selling_share = 1.0; }; %s",
                    count, hours, reps, more);
}

/* Open deals have an owner; who is the n-th to finish a touch is `rep`. */
static void owners_take_turns_and_work_side_by_side(void **state)
{
    (void)state;
    struct lab *lab = deals(6, 3, "2", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t touches[3] = {0};
    for (size_t i = 0; i < 6; i++) {
        const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_TOUCH, i);
        assert_int_equal(touch->time, (i < 3 ? 2 : 4) * FNL_HOUR);
        assert_int_equal(touch->wait, (i < 3 ? 0 : 2) * FNL_HOUR);
        touches[touch->rep]++;
    }
    for (int rep = 0; rep < 3; rep++)
        assert_int_equal(touches[rep], 2);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* On an event's day many leads come, and go to a line of their own or to reps. */
static struct lab *crowd(const char *assign, int reps, const char *hours)
{
    return lab_open("name = \"Crowd\"; months = 3; " LAB_ALWAYS_OPEN
                    "sources = ( { name = \"Fair\"; kind = \"event\"; people_per_event = 40;"
                    "  dates = [\"2026-01-02\"]; } );"
                    "stages = ( { name = \"A\"; hours = %s; go_on = 0.0; } );"
                    "assign = { policy = \"%s\"; }; reps = { count = %d; selling_share = 1.0; };",
                    hours, assign, reps);
}

static void a_shared_queue_is_served_in_the_order_of_coming(void **state)
{
    (void)state;
    struct lab *lab = crowd("shared_queue", 2, "4");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    fnl_time arrived = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TOUCH); i++) {
        const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_TOUCH, i);
        const fnl_time came = touch->time - touch->span - touch->wait;
        assert_true(came >= arrived);
        arrived = came;
        assert_int_equal(lab_tape_fact(&tape, FNL_FACT_ASSIGNED, i)->rep, FNL_NOBODY);
    }
    assert_true(lab_tape_count(&tape, FNL_FACT_TOUCH) > 20);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* What waits is ranked anew: else old urgencies and new ones, on scales of their own, would mix. */
static void work_that_waits_is_ranked_by_the_order_in_force(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Rank\"; months = 2; " LAB_ALWAYS_OPEN
        "sources = ( { name = \"Fair\"; kind = \"event\"; people_per_event = 40;"
        "  dates = [\"2026-01-02\"]; } );"
        "stages = ( { name = \"A\"; hours = 4; go_on = 0.0; } );"
        "reps = { count = 1; selling_share = 1.0; };";
    const struct lab_change change = {4, "work = { policy = \"newest_first\"; };"};
    struct lab *lab = lab_open_changed(text, &change, 1);
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    fnl_time last = FNL_NEVER;
    size_t ranked = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TOUCH); i++) {
        const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_TOUCH, i);
        const fnl_time begun = touch->time - touch->span, came = begun - touch->wait;
        if (begun < 4 * FNL_DAY)
            continue;
        assert_true(came <= last);
        last = came;
        ranked++;
    }
    assert_true(ranked > 10);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A client may leave while it is served, and its record be another's: the task is not the other's.
 */
static void a_finished_task_is_told_of_whom_it_was_for(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Gone\"; months = 12; " LAB_ALWAYS_OPEN
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; } );"
        "stages = ( { name = \"A\"; hours = 0.1; go_on = 1.0; } );"
        "clients = { contract_months = 1; renewal = 0.0; service_hours = [300, 600, 1000]; };"
        "reps = { count = 40; selling_share = 1.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    static fnl_time signed_at[1000];
    size_t served = 0, gone = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind == FNL_FACT_SIGNED)
            signed_at[fact->client] = fact->time;
        if (fact->kind != FNL_FACT_TASK || fact->detail != FNL_TASK_SERVICE)
            continue;
        served += fact->client != FNL_NOBODY;
        gone += fact->client == FNL_NOBODY;
        if (fact->client != FNL_NOBODY)
            assert_true(fact->time - fact->span - fact->wait >= signed_at[fact->client]);
    }
    assert_true(served > 100 && gone > 20);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* The one in work counts too: nobody who is idle is passed over for somebody who is not. */
static void the_least_loaded_has_the_least_to_do_in_queue_and_in_work(void **state)
{
    (void)state;
    struct lab *lab = crowd("least_loaded", 3, "{ law = \"lognormal\"; median = 2; sigma = 1.5; }");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    /* What each has to do, by its own count: touches of 0 to 60 hours given and not yet done. */
    fnl_time load[3] = {0};
    size_t spread = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind == FNL_FACT_TOUCH)
            load[fact->rep] -= fact->span;
        if (fact->kind != FNL_FACT_ASSIGNED)
            continue;
        for (int rep = 0; rep < 3; rep++)
            assert_true(load[fact->rep] <= load[rep]);
        spread += fact->rep != 0;
        for (size_t j = i; j < tape.count; j++)
            if (tape.facts[j].kind == FNL_FACT_TOUCH && tape.facts[j].key == fact->key)
                load[fact->rep] += tape.facts[j].span;
    }
    assert_true(spread > 10);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Whoever has been idle longest takes the next lead of the line. */
static void the_longest_idle_goes_first(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Idle\"; months = 3; " LAB_ALWAYS_OPEN
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; } );"
                 "stages = ( { name = \"A\"; hours = 0.01; go_on = 0.0; } );"
                 "reps = { count = 4; selling_share = 1.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const size_t touches = lab_tape_count(&tape, FNL_FACT_TOUCH);
    assert_true(touches > 100);
    size_t in_turn = 0;
    for (size_t i = 4; i < touches; i++)
        in_turn += lab_tape_fact(&tape, FNL_FACT_TOUCH, i)->rep ==
                   lab_tape_fact(&tape, FNL_FACT_TOUCH, i - 4)->rep;
    assert_true(in_turn > touches - 4 - 10); /* midnight may deal the line anew */
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Work begun on Friday afternoon is finished on Monday; nothing is begun in the night. */
static void nothing_begins_outside_working_hours(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Nights\"; months = 6; "
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 60; } );"
                 "stages = ( { name = \"A\"; hours = [0.5, 2, 6]; days = 1; touches = 2;"
                 "  go_on = 0.0; } );"
                 "reps = { count = 3; selling_share = 0.6; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t over_night = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *touch = &tape.facts[i];
        if (touch->kind != FNL_FACT_TOUCH)
            continue;
        const fnl_time of_day = touch->time % FNL_DAY;
        assert_true(of_day > 9 * FNL_HOUR && of_day <= 17 * FNL_HOUR);
        assert_true(fnl_company_is_workday(lab->company, (int)(touch->time / FNL_DAY)));
        over_night += of_day - 9 * FNL_HOUR < (fnl_time)((double)touch->span / 0.6) - 1;
    }
    assert_true(over_night > 50);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* What a pain demands goes before all that waits, in every order of work. */
static void unpaid_demands_jump_the_queue(void **state)
{
    (void)state;
    static const char *const orders[] = {"first_come", "newest_first", "hottest_first",
                                         "service_first", "best_value_first"};
    for (size_t i = 0; i < 5; i++) {
        struct lab *lab = lab_open(
            "name = \"Jump\"; months = 6; today = { clients = 3; pita_clients = 3; };"
            "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 90; } );"
            "stages = ( { name = \"A\"; hours = 2; go_on = 0.0; } );"
            "reps = { count = 1; selling_share = 1.0; }; clients = { renewal = 1.0; };"
            "pita = { scope_per_year = 40; scope_hours = 1; }; work = { policy = \"%s\"; };",
            orders[i]);
        struct lab_tape tape = {0};
        lab_record(lab, &tape);
        size_t demands = 0;
        double work = 0;
        for (size_t j = 0; j < tape.count; j++) {
            const struct fnl_fact *fact = &tape.facts[j];
            if (fact->kind != FNL_FACT_TASK || fact->detail != FNL_TASK_SCOPE)
                continue;
            demands++;
            work += (double)fact->wait / (double)FNL_DAY;
            assert_int_equal(fact->index, FNL_HOURS_PITA);
        }
        /* A demand waits for the task in work, a night or a weekend; leads wait for weeks. */
        assert_true(demands > 20 && work / (double)demands < 1.5);
        assert_true(lab_month(lab, FNL_SERIES_BACKLOG, 5) > 100 * FNL_HOUR);
        lab_tape_fini(&tape);
        lab_close(lab);
    }
}

static void who_comes_last_is_first_where_the_new_shines(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Shine\"; months = 1; " LAB_ALWAYS_OPEN
                 "sources = ( { name = \"Fair\"; kind = \"event\"; people_per_event = 40;"
                 "  dates = [\"2026-01-02\"]; } );"
                 "stages = ( { name = \"A\"; hours = 8; go_on = 0.0; } );"
                 "work = { policy = \"newest_first\"; };"
                 "reps = { count = 1; selling_share = 1.0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    /* From the third touch on, all have come: the later they came, the sooner it is. */
    fnl_time came = INT64_MAX;
    for (size_t i = 4; i < lab_tape_count(&tape, FNL_FACT_TOUCH); i++) {
        const struct fnl_fact *touch = lab_tape_fact(&tape, FNL_FACT_TOUCH, i);
        const fnl_time arrived = touch->time - touch->span - touch->wait;
        assert_true(arrived < came);
        came = arrived;
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(owners_take_turns_and_work_side_by_side),
        cmocka_unit_test(a_shared_queue_is_served_in_the_order_of_coming),
        cmocka_unit_test(work_that_waits_is_ranked_by_the_order_in_force),
        cmocka_unit_test(a_finished_task_is_told_of_whom_it_was_for),
        cmocka_unit_test(the_least_loaded_has_the_least_to_do_in_queue_and_in_work),
        cmocka_unit_test(the_longest_idle_goes_first),
        cmocka_unit_test(nothing_begins_outside_working_hours),
        cmocka_unit_test(unpaid_demands_jump_the_queue),
        cmocka_unit_test(who_comes_last_is_first_where_the_new_shines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
