/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/memory.h"
#include "lab.h"
#include "model/attrition.h"
#include "model/state.h"
#include "model/team.h"
#include "stats/interval.h"
#include "tables.h"

static void the_table_is_in_order(void **state)
{
    (void)state;
    tables_check("fnl_attrition_table", &fnl_attrition_table);
}

/* A firm with a bit of everything that belongs to a rep. */
static struct lab *firm(int reps, const char *more)
{
    return lab_open(
        "name = \"Firm\"; months = 24; today = { clients = 12; pita_clients = 3; };"
        "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 30; },"
        "            { name = \"Cold\"; kind = \"outbound\"; found_per_hour = 0.3; } );"
        "stages = ( { name = \"A\"; hours = 1; days = 2; go_on = 0.6; },"
        "           { name = \"B\"; hours = [1, 4, 40]; days = 5; touches = 2; go_on = 0.4; } );"
        "reps = { count = %d; salary = 12000; vacation_days = 20; ramp_months = 2; };"
        "clients = { service_hours = 4; contract_months = 9; }; pita = { };"
        "returns = { share = 0.5; after = 3; };"
        "slack = { policy = \"prospect\"; }; %s",
        reps, more);
}

static const struct fnl_company *company_of(const struct lab *lab)
{
    return lab->company;
}

/* 1 - 0.7^(1/12) = 2.928 % a month; at a morale of a quarter and log-odds of 2, 1 more on them. */
static void the_chance_of_a_month_is_by_hand(void **state)
{
    (void)state;
    struct lab *lab =
        firm(2, "morale = { on_quitting = 2; per_pain_hour = 0.5; energy_per_pain_hour = 0.2; };"
                "attrition = { };");
    struct fnl_company *company = lab_afresh(lab);
    assert_true(fabs(fnl_attrition_chance(company, 0) - 0.029285) < 1e-6);
    struct fnl_fact hour = {.kind = FNL_FACT_TASK, .index = FNL_HOURS_PITA, .span = FNL_HOUR};
    fnl_mechanism_hear(company, &hour);
    const double odds = 0.0292854 / (1 - 0.0292854) * exp(1);
    assert_true(fabs(fnl_attrition_chance(company, 0) - 0.8 * odds / (1 + odds)) < 1e-5);
    assert_true(fabs(fnl_attrition_chance(company, 1) - 0.029285) < 1e-6);
    lab_close(lab);
}

/* In 13 months there are 12 on which people leave: in a year, the share that was said. */
static void the_share_of_a_year_leaves(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Many\"; months = 13; sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 200; };"
        "attrition = { share_per_year = 0.3; replaced_after = 3650; };");
    int64_t left = 0;
    for (uint64_t future = 0; future < 20; future++) {
        lab_run(lab, future, NULL);
        left += lab_value(lab, FNL_REPS_LEFT);
        assert_int_equal(lab_value(lab, FNL_REPS_END), 200 - lab_value(lab, FNL_REPS_LEFT));
    }
    const struct fnl_interval share = fnl_interval_share(left, 4000, 0.9999);
    assert_true(share.low < 0.3 && 0.3 < share.high);
    lab_close(lab);
}

/* Nobody who has gone has anything left, or does anything. */
static void assert_gone(const struct fnl_company *company, uint32_t index)
{
    const struct fnl_rep *rep = &company->reps[index];
    assert_true(rep->resigned && rep->state == FNL_REP_ABSENT);
    assert_int_equal(rep->queue.count, 0);
    assert_int_equal(rep->queued, 0);
    assert_true(company->loads[index] == FNL_NEVER);
    for (size_t i = 0; i < company->leads.count; i++)
        assert_true(!company->leads.items[i].in_use || company->leads.items[i].rep != index);
    for (size_t i = 0; i < company->clients.count; i++)
        assert_true(!company->clients.items[i].alive || company->clients.items[i].rep != index);
}

static int64_t waiting(const struct fnl_company *company)
{
    size_t tasks = company->lines[FNL_ROLE_SELLS].shared.count;
    for (size_t i = 0; i < company->rep_count; i++)
        tasks += company->reps[i].queue.count;
    return (int64_t)tasks;
}

/* By any way of assigning, be there many or one to take over, or none; the books balance. */
static void what_they_had_goes_to_others(void **state)
{
    (void)state;
    static const char *const assigns[] = {"round_robin", "least_loaded", "shared_queue"};
    size_t gone = 0;
    for (size_t i = 0; i < 3; i++)
        for (int reps = 1; reps <= 4; reps++) {
            char more[200];
            snprintf(more, sizeof more,
                     "assign = { policy = \"%s\"; };"
                     "attrition = { share_per_year = 0.9; replaced_after = [5, 20, 60]; };",
                     assigns[i]);
            struct lab *lab = firm(reps, more);
            for (uint64_t future = 0; future < 5; future++) {
                lab_run(lab, future, NULL);
                const struct fnl_company *company = company_of(lab);
                for (uint32_t rep = 0; rep < company->rep_count; rep++)
                    if (company->reps[rep].left) {
                        assert_gone(company, rep);
                        gone++;
                    }
                assert_int_equal(waiting(company), company->levels.waiting_tasks);
                assert_int_equal(company->rep_count - company->departed + company->vacancies, reps);
            }
            lab_close(lab);
        }
    assert_true(gone > 100);
}

/* Two reps with more than they can do; one goes at the end, and the other has it all. */
static void no_task_is_lost(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Flood\"; months = 3;"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; leads_per_month = 300; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 2; };"
                 "assign = { policy = \"round_robin\"; };");
    lab_run(lab, 0, NULL);
    struct fnl_company *company = lab->company;
    const struct fnl_rep *goes = &company->reps[0], *stays = &company->reps[1];
    const size_t tasks = goes->queue.count + stays->queue.count;
    const fnl_time hours = goes->queued + stays->queued;
    const int64_t waiting_tasks = company->levels.waiting_tasks;
    assert_true(goes->queue.count > 100 && goes->state == FNL_REP_BUSY);
    fnl_attrition_resigns(company, 0);
    assert_true(goes->queue.count > 100 && company->loads[0] == FNL_NEVER);
    fnl_team_free(company, 0);
    assert_gone(company, 0);
    assert_int_equal(stays->queue.count, tasks);
    assert_int_equal(stays->queued, hours);
    assert_int_equal(company->levels.waiting_tasks, waiting_tasks);
    assert_int_equal(company->levels.waiting_hours, hours);
    lab_close(lab);
}

/* Ten days after the last of a rep there is a new one with the next name, who costs. */
static void places_are_filled_under_new_names(void **state)
{
    (void)state;
    struct lab *lab = firm(3, "attrition = { share_per_year = 0.8; replaced_after = 10;"
                              "  hiring_cost = 2385; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const size_t left = lab_tape_count(&tape, FNL_FACT_REP_LEFT);
    const size_t joined = lab_tape_count(&tape, FNL_FACT_REP_JOINED);
    assert_true(left > 3 && joined > 6);
    for (size_t i = 3; i < joined; i++) {
        const struct fnl_fact *join = lab_tape_fact(&tape, FNL_FACT_REP_JOINED, i);
        assert_int_equal(join->rep, i);
        assert_int_equal(join->time % FNL_DAY, 0);
        size_t n = 0;
        while (lab_tape_fact(&tape, FNL_FACT_REP_LEFT, n)->rep + 1 != join->index)
            n++;
        const fnl_time delay = join->time - lab_tape_fact(&tape, FNL_FACT_REP_LEFT, n)->time;
        assert_true(delay >= 10 * FNL_DAY && delay < 11 * FNL_DAY);
    }
    assert_int_equal(lab_money(lab, FNL_MONEY_HIRING), -238500 * (int64_t)(joined - 3));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Paid for the months at whose end they are there. */
static void who_has_left_is_not_paid(void **state)
{
    (void)state;
    struct lab *lab = firm(4, "attrition = { share_per_year = 0.8; replaced_after = 45; };");
    lab_run(lab, 1, NULL);
    int64_t months = 0, fewest = 4;
    for (size_t month = 0; month < 24; month++) {
        const int64_t there = lab_month(lab, FNL_SERIES_REPS, month);
        months += there;
        fewest = there < fewest ? there : fewest;
    }
    assert_true(fewest < 4);
    assert_int_equal(lab_money(lab, FNL_MONEY_SALARIES), -100000 * months);
    lab_close(lab);
}

/* The first of a month finds people at work: they finish it, then they go. */
static void what_is_in_work_is_finished_first(void **state)
{
    (void)state;
    struct lab *lab = firm(4, "attrition = { share_per_year = 0.8; replaced_after = 10; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t later = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_REP_LEFT); i++) {
        const struct fnl_fact *left = lab_tape_fact(&tape, FNL_FACT_REP_LEFT, i);
        for (size_t n = 0; n < lab_tape_count(&tape, FNL_FACT_TASK); n++) {
            const struct fnl_fact *task = lab_tape_fact(&tape, FNL_FACT_TASK, n);
            assert_true(task->rep != left->rep || task->time <= left->time);
        }
        later += left->time % FNL_DAY != 0;
    }
    assert_true(later > 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Those who are hired take their share of the clients, and all where nobody was left. */
static void those_who_come_get_clients(void **state)
{
    (void)state;
    struct lab *lab = firm(1, "attrition = { share_per_year = 0.99; replaced_after = 20; };");
    for (uint64_t future = 0; future < 5; future++) {
        lab_run(lab, future, NULL);
        const struct fnl_company *company = company_of(lab);
        assert_true(company->departed > 1);
        for (size_t i = 0; i < company->clients.count; i++) {
            const struct fnl_client *client = &company->clients.items[i];
            assert_true(!client->alive || company->vacancies > 0 ||
                        client->rep == company->rep_count - 1);
        }
    }
    lab_close(lab);
}

/* Room for more reps, once made, is no memory of a future. */
static void a_company_that_has_grown_lives_as_a_new_one_does(void **state)
{
    (void)state;
    static const char more[] =
        "morale = { }; avoidance = { }; attrition = { share_per_year = 0.9; replaced_after = 5; };";
    struct lab *used = firm(1, more), *fresh = firm(1, more);
    const size_t before = company_of(used)->rep_capacity;
    for (uint64_t future = 0; future < 10; future++)
        lab_run(used, future, NULL);
    assert_true(company_of(used)->rep_capacity > before);
    lab_run(used, 3, NULL);
    lab_run(fresh, 3, NULL);
    assert_true(company_of(fresh)->rep_count > 2);
    assert_memory_equal(used->row, fresh->row, used->layout.width * sizeof *used->row);
    lab_close(used);
    lab_close(fresh);
}

/* A run in which memory runs out says so, and the next one is as if it had not. */
static void memory_may_run_out_at_any_hire(void **state)
{
    (void)state;
    static const char more[] =
        "morale = { }; avoidance = { }; attrition = { share_per_year = 0.9; replaced_after = 5; };";
    struct lab *sound = firm(1, more), *lab = firm(1, more);
    lab_run(sound, 0, NULL);
    int failures = 0;
    for (long allowed = 0; failures == allowed; allowed++) {
        fnl_memory_fail_after(allowed);
        failures += fnl_company_run(lab->company, LAB_SEED, 0, NULL, 0, NULL) == FNL_ERR_MEMORY;
        fnl_memory_fail_after(-1);
        lab_run(lab, 0, NULL);
        assert_memory_equal(lab->row, sound->row, lab->layout.width * sizeof *lab->row);
        lab_close(lab);
        lab = firm(1, more);
    }
    assert_true(failures > 10);
    lab_close(sound);
    lab_close(lab);
}

/* A dated change adds places to those that are empty for the moment. */
static void places_follow_the_plan(void **state)
{
    (void)state;
    static const char text[] =
        "name = \"Plan\"; months = 36; sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
        "stages = ( { name = \"A\"; hours = 1; go_on = 0.5; } ); reps = { count = 20; };"
        "attrition = { share_per_year = 0.6; replaced_after = 30; };";
    const struct lab_change change = {100, "reps = { count = 40; };"};
    struct lab *lab = lab_open_changed(text, &change, 1);
    lab_run(lab, 0, NULL);
    assert_true(lab_month(lab, FNL_SERIES_REPS, 2) <= 20);
    assert_true(lab_month(lab, FNL_SERIES_REPS, 3) > 33);
    const struct fnl_company *company = company_of(lab);
    assert_int_equal(company->rep_count - company->departed + company->vacancies, 40);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_in_order),
        cmocka_unit_test(the_chance_of_a_month_is_by_hand),
        cmocka_unit_test(the_share_of_a_year_leaves),
        cmocka_unit_test(what_they_had_goes_to_others),
        cmocka_unit_test(no_task_is_lost),
        cmocka_unit_test(places_are_filled_under_new_names),
        cmocka_unit_test(who_has_left_is_not_paid),
        cmocka_unit_test(what_is_in_work_is_finished_first),
        cmocka_unit_test(those_who_come_get_clients),
        cmocka_unit_test(a_company_that_has_grown_lives_as_a_new_one_does),
        cmocka_unit_test(memory_may_run_out_at_any_hire),
        cmocka_unit_test(places_follow_the_plan),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
