/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lab.h"
#include "model/pita.h"
#include "model/state.h"

/* Clients of the first day, of whom so many are a pain; they stay. */
static struct lab *firm(int clients, int pains, const char *more)
{
    return lab_open("name = \"Pains\"; months = 24; "
                    "today = { clients = %d; pita_clients = %d; };"
                    "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                    "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 9; };"
                    "clients = { renewal = 1.0; service_hours = 2; pays_after = 20;"
                    "  never_pays = 0.0; }; %s",
                    clients, pains, more);
}

static void pains_want_so_many_times_the_service(void **state)
{
    (void)state;
    struct lab *lab = firm(10, 3, "pita = { hours_factor = 2.5; scope_per_year = 0; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_SERVED)
            continue;
        assert_int_equal(fact->detail, 0);
        assert_int_equal(fact->span, fnl_units_hours(fact->flag ? 5 : 2));
        good += !fact->flag;
        bad += fact->flag;
    }
    assert_int_equal(good, 24 * 7);
    assert_int_equal(bad, 24 * 3);
    assert_int_equal(lab_value(lab, FNL_PITA_CLIENTS_END), 3);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void pains_pay_late(void **state)
{
    (void)state;
    struct lab *lab = firm(2, 1, "pita = { late_factor = 1.5; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    for (size_t i = 0; i < tape.count; i++)
        if (tape.facts[i].kind == FNL_FACT_INVOICED)
            assert_int_equal(tape.facts[i].until - tape.facts[i].time,
                             (tape.facts[i].flag ? 30 : 20) * FNL_DAY);
    lab_tape_fini(&tape);
    lab_close(lab);
}

/* 1000 pains in 2 years, 6 demands a year each: Poisson, and spread over the whole month. */
static void demands_come_as_often_as_said_at_any_time(void **state)
{
    (void)state;
    struct lab *lab = firm(1020, 1000, "pita = { scope_per_year = 6; scope_hours = 1.5; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    double demands = 0, weeks[4] = {0};
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        if (fact->kind != FNL_FACT_SERVED || fact->detail != 1)
            continue;
        assert_true(fact->flag);
        assert_int_equal(fact->span, fnl_units_hours(1.5));
        demands++;
        weeks[fact->time % (28 * FNL_DAY) / (7 * FNL_DAY)]++;
    }
    /* The first days, before each one's first month of the run, have none: half a month of 24. */
    const double expected = 1000 * 2 * 6 * (23.5 / 24);
    assert_true(fabs(demands - expected) < 4 * sqrt(expected));
    for (int i = 0; i < 4; i++)
        assert_true(fabs(weeks[i] - demands / 4) < 4 * sqrt(demands / 4));
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void demands_without_hours_are_not_made(void **state)
{
    (void)state;
    struct lab *lab =
        firm(5, 5, "pita = { scope_per_year = 20; scope_hours = 0; hours_factor = 1; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    for (size_t i = 0; i < tape.count; i++)
        assert_true(tape.facts[i].kind != FNL_FACT_SERVED || tape.facts[i].detail == 0);
    lab_tape_fini(&tape);
    lab_close(lab);
}

static void pains_are_never_happier_than_they_can_be(void **state)
{
    (void)state;
    struct lab *lab = firm(10, 4, "pita = { mood_cap = 0.3; }; satisfaction = { start = 0.9; };");
    lab_run(lab, 0, NULL);
    const struct fnl_company *company = lab->company;
    for (size_t i = 0; i < 10; i++) {
        const struct fnl_client *client = &company->clients.items[i];
        assert_true(client->pita ? client->satisfaction <= 0.3f : client->satisfaction > 0.5f);
    }
    lab_close(lab);
}

/* logit(0.5) - 20: all pains leave at the end of their term. */
static void pains_renew_as_they_like(void **state)
{
    (void)state;
    struct lab *lab =
        lab_open("name = \"Renew\"; months = 24; today = { clients = 20; pita_clients = 10; };"
                 "sources = ( { name = \"Door\"; kind = \"inbound\"; } );"
                 "stages = ( { name = \"A\"; hours = 1; go_on = 0.0; } ); reps = { count = 1; };"
                 "clients = { renewal = 0.999999; }; pita = { on_renewal = -20; };");
    lab_run(lab, 0, NULL);
    assert_int_equal(lab_value(lab, FNL_PITA_CLIENTS_END), 0);
    assert_int_equal(lab_value(lab, FNL_CLIENTS_END), 10);
    lab_close(lab);
}

static void flags_are_a_noisy_test_of_each_episode(void **state)
{
    (void)state;
    struct lab *lab = firm(0, 0, "pita = { flags_seen = 0.7; false_alarms = 0.15; };");
    lab_run(lab, 0, NULL);
    int pains = 0, others = 0;
    for (uint64_t key = 1; key <= 1000; key++) {
        struct fnl_lead lead = {.key = 1, .episode_key = key, .pita = true};
        const bool first = fnl_pita_shows_flags(lab->company, &lead);
        assert_true(first == fnl_pita_shows_flags(lab->company, &lead));
        pains += first;
        lead.pita = false;
        others += fnl_pita_shows_flags(lab->company, &lead);
    }
    assert_true(pains > 640 && pains < 760);
    assert_true(others > 100 && others < 200);
    lab_close(lab);
}

/* Two touches a stage and 1.25 reviews of those who are a pain; the others have none. */
static void pains_want_to_go_through_it_once_more(void **state)
{
    (void)state;
    struct lab *lab = lab_open(
        "name = \"Reviews\"; months = 24; sources = ( { name = \"Door\"; kind = \"inbound\";"
        "  leads_per_month = 30; pita = 0.5; } );"
        "stages = ( { name = \"A\"; hours = 1; touches = 2; go_on = 1.0; } );"
        "reps = { count = 9; }; clients = { renewal = 0.0; }; pita = { extra_meetings = 1.25; };");
    struct lab_tape tape = {0};
    lab_record(lab, &tape);
    double good = 0, bad = 0, touches = 0, reviews = 0;
    for (size_t i = 0; i < tape.count; i++) {
        const struct fnl_fact *fact = &tape.facts[i];
        good += fact->kind == FNL_FACT_ENDED && !fact->flag;
        bad += fact->kind == FNL_FACT_ENDED && fact->flag;
        touches += fact->kind == FNL_FACT_TOUCH;
        reviews += fact->kind == FNL_FACT_TOUCH && fact->amount == 1;
        if (fact->kind == FNL_FACT_TOUCH)
            assert_int_equal(fact->amount == 1, fact->day >= 2);
    }
    assert_true(bad > 250 && good > 250);
    assert_true(fabs(reviews / bad - 1.25) < 3.29 * sqrt(0.25 * 0.75 / bad) + 0.01);
    assert_true(fabs(touches - reviews - 2 * (good + bad)) < 30); /* some are still at it */
    lab_tape_fini(&tape);
    lab_close(lab);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pains_want_so_many_times_the_service),
        cmocka_unit_test(pains_pay_late),
        cmocka_unit_test(demands_come_as_often_as_said_at_any_time),
        cmocka_unit_test(demands_without_hours_are_not_made),
        cmocka_unit_test(pains_are_never_happier_than_they_can_be),
        cmocka_unit_test(pains_renew_as_they_like),
        cmocka_unit_test(flags_are_a_noisy_test_of_each_episode),
        cmocka_unit_test(pains_want_to_go_through_it_once_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
