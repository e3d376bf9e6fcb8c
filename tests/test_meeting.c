/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/meeting.h"
#include "model/state.h"

#define DOOR                                                                                       \
    "name = \"Meet\"; months = 12; sources = ( { name = \"Door\"; kind = \"inbound\"; },"          \
    "  { name = \"Friends\"; kind = \"referral\"; } );"                                            \
    "stages = ( { name = \"A\"; hours = 1; go_on = %s; %s } );"

static struct lab *firm(const char *go_on, const char *stage, const char *more)
{
    return lab_open(DOOR "reps = { count = 1; selling_share = 1.0; };"
                         "clients = { renewal = 1.0; }; referrals = { engaged = 0; content = 0;"
                         "  complacent = 0; disgruntled = 0; ruled_out = 0.0; }; %s",
                    go_on, stage, more);
}

/* Length 2, preparation 1.5: booked when the deal is won, held by whoever won it. */
static void a_won_deal_is_celebrated(void **state)
{
    (void)state;
    struct lab *lab = firm("1.0", "",
                           "today = { open_deals = 1; };"
                           "meetings = { kinds = ( { name = \"party\";"
                           "  when = \"after_win\"; hours = 2; preparation = 1.5;"
                           "  shows = 1.0; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_MEETING), 1);
    const struct fnl_fact *meeting = lab_tape_fact(&tape, FNL_FACT_MEETING, 0);
    assert_int_equal(meeting->time, 13 * FNL_HOUR + FNL_HOUR / 2); /* won at 10 */
    assert_int_equal(meeting->rep, 0);
    assert_int_equal(lab_value(lab, FNL_MEETINGS), 1);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_MEETINGS), fnl_units_hours(3.5));
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* The half hour of preparation and the wait are gone, not the two hours of a meeting. */
static void a_meeting_that_nobody_comes_to_costs_the_waiting_and_brings_nothing(void **state)
{
    (void)state;
    struct lab *lab = firm("1.0", "",
                           "today = { open_deals = 1; };"
                           "meetings = { kinds = ( { name = \"party\";"
                           "  when = \"after_win\"; hours = 2; shows = 0.0; opens = 1.0;"
                           "  refers = 1.0; preparation = 0.5; missed_hours = 0.2; } ); };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_MEETINGS), 0);
    assert_int_equal(lab_value(lab, FNL_REFERRED), 0);
    assert_int_equal(lab_value(lab, FNL_EPISODES), 1);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_MEETINGS), fnl_units_hours(0.7));
    lab_close(lab);
}

/* A visit is booked before anybody can fail to come: 0.3 and 0.25 hours for each. */
static void a_visit_in_vain_costs_its_booking_too(void **state)
{
    (void)state;
    struct lab *lab = firm("0.0", "",
                           "today = { clients = 1; };"
                           "meetings = { target_per_month = 4; booking_hours = 0.3; kinds = ("
                           "  { name = \"visit\"; when = \"spare_time\"; hours = 2;"
                           "    shows = 0.0; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t visits = 0;
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_TASK); i++) {
        const struct fnl_fact *task = lab_tape_fact(&tape, FNL_FACT_TASK, i);
        visits += task->detail == FNL_TASK_MEETING;
        if (task->detail == FNL_TASK_MEETING)
            assert_int_equal(task->span, fnl_units_hours(0.55));
    }
    assert_true(visits > 20);
    assert_int_equal(lab_value(lab, FNL_MEETINGS), 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Whoever is met gives a name, and buys again; the new deal's own party does so once more ... */
static void meetings_bring_names_and_new_business(void **state)
{
    (void)state;
    struct lab *lab = firm("1.0", "",
                           "today = { open_deals = 1; };"
                           "meetings = { kinds = ( { name = \"party\";"
                           "  when = \"after_win\"; hours = 1; shows = 1.0; opens = 1.0;"
                           "  refers = 1.0; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const struct fnl_fact *meeting = lab_tape_fact(&tape, FNL_FACT_MEETING, 0);
    size_t names = 0, deals = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_ARRIVED || fact->time != meeting->time)
            continue;
        names += fact->other == meeting->key && fact->source == 1;
        deals += fact->other == 0 && fact->client == meeting->client &&
                 fact->index >> 28 == FNL_CHANNEL_NEW_BUSINESS;
    }
    assert_int_equal(names, 1);
    assert_int_equal(deals, 1);
    assert_true(lab_value(lab, FNL_REFERRED) > 10);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Names from talks before the sale and from meetings after it are different people. */
static void nobody_is_introduced_twice(void **state)
{
    (void)state;
    struct lab *lab =
        firm("0.9", "meeting = \"lunch\"; touches = 3; days = 1;",
             "today = { open_deals = 6; }; meetings = { target_per_month = 20; kinds = ("
             "{ name = \"lunch\"; refers = 0.3; },"
             "{ name = \"visit\"; when = \"spare_time\"; refers = 0.3; shows = 1.0; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t people = 0;
    for (size_t i = 0; i < tape.count; i++) {
        if (tape.facts[i].kind != FNL_FACT_ARRIVED)
            continue;
        people++;
        for (size_t j = 0; j < i; j++)
            assert_true(tape.facts[j].kind != FNL_FACT_ARRIVED ||
                        tape.facts[j].key != tape.facts[i].key);
    }
    assert_true(people > 40);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Trouble is service that nobody takes: each month 3 of 4 hours are refused. */
static void trouble_is_followed_by_an_apology(void **state)
{
    (void)state;
    struct lab *lab = lab_open(DOOR "reps = { count = 1; }; today = { clients = 2; };"
                                    "service = { spills = 0.25; };"
                                    "clients = { renewal = 1.0; service_hours = 4; };"
                                    "meetings = { kinds = ( { name = \"sorry\";"
                                    "  when = \"after_trouble\"; shows = 1.0; } ); };",
                               "0.0", "");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_SERVICE_REFUSED), 2 * 12 * 3 * FNL_HOUR);
    assert_true(lab_value(lab, FNL_MEETINGS) >= 2 * 12 - 2); /* the last may still be waiting */
    lab_close(lab);
}

/* 12 meetings a month with 5 clients, an hour and a quarter each with the booking. */
static void free_hours_are_filled_up_to_the_target(void **state)
{
    (void)state;
    struct lab *lab = firm("0.0", "",
                           "today = { clients = 5; pita_clients = 2; };"
                           "meetings = { target_per_month = 12; booking_hours = 0.25;"
                           "  kinds = ( { name = \"visit\"; when = \"spare_time\";"
                           "  hours = 1; shows = 1.0; teaches = 0.01; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t visits[8] = {0};
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].kind == FNL_FACT_MEETING) {
            assert_false(tape.facts[i].flag);
            visits[tape.facts[i].client]++;
        }
    for (size_t month = 0; month < 12; month++)
        assert_true(lab_month(lab, FNL_SERIES_MEETINGS, month) >= 11 &&
                    lab_month(lab, FNL_SERIES_MEETINGS, month) <= 12);
    const int64_t meetings = lab_value(lab, FNL_MEETINGS);
    assert_int_equal(lab_spent(lab, FNL_SPENT_ON_MEETINGS), meetings * FNL_HOUR * 5 / 4);
    /* The three who are no pain are visited in turn, and the rep learns from each. */
    for (size_t i = 0; i < 5; i++)
        assert_true(visits[i] == 0 || llabs((int64_t)visits[i] - meetings / 3) <= 1);
    const struct fnl_rep *rep = &((const struct fnl_company *)lab->company)->reps[0];
    assert_true(fabs(rep->learnt - 0.01 * (double)meetings) < 1e-9);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* A visit that takes no time and never comes off would be tried for ever. */
static void visits_that_take_no_time_are_not_made(void **state)
{
    (void)state;
    struct lab *lab = firm("0.0", "",
                           "today = { clients = 5; };"
                           "meetings = { target_per_month = 12; booking_hours = 0;"
                           "  kinds = ( { name = \"visit\"; when = \"spare_time\";"
                           "  hours = 0; shows = 0.0; } ); };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_MEETINGS), 0);
    lab_close(lab);
}

/* A stage's touch that is a meeting takes its preparation too, and counts as one. */
static void a_stage_may_be_a_meeting(void **state)
{
    (void)state;
    struct lab *lab = firm("0.0", "meeting = \"pitch\"; touches = 2;",
                           "today = { open_deals = 1; }; meetings = { kinds = ("
                           "{ name = \"lunch\"; }, { name = \"pitch\"; preparation = 2.5; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_TOUCH), 2);
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_TOUCH, 0)->span, fnl_units_hours(3.5));
    assert_int_equal(lab_tape_fact(&tape, FNL_FACT_TOUCH, 0)->index, 2);
    assert_int_equal(lab_value(lab, FNL_MEETINGS), 2);
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_MEETING), 0);
    assert_int_equal(fnl_meeting_kind_for(lab->company, FNL_MEETING_STAGE), 0);
    assert_int_equal(fnl_meeting_kind_for(lab->company, FNL_MEETING_AFTER_WIN), -1);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Three clients who renew every three months, and a pain among them who demands. */
static void renewals_and_demands_are_met_about(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open(DOOR "reps = { count = 2; }; today = { clients = 3; pita_clients = 1; };"
                      "clients = { renewal = 1.0; contract_months = 3; };"
                      "pita = { scope_per_year = 9; scope_hours = 1; };"
                      "meetings = { kinds = ("
                      "  { name = \"dinner\"; when = \"after_renewal\"; shows = 1.0; },"
                      "  { name = \"reset\"; when = \"after_demand\"; shows = 1.0; } ); };",
                 "0.0", "");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t dinners = 0, resets = 0, demands = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        dinners += fact->kind == FNL_FACT_MEETING && fact->index == 0;
        resets += fact->kind == FNL_FACT_MEETING && fact->index == 1;
        demands += fact->kind == FNL_FACT_SERVED && fact->detail == 1;
        assert_true(fact->kind != FNL_FACT_MEETING || fact->index == 0 || fact->flag);
    }
    assert_int_equal(lab_tape_count(&tape, FNL_FACT_RENEWED), 12);
    assert_true(demands > 3);
    assert_true(dinners >= 11 && dinners <= 12);
    assert_true(resets + 1 >= demands && resets <= demands);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* Good clients are visited, by what they look like, and pleased ones. */
static void only_good_clients_are_visited_where_that_is_wanted(void **state)
{
    (void)state;
    struct lab *lab =
        firm("0.0", "",
             "today = { clients = 40; client_fit = { law = \"uniform\"; low = 0; high = 1; }; };"
             "satisfaction = { start = { law = \"uniform\"; low = 0; high = 1; }; drift = 1.0; };"
             "meet = { policy = \"good_only\"; fit = 0.5; interest = 0.4; };"
             "meetings = { target_per_month = 20; kinds = ( { name = \"visit\";"
             "  when = \"spare_time\"; shows = 1.0; } ); };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    const struct fnl_company *company = lab->company;
    assert_true(lab_tape_count(&tape, FNL_FACT_MEETING) > 200);
    for (size_t i = 0; i < lab_tape_count(&tape, FNL_FACT_MEETING); i++) {
        const uint32_t id = lab_tape_fact(&tape, FNL_FACT_MEETING, i)->client;
        assert_true(company->clients.items[id].seen_fit >= 0.5f);
        assert_true(company->clients.items[id].first_satisfaction >= 0.3f);
    }
    lab_tape_fini(&tape);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_won_deal_is_celebrated),
        cmocka_unit_test(a_meeting_that_nobody_comes_to_costs_the_waiting_and_brings_nothing),
        cmocka_unit_test(a_visit_in_vain_costs_its_booking_too),
        cmocka_unit_test(meetings_bring_names_and_new_business),
        cmocka_unit_test(nobody_is_introduced_twice),
        cmocka_unit_test(trouble_is_followed_by_an_apology),
        cmocka_unit_test(free_hours_are_filled_up_to_the_target),
        cmocka_unit_test(visits_that_take_no_time_are_not_made),
        cmocka_unit_test(a_stage_may_be_a_meeting),
        cmocka_unit_test(renewals_and_demands_are_met_about),
        cmocka_unit_test(only_good_clients_are_visited_where_that_is_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
